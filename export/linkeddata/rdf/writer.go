package rdf

import (
	"slices"
	"strings"
	"sync"
)

// A writer abbreviates IRIs and remembers which prefixes it used.
type writer struct {
	g      *Graph
	out    []byte
	turtle bool
	used   map[string]bool
	short  map[*Property]string // what stands for a property

	vocabulary bool // whether a term is of the graph's vocabulary
}

// scratch holds the space that a body is written in before its head is known.
var scratch = sync.Pool{New: func() any {
	space := make([]byte, 0, 256<<10)
	return &space
}}

// whole returns a text in three parts: the head, which is made of what the body used, the body, and the end.
func (g *Graph) whole(turtle bool, body func(*writer), head func(w, body *writer), end string) []byte {
	space := scratch.Get().(*[]byte)
	w := &writer{g: g, turtle: turtle, used: map[string]bool{}, short: map[*Property]string{}, out: (*space)[:0]}
	body(w)
	first := &writer{g: g, turtle: turtle, used: w.used}
	head(first, w)
	out := make([]byte, 0, len(first.out)+len(w.out)+len(end))
	out = append(append(append(out, first.out...), w.out...), end...)
	*space = w.out
	scratch.Put(space)
	return out
}

// prefixed returns the abbreviation of an IRI with a prefix, where the rest is a local name that Turtle
// takes unescaped: letters, digits, "_" and "-", not "-" first.
func (w *writer) prefixed(iri string) (name, local string, ok bool) {
	if strings.HasPrefix(iri, w.g.base) && !slices.ContainsFunc(w.g.below, func(namespace string) bool { return strings.HasPrefix(iri, namespace) }) {
		return "", "", false // most IRIs are of the base
	}
	end := len(iri)
	for end > 0 && iri[end-1] != '/' && iri[end-1] != '#' {
		end--
	}
	p, ok := w.g.namespaces[iri[:end]]
	if !ok || !localName(iri[end:]) {
		return "", "", false
	}
	w.used[p.Name] = true
	return p.Name, iri[end:], true
}

func localName(text string) bool {
	for i := range len(text) {
		if c := text[i]; !alphanumeric(c) && c != '_' && (c != '-' || i == 0) {
			return false
		}
	}
	return text != ""
}

// relative returns an IRI relative to the base. Only paths without full stops, colons, percent signs and
// empty segments are abbreviated: those resolve to what they stood for in every reader. Some readers decode
// a path before they resolve it.
func (w *writer) relative(iri string) (string, bool) {
	rest, ok := strings.CutPrefix(iri, w.g.base)
	if !ok || rest == "" || !alphanumeric(rest[0]) || !w.g.relatable {
		return "", false
	}
	for i := range len(rest) {
		switch c := rest[i]; {
		case alphanumeric(c), c == '-', c == '_', c == '~', c == '#', c == '/' && rest[i-1] != '/':
		default:
			return "", false
		}
	}
	return rest, true
}

// quoted appends a text between quotation marks. The escapes are those that JSON (RFC 8259, section 7)
// and Turtle (RDF 1.1 Turtle, section 6.4) share.
func (w *writer) quoted(text string) {
	w.out = append(w.out, '"')
	start := 0
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7F {
			w.out = append(w.out, text[start:i]...)
			w.escape(c)
			start = i + 1
		}
	}
	w.out = append(w.out, text[start:]...)
	w.out = append(w.out, '"')
}

func (w *writer) escape(c byte) {
	const hex = "0123456789ABCDEF"
	switch c {
	case '"', '\\':
		w.out = append(w.out, '\\', c)
	case '\n':
		w.out = append(w.out, '\\', 'n')
	case '\r':
		w.out = append(w.out, '\\', 'r')
	case '\t':
		w.out = append(w.out, '\\', 't')
	default:
		w.out = append(w.out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
	}
}

func (w *writer) text(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}
