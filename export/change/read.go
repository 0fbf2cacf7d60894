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

// The limits of a release that is compared. One table of each release is in memory at a time; the largest of
// a thousand handbooks, which "make scale" builds, has nine million cells.
const (
	MaxFileBytes   = 1 << 30    // of a table and of the manifest
	MaxCells       = 20_000_000 // of a table
	MaxColumns     = 200        // of a table
	MaxReportBytes = 64 << 20   // of the JSON of a comparison
)

// relation is a table of a release as text.
type relation struct {
	columns []string
	at      map[string]int // position of each column
	rows    [][]string
	key     []string // the columns that make the key
	keys    []string // of each row
}

// newRelation returns a table without rows; a column that appears twice, and too many of them, are errors.
func newRelation(columns []string) (*relation, error) {
	if len(columns) > MaxColumns {
		return nil, fmt.Errorf("%d columns; at most %d are read", len(columns), MaxColumns)
	}
	r := &relation{columns: columns, at: map[string]int{}}
	for i, name := range columns {
		if _, twice := r.at[name]; twice {
			return nil, fmt.Errorf("the column %q appears twice in the header row", name)
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

// content is a release whose tables are read one by one, as a comparison comes to them.
type content struct {
	name      string // "old" or "new"
	version   string
	files     fs.FS
	paths     map[string]string // of the tables, by name
	renamings []renamed
}

// open reads the manifest of a release and lists its CSV files.
func open(name string, files fs.FS) (*content, error) {
	c := &content{name: name, files: files, paths: map[string]string{}}
	data, err := readFile(files, manifest.File)
	if err != nil {
		return nil, c.wrap(fmt.Errorf("this is not a release: %w", err))
	}
	m, err := manifest.Parse(data)
	if err != nil {
		return nil, c.wrap(err)
	}
	c.version = m.Dataset.Version
	paths, err := fs.Glob(files, "csv/*.csv")
	if err != nil {
		return nil, c.wrap(fmt.Errorf("listing the tables: %w", err))
	}
	if len(paths) == 0 {
		return nil, c.wrap(errors.New("the release has no CSV files, which a comparison reads"))
	}
	for _, file := range paths {
		if name := strings.TrimSuffix(path.Base(file), ".csv"); !strings.HasPrefix(name, "._") { // macOS leaves such files
			c.paths[name] = file
		}
	}
	return c, nil
}

func (c *content) wrap(err error) error { return fmt.Errorf("the %s release: %w", c.name, err) }

// table reads a table and gives its records the identifiers that renamings gave them; nil where the release
// has no such table.
func (c *content) table(name string) (*relation, error) {
	file, there := c.paths[name]
	if !there {
		return nil, nil
	}
	data, err := readFile(c.files, file)
	if err != nil {
		return nil, c.wrap(fmt.Errorf("reading the release: %w", err))
	}
	t, err := parse(name, data)
	if err != nil {
		return nil, c.wrap(fmt.Errorf("%s: %w", file, err))
	}
	for _, r := range c.renamings {
		t.rename(name, r)
	}
	return t, nil
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

// parse reads a table.
func parse(table string, data []byte) (*relation, error) {
	if len(data) == 0 {
		return nil, errors.New("empty; expected a heading row")
	}
	if !utf8.Valid(data) {
		return nil, errors.New("not UTF-8")
	}
	reader := csv.NewReader(bytes.NewReader(data))
	var r *relation
	read := 0
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("not CSV: %w", err)
		}
		if read += len(cells); read > MaxCells {
			return nil, fmt.Errorf("the table has more than %d cells", MaxCells)
		}
		if r != nil {
			r.rows = append(r.rows, cells)
		} else if r, err = newRelation(cells); err != nil {
			return nil, err
		}
	}
	if r == nil {
		return nil, errors.New("only empty lines; expected a heading row")
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
