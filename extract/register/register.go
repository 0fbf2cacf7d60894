// Package register reads raw/withdrawn.csv: the identifiers that a release published and a later one no
// longer holds.
package register

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
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

var (
	header  = []string{"table_name", "record_key", "replaced_by", "version", "reason"}
	version = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
)

// Parse reads the register. Problems name the line: another header, a ragged row, an empty cell where one
// must not be, a version that is none, an identifier declared twice.
func Parse(file string, data []byte) ([]Entry, error) {
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	reader.FieldsPerRecord = len(header)
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, source.Problems{{Path: file, Rule: "withdrawn", Message: "not CSV with five columns: " + err.Error()}}
	}
	if len(rows) == 0 || !slices.Equal(rows[0], header) {
		return nil, source.Problems{{Path: file, Line: 1, Rule: "withdrawn", Message: "expected the header " + strings.Join(header, ",")}}
	}
	var problems source.Problems
	var entries []Entry
	seen := map[string]bool{}
	for i, row := range rows[1:] {
		e := Entry{Table: row[0], Key: row[1], ReplacedBy: row[2], Version: row[3], Reason: row[4], Line: i + 2}
		fail := func(format string, args ...any) {
			problems = append(problems, source.Problem{Path: file, Line: e.Line, Rule: "withdrawn", Message: fmt.Sprintf(format, args...)})
		}
		switch at := e.Table + "|" + e.Key; {
		case e.Table == "" || e.Key == "" || e.Reason == "":
			fail("expected a table, a key and a reason")
		case !version.MatchString(e.Version):
			fail("the version %q; expected major.minor.patch", e.Version)
		case seen[at]:
			fail("%s of %s is declared twice", e.Key, e.Table)
		default:
			seen[at] = true
			entries = append(entries, e)
		}
	}
	return entries, problems.Err()
}
