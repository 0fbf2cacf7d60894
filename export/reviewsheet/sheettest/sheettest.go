// Package sheettest fills in review sheets in tests, as a person does in a spreadsheet.
package sheettest

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/extract/reviewsheet"
)

// A Formula is a value of Fill: a formula without a result, as programs leave it that compute none.
type Formula string

// Fill writes cells into the workbook at path, by sheet and cell: "Signature!B1".
func Fill(t testing.TB, path string, cells map[string]any) {
	t.Helper()
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range cells {
		sheet, cell, _ := strings.Cut(at, "!")
		if formula, ok := value.(Formula); ok {
			err = file.SetCellFormula(sheet, cell, string(formula))
		} else {
			err = file.SetCellValue(sheet, cell, value)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Save(); err != nil {
		t.Fatal(err)
	}
}

// Column is the letter of a column of the sheet of mappings.
func Column(t testing.TB, name string) string {
	t.Helper()
	at := slices.IndexFunc(reviewsheet.Columns, func(c reviewsheet.Column) bool { return c.Name == name })
	letter, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

// Cell is the text of a cell of the sheet of mappings.
func Cell(t testing.TB, path, cell string) string {
	t.Helper()
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	value, err := file.GetCellValue(reviewsheet.Mappings, cell)
	if err != nil {
		t.Fatal(err)
	}
	return value
}
