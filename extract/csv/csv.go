// Package csv reads delimited files whose heading row is known, and says what is wrong on which line.
//
// In go the text and the Form that the file must have; out comes a File with its rows, each with the line it
// begins on and its cells by column. Spaces around a cell are not part of it. Refused are another heading, a
// row with more or fewer cells, a quotation mark that does not close and a carriage return inside a cell.
// Every problem is gathered; the package does not know what the cells mean.
package csv

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// maxColumns is the largest number of columns of a heading, far above any file that is read here.
const maxColumns = 100

// A Form is what a file must look like.
type Form struct {
	Comma   rune     // between cells
	Rule    string   // of the problems
	Columns []string // the heading; in this order, unless Needed is set; not needed with Others
	Needed  []string // the columns that must be there; the others of Columns may be, in any order
	Others  bool     // a list of a user's own: further columns may be there, and a CR inside a line is white space
	Loose   bool     // a quotation mark may be inside a cell
	Apart   bool     // problems of columns, row lengths and quotation marks have rules of their own: Rule-columns, Rule-ragged, Rule-quotes
}

// A File is a delimited file and its problems.
type File struct {
	Rows []Row

	path     string
	form     Form
	heading  []string
	columns  map[string]int
	problems source.Problems
}

// A Row is one record of a file.
type Row struct {
	Line  int // on which it begins, counted from 1
	cells []string
	file  *File
}

// Cell returns a cell by its column, without outer spaces; empty when the file does not have the column.
func (r Row) Cell(column string) string {
	if i, ok := r.file.columns[column]; ok {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

// Read reads a file. The rows are those that could be read; Err reports the problems.
func Read(path string, data []byte, form Form) *File {
	f := &File{path: path, form: form, columns: map[string]int{}}
	text, err := source.Split(path, data)
	if err != nil {
		errors.As(err, &f.problems)
		return f
	}
	f.read(text.Lines)
	return f
}

// ReadLines reads a file whose heading row is the first of the given lines, such as one with metadata above.
func ReadLines(path string, lines []source.Line, form Form) *File {
	f := &File{path: path, form: form, columns: map[string]int{}}
	f.read(lines)
	return f
}

// Err returns the problems, nil when there are none.
func (f *File) Err() error { return f.problems.Err() }

// Fail adds a problem of a line.
func (f *File) Fail(line int, format string, args ...any) {
	f.FailRule(f.form.Rule, line, format, args...)
}

// FailRule adds a problem of a line with another rule than the form's.
func (f *File) FailRule(rule string, line int, format string, args ...any) {
	f.problems = append(f.problems, source.Problem{Path: f.path, Line: line, Column: 1, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

func (f *File) failKind(kind string, line int, format string, args ...any) {
	rule := f.form.Rule
	if f.form.Apart {
		rule += "-" + kind
	}
	f.FailRule(rule, line, format, args...)
}

func (f *File) read(lines []source.Line) {
	if len(lines) == 0 {
		f.failKind("columns", 1, "no heading row; expected %s", f.expected())
		return
	}
	var text strings.Builder
	for _, l := range lines {
		if at := strings.IndexByte(l.Raw, '\r'); at >= 0 && !f.form.Others {
			f.failKind("quotes", l.Number, "a carriage return (CR) inside the line, at byte %d; expected lines that end in LF or CRLF", at+1)
		}
		text.WriteString(l.Raw + "\n")
	}
	if f.problems != nil {
		return
	}
	before := lines[0].Number - 1 // lines above the heading
	reader := csv.NewReader(strings.NewReader(text.String()))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = f.form.Comma, -1, f.form.Loose
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
			f.failKind("quotes", before+broken.StartLine, "not CSV: %v; a cell that has a quotation mark is written in quotation marks, and each mark in it twice", broken.Err)
			break
		}
		line, _ := reader.FieldPos(0)
		if line += before; !f.row(line, cells) {
			break
		}
	}
	if f.heading == nil && f.problems == nil {
		f.failKind("columns", before+1, "no heading row; expected %s", f.expected())
	}
}

// row takes in a row, the first as the heading. It reports false when the rest cannot be read.
func (f *File) row(line int, cells []string) bool {
	switch {
	case f.heading == nil:
		f.heading = cells
		return f.checkHeading(line)
	case len(cells) != len(f.heading):
		f.failKind("ragged", line, "%d cells; expected %d as in the heading", len(cells), len(f.heading))
	default:
		f.Rows = append(f.Rows, Row{Line: line, cells: cells, file: f})
	}
	return true
}

// expected names the columns in a message.
func (f *File) expected() string {
	if f.form.Others {
		return strings.Join(f.form.Needed, string(f.form.Comma))
	}
	return strings.Join(f.form.Columns, string(f.form.Comma))
}

func (f *File) checkHeading(line int) bool {
	found := strings.Join(f.heading, string(f.form.Comma))
	if len(f.heading) > maxColumns {
		f.failKind("columns", line, "%d columns; expected at most %d", len(f.heading), maxColumns)
		return false
	}
	if f.form.Needed == nil && !slices.Equal(f.heading, f.form.Columns) {
		f.failKind("columns", line, "the heading is %s; expected %s%s", source.Quote(found), source.Quote(f.expected()), f.otherComma())
		return false
	}
	for i, name := range f.heading {
		name = strings.TrimSpace(name)
		if _, twice := f.columns[name]; twice {
			f.failKind("columns", line, "the column %s appears twice", source.Quote(name))
		} else if !f.form.Others && !slices.Contains(f.form.Columns, name) {
			f.failKind("columns", line, "unknown column %s; expected columns among %s", source.Quote(name), strings.Join(f.form.Columns, ", "))
		}
		f.columns[name] = i
	}
	for _, name := range f.form.Needed {
		if _, ok := f.columns[name]; !ok {
			f.failKind("columns", line, "no column %s; found %s%s", name, source.Quote(found), f.otherComma())
		}
	}
	return f.problems == nil
}

// otherComma is a hint for a file whose cells are separated by another character.
func (f *File) otherComma() string {
	if len(f.heading) != 1 {
		return ""
	}
	for _, comma := range ",;\t|" {
		if comma != f.form.Comma && strings.ContainsRune(f.heading[0], comma) {
			return fmt.Sprintf(". The cells are separated by %q; expected %q", comma, f.form.Comma)
		}
	}
	return ""
}
