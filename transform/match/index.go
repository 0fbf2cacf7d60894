package match

import (
	"math"
	"slices"
	"sync"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/kindred"
)

// A Target says which concepts an index ranks.
type Target string

// The targets.
const (
	Skills      Target = "skills"
	Occupations Target = "occupations" // occupations and ISCO groups together
	All         Target = "all"         // skills, occupations and ISCO groups together
)

// Types returns the types of the concepts of a target; an unknown target has none.
func (t Target) Types() []escodata.Type {
	switch t {
	case Skills:
		return []escodata.Type{escodata.Skill}
	case Occupations:
		return []escodata.Type{escodata.Occupation, escodata.ISCOGroup}
	case All:
		return []escodata.Type{escodata.Skill, escodata.Occupation, escodata.ISCOGroup}
	}
	return nil
}

// An Index ranks the concepts of one target. It is not changed after it is built: any number of searches
// may run at once.
type Index struct {
	c           *escodata.Classification
	words       *analyzer
	docs        []document
	position    map[escodata.ID]int32
	labels      field
	texts       field
	aliases     field
	gists       field
	kindred     [][]kin   // by term
	weights     []float32 // by term: how much it says
	vectors     space
	equal       map[string][]int32 // concepts by the key of their labels and aliases
	near        [][]int32          // the concepts beside each concept in the graph
	priors      []prior
	termDigital []float32
	termDomain  []float32 // domains numbers for each term
	model       *model
}

// NewIndex builds the index of the described concepts of a target, in the order of the classification.
// An index of a target without concepts, or of an unknown target, finds nothing.
func NewIndex(c *escodata.Classification, target Target) *Index {
	x := &Index{c: c, words: newAnalyzer(), position: map[escodata.ID]int32{}, model: &skillModel}
	if target == Occupations {
		x.model = &occupationModel
	}
	for _, t := range target.Types() {
		for i := range c.Concepts {
			if concept := &c.Concepts[i]; concept.Type == t && concept.Described && concept.Label != "" {
				x.position[escodata.ID(i)] = int32(len(x.docs))
				x.docs = append(x.docs, document{id: escodata.ID(i)})
			}
		}
	}
	if x.inLanguage(kindred.Language) {
		x.words.kindred = kindred.Words()
	}
	x.readConcepts()
	x.weighTerms()
	terms := len(x.words.stems)
	x.labels, x.texts = newField(x.docs, terms, labelCounts), newField(x.docs, terms, textCounts)
	x.aliases, x.gists = newField(x.docs, terms, aliasCounts), newField(x.docs, terms, gistCounts)
	x.linkConcepts()
	var group sync.WaitGroup
	group.Go(func() { x.vectors = newSpace(x) })
	x.setPriors()
	x.learnDomains()
	x.learnKindred()
	x.keyLabels()
	group.Wait()
	return x
}

// weighTerms sets the weight of each term by how few concepts use it, log(1 + N/n), less for light words.
func (x *Index) weighTerms() {
	count := make([]int32, len(x.words.stems))
	last := make([]int32, len(x.words.stems))
	for i := range x.docs {
		for _, text := range append(slices.Clone(x.docs[i].labels), x.docs[i].text) {
			for _, t := range text {
				if last[t] != int32(i)+1 {
					last[t] = int32(i) + 1
					count[t]++
				}
			}
		}
	}
	x.weights = make([]float32, len(count))
	for t, n := range count {
		x.weights[t] = float32(math.Log(1 + float64(len(x.docs))/(float64(n)+0.5)))
		if x.words.light[t] {
			x.weights[t] *= lightWeight
		}
	}
}

// weight returns the weight of a term of a query; an unknown one weighs as much as the rarest.
func (x *Index) weight(term int32) float32 {
	if term < 0 {
		return float32(math.Log(1 + 2*float64(len(x.docs))))
	}
	return x.weights[term]
}

// linkConcepts finds the concepts beside each concept: broader, narrower and related ones of the target.
func (x *Index) linkConcepts() {
	x.near = make([][]int32, len(x.docs))
	for i := range x.docs {
		id := x.docs[i].id
		beside := slices.Concat(x.c.Broader(id), x.c.Narrower(id))
		for _, r := range x.c.RelatedSkills(id) {
			beside = append(beside, r.To)
		}
		for _, other := range beside {
			if at, ok := x.position[other]; ok && at != int32(i) {
				x.near[i] = append(x.near[i], at)
			}
		}
	}
}

// labelKey returns what labels that differ only in order, endings and light words have in common; it is
// empty where nothing else is left.
func (x *Index) labelKey(terms []int32) string {
	var heavy []int32
	for _, t := range terms {
		if t < 0 {
			return ""
		}
		if !x.words.light[t] {
			heavy = append(heavy, t)
		}
	}
	slices.Sort(heavy)
	var key []byte
	for _, t := range slices.Compact(heavy) {
		key = append(key, byte(t), byte(t>>8), byte(t>>16), byte(t>>24))
	}
	return string(key)
}

// keyLabels files every concept under the keys of its labels and of its terms in the thesaurus.
func (x *Index) keyLabels() {
	x.equal = map[string][]int32{}
	for i := range x.docs {
		for _, label := range slices.Concat(x.docs[i].labels, x.docs[i].aliases) {
			if key := x.labelKey(label); key != "" && !slices.Contains(x.equal[key], int32(i)) {
				x.equal[key] = append(x.equal[key], int32(i))
			}
		}
	}
}
