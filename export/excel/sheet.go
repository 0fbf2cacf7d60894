package excel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A cell is a value with its format. An external link goes to a URL, an internal one ("#sheet!A1") into
// the workbook. A formula's value is its result when the workbook is written.
type cell struct {
	value   any // string, int, float64, bool or nil
	style   style
	formula string
	link    string
	note    string
}

// A sheet writes rows, from the top, into one sheet.
type sheet struct {
	book   *book
	name   string
	stream *excelize.StreamWriter
	widths []float64
	lines  int // a row's lines are shown up to this number
	row    int // last row written
	links  []placed
	notes  []placed
	rows   sheetRows
	heads  []string // the texts of the last row with a heading, headRow
	// headRow is that row's number.
	headRow int
	// last and columns are the extent of what was written.
	last, columns int
}

type placed struct{ at, text string }

// A frame is what a sheet has before its first row.
type frame struct {
	widths     []float64
	freezeRows int // frozen above
	freezeCols int // frozen at the left
	grid       bool
	titleRow   int // row repeated on each printed page, 0 for none
	portrait   bool
	tab        string // color of the tab
	hidden     []int  // columns, from 1, that only compute
	focus      string // the cell that is selected when the sheet is opened, the first below what is frozen where it is empty
}

// open begins a sheet that makeSheets created.
func (b *book) open(name string, f frame) (*sheet, error) {
	// The library writes a sheet's properties when its stream begins: what is set later is lost.
	if err := b.setView(name, f); err != nil {
		return nil, err
	}
	stream, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{book: b, name: name, stream: stream, widths: f.widths, lines: maxLines}
	if f.freezeRows > 0 {
		corner := columnName(f.freezeCols+1) + strconv.Itoa(f.freezeRows+1)
		pane := "bottomLeft"
		if f.freezeCols > 0 {
			pane = "bottomRight"
		}
		panes := &excelize.Panes{Freeze: true, XSplit: f.freezeCols, YSplit: f.freezeRows, TopLeftCell: corner, ActivePane: pane,
			Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}}}
		if f.focus != "" { // a cell among the frozen rows, whose pane is the one at the top
			at := strings.ReplaceAll(f.focus, "$", "")
			panes.ActivePane, panes.Selection = "topLeft", []excelize.Selection{{SQRef: at, ActiveCell: at, Pane: "topLeft"}, {SQRef: corner, ActiveCell: corner, Pane: pane}}
		}
		if err := stream.SetPanes(panes); err != nil {
			return nil, err
		}
	}
	for i := len(f.widths); i > 0; i-- { // the library puts each column before those it has
		if err := stream.SetColWidth(i, i, f.widths[i-1]); err != nil {
			return nil, err
		}
		if slices.Contains(f.hidden, i) {
			if err := stream.SetColVisible(i, i, false); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// put writes the next row. Its height follows from the wrapped texts in it.
func (s *sheet) put(cells ...cell) error {
	return s.putHigh(0, cells...)
}

// putHigh writes the next row with a height in points, 0 to fit its texts.
func (s *sheet) putHigh(height float64, cells ...cell) error {
	s.row++
	s.last, s.columns = s.row, max(s.columns, len(cells))
	if s.row > excelize.TotalRows || len(cells) > excelize.MaxColumns {
		return fmt.Errorf("row %s with %s columns: a sheet has room for %s rows of %s", thousands(s.row), thousands(len(cells)), thousands(excelize.TotalRows), thousands(excelize.MaxColumns))
	}
	if height == 0 {
		height = heightOf(min(s.linesIn(cells), s.lines))
	}
	s.keepHeads(cells)
	s.rows.begin(s.row, height)
	for i, c := range cells {
		if err := s.putCell(i, c); err != nil {
			return fmt.Errorf("cell %s: %w", s.at(i+1), err)
		}
	}
	s.rows.end()
	return nil
}

// linesIn counts the lines of the longest wrapped text of a row.
func (s *sheet) linesIn(cells []cell) int {
	lines := 1
	for i, c := range cells {
		if t, ok := c.value.(string); ok && c.style.wraps() && i < len(s.widths) && len(t) > 4 {
			lines = max(lines, linesOf(t, s.widths[i]/c.style.boldness()))
		}
	}
	return lines
}

// keepHeads remembers the texts of a row of headings, which a table repeats.
func (s *sheet) keepHeads(cells []cell) {
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.style.heads() }) {
		return
	}
	s.heads, s.headRow = s.heads[:0], s.row
	for _, c := range cells {
		text, _ := c.value.(string)
		s.heads = append(s.heads, text)
	}
}

// heads reports whether a style is that of a heading of columns.
func (s style) heads() bool {
	return s == header || s == headerRight || s == headerCenter || s == headerLink
}

