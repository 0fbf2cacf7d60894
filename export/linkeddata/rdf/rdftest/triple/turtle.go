package triple

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

type reader struct {
	rest     string
	kind     string
	text     string // of the current token
	base     *url.URL
	prefixes map[string]string
	triples  []Triple
}

var errEnd = errors.New("the text ends inside a statement")

// Turtle reads Turtle. Its errors name the line.
func Turtle(data []byte) ([]Triple, error) {
	if err := checkSize(data); err != nil {
		return nil, err
	}
	r := &reader{rest: string(data), prefixes: map[string]string{}}
	for {
		err := r.next()
		if errors.Is(err, errEnd) {
			return r.triples, nil
		}
		if err == nil {
			if r.kind == "directive" {
				err = r.directive()
			} else {
				err = r.statements()
			}
		}
		if err != nil {
			line := 1 + strings.Count(string(data[:len(data)-len(r.rest)]), "\n")
			return nil, fmt.Errorf("not Turtle, line %d, before %.40q: %w", line, r.rest, err)
		}
	}
}

var errToken = errors.New("no token of the part of Turtle that this reader takes")

// next reads a token (RDF 1.1 Turtle, section 6.5), without blank nodes, lists and long strings.
func (r *reader) next() error {
	r.rest = strings.TrimLeft(r.rest, " \t\r\n")
	if r.rest == "" {
		return errEnd
	}
	end := 1
	switch c := r.rest[0]; {
	case c == '<':
		r.kind, end = "iri", 2+span(r.rest[1:], func(c byte) bool { return c > ' ' && strings.IndexByte("<>\"{}|^`\\", c) < 0 })
		if end > len(r.rest) || r.rest[end-1] != '>' {
			return errToken
		}
	case c == '"':
		r.kind, end = "string", endOfString(r.rest)
	case c == '@':
		r.kind, end = "language", 1+span(r.rest[1:], wordByte)
		if word := r.rest[:end]; word == "@prefix" || word == "@base" {
			r.kind = "directive"
		}
	case c == '.' || c == ';' || c == ',':
		r.kind = "mark"
	case strings.HasPrefix(r.rest, "^^"):
		r.kind, end = "mark", 2
	case c == '+' || c == '-' || '0' <= c && c <= '9':
		r.kind, end = number(r.rest)
	default:
		r.kind, end = word(r.rest)
	}
	if end == 0 {
		return errToken
	}
	r.text, r.rest = r.rest[:end], r.rest[end:]
	return nil
}

// span returns how many bytes at the beginning of a text may stand.
func span(text string, may func(byte) bool) int {
	n := 0
	for n < len(text) && may(text[n]) {
		n++
	}
	return n
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func wordByte(c byte) bool {
	return digit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '-'
}

// endOfString returns where a string in double quotes ends, or 0 where it does not end on its line.
func endOfString(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '"':
			return i + 1
		case '\n', '\r':
			return 0
		case '\\':
			if i++; i == len(text) || strings.IndexByte(`tbnrf"'\uU`, text[i]) < 0 {
				return 0
			}
		}
	}
	return 0
}

// number reads an integer or a decimal.
func number(text string) (kind string, end int) {
	signed := span(text[:1], func(c byte) bool { return c == '+' || c == '-' })
	end = signed + span(text[signed:], digit)
	if end+1 < len(text) && text[end] == '.' && digit(text[end+1]) {
		return "decimal", end + 1 + span(text[end+1:], digit)
	}
	if end == signed {
		return "", 0
	}
	return "integer", end
}

// word reads a name with its prefix, the word a, or a boolean.
func word(text string) (kind string, end int) {
	end = span(text, wordByte)
	if end > 0 && end < len(text) && text[end] == ':' {
		return "prefixed", end + 1 + span(text[end+1:], wordByte)
	}
	switch text[:end] {
	case "a":
		return "type", end
	case "true", "false":
		return "boolean", end
	}
	return "", 0
}

func (r *reader) mark(marks string) error {
	if err := r.next(); err != nil {
		return err
	}
	if r.kind != "mark" || !strings.Contains(marks, r.text) {
		return fmt.Errorf("%q, expected one of %s", r.text, marks)
	}
	return nil
}

// directive reads a base or a prefix.
func (r *reader) directive() error {
	name := r.text
	if err := r.next(); err != nil {
		return err
	}
	prefix := r.text
	if name == "@prefix" {
		if err := r.next(); err != nil {
			return err
		}
	}
	iri, err := r.iri()
	if err != nil {
		return err
	}
	if name == "@prefix" {
		r.prefixes[strings.TrimSuffix(prefix, ":")] = iri
	} else if r.base, err = url.Parse(iri); err != nil {
		return err
	}
	return r.mark(".")
}

// iri returns the IRI of the current token, absolute.
func (r *reader) iri() (string, error) {
	switch r.kind {
	case "iri":
		return resolve(r.base, strings.Trim(r.text, "<>"))
	case "prefixed":
		name, local, _ := strings.Cut(r.text, ":")
		namespace, ok := r.prefixes[name]
		if !ok {
			return "", fmt.Errorf("the prefix %s is not declared", name)
		}
		return namespace + local, nil
	}
	return "", fmt.Errorf("%q, expected an IRI", r.text)
}

// statements reads what is said of one subject, from the current token to the full stop.
func (r *reader) statements() error {
	subject, err := r.iri()
	if err != nil {
		return err
	}
	for {
		if err := r.next(); err != nil {
			return err
		}
		predicate := rdfType
		if r.kind != "type" {
			iri, err := r.iri()
			if err != nil {
				return err
			}
			predicate = iri
		}
		for more := true; more; more = r.text == "," {
			object, err := r.object()
			if err != nil {
				return err
			}
			if len(r.triples) == MaxTriples {
				return errMany
			}
			r.triples = append(r.triples, Triple{subject, predicate, object})
			if err := r.mark(".;,"); err != nil {
				return err
			}
		}
		if r.text == "." {
			return nil
		}
	}
}

func (r *reader) object() (string, error) {
	if err := r.next(); err != nil {
		return "", err
	}
	switch r.kind {
	case "integer", "decimal", "boolean":
		return Literal(r.text, xsd+r.kind), nil
	case "string":
		return r.literal()
	}
	iri, err := r.iri()
	return Link(iri), err
}

// literal reads the language or the datatype after a string.
func (r *reader) literal() (string, error) {
	value, err := strconv.Unquote(strings.ReplaceAll(r.text, `\'`, `'`))
	if err != nil {
		return "", fmt.Errorf("the string %s: %w", r.text, err)
	}
	switch {
	case strings.HasPrefix(r.rest, "@"):
		err := r.next()
		return Literal(value, r.text), err
	case strings.HasPrefix(r.rest, "^^"):
		if err := errors.Join(r.next(), r.next()); err != nil {
			return "", err
		}
		iri, err := r.iri()
		return Literal(value, iri), err
	}
	return Literal(value, xsd+"string"), nil
}
