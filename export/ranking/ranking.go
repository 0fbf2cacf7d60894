// Package ranking writes what the matcher proposes for a list, as CSV, TSV, JSON, a workbook (XLSX) or a
// mapping set (SSSOM/TSV). The package ranks nothing and drops nothing: each candidate is a row, and an
// entry without one is a row that says so.
package ranking

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// A Ranking is a list with what was found for each entry.
type Ranking struct {
	Tool, ToolVersion string
	Source            string   // what was ranked: ESCO, or the name of a framework
	SourceVersion     string   // its version; may be empty
	Columns           []string // the names of the list's own columns that are carried along
	Entries           []Entry
}

// An Entry is one entry of the list.
type Entry struct {
	ID         string
	Label      string
	Other      []string // the cells of Ranking.Columns
	Candidates []Candidate
	Nothing    string  // why there is no candidate; empty where there are some
	Best       float64 // the confidence of the best concept, where none is a candidate
}

// A Candidate is a concept that may match.
type Candidate struct {
	ID         string // its URI, or identifier in a framework
	Label      string
	Kind       string // knowledge, skill/competence, occupation, ISCO group; concept in a framework
	Why        string
	Confidence float64 // from 0 to 1
}

// Formats are the names of the formats: the endings of their files without the first dot.
var Formats = []string{"csv", "tsv", "json", "xlsx", "sssom.tsv"}

// FormatOf returns the format that the name of a file asks for: the longest ending that is one.
func FormatOf(file string) (string, error) {
	lower := strings.ToLower(file)
	best := ""
	for _, format := range Formats {
		if strings.HasSuffix(lower, "."+format) && len(format) > len(best) {
			best = format
		}
	}
	if best == "" {
		return "", fmt.Errorf("the name %s asks for no format; expected it to end in .%s", file, strings.Join(Formats, ", ."))
	}
	return best, nil
}

// Begins returns how every file of a format begins: a file that begins otherwise is not a ranking.
func Begins(format string) string {
	switch format {
	case "csv":
		return strings.Join(fixed[:4], ",")
	case "tsv":
		return strings.Join(fixed[:4], "\t")
	case "json":
		return "{\n  \"tool\": \""
	case "xlsx":
		return "PK\x03\x04"
	}
	return "#"
}

// Write writes a ranking in a format. It fails where the writer does, and where the format has no room for it.
func Write(w io.Writer, r *Ranking, format string) error {
	switch format {
	case "csv":
		return r.separated(w, ',')
	case "tsv":
		return r.separated(w, '\t')
	case "json":
		return r.json(w)
	case "xlsx":
		return r.workbook(w)
	case "sssom.tsv":
		return r.sssom(w)
	}
	return fmt.Errorf("no format %q; expected one of %s", format, strings.Join(Formats, ", "))
}

// fixed are the columns of every ranking; those of the list follow.
var fixed = []string{"query_id", "rank", "object_id", "object_label", "confidence", "query_label", "object_kind", "object_source", "object_source_version", "why"}

// noKind is the kind in the row of an entry without a candidate.
const noKind = "none"

// header returns the names of all columns. A column of the list that has the name of another one gets a
// name of its own.
func (r *Ranking) header() []string {
	header := slices.Clone(fixed)
	for _, name := range r.Columns {
		for name == "" || slices.Contains(header, name) {
			name = "query_list_" + name
		}
		header = append(header, name)
	}
	return header
}

// rows gives the cells of the rows below the header, one row after another in the same memory.
func (r *Ranking) rows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		row := make([]string, 0, len(fixed)+len(r.Columns))
		cells := func(e *Entry, rank int, c Candidate) []string {
			row = append(row[:0], e.ID, strconv.Itoa(rank), c.ID, c.Label, decimals(c.Confidence), e.Label, c.Kind, r.Source, r.SourceVersion, c.Why)
			row = append(row, e.Other...)
			return row
		}
		for i := range r.Entries {
			e := &r.Entries[i]
			for k, c := range e.Candidates {
				if !yield(cells(e, k+1, c)) {
					return
				}
			}
			if len(e.Candidates) == 0 && !yield(cells(e, 0, Candidate{Kind: noKind, Why: e.Nothing, Confidence: e.Best})) {
				return
			}
		}
	}
}

// count returns how many rows there are.
func (r *Ranking) count() int {
	n := 0
	for i := range r.Entries {
		n += max(1, len(r.Entries[i].Candidates))
	}
	return n
}

func decimals(confidence float64) string { return strconv.FormatFloat(confidence, 'f', 3, 64) }

// safe returns a cell that a spreadsheet does not run as a formula: one that begins like a formula gets an
// apostrophe before it.
func safe(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func (r *Ranking) separated(to io.Writer, comma rune) error {
	w := csv.NewWriter(to)
	w.Comma = comma
	write := func(row []string) error {
		for i := range row {
			row[i] = safe(row[i])
		}
		return w.Write(row)
	}
	if err := write(r.header()); err != nil {
		return err
	}
	for row := range r.rows() {
		if err := write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// The members of the JSON form.
type (
	jsonRanking struct {
		Tool          string      `json:"tool"`
		ToolVersion   string      `json:"tool_version"`
		Source        string      `json:"object_source"`
		SourceVersion string      `json:"object_source_version"`
		Queries       []jsonEntry `json:"queries"`
	}
	jsonEntry struct {
		ID         string            `json:"query_id"`
		Label      string            `json:"query_label"`
		Other      map[string]string `json:"other,omitempty"`
		Candidates []jsonCandidate   `json:"candidates"`
		Nothing    string            `json:"no_match,omitempty"`
	}
	jsonCandidate struct {
		Rank       int         `json:"rank"`
		ID         string      `json:"object_id"`
		Label      string      `json:"object_label"`
		Confidence json.Number `json:"confidence"`
		Kind       string      `json:"object_kind"`
		Why        string      `json:"why"`
	}
)

func (r *Ranking) json(to io.Writer) error {
	out := jsonRanking{r.Tool, r.ToolVersion, r.Source, r.SourceVersion, make([]jsonEntry, len(r.Entries))}
	names := r.header()[len(fixed):]
	for i := range r.Entries {
		e := &r.Entries[i]
		entry := jsonEntry{ID: e.ID, Label: e.Label, Candidates: make([]jsonCandidate, len(e.Candidates)), Nothing: e.Nothing}
		for k, cell := range e.Other {
			if entry.Other == nil {
				entry.Other = map[string]string{}
			}
			entry.Other[names[k]] = cell
		}
		for k, c := range e.Candidates {
			entry.Candidates[k] = jsonCandidate{k + 1, c.ID, c.Label, json.Number(decimals(c.Confidence)), c.Kind, c.Why}
		}
		out.Queries[i] = entry
	}
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}
