// Package querylist reads the lists that people match: skills, job titles, competencies.
//
// In go CSV, TSV, text with semicolons, a workbook (XLSX, its first sheet with text) or one label a line, in
// UTF-8, UTF-16 or Windows-1252 (which holds Latin-1); out come the entries in the list's order with the
// line each begins on, the names of the columns that are only carried along, and what was taken for granted,
// in words. Columns are found by name, in any case, by common names (see roles). A list of labels only is
// numbered. Every bad row is reported with its line, none is skipped but blank ones. The package does not
// know what the labels mean.
package querylist

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// MaxColumns is the largest number of columns of a list that is read.
const MaxColumns = 100

// An Entry is one entry of a list.
type Entry struct {
	Line       int // of the list, counted from 1
	ID         string
	Label      string
	Definition string   // may be empty
	Other      []string // the cells of List.Columns
}

// A List is what was read.
type List struct {
	Entries []Entry
	Columns []string // the names of the columns that are neither identifier, label nor definition
	Notes   []string // how the list was read, where that is not plain: one sentence each
	Sample  []string // the first two entries as they were read
}

// The roles of columns.
const (
	roleID = iota
	roleLabel
	roleDefinition
	roleCount
)

// roles are the names by which a column is known, the surest first, in lower case with single spaces for
// underscores and hyphens.
var roles = [roleCount][]string{
	roleID: {"query id", "id", "identifier", "competency id", "skill id", "code", "key", "number", "no", "no.", "nr", "#"},
	roleLabel: {"label", "query label", "preferred label", "preferredlabel", "preflabel", "skill", "competency", "competence", "skill name",
		"job title", "title", "occupation", "position title", "name", "competency name", "term", "query", "labels", "skills", "titles", "job titles", "role", "position",
		"text", "statement", "task", "task statement", "wording"},
	roleDefinition: {"definition", "description", "desc", "summary", "definitions", "descriptions"},
}

// Parse reads a list. Path is for messages. It fails with source.Problems that name every bad line.
func Parse(path string, data []byte) (*List, error) {
	if len(data) > source.MaxBytes {
		return nil, source.Problems{{Path: path, Rule: "query-size", Message: fmt.Sprintf("the list has %d bytes; at most %d are read", len(data), source.MaxBytes)}}
	}
	p := &parser{path: path, list: &List{}}
	var rows []row
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		rows = p.workbook(data)
	} else {
		rows = p.text(data)
	}
	if len(p.problems) == 0 {
		p.read(rows)
	}
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return p.list, nil
}

// A row is the cells of one line.
type row struct {
	line  int
	cells []string
}

