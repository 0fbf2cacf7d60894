package csv

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Read returns the rows of a table's CSV file. A cell is a string, int, bool, float64, dataset.List, or nil
// for null, as dataset.Table.Values gives it: the empty field is null in a nullable column, and the empty
// list in a column of lists. Read fails on another header than the table's and on a cell of another type.
func Read(s schemas.Table, data []byte) ([][]any, error) {
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("not CSV: %w", err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("not CSV: no header")
	}
	if !slices.EqualFunc(lines[0], s.Columns, func(name string, c schemas.Column) bool { return name == c.Name }) {
		return nil, fmt.Errorf("the header is %q; expected the columns of %s", lines[0], s.Name)
	}
	rows := make([][]any, len(lines)-1)
	for i, line := range lines[1:] {
		for c, text := range line {
			value, err := cell(s.Columns[c], text)
			if err != nil {
				return nil, fmt.Errorf("record %d, column %s: %w", i+1, s.Columns[c].Name, err)
			}
			rows[i] = append(rows[i], value)
		}
	}
	return rows, nil
}

func cell(c schemas.Column, text string) (value any, err error) {
	if text == "" && c.Nullable {
		return nil, nil
	}
	switch c.Type {
	case schemas.Integer:
		value, err = strconv.Atoi(text)
	case schemas.Number:
		value, err = strconv.ParseFloat(text, 64)
	case schemas.Boolean:
		value, err = strconv.ParseBool(text)
	case schemas.List:
		value = dataset.List(strings.Split(text, "|"))
	default:
		value = text
	}
	if err != nil {
		return nil, fmt.Errorf("%q is no %s", text, c.Type)
	}
	return value, nil
}
