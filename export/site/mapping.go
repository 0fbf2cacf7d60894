package site

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A mapping is one row of a crosswalk, seen from either side.
type mapping struct {
	Subject, Object            link
	Type                       string // of the ESCO concept
	Predicate, Word            string
	Confidence, Comment        string
	Facets                     string
	certainty                  float64 // the confidence, -1 where none is given
	order                      int
	review, reviewer, evidence string
}

// mappings are the mappings of a thing with what is common to them.
type mappings struct {
	Rows      []mapping
	Unmatched []dataset.Unmatched
	Reviews   []review
}

// A review says who judged mappings, and how.
type review struct {
	Status, Justification, Reviewer string
	Count                           int
}

// predicates lists the relations from the closest; the word is read as "the ESCO concept is …" (SSSOM and
// SKOS: broadMatch says that the object is the broader one).
var predicates = []struct{ Name, Word, Facet, Meaning string }{
	{"exactMatch", "exact", "x", "Both mean the same."},
	{"closeMatch", "close", "c", "Both mean nearly the same and can stand for each other in many uses."},
	{"broadMatch", "broader", "b", "The ESCO concept is broader: ours is one part of it."},
	{"narrowMatch", "narrower", "n", "The ESCO concept is narrower: it is one part of ours."},
	{"relatedMatch", "related", "r", "Both are about the same matter; neither contains the other."},
}

// newMapping fills what all crosswalks have in common.
func newMapping(predicate string, confidence *float64, status, justification string, reviewer, comment *string) mapping {
	m := mapping{
		Predicate: predicate, Word: predicate, Confidence: "not given", Comment: deref(comment),
		certainty: -1, review: status, reviewer: deref(reviewer), evidence: justification,
	}
	if confidence != nil {
		m.Confidence, m.certainty = fmt.Sprintf("%.2f", *confidence), *confidence
	}
	for i, p := range predicates {
		if p.Name == predicate {
			m.Word, m.Facets, m.order = p.Word, p.Facet, i
		}
	}
	return m
}

// closestFirst orders mappings by predicate, then by confidence.
func closestFirst(rows []mapping) {
	slices.SortStableFunc(rows, func(x, y mapping) int {
		return cmp.Or(cmp.Compare(x.order, y.order), cmp.Compare(y.certainty, x.certainty), compareText(x.Object.Text, y.Object.Text))
	})
}

// reviews counts how the mappings were judged, the most common way first.
func reviews(rows []mapping) []review {
	var found []review
	for _, m := range rows {
		i := slices.IndexFunc(found, func(r review) bool {
			return r.Status == m.review && r.Justification == m.evidence && r.Reviewer == m.reviewer
		})
		if i < 0 {
			found, i = append(found, review{Status: m.review, Justification: m.evidence, Reviewer: m.reviewer}), len(found)
		}
		found[i].Count++
	}
	slices.SortStableFunc(found, func(x, y review) int { return cmp.Compare(y.Count, x.Count) })
	return found
}

func (b *builder) skillMapping(r dataset.CompetencySkill) mapping {
	m := newMapping(r.Predicate, r.Confidence, r.ReviewStatus, r.Justification, r.Reviewer, r.Comment)
	m.Subject, m.Object, m.Type = b.competency(r.CompetencyID), link{r.SkillURI, r.SkillLabel}, conceptType(r.SkillType)
	m.Facets += " " + initial(m.Type) + " " + initial(b.competencies[r.CompetencyID].Kind)
	return m
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

func (b *builder) occupationMapping(r dataset.ProfileOccupation) mapping {
	m := newMapping(r.Predicate, r.Confidence, r.ReviewStatus, r.Justification, r.Reviewer, r.Comment)
	m.Subject, m.Object, m.Type = b.profile(r.ProfileID), b.occupation(r.OccupationURI), b.occupations[r.OccupationURI].Code
	m.Object.Text = r.OccupationLabel
	m.Facets += fmt.Sprintf(" p%d", b.profiles[r.ProfileID].Position)
	return m
}

func (b *builder) titleMapping(r dataset.TitleProfile) mapping {
	m := newMapping(r.Predicate, r.Confidence, r.ReviewStatus, r.Justification, r.Reviewer, r.Comment)
	m.Subject, m.Object = b.title(r.TitleID), b.profile(r.ProfileID)
	return m
}

func (b *builder) competencyMappings(id string) mappings {
	m := mappings{Unmatched: b.unmatched[recordKey{"competencies", id}]}
	for _, r := range b.competencySkills[id] {
		m.Rows = append(m.Rows, b.skillMapping(r))
	}
	closestFirst(m.Rows)
	m.Reviews = reviews(m.Rows)
	return m
}

func (b *builder) profileMappings(id string) mappings {
	m := mappings{}
	for _, r := range b.unmatched[recordKey{"profiles", id}] {
		if r.Target == "esco-occupation" {
			m.Unmatched = append(m.Unmatched, r)
		}
	}
	for _, r := range b.profileOccupations[id] {
		m.Rows = append(m.Rows, b.occupationMapping(r))
	}
	closestFirst(m.Rows)
	m.Reviews = reviews(m.Rows)
	return m
}
