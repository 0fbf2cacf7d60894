// Package correction reads and applies declared corrections: changes to a source's wording that are data,
// with a reason, a line and the old text, while the source itself is kept as published.
//
// A correction works on a copy of the text before it is parsed. It fails once its line no longer holds
// the old text, so that a fixed source is noticed.
package correction

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/json"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Correction replaces Old, which must appear exactly once in the line, by New.
type Correction struct {
	Source string `json:"source"` // the source's id
	Line   int    `json:"line"`
	Old    string `json:"old"`
	New    string `json:"new"`
	Reason string `json:"reason"`
}

// Parse reads a list of corrections. Text that is not strict JSON (see package json), missing members, a line
// before the first, texts with line ends, a correction given twice and one of a source that is not known are
// problems with line and column. With known nil every source counts as known.
func Parse(file string, data []byte, known func(source string) bool) ([]Correction, error) {
	var list []Correction
	text := json.Read(file, "corrections-json", data, &list)
	if err := text.Err(); err != nil {
		return nil, err
	}
	first := map[Correction]int{}
	for i, c := range list {
		at := "/" + strconv.Itoa(i)
		if c.Line < 1 {
			text.Fail(at+"/line", "correction %d is of line %d; expected a line of the source, counted from 1", i+1, c.Line)
		}
		if c.Source == "" || c.Old == "" || c.Reason == "" || c.Old == c.New || strings.ContainsAny(c.Old+c.New, "\r\n") {
			text.Fail(at, "correction %d: expected source, line (from 1), old, new and reason, without line ends, old and new not equal", i+1)
		}
		if known != nil && c.Source != "" && !known(c.Source) {
			text.Fail(at+"/source", "correction %d is of the source %q, which sources.json does not list; expected the id of a source", i+1, c.Source)
		}
		c.Reason = ""
		if n, twice := first[c]; twice {
			text.Fail(at, "correction %d is the same as correction %d; expected each once", i+1, n)
		} else {
			first[c] = i + 1
		}
	}
	if err := text.Err(); err != nil {
		return nil, err
	}
	return list, nil
}

// Apply returns the text of a source with its corrections made. A correction whose line does not hold the
// old text exactly once is a problem of that line.
func Apply(path, id string, data []byte, corrections []Correction) ([]byte, error) {
	if !slices.ContainsFunc(corrections, func(c Correction) bool { return c.Source == id }) {
		return data, nil
	}
	var problems source.Problems
	lines := bytes.Split(data, []byte("\n"))
	count := len(lines)
	if bytes.HasSuffix(data, []byte("\n")) {
		count-- // nothing follows the last line end
	}
	for _, c := range corrections {
		if c.Source != id {
			continue
		}
		fail := func(format string, args ...any) {
			problems = append(problems, source.Problem{Path: path, Line: c.Line, Rule: "correction", Message: fmt.Sprintf(format, args...)})
		}
		if c.Line < 1 || c.Line > count {
			fail("a correction names line %d; the source has %d lines", c.Line, count)
			continue
		}
		if n := bytes.Count(lines[c.Line-1], []byte(c.Old)); n != 1 {
			fail("the line has the old text %s of a declared correction %d times; expected once: review or remove the correction", source.Quote(c.Old), n)
			continue
		}
		lines[c.Line-1] = bytes.Replace(lines[c.Line-1], []byte(c.Old), []byte(c.New), 1)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return bytes.Join(lines, []byte("\n")), nil
}
