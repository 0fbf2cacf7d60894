package excel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

const (
	chartSheet  = "Charts"
	chartTop    = 4  // row of the first chart
	chartRows   = 24 // rows of the grid that a chart takes, its gap included
	chartWidth  = 1000
	chartHeight = 450
	moverCount  = 6 // rises and falls shown for each scope
)

// bandFills distinguish the bands by lightness as well as by hue; labels say the numbers.
var bandFills = map[string]string{"entry": "7F7F7F", "intermediate": "4F8FCB", "journey": "2E6DA4", "senior": navy}

// A figureBlock is the rows on the chart sheet behind one chart.
type figureBlock struct {
	header     int // row of the headings
	categories []string
	series     []chartSeries
}

// A chartSeries is a column of figures; a nil value is a gap.
type chartSeries struct {
	name   string
	fill   string
	values []*int
}

// fillCharts draws the charts one below the other and writes their figures beneath, so that a reader sees
// the pictures first and every number can be checked.
func (b *book) fillCharts(v *view) error {
	s, err := b.open(v.name, frame{widths: []float64{62, 23, 28, 23, 23}, portrait: true})
	if err != nil {
		return err
	}
	var charts []chart
	if len(b.data.Scopes) > 0 {
		charts = append(charts, b.countChart())
	}
	for _, scope := range b.data.Scopes {
		if c, ok := b.moverChart(scope); ok {
			charts = append(charts, c)
		}
	}
	v.holds = len(charts)
	figures := chartTop
	for _, c := range charts {
		figures += chartRows + len(c.remarks())
	}
	if err := s.heading(v.name, fmt.Sprintf("Notes below each picture say what its bars cannot show. The figures are below all of them, from row %d.", figures)); err != nil {
		return err
	}
	top := chartTop
	for _, c := range charts {
		s.skip(top + chartRows - 2 - s.row)
		for _, remark := range c.remarks() {
			if err := s.put(cell{value: remark, style: muted}); err != nil {
				return err
			}
		}
		if err := b.addChart(v.name, "A"+strconv.Itoa(top), c); err != nil {
			return fmt.Errorf("draw the chart %q: %w", c.name, err)
		}
		top += chartRows + len(c.remarks())
	}
	s.skip(figures - 1 - s.row)
	for _, c := range charts {
		if err := c.putFigures(s); err != nil {
			return err
		}
	}
	return s.close()
}

// remarkWidth is how many characters of a remark fit in a line below a chart.
const remarkWidth = 150

