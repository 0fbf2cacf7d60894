package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An extra is what a sheet's part needs and the library's stream writer leaves out.
type extra struct {
	dimension string // of the cells written
	bars      string // cells with bars for rises and falls
	links     []placed
	rows      sheetRows
}

// correct fixes the parts where the library departs from the schemas, varies between builds or leaves
// something out, and packs them: each sheet as soon as it is done, for the sheets are most of the package. A place that
// it does not find is an error: the library changed, and so must the correction.
func (b *book) correct(list *partList) error {
	var done bytes.Buffer // one sheet after the other
	for i, name := range b.file.GetSheetList() {
		part := "xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml"
		buffer := list.parts[part]
		if buffer == nil {
			return fmt.Errorf("the library wrote no part %s for the sheet %s", part, name)
		}
		x := b.extras[name]
		done.Reset()
		err := correctSheet(&done, buffer.Bytes(), x, b.texts, list.parts["xl/worksheets/_rels/sheet"+strconv.Itoa(i+1)+".xml.rels"])
		if err == nil {
			err = addRelations(list, i+1, x.links)
		}
		if err == nil {
			err = list.pack(part, done.Bytes())
		}
		if err != nil {
			return fmt.Errorf("the part %s: %w", part, err)
		}
		delete(b.extras, name)
	}
	for i, c := range b.charts {
		list.parts["xl/charts/chart"+strconv.Itoa(i+1)+".xml"] = bytes.NewBuffer(c.part())
	}
	if err := b.texts.add(list); err != nil {
		return err
	}
	for _, name := range list.names {
		if list.parts[name] == nil {
			continue // a sheet, packed above
		}
		data, err := correctPart(name, list.parts[name].Bytes())
		if err == nil {
			err = list.pack(name, data)
		}
		if err != nil {
			return fmt.Errorf("the part %s: %w", name, err)
		}
	}
	return nil
}

// correctPart fixes a part that is not a sheet.
func correctPart(name string, data []byte) ([]byte, error) {
	switch {
	case name == "docProps/core.xml":
		return prefixCore(data)
	case strings.HasPrefix(name, "xl/comments"):
		return restoreEscapes(bytes.ReplaceAll(data, []byte(` xml:space="preserve"`), nil)), nil
	case strings.HasPrefix(name, "xl/drawings/vmlDrawing"):
		return numberShapes(data)
	case name == "xl/styles.xml":
		data, err := withRoot(data, "styleSheet")
		if err != nil {
			return nil, err
		}
		return orderFonts(data)
	}
	return data, nil
}

var coreElement = regexp.MustCompile(`<(/?)(coreProperties|category|contentStatus|keywords|lastModifiedBy|lastPrinted|revision|version)([ >])`)

// prefixCore gives the elements of the core properties their usual prefix. The library makes their namespace
// the default one, which is the same XML, but some readers look for names with the prefix.
func prefixCore(data []byte) ([]byte, error) {
	const before, after = `<coreProperties xmlns="`, `<coreProperties xmlns:cp="`
	if !bytes.Contains(data, []byte(before)) {
		return nil, fmt.Errorf("no core properties with a default namespace")
	}
	data = bytes.Replace(data, []byte(before), []byte(after), 1)
	return coreElement.ReplaceAll(data, []byte("<${1}cp:$2$3")), nil
}

const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	x14Space      = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
	excelSpace    = "http://schemas.microsoft.com/office/excel/2006/main"
)

// withRoot gives a part a root element with the two namespaces it uses, for the library's list of eighty,
// which also declares extensions ignorable that the sheets need.
func withRoot(data []byte, root string) ([]byte, error) {
	start := bytes.Index(data, []byte("<"+root))
	if start < 0 {
		return nil, fmt.Errorf("no root element %s", root)
	}
	end := start + bytes.IndexByte(data[start:], '>') + 1
	head := xml.Header + "<" + root + ` xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `">`
	return append([]byte(head), data[end:]...), nil
}

// relationPrefix is how the library refers from a sheet to its drawings.
var relationPrefix = []byte(` xmlns:relationships="` + relationSpace + `" relationships:id=`)

