package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A chart is a clustered bar chart with everything a reader sees of it.
type chart struct {
	name, alt  string
	across, up string // titles of the axis of categories and of values
	numbers    string // number format of the labels
	horizontal bool   // the bars run from left to right, categories from top to bottom
	block      *figureBlock
	notes      []string // what no bar can show
}

// addChart places a chart with the library, which keeps the drawing, its anchor and its relations. The
// chart part itself is written by part: the library's has elements out of the order of ISO/IEC 29500-1,
// 21.2, no cached values, and value axes of horizontal bars titled upright.
func (b *book) addChart(sheet, at string, c chart) error {
	b.charts = append(b.charts, c)
	return b.file.AddChart(sheet, at, &excelize.Chart{
		Type: excelize.Bar, Dimension: excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Format: excelize.GraphicOptions{AltText: c.alt, Name: c.name, Positioning: "oneCell"},
	})
}

// The identifiers of the two axes of a chart, which only have to differ.
const (
	categoryAxis = 111111111
	valueAxis    = 222222222
)

// part writes the chart part, its elements in the order of the schema dml-chart.xsd.
func (c chart) part() []byte {
	var w bytes.Buffer
	w.WriteString(xml.Header + `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">` +
		`<c:date1904 val="0"/><c:lang val="en-US"/><c:roundedCorners val="0"/><c:chart>`)
	w.WriteString(chartTitle(c.name, 14, false) + `<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`)
	c.writeBars(&w)
	c.writeAxes(&w)
	w.WriteString(`</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>` + chartText(10) + `</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`)
	w.WriteString(`<c:spPr>` + solid(white) + `<a:ln w="9525">` + solid(rule) + `</a:ln></c:spPr></c:chartSpace>`)
	return w.Bytes()
}

func (c chart) writeBars(w *bytes.Buffer) {
	direction, overlap := "col", 0
	if c.horizontal {
		direction, overlap = "bar", 100
	}
	fmt.Fprintf(w, `<c:barChart><c:barDir val="%s"/><c:grouping val="clustered"/><c:varyColors val="0"/>`, direction)
	for i, s := range c.block.series {
		fmt.Fprintf(w, `<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx>%s</c:tx>`, i, i, textCache(c.block.at(i+2, -1), []string{s.name}))
		fmt.Fprintf(w, `<c:spPr>%s</c:spPr><c:invertIfNegative val="0"/>`, solid(s.fill))
		fmt.Fprintf(w, `<c:dLbls><c:numFmt formatCode="%s" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>%s<c:dLblPos val="outEnd"/>`, escaped(c.numbers), chartText(10))
		w.WriteString(`<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
		fmt.Fprintf(w, `<c:cat>%s</c:cat><c:val>%s</c:val></c:ser>`, textCache(c.block.at(1, len(c.block.categories)), c.block.categories), numberCache(c.block.at(i+2, len(s.values)), s.values))
	}
	fmt.Fprintf(w, `<c:gapWidth val="50"/><c:overlap val="%d"/><c:axId val="%d"/><c:axId val="%d"/></c:barChart>`, overlap, categoryAxis, valueAxis)
}

// writeAxes writes both axes. Lying bars read from the top, which turns the axis of categories around and
// would bring the values' axis to the top with it, if it were not set to cross at the far end.
func (c chart) writeAxes(w *bytes.Buffer) {
	order, categoryAt, valueAt, crosses := "minMax", "b", "l", "autoZero"
	if c.horizontal {
		order, categoryAt, valueAt, crosses = "maxMin", "l", "b", "max"
	}
	head := func(id int, order, at string) string {
		return fmt.Sprintf(`<c:axId val="%d"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/>`, id, order, at)
	}
	ticks := func(labels string) string {
		return `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="` + labels + `"/><c:spPr><a:ln w="9525">` + solid(axisGrey) + `</a:ln></c:spPr>` + chartText(10)
	}
	fmt.Fprintf(w, `<c:catAx>%s%s<c:numFmt formatCode="General" sourceLinked="0"/>%s<c:crossAx val="%d"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>`,
		head(categoryAxis, order, categoryAt), chartTitle(c.across, 10, c.horizontal), ticks("low"), valueAxis)
	fmt.Fprintf(w, `<c:valAx>%s<c:majorGridlines><c:spPr><a:ln w="6350">%s</a:ln></c:spPr></c:majorGridlines>%s<c:numFmt formatCode="%s" sourceLinked="0"/>%s<c:crossAx val="%d"/><c:crosses val="%s"/><c:crossBetween val="between"/></c:valAx>`,
		head(valueAxis, "minMax", valueAt), solid(gridGrey), chartTitle(c.up, 10, !c.horizontal), escaped(c.numbers), ticks("nextTo"), categoryAxis, crosses)
}

// The greys of a chart's axes and grid.
const (
	axisGrey = "7F7F7F"
	gridGrey = "E3E3E3"
)

func solid(color string) string {
	return `<a:solidFill><a:srgbClr val="` + color + `"/></a:solidFill>`
}

// chartTitle writes a title; an upright one reads from the bottom to the top.
func chartTitle(text string, size int, upright bool) string {
	body := `<a:bodyPr/>`
	if upright {
		body = `<a:bodyPr rot="-5400000" vert="horz"/>`
	}
	look := fmt.Sprintf(`sz="%d" b="1"`, size*100)
	return fmt.Sprintf(`<c:title><c:tx><c:rich>%s<a:lstStyle/><a:p><a:pPr><a:defRPr %s/></a:pPr><a:r><a:rPr lang="en-US" %s>%s</a:rPr><a:t>%s</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`,
		body, look, look, solid(navy), escaped(text))
}

// chartText sets the size and color of labels.
func chartText(size int) string {
	return fmt.Sprintf(`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="%d" b="0">%s</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`, size*100, solid(black))
}

// at refers to n figures of a column of the block, or to its heading where n is negative.
func (f *figureBlock) at(column, n int) string {
	letter := columnName(column)
	if n < 0 {
		return fmt.Sprintf("%s!$%s$%d", chartSheet, letter, f.header)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", chartSheet, letter, f.header+1, letter, f.header+n)
}

// textCache and numberCache write a reference with the values that are there, for readers that draw a
// chart without reading its sheet.
func textCache(ref string, values []string) string {
	var w strings.Builder
	fmt.Fprintf(&w, `<c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>`, escaped(ref), len(values))
	for i, v := range values {
		fmt.Fprintf(&w, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, escaped(v))
	}
	return w.String() + `</c:strCache></c:strRef>`
}

func numberCache(ref string, values []*int) string {
	var w strings.Builder
	fmt.Fprintf(&w, `<c:numRef><c:f>%s</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>`, escaped(ref), len(values))
	for i, v := range values {
		if v != nil {
			fmt.Fprintf(&w, `<c:pt idx="%d"><c:v>%d</c:v></c:pt>`, i, *v)
		}
	}
	return w.String() + `</c:numCache></c:numRef>`
}

func escaped(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune(`"'&<>`, r) }) {
		return text
	}
	var w strings.Builder
	w.Grow(len(text) + len(text)/4)
	if err := xml.EscapeText(&w, []byte(text)); err != nil {
		panic("excel: escaping into memory failed: " + err.Error())
	}
	return w.String()
}
