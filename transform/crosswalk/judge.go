package crosswalk

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// Who judged a mapping, the values of review_status.
const (
	Person    = "person"    // a person judged it
	Model     = "model"     // an AI language model judged it, and no person
	Suggested = "suggested" // a program found it, and nobody judged it
)

// Lexical is the justification of mappings that a comparison of texts found.
const Lexical = "LexicalMatching"

// modelsKey is the key in the slot other of a mapping set under which it names its reviewers that are language
// models, separated by modelsSeparator: model_reviewers=Language model A|Language model B.
const (
	modelsKey       = "model_reviewers"
	modelsSeparator = "|"
)

// Status says who judged a mapping of a set. A reviewer is a person, as SSSOM defines the slot, unless the set
// names the label among its model reviewers or the label itself says “language model”, as the labels of release
// 1.0.0 do. One person among the reviewers is enough. A pair that a comparison of texts found is judged where somebody
// reviewed it.
func Status(set *sssom.Set, m sssom.Mapping) string {
	if len(m.Reviewers) == 0 || !slices.Contains([]string{"MappingReview", "ManualMappingCuration", Lexical}, m.Justification) {
		return Suggested
	}
	models := ModelReviewers(set)
	for _, reviewer := range m.Reviewers {
		if !slices.Contains(models, strings.TrimSpace(reviewer)) && !strings.Contains(strings.ToLower(reviewer), "language model") {
			return Person
		}
	}
	return Model
}

// ModelReviewers returns the reviewers that a set declares to be language models.
func ModelReviewers(set *sssom.Set) []string {
	var models []string
	for _, label := range strings.Split(fact(set.Other, modelsKey), modelsSeparator) {
		if label = strings.TrimSpace(label); label != "" {
			models = append(models, label)
		}
	}
	return models
}

// DeclareModels adds reviewers to those that a set declares to be language models. It fails on a label that the
// slot cannot hold.
func DeclareModels(set *sssom.Set, labels ...string) error {
	models := ModelReviewers(set)
	for _, label := range labels {
		if strings.ContainsAny(label, modelsSeparator+";") {
			return fmt.Errorf("the reviewer %q; expected a label without %s and ;", label, modelsSeparator)
		}
		if !slices.Contains(models, label) {
			models = append(models, label)
		}
	}
	if len(models) == 0 {
		return nil
	}
	slices.Sort(models)
	pairs := slices.DeleteFunc(strings.Split(set.Other, ";"), func(pair string) bool {
		key, _, _ := strings.Cut(pair, "=")
		return strings.TrimSpace(pair) == "" || strings.TrimSpace(key) == modelsKey
	})
	for i, pair := range pairs {
		pairs[i] = strings.TrimSpace(pair)
	}
	set.Other = strings.Join(append(pairs, modelsKey+"="+strings.Join(models, modelsSeparator)), "; ")
	return nil
}

// A Difference is a pair that a person and a model judged with different results.
type Difference struct{ Person, Model sssom.Mapping }

// pairs is where the judgments of each pair of a set are: by subject and object, the index of each person's
// judgment and of each other's.
type pairs map[[2]string]struct{ person, other []int }

func pairsOf(set *sssom.Set) pairs {
	found := pairs{}
	for i, m := range set.Mappings {
		key := [2]string{m.Subject, m.Object}
		at := found[key]
		if Status(set, m) == Person {
			at.person = append(at.person, i)
		} else {
			at.other = append(at.other, i)
		}
		found[key] = at
	}
	return found
}

// Superseded returns the mappings of a set that do not count, by their index: those of pairs that a person judged,
// too. They stay in the set.
func Superseded(set *sssom.Set) map[int]bool {
	superseded := map[int]bool{}
	for _, at := range pairsOf(set) {
		for _, i := range at.other {
			superseded[i] = len(at.person) > 0
		}
	}
	return superseded
}

// Standing returns the mappings of a set that count, in its order: all but the superseded ones.
func Standing(set *sssom.Set) []sssom.Mapping {
	superseded := Superseded(set)
	var standing []sssom.Mapping
	for i, m := range set.Mappings {
		if !superseded[i] {
			standing = append(standing, m)
		}
	}
	return standing
}

// Differences lists where a person and a model judged a pair differently: another relation, or one rejected what
// the other mapped. The order is that of the persons' judgments in the set.
func Differences(set *sssom.Set) []Difference {
	found := pairsOf(set)
	var differences []Difference
	for i, m := range set.Mappings {
		at := found[[2]string{m.Subject, m.Object}]
		if !slices.Contains(at.person, i) {
			continue
		}
		for _, k := range at.other {
			if other := set.Mappings[k]; other.Predicate != m.Predicate || other.Not != m.Not {
				differences = append(differences, Difference{Person: m, Model: other})
			}
		}
	}
	return differences
}

