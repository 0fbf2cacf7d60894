package match

import (
	"runtime"
	"slices"
	"sync"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/nearword"
)

// A Target says which concepts an index ranks.
type Target string

// The targets.
const (
	Skills      Target = "skills"
	Occupations Target = "occupations"
	All         Target = "all" // skills and occupations together
)

// Types returns the types of the concepts of a target; an unknown target has none.
func (t Target) Types() []escodata.Type {
	switch t {
	case Skills:
		return []escodata.Type{escodata.Skill}
	case Occupations:
		return []escodata.Type{escodata.Occupation}
	case All:
		return []escodata.Type{escodata.Skill, escodata.Occupation}
	}
	return nil
}

// Sources returns the types of the concepts that an index of a target learns from: those that it ranks, and
// ISCO groups besides occupations.
func (t Target) Sources() []escodata.Type {
	types := t.Types()
	if slices.Contains(types, escodata.Occupation) {
		types = append(types, escodata.ISCOGroup)
	}
	return types
}

// An Index ranks the concepts of one target. It is not changed after it is built, except for what it keeps of
// words that were asked for: any number of searches may run at once.
type Index struct {
	c         *escodata.Classification
	source    string
	types     []escodata.Type // what it ranks, in this order
	groups    bool            // it ranks ISCO groups, too
	ranked    int             // how many of the first docs it ranks: it learns from all
	words     *analyzer
	docs      []document
	names     []name // of all concepts, in their order
	nameTerms []int32
	nameForms []int32
	equal     keyTable
	position  []int32 // by concept of the classification: its place in docs, or -1
	labels    field
	texts     field
	aliases   field
	gists     field
	needs     field     // of the skills that occupations need
	groupOf   []int32   // by concept: where its ISCO group is, or -1
	weights   []float32 // by term: how much it says
	vectors   space
	packed    []string     // by surface: its vector in general English, packed
	alike     [][]neighbor // by term: those that stand for it in labels
	near      adjacency    // the concepts next to each concept in the graph
	priors    []prior
	learned   *learned
	forms     formTable
	bare      bool       // without the thesaurus
	defined   expansions // the abbreviations that texts of concepts define and no label has
	sparing   bool       // drops texts that it has read
	cache     string     // the folder that keeps what is learned; none where it is empty
	model     *model     // for queries with a definition
	labelOnly *model     // for queries without
}

// An Option changes how an index is built.
type Option func(*Index)

// WithoutThesaurus builds an index that knows no American terms: what the thesaurus is worth is measured
// with it.
func WithoutThesaurus(x *Index) { x.bare = true }

// WithGroups ranks the ISCO groups, too, in an index that ranks occupations.
func WithGroups(x *Index) { x.groups = true }

// DroppingTexts takes descriptions, scope notes and definitions out of the classification once the index has read
// them: for callers that show only labels, and need the memory.
func DroppingTexts(x *Index) { x.sparing = true }

// NewIndex builds the index of the described concepts of a target, in the order of the classification.
// An index of a target without concepts, or of an unknown target, finds nothing.
func NewIndex(c *escodata.Classification, target Target, options ...Option) *Index {
	x := &Index{c: c, source: "ESCO", types: target.Types()}
	x.model, x.labelOnly = target.models()
	return x.build(options)
}

// build learns all that an index knows.
func (x *Index) build(options []Option) *Index {
	for _, option := range options {
		option(x)
	}
	x.words, x.position = newAnalyzer(), make([]int32, len(x.c.Concepts))
	for i := range x.position {
		x.position[i] = -1
	}
	for _, t := range x.types {
		x.addDocs(t)
	}
	x.ranked = len(x.docs)
	if slices.Contains(x.types, escodata.Occupation) {
		if x.addDocs(escodata.ISCOGroup); x.groups {
			x.ranked = len(x.docs)
		}
	}
	x.words.general = x.inLanguage(nearword.Language)
	x.readConcepts()
	x.weighTerms()
	x.linkConcepts()
	basis := sync.OnceValue(func() []float32 { return randomBasis(len(x.words.stems)) })
	var group sync.WaitGroup
	if x.cache == "" {
		group.Go(func() { basis() }) // it will be needed, and takes a while on one processor
	}
	group.Go(func() { x.labels, x.aliases = newField(x, labelCounts), newField(x, aliasCounts) })
	group.Go(func() { x.texts, x.gists = newField(x, textCounts), newField(x, gistCounts) })
	group.Go(func() { x.needs = newField(x, needCounts) })
	group.Go(func() { x.packed = x.findVectors() })
	x.setPriors()
	x.alike, x.groupOf = x.learnParaphrases(), x.findGroups()
	group.Wait()
	x.keepAbbreviations()
	x.weighNames()
	group.Go(func() { x.equal, x.forms = newKeyTable(x), newFormTable(x) })
	m := meanings(x)
	group.Wait()
	for i := range x.docs {
		x.docs[i].text, x.docs[i].needs, x.docs[i].gist = nil, nil, nil
	}
	runtime.GC() // the space takes the most memory: what is no longer used goes first
	x.vectors = cachedSpace(m, x.cache, basis)
	x.learned = newLearned(x)
	return x
}

