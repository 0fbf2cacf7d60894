package match

import (
	"math"
	"sort"
)

// A synonym is a term that ESCO uses in place of another, with how much it is like it, from 0 to 1.
type synonym struct {
	term int32
	like float32
}

// Limits of what is learned as a synonym.
const (
	minSwaps    = 2    // concepts in whose labels two words must change places
	minLike     = 0.16 // the least likeness that is kept
	maxSynonyms = 8    // of one term
	familyLike  = 0.8  // likeness of words of one family, such as decide and decision
)

// A couple is two terms, the smaller first.
type couple struct{ a, b int32 }

func coupleOf(a, b int32) couple { return couple{min(a, b), max(a, b)} }

// learnSynonyms finds words that change places in the labels of a concept. ESCO gives most concepts
// several labels of which many differ in one word: "inspect compliance", "audit compliance". Words of one
// family that the stemmer leaves apart are found by their common beginning.
func (x *Index) learnSynonyms() {
	swaps, families := map[couple]int32{}, map[couple]bool{}
	total := make([]float64, len(x.words.stems))
	seen := map[couple]bool{}
	for i := range x.docs {
		clear(seen)
		x.compareLabels(x.docs[i].labels, seen, families)
		for pair := range seen {
			swaps[pair]++
			total[pair.a]++
			total[pair.b]++
		}
	}
	x.synonyms = make([][]synonym, len(x.words.stems))
	for pair := range families {
		x.addSynonyms(pair, familyLike)
	}
	for pair, n := range swaps {
		like := 2 * float64(n) / math.Sqrt((total[pair.a]+2)*(total[pair.b]+2))
		if !families[pair] && n >= minSwaps && like >= minLike {
			x.addSynonyms(pair, float32(math.Min(1, like)))
		}
	}
	x.sortSynonyms()
}

// compareLabels notes which words change places between two labels, and which are of one family.
func (x *Index) compareLabels(labels [][]int32, swapped, families map[couple]bool) {
	for i, first := range labels {
		for _, second := range labels[i+1:] {
			if a, b, ok := swap(first, second); ok {
				swapped[coupleOf(a, b)] = true
			}
			for _, a := range first {
				for _, b := range second {
					if a != b && sameFamily(x.words.stems[a], x.words.stems[b]) {
						families[coupleOf(a, b)] = true
					}
				}
			}
		}
	}
}

func (x *Index) addSynonyms(pair couple, like float32) {
	x.synonyms[pair.a] = append(x.synonyms[pair.a], synonym{pair.b, like})
	x.synonyms[pair.b] = append(x.synonyms[pair.b], synonym{pair.a, like})
}

// sortSynonyms gives each list an order that does not depend on that of a map, and cuts it.
func (x *Index) sortSynonyms() {
	for term, list := range x.synonyms {
		sort.Slice(list, func(i, j int) bool {
			if list[i].like != list[j].like {
				return list[i].like > list[j].like
			}
			return list[i].term < list[j].term
		})
		x.synonyms[term] = list[:min(maxSynonyms, len(list))]
	}
}

// swap returns the two words in which two labels of one length differ, if they differ in one.
func swap(x, y []int32) (a, b int32, ok bool) {
	if len(x) != len(y) {
		return 0, 0, false
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			if differ++; differ > 1 {
				return 0, 0, false
			}
			a, b = x[i], y[i]
		}
	}
	return a, b, differ == 1
}

// sameFamily reports whether two stems begin alike and differ only in a short end.
func sameFamily(x, y string) bool {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	end := max(len(x), len(y)) - n
	return n >= 5 && end <= 4 || n == 4 && end <= 2
}

// synonymLike returns how much one term is like another as ESCO swaps them; 0 for no synonym.
func (x *Index) synonymLike(a, b int32) float32 {
	for _, s := range x.synonyms[a] {
		if s.term == b {
			return s.like
		}
	}
	return 0
}
