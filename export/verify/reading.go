package verify

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"

	csvformat "github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/excel"
	jsonformat "github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/export/sqlite"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A reading is the rows of a table as one file has them. A cell is as dataset.Table.Values gives it; in CSV
// it is the text itself, so that 014 is not 14.
type reading struct {
	path string
	rows [][]any
	text bool
	err  error
}

// contents says what a file that holds tables must begin with, by format.
var contents = map[string]string{
	csvformat.Format: "a heading row", jsonformat.Format: "a list of records", parquet.Format: "a Parquet file", excel.Format: "a workbook", sqlite.Format: "an SQLite database",
}

// table returns the content of a file of a format that holds tables; an empty one is an error.
func (r *release) table(path, format string) ([]byte, error) {
	if d, known := r.digests[path]; known && d.bytes == 0 {
		return nil, fmt.Errorf("empty; expected %s", contents[format])
	}
	return r.read(path)
}

// reading reads a table from a CSV or Parquet file of the release.
func (r *release) reading(s schemas.Table, path string) reading {
	found := reading{path: path, text: path == csvformat.Path(s.Name)}
	format := parquet.Format
	if found.text {
		format = csvformat.Format
	}
	data, err := r.table(path, format)
	switch {
	case err != nil:
		found.err = fmt.Errorf("the table cannot be read: %w", err)
	case found.text:
		found.rows, found.err = readText(s, data)
	default:
		found.rows, found.err = readParquet(s, data)
	}
	return found
}

// readText returns the rows of a CSV file as texts.
func readText(s schemas.Table, data []byte) ([][]any, error) {
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("not CSV: %w", err)
	}
	if len(lines) == 0 {
		return nil, errors.New("empty; expected a heading row")
	}
	if !slices.EqualFunc(lines[0], s.Columns, func(name string, c schemas.Column) bool { return name == c.Name }) {
		return nil, fmt.Errorf("the header is %q; expected the columns of %s", lines[0], s.Name)
	}
	rows := make([][]any, len(lines)-1)
	for i, line := range lines[1:] {
		rows[i] = make([]any, len(line))
		for c, text := range line {
			rows[i][c] = text
		}
	}
	return rows, nil
}

// compareFiles compares a table with its other files, one after the other, and keeps none of them in memory. Where
// JSON differs from two that agree, the table is taken from one of these, so that the file that is
// wrong is the one that is named.
func (r *release) compareFiles(s schemas.Table) {
	home := r.home(s.Name)
	var others []reading
	for _, path := range r.others(s) {
		others = append(others, r.reading(s, path))
	}
	t, _ := r.set.Table(s.Name)
	mine := reading{path: home, rows: values(t)}
	if home == jsonformat.Path(s.Name) && len(others) == 2 && !mine.agrees(others[0]) && others[0].agrees(others[1]) && r.retake(s, others[0].path) {
		others[0] = mine
	}
	for _, found := range others {
		d := differences{release: r, path: found.path}
		d.table(s, found, true)
		d.done()
	}
}

func values(t dataset.Table) [][]any {
	rows := make([][]any, t.Len())
	for i := range rows {
		rows[i] = t.Values(i)
	}
	return rows
}

// agrees reports whether two files have the same rows.
func (f reading) agrees(other reading) bool {
	if f.err != nil || other.err != nil || len(f.rows) != len(other.rows) {
		return false
	}
	for i, row := range f.rows {
		for c, value := range row {
			a, b := value, other.rows[i][c]
			if f.text || other.text {
				a, b = dataset.Text(a), dataset.Text(b)
			}
			if !equalCell(a, b) {
				return false
			}
		}
	}
	return true
}

// equalCell compares two cells with their types: 1 is not "1", and null is not the empty text.
func equalCell(a, b any) bool {
	first, ok := a.(dataset.List)
	if second, both := b.(dataset.List); ok && both {
		return slices.Equal(first, second)
	}
	return !ok && a == b
}