// addDocs adds the described concepts of a type.
func (x *Index) addDocs(t escodata.Type) {
	x.docs = slices.Grow(x.docs, x.c.Count(t))
	for i := range x.c.Concepts {
		if concept := &x.c.Concepts[i]; concept.Type == t && concept.Described && concept.Label != "" {
			x.position[i] = int32(len(x.docs))
			x.docs = append(x.docs, document{id: escodata.ID(i)})
		}
	}
}

// weighTerms sets the weight of each term by how few concepts use it, log(1 + N/n), less for light words.
func (x *Index) weighTerms() {
	count := make([]int32, len(x.words.stems))
	last := make([]int32, len(x.words.stems))
	for i := range x.docs {
		d := &x.docs[i]
		labels := x.labelsOf(d)
		for _, text := range [][]int32{x.nameTerms[labels[0].start:labels[len(labels)-1].end], d.text} {
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
		x.weights[t] = float32(ln(1 + float64(len(x.docs))/(float64(n)+0.5)))
		if x.words.light[t] {
			x.weights[t] *= lightWeight
		}
	}
}

// weight returns the weight of a term of a query; an unknown one weighs as much as the rarest.
func (x *Index) weight(term int32) float32 {
	if term < 0 {
		return float32(ln(1 + float64(2*float64(len(x.docs)))))
	}
	return x.weights[term]
}

// An adjacency holds the neighbors of each concept of an index in one slice.
type adjacency struct{ start, list []int32 }

func (a *adjacency) of(at int) []int32 { return a.list[a.start[at]:a.start[at+1]] }

// linkConcepts finds the concepts next to each concept: broader, narrower and related ones of the target.
func (x *Index) linkConcepts() {
	x.near.start = make([]int32, 1, len(x.docs)+1)
	add := func(from int, to escodata.ID) {
		if at := x.position[to]; at >= 0 && int(at) != from {
			x.near.list = append(x.near.list, at)
		}
	}
	for i := range x.docs {
		id := x.docs[i].id
		for _, other := range x.c.Broader(id) {
			add(i, other)
		}
		for _, other := range x.c.Narrower(id) {
			add(i, other)
		}
		for _, r := range x.c.RelatedSkills(id) {
			add(i, r.To)
		}
		x.near.start = append(x.near.start, int32(len(x.near.list)))
	}
}

// nameKey returns what names that differ only in order, endings and light words have in common; it is 0
// where nothing else is left.
func (x *Index) nameKey(terms []int32) uint64 {
	key, heavy := uint64(0), false
	for i, t := range terms {
		if t < 0 {
			return 0
		}
		if !x.words.light[t] && !slices.Contains(terms[:i], t) {
			key += mixed(uint64(t))
			heavy = true
		}
	}
	if heavy && key == 0 {
		return 1
	}
	return key
}

// mixed spreads numbers over 64 bits (SplitMix64, Steele, Lea and Flood 2014), so that sums of a few of them
// are different.
func mixed(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// A keyTable finds the names that have a key.
type keyTable struct {
	first []int32 // by the last bits of the key: one more than the first name
	next  []int32 // by name: one more than the next name with these bits
	owner []int32 // by name: its concept
}

func newKeyTable(x *Index) keyTable {
	size := 1
	for size < len(x.names) {
		size *= 2
	}
	t := keyTable{make([]int32, size), make([]int32, len(x.names)), make([]int32, len(x.names))}
	for i := range x.docs {
		d := &x.docs[i]
		for n := d.firstName; n < d.firstName+d.labels+d.aliases; n++ {
			t.owner[n] = int32(i)
			if key := x.names[n].key; key != 0 {
				at := key & uint64(size-1)
				t.next[n], t.first[at] = t.first[at], n+1
			}
		}
	}
	return t
}

// equalTo adds the concepts that have a name with a key to a list, each once.
func (x *Index) equalTo(list []int32, key uint64) []int32 {
	from := len(list)
	if key == 0 || len(x.names) == 0 {
		return list
	}
	t := &x.equal
	for n := t.first[key&uint64(len(t.first)-1)]; n > 0; n = t.next[n-1] {
		if owner := t.owner[n-1]; x.names[n-1].key == key && !slices.Contains(list[from:], owner) {
			list = append(list, owner)
		}
	}
	return list
}
