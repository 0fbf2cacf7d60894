package fit

import (
	"slices"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match"
)

// HoldOut takes one alternative label from every n-th concept of some types and returns it as a query of
// which the concept is the answer: its identifier is the concept's URI. It changes the classification.
func HoldOut(c *escodata.Classification, n int, types ...escodata.Type) []match.Query {
	var queries []match.Query
	for i := range c.Concepts {
		concept := &c.Concepts[i]
		if !slices.Contains(types, concept.Type) || i%n != 0 || len(concept.AltLabels) == 0 {
			continue
		}
		at := i / n % len(concept.AltLabels)
		queries = append(queries, match.Query{ID: concept.URI, Label: concept.AltLabels[at]})
		concept.AltLabels = slices.Delete(slices.Clone(concept.AltLabels), at, at+1)
	}
	return queries
}

// Own is the gain of held-out labels: 1 for the concept that a label was taken from.
func Own(id, uri string) float64 {
	if id == uri {
		return 1
	}
	return 0
}

// Equally lets each query count the same.
func Equally(string) float64 { return 1 }

// Thin takes every other alternative label out of the concepts of some types, so that a label that was held
// out has fewer labels like it left. It changes the classification.
func Thin(c *escodata.Classification, types ...escodata.Type) {
	for i := range c.Concepts {
		concept := &c.Concepts[i]
		if !slices.Contains(types, concept.Type) {
			continue
		}
		var kept []string
		for k, label := range concept.AltLabels {
			if k%2 == i%2 {
				kept = append(kept, label)
			}
		}
		concept.AltLabels = kept
	}
}
