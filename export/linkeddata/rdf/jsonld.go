package rdf

import (
	"cmp"
	"maps"
	"slices"
)

// JSONLD returns the graph in JSON-LD 1.1: an inline context with the prefixes and properties it uses, and
// @graph with one node on each line, without blanks between tokens. "id" and "type" stand for @id and @type. Values are plain JSON values
// that the context types; decimals are JSON strings, for a JSON number would be read as xsd:double.
func (g *Graph) JSONLD() []byte {
	return g.whole(false, func(w *writer) {
		first := true
		for _, n := range g.nodes {
			if !n.states() {
				continue
			}
			if !first {
				w.text(",")
			}
			first = false
			w.text("\n")
			w.node(n)
		}
	}, func(w, body *writer) { w.context(body) }, "\n]}\n")
}

// context writes the beginning of the text up to the nodes, with what the body used.
func (w *writer) context(body *writer) {
	terms := &writer{g: w.g, used: body.used}
	terms.terms(slices.SortedFunc(maps.Keys(body.short), func(a, b *Property) int { return cmp.Compare(a.Name, b.Name) }))
	w.text(`{"@context":{"@version":1.1,"@base":`)
	w.quoted(w.g.base)
	if terms.vocabulary {
		w.text(`,"@vocab":`)
		w.quoted(w.g.vocabulary)
	}
	w.text(`,"id":"@id","type":"@type"`)
	for _, p := range w.g.prefixes {
		if body.used[p.Name] {
			w.text(",\n")
			w.quoted(p.Name)
			w.text(":")
			w.quoted(p.Namespace)
		}
	}
	w.text(string(terms.out), "},\n", `"@graph":[`)
}

// terms writes the definitions of properties. One that is named as in the vocabulary of the graph needs no IRI, and
// none at all where nothing else is said of it.
func (w *writer) terms(properties []*Property) {
	for _, p := range properties {
		own := w.g.vocabulary != "" && p.IRI == w.g.vocabulary+p.Name
		w.vocabulary = w.vocabulary || own
		about := w.about(p)
		switch {
		case about == "" && own:
			continue
		case about == "":
			w.text(",\n")
			w.quoted(p.Name)
			w.text(":")
			w.compact(p.IRI)
			continue
		}
		w.text(",\n")
		w.quoted(p.Name)
		w.text(":{")
		if !own {
			w.text(`"@id":`)
			w.compact(p.IRI)
			w.text(",")
		}
		w.text(about, "}")
	}
}

// about returns what a definition says of a property besides its IRI: the type or the language of its values, and
// whether they are always an array.
func (w *writer) about(p *Property) string {
	one := &writer{g: w.g, used: w.used}
	switch p.Kind {
	case Link:
		one.text(`"@type":"@id"`)
	case Text:
		one.text(`"@language":`)
		one.quoted(w.g.language)
	case String, Integer, Boolean:
	default:
		one.text(`"@type":`)
		one.compact(string(p.Kind))
	}
	if p.Many {
		if len(one.out) > 0 {
			one.text(",")
		}
		one.text(`"@container":"@set"`)
	}
	return string(one.out)
}

func (w *writer) node(n *Node) {
	w.text(`{"id":`)
	w.reference(n.IRI)
	if len(n.Types) > 0 {
		w.text(`,"type":`)
		w.array(len(n.Types) > 1, n.Types, w.compact)
	}
	for _, f := range n.fields {
		w.text(`,"`, w.key(f.property), `":`)
		w.array(f.property.Many || len(f.values) > 1, f.values, func(v string) { w.value(f.property.Kind, v) })
	}
	w.text("}")
}

// key returns the name of a property, which is a word, and remembers that it is used.
func (w *writer) key(p *Property) string {
	w.short[p] = p.Name
	return p.Name
}

func (w *writer) array(brackets bool, values []string, write func(string)) {
	if brackets {
		w.text("[")
	}
	for i, v := range values {
		if i > 0 {
			w.text(",")
		}
		write(v)
	}
	if brackets {
		w.text("]")
	}
}

func (w *writer) value(kind Kind, value string) {
	switch kind {
	case Link:
		w.reference(value)
	case Integer, Boolean:
		w.text(value)
	case Decimal:
		w.quoted(decimal(value))
	default:
		w.quoted(value)
	}
}

// reference writes the IRI of a resource, which readers resolve against the base.
func (w *writer) reference(iri string) {
	if rest, ok := w.relative(iri); ok {
		if _, _, abbreviated := w.prefixed(iri); !abbreviated {
			w.quoted(rest)
			return
		}
	}
	w.compact(iri)
}

// compact writes an IRI with a prefix or in full.
func (w *writer) compact(iri string) {
	if name, local, ok := w.prefixed(iri); ok {
		iri = name + ":" + local
	}
	w.quoted(iri)
}
