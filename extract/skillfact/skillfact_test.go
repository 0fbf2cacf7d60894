package skillfact_test

import (
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/skillfact"
)

const (
	heading = "concept_uri,preferred_label,concept_type,type_basis,reuse_level,tags,esco_version\n"
	first   = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001"
	second  = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002"
	valid   = heading + first + `,"plan, do, check",skill/competence,hierarchy,,,1.1.1` + "\n" + second + ",DevOps,knowledge,stated,sector-specific,digComp|digital,1.2\n"
)

func TestParseAndFormat(t *testing.T) {
	for name, text := range map[string]string{
		"LF": valid, "CRLF": strings.ReplaceAll(valid, "\n", "\r\n"), "mark": "\ufeff" + valid, "no final line end": strings.TrimSuffix(valid, "\n"),
	} {
		facts, err := skillfact.Parse("f.csv", []byte(text))
		if err != nil || len(facts) != 2 {
			t.Fatalf("%s: read %v, %v; expected two facts", name, facts, err)
		}
		want := skillfact.Fact{URI: second, Label: "DevOps", Type: "knowledge", Basis: skillfact.Stated, ReuseLevel: "sector-specific", Tags: []string{"digComp", "digital"}, Version: "1.2"}
		if !facts[1].Equal(want) || facts[1].Line != 3 {
			t.Errorf("%s: read %+v; expected %+v on line 3", name, facts[1], want)
		}
		if f := facts[0]; f.Tags != nil || f.ReuseLevel != "" || f.Basis != skillfact.Hierarchy {
			t.Errorf("%s: read %+v; expected no tags, no reuse level and an inferred type", name, f)
		}
		facts[0], facts[1] = facts[1], facts[0]
		if data, err := skillfact.Format(facts); err != nil || string(data) != valid {
			t.Errorf("%s: written again\n%s%v\nexpected\n%s", name, data, err, valid)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"another heading", "type_basis", "basis", `f.csv:1:1: the heading is "concept_uri,preferred_label,concept_type,basis,reuse_level,tags,esco_version"; expected "concept_uri,preferred_label,concept_type,type_basis,reuse_level,tags,esco_versi…" [skill-facts]`},
		{"an occupation", "esco/skill/00000000-0000-4000-8000-000000000002", "esco/occupation/00000000-0000-4000-8000-000000000002", `f.csv:3:1: the concept_uri is "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000002"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [skill-facts]`},
		{"no label", "DevOps", "", "f.csv:3:1: preferred_label is empty; expected the label that ESCO gives the concept [skill-facts]"},
		{"another type", ",knowledge,", ",attitude,", `f.csv:3:1: the concept_type is "attitude"; expected knowledge, skill/competence [skill-facts]`},
		{"no type", ",knowledge,", ",,", `f.csv:3:1: the concept_type is ""; expected knowledge, skill/competence [skill-facts]`},
		{"no basis", ",stated,", ",,", `f.csv:3:1: the type_basis is ""; expected stated, hierarchy, mapping [skill-facts]`},
		{"another level", "sector-specific", "sector", `f.csv:3:1: the reuse_level is "sector"; expected occupation-specific, sector-specific, cross-sector, transversal or nothing [skill-facts]`},
		{"another tag", "digComp|digital", "digComp|Digital", `f.csv:3:1: the tag "Digital"; expected names of ESCO's collections, joined by |: digComp, digital, green, language, research, transversal [skill-facts]`},
		{"an empty tag", "digComp|digital", "digital|", `f.csv:3:1: the tag ""; expected names of ESCO's collections, joined by |: digComp, digital, green, language, research, transversal [skill-facts]`},
		{"tags out of order", "digComp|digital", "digital|digComp", `f.csv:3:1: the tag "digComp" comes after "digital"; expected each tag once, in alphabetical order [skill-facts]`},
		{"a tag twice", "digComp|digital", "digital|digital", `f.csv:3:1: the tag "digital" comes after "digital"; expected each tag once, in alphabetical order [skill-facts]`},
		{"no version", ",1.2\n", ",\n", `f.csv:3:1: the esco_version is ""; expected a version of ESCO such as 1.1.1 [skill-facts]`},
		{"a version with a letter", ",1.2\n", ",v1.2\n", `f.csv:3:1: the esco_version is "v1.2"; expected a version of ESCO such as 1.1.1 [skill-facts]`},
		{"a concept twice", second, first, "f.csv:3:1: the concept " + first + " appears twice; the first is on line 2 [skill-facts]"},
		{"a cell too few", ",1.2\n", "\n", "f.csv:3:1: 6 cells; expected 7 as in the heading [skill-facts]"},
		{"nothing", valid, "", "f.csv:1:1: the document is empty; expected the text of the source [source-empty]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := skillfact.Parse("f.csv", []byte(strings.Replace(valid, test.old, test.new, 1)))
			if err == nil || err.Error() != test.want {
				t.Errorf("the problem is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	fact := skillfact.Fact{URI: first, Label: "x", Type: "knowledge", Basis: skillfact.Stated, Version: "1.1.1"}
	for name, facts := range map[string][]skillfact.Fact{
		"a concept twice": {fact, fact}, "no type": {{URI: first, Label: "x", Basis: skillfact.Stated, Version: "1.1.1"}},
	} {
		if data, err := skillfact.Format(facts); err == nil {
			t.Errorf("%s: written as %s", name, data)
		}
	}
}

// TestPublishedList: the list that the sources come with is canonical and from ESCO 1.1.1, of which six skills
// have no type and five no reuse level (counted in the download).
func TestPublishedList(t *testing.T) {
	data, err := os.ReadFile("../../raw/esco/skill-facts.csv")
	if err != nil {
		t.Fatal(err)
	}
	facts, err := skillfact.Parse("f.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := skillfact.Format(facts); err != nil || string(again) != string(data) {
		t.Errorf("the list is not canonical: %v", err)
	}
	inferred := map[string]skillfact.Basis{}
	for _, f := range facts {
		if f.Version != "1.1.1" {
			t.Errorf("%s is from version %s", f.Label, f.Version)
		}
		if f.Basis != skillfact.Stated {
			inferred[f.Label] = f.Basis
		}
	}
	if len(inferred) != 2 || inferred["digital communication and collaboration"] == "" || inferred["implement cloud security and compliance"] == "" {
		t.Errorf("inferred are the types of %v; of the six skills without a type mappings name two", inferred)
	}
}

// FuzzParse: no text makes the reader panic, and what it accepts is written and read again as it was.
func FuzzParse(f *testing.F) {
	f.Add([]byte(valid))
	f.Add([]byte(heading + first + ",\"a\"\"b\",knowledge,mapping,transversal,green,1.0.3\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		facts, err := skillfact.Parse("f.csv", data)
		if err != nil {
			return
		}
		text, err := skillfact.Format(facts)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := skillfact.Parse("f.csv", text)
		if err != nil || len(again) != len(facts) {
			t.Errorf("%d facts became %d: %v", len(facts), len(again), err)
		}
	})
}