// Verdict says in a word what was judged of a pair: a relation such as exactMatch, "rejected", or "nothing found".
func Verdict(m sssom.Mapping) string {
	switch {
	case m.Object == sssom.NoTermFound:
		return "nothing found"
	case m.Not:
		return "rejected"
	}
	return strings.TrimPrefix(m.Predicate, sssom.SKOS)
}

// ByModels says that nobody but AI language models judged mappings, ByModel that it was one.
const (
	ByModels = "AI language models judged the mappings; no person has checked them."
	ByModel  = "An AI language model judged the mappings; no person has checked them."
)

// WhoJudged says, for people, who judged mappings of one or several kinds; "" where there are none.
func WhoJudged(rows ...[]Row) string {
	count := map[string]int{}
	models := map[string]bool{} // by the labels of the reviewers
	for _, list := range rows {
		for i := range list {
			if count[list[i].Status]++; list[i].Status == Model {
				models[dataset.OrEmpty(list[i].Reviewer)] = true
			}
		}
	}
	var sentences []string
	switch person, model := count[Person], count[Model]; {
	case model > 0 && person == 0:
		by := ByModels
		for label := range models {
			if m := modelLetters.FindStringSubmatch(label); len(models) == 1 && m != nil && len(m[1]) == 1 {
				by = ByModel
			}
		}
		sentences = append(sentences, by)
	case model > 0:
		sentences = append(sentences, fmt.Sprintf("People judged %s; AI language models judged %d, and no person has checked those.", naming.Counted(person, "mapping"), model))
	case person > 0:
		sentences = append(sentences, "People judged the mappings.")
	}
	switch n := count[Suggested]; {
	case n == 1:
		sentences = append(sentences, "A program suggested 1 mapping; nobody has judged it.")
	case n > 1:
		sentences = append(sentences, fmt.Sprintf("A program suggested %d mappings; nobody has judged them.", n))
	}
	return strings.Join(sentences, " ")
}

// modelLetters is how a reviewer's label names language models by letters: Language models K, L and M.
var modelLetters = regexp.MustCompile(`^Language models? ([A-Z](?:(?:, | and )[A-Z])*)$`)

// referenceJudges is how a reviewer's label names the reference judges and the language model that went over their
// judgments.
var referenceJudges = regexp.MustCompile(`^Reference judges, language model ([A-Z])$`)

// countWords are the numbers of reviewers that are written as words.
var countWords = []string{"no", "one", "two", "three", "four", "five", "six"}

// ReviewerWords says, for people, who judged mappings with a review status and a label of the reviewers, to follow a
// number: "by two AI readers (called K and L)".
func ReviewerWords(status, reviewer string) string {
	named := func(who, name string) string {
		if name == "" {
			return "by " + who
		}
		return "by " + who + " (" + name + ")"
	}
	switch status {
	case Person:
		return named("a person", reviewer)
	case Model:
		if m := referenceJudges.FindStringSubmatch(reviewer); m != nil {
			return named("the reference judges", "AI readers that judged earlier; reader "+m[1]+" looked for what they had missed")
		}
		m := modelLetters.FindStringSubmatch(reviewer)
		if m == nil && reviewer != "" {
			reviewer = "called “" + reviewer + "”"
		}
		if m == nil {
			return named("AI readers", reviewer)
		}
		letters := strings.FieldsFunc(m[1], func(r rune) bool { return r < 'A' || r > 'Z' })
		who := fmt.Sprint(len(letters)) + " AI readers"
		if len(letters) < len(countWords) {
			who = countWords[len(letters)] + strings.TrimLeft(who, "0123456789")
		}
		if len(letters) == 1 {
			who = strings.TrimSuffix(who, "s")
		}
		return named(who, "called "+m[1])
	}
	return "suggested by a program"
}

// JudgedBy says in a word or two, for people, what a review status means.
func JudgedBy(status string) string {
	switch status {
	case Person:
		return "person"
	case Model:
		return "AI model"
	}
	return "nobody yet"
}

// AllJudged says, for people, who judged the mappings of a dataset.
func AllJudged(d *dataset.Dataset) string {
	var rows [][]Row
	for _, k := range Present(d) {
		rows = append(rows, k.Rows(d))
	}
	return WhoJudged(rows...)
}
