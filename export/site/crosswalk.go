package site

import (
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

type crosswalkModel struct {
	Rows       []mapping
	Groups     []mappingGroup // the rows by subject
	Predicates []predicateCount
	Profiles   []option
	Reviews    []review
	Unmatched  []unmatchedRow
	Versions   []string // of ESCO, that the rows name
	Subjects   int      // things of ours that have a mapping
	Objects    int      // things of theirs
}

// A mappingGroup is the mappings of one thing of ours.
type mappingGroup struct {
	Subject link
	Rows    []mapping
}

type predicateCount struct {
	Name, Word, Meaning, Facet string
	Count, Share               int // share in thousandths of the largest count
}

type unmatchedRow struct {
	Subject link
	Comment string
}

// crosswalkPages returns a page for each crosswalk.
func (b *builder) crosswalkPages() []page {
	crumbs := []link{{"index.html", "Crosswalk"}}
	var skills, occupations, titles crosswalkModel
	for _, r := range b.d.CompetencySkill {
		skills.Rows = append(skills.Rows, b.skillMapping(r))
		skills.version(r.ESCOVersion)
	}
	for _, r := range b.d.ProfileOccupation {
		occupations.Rows = append(occupations.Rows, b.occupationMapping(r))
		occupations.version(r.ESCOVersion)
	}
	for _, r := range b.d.TitleProfile {
		titles.Rows = append(titles.Rows, b.titleMapping(r))
	}
	for _, p := range b.d.Profiles {
		if len(b.profileOccupations[p.ProfileID]) > 0 {
			occupations.Profiles = append(occupations.Profiles, option{fmt.Sprintf("p%d", p.Position), p.Name, len(b.profileOccupations[p.ProfileID])})
		}
	}
	b.finish(&skills, "esco-skill")
	b.finish(&occupations, "esco-occupation")
	b.finish(&titles, "fwci-profile")
	return []page{
		{
			Path: "crosswalk/index.html", Kind: "crosswalk", Section: "crosswalk", Title: "Crosswalk: competencies and ESCO skills", Scripts: []string{"filter.js"},
			Description: "Each competency with the ESCO skills and knowledge it corresponds to: relation, confidence, reason.", Body: skills,
		},
		{
			Path: "crosswalk/occupations.html", Kind: "occupations", Section: "crosswalk", Title: "Crosswalk: specialties and ESCO occupations", Crumbs: crumbs, Scripts: []string{"filter.js"},
			Description: "Each specialty with the ESCO occupations it corresponds to: relation, confidence, reason.", Body: occupations,
		},
		{
			Path: "crosswalk/titles.html", Kind: "titletable", Section: "crosswalk", Title: "Crosswalk: position titles and specialties", Crumbs: crumbs,
			Description: "Each position title of the job series with the specialty it stands for.", Body: titles,
		},
	}
}

func (m *crosswalkModel) version(v *string) {
	if v != nil && !slices.Contains(m.Versions, *v) {
		m.Versions = append(m.Versions, *v)
	}
}

// finish orders the rows by subject, the closest first, and counts them.
func (b *builder) finish(m *crosswalkModel, target string) {
	closestFirst(m.Rows)
	slices.SortStableFunc(m.Rows, func(x, y mapping) int { return compareText(x.Subject.Text, y.Subject.Text) })
	m.Reviews = reviews(m.Rows)
	counts, subjects, objects := map[string]int{}, map[string]bool{}, map[string]bool{}
	most := 1
	for _, r := range m.Rows {
		if n := len(m.Groups); n == 0 || m.Groups[n-1].Subject != r.Subject {
			m.Groups = append(m.Groups, mappingGroup{Subject: r.Subject})
		}
		g := &m.Groups[len(m.Groups)-1]
		g.Rows = append(g.Rows, r)
		counts[r.Predicate]++
		subjects[r.Subject.Href], objects[r.Object.Href] = true, true
		most = max(most, counts[r.Predicate])
	}
	m.Subjects, m.Objects = len(subjects), len(objects)
	for _, p := range predicates {
		if n := counts[p.Name]; n > 0 {
			m.Predicates = append(m.Predicates, predicateCount{p.Name, p.Word, p.Meaning, p.Facet, n, n * 1000 / most})
		}
	}
	for _, u := range b.d.Unmatched {
		if u.Target == target {
			m.Unmatched = append(m.Unmatched, b.unmatchedRow(u))
		}
	}
}

func (b *builder) unmatchedRow(u dataset.Unmatched) unmatchedRow {
	subject := b.thing(recordKey{u.SubjectTable, u.SubjectID})
	if subject.Text == "" {
		subject.Text = u.SubjectID
	}
	return unmatchedRow{subject, u.Comment}
}
