// Package rdftest reads what the package rdf writes, for tests: JSON-LD with json-gold, Turtle with a
// reader of its own.
//
// In goes a text; out comes the set of its triples, in N-Triples, without duplicates. The Turtle reader
// takes the part of the language that has no blank nodes and no lists, and refuses the rest. Neither
// reader opens a network connection.
package rdftest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"
)

// Triples are the triples of a graph as lines of N-Triples, sorted.
type Triples []string

// Has reports whether a triple is in the set. Terms are as in N-Triples.
func (t Triples) Has(subject, predicate, object string) bool {
	_, found := slices.BinarySearch(t, line(subject, predicate, object))
	return found
}

func line(subject, predicate, object string) string {
	return subject + " " + predicate + " " + object + " ."
}

func set(lines []string) Triples {
	slices.Sort(lines)
	return slices.Compact(lines)
}

// refuse is a document loader without a network.
type refuse struct{}

func (refuse) LoadDocument(u string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("the document asks for %s; there is no network", u)
}

// JSONLD reads JSON-LD with json-gold in safe mode, where a key that means nothing is an error.
func JSONLD(data []byte) (Triples, error) {
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, fmt.Errorf("reading the JSON: %w", err)
	}
	options := ld.NewJsonLdOptions("urn:no-base:")
	options.DocumentLoader, options.SafeMode = refuse{}, true
	result, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		return nil, fmt.Errorf("reading the JSON-LD: %w", err)
	}
	graph := result.(*ld.RDFDataset)
	if len(graph.Graphs) > 1 {
		return nil, fmt.Errorf("%d graphs, expected the default graph only", len(graph.Graphs))
	}
	var lines []string
	for _, q := range graph.Graphs["@default"] {
		lines = append(lines, line(term(q.Subject), term(q.Predicate), term(q.Object)))
	}
	return set(lines), nil
}

func term(n ld.Node) string {
	literal, ok := n.(ld.Literal)
	if !ok {
		return "<" + n.GetValue() + ">"
	}
	if literal.Language != "" {
		return Literal(literal.Value, "@"+literal.Language)
	}
	return Literal(literal.Value, literal.Datatype)
}

// Literal writes a literal as the readers do: kind is a language with its "@", or the IRI of a datatype.
func Literal(value, kind string) string {
	text := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(value) + `"`
	switch {
	case strings.HasPrefix(kind, "@"):
		return text + kind
	case kind == xsd+"string":
		return text
	}
	return text + "^^<" + kind + ">"
}
