// Package json reads the JSON files of raw/ strictly, and says what is wrong where.
//
// In go the text and the Go value it fills; out comes a Text, which knows the line and column of each value
// by its JSON Pointer (RFC 6901), so that later checks name the place too. Refused are: another encoding than
// UTF-8, a name given twice in one object, a name that the value does not have, a value of another type,
// null, half a surrogate pair, and text after the value. Every problem is gathered, never only the first.
package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A Text is a JSON text with its problems.
type Text struct {
	path, rule string
	data       []byte // without its byte-order mark
	root       *node
	problems   source.Problems
}

// Read reads a JSON text into a value: a pointer to a struct or a list. path and rule are those of the
// problems. The value is filled as far as it can be read; it must not be used when Err reports problems.
func Read(path, rule string, data []byte, value any) *Text {
	t := &Text{path: path, rule: rule, data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
	if err := source.Check(path, data); err != nil {
		errors.As(err, &t.problems) // empty, too large, binary or not UTF-8
		return t
	}
	if !json.Valid(t.data) {
		t.syntax(json.Unmarshal(t.data, new(json.RawMessage)))
		return t
	}
	t.root = t.parse()
	t.fill(t.root, value)
	return t
}

// Err returns the problems, nil when there are none.
func (t *Text) Err() error { return t.problems.Err() }

// Fail adds a problem at the value that a JSON Pointer names ("/sources/0/path"), or, where the text does
// not have that value, at the nearest one around it.
func (t *Text) Fail(pointer, format string, args ...any) {
	at := 0
	if t.root != nil {
		at = t.root.find(pointer).at
	}
	t.fail(at, format, args...)
}

func (t *Text) fail(at int, format string, args ...any) {
	line, column := t.place(at)
	t.problems = append(t.problems, source.Problem{Path: t.path, Line: line, Column: column, Rule: t.rule, Message: fmt.Sprintf(format, args...)})
}

// place returns line and column of a byte, counted from 1; a column is a character.
func (t *Text) place(at int) (line, column int) {
	before := t.data[:min(at, len(t.data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[start:])
}

// syntax reports text that is not JSON.
func (t *Text) syntax(err error) {
	var broken *json.SyntaxError
	if !errors.As(err, &broken) {
		t.fail(0, "not JSON: %v", err)
		return
	}
	at := int(broken.Offset) - 1 // of the byte that does not fit
	switch message := broken.Error(); {
	case strings.HasSuffix(message, "after top-level value"):
		t.fail(at, "more text after the JSON value; expected the end of the file")
	case strings.HasPrefix(message, "unexpected end"):
		t.fail(len(bytes.TrimRight(t.data, " \t\r\n")), "the JSON text ends too early; expected the brackets and quotation marks that are open to be closed")
	default:
		hint := ""
		if strings.Contains(message, "looking for") {
			hint = "; JSON has no comments, no comma after the last value, and names and texts in double quotation marks"
		}
		t.fail(at, "not JSON: %s%s", message, hint)
	}
}
