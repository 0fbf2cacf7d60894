// Package role answers what a specialty needs at a band of grades: the general and technical competencies that
// are important there, with their ranks and what is new compared with the band below, and the tasks and position
// titles.
//
// In go the tables of the dataset, the identifiers of a profile and of a band, or a General Schedule grade; out
// comes a Role. A general competency applies to every specialty and is read in the table of all work of the
// series; a technical one in the table of the specialty's cluster, and only where the specialty's profile names
// it. What a table does not cover is said, never shown as none.
package role

import (
	"cmp"
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The kinds of competencies and of tasks, as the column kind gives them.
const (
	General   = "general"
	Technical = "technical"
)

// AllWork is what the profile of the whole series is called where it is one choice or heading among the specialties.
const AllWork = "All IT work (whole series)"

// Name returns what a profile is called among the others: AllWork where it is the only one without a cluster, else its
// name.
func Name(all []dataset.Profile, p dataset.Profile) string {
	if p.ClusterID == nil && !slices.ContainsFunc(all, func(o dataset.Profile) bool { return o.ClusterID == nil && o.ProfileID != p.ProfileID }) {
		return AllWork
	}
	return p.Name
}

// Percent returns what part is of all, in percent: the nearest whole number, halves up, and 0 where all is 0. Neither
// may be negative.
func Percent(part, all int) int {
	if all == 0 {
		return 0
	}
	return (200*part + all) / (2 * all)
}

// ScopeName returns what a scope is called among the others: AllWork where it is the only one without a cluster, else
// its name.
func ScopeName(all []dataset.Scope, s dataset.Scope) string {
	if s.ClusterID == nil && !slices.ContainsFunc(all, func(o dataset.Scope) bool { return o.ClusterID == nil && o.ScopeID != s.ScopeID }) {
		return AllWork
	}
	return s.Name
}

// A Role is a specialty, or all work of the series, at a band.
type Role struct {
	Profile   dataset.Profile
	Band      dataset.Band
	Cluster   *dataset.Cluster // nil for the profile of the whole series
	General   Section
	Technical Section
	Unranked  []dataset.Competency // named by the profile, without a row in the cluster's table of bands
	Tasks     []dataset.Task       // of the profile; the handbook does not divide them by band
	Titles    []dataset.SeriesTitle
}

// A Section is the competencies of one kind.
type Section struct {
	Scope    dataset.Scope // whose tables are read; without an identifier where none speaks of the profile
	Covered  bool          // whether the scope's table of bands has the band
	First    *dataset.Band // the lowest band that the table has, nil where there is no table
	Below    *dataset.Band // the band below in the same table; nil at the lowest, where nothing can be new
	Needs    []Need        // the most important first: by current rank, then by future rank, then as the profile has them
	Dropped  []dataset.Competency
	NewCount int // how many of Needs are new compared with Below
}

// A Need is a competency that is important.
type Need struct {
	Competency dataset.Competency
	Ranking    *dataset.CompetencyRanking // in the section's scope; nil where the ranking does not name it
	New        bool                       // important here, and not at the band below
	Note       string                     // what a footnote says of the cell, "" for none
}

// An Index finds roles in the tables of a dataset.
type Index struct {
	d            *dataset.Dataset
	profiles     map[string]dataset.Profile
	bands        map[string]dataset.Band
	general      map[string]Section // by band_id: the same for every profile
	competencies map[string]dataset.Competency
	tasks        map[string]dataset.Task
	clusters     map[string]dataset.Cluster
	scopes       map[string]dataset.Scope                // by cluster_id; of all work by ""
	named        map[string][]string                     // competency_ids by profile_id
	done         map[string][]string                     // task_ids by profile_id
	titles       map[string][]dataset.SeriesTitle        // by profile_id
	cells        map[string]map[string]map[string]bool   // importance by scope_id, band_id, competency_id
	rankings     map[[2]string]dataset.CompetencyRanking // by scope_id and competency_id
	notes        map[[3]string]string                    // by scope_id, competency_id, band_id
}

// NewIndex reads the tables that roles are made from.
func NewIndex(d *dataset.Dataset) *Index {
	x := &Index{
		d: d, profiles: map[string]dataset.Profile{}, bands: map[string]dataset.Band{}, general: map[string]Section{}, competencies: map[string]dataset.Competency{}, tasks: map[string]dataset.Task{}, clusters: map[string]dataset.Cluster{},
		scopes: map[string]dataset.Scope{}, named: map[string][]string{}, done: map[string][]string{}, titles: map[string][]dataset.SeriesTitle{},
		cells: map[string]map[string]map[string]bool{}, rankings: map[[2]string]dataset.CompetencyRanking{}, notes: map[[3]string]string{},
	}
	for _, r := range d.Competencies {
		x.competencies[r.CompetencyID] = r
	}
	for _, r := range d.Tasks {
		x.tasks[r.TaskID] = r
	}
	for _, r := range d.Clusters {
		x.clusters[r.ClusterID] = r
	}
	for _, r := range slices.Backward(d.Scopes) { // of several scopes of one cluster, the first is meant
		x.scopes[dataset.OrEmpty(r.ClusterID)] = r
	}
	for _, r := range d.ProfileCompetencies {
		x.named[r.ProfileID] = append(x.named[r.ProfileID], r.CompetencyID)
	}
	for _, r := range d.ProfileTasks {
		x.done[r.ProfileID] = append(x.done[r.ProfileID], r.TaskID)
	}
	mapped := map[string][]string{}
	for _, r := range d.TitleProfile {
		mapped[r.TitleID] = append(mapped[r.TitleID], r.ProfileID)
	}
	for _, t := range d.SeriesTitles {
		for _, profile := range mapped[t.TitleID] {
			x.titles[profile] = append(x.titles[profile], t)
		}
	}
	x.readImportance()
	for _, r := range d.Profiles {
		x.profiles[r.ProfileID] = r
	}
	for _, r := range d.Bands {
		x.bands[r.BandID] = r
		x.general[r.BandID] = x.section(x.scopes[""], r, nil)
	}
	return x
}

func (x *Index) readImportance() {
	for _, r := range x.d.CompetencyBands {
		if x.cells[r.ScopeID] == nil {
			x.cells[r.ScopeID] = map[string]map[string]bool{}
		}
		if x.cells[r.ScopeID][r.BandID] == nil {
			x.cells[r.ScopeID][r.BandID] = map[string]bool{}
		}
		x.cells[r.ScopeID][r.BandID][r.CompetencyID] = r.Important
	}
	for _, r := range x.d.CompetencyRankings {
		x.rankings[[2]string{r.ScopeID, r.CompetencyID}] = r
	}
	for _, r := range x.d.CompetencyBandNotes {
		x.notes[[3]string{r.ScopeID, r.CompetencyID, r.BandID}] = r.Note
	}
}

// BandOf returns the band that a General Schedule grade belongs to; false for a grade between or outside the
// bands, such as 8.
func BandOf(bands []dataset.Band, grade int) (dataset.Band, bool) {
	for _, b := range bands {
		if b.GSMin <= grade && grade <= b.GSMax {
			return b, true
		}
	}
	return dataset.Band{}, false
}

// Grades returns the grades of a list of bands from the lowest to the highest, those that belong to no band
// included.
func Grades(bands []dataset.Band) []int {
	var grades []int
	if len(bands) == 0 {
		return nil
	}
	low, high := bands[0].GSMin, bands[0].GSMax
	for _, b := range bands {
		low, high = min(low, b.GSMin), max(high, b.GSMax)
	}
	for g := low; g <= high; g++ {
		grades = append(grades, g)
	}
	return grades
}

// At returns what a profile needs at a band; false where the dataset has no such profile or band.
func (x *Index) At(profileID, bandID string) (Role, bool) {
	p, known := x.profiles[profileID]
	b, there := x.bands[bandID]
	if !known || !there {
		return Role{}, false
	}
	r := Role{Profile: p, Band: b, General: x.general[bandID], Titles: x.titles[profileID]}
	if r.Profile.ClusterID != nil {
		if c, ok := x.clusters[*r.Profile.ClusterID]; ok {
			r.Cluster = &c
		}
		r.Technical = x.section(x.scopes[*r.Profile.ClusterID], r.Band, x.named[profileID])
		r.Unranked = x.unranked(r.Technical.Scope.ScopeID, profileID)
	}
	for _, id := range x.done[profileID] {
		r.Tasks = append(r.Tasks, x.tasks[id])
	}
	return r, true
}

// section reads a scope's tables at a band; among says which competencies count, nil for all that the table has.
func (x *Index) section(scope dataset.Scope, band dataset.Band, among []string) Section {
	s := Section{Scope: scope}
	table := x.cells[scope.ScopeID]
	for i, b := range x.d.Bands {
		if table[b.BandID] == nil {
			continue
		}
		if s.First == nil || b.Position < s.First.Position {
			s.First = &x.d.Bands[i]
		}
		if b.Position < band.Position && (s.Below == nil || b.Position > s.Below.Position) {
			s.Below = &x.d.Bands[i]
		}
	}
	s.Covered = table[band.BandID] != nil
	if !s.Covered {
		s.Below = nil
		return s
	}
	for _, id := range x.order(scope.ScopeID, among) {
		important, before := table[band.BandID][id], s.Below != nil && table[s.Below.BandID][id]
		if important {
			need := Need{Competency: x.competencies[id], New: s.Below != nil && !before, Note: x.notes[[3]string{scope.ScopeID, id, band.BandID}]}
			if r, ranked := x.rankings[[2]string{scope.ScopeID, id}]; ranked {
				need.Ranking = &r
			}
			s.Needs = append(s.Needs, need)
			if need.New {
				s.NewCount++
			}
		} else if before {
			s.Dropped = append(s.Dropped, x.competencies[id])
		}
	}
	slices.SortStableFunc(s.Needs, func(a, b Need) int { return Compare(a.Ranking, b.Ranking) })
	return s
}

// order returns the competencies that count: those given, or all that a scope's table has, in the handbook's order.
func (x *Index) order(scope string, among []string) []string {
	if among != nil {
		return among
	}
	var ids []string
	for _, c := range x.d.Competencies {
		for _, cells := range x.cells[scope] {
			if _, has := cells[c.CompetencyID]; has {
				ids = append(ids, c.CompetencyID)
				break
			}
		}
	}
	return ids
}

// unranked returns what a profile names and its scope's table of bands does not.
func (x *Index) unranked(scope, profile string) []dataset.Competency {
	var found []dataset.Competency
	for _, id := range x.named[profile] {
		has := false
		for _, cells := range x.cells[scope] {
			_, there := cells[id]
			has = has || there
		}
		if !has {
			found = append(found, x.competencies[id])
		}
	}
	return found
}

// Compare orders rankings, the most important first: by current rank, then by future rank; what is not ranked
// comes last. 1 is the most important.
func Compare(a, b *dataset.CompetencyRanking) int {
	last := func(rank *int) int {
		if rank == nil {
			return 1 << 30
		}
		return *rank
	}
	key := func(r *dataset.CompetencyRanking) (now, future int) {
		if r == nil {
			return last(nil), last(nil)
		}
		return last(r.CurrentRank), last(r.FutureRank)
	}
	now, future := key(a)
	otherNow, otherFuture := key(b)
	return cmp.Or(cmp.Compare(now, otherNow), cmp.Compare(future, otherFuture))
}
