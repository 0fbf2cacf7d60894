package ranking

import (
	"fmt"
	"io"
	"regexp"

	"github.com/xuri/excelize/v2"
)

// maxSheetRows is how many rows a sheet of Excel has.
const maxSheetRows = 1048576

// escape is what Excel reads as a character in a cell; its underscore is written as one.
var escape = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// workbook writes one sheet. Every cell but rank and confidence is text, which a spreadsheet does not run.
func (r *Ranking) workbook(w io.Writer) error {
	if n := r.count(); n >= maxSheetRows {
		return fmt.Errorf("%d rows do not fit into a sheet of Excel, which has %d; write CSV, or ask for fewer concepts", n+1, maxSheetRows)
	}
	file := excelize.NewFile()
	defer func() { _ = file.Close() }() // nothing is open
	const sheet = "ranking"
	if err := file.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	if err := file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := setRow(file, sheet, 0, r.header()); err != nil {
		return err
	}
	at := 0
	for row := range r.rows() {
		at++
		if err := setRow(file, sheet, at, row); err != nil {
			return err
		}
	}
	if err := file.SetColWidth(sheet, "C", "J", 28); err != nil {
		return err
	}
	if err := file.Write(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// The columns whose cells are numbers.
const (
	rankColumn       = 1
	confidenceColumn = 4
)

func setRow(file *excelize.File, sheet string, i int, row []string) error {
	for k, text := range row {
		cell, err := excelize.CoordinatesToCellName(k+1, i+1)
		if err != nil {
			return err
		}
		if i > 0 && (k == rankColumn || k == confidenceColumn) {
			err = file.SetCellDefault(sheet, cell, text)
		} else {
			err = file.SetCellStr(sheet, cell, escape.ReplaceAllString(text, "_x005F_$1"))
		}
		if err != nil {
			return fmt.Errorf("writing the cell %s: %w", cell, err)
		}
	}
	return nil
}
