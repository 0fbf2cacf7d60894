package change

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/schemas"
)

// The limits of a release that is compared, far above any that is published (60,000 cells, 2 MB), and low
// enough that no folder and no archive can fill a machine's memory.
const (
	MaxFileBytes = 64 << 20  // of a table, of the manifest and of the JSON of a comparison
	MaxCells     = 2_000_000 // of all tables
	MaxColumns   = 200       // of a table
)

// relation is a table of a release as text.
type relation struct {
	columns []string
	at      map[string]int // position of each column
	rows    [][]string
	key     []string // the columns that make the key
	keys    []string // of each row
}

// newRelation returns a table without rows; a column that stands twice, and too many of them, are errors.
func newRelation(columns []string) (*relation, error) {
	if len(columns) > MaxColumns {
		return nil, fmt.Errorf("%d columns; at most %d are read", len(columns), MaxColumns)
	}
	r := &relation{columns: columns, at: map[string]int{}}
	for i, name := range columns {
		if _, twice := r.at[name]; twice {
			return nil, fmt.Errorf("the column %q stands twice in the header row", name)
		}
		r.at[name] = i
	}
	return r, nil
}

// cell returns a value; a column that the table does not have is empty.
func (r *relation) cell(row int, column string) string {
	if at, ok := r.at[column]; ok {
		return r.rows[row][at]
	}
	return ""
}

// content is what a comparison reads of a release.
type content struct {
	version string
	tables  map[string]*relation
}

// read reads the manifest and the CSV files of a release.
func read(files fs.FS) (*content, error) {
	data, err := readFile(files, manifest.File)
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
	left := MaxCells
	for _, name := range names {
		data, err := readFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the release: %w", err)
		}
		table := strings.TrimSuffix(path.Base(name), ".csv")
		t, err := parse(table, data, &left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.tables[table] = t
	}
	return c, nil
}

// readFile reads a plain file within the limits.
func readFile(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > MaxFileBytes:
		return nil, fmt.Errorf("%s: expected a plain file of at most %d bytes", name, MaxFileBytes)
	}
	return fs.ReadFile(files, name)
}

// parse reads a table. left is how many cells may still be read.
func parse(table string, data []byte, left *int) (*relation, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("not UTF-8")
	}
	reader := csv.NewReader(bytes.NewReader(data))
	var r *relation
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("not CSV: %w", err)
		}
		if *left -= len(cells); *left < 0 {
			return nil, fmt.Errorf("the tables have more than %d cells", MaxCells)
		}
		if r != nil {
			r.rows = append(r.rows, cells)
		} else if r, err = newRelation(cells); err != nil {
			return nil, err
		}
	}
	if r == nil {
		return nil, errors.New("empty; expected CSV with a header row")
	}
	r.rekey(keyColumns(table, r.columns))
	return r, r.checkKeys()
}

// checkKeys refuses two records with one key; a table that is keyed by whole rows may have equal ones.
func (r *relation) checkKeys() error {
	if len(r.key) == len(r.columns) {
		return nil
	}
	seen := make(map[string]bool, len(r.keys))
	for i, key := range r.keys {
		if seen[key] {
			return fmt.Errorf("two records have the key %q, the second as record %d", key, i+1)
		}
		seen[key] = true
	}
	return nil
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
	r.key, r.keys = columns, make([]string, len(r.rows))
	parts := make([]string, len(columns))
	for i := range r.rows {
		for n, c := range columns {
			parts[n] = r.cell(i, c)
		}
		r.keys[i] = strings.Join(parts, "|")
	}
}

// byKey finds rows by key.
func (r *relation) byKey() map[string]int {
	found := make(map[string]int, len(r.rows))
	for i, key := range r.keys {
		found[key] = i
	}
	return found
}
