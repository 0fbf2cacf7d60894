package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// cells cuts a table row at its tabs and trims each cell.
func cells(l source.Line) []string {
	parts := strings.Split(l.Text, "\t")
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " ")
	}
	return parts
}

// alone returns the text of a row of which only the first cell is filled.
func alone(l source.Line) (string, bool) {
	row := cells(l)
	for _, cell := range row[1:] {
		if cell != "" {
			return "", false
		}
	}
	return row[0], row[0] != ""
}

// trimmed drops the empty cells at the end of a row, which stray tabs leave.
func trimmed(row []string) []string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !strings.EqualFold(a[i], b[i]) {
			return false
		}
	}
	return true
}

// A grid is a table whose rows have a fixed number of cells, with the title row that may be above its
// header. A page break prints title and header again.
type grid struct {
	title  source.Text // empty when the table has none
	header source.Text
	head   []string
	rows   []source.Line
}

// grids reads the tables of a section. isHeader knows a header row. It returns the tables and the prose
// between them, in order.
func (p *parser) grids(c *cursor, isHeader func([]string) bool) ([]grid, []source.Text) {
	var grids []grid
	var prose []source.Text
	inTable := func(l source.Line) bool {
		return strings.Contains(l.Text, "\t") || p.headerFollows(c, l, isHeader)
	}
	for {
		between := p.prose(c, inTable)
		prose = append(prose, between...)
		l, ok := c.next()
		if !ok {
			return grids, prose
		}
		if n := len(grids); n > 0 && !p.opensGrid(c, l, grids[n-1], isHeader) {
			p.inside(between)
		}
		switch row := trimmed(cells(l)); {
		case isHeader(row):
			grids = p.openGrid(grids, source.Text{}, l, row, restarts(c))
		case p.headerFollows(c, l, isHeader):
			title, _ := alone(l)
			c.at++
			header, _ := c.next()
			grids = p.openGrid(grids, source.Text{Value: title, Span: source.At(l.Number)}, header, trimmed(cells(header)), false)
		case len(grids) == 0:
			p.fail(l.Number, "table-header", "a table row before any header: %s", source.Quote(l.Text))
		default:
			p.gridRow(&grids[len(grids)-1], l)
		}
		c.at++
	}
}

// headerFollows reports whether a line, alone in its row, is directly above a header row.
func (p *parser) headerFollows(c *cursor, l source.Line, isHeader func([]string) bool) bool {
	if _, ok := alone(l); !ok || l.Number >= len(p.file.Lines) {
		return false
	}
	below := p.file.Lines[l.Number]
	return !below.Blank() && strings.Contains(below.Text, "\t") && isHeader(trimmed(cells(below)))
}

// openGrid starts a table, or goes on with the last one where title and header, or the header alone, are its
// own again.
func (p *parser) openGrid(grids []grid, title source.Text, header source.Line, row []string, restarts bool) []grid {
	span := title.Span.Join(source.At(header.Number))
	if n := len(grids); n > 0 && equal(grids[n-1].head, row) && (strings.EqualFold(grids[n-1].title.Value, title.Value) || title.Value == "" && !restarts) {
		p.classes.Claim(span, source.RepeatedHeader)
		return grids
	}
	p.classes.Claim(span, source.Heading)
	return append(grids, grid{title: title, header: source.Text{Value: strings.Join(row, " | "), Span: span}, head: row})
}

func (p *parser) gridRow(g *grid, l source.Line) {
	row := cells(l)
	if len(row) > len(g.head) {
		row = append(row[:len(g.head)], trimmed(row[len(g.head):])...)
	}
	if len(row) != len(g.head) || row[0] == "" {
		p.fail(l.Number, "table-row", "the row %s has %d cells; expected a name and %d cells (%s)",
			source.Quote(l.Text), len(row), len(g.head)-1, strings.Join(g.head[1:], ", "))
		return
	}
	p.classes.Claim(source.At(l.Number), source.Data)
	g.rows = append(g.rows, l)
}

// restarts reports whether the row below the header at the cursor has rank 1: the header without a title
// opens another table then, whose title is missing.
func restarts(c *cursor) bool {
	below, ok := c.peekNext()
	row := cells(below)
	return ok && len(row) > 1 && row[1] == "1"
}

// opensGrid reports whether a line is the title or header of another table than g.
func (p *parser) opensGrid(c *cursor, l source.Line, g grid, isHeader func([]string) bool) bool {
	if !p.headerFollows(c, l, isHeader) {
		row := trimmed(cells(l))
		return isHeader(row) && !equal(row, g.head)
	}
	title, _ := alone(l)
	return !strings.EqualFold(title, g.title.Value)
}

// inside reports prose between the rows of one table. Notes may be there, at the foot of a
// page.
func (p *parser) inside(between []source.Text) {
	for _, text := range between {
		if !noteMark.MatchString(text.Value) {
			p.fail(text.Line(), "table-prose", "%s is inside a table; expected a row, a header or a note", source.Quote(text.Value))
		}
	}
}
