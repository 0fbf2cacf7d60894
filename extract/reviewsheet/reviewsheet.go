// Package reviewsheet is the form in which a person reviews mappings in a workbook: what its sheets, columns and
// choices are, and how a filled one is read.
//
// In goes an XLSX workbook that the package of the same name in export wrote and a person filled in; out comes a
// Sheet with the signature and the judgments, or problems with sheet and cell. The package knows nothing of
// mapping sets: it does not say whether a judgment fits one.
package reviewsheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/extract/source"
)

// The sheets of the workbook, in their order.
const (
	Guide     = "How to review"
	Mappings  = "Mappings"
	Signature = "Signature"
)

// A Sheet is a review of the mappings of one set.
type Sheet struct {
	Set         string // the name of the mapping set, "competency-skill"
	Version     string // of the data from which the sheet was written
	ESCOVersion string // the version of ESCO whose texts the sheet shows; empty when none, or not certain
	Reviewer    string // the person who signs
	Date        string // of the signature, YYYY-MM-DD
	Rows        []Row
}

// A Row is a mapping of the sheet with the judgment of the person.
type Row struct {
	Line int // of the sheet, from 1

	SubjectLabel, SubjectText string // what is mapped, and its definition
	ObjectLabel, ObjectText   string // the counterpart, and its definition
	Said, SaidConfidence      string // the earlier judgment, as one of Choices, and its confidence
	SaidBy, SaidComment       string // who judged, and why

	Choice     string // the person's judgment, one of Choices; empty where the person gave none
	Confidence string // 0 to 1; empty where not given
	Comment    string

	Subject, Object             string // IRIs
	SubjectDigest, ObjectDigest string // of the texts that the person reads
}

// Judged reports whether the person gave a judgment.
func (r Row) Judged() bool { return r.Choice != "" }

// The choices besides the relations, which are those of SKOS without “Match”.
const (
	NoMatch = "not a match" // the pair is rejected
	Nothing = "nothing fits"
)

// Choices lists the judgments that a person can choose, each with its meaning. The relations are those of SKOS
// (https://www.w3.org/TR/skos-reference/#mapping), from subject to counterpart.
var Choices = []struct{ Name, Meaning string }{
	{"exact", "The same concept: one can stand for the other in any use."},
	{"close", "Nearly the same scope: one can stand for the other in most uses."},
	{"broad", "The counterpart is broader: it contains the subject."},
	{"narrow", "The counterpart is narrower: it is a part, a kind or an instance of the subject."},
	{"related", "Both are about the same thing, and neither contains the other."},
	{NoMatch, "The two do not belong together. The pair is kept as rejected and is not proposed again."},
	{Nothing, "Only for a row without a counterpart: you also found none."},
}

// ChoiceOf returns the choice for a SKOS relation, "exact" for "exactMatch".
func ChoiceOf(relation string) string { return strings.TrimSuffix(relation, "Match") }

// Relation returns the SKOS relation of a choice, "exactMatch" for "exact"; "" for one that is not a relation.
func Relation(choice string) string {
	if choice == "" || choice == NoMatch || choice == Nothing {
		return ""
	}
	return choice + "Match"
}

// A Column is a column of the sheet Mappings.
type Column struct {
	Name   string
	Width  float64 // in characters
	Hidden bool    // for the program, not for the person
	Own    bool    // filled by the person
	Field  func(*Row) *string
}

