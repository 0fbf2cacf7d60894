package change

import (
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

// Compare reads two releases, table by table, and returns what changed from old to new. It fails on what is
// not a release, on CSV that is damaged, not UTF-8, or has two records of one key, and beyond the limits.
func Compare(old, new fs.FS) (*Report, error) {
	before, err := open("old", old)
	if err != nil {
		return nil, err
	}
	after, err := open("new", new)
	if err != nil {
		return nil, err
	}
	r := &Report{Old: before.version, New: after.version}
	found := map[string]*Table{}
	names := order(before, after)
	for _, name := range names {
		found[name] = &Table{Name: name, Derived: slices.Contains(derived, name)}
	}
	if err := findRenames(before, after, found); err != nil {
		return nil, err
	}
	declared, err := declarations(after)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		a, b, err := both(before, after, name)
		if err != nil {
			return nil, err
		}
		r.schema(name, a, b)
		if t := found[name]; t.compare(a, b, declared) {
			r.Tables = append(r.Tables, *t)
		}
	}
	r.decide()
	return r, nil
}

// both reads a table of two releases.
func both(before, after *content, name string) (a, b *relation, err error) {
	if a, err = before.table(name); err != nil {
		return nil, nil, err
	}
	b, err = after.table(name)
	return a, b, err
}

// findRenames finds the records under new identifiers, one table after the other, for a table may be identified by
// those before it.
func findRenames(before, after *content, found map[string]*Table) error {
	for _, w := range worded {
		a, b, err := both(before, after, w.table)
		if err != nil {
			return err
		}
		if a != nil && b != nil && slices.Equal(a.key, b.key) {
			t := found[w.table]
			t.Renamings, t.Uncompared = renames(w.columns, a, b)
			t.Renamed = len(t.Renamings)
			before.rename(w.table, t.Renamings)
		}
	}
	return nil
}

// order lists the tables of both releases: those of the schemas in release order, then others by name.
func order(before, after *content) []string {
	var names, others []string
	for _, s := range schemas.Tables() {
		names = append(names, s.Name)
	}
	for _, c := range []*content{before, after} {
		for name := range c.paths {
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
func declarations(c *content) (map[string]bool, error) {
	declared := map[string]bool{}
	t, err := c.table(withdrawals)
	if t == nil {
		return declared, err
	}
	for i := range t.rows {
		declared[t.cell(i, "table_name")+"|"+t.cell(i, "record_key")] = true
	}
	return declared, nil
}

// compare finds what changed from a to b and reports whether anything did. A table that came is identified by the
// schema alone; so is one that went, except for its identifiers, each of which must be declared.
func (t *Table) compare(a, b *relation, declared map[string]bool) bool {
	cited := slices.Contains(identified, t.Name)
	switch {
	case a == nil, b == nil && !cited:
		return false
	case b == nil:
		b = &relation{columns: a.columns, at: a.at}
	}
	t.records(a, b)
	if cited {
		t.vanish(declared)
	}
	if t.Derived {
		t.NewKeys, t.GoneKeys, t.Cells = nil, nil, nil
	}
	return t.Added+t.Removed+t.Changed+t.Renamed+t.Moved > 0
}

// records finds the records that came, went, changed and moved.
func (t *Table) records(a, b *relation) {
	oldRows, newRows := a.byKey(), b.byKey()
	places := placeColumns(t.Name)
	moved := moves(places, a, b, oldRows, newRows)
	for _, key := range a.keys {
		if _, stays := newRows[key]; !stays && !moved["<"+key] {
			t.Removed++
			t.GoneKeys = append(t.GoneKeys, key)
		}
	}
	for i, key := range b.keys {
		row, known := oldRows[key]
		switch {
		case known:
			t.record(key, places, a, b, row, i)
		case moved[">"+key]:
			t.Moved++
		default:
			t.Added++
			t.NewKeys = append(t.NewKeys, key)
		}
	}
}

// record finds what changed of one record.
func (t *Table) record(key string, places []string, a, b *relation, old, new int) {
	var cells []Cell
	moved := false
	for _, c := range a.columns {
		was, is := a.cell(old, c), b.cell(new, c)
		if _, stays := b.at[c]; !stays || was == is {
			continue
		}
		if slices.Contains(places, c) {
			moved = true
		} else {
			cells = append(cells, Cell{Key: key, Column: c, Old: was, New: is})
		}
	}
	if len(cells) > 0 {
		t.Changed++
		t.Cells = append(t.Cells, cells...)
	} else if moved {
		t.Moved++
	}
}

// vanish lists the identifiers that are gone and not declared.
func (t *Table) vanish(declared map[string]bool) {
	gone := slices.Clone(t.GoneKeys)
	for _, renaming := range t.Renamings {
		gone = append(gone, renaming.OldKey)
	}
	for _, key := range gone {
		if !declared[t.Name+"|"+key] {
			t.Vanished = append(t.Vanished, key)
		}
	}
}
