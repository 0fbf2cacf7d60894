package excel

import (
	"cmp"
	"slices"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/role"
)

// An index finds records by key. Everything ordered in it comes from the dataset's own order.
type index struct {
	competencies map[string]dataset.Competency
	profiles     map[string]dataset.Profile
	clusters     map[string]string // names
	scopes       map[string]string
	bands        map[string]string
	labels       map[string]map[string]string // what records are called, by table and key
	tasks        map[string]string
	skills       map[string]dataset.ESCOSkill
	named        map[[2]string]bool // profile and competency
	general      map[string]bool    // general competencies that a profile of all work names, which apply to every specialty
	cells        map[[3]string]dataset.CompetencyBand
	notes        map[[3]string]string
	rankings     map[[2]string]dataset.CompetencyRanking
	counts       map[[2]string]int // important competencies by scope and band, for each band of the scope's table
	kinds        map[[2]string]int // competencies that a profile names, by profile and kind
	aliases      map[string][]string
	footnotes    map[string][]dataset.CompetencyBandNote // by competency
	ranked       map[string][]dataset.CompetencyRanking  // by scope
	titled       map[string][]crosswalk.Row              // mappings of titles, by profile
	occupied     map[string][]crosswalk.Row              // mappings to ESCO occupations, by profile
	chosen       dataset.Competency                      // what the lookup shows first
}

func newIndex(d *dataset.Dataset) *index {
	x := &index{
		competencies: by(d.Competencies, func(c dataset.Competency) string { return c.CompetencyID }),
		profiles:     by(d.Profiles, func(p dataset.Profile) string { return p.ProfileID }),
		skills:       by(d.ESCOSkills, func(s dataset.ESCOSkill) string { return s.SkillURI }),
		cells:        by(d.CompetencyBands, func(c dataset.CompetencyBand) [3]string { return [3]string{c.ScopeID, c.CompetencyID, c.BandID} }),
		rankings:     by(d.CompetencyRankings, func(r dataset.CompetencyRanking) [2]string { return [2]string{r.ScopeID, r.CompetencyID} }),
		clusters:     map[string]string{}, scopes: map[string]string{}, bands: map[string]string{}, labels: map[string]map[string]string{}, tasks: map[string]string{},
		named: map[[2]string]bool{}, general: map[string]bool{}, notes: map[[3]string]string{}, counts: map[[2]string]int{}, kinds: map[[2]string]int{}, aliases: map[string][]string{},
		footnotes: grouped(d.CompetencyBandNotes, func(n dataset.CompetencyBandNote) string { return n.CompetencyID }),
		ranked:    grouped(d.CompetencyRankings, func(r dataset.CompetencyRanking) string { return r.ScopeID }),
		titled:    grouped(mapped(d, "title-profile"), func(m crosswalk.Row) string { return m.Object }),
		occupied:  grouped(mapped(d, "profile-occupation"), func(m crosswalk.Row) string { return m.Subject }),
	}
	x.name(d)
	x.count(d)
	x.chosen = x.choose(d)
	return x
}

// mapped returns the mappings of a kind.
func mapped(d *dataset.Dataset, kind string) []crosswalk.Row {
	k, _ := crosswalk.Lookup(kind)
	return k.Rows(d)
}

// label is what a record is called, "" for one that is not there.
func (x *index) label(d *dataset.Dataset, table, key string) string {
	if x.labels[table] == nil {
		x.labels[table] = identity.Labels(d, table)
	}
	return x.labels[table][key]
}

// name fills the names of what other records refer to.
func (x *index) name(d *dataset.Dataset) {
	for _, c := range d.Clusters {
		x.clusters[c.ClusterID] = c.Name
	}
	for _, s := range d.Scopes {
		x.scopes[s.ScopeID] = role.ScopeName(d.Scopes, s)
	}
	for _, b := range d.Bands {
		x.bands[b.BandID] = b.Name
	}
	for _, t := range d.Tasks {
		x.tasks[t.TaskID] = t.Statement
	}
	for _, n := range d.CompetencyBandNotes {
		x.notes[[3]string{n.ScopeID, n.CompetencyID, n.BandID}] = n.Note
	}
	for _, a := range d.CompetencyAliases {
		x.aliases[a.CompetencyID] = append(x.aliases[a.CompetencyID], a.Alias)
	}
}

// count fills what profiles and bands name, and how many.
func (x *index) count(d *dataset.Dataset) {
	for _, p := range d.ProfileCompetencies {
		x.named[[2]string{p.ProfileID, p.CompetencyID}] = true
		if x.profiles[p.ProfileID].ClusterID == nil && x.competencies[p.CompetencyID].Kind == "general" {
			x.general[p.CompetencyID] = true
		}
		x.kinds[[2]string{p.ProfileID, x.competencies[p.CompetencyID].Kind}]++
	}
	for _, c := range d.CompetencyBands {
		at := [2]string{c.ScopeID, c.BandID}
		if n := x.counts[at]; c.Important {
			x.counts[at] = n + 1
		} else {
			x.counts[at] = n
		}
	}
}

// grouped returns the records of each key, in their order.
func grouped[T any](records []T, key func(T) string) map[string][]T {
	m := map[string][]T{}
	for _, r := range records {
		m[key(r)] = append(m[key(r)], r)
	}
	return m
}

func by[K comparable, T any](records []T, key func(T) K) map[K]T {
	m := make(map[K]T, len(records))
	for _, r := range records {
		m[key(r)] = r
	}
	return m
}

// choose picks the first technical competency by name of which every part of the lookup has something to
// show, or else the first of all.
func (x *index) choose(d *dataset.Dataset) dataset.Competency {
	parts := map[string]int{}
	count := func(ids map[string]bool) {
		for id := range ids {
			parts[id]++
		}
	}
	count(ids(d.CompetencyBands, func(r dataset.CompetencyBand) string { return r.CompetencyID }))
	count(ids(d.CompetencyRankings, func(r dataset.CompetencyRanking) string { return r.CompetencyID }))
	count(ids(d.ProfileCompetencies, func(r dataset.ProfileCompetency) string { return r.CompetencyID }))
	count(ids(d.CompetencySkill, func(r dataset.CompetencySkill) string { return r.CompetencyID }))
	var best dataset.Competency
	most := -1
	for _, c := range d.Competencies {
		n := parts[c.CompetencyID]
		if c.Kind == "technical" && (n > most || n == most && c.Name < best.Name) {
			best, most = c, n
		}
	}
	return best
}

func ids[T any](records []T, of func(T) string) map[string]bool {
	set := make(map[string]bool, len(records))
	for _, r := range records {
		set[of(r)] = true
	}
	return set
}

// ofKind returns the competencies of a kind, by name.
func (b *book) ofKind(kind string) []dataset.Competency {
	var list []dataset.Competency
	for _, c := range b.data.Competencies {
		if c.Kind == kind {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(p, q dataset.Competency) int { return cmp.Compare(p.Name, q.Name) })
	return list
}

// bandsOf returns the bands that a scope's table has a column for, in order.
func (b *book) bandsOf(scope string) []dataset.Band {
	var list []dataset.Band
	for _, band := range b.data.Bands {
		if _, has := b.index.counts[[2]string{scope, band.BandID}]; has {
			list = append(list, band)
		}
	}
	return list
}
