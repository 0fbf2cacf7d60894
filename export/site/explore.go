package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/site/chart"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

type exploreModel struct {
	Competencies []exploreItem
	Tasks        []exploreItem
	Clusters     []option
	Profiles     []scopedOption
	Bands        []option
	Total        int
}

// A scopedOption is a specialty with the facet of its cluster, in which bands and ranks are read.
type scopedOption struct {
	option
	Scope string
}

// An exploreItem is a competency or a task of the list, with the facets that filters ask for: kind, c1… for
// clusters, p1… for profiles, by position. What is said of a competency in one scope has the scope before it, a for
// all work of the series or c1… for a cluster: ab2, c1b2 for an importance at a band; arising, c1top10 for ranks.
type exploreItem struct {
	Link       link
	Kind, Text string
	Facets     string
	Where      string // how many specialties it is important for
}

type matrixModel struct {
	Clusters    []matrixCluster
	Profiles    []link
	Rows        []matrixRow
	Specialties int
	TooMany     bool // specialties and competencies for one table
}

type matrixCluster struct {
	Cluster link
	Mark    string
	Facet   string
	Span    int
}

type matrixRow struct {
	Competency link
	Cells      []matrixCell
	Total      int
	Facets     string
}

type matrixCell struct {
	Has  bool
	Mark string
}

type ranksModel struct {
	Scopes []rankedScope
}

type rankedScope struct {
	Scope link
	ID    string
	Chart chart.Slope
	Rows  []rankRow
}

type bandsModel struct {
	Bands   []bandColumn
	Ladders []ladder
}

func (b *builder) explorePages() []page {
	crumbs := []link{{"index.html", "Explore"}}
	return []page{
		{
			Path: "explore/index.html", Kind: "explore", Section: "explore", Title: "Explore competencies and tasks", Scripts: []string{"filter.js"},
			Description: "Every competency and task of information technology management work, to search and to filter.", Body: b.exploreList(),
		},
		{
			Path: "explore/matrix.html", Kind: "matrix", Section: "explore", Title: "Competencies and specialties", Crumbs: crumbs, Scripts: []string{"filter.js"},
			Description: "Which technical competency is important for which specialty.", Body: b.matrix(),
		},
		{
			Path: "explore/ranks.html", Kind: "ranks", Section: "explore", Title: "Importance now and in the future", Crumbs: crumbs,
			Description: "How the importance rank of each competency is expected to change, for all IT work and for each cluster.", Body: b.rankedScopes(),
		},
		{
			Path: "explore/bands.html", Kind: "bands", Section: "explore", Title: "The ladder from entry to senior", Crumbs: crumbs,
			Description: "Which competencies become important at which band of grades.", Body: b.ladders(),
		},
	}
}

func (b *builder) exploreList() exploreModel {
	m := exploreModel{}
	for _, c := range b.d.Clusters {
		m.Clusters = append(m.Clusters, option{Facet: fmt.Sprintf("c%d", c.Position), Text: c.Name})
	}
	for _, p := range b.d.Profiles {
		if p.ClusterID != nil {
			m.Profiles = append(m.Profiles, scopedOption{option{Facet: fmt.Sprintf("p%d", p.Position), Text: p.Name}, b.clusterFacet(*p.ClusterID)})
		}
	}
	for _, band := range b.d.Bands {
		m.Bands = append(m.Bands, option{Facet: fmt.Sprintf("b%d", band.Position), Text: band.Name})
	}
	for _, c := range b.d.Competencies {
		m.Competencies = append(m.Competencies, b.exploreCompetency(c))
	}
	slices.SortStableFunc(m.Competencies, func(x, y exploreItem) int { return compareText(x.Link.Text, y.Link.Text) })
	for _, t := range b.d.Tasks {
		profiles := b.taskProfiles[t.TaskID]
		facets := append([]string{"task"}, slices.DeleteFunc(b.profileFacets(profiles), func(f string) bool { return f == everywhere })...)
		m.Tasks = append(m.Tasks, exploreItem{Link: b.task(t.TaskID), Kind: "task", Facets: strings.Join(facets, " "), Where: b.where(profiles)})
	}
	slices.SortStableFunc(m.Tasks, func(x, y exploreItem) int { return compareText(x.Link.Text, y.Link.Text) })
	m.Total = len(m.Competencies) + len(m.Tasks)
	return m
}

func (b *builder) exploreCompetency(c dataset.Competency) exploreItem {
	id := c.CompetencyID
	facets := append([]string{c.Kind}, b.profileFacets(b.competencyProfiles[id])...)
	item := exploreItem{Link: b.competency(id), Kind: c.Kind, Text: dataset.OrEmpty(c.Definition), Where: b.where(b.competencyProfiles[id])}
	of := func(scope string) { // a cluster has what its tables name, though no profile of it does
		if c := b.scopeFacet(scope); c != allWork && !slices.Contains(facets, c) {
			facets = append(facets, c)
		}
	}
	for _, cell := range b.bandCells[id] {
		if cell.Important {
			of(cell.ScopeID)
			facets = append(facets, fmt.Sprintf("%sb%d", b.scopeFacet(cell.ScopeID), b.bands[cell.BandID].Position))
		}
	}
	for _, r := range b.ranks[id] {
		of(r.ScopeID)
		for _, facet := range rankFacets(r) {
			facets = append(facets, b.scopeFacet(r.ScopeID)+facet)
		}
	}
	item.Facets = strings.Join(facets, " ")
	return item
}

// topRanks is up to which rank a competency counts among the first.
const topRanks = 10

