package source_test

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A pattern finds what the regular expression of Go finds.
func TestPatternIsTheExpression(t *testing.T) {
	const expression, text = `(\pL)(\d*)`, "a1, b22, c"
	p, r := source.NewPattern(expression), regexp.MustCompile(expression)
	for name, found := range map[string][2]any{
		"MatchString":                 {p.MatchString(text), r.MatchString(text)},
		"MatchString, none":           {p.MatchString("1"), r.MatchString("1")},
		"FindString":                  {p.FindString(text), r.FindString(text)},
		"FindStringSubmatch":          {p.FindStringSubmatch(text), r.FindStringSubmatch(text)},
		"FindAllString":               {p.FindAllString(text, 2), r.FindAllString(text, 2)},
		"FindAllStringIndex":          {p.FindAllStringIndex(text, -1), r.FindAllStringIndex(text, -1)},
		"FindAllStringSubmatch":       {p.FindAllStringSubmatch(text, -1), r.FindAllStringSubmatch(text, -1)},
		"FindAllStringSubmatchIndex":  {p.FindAllStringSubmatchIndex(text, -1), r.FindAllStringSubmatchIndex(text, -1)},
		"ReplaceAllString":            {p.ReplaceAllString(text, "$2$1"), r.ReplaceAllString(text, "$2$1")},
		"FindStringSubmatch, nothing": {p.FindStringSubmatch("1"), r.FindStringSubmatch("1")},
	} {
		if !reflect.DeepEqual(found[0], found[1]) {
			t.Errorf("%s gives %q; expected %q", name, found[0], found[1])
		}
	}
}

// A mistake in an expression is not hidden: its first use panics.
func TestPatternWithAMistake(t *testing.T) {
	p := source.NewPattern(`(`)
	defer func() {
		if recover() == nil {
			t.Error("the first use of the expression ( does not panic")
		}
	}()
	p.MatchString("x")
}