// Columns lists the columns of the sheet Mappings in their order.
var Columns = []Column{
	{Name: "Subject", Width: 24, Field: func(r *Row) *string { return &r.SubjectLabel }},
	{Name: "Definition of the subject", Width: 44, Field: func(r *Row) *string { return &r.SubjectText }},
	{Name: "Counterpart", Width: 24, Field: func(r *Row) *string { return &r.ObjectLabel }},
	{Name: "Definition of the counterpart", Width: 44, Field: func(r *Row) *string { return &r.ObjectText }},
	{Name: "Judged before", Width: 12, Field: func(r *Row) *string { return &r.Said }},
	{Name: "Confidence before", Width: 11, Field: func(r *Row) *string { return &r.SaidConfidence }},
	{Name: "Judged by", Width: 18, Field: func(r *Row) *string { return &r.SaidBy }},
	{Name: "Reason before", Width: 30, Field: func(r *Row) *string { return &r.SaidComment }},
	{Name: "Your judgment", Width: 14, Own: true, Field: func(r *Row) *string { return &r.Choice }},
	{Name: "Your confidence", Width: 11, Own: true, Field: func(r *Row) *string { return &r.Confidence }},
	{Name: "Your reason", Width: 36, Own: true, Field: func(r *Row) *string { return &r.Comment }},
	{Name: "subject_id", Hidden: true, Field: func(r *Row) *string { return &r.Subject }},
	{Name: "object_id", Hidden: true, Field: func(r *Row) *string { return &r.Object }},
	{Name: "subject_digest", Hidden: true, Field: func(r *Row) *string { return &r.SubjectDigest }},
	{Name: "object_digest", Hidden: true, Field: func(r *Row) *string { return &r.ObjectDigest }},
}

// A Fact is a row of the sheet Signature: a name in column A, its value in column B.
type Fact struct {
	Name  string
	Own   bool // filled by the person
	Field func(*Sheet) *string
}

// Facts lists the rows of the sheet Signature in their order.
var Facts = []Fact{
	{"Your name", true, func(s *Sheet) *string { return &s.Reviewer }},
	{"Date (YYYY-MM-DD)", true, func(s *Sheet) *string { return &s.Date }},
	{"Mapping set", false, func(s *Sheet) *string { return &s.Set }},
	{"Version of the data", false, func(s *Sheet) *string { return &s.Version }},
	{"Version of ESCO", false, func(s *Sheet) *string { return &s.ESCOVersion }},
}

// Read reads a filled workbook; path names it in problems. It fails with all problems when a sheet or a column is
// missing, the signature is incomplete, a choice is not one of Choices, or a confidence is not a number from 0 to 1.
func Read(path string, data []byte) (*Sheet, error) {
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 8 * source.MaxBytes, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%s: the workbook cannot be read: %w; expected the XLSX file that fwci review --export wrote", path, err)
	}
	defer func() { _ = file.Close() }() // nothing was written
	r := &reader{path: path}
	sheet := &Sheet{}
	r.signature(sheet, r.rows(file, Signature))
	rows := r.rows(file, Mappings)
	r.mappings(sheet, rows)
	r.formulas(file, rows)
	if len(r.problems) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(r.problems, "\n"))
	}
	return sheet, nil
}

type reader struct {
	path     string
	problems []string
}

// problem notes what is wrong in a cell of a sheet; columns and lines count from 0.
func (r *reader) problem(sheet string, column, line int, format string, args ...any) {
	name, err := excelize.CoordinatesToCellName(column+1, line+1)
	if err != nil {
		name = "?"
	}
	r.problems = append(r.problems, fmt.Sprintf("%s: %s!%s: %s", r.path, sheet, name, fmt.Sprintf(format, args...)))
}

func (r *reader) rows(file *excelize.File, sheet string) [][]string {
	rows, err := file.GetRows(sheet)
	if err != nil {
		r.problems = append(r.problems, fmt.Sprintf("%s: the sheet %q cannot be read: %v; expected the workbook that fwci review --export wrote", r.path, sheet, err))
		return nil
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = strings.TrimSpace(cell)
		}
	}
	return rows
}

// at is the cell of a row, "" beyond its end: excelize leaves out the empty cells there.
func at(row []string, column int) string {
	if column >= 0 && column < len(row) {
		return row[column]
	}
	return ""
}

func (r *reader) signature(s *Sheet, rows [][]string) {
	if rows == nil {
		return
	}
	for _, f := range Facts {
		line := slices.IndexFunc(rows, func(row []string) bool { return at(row, 0) == f.Name })
		if line < 0 {
			r.problem(Signature, 0, len(rows), "there is no row %q", f.Name)
			continue
		}
		value := at(rows[line], 1)
		*f.Field(s) = value
		if f.Own && value == "" {
			r.problem(Signature, 1, line, "%q is empty; judgments are kept under the name of the person and the date", f.Name)
		}
	}
	if s.Date == "" {
		return
	}
	day, err := date(s.Date)
	if err != nil {
		line := slices.IndexFunc(rows, func(row []string) bool { return at(row, 1) == s.Date })
		r.problem(Signature, 1, line, "the date %q; expected a date such as 2026-12-31", s.Date)
		return
	}
	s.Date = day
}

