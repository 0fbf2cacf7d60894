package excel

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// fillTable writes a table of the release: header in row 1, one row for each record, nothing else, so
// that the sheet is the CSV file with types.
func (b *book) fillTable(t bookTable) error {
	rows := make([][]any, t.Len())
	for i := range rows {
		rows[i] = t.Values(i)
	}
	s, err := b.open(t.Name, frame{widths: tableWidths(t.schema, rows), freezeRows: 1, grid: true, titleRow: 1, tab: tableTab})
	if err != nil {
		return err
	}
	heads := make([]cell, len(t.schema.Columns))
	for i, c := range t.schema.Columns {
		heads[i] = cell{value: c.Name, style: header, note: columnNote(t.schema, c)}
	}
	heads[0].style, heads[0].link = headerLink, fmt.Sprintf("#%s!A%d", quoted(dictionarySheet), t.dictionary)
	heads[0].note += "\nThe link leads to this table in the dictionary."
	if err := s.putHigh(lineHeight+5, heads...); err != nil {
		return err
	}
	s.lines = tableLines
	s.rows.reserve(len(rows) * len(heads))
	cells := make([]cell, len(heads))
	for _, row := range rows {
		for i, v := range row {
			cells[i] = tableCell(v, t.schema.Columns[i].Type)
		}
		if err := s.put(cells...); err != nil {
			return err
		}
	}
	if err := s.table(t.Name, 1, len(heads)); err != nil {
		return err
	}
	if err := b.ignoreTextNumbers(s); err != nil {
		return err
	}
	return s.close()
}

// tableTab is the color of the tabs of the full tables; views have none.
const tableTab = "7F7F7F"

// tableCell gives a value the cell of its type: text as text whatever it looks like, null as an empty cell.
func tableCell(value any, kind schemas.Type) cell {
	if list, ok := value.(dataset.List); ok {
		value = dataset.Text(list)
	}
	return cell{value: value, style: columnStyles[kind]}
}

var columnStyles = map[schemas.Type]style{
	schemas.String: text, schemas.List: text, schemas.Integer: integer, schemas.Number: decimal, schemas.Boolean: boolean,
}

// ignoreTextNumbers keeps Excel from marking codes such as 2210 as numbers stored as text: they are meant so.
func (b *book) ignoreTextNumbers(s *sheet) error {
	area := fmt.Sprintf("A1:%s%d", columnName(len(s.widths)), max(s.row, 2))
	return b.file.AddIgnoredErrors(s.name, area, excelize.IgnoredErrorsNumberStoredAsText)
}

// tableWidths measures the columns.
func tableWidths(schema schemas.Table, rows [][]any) []float64 {
	widths := make([]float64, len(schema.Columns))
	for i, c := range schema.Columns {
		values, prose := make([]float64, 0, len(rows)), false
		for _, row := range rows {
			switch v := row[i].(type) {
			case nil:
			case string:
				values = append(values, widthOf(v))
				prose = prose || strings.Contains(v, " ")
			default:
				values = append(values, widthOf(dataset.Text(v)))
			}
		}
		widths[i] = fitWidth(widthOf(c.Name), values, prose)
	}
	return widths
}

// columnNote says what a column holds: title, meaning, and the rules of its values.
func columnNote(t schemas.Table, c schemas.Column) string {
	lines := []string{c.Title, plainWords(c.Description), "Type: " + typeWords(c) + "."}
	if key := keyWords(t, c); key != "" {
		lines = append(lines, "Key: "+key+".")
	}
	if len(c.Enum) > 0 {
		lines = append(lines, "Values: "+strings.Join(c.Enum, ", ")+".")
	}
	if c.Unit != "" {
		lines = append(lines, "Unit: "+c.Unit+".")
	}
	return strings.Join(lines, "\n")
}

// typeWords names a column's type with its bounds and whether it may be empty.
func typeWords(c schemas.Column) string {
	words := map[schemas.Type]string{
		schemas.String: "text", schemas.Integer: "whole number", schemas.Boolean: "TRUE or FALSE", schemas.Number: "number", schemas.List: "list, joined with |",
	}[c.Type]
	if c.Format == "uri" {
		words = "web address (URI)"
	}
	if bounds := boundWords(c); bounds != "" {
		words += " " + bounds
	}
	if c.Nullable {
		words += ", may be empty"
	}
	return words
}

func boundWords(c schemas.Column) string {
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	switch {
	case c.Minimum != nil && c.Maximum != nil:
		return "from " + number(*c.Minimum) + " to " + number(*c.Maximum)
	case c.Minimum != nil:
		return "from " + number(*c.Minimum)
	case c.Maximum != nil:
		return "up to " + number(*c.Maximum)
	}
	return ""
}

// keyWords says whether a column belongs to the primary key and what it refers to.
func keyWords(t schemas.Table, c schemas.Column) string {
	var words []string
	if t.KeyColumn(c.Name) {
		words = append(words, "primary key")
		if len(t.PrimaryKey) > 1 {
			words[0] = "part of the primary key"
		}
	}
	for _, r := range t.ForeignKeys {
		if len(r.Columns) == 1 && r.Columns[0] == c.Name {
			words = append(words, "refers to "+r.Table+"."+r.References[0])
		}
	}
	return strings.Join(words, "; ")
}
