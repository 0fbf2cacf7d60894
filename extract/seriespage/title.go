package seriespage

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	parenthetical = source.NewPattern(`^([^()]*[^()\s])\s*\(\s*([^()]*[^()\s])\s*\)$`)
	coded         = source.NewPattern(`^(.*[^\s/])\s*/\s*([A-Z0-9]+)$`)
)

// title reads "Title", "Title (Name)" or "Title (Name/CODE)". A title that appears twice, and a name or a
// code that stands for another one elsewhere on the page, is a problem.
func (p *parser) title(l source.Line, printed string) Title {
	t := Title{Printed: source.Text{Value: printed, Span: source.At(l.Number)}, Base: printed}
	if m := parenthetical.FindStringSubmatch(printed); m != nil {
		t.Base, t.Name = m[1], m[2]
		if code := coded.FindStringSubmatch(m[2]); code != nil {
			t.Name, t.Code = code[1], code[2]
		}
	}
	if t.Name == "" && strings.ContainsAny(printed, "()") || strings.HasPrefix(t.Name, "/") || strings.HasSuffix(t.Name, "/") || !startsWord.MatchString(t.Base) {
		p.fail(l, "series-title", "the title %s; expected \"Title (Name/CODE)\", \"Title (Name)\" or a title without parentheses", source.Quote(printed))
		return t
	}
	if listed.MatchString(printed) {
		p.fail(l, "series-title", "the title %s ends as an item of a running list does; expected a position title", source.Quote(printed))
	}
	p.compareTitles(l, t)
	return t
}

func (p *parser) compareTitles(l source.Line, t Title) {
	name := strings.ToLower(t.Name)
	words, named, code := "title|"+strings.ToLower(t.Base)+"|"+name+"|"+t.Code, "name|"+name, "code|"+t.Code
	if other, twice := p.titled[words]; twice {
		p.fail(l, "series-page-twice", "the title %s appears here and at line %d; expected it once", source.Quote(t.Printed.Value), other.Printed.Line())
	}
	p.titled[words] = t
	if t.Code == "" {
		return
	}
	if other, known := p.titled[code]; known && !strings.EqualFold(other.Name, t.Name) {
		p.fail(l, "series-title", "the code %s stands for %s here and for %s at line %d", t.Code, source.Quote(t.Name), source.Quote(other.Name), other.Printed.Line())
	}
	if other, known := p.titled[named]; known && other.Code != t.Code {
		p.fail(l, "series-title", "%s has the code %s here and %s at line %d", source.Quote(t.Name), t.Code, other.Code, other.Printed.Line())
	}
	p.titled[code], p.titled[named] = t, t
}
