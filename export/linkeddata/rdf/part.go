package rdf

import "slices"

// Terms adds to used the IRI of each class, property and datatype of the graph.
func (g *Graph) Terms(used map[string]bool) {
	properties := map[*Property]bool{}
	for _, n := range g.nodes {
		for _, t := range n.Types {
			used[t] = true
		}
		for _, f := range n.fields {
			properties[f.property] = true
		}
	}
	for p := range properties {
		used[p.IRI], used[string(p.Kind)] = true, true
	}
}

// Nodes returns the nodes of which the graph says something, in order. Callers must not change them.
func (g *Graph) Nodes() []*Node {
	return slices.DeleteFunc(slices.Clone(g.nodes), func(n *Node) bool { return !n.states() })
}

// Empty returns a graph with the base, the language and the prefixes of this one and no nodes.
func (g *Graph) Empty() *Graph {
	return &Graph{base: g.base, language: g.language, prefixes: g.prefixes, namespaces: g.namespaces, below: g.below, vocabulary: g.vocabulary, relatable: g.relatable, byIRI: map[string]*Node{}}
}

// Copy states what a node of another graph states: all of it, or only what it says with some properties.
func (g *Graph) Copy(n *Node, only ...*Property) {
	if only == nil {
		g.CopyWithout(n)
		return
	}
	c := g.Node(n.IRI)
	for _, f := range n.fields {
		if slices.Contains(only, f.property) {
			c.share(f)
		}
	}
}

// CopyWithout adds what another graph states of a node, except for some properties.
func (g *Graph) CopyWithout(n *Node, but ...*Property) {
	c := g.Node(n.IRI, n.Types...)
	if c.fields == nil {
		c.fields = make([]field, 0, len(n.fields))
	}
	for _, f := range n.fields {
		if !slices.Contains(but, f.property) {
			c.share(f)
		}
	}
}

// share states the values of another node's field, which stays as it is.
func (n *Node) share(f field) {
	for _, own := range n.fields {
		if own.property == f.property {
			n.Add(f.property, f.values...)
			return
		}
	}
	n.fields = append(n.fields, field{property: f.property, values: slices.Clip(f.values)})
}

// Links calls do with the IRI of every resource that a node leads to.
func (n *Node) Links(do func(iri string)) {
	for _, f := range n.fields {
		if f.property.Kind == Link {
			for _, v := range f.values {
				do(v)
			}
		}
	}
}
