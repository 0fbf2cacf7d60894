package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/fwci-open-data/fwci/export/site/chart"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

type competencyModel struct {
	Competency dataset.Competency
	IRI        string
	Aliases    []dataset.CompetencyAlias
	Bands      bandTable
	Ranks      stripRows
	Clusters   []clusterProfiles
	Profiles   int
	Everywhere bool // whether the profile of the whole series names it
	Mappings   mappings
	Further    []furtherMapping
	Findings   []finding
	Passages   []passage
}

// A bandTable says at which bands a competency is important, a row for each scope whose table names it.
type bandTable struct {
	Columns []bandColumn
	Rows    []bandRow
	Notes   []string // numbered from 1
}

type bandColumn struct {
	Band   link
	Grades string
}

type bandRow struct {
	Scope link
	Cells []bandCell
}

// A bandCell is "yes", "no", or "none" where the table has no such cell.
type bandCell struct {
	State string
	Note  int // number of the note, 0 for none
}

// A rankRow is a competency's rank in one scope.
type rankRow struct {
	Scope                 link
	Now, Future           string
	Trend, Change         string
	Last                  int
	Strip                 chart.Strip
	Competency            link
	CurrentPos, FuturePos int
}

// stripRows are the ranks of one competency, each with its strip.
type stripRows []rankRow

// clusterProfiles are specialties of one cluster.
type clusterProfiles struct {
	Cluster  link
	Mark     string // the class that colors the cluster
	Profiles []link
}

func (b *builder) competencyPages() []page {
	var pages []page
	for _, c := range b.d.Competencies {
		model := competencyModel{
			Competency: c, IRI: b.iri("competencies", c.CompetencyID), Aliases: b.aliases[c.CompetencyID], Bands: b.bandTable(c.CompetencyID), Ranks: b.rankRows(c.CompetencyID),
			Clusters: b.clusterProfiles(b.competencyProfiles[c.CompetencyID]), Profiles: len(b.competencyProfiles[c.CompetencyID]),
			Mappings: b.mappingsOf(skillKind, c.CompetencyID), Further: b.furtherMappings("competencies", c.CompetencyID), Findings: b.about("competencies", c.CompetencyID),
			Passages: b.passages("competencies", c.CompetencyID, c.Name),
		}
		model.Everywhere = slices.ContainsFunc(b.competencyProfiles[c.CompetencyID], func(id string) bool { return b.profiles[id].ClusterID == nil })
		pages = append(pages, page{
			Path: "competency/" + c.CompetencyID + ".html", Kind: "competency", Section: "explore", Title: c.Name + ", " + c.Kind + " competency",
			Description: shorten(cmp.Or(dataset.OrEmpty(c.Definition), c.Name+", a competency that the handbook names and does not define."), 200),
			Crumbs:      []link{{"../explore/index.html", "Explore"}, {"../explore/index.html#kind=" + c.Kind, kindName(c.Kind)}}, Body: model,
		})
	}
	return pages
}

func kindName(kind string) string {
	return naming.Capital(kind) + " competencies"
}

