// Package rdftest reads what the package rdf writes, for tests, as sorted lines of N-Triples.
//
// In goes a text; out comes the set of its triples without duplicates. JSON-LD is read twice: by the package
// triple and by json-gold, a reader of other people, and both must find the same. Neither opens a network
// connection.
package rdftest

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest/triple"
	"github.com/piprate/json-gold/ld"
)

// Triples are the triples of a graph as lines of N-Triples, sorted.
type Triples []string

// Has reports whether a triple is in the set. Terms are as in N-Triples.
func (t Triples) Has(subject, predicate, object string) bool {
	_, found := slices.BinarySearch(t, subject+" "+predicate+" "+object+" .")
	return found
}

// Set returns triples as lines, sorted.
func Set(triples []triple.Triple) Triples {
	lines := make(Triples, len(triples))
	for i, t := range triples {
		lines[i] = t.String()
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// Turtle reads Turtle.
func Turtle(data []byte) (Triples, error) {
	triples, err := triple.Turtle(data)
	return Set(triples), err
}

// JSONLD reads JSON-LD. It fails where the two readers disagree.
func JSONLD(data []byte) (Triples, error) {
	triples, err := triple.JSONLD(data)
	if err != nil {
		return nil, err
	}
	found := Set(triples)
	other, err := gold(data)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(found, other) {
		return nil, fmt.Errorf("%d triples, %d as json-gold reads them, or others", len(found), len(other))
	}
	return found, nil
}

// refuse is a document loader without a network.
type refuse struct{}

// LoadDocument refuses every address.
func (refuse) LoadDocument(u string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("the document asks for %s; there is no network", u)
}

// gold reads JSON-LD with json-gold in safe mode, where a key that means nothing is an error.
func gold(data []byte) (Triples, error) {
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
	var triples []triple.Triple
	for _, q := range graph.Graphs["@default"] {
		triples = append(triples, triple.Triple{Subject: q.Subject.GetValue(), Predicate: q.Predicate.GetValue(), Object: term(q.Object)})
	}
	return Set(triples), nil
}

func term(n ld.Node) string {
	literal, ok := n.(ld.Literal)
	if !ok {
		return triple.Link(n.GetValue())
	}
	if literal.Language != "" {
		return triple.Literal(literal.Value, "@"+literal.Language)
	}
	return triple.Literal(literal.Value, literal.Datatype)
}

// Literal writes a literal as the readers do: kind is a language with its "@", or the IRI of a datatype.
func Literal(value, kind string) string { return triple.Literal(value, kind) }
