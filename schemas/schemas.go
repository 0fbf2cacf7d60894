// Package schemas is the field dictionary of a release: what each table and each column is called,
// what it means, its type, its constraints, its keys and its RDF property.
//
// In go two embedded files for each table: tables/<table>.schema.json, the JSON Schema (draft 7) of one
// record, and tables/<table>.table.json, which holds what JSON Schema has no keyword for: order, group, needed
// input and keys of the table, unit and RDF property of each column. Out come Tables, in release order, columns in
// contract order. Every format writes its headers, types, notes and metadata from here, so that a column is
// described once. The package knows no records and validates none: Table.Schema is for a validator, also a
// strict one that refuses unknown keywords.
package schemas

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Version is the version of the schemas: major when a column is renamed, added, removed, moved or
// narrowed, minor when a table is added or a constraint is widened, patch when only wording changes.
const Version = "2.0.0"

// TextPattern is the pattern of every column that holds free text: at least one character, no control
// characters, no space but the single ASCII space between words, no invisible formatting characters
// (soft hyphen, zero-width characters, direction marks, byte-order mark), and none of = + - @ first,
// which a spreadsheet would take for a formula.
//
// The same string works in RE2, in ECMAScript (with and without the u flag) and in Python's re, which
// have no common escape for characters beyond U+00FF: those are in it as themselves. Python's $ also
// matches before a final line feed; use re.fullmatch there.
const TextPattern = "^[^" + notText + "=+@-][^" + notText + "]*( [^" + notText + "]+)*$"

const notText = `\x00-\x20\x7f-\xa0\xad` +
	"\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"

// Type is the type of a column's values.
type Type string

// The types of columns. A List holds strings; Pattern and Enum then speak of its items.
const (
	String  Type = "string"
	Integer Type = "integer"
	Boolean Type = "boolean"
	Number  Type = "number"
	List    Type = "list"
)

// A Column describes one column of a table.
type Column struct {
	Name        string // as in CSV headers and records
	Title       string // short heading for people, unique in its table
	Description string // exact meaning, how the value was obtained, when it is null
	Type        Type
	Nullable    bool
	Enum        []string // every allowed value except null; nil when the values are open
	Pattern     string   // regular expression that every value matches, or ""
	Format      string   // JSON Schema format, "uri" or ""
	Minimum     *float64 // nil when unbounded
	Maximum     *float64 // nil when unbounded
	Unit        string   // unit of measure, such as "GS grade", or ""
	Property    string   // full IRI of the RDF property
}

// A Reference says that the values of Columns, where none is null, are the primary key (References) of
// a row of Table.
type Reference struct {
	Columns    []string
	Table      string
	References []string
}

// A Table describes one table of a release.
type Table struct {
	Name        string
	Title       string // name for people
	Description string // what a row is and where it comes from
	Group       string // reference, handbook, series, esco, nice, dcwf, crosswalk or quality
	Needs       string // the input without which a release does not have the table, or ""
	Order       int    // place in the release, from 1
	Columns     []Column
	Class       string // full IRI of the RDF class of its records, "" where the linked data decides
	PrimaryKey  []string
	ForeignKeys []Reference
	Schema      []byte // the JSON Schema of one record, as embedded
}

//go:embed tables/*.schema.json tables/*.table.json
var files embed.FS

var load = sync.OnceValues(func() ([]Table, error) { return readTables(files) })

// Tables returns every table in release order. The tables are parsed once and shared: callers must not
// change them. It panics on a malformed embedded schema, which is a mistake in this package.
func Tables() []Table {
	tables, err := load()
	if err != nil {
		panic("schemas: malformed embedded schema: " + err.Error())
	}
	return tables
}

// Present returns, in release order, the tables that a release has: those that every release has and, of
// the others, those that has reports.
func Present(has func(table string) bool) []Table {
	return slices.DeleteFunc(slices.Clone(Tables()), func(t Table) bool { return t.Needs != "" && !has(t.Name) })
}

// Lookup returns the table of that name, and whether there is one.
func Lookup(name string) (Table, bool) {
	i, ok := places()[name]
	if !ok {
		return Table{}, false
	}
	return Tables()[i], true
}

// places finds a table among Tables by its name.
var places = sync.OnceValue(func() map[string]int {
	found := map[string]int{}
	for i, t := range Tables() {
		found[t.Name] = i
	}
	return found
})

// Column returns the column of that name, and whether the table has one.
func (t Table) Column(name string) (Column, bool) {
	for _, c := range t.Columns {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}

// KeyColumn reports whether the column of that name belongs to the table's primary key.
func (t Table) KeyColumn(name string) bool {
	return slices.Contains(t.PrimaryKey, name)
}

func readTables(files embed.FS) ([]Table, error) {
	entries, err := files.ReadDir("tables")
	if err != nil {
		return nil, fmt.Errorf("list the schemas: %w", err)
	}
	tables := make([]Table, 0, len(entries)/2)
	for _, file := range entries {
		name, ok := strings.CutSuffix(file.Name(), schemaSuffix)
		if !ok {
			continue // the entry of a table, or of none: then the numbers differ
		}
		schema, err := files.ReadFile(path.Join("tables", file.Name()))
		if err != nil {
			return nil, fmt.Errorf("read the schema: %w", err)
		}
		entry, err := files.ReadFile(path.Join("tables", name+entrySuffix))
		if err != nil {
			return nil, fmt.Errorf("read the entry of the table %s: %w", name, err)
		}
		table, err := parseTable(name, schema, entry)
		if err != nil {
			return nil, err
		}
		tables = append(tables, table)
	}
	if len(entries) != 2*len(tables) {
		return nil, fmt.Errorf("%d files for %d tables; expected a schema and an entry for each", len(entries), len(tables))
	}
	sort.SliceStable(tables, func(i, j int) bool { return tables[i].Order < tables[j].Order })
	return tables, nil
}