// correctSheet writes a sheet that the library made without its rows, with them. It sets the dimension, which readers
// of streams rely on, and adds the links and the extension of data bars, which the stream writer drops. The sheet's
// relations, nil where it has none, tell which drawings it refers to: with the prefix r, since some
// readers know no other.
func correctSheet(out *bytes.Buffer, data []byte, x extra, texts *sharedStrings, relations *bytes.Buffer) error {
	data, err := withRoot(data, "worksheet")
	if err != nil {
		return err
	}
	drawings := 0
	if relations != nil {
		drawings = len(drawingRelation.FindAll(relations.Bytes(), -1))
	}
	if n := bytes.Count(data, relationPrefix); n != drawings {
		return fmt.Errorf("%d references to drawings with the library's prefix; expected %d", n, drawings)
	}
	data = bytes.ReplaceAll(data, relationPrefix, []byte(" r:id="))
	body := bytes.Index(data, []byte("<sheetViews>"))
	if body < 0 {
		return fmt.Errorf("the sheet has no views")
	}
	head := string(data[:body])
	head = dimensionElement.ReplaceAllString(head, "") + `<dimension ref="` + x.dimension + `"/>`
	rows, after := bytes.Index(data, []byte(rowsStart)), bytes.Index(data, []byte(rowsEnd))
	margins := bytes.LastIndex(data, []byte("<pageMargins "))
	if rows < body || after < rows || margins < after {
		return fmt.Errorf("the sheet has no place for rows, and margins after them")
	}
	end, bars := []byte("</worksheet>"), ""
	if !bytes.HasSuffix(data, end) {
		return fmt.Errorf("the sheet does not end in %s", end)
	}
	if x.bars != "" {
		if bars, err = dataBars(data, x.bars); err != nil {
			return err
		}
	}
	out.Grow(len(data) + len(x.rows.data) + 4*len(x.rows.texts) + 256*len(x.links) + 4096)
	out.WriteString(head)
	out.Write(data[body : rows+len(rowsStart)])
	texts.place(out, x.rows)
	out.Write(data[after:margins])
	out.Write(hyperlinks(x.links))
	out.Write(bytes.TrimSuffix(data[margins:], end))
	out.WriteString(bars)
	out.Write(end)
	return nil
}

const rowsStart, rowsEnd = "<sheetData>", "</sheetData>"

// drawingRelation is a relation of a sheet to a drawing or to the drawing of its notes.
var drawingRelation = regexp.MustCompile(`Type="` + relationSpace + `/(drawing|vmlDrawing)"`)

var dimensionElement = regexp.MustCompile(`<dimension [^>]*>(</dimension>)?`)

var ruleID = regexp.MustCompile(`<x14:id>([^<]*)</x14:id>`)

// dataBars is the extension of Office 2010 for bars below zero ([MS-XLSX] 2.3.1): it shares its identifier
// with the rule of the base standard, in which bars start at the smallest number.
func dataBars(sheet []byte, area string) (string, error) {
	m := ruleID.FindSubmatch(sheet)
	if m == nil {
		return "", fmt.Errorf("no rule for the bars of %s", area)
	}
	id := string(m[1])
	return `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="` + x14Space + `"><x14:conditionalFormattings>` +
		`<x14:conditionalFormatting xmlns:xm="` + excelSpace + `"><x14:cfRule type="dataBar" id="` + id + `">` +
		`<x14:dataBar minLength="0" maxLength="100" border="1" gradient="0" negativeBarBorderColorSameAsPositive="0" axisPosition="middle">` +
		`<x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:borderColor rgb="FF` + rising + `"/><x14:negativeFillColor rgb="FF` + fallBar + `"/>` +
		`<x14:negativeBorderColor rgb="FF` + sinking + `"/><x14:axisColor rgb="FF` + grey + `"/></x14:dataBar></x14:cfRule><xm:sqref>` + area +
		`</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`, nil
}

var (
	shapeMap = regexp.MustCompile(`<o:idmap [^>]*data="(\d+)"`)
	shapeID  = regexp.MustCompile(`"_x0000_s\d+"`)
)

// numberShapes gives the shapes of notes, which the library all calls by one identifier, numbers of their
// own out of the block of 1,024 that their drawing claims.
func numberShapes(data []byte) ([]byte, error) {
	claimed := shapeMap.FindSubmatch(data)
	if claimed == nil {
		return nil, fmt.Errorf("the drawing claims no block of shape identifiers")
	}
	block, err := strconv.Atoi(string(claimed[1]))
	if err != nil {
		return nil, fmt.Errorf("the block of shape identifiers: %w", err)
	}
	n := block * 1024
	data = shapeID.ReplaceAllFunc(data, func([]byte) []byte {
		n++
		return []byte(`"_x0000_s` + strconv.Itoa(n) + `"`)
	})
	if n == block*1024 {
		return nil, fmt.Errorf("no shapes in the drawing")
	}
	return data, nil
}

var (
	fontElement = regexp.MustCompile(`<font>.*?</font>`)
	flatElement = regexp.MustCompile(`<(\w+)[^>]*></\w+>`)
	fontOrder   = []string{"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"}
)

// orderFonts puts the properties of fonts into the order in which Excel writes them: the standard lets
// them stand in any, Microsoft's validator does not.
func orderFonts(data []byte) ([]byte, error) {
	if !fontElement.Match(data) {
		return nil, fmt.Errorf("no fonts")
	}
	return fontElement.ReplaceAllFunc(data, func(font []byte) []byte {
		items := flatElement.FindAllSubmatch(font, -1)
		slices.SortStableFunc(items, func(a, b [][]byte) int {
			return slices.Index(fontOrder, string(a[1])) - slices.Index(fontOrder, string(b[1]))
		})
		out := []byte("<font>")
		for _, item := range items {
			out = append(out, item[0]...)
		}
		return append(out, "</font>"...)
	}), nil
}
