package csv_test

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/csv"
	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	exact = csv.Form{Comma: ',', Rule: "rule", Columns: []string{"id", "name"}}
	some  = csv.Form{Comma: '\t', Rule: "rule", Columns: []string{"id", "name", "note"}, Needed: []string{"id"}}
	open  = csv.Form{Comma: ',', Rule: "rule", Needed: []string{"id"}, Others: true, Apart: true}
)

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name, text string
		form       csv.Form
		want       string // id/name of each row with its line
	}{
		{"as it should be", "id,name\n1,One\n2,Two\n", exact, "2:1/One 3:2/Two"},
		{"CRLF, a mark, no last line end", "\ufeffid,name\r\n1,One\r\n2,Two", exact, "2:1/One 3:2/Two"},
		{"a cell on two lines and a blank line", "id,name\n1,\"On\r\ne\"\n\n2, Two \n", exact, "2:1/On\ne 5:2/Two"},
		{"only a heading", "id,name\n", exact, ""},
		{"columns in another order, one left out", "note\tid\nx\t1\n", some, "2:1/"},
		{"further columns", "colour,id\nred,1\n", open, "2:1/"},
	} {
		f := csv.Read("x", []byte(test.text), test.form)
		var got []string
		for _, row := range f.Rows {
			got = append(got, string(rune('0'+row.Line))+":"+row.Cell("id")+"/"+row.Cell("name"))
		}
		if err := f.Err(); err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s: read %q, %v; expected %q", test.name, got, err, test.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct {
		name, text string
		form       csv.Form
		want       string
	}{
		{"an unknown column", "id\tcolour\n", some, `x:1:1: unknown column "colour"; expected columns among id, name, note [rule]`},
		{"a column in another case", "ID\n", some, "x:1:1: no column id; found \"ID\" [rule]\nx:1:1: unknown column \"ID\"; expected columns among id, name, note [rule]"},
		{"a column twice", "id\tid\n", some, `x:1:1: the column "id" appears twice [rule]`},
		{"no column that is needed", "id;name\n", open, `x:1:1: no column id; found "id;name". The cells are separated by ';'; expected ',' [rule-columns]`},
		{"too many columns", strings.Repeat("id,", 200) + "id\n", open, "x:1:1: 201 columns; expected at most 100 [rule-columns]"},
		{"ragged rows, each named", "id,name\n1\n2,b,c\n3,d\n", exact, "x:2:1: 1 cells; expected 2 as in the heading [rule]\nx:3:1: 3 cells; expected 2 as in the heading [rule]"},
		{"UTF-16", "\xff\xfei\x00", exact, "x:1:1: the text is in UTF-16, little-endian; expected UTF-8: convert it, for example with iconv -f UTF-16LE -t UTF-8 [source-encoding]"},
		{"a carriage return at the end", "id,name\n1,a\r", exact, "x:2:1: a carriage return (CR) inside the line, at byte 4; expected lines that end in LF or CRLF [rule]"},
	} {
		if err := csv.Read("x", []byte(test.text), test.form).Err(); err == nil || err.Error() != test.want {
			t.Errorf("%s: the problem is\n%v\nexpected\n%s", test.name, err, test.want)
		}
	}
}

// A table below other lines keeps the line numbers of the file.
func TestReadLines(t *testing.T) {
	text, err := source.Split("x", []byte("#a\n#b\nid,name\n1,\"One\n2,Two\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := csv.ReadLines("x", text.Lines[2:], exact).Err(); err == nil || !strings.HasPrefix(err.Error(), "x:4:1: not CSV: ") {
		t.Errorf("the problem is %v; expected one at line 4", err)
	}
	if err := csv.ReadLines("x", nil, exact).Err(); err == nil || err.Error() != "x:1:1: no heading row; expected id,name [rule]" {
		t.Errorf("the problem is %v", err)
	}
}
