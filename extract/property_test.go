package extract_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A kind is a kind of source with its parser.
type kind struct {
	name, file string
	parse      func(path string, data []byte) (doc any, classes []source.Class, err error)
}

var kinds = []kind{
	{"handbook", "../raw/fwci/handbook-2210.txt", func(path string, data []byte) (any, []source.Class, error) {
		doc, err := handbook.Parse(path, data)
		if err != nil {
			return nil, nil, err
		}
		return doc, doc.Classes, nil
	}},
	{"series page", "../raw/cbp/it-specialist-2210.txt", func(path string, data []byte) (any, []source.Class, error) {
		doc, err := seriespage.Parse(path, data)
		if err != nil {
			return nil, nil, err
		}
		return doc, doc.Classes, nil
	}},
	{"occupation page", "../raw/esco/ict-change-and-configuration-manager.txt", func(path string, data []byte) (any, []source.Class, error) {
		doc, err := escopage.Parse(path, data)
		if err != nil {
			return nil, nil, err
		}
		return doc, doc.Classes, nil
	}},
}

func (k kind) text(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile(k.file)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// texts returns every source.Text inside a value.
func texts(value reflect.Value) []source.Text {
	if text, ok := value.Interface().(source.Text); ok {
		return []source.Text{text}
	}
	var all []source.Text
	switch value.Kind() {
	case reflect.Pointer:
		all = texts(value.Elem())
	case reflect.Struct:
		for i := range value.NumField() {
			all = append(all, texts(value.Field(i))...)
		}
	case reflect.Slice:
		for i := range value.Len() {
			all = append(all, texts(value.Index(i))...)
		}
	}
	return all
}

// plain makes wording comparable: every run of white space, no-break spaces too, is one space.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// sound checks what applies to every document a parser gives: a known class for every line, blank for the
// blank ones alone; every text on the lines of its span, except for headers that a page break repeats.
func sound(text string, doc any, classes []source.Class) error {
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	if len(classes) != len(lines) {
		return fmt.Errorf("%d classes for %d lines", len(classes), len(lines))
	}
	for i, class := range classes {
		switch class {
		case source.Data, source.Heading, source.RepeatedHeader, source.TOC, source.Note, source.Narrative, source.Boilerplate, source.Blank:
		default:
			return fmt.Errorf("line %d is of the class %q", i+1, class)
		}
		if blank := lines[i] == ""; blank != (class == source.Blank) {
			return fmt.Errorf("line %d, %q, is of the class %s", i+1, lines[i], class)
		}
	}
	for _, t := range texts(reflect.ValueOf(doc)) {
		if t.Value == "" {
			continue
		}
		if t.Span.Start < 1 || t.Span.End > len(lines) || t.Span.Start > t.Span.End {
			return fmt.Errorf("the text %q is on the lines %v of %d", t.Value, t.Span, len(lines))
		}
		var within []string
		for n := t.Span.Start; n <= t.Span.End; n++ {
			if t.Span.Start == t.Span.End || classes[n-1] != source.RepeatedHeader && classes[n-1] != source.Blank {
				within = append(within, lines[n-1])
			}
		}
		// a table's header is its cells, joined
		if !strings.Contains(strings.Join(within, " "), plain(strings.ReplaceAll(t.Value, " | ", " "))) {
			return fmt.Errorf("the lines %v do not hold the text %q", t.Span, t.Value)
		}
	}
	return nil
}

// TestSoundDocuments checks the three sources, as published and as other systems would write them.
func TestSoundDocuments(t *testing.T) {
	for _, k := range kinds {
		text := k.text(t)
		for name, edited := range map[string]string{
			"as published": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "byte-order mark": "\ufeff" + text,
			"NBSP": strings.ReplaceAll(text, " ", "\u00a0"), "doubled blank lines": strings.ReplaceAll(text, "\n\n", "\n\n\n"), "final line end": text + "\n",
		} {
			t.Run(k.name+", "+name, func(t *testing.T) {
				doc, classes, err := k.parse("doc.txt", []byte(edited))
				if err != nil {
					t.Fatal(err)
				}
				if err := sound(edited, doc, classes); err != nil {
					t.Error(err)
				}
				if n := len(texts(reflect.ValueOf(doc))); n < 20 {
					t.Errorf("only %d texts were checked", n)
				}
			})
		}
	}
}

// TestSoundRefuses breaks a document and sees the check fail.
func TestSoundRefuses(t *testing.T) {
	at := source.At(1)
	for name, test := range map[string]struct {
		doc     any
		classes []source.Class
	}{
		"a text that is not there": {struct{ T source.Text }{source.Text{Value: "Other", Span: at}}, []source.Class{source.Data}},
		"a span outside the file":  {struct{ T source.Text }{source.Text{Value: "Word", Span: source.At(2)}}, []source.Class{source.Data}},
		"a line without a class":   {struct{}{}, []source.Class{""}},
		"a class too few":          {struct{}{}, nil},
		"a blank class":            {struct{}{}, []source.Class{source.Blank}},
	} {
		if sound("Word\n", test.doc, test.classes) == nil {
			t.Errorf("%s passes", name)
		}
	}
}
