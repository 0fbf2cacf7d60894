package site

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/export/site/chart"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

type clusterModel struct {
	Cluster   dataset.Cluster
	IRI       string
	Mark      string
	WorkTypes []string
	Profiles  []profileSummary
	Ladder    ladder
	Rises     []rankRow
	Enters    []rankRow
	Leaves    []rankRow
	Falls     []rankRow
	Findings  []finding
	Passages  []passage
}

// A profileSummary is a specialty with its numbers.
type profileSummary struct {
	Profile             link
	Competencies, Tasks int
}

func (b *builder) clusterPages() []page {
	var pages []page
	for _, c := range b.d.Clusters {
		model := clusterModel{
			Cluster: c, IRI: b.iri("clusters", c.ClusterID), Mark: clusterMark(c), Profiles: b.profileSummaries(c.ClusterID),
			Findings: b.about("clusters", c.ClusterID), Passages: b.passages("clusters", c.ClusterID, c.Name),
		}
		for _, w := range b.workTypes[c.ClusterID] {
			model.WorkTypes = append(model.WorkTypes, w.Statement)
		}
		if scope, ok := b.clusterScope[c.ClusterID]; ok {
			model.Ladder = b.ladder(b.scopes[scope])
			model.Rises, model.Falls = b.movers(scope)
			model.Enters, model.Leaves = b.crossing(scope, dataset.Enters), b.crossing(scope, dataset.Leaves)
		}
		pages = append(pages, page{
			Path: "cluster/" + c.ClusterID + ".html", Kind: "cluster", Section: "explore", Title: c.Name,
			Description: shorten(c.Name+" "+c.Definition, 200), Crumbs: []link{{"../explore/index.html", "Explore"}}, Body: model,
		})
	}
	return pages
}

func (b *builder) profileSummaries(cluster string) []profileSummary {
	var found []profileSummary
	for _, p := range b.clusterMembers[cluster] {
		found = append(found, profileSummary{b.profile(p.ProfileID), len(b.profileCompetency[p.ProfileID]), len(b.profileTasks[p.ProfileID])})
	}
	return found
}

// mostMovers is how many of the largest changes a cluster's page names.
const mostMovers = 6

// movers returns the ranks of a scope that rise and fall the most.
func (b *builder) movers(scope string) (rises, falls []rankRow) {
	rows := b.ranking(scope)
	change := func(r rankRow) int { return r.CurrentPos - r.FuturePos }
	rows = slices.DeleteFunc(rows, func(r rankRow) bool { return r.CurrentPos == 0 || r.FuturePos == 0 || change(r) == 0 })
	slices.SortStableFunc(rows, func(x, y rankRow) int { return cmp.Compare(change(y), change(x)) })
	for _, r := range rows {
		if change(r) > 0 && len(rises) < mostMovers {
			rises = append(rises, r)
		}
	}
	slices.Reverse(rows)
	slices.SortStableFunc(rows, func(x, y rankRow) int { return cmp.Compare(change(x), change(y)) })
	for _, r := range rows {
		if change(r) < 0 && len(falls) < mostMovers {
			falls = append(falls, r)
		}
	}
	return rises, falls
}

// crossing returns the ranks of a scope that enter or leave the ranking, in the order of the rank they have.
func (b *builder) crossing(scope, trend string) []rankRow {
	rows := slices.DeleteFunc(b.ranking(scope), func(r rankRow) bool { return r.Trend != trend })
	slices.SortStableFunc(rows, func(x, y rankRow) int { return cmp.Compare(x.CurrentPos+x.FuturePos, y.CurrentPos+y.FuturePos) })
	return rows
}

// ranking returns the rows of a scope's ranking, as printed.
func (b *builder) ranking(scope string) []rankRow {
	last := b.lastRank(scope)
	var rows []rankRow
	for _, r := range b.scopeRanks[scope] {
		rows = append(rows, b.rankRow(r, last))
	}
	return rows
}

