package escodata

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
)

// maxFatal is how many bad rows of one file are reported before its reading ends.
const maxFatal = 20

// A table is a CSV file that is read row by row. A plain row, as nearly all are, is cut where it lies in the
// buffer; one that is longer, has a carriage return inside or breaks the rules goes through encoding/csv, which
// reads from the same buffer and says what is wrong.
type table struct {
	name     string
	buffer   *bufio.Reader
	csv      *csv.Reader
	guard    *rowGuard
	comma    byte
	columns  map[string]int
	header   []string
	tail     int // how many trailing columns a row may leave out
	rows     int // data rows read so far
	blank    int // rows without a value
	record   row
	first    int // the line on which the current row begins
	lines    int // read so far
	csvLines int // of these by encoding/csv
	fatal    source.Problems
}

// A row holds the cells of a row one after the other, each followed by a comma: what is text as a whole is
// text in each cell. Its memory serves the next row.
type row struct {
	text []byte
	ends []int
}

func (r *row) reset() { r.text, r.ends = r.text[:0], r.ends[:0] }

func (r *row) end() {
	r.ends = append(r.ends, len(r.text))
	r.text = append(r.text, ',')
}

func (r *row) len() int { return len(r.ends) }

func (r *row) span(cell int) (from, to int) {
	if cell > 0 {
		from = r.ends[cell-1] + 1
	}
	return from, r.ends[cell]
}

// bytes returns a cell, which holds until the next row is read.
func (r *row) bytes(cell int) []byte {
	from, to := r.span(cell)
	return r.text[from:to]
}

// strings returns all cells.
func (r *row) strings() []string {
	list := make([]string, r.len())
	for i := range list {
		list[i] = string(r.bytes(i))
	}
	return list
}

// A rowGuard ends the reading of a row that is too long, such as one whose quotation mark never closes:
// encoding/csv keeps the whole row in memory. An error stays: a reader may ask again.
type rowGuard struct {
	r    io.Reader
	left int
	err  error
}

var errRow = fmt.Errorf("a row of more than %d bytes; a quotation mark may not be closed", MaxRowBytes)

func (g *rowGuard) Read(p []byte) (n int, err error) {
	switch {
	case g.err != nil:
		return 0, g.err
	case g.left <= 0:
		g.err = errRow
		return 0, g.err
	}
	n, g.err = g.r.Read(p)
	g.left -= n
	return n, g.err
}

// bufferBytes is how much of a file is read at once.
const bufferBytes = 1 << 16

// openTable reads the header of a file and checks that it has the columns it needs. A spreadsheet may have
// saved it with semicolons or tabs between the cells.
func openTable(name string, r io.Reader, k *kind) (*table, error) {
	t := &table{name: name, guard: &rowGuard{r: r, left: MaxRowBytes}, tail: k.tail, columns: map[string]int{}}
	t.buffer = bufio.NewReaderSize(t.guard, bufferBytes)
	if mark, _ := t.buffer.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = t.buffer.Discard(3)
	}
	start, _ := t.buffer.Peek(1 << 12)
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return nil, t.problem(1, "esco-encoding", "the file is UTF-16; save it as UTF-8")
	}
	t.comma = separator(start)
	t.csv = csv.NewReader(t.buffer) // which takes a buffer as it is
	t.csv.Comma = rune(t.comma)
	t.csv.ReuseRecord, t.csv.FieldsPerRecord = true, -1
	err := t.read()
	if errors.Is(err, io.EOF) {
		return nil, t.problem(1, "esco-empty", "the file is empty; expected a header with "+strings.Join(k.required, ", "))
	}
	if err != nil {
		return nil, err
	}
	return t, t.setHeader(t.record.strings(), k)
}

// separator returns what parts the names in a header: a comma unless there is none.
func separator(start []byte) byte {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	for _, other := range []byte(";\t") {
		if bytes.IndexByte(line, ',') < 0 && bytes.IndexByte(line, other) >= 0 {
			return other
		}
	}
	return ','
}

