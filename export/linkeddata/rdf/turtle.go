package rdf

import "strings"

// lineWidth is after how many bytes a line of Turtle breaks at the next predicate.
const lineWidth = 110

// Turtle returns the graph in Turtle: the base, the prefixes it uses, then one statement for each node, with
// the lines after its first one indented by a blank.
func (g *Graph) Turtle() []byte {
	return g.whole(true, func(w *writer) {
		for _, n := range g.nodes {
			if n.states() {
				w.block(n)
			}
		}
	}, func(w, body *writer) {
		w.text("@base <", g.base, "> .\n")
		for _, p := range g.prefixes {
			if body.used[p.Name] {
				w.text("@prefix ", p.Name, ": <", p.Namespace, "> .\n")
			}
		}
	}, "")
}

func (w *writer) block(n *Node) {
	start := len(w.out)
	w.resource(n.IRI)
	separator := " "
	if len(n.Types) > 0 {
		w.text(" a ")
		for i, t := range n.Types {
			if i > 0 {
				w.text(",")
			}
			w.resource(t)
		}
		separator = ";"
	}
	for _, f := range n.fields {
		if separator != " " && len(w.out)-start > lineWidth {
			separator, start = ";\n ", len(w.out)
		}
		w.text(separator, w.predicate(f.property), " ")
		for i, v := range f.values {
			if i > 0 {
				w.text(",")
			}
			w.object(f.property.Kind, v)
		}
		separator = ";"
	}
	w.text(" .\n")
}

func (w *writer) resource(iri string) {
	if name, local, ok := w.prefixed(iri); ok {
		w.text(name, ":", local)
		return
	}
	if rest, ok := w.relative(iri); ok {
		iri = rest
	}
	w.text("<", iri, ">")
}

func (w *writer) predicate(p *Property) string {
	short, ok := w.short[p]
	if !ok {
		one := &writer{g: w.g, turtle: true, used: w.used}
		one.resource(p.IRI)
		short = string(one.out)
		w.short[p] = short
	}
	return short
}

// object writes a value. Numbers and booleans are bare, which Turtle reads as xsd:integer, xsd:decimal
// and xsd:boolean; a decimal needs its point for that.
func (w *writer) object(kind Kind, value string) {
	switch kind {
	case Link:
		w.resource(value)
	case Text:
		w.quoted(value)
		w.text("@", w.g.language)
	case String:
		w.quoted(value)
	case Integer, Boolean:
		w.text(value)
	case Decimal:
		w.text(decimal(value))
	default:
		w.quoted(value)
		w.text("^^")
		w.resource(string(kind))
	}
}

// decimal gives a decimal number its point.
func decimal(value string) string {
	if strings.Contains(value, ".") {
		return value
	}
	return value + ".0"
}
