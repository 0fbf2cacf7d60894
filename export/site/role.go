package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

// The pages of this file lie two folders deep: role/<profile>/<band>.html.

type roleModel struct {
	Profile, Band, Cluster link
	Mark                   string
	Grades                 string
	Bands                  []tab // the same profile at every band
	General, Technical     needTable
	Unranked               []link // competencies of the profile that the cluster's table does not name
	Tasks                  []string
	Titles                 []link
	Counterparts           []roleCounterparts // of the profile
	Judged                 string
	Announce, Assess       link
}

// A needTable is the important competencies of one kind.
type needTable struct {
	ID, Kind string
	Scope    string
	Covered  bool
	Absent   string // the scope has no table of bands at all
	First    string // the lowest band of the table
	Below    string // the band below, "" at the lowest of the table
	New      int
	Rows     []needRow
	Dropped  []link
	Kinds    []string // what counterparts are called, a column each
	Brief    link     // where definitions and counterparts of general competencies are, on the page of a specialty
	Notes    []string
}

// A needRow is an important competency.
type needRow struct {
	Competency    link
	Definition    string
	Now, Future   string
	Trend, Change string
	Short         bool // without its definition
	Fresh         bool // whether the table has the column New, and New is its cell
	New           bool
	Counterparts  []counterpart
}

// A needKey names everything that tells one needRow from another.
type needKey struct {
	scope, competency string
	fresh, new        bool
}

// A counterpart is the closest mapping of a thing; a related concept is not one.
type counterpart struct{ Word, Text string }

// roleCounterparts are the mappings of a profile to the things of one table.
type roleCounterparts struct {
	Word    string
	Closest []*mapping // all but related ones
	Related []*mapping
}

type rolesModel struct {
	Bands   []roleBand
	Groups  []roleGroup
	Grades  []roleGrade
	Missing []string // grades of no band
}

// A roleBand is a column of the list of roles.
type roleBand struct {
	Band      link
	ID        string
	Grades    string
	Low, High int
}

// A roleGroup is the specialties of a cluster.
type roleGroup struct {
	Cluster link
	Mark    string
	Rows    []roleRow
}

type roleRow struct {
	Profile link
	ID      string
	Cells   []roleCell
}

type roleCell struct {
	Role      link
	General   int
	Technical int
	Covered   bool // whether the technical table has the band
	Whole     bool // the profile is that of all work, which has no technical table
}

// A roleGrade is a choice of the form.
type roleGrade struct {
	Grade int
	Band  string // "" for a grade of no band
}

// An ask is the form that asks for a specialty and a grade; root leads to the site's folder.
type ask struct {
	Root   string
	Groups []roleGroup
	Grades []roleGrade
}

// AllWork heads the profile of the whole series.
func (ask) AllWork() string { return role.AllWork }

func newAsk(root string, m rolesModel) ask { return ask{root, m.Groups, m.Grades} }

// hasRoles reports whether there is a page for each profile at each band; where there are too many, none has.
func (b *builder) hasRoles() bool {
	return !b.tooMany() && len(b.d.Profiles) <= mostCompared && len(b.d.Profiles) > 0 && len(b.d.Bands) > 0
}

// deeper makes a link for a page two folders deep.
func deeper(l link) link {
	if strings.HasPrefix(l.Href, "../") {
		l.Href = "../" + l.Href
	}
	return l
}

// at is what a profile needs at a band, which several pages ask for.
func (b *builder) at(profile, band string) role.Role {
	key := [2]string{profile, band}
	r, ok := b.known[key]
	if !ok {
		r, _ = b.roles.At(profile, band)
		b.known[key] = r
	}
	return r
}

// role leads to the page of a profile at a band, from a page one folder deep.
func (b *builder) role(profile, band string) link {
	return link{"../role/" + profile + "/" + band + ".html", b.bands[band].Name}
}

func (b *builder) rolePages() []page {
	pages := []page{{
		Path: "role/index.html", Kind: "roles", Section: "role", Title: "What each specialty needs at each grade", Scripts: []string{"role.js"},
		Description: "Choose a specialty and a grade: the competencies important there, what is new, and the tasks.", Body: b.roleList(),
	}}
	if !b.hasRoles() {
		return pages
	}
	for _, p := range b.d.Profiles {
		for _, band := range b.d.Bands {
			r := b.at(p.ProfileID, band.BandID)
			pages = append(pages, b.rolePage(r))
		}
	}
	return pages
}

