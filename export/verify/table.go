package verify

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	csvformat "github.com/fwci-open-data/fwci/export/csv"
	jsonformat "github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/validation"
)

// has reports whether the release holds a format.
func (r *release) has(format string) bool {
	return slices.ContainsFunc(r.result.Manifest.Files, func(f manifest.Entry) bool { return f.Format == format })
}

// A tableSource is a format that the tables are read from.
type tableSource struct {
	format string
	path   func(table string) string
	read   func(schemas.Table, []byte) ([][]any, error)
}

// sources are these formats, the richest in types first.
var sources = []tableSource{
	{jsonformat.Format, jsonformat.Path, nil}, // its records are validated as they are
	{parquet.Format, parquet.Path, readParquet},
	{csvformat.Format, csvformat.Path, csvformat.Read},
}

// isTable reports whether a file is of one of the formats that the tables are read from.
func isTable(f manifest.Entry) bool {
	return slices.ContainsFunc(sources, func(s tableSource) bool { return s.format == f.Format })
}

// home is the file that a table is read from, "" where the release holds no format with tables.
func (r *release) home(table string) string {
	if path := r.homes[table]; path != "" {
		return path
	}
	for _, s := range sources {
		if r.has(s.format) {
			return s.path(table)
		}
	}
	return ""
}

// tables reads every table and reports whether there was something to read and all of it was read. A table
// that cannot be read from the first format is named, and taken from another.
func (r *release) tables() bool {
	if r.home("") == "" {
		return false
	}
	r.homes = map[string]string{}
	sound := true
	for _, s := range schemas.Present(r.holds) {
		path := r.home(s.Name)
		if err := r.take(s, path); err != nil {
			r.fail(path, "table", "the table cannot be read: %v", err)
			if !slices.ContainsFunc(r.others(s), func(other string) bool { return r.retake(s, other) }) {
				sound = false
				continue
			}
		}
		r.result.Tables++
		r.compareFiles(s)
	}
	return sound
}

// holds reports whether the manifest lists a table.
func (r *release) holds(table string) bool {
	return slices.ContainsFunc(r.result.Manifest.Tables, func(t manifest.Table) bool { return t.Name == table })
}

// others are the files of a table other than the one that it is taken from, except JSON, which comes first.
func (r *release) others(s schemas.Table) []string {
	var paths []string
	for _, source := range sources {
		if path := source.path(s.Name); source.read != nil && r.has(source.format) && path != r.home(s.Name) {
			paths = append(paths, path)
		}
	}
	return paths
}

// retake takes a table from another file, and reports whether that could be read; why not is reported when the
// file is compared.
func (r *release) retake(s schemas.Table, path string) bool {
	before := len(r.result.Problems)
	if r.take(s, path) != nil {
		r.result.Problems = r.result.Problems[:before]
		return false
	}
	r.homes[s.Name] = path
	return true
}

// take fills a table from a file, by the kind of the file. It checks the raw records against their schema,
// which also sees members that a Go record would drop.
func (r *release) take(s schemas.Table, path string) error {
	format := jsonformat.Format
	for _, source := range sources {
		if source.path(s.Name) == path {
			format = source.format
		}
	}
	data, err := r.table(path, format)
	if err != nil {
		return err
	}
	for _, source := range sources {
		if source.read != nil && source.format == format {
			if data, err = records(s, data, source.read); err != nil {
				return err
			}
		}
	}
	if !r.validate(s.Name, path, data) {
		return errors.New("it breaks its schema; its keys were not checked")
	}
	var read dataset.Dataset
	records, _ := read.Records(s.Name)
	if err := json.Unmarshal(data, records); err != nil {
		return fmt.Errorf("not the records of %s: %w", s.Name, err)
	}
	target, _ := r.set.Records(s.Name)
	reflect.ValueOf(target).Elem().Set(reflect.ValueOf(records).Elem())
	return nil
}

// someRecords are validated at a time, so that a table of broken records is not held with all that breaks it.
const someRecords = 1000

