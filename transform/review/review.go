// Package review keeps a set of reviewed mappings: which candidates of a subject nobody has judged yet,
// and what a judgment changes in the set.
//
// In go a mapping set, the dataset and an index of ESCO; out come candidates and the changed set. It
// judges nothing itself, reads no terminal and writes no file.
package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/match"
)

// A Subject is a thing of this dataset that is mapped to ESCO.
type Subject struct {
	IRI        string
	ID         string
	Name       string
	Definition string // what the reviewer reads; empty if the source gives none
	Text       string // what a mapping remembers by its digest
}

// A Candidate is an ESCO concept that nobody has judged for the subject.
type Candidate struct {
	match.Candidate
	Description string
	Category    string // knowledge or skill/competence; an occupation's code
}

// A Judgment is what a reviewer says of a subject and a candidate.
type Judgment struct {
	Predicate  string // of crosswalk.Predicates; empty to reject the pair
	Confidence float64
	Reviewer   string
	Comment    string
}

// Reviewable lists the kinds of mappings that can be reviewed: those to concepts of ESCO, which the matcher
// ranks.
func Reviewable() []crosswalk.Kind {
	return slices.DeleteFunc(crosswalk.Kinds(), func(k crosswalk.Kind) bool { return !NeedsESCO(k) })
}

// targets says in what the matcher looks for objects, by their table.
var targets = map[string]match.Target{"esco_skills": match.Skills, "esco_occupations": match.Occupations}

// Target says in what the matcher looks for the objects of a reviewable kind.
func Target(k crosswalk.Kind) match.Target { return targets[k.Objects[0].Table] }

// Subjects returns the subjects of a kind in the order of the dataset. It fails on a kind whose subjects have no
// label.
func Subjects(d *dataset.Dataset, k crosswalk.Kind) ([]Subject, error) {
	texts, labels := crosswalk.SubjectTexts(d), identity.Labels(d, k.Subjects)
	rows, ok := d.Table(k.Subjects)
	if !ok || labels == nil {
		return nil, fmt.Errorf("the records of %s have no labels to review", k.Subjects)
	}
	schema, _ := schemas.Lookup(k.Subjects)
	subjects := make([]Subject, rows.Len())
	for i := range subjects {
		id := rows.Key(i, schema.PrimaryKey)
		definition := rows.Row(i).Text("definition")
		if k.Subjects == "profiles" {
			definition = strings.Join(tasksOf(d, id), " ")
		}
		subjects[i] = Subject{IRI: identity.IRI(d.Info.Base, k.Subjects, id), ID: id, Name: labels[id], Definition: definition, Text: texts[identity.Record{Table: k.Subjects, Key: id}]}
	}
	return subjects, nil
}

// is reports whether a mapping is of this subject, whatever the base of its IRI.
func (s Subject) is(m sssom.Mapping) bool {
	of, _ := identity.Parse("", m.Subject)
	this, ok := identity.Parse("", s.IRI)
	return ok && of == this
}

func tasksOf(d *dataset.Dataset, profile string) []string {
	statements := map[string]string{}
	for _, t := range d.Tasks {
		statements[t.TaskID] = t.Statement
	}
	var tasks []string
	for _, pt := range d.ProfileTasks {
		if pt.ProfileID == profile {
			tasks = append(tasks, statements[pt.TaskID])
		}
	}
	return tasks
}

// Judged returns the number of judgments, rejections included, that a set holds of a subject.
func Judged(set *sssom.Set, s Subject) int {
	n := 0
	for _, m := range set.Mappings {
		if s.is(m) {
			n++
		}
	}
	return n
}

// Candidates ranks ESCO for a subject and leaves out the pairs that the set holds, rejected ones too.
func Candidates(set *sssom.Set, s Subject, c *escodata.Classification, index *match.Index, top int) []Candidate {
	known := map[string]bool{}
	for _, m := range set.Mappings {
		if s.is(m) {
			known[m.Object] = true
		}
	}
	for depth := top + len(known); ; depth *= 2 { // groups are among the occupations and are not candidates
		ranking := index.Search(match.Query{ID: s.ID, Label: s.Name, Definition: s.Definition}, depth)
		var candidates []Candidate
		for _, found := range ranking {
			id, ok := c.ByURI(found.URI)
			if known[found.URI] || !ok || len(candidates) == top || c.Concepts[id].Type == escodata.ISCOGroup {
				continue
			}
			candidates = append(candidates, candidate(found, c.Concepts[id]))
		}
		if len(candidates) == top || len(ranking) < depth {
			return candidates
		}
	}
}

func candidate(found match.Candidate, concept escodata.Concept) Candidate {
	category := concept.SkillType
	if concept.Type == escodata.Occupation {
		category = concept.Code
	}
	return Candidate{Candidate: found, Description: concept.Description, Category: category}
}

// Judge adds a judgment to a set, or replaces an earlier one of the pair, with the digests of the texts
// it was made on. A judgment of a person is kept next to one of a model. It fails on an unknown predicate, a confidence beyond 0 to 1 and a missing reviewer.
func Judge(set *sssom.Set, s Subject, c Candidate, version string, j Judgment) error {
	switch {
	case j.Predicate != "" && !slices.Contains(crosswalk.Predicates, j.Predicate):
		return fmt.Errorf("no predicate %q; expected one of %s", j.Predicate, strings.Join(crosswalk.Predicates, ", "))
	case j.Reviewer == "":
		return fmt.Errorf("a judgment of %s lacks its reviewer", s.ID)
	case !(j.Confidence >= 0 && j.Confidence <= 1):
		return fmt.Errorf("the confidence %g; expected 0 to 1", j.Confidence)
	}
	m := sssom.Mapping{
		Subject: s.IRI, SubjectLabel: s.Name, Predicate: sssom.SKOS + j.Predicate, Object: c.URI, ObjectLabel: c.Label,
		Justification: "MappingReview", Confidence: j.Confidence, Reviewers: []string{j.Reviewer}, ObjectVersion: version, Comment: j.Comment,
		Other: "subject_digest=" + crosswalk.Digest(s.Text) + "; object_digest=" + crosswalk.Digest(crosswalk.ObjectText(c.Label, c.Description)),
	}
	if c.Type == escodata.Occupation {
		m.Other = "object_code=" + c.Category + "; " + m.Other
	} else {
		m.ObjectCategory = c.Category
	}
	if j.Predicate == "" {
		m.Not, m.Predicate = true, sssom.SKOS+"mappingRelation"
	}
	status := crosswalk.Status(set, m)
	at := slices.IndexFunc(set.Mappings, func(o sssom.Mapping) bool {
		earlier := crosswalk.Status(set, o)
		return o.Object == c.URI && s.is(o) && (earlier == status || earlier == crosswalk.Suggested)
	})
	if at >= 0 {
		set.Mappings[at] = m
	} else {
		set.Mappings = append(set.Mappings, m)
	}
	set.Mappings = slices.DeleteFunc(set.Mappings, func(o sssom.Mapping) bool {
		return !m.Not && o.Object == sssom.NoTermFound && s.is(o)
	})
	return nil
}
