package excel

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheetRows are the rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1.73). The library's stream writer
// puts every text into its cell; here texts are in one list, each once, and get their numbers in it when the
// order of the sheets is known.
type sheetRows struct {
	data  []byte
	texts []textAt
}

// A textAt is a place in the rows where the number of a text belongs, in order.
type textAt struct{ at, text int }

// cellSize is about how many bytes a cell takes, with its part of the tags of its row.
const cellSize = 44

// reserve makes room for a number of cells.
func (r *sheetRows) reserve(cells int) {
	r.data, r.texts = slices.Grow(r.data, cells*cellSize), slices.Grow(r.texts, cells)
}

// room is how much space a sheet begins with, in bytes, and spare how much of it is left when it gets as much again.
const room, spare = 16 << 10, 2 << 10

// begin opens the row of a number, with a height in points, 0 for that of one line.
func (r *sheetRows) begin(row int, height float64) {
	if cap(r.data)-len(r.data) < spare {
		r.data = slices.Grow(r.data, max(len(r.data), room))
	}
	r.data = append(r.data, `<row r="`...)
	r.data = strconv.AppendInt(r.data, int64(row), 10)
	if height > 0 {
		r.data = append(r.data, `" ht="`...)
		r.data = strconv.AppendFloat(r.data, height, 'f', -1, 64)
		r.data = append(r.data, `" customHeight="1`...)
	}
	r.data = append(r.data, `">`...)
}

func (r *sheetRows) end() { r.data = append(r.data, "</row>"...) }

// cell writes the cell of a column, from 1, and a row: a text, a number, TRUE or FALSE, or nothing but its style. A formula comes before its result.
func (r *sheetRows) cell(column, row, style int, formula string, value any, texts *sharedStrings) error {
	r.data = append(append(r.data, `<c r="`...), columnName(column)...)
	r.data = strconv.AppendInt(r.data, int64(row), 10)
	if style != 0 {
		r.data = append(r.data, `" s="`...)
		r.data = strconv.AppendInt(r.data, int64(style), 10)
	}
	switch v := value.(type) {
	case nil:
		r.write(formula, "str", "")
	case string:
		if formula != "" {
			r.write(formula, "str", escapedText(v))
			break
		}
		r.data = append(r.data, `" t="s"><v>`...)
		r.texts = append(r.texts, textAt{len(r.data), texts.keep(v)})
		r.data = append(r.data, `</v>`...)
	case bool:
		r.write(formula, "b", map[bool]string{false: "0", true: "1"}[v])
	case int:
		r.write(formula, "", strconv.Itoa(v))
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%v is not a number that a cell can contain", v)
		}
		r.write(formula, "", strconv.FormatFloat(v, 'f', -1, 64))
	default:
		return fmt.Errorf("a cell cannot contain a %T", value)
	}
	r.data = append(r.data, "</c>"...)
	return nil
}

// write ends the tag of a cell with its type, and writes a formula, where there is one, and a value. A formula
// whose result is an empty text has an empty value, and a cell without either has none.
func (r *sheetRows) write(formula, kind, value string) {
	if kind != "" && (formula != "" || value != "") {
		r.data = append(append(r.data, `" t="`...), kind...)
	}
	r.data = append(r.data, `">`...)
	if formula != "" {
		r.data = append(append(append(r.data, "<f>"...), escaped(formula)...), "</f>"...)
	}
	if formula != "" || value != "" {
		r.data = append(append(append(r.data, "<v>"...), value...), "</v>"...)
	}
}

// escapedText writes a text as the standard's ST_Xstring: markup escaped, and the underscore of _xHHHH_, which
// stands for a character where it is not meant to the letter.
func escapedText(t string) string {
	t = guardEscapes(t)
	if t = escaped(t); strings.ContainsRune(t, escapeGuard) {
		t = string(restoreEscapes([]byte(t)))
	}
	return t
}

// maxCell is how many UTF-16 units a cell holds (Excel specifications and limits).
const maxCell = excelize.TotalCellChars

// checkText refuses what a cell cannot hold.
func checkText(t string) error {
	if len(t) > maxCell {
		if n := utf16Len(t); n > maxCell {
			return fmt.Errorf("the text has %d characters (UTF-16), a cell has room for %d", n, maxCell)
		}
	}
	for _, r := range t {
		if r < 0x20 && r != '\n' || r == escapeGuard || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return fmt.Errorf("the text has the character U+%04X, which a workbook cannot carry", r)
		}
	}
	return nil
}

func utf16Len(t string) int {
	n := 0
	for _, r := range t {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
