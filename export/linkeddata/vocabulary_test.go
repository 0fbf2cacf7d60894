package linkeddata

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
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

// downloaded is a dataset of what only an ESCO download gives.
func downloaded() *dataset.Dataset {
	d := exporttest.Small()
	return &dataset.Dataset{Info: d.Info, ESCOSkills: d.ESCOSkills, ESCOLabels: d.ESCOLabels, ISCOGroups: d.ISCOGroups, ESCOConceptChanges: d.ESCOConceptChanges}
}

// What a download gives in the language of the dataset stands at the concept; another language, and a label
// that took the place of the preferred one, is a resource of its own.
func TestDownloadInTheGraph(t *testing.T) {
	lines := strings.Join(read(t, write(t, downloaded()), "fwci-2210"), "\n")
	const concept = "<http://data.europa.eu/esco/skill/"
	for _, want := range []string{
		concept + `1> <` + skos + `altLabel> "access to ICT"@en`,
		`<` + fwci + `conceptLabel> "IKT-Zugänglichkeit"`, `<` + fwci + `conceptLabel> "computer hardware"`, `<` + fwci + `conceptLabel> "hardware"`,
		`<` + skos + `prefLabel> "Armed forces occupations"@en`,
		`<` + fwci + `change> "removed"`, `<` + fwci + `concept> ` + concept + `2>`, `<` + fwci + `oldValue> "hardware"`,
	} {
		if !strings.Contains(lines, want) {
			t.Errorf("the graph does not say %s", want)
		}
	}
	for _, not := range []string{`altLabel> "hardware"`, `conceptLabel> "ICT accessibility"`, `"IKT-Zugänglichkeit"@en`} {
		if strings.Contains(lines, not) {
			t.Errorf("the graph says %s", not)
		}
	}
}

// Every term of our own that a graph or a column uses is defined, and none is defined that nothing uses.
func TestVocabularyDefinesWhatIsUsed(t *testing.T) {
	lines := slices.Concat(graph(t, "fwci-2210"), graph(t, "crosswalk"), read(t, write(t, downloaded()), "fwci-2210"))
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
	for _, lines := range [][]string{graph(t, "fwci-2210"), graph(t, "crosswalk"), graph(t, "vocabulary"), read(t, write(t, d), "fwci-2210"), read(t, write(t, downloaded()), "fwci-2210")} {
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
