package triple

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A context says what the keys of nodes mean.
type context struct {
	base     *url.URL
	vocab    string            // the namespace of the keys that have no definition, "" where each must have one
	id, kind string            // the keys that stand for @id and @type
	prefixes map[string]string // namespaces
	terms    map[string]definition
}

// A definition is what a context says of a key: the IRI of the property, and the kind of its values:
// "@id", a language with its "@", a datatype, or "" for what JSON itself tells.
type definition struct{ iri, kind string }

// JSONLD reads JSON-LD: an object with a context and then a graph. Its errors name the node.
func JSONLD(data []byte) ([]Triple, error) {
	if err := checkSize(data); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := expect(decoder, json.Delim('{'), "@context"); err != nil {
		return nil, fmt.Errorf("not JSON-LD: %w", err)
	}
	c, err := newContext(decoder)
	if err != nil {
		return nil, fmt.Errorf("not JSON-LD: the context: %w", err)
	}
	if err := expect(decoder, "@graph", json.Delim('[')); err != nil {
		return nil, fmt.Errorf("not JSON-LD: %w", err)
	}
	var triples []Triple
	for i := 1; decoder.More(); i++ {
		var n map[string]any
		if err := decoder.Decode(&n); err != nil {
			return nil, fmt.Errorf("not JSON-LD: node %d: %w", i, err)
		}
		if triples, err = c.node(triples, n); err != nil {
			return nil, fmt.Errorf("not JSON-LD: node %d, %.80v: %w", i, n[c.id], err)
		}
	}
	if err := expect(decoder, json.Delim(']'), json.Delim('}'), nil); err != nil {
		return nil, fmt.Errorf("not JSON-LD: %w", err)
	}
	return triples, nil
}

// expect reads tokens; nil is the end of the text.
func expect(decoder *json.Decoder, tokens ...json.Token) error {
	for _, want := range tokens {
		found, err := decoder.Token()
		if want == nil && errors.Is(err, io.EOF) {
			return nil
		}
		switch {
		case err != nil:
			return err
		case want == nil:
			return fmt.Errorf("%v follows the end", found)
		case found != want:
			return fmt.Errorf("%v at byte %d; expected %v", found, decoder.InputOffset(), want)
		}
	}
	return nil
}

// newContext reads a context: the base, the vocabulary, prefixes, which end in / or #, and definitions of keys.
func newContext(decoder *json.Decoder) (*context, error) {
	var entries map[string]json.RawMessage
	if err := decoder.Decode(&entries); err != nil {
		return nil, err
	}
	c := &context{prefixes: map[string]string{}, terms: map[string]definition{}}
	objects, plain := map[string]json.RawMessage{}, map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		var text string
		if json.Unmarshal(entries[key], &text) != nil {
			objects[key] = entries[key]
			continue
		}
		switch {
		case key == "@base":
			base, err := url.Parse(text)
			if err != nil {
				return nil, err
			}
			c.base = base
		case key == "@vocab":
			c.vocab = text
		case text == "@id":
			c.id = key
		case text == "@type":
			c.kind = key
		case strings.HasSuffix(text, "/") || strings.HasSuffix(text, "#"):
			c.prefixes[key] = text
		default:
			plain[key] = text
		}
	}
	for key, iri := range plain {
		c.terms[key] = definition{iri: c.expand(iri)}
	}
	delete(objects, "@version")
	for key, object := range objects {
		if err := c.define(key, object); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return c, nil
}

// define reads the definition of a key.
func (c *context) define(key string, data []byte) error {
	var d struct {
		ID        string `json:"@id"`
		Type      string `json:"@type"`
		Language  string `json:"@language"`
		Container string `json:"@container"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		return err
	}
	if d.ID == "" && c.vocab != "" {
		d.ID = c.vocab + key
	}
	if d.ID == "" || d.Container != "" && d.Container != "@set" || d.Type != "" && d.Language != "" {
		return errors.New("no definition of a property with values of one kind")
	}
	kind := c.expand(d.Type)
	if d.Language != "" {
		kind = "@" + strings.ToLower(d.Language)
	}
	c.terms[key] = definition{c.expand(d.ID), kind}
	return nil
}

// expand gives an IRI with a prefix in full.
func (c *context) expand(iri string) string {
	if prefix, local, ok := strings.Cut(iri, ":"); ok && c.prefixes[prefix] != "" && !strings.HasPrefix(local, "//") {
		return c.prefixes[prefix] + local
	}
	return iri
}

// resource returns the IRI of a reference, absolute.
func (c *context) resource(reference string) (string, error) {
	return resolve(c.base, c.expand(reference))
}

// node appends what the graph says of one node.
func (c *context) node(triples []Triple, n map[string]any) ([]Triple, error) {
	reference, ok := n[c.id].(string)
	if !ok {
		return nil, errors.New("a node without an IRI")
	}
	subject, err := c.resource(reference)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(n)) {
		d, known := c.terms[key]
		switch {
		case key == c.id:
			continue
		case key == c.kind:
			d = definition{rdfType, "@id"}
		case !known && c.vocab != "":
			d = definition{iri: c.vocab + key}
		case !known:
			return nil, fmt.Errorf("the key %q is not in the context", key)
		}
		values, several := n[key].([]any)
		if !several {
			values = []any{n[key]}
		}
		for _, v := range values {
			object, err := c.object(d.kind, v)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			if len(triples) == MaxTriples {
				return nil, errMany
			}
			triples = append(triples, Triple{subject, d.iri, object})
		}
	}
	return triples, nil
}

// object reads a value. A number must be whole: another is a double in JSON-LD, which no graph here has.
func (c *context) object(kind string, value any) (string, error) {
	switch v := value.(type) {
	case string:
		if kind == "@id" {
			iri, err := c.resource(v)
			return Link(iri), err
		}
		return Literal(v, cmp.Or(kind, xsd+"string")), nil
	case bool:
		if kind == "" {
			return Literal(strconv.FormatBool(v), xsd+"boolean"), nil
		}
	case json.Number:
		if kind == "" && !strings.ContainsAny(v.String(), ".eE") {
			return Literal(v.String(), xsd+"integer"), nil
		}
	}
	return "", fmt.Errorf("%.80v is no value of the property", value)
}
