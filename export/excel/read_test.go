package excel

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
)

// packed writes a workbook of parts.
func packed(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, part := range parts {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a workbook with a part that says it unpacks to size bytes.
func bomb(t *testing.T, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if _, err := w.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, UncompressedSize64: size}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts are those of the smallest workbook that is read, with the rows of its one sheet, scopes.
func parts(rows string) map[string]string {
	return map[string]string{
		relationsPart:     `<Relationships><Relationship Id="a" Target="worksheets/one.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook><sheets><sheet name="scopes" id="a"/></sheets></workbook>`,
		stringsPart:       `<sst><si><t>scope_id</t></si><si><r><t>na</t></r><r><t>me</t></r></si><si><t>cluster_x005F_id</t></si></sst>`,
		"xl/worksheets/one.xml": `<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>` +
			rows + `</sheetData></worksheet>`,
	}
}

func TestReadRows(t *testing.T) {
	w := read(t, packed(t, parts(`<row><c r="A3" t="inlineStr"><is><t>all</t></is></c><c r="B3" t="n"><v>7</v></c><c r="C3" t="str"><f>A1</f><v>x</v></c></row>`)))
	s, _ := schemas.Lookup("scopes")
	rows, err := w.Rows(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0][0] != nil || rows[1][0] != "all" {
		t.Fatalf("rows %v; expected an empty one and one that begins with all", rows)
	}
	for c, want := range map[int]string{1: "7", 2: `the formula =A1 with the result "x"`} {
		if cell, ok := rows[1][c].(Cell); !ok || cell.String() != want {
			t.Errorf("column %d is %v; expected the cell %s itself", c+1, rows[1][c], want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	without := func(part string) []byte {
		p := parts("")
		delete(p, part)
		return packed(t, p)
	}
	with := func(part, text string) []byte {
		p := parts("")
		p[part] = text
		return packed(t, p)
	}
	rows := func(text string) []byte { return packed(t, parts(text)) }
	s, _ := schemas.Lookup("scopes")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"no zip":               {[]byte("text"), "not a workbook"},
		"too large":            {make([]byte, MaxBytes+1), "at most"},
		"a part too large":     {bomb(t, MaxBytes+1), "unpacks to more than"},
		"no list of sheets":    {without("xl/workbook.xml"), "the part xl/workbook.xml is missing"},
		"no relations":         {without(relationsPart), "xl/_rels/workbook.xml.rels is missing"},
		"no part of the sheet": {without("xl/worksheets/one.xml"), "the part xl/worksheets/one.xml is missing"},
		"sheet without part":   {with(relationsPart, "<Relationships/>"), `the sheet "scopes" appears twice or has no part`},
		"no sheet":             {with("xl/workbook.xml", "<workbook/>"), "there is no sheet scopes"},
		"no XML":               {with(stringsPart, "<sst><si>"), "XML syntax error"},
		"no texts":             {without(stringsPart), `the cell A1: "0" is the number of no text`},
		"entities":             {with(stringsPart, `<!DOCTYPE s [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>`), "invalid character entity"},
		"elements too deep":    {with("xl/workbook.xml", strings.Repeat("<a>", maxDepth+1)), "too deep"},
		"a tag too long":       {with("xl/workbook.xml", "<workbook "+strings.Repeat(`a="b" `, maxTag)+"/>"), "a tag is longer"},
		"a tag without an end": {with("xl/workbook.xml", "<workbook "+strings.Repeat(`a="b" `, maxTag)), "a tag is longer"},
		"cell nowhere":         {rows(`<row><c r="2A"/></row>`), `a cell at "2A"`},
		"cells out of order":   {rows(`<row><c r="B2"/><c r="A2"/></row>`), "the cell A2 is out of order"},
		"cell twice":           {rows(`<row><c r="A2"/><c r="A2"/></row>`), "the cell A2 is out of order"},
		"cell next to":         {rows(`<row><c r="D2"><v>1</v></c></row>`), "the cell D2, 1, is next to the table"},
		"cell far below":       {rows(`<row><c r="A9999999"/></row>`), "the cell A9999999"},
	} {
		w, err := Read(c.data)
		if err == nil {
			_, err = w.Rows(s)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v; expected one with %q", name, err, c.want)
		}
	}
}
