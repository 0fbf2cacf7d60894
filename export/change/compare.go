package change

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/fwci-open-data/fwci/schemas"
)

// derived are the tables that follow from the others: their rows move with every edition of a source.
var derived = []string{"provenance", "source_lines", "quality_findings", "source_documents"}

// identified are the tables whose keys are identifiers that others cite: none may vanish undeclared.
var identified = []string{"bands", "scopes", "clusters", "competencies", "profiles", "tasks", "series_titles"}

// The table that declares identifiers withdrawn or replaced, and the one that names records of several
// tables by table and identifier.
const (
	withdrawals = "withdrawn_identifiers"
	unmatched   = "crosswalk_unmatched"
)

// Compare reads two releases and returns what changed from old to new.
func Compare(old, new fs.FS) (*Report, error) {
	before, err := read(old)
	if err != nil {
		return nil, fmt.Errorf("the old release: %w", err)
	}
	after, err := read(new)
	if err != nil {
		return nil, fmt.Errorf("the new release: %w", err)
	}
	r := &Report{Old: before.version, New: after.version}
	names := order(before, after)
	for _, name := range names {
		r.schema(name, before.tables[name], after.tables[name])
	}
	renamings := map[string][]Rename{}
	for _, w := range wording {
		if a, b := before.tables[w.table], after.tables[w.table]; a != nil && b != nil {
			renamings[w.table] = renames(w.columns, a, b)
			before.rename(w.table, renamings[w.table])
		}
	}
	declared := declarations(after)
	for _, name := range names {
		if a, b := before.tables[name], after.tables[name]; a != nil && b != nil {
			r.table(name, a, b, renamings[name], declared)
		}
	}
	r.decide()
	return r, nil
}

// order lists the tables of both releases: those of the schemas in release order, then others by name.
func order(before, after *content) []string {
	var names, others []string
	for _, s := range schemas.Tables() {
		names = append(names, s.Name)
	}
	for _, c := range []*content{before, after} {
		for name := range c.tables {
			if !slices.Contains(names, name) && !slices.Contains(others, name) {
				others = append(others, name)
			}
		}
	}
	slices.Sort(others)
	return append(names, others...)
}

func (r *Report) schema(name string, a, b *relation) {
	add := func(column, what string) {
		r.Schema = append(r.Schema, Schema{Table: name, Column: column, What: what})
	}
	switch {
	case a == nil && b == nil:
		return
	case a == nil:
		add("", "added")
		return
	case b == nil:
		add("", "removed")
		return
	}
	var kept []string
	for _, c := range a.columns {
		if slices.Contains(b.columns, c) {
			kept = append(kept, c)
		} else {
			add(c, "removed")
		}
	}
	at := 0
	for _, c := range b.columns {
		switch {
		case !slices.Contains(a.columns, c):
			add(c, "added")
		case kept[at] != c:
			add(c, "moved")
			at++
		default:
			at++
		}
	}
}

// declarations returns the identifiers that a release declares withdrawn or replaced, by table and key.
func declarations(c *content) map[string]bool {
	declared := map[string]bool{}
	if t := c.tables[withdrawals]; t != nil {
		for _, row := range t.rows {
			declared[row["table_name"]+"|"+row["record_key"]] = true
		}
	}
	return declared
}

func (r *Report) table(name string, a, b *relation, renamings []Rename, declared map[string]bool) {
	t := Table{Name: name, Derived: slices.Contains(derived, name), Renamings: renamings, Renamed: len(renamings)}
	oldRows, newRows := a.byKey(), b.byKey()
	for _, key := range a.keys {
		if newRows[key] == nil {
			t.Removed++
			t.GoneKeys = append(t.GoneKeys, key)
		}
	}
	for i, key := range b.keys {
		if oldRows[key] == nil {
			t.Added++
			t.NewKeys = append(t.NewKeys, key)
			continue
		}
		if cells := difference(key, a.columns, oldRows[key], b.rows[i]); len(cells) > 0 {
			t.Changed++
			t.Cells = append(t.Cells, cells...)
		}
	}
	if slices.Contains(identified, name) {
		gone := slices.Clone(t.GoneKeys)
		for _, renaming := range renamings {
			gone = append(gone, renaming.OldKey)
		}
		for _, key := range gone {
			if !declared[name+"|"+key] {
				t.Vanished = append(t.Vanished, key)
			}
		}
	}
	if t.Derived {
		t.NewKeys, t.GoneKeys, t.Cells = nil, nil, nil
	}
	if t.Added+t.Removed+t.Changed+t.Renamed > 0 {
		r.Tables = append(r.Tables, t)
	}
}

func difference(key string, columns []string, old, new map[string]string) []Cell {
	var cells []Cell
	for _, c := range columns {
		if value, ok := new[c]; ok && value != old[c] {
			cells = append(cells, Cell{Key: key, Column: c, Old: old[c], New: value})
		}
	}
	return cells
}
