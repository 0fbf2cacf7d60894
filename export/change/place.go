package change

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
)

// placeUnit is the unit by which the field dictionary marks a column that says where in a source a record
// was read, and nothing of the record itself.
const placeUnit = "line number"

// placeColumns returns the columns of a table that say where a record was read. A table that the schemas do
// not know has none.
func placeColumns(table string) []string {
	s, _ := schemas.Lookup(table)
	var found []string
	for _, c := range s.Columns {
		if c.Unit == placeUnit {
			found = append(found, c.Name)
		}
	}
	return found
}

// moves pairs records that went with records that came where the place alone distinguishes them, as in a table
// with a line number in its key, and returns their keys, marked "<" for the old one and ">" for the new one.
func moves(places []string, a, b *relation, oldRows, newRows map[string]int) map[string]bool {
	moved := map[string]bool{}
	if len(places) == 0 {
		return moved
	}
	gone := map[string][]string{} // by everything but the place
	for i, key := range a.keys {
		if _, stays := newRows[key]; !stays {
			rest := a.without(places, a.columns, i)
			gone[rest] = append(gone[rest], key)
		}
	}
	for i, key := range b.keys {
		if _, known := oldRows[key]; known {
			continue
		}
		rest := b.without(places, a.columns, i)
		if left := gone[rest]; len(left) > 0 {
			moved["<"+left[0]], moved[">"+key] = true, true
			gone[rest] = left[1:]
		}
	}
	return moved
}

// without joins the values of a row in columns except for those that are left out.
func (r *relation) without(left, columns []string, row int) string {
	var b strings.Builder
	for _, c := range columns {
		if !slices.Contains(left, c) {
			b.WriteString(r.cell(row, c))
			b.WriteByte(0)
		}
	}
	return b.String()
}
