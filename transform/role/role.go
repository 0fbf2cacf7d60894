// Package role answers what a specialty needs at a grade: the competencies that are important there, the tasks
// and the position titles.
//
// In goes a dataset; out comes, for a profile and a career band, a Role. Three rules make it:
//   - General competencies hold for all specialties: those that a scope without a cluster calls important at the
//     band are needed.
//   - A technical competency is needed where the profile names it and the table of the profile's cluster calls it
//     important at the band.
//   - Where the handbook has no table for a band, or the profile has no cluster, nothing is known of technical
//     competencies. That is not the same as none, and a Role says so.
//
// It invents nothing: a grade outside the bands has no Role.
package role

import (
	"cmp"
	"slices"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The lowest and the highest grade of the General Schedule that people choose from: the bands of the handbook
// reach from GS-5 to GS-15.
const (
	LowestGrade  = 5
	HighestGrade = 15
)

// A Role is a profile at a career band.
type Role struct {
	Profile dataset.Profile
	Band    dataset.Band
	Below   *dataset.Band // the band below, nil at the first

	General, Technical Part
	Tasks              []dataset.Task        // of the profile, in its order
	Titles             []dataset.SeriesTitle // position titles mapped to the profile as the same or nearly the same
}

// A Part is the competencies of one kind that a role needs.
type Part struct {
	Known      bool // the handbook has a table for the band; without one, Needs is empty and says nothing
	BelowKnown bool // it has one for the band below
	Needs      []Need
	Left       []dataset.Competency // important at the band below and no longer at this one, by name
}

// New counts the competencies that are important at the band and not at the band below.
func (p Part) New() int {
	n := 0
	for _, need := range p.Needs {
		if need.New {
			n++
		}
	}
	return n
}

// A Need is a competency that a role needs.
type Need struct {
	Competency dataset.Competency
	Ranking    *dataset.CompetencyRanking // in the scope of the part, nil where its ranking does not list the competency
	New        bool                       // the band below has a table, and the competency is not important there
}

// An Index finds the roles of a dataset.
type Index struct {
	data      *dataset.Dataset
	byID      map[string]dataset.Competency
	important map[[2]string]map[string]bool // competencies by scope and band, for each band of the scope's table
	named     map[string]map[string]bool    // competencies by profile
	rankings  map[[2]string]dataset.CompetencyRanking
	tasks     map[string][]dataset.Task
	titles    map[string][]dataset.SeriesTitle
	bands     []dataset.Band // by position
}

// New makes the index of a dataset.
func New(d *dataset.Dataset) *Index {
	x := &Index{
		data: d, byID: map[string]dataset.Competency{}, important: map[[2]string]map[string]bool{}, named: map[string]map[string]bool{},
		rankings: map[[2]string]dataset.CompetencyRanking{}, tasks: map[string][]dataset.Task{}, titles: map[string][]dataset.SeriesTitle{},
		bands: slices.Clone(d.Bands),
	}
	slices.SortStableFunc(x.bands, func(a, b dataset.Band) int { return cmp.Compare(a.Position, b.Position) })
	for _, c := range d.Competencies {
		x.byID[c.CompetencyID] = c
	}
	for _, c := range d.CompetencyBands {
		at := [2]string{c.ScopeID, c.BandID}
		if x.important[at] == nil {
			x.important[at] = map[string]bool{}
		}
		if c.Important {
			x.important[at][c.CompetencyID] = true
		}
	}
	for _, c := range d.ProfileCompetencies {
		if x.named[c.ProfileID] == nil {
			x.named[c.ProfileID] = map[string]bool{}
		}
		x.named[c.ProfileID][c.CompetencyID] = true
	}
	for _, r := range d.CompetencyRankings {
		x.rankings[[2]string{r.ScopeID, r.CompetencyID}] = r
	}
	x.gather(d)
	return x
}

// gather fills the tasks and titles of profiles.
func (x *Index) gather(d *dataset.Dataset) {
	tasks := map[string]dataset.Task{}
	for _, t := range d.Tasks {
		tasks[t.TaskID] = t
	}
	placed := slices.Clone(d.ProfileTasks)
	slices.SortStableFunc(placed, func(a, b dataset.ProfileTask) int { return cmp.Compare(a.Position, b.Position) })
	for _, t := range placed {
		x.tasks[t.ProfileID] = append(x.tasks[t.ProfileID], tasks[t.TaskID])
	}
	same := map[string][]string{} // profiles by title
	for _, m := range d.TitleProfile {
		if crosswalk.Closeness(m.Predicate) <= crosswalk.Closeness("closeMatch") {
			same[m.TitleID] = append(same[m.TitleID], m.ProfileID)
		}
	}
	for _, t := range d.SeriesTitles {
		for _, profile := range same[t.TitleID] {
			x.titles[profile] = append(x.titles[profile], t)
		}
	}
}

// BandOf returns the band that a grade of the General Schedule belongs to. A grade may belong to none: GS-8 lies
// between the entry and the intermediate band.
func (x *Index) BandOf(grade int) (dataset.Band, bool) {
	for _, b := range x.bands {
		if b.GSMin <= grade && grade <= b.GSMax {
			return b, true
		}
	}
	return dataset.Band{}, false
}

// Of returns a profile at a band, and whether there are such a profile and such a band.
func (x *Index) Of(profileID, bandID string) (Role, bool) {
	p := slices.IndexFunc(x.data.Profiles, func(p dataset.Profile) bool { return p.ProfileID == profileID })
	b := slices.IndexFunc(x.bands, func(b dataset.Band) bool { return b.BandID == bandID })
	if p < 0 || b < 0 {
		return Role{}, false
	}
	r := Role{Profile: x.data.Profiles[p], Band: x.bands[b], Tasks: x.tasks[profileID], Titles: x.titles[profileID]}
	if b > 0 {
		r.Below = &x.bands[b-1]
	}
	r.General = x.part(r, x.scopes(nil), "general", nil)
	if r.Profile.ClusterID != nil {
		r.Technical = x.part(r, x.scopes(r.Profile.ClusterID), "technical", x.named[profileID])
	}
	return r, true
}

// scopes returns the scopes of a cluster, or those of all work for nil.
func (x *Index) scopes(cluster *string) []string {
	var ids []string
	for _, s := range x.data.Scopes {
		if (s.ClusterID == nil) == (cluster == nil) && dataset.OrEmpty(s.ClusterID) == dataset.OrEmpty(cluster) {
			ids = append(ids, s.ScopeID)
		}
	}
	return ids
}

// part gathers the competencies of a kind that scopes call important, of those named; all where named is nil
// and the kind is general.
func (x *Index) part(r Role, scopes []string, kind string, named map[string]bool) Part {
	var p Part
	wanted := func(id string) bool { return x.byID[id].Kind == kind && (kind == "general" || named[id]) }
	for _, scope := range scopes {
		here, known := x.important[[2]string{scope, r.Band.BandID}]
		var below map[string]bool
		belowKnown := false
		if r.Below != nil {
			below, belowKnown = x.important[[2]string{scope, r.Below.BandID}]
		}
		p.Known, p.BelowKnown = p.Known || known, p.BelowKnown || belowKnown
		for id := range here {
			if wanted(id) {
				p.Needs = append(p.Needs, Need{Competency: x.byID[id], Ranking: x.ranking(scope, id), New: belowKnown && !below[id]})
			}
		}
		for id := range below {
			if known && wanted(id) && !here[id] {
				p.Left = append(p.Left, x.byID[id])
			}
		}
	}
	slices.SortFunc(p.Needs, compareNeeds)
	slices.SortFunc(p.Left, compareNames)
	return p
}

func (x *Index) ranking(scope, id string) *dataset.CompetencyRanking {
	if r, ok := x.rankings[[2]string{scope, id}]; ok {
		return &r
	}
	return nil
}

// compareNeeds orders by the current rank, then those without one by name.
func compareNeeds(a, b Need) int {
	return cmp.Or(cmp.Compare(place(a), place(b)), compareNames(a.Competency, b.Competency))
}

// unranked comes after every rank.
const unranked = 1 << 30

func place(n Need) int {
	if n.Ranking == nil || n.Ranking.CurrentRank == nil {
		return unranked
	}
	return *n.Ranking.CurrentRank
}

func compareNames(a, b dataset.Competency) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.CompetencyID, b.CompetencyID))
}
