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
// enough.
var wording = map[string][]string{
	"clusters":      {"name", "definition"},
	"competencies":  {"name", "definition"},
	"profiles":      {"name"},
	"tasks":         {"statement"},
	"series_titles": {"title_id"},
}

// alike is the likeness (one less edits by length) from which two wordings count as one record's. Measured
// on the tasks of the 2025 handbook: the two most alike of different tasks ("Develops, modifies, or debugs
// …" aside) stay below it, a mended typo stays far above.
const alike = 0.8

// maxPairs bounds the comparison: beyond it a table was replaced rather than edited.
const maxPairs = 4_000_000

// renames pairs the records that went with those that came, most alike first, each once.
func renames(table string, a, b *relation) []Rename {
	columns := wording[table]
	oldRows, newRows := a.byKey(), b.byKey()
	gone := slices.DeleteFunc(slices.Clone(a.keys), func(key string) bool { return newRows[key] != nil })
	came := slices.DeleteFunc(slices.Clone(b.keys), func(key string) bool { return oldRows[key] != nil })
	if len(columns) == 0 || len(gone)*len(came) > maxPairs {
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
		doubled := taken["<"+p.OldKey] || taken[">"+p.NewKey]
		taken["<"+p.OldKey], taken[">"+p.NewKey] = true, true
		return doubled
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

// rename gives renamed records their new identifiers wherever the old release names them, so that what
// hangs on them is compared with its like.
func (c *content) rename(renamings map[string][]Rename) {
	for _, s := range schemas.Tables() {
		t := c.tables[s.Name]
		if t == nil {
			continue
		}
		for _, reference := range append(s.ForeignKeys, schemas.Reference{Columns: s.PrimaryKey, Table: s.Name}) {
			if len(reference.Columns) != 1 || len(renamings[reference.Table]) == 0 {
				continue
			}
			now := map[string]string{}
			for _, r := range renamings[reference.Table] {
				now[r.OldKey] = r.NewKey
			}
			for _, row := range t.rows {
				if to, ok := now[row[reference.Columns[0]]]; ok {
					row[reference.Columns[0]] = to
				}
			}
		}
		t.rekey(keyColumns(s.Name, t.columns))
	}
}
