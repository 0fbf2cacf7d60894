// Package goldset reads what a matcher is measured with: judged mappings and lists of queries.
//
// In go a tab-separated file of judgements, or a comma-separated file of queries; out come their rows in
// the file's order with the line each begins on. Columns are found by name. Every bad row is reported with
// its line, none is skipped. The package knows nothing about concepts: whether a URI exists is for others
// to say.
package goldset

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
	"github.com/fwci-open-data/fwci/transform/match"
)

// MaxColumns is the largest number of columns of a file that is read.
const MaxColumns = 100

// A Predicate is how a query and a concept were judged to relate, from the query to the concept.
type Predicate string

// The predicates of a judgement.
const (
	Exact       Predicate = "exact"       // the same concept
	Close       Predicate = "close"       // nearly the same scope
	Broad       Predicate = "broad"       // the concept contains the query
	Narrow      Predicate = "narrow"      // the query contains the concept
	Related     Predicate = "related"     // neither contains the other
	None        Predicate = "none"        // a hard negative: shares words and is wrong
	NoTermFound Predicate = "noTermFound" // no concept fits the query; the row names none
)

var predicates = []Predicate{Exact, Close, Broad, Narrow, Related, None, NoTermFound}

// A Judgement is one judged pair of a query and a concept.
type Judgement struct {
	Line      int // of the file, counted from 1
	QueryID   string
	QueryName string
	Kind      string
	URI       string // empty for NoTermFound
	Label     string
	Predicate Predicate
	Certainty float64 // from 0 to 1; 1 where the file has no such column
	Reason    string
}

// ParseJudgements reads tab-separated judgements with the columns competency_id, competency_name, kind,
// concept_uri, preferred_label, predicate, certainty and reason; the first, concept_uri and predicate are
// required. It fails with source.Problems that name every bad line.
func ParseJudgements(path string, data []byte) ([]Judgement, error) {
	t, err := open(path, data, '\t', "competency_id", "concept_uri", "predicate")
	if err != nil {
		return nil, err
	}
	var judgements []Judgement
	seen := map[[2]string]int{}
	t.each(func() {
		j := Judgement{Line: t.line, QueryID: t.cell("competency_id"), QueryName: t.cell("competency_name"), Kind: t.cell("kind"),
			URI: t.cell("concept_uri"), Label: t.cell("preferred_label"), Predicate: Predicate(t.cell("predicate")), Reason: t.cell("reason")}
		j.Certainty = t.certainty()
		t.checkJudgement(j)
		if first, twice := seen[[2]string{j.QueryID, j.URI}]; twice {
			t.problem("gold-double", "%s and %s were judged on line %d already", j.QueryID, source.Quote(j.URI), first)
		}
		seen[[2]string{j.QueryID, j.URI}] = j.Line
		judgements = append(judgements, j)
	})
	if err := t.problems.Err(); err != nil {
		return nil, err
	}
	return judgements, nil
}

func (t *table) checkJudgement(j Judgement) {
	if j.QueryID == "" {
		t.problem("gold-id", "competency_id is empty; expected an identifier")
	}
	if !slices.Contains(predicates, j.Predicate) {
		t.problem("gold-predicate", "predicate is %s; expected one of %v", source.Quote(string(j.Predicate)), predicates)
	}
	switch hasURI := strings.HasPrefix(j.URI, "http://") || strings.HasPrefix(j.URI, "https://"); {
	case j.Predicate == NoTermFound && j.URI != "":
		t.problem("gold-uri", "concept_uri is %s; expected none with noTermFound", source.Quote(j.URI))
	case j.Predicate != NoTermFound && !hasURI:
		t.problem("gold-uri", "concept_uri is %s; expected a URI", source.Quote(j.URI))
	}
}

func (t *table) certainty() float64 {
	cell := t.cell("certainty")
	if cell == "" {
		return 1
	}
	value, err := strconv.ParseFloat(cell, 64)
	if err != nil || !(value >= 0 && value <= 1) {
		t.problem("gold-certainty", "certainty is %s; expected a number from 0 to 1", source.Quote(cell))
	}
	return value
}

// ParseQueries reads comma-separated queries with the columns query_id, label and, where there is one,
// definition. It fails with source.Problems that name every bad line.
func ParseQueries(path string, data []byte) ([]match.Query, error) {
	t, err := open(path, data, ',', "query_id", "label")
	if err != nil {
		return nil, err
	}
	var queries []match.Query
	seen := map[string]int{}
	t.each(func() {
		q := match.Query{ID: t.cell("query_id"), Label: t.cell("label"), Definition: t.cell("definition")}
		if q.ID == "" || q.Label == "" {
			t.problem("query-empty", "query_id is %s and label is %s; expected both", source.Quote(q.ID), source.Quote(q.Label))
		}
		if first, twice := seen[q.ID]; twice {
			t.problem("query-double", "query_id %s stands on line %d already", source.Quote(q.ID), first)
		}
		seen[q.ID] = t.line
		queries = append(queries, q)
	})
	if err := t.problems.Err(); err != nil {
		return nil, err
	}
	return queries, nil
}

// A table is a delimited file with its header read.
type table struct {
	path     string
	csv      *csv.Reader
	columns  map[string]int
	width    int
	line     int
	record   []string
	problems source.Problems
}

func open(path string, data []byte, comma rune, required ...string) (*table, error) {
	if _, err := source.Split(path, data); err != nil {
		return nil, err // empty, too large, binary or not UTF-8
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	t := &table{path: path, csv: csv.NewReader(bytes.NewReader(data)), columns: map[string]int{}, line: 1}
	t.csv.Comma, t.csv.FieldsPerRecord, t.csv.LazyQuotes = comma, -1, comma == '\t'
	header, err := t.csv.Read()
	if err != nil {
		t.readProblem(err)
		return nil, t.problems
	}
	if t.width = len(header); t.width > MaxColumns {
		t.problem("gold-columns", "%d columns; expected at most %d", t.width, MaxColumns)
		return nil, t.problems
	}
	for i, cell := range header {
		cell = strings.TrimSpace(cell)
		if _, twice := t.columns[cell]; twice {
			t.problem("gold-columns", "the column %s stands twice", source.Quote(cell))
		}
		t.columns[cell] = i
	}
	for _, name := range required {
		if _, ok := t.columns[name]; !ok {
			t.problem("gold-columns", "no column %s; found %s", name, source.Quote(strings.Join(header, string(comma))))
		}
	}
	return t, t.problems.Err()
}

// each calls row for every row of the right length; others are problems.
func (t *table) each(row func()) {
	for {
		record, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.readProblem(err)
			return
		}
		t.line, _ = t.csv.FieldPos(0)
		if len(record) != t.width {
			t.problem("gold-ragged", "%d cells; expected %d as in the header", len(record), t.width)
			continue
		}
		t.record = record
		row()
	}
}

func (t *table) readProblem(err error) {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		t.line = parse.StartLine
		err = parse.Err
	}
	t.problem("gold-quotes", "%v", err)
}

func (t *table) problem(rule, format string, args ...any) {
	t.problems = append(t.problems, source.Problem{Path: t.path, Line: t.line, Column: 1, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// cell returns a cell of the current row with its words joined by single spaces; a column that the file
// does not have is empty.
func (t *table) cell(column string) string {
	i, ok := t.columns[column]
	if !ok {
		return ""
	}
	return strings.Join(strings.Fields(t.record[i]), " ")
}
