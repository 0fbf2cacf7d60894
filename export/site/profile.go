package site

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

type profileModel struct {
	Profile      dataset.Profile
	Name         string // what it is called among the others
	IRI          string
	Cluster      link
	Mark         string
	Titles       []*mapping
	Columns      []bandColumn // bands of the table that covers the profile's competencies
	Competencies []profileCompetency
	Beyond       int    // competencies that the cluster's table does not name
	Scope        string // whose bands and ranks they are
	Ten          int    // how many are headed as the most important
	Whole        link   // the profile of the whole series
	General      []string
	Roles        []profileRole
	Tasks        []link
	Mappings     mappings
	Further      []furtherMapping
	Compare      []link
	Findings     []finding
	Passages     []passage
}

// First are the competencies headed as the most important, and Others the rest.
func (m profileModel) First() []profileCompetency  { return m.Competencies[:m.Ten] }
func (m profileModel) Others() []profileCompetency { return m.Competencies[m.Ten:] }

// Width is the number of columns of the table of competencies.
func (m profileModel) Width() int { return len(m.Columns) + 4 }

// A profileRole leads to the profile at a band.
type profileRole struct {
	Role   link
	Grades string
}

// A profileCompetency is a competency of a profile with what its cluster says of it.
type profileCompetency struct {
	Competency link
	Cells      []bandCell
	Rank       *rankRow
}

func (b *builder) profilePages() []page {
	var pages []page
	for _, p := range b.d.Profiles {
		model := profileModel{
			Profile: p, Name: b.profile(p.ProfileID).Text, IRI: b.iri("profiles", p.ProfileID), Mappings: b.mappingsOf(occupationKind, p.ProfileID), Further: b.furtherMappings("profiles", p.ProfileID),
			Findings: b.about("profiles", p.ProfileID), Passages: b.passages("profiles", p.ProfileID, p.Name),
		}
		what := "Series-wide profile"
		crumbs := []link{{"../explore/index.html", "Explore"}}
		if p.ClusterID != nil {
			model.Cluster, model.Mark = b.cluster(*p.ClusterID), clusterMark(b.clusters[*p.ClusterID])
			crumbs = append(crumbs, model.Cluster)
			model.Compare = b.comparisons(p)
			what = "Specialty"
		}
		b.profileCompetencies(&model)
		b.profileRoles(&model)
		for _, id := range b.profileTasks[p.ProfileID] {
			model.Tasks = append(model.Tasks, b.task(id))
		}
		model.Titles = b.ofObject[kindKey{titleKind, p.ProfileID}]
		pages = append(pages, page{
			Path: "profile/" + p.ProfileID + ".html", Kind: "profile", Section: "explore", Title: model.Name + ", " + strings.ToLower(what), Crumbs: crumbs,
			Description: what + " " + model.Name + ": " + count(len(model.Competencies), "competency", "competencies") + " and " + count(len(model.Tasks), "task", "tasks") + " of information technology management work.",
			Body:        model,
		})
	}
	return pages
}

// profileCompetencies fills the competencies of a profile with the cells and the rank of its scope: its
// cluster, or the whole series.
func (b *builder) profileCompetencies(model *profileModel) {
	scope := b.scopeOf(model.Profile)
	for _, id := range b.scopeBands[scope] {
		model.Columns = append(model.Columns, bandColumn{b.band(id), grades(b.bands[id])})
	}
	last := b.lastRank(scope)
	var notes bandTable
	for _, id := range b.profileCompetency[model.Profile.ProfileID] {
		row := profileCompetency{Competency: b.competency(id)}
		cells := slices.DeleteFunc(slices.Clone(b.bandCells[id]), func(c dataset.CompetencyBand) bool { return c.ScopeID != scope })
		for _, band := range b.scopeBands[scope] {
			cell := b.bandCell(&notes, cells, band)
			cell.Note = 0
			row.Cells = append(row.Cells, cell)
		}
		if len(cells) == 0 {
			model.Beyond++
		}
		for _, r := range b.ranks[id] {
			if r.ScopeID == scope {
				made := b.rankRow(r, last)
				row.Rank = &made
			}
		}
		model.Competencies = append(model.Competencies, row)
	}
	slices.SortStableFunc(model.Competencies, func(x, y profileCompetency) int {
		return cmp.Or(cmp.Compare(x.place(), y.place()), cmp.Compare(x.later(), y.later()))
	})
}

