package extract_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// edits calls visit with each line of a text, by its index; with every twentieth when the tests are to be
// short, and a subtest that is skipped says so.
func edits(t *testing.T, text string, visit func(i int, lines []string)) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for i := range lines {
		if !testing.Short() || i%20 == 0 {
			visit(i, lines)
		}
	}
	if testing.Short() {
		t.Run("other lines", func(t *testing.T) { t.Skip("left to make whole: nineteen of twenty lines of a source changed") })
	}
}

func with(lines []string, at int, line string) string {
	return strings.Join(slices.Insert(slices.Clone(lines), at, line), "\n")
}

// named reports whether a problem of the error is on a line.
func named(err error, line int) bool {
	var problems source.Problems
	return errors.As(err, &problems) && slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Line == line })
}

// ruled reports whether all problems of an error are of a rule.
func ruled(err error, rule string) bool {
	var problems source.Problems
	return errors.As(err, &problems) && !slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Rule != rule })
}

// TestStrayMark puts a line that means nothing after each line of each source, one at a time: each must
// be refused, with a problem of that line or of the line next to it that can no longer be read. A description
// on an occupation page is free text: the mark is a part of it there; where it hides a relation that has no
// description, the page's own counts tell, and the problem is at the counts.
func TestStrayMark(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			edits(t, k.text(t), func(i int, lines []string) {
				doc, _, err := k.parse("doc.txt", []byte(with(lines, i+1, "@@ unknown @@")))
				if page, ok := doc.(*escopage.Document); ok && err == nil && described(page, "@@ unknown @@") {
					return
				}
				title := k.name == "handbook" && i == 0 // the mark is where the title is expected
				if k.name == "occupation page" && ruled(err, "esco-page-count") {
					return
				}
				if err == nil || !title && !named(err, i+2) && !named(err, i+1) && !named(err, i+3) {
					t.Errorf("after line %d, %q: no problem names that place: %v", i+1, lines[i], err)
				}
			})
		})
	}
}

// described reports whether a description of an occupation page holds a text.
func described(page *escopage.Document, text string) bool {
	return strings.Contains(page.Description.Value, text) || slices.ContainsFunc(page.Relations, func(r escopage.Relation) bool { return strings.Contains(r.Description.Value, text) })
}

// TestStraySentence puts a sentence after lines (every third of a long source): it is refused, or it is in
// the document's texts. It may be a paragraph, a task, a further sentence of a definition.
func TestStraySentence(t *testing.T) {
	const sentence = "Stray words stand here."
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			kept := 0
			edits(t, k.text(t), func(i int, lines []string) {
				if len(lines) > 500 && i%3 > 0 {
					return
				}
				edited := with(lines, i+1, sentence)
				doc, classes, err := k.parse("doc.txt", []byte(edited))
				if err != nil {
					return
				}
				kept++
				if err := sound(edited, doc, classes); err != nil {
					t.Errorf("after line %d: %v", i+1, err)
				}
				if !slices.ContainsFunc(texts(reflect.ValueOf(doc)), func(text source.Text) bool { return strings.Contains(text.Value, sentence) }) {
					t.Errorf("after line %d, %q: the sentence is neither refused nor in the document", i+1, lines[i])
				}
			})
			t.Logf("%d sentences were kept", kept)
		})
	}
}

// TestLostLine takes each line that is not blank away, one at a time: the rest is refused, or it is a
// sound document that holds no text the source lacks.
func TestLostLine(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			text := k.text(t)
			whole, _, err := k.parse("doc.txt", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			before := len(texts(reflect.ValueOf(whole)))
			edits(t, text, func(i int, lines []string) {
				if plain(lines[i]) == "" {
					return
				}
				edited := strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "\n")
				doc, classes, err := k.parse("doc.txt", []byte(edited))
				if err != nil {
					return
				}
				if err := sound(edited, doc, classes); err != nil {
					t.Errorf("without line %d, %q: %v", i+1, lines[i], err)
				}
				if after := len(texts(reflect.ValueOf(doc))); after > before+3 {
					t.Errorf("without line %d, %q: %d texts; the whole source gives %d", i+1, lines[i], after, before)
				}
			})
		})
	}
}