func (t *table) setHeader(record []string, k *kind) error {
	for len(record) > 0 && clean(record[len(record)-1]) == "" {
		record = record[:len(record)-1] // nameless columns that a spreadsheet leaves after the last
	}
	if len(record) > MaxColumns {
		return t.problem(1, "esco-columns", fmt.Sprintf("%d columns; expected at most %d", len(record), MaxColumns))
	}
	for i, cell := range record {
		column := clean(cell)
		if _, twice := t.columns[column]; twice && column != "" {
			return t.problem(1, "esco-columns", fmt.Sprintf("the column %s appears twice in the header", source.Quote(column)))
		}
		t.columns[column] = i
		t.header = append(t.header, column)
	}
	var missing []string
	for _, column := range k.required {
		if _, ok := t.columns[column]; !ok {
			missing = append(missing, column)
		}
	}
	switch {
	case k.name == OccupationsFile && slices.Equal(missing, []string{"code"}):
		return t.problem(1, "esco-columns", "no column code: these are the columns of ESCO 1.0; "+readFrom)
	case len(missing) > 0:
		slices.Sort(missing)
		return t.problem(1, "esco-columns", fmt.Sprintf("no column %s; found %s", strings.Join(missing, ", "), source.Quote(strings.Join(record, ","))))
	}
	return nil
}

func (t *table) problem(line int, rule, message string) error {
	return source.Problems{{Path: t.name, Line: line, Column: 1, Rule: rule, Message: message}}
}

// read reads the next row and checks its encoding.
func (t *table) read() error {
	t.guard.left = MaxRowBytes
	if !t.cut() {
		if err := t.readCSV(); err != nil {
			return err
		}
	}
	if bytes.IndexByte(t.record.text, 0) < 0 && utf8.Valid(t.record.text) {
		return nil
	}
	for i := range t.record.len() {
		cell := t.record.bytes(i)
		if bytes.IndexByte(cell, 0) >= 0 {
			return t.problem(t.lineOf(i), "esco-binary", "a zero byte: expected text")
		}
		if !utf8.Valid(cell) {
			return t.problem(t.lineOf(i), "esco-encoding", "a cell is not UTF-8: "+source.Quote(strings.ToValidUTF8(string(cell), "�")))
		}
	}
	return nil
}

// cut reads the next row if it lies in the buffer, whole and plain; otherwise nothing is read.
func (t *table) cut() bool {
	held, _ := t.buffer.Peek(t.buffer.Buffered())
	n := t.cutFrom(held)
	if n == 0 {
		held, _ = t.buffer.Peek(bufferBytes) // an error comes again when the row is read
		n = t.cutFrom(held)
	}
	if n == 0 {
		return false
	}
	t.first = t.lines + 1
	t.lines += bytes.Count(held[:n], []byte("\n"))
	_, _ = t.buffer.Discard(n)
	return true
}

// cutFrom cuts the row with which a text begins, up to its line end, and returns its length, 0 where it is not
// a plain row.
func (t *table) cutFrom(text []byte) int {
	r := &t.record
	r.reset()
	line, _, whole := bytes.Cut(text, []byte("\n"))
	switch {
	case !whole || len(line) == 0:
		return 0
	case bytes.IndexByte(line, '"') < 0:
		return t.cutLine(line)
	}
	for at := 0; ; {
		end := t.cutCell(text, at)
		if end < 0 || end == len(text) {
			return 0
		}
		r.end()
		at = end + 1
		switch {
		case text[end] == t.comma:
		case text[end] == '\n':
			return at
		case text[end] == '\r' && at < len(text) && text[at] == '\n':
			return at + 1
		default:
			return 0
		}
	}
}

// cutLine cuts a row without quotation marks and returns its length with its line end, 0 where it is not plain.
func (t *table) cutLine(line []byte) int {
	n := len(line) + 1
	if line = bytes.TrimSuffix(line, []byte("\r")); len(line) == 0 || bytes.IndexByte(line, '\r') >= 0 {
		return 0
	}
	r := &t.record
	for {
		end := bytes.IndexByte(line, t.comma)
		if end < 0 {
			r.text = append(r.text, line...)
			r.end()
			return n
		}
		r.text = append(r.text, line[:end]...)
		r.end()
		line = line[end+1:]
	}
}

// cutCell adds the cell that begins at a place to the row and returns where it ends, -1 where it is not plain.
func (t *table) cutCell(text []byte, at int) int {
	r := &t.record
	if at == len(text) {
		return -1
	}
	if text[at] != '"' {
		end := at
		for end < len(text) && text[end] != t.comma && text[end] != '\n' && text[end] != '\r' {
			if text[end] == '"' {
				return -1
			}
			end++
		}
		r.text = append(r.text, text[at:end]...)
		return end
	}
	for at++; ; at++ { // after a quotation mark
		n := bytes.IndexByte(text[at:], '"')
		if n < 0 || bytes.IndexByte(text[at:at+n], '\r') >= 0 {
			return -1
		}
		r.text = append(r.text, text[at:at+n]...)
		if at += n + 1; at == len(text) || text[at] != '"' {
			return at
		}
		r.text = append(r.text, '"')
	}
}

