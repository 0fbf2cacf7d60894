// Package sheet reads workbooks (XLSX) that other people made, row by row.
//
// In goes the file; out come its sheets, each read once, with the text of each cell as it is stored: formulas give
// their cached values, numbers their digits. It knows nothing of what a sheet is about. Problems name the sheet and
// the cell. Only this package opens workbooks that are sources.
package sheet

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/xuri/excelize/v2"
)

// A Place is a cell or a range of cells of a workbook, as spreadsheet programs write it: Roles!B7, or
// 'Work Roles'!B7 where the name of the sheet is not one word. The zero Place is no place.
type Place string

// At returns the place of a cell; columns are counted from 0 and rows from 1.
func At(sheet string, column, row int) Place {
	return Place(quoted(sheet) + "!" + Column(column) + fmt.Sprint(row))
}

// quoted returns the name of a sheet as a reference writes it.
func quoted(name string) string {
	plain := name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '_')
	})
	if plain {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}

// Column returns the letters of a column, counted from 0.
func Column(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// A Row is a row of a sheet that has a cell with text.
type Row struct {
	Number int      // counted from 1
	Cells  []string // by column, counted from 0; what is after the last cell with text is left out
}

// Cell returns the text of a cell with the spaces around it removed, or an empty text. Columns are counted from 0.
func (r Row) Cell(column int) string { return strings.TrimSpace(r.Raw(column)) }

// Raw returns the text of a cell as it is stored.
func (r Row) Raw(column int) string {
	if column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// A Sheet is a sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // those that have a cell with text, in order
}

// At returns the place of a cell of the sheet; columns are counted from 0 and rows from 1.
func (s Sheet) At(column, row int) Place { return At(s.Name, column, row) }

// Row returns the row of a number, empty where the sheet has none. Numbers are counted from 1.
func (s Sheet) Row(number int) Row {
	for _, r := range s.Rows {
		if r.Number >= number {
			if r.Number == number {
				return r
			}
			break
		}
	}
	return Row{Number: number}
}

// Read returns the sheets of a workbook, in its order. It fails with source.Problems for a file that is no workbook,
// that is encrypted or broken, or that unpacks to more than source.MaxBytes.
func Read(path string, data []byte) ([]Sheet, error) {
	fail := func(format string, args ...any) error {
		return source.Problems{{Path: path, Rule: "workbook", Message: fmt.Sprintf(format, args...)}}
	}
	file, err := open(data)
	if err != nil {
		return nil, fail("it cannot be read as a workbook (XLSX): %v; expected the file as it was published", err)
	}
	defer file.Close()
	var sheets []Sheet
	for _, name := range file.GetSheetList() {
		visible, err := file.GetSheetVisible(name)
		if err != nil {
			return nil, fail("the sheet %s cannot be read: %v", source.Quote(name), err)
		}
		sheets = append(sheets, Sheet{Name: name, Hidden: !visible})
	}
	problems := make([]error, len(sheets))
	var wait sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(sheets)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(sheets); i = int(next.Add(1)) - 1 {
				sheets[i].Rows, problems[i] = rows(file, sheets[i].Name)
			}
		})
	}
	wait.Wait()
	for i, err := range problems {
		if err != nil {
			return nil, fail("the sheet %s cannot be read: %v", source.Quote(sheets[i].Name), err)
		}
	}
	return sheets, nil
}

// rows reads the rows of a sheet that have a cell with text.
func rows(file *excelize.File, name string) ([]Row, error) {
	iterator, err := file.Rows(name)
	if err != nil {
		return nil, err
	}
	defer iterator.Close()
	var found []Row
	for number := 1; iterator.Next(); number++ {
		cells, err := iterator.Columns()
		if err != nil {
			return nil, err
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			found = append(found, Row{number, cells})
		}
	}
	return found, iterator.Error()
}

// A Reader gathers the problems of a workbook.
type Reader struct {
	Path     string // of the file, as messages name it
	Rule     string // that the problems carry
	problems source.Problems
}

// Fail adds a problem of a place.
func (r *Reader) Fail(at Place, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if at != "" {
		message = string(at) + ": " + message
	}
	r.problems = append(r.problems, source.Problem{Path: r.Path, Rule: r.Rule, Message: message})
}

// Err returns the problems, nil when there are none.
func (r *Reader) Err() error { return r.problems.Err() }

// Only adds a problem for each cell with text of a row that is not in one of some columns, counted from 0.
func (r *Reader) Only(s Sheet, row Row, columns int) {
	for c := columns; c < len(row.Cells); c++ {
		if row.Cell(c) != "" {
			r.Fail(s.At(c, row.Number), "the cell is %s; expected nothing in this column", source.Quote(row.Cell(c)))
		}
	}
}
