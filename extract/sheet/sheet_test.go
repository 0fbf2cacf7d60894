package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/sheet"
	"github.com/xuri/excelize/v2"
)

func TestPlaces(t *testing.T) {
	for _, test := range []struct {
		name        string
		column, row int
		want        sheet.Place
	}{
		{"Roles", 0, 1, "Roles!A1"}, {"Roles", 25, 9, "Roles!Z9"}, {"Roles", 26, 9, "Roles!AA9"}, {"Roles", 701, 9, "Roles!ZZ9"}, {"Roles", 702, 9, "Roles!AAA9"},
		{"Work Roles", 1, 7, "'Work Roles'!B7"}, {"DD-WRL-009", 2, 13, "'DD-WRL-009'!C13"}, {"It's", 0, 1, "'It''s'!A1"}, {"A1", 0, 1, "'A1'!A1"},
	} {
		if got := sheet.At(test.name, test.column, test.row); got != test.want {
			t.Errorf("%s %d %d is %s; expected %s", test.name, test.column, test.row, got, test.want)
		}
	}
}

func book(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t *testing.T, f *excelize.File, name, cell string, value any) {
	t.Helper()
	if err := f.SetCellValue(name, cell, value); err != nil {
		t.Fatal(err)
	}
}

// Numbers give their digits, texts stay as they are, empty rows and cells at the end are left out, hidden sheets
// are reported.
func TestRead(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		set(t, f, "Sheet1", "A1", 390)
		set(t, f, "Sheet1", "B1", " text ")
		set(t, f, "Sheet1", "D3", "x")
		set(t, f, "Sheet1", "E3", "")
		if _, err := f.NewSheet("Form"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetVisible("Form", false); err != nil {
			t.Fatal(err)
		}
	})
	sheets, err := sheet.Read("a.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(sheets) != 2 || sheets[0].Hidden || !sheets[1].Hidden || len(sheets[1].Rows) != 0 {
		t.Fatalf("the sheets are %+v", sheets)
	}
	first, third := sheets[0].Row(1), sheets[0].Row(3)
	if len(sheets[0].Rows) != 2 || first.Cell(0) != "390" || first.Raw(1) != " text " || first.Cell(1) != "text" || first.Cell(9) != "" || len(third.Cells) != 4 || third.Cell(3) != "x" {
		t.Errorf("the rows are %+v", sheets[0].Rows)
	}
	if got := sheets[0].Row(2); got.Number != 2 || len(got.Cells) != 0 {
		t.Errorf("row 2 is %+v; expected it empty", got)
	}
}

func TestReadRefuses(t *testing.T) {
	good := book(t, func(*excelize.File) {})
	for name, data := range map[string][]byte{"text": []byte("a,b\n"), "nothing": nil, "cut off": good[:len(good)/2]} {
		if _, err := sheet.Read("a.xlsx", data); err == nil || !strings.HasPrefix(err.Error(), "a.xlsx: it cannot be read as a workbook (XLSX)") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestReader(t *testing.T) {
	s := sheet.Sheet{Name: "Roles", Rows: []sheet.Row{{Number: 2, Cells: []string{"a", "", "c"}}}}
	r := sheet.Reader{Path: "a.xlsx", Rule: "rule"}
	if r.Only(s, s.Rows[0], 3); r.Err() != nil {
		t.Errorf("a row that is as expected is refused: %v", r.Err())
	}
	r.Only(s, s.Rows[0], 1)
	r.Fail("", "the whole file")
	const want = "a.xlsx: Roles!C2: the cell is \"c\"; expected nothing in this column [rule]\na.xlsx: the whole file [rule]"
	if err := r.Err(); err == nil || err.Error() != want {
		t.Errorf("the problems are\n%v\nexpected\n%s", err, want)
	}
}
