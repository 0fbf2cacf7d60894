package rdf

import (
	"fmt"
	"strings"
)

// schemes are those whose IRIs a graph takes from outside. A closed list keeps an IRI from being taken for
// one that a prefix abbreviates.
var schemes = []string{"http://", "https://", "urn:", "mailto:"}

// External returns an IRI that an input gave, with the characters that no IRI may hold and those beyond
// ASCII percent-encoded (RFC 3987, section 3.1). It fails when the IRI is not absolute.
func External(iri string) (string, error) {
	for _, scheme := range schemes {
		if rest, ok := strings.CutPrefix(iri, scheme); ok && rest != "" {
			return scheme + encode(rest, func(c byte) bool { return c > ' ' && c < 0x7F && strings.IndexByte("<>\"{}|\\^`", c) < 0 }), nil
		}
	}
	return "", fmt.Errorf("%q is not an absolute IRI (%s)", iri, strings.Join(schemes, ", "))
}

// encode percent-encodes the bytes of a text that must be encoded.
func encode(text string, may func(byte) bool) string {
	var out []byte
	done := 0
	for i := range len(text) {
		if !may(text[i]) {
			out = fmt.Appendf(append(out, text[done:i]...), "%%%02X", text[i])
			done = i + 1
		}
	}
	if done == 0 {
		return text
	}
	return string(append(out, text[done:]...))
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
