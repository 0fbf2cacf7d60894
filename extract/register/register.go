// Package register reads raw/withdrawn.csv: the identifiers that a release published and a later one no
// longer holds.
package register

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/version"
)

// An Entry declares one identifier withdrawn.
type Entry struct {
	Table      string
	Key        string
	ReplacedBy string // empty when nothing takes its place
	Version    string // the first version without it
	Reason     string
	Line       int
}

var header = []string{"table_name", "record_key", "replaced_by", "version", "reason"}

// Parse reads the register. Problems name the line: another header, a ragged row, an empty cell where one
// must not be, a version that is none, an identifier declared twice.
func Parse(file string, data []byte) ([]Entry, error) {
	var problems source.Problems
	fail := func(line int, format string, args ...any) {
		problems = append(problems, source.Problem{Path: file, Line: line, Rule: "withdrawn", Message: fmt.Sprintf(format, args...)})
	}
	if _, err := source.Split(file, data); err != nil {
		return nil, err // empty, too large, binary or not UTF-8
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	reader.FieldsPerRecord = -1
	var entries []Entry
	seen := map[string]bool{}
	for first := true; ; first = false {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
			fail(broken.StartLine, "not CSV: %v", broken.Err)
			break
		}
		line, _ := reader.FieldPos(0)
		switch {
		case first && slices.Equal(row, header):
		case first:
			fail(line, "expected the header %s", strings.Join(header, ","))
			return nil, problems
		case len(row) != len(header):
			fail(line, "%d cells; expected %d", len(row), len(header))
		default:
			e := Entry{Table: strings.TrimSpace(row[0]), Key: strings.TrimSpace(row[1]), ReplacedBy: strings.TrimSpace(row[2]), Version: row[3], Reason: strings.TrimSpace(row[4]), Line: line}
			at := e.Table + "|" + e.Key
			switch {
			case e.Table == "" || e.Key == "" || e.Reason == "":
				fail(line, "expected a table, a key and a reason")
			case !version.Valid(e.Version):
				fail(line, "the version %q; expected %s", e.Version, version.Form)
			case seen[at]:
				fail(line, "%s of %s is declared twice", e.Key, e.Table)
			}
			seen[at] = true
			entries = append(entries, e)
		}
	}
	return entries, problems.Err()
}
