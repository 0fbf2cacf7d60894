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
	"\"plan, do, check\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,skill/competence\n"

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
		want := concepturi.Entry{Label: "plan, do, check", URI: "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001", Type: "skill/competence", Line: 3}
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
		t.Errorf("the list has %v with %d URIs; counted by hand: 1 occupation, 19 knowledge, 18 skills", types, len(uris))
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"another header", "concept_uri,", "uri,", `u.csv:1:1: the heading is "preferred_label,uri,concept_type"; expected "preferred_label,concept_uri,concept_type" [concept-uris]`},
		{"columns in another order", "preferred_label,concept_uri", "concept_uri,preferred_label", `u.csv:1:1: the heading is "concept_uri,preferred_label,concept_type"; expected "preferred_label,concept_uri,concept_type" [concept-uris]`},
		{"a cell too few", ",knowledge", "", "u.csv:2:1: 2 cells; expected 3 as in the heading [concept-uris]"},
		{"a cell too many", ",knowledge", ",knowledge,", "u.csv:2:1: 4 cells; expected 3 as in the heading [concept-uris]"},
		{"no label", "DevOps,", ",", "u.csv:2:1: preferred_label is empty; expected the label that the page prints [concept-uris]"},
		{"a URI of another body", "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001", "http://example.org/skill/00000000-0000-4000-8000-000000000001", `u.csv:3:1: the URI of "plan, do, check" (skill/competence) is "http://example.org/skill/00000000-0000-4000-8000-000000000001"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"a URI with more after it", "skill/00000000-0000-4000-8000-000000000001,", "skill/00000000-0000-4000-8000-000000000001#x,", `u.csv:3:1: the URI of "plan, do, check" (skill/competence) is "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001#x"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"another type", ",knowledge", ",skill", `u.csv:2:1: the type "skill"; expected knowledge, skill/competence, occupation [concept-uris]`},
		{"one label, two URIs", "\"plan, do, check\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,skill/competence", "devops,http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002,knowledge", `u.csv:3:1: "devops" (knowledge) has two URIs: http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4 on line 2 and http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002; expected one [concept-uris]`},
		{"an occupation for a skill", "skill/f0de4973", "occupation/f0de4973", `u.csv:2:1: the URI of "DevOps" (knowledge) is "http://data.europa.eu/esco/occupation/f0de4973-0a70-4644-8fd4-3a97080476f4"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"a skill for an occupation", ",knowledge", ",occupation", `u.csv:2:1: the URI of "DevOps" (occupation) is "http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4"; expected http://data.europa.eu/esco/occupation/ and a UUID in lower case [concept-uris]`},
		{"a skill group", "f0de4973-0a70-4644-8fd4-3a97080476f4", "S5.6", `u.csv:2:1: the URI of "DevOps" (knowledge) is "http://data.europa.eu/esco/skill/S5.6"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"an ISCO group", "skill/f0de4973-0a70-4644-8fd4-3a97080476f4", "isco/C2519", `u.csv:2:1: the URI of "DevOps" (knowledge) is "http://data.europa.eu/esco/isco/C2519"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"another scheme", "http://data.europa.eu/esco/skill/f0", "https://data.europa.eu/esco/skill/f0", `u.csv:2:1: the URI of "DevOps" (knowledge) is "https://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"a UUID in capitals", "f0de4973", "F0DE4973", `u.csv:2:1: the URI of "DevOps" (knowledge) is "http://data.europa.eu/esco/skill/F0DE4973-0a70-4644-8fd4-3a97080476f4"; expected http://data.europa.eu/esco/skill/ and a UUID in lower case [concept-uris]`},
		{"one URI, two labels", "000000000001,skill/competence\n", "000000000001,skill/competence\nplans,http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,skill/competence\n", `u.csv:4:1: the URI http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 is given to "plans" (skill/competence) and, on line 3, to "plan, do, check" (skill/competence); expected one label and type [concept-uris]`},
		{"one URI, two types", "000000000001,skill/competence\n", "000000000001,skill/competence\n\"plan, do, check\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,knowledge\n", `u.csv:4:1: the URI http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 is given to "plan, do, check" (knowledge) and, on line 3, to "plan, do, check" (skill/competence); expected one label and type [concept-uris]`},
		{"a row twice", "000000000001,skill/competence\n", "000000000001,skill/competence\n\"Plan, do, check\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,skill/competence\n", `u.csv:4:1: "Plan, do, check" (skill/competence) appears twice; the first is on line 3 [concept-uris]`},
		{"another separator", valid, "preferred_label;concept_uri;concept_type\n", `u.csv:1:1: the heading is "preferred_label;concept_uri;concept_type"; expected "preferred_label,concept_uri,concept_type". The cells are separated by ';'; expected ',' [concept-uris]`},
		{"a carriage return in a cell", "DevOps", "Dev\rOps", "u.csv:2:1: a carriage return (CR) inside the line, at byte 4; expected lines that end in LF or CRLF [concept-uris]"},
		{"a carriage return at the end", "skill/competence\n", "skill/competence\r", "u.csv:3:1: a carriage return (CR) inside the line, at byte 105; expected lines that end in LF or CRLF [concept-uris]"},
		{"Latin-1", "DevOps", "D\xe9vOps", "u.csv:2:2: byte 0xe9 is not UTF-8; expected a document in UTF-8. The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is 'é': convert it, for example with iconv -f WINDOWS-1252 -t UTF-8 [source-encoding]"},
		{"a quote that does not close", "check\"", "check", `u.csv:3:1: not CSV: extraneous or missing " in quoted-field; a cell that has a quotation mark is written in quotation marks, and each mark in it twice [concept-uris]`},
		{"a quote that does not close, lines below", "\"plan, do, check\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,skill/competence\n", "\"a\nb\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,knowledge\n\"c\n\n", `u.csv:5:1: not CSV: extraneous or missing " in quoted-field; a cell that has a quotation mark is written in quotation marks, and each mark in it twice [concept-uris]`},
		{"nothing", valid, "", "u.csv:1:1: the document is empty; expected the text of the source [source-empty]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(valid, test.old) {
				t.Fatalf("the valid list does not have %s", test.old)
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
	entries, err := concepturi.Parse("u.csv", []byte(valid+"DevOps,http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002,skill/competence\n"))
	if err != nil || len(entries) != 3 {
		t.Errorf("read %v, %v; expected three entries", entries, err)
	}
}

// FuzzParse: no text makes the reader panic; what it accepts has label, URI and type.
func FuzzParse(f *testing.F) {
	f.Add([]byte(valid))
	f.Add([]byte("\ufeff" + valid))
	f.Add([]byte("preferred_label,concept_uri,concept_type\n\"a\nb\",http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001,knowledge"))
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
