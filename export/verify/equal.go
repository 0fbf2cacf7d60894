package verify

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	csvformat "github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// records returns the rows of a CSV or Parquet file as a JSON array of records.
func records(table, path string, data []byte) ([]byte, error) {
	s, _ := schemas.Lookup(table)
	var names []string
	var rows [][]any
	var err error
	if path == parquet.Path(table) {
		var columns []parquet.Column
		columns, rows, err = parquet.Read(data)
		for _, c := range columns {
			names = append(names, c.Name)
		}
	} else {
		rows, err = csvformat.Read(s, data)
		for _, c := range s.Columns {
			names = append(names, c.Name)
		}
	}
	if err != nil {
		return nil, err
	}
	list := make([]map[string]any, len(rows))
	for i, row := range rows {
		list[i] = map[string]any{}
		for c, value := range row {
			list[i][names[c]] = value
		}
	}
	return json.Marshal(list)
}

// maxDifferences is how many cells of one file are named before the rest is only counted.
const maxDifferences = 20

// differences names the first cells of a file that differ.
func (r *release) differences(path string, found []string) {
	for _, d := range found[:min(len(found), maxDifferences)] {
		r.fail(path, "equal", "%s", d)
	}
	if more := len(found) - maxDifferences; more > 0 {
		r.fail(path, "equal", "%d more cells differ", more)
	}
}

// equal compares the other formats with the tables that were read.
func (r *release) equal() {
	for _, s := range schemas.Tables() {
		t, _ := r.set.Table(s.Name)
		if r.has(csvformat.Format) {
			r.equalCSV(t)
		}
		if r.has(parquet.Format) {
			r.equalParquet(s, t)
		}
	}
}

func (r *release) equalCSV(t dataset.Table) {
	path := csvformat.Path(t.Name)
	data, err := fs.ReadFile(r.files, path)
	if err != nil {
		r.fail(path, "equal", "the table cannot be read: %v", err)
		return
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		r.fail(path, "equal", "not CSV with a header row: %v", err)
		return
	}
	if !slices.Equal(rows[0], t.Columns) {
		r.fail(path, "equal", "the header is %v; expected %v", rows[0], t.Columns)
		return
	}
	if len(rows)-1 != t.Len() {
		r.fail(path, "equal", "%d records; %s has %d", len(rows)-1, r.home(t.Name), t.Len())
		return
	}
	var found []string
	for i := range t.Len() {
		for c, value := range t.Values(i) {
			if text := dataset.Text(value); rows[i+1][c] != text {
				found = append(found, fmt.Sprintf("record %d, column %s is %q; %s has %q", i+1, t.Columns[c], rows[i+1][c], r.home(t.Name), text))
			}
		}
	}
	r.differences(path, found)
}

func (r *release) equalParquet(s schemas.Table, t dataset.Table) {
	path := parquet.Path(t.Name)
	data, err := fs.ReadFile(r.files, path)
	if err != nil {
		r.fail(path, "equal", "the table cannot be read: %v", err)
		return
	}
	columns, rows, err := parquet.Read(data)
	if err != nil {
		r.fail(path, "equal", "%v", err)
		return
	}
	var expected []parquet.Column
	for _, c := range s.Columns {
		expected = append(expected, parquet.Column{Name: c.Name, Type: c.Type, Nullable: c.Nullable})
	}
	if !slices.Equal(columns, expected) {
		r.fail(path, "equal", "the columns (name, type, nullable) are %v; expected %v", columns, expected)
		return
	}
	if len(rows) != t.Len() {
		r.fail(path, "equal", "%d records; %s has %d", len(rows), r.home(t.Name), t.Len())
		return
	}
	var found []string
	for i, row := range rows {
		for c, value := range t.Values(i) {
			if !equalCell(row[c], value) {
				found = append(found, fmt.Sprintf("record %d, column %s is %s; %s has %s", i+1, t.Columns[c], shown(row[c]), r.home(t.Name), shown(value)))
			}
		}
	}
	r.differences(path, found)
}

// equalCell compares two cells with their types: 1 is not "1", and null is not the empty text.
func equalCell(a, b any) bool {
	first, ok := a.(dataset.List)
	if second, both := b.(dataset.List); ok && both {
		return slices.Equal(first, second)
	}
	return !ok && a == b
}

// shown prints a cell so that null, text and number can be told apart.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%q", v)
	case dataset.List:
		return fmt.Sprintf("%q", []string(v))
	}
	return fmt.Sprint(value)
}
