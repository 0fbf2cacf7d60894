package site

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/export/site/chart"
	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/role"
)

type pathwayModel struct {
	TooMany bool
	Chart   chart.Network
	Steps   []pathSteps
	Bands   []bandColumn
	From    []pathFrom
}

// pathSteps are what is new for a profile at each band compared with the band below.
type pathSteps struct {
	Profile link
	Mark    string
	Cells   []pathStep
}

// A pathStep is one band: how many competencies are important and how many of these are new.
type pathStep struct {
	Role    link
	Total   int
	New     int
	First   bool // the lowest band of the table
	Covered bool
}

// A pathFrom is where one specialty leads, the nearest first.
type pathFrom struct {
	ID      string
	Profile link
	Mark    string
	To      []pathTo
}

// A pathTo is another specialty as seen from one.
type pathTo struct {
	Profile, Compare           link
	Shared, Of, Learn, Percent int // technical competencies of the other: shared, all, to learn, share
	Tasks                      int // shared
}

// mostNear is how many of the nearest specialties the picture joins to each.
const mostNear = 2

func (b *builder) planPages() []page {
	return []page{b.pathwayPage(), b.assessPage(), b.announcePage()}
}

func (b *builder) pathwayPage() page {
	m := pathwayModel{TooMany: !b.hasRoles()}
	if !m.TooMany {
		b.pathways(&m)
	}
	return page{
		Path: "pathway/index.html", Kind: "pathway", Section: "plan", Title: "Pathways between specialties",
		Description: "From each specialty to the others, the nearest first: what is shared, what you would need to learn; and from band to band.", Body: m,
	}
}

func (b *builder) pathways(m *pathwayModel) {
	specialties := b.specialties()
	slices.SortStableFunc(specialties, func(x, y dataset.Profile) int {
		return cmp.Compare(b.clusters[*x.ClusterID].Position, b.clusters[*y.ClusterID].Position)
	})
	place := map[string]int{}
	var nodes []chart.NetworkNode
	for i, p := range specialties {
		place[b.profile(p.ProfileID).Href] = i
		nodes = append(nodes, chart.NetworkNode{Name: p.Name, Class: clusterMark(b.clusters[*p.ClusterID])})
	}
	joined := map[[2]int]bool{}
	var edges []chart.NetworkEdge
	for i, p := range specialties {
		from := pathFrom{ID: p.ProfileID, Profile: b.profile(p.ProfileID), Mark: nodes[i].Class, To: b.nearest(p, specialties)}
		m.From = append(m.From, from)
		for _, to := range from.To[:min(mostNear, len(from.To))] {
			pair := [2]int{min(i, place[to.Profile.Href]), max(i, place[to.Profile.Href])}
			if !joined[pair] {
				joined[pair] = true
				edges = append(edges, chart.NetworkEdge{From: pair[0], To: pair[1], Strength: to.Percent})
			}
		}
	}
	m.Chart = chart.NewNetwork("near", "The nearest specialties", fmt.Sprintf("Each specialty is joined to the %d that share the largest part of their technical competencies with it. The tables below show all of them.", mostNear), nodes, edges)
	for _, band := range b.d.Bands {
		m.Bands = append(m.Bands, bandColumn{b.band(band.BandID), grades(band)})
	}
	for _, p := range specialties {
		m.Steps = append(m.Steps, b.pathSteps(p, func(r role.Role) role.Section { return r.Technical }))
	}
	for _, p := range b.clusterMembers[""] {
		m.Steps = append(m.Steps, b.pathSteps(p, func(r role.Role) role.Section { return r.General }))
	}
}

// pathSteps lays out a section of a profile at each band.
func (b *builder) pathSteps(p dataset.Profile, of func(role.Role) role.Section) pathSteps {
	steps := pathSteps{Profile: b.profile(p.ProfileID)}
	if p.ClusterID != nil {
		steps.Mark = clusterMark(b.clusters[*p.ClusterID])
	}
	for _, band := range b.d.Bands {
		r := b.at(p.ProfileID, band.BandID)
		s := of(r)
		steps.Cells = append(steps.Cells, pathStep{Role: b.role(p.ProfileID, band.BandID), Total: len(s.Needs), New: s.NewCount, First: s.Below == nil, Covered: s.Covered})
	}
	return steps
}