// validate checks a JSON array of records against the schema of their table. It reports the first that break
// it, and whether none does.
func (r *release) validate(table, path string, data []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(data))
	first, err := decoder.Token()
	if err != nil || first != json.Delim('[') {
		if first == nil {
			first = "null"
		}
		r.fail(path, "schema", "%s: not an array of records: %v", table, cmp.Or(err, fmt.Errorf("it begins with %v", first)))
		return false
	}
	for start := 0; decoder.More(); start += someRecords {
		batch := []byte("[")
		for n := 0; n < someRecords && decoder.More(); n++ {
			var record json.RawMessage
			if err := decoder.Decode(&record); err != nil {
				r.fail(path, "schema", "%s: not an array of records: %v", table, err)
				return false
			}
			batch = append(append(batch, record...), ',')
		}
		batch[len(batch)-1] = ']'
		violations := validation.Records(table, batch, func(i int) string { return fmt.Sprintf("record %d", start+i+1) })
		if r.violations(path, violations); len(violations) > 0 {
			return false
		}
	}
	return true
}

// quickTables reads every table from the first format, and reports whether all could be read.
func (r *release) quickTables() bool {
	for _, s := range schemas.Present(r.holds) {
		data, err := r.read(r.home(s.Name))
		if err != nil {
			return false
		}
		for _, source := range sources {
			if source.read != nil && source.path(s.Name) == r.home(s.Name) {
				data, err = records(s, data, source.read)
			}
		}
		target, known := r.set.Records(s.Name)
		if err != nil || !known || json.Unmarshal(data, target) != nil {
			return false
		}
	}
	return true
}

// violations reports the first violations of a file, and how many more there are.
func (r *release) violations(path string, violations []validation.Violation) {
	for _, v := range violations[:min(len(violations), maxDifferences)] {
		r.fail(path, v.Rule, "%s", v.String())
	}
	if more := len(violations) - maxDifferences; more > 0 {
		r.fail(path, violations[0].Rule, "%d more at least", more)
	}
}

// records returns the rows of a file as a JSON array of records.
func records(s schemas.Table, data []byte, read func(schemas.Table, []byte) ([][]any, error)) ([]byte, error) {
	rows, err := read(s, data)
	if err != nil {
		return nil, err
	}
	list := make([]map[string]any, len(rows))
	for i, row := range rows {
		list[i] = map[string]any{}
		for c, value := range row {
			list[i][s.Columns[c].Name] = value
		}
	}
	return json.Marshal(list)
}

// readParquet returns the rows of a Parquet file that has the columns of the table.
func readParquet(s schemas.Table, data []byte) ([][]any, error) {
	columns, rows, err := parquet.Read(data)
	if err != nil {
		return nil, err
	}
	var expected []parquet.Column
	for _, c := range s.Columns {
		expected = append(expected, parquet.Column{Name: c.Name, Type: c.Type, Nullable: c.Nullable})
	}
	if !slices.Equal(columns, expected) {
		return nil, fmt.Errorf("the columns (name, type, nullable) are %v; expected %v", columns, expected)
	}
	return rows, nil
}

// rows compares the numbers of records with the manifest.
func (r *release) rows() {
	count := map[string]int{}
	for _, t := range r.set.Tables() {
		r.result.Rows += t.Len()
		count[t.Name] = t.Len()
	}
	listed := map[string]bool{}
	for _, m := range r.result.Manifest.Tables {
		n, known := count[m.Name]
		listed[m.Name] = true
		switch {
		case !known:
			r.fail(manifest.File, "rows", "no table is named %q", m.Name)
		case n != m.Rows:
			r.fail(r.home(m.Name), "rows", "%d records; %s says %d", n, manifest.File, m.Rows)
		}
	}
	for _, t := range r.set.Tables() {
		if !listed[t.Name] {
			r.fail(manifest.File, "rows", "the table %s is not listed", t.Name)
		}
	}
	for _, f := range r.result.Manifest.Files {
		for table, n := range count {
			for _, s := range sources {
				if f.Path == s.path(table) && f.Rows != n {
					r.fail(f.Path, "rows", "%d records; %s says %d of the file", n, manifest.File, f.Rows)
				}
			}
		}
	}
}
