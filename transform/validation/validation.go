// Package validation checks a dataset against the release contract: each record against the JSON Schema of
// its table, then whether the tables agree with one another.
//
// In goes a dataset; out comes every violation, with table, record and column. Nothing is corrected.
package validation

import (
	"fmt"
	"sync"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A Violation is a record that breaks the contract.
type Violation struct {
	Table   string
	Key     string // the record's primary key, values joined with "|"; empty for the whole table
	Column  string // empty when the whole record is meant
	Rule    string
	Message string
}

// String prints the violation for a person.
func (v Violation) String() string {
	at := v.Table
	if v.Key != "" {
		at += " " + v.Key
	}
	if v.Column != "" {
		at += ", column " + v.Column
	}
	return at + ": " + v.Message
}

// checker gathers violations.
type checker struct {
	set        *dataset.Dataset
	tables     map[string]dataset.Table
	keysOf     map[string][]string // record keys by table, in order
	known      map[string]map[string]bool
	violations []Violation
}

func (c *checker) fail(table, key, column, rule, format string, args ...any) {
	c.violations = append(c.violations, Violation{Table: table, Key: key, Column: column, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Check returns the violations in the order of tables and records: schemas first, then keys, references
// and what the contract says across tables.
func Check(set *dataset.Dataset) []Violation {
	tables := set.Tables()
	c := newChecker(set, tables)
	var results [][]Violation
	var wait sync.WaitGroup
	wait.Go(func() { results = records(tables) })
	c.keys()
	c.positions()
	c.identifiers()
	c.rankings()
	c.bands()
	c.notes()
	c.coverage()
	c.recommendations()
	c.lines()
	wait.Wait()
	var all []Violation
	for _, violations := range results {
		all = append(all, violations...)
	}
	return append(all, c.violations...)
}

func newChecker(set *dataset.Dataset, tables []dataset.Table) *checker {
	c := &checker{set: set, tables: map[string]dataset.Table{}, keysOf: map[string][]string{}, known: map[string]map[string]bool{}}
	for _, t := range tables {
		keys, known := make([]string, t.Len()), make(map[string]bool, t.Len())
		for i := range keys {
			keys[i] = t.Key(i, primaryKey(t.Name))
			known[keys[i]] = true
		}
		c.tables[t.Name], c.keysOf[t.Name], c.known[t.Name] = t, keys, known
	}
	return c
}

// primaryKey returns the key columns of a table.
func primaryKey(table string) []string {
	t, _ := schemas.Lookup(table)
	return t.PrimaryKey
}
