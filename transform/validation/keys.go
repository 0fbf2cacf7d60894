package validation

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// keys checks that primary keys are unique and references hold.
func (c *checker) keys() {
	for _, s := range schemas.Present(c.set.Has) {
		if _, ok := c.tables[s.Name]; !ok {
			c.fail(s.Name, "", "", "table", "the table is missing")
			continue
		}
		if len(c.known[s.Name]) == len(c.keysOf[s.Name]) {
			continue
		}
		seen := map[string]bool{}
		for _, key := range c.keysOf[s.Name] {
			if seen[key] {
				c.fail(s.Name, key, "", "primary-key", "two records have the key %s (%s)", key, strings.Join(s.PrimaryKey, ", "))
			}
			seen[key] = true
		}
	}
	for _, s := range schemas.Present(c.set.Has) {
		for _, reference := range s.ForeignKeys {
			c.reference(s, reference, c.known[reference.Table])
		}
	}
}

func (c *checker) reference(s schemas.Table, r schemas.Reference, known map[string]bool) {
	t := c.tables[s.Name]
	var columns []dataset.Column
	for _, name := range r.Columns {
		if t.Len() > 0 && !slices.Contains(t.Columns, name) {
			c.fail(s.Name, "", "", "reference", "no column %s", strings.Join(r.Columns, ", "))
			return
		}
		columns = append(columns, t.Column(name))
	}
	parts := make([]string, len(columns))
	for i := range t.Len() {
		null := false
		for n, column := range columns {
			null = null || column.Null(i)
			parts[n] = column.Text(i)
		}
		if target := strings.Join(parts, "|"); !null && !known[target] {
			c.fail(s.Name, t.Key(i, s.PrimaryKey), strings.Join(r.Columns, ", "), "reference", "%s is not a key of %s", target, r.Table)
		}
	}
}

// numbered lists the tables whose positions count from 1 without a gap, with the columns within which
// they count.
var numbered = []struct {
	table, column string
	within        []string
}{
	{"bands", "position", nil}, {"clusters", "position", nil}, {"competencies", "position", nil}, {"profiles", "position", nil},
	{"cluster_work_types", "position", []string{"cluster_id"}},
	{"profile_competencies", "profile_position", []string{"profile_id"}},
	{"profile_tasks", "task_position", []string{"profile_id"}},
	{"series_titles", "position", []string{"series"}},
	{"series_duties", "position", []string{"series"}},
	{"esco_occupation_skills", "position", []string{"occupation_uri"}},
}

func (c *checker) positions() {
	for _, n := range numbered {
		t := c.tables[n.table]
		column := slices.Index(t.Columns, n.column)
		next := map[string]int{}
		for i := range t.Len() {
			group := t.Key(i, n.within)
			next[group]++
			if found := t.Values(i)[column]; found != next[group] {
				c.fail(n.table, t.Key(i, primaryKey(n.table)), n.column, "position", "the position is %v; expected %d, so that positions count from 1 without a gap", found, next[group])
			}
		}
	}
}
