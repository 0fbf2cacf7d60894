package excel

import (
	"encoding/hex"
	"encoding/xml"
	"flag"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestOutline compares the workbook's outline, one line for each sheet, with one that a person has read.
// Rows are left out: they follow the data.
func TestOutline(t *testing.T) {
	data := releasedWorkbook(t)
	f, p := opened(t, data), unpack(t, data)
	var w strings.Builder
	for i, name := range f.GetSheetList() {
		fmt.Fprintf(&w, "%s\n", outline(t, f, p, i+1, name))
	}
	const golden = "testdata/outline.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(w.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if w.String() != string(want) {
		t.Errorf("the outline differs from %s; run with -update after reading it:\n%s", golden, w.String())
	}
}

var lastRow = regexp.MustCompile(`\d+$`)

func outline(t *testing.T, f *excelize.File, p parcel, n int, name string) string {
	t.Helper()
	part := string(p.parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n)])
	words := []string{name}
	title, err := f.GetCellValue(name, "A1")
	if err != nil {
		t.Fatal(err)
	}
	words = append(words, "A1 "+title)
	tables, err := f.GetTables(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		words = append(words, "table "+table.Name+" "+lastRow.ReplaceAllString(table.Range, "…"))
	}
	panes, err := f.GetPanes(name)
	if err != nil {
		t.Fatal(err)
	}
	if panes.Freeze {
		words = append(words, "frozen at "+panes.TopLeftCell)
	}
	layout, err := f.GetPageLayout(name)
	if err != nil {
		t.Fatal(err)
	}
	words = append(words, *layout.Orientation)
	for _, kind := range []struct{ element, noun string }{{"<dataValidation ", "validation"}, {"<cfRule ", "conditional format"}, {"<drawing ", "drawing"}, {"<legacyDrawing ", "notes"}, {"<f>", "formulas"}} {
		if strings.Contains(part, kind.element) {
			words = append(words, kind.noun)
		}
	}
	return strings.Join(words, " | ")
}

func TestTableSheets(t *testing.T) {
	d := released(t)
	f := opened(t, releasedWorkbook(t))
	titles := map[string]string{}
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" {
			titles[name.Scope] = name.RefersTo
		}
	}
	for _, table := range d.Tables() {
		schema, _ := schemas.Lookup(table.Name)
		tables, err := f.GetTables(table.Name)
		if err != nil || len(tables) != 1 {
			t.Fatalf("%s: %d Excel tables, error %v", table.Name, len(tables), err)
		}
		want := fmt.Sprintf("A1:%s%d", columnName(len(table.Columns)), max(table.Len(), 1)+1)
		if got := tables[0]; got.Name != table.Name || got.Range != want || !*got.ShowRowStripes {
			t.Errorf("%s: Excel table %s over %s, want %s with stripes", table.Name, got.Name, got.Range, want)
		}
		if want := fmt.Sprintf("%[1]s!$A:$A,%[1]s!$1:$1", quoted(table.Name)); titles[table.Name] != want {
			t.Errorf("%s: print titles %q, want %q", table.Name, titles[table.Name], want)
		}
		checkNotes(t, f, schema)
		linked, target, err := f.GetCellHyperLink(table.Name, "A1")
		if err != nil || !linked {
			t.Fatalf("%s: no link in A1, error %v", table.Name, err)
		}
		at := target[strings.LastIndex(target, "!")+1:]
		back, way, err := f.GetCellHyperLink(dictionarySheet, at)
		if name, _ := f.GetCellValue(dictionarySheet, at); err != nil || !back || name != table.Name || way != quoted(table.Name)+"!A1" {
			t.Errorf("%s: its heading leads to %s, which has %q and leads to %q", table.Name, target, name, way)
		}
	}
}

// checkNotes checks that each heading has a note that begins with the column's title and says its meaning.
func checkNotes(t *testing.T, f *excelize.File, schema schemas.Table) {
	t.Helper()
	notes, err := f.GetComments(schema.Name)
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) != len(schema.Columns) {
		t.Fatalf("%s: %d notes, want %d", schema.Name, len(notes), len(schema.Columns))
	}
	for i, c := range schema.Columns {
		text := notes[i].Text
		for _, run := range notes[i].Paragraph {
			text += run.Text
		}
		if want := c.Title + "\n" + plainWords(c.Description) + "\n"; notes[i].Cell != columnName(i+1)+"1" || !strings.HasPrefix(text, want) {
			t.Errorf("%s: note at %s %q, want %q", schema.Name, notes[i].Cell, text, want)
		}
	}
}

