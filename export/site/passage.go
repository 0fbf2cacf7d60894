package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A passage is lines of one source, as printed.
type passage struct {
	Source link
	Lines  []printedLine
}

// A printedLine is a line of a source. A span longer than mostLines ends in a line that says where the
// rest is.
type printedLine struct {
	Where link
	Text  string
}

// The most of a source that a page repeats: lines of one span, and characters of one line. The source's
// own page has the rest.
const (
	mostLines   = 6
	mostRunes   = 200
	longestWord = 30 // how far to look for a space to cut at
)

// passages returns the lines that a record was read from. A line longer than mostRunes, such as a table
// printed in one line, is cut to what is around name.
func (b *builder) passages(table, key, name string) []passage {
	return b.printed(b.provenance[recordKey{table, key}], name)
}

func (b *builder) printed(rows []dataset.Provenance, name string) []passage {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(x, y dataset.Provenance) int {
		return cmp.Or(cmp.Compare(x.SourceID, y.SourceID), cmp.Compare(x.LineStart, y.LineStart), cmp.Compare(y.LineEnd, x.LineEnd))
	})
	rows = slices.CompactFunc(rows, func(x, y dataset.Provenance) bool { return x.SourceID == y.SourceID && x.LineStart == y.LineStart })
	var found []passage
	for _, row := range rows {
		if len(found) == 0 || found[len(found)-1].Source.Href != b.source(row.SourceID).Href {
			found = append(found, passage{Source: link{b.source(row.SourceID).Href, b.sourceKind(row.SourceID)}})
		}
		last := &found[len(found)-1]
		last.Lines = append(last.Lines, b.span(row, name)...)
	}
	return found
}

// span returns the lines of one row of provenance.
func (b *builder) span(row dataset.Provenance, name string) []printedLine {
	lines := b.documents[row.SourceID].Lines
	var printed []printedLine
	for n := row.LineStart; n <= row.LineEnd && n <= len(lines); n++ {
		if lines[n-1].Blank() {
			continue
		}
		if len(printed) == mostLines {
			rest := b.sourceLine(row.SourceID, n, row.LineEnd)
			return append(printed, printedLine{Where: rest, Text: "…"})
		}
		printed = append(printed, printedLine{Where: b.sourceLine(row.SourceID, n, n), Text: around(lines[n-1].Raw, name)})
	}
	return printed
}

// kindNames gives people's words for the kinds of sources.
var kindNames = map[string]string{"fwci-handbook": "handbook", seriesPage: "job-series page", "esco-occupation-page": "page of the ESCO occupation"}

// seriesPage is the kind of a page of a job series.
const seriesPage = "job-series-page"

func (b *builder) sourceKind(id string) string {
	source := b.documents[id].Source
	kind := string(source.Kind)
	name := cmp.Or(kindNames[kind], kind, id)
	if kind == seriesPage && source.Publisher != "" {
		name += " of " + source.Publisher // one employer's, not that of the agency that sets the series
	}
	return name
}

// around cuts a long line to what is around a name, with "…" where something is left out.
func around(line, name string) string {
	if len(line) <= mostRunes {
		return line
	}
	runes := []rune(line)
	if len(runes) <= mostRunes {
		return line
	}
	at := 0
	if i := strings.Index(line, name); i > 0 && name != "" {
		at = len([]rune(line[:i]))
	}
	start := max(0, at-mostRunes/3)
	end := min(len(runes), start+mostRunes)
	if space := slices.Index(runes[start:max(start, min(start+longestWord, at))], ' '); start > 0 && space >= 0 {
		start += space + 1
	}
	for back := range min(longestWord, end-at) {
		if end < len(runes) && runes[end-back-1] == ' ' {
			end -= back + 1
			break
		}
	}
	cut := string(runes[start:end])
	if start > 0 {
		cut = "… " + cut
	}
	if end < len(runes) {
		cut += " …"
	}
	return cut
}