// A ladder is the bands of one scope, as a picture and as lists.
type ladder struct {
	Scope   link
	ID      string
	Chart   chart.Ladder
	Steps   []ladderStep
	Missing []link // bands that the scope's table does not have
	Table   int    // competencies that the table names
}

// A ladderStep is a band: what is new there, and what is no longer important.
type ladderStep struct {
	Band      link
	Grades    string
	Total     int
	New, Gone []link
	First     bool
}

// ladder lays out the bands of a scope.
func (b *builder) ladder(s dataset.Scope) ladder {
	l := ladder{Scope: b.scope(s.ScopeID), ID: s.ScopeID}
	important := map[string][]string{}
	named := map[string]bool{}
	for _, r := range b.scopeCells[s.ScopeID] {
		named[r.CompetencyID] = true
		if r.Important {
			important[r.BandID] = append(important[r.BandID], r.CompetencyID)
		}
	}
	l.Table = len(named)
	for _, band := range b.d.Bands {
		if !slices.Contains(b.scopeBands[s.ScopeID], band.BandID) {
			l.Missing = append(l.Missing, b.band(band.BandID))
		}
	}
	var before []string
	var steps []chart.LadderStep
	for i, id := range b.scopeBands[s.ScopeID] {
		step := ladderStep{Band: b.band(id), Grades: grades(b.bands[id]), Total: len(important[id]), First: i == 0}
		step.New = b.missing(important[id], before)
		step.Gone = b.missing(before, important[id])
		before = important[id]
		l.Steps = append(l.Steps, step)
		steps = append(steps, chart.LadderStep{Name: step.Band.Text, Grades: step.Grades, Total: step.Total, New: len(step.New), Gone: len(step.Gone)})
	}
	l.Chart = chart.NewLadder("ladder-"+s.ScopeID, "Important competencies by band: "+l.Scope.Text, ladderSummary(steps), steps)
	return l
}

func ladderSummary(steps []chart.LadderStep) string {
	summary := ""
	for i, s := range steps {
		if i > 0 {
			summary += ", "
		}
		summary += fmt.Sprintf("%s %d", s.Name, s.Total)
	}
	return summary
}

// missing returns the competencies of a list that another does not have, by name.
func (b *builder) missing(of, from []string) []link {
	known := make(map[string]bool, len(from))
	for _, id := range from {
		known[id] = true
	}
	var links []link
	for _, id := range of {
		if !known[id] {
			links = append(links, b.competency(id))
		}
	}
	slices.SortFunc(links, func(x, y link) int { return compareText(x.Text, y.Text) })
	return links
}

type bandModel struct {
	Band     dataset.Band
	IRI      string
	Grades   string
	Scopes   []bandScope
	Findings []finding
	Passages []passage
}

// bandScope is what is important at a band in one scope.
type bandScope struct {
	Scope        link
	Competencies []link
}

func (b *builder) bandPages() []page {
	var pages []page
	for _, band := range b.d.Bands {
		model := bandModel{
			Band: band, IRI: b.iri("bands", band.BandID), Grades: grades(band), Findings: b.about("bands", band.BandID),
			Passages: b.passages("bands", band.BandID, band.Name),
		}
		for _, s := range b.d.Scopes {
			var ids []string
			for _, r := range b.scopeCells[s.ScopeID] {
				if r.BandID == band.BandID && r.Important {
					ids = append(ids, r.CompetencyID)
				}
			}
			if ids != nil {
				model.Scopes = append(model.Scopes, bandScope{b.scope(s.ScopeID), b.missing(ids, nil)})
			}
		}
		pages = append(pages, page{
			Path: "band/" + band.BandID + ".html", Kind: "band", Section: "explore", Title: band.Name,
			Description: band.Name + " (" + model.Grades + "): the competencies important at this band of information technology management work.",
			Crumbs:      []link{{"../explore/index.html", "Explore"}, {"../explore/bands.html", "Bands"}}, Body: model,
		})
	}
	return pages
}
