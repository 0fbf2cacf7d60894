// Package sheettest makes small workbooks for tests of what reads workbooks that other people made.
package sheettest

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A Cell is a cell of a made-up workbook: the name of its sheet, its place such as "A1", and its value.
type Cell [3]any

// Workbook returns a workbook of some cells as bytes. Its sheets are in the order of their first cells; those that
// are named hidden are hidden.
func Workbook(t testing.TB, cells []Cell, hidden ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, c := range cells {
		sheet, at := c[0].(string), c[1].(string)
		if index, _ := f.GetSheetIndex(sheet); index < 0 {
			if i == 0 {
				if err := f.SetSheetName("Sheet1", sheet); err != nil {
					t.Fatal(err)
				}
			} else if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetCellValue(sheet, at, c[2]); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range hidden {
		if err := f.SetSheetVisible(name, false); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
