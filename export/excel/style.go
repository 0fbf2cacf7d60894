package excel

import "github.com/xuri/excelize/v2"

// The colors of the workbook. Every pair of a text and its ground has the contrast of at least 4.5 to 1
// that WCAG 2.2, success criterion 1.4.3, asks for, and no color says what a text or sign does not say.
const (
	navy     = "1F3864"
	white    = "FFFFFF"
	black    = "000000"
	grey     = "595959"
	blue     = "0B4F9E"
	tint     = "DCE6F1" // ground of a mark, and of the stripes of Excel's table style
	cream    = "FFF2CC" // ground of a cell to fill in
	rule     = "BFBFBF" // frame of a chart
	hairline = "D0D0D0" // lines between cells, which carry nothing
	rising   = "1F5FA8" // bars of competencies that gain importance
	riseBar  = "9DC3E6" // bars behind numbers, light enough to read them
	fallBar  = "F4B183"
	sinking  = "B4521A" // bars of competencies that lose importance
)

// tableStyle is the built-in style of every Excel table: a dark header and stripes.
const tableStyle = "TableStyleMedium2"

// signedChange is the number format of a change in rank: a rise, a fall, no change.
const signedChange = `"▲ "0;"▼ "0;"= "0`

// dateFormat shows a day as the data writes it, in every locale.
const dateFormat = "yyyy-mm-dd"

// A style is one of the cell formats of the workbook.
type style int

const (
	plain style = iota
	title
	lead
	section
	header
	headerRight
	headerCenter
	headerLink
	label
	block
	blockLink
	text
	prose
	link
	computedLink // not text: a reader who edits a formula keeps it
	line
	integer
	thousand
	decimal
	right
	left
	boolean
	dateLeft
	dateRight
	center
	mark
	absent
	count
	change
	group
	input
	inputNumber
	back
	field          // a text to fill in
	heat           // a gap
	computedNumber // a number, or no text
	headerComputed // a heading that a formula gives
	sentence       // a computed line that is as long as it is
	muted
	styleCount
)

// pairs are the text and ground colors of the styles; a style that is not here is black on white.
var pairs = map[style][2]string{
	title: {navy, white}, lead: {grey, white}, section: {navy, white}, header: {white, navy}, headerRight: {white, navy}, headerCenter: {white, navy},
	headerLink: {blue, tint}, block: {navy, tint}, blockLink: {blue, tint},
	link: {blue, white}, computedLink: {blue, white}, back: {blue, white}, mark: {navy, tint}, absent: {grey, white}, group: {navy, tint}, input: {black, cream}, inputNumber: {black, cream}, field: {black, cream}, headerComputed: {white, navy},
	muted: {grey, white},
}

// makeStyles registers the styles in a fixed order, so that their numbers are the same in every build.
func (b *book) makeStyles() error {
	for s := plain + 1; s < styleCount; s++ {
		id, err := b.file.NewStyle(s.format())
		if err != nil {
			return err
		}
		b.styles[s] = id
	}
	return nil
}

func (s style) format() *excelize.Style {
	f := &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Color: black}, Alignment: &excelize.Alignment{Vertical: "top"}}
	if pair, ok := pairs[s]; ok {
		f.Font.Color = pair[0]
		if pair[1] != white {
			f.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{pair[1]}}
		}
	}
	switch s {
	case title:
		f.Font.Size, f.Font.Bold, f.Alignment.Vertical = 18, true, "center"
	case section:
		f.Font.Size, f.Font.Bold, f.Alignment.Vertical = 14, true, "center"
	case header, headerRight, headerCenter, headerComputed, group, label, block, blockLink:
		f.Font.Bold, f.Alignment.WrapText = true, true
	case headerLink:
		f.Font.Bold = true
	case text, link, computedLink, input, prose, field:
		f.Alignment.WrapText = true
	}
	s.number(f)
	s.place(f)
	return f
}

// number sets the number format: "@" makes a cell text for good, also when a reader edits it.
func (s style) number(f *excelize.Style) {
	switch s {
	case text, header, headerRight, headerCenter, headerLink, link, line, block, blockLink, input, field:
		f.NumFmt = 49
	case integer, left, count, inputNumber:
		f.NumFmt = 1
	case thousand:
		f.NumFmt = 3
	case dateLeft, dateRight:
		day := dateFormat
		f.CustomNumFmt = &day
	case decimal:
		places := "0.00#"
		f.CustomNumFmt = &places
	case change:
		signs := signedChange
		f.CustomNumFmt = &signs
	}
}

// place sets alignment, underline and borders.
func (s style) place(f *excelize.Style) {
	switch s {
	case link, computedLink, blockLink, headerLink, back:
		f.Font.Underline = "single"
	case integer, thousand, decimal, right, dateRight, change, headerRight, headerComputed, computedNumber:
		f.Alignment.Horizontal, f.Alignment.Indent = "right", 1 // with space before a text that follows
	case left, dateLeft:
		f.Alignment.Horizontal = "left"
	case boolean, center, headerCenter:
		f.Alignment.Horizontal = "center"
	case mark, absent, count, heat:
		f.Alignment.Horizontal = "center"
		f.Border = borders("left", "top", "right", "bottom")
	case group:
		f.Alignment.WrapText, f.Alignment.Vertical = false, "center"
	case input, inputNumber:
		f.Font.Bold, f.Alignment.Horizontal, f.Border = true, "left", borders("left", "top", "right", "bottom")
	}
	if s == field {
		f.Border = borders("left", "top", "right", "bottom")
	}
	switch s {
	case text, link, computedLink, computedNumber, line, prose, label, block, blockLink, integer, thousand, decimal, right, left, dateLeft, dateRight, change, boolean, center:
		f.Border = borders("bottom")
	}
}

func borders(sides ...string) []excelize.Border {
	b := make([]excelize.Border, len(sides))
	for i, side := range sides {
		b[i] = excelize.Border{Type: side, Color: hairline, Style: 1}
	}
	return b
}
