package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A mapping is one row of a crosswalk, seen from either side.
type mapping struct {
	Subject, Object     link
	Type                string // of the ESCO concept, the code of the occupation, or the evidence for the mapping
	Predicate, Word     string
	Confidence, Comment string
	Facets              string // the relation, then what filters ask for
	Recommended         bool
	subject, object     string // keys
	row                 crosswalk.Row
}

// mappings are the mappings of a thing with what is common to them.
type mappings struct {
	Rows      []*mapping
	Unmatched []dataset.Unmatched
	Reviews   reviewed
}

// List returns the mappings as rows for the page of their subject.
func (m mappings) List() mappingRows { return mappingRows{m.Rows, m.Head() != "", true, false} }

// Head is what heads the column with the types of the objects.
func (m mappings) Head() string { return typeHead(m.Rows) }

// Heads are what heads the columns with the relation and with the other concept.
func (m mappings) Heads() (is, concept string) { return objectHeads(m.Rows) }

// objectHeads are what heads the columns with the relation and with the other concept: the framework of the first, which
// those of one kind share.
func objectHeads(rows []*mapping) (is, concept string) {
	framework := ""
	if len(rows) > 0 {
		framework, _, _ = strings.Cut(rows[0].row.ObjectTable, "_")
	}
	switch framework {
	case "esco", "nice", "dcwf":
		framework = strings.ToUpper(framework)
		return "The " + framework + " concept is", framework + " concept"
	}
	return "The other concept is", "Other concept"
}

// mappingRows are mappings as the rows of a table: with what the objects are, with the reasons, with what filters ask for.
type mappingRows struct {
	rows                      []*mapping
	typed, reasoned, filtered bool
}

// typeHead is what heads the column with the types of the objects, "" where they have none.
func typeHead(rows []*mapping) string {
	i := slices.IndexFunc(rows, func(m *mapping) bool { return m.Type != "" })
	if i < 0 {
		return ""
	}
	switch rows[i].row.ObjectTable {
	case "nice_statements", "dcwf_statements":
		return "Evidence"
	case "esco_occupations":
		return "Code"
	}
	return "Type"
}

// reviewed says who judged mappings: in a sentence, and the ways in which they were judged.
type reviewed struct {
	Judged string
	Ways   []review
}

// A review says who judged mappings, and how.
type review struct {
	Status, Justification, Reviewer string
	Count                           int
}

// By says in words who judged the mappings, and how they were found where a program compared texts.
func (r review) By() string {
	by := crosswalk.ReviewerWords(r.Status, r.Reviewer)
	if r.Justification == crosswalk.Lexical {
		by += ", found by comparing texts word by word"
	}
	return by
}

// objectWords say in a word or two how a thing compares with what is mapped to it, as it reads on the thing's own page:
// “this work role is narrower than …”.
var objectWords = map[string]string{"exact": "the same as", "close": "nearly the same as", "broader": "broader than", "narrower": "narrower than", "related": "related to"}

// Than returns that word for a mapping.
func (m *mapping) Than() string { return cmp.Or(objectWords[m.Word], m.Word) }

// predicates lists the relations from the closest; the word is read as "the ESCO concept is …" (SSSOM and
// SKOS: broadMatch says that the object is the broader one). In a meaning, {subject} and {concept} are the words of a kind
// of mapping for the two things.
var predicates = []struct{ Name, Word, Facet, Meaning string }{
	{"exactMatch", crosswalk.Called("exactMatch"), "x", "Both mean the same."},
	{"closeMatch", crosswalk.Called("closeMatch"), "c", "Both mean nearly the same and can replace each other in many uses."},
	{"broadMatch", crosswalk.Called("broadMatch"), "b", "The {concept} is broader: the {subject} is one part of it."},
	{"narrowMatch", crosswalk.Called("narrowMatch"), "n", "The {concept} is narrower: it is one part of the {subject}."},
	{"relatedMatch", crosswalk.Called("relatedMatch"), "r", "Both are on the same subject; neither contains the other."},
}

// related is the relation of things on the same subject, of which neither is the other, nor a part of it.
const related = "relatedMatch"

// mapping makes a row of a kind of mapping.
func (b *builder) mapping(k crosswalk.Kind, r crosswalk.Row) *mapping {
	m := &mapping{
		Subject: b.thing(recordKey{k.Subjects, r.Subject}), Predicate: r.Predicate, Word: r.Predicate, Confidence: "not given", Comment: dataset.OrEmpty(r.Comment),
		Recommended: r.Recommended, row: r,
	}
	if r.Confidence != nil {
		m.Confidence = fmt.Sprintf("%.2f", *r.Confidence)
	}
	for _, p := range predicates {
		if p.Name == r.Predicate {
			m.Word, m.Facets = p.Word, p.Facet
		}
	}
	b.object(m, r)
	switch k.Name {
	case skillKind:
		m.Facets += " " + initial(m.Type) + " " + initial(b.competencies[r.Subject].Kind)
	case occupationKind:
		m.Facets += fmt.Sprintf(" p%d", b.profiles[r.Subject].Position)
	}
	return m
}

