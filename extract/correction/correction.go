// Package correction reads and applies declared corrections: changes to a source's wording that are data,
// with a reason, a line and the old text, while the source itself is kept as published.
//
// A correction works on a copy of the text before it is parsed. It fails once its line no longer holds
// the old text, so that a mended source is noticed.
package correction

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A Correction replaces Old, which must stand exactly once in the line, by New.
type Correction struct {
	Source string `json:"source"` // the source's id
	Line   int    `json:"line"`
	Old    string `json:"old"`
	New    string `json:"new"`
	Reason string `json:"reason"`
}

// Parse reads a list of corrections. Unknown members, missing members and texts with line ends are
// problems of the line at which the correction begins.
func Parse(file string, data []byte) ([]Correction, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var problems source.Problems
	fail := func(offset int, format string, args ...any) {
		line := 1 + bytes.Count(data[:min(offset, len(data))], []byte("\n"))
		problems = append(problems, source.Problem{Path: file, Line: line, Rule: "corrections-json", Message: fmt.Sprintf(format, args...)})
	}
	if open, err := decoder.Token(); err != nil || open != json.Delim('[') {
		fail(0, "not a list of corrections; expected [ and corrections")
		return nil, problems
	}
	var list []Correction
	for decoder.More() {
		at := int(decoder.InputOffset()) // behind the correction before, or the bracket
		at += len(data[at:]) - len(bytes.TrimLeft(data[at:], " \t\r\n,"))
		var c Correction
		if err := decoder.Decode(&c); err != nil {
			fail(at, "not a correction: %v", err)
			return nil, problems
		}
		if c.Source == "" || c.Line < 1 || c.Old == "" || c.Reason == "" || c.Old == c.New || strings.ContainsAny(c.Old+c.New, "\r\n") {
			fail(at, "correction %d: expected source, line (from 1), old, new and reason, without line ends, old and new not equal", len(list)+1)
		}
		list = append(list, c)
	}
	if _, err := decoder.Token(); err != nil {
		fail(len(data), "the list of corrections does not end; expected ]")
	} else if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		fail(int(decoder.InputOffset()), "more text behind the list; expected one list")
	}
	return list, problems.Err()
}

// Apply returns the text of a source with its corrections made. A correction whose line does not hold the
// old text exactly once is a problem of that line.
func Apply(path, id string, data []byte, corrections []Correction) ([]byte, error) {
	if !slices.ContainsFunc(corrections, func(c Correction) bool { return c.Source == id }) {
		return data, nil
	}
	var problems source.Problems
	lines := bytes.Split(data, []byte("\n"))
	for _, c := range corrections {
		if c.Source != id {
			continue
		}
		fail := func(format string, args ...any) {
			problems = append(problems, source.Problem{Path: path, Line: c.Line, Rule: "correction", Message: fmt.Sprintf(format, args...)})
		}
		if c.Line > len(lines) {
			fail("a correction names line %d; the source has %d lines", c.Line, len(lines))
			continue
		}
		if n := bytes.Count(lines[c.Line-1], []byte(c.Old)); n != 1 {
			fail("the line holds the old text %s of a declared correction %d times; expected once: review or remove the correction", source.Quote(c.Old), n)
			continue
		}
		lines[c.Line-1] = bytes.Replace(lines[c.Line-1], []byte(c.Old), []byte(c.New), 1)
	}
	return bytes.Join(lines, []byte("\n")), problems.Err()
}
