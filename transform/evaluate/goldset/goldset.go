// Package goldset reads what a matcher is measured with: judged mappings.
//
// In goes a tab-separated file of judgments; out come its rows in the file's order with the line each
// begins on. Columns are found by name. Every bad row is reported with
// its line, none is skipped. The package knows nothing about concepts: whether a URI exists is for others
// to say.
package goldset

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/csv"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Predicate is how a query and a concept were judged to relate, from the query to the concept.
type Predicate string

// The predicates of a judgment.
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

// A Judgment is one judged pair of a query and a concept.
type Judgment struct {
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

// judgmentForm is the form of the file, which may have further columns.
var judgmentForm = csv.Form{Comma: '\t', Rule: "gold", Needed: []string{"competency_id", "concept_uri", "predicate"}, Others: true, Loose: true, Apart: true}

// ParseJudgments reads tab-separated judgments with the columns competency_id, competency_name, kind,
// concept_uri, preferred_label, predicate, certainty and reason; the first, concept_uri and predicate are
// required. It fails with source.Problems that name every bad line.
func ParseJudgments(path string, data []byte) ([]Judgment, error) {
	t := &table{csv.Read(path, data, judgmentForm)}
	var judgments []Judgment
	seen := map[[2]string]int{}
	for _, row := range t.Rows {
		j := Judgment{Line: row.Line, QueryID: cell(row, "competency_id"), QueryName: cell(row, "competency_name"), Kind: cell(row, "kind"),
			URI: cell(row, "concept_uri"), Label: cell(row, "preferred_label"), Predicate: Predicate(cell(row, "predicate")), Reason: cell(row, "reason")}
		j.Certainty = t.certainty(row)
		t.checkJudgment(j)
		if first, twice := seen[[2]string{j.QueryID, j.URI}]; twice {
			t.FailRule("gold-double", j.Line, "%s and %s were judged on line %d already", j.QueryID, source.Quote(j.URI), first)
		}
		seen[[2]string{j.QueryID, j.URI}] = j.Line
		judgments = append(judgments, j)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return judgments, nil
}

// table is a file of judgments.
type table struct{ *csv.File }

func (t *table) checkJudgment(j Judgment) {
	if j.QueryID == "" {
		t.FailRule("gold-id", j.Line, "competency_id is empty; expected an identifier")
	}
	if !slices.Contains(predicates, j.Predicate) {
		t.FailRule("gold-predicate", j.Line, "predicate is %s; expected one of %v", source.Quote(string(j.Predicate)), predicates)
	}
	switch hasURI := strings.HasPrefix(j.URI, "http://") || strings.HasPrefix(j.URI, "https://"); {
	case j.Predicate == NoTermFound && j.URI != "":
		t.FailRule("gold-uri", j.Line, "concept_uri is %s; expected none with noTermFound", source.Quote(j.URI))
	case j.Predicate != NoTermFound && !hasURI:
		t.FailRule("gold-uri", j.Line, "concept_uri is %s; expected a URI", source.Quote(j.URI))
	}
}

func (t *table) certainty(row csv.Row) float64 {
	text := cell(row, "certainty")
	if text == "" {
		return 1
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || !(value >= 0 && value <= 1) {
		t.FailRule("gold-certainty", row.Line, "certainty is %s; expected a number from 0 to 1", source.Quote(text))
	}
	return value
}

// cell returns a cell with its words joined by single spaces and without characters that show nothing; empty
// when the file does not have the column.
func cell(row csv.Row, column string) string {
	return strings.Join(strings.Fields(source.Visible(row.Cell(column))), " ")
}
