package schemas

import (
	"regexp"
	"strings"
	"testing"
)

// Columns that share a term of our own mean the same by it: one label, one first sentence, one range.
func TestOwnTermsHaveOneMeaning(t *testing.T) {
	terms := make(map[string]Term)
	for _, term := range OwnTerms() {
		terms[term.IRI] = term
	}
	used := make(map[string]bool)
	for _, table := range Tables() {
		for _, c := range table.Columns {
			if !strings.HasPrefix(c.Property, Vocabulary) {
				continue
			}
			used[c.Property] = true
			if term, again := terms[c.Property], ownTerm(table, c); term != again {
				t.Errorf("%s.%s: term %+v, elsewhere %+v", table.Name, c.Name, again, term)
			}
		}
	}
	if len(used) != len(terms) {
		t.Errorf("%d terms, %d used", len(terms), len(used))
	}
}

func TestOwnTerms(t *testing.T) {
	terms := OwnTerms()
	local := regexp.MustCompile(`^[a-z]+([A-Z][a-z]+)*$`)
	for i, term := range terms {
		if name, ok := strings.CutPrefix(term.IRI, Vocabulary); !ok || !local.MatchString(name) {
			t.Errorf("%s: not a camel-case name in the vocabulary", term.IRI)
		}
		if i > 0 && terms[i-1].IRI >= term.IRI {
			t.Errorf("%s is out of order", term.IRI)
		}
		if term.Label == "" || !strings.HasSuffix(term.Comment, ".") || len(term.Comment) < 20 || term.Range == "" {
			t.Errorf("%+v is not complete", term)
		}
	}
	want := Term{Vocabulary + "cluster", "Cluster", "Cluster of IT work that the row belongs to.", rdfsResource}
	for _, term := range terms {
		if term == want {
			return
		}
	}
	t.Errorf("no term %+v", want)
}
