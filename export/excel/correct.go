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
}

// correct mends the parts where the library departs from the schemas, varies between builds or leaves
// something out. Each mending is local and leaves alone what it does not find.
func (b *book) correct(list *partList) error {
	shared := newSharedStrings()
	for i, name := range b.file.GetSheetList() {
		part := "xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml"
		buffer := list.parts[part]
		if buffer == nil {
			return fmt.Errorf("the library wrote no part %s for the sheet %s", part, name)
		}
		x := b.extras[name]
		data, err := correctSheet(buffer.Bytes(), x)
		if err == nil {
			err = addRelations(list, i+1, x.links)
		}
		if err != nil {
			return fmt.Errorf("the part %s: %w", part, err)
		}
		list.parts[part] = shared.take(data)
	}
	for i, c := range b.charts {
		list.parts["xl/charts/chart"+strconv.Itoa(i+1)+".xml"] = bytes.NewBuffer(c.part())
	}
	for _, name := range list.names {
		data := list.parts[name].Bytes()
		switch {
		case strings.HasPrefix(name, "xl/comments"):
			data = bytes.ReplaceAll(data, []byte(` xml:space="preserve"`), nil)
		case strings.HasPrefix(name, "xl/drawings/vmlDrawing"):
			data = numberShapes(data)
		case name == "xl/styles.xml":
			data = orderFonts(withRoot(data, "styleSheet"))
		default:
			continue
		}
		list.parts[name] = bytes.NewBuffer(data)
	}
	return shared.add(list)
}

const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	x14Space      = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
	excelSpace    = "http://schemas.microsoft.com/office/excel/2006/main"
)

// withRoot gives a part a root element with the two namespaces it uses, for the library's list of eighty,
// which also declares extensions ignorable that the sheets need.
func withRoot(data []byte, root string) []byte {
	start := bytes.Index(data, []byte("<"+root))
	if start < 0 {
		return data
	}
	end := start + bytes.IndexByte(data[start:], '>') + 1
	head := xml.Header + "<" + root + ` xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `">`
	return append([]byte(head), data[end:]...)
}

// correctSheet sets the dimension, which readers of streams rely on, and adds the links and the extension
// of data bars, which the stream writer drops.
func correctSheet(data []byte, x extra) ([]byte, error) {
	data = withRoot(data, "worksheet")
	body := bytes.Index(data, []byte("<sheetViews>"))
	if body < 0 {
		return nil, fmt.Errorf("the sheet has no views")
	}
	head, tail := string(data[:body]), []byte("</worksheet>")
	head = dimensionElement.ReplaceAllString(head, "") + `<dimension ref="` + x.dimension + `"/>`
	margins := bytes.LastIndex(data, []byte("<pageMargins "))
	if margins < body {
		return nil, fmt.Errorf("the sheet has no margins")
	}
	out := slices.Concat([]byte(head), data[body:margins], hyperlinks(x.links), data[margins:])
	if x.bars != "" {
		out = append(bytes.TrimSuffix(out, tail), dataBars(out, x.bars)+string(tail)...)
	}
	return out, nil
}

var dimensionElement = regexp.MustCompile(`<dimension [^>]*>(</dimension>)?`)

var ruleID = regexp.MustCompile(`<x14:id>([^<]*)</x14:id>`)

// dataBars is the extension of Office 2010 for bars below zero ([MS-XLSX] 2.3.1): it shares its identifier
// with the rule of the base standard, in which bars start at the smallest number.
func dataBars(sheet []byte, area string) string {
	id := ""
	if m := ruleID.FindSubmatch(sheet); m != nil {
		id = string(m[1])
	}
	return `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="` + x14Space + `"><x14:conditionalFormattings>` +
		`<x14:conditionalFormatting xmlns:xm="` + excelSpace + `"><x14:cfRule type="dataBar" id="` + id + `">` +
		`<x14:dataBar minLength="0" maxLength="100" border="1" gradient="0" negativeBarBorderColorSameAsPositive="0" axisPosition="middle">` +
		`<x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:borderColor rgb="FF` + rising + `"/><x14:negativeFillColor rgb="FF` + fallBar + `"/>` +
		`<x14:negativeBorderColor rgb="FF` + sinking + `"/><x14:axisColor rgb="FF` + grey + `"/></x14:dataBar></x14:cfRule><xm:sqref>` + area +
		`</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`
}

var (
	shapeMap = regexp.MustCompile(`<o:idmap [^>]*data="(\d+)"`)
	shapeID  = regexp.MustCompile(`"_x0000_s\d+"`)
)

// numberShapes gives the shapes of notes, which the library all calls by one identifier, numbers of their
// own out of the block of 1,024 that their drawing claims.
func numberShapes(data []byte) []byte {
	claimed := shapeMap.FindSubmatch(data)
	if claimed == nil {
		return data
	}
	block, err := strconv.Atoi(string(claimed[1]))
	if err != nil {
		return data
	}
	n := block * 1024
	return shapeID.ReplaceAllFunc(data, func([]byte) []byte {
		n++
		return []byte(`"_x0000_s` + strconv.Itoa(n) + `"`)
	})
}

var (
	fontElement = regexp.MustCompile(`<font>.*?</font>`)
	flatElement = regexp.MustCompile(`<(\w+)[^>]*></\w+>`)
	fontOrder   = []string{"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"}
)

// orderFonts puts the properties of fonts into the order in which Excel writes them: the standard lets
// them stand in any, Microsoft's validator does not.
func orderFonts(data []byte) []byte {
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
	})
}