// remarks gives the notes of a chart in lines as wide as the chart: what enters, what leaves, what is not shown.
func (c chart) remarks() []string {
	var lines []string
	for _, note := range c.notes {
		line := ""
		for word := range strings.SplitSeq(note+".", " ") {
			if line != "" && len(line)+1+len(word) > remarkWidth {
				lines = append(lines, line)
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		lines = append(lines, line)
	}
	return lines
}

// countChart shows how many competencies are important at each band of each scope.
func (b *book) countChart() chart {
	c := chart{name: "Competencies important at each career band", across: "Cluster of work", up: "Number of competencies", numbers: "0", block: &figureBlock{}}
	var words []string
	for _, scope := range b.data.Scopes {
		c.block.categories = append(c.block.categories, scopeTitle(scope))
	}
	for _, band := range b.data.Bands {
		series := chartSeries{name: gradedName(band), fill: bandFills[band.BandID]}
		var said []string
		for i, scope := range b.data.Scopes {
			n := b.countBand(scope.ScopeID, band.BandID)
			series.values = append(series.values, n)
			if n != nil {
				said = append(said, fmt.Sprintf("%s %d", c.block.categories[i], *n))
			}
		}
		c.block.series = append(c.block.series, series)
		words = append(words, series.name+": "+strings.Join(said, ", "))
	}
	c.alt = "Column chart of the number of important competencies. " + strings.Join(words, ". ") + "."
	return c
}

// scopeTitle names a scope in a picture: only general competencies are ranked and banded for all work.
func scopeTitle(s dataset.Scope) string {
	if s.ClusterID == nil {
		return "General competencies, all IT work"
	}
	return s.Name
}

// countBand counts the important competencies of a band; nil where the scope's table has no such band.
func (b *book) countBand(scope, band string) *int {
	if n, ok := b.index.counts[[2]string{scope, band}]; ok {
		return &n
	}
	return nil
}

// moverChart shows the largest rises and falls of a scope; there is none where nothing moves.
func (b *book) moverChart(scope dataset.Scope) (chart, bool) {
	rises, falls := b.movers(scope.ScopeID, moverCount)
	up, down := chartSeries{name: "Rises", fill: rising}, chartSeries{name: "Falls", fill: sinking}
	c := chart{name: "Largest rises and falls: " + scopeTitle(scope), across: "Competency", up: "Places in the ranking, from now to the future",
		numbers: signedChange, horizontal: true, block: &figureBlock{}}
	var words []string
	for i, r := range append(rises, falls...) {
		name := b.index.competencies[r.CompetencyID].Name
		c.block.categories = append(c.block.categories, name)
		words = append(words, name+" "+direction(r))
		if i < len(rises) {
			up.values, down.values = append(up.values, r.RankChange), append(down.values, nil)
		} else {
			up.values, down.values = append(up.values, nil), append(down.values, r.RankChange)
		}
	}
	c.block.series = []chartSeries{up, down}
	c.notes = b.crossings(scope.ScopeID)
	c.alt = "Bar chart of changes in rank from now to the future. " + strings.Join(append(words, c.notes...), "; ") + "."
	if more := b.tied(scope.ScopeID, rises, falls); more != "" {
		c.notes = append(c.notes, more)
	}
	return c, len(words) > 0
}

// crossings names the competencies that enter and that leave the ranking of a scope, which have no change in
// rank to draw a bar of.
func (b *book) crossings(scope string) []string {
	named := map[string][]string{}
	for _, r := range b.index.ranked[scope] {
		name := b.index.competencies[r.CompetencyID].Name
		switch trend := dataset.OrEmpty(r.Trend); trend {
		case dataset.Enters:
			named[trend] = append(named[trend], fmt.Sprintf("%s (future rank %d)", name, *r.FutureRank))
		case dataset.Leaves:
			named[trend] = append(named[trend], fmt.Sprintf("%s (current rank %d)", name, *r.CurrentRank))
		}
	}
	var notes []string
	if list := named[dataset.Enters]; list != nil {
		notes = append(notes, "Enters the ranking, not ranked now: "+strings.Join(list, ", "))
	}
	if list := named[dataset.Leaves]; list != nil {
		notes = append(notes, "Leaves the ranking, not ranked in the future: "+strings.Join(list, ", "))
	}
	return notes
}

// tied names the competencies that change by as many places as the last bars shown and are not shown.
func (b *book) tied(scope string, shown ...[]dataset.CompetencyRanking) string {
	var names []string
	for _, list := range shown {
		if len(list) == 0 {
			continue
		}
		last := list[len(list)-1]
		for _, r := range b.index.ranked[scope] {
			same := r.RankChange != nil && *r.RankChange == *last.RankChange
			if same && !slices.ContainsFunc(list, func(o dataset.CompetencyRanking) bool { return o.CompetencyID == r.CompetencyID }) {
				names = append(names, b.index.competencies[r.CompetencyID].Name+" "+direction(r))
			}
		}
	}
	if names == nil {
		return ""
	}
	return "Not shown, though they change as much as the last ones shown: " + strings.Join(names, "; ")
}

// putFigures writes the block of a chart's figures.
func (c chart) putFigures(s *sheet) error {
	if err := s.putHigh(24, cell{value: c.name, style: section}); err != nil {
		return err
	}
	heads := headings(c.across)
	for _, series := range c.block.series {
		heads = append(heads, cell{value: series.name, style: headerRight})
	}
	if err := s.put(heads...); err != nil {
		return err
	}
	c.block.header = s.row
	number := integer
	if c.horizontal {
		number = change
	}
	for i, category := range c.block.categories {
		row := texts(category)
		for _, series := range c.block.series {
			at := cell{style: number}
			if n := series.values[i]; n != nil {
				at.value = *n
			}
			row = append(row, at)
		}
		if err := s.put(row...); err != nil {
			return err
		}
	}
	s.skip(1)
	return nil
}
