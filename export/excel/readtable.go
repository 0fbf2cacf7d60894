package excel

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Rows returns the rows of a table's sheet below its header. A cell is a string, int, bool, float64,
// dataset.List, or nil for null, as dataset.Table.Values gives it; what no cell of its column may be, such
// as a formula or a number that is text, is the Cell itself. Rows fails on a sheet that is missing or
// damaged, has another header, or holds something next to or below the table.
func (w *Workbook) Rows(s schemas.Table) ([][]any, error) {
	header, rows := 0, [][]any(nil)
	err := w.Cells(s.Name, func(c Cell) error {
		switch {
		case c.Row == 1 && header < len(s.Columns) && c.holds(Cell{Row: 1, Column: header + 1, Type: "s", Value: s.Columns[header].Name}):
			header++
			return nil
		case header < len(s.Columns):
			return fmt.Errorf("the cell %s is %s; expected the heading %q in row 1", c.At(), c, s.Columns[header].Name)
		case c.Row == 1 || c.Column > len(s.Columns) || c.Row*len(s.Columns) > MaxCells:
			return fmt.Errorf("the cell %s, %s, is next to the table", c.At(), c)
		}
		for len(rows) < c.Row-1 {
			rows = append(rows, make([]any, len(s.Columns)))
		}
		if value := valueOf(s.Columns[c.Column-1].Type, c); value != nil {
			rows[c.Row-2][c.Column-1] = value
		}
		return nil
	})
	if err == nil && header < len(s.Columns) {
		err = fmt.Errorf("the header ends before the column %s", s.Columns[header].Name)
	}
	if err != nil {
		return nil, fmt.Errorf("the sheet %s: %w", s.Name, err)
	}
	return rows, nil
}

// valueOf returns the value of a cell in a column of a type, nil for an empty cell.
func valueOf(kind schemas.Type, c Cell) any {
	if c.holds(Cell{Row: c.Row, Column: c.Column}) {
		return nil
	}
	if c.Formula != "" {
		return c
	}
	switch {
	case c.Type == "s" && kind == schemas.String:
		return c.Value
	case c.Type == "s" && kind == schemas.List:
		return dataset.List(strings.Split(c.Value, "|"))
	case c.Type == "b" && kind == schemas.Boolean && (c.Value == "0" || c.Value == "1"):
		return c.Value == "1"
	case c.Type == "" && kind == schemas.Integer:
		if n, err := strconv.Atoi(c.Value); err == nil {
			return n
		}
	case c.Type == "" && kind == schemas.Number:
		if n, err := strconv.ParseFloat(c.Value, 64); err == nil {
			return n
		}
	}
	return c
}
