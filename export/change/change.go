// Package change compares two releases: records added, removed, changed, renamed and moved, changes of the
// schema, and the version step that these ask for.
//
// In go two releases as file systems, of which it reads the manifest and the CSV files; out comes a
// Report, as data, as Markdown and as JSON. Nothing is written.
package change

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/json"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/version"
)

// A Step is how much of a version number a change moves.
type Step int

// The steps, by the patterns of Data Package v2: a field renamed, added, removed or moved is a major
// change, new tables and rows are minor, corrections are patches.
const (
	None Step = iota
	Patch
	Minor
	Major
)

// String names the step.
func (s Step) String() string { return [...]string{"none", "patch", "minor", "major"}[s] }

// MarshalText prints the step for JSON.
func (s Step) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a step; another word is an error.
func (s *Step) UnmarshalText(text []byte) error {
	for step := None; step <= Major; step++ {
		if step.String() == string(text) {
			*s = step
			return nil
		}
	}
	return fmt.Errorf("no version step %q", text)
}

// A Report is what lies between two releases.
type Report struct {
	Old     string   `json:"old_version"`
	New     string   `json:"new_version"`
	Step    Step     `json:"step"`
	Reasons []string `json:"reasons,omitempty"` // why the step is what it is
	Schema  []Schema `json:"schema,omitempty"`
	Tables  []Table  `json:"tables,omitempty"` // those with changes, in release order
}

// A Schema change is a table or column that came, went or moved.
type Schema struct {
	Table  string `json:"table"`
	Column string `json:"column,omitempty"` // empty when the table is meant
	What   string `json:"what"`             // added, removed or moved
}

// A Table holds the changes of one table.
type Table struct {
	Name      string   `json:"table"`
	Derived   bool     `json:"derived,omitempty"` // follows from other tables: counted, not listed
	Added     int      `json:"added"`
	Removed   int      `json:"removed"`
	Changed   int      `json:"changed"` // records
	Renamed   int      `json:"renamed"`
	Moved     int      `json:"moved,omitempty"` // records that are elsewhere in their source and are the same
	NewKeys   []string `json:"new_keys,omitempty"`
	GoneKeys  []string `json:"gone_keys,omitempty"`
	Cells     []Cell   `json:"cells,omitempty"`
	Renamings []Rename `json:"renamings,omitempty"`
	Vanished  []string `json:"vanished,omitempty"` // identifiers gone without being declared withdrawn

	// Uncompared is how many pairs of a record removed and one added were too many to look for renames.
	Uncompared int `json:"uncompared,omitempty"`
}

// A Cell is a value that changed.
type Cell struct {
	Key    string `json:"key"`
	Column string `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// A Rename is one record under a new identifier, found by the likeness of its wording.
type Rename struct {
	OldKey   string  `json:"old_key"`
	NewKey   string  `json:"new_key"`
	Old      string  `json:"old"`
	New      string  `json:"new"`
	Likeness float64 `json:"likeness"` // 0 to 1
}

// Previous returns the version of the release before one, as the recorded differences have it: the old version of
// the record that leads to it or, where the version was raised without one, the highest recorded version below it.
// It is empty where nothing is recorded. A record that is no JSON is an error; Parse checks the rest of it.
func Previous(records []extract.Input, current string) (string, error) {
	previous := ""
	for _, record := range records {
		var r struct {
			Old string `json:"old_version"`
			New string `json:"new_version"`
		}
		if err := stdjson.Unmarshal(record.Data, &r); err != nil {
			return "", fmt.Errorf("reading a recorded change: %s: %w", record.Path, err)
		}
		if r.New == current {
			return r.Old, nil
		}
		if version.Compare(r.New, current) < 0 && (previous == "" || version.Compare(r.New, previous) > 0) {
			previous = r.New
		}
	}
	return previous, nil
}

// Parse reads a report that was printed as JSON. file names it in problems. Text that is not strict JSON (see
// package extract/json) and versions in another form are source.Problems with line and column; more than
// MaxReportBytes is an error.
func Parse(file string, data []byte) (*Report, error) {
	if len(data) > MaxReportBytes {
		return nil, fmt.Errorf("%s: %d bytes; a comparison of at most %d is read", file, len(data), MaxReportBytes)
	}
	var r Report
	text := json.Read(file, "change-json", data, &r)
	if text.Err() == nil {
		for _, version := range []struct{ at, value string }{{"/old_version", r.Old}, {"/new_version", r.New}} {
			if err := checkVersion(version.value); err != nil {
				text.Fail(version.at, "not the JSON of a comparison: %v", err)
			}
		}
	}
	if err := text.Err(); err != nil {
		return nil, err
	}
	return &r, nil
}

// latest are the records that were read last: a build shows the same ones in the workbook, on the site and in the change
// log.
var latest struct {
	sync.Mutex
	records []extract.Input
	reports []*Report
}

// Records reads the recorded differences between releases and returns them with the newest first. The problems of all
// records are gathered. The reports are shared by all who ask for them and must not be changed.
func Records(records []extract.Input) ([]*Report, error) {
	latest.Lock()
	defer latest.Unlock()
	same := func(a, b extract.Input) bool { return a.Path == b.Path && bytes.Equal(a.Data, b.Data) }
	if len(records) > 0 && slices.EqualFunc(records, latest.records, same) {
		return slices.Clone(latest.reports), nil
	}
	reports, err := read(records)
	if err != nil {
		return nil, err
	}
	latest.records, latest.reports = slices.Clone(records), reports
	return slices.Clone(reports), nil
}

// read reads the records that Records returns.
func read(records []extract.Input) ([]*Report, error) {
	var reports []*Report
	var problems source.Problems
	for _, record := range records {
		r, err := Parse(record.Path, record.Data)
		var found source.Problems
		switch {
		case errors.As(err, &found):
			problems = append(problems, found...)
		case err != nil:
			return nil, fmt.Errorf("reading a recorded change: %w", err)
		}
		reports = append(reports, r)
	}
	if err := problems.Err(); err != nil {
		return nil, fmt.Errorf("reading a recorded change: %w", err)
	}
	slices.SortStableFunc(reports, func(a, b *Report) int { return version.Compare(b.New, a.New) })
	return reports, nil
}

// Empty reports whether nothing changed.
func (r *Report) Empty() bool { return len(r.Schema) == 0 && len(r.Tables) == 0 }