// nearest are the other specialties: first those of whose technical competencies the largest part is shared, then
// those with more shared tasks.
func (b *builder) nearest(p dataset.Profile, all []dataset.Profile) []pathTo {
	var found []pathTo
	for _, other := range all {
		if other.ProfileID == p.ProfileID {
			continue
		}
		to := pathTo{Profile: b.profile(other.ProfileID), Compare: link{comparison(p.ProfileID, other.ProfileID), "Compare"}}
		to.Of, to.Shared = len(b.profileCompetency[other.ProfileID]), b.shared(p.ProfileID, other.ProfileID)
		to.Learn, to.Percent = to.Of-to.Shared, role.Percent(to.Shared, to.Of)
		for _, t := range b.profileTasks[p.ProfileID] {
			if slices.Contains(b.profileTasks[other.ProfileID], t) {
				to.Tasks++
			}
		}
		found = append(found, to)
	}
	slices.SortStableFunc(found, func(x, y pathTo) int {
		return cmp.Or(cmp.Compare(y.Shared*x.Of, x.Shared*y.Of), cmp.Compare(y.Tasks, x.Tasks))
	})
	return found
}

// A roleChoice is a role in a form.
type roleChoice struct{ Value, Text string }

// A roleChoices is the roles of one cluster in a form.
type roleChoices struct {
	Name    string
	Choices []roleChoice
}

type assessModel struct {
	Groups []roleChoices
	Levels []level
}

// A level is a value of a rating.
type level struct {
	Value int
	Text  string
}

// levels are the words next to the numbers of a self-assessment. The sources set none.
var levels = []level{{0, "none yet"}, {1, "know of it"}, {2, "with help"}, {3, "on my own"}, {4, "help others"}, {5, "others ask me"}}

func (b *builder) assessPage() page {
	m := assessModel{Levels: levels}
	if b.hasRoles() {
		m.Groups = b.roleChoices(func(p dataset.Profile) []roleChoice {
			var found []roleChoice
			for _, band := range b.d.Bands {
				found = append(found, roleChoice{p.ProfileID + "@" + band.BandID, b.profile(p.ProfileID).Text + ", " + band.Name})
			}
			return found
		})
	}
	return page{
		Path: "gap/index.html", Kind: "gap", Section: "plan", Title: "Check yourself", Scripts: []string{"data.js", "search.js", "roles.js", "gap.js"},
		Description: "Rate what you can do, see which specialty fits and what is missing. Nothing leaves your device.", Body: m,
	}
}

func (b *builder) roleChoices(of func(dataset.Profile) []roleChoice) []roleChoices {
	var groups []roleChoices
	for _, g := range b.clusterProfiles(b.allProfiles()) {
		made := roleChoices{Name: cmp.Or(g.Cluster.Text, role.AllWork)}
		for _, l := range g.Profiles {
			made.Choices = append(made.Choices, of(b.profiles[idOf(l)])...)
		}
		groups = append(groups, made)
	}
	if len(groups) > 0 && groups[0].Name == role.AllWork { // it comes last
		groups = append(groups[1:], groups[0])
	}
	return groups
}

// idOf is the identifier of the thing that a link to its page leads to.
func idOf(l link) string {
	name := lastSegment(l.Href)
	return name[:len(name)-len(".html")]
}

type announceModel struct {
	Groups []roleChoices
	Grades []roleGrade
	Notes  []string
}

// series is the first job series of the titles, or an empty text.
func (b *builder) series() string {
	if len(b.d.SeriesTitles) == 0 {
		return ""
	}
	return b.d.SeriesTitles[0].Series
}

func (b *builder) announcePage() page {
	m := announceModel{Grades: b.roleGrades(), Notes: announcement.Notes(b.d, b.series())}
	if b.hasRoles() {
		m.Groups = b.roleChoices(func(p dataset.Profile) []roleChoice { return []roleChoice{{p.ProfileID, b.profile(p.ProfileID).Text}} })
	}
	return page{
		Path: "announce/index.html", Kind: "announce", Section: "plan", Title: "Write a job announcement", Scripts: []string{"data.js", "search.js", "roles.js", "announce.js"},
		Description: "Select duties and competencies of a specialty at a grade and copy the text of an announcement. Nothing leaves your device.", Body: m,
	}
}

