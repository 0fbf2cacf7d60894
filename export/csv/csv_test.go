package csv_test

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	csvformat "github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/gocarina/gocsv"
)

func datasets(t *testing.T) map[string]*dataset.Dataset {
	_, real := exporttest.Texts(t)
	return map[string]*dataset.Dataset{"real": real, "small": exporttest.SmallFrameworks(), "empty": {}}
}

// write returns the file of each table.
func write(t *testing.T, d *dataset.Dataset) map[string][]byte {
	t.Helper()
	artifacts, err := csvformat.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, a := range artifacts {
		table, _ := d.Table(a.Table)
		if a.Path != csvformat.Path(a.Table) || a.Format != "csv" || a.MediaType != "text/csv" || a.Rows != table.Len() || a.Title == "" {
			t.Errorf("the artifact of %s says path %q, format %q, media type %q, title %q, %d rows; the table has %d", a.Table, a.Path, a.Format, a.MediaType, a.Title, a.Rows, table.Len())
		}
		files[a.Table] = a.Data
	}
	if len(files) != len(schemas.Present(d.Has)) {
		t.Errorf("%d files for %d tables", len(files), len(schemas.Present(d.Has)))
	}
	return files
}

func TestEveryCellReadsBack(t *testing.T) {
	for name, d := range datasets(t) {
		files := write(t, d)
		for _, s := range schemas.Present(d.Has) {
			table, _ := d.Table(s.Name)
			reader := csv.NewReader(bytes.NewReader(files[s.Name]))
			reader.FieldsPerRecord = len(s.Columns)
			rows, err := reader.ReadAll()
			if err != nil {
				t.Errorf("%s dataset, %s: %v", name, s.Name, err)
				continue
			}
			var header []string
			for _, c := range s.Columns {
				header = append(header, c.Name)
			}
			if len(rows) != table.Len()+1 || !slices.Equal(rows[0], header) {
				t.Errorf("%s dataset, %s: %d rows below %q; expected %d below %q", name, s.Name, len(rows)-1, rows[0], table.Len(), header)
				continue
			}
			for i := range table.Len() {
				for c, value := range table.Values(i) {
					if want := dataset.Text(value); rows[i+1][c] != want {
						t.Fatalf("%s dataset, %s record %d, %s: %q; expected %q", name, s.Name, i+1, header[c], rows[i+1][c], want)
					}
				}
			}
		}
	}
}

func TestRecordsReadBackWithGocsv(t *testing.T) {
	for name, d := range datasets(t) {
		files := write(t, d)
		var read dataset.Dataset
		for _, s := range schemas.Present(d.Has) {
			target, _ := read.Records(s.Name)
			if err := gocsv.UnmarshalBytes(files[s.Name], target); err != nil {
				t.Errorf("%s dataset, %s: %v", name, s.Name, err)
				continue
			}
			want, _ := d.Table(s.Name)
			got, _ := read.Table(s.Name)
			if got.Len() != want.Len() {
				t.Errorf("%s dataset, %s: %d records; expected %d", name, s.Name, got.Len(), want.Len())
				continue
			}
			for i := range want.Len() {
				for c, value := range want.Values(i) {
					if found := got.Values(i)[c]; !same(found, value) {
						t.Fatalf("%s dataset, %s record %d, %s: read %#v; expected %#v", name, s.Name, i+1, want.Columns[c], found, value)
					}
				}
			}
		}
	}
}

// same compares a cell with what gocsv reads, which takes the empty field for "" or 0, not for null.
func same(read, value any) bool {
	if value == nil {
		return read == nil || reflect.ValueOf(read).IsZero()
	}
	if list, ok := value.(dataset.List); ok {
		return slices.Equal(read.(dataset.List), list)
	}
	return read == value
}

func TestRowsReadBackWithTheirTypes(t *testing.T) {
	for name, d := range datasets(t) {
		for table, data := range write(t, d) {
			s, _ := schemas.Lookup(table)
			rows, err := csvformat.Read(s, data)
			if err != nil {
				t.Errorf("%s dataset, %s: %v", name, table, err)
				continue
			}
			for _, difference := range exporttest.Differences(d, table, rows) {
				t.Errorf("%s dataset: %s", name, difference)
			}
		}
	}
}

