package concepturi_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/source"
)

const valid = "preferred_label,concept_uri,concept_type\n" +
	"DevOps,http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4,knowledge\n" +
	"\"plan, do, check\",http://data.europa.eu/esco/skill/1,skill/competence\n"

func TestParse(t *testing.T) {
	for name, text := range map[string]string{
		"LF": valid, "CRLF": strings.ReplaceAll(valid, "\n", "\r\n"), "mark": "\ufeff" + valid,
		"no final line end": strings.TrimSuffix(valid, "\n"), "spaces in cells": strings.ReplaceAll(valid, ",knowledge", " , knowledge "),
	} {
		entries, err := concepturi.Parse("u.csv", []byte(text))
		if err != nil || len(entries) != 2 {
			t.Errorf("%s: read %v, %v; expected two entries", name, entries, err)
			continue
		}
		want := concepturi.Entry{Label: "plan, do, check", URI: "http://data.europa.eu/esco/skill/1", Type: "skill/competence", Line: 3}
		if entries[1] != want || entries[0].Type != "knowledge" {
			t.Errorf("%s: read %+v; expected %+v second", name, entries, want)
		}
	}
}

// TestPublishedList counts the list that the sources come with: 37 concepts and the occupation.
func TestPublishedList(t *testing.T) {
	data, err := os.ReadFile("../../raw/esco/concept-uris.csv")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := concepturi.Parse("u.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]int{}
	uris := map[string]bool{}
	for _, e := range entries {
		types[e.Type]++
		uris[e.URI] = true
	}
	if types["occupation"] != 1 || types["knowledge"] != 19 || types["skill/competence"] != 18 || len(uris) != 38 {
		t.Errorf("the list holds %v with %d URIs; counted by hand: 1 occupation, 19 knowledge, 18 skills", types, len(uris))
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"another header", "concept_uri,", "uri,", "u.csv:1:1: the header is preferred_label,uri,concept_type; expected preferred_label,concept_uri,concept_type [concept-uris]"},
		{"columns in another order", "preferred_label,concept_uri", "concept_uri,preferred_label", "u.csv:1:1: the header is concept_uri,preferred_label,concept_type; expected preferred_label,concept_uri,concept_type [concept-uris]"},
		{"a cell too few", ",knowledge", "", "u.csv:2:1: 2 cells; expected 3 [concept-uris]"},
		{"a cell too many", ",knowledge", ",knowledge,", "u.csv:2:1: 4 cells; expected 3 [concept-uris]"},
		{"no label", "DevOps,", ",", `u.csv:2:1: the label "" and the URI "http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4"; expected a label and a URI below data.europa.eu/esco/ [concept-uris]`},
		{"a URI of another body", "http://data.europa.eu/esco/skill/1", "http://example.org/skill/1", `u.csv:3:1: the label "plan, do, check" and the URI "http://example.org/skill/1"; expected a label and a URI below data.europa.eu/esco/ [concept-uris]`},
		{"a URI with more behind it", "skill/1,", "skill/1#x,", `u.csv:3:1: the label "plan, do, check" and the URI "http://data.europa.eu/esco/skill/1#x"; expected a label and a URI below data.europa.eu/esco/ [concept-uris]`},
		{"another type", ",knowledge", ",skill", `u.csv:2:1: the type "skill"; expected knowledge, skill/competence or occupation [concept-uris]`},
		{"one label, two URIs", "\"plan, do, check\",http://data.europa.eu/esco/skill/1,skill/competence", "devops,http://data.europa.eu/esco/skill/2,knowledge", `u.csv:3:1: "devops" (knowledge) has two URIs: http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4 and http://data.europa.eu/esco/skill/2 [concept-uris]`},
		{"a quote that does not close", "check\"", "check", "u.csv:3:1: not CSV: parse error on line 3, column 70: extraneous or missing \" in quoted-field [concept-uris]"},
		{"a quote that does not close, lines below", "\"plan, do, check\",http://data.europa.eu/esco/skill/1,skill/competence\n", "\"a\nb\",http://data.europa.eu/esco/skill/1,knowledge\n\"c\n\n", "u.csv:5:1: not CSV: record on line 5; parse error on line 6, column 2: extraneous or missing \" in quoted-field [concept-uris]"},
		{"nothing", valid, "", "u.csv:1:1: the list is empty; expected the header preferred_label,concept_uri,concept_type [concept-uris]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(valid, test.old) {
				t.Fatalf("the valid list does not hold %s", test.old)
			}
			_, err := concepturi.Parse("u.csv", []byte(strings.Replace(valid, test.old, test.new, 1)))
			var problems source.Problems
			if !errors.As(err, &problems) || err.Error() != test.want {
				t.Errorf("the problem is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
}

// TestSameLabelOfTwoTypes: ESCO has labels that name a skill and a knowledge concept.
func TestSameLabelOfTwoTypes(t *testing.T) {
	entries, err := concepturi.Parse("u.csv", []byte(valid+"DevOps,http://data.europa.eu/esco/skill/2,skill/competence\nDevOps,http://data.europa.eu/esco/skill/2,skill/competence\n"))
	if err != nil || len(entries) != 4 {
		t.Errorf("read %v, %v; expected four entries", entries, err)
	}
}

// FuzzParse: no text makes the reader panic; what it accepts has label, URI and type.
func FuzzParse(f *testing.F) {
	f.Add([]byte(valid))
	f.Add([]byte("\ufeff" + valid))
	f.Add([]byte("preferred_label,concept_uri,concept_type\n\"a\nb\",http://data.europa.eu/esco/skill/1,knowledge"))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := concepturi.Parse("u.csv", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "u.csv") {
				t.Errorf("the problem %v does not name the file", err)
			}
			return
		}
		for _, e := range entries {
			if e.Label == "" || !strings.Contains(e.URI, "://data.europa.eu/esco/") || e.Type == "" || e.Line < 2 {
				t.Errorf("an incomplete entry passes: %+v", e)
			}
		}
	})
}
