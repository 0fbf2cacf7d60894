package report

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A Reader is a program that reads CSV files and guesses the types of their columns.
type Reader string

// The readers that the data dictionary speaks of, each as it reads a file without being given its types.
const (
	Pandas      Reader = "pandas"
	Readr       Reader = "readr"
	BaseR       Reader = "base R"
	DataTable   Reader = "data.table"
	DuckDB      Reader = "DuckDB"
	Polars      Reader = "polars"
	Miller      Reader = "Miller"
	Csvkit      Reader = "csvkit"
	SQLite      Reader = "SQLite import"
	LibreOffice Reader = "LibreOffice"
)

var readers = []Reader{Pandas, Readr, BaseR, DataTable, DuckDB, Polars, Miller, Csvkit, SQLite, LibreOffice}

// AllText reports whether a reader takes every column as text.
func AllText(r Reader) bool { return r == SQLite }

// OneNumber reports whether a reader has one kind of number, whole or not.
func OneNumber(r Reader) bool { return r == Readr || r == Csvkit || r == LibreOffice }

// KeepsEmptyText reports whether a reader takes the empty field of a text column as an empty string, not as missing.
func KeepsEmptyText(r Reader) bool { return r == BaseR || r == DataTable || r == SQLite }

// mistyped holds a line for each column and kind: table, column, kind, the readers that take it so.
//
//go:embed mistyped.tsv
var mistyped string

// Mistyped returns, by "table.column" and reader, as what a reader takes a column that it mistypes. It was
// recorded from the readers themselves (package readertest), on the release of this repository's sources.
var Mistyped = sync.OnceValue(func() map[string]map[Reader]string {
	found := map[string]map[Reader]string{}
	for line := range strings.Lines(mistyped) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		place := cells[0] + "." + cells[1]
		if found[place] == nil {
			found[place] = map[Reader]string{}
		}
		for name := range strings.SplitSeq(cells[3], ", ") {
			found[place][Reader(name)] = cells[2]
		}
	}
	return found
})

// reading writes what readers make of the CSV files.
func reading(p *page, d *dataset.Dataset) {
	p.line("\n## What readers make of the CSV files\n")
	p.line("A CSV file says nothing about types, so a reader guesses them. `load/fwci.py`, `load/fwci.R`, the Parquet files with `load/fwci.sql` and the SQLite database need no guess. Without further settings, these readers read these columns as something else; name the types when you read them:\n")
	p.header("Column", "Is", "Is read as")
	for _, s := range schemas.Present(d.Has) {
		for _, c := range s.Columns {
			byKind, kinds := map[string][]string{}, []string{}
			for _, r := range readers {
				if kind := Mistyped()[s.Name+"."+c.Name][r]; kind != "" {
					byKind[kind] = append(byKind[kind], string(r))
					if !slices.Contains(kinds, kind) {
						kinds = append(kinds, kind)
					}
				}
			}
			var parts []string
			for _, kind := range kinds {
				parts = append(parts, kind+": "+strings.Join(byKind[kind], ", "))
			}
			if len(parts) > 0 {
				p.line("| `%s.%s` | %s | %s |", s.Name, c.Name, c.Type, Escape(strings.Join(parts, "; ")))
			}
		}
	}
	p.line("\nFor every file: %s reads each column as text. %s read the empty field of a text column as an empty string, not as missing. %s have one kind of number, whole or not. Mixed is a number where a value looks like one, and text elsewhere. Apart from the columns above, all of them read lists as text. None can infer a type for an empty column.",
		named(AllText), named(KeepsEmptyText), named(OneNumber))
}

// named joins the names of the readers of which something is true.
func named(is func(Reader) bool) string {
	var names []string
	for _, r := range readers {
		if is(r) {
			names = append(names, string(r))
		}
	}
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return fmt.Sprintf("%s and %s", strings.Join(names[:last], ", "), names[last])
}
