package thesaurus

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/escodata"
)

// Each file is canonical: four columns, sorted by URI, no term twice, none empty, at most six.
func TestFiles(t *testing.T) {
	for name, text := range map[string]string{"skills.tsv": skills, "occupations.tsv": occupations} {
		list := rows(text)
		if len(list) < 3000 {
			t.Errorf("%s has %d rows; expected thousands", name, len(list))
		}
		for i, row := range list {
			if len(row) != columns || strings.Contains(row[columnGist], "\t") {
				t.Fatalf("%s: row %d has %d columns; expected %d", name, i+1, len(row), columns)
			}
			if i > 0 && row[columnURI] <= list[i-1][columnURI] {
				t.Errorf("%s: %s stands after %s", name, row[columnURI], list[i-1][columnURI])
			}
			checkRow(t, row)
		}
	}
}

func checkRow(t *testing.T, row []string) {
	t.Helper()
	if row[columnTerms] == "" && row[columnGist] == "" {
		t.Errorf("%s says nothing", row[columnURI])
	}
	seen := map[string]bool{strings.ToLower(row[columnLabel]): true}
	terms := strings.Split(row[columnTerms], "|")
	for _, term := range terms {
		if row[columnTerms] == "" {
			break
		}
		if folded := strings.ToLower(term); term != strings.TrimSpace(term) || term == "" || seen[folded] {
			t.Errorf("%s: term %q is empty, appears twice, or is the label", row[columnURI], term)
		} else {
			seen[folded] = true
		}
	}
	if len(terms) > 6 {
		t.Errorf("%s has %d terms; expected at most 6", row[columnURI], len(terms))
	}
}

// Every entry is that of a concept of ESCO v1.1.1 with the label that stands beside it.
func TestEntriesAreConcepts(t *testing.T) {
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
	}
	for uri, e := range Entries() {
		id, ok := c.ByURI(uri)
		if !ok {
			t.Errorf("ESCO has no %s (%s)", uri, e.Label)
		} else if label := strings.Join(strings.Fields(c.Concepts[id].Label), " "); label != e.Label {
			t.Errorf("%s is %q; expected %q", uri, e.Label, label)
		}
	}
}

func TestEntry(t *testing.T) {
	e := Entries()["http://data.europa.eu/esco/skill/8088750d-8388-4170-a76f-48354c469c44"]
	if e.Label != "cyber security" || !slices.Contains(e.Terms, "Information Assurance") || !strings.Contains(e.Gist, "networks") {
		t.Errorf("cyber security is %+v", e)
	}
}
