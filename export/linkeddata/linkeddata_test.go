package linkeddata

import (
	"bytes"
	"compress/gzip"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

var tool = artifact.Tool{Name: "fwci", Version: "1.2.3"}

// everything is all that a web server needs.
var everything = Selection{Turtle: true, Resources: true}

// full returns the dataset of the repository's sources with rows that it may lack: a suggestion, subjects
// without a counterpart, a subject that nobody judged, and a finding.
func full(t testing.TB) *dataset.Dataset {
	t.Helper()
	_, built := exporttest.Real(t)
	d := *built
	at := func(text string) *string { return &text }
	line := 12
	d.TitleProfile = append(slices.Clone(d.TitleProfile), dataset.TitleProfile{
		TitleID: "supervisory-information-technology-specialist", ProfileID: "customer-support", Predicate: "relatedMatch",
		Confidence: new(0.00001), Justification: "LexicalMatching", ReviewStatus: "suggested", Comment: at("Suggested by the program."),
	})
	d.Unmatched = append(slices.Clone(d.Unmatched),
		dataset.Unmatched{SubjectTable: "competencies", SubjectID: "memory", Target: "esco-skill", Justification: "MappingReview", Reviewer: at("Reader A; Reader B"), ESCOVersion: at("1.1.1"), Comment: "Nothing fits."},
		dataset.Unmatched{SubjectTable: "profiles", SubjectID: "customer-support", Target: "esco-occupation", Justification: "ManualMappingCuration", Comment: "Nothing fits."},
		dataset.Unmatched{SubjectTable: "series_titles", SubjectID: "lead-information-technology-specialist", Target: "fwci-profile", Justification: "MappingReview", Comment: "A role, no specialty."},
		dataset.Unmatched{SubjectTable: "profiles", SubjectID: "systems-analysis", Target: "esco-occupation", Justification: "UnspecifiedMatching", Comment: "Not reviewed yet."},
	)
	d.Withdrawn = append(slices.Clone(d.Withdrawn),
		dataset.Withdrawn{TableName: "competencies", RecordKey: "recollection", ReplacedBy: at("memory"), Version: "9.0.0", Reason: "Renamed."},
		dataset.Withdrawn{TableName: "esco_skills", RecordKey: "http://data.europa.eu/esco/skill/gone", Version: "9.0.0", Reason: "No mapping names it."},
	)
	d.Findings = append(slices.Clone(d.Findings), dataset.Finding{
		FindingID: "finding-0123456789", Rule: "spelling", Severity: "warning", TableName: at("competencies"), RecordKey: at("memory"),
		SourceID: at("handbook-2210"), LineStart: &line, LineEnd: &line, Message: "A word is misspelt.",
	})
	return &d
}

func write(t testing.TB, d *dataset.Dataset) map[string]artifact.Artifact {
	t.Helper()
	return writeFrom(t, d, nil)
}

// writeFrom is write with the parsed sources that the dataset was made from.
func writeFrom(t testing.TB, d *dataset.Dataset, raw *extract.Raw) map[string]artifact.Artifact {
	t.Helper()
	artifacts, err := Write(d, raw, tool, everything)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]artifact.Artifact{}
	for _, a := range artifacts {
		byPath[a.Path] = a
	}
	return byPath
}

