package excel

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// TestTables reads every table's sheet back and compares each cell, its type and its value, with the
// dataset: the sheet holds the header and the records, and nothing else.
func TestTables(t *testing.T) {
	for name, d := range map[string]*dataset.Dataset{"released": released(t), "hostile": hostile()} {
		t.Run(name, func(t *testing.T) {
			w := read(t, written(t, d))
			for _, s := range schemas.Present(d.Has) {
				rows, err := w.Rows(s)
				if err != nil {
					t.Error(err)
					continue
				}
				for _, difference := range exporttest.Differences(d, s.Name, rows) {
					t.Error(difference)
				}
			}
		})
	}
}

func TestTablesReadByLibrary(t *testing.T) {
	d := released(t)
	f := opened(t, releasedWorkbook(t))
	for _, table := range d.Tables() {
		rows, err := f.GetRows(table.Name)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != table.Len()+1 {
			t.Errorf("%s: %d rows, want %d", table.Name, len(rows), table.Len()+1)
			continue
		}
		for i := range table.Len() {
			for c, value := range table.Values(i) {
				if text, ok := value.(string); ok && (c >= len(rows[i+1]) || rows[i+1][c] != text) {
					t.Errorf("%s row %d column %d: not %q", table.Name, i+2, c+1, text)
				}
			}
		}
	}
}

// TestTextFormat checks that every text of a table is formatted as text, so that editing a code keeps it.
func TestTextFormat(t *testing.T) {
	d := hostile()
	data := written(t, d)
	f, w := opened(t, data), read(t, data)
	for _, table := range d.Tables() {
		for _, c := range cells(t, w, table.Name) {
			s, err := f.GetStyle(c.Style)
			if err != nil {
				t.Fatal(err)
			}
			if c.Type == "s" && s.NumFmt != 49 {
				t.Errorf("%s!%s: number format %d, want 49 (@)", table.Name, c.At(), s.NumFmt)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	fits := strings.Repeat("a", maxCell)
	tests := []struct {
		name string
		set  func(*dataset.Dataset)
		want string // "" for none
	}{
		{"a text that just fits", func(d *dataset.Dataset) { d.Competencies[1].Definition = &fits }, ""},
		{"a text one too long", func(d *dataset.Dataset) { s := fits + "a"; d.Competencies[1].Definition = &s }, "sheet competencies: cell D3: the text has 32768 characters"},
		{"a text too long in UTF-16 only", func(d *dataset.Dataset) { s := strings.Repeat("😀", 16384); d.Tasks[0].Statement = s }, "sheet tasks: cell B2: the text has 32768"},
		{"a control character", func(d *dataset.Dataset) { d.Tasks[0].Statement = "a\x01b" }, "U+0001"},
		{"broken UTF-8", func(d *dataset.Dataset) { d.Tasks[0].Statement = "a\xffb" }, "U+FFFD"},
		{"a date in words", func(d *dataset.Dataset) { d.Info.Issued = "today" }, "date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := hostile()
			tt.set(d)
			b, err := newBook(d)
			if err != nil {
				t.Fatal(err)
			}
			b.views = nil // the tables alone: a view would meet the text first
			b.index.chosen = dataset.Competency{}
			_, err = b.write()
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
			if _, err := Write(d, nil); tt.want != "" && err == nil {
				t.Error("Write did not fail")
			}
		})
	}
}

// TestEmpty checks that a dataset without a record gives a workbook that opens.
func TestEmpty(t *testing.T) {
	d := &dataset.Dataset{Info: dataset.Info{ID: "x", Title: "x", Issued: "2024-01-01"}}
	f := opened(t, written(t, d))
	tables, err := f.GetTables("competencies")
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:G2" {
		t.Errorf("tables %v, error %v; want one over A1:G2, since a table has a row", tables, err)
	}
}

func TestDeterminism(t *testing.T) {
	d := released(t)
	first := releasedWorkbook(t)
	if os.Getenv("EXCEL_WORKBOOK") != "" { // the other process
		if err := os.WriteFile(os.Getenv("EXCEL_WORKBOOK"), first, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, procs := range []int{1, 2} {
		before := runtime.GOMAXPROCS(procs)
		again := written(t, d)
		runtime.GOMAXPROCS(before)
		if !bytes.Equal(first, again) {
			t.Fatalf("with %d processors: %d bytes that differ from the first %d", procs, len(again), len(first))
		}
	}
	if testing.Short() {
		t.Run("another process", func(t *testing.T) {
			t.Skip("left to make whole: another process writes the workbook again, and so does make committed")
		})
		return
	}
	for _, zone := range []string{"Pacific/Kiritimati"} {
		other := t.TempDir() + "/other.xlsx"
		cmd := exec.Command(os.Args[0], "-test.run=^TestDeterminism$")
		cmd.Env = append(os.Environ(), "EXCEL_WORKBOOK="+other, "TZ="+zone)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		again, err := os.ReadFile(other)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Errorf("another process in %s wrote other bytes", zone)
		}
	}
}

// TestFormulas computes the formulas of the views with the library's engine and compares with the results
// written next to them. It takes the results of SUMPRODUCT over arrays, which the engine lacks, as written.
func TestFormulas(t *testing.T) {
	d := hostile()
	data := written(t, d)
	f, w := opened(t, data), read(t, data)
	computed := 0
	for _, c := range cells(t, w, lookupSheet) {
		if row, err := strconv.Atoi(c.Value); err == nil && strings.Contains(c.Formula, "SUMPRODUCT") {
			if err := f.SetCellValue(lookupSheet, c.At(), row); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range w.Sheets {
		for _, c := range cells(t, w, name) {
			if c.Formula == "" || strings.Contains(c.Formula, "SUMPRODUCT") {
				continue
			}
			got, err := f.CalcCellValue(name, c.At(), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Errorf("%s!%s: %v in %s", name, c.At(), err, c.Formula)
				continue
			}
			if s, err := f.GetStyle(c.Style); err != nil || s.NumFmt == 49 {
				t.Errorf("%s!%s: a formula formatted as text, error %v", name, c.At(), err)
			}
			computed++
			if got != c.Value {
				t.Errorf("%s!%s: computed %q, written %q by %s", name, c.At(), got, c.Value, c.Formula)
			}
		}
	}
	if computed < 30 {
		t.Errorf("%d formulas computed, expected more", computed)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := released(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(d, nil); err != nil {
			b.Fatal(err)
		}
	}
}