func (s style) wraps() bool {
	switch s {
	case header, headerRight, headerCenter, label, block, blockLink, text, link, computedLink, input, prose:
		return true
	}
	return false
}

// boldness is how much wider than plain text a style's text is.
func (s style) boldness() float64 {
	switch s {
	case header, headerRight, headerCenter, label, block, blockLink, input:
		return 1.1
	}
	return 1
}

// putCell writes a cell, and keeps its link and note for the end of the sheet.
func (s *sheet) putCell(i int, c cell) error {
	if c.value == nil && c.style == plain && c.formula == "" {
		return nil
	}
	if c.link != "" {
		s.links = append(s.links, placed{s.at(i + 1), c.link})
	}
	if c.note != "" {
		s.notes = append(s.notes, placed{s.at(i + 1), c.note})
	}
	if t, ok := c.value.(string); ok {
		if err := checkText(t); err != nil {
			return err
		}
		if t == "" {
			c.value = nil
		}
	}
	return s.rows.cell(i+1, s.row, s.book.styles[c.style], c.formula, c.value, s.book.texts)
}

// skip leaves rows empty.
func (s *sheet) skip(n int) { s.row += n }

// at names a cell of the row last written, by the number of its column from 1.
func (s *sheet) at(column int) string { return columnName(column) + strconv.Itoa(s.row) }

// heading writes the title in A1, a line that says how to read the sheet, and the way back to the contents.
func (s *sheet) heading(name, reading string) error {
	if err := s.putHigh(27, cell{value: name, style: title}); err != nil {
		return err
	}
	if err := s.put(cell{value: reading, style: lead}); err != nil {
		return err
	}
	return s.put(cell{value: "← " + contentsSheet, style: back, link: "#" + quoted(contentsSheet) + "!A1"})
}

// table makes an Excel table of the rows from header to the row last written. The library takes the headings
// from its stream, so they go there as well; the rows of the sheet replace them. It also reads each table that it
// has to number the next one, so it keeps but the last until the end.
func (s *sheet) table(name string, header, columns int) error {
	if s.headRow != header || len(s.heads) < columns {
		return fmt.Errorf("the table %s has no headings in row %d", name, header)
	}
	if s.row == header {
		s.row++
	}
	heads := make([]any, columns)
	for i := range heads {
		heads[i] = s.heads[i]
	}
	if err := s.stream.SetRow("A"+strconv.Itoa(header), heads); err != nil {
		return err
	}
	stripes := true
	err := s.stream.AddTable(&excelize.Table{
		Range: fmt.Sprintf("A%d:%s%d", header, columnName(columns), s.row), Name: name, StyleName: tableStyle, ShowRowStripes: &stripes,
	})
	s.book.parked = append(s.book.parked, parkedPart{})
	s.book.park(len(s.book.parked) - 1)
	return err
}

// A parkedPart is a part that the library wrote and need not read again.
type parkedPart struct {
	name string
	data any
}

// park takes the nth table from the library.
func (b *book) park(n int) {
	name := "xl/tables/table" + strconv.Itoa(n) + ".xml"
	if data, ok := b.file.Pkg.LoadAndDelete(name); ok {
		b.parked[n] = parkedPart{name, data}
	}
}

// unpark gives the tables back.
func (b *book) unpark() {
	for _, p := range b.parked {
		if p.name != "" {
			b.file.Pkg.Store(p.name, p.data)
		}
	}
}

// close writes links and notes and ends the sheet.
func (s *sheet) close() error {
	x := s.book.extras[s.name]
	x.dimension = "A1:" + columnName(max(s.columns, 1)) + strconv.Itoa(max(s.last, 1))
	x.links, x.rows = s.links, s.rows
	s.book.extras[s.name] = x
	for _, n := range s.notes {
		if err := s.note(n); err != nil {
			return fmt.Errorf("note at the cell %s: %w", n.at, err)
		}
	}
	return s.stream.Flush()
}

// note adds a cell note in a box that fits it.
func (s *sheet) note(n placed) error {
	const width, digit, line, margin = 320, 7, 17, 12
	return s.book.file.AddComment(s.name, excelize.Comment{
		Cell: n.at, Author: s.book.data.Info.Publisher, Width: width, Height: uint(linesOf(n.text, width/digit)*line + margin),
		Paragraph: []excelize.RichTextRun{{Text: guardEscapes(n.text), Font: &excelize.Font{Family: "Calibri", Size: 10, Color: black}}},
	})
}

// columnName returns the letters of a column, from 1: A, B … Z, AA.
func columnName(n int) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if 0 < n && n <= len(letters) {
		return letters[n-1 : n]
	}
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// quoted returns a sheet's name as references need it.
func quoted(name string) string {
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}