func TestReadRefuses(t *testing.T) {
	bands, _ := schemas.Lookup("bands")
	const header = "band_id,name,gs_min,gs_max,position\n"
	for name, c := range map[string]struct{ file, want string }{
		"no header":        {"", "no header"},
		"another header":   {"band_id,name,gs_max,gs_min,position\n", "the columns of bands"},
		"a column less":    {header + "entry,Entry,5,7\n", "wrong number of fields"},
		"an open quote":    {header + "entry,\"Entry,5,7,1\n", "not CSV"},
		"text as a number": {header + "entry,Entry,five,7,1\n", `record 1, column gs_min: "five" is no integer`},
		"null as a number": {header + "entry,Entry,5,7,1\nsenior,Senior,,15,2\n", `record 2, column gs_min: "" is no integer`},
	} {
		if rows, err := csvformat.Read(bands, []byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: rows %v, error %v; expected an error with %q", name, rows, err, c.want)
		}
	}
}

func TestBytesAreAsTheContractSays(t *testing.T) {
	_, d := exporttest.Texts(t)
	for table, data := range write(t, d) {
		text := string(data)
		for what, wrong := range map[string]bool{
			"a byte-order mark":                   strings.HasPrefix(text, "\ufeff"),
			"bytes that are not UTF-8":            !utf8.ValidString(text),
			"a carriage return":                   strings.Contains(text, "\r"),
			"a no-break space":                    strings.Contains(text, "\u00a0"),
			"a last line without its line feed":   !strings.HasSuffix(text, "\n"),
			"an empty line":                       strings.Contains(text, "\n\n"),
			"a cell that a spreadsheet would run": runs(t, data),
		} {
			if wrong {
				t.Errorf("%s.csv has %s", table, what)
			}
		}
	}
}

// runs reports whether a cell, other than a number, begins with what a spreadsheet takes for a formula.
func runs(t *testing.T, data []byte) bool {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "-") && strings.Trim(cell, "-0123456789") == "" {
				continue
			}
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				return true
			}
		}
	}
	return false
}

func TestKnownBytes(t *testing.T) {
	files := write(t, exporttest.Small())
	for table, want := range map[string]string{
		"bands":               "band_id,name,gs_min,gs_max,position\nentry,Entry,5,7,1\nsenior,Senior,14,15,2\n",
		"scopes":              "scope_id,name,cluster_id\nall,All,\noperations,Operations,operations\n",
		"competency_rankings": "scope_id,competency_id,current_rank,future_rank,rank_change,trend\noperations,accessibility,1,2,-1,falls\noperations,hardware,,1,,enters\nall,hardware,1,,,leaves\nall,accessibility,,,,\n",
		"competency_bands":    "scope_id,competency_id,band_id,important,marker\noperations,accessibility,entry,true,X\noperations,accessibility,senior,false,**\nall,hardware,entry,false,\n",
		"esco_occupations":    "occupation_uri,code,isco_group,preferred_label,description,source_id\nhttp://data.europa.eu/esco/occupation/1,2511.10,0110,engineer,Builds.,handbook\nhttp://data.europa.eu/esco/occupation/11,2511.1,2511,clerk,,\n",
	} {
		if got := string(files[table]); got != want {
			t.Errorf("%s.csv is\n%s\nexpected\n%s", table, got, want)
		}
	}
	if skills := string(files["esco_skills"]); !strings.Contains(skills, ",digital|digComp,1.2\n") || !strings.HasSuffix(skills, ",,\n") {
		t.Errorf("esco_skills.csv does not join lists with |, or print the empty list as the empty field:\n%s", skills)
	}
}

func TestSeparatorInAListItemIsRefused(t *testing.T) {
	d := exporttest.Small()
	d.ESCOSkills[0].Tags = dataset.List{"digital", "a|b"}
	if _, err := csvformat.Write(d); err == nil || !strings.Contains(err.Error(), "esco_skills") || !strings.Contains(err.Error(), "a|b") {
		t.Errorf("error %v; expected one that names the table and the item", err)
	}
}
