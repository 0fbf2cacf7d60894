package framework

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func parse(t *testing.T, path string) *Framework {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const base = "https://example.org/fw/"

// One framework in three forms, in the shape in which others publish theirs: languages, notations, labels that are
// nodes, identifiers with a colon, something that is not a concept.
func TestForms(t *testing.T) {
	incident := Concept{base + "NF-COM:IR-001", "Incident Response", []string{"CSIRT work", "IR-001"}, "Handling of attacks on networks."}
	analysis := Concept{base + "DA", "Data Analysis", nil, "Finding patterns in data."}
	purchasing := Concept{base + "P", "Purchasing", []string{"buyng"}, ""}
	left := []string{"1 concepts without a label are left out"}
	f := parse(t, "testdata/roles.ttl")
	if want := (&Framework{Concepts: []Concept{incident, analysis, purchasing}, Notes: left}); !reflect.DeepEqual(f, want) {
		t.Errorf("Turtle gives %+v; expected %+v", f, want)
	}
	f = parse(t, "testdata/roles.jsonld")
	if want := (&Framework{Concepts: []Concept{{"NF-COM:IR-001", incident.Label, incident.Alternatives, incident.Definition}, analysis, purchasing}, Notes: left}); !reflect.DeepEqual(f, want) {
		t.Errorf("JSON-LD gives %+v; expected %+v", f, want)
	}
	f = parse(t, "testdata/roles.json")
	analysis.ID, purchasing.ID, purchasing.Alternatives = "DA", "P", nil
	if want := (&Framework{Concepts: []Concept{incident, analysis, purchasing}}); !reflect.DeepEqual(f, want) {
		t.Errorf("CASE gives %+v; expected %+v", f, want)
	}
}

// What this project publishes goes in, in each form.
func TestRelease(t *testing.T) {
	out := filepath.Join("..", "..", "out")
	for file, id := range map[string]string{
		"jsonld/fwci-2210.jsonld": "https://w3id.org/fwci/2210/competency/accessibility",
		"case/fwci-2210.json":     "https://w3id.org/fwci/2210/competency/accessibility", "csv/competencies.csv": "accessibility",
	} {
		f := parse(t, filepath.Join(out, filepath.FromSlash(file)))
		var found *Concept
		for i := range f.Concepts {
			if f.Concepts[i].ID == id {
				found = &f.Concepts[i]
			}
		}
		if found == nil || found.Label != "Accessibility" || !strings.Contains(found.Definition, "used to help individuals use computer equipment") || len(f.Concepts) < 112 {
			t.Errorf("%s: %d concepts, accessibility is %+v", file, len(f.Concepts), found)
		}
	}
}

func TestLanguages(t *testing.T) {
	text := "@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:a> s:prefLabel 'eins'@de, 'un'@fr ; s:altLabel 'uno'@it . <urn:b> s:prefLabel 'zwei'@de ."
	f, err := Parse("x", []byte(text))
	if err != nil || f.Concepts[0].Label != "eins" || len(f.Concepts[0].Alternatives) > 0 || len(f.Notes) != 1 || !strings.Contains(f.Notes[0], "de") {
		t.Errorf("%+v, error %v; expected the German labels and a note", f, err)
	}
}

func TestRelativeIRIsAreNoted(t *testing.T) {
	for text, want := range map[string]string{
		"@prefix s: <http://www.w3.org/2004/02/skos/core#> . <a> s:prefLabel 'one' . <urn:b> s:prefLabel 'two' .":     `1 identifiers, such as "a", are relative IRIs`,
		`{"@context": {"s": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [{"@id": "a", "s:prefLabel": "one"}]}`: `1 identifiers, such as "a", are relative IRIs`,
		"@base <http://e.org/> . @prefix s: <http://www.w3.org/2004/02/skos/core#> . <a> s:prefLabel 'one' .":         "",
	} {
		f, err := Parse("x", []byte(text))
		if err != nil || !strings.Contains(strings.Join(f.Notes, "\n"), want) || want == "" && len(f.Notes) > 0 {
			t.Errorf("%s: %+v, error %v; expected the note %q", text, f, err, want)
		}
		if err == nil && (len(f.Local) == 1) != (want != "") {
			t.Errorf("%s: the local identifiers are %v", text, f.Local)
		}
	}
}

func TestBlankNodesAreLocal(t *testing.T) {
	f, err := Parse("x.ttl", []byte("@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<urn:a> s:prefLabel 'one' .\n_:b s:prefLabel 'two' ."))
	if err != nil || len(f.Concepts) != 2 || f.Local.Error() != `x.ttl:3:1: "two" has no IRI (it is a blank node); expected an IRI [framework]` {
		t.Errorf("%+v, error %v; expected one local identifier at line 3", f, err)
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		`{"@context": "https://example.org/context", "@id": "a"}`: "the context https://example.org/context is not in the file",
		`{"a": 1}`: "f:1:1: the JSON is not a known framework; expected JSON-LD, with @context, or a CASE package, with CFItems",
		"{\n\"CFItems\": [\n{\"identifier\": \"x\"}]}":                                                                                          "f:3:1: a CFItem has no identifier or no statement",
		"{\n\"CFItems\": [\n\n{\"fullStatement\": 4}]}":                                                                                         "f:4:1: a CFItem is not one of CASE",
		`{"CFItems": [{"identifier": "x", "fullStatement": "one"}, {"identifier": "x", "fullStatement": "two"}]}`:                               `two concepts have the identifier "x": "one" and "two"`,
		"@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:a> s:prefLabel 'c' ; s:definition '" + strings.Repeat("x", MaxText+1) + "' .": `a text of the concept "urn:a" has 100001 bytes; expected at most 100000`,
		`{"CFItems": []}`:                             "the CASE package has no CFItems",
		"{\"CFItems\": [\n}":                          "f:2:1: not JSON",
		"@prefix s: <http://s/> .\n<urn:a> s:b":       "f:2:12: found the end of the text; expected an object",
		"@prefix s: <http://s/> .\n<urn:a> s:b 'c' .": "no concept with a label; expected subjects of type skos:Concept",
		`{"@context": {"p": {"@id": "http://p/", "@container": "@x"}}, "@graph": []}`: "not JSON-LD",
	} {
		if _, err := Parse("f", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v; expected %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"roles.ttl", "roles.jsonld", "roles.json"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, data)
	}
	f.Fuzz(func(t *testing.T, path string, data []byte) {
		found, err := Parse(path, data)
		if (found == nil) == (err == nil) {
			t.Fatalf("%v and the error %v", found, err)
		}
		if err != nil {
			return
		}
		for _, c := range found.Concepts {
			if c.Label == "" {
				t.Errorf("%+v has no label", c)
			}
		}
	})
}
