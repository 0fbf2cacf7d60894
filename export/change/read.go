package change

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/schemas"
)

// relation is a table of a release as text.
type relation struct {
	columns []string
	rows    []map[string]string
	keys    []string // of each row
}

// content is what a comparison reads of a release.
type content struct {
	version string
	tables  map[string]*relation
}

// read reads the manifest and the CSV files of a release.
func read(files fs.FS) (*content, error) {
	data, err := fs.ReadFile(files, manifest.File)
	if err != nil {
		return nil, fmt.Errorf("this is no release: %w", err)
	}
	m, err := manifest.Parse(data)
	if err != nil {
		return nil, err
	}
	c := &content{version: m.Dataset.Version, tables: map[string]*relation{}}
	names, err := fs.Glob(files, "csv/*.csv")
	if err != nil {
		return nil, fmt.Errorf("listing the tables: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("the release holds no CSV files, which a comparison reads")
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the release: %w", err)
		}
		table := strings.TrimSuffix(path.Base(name), ".csv")
		if c.tables[table], err = parse(table, data); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c, nil
}

func parse(table string, data []byte) (*relation, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("not CSV: %w", err)
	}
	if len(rows) == 0 {
		return nil, errors.New("empty; expected CSV with a header row")
	}
	r := &relation{columns: rows[0]}
	for i, name := range r.columns {
		if slices.Contains(r.columns[:i], name) {
			return nil, fmt.Errorf("the column %q stands twice in the header row", name)
		}
	}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[r.columns[i]] = cell
		}
		r.rows = append(r.rows, row)
	}
	r.rekey(keyColumns(table, r.columns))
	return r, nil
}

// keyColumns returns the primary key of a table as the schemas have it; a table or key that they do not
// know is keyed by the whole row.
func keyColumns(table string, columns []string) []string {
	if s, ok := schemas.Lookup(table); ok {
		missing := slices.ContainsFunc(s.PrimaryKey, func(name string) bool { return !slices.Contains(columns, name) })
		if !missing {
			return s.PrimaryKey
		}
	}
	return columns
}

// rekey computes the key of each row.
func (r *relation) rekey(columns []string) {
	r.keys = make([]string, len(r.rows))
	for i, row := range r.rows {
		parts := make([]string, len(columns))
		for n, c := range columns {
			parts[n] = row[c]
		}
		r.keys[i] = strings.Join(parts, "|")
	}
}

// byKey finds rows by key.
func (r *relation) byKey() map[string]map[string]string {
	found := make(map[string]map[string]string, len(r.rows))
	for i, row := range r.rows {
		found[r.keys[i]] = row
	}
	return found
}
