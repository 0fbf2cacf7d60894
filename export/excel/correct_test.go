package excel

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
)

// TestPartsForOtherReaders checks what readers other than Excel stumble over.
func TestPartsForOtherReaders(t *testing.T) {
	p := unpack(t, releasedWorkbook(t))
	core := string(p.parts["docProps/core.xml"])
	for _, element := range []string{"<cp:coreProperties ", "<cp:keywords>", "<cp:lastModifiedBy>", "<cp:revision>", "<cp:category>", "<cp:version>"} {
		if !strings.Contains(core, element) {
			t.Errorf("the core properties have no %s", element)
		}
	}
	if app := string(p.parts["docProps/app.xml"]); !strings.Contains(app, "<Application>fwci</Application>") {
		t.Errorf("the application properties do not name this program: %s", app)
	}
	columns := regexp.MustCompile(`<col min="(\d+)"`)
	tabs := 0
	for name, part := range p.parts {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		if bytes.Contains(part, []byte("relationships:id")) {
			t.Errorf("%s refers to a drawing with a prefix of the library's own", name)
		}
		if !bytes.Contains(part, []byte(`fitToPage="true"`)) {
			t.Errorf("%s does not ask to fit the page, so that its fitToWidth is ignored", name)
		}
		if bytes.Contains(part, []byte("</f></c>")) {
			t.Errorf("%s has a formula without a result", name)
		}
		tabs += bytes.Count(part, []byte(`<tabColor rgb="FF`))
		last := 0
		for _, m := range columns.FindAllSubmatch(part, -1) {
			var n int
			if fmt.Sscan(string(m[1]), &n); n <= last {
				t.Errorf("%s: the width of column %d follows that of column %d", name, n, last)
			}
			last = n
		}
	}
	if tabs < len(schemas.Present(released(t).Has)) {
		t.Errorf("%d tabs have a color, want those of all %d tables", tabs, len(schemas.Present(released(t).Has)))
	}
}

// TestEscapesSurvive checks texts that look like an escaped character: the library's reader, which decodes
// escapes, gives back the text, and so does Read.
func TestEscapesSurvive(t *testing.T) {
	for _, text := range []string{"_xD83D_", "a _x0041_ b", "_x0041_x0042_", "_x005F_", "_x005F_x0041_", "_x00e9_", "__x0041_", "_x004", "_xZZZZ_", "x_x0009_"} {
		d := hostile()
		d.Tasks[0].Statement = text
		data := written(t, d)
		if got, err := opened(t, data).GetCellValue("tasks", "B2"); err != nil || got != text {
			t.Errorf("%q: the library reads %q, error %v", text, got, err)
		}
		tasks, _ := schemas.Lookup("tasks")
		rows, err := read(t, data).Rows(tasks)
		if err != nil || rows[0][1] != text {
			t.Errorf("%q: Read gives %v, error %v", text, rows, err)
		}
	}
}

// TestCorrectionsNoticeChanges checks that a part in which a correction does not find its place is an error.
func TestCorrectionsNoticeChanges(t *testing.T) {
	const sheet = `<worksheet><sheetViews></sheetViews><sheetData></sheetData><pageMargins left="1"/></worksheet>`
	for _, tt := range []struct {
		name, old, new string
		relations      string
		x              extra
	}{
		{name: "no root", old: "<worksheet>", new: "<sheet>"},
		{name: "no views", old: "<sheetViews>", new: "<views>"},
		{name: "no place for rows", old: "<sheetData>", new: "<sheetData/>"},
		{name: "no margins", old: "<pageMargins ", new: "<margins "},
		{name: "no reference to its drawing", relations: `<Relationship Type="` + relationSpace + `/drawing"/>`},
		{name: "no rule of bars", x: extra{bars: "A1:A2"}},
	} {
		var relations *bytes.Buffer
		if tt.relations != "" {
			relations = bytes.NewBufferString(tt.relations)
		}
		if err := correctSheet(new(bytes.Buffer), []byte(strings.Replace(sheet, tt.old, tt.new, 1)), tt.x, newSharedStrings(), relations); err == nil {
			t.Errorf("%s: no error", tt.name)
		}
	}
	if err := correctSheet(new(bytes.Buffer), []byte(sheet), extra{}, newSharedStrings(), nil); err != nil {
		t.Errorf("the sheet as it is: %v", err)
	}
	for part, data := range map[string]string{
		"docProps/core.xml": `<cp:coreProperties/>`, "xl/styles.xml": `<styleSheet ></styleSheet>`, "xl/drawings/vmlDrawing1.vml": `<xml/>`,
	} {
		if _, err := correctPart(part, []byte(data)); err == nil {
			t.Errorf("%s without what is corrected: no error", part)
		}
	}
}

// TestPagesWide checks that a narrow sheet prints on one page across and a wide one on as many as can be read.
func TestPagesWide(t *testing.T) {
	for _, tt := range []struct {
		widths []float64
		want   int
	}{{[]float64{40, 40}, 1}, {[]float64{100, 100, 100}, 1}, {[]float64{60, 120, 120, 120}, 2}, {nil, 1}} {
		if got := pagesWide(frame{widths: tt.widths}); got != tt.want {
			t.Errorf("widths %v: %d pages across, want %d", tt.widths, got, tt.want)
		}
	}
}

// TestDatesAreDates checks that the days on the first sheet are numbers that show as dates.
func TestDatesAreDates(t *testing.T) {
	d := released(t)
	data := releasedWorkbook(t)
	f, w := opened(t, data), read(t, data)
	for _, c := range cells(t, w, contentsSheet) {
		if shown, err := f.GetCellValue(contentsSheet, c.At()); err == nil && shown == d.Info.Issued {
			if c.Type == "s" {
				t.Errorf("%s shows %s as text, want a date", c.At(), shown)
			}
			return
		}
	}
	t.Errorf("no cell of the first sheet shows %s", d.Info.Issued)
}
