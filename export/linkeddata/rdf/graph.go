// Package rdf holds a graph of named nodes and writes it as Turtle (RDF 1.1) and as JSON-LD 1.1.
//
// In go nodes with their types and statements, built once; out come two texts of the same triples, and the
// triples themselves, with nodes, properties and values in the order they were added. The JSON-LD context is inline, so that no
// reader needs a network. The package knows no vocabulary, has no blank nodes and reads nothing.
package rdf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Kind says what the values of a property are; a property has values of one kind only, so that the
// JSON-LD context can state it once.
type Kind string

const xsd = "http://www.w3.org/2001/XMLSchema#"

// The kinds of values. Link is a resource, Text a literal in the language of the graph; the others are
// literals of that datatype.
const (
	Link        Kind = "link"
	Text        Kind = "text"
	String      Kind = xsd + "string"
	Integer     Kind = xsd + "integer"
	Decimal     Kind = xsd + "decimal"
	Boolean     Kind = xsd + "boolean"
	Date        Kind = xsd + "date"
	NonNegative Kind = xsd + "nonNegativeInteger"
	HexBinary   Kind = xsd + "hexBinary"
)

// A Property is a predicate: its key in JSON-LD, its full IRI and the kind of its values.
type Property struct {
	Name string
	IRI  string
	Kind Kind
	Many bool // JSON-LD gives an array even for one value
}

// A Prefix abbreviates the IRIs that begin with Namespace, which ends in "/" or "#".
type Prefix struct {
	Name, Namespace string
	Vocabulary      bool // the JSON-LD keys that its context does not define are of this namespace
}

// A Node is a resource with what the graph says of it.
type Node struct {
	IRI    string
	Types  []string // full IRIs
	fields []field
}

type field struct {
	property *Property
	values   []string
	seen     map[string]bool // of more than fewValues
}

// fewValues is up to how many values a search through them costs less than a map.
const fewValues = 16

// usualFields is how many fields most nodes have at most.
const usualFields = 8

// add keeps a value that the field does not have.
func (f *field) add(value string) {
	if len(f.values) < fewValues {
		if !slices.Contains(f.values, value) {
			f.values = append(f.values, value)
		}
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
		for _, v := range f.values {
			f.seen[v] = true
		}
	}
	if !f.seen[value] {
		f.seen[value] = true
		f.values = append(f.values, value)
	}
}

// Add states the values of a property. A value is the lexical form of a literal, or a full IRI for a Link.
// An empty value states nothing and one that was stated before is not stated twice; bytes that are not
// UTF-8 become U+FFFD.
func (n *Node) Add(p *Property, values ...string) {
	for _, v := range values {
		if v != "" {
			n.field(p).add(strings.ToValidUTF8(v, "\uFFFD"))
		}
	}
}

// Values returns the values of a property, in the order they were added.
func (n *Node) Values(p *Property) []string {
	for _, f := range n.fields {
		if f.property == p {
			return f.values
		}
	}
	return nil
}

// Remove takes back what was stated with a property.
func (n *Node) Remove(p *Property) {
	n.fields = slices.DeleteFunc(n.fields, func(f field) bool { return f.property == p })
}

// field returns the node's values of a property, new if there are none.
func (n *Node) field(p *Property) *field {
	for i := range n.fields {
		if n.fields[i].property == p {
			return &n.fields[i]
		}
	}
	if n.fields == nil {
		n.fields = make([]field, 0, usualFields)
	}
	n.fields = append(n.fields, field{property: p})
	return &n.fields[len(n.fields)-1]
}

// A Graph is a set of nodes in the order of their first mention.
type Graph struct {
	base     string
	language string
	prefixes []Prefix
	nodes    []*Node
	byIRI    map[string]*Node
	spare    []Node // space for nodes to come

	namespaces map[string]Prefix
	below      []string // the namespaces that begin with the base
	vocabulary string   // the namespace of the keys that a JSON-LD context need not define, "" for none
	relatable  bool     // whether IRIs can be written relative to the base: it ends in "/" and has no query and no fragment
}

var (
	language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	absolute = regexp.MustCompile(`^https?://[^\x00-\x20<>"{}|\\^` + "`" + `]+[/#]$`)
)

// NewGraph returns an empty graph whose texts are in a language (BCP 47). IRIs that begin with base are
// written relative to it where that is exact. The language is written in lower case, as RDF 1.1 (section 3.3)
// compares it. It fails when base is no absolute http IRI that ends in "/" or "#".
func NewGraph(base, lang string, prefixes []Prefix) (*Graph, error) {
	if !absolute.MatchString(base) {
		return nil, fmt.Errorf("the base %q is not an absolute http IRI that ends in / or #", base)
	}
	if !language.MatchString(lang) {
		return nil, fmt.Errorf("the language %q is not a language tag such as en", lang)
	}
	g := &Graph{base: base, language: strings.ToLower(lang), prefixes: prefixes, byIRI: map[string]*Node{}, namespaces: map[string]Prefix{}}
	g.relatable = strings.HasSuffix(base, "/") && !strings.ContainsAny(base, "?#")
	for _, p := range prefixes {
		g.namespaces[p.Namespace] = p
		if strings.HasPrefix(p.Namespace, base) {
			g.below = append(g.below, p.Namespace)
		}
		if p.Vocabulary {
			g.vocabulary = p.Namespace
		}
	}
	return g, nil
}

// Nodes get their space in pieces of so many at least and at most.
const (
	fewNodes  = 8
	manyNodes = 256
)

// Node returns the node of a full IRI, new if the graph has none, and gives it the types it lacks.
func (g *Graph) Node(iri string, types ...string) *Node {
	n, ok := g.byIRI[iri]
	if !ok {
		if len(g.spare) == 0 {
			g.spare = make([]Node, min(max(len(g.nodes), fewNodes), manyNodes))
		}
		n, g.spare = &g.spare[0], g.spare[1:]
		n.IRI = iri
		g.byIRI[iri] = n
		g.nodes = append(g.nodes, n)
	}
	for _, t := range types {
		if !slices.Contains(n.Types, t) {
			n.Types = append(n.Types, t)
		}
	}
	return n
}

// states reports whether the graph says something of a node.
func (n *Node) states() bool { return len(n.Types)+len(n.fields) > 0 }
