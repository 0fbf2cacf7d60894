// Package triple reads graphs in the part of Turtle (RDF 1.1) and of JSON-LD 1.1 that the package rdf writes.
//
// In goes a text; out come its triples, in its order. It takes no blank nodes and no lists, and of JSON-LD
// only one object with an inline context and a flat graph; it refuses the rest, opens no network connection
// and shares no code with the package that writes.
package triple

import (
	"fmt"
	"net/url"
	"strings"
)

// The limits of a text that is read, far above any that is written (0.8 MB, 18,000 triples).
const (
	MaxBytes   = 128 << 20
	MaxTriples = 4_000_000
)

// A Triple is a statement. Subject and Predicate are IRIs; Object is a term as N-Triples spells it, an IRI
// between angle brackets or a literal.
type Triple struct{ Subject, Predicate, Object string }

// String returns the triple as a line of N-Triples without its end.
func (t Triple) String() string {
	return "<" + t.Subject + "> <" + t.Predicate + "> " + t.Object + " ."
}

const (
	xsd     = "http://www.w3.org/2001/XMLSchema#"
	rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
)

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// Literal writes a literal as N-Triples does: kind is a language with its "@", or the IRI of a datatype.
func Literal(value, kind string) string {
	text := `"` + escapes.Replace(value) + `"`
	switch {
	case strings.HasPrefix(kind, "@"):
		return text + kind
	case kind == xsd+"string":
		return text
	}
	return text + "^^<" + kind + ">"
}

var unescapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "\r", `\t`, "\t")

// Value returns the text of a literal, or an IRI, of the object of a triple.
func Value(object string) string {
	if end := strings.LastIndexByte(object, '"'); end > 0 && object[0] == '"' {
		return unescapes.Replace(object[1:end])
	}
	return strings.TrimSuffix(strings.TrimPrefix(object, "<"), ">")
}

// Link writes an IRI as the object of a triple.
func Link(iri string) string { return "<" + iri + ">" }

// resolve returns an IRI, absolute: a relative one is taken from the base.
func resolve(base *url.URL, iri string) (string, error) {
	if strings.Contains(iri, ":") {
		return iri, nil
	}
	if base == nil {
		return "", fmt.Errorf("the relative IRI %s without a base", iri)
	}
	reference, err := url.Parse(iri)
	if err != nil {
		return "", err
	}
	return base.ResolveReference(reference).String(), nil
}

var errMany = fmt.Errorf("more than %d triples", MaxTriples)

func checkSize(data []byte) error {
	if len(data) > MaxBytes {
		return fmt.Errorf("%d bytes; at most %d are read", len(data), MaxBytes)
	}
	return nil
}