// object fills what a mapping leads to.
func (b *builder) object(m *mapping, r crosswalk.Row) {
	switch r.ObjectTable {
	case "esco_skills":
		m.Object, m.Type = link{r.Object, r.ObjectLabel}, conceptType(r.ObjectType)
	case "esco_occupations":
		m.Object, m.Type = link{b.occupation(r.Object).Href, cmp.Or(r.ObjectLabel, b.occupation(r.Object).Text)}, b.occupations[r.Object].Code
	case "nice_statements", "dcwf_statements":
		m.Object, m.Type = b.statement(r.ObjectTable, r.Object), r.Own["evidence"]
	default:
		m.Object = b.thing(recordKey{r.ObjectTable, r.Object})
		if m.Object.Text == "" {
			m.Object.Text = b.label(r.ObjectTable, r.Object)
		}
	}
}

// closestFirst orders mappings as people read them; those of several subjects to one object by the subject last.
func closestFirst(rows []*mapping) {
	slices.SortStableFunc(rows, func(x, y *mapping) int {
		return cmp.Or(crosswalk.Compare(x.row, y.row), compareText(x.Subject.Text, y.Subject.Text))
	})
}

// reviews counts how the mappings were judged, the most common way first.
func reviews(mappings []*mapping) reviewed {
	var found []review
	rows := make([]crosswalk.Row, len(mappings))
	for i, m := range mappings {
		rows[i] = m.row
	}
	for _, m := range rows {
		reviewer := dataset.OrEmpty(m.Reviewer)
		i := slices.IndexFunc(found, func(r review) bool {
			return r.Status == m.Status && r.Justification == m.Justification && r.Reviewer == reviewer
		})
		if i < 0 {
			found, i = append(found, review{Status: m.Status, Justification: m.Justification, Reviewer: reviewer}), len(found)
		}
		found[i].Count++
	}
	slices.SortStableFunc(found, func(x, y review) int { return cmp.Compare(y.Count, x.Count) })
	return reviewed{crosswalk.WhoJudged(rows), found}
}

// initial is the facet of a word: its first letter.
func initial(word string) string { return word[:min(1, len(word))] }

// conceptType shortens ESCO's "skill/competence".
func conceptType(t string) string {
	if t == "skill/competence" {
		return "skill"
	}
	return t
}

// The names of the kinds of mappings that have pages of their own; others have those of furtherMappings.
const (
	skillKind      = "competency-skill"
	occupationKind = "profile-occupation"
	titleKind      = "title-profile"
)

// kindKey names a subject or an object of a kind of mapping.
type kindKey struct{ kind, key string }

// relateMappings fills the lookups of mappings, the closest first.
func (b *builder) relateMappings() {
	b.rows, b.ofSubject, b.ofObject = map[string][]*mapping{}, map[kindKey][]*mapping{}, map[kindKey][]*mapping{}
	var all [][]crosswalk.Row
	for _, k := range b.mapped {
		rows := k.Rows(b.d)
		all = append(all, rows)
		for _, r := range rows {
			m := b.mapping(k, r)
			m.subject, m.object = r.Subject, r.Object
			b.rows[k.Name] = append(b.rows[k.Name], m)
			subject, object := kindKey{k.Name, r.Subject}, kindKey{k.Name, r.Object}
			b.ofSubject[subject] = append(b.ofSubject[subject], m)
			b.ofObject[object] = append(b.ofObject[object], m)
		}
	}
	b.judged = crosswalk.WhoJudged(all...)
	for _, lookup := range []map[kindKey][]*mapping{b.ofSubject, b.ofObject} {
		for _, rows := range lookup {
			closestFirst(rows)
		}
	}
}

// mappingsOf are the mappings of a subject, the closest first, or why it has none.
func (b *builder) mappingsOf(kind, id string) mappings {
	k, _ := crosswalk.Lookup(kind)
	m := mappings{Rows: slices.Clone(b.ofSubject[kindKey{kind, id}])}
	for _, u := range b.unmatched[recordKey{k.Subjects, id}] {
		if u.Target == k.Target() {
			m.Unmatched = append(m.Unmatched, u)
		}
	}
	m.Reviews = reviews(m.Rows)
	return m
}

// A furtherMapping is the mappings of a thing of a kind that has no place of its own on the thing's page.
type furtherMapping struct {
	ID       string
	Title    string // what the thing is mapped to
	Mappings mappings
}

// furtherMappings are those of the kinds without a page of their own design.
func (b *builder) furtherMappings(table, id string) []furtherMapping {
	var found []furtherMapping
	for _, k := range b.mapped {
		if k.Subjects != table || slices.Contains([]string{skillKind, occupationKind, titleKind}, k.Name) {
			continue
		}
		if m := b.mappingsOf(k.Name, id); len(m.Rows)+len(m.Unmatched) > 0 {
			found = append(found, furtherMapping{k.Name, objectsOf(k), m})
		}
	}
	return found
}

// objectsOf says in the plural what the subjects of a kind are mapped to.
func objectsOf(k crosswalk.Kind) string {
	var words []string
	for _, o := range k.Objects {
		words = append(words, o.Word+"s")
	}
	return strings.Join(words, " and ")
}
