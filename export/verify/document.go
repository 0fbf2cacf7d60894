package verify

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// A document compares two JSON documents, member by member.
type document struct {
	*differences
	wanted func(place string) bool                            // nil for every place
	record func(element map[string]any, member string) string // names the record that an element is made from; nil for none
}

// documents compares JSON files with those that were derived.
func (c *comparison) documents(made []artifact.Artifact, wanted func(place string) bool, record func(map[string]any, string) string) {
	for _, a := range made {
		data, ok := c.file(a.Path)
		if !ok {
			continue
		}
		d := differences{comparison: c, path: a.Path}
		found, err := decode(data)
		expected, other := decode(a.Data)
		if err = errors.Join(err, other); err != nil {
			d.add("not a JSON document: %v", err)
			continue
		}
		document{&d, wanted, record}.compare("", "", found, expected)
		d.done()
	}
}

// The limits of a JSON document that is read whole, far above any that is written (0.8 MB, 40,000 values).
const (
	maxDocumentBytes  = 128 << 20
	maxDocumentValues = 5_000_000 // a value takes many times the bytes that it is spelled with
)

// checkSize fails on a JSON document beyond the limits. It counts what may begin a value.
func checkSize(data []byte) error {
	values := bytes.Count(data, []byte(",")) + bytes.Count(data, []byte("[")) + bytes.Count(data, []byte("{"))
	if len(data) > maxDocumentBytes || values > maxDocumentValues {
		return fmt.Errorf("more than %d bytes or %d values", maxDocumentBytes, maxDocumentValues)
	}
	return nil
}

// decode reads a JSON document, numbers as they are spelled.
func decode(data []byte) (value any, err error) {
	if err := checkSize(data); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows it")
	}
	return value, nil
}

// compare walks two values. place is where they stand, record the record that they come from.
func (d document) compare(place, record string, found, expected any) {
	switch want := expected.(type) {
	case map[string]any:
		if got, ok := found.(map[string]any); ok {
			d.objects(place, func(string) string { return record }, got, want)
			return
		}
	case []any:
		if got, ok := found.([]any); ok {
			d.arrays(place, record, got, want)
			return
		}
	default:
		if found == expected {
			return
		}
	}
	d.report(place, record, text(found), text(expected))
}

// objects compares the members of two objects; record names the record that a member comes from.
func (d document) objects(place string, record func(member string) string, found, expected map[string]any) {
	members := maps.Clone(found)
	maps.Copy(members, expected)
	if place != "" {
		place += "."
	}
	for _, member := range slices.Sorted(maps.Keys(members)) {
		got, there := found[member]
		want, wanted := expected[member]
		switch {
		case !there:
			d.report(place+member, record(member), "", text(want))
		case !wanted:
			d.report(place+member, record(member), text(got), "")
		default:
			d.compare(place+member, record(member), got, want)
		}
	}
}

// arrays compares two arrays: element by element where each has a name of its own, else as a whole.
func (d document) arrays(place, record string, found, expected []any) {
	for _, key := range []string{"uri", "@id", "url", "name"} {
		got, inFound := named(found, key)
		want, inExpected := named(expected, key)
		if inFound && inExpected {
			d.elements(place, got, want)
			return
		}
	}
	if a, b := text(found), text(expected); a != b {
		d.report(place, record, a, b)
	}
}

// elements are the objects of an array by name, and their names in order.
type elements struct {
	names  []string
	byName map[string]map[string]any
}

// named returns the elements of an array by a member that names each, and reports whether it does.
func named(list []any, key string) (elements, bool) {
	e := elements{byName: map[string]map[string]any{}}
	for _, item := range list {
		object, _ := item.(map[string]any)
		name, _ := object[key].(string)
		if name == "" || e.byName[name] != nil {
			return e, false
		}
		e.names, e.byName[name] = append(e.names, name), object
	}
	return e, true
}

func (d document) elements(place string, found, expected elements) {
	for _, name := range expected.names {
		want, got := expected.byName[name], found.byName[name]
		at, record := place+"["+name+"]", func(member string) string { return d.recordOf(want, member) }
		if got == nil {
			d.report(at, record(""), "", "an element")
			continue
		}
		d.objects(at, record, got, want)
	}
	same := len(found.names) == len(expected.names)
	for _, name := range found.names {
		if expected.byName[name] == nil {
			same = false
			d.report(place+"["+name+"]", d.recordOf(found.byName[name], ""), "an element", "")
		}
	}
	if same && !slices.Equal(found.names, expected.names) {
		d.report(place, "", "in the order "+text(found.names), "the order "+text(expected.names))
	}
}

func (d document) recordOf(element map[string]any, member string) string {
	if d.record == nil {
		return ""
	}
	return d.record(element, member)
}

// report names a place by the record it comes from and by where it stands.
func (d document) report(place, record, found, expected string) {
	if d.wanted != nil && !d.wanted(place) {
		return
	}
	if record != "" {
		place = record + " (" + place + ")"
	}
	d.differs(place, found, expected)
}

// text prints a value as JSON does.
func text(value any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err.Error()
	}
	return string(bytes.TrimSpace(b.Bytes()))
}
