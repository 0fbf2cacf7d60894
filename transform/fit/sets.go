package fit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
	"github.com/fwci-open-data/fwci/transform/match"
)

// A Set is a list of queries with what was judged of them.
type Set struct {
	Queries []match.Query
	Judged  evaluate.Judgments
}

// A Source says where the judged sets are.
type Source struct {
	Root string                   // the folder of the repository
	Gold string                   // the folder that holds dev.tsv
	ESCO *escodata.Classification // v1.1.1 in English
}

// rows reads a file of the matcher's testdata: tab-separated, with comments and a header.
func (s Source) rows(name string) ([][]string, error) {
	data, err := os.ReadFile(filepath.Join(s.Root, "transform", "match", "testdata", name))
	if err != nil {
		return nil, err
	}
	var list [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			list = append(list, strings.Split(line, "\t"))
		}
	}
	return list[1:], nil
}

// Development returns the judged competencies of the handbook, with their definitions: the 42 that weights
// are fitted on.
func (s Source) Development() (*Set, error) {
	path := filepath.Join(s.Gold, "dev.tsv")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	list, err := goldset.ParseJudgments(path, data)
	if err != nil {
		return nil, err
	}
	definitions, err := s.definitions()
	if err != nil {
		return nil, err
	}
	set := &Set{Judged: evaluate.NewJudgments(list)}
	for _, j := range list {
		if n := len(set.Queries); n > 0 && set.Queries[n-1].ID == j.QueryID {
			continue
		}
		if definitions[j.QueryID] == "" {
			return nil, fmt.Errorf("the handbook defines no %s, which %s judges", j.QueryID, path)
		}
		set.Queries = append(set.Queries, match.Query{ID: j.QueryID, Label: j.QueryName, Definition: definitions[j.QueryID]})
	}
	return set, nil
}

// The beginnings of the identifiers of sets from outside the handbook.
const (
	generalPrefix = "general: "
	judgedPrefix  = "judged: "
	titlePrefix   = "title "
)

// General returns competencies from outside the handbook with the skills that fit, the best as exact.
func (s Source) General() (*Set, error) {
	rows, err := s.rows("competencies.tsv")
	set := &Set{Judged: evaluate.Judgments{}}
	for _, row := range rows {
		q := match.Query{ID: generalPrefix + row[0], Label: row[0], Definition: row[1]}
		for i, label := range strings.Split(row[2], "|") {
			p := goldset.Close
			if i == 0 {
				p = goldset.Exact
			}
			err = errors.Join(err, s.judge(set, q, label, p, escodata.Skill))
		}
	}
	return set, err
}

// Others returns competencies from outside the handbook with all skills that were judged to fit.
func (s Source) Others() (*Set, error) {
	rows, err := s.rows("judged.tsv")
	set := &Set{Judged: evaluate.Judgments{}}
	for _, row := range rows {
		q := match.Query{ID: judgedPrefix + row[0], Label: row[0], Definition: row[1]}
		for _, label := range strings.Split(row[3], "|") {
			err = errors.Join(err, s.judge(set, q, label, goldset.Predicate(row[2]), escodata.Skill))
		}
	}
	return set, err
}

// Titles returns titles of jobs with the occupations and ISCO groups that fit: those of the even or of the
// odd rows.
func (s Source) Titles(even bool) (*Set, error) {
	rows, err := s.rows("occupation-titles.tsv")
	set := &Set{Judged: evaluate.Judgments{}}
	for i, row := range rows {
		if even == (i%2 == 0) { // rows are counted from 1
			continue
		}
		q := match.Query{ID: fmt.Sprintf("%s%03d", titlePrefix, i+1), Label: row[0]}
		for _, label := range strings.Split(row[1], "|") {
			err = errors.Join(err, s.judge(set, q, label, goldset.Exact, escodata.Occupation, escodata.ISCOGroup))
		}
	}
	return set, err
}

