// Package register reads raw/withdrawn.csv: the identifiers that a release published and a later one no
// longer holds.
package register

import (
	"github.com/fwci-open-data/fwci/extract/csv"
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

var form = csv.Form{Comma: ',', Rule: "withdrawn", Columns: []string{"table_name", "record_key", "replaced_by", "version", "reason"}}

// Parse reads the register. Problems name the line: another heading, a ragged row, an empty cell where one
// must not be, a version in another form, an identifier declared twice or replaced by itself.
func Parse(file string, data []byte) ([]Entry, error) {
	f := csv.Read(file, data, form)
	var entries []Entry
	seen := map[[2]string]int{}
	for _, row := range f.Rows {
		e := Entry{Table: row.Cell("table_name"), Key: row.Cell("record_key"), ReplacedBy: row.Cell("replaced_by"), Version: row.Cell("version"), Reason: row.Cell("reason"), Line: row.Line}
		at := [2]string{e.Table, e.Key}
		switch first := seen[at]; {
		case e.Table == "" || e.Key == "" || e.Reason == "":
			f.Fail(e.Line, "expected a table, a key and a reason")
		case !version.Valid(e.Version):
			f.Fail(e.Line, "the version %q; expected %s", e.Version, version.Form)
		case first > 0:
			f.Fail(e.Line, "%s of %s is declared twice; the first is on line %d", e.Key, e.Table, first)
		case e.ReplacedBy == e.Key:
			f.Fail(e.Line, "%s of %s is said to be replaced by itself; expected another identifier, or nothing", e.Key, e.Table)
		}
		if seen[at] == 0 {
			seen[at] = e.Line
		}
		entries = append(entries, e)
	}
	return entries, f.Err()
}
