package excel

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/naming"
)

const (
	dictionarySheet  = "Dictionary"
	dictionaryHeader = 4 // row of the header
)

// fillDictionary writes the field dictionary: a block for each table, begun by a row for the table itself.
func (b *book) fillDictionary() error {
	s, err := b.open(dictionarySheet, frame{
		widths: []float64{34, 32, 26, 70, 24, 44, 40, 14}, freezeRows: dictionaryHeader, freezeCols: 2, titleRow: dictionaryHeader,
	})
	if err != nil {
		return err
	}
	if err := s.heading("Dictionary", "What every table and column of the release means. A table's name leads to its sheet; the first heading of that sheet leads back here."); err != nil {
		return err
	}
	heads := []string{"Table", "Column", "Title", "Meaning", "Type", "Key", "Allowed values", "Unit"}
	if err := s.put(headings(heads...)...); err != nil {
		return err
	}
	for _, t := range b.tables {
		if err := s.put(tableRow(t)...); err != nil {
			return err
		}
		for _, c := range t.schema.Columns {
			if err := s.put(columnRow(t.schema, c)...); err != nil {
				return err
			}
		}
	}
	for _, st := range stars() {
		if err := putAll(s, st.describe(b.holds(st.name))); err != nil {
			return err
		}
	}
	if err := s.table("dictionary", dictionaryHeader, len(heads)); err != nil {
		return err
	}
	return s.close()
}

// holds is how many rows a view has, known once it is filled.
func (b *book) holds(name string) int {
	for _, v := range b.views {
		if v.name == name {
			return v.holds
		}
	}
	return 0
}

// headings makes header cells.
func headings(names ...string) []cell {
	cells := make([]cell, len(names))
	for i, name := range names {
		cells[i] = cell{value: name, style: header}
	}
	return cells
}

// styled gives some cells another style.
func styled(s style, cells []cell, at ...int) []cell {
	for _, i := range at {
		cells[i].style = s
	}
	return cells
}

// texts makes wrapped text cells; an empty text gives an empty cell.
func texts(values ...string) []cell {
	cells := make([]cell, len(values))
	for i, v := range values {
		cells[i] = cell{value: v, style: text}
	}
	return cells
}

func tableRow(t bookTable) []cell {
	row := texts("", "(the table)", t.schema.Title, plainWords(t.schema.Description), "table of "+plural(t.Len(), "row"), "primary key: "+strings.Join(t.schema.PrimaryKey, ", "), "", "")
	row[0] = cell{value: t.Name, style: blockLink, link: "#" + quoted(t.Name) + "!A1"}
	for i := 1; i < len(row); i++ {
		row[i].style = block
	}
	return row
}

func columnRow(t schemas.Table, c schemas.Column) []cell {
	return texts(t.Name, c.Name, c.Title, plainWords(c.Description), typeWords(c), keyWords(t, c), strings.Join(c.Enum, ", "), c.Unit)
}

// plainWords puts quotation marks for the backticks with which the field dictionary marks values.
func plainWords(t string) string { return strings.ReplaceAll(t, "`", `"`) }

// plural counts a noun, with commas in the number.
func plural(n int, noun string) string {
	return thousands(n) + " " + naming.Plural(n, noun)
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
