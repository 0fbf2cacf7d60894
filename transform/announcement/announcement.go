// Package announcement composes the text of a job announcement from the tables: position, ways to qualify,
// duties, competencies with their definitions, and a note on assessment.
//
// In go the dataset and a Choice; out comes an Announcement, as sections that every format writes in the same
// order and words, and as plain text. The sentences that are not from the sources are in Words, once. The
// package sets no level of proficiency and chooses no method of assessment: the sources give none.
package announcement

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/role"
)

// Words are the headings and sentences of an announcement that are not from the sources.
var Words = struct {
	Position, Title, Series, Grade, Specialty      string
	Qualifications                                 string
	Duties, General, Technical, Defined            string
	Assessment, Assess, Sources, Source, Undefined string
}{
	Position: "Position", Title: "Title", Series: "Series", Grade: "Grade", Specialty: "Specialty",
	Qualifications: "How to qualify",
	Duties:         "Duties", General: "General competencies", Technical: "Technical competencies",
	Defined:    "You will be assessed on the competencies below.",
	Assessment: "How you will be assessed",
	Assess:     "Each competency above will be assessed by an appropriate method: [name the methods, for example a structured interview, a work sample or a test of job knowledge].",
	Sources:    "Sources",
	Source:     "Duties and competencies are from the FWCI Framework and Handbook for Information Technology Management, 2210, of the U.S. Office of Personnel Management, via FWCI open data.",
	Undefined:  "The handbook gives no definition.",
}

// Notes returns what the author of an announcement in a series must know before it is published; the sentences are no
// part of its text. The last ones name the related documents that concern the series, one note for each.
func Notes(d *dataset.Dataset, series string) []string {
	notes := []string{
		"The handbook says which competencies are important. It sets no levels of proficiency and names no method of assessment: take the levels from OPM's standards where they set them, choose the method, and confirm duties and competencies through a job analysis.",
		"The handbook does not divide the tasks of a specialty by band: choose those that the position has.",
		"The ways to qualify are as printed on " + Page(d, series) + "; OPM's qualification standard governs.",
	}
	for _, r := range d.Info.Related {
		if !d.Concerns(r.Title, series) {
			continue
		}
		draft := "the draft"
		if series != "" {
			draft = "a draft for series " + series
		}
		notes = append(notes, "Also check "+draft+" against "+called(r))
	}
	return notes
}

// called names a related document with its owner, and says what it does, as the end of a sentence.
func called(r dataset.Related) string {
	name := "“" + r.Title + "”"
	switch r.Publisher {
	case "":
	case "U.S. Office of Personnel Management":
		name = "OPM's " + name
	default:
		name = r.Publisher + "'s " + name
	}
	if r.Description == "" {
		return name + "."
	}
	return name + ": it " + naming.Lower(r.Description)
}

// Publisher returns who published the page that a job series was read from, "" where the dataset does not say.
func Publisher(d *dataset.Dataset, series string) string {
	titles := map[string]bool{}
	for _, t := range d.SeriesTitles {
		titles[t.TitleID] = t.Series == series
	}
	for _, p := range d.Provenance {
		if p.TableName != "series_titles" || !titles[p.RecordKey] {
			continue
		}
		for _, s := range d.Info.Sources {
			if s.ID == p.SourceID {
				return s.Publisher
			}
		}
	}
	return ""
}

// Page names the page that a job series was read from, by its publisher and the series.
func Page(d *dataset.Dataset, series string) string {
	if publisher := Publisher(d, series); publisher != "" {
		return publisher + "'s page on series " + series
	}
	return "the page of the job series"
}

// begins names the page of a series at the beginning of a sentence.
func begins(d *dataset.Dataset, series string) string {
	return naming.Capital(Page(d, series))
}

// Qualification is a way to qualify as an announcement has it: a placeholder that quotes the page.
func Qualification(d *dataset.Dataset, q dataset.SeriesQualification) string {
	return "[Replace with your qualification statement. " + begins(d, q.Series) + ` says: "` + q.Statement + `"]`
}

// NoQualification says that the page of a series lists no way to qualify at the grade.
func NoQualification(d *dataset.Dataset, series string) string {
	return begins(d, series) + " lists no way to qualify at this grade."
}

// Grades returns the grades at which a way to qualify is open: those that the page prints, so that "GS-5/7" is not open
// at GS-6.
func Grades(q dataset.SeriesQualification) []int {
	if grades := seriespage.Grades(q.Grades); grades != nil {
		return grades
	}
	var grades []int
	for g := q.GSMin; g <= q.GSMax; g++ {
		grades = append(grades, g)
	}
	return grades
}

// The number of competencies that an announcement names when none are chosen. An applicant reads a short list, and
// an assessment can cover one; the rest of those important at the band are a choice away.
const (
	FewGeneral   = 5
	FewTechnical = 10
)

