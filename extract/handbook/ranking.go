package handbook

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

func isRankingHeader(row []string) bool {
	return equal(row, []string{"Competency", "Current Importance", "Future Importance"})
}

// rankings reads the tables of current and future importance: one for the general competencies, one for
// each cluster of the technical ones.
func (p *parser) rankings(c *cursor, s segment) []source.Text {
	grids, prose := p.grids(c, isRankingHeader)
	if len(grids) == 0 {
		p.fail(s.title.Line(), "ranking-table", "the section %s has no table with the header Competency, Current Importance, Future Importance", source.Quote(s.title.Value))
	}
	for _, g := range grids {
		if technical := s.rule.kind == technicalRankings; technical != (g.title.Value != "") {
			p.fail(g.header.Line(), "ranking-table", "the table is titled %s; technical rankings name their cluster in a row above the header, general rankings have none", source.Quote(g.title.Value))
		}
		ranking := Ranking{Cluster: g.title, Header: g.header}
		for _, l := range g.rows {
			row := cells(l)
			ranking.Rows = append(ranking.Rows, Ranked{
				Name:    source.Text{Value: row[0], Span: source.At(l.Number)},
				Current: p.rank(l, row[1]),
				Future:  p.rank(l, row[2]),
			})
		}
		p.doc.Rankings = append(p.doc.Rankings, ranking)
	}
	p.notes(prose)
	return prose
}

// mostRank is the largest rank that is no misprint: a thousand handbooks in one would rank thirty thousand
// general competencies.
const mostRank = 99999

// rank reads a rank, or 0 for NR (not ranked; the asterisk points to the note that says so).
func (p *parser) rank(l source.Line, cell string) int {
	if strings.TrimRight(cell, "*") == "NR" {
		return 0
	}
	rank, err := strconv.Atoi(cell)
	if err != nil || rank < 1 || rank > mostRank {
		p.fail(l.Number, "rank", "the rank %s of %s; expected a number from 1 or NR*", source.Quote(cell), source.Quote(cells(l)[0]))
	}
	return rank
}
