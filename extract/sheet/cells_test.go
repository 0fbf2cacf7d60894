package sheet

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/sheet/sheettest"
	"github.com/xuri/excelize/v2"
)

// whole reads a workbook as the library reads it when nothing is taken out before.
func whole(t *testing.T, data []byte) []Sheet {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var sheets []Sheet
	for _, name := range file.GetSheetList() {
		visible, err := file.GetSheetVisible(name)
		if err != nil {
			t.Fatal(err)
		}
		found, err := rows(file, name)
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, Sheet{name, !visible, found})
	}
	return sheets
}

// Of the repository's own workbooks, every text of every cell is read as the library reads it from the whole workbook.
func TestNothingIsTakenOutThatHasText(t *testing.T) {
	for _, path := range []string{"../../raw/dcwf/DCWF_Work_Role_Tool_v5.1.xlsx", "../../raw/nice/NICE_Framework_Components_v2.1.0.xlsx"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if frame, _ := split(data); frame == nil {
			t.Errorf("%s is not taken apart", path)
		}
		got, err := Read(path, data)
		if err != nil {
			t.Fatal(err)
		}
		if want := whole(t, data); len(want) < 40 || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read otherwise than the library reads the whole workbook", path)
		}
	}
}

// A sheet gives the same texts without what bare takes out, however it is written.
func TestBare(t *testing.T) {
	const text = `<c r="A1" t="str"><v>a</v></c>`
	for name, test := range map[string]struct{ cells, want string }{
		"formulas, formats and empty cells": {
			`<row r="1" spans="1:4" ht="15.5"><c r="A1" s="5"/><c r="B1" s="5" t="str"><f>IF(A1&gt;"",A2)</f><v>b</v></c><c r="C1" t="str"><f t="shared" si="4"/><v>c</v></c></row>`,
			`<row r="1"><c r="B1" t="str"><v>b</v></c><c t="str"><v>c</v></c></row>`},
		"cells that follow one another, and a gap": {
			`<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><v>7</v></c><c r="Z2"><v>8</v></c><c r="AA2"><v>9</v></c></row>`,
			`<row r="2"><c t="str"><v>a</v></c><c><v>7</v></c><c r="Z2"><v>8</v></c><c><v>9</v></c></row>`},
		"an empty row, and a text in the cell": {
			`<row r="3" ht="9"/><row><c t="inlineStr" r="A4" ><is><t xml:space="preserve"> x </t></is></c></row>`,
			`<row r="3"/><row><c t="inlineStr"><is><t xml:space="preserve"> x </t></is></c></row>`},
		"cells without places":     {`<row><c/><c><v>7</v></c></row>`, ""},
		"cells out of order":       {`<row r="1"><c r="B1"><v>7</v></c><c r="A1"><v>8</v></c></row>`, ""},
		"a place in small letters": {`<row r="1"><c r="b1" s="1"><v>7</v></c></row>`, ""},
		"a comment":                {`<row r="1" s="1"><!-- <f> -->` + text + `</row>`, ""},
		"single quotes":            {`<row r='1' s='1'><c r='A1' s='1' t='str'><v>a</v></c></row>`, `<row r='1'><c t='str'><v>a</v></c></row>`},
		"a prefix":                 {`<x:row r="1" s="1"><x:c r="A1" s="1"><x:f>1</x:f><x:v>1</x:v></x:c></x:row>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			const head, foot = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="2"/></cols><sheetData>`, `</sheetData><rowBreaks/></worksheet>`
			given, want := head+test.cells+foot, head+test.want+"</sheetData>"
			switch {
			case name == "a prefix":
				want = head + test.cells + "</sheetData>"
			case test.want == "":
				want = given
			}
			got := string(bare([]byte(given)))
			if got != want {
				t.Errorf("the sheet is\n%s\nexpected\n%s", got, want)
			}
			if a, b := texts(t, given), texts(t, got); !reflect.DeepEqual(a, b) {
				t.Errorf("the rows are %+v; expected %+v", b, a)
			}
		})
	}
}

// texts reads the rows of a sheet that is written so.
func texts(t *testing.T, written string) []Row {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(sheettest.Workbook(t, []sheettest.Cell{{"Sheet1", "A1", "a"}})))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stored := 0
	file.Pkg.Range(func(name, _ any) bool {
		if strings.HasPrefix(name.(string), "xl/worksheets/") {
			file.Pkg.Store(name, []byte(written))
			stored++
		}
		return true
	})
	found, err := rows(file, "Sheet1")
	if err != nil || stored != 1 {
		t.Fatalf("%v, %d sheets", err, stored)
	}
	return found
}
