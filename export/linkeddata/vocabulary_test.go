package linkeddata

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
	"github.com/fwci-open-data/fwci/extract"
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

// What a download gives in the language of the dataset is at the concept; another language, and a label
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

// Every term of our own that a release uses in a graph or a table is defined, and none is defined that it does not
// use.
func TestVocabularyDefinesWhatIsUsed(t *testing.T) {
	without, with := full(t), downloaded()
	files := write(t, with)
	vocabularyDefines(t, without, graph(t, "vocabulary"), graph(t, "fwci-2210"), graph(t, "crosswalk"), graph(t, "source-lines"), graph(t, "nice"), graph(t, "dcwf"))
	vocabularyDefines(t, with, read(t, files, "vocabulary"), read(t, files, "fwci-2210"), read(t, files, "crosswalk"), read(t, files, "source-lines"))
}

func vocabularyDefines(t *testing.T, d *dataset.Dataset, vocabulary rdftest.Triples, graphs ...rdftest.Triples) {
	t.Helper()
	var lines []string
	for _, g := range graphs {
		lines = append(lines, g...)
	}
	for _, table := range schemas.Present(d.Has) {
		for _, c := range table.Columns {
			lines = append(lines, "<"+c.Property+">")
		}
	}
	used := ownTerms(lines)
	var defined []string
	for subject := range indexed(t, vocabulary) {
		if ownTerm.MatchString(subject) {
			defined = append(defined, subject)
		}
	}
	slices.Sort(defined)
	if !slices.Equal(used, defined) || len(defined) < 30 {
		t.Errorf("the release uses %d terms\n%q\nand defines %d\n%q", len(used), used, len(defined), defined)
	}
}

func TestVocabularyDescribesEachTerm(t *testing.T) {
	vocabulary := indexed(t, graph(t, "vocabulary"))
	classes := vocabulary.a(rdfs + "Class")
	maps.Copy(classes, vocabulary.a(rdfs+"Datatype"))
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

// described returns the description of a dataset that has a release before it and one file.
func described(t *testing.T) rdftest.Triples {
	t.Helper()
	d := *full(t)
	d.Info.Version = "1.1.0"
	raw := &extract.Raw{Changes: []extract.Input{{Path: "changes/1.1.0.json", Data: []byte(recordedChange)}}}
	file := artifact.Artifact{Path: "csv/a b.csv", Format: "csv", MediaType: "text/csv", Title: "A table", Data: []byte("a\n")}
	artifacts, err := Describe(&d, raw, []artifact.Artifact{file}, everything)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]artifact.Artifact{}
	for _, a := range artifacts {
		byPath[a.Path] = a
	}
	return read(t, byPath, "dataset")
}

// The description names the version, the one before it, the creator, related documents and each file.
func TestDistributionsAreDescribed(t *testing.T) {
	lines := described(t)
	related := full(t).Info.Related[0]
	const file = "<" + base + "distribution/csv/a~20b~2Ecsv>"
	for _, want := range [][3]string{
		{"<" + base + ">", owl + "versionIRI", "<" + base + "1.1.0/>"}, {"<" + base + ">", owl + "priorVersion", "<" + base + "1.0.0/>"},
		{"<" + base + ">", dcat + "previousVersion", "<" + base + "1.0.0/>"}, {"<" + base + ">", dcterms + "creator", "<" + base + "organization/fwci-open-data>"},
		{"<" + base + ">", dcterms + "relation", "<" + related.URL + ">"}, {"<" + related.URL + ">", dcterms + "title", rdftest.Literal(related.Title, "@en")},
		{"<" + base + ">", dcat + "distribution", file}, {file, dcat + "downloadURL", "<" + base + "csv/a%20b.csv>"},
		{file, dcat + "mediaType", "<https://www.iana.org/assignments/media-types/text/csv>"}, {file, dcat + "byteSize", rdftest.Literal("2", xsd+"nonNegativeInteger")},
	} {
		if !lines.Has(want[0], "<"+want[1]+">", want[2]) {
			t.Errorf("the description does not say %s", want)
		}
	}
	if files := indexed(t, lines).a(dcat + "Distribution"); len(files) != 1 {
		t.Errorf("%d distributions; expected one", len(files))
	}
}

// A property that no graph has is one too many, except for the category of an object: a column has it, and the
// graph says it at the concept.
func TestEveryPropertyIsWritten(t *testing.T) {
	d := &dataset.Dataset{Info: dataset.Info{Base: "https://x.example/", Language: "en", Contact: "someone@x.example"}}
	used := map[string]bool{}
	for _, lines := range [][]string{described(t), graph(t, "source-lines"), graph(t, "fwci-2210"), graph(t, "crosswalk"), graph(t, "vocabulary"), read(t, write(t, d), "fwci-2210"), read(t, write(t, downloaded()), "fwci-2210")} {
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

// recordedChange leads from 1.0.0 to 1.1.0.
const recordedChange = `{"old_version":"1.0.0","new_version":"1.1.0","step":"minor"}`