// A Choice is what an announcement is for and what it names. Nil lists take the default: the FewGeneral and
// FewTechnical highest-ranked of the competencies important at the band, and every task of the profile. Empty lists take none.
type Choice struct {
	ProfileID    string
	Grade        int      // of the General Schedule
	TitleID      string   // "" for the first title of the profile
	Competencies []string // competency_ids important at the band
	Tasks        []string // task_ids of the profile
}

// An Announcement is the composed content.
type Announcement struct {
	Role           role.Role
	Title          string // of the position, with the specialty in parentheses where the title has one
	Code           string // the parenthetical code of the title, "" for none
	Series         string
	Specialty      string // its name, or what all work of the series is called
	Grade          int
	Qualifications []dataset.SeriesQualification // those open at Grade
	Tasks          []dataset.Task
	General        []dataset.Competency
	Technical      []dataset.Competency
	Notes          []string // for the author, no part of the text: those of Notes, and which competencies are named
	ways           []string // of Qualifications, as the text has them
}

// Compose returns the announcement of a choice. It fails on an unknown profile, a grade of no band, a title of
// another profile, and on a competency or task that is not among those of the role.
func Compose(d *dataset.Dataset, c Choice) (Announcement, error) {
	band, ok := role.BandOf(d.Bands, c.Grade)
	if !ok {
		return Announcement{}, fmt.Errorf("GS-%d belongs to no band of the handbook; expected a grade of %s", c.Grade, bandList(d.Bands))
	}
	r, ok := role.NewIndex(d).At(c.ProfileID, band.BandID)
	if !ok {
		return Announcement{}, fmt.Errorf("no profile %q; expected one of %s", c.ProfileID, profileList(d.Profiles))
	}
	a := Announcement{Role: r, Specialty: role.Name(d.Profiles, r.Profile), Grade: c.Grade}
	if err := a.entitle(d, c.TitleID); err != nil {
		return Announcement{}, err
	}
	for _, q := range d.SeriesQualifications {
		if q.Series == a.Series && slices.Contains(Grades(q), c.Grade) {
			a.Qualifications = append(a.Qualifications, q)
			a.ways = append(a.ways, Qualification(d, q))
		}
	}
	if len(a.ways) == 0 {
		a.ways = []string{NoQualification(d, a.Series)}
	}
	if err := a.choose(c); err != nil {
		return Announcement{}, err
	}
	a.Notes = append([]string{a.selection(c.Competencies == nil)}, Notes(d, a.Series)...)
	return a, nil
}

// selection says how many of the important competencies are named; ranked: the first of each kind.
func (a Announcement) selection(ranked bool) string {
	part := func(named, all int, kind string) string {
		switch {
		case named == all:
			return fmt.Sprintf("all %d %s", all, kind)
		case ranked:
			return fmt.Sprintf("the %d highest-ranked of %d %s", named, all, kind)
		}
		return fmt.Sprintf("%d of %d %s", named, all, kind)
	}
	text := "This draft names " + part(len(a.General), len(a.Role.General.Needs), role.General)
	if n := len(a.Role.Technical.Needs); n > 0 {
		text += " and " + part(len(a.Technical), n, role.Technical)
	}
	return text + " competencies important at this band."
}

func bandList(bands []dataset.Band) string {
	var names []string
	for _, b := range bands {
		names = append(names, fmt.Sprintf("%s (GS-%d to GS-%d)", b.Name, b.GSMin, b.GSMax))
	}
	return strings.Join(names, ", ")
}

func profileList(profiles []dataset.Profile) string {
	var ids []string
	for _, p := range profiles {
		ids = append(ids, p.ProfileID)
	}
	return strings.Join(ids, ", ")
}

// Titles returns the position titles that an announcement for a role can have, the default first: those that
// are mapped to the profile, else the title of the specialists without a specialty in parentheses. The other titles
// of the series follow.
func Titles(d *dataset.Dataset, r role.Role) []dataset.SeriesTitle {
	titles := slices.Clone(r.Titles)
	for _, t := range d.SeriesTitles {
		if t.Role == "specialist" && len(titles) == 0 {
			bare := t
			bare.ParentheticalName, bare.ParentheticalCode, bare.TitleID = nil, nil, ""
			titles = append(titles, bare)
		}
	}
	for _, t := range d.SeriesTitles {
		if t.Role != "specialist" {
			titles = append(titles, t)
		}
	}
	return titles
}

func (a *Announcement) entitle(d *dataset.Dataset, id string) error {
	titles := Titles(d, a.Role)
	if len(titles) == 0 {
		return nil
	}
	at := 0
	if id != "" {
		if at = slices.IndexFunc(titles, func(t dataset.SeriesTitle) bool { return t.TitleID == id }); at < 0 {
			var known []string
			for _, t := range titles {
				known = append(known, t.TitleID)
			}
			return fmt.Errorf("%q is not a title of %s; expected one of %s", id, a.Role.Profile.Name, strings.Join(known, ", "))
		}
	}
	a.Title, a.Series, a.Code = identity.Title(titles[at]), titles[at].Series, dataset.OrEmpty(titles[at].ParentheticalCode)
	return nil
}