func (b *builder) rolePage(r role.Role) page {
	id, band := r.Profile.ProfileID, r.Band.BandID
	general := b.needs(r.General, role.General)
	if r.Cluster != nil {
		general.brief(b, band)
	}
	m := roleModel{
		Profile: deeper(b.profile(id)), Band: deeper(b.band(band)), Grades: grades(r.Band),
		General: general, Technical: b.needs(r.Technical, role.Technical),
		Announce: link{"../../announce/index.html#profile=" + id + "&grade=" + fmt.Sprint(r.Band.GSMin), "Write an announcement"},
		Assess:   link{"../../gap/index.html#role=" + id + "@" + band, "Check yourself against this list"},
	}
	for _, other := range b.d.Bands {
		m.Bands = append(m.Bands, tab{link{other.BandID + ".html", other.Name}, other.BandID == band})
	}
	if r.Cluster != nil {
		m.Cluster, m.Mark = deeper(b.cluster(r.Cluster.ClusterID)), clusterMark(*r.Cluster)
	}
	for _, c := range r.Unranked {
		m.Unranked = append(m.Unranked, deeper(b.competency(c.CompetencyID)))
	}
	for _, t := range r.Tasks {
		m.Tasks = append(m.Tasks, t.Statement)
	}
	for _, t := range r.Titles {
		m.Titles = append(m.Titles, deeper(b.title(t.TitleID)))
	}
	m.Counterparts = b.roleCounterparts(id)
	m.Judged = b.judged
	what := fmt.Sprintf("%d general and %d technical competencies with definitions and ranks", len(m.General.Rows), len(m.Technical.Rows))
	switch {
	case r.Cluster == nil:
		what = fmt.Sprintf("%d general competencies with definitions and ranks", len(m.General.Rows))
	case !m.Technical.Covered: // not the same as none
		what = fmt.Sprintf("%d general competencies with definitions and ranks (technical ones are not given)", len(m.General.Rows))
	}
	return page{
		Path: "role/" + id + "/" + band + ".html", Kind: "role", Section: "role", Title: b.profile(id).Text + " at " + r.Band.Name + " (" + m.Grades + ")",
		Description: b.profile(id).Text + " at " + m.Grades + ": " + what + ", and " + count(len(m.Tasks), "task", "tasks") + ".",
		Crumbs:      []link{{"../index.html", "By grade"}, m.Profile}, Body: m,
	}
}

// needs lays out a section of a role.
func (b *builder) needs(s role.Section, kind string) needTable {
	t := needTable{ID: kind, Kind: kind, Scope: role.ScopeName(b.d.Scopes, s.Scope), Covered: s.Covered, New: s.NewCount}
	if s.Below != nil {
		t.Below = s.Below.Name
	}
	if s.First != nil {
		t.First = s.First.Name
	}
	kinds := b.competencyKinds()
	for _, k := range kinds {
		t.Kinds = append(t.Kinds, k.Objects[0].Word)
	}
	for _, n := range s.Needs {
		c := n.Competency
		if n.Note != "" && !slices.Contains(t.Notes, n.Note) {
			t.Notes = append(t.Notes, n.Note)
		}
		key := needKey{s.Scope.ScopeID, c.CompetencyID, s.Below != nil, n.New}
		row, known := b.needRows[key]
		if known {
			t.Rows = append(t.Rows, row)
			continue
		}
		row = needRow{
			Competency: deeper(b.competency(c.CompetencyID)),
			Definition: dataset.OrEmpty(c.Definition), Fresh: s.Below != nil, New: n.New, Now: "–", Future: "–", Change: "no rank",
		}
		if n.Ranking != nil {
			r := b.rankRow(*n.Ranking, 1)
			row.Now, row.Future, row.Trend, row.Change = r.Now, r.Future, r.Trend, r.Change
		}
		for _, k := range kinds {
			row.Counterparts = append(row.Counterparts, b.counterpart(k.Name, c.CompetencyID))
		}
		b.needRows[key] = row
		t.Rows = append(t.Rows, row)
	}
	for _, c := range s.Dropped {
		t.Dropped = append(t.Dropped, deeper(b.competency(c.CompetencyID)))
	}
	return t
}

