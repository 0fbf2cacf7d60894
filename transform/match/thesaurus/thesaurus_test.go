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
		checkOwners(t, name, list)
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

// checkOwners reports a term that two concepts have.
func checkOwners(t *testing.T, name string, list [][]string) {
	t.Helper()
	owner := map[string]string{}
	for _, row := range list {
		for _, term := range terms(row[columnTerms]) {
			folded := strings.ToLower(term.Text)
			if other := owner[folded]; other != "" && !term.Borrowed {
				t.Errorf("%s: %s has the term %q, which %s has; expected it at one concept, the best", name, row[columnURI], term.Text, other)
			}
			if !term.Borrowed {
				owner[folded] = row[columnURI]
			}
		}
	}
	for _, row := range list {
		for _, term := range terms(row[columnTerms]) {
			if term.Borrowed && owner[strings.ToLower(term.Text)] == "" {
				t.Errorf("%s: %s is said to have the term %q of another concept, and no concept has it", name, row[columnURI], term.Text)
			}
		}
	}
}

// newer are labels that ESCO has only from version 1.2 on: the downloads of 1.2 that are at hand, in part.
func newer(t *testing.T) map[string]bool {
	t.Helper()
	old := map[string]bool{}
	labels := func(c *escodata.Classification, add func(label string)) {
		for i := range c.Concepts {
			concept := &c.Concepts[i]
			for _, label := range append(append([]string{concept.Label}, concept.AltLabels...), concept.HiddenLabels...) {
				add(escodata.FoldLabel(label))
			}
		}
	}
	load := func(name string) *escodata.Classification {
		c, err := escodata.Load([]string{escotest.Download(t, name)})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	labels(load("esco-v1.1.1"), func(label string) { old[label] = true })
	only := map[string]bool{}
	for _, file := range []string{"esco-v1.2.0-partial/occupations_en.csv", "esco-v1.2.0-partial/digitalSkillsCollection_en.csv", "esco-v1.2.1-partial/digitalSkillsCollection_en.csv"} {
		labels(load(file), func(label string) {
			if !old[label] {
				only[label] = true
			}
		})
	}
	return only
}

// Labels that only ESCO 1.2 has serve as queries that nobody has seen: the thesaurus must not hold one.
func TestNoNewerLabels(t *testing.T) {
	only := newer(t)
	if len(only) < 500 {
		t.Fatalf("%d labels that only ESCO 1.2 has; expected hundreds", len(only))
	}
	for uri, e := range Entries() {
		for _, term := range e.Terms {
			if only[escodata.FoldLabel(term.Text)] {
				t.Errorf("%s has the term %q, a label that only ESCO 1.2 has", uri, term.Text)
			}
		}
	}
}

func checkRow(t *testing.T, row []string) {
	t.Helper()
	if row[columnTerms] == "" && row[columnGist] == "" {
		t.Errorf("%s says nothing", row[columnURI])
	}
	seen := map[string]bool{strings.ToLower(row[columnLabel]): true}
	all := terms(row[columnTerms])
	for _, term := range all {
		if folded := strings.ToLower(term.Text); folded != strings.TrimSpace(folded) || folded == "" || seen[folded] || strings.Contains(folded, borrowed) {
			t.Errorf("%s: term %q is empty, appears twice, or is the label", row[columnURI], term.Text)
		} else {
			seen[folded] = true
		}
	}
	if len(all) > 6 {
		t.Errorf("%s has %d terms; expected at most 6", row[columnURI], len(all))
	}
}

// Every entry is that of a concept of ESCO v1.1.1 with the label next to it.
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
	if e.Label != "cyber security" || !slices.Contains(e.Terms, Term{Text: "Computer Security"}) || !strings.Contains(e.Gist, "networks") {
		t.Errorf("cyber security is %+v", e)
	}
}
