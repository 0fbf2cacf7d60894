package linkeddata

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
)

// index is a graph as its objects by subject and predicate; terms are as in N-Triples.
type index map[string]map[string][]string

func indexed(t testing.TB, triples rdftest.Triples) index {
	t.Helper()
	x := index{}
	for _, line := range triples {
		subject, rest, ok := strings.Cut(line, " ")
		predicate, object, more := strings.Cut(strings.TrimSuffix(rest, " ."), " ")
		if !ok || !more {
			t.Fatalf("no triple: %s", line)
		}
		if x[subject] == nil {
			x[subject] = map[string][]string{}
		}
		x[subject][predicate] = append(x[subject][predicate], object)
	}
	return x
}

// of returns the objects of a predicate, given as an IRI.
func (x index) of(subject, predicate string) []string { return x[subject]["<"+predicate+">"] }

// a returns the subjects of a type, given as an IRI.
func (x index) a(class string) map[string]bool {
	found := map[string]bool{}
	for subject, predicates := range x {
		for _, object := range predicates["<"+rdfNS+"type>"] {
			if object == "<"+class+">" {
				found[subject] = true
			}
		}
	}
	return found
}

// relation returns the pairs of a predicate, given as an IRI.
func (x index) relation(predicate string) map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for subject := range x {
		for _, object := range x.of(subject, predicate) {
			pairs[[2]string{subject, object}] = true
		}
	}
	return pairs
}