// bandTable lays out the cells of a competency.
func (b *builder) bandTable(competency string) bandTable {
	cells := b.bandCells[competency]
	var table bandTable
	if len(cells) == 0 {
		return table
	}
	for _, band := range b.d.Bands {
		table.Columns = append(table.Columns, bandColumn{b.band(band.BandID), grades(band)})
	}
	byScope := group(cells, func(r dataset.CompetencyBand) string { return r.ScopeID })
	for _, scope := range slices.SortedFunc(maps.Keys(byScope), func(x, y string) int { return cmp.Compare(b.scopeOrder[x], b.scopeOrder[y]) }) {
		row := bandRow{Scope: b.scope(scope)}
		for _, band := range b.d.Bands {
			row.Cells = append(row.Cells, b.bandCell(&table, byScope[scope], band.BandID))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (b *builder) bandCell(table *bandTable, cells []dataset.CompetencyBand, band string) bandCell {
	for _, c := range cells {
		if c.BandID != band {
			continue
		}
		cell := bandCell{State: "no"}
		if c.Important {
			cell.State = "yes"
		}
		if note, ok := b.bandNotes[cellKey{c.ScopeID, c.CompetencyID, band}]; ok {
			if !slices.Contains(table.Notes, note) {
				table.Notes = append(table.Notes, note)
			}
			cell.Note = slices.Index(table.Notes, note) + 1
		}
		return cell
	}
	return bandCell{State: "none"}
}

func grades(b dataset.Band) string { return fmt.Sprintf("GS-%d to GS-%d", b.GSMin, b.GSMax) }

// rankRows are the ranks of a competency, in the order of the scopes.
func (b *builder) rankRows(competency string) []rankRow {
	var rows []rankRow
	ranks := slices.Clone(b.ranks[competency])
	slices.SortStableFunc(ranks, func(x, y dataset.CompetencyRanking) int {
		return cmp.Compare(b.scopeOrder[x.ScopeID], b.scopeOrder[y.ScopeID])
	})
	for _, r := range ranks {
		row := b.rankRow(r, b.lastRank(r.ScopeID))
		row.Strip = chart.NewStrip(ranked(row.Competency.Text, r), row.Last)
		rows = append(rows, row)
	}
	return rows
}

func (b *builder) rankRow(r dataset.CompetencyRanking, last int) rankRow {
	thing := ranked(b.competencies[r.CompetencyID].Name, r)
	return rankRow{
		Scope: b.scope(r.ScopeID), Competency: b.competency(r.CompetencyID), Now: rank(r.CurrentRank), Future: rank(r.FutureRank),
		Trend: thing.Trend, Change: thing.Change(), Last: last, CurrentPos: thing.Now, FuturePos: thing.Future,
	}
}

func ranked(name string, r dataset.CompetencyRanking) chart.Ranked {
	thing := chart.Ranked{Name: name, Trend: dataset.OrEmpty(r.Trend)}
	if r.CurrentRank != nil {
		thing.Now = *r.CurrentRank
	}
	if r.FutureRank != nil {
		thing.Future = *r.FutureRank
	}
	return thing
}

// rank prints a rank as the handbook does: NR means not ranked.
func rank(r *int) string {
	if r == nil {
		return "NR"
	}
	return fmt.Sprint(*r)
}

// lastRank is the largest rank that a scope's ranking gives.
func (b *builder) lastRank(scope string) int {
	last := 1
	for _, r := range b.scopeRanks[scope] {
		thing := ranked("", r)
		last = max(last, thing.Now, thing.Future)
	}
	return last
}

// clusterProfiles groups profiles by cluster, in the handbook's order, those of the whole series first.
func (b *builder) clusterProfiles(ids []string) []clusterProfiles {
	ids = slices.Clone(ids)
	order := func(id string) (cluster, profile int) {
		p := b.profiles[id]
		return b.clusters[dataset.OrEmpty(p.ClusterID)].Position, p.Position
	}
	slices.SortFunc(ids, func(x, y string) int {
		c, p := order(x)
		d, q := order(y)
		return cmp.Or(cmp.Compare(c, d), cmp.Compare(p, q))
	})
	var groups []clusterProfiles
	last := ""
	for i, id := range ids {
		cluster := dataset.OrEmpty(b.profiles[id].ClusterID)
		if i == 0 || cluster != last {
			g := clusterProfiles{}
			if cluster != "" {
				g = clusterProfiles{Cluster: b.cluster(cluster), Mark: clusterMark(b.clusters[cluster])}
			}
			groups, last = append(groups, g), cluster
		}
		g := &groups[len(groups)-1]
		g.Profiles = append(g.Profiles, b.profile(id))
	}
	return groups
}

// clusterMark is the class that colors a cluster; there are colors for six.
func clusterMark(c dataset.Cluster) string { return fmt.Sprintf("k%d", (c.Position-1)%6+1) }
