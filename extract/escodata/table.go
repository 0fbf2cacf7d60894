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

// A table is a CSV file that is read row by row.
type table struct {
	name    string
	csv     *csv.Reader
	guard   *rowGuard
	columns map[string]int
	header  []string
	tail    int // how many trailing columns a row may leave out
	rows    int // data rows read so far
	blank   int // rows without a value
	record  []string
	fatal   source.Problems
}

// A rowGuard ends the reading of a row that is too long, such as one whose quotation mark never closes:
// encoding/csv keeps the whole row in memory.
type rowGuard struct {
	r    io.Reader
	left int
}

var errRow = fmt.Errorf("a row of more than %d bytes; a quotation mark may not be closed", MaxRowBytes)

func (g *rowGuard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, errRow
	}
	n, err := g.r.Read(p)
	g.left -= n
	return n, err
}

// openTable reads the header of a file and checks that it has the columns it needs. A spreadsheet may have
// saved it with semicolons or tabs between the cells.
func openTable(name string, r io.Reader, k *kind) (*table, error) {
	buffered := bufio.NewReaderSize(r, 1<<16)
	if mark, _ := buffered.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = buffered.Discard(3)
	}
	t := &table{name: name, guard: &rowGuard{r: buffered}, tail: k.tail, columns: map[string]int{}}
	start, _ := buffered.Peek(1 << 12)
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return nil, t.problem(1, "esco-encoding", "the file is UTF-16; save it as UTF-8")
	}
	t.csv = csv.NewReader(t.guard)
	t.csv.Comma = separator(start)
	t.csv.ReuseRecord, t.csv.FieldsPerRecord = true, -1
	record, err := t.read()
	if errors.Is(err, io.EOF) {
		return nil, t.problem(1, "esco-empty", "the file is empty; expected a header with "+strings.Join(k.required, ", "))
	}
	if err != nil {
		return nil, err
	}
	return t, t.setHeader(record, k)
}

// separator returns what parts the names in a header: a comma unless there is none.
func separator(start []byte) rune {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	for _, other := range ";\t" {
		if !bytes.Contains(line, []byte(",")) && bytes.ContainsRune(line, other) {
			return other
		}
	}
	return ','
}

func (t *table) setHeader(record []string, k *kind) error {
	for len(record) > 0 && clean(record[len(record)-1]) == "" {
		record = record[:len(record)-1] // nameless columns that a spreadsheet leaves behind the last
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

// read returns the next record as encoding/csv gives it, checked for its encoding.
func (t *table) read() ([]string, error) {
	t.guard.left = MaxRowBytes
	record, err := t.csv.Read()
	if err != nil {
		return nil, t.readError(err)
	}
	for i, cell := range record {
		if strings.IndexByte(cell, 0) >= 0 {
			return nil, t.problem(t.lineOf(i), "esco-binary", "a zero byte: expected text")
		}
		if !utf8.ValidString(cell) {
			return nil, t.problem(t.lineOf(i), "esco-encoding", "a cell is not UTF-8: "+source.Quote(strings.ToValidUTF8(cell, "�")))
		}
	}
	return record, nil
}

func (t *table) readError(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return io.EOF
	case errors.As(err, &parse):
		return source.Problems{{Path: t.name, Line: parse.Line, Column: parse.Column, Rule: "esco-quotes",
			Message: fmt.Sprintf("row %d, which begins on line %d: %v", t.rows+1, parse.StartLine, parse.Err)}}
	}
	return source.Problems{{Path: t.name, Rule: "esco-read", Message: fmt.Sprintf("after row %d: %v", t.rows, err)}}
}

// next reads the next data row; io.EOF ends the file. Rows without any value, as a spreadsheet leaves them, are
// passed over; rows of a wrong length are noted in t.fatal and left out.
func (t *table) next() error {
	for {
		record, err := t.read()
		if err != nil {
			return err
		}
		if t.rows++; t.rows > MaxRows {
			return t.problem(t.line(), "esco-rows", fmt.Sprintf("more than %d rows", MaxRows))
		}
		if empty(record) {
			t.rows--
			if t.blank++; t.blank > MaxRows {
				return t.problem(t.line(), "esco-rows", fmt.Sprintf("more than %d rows without a value", MaxRows))
			}
			continue
		}
		for len(record) > len(t.header) && clean(record[len(record)-1]) == "" {
			record = record[:len(record)-1] // below a nameless column
		}
		if len(record) <= len(t.header) && len(record) >= len(t.header)-t.tail {
			t.record = record
			return nil
		}
		if t.reject("esco-ragged", "%d cells; expected %d as in the header", len(record), len(t.header)) {
			return t.fatal
		}
	}
}

func empty(record []string) bool {
	for _, cell := range record {
		if cell != "" && clean(cell) != "" {
			return false
		}
	}
	return true
}

// reject notes a row that makes the file unusable, and reports whether enough were noted.
func (t *table) reject(rule, format string, args ...any) (enough bool) {
	message := fmt.Sprintf("row %d: ", t.rows) + fmt.Sprintf(format, args...)
	t.fatal = append(t.fatal, source.Problem{Path: t.name, Line: t.line(), Column: 1, Rule: rule, Message: message})
	return len(t.fatal) >= maxFatal
}

// line is the line on which the current row begins.
func (t *table) line() int { return t.lineOf(0) }

func (t *table) lineOf(field int) int {
	line, _ := t.csv.FieldPos(field)
	return line
}

// column returns the position of a column, or -1 for one that the file does not have.
func (t *table) column(name string) int {
	if i, ok := t.columns[name]; ok {
		return i
	}
	return -1
}

// cell returns a cell of the current row; a column that is absent, or left out by the row, is empty.
func (t *table) cell(column int) string {
	if column < 0 || column >= len(t.record) {
		return ""
	}
	return t.record[column]
}