// Years in which a sheet can be signed. Spreadsheets take a date without hyphens, 20261231, for the day of that
// number, more than 50,000 years from now.
const firstYear, lastYear = 2020, 2099

// date reads a date that was typed as text, or that a spreadsheet keeps as the number of a day.
func date(text string) (string, error) {
	day, err := time.Parse(time.DateOnly, text)
	if number, notNumber := strconv.ParseFloat(text, 64); notNumber == nil {
		day, err = excelize.ExcelDateToTime(number, false)
	}
	if err == nil && (day.Year() < firstYear || day.Year() > lastYear) {
		err = fmt.Errorf("the year %d; expected %d to %d", day.Year(), firstYear, lastYear)
	}
	return day.Format(time.DateOnly), err
}

// formulas adds a problem for each judgment, confidence or reason that is a formula without a result: a program
// that computes no formulas saved it, and the cell would read as empty.
func (r *reader) formulas(file *excelize.File, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	for _, c := range Columns {
		column := slices.Index(rows[0], c.Name)
		if !c.Own || column < 0 {
			continue
		}
		for line := 1; line < len(rows); line++ {
			cell, err := excelize.CoordinatesToCellName(column+1, line+1)
			if err != nil || at(rows[line], column) != "" {
				continue
			}
			if formula, err := file.GetCellFormula(Mappings, cell); err == nil && formula != "" {
				r.problem(Mappings, column, line, "the formula %q has no result; type the value itself", formula)
			}
		}
	}
}

func (r *reader) mappings(s *Sheet, rows [][]string) {
	if len(rows) == 0 {
		if rows != nil {
			r.problem(Mappings, 0, 0, "the sheet is empty; expected its heading row")
		}
		return
	}
	place := make([]int, len(Columns))
	for i, c := range Columns {
		if place[i] = slices.Index(rows[0], c.Name); place[i] < 0 {
			r.problem(Mappings, len(rows[0]), 0, "there is no column %q", c.Name)
		}
	}
	if slices.Contains(place, -1) {
		return
	}
	for line, cells := range rows[1:] {
		row := Row{Line: line + 2}
		for i, c := range Columns {
			*c.Field(&row) = at(cells, place[i])
		}
		if row == (Row{Line: row.Line}) {
			continue
		}
		r.judgment(row, place)
		s.Rows = append(s.Rows, row)
	}
}

// judgment adds the problems of what the person wrote in a row.
func (r *reader) judgment(row Row, place []int) {
	cell := func(field func(*Row) *string) int {
		return place[slices.IndexFunc(Columns, func(c Column) bool { return c.Field(&row) == field(&row) })]
	}
	line := row.Line - 1
	if row.Subject == "" || row.Object == "" {
		r.problem(Mappings, cell(func(r *Row) *string { return &r.Subject }), line, "the row names no mapping; rows cannot be added here: judge further pairs with fwci review --esco")
		return
	}
	choice := cell(func(r *Row) *string { return &r.Choice })
	if row.Choice == "" {
		if row.Confidence != "" || row.Comment != "" {
			r.problem(Mappings, choice, line, "there is a confidence or a reason but no judgment; expected %s", choices())
		}
		return
	}
	if !slices.ContainsFunc(Choices, func(c struct{ Name, Meaning string }) bool { return c.Name == row.Choice }) {
		r.problem(Mappings, choice, line, "the judgment %q; expected %s", row.Choice, choices())
	}
	if row.Confidence == "" {
		return
	}
	if value, err := strconv.ParseFloat(row.Confidence, 64); err != nil || !(value >= 0 && value <= 1) {
		r.problem(Mappings, cell(func(r *Row) *string { return &r.Confidence }), line, "the confidence %q; expected a number from 0 to 1", row.Confidence)
	}
}

// choices lists the choices for messages.
func choices() string {
	var names []string
	for _, c := range Choices {
		names = append(names, strconv.Quote(c.Name))
	}
	return strings.Join(names, ", ")
}
