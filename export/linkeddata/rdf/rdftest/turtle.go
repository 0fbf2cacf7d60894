package rdftest

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

const (
	xsd     = "http://www.w3.org/2001/XMLSchema#"
	rdfType = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
)

// token is a token of Turtle (RDF 1.1 Turtle, section 6.5), without blank nodes, lists and long strings.
var token = regexp.MustCompile(`^(?:` +
	`(?P<iri><[^\x00-\x20<>"{}|^` + "`" + `\\]*>)|` +
	`(?P<string>"(?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*")|` +
	`(?P<decimal>[+-]?[0-9]*\.[0-9]+)|(?P<integer>[+-]?[0-9]+)|` +
	`(?P<boolean>true\b|false\b)|` +
	`(?P<directive>@prefix\b|@base\b)|(?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)|` +
	`(?P<prefixed>[a-zA-Z][a-zA-Z0-9_-]*:(?:[a-zA-Z0-9_][a-zA-Z0-9_-]*)?)|` +
	`(?P<type>a\b)|(?P<mark>\^\^|[.;,]))`)

type reader struct {
	rest     string
	kind     string
	text     string // of the current token
	base     *url.URL
	prefixes map[string]string
	lines    []string
}

var errEnd = errors.New("the text ends inside a statement")

// Turtle reads Turtle.
func Turtle(data []byte) (Triples, error) {
	r := &reader{rest: string(data), prefixes: map[string]string{}}
	for {
		err := r.next()
		if errors.Is(err, errEnd) {
			return set(r.lines), nil
		}
		if err == nil {
			if r.kind == "directive" {
				err = r.directive()
			} else {
				err = r.statements()
			}
		}
		if err != nil {
			return nil, fmt.Errorf("reading Turtle before %.40q: %w", r.rest, err)
		}
	}
}

// next reads a token.
func (r *reader) next() error {
	r.rest = strings.TrimLeft(r.rest, " \t\r\n")
	if r.rest == "" {
		return errEnd
	}
	at := token.FindStringSubmatchIndex(r.rest)
	for i, name := range token.SubexpNames() {
		if name != "" && at != nil && at[2*i] >= 0 {
			r.kind, r.text = name, r.rest[:at[1]]
			r.rest = r.rest[at[1]:]
			return nil
		}
	}
	return errors.New("no token of the part of Turtle that this reader takes")
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
		iri := strings.Trim(r.text, "<>")
		if strings.Contains(iri, ":") {
			return iri, nil
		}
		if r.base == nil {
			return "", fmt.Errorf("the relative IRI %s without a base", iri)
		}
		reference, err := url.Parse(iri)
		if err != nil {
			return "", err
		}
		return r.base.ResolveReference(reference).String(), nil
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
			predicate = "<" + iri + ">"
		}
		for more := true; more; more = r.text == "," {
			object, err := r.object()
			if err != nil {
				return err
			}
			r.lines = append(r.lines, line("<"+subject+">", predicate, object))
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
	return "<" + iri + ">", err
}

// literal reads the language or the datatype behind a string.
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
