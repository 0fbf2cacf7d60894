package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/site/chart"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

type competencyModel struct {
	Competency dataset.Competency
	IRI        string
	Aliases    []dataset.CompetencyAlias
	Bands      bandTable
	Ranks      []rankRow
	Clusters   []clusterProfiles
	Profiles   int
	Mappings   mappings
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
	Direction, Change     string
	Last                  int
	Strip                 chart.Strip
	Competency            link
	CurrentPos, FuturePos int
}

// clusterProfiles are specialties of one cluster.
type clusterProfiles struct {
	Cluster  link
	Mark     string // the class that colours the cluster
	Profiles []link
}

func (b *builder) competencyPages() []page {
	var pages []page
	for _, c := range b.d.Competencies {
		model := competencyModel{
			Competency: c, IRI: b.iri("competency", c.CompetencyID), Bands: b.bandTable(c.CompetencyID), Ranks: b.rankRows(c.CompetencyID),
			Clusters: b.clusterProfiles(b.competencyProfiles[c.CompetencyID]), Profiles: len(b.competencyProfiles[c.CompetencyID]),
			Mappings: b.competencyMappings(c.CompetencyID), Findings: b.about("competencies", c.CompetencyID),
			Passages: b.passages("competencies", c.CompetencyID, c.Name),
		}
		for _, a := range b.d.CompetencyAliases {
			if a.CompetencyID == c.CompetencyID {
				model.Aliases = append(model.Aliases, a)
			}
		}
		pages = append(pages, page{
			Path: "competency/" + c.CompetencyID + ".html", Kind: "competency", Section: "explore", Title: c.Name,
			Description: shorten(cmp.Or(deref(c.Definition), c.Name+", a competency that the handbook names and does not define."), 200),
			Crumbs:      []link{{"../explore/index.html", "Explore"}, {"../explore/index.html#kind=" + c.Kind, kindName(c.Kind)}}, Body: model,
		})
	}
	return pages
}

func kindName(kind string) string {
	return strings.ToUpper(kind[:min(1, len(kind))]) + kind[min(1, len(kind)):] + " competencies"
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
	for _, s := range b.d.Scopes {
		if len(byScope[s.ScopeID]) == 0 {
			continue
		}
		row := bandRow{Scope: b.scope(s.ScopeID)}
		for _, band := range b.d.Bands {
			row.Cells = append(row.Cells, b.bandCell(&table, byScope[s.ScopeID], band.BandID))
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
	for _, s := range b.d.Scopes {
		for _, r := range b.ranks[competency] {
			if r.ScopeID == s.ScopeID {
				row := b.rankRow(r, b.lastRank(s.ScopeID))
				row.Strip = chart.NewStrip(ranked(row.Competency.Text, r), row.Last)
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (b *builder) rankRow(r dataset.CompetencyRanking, last int) rankRow {
	thing := ranked(b.competencies[r.CompetencyID].Name, r)
	return rankRow{
		Scope: b.scope(r.ScopeID), Competency: b.competency(r.CompetencyID), Now: rank(r.CurrentRank), Future: rank(r.FutureRank),
		Direction: thing.Direction(), Change: thing.Change(), Last: last, CurrentPos: thing.Now, FuturePos: thing.Future,
	}
}

func ranked(name string, r dataset.CompetencyRanking) chart.Ranked {
	thing := chart.Ranked{Name: name}
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
	for _, r := range b.d.CompetencyRankings {
		if r.ScopeID == scope {
			thing := ranked("", r)
			last = max(last, thing.Now, thing.Future)
		}
	}
	return last
}

// clusterProfiles groups profiles by cluster, in the handbook's order.
func (b *builder) clusterProfiles(ids []string) []clusterProfiles {
	var groups []clusterProfiles
	whole := clusterProfiles{}
	for _, p := range b.d.Profiles {
		if p.ClusterID == nil && slices.Contains(ids, p.ProfileID) {
			whole.Profiles = append(whole.Profiles, b.profile(p.ProfileID))
		}
	}
	if whole.Profiles != nil {
		groups = append(groups, whole)
	}
	for _, c := range b.d.Clusters {
		g := clusterProfiles{Cluster: b.cluster(c.ClusterID), Mark: clusterMark(c)}
		for _, p := range b.d.Profiles {
			if deref(p.ClusterID) == c.ClusterID && slices.Contains(ids, p.ProfileID) {
				g.Profiles = append(g.Profiles, b.profile(p.ProfileID))
			}
		}
		if g.Profiles != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

// clusterMark is the class that colours a cluster; there are colours for six.
func clusterMark(c dataset.Cluster) string { return fmt.Sprintf("k%d", (c.Position-1)%6+1) }
