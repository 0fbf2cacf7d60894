package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var bandHeading = source.NewPattern(`^(?:[A-Z][A-Za-z]* )+Level$`)

func isBandHeader(row []string) bool {
	if len(row) < 2 || !strings.EqualFold(row[0], "Competency") {
		return false
	}
	for _, cell := range row[1:] {
		if !bandHeading.MatchString(strings.TrimRight(cell, "*")) {
			return false
		}
	}
	return true
}

// bandTable reads a cluster's table of technical competencies by band with its notes.
func (p *parser) bandTable(c *cursor, s segment) []source.Text {
	grids, prose := p.grids(c, isBandHeader)
	if len(grids) == 0 {
		p.fail(s.title.Line(), "band-table", "the section %s has no band table; expected one, with the header Competency and the bands", source.Quote(s.title.Value))
		return prose
	}
	for _, g := range grids[1:] {
		p.fail(g.header.Line(), "band-table", "a table with the title %s and the header %s begins here; expected the section's one table, titled %s, to go on",
			source.Quote(g.title.Value), source.Quote(strings.Join(g.head, " | ")), source.Quote(grids[0].title.Value))
	}
	g := grids[0]
	table := BandTable{Cluster: g.title, Header: g.header}
	switch {
	case g.title.Value == "":
		table.Cluster = source.Text{Value: s.subject, Span: s.title.Span}
	case !strings.EqualFold(g.title.Value, s.subject):
		p.fail(g.title.Line(), "band-table", "the table is titled %s; its section is about %s", source.Quote(g.title.Value), source.Quote(s.subject))
	}
	for _, name := range g.head[1:] {
		table.Bands = append(table.Bands, strings.TrimRight(name, "*"))
	}
	for _, l := range g.rows {
		table.Rows = append(table.Rows, p.bandRow(l, g.head))
	}
	table.Notes = p.notes(prose)
	p.doc.TechnicalBands = append(p.doc.TechnicalBands, table)
	return prose
}

func (p *parser) bandRow(l source.Line, head []string) BandRow {
	row := cells(l)[:len(head)]
	result := BandRow{Name: source.Text{Value: row[0], Span: source.At(l.Number)}}
	for i, cell := range row[1:] {
		if cell != "X" && cell != "" && cell != "**" {
			p.fail(l.Number, "band-cell", "the cell %s of %s is %s; expected X, ** or nothing", source.Quote(head[i+1]), source.Quote(row[0]), source.Quote(cell))
		}
		result.Cells = append(result.Cells, cell)
		result.Lines = append(result.Lines, source.At(l.Number))
	}
	if strings.Join(result.Cells, "") == "" {
		p.fail(l.Number, "band-row", "the row %s marks no band; expected X or ** in a cell at least, or a header below the title of a table", source.Quote(row[0]))
	}
	return result
}