func (a *Announcement) choose(c Choice) error {
	var competencies, tasks []string // identifiers that can be chosen
	for _, s := range []struct {
		needs []role.Need
		few   int
		into  *[]dataset.Competency
	}{{a.Role.General.Needs, FewGeneral, &a.General}, {a.Role.Technical.Needs, FewTechnical, &a.Technical}} {
		for i, n := range s.needs {
			competencies = append(competencies, n.Competency.CompetencyID)
			if c.Competencies == nil && i < s.few || slices.Contains(c.Competencies, n.Competency.CompetencyID) {
				*s.into = append(*s.into, n.Competency)
			}
		}
	}
	for _, t := range a.Role.Tasks {
		tasks = append(tasks, t.TaskID)
		if c.Tasks == nil || slices.Contains(c.Tasks, t.TaskID) {
			a.Tasks = append(a.Tasks, t)
		}
	}
	return errors.Join(
		unknown("competency important for "+a.Role.Profile.Name+" at "+a.Role.Band.Name, c.Competencies, competencies),
		unknown("task of "+a.Role.Profile.Name, c.Tasks, tasks))
}

// maxListed is how many identifiers a message lists.
const maxListed = 10

// unknown reports each chosen identifier that is not among the known ones, with those that are spelled most alike.
func unknown(what string, chosen, known []string) error {
	var problems []error
	for _, id := range chosen {
		if !slices.Contains(known, id) {
			near := slices.SortedFunc(slices.Values(known), func(x, y string) int {
				return cmp.Or(levenshtein.ComputeDistance(id, x)-levenshtein.ComputeDistance(id, y), strings.Compare(x, y))
			})
			list := strings.Join(near[:min(len(near), maxListed)], ", ")
			if len(near) > maxListed {
				list = fmt.Sprintf("%s (the nearest %d of %d)", list, maxListed, len(near))
			}
			problems = append(problems, fmt.Errorf("%q is not a %s; expected one of %s", id, what, list))
		}
	}
	return errors.Join(problems...)
}

// A Section is a part of an announcement with a heading.
type Section struct {
	Heading string
	Text    []string // paragraphs
	Items   []Item   // a list
}

// An Item is an entry of a list; Term is what it is about, "" for none.
type Item struct{ Term, Text string }

// Sections returns the announcement in the order in which it is read. A section without content is left out,
// except the ways to qualify: it then says that the page lists none.
func (a Announcement) Sections() []Section {
	w := Words
	position := Section{Heading: w.Position, Items: []Item{{w.Title, a.Title}, {w.Series, a.Series}, {w.Grade, fmt.Sprintf("GS-%d", a.Grade)}, {w.Specialty, a.Specialty}}}
	qualify := Section{Heading: w.Qualifications}
	if len(a.Qualifications) == 0 {
		qualify.Text = a.ways
	}
	for i := range a.Qualifications {
		qualify.Items = append(qualify.Items, Item{"", a.ways[i]})
	}
	duties := Section{Heading: w.Duties}
	for _, t := range a.Tasks {
		duties.Items = append(duties.Items, Item{"", t.Statement})
	}
	all := []Section{position, qualify, duties, defined(w.General, a.General), defined(w.Technical, a.Technical)}
	if len(a.General)+len(a.Technical) > 0 {
		all = append(all, Section{Heading: w.Assessment, Text: []string{w.Assess}})
	}
	all = append(all, Section{Heading: w.Sources, Text: []string{w.Source}})
	return slices.DeleteFunc(all, func(s Section) bool { return s.Text == nil && s.Items == nil })
}

func defined(heading string, competencies []dataset.Competency) Section {
	s := Section{Heading: heading}
	for _, c := range competencies {
		text := Words.Undefined
		if c.Definition != nil {
			text = *c.Definition
		}
		s.Items = append(s.Items, Item{c.Name, text})
	}
	if s.Items != nil {
		s.Text = []string{Words.Defined}
	}
	return s
}

// Text returns the announcement as plain text with line feeds: headings on lines of their own, items after "- ".
func (a Announcement) Text() string {
	var b strings.Builder
	for i, s := range a.Sections() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s\n", strings.ToUpper(s.Heading))
		for _, p := range s.Text {
			fmt.Fprintf(&b, "%s\n", p)
		}
		for _, item := range s.Items {
			if item.Term != "" {
				item.Text = item.Term + ": " + item.Text
			}
			fmt.Fprintf(&b, "- %s\n", item.Text)
		}
	}
	return b.String()
}
