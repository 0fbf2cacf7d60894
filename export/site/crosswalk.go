package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

type crosswalkModel struct {
	Title                     string
	Page                      string // of the job series, whose titles are mapped
	Tabs                      []tab
	Rows                      []*mapping
	Groups                    []mappingGroup // the rows by subject
	Predicates                []predicateCount
	Profiles                  []option
	Reviews                   reviewed
	Unmatched                 []unmatchedRow
	Versions                  []string // of ESCO, that the rows name
	Subjects                  int      // things of ours that have a mapping
	Objects                   int      // things of theirs
	SubjectWords, ObjectWords string   // both in words: 106 competencies, 553 NICE statements and areas
	Is, Concept               string   // head the columns with the relation and the other concept
	Head                      string   // of the column with the types of the objects
}

// A mappingGroup is the mappings of one thing of ours.
type mappingGroup struct {
	Subject link
	Rows    []*mapping
	typed   bool
}

// Full returns the mappings of a group as rows, and Brief without their reasons, which the page of each subject gives.
func (g mappingGroup) Full() mappingRows  { return mappingRows{g.Rows, true, true, true} }
func (g mappingGroup) Brief() mappingRows { return mappingRows{g.Rows, g.typed, false, true} }

type predicateCount struct {
	Name, Word, Meaning, Facet string
	Count, Share               int // share in thousandths of the largest count
}

type unmatchedRow struct {
	Subject link
	Comment string
}

// A crosswalkDesign is how the page of a kind of mapping is laid out.
type crosswalkDesign struct{ path, template, tab, title, description string }

// crosswalkDesigns are those of the kinds that have filters or words of their own.
var crosswalkDesigns = map[string]crosswalkDesign{
	skillKind: {"index", "crosswalk", "Competencies and skills", "Crosswalk: competencies and ESCO skills",
		"Each competency with the ESCO skills and knowledge it corresponds to: relation, confidence, reason."},
	occupationKind: {"occupations", "occupations", "Specialties and occupations", "Crosswalk: specialties and ESCO occupations",
		"Each specialty with the ESCO occupations it corresponds to: relation, confidence, reason."},
	titleKind: {"titles", "titletable", "Titles and specialties", "Crosswalk: position titles and specialties",
		"Each position title of the job series with the specialty it belongs to."},
}

func designOf(k crosswalk.Kind) crosswalkDesign {
	if d, ok := crosswalkDesigns[k.Name]; ok {
		return d
	}
	return crosswalkDesign{k.Name, "mappings", naming.Capital(k.Short()), "Crosswalk: " + k.Short(), naming.Capital(k.Short()) + ": what corresponds to what, how closely and how sure."}
}

// A tab leads to the page of one of the crosswalks.
type tab struct {
	link
	Here bool
}

// crosswalkPages returns a page for each crosswalk.
func (b *builder) crosswalkPages() []page {
	var pages []page
	for _, k := range b.mapped {
		d := designOf(k)
		model := crosswalkModel{Title: d.title, Page: announcement.Page(b.d, b.series()), Rows: slices.Clone(b.rows[k.Name])}
		for _, m := range model.Rows {
			model.version(m.row.ESCOVersion)
		}
		for _, other := range b.mapped {
			model.Tabs = append(model.Tabs, tab{link{designOf(other).path + ".html", designOf(other).tab}, other.Name == k.Name})
		}
		if k.Name == occupationKind {
			model.Profiles = b.mappedProfiles()
		}
		b.finish(&model, k)
		p := page{Path: "crosswalk/" + d.path + ".html", Kind: d.template, Section: "crosswalk", Title: d.title, Description: d.description, Body: model}
		if d.path != "index" {
			p.Crumbs = []link{{"index.html", "Crosswalk"}}
		}
		if k.Name != titleKind {
			p.Scripts = []string{"filter.js"}
		}
		pages = append(pages, p)
	}
	return pages
}

// mappedProfiles are the profiles that have mappings, as the choices of a filter.
func (b *builder) mappedProfiles() []option {
	var options []option
	for _, p := range b.d.Profiles {
		if n := len(b.ofSubject[kindKey{occupationKind, p.ProfileID}]); n > 0 {
			options = append(options, option{fmt.Sprintf("p%d", p.Position), b.profile(p.ProfileID).Text, n})
		}
	}
	return options
}

func (m *crosswalkModel) version(v *string) {
	if v != nil && !slices.Contains(m.Versions, *v) {
		m.Versions = append(m.Versions, *v)
	}
}

// finish orders the rows by subject, the closest first, and counts them.
func (b *builder) finish(m *crosswalkModel, k crosswalk.Kind) {
	closestFirst(m.Rows)
	slices.SortStableFunc(m.Rows, func(x, y *mapping) int { return compareText(x.Subject.Text, y.Subject.Text) })
	m.Reviews, m.Head = reviews(m.Rows), typeHead(m.Rows)
	counts, subjects, objects := map[string]int{}, map[string]bool{}, map[string]bool{}
	most := 1
	for _, r := range m.Rows {
		if n := len(m.Groups); n == 0 || m.Groups[n-1].Subject != r.Subject {
			m.Groups = append(m.Groups, mappingGroup{Subject: r.Subject, typed: m.Head != ""})
		}
		g := &m.Groups[len(m.Groups)-1]
		g.Rows = append(g.Rows, r)
		counts[r.Predicate]++
		subjects[r.Subject.Href], objects[r.object] = true, true
		most = max(most, counts[r.Predicate])
	}
	m.Subjects, m.Objects = len(subjects), len(objects)
	m.SubjectWords, m.ObjectWords = k.CountSubjects(m.Subjects), k.CountObjects(m.Objects)
	for _, p := range b.clusterMembers[""] { // is no specialty
		if whole := b.profile(p.ProfileID).Href; subjects[whole] && m.Subjects > 1 {
			m.SubjectWords = k.CountSubjects(m.Subjects-1) + " and the profile of all IT work"
		}
	}
	m.Is, m.Concept = objectHeads(m.Rows)
	words := strings.NewReplacer("{subject}", k.Subject(), "{concept}", naming.Lower(m.Concept))
	for _, p := range predicates {
		if n := counts[p.Name]; n > 0 {
			m.Predicates = append(m.Predicates, predicateCount{p.Name, p.Word, words.Replace(p.Meaning), p.Facet, n, n * 1000 / most})
		}
	}
	for _, u := range k.Unmatched(b.d) {
		m.Unmatched = append(m.Unmatched, b.unmatchedRow(u))
	}
}

func (b *builder) unmatchedRow(u dataset.Unmatched) unmatchedRow {
	subject := b.thing(recordKey{u.SubjectTable, u.SubjectID})
	if subject.Text == "" {
		subject.Text = u.SubjectID
	}
	return unmatchedRow{subject, u.Comment}
}
