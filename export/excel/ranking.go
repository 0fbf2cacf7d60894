package excel

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

const (
	rankingSheet  = "Rankings"
	rankingHeader = 4
	notRanked     = "NR" // as the handbook prints it
)

// fillRankings compares the current with the future rank, with the change as a number, an arrow, a word
// and a bar.
func (b *book) fillRankings(v *view) error {
	v.holds = len(b.data.CompetencyRankings)
	s, err := b.open(v.name, frame{widths: []float64{40, 62, 14, 14, 34, 22}, freezeRows: rankingHeader, freezeCols: 2, titleRow: rankingHeader})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Rank 1 is the most important. Change is the current rank minus the future rank: ▲ rises in importance, ▼ falls, = same. NR: not ranked."); err != nil {
		return err
	}
	heads := styled(headerRight, headings("Scope", "Competency", "Current rank", "Future rank", "Change", "In the future"), 2, 3, 4)
	heads = styled(headerCenter, heads, 5)
	if err := s.put(heads...); err != nil {
		return err
	}
	for _, r := range b.data.CompetencyRankings {
		row := texts(b.index.scopes[r.ScopeID], b.index.competencies[r.CompetencyID].Name)
		row = append(row, rank(r.CurrentRank), rank(r.FutureRank), changeOf(r), cell{value: direction(r), style: center})
		if err := s.put(row...); err != nil {
			return err
		}
	}
	if err := b.drawBars(s); err != nil {
		return err
	}
	if err := s.table("view_rankings", rankingHeader, len(heads)); err != nil {
		return err
	}
	return s.close()
}

// drawBars lays a bar from the middle of each cell of the change: to the right for a rise.
func (b *book) drawBars(s *sheet) error {
	area := fmt.Sprintf("E%d:E%d", rankingHeader+1, max(s.row, rankingHeader+1))
	x := b.extras[s.name]
	x.bars = area
	b.extras[s.name] = x
	return b.file.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{{
		Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#" + riseBar, BarBorderColor: "#" + rising, BarSolid: true,
	}})
}

func rank(n *int) cell {
	if n == nil {
		return cell{value: notRanked, style: right}
	}
	return cell{value: *n, style: integer}
}

func changeOf(r dataset.CompetencyRanking) cell {
	if r.RankChange == nil {
		return cell{style: change}
	}
	return cell{value: *r.RankChange, style: change}
}

// direction says the change in words.
func direction(r dataset.CompetencyRanking) string {
	switch {
	case r.CurrentRank == nil && r.FutureRank == nil:
		return "not ranked"
	case r.CurrentRank == nil:
		return "newly ranked"
	case r.FutureRank == nil:
		return "no longer ranked"
	case *r.RankChange > 0:
		return fmt.Sprintf("rises by %d", *r.RankChange)
	case *r.RankChange < 0:
		return fmt.Sprintf("falls by %d", -*r.RankChange)
	}
	return dataset.Same
}

// movers returns the n largest rises and then the n largest falls of a scope, each largest first; where the
// change is equal the one that is more important in the future goes first.
func (b *book) movers(scope string, n int) (rises, falls []dataset.CompetencyRanking) {
	for _, r := range b.index.ranked[scope] {
		switch {
		case r.RankChange == nil:
		case *r.RankChange > 0:
			rises = append(rises, r)
		case *r.RankChange < 0:
			falls = append(falls, r)
		}
	}
	order := func(sign int) func(p, q dataset.CompetencyRanking) int {
		return func(p, q dataset.CompetencyRanking) int {
			return cmp.Or(sign*cmp.Compare(*q.RankChange, *p.RankChange), cmp.Compare(*p.FutureRank, *q.FutureRank), cmp.Compare(p.CompetencyID, q.CompetencyID))
		}
	}
	slices.SortStableFunc(rises, order(1))
	slices.SortStableFunc(falls, order(-1))
	return rises[:min(n, len(rises))], falls[:min(n, len(falls))]
}
