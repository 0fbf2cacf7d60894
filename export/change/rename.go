package change

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/fwci-open-data/fwci/schemas"
)

// wording lists the columns that tell a record of a table again under a new identifier: each alone is
// enough. A table stands behind those that it refers to: a scope is told by its cluster, renamed already.
var wording = []struct {
	table   string
	columns []string
}{
	{"clusters", []string{"name", "definition"}},
	{"scopes", []string{"name", "cluster_id"}},
	{"competencies", []string{"name", "definition"}},
	{"profiles", []string{"name"}},
	{"tasks", []string{"statement"}},
	{"series_titles", []string{"title_id"}},
}

// alike is the likeness (one less edits by length) from which two wordings count as one record's. Measured
// on the handbook of 2025, the two most alike of different records are Security and Service Incident
// Management at 0.821, and, of the tasks, "Contacts others orally to obtain information." and "Contacts
// others in writing to obtain information." at 0.816; a mended typo of a task is at 0.95 and above. A
// rewording that changes more is told as one record removed and one added.
const alike = 0.85

// maxPairs bounds the comparison: beyond it a table was replaced rather than edited.
const maxPairs = 4_000_000

// renames pairs the records that went with those that came, most alike first, each once.
func renames(columns []string, a, b *relation) []Rename {
	oldRows, newRows := a.byKey(), b.byKey()
	gone := slices.DeleteFunc(slices.Clone(a.keys), func(key string) bool { return newRows[key] != nil })
	came := slices.DeleteFunc(slices.Clone(b.keys), func(key string) bool { return oldRows[key] != nil })
	if len(gone)*len(came) > maxPairs {
		return nil
	}
	var pairs []Rename
	for _, from := range gone {
		for _, to := range came {
			if likeness := best(columns, oldRows[from], newRows[to]); likeness >= alike {
				pairs = append(pairs, Rename{OldKey: from, NewKey: to, Old: oldRows[from][columns[0]], New: newRows[to][columns[0]], Likeness: math.Round(likeness*1000) / 1000})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y Rename) int {
		return cmp.Or(-cmp.Compare(x.Likeness, y.Likeness), cmp.Compare(x.OldKey, y.OldKey), cmp.Compare(x.NewKey, y.NewKey))
	})
	taken := map[string]bool{}
	return slices.DeleteFunc(pairs, func(p Rename) bool {
		if taken["<"+p.OldKey] || taken[">"+p.NewKey] {
			return true
		}
		taken["<"+p.OldKey], taken[">"+p.NewKey] = true, true
		return false
	})
}

func best(columns []string, old, new map[string]string) float64 {
	likeness := 0.0
	for _, c := range columns {
		likeness = max(likeness, like(old[c], new[c]))
	}
	return likeness
}

// like returns one less the edits between two texts by the length of the longer, in letters.
func like(a, b string) float64 {
	longest := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if a == "" || b == "" {
		return 0
	}
	return 1 - float64(levenshtein.ComputeDistance(strings.ToLower(a), strings.ToLower(b)))/float64(longest)
}

// rename gives the renamed records of a table their new identifiers wherever the old release names them,
// so that what hangs on them is compared with its like.
func (c *content) rename(table string, renamings []Rename) {
	if len(renamings) == 0 {
		return
	}
	now := map[string]string{}
	for _, r := range renamings {
		now[r.OldKey] = r.NewKey
	}
	for _, s := range schemas.Tables() {
		t := c.tables[s.Name]
		if t == nil {
			continue
		}
		for _, reference := range slices.Concat(s.ForeignKeys, []schemas.Reference{{Columns: s.PrimaryKey, Table: s.Name}}) {
			if len(reference.Columns) == 1 && reference.Table == table {
				t.replace(reference.Columns[0], now, func(map[string]string) bool { return true })
			}
		}
		if s.Name == unmatched {
			t.replace("subject_id", now, func(row map[string]string) bool { return row["subject_table"] == table })
		}
		t.rekey(keyColumns(s.Name, t.columns))
	}
}

// replace puts new values into a column of the rows that are meant.
func (r *relation) replace(column string, now map[string]string, meant func(row map[string]string) bool) {
	for _, row := range r.rows {
		if to, ok := now[row[column]]; ok && meant(row) {
			row[column] = to
		}
	}
}
