package linkeddata

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

var ownTerm = regexp.MustCompile(`<` + regexp.QuoteMeta(fwci) + `[^>]*>`)

// ownTerms returns the terms of our own that lines name.
func ownTerms(lines []string) []string {
	var found []string
	for _, line := range lines {
		found = append(found, ownTerm.FindAllString(line, -1)...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// Every term of our own that a graph or a column uses is defined, and none is defined that nothing uses.
func TestVocabularyDefinesWhatIsUsed(t *testing.T) {
	lines := append(slices.Clone(graph(t, "fwci-2210")), graph(t, "crosswalk")...)
	for _, table := range schemas.Tables() {
		for _, c := range table.Columns {
			lines = append(lines, "<"+c.Property+">")
		}
	}
	used := ownTerms(lines)
	vocabulary := indexed(t, graph(t, "vocabulary"))
	var defined []string
	for subject := range vocabulary {
		if ownTerm.MatchString(subject) {
			defined = append(defined, subject)
		}
	}
	slices.Sort(defined)
	for _, term := range used {
		if !slices.Contains(defined, term) {
			t.Errorf("%s is used and not defined", term)
		}
	}
	for _, term := range defined {
		if !slices.Contains(used, term) {
			t.Errorf("%s is defined and not used", term)
		}
	}
	if len(defined) < 30 {
		t.Errorf("%d terms, expected more than 30", len(defined))
	}
}

func TestVocabularyDescribesEachTerm(t *testing.T) {
	vocabulary := indexed(t, graph(t, "vocabulary"))
	classes := vocabulary.a(rdfs + "Class")
	for subject := range vocabulary {
		if !ownTerm.MatchString(subject) {
			continue
		}
		for _, p := range []string{rdfs + "label", rdfs + "comment", rdfs + "isDefinedBy", rdfNS + "type"} {
			if n := len(vocabulary.of(subject, p)); n != 1 {
				t.Errorf("%s has %d values of %s, want 1", subject, n, p)
			}
		}
		name := strings.Trim(strings.TrimPrefix(subject, "<"+fwci), ">")
		if large := strings.ToUpper(name[:1]) == name[:1]; large != classes[subject] {
			t.Errorf("%s: a class begins with a capital letter, a property does not", subject)
		}
		if !classes[subject] && len(vocabulary.of(subject, rdfs+"range")) != 1 {
			t.Errorf("%s has no range", subject)
		}
	}
}

// The kinds of values that the graphs write are those that the vocabulary promises.
func TestValuesFitTheirRanges(t *testing.T) {
	vocabulary := indexed(t, graph(t, "vocabulary"))
	checked := 0
	for _, name := range []string{"fwci-2210", "crosswalk"} {
		for subject, predicates := range indexed(t, graph(t, name)) {
			for predicate, objects := range predicates {
				ranges := vocabulary[predicate]["<"+rdfs+"range>"]
				if len(ranges) == 0 {
					continue
				}
				for _, object := range objects {
					checked++
					literal := strings.HasPrefix(object, `"`)
					fits := strings.HasSuffix(object, "^^"+ranges[0]) || ranges[0] == "<"+xsd+"string>" && strings.HasSuffix(object, `"`)
					if literal != strings.Contains(ranges[0], xsd) || literal && !fits {
						t.Errorf("%s %s %s does not fit %s", subject, predicate, object, ranges[0])
					}
				}
			}
		}
	}
	if checked < 1000 {
		t.Errorf("%d values checked, expected more than 1,000", checked)
	}
}

// A property that no graph has is one too many, but for the category of an object: a column has it, and the
// graph says it at the concept.
func TestEveryPropertyIsWritten(t *testing.T) {
	d := &dataset.Dataset{Info: dataset.Info{Base: "https://x.example/", Language: "en", Contact: "someone@x.example"}}
	used := map[string]bool{}
	for _, lines := range [][]string{graph(t, "fwci-2210"), graph(t, "crosswalk"), graph(t, "vocabulary"), read(t, write(t, d), "fwci-2210")} {
		for _, predicates := range indexed(t, lines) {
			for predicate := range predicates {
				used[strings.Trim(predicate, "<>")] = true
			}
		}
	}
	for iri := range properties() {
		if !used[iri] && !strings.HasPrefix(iri, fwci) && iri != sssom+"object_category" {
			t.Errorf("no graph has %s", iri)
		}
	}
}