// rolesFile is what announce.js and gap.js work on besides comparisonFile, whose places they use.
type rolesFile struct {
	Bands          []rolesBand                 `json:"bands"`
	General        map[string][]int            `json:"general"`   // by band, the most important first
	Technical      map[string]map[string][]int `json:"technical"` // by profile and band; without a band that the table lacks
	Whole          string                      `json:"whole"`     // the profile of the whole series
	Tasks          map[string][]int            `json:"tasks"`     // by profile
	Names          map[string]string           `json:"names"`
	Titles         map[string][]rolesTitle     `json:"titles"`
	Qualifications []rolesQualification        `json:"qualifications"`
	Unqualified    map[string]string           `json:"unqualified"` // by series: what is said where no way to qualify is open
	Words          any                         `json:"words"`
	FewGeneral     int                         `json:"fewGeneral"`
	FewTechnical   int                         `json:"fewTechnical"`
}

type rolesBand struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Low  int    `json:"low"`
	High int    `json:"high"`
}

type rolesTitle struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Series string `json:"series"`
}

type rolesQualification struct {
	Series    string `json:"series"`
	Grades    []int  `json:"grades"`    // at which it is open
	Statement string `json:"statement"` // as the announcement has it
}

func (b *builder) rolesData() rolesFile {
	f := rolesFile{
		General: map[string][]int{}, Technical: map[string]map[string][]int{}, Tasks: map[string][]int{}, Names: map[string]string{}, Titles: map[string][]rolesTitle{}, Unqualified: map[string]string{},
		Words: announcement.Words, FewGeneral: announcement.FewGeneral, FewTechnical: announcement.FewTechnical,
	}
	if !b.hasRoles() {
		return f
	}
	competencies, tasks := map[string]int{}, map[string]int{}
	for i, c := range b.d.Competencies {
		competencies[c.CompetencyID] = i
	}
	for i, t := range b.d.Tasks {
		tasks[t.TaskID] = i
	}
	for _, band := range b.d.Bands {
		f.Bands = append(f.Bands, rolesBand{band.BandID, band.Name, band.GSMin, band.GSMax})
	}
	for _, p := range b.d.Profiles {
		b.addRole(&f, p, competencies)
		f.Tasks[p.ProfileID] = places(b.profileTasks[p.ProfileID], tasks)
	}
	for _, q := range b.d.SeriesQualifications {
		f.Qualifications = append(f.Qualifications, rolesQualification{q.Series, announcement.Grades(q), announcement.Qualification(b.d, q)})
	}
	for _, t := range b.d.SeriesTitles {
		if f.Unqualified[t.Series] == "" {
			f.Unqualified[t.Series] = announcement.NoQualification(b.d, t.Series)
		}
	}
	return f
}

// addRole adds what a profile needs at each band, and its titles.
func (b *builder) addRole(f *rolesFile, p dataset.Profile, competencies map[string]int) {
	needs := func(s role.Section) []int {
		found := []int{}
		for _, n := range s.Needs {
			found = append(found, competencies[n.Competency.CompetencyID])
		}
		return found
	}
	f.Names[p.ProfileID], f.Technical[p.ProfileID] = b.profile(p.ProfileID).Text, map[string][]int{}
	if p.ClusterID == nil {
		f.Whole = p.ProfileID
	}
	for _, band := range b.d.Bands {
		r := b.at(p.ProfileID, band.BandID)
		f.General[band.BandID] = needs(r.General)
		if r.Technical.Covered {
			f.Technical[p.ProfileID][band.BandID] = needs(r.Technical)
		}
		if f.Titles[p.ProfileID] == nil {
			for _, t := range announcement.Titles(b.d, r) {
				f.Titles[p.ProfileID] = append(f.Titles[p.ProfileID], rolesTitle{t.TitleID, identity.Title(t), t.Series})
			}
		}
	}
}
