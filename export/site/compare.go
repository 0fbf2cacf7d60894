package site

import (
	"cmp"
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

type compareModel struct {
	Profiles []link
	Rows     []overlapRow
	TooMany  bool   // specialties for one table of all with all
	Judged   string // who judged the mappings
	Clusters []compareCluster
	Targets  []compareTargets
	Skilled  string // names the targets whose skills the dataset has
}

// An overlapRow is a specialty with the competencies it shares with each of the others.
type overlapRow struct {
	Profile link
	Mark    string
	Cells   []overlapCell
}

type overlapCell struct {
	Shared int
	Same   bool
	Href   string
	Shade  int // 0 to 5, in steps of the largest number
}

// A compareCluster holds the choices of one cluster.
type compareCluster struct {
	Name    string
	Choices []choice
}

// A choice is a specialty, or a specialty at a band.
type choice struct{ Value, Text string }

// A compareTarget is an ESCO occupation that a specialty can be compared with.
type compareTarget struct{ Value, Text string }

// compareTargets are those whose skills the dataset has, or the others.
type compareTargets struct {
	Name    string
	Targets []compareTarget
}

func (b *builder) comparePage() page {
	m := compareModel{Clusters: b.choices(), Targets: b.targets(), Skilled: skilledTargets, Judged: b.judged}
	if specialties := b.specialties(); len(specialties) <= mostCompared {
		b.overlap(&m, specialties)
	} else {
		m.TooMany = true
	}
	return page{
		Path: "compare/index.html", Kind: "compare", Section: "compare", Title: "Compare specialties", Scripts: []string{"data.js", "compare.js"},
		Description: "Two specialties side by side: what they share, what you would need to learn, which tasks differ.", Body: m,
	}
}

// specialties are the profiles but that of the whole series.
func (b *builder) specialties() []dataset.Profile {
	return slices.DeleteFunc(slices.Clone(b.d.Profiles), func(p dataset.Profile) bool { return p.ClusterID == nil })
}

// overlap fills the table of what each two specialties share.
func (b *builder) overlap(m *compareModel, specialties []dataset.Profile) {
	most := 1
	for _, p := range specialties {
		m.Profiles = append(m.Profiles, b.profile(p.ProfileID))
		row := overlapRow{Profile: b.profile(p.ProfileID), Mark: clusterMark(b.clusters[*p.ClusterID])}
		for _, other := range specialties {
			cell := overlapCell{Shared: b.shared(p.ProfileID, other.ProfileID), Same: p.ProfileID == other.ProfileID, Href: comparison(p.ProfileID, other.ProfileID)[len("../compare/index.html"):]}
			if !cell.Same {
				most = max(most, cell.Shared)
			}
			row.Cells = append(row.Cells, cell)
		}
		m.Rows = append(m.Rows, row)
	}
	for _, row := range m.Rows {
		for i := range row.Cells {
			row.Cells[i].Shade = min(row.Cells[i].Shared*5/most, 5)
		}
	}
}

func (b *builder) shared(x, y string) int {
	n := 0
	for _, id := range b.profileCompetency[x] {
		if slices.Contains(b.profileCompetency[y], id) {
			n++
		}
	}
	return n
}

// choices are the specialties by cluster, each alone and at each band that its cluster's table has.
func (b *builder) choices() []compareCluster {
	var clusters []compareCluster
	for _, c := range b.d.Clusters {
		cluster := compareCluster{Name: c.Name}
		for _, p := range b.clusterMembers[c.ClusterID] {
			cluster.Choices = append(cluster.Choices, choice{p.ProfileID, p.Name})
			for _, band := range b.scopeBands[b.scopeOf(p)] {
				cluster.Choices = append(cluster.Choices, choice{p.ProfileID + "@" + band, p.Name + ", " + b.bands[band].Name})
			}
		}
		clusters = append(clusters, cluster)
	}
	return clusters
}

// skilledTargets names the occupations whose skills the dataset has.
const skilledTargets = "ESCO occupations with their skills"

// targets are the occupations: those whose skills the dataset has, then those of which it has the mappings alone.
func (b *builder) targets() []compareTargets {
	groups := []compareTargets{{Name: skilledTargets}, {Name: "Other ESCO occupations: how they relate"}}
	for _, o := range b.d.ESCOOccupations {
		to := &groups[1]
		if len(b.occupationSkills[o.OccupationURI]) > 0 {
			to = &groups[0]
		} else if len(b.ofObject[kindKey{occupationKind, o.OccupationURI}]) == 0 {
			continue
		}
		to.Targets = append(to.Targets, compareTarget{"esco:" + lastSegment(o.OccupationURI), o.PreferredLabel})
	}
	for _, g := range groups {
		slices.SortFunc(g.Targets, func(x, y compareTarget) int {
			return cmp.Or(compareText(x.Text, y.Text), cmp.Compare(x.Value, y.Value))
		})
	}
	return slices.DeleteFunc(groups, func(g compareTargets) bool { return len(g.Targets) == 0 })
}