// read returns the triples of a graph from both its files, which must be the same.
func read(t testing.TB, files map[string]artifact.Artifact, name string) rdftest.Triples {
	t.Helper()
	turtle, err := rdftest.Turtle(files["jsonld/"+name+".ttl"].Data)
	if err != nil {
		t.Fatal(err)
	}
	json, err := rdftest.JSONLD(files["jsonld/"+name+".jsonld"].Data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(turtle, json) {
		for _, line := range turtle {
			if _, found := slices.BinarySearch(json, line); !found {
				t.Fatalf("%s: %d triples in Turtle, %d in JSON-LD; only in Turtle: %s", name, len(turtle), len(json), line)
			}
		}
		t.Fatalf("%s: %d triples in Turtle, %d in JSON-LD", name, len(turtle), len(json))
	}
	return turtle
}

var triples = map[string]rdftest.Triples{}

// graph returns the triples of a graph of the full dataset; they are read once.
func graph(t testing.TB, name string) rdftest.Triples {
	t.Helper()
	if triples[name] == nil {
		raw, _ := exporttest.Real(t)
		triples[name] = read(t, writeFrom(t, full(t), raw), name)
	}
	return triples[name]
}

func unpack(t testing.TB, packed []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A release for download has the graphs in JSON-LD alone, the same as a web server has.
func TestSelection(t *testing.T) {
	raw, d := exporttest.Real(t)
	all := writeFrom(t, d, raw)
	for s, want := range map[Selection][]string{
		{}:                {"crosswalk.jsonld", "dcwf.jsonld.gz", "fwci-2210.jsonld", "nice.jsonld.gz", "vocabulary.jsonld"},
		{Turtle: true}:    {"crosswalk.jsonld", "crosswalk.ttl", "dcwf.jsonld.gz", "dcwf.ttl", "fwci-2210.jsonld", "fwci-2210.ttl", "nice.jsonld.gz", "nice.ttl", "vocabulary.jsonld", "vocabulary.ttl"},
		{Resources: true}: {"crosswalk.jsonld", "dcwf.jsonld", "fwci-2210.jsonld", "nice.jsonld", "source-lines.jsonld", "vocabulary.jsonld"},
	} {
		made, err := Write(d, raw, tool, s)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		things := 0
		for _, a := range made {
			if name, graph := strings.CutPrefix(a.Path, "jsonld/"); graph {
				names = append(names, name)
			} else {
				things++
			}
			data, path := a.Data, a.Path
			if path, packed := strings.CutSuffix(path, artifact.Gzip); packed {
				a.Path, data = path, unpack(t, data)
			}
			if !bytes.Equal(data, all[a.Path].Data) {
				t.Errorf("%+v: %s is not as a web server has it", s, path)
			}
		}
		if slices.Sort(names); !slices.Equal(names, want) || s.Resources != (things > 300) {
			t.Errorf("%+v gives %v and %d files of things; expected %v", s, names, things, want)
		}
	}
}

func TestBothSyntaxesAreOneGraph(t *testing.T) {
	for name, atLeast := range map[string]int{"fwci-2210": 15000, "crosswalk": 10000, "source-lines": 6000, "vocabulary": 200} {
		lines := graph(t, name)
		if len(lines) < atLeast {
			t.Errorf("%s has %d triples, expected at least %d", name, len(lines), atLeast)
		}
		for _, line := range lines {
			if strings.HasPrefix(line, "_:") || strings.Contains(line, "> _:") {
				t.Errorf("%s has a blank node: %s", name, line)
			}
		}
	}
}

func TestWritesTheSameBytes(t *testing.T) {
	d := full(t)
	first := write(t, d)
	for _, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		for path, a := range write(t, d) {
			if !bytes.Equal(a.Data, first[path].Data) {
				t.Errorf("%s differs with %d processors", path, processors)
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

func TestEmptyDataset(t *testing.T) {
	d := &dataset.Dataset{Info: dataset.Info{Base: "https://x.example/", Language: "en"}}
	files := write(t, d)
	for _, name := range []string{"fwci-2210", "crosswalk", "vocabulary"} {
		if len(read(t, files, name)) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

// A name may hold anything, and so may an identifier that another source brings.
func TestHostileDataset(t *testing.T) {
	hostile := "\"quotes\" \\ <b>&amp;</b> 'x' \u2028 caf\u00e9 \U0001F600 @en ^^ \n tab\t"
	id := "a b/c:d?e#f%20<\">\\..caf\u00e9"
	for _, base := range []string{"https://x.example/set/", "https://x.example/set#", "https://x.example/v1.0/?set=/"} {
		at := func(text string) *string { return &text }
		d := &dataset.Dataset{
			Info:            dataset.Info{Base: base, Language: "en-US", Title: hostile, Keywords: []string{hostile}, Publisher: hostile, Contact: "a b@x.example", Homepage: "https://x.example/a b"},
			SourceDocuments: []dataset.SourceDocument{{SourceID: id, Kind: "fwci-handbook", Title: hostile, SHA256: "00"}},
			Competencies:    []dataset.Competency{{CompetencyID: id, Kind: "general", Name: hostile, Definition: &hostile, Position: 1}},
			ESCOSkills:      []dataset.ESCOSkill{{SkillURI: "http://data.europa.eu/esco/skill/a b<c>", PreferredLabel: hostile, SkillType: "knowledge", Tags: dataset.List{hostile}}},
			CompetencySkill: []dataset.CompetencySkill{{CompetencyID: id, SkillURI: "http://data.europa.eu/esco/skill/a b<c>", Predicate: "exactMatch", Justification: "MappingReview", SkillType: "knowledge", Comment: at(hostile)}},
			Provenance:      []dataset.Provenance{{TableName: "competencies", RecordKey: id, SourceID: id, LineStart: 3, LineEnd: 4}},
		}
		files := write(t, d)
		subject := "<" + base + "competency/" + identity.Segment(id) + ">"
		if got := read(t, files, "fwci-2210"); !got.Has(subject, "<"+skos+"prefLabel>", rdftest.Literal(hostile, "@en-us")) {
			t.Errorf("%s: the name did not survive", base)
		}
		if got := read(t, files, "crosswalk"); !got.Has(subject, "<"+skos+"exactMatch>", "<http://data.europa.eu/esco/skill/a%20b%3Cc%3E>") {
			t.Errorf("%s: the mapping did not survive", base)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	for want, change := range map[string]func(*dataset.Dataset){
		"the base":                    func(d *dataset.Dataset) { d.Info.Base = "fwci/2210" },
		"the language":                func(d *dataset.Dataset) { d.Info.Language = "English" },
		"\"a licence\"":               func(d *dataset.Dataset) { d.Info.License.URL = "a licence" },
		"\"0110\" is not an absolute": func(d *dataset.Dataset) { d.ESCOSkills = []dataset.ESCOSkill{{SkillURI: "0110"}} },
		"the record \"no-such\" of bands": func(d *dataset.Dataset) {
			d.Provenance = []dataset.Provenance{{TableName: "bands", RecordKey: "no-such", SourceID: "handbook-2210", LineStart: 1, LineEnd: 1}}
		},
	} {
		d := *full(t)
		change(&d)
		if _, err := Write(&d, nil, tool, everything); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, expected one with %s", err, want)
		}
	}
}

// One key of JSON-LD stands for one property, and every property has a prefix.
func TestPropertiesAreDistinct(t *testing.T) {
	names := map[string]string{}
	for iri, p := range properties() {
		if other, taken := names[p.Name]; taken {
			t.Errorf("%s is the key of %s and of %s", p.Name, iri, other)
		}
		names[p.Name] = iri
		if !slices.ContainsFunc(prefixes, func(x rdf.Prefix) bool { return strings.HasPrefix(iri, x.Namespace) }) {
			t.Errorf("no prefix for %s", iri)
		}
		for _, x := range prefixes {
			if p.Name == x.Name {
				t.Errorf("%s is a key and a prefix", p.Name)
			}
		}
	}
	for _, table := range schemas.Tables() {
		for _, c := range table.Columns {
			if properties()[c.Property] == nil && table.Name != "source_lines" {
				t.Errorf("%s.%s: the property %s is not known", table.Name, c.Name, c.Property)
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := full(b)
	for b.Loop() {
		if _, err := Write(d, nil, tool, everything); err != nil {
			b.Fatal(err)
		}
	}
}