func (r row) blank() bool {
	return !slices.ContainsFunc(r.cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

type parser struct {
	path     string
	list     *List
	problems source.Problems
}

func (p *parser) problem(line int, rule, format string, args ...any) {
	p.problems = append(p.problems, source.Problem{Path: p.path, Line: line, Column: 1, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

func (p *parser) note(format string, args ...any) {
	p.list.Notes = append(p.list.Notes, fmt.Sprintf(format, args...))
}

// text cuts a text into rows.
func (p *parser) text(data []byte) []row {
	text, encoding := decode(data)
	if encoding != "" {
		p.note("the list is read as %s", encoding)
	}
	if strings.TrimSpace(text) == "" {
		p.problem(1, "query-empty", "the list is empty; expected a header and entries, or one label a line")
		return nil
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		p.problem(1+strings.Count(text[:at], "\n"), "query-binary", "a zero byte; expected text, or a workbook in XLSX")
		return nil
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if comma := p.delimiter(text); comma != 0 {
		return p.table(text, comma)
	}
	return p.lines(text)
}

// delimiters are what cells of a table are separated by.
var delimiters = []rune{'\t', ';', ',', '|'}

// delimiter returns what separates the cells of a table whose first line is a header; 0 for a text that is
// one label a line.
func (p *parser) delimiter(text string) rune {
	header := ""
	for line := range strings.Lines(text) {
		if header = line; strings.TrimSpace(header) != "" {
			break
		}
	}
	for _, comma := range delimiters {
		r := csv.NewReader(strings.NewReader(header))
		r.Comma, r.LazyQuotes = comma, true
		if cells, err := r.Read(); err == nil && len(cells) > 1 && isHeader(cells) {
			return comma
		}
	}
	return 0
}

// isHeader reports whether cells name columns: a label, or an identifier at the start. Without a label, such a list is
// a problem that names the columns found.
func isHeader(cells []string) bool {
	at := find(cells)
	return at[roleLabel] >= 0 || at[roleID] == 0 && slices.Contains([]string{"query id", "id", "identifier"}, plain(cells[0]))
}

// table reads rows of cells.
func (p *parser) table(text string, comma rune) []row {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, comma == '\t'
	var rows []row
	for {
		cells, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return rows
		case errors.As(err, &bad):
			p.problem(bad.StartLine, "query-quotes", "%v", bad.Err)
			return nil
		case err != nil:
			p.problem(0, "query-quotes", "%v", err)
			return nil
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, row{line, cells})
	}
}

// lines takes each line for a label, except for a first one that is the name of a column.
func (p *parser) lines(text string) []row {
	var rows []row
	number, tabular := 0, 0
	for line := range strings.Lines(text) {
		number++
		cell := strings.TrimSpace(line)
		if len(cell) > 1 && cell[0] == '"' && cell[len(cell)-1] == '"' {
			cell = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
		}
		first, _, cut := strings.Cut(cell, ",")
		if _, err := strconv.Atoi(strings.TrimSpace(first)); strings.ContainsAny(cell, "\t;") || cut && err == nil {
			tabular++
		}
		if cell != "" {
			rows = append(rows, row{number, []string{cell}})
		}
	}
	if tabular == len(rows) && len(rows) > 1 {
		p.problem(rows[0].line, "query-columns", "the lines have several cells and no header names the label; found %s; expected a first line such as id%slabel",
			source.Quote(rows[0].cells[0]), map[bool]string{true: ",", false: ";"}[strings.Contains(rows[0].cells[0], ",")])
	}
	return rows
}

// find returns the positions of the columns by their roles, -1 for a role that no column has.
func find(header []string) [roleCount]int {
	var at [roleCount]int
	for role, names := range roles {
		at[role] = -1
		for _, name := range names {
			if i := slices.IndexFunc(header, func(cell string) bool { return plain(cell) == name }); i >= 0 && at[role] < 0 {
				at[role] = i
			}
		}
	}
	return at
}

// plain returns the name of a column in lower case with single spaces.
func plain(cell string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("_", " ", "-", " ").Replace(cell))), " ")
}

// read turns rows into entries.
func (p *parser) read(rows []row) {
	rows = slices.DeleteFunc(rows, row.blank)
	if len(rows) == 0 {
		p.problem(1, "query-empty", "the list is empty; expected a header and entries, or one label a line")
		return
	}
	header := rows[0]
	at := find(header.cells)
	switch {
	case at[roleLabel] >= 0:
		rows = rows[1:]
	case len(header.cells) == 1:
		header.cells, at = []string{"label"}, [roleCount]int{-1, 0, -1}
	default:
		p.problem(header.line, "query-columns", "no column label; found %s; expected one of %s", source.Quote(strings.Join(header.cells, ", ")), strings.Join(roles[roleLabel][:12], ", "))
		return
	}
	if len(header.cells) > MaxColumns {
		p.problem(header.line, "query-columns", "%d columns; expected at most %d", len(header.cells), MaxColumns)
		return
	}
	if len(rows) == 0 {
		p.problem(header.line, "query-empty", "the list has a header and no entries")
		return
	}
	p.takeColumns(header, at)
	p.takeEntries(rows, len(header.cells), at)
}

// takeColumns notes the columns that are carried along.
func (p *parser) takeColumns(header row, at [roleCount]int) {
	for i, cell := range header.cells {
		if !slices.Contains(at[:], i) {
			p.list.Columns = append(p.list.Columns, strings.Join(strings.Fields(cell), " "))
		}
	}
	if at[roleID] < 0 {
		p.note("the list has no identifiers: its entries are numbered from 1")
	}
}

func (p *parser) takeEntries(rows []row, width int, at [roleCount]int) {
	seen := map[string]int{}
	for n, r := range rows {
		for len(r.cells) > width && strings.TrimSpace(r.cells[len(r.cells)-1]) == "" {
			r.cells = r.cells[:len(r.cells)-1]
		}
		if len(r.cells) != width {
			p.problem(r.line, "query-ragged", "%d cells; expected %d as in the header", len(r.cells), width)
			continue
		}
		cell := func(role int) string {
			if at[role] < 0 {
				return ""
			}
			return strings.Join(strings.Fields(r.cells[at[role]]), " ")
		}
		e := Entry{Line: r.line, ID: cell(roleID), Label: cell(roleLabel), Definition: cell(roleDefinition)}
		if at[roleID] < 0 {
			e.ID = strconv.Itoa(n + 1)
		}
		for i, text := range r.cells {
			if !slices.Contains(at[:], i) {
				e.Other = append(e.Other, strings.TrimSpace(text))
			}
		}
		if e.ID == "" || e.Label == "" {
			p.problem(r.line, "query-empty", "the identifier is %s and the label is %s; expected both", source.Quote(e.ID), source.Quote(e.Label))
		}
		if first, twice := seen[e.ID]; twice {
			p.problem(r.line, "query-double", "the identifier %s is on line %d already", source.Quote(e.ID), first)
		} else {
			seen[e.ID] = e.Line
		}
		p.list.Entries = append(p.list.Entries, e)
		if len(p.list.Sample) < 2 {
			p.list.Sample = append(p.list.Sample, sample(e))
		}
	}
}

// sampleLength is how many bytes of a definition a sample shows.
const sampleLength = 60

func sample(e Entry) string {
	text := e.ID + ": " + e.Label
	if definition := e.Definition; definition != "" {
		if len(definition) > sampleLength {
			definition = strings.ToValidUTF8(definition[:sampleLength], "") + " …"
		}
		text += " (" + definition + ")"
	}
	return text
}