// place and later order competencies by current and by future rank, those without one last.
func (c profileCompetency) place() int {
	if c.Rank == nil || c.Rank.CurrentPos == 0 {
		return math.MaxInt
	}
	return c.Rank.CurrentPos
}

func (c profileCompetency) later() int {
	if c.Rank == nil || c.Rank.FuturePos == 0 {
		return math.MaxInt
	}
	return c.Rank.FuturePos
}

// mostImportant is how many competencies a profile's page names first.
const mostImportant = 10

// profileRoles fills where the profile leads: to itself at each band, and to the general competencies.
func (b *builder) profileRoles(m *profileModel) {
	m.Scope = b.scope(b.scopeOf(m.Profile)).Text
	ranked := slices.IndexFunc(m.Competencies, func(c profileCompetency) bool { return c.Rank == nil || c.Rank.CurrentPos == 0 })
	if ranked < 0 {
		ranked = len(m.Competencies)
	}
	m.Ten = min(ranked, mostImportant)
	for _, p := range b.clusterMembers[""] {
		m.Whole, m.General = b.profile(p.ProfileID), b.profileCompetency[p.ProfileID]
	}
	if b.hasRoles() {
		for _, band := range b.d.Bands {
			m.Roles = append(m.Roles, profileRole{b.role(m.Profile.ProfileID, band.BandID), grades(band)})
		}
	}
}

// scopeOf is the scope whose tables speak of a profile's competencies.
func (b *builder) scopeOf(p dataset.Profile) string {
	return b.clusterScope[dataset.OrEmpty(p.ClusterID)]
}

// mostCompared is up to how many specialties a page leads to the comparison with each: a list of all on the
// page of each grows with their square.
const mostCompared = 150

// comparisons lead to the comparison of a specialty with each other one; where they are too many, with
// those of its cluster.
func (b *builder) comparisons(p dataset.Profile) []link {
	others := b.d.Profiles
	if len(others) > mostCompared {
		others = b.clusterMembers[*p.ClusterID]
	}
	var links []link
	for _, other := range others {
		if other.ClusterID != nil && other.ProfileID != p.ProfileID {
			links = append(links, link{comparison(p.ProfileID, other.ProfileID), other.Name})
		}
	}
	return links
}

// comparison is the address of the comparison of two choices.
func comparison(from, to string) string { return "../compare/index.html#from=" + from + "&to=" + to }

type taskModel struct {
	Task     dataset.Task
	IRI      string
	Clusters []clusterProfiles
	Further  []furtherMapping
	Findings []finding
	Passages []passage
}

func (b *builder) taskPages() []page {
	var pages []page
	for _, t := range b.d.Tasks {
		pages = append(pages, page{
			Path: "task/" + t.TaskID + ".html", Kind: "task", Section: "explore", Title: shorten(t.Statement, 90), Whole: t.Statement,
			Crumbs: []link{{"../explore/index.html", "Explore"}, {"../explore/index.html#kind=task", "Tasks"}},
			Body: taskModel{
				Task: t, IRI: b.iri("tasks", t.TaskID), Clusters: b.clusterProfiles(b.taskProfiles[t.TaskID]), Further: b.furtherMappings("tasks", t.TaskID),
				Findings: b.about("tasks", t.TaskID), Passages: b.passages("tasks", t.TaskID, t.Statement),
			},
		})
	}
	return pages
}