// rankFacets are the facets of a competency's rank in one scope.
func rankFacets(r dataset.CompetencyRanking) []string {
	var facets []string
	switch dataset.OrEmpty(r.Trend) {
	case dataset.Rises, dataset.Enters:
		facets = append(facets, "rising")
	case dataset.Falls, dataset.Leaves:
		facets = append(facets, "falling")
	case dataset.Same:
		facets = append(facets, "same")
	}
	if r.CurrentRank != nil && *r.CurrentRank <= topRanks {
		facets = append(facets, "now")
	}
	if r.FutureRank != nil && *r.FutureRank <= topRanks {
		facets = append(facets, "future")
	}
	return facets
}

// scopeFacet is what comes before a facet that holds in one scope.
func (b *builder) scopeFacet(scope string) string {
	if cluster := b.scopes[scope].ClusterID; cluster != nil {
		return b.clusterFacet(*cluster)
	}
	return allWork
}

// allWork comes before a facet that holds in the scope of all work of the series.
const allWork = "a"

func (b *builder) clusterFacet(id string) string { return fmt.Sprintf("c%d", b.clusters[id].Position) }

// where says for how many specialties something is important: what the profile of the whole series names is for all.
func (b *builder) where(profiles []string) string {
	if len(profiles) == 0 {
		return ""
	}
	for _, id := range profiles {
		if b.profiles[id].ClusterID == nil {
			return "all specialties"
		}
	}
	return count(len(profiles), "specialty", "specialties")
}

// everywhere is the facet of a competency that applies to every specialty.
const everywhere = "all"

// profileFacets are the facets of profiles and of their clusters. What the profile of the whole series names holds
// for every specialty and has the facet everywhere.
func (b *builder) profileFacets(profiles []string) []string {
	var facets []string
	for _, id := range profiles {
		p := b.profiles[id]
		if p.ClusterID == nil {
			facets = append(facets, everywhere)
			continue
		}
		facets = append(facets, fmt.Sprintf("p%d", p.Position))
		if c := b.clusterFacet(*p.ClusterID); !slices.Contains(facets, c) {
			facets = append(facets, c)
		}
	}
	return facets
}

func (b *builder) matrix() matrixModel {
	m := matrixModel{}
	var ids []string
	for _, g := range b.d.Clusters {
		column := matrixCluster{Cluster: b.cluster(g.ClusterID), Mark: clusterMark(g), Facet: fmt.Sprintf("c%d", g.Position)}
		for _, p := range b.clusterMembers[g.ClusterID] {
			m.Profiles = append(m.Profiles, b.profile(p.ProfileID))
			ids = append(ids, p.ProfileID)
			column.Span++
		}
		m.Clusters = append(m.Clusters, column)
	}
	m.Specialties = len(ids)
	if m.TooMany = b.tooMany(); m.TooMany {
		return m
	}
	for _, id := range b.technical() {
		row := matrixRow{Competency: b.competency(id), Facets: strings.Join(b.profileFacets(b.competencyProfiles[id]), " ")}
		for _, profile := range ids {
			cell := matrixCell{Mark: clusterMark(b.clusters[*b.profiles[profile].ClusterID])}
			if slices.Contains(b.competencyProfiles[id], profile) {
				cell.Has = true
				row.Total++
			}
			row.Cells = append(row.Cells, cell)
		}
		m.Rows = append(m.Rows, row)
	}
	slices.SortStableFunc(m.Rows, func(x, y matrixRow) int { return compareText(x.Competency.Text, y.Competency.Text) })
	return m
}

// mostMarks is how many cells a matrix of competencies and specialties may have: it grows with their product,
// this is about what ten handbooks need, and a browser is slow beyond.
const mostMarks = 100_000

// tooMany reports whether the matrix would be too large.
func (b *builder) tooMany() bool { return len(b.technical())*len(b.specialties()) > mostMarks }

func (b *builder) rankedScopes() ranksModel {
	m := ranksModel{}
	for _, s := range b.d.Scopes {
		scope := rankedScope{Scope: b.scope(s.ScopeID), ID: s.ScopeID, Rows: b.ranking(s.ScopeID)}
		if len(scope.Rows) == 0 {
			continue
		}
		var things []chart.Ranked
		counts := map[string]int{}
		for _, r := range scope.Rows {
			things = append(things, chart.Ranked{Name: r.Competency.Text, Now: r.CurrentPos, Future: r.FuturePos, Trend: r.Trend})
			counts[r.Trend]++
		}
		scope.Chart = chart.NewSlope("slope-"+s.ScopeID, "Importance ranks now and in the future: "+scope.Scope.Text, directions(counts), things)
		m.Scopes = append(m.Scopes, scope)
	}
	return m
}

// directions says how many ranks rise, fall and so on; what none does goes unsaid.
func directions(counts map[string]int) string {
	var parts []string
	for _, d := range [][2]string{{dataset.Rises, "rising"}, {dataset.Falls, "falling"}, {dataset.Same, "unchanged"}, {dataset.Enters, "entering the ranking"}, {dataset.Leaves, "leaving it"}} {
		if n := counts[d[0]]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, d[1]))
		}
	}
	return strings.Join(parts, ", ") + "."
}

func (b *builder) ladders() bandsModel {
	m := bandsModel{}
	for _, band := range b.d.Bands {
		m.Bands = append(m.Bands, bandColumn{b.band(band.BandID), grades(band)})
	}
	for _, s := range b.d.Scopes {
		if len(b.scopeBands[s.ScopeID]) > 0 {
			m.Ladders = append(m.Ladders, b.ladder(s))
		}
	}
	return m
}
