package rdf

import "github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest/triple"

// Triples returns what the graph states, as readers of its texts find it, in the order of its nodes.
func (g *Graph) Triples() []triple.Triple {
	var all []triple.Triple
	for _, n := range g.nodes {
		for _, t := range n.Types {
			all = append(all, triple.Triple{Subject: n.IRI, Predicate: typeIRI, Object: triple.Link(t)})
		}
		for _, f := range n.fields {
			for _, v := range f.values {
				all = append(all, triple.Triple{Subject: n.IRI, Predicate: f.property.IRI, Object: g.term(f.property.Kind, v)})
			}
		}
	}
	return all
}

const typeIRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

// term returns a value as the object of a triple.
func (g *Graph) term(kind Kind, value string) string {
	switch kind {
	case Link:
		return triple.Link(value)
	case Text:
		return triple.Literal(value, "@"+g.language)
	case Decimal:
		return triple.Literal(decimal(value), string(kind))
	}
	return triple.Literal(value, string(kind))
}