// brief leaves out what the page of all work says of general competencies at the same band: they apply to every
// specialty, and eleven copies of their definitions would be most of the site.
func (t *needTable) brief(b *builder, band string) {
	for _, p := range b.clusterMembers[""] {
		t.Brief = link{"../" + p.ProfileID + "/" + band + ".html", "Definitions and counterparts"}
	}
	if t.Brief.Href == "" {
		return
	}
	t.Kinds = nil
	for i := range t.Rows {
		t.Rows[i].Short, t.Rows[i].Counterparts = true, nil
	}
}

// competencyKinds are the kinds of mappings that lead from competencies.
func (b *builder) competencyKinds() []crosswalk.Kind {
	return slices.DeleteFunc(slices.Clone(b.mapped), func(k crosswalk.Kind) bool { return k.Subjects != "competencies" })
}

// counterpart is the closest mapping of a thing of a kind; a related concept is not one.
func (b *builder) counterpart(kind, id string) counterpart {
	rows := b.ofSubject[kindKey{kind, id}]
	if len(rows) == 0 || rows[0].Predicate == related {
		return counterpart{"none", ""}
	}
	return counterpart{rows[0].Word, shorten(rows[0].Object.Text, longestCounterpart)}
}

// longestCounterpart is how many characters of a counterpart a row shows: some are whole sentences.
const longestCounterpart = 70

// roleCounterparts are the mappings of a profile, by kind; titles have a place of their own.
func (b *builder) roleCounterparts(id string) []roleCounterparts {
	var found []roleCounterparts
	for _, k := range b.mapped {
		if k.Subjects != "profiles" {
			continue
		}
		c := roleCounterparts{Word: k.Objects[0].Word}
		for _, m := range b.ofSubject[kindKey{k.Name, id}] {
			below := *m
			below.Object = deeper(m.Object)
			if m.Predicate == related {
				c.Related = append(c.Related, &below)
			} else {
				c.Closest = append(c.Closest, &below)
			}
		}
		found = append(found, c)
	}
	return found
}

// roleList lays out every profile at every band.
func (b *builder) roleList() rolesModel {
	var m rolesModel
	for _, band := range b.d.Bands {
		m.Bands = append(m.Bands, roleBand{b.band(band.BandID), band.BandID, grades(band), band.GSMin, band.GSMax})
	}
	m.Grades = b.roleGrades()
	for _, g := range m.Grades {
		if g.Band == "" {
			m.Missing = append(m.Missing, fmt.Sprintf("GS-%d", g.Grade))
		}
	}
	if !b.hasRoles() {
		return m
	}
	for _, g := range b.clusterProfiles(b.allProfiles()) {
		made := roleGroup{Cluster: g.Cluster, Mark: g.Mark}
		for _, p := range g.Profiles {
			made.Rows = append(made.Rows, b.roleRow(idOf(p), p))
		}
		m.Groups = append(m.Groups, made)
	}
	// Who looks for a specialty finds it first; all work comes last.
	if len(m.Groups) > 0 && m.Groups[0].Cluster.Href == "" {
		m.Groups = append(m.Groups[1:], m.Groups[0])
	}
	return m
}

func (b *builder) roleRow(id string, profile link) roleRow {
	row := roleRow{Profile: profile, ID: id}
	for _, band := range b.d.Bands {
		r := b.at(id, band.BandID)
		row.Cells = append(row.Cells, roleCell{
			Role: link{id + "/" + band.BandID + ".html", profile.Text + " at " + band.Name}, General: len(r.General.Needs), Technical: len(r.Technical.Needs),
			Covered: r.Technical.Covered, Whole: r.Profile.ClusterID == nil,
		})
	}
	return row
}

// roleGrades are the grades that a reader can ask for.
func (b *builder) roleGrades() []roleGrade {
	var found []roleGrade
	for _, g := range role.Grades(b.d.Bands) {
		band, _ := role.BandOf(b.d.Bands, g)
		found = append(found, roleGrade{g, band.Name})
	}
	return found
}