// judge adds a judgment of the concept that has exactly a label and one of some types.
func (s Source) judge(set *Set, q match.Query, label string, p goldset.Predicate, types ...escodata.Type) error {
	if set.Judged[q.ID] == nil {
		set.Judged[q.ID] = map[string]goldset.Predicate{}
		set.Queries = append(set.Queries, q)
	}
	for _, id := range s.ESCO.ByLabel(label) {
		if concept := &s.ESCO.Concepts[id]; concept.Label == label && slices.Contains(types, concept.Type) {
			set.Judged[q.ID][concept.URI] = p
			return nil
		}
	}
	return fmt.Errorf("ESCO has no concept %q of %v, which is judged for %s", label, types, q.ID)
}

// Reviewed returns the competencies of the handbook that are not in another set, with the published reviewed
// mappings to ESCO: no weight is fitted on them.
func (s Source) Reviewed(other *Set) (*Set, error) {
	return s.mappings("competency-skill.sssom.tsv", func(id string) bool { return other.Judged[id] == nil })
}

// mappings returns competencies of the handbook, those that are wanted, with the mappings of a set of raw/crosswalk.
func (s Source) mappings(name string, wanted func(id string) bool) (*Set, error) {
	path := filepath.Join(s.Root, "raw", "crosswalk", name)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	mappings, err := sssom.Parse(path, data)
	if err != nil {
		return nil, err
	}
	definitions, err := s.definitions()
	if err != nil {
		return nil, err
	}
	set := &Set{Judged: evaluate.Judgments{}}
	for i := range mappings.Mappings {
		m := &mappings.Mappings[i]
		id := m.Subject[strings.LastIndexByte(m.Subject, '/')+1:]
		if !wanted(id) {
			continue
		}
		if set.Judged[id] == nil {
			set.Judged[id] = map[string]goldset.Predicate{}
			set.Queries = append(set.Queries, match.Query{ID: id, Label: m.SubjectLabel, Definition: definitions[id]})
		}
		if p := matchOf[strings.TrimPrefix(m.Predicate, sssom.SKOS)]; p != "" && !m.Not && m.Object != sssom.NoTermFound {
			set.Judged[id][m.Object] = p
		}
	}
	return set, nil
}

// matchOf names the predicates of SKOS as judgments do.
var matchOf = map[string]goldset.Predicate{
	"exactMatch": goldset.Exact, "closeMatch": goldset.Close, "broadMatch": goldset.Broad, "narrowMatch": goldset.Narrow,
	"relatedMatch": goldset.Related,
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// definitions reads the definitions of the competencies from the handbook, by identifier.
func (s Source) definitions() (map[string]string, error) {
	path := filepath.Join(s.Root, "raw", "fwci", "handbook-2210.txt")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	doc, err := handbook.Parse(path, data)
	if err != nil {
		return nil, err
	}
	definitions := map[string]string{}
	for _, d := range doc.Definitions {
		definitions[strings.Trim(notSlug.ReplaceAllString(strings.ToLower(d.Name.Value), "-"), "-")] = d.Text.Value
	}
	return definitions, nil
}

// Gain returns what a judged concept is worth for a query of the sets.
func Gain(sets ...*Set) func(id, uri string) float64 {
	return func(id, uri string) float64 {
		for _, set := range sets {
			if judged := set.Judged[id]; judged != nil {
				return evaluate.Gain(judged[uri])
			}
		}
		return 0
	}
}

// WeightOf says how much a query counts: the judged sets have all that fits, the general set only the best,
// and the development set is that of the list which the matcher first serves.
func WeightOf(id string) float64 {
	switch {
	case strings.HasPrefix(id, generalPrefix):
		return 0.5
	case strings.HasPrefix(id, judgedPrefix), strings.HasPrefix(id, titlePrefix), strings.HasPrefix(id, "http"):
		return 1
	}
	return 2
}