// readCSV reads the next row with encoding/csv.
func (t *table) readCSV() error {
	record, err := t.csv.Read()
	if err != nil {
		return t.readError(err)
	}
	t.record.reset()
	for _, cell := range record {
		t.record.text = append(t.record.text, cell...)
		t.record.end()
	}
	before := t.lines - t.csvLines
	line, _ := t.csv.FieldPos(0)
	t.first = before + line
	t.csvLines = line + bytes.Count(t.record.text, []byte("\n"))
	t.lines = before + t.csvLines
	return nil
}

func (t *table) readError(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return io.EOF
	case errors.As(err, &parse):
		before := t.lines - t.csvLines
		return source.Problems{{Path: t.name, Line: before + parse.Line, Column: parse.Column, Rule: "esco-quotes",
			Message: fmt.Sprintf("row %d, which begins on line %d: %v", t.rows+1, before+parse.StartLine, parse.Err)}}
	}
	return source.Problems{{Path: t.name, Rule: "esco-read", Message: fmt.Sprintf("after row %d: %v", t.rows, err)}}
}

// next reads the next data row; io.EOF ends the file. Rows without any value, as a spreadsheet leaves them, are
// passed over; rows of a wrong length are noted in t.fatal and left out.
func (t *table) next() error {
	for {
		if err := t.read(); err != nil {
			return err
		}
		if t.rows++; t.rows > MaxRows {
			return t.problem(t.line(), "esco-rows", fmt.Sprintf("more than %d rows", MaxRows))
		}
		if t.record.empty() {
			t.rows--
			if t.blank++; t.blank > MaxRows {
				return t.problem(t.line(), "esco-rows", fmt.Sprintf("more than %d rows without a value", MaxRows))
			}
			continue
		}
		cells := t.record.len()
		for cells > len(t.header) && clean(string(t.record.bytes(cells-1))) == "" {
			cells-- // below a nameless column
		}
		t.record.ends = t.record.ends[:cells]
		if cells <= len(t.header) && cells >= len(t.header)-t.tail {
			return nil
		}
		if t.reject("esco-ragged", "%d cells; expected %d as in the header", cells, len(t.header)) {
			return t.fatal
		}
	}
}

// empty reports whether no cell has a value.
func (r *row) empty() bool {
	for i := range r.len() {
		if cell := r.bytes(i); len(cell) > 0 && (isPlain(cell[0]) || clean(string(cell)) != "") {
			return false
		}
	}
	return true
}

// isPlain reports whether a byte is a letter, digit or mark of ASCII, which no cleaning removes.
func isPlain(b byte) bool { return b > ' ' && b < 0x7f }

// reject notes a row that makes the file unusable, and reports whether enough were noted.
func (t *table) reject(rule, format string, args ...any) (enough bool) {
	message := fmt.Sprintf("row %d: ", t.rows) + fmt.Sprintf(format, args...)
	t.fatal = append(t.fatal, source.Problem{Path: t.name, Line: t.line(), Column: 1, Rule: rule, Message: message})
	return len(t.fatal) >= maxFatal
}

// line is the line on which the current row begins.
func (t *table) line() int { return t.first }

// lineOf is the line on which a cell of the current row begins.
func (t *table) lineOf(cell int) int {
	from, _ := t.record.span(cell)
	return t.first + bytes.Count(t.record.text[:from], []byte("\n"))
}

// column returns the position of a column, or -1 for one that the file does not have.
func (t *table) column(name string) int {
	if i, ok := t.columns[name]; ok {
		return i
	}
	return -1
}

// cell returns a copy of a cell of the current row; a column that is absent, or left out by the row, is empty.
func (t *table) cell(column int) string {
	return string(t.bytes(column))
}

// bytes returns a cell as cell does; it holds until the next row is read.
func (t *table) bytes(column int) []byte {
	if column < 0 || column >= t.record.len() {
		return nil
	}
	return t.record.bytes(column)
}
