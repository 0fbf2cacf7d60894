// Package reviewsheet writes mappings as a workbook in which a person reviews them: both definitions, what was
// judged before, a list of choices, and a signature. The package of the same name in extract says what the
// workbook holds and reads a filled one.
package reviewsheet

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/extract/reviewsheet"
)

// guide explains the workbook to the person, a line each.
var guide = []string{
	"Thank you for reviewing these mappings. No special knowledge of computers is needed.",
	"1. Read both definitions in a row of the sheet " + reviewsheet.Mappings + ".",
	"2. Choose your judgment from the list in the yellow column. You may add a confidence from 0 to 1 and a reason. Leave a row empty when you do not want to judge it.",
	"3. Write your name and the date on the sheet " + reviewsheet.Signature + ". Your name is published with your judgments.",
	"4. Save the file as XLSX and give it back. fwci review --import reads it.",
	"The earlier judgment is kept too; yours is the one that is published.",
	"",
	"What the choices mean:",
}

// Write returns the workbook of a sheet. The same sheet gives the same bytes.
func Write(sheet *reviewsheet.Sheet) ([]byte, error) {
	w := &writer{file: excelize.NewFile()}
	defer func() { _ = w.file.Close() }() // nothing is open
	w.do(func() error { return w.file.SetSheetName("Sheet1", reviewsheet.Guide) })
	for _, name := range []string{reviewsheet.Mappings, reviewsheet.Signature} {
		w.do(func() error { _, err := w.file.NewSheet(name); return err })
	}
	w.styles()
	w.guide()
	w.mappings(sheet)
	w.signature(sheet)
	w.do(func() error {
		return w.file.SetAppProps(&excelize.AppProperties{Application: "fwci"})
	})
	if w.err != nil {
		return nil, fmt.Errorf("writing the workbook: %w", w.err)
	}
	var b bytes.Buffer
	if err := w.file.Write(&b); err != nil {
		return nil, fmt.Errorf("writing the workbook: %w", err)
	}
	return b.Bytes(), nil
}

// writer keeps the first error; what comes after it does nothing.
type writer struct {
	file                *excelize.File
	heading, text, fill int // styles: of headings, of text to read, of cells to fill in
	err                 error
}

func (w *writer) do(step func() error) {
	if w.err == nil {
		w.err = step()
	}
}

func (w *writer) styles() {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	edge := []excelize.Border{{Type: "bottom", Color: "B0B0B0", Style: 1}}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&w.heading, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Border: edge}},
		{&w.text, excelize.Style{Alignment: top, Border: edge, NumFmt: 49}},
		{&w.fill, excelize.Style{Alignment: top, Border: edge, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF2B3"}}}},
	} {
		w.do(func() (err error) { *s.id, err = w.file.NewStyle(&s.style); return err })
	}
}

// set writes a cell as text, which a spreadsheet does not run; columns and rows count from 1.
func (w *writer) set(sheet string, column, row int, text string, style int) {
	w.do(func() error {
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if text != "" {
			if err := w.file.SetCellStr(sheet, cell, text); err != nil {
				return err
			}
		}
		return w.file.SetCellStyle(sheet, cell, cell, style)
	})
}

func (w *writer) guide() {
	row := 0
	for _, line := range guide {
		row++
		w.set(reviewsheet.Guide, 1, row, line, w.text)
	}
	for _, c := range reviewsheet.Choices {
		row++
		w.set(reviewsheet.Guide, 1, row, c.Name+": "+c.Meaning, w.text)
	}
	w.do(func() error { return w.file.SetColWidth(reviewsheet.Guide, "A", "A", 100) })
}

func (w *writer) mappings(sheet *reviewsheet.Sheet) {
	const name = reviewsheet.Mappings
	for i, c := range reviewsheet.Columns {
		w.set(name, i+1, 1, c.Name, w.heading)
		w.do(func() error {
			column, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				return err
			}
			if c.Hidden {
				return w.file.SetColVisible(name, column, false)
			}
			return w.file.SetColWidth(name, column, column, c.Width)
		})
	}
	w.do(func() error { return w.file.SetRowHeight(name, 1, 2*lineHeight) })
	for k, row := range sheet.Rows {
		for i, c := range reviewsheet.Columns {
			style := w.text
			if c.Own {
				style = w.fill
			}
			w.set(name, i+1, k+2, *c.Field(&row), style)
		}
		w.do(func() error { return w.file.SetRowHeight(name, k+2, height(row)) })
	}
	w.choices(len(sheet.Rows) + 1)
	w.do(func() error {
		return w.file.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
	})
	w.do(func() error {
		width, landscape := 1, "landscape"
		if err := w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &width, FitToHeight: new(int)}); err != nil {
			return err
		}
		fit := true
		return w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
	})
	w.do(func() error {
		return w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: name + "!$1:$1", Scope: name})
	})
}

// A line of text is as high as this in points, and a row at most as high as spreadsheets allow.
const (
	lineHeight = 15.0
	maxHeight  = 409.0
)

// height is how high a row must be, in points, to show every text whole; not all programs find it themselves.
func height(row reviewsheet.Row) float64 {
	lines := 1.0
	for _, c := range reviewsheet.Columns {
		if !c.Hidden {
			lines = max(lines, math.Ceil(1.15*float64(utf8.RuneCountInString(*c.Field(&row)))/c.Width)) // words do not fill lines
		}
	}
	return min(lines*lineHeight, maxHeight)
}

// choices lets the person choose a judgment from a list and type a confidence from 0 to 1, down to the last row.
func (w *writer) choices(last int) {
	if last < 2 {
		return
	}
	for i, c := range reviewsheet.Columns {
		var valid *excelize.DataValidation
		switch c.Name {
		case "Your judgment":
			valid = excelize.NewDataValidation(true)
			var names []string
			for _, choice := range reviewsheet.Choices {
				names = append(names, choice.Name)
			}
			w.do(func() error { return valid.SetDropList(names) })
		case "Your confidence":
			valid = excelize.NewDataValidation(true)
			w.do(func() error {
				return valid.SetRange(0, 1, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
			})
		default:
			continue
		}
		w.do(func() error {
			column, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				return err
			}
			valid.SetSqref(column + "2:" + column + strconv.Itoa(last))
			valid.SetError(excelize.DataValidationErrorStyleStop, c.Name, "Choose from the list, or a number from 0 to 1 for the confidence.")
			return w.file.AddDataValidation(reviewsheet.Mappings, valid)
		})
	}
}

func (w *writer) signature(sheet *reviewsheet.Sheet) {
	for i, f := range reviewsheet.Facts {
		style := w.text
		if f.Own {
			style = w.fill
		}
		w.set(reviewsheet.Signature, 1, i+1, f.Name, w.heading)
		w.set(reviewsheet.Signature, 2, i+1, *f.Field(sheet), style)
	}
	w.do(func() error { return w.file.SetColWidth(reviewsheet.Signature, "A", "B", 32) })
}
