package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A column is a table column whose cells are lists.
type column struct {
	name  string
	items []source.Text
}

var (
	listTag    = source.NewPattern(`</?(?:ul|li)\b[^<>]*>`)
	kindHeader = source.NewPattern(`(?i)^(General|Technical) Competencies$`)
)

// lists reads the two tables whose cells are lists: the Competency List and the general competencies by
// band.
func (p *parser) lists(c *cursor, s segment) []source.Text {
	columns, header, prose := p.listTable(c, s)
	if len(columns) == 0 {
		p.fail(s.title.Line(), "list-table", "the section %s has no table of lists", source.Quote(s.title.Value))
		return prose
	}
	if s.rule.kind == competencyList {
		p.competencyList(columns, header)
		return prose
	}
	p.generalBands(columns, header)
	p.doc.GeneralBands.Notes = p.notes(prose)
	return prose
}

func (p *parser) listTable(c *cursor, s segment) (columns []column, header source.Text, prose []source.Text) {
	isRow := func(l source.Line) bool { return strings.Contains(l.Text, "\t") || strings.Contains(l.Text, "<ul") }
	for {
		between := p.prose(c, isRow)
		prose = append(prose, between...)
		l, ok := c.next()
		if !ok {
			return columns, header, prose
		}
		if len(columns) > 0 {
			p.inside(between)
		}
		c.at++
		row := cells(l)
		switch {
		case !strings.ContainsAny(l.Text, "<•"):
			columns, header = p.listHeader(columns, header, l, trimmed(row))
		case len(columns) == 0 || len(trimmed(row)) > len(columns):
			p.fail(l.Number, "list-table", "a row of %d lists; the header of %s has %d columns", len(trimmed(row)), source.Quote(s.title.Value), len(columns))
		default:
			p.classes.Claim(source.At(l.Number), source.Data)
			for i, cell := range trimmed(row) {
				columns[i].items = append(columns[i].items, p.items(l, cell)...)
			}
		}
	}
}

func (p *parser) listHeader(columns []column, header source.Text, l source.Line, row []string) ([]column, source.Text) {
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	if len(columns) > 0 {
		if !equal(names, row) {
			p.fail(l.Number, "list-table", "the header %s differs from the table's first header %s", source.Quote(strings.Join(row, " | ")), source.Quote(strings.Join(names, " | ")))
		}
		p.classes.Claim(source.At(l.Number), source.RepeatedHeader)
		return columns, header
	}
	for _, name := range row {
		columns = append(columns, column{name: name})
	}
	p.classes.Claim(source.At(l.Number), source.Heading)
	return columns, source.Text{Value: strings.Join(row, " | "), Span: source.At(l.Number)}
}

// items cuts a cell of the form `<ul …> • item • item` at its bullets.
func (p *parser) items(l source.Line, cell string) []source.Text {
	text := strings.TrimSpace(listTag.ReplaceAllString(cell, " "))
	if text == "" {
		return nil
	}
	if !strings.HasPrefix(text, "•") || strings.ContainsAny(text, "<>") {
		p.fail(l.Number, "list-cell", "the cell %s is not a list; expected items that each begin with •", source.Quote(cell))
		return nil
	}
	var items []source.Text
	for _, item := range strings.Split(text[len("•"):], "•") {
		if item = strings.TrimSpace(item); item == "" {
			p.fail(l.Number, "list-cell", "an empty item in the list %s", source.Quote(cell))
			continue
		}
		if goesOn(item) {
			p.fail(l.Number, "list-cell", "the item %s is cut off; expected a whole name", source.Quote(item))
		}
		items = append(items, source.Text{Value: item, Span: source.At(l.Number)})
	}
	return items
}

func (p *parser) competencyList(columns []column, header source.Text) {
	for _, c := range columns {
		m := kindHeader.FindStringSubmatch(c.name)
		if m == nil {
			p.fail(header.Line(), "list-table", "the column %s of the Competency List; expected General Competencies or Technical Competencies", source.Quote(c.name))
			continue
		}
		for _, item := range c.items {
			p.doc.Listed = append(p.doc.Listed, Listed{Kind: Kind(strings.ToLower(m[1])), Name: item})
		}
	}
}

// generalBands turns a list for each band into a row for each competency, in the order of first mention.
func (p *parser) generalBands(columns []column, header source.Text) {
	table := BandTable{Header: header}
	rows := map[string]int{}
	for i, c := range columns {
		band := strings.TrimRight(c.name, "*")
		if !bandHeading.MatchString(band) {
			p.fail(header.Line(), "list-table", "the column %s of the general competencies by band; expected a band such as Entry Level", source.Quote(c.name))
		}
		table.Bands = append(table.Bands, band)
		for _, item := range c.items {
			at, known := rows[item.Value]
			if !known {
				at = len(table.Rows)
				rows[item.Value] = at
				table.Rows = append(table.Rows, BandRow{Name: item, Cells: make([]string, len(columns)), Lines: make([]source.Span, len(columns))})
			}
			if table.Rows[at].Cells[i] != "" {
				p.fail(item.Line(), "list-cell", "%s appears twice in the list of %s", source.Quote(item.Value), source.Quote(band))
			}
			table.Rows[at].Cells[i], table.Rows[at].Lines[i] = "X", item.Span
		}
	}
	p.doc.GeneralBands = table
}
