package change

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/fwci-open-data/fwci/schemas"
)

// worded lists the columns that tell a record of a table again under a new identifier: each alone is
// enough. A table comes after those that it refers to: a scope is identified by its cluster, renamed already.
var worded = []struct {
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
// others in writing to obtain information." at 0.816; a fixed typo of a task is at 0.95 and above. A
// rewording that changes more is reported as one record removed and one added.
const alike = 0.85

// maxPairs bounds the comparison by likeness: beyond it a table was replaced rather than edited, and only
// records of equal wording are paired. A report says how many pairs were left out.
const maxPairs = 1_000_000

// renames pairs the records that went with those that came, each once: those of equal wording first, then
// the most alike. left is how many pairs were not compared because they were more than maxPairs.
func renames(columns []string, a, b *relation) (pairs []Rename, left int) {
	gone, came := wordings(columns, a, b.byKey()), wordings(columns, b, a.byKey())
	pairs, gone, came = equal(gone, came)
	if left = len(gone) * len(came); left > maxPairs {
		return pairs, left
	}
	var near []Rename
	for _, from := range gone {
		for _, to := range came {
			if likeness := from.like(to); likeness >= alike {
				near = append(near, from.rename(to, math.Round(likeness*1000)/1000))
			}
		}
	}
	slices.SortStableFunc(near, func(x, y Rename) int {
		return cmp.Or(-cmp.Compare(x.Likeness, y.Likeness), cmp.Compare(x.OldKey, y.OldKey), cmp.Compare(x.NewKey, y.NewKey))
	})
	taken := map[string]bool{}
	return append(pairs, slices.DeleteFunc(near, func(p Rename) bool {
		if taken["<"+p.OldKey] || taken[">"+p.NewKey] {
			return true
		}
		taken["<"+p.OldKey], taken[">"+p.NewKey] = true, true
		return false
	})...), 0
}

// equal pairs records of which a text is the same except for capitals, by identifier, and returns the others.
func equal(gone, came []wording) (pairs []Rename, restGone, restCame []wording) {
	free := map[string][]int{} // by column and text, the records that came and may still be there to take
	for i, w := range came {
		for n, text := range w.texts {
			if text.lower != "" {
				free[place(n, text)] = append(free[place(n, text)], i)
			}
		}
	}
	taken := make([]bool, len(came))
	for _, from := range gone {
		first := -1
		for n, text := range from.texts {
			list := free[place(n, text)]
			for len(list) > 0 && taken[list[0]] {
				list = list[1:]
			}
			free[place(n, text)] = list
			if len(list) > 0 && (first < 0 || list[0] < first) {
				first = list[0]
			}
		}
		if first < 0 {
			restGone = append(restGone, from)
			continue
		}
		taken[first] = true
		pairs = append(pairs, from.rename(came[first], 1))
	}
	for i, w := range came {
		if !taken[i] {
			restCame = append(restCame, w)
		}
	}
	return pairs, restGone, restCame
}

func place(column int, t text) string { return strconv.Itoa(column) + " " + t.lower }

// renamed is the new identifiers of a table's records, by the old.
type renamed struct {
	table string
	now   map[string]string
}

// rename notes the new identifiers of a table's records, for every table that is read from now on.
func (c *content) rename(table string, renamings []Rename) {
	if len(renamings) == 0 {
		return
	}
	now := map[string]string{}
	for _, r := range renamings {
		now[r.OldKey] = r.NewKey
	}
	c.renamings = append(c.renamings, renamed{table, now})
}

// rename gives renamed records their new identifiers wherever a table names them, so that what hangs on them
// is compared with its like.
func (r *relation) rename(table string, to renamed) {
	s, known := schemas.Lookup(table)
	if !known {
		return
	}
	for _, reference := range slices.Concat(s.ForeignKeys, []schemas.Reference{{Columns: s.PrimaryKey, Table: s.Name}}) {
		if len(reference.Columns) == 1 && reference.Table == to.table {
			r.replace(reference.Columns[0], to.now, func(int) bool { return true })
		}
	}
	if table == unmatched {
		r.replace("subject_id", to.now, func(row int) bool { return r.cell(row, "subject_table") == to.table })
	}
	r.rekey(keyColumns(table, r.columns))
}

// replace puts new values into a column of the rows that are meant.
func (r *relation) replace(column string, now map[string]string, meant func(row int) bool) {
	at, ok := r.at[column]
	if !ok {
		return
	}
	for i, row := range r.rows {
		if to, ok := now[row[at]]; ok && meant(i) {
			row[at] = to
		}
	}
}