func TestLookup(t *testing.T) {
	d := released(t)
	f := opened(t, releasedWorkbook(t))
	validations, err := f.GetDataValidations(lookupSheet)
	if err != nil || len(validations) != 1 || validations[0].Sqref != "B4" || validations[0].Formula1 != lookupNames {
		t.Fatalf("validations %v, error %v", validations, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	want := fmt.Sprintf("'Competencies by specialty'!$A$7:$A$%d", 6+len(d.Competencies))
	if names[lookupNames] != want || names["lookup_choice"] != "'Competency lookup'!$B$4" {
		t.Errorf("defined names %v, want %s over %s", names, lookupNames, want)
	}
	listed := map[string]bool{}
	for row := matrixHeader + 1; row <= matrixHeader+len(d.Competencies); row++ {
		name, err := f.GetCellValue("Competencies by specialty", fmt.Sprintf("A%d", row))
		if err != nil {
			t.Fatal(err)
		}
		listed[name] = true
	}
	for _, c := range d.Competencies {
		if !listed[c.Name] {
			t.Errorf("the list does not offer %q", c.Name)
		}
	}
}

func TestCrosswalkLinks(t *testing.T) {
	d := released(t)
	f := opened(t, releasedWorkbook(t))
	row := crosswalkHeader
	skills, _ := crosswalk.Lookup("competency-skill")
	for _, m := range closestFirst(skills.Rows(d)) {
		row++
		linked, target, err := f.GetCellHyperLink(crosswalkSheet, fmt.Sprintf("D%d", row))
		if err != nil || !linked || target != m.Object {
			t.Fatalf("row %d: link %q, error %v; want %s", row, target, err, m.Object)
		}
	}
	if row == crosswalkHeader {
		t.Error("no mapping was compared")
	}
}

func TestCharts(t *testing.T) {
	d := released(t)
	p := unpack(t, releasedWorkbook(t))
	charts := 0
	for _, name := range p.names {
		if !strings.HasPrefix(name, "xl/charts/chart") {
			continue
		}
		charts++
		part := string(p.parts[name])
		if n := strings.Count(part, "<c:title>"); n != 3 {
			t.Errorf("%s: %d titles, want one and two of axes", name, n)
		}
		for _, order := range [][2]string{{"<c:invertIfNegative", "<c:dLbls>"}, {"<c:dLbls>", "<c:cat>"}, {"<c:cat>", "<c:val>"}, {"<c:gapWidth", "<c:overlap"}} {
			if strings.Index(part, order[0]) > strings.Index(part, order[1]) {
				t.Errorf("%s: %s comes after %s", name, order[0], order[1])
			}
		}
	}
	if want := 1 + len(d.Scopes); charts != want {
		t.Errorf("%d charts, want %d: the bands, and each scope's rises and falls", charts, want)
	}
	descriptions := regexp.MustCompile(`<xdr:cNvPr [^>]*descr="([^"]*)"`).FindAllSubmatch(p.parts["xl/drawings/drawing1.xml"], -1)
	if len(descriptions) != charts {
		t.Fatalf("%d alternative texts for %d charts", len(descriptions), charts)
	}
	for _, m := range descriptions {
		if len(m[1]) < 80 {
			t.Errorf("alternative text %q says too little", m[1])
		}
	}
}

func TestPackage(t *testing.T) {
	p := unpack(t, written(t, hostile()))
	if p.names[0] != contentTypesPart || p.names[1] != "_rels/.rels" {
		t.Errorf("the archive begins with %v", p.names[:2])
	}
	if !slices.IsSortedFunc(p.names, compareParts) {
		t.Errorf("the parts are out of order: %v", p.names)
	}
	for name, part := range p.parts {
		if err := xml.Unmarshal(part, new(struct{})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, unwanted := range []string{"inlineStr", "<mergeCell", `xml:space`} {
			if strings.Contains(string(part), unwanted) {
				t.Errorf("%s has %s", name, unwanted)
			}
		}
		if strings.HasPrefix(name, "xl/worksheets/sheet") && strings.Contains(string(part), `tabSelected="`) != (name == "xl/worksheets/sheet1.xml") {
			t.Errorf("%s: the first sheet, and no other, is to be selected", name)
		}
	}
	types := regexp.MustCompile(`<(Default|Override) [^>]*>`).FindAllString(string(p.parts[contentTypesPart]), -1)
	if !slices.IsSorted(types) || len(types) < len(p.parts)/4 {
		t.Errorf("the content types are out of order or too few: %v", types)
	}
	ids := regexp.MustCompile(`id="(_x0000_s\d+)"`)
	seen := map[string]bool{}
	for _, name := range p.names {
		if strings.HasPrefix(name, "xl/drawings/vmlDrawing") {
			for _, m := range ids.FindAllSubmatch(p.parts[name], -1) {
				if seen[string(m[1])] {
					t.Errorf("%s: the shape %s exists twice", name, m[1])
				}
				seen[string(m[1])] = true
			}
		}
	}
	if len(seen) == 0 {
		t.Error("no shape of a note was found")
	}
}

// TestDimension checks that each sheet states its extent, by which readers of streams go.
func TestDimension(t *testing.T) {
	d := hostile()
	data := written(t, d)
	f := opened(t, data)
	for _, table := range d.Tables() {
		got, err := f.GetSheetDimension(table.Name)
		if want := fmt.Sprintf("A1:%s%d", columnName(len(table.Columns)), table.Len()+1); err != nil || got != want {
			t.Errorf("%s: dimension %s, error %v; want %s", table.Name, got, err, want)
		}
	}
}

func TestProperties(t *testing.T) {
	d := hostile()
	f := opened(t, written(t, d))
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if props.Title != d.Info.Title || props.Creator != d.Info.Publisher || props.Created != "2024-02-29T00:00:00Z" || props.Modified != props.Created {
		t.Errorf("properties %+v", props)
	}
}

// TestContrast holds the contrast of WCAG 2.2: 4.5 to 1 for texts (1.4.3), 3 to 1 for bars (1.4.11).
func TestContrast(t *testing.T) {
	for s, pair := range pairs {
		if c := contrast(t, pair[0], pair[1]); c < 4.5 {
			t.Errorf("style %d: %s on %s has contrast %.2f", s, pair[0], pair[1], c)
		}
	}
	for _, ground := range []string{tint, riseBar, fallBar} {
		if c := contrast(t, black, ground); c < 4.5 {
			t.Errorf("%s on %s has contrast %.2f", black, ground, c)
		}
	}
	if c := contrast(t, blue, tint); c < 4.5 {
		t.Errorf("a link on a stripe has contrast %.2f", c)
	}
	fills := []string{rising, sinking, axisGrey}
	for _, band := range []string{"entry", "intermediate", "journey", "senior"} {
		fills = append(fills, bandFills[band])
	}
	for _, fill := range fills {
		if c := contrast(t, fill, white); c < 3 {
			t.Errorf("bar %s has contrast %.2f with white", fill, c)
		}
	}
}

// contrast is the contrast ratio of WCAG 2.2 for two sRGB colors.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light := func(color string) float64 {
		rgb, err := hex.DecodeString(color)
		if err != nil {
			t.Fatal(err)
		}
		l := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(rgb[i]) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			l += weight * v
		}
		return l
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestLinesOf(t *testing.T) {
	tests := []struct {
		text  string
		width float64
		want  int
	}{
		{"", 10, 1}, {"short", 20, 1}, {"one two three four", 11, 2}, {"a\nb\nc", 40, 3}, {strings.Repeat("a", 30), 11, 3}, {"word " + strings.Repeat("a", 12), 11, 3},
	}
	for _, tt := range tests {
		if got := linesOf(tt.text, tt.width); got != tt.want {
			t.Errorf("linesOf(%q, %g) = %d, want %d", tt.text, tt.width, got, tt.want)
		}
	}
}

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"} {
		if got := columnName(n); got != want {
			t.Errorf("columnName(%d) = %s, want %s", n, got, want)
		}
	}
}
