package match

import (
	"slices"
	"sort"
	"strings"

	"github.com/fwci-open-data/fwci/transform/match/nearword"
)

// A neighbor is a term near a word in meaning, from 0 to 1; the word's own term is 1.
type neighbor struct {
	term int32
	like float32
}

// A nearText is a text of a query, ready to be compared with texts of concepts by words near in meaning. A
// nil one has no words. Its memory serves one query after another.
type nearText struct {
	words    []float32  // their weights
	all      float32    // of all words
	byTerm   []nearTerm // which words each term is near to
	terms    []int32    // the terms that are near to a word
	near     bitset     // the same
	mentions []mention
	best     []float32 // for each word how near the nearest term is
}

func newNearText(x *Index) *nearText {
	return &nearText{byTerm: make([]nearTerm, len(x.words.stems)), near: newBitset(len(x.words.stems))}
}

// A nearTerm tells how near a term is to the nearest word, and where the words are listed that it is near to.
type nearTerm struct {
	like float32
	last int32 // one more than the place of its last mention, 0 for none
}

// A mention says which word of a query a term is near to, and how near.
type mention struct {
	at   int32
	like float32
	next int32 // one more than the place of another mention of the term, 0 for none
}

// neighborsOf returns the terms that general English holds near a term, and those that stand for it in labels.
func (x *Index) neighborsOf(term int32) []neighbor {
	if list := x.learned.neighbors[term].Load(); list != nil {
		return *list
	}
	var list []neighbor
	for _, surface := range x.learned.written[x.learned.writtenAt[term]:x.learned.writtenAt[term+1]] {
		list = x.addNeighbors(list, x.words.spelled[surface])
	}
	for _, n := range x.alike[term] {
		list = addNeighbor(list, n)
	}
	x.learned.neighbors[term].Store(&list)
	return list
}

// addNeighbors adds the terms near a word to a list.
func (x *Index) addNeighbors(list []neighbor, word string) []neighbor {
	if !x.words.general {
		return list
	}
	for _, near := range nearword.Of(word) {
		for _, surface := range x.words.known(near.Text) {
			term := x.words.term[surface]
			if term < 0 {
				continue
			}
			list = addNeighbor(list, neighbor{term, near.Like})
		}
	}
	return list
}

// addNeighbor adds a term to a list, or brings it nearer.
func addNeighbor(list []neighbor, n neighbor) []neighbor {
	at := slices.IndexFunc(list, func(have neighbor) bool { return have.term == n.term })
	if at < 0 {
		return append(list, n)
	}
	list[at].like = max(list[at].like, n.like)
	return list
}

// neighborsOfStranger returns the terms near a word that no concept uses: those of the word, else of the one
// that it is derived from.
func (x *Index) neighborsOfStranger(word string, derived bool) []neighbor {
	list := x.addNeighbors(nil, word)
	if root := base(word); len(list) == 0 && root != "" {
		list = x.addNeighbors(list, root)
		for _, surface := range x.words.known(root) {
			if term := x.words.term[surface]; term >= 0 {
				list = append(list, neighbor{term, rootLike})
			}
		}
	}
	if derived {
		list = append(list, x.relatives(word)...)
	}
	return list
}

// How near words of one root are: they begin alike for leastRoot letters and for leastShare of the longer
// one, and are as near as that share says, times rootLike.
const (
	leastRoot  = 5
	leastShare = 0.6
	rootLike   = 0.8
)

// relativesOf returns the terms of words that begin as a word of a term does.
func (x *Index) relativesOf(term int32) []neighbor {
	if list := x.learned.relatives[term].Load(); list != nil {
		return *list
	}
	list := x.relatives(x.words.names[term])
	x.learned.relatives[term].Store(&list)
	return list
}

// relatives returns the terms of words that begin as a word does.
func (x *Index) relatives(word string) []neighbor {
	word = spell(word)
	if len(word) < leastRoot {
		return nil
	}
	own, known := x.words.terms[stem(word)]
	sorted := x.learned.sorted()
	var list []neighbor
	from := sort.Search(len(sorted), func(i int) bool { return x.words.spelled[sorted[i]] >= word[:leastRoot] })
	for _, surface := range sorted[from:] {
		other := x.words.spelled[surface]
		if !strings.HasPrefix(other, word[:leastRoot]) {
			break
		}
		shared := leastRoot
		for shared < min(len(word), len(other)) && word[shared] == other[shared] {
			shared++
		}
		like := float32(shared) / float32(max(len(word), len(other)))
		term := x.words.term[surface]
		if like < leastShare || term < 0 || known && term == own {
			continue
		}
		list = append(list, neighbor{term, float32(rootLike * like)})
	}
	return list
}

// set makes a text of a query ready. Strangers are the words that the terms below unknownTerm mean, in the
// order of these terms. Derived says whether words of one root count as near, too.
func (k *nearText) set(x *Index, terms []weighted, strangers []string, derived bool) {
	for _, term := range k.terms {
		k.byTerm[term] = nearTerm{}
		k.near.remove(term)
	}
	k.words, k.terms, k.mentions, k.all = k.words[:0], k.terms[:0], k.mentions[:0], 0
	for _, t := range terms {
		at := int32(len(k.words))
		k.words = append(k.words, t.weight)
		k.all += t.weight
		switch {
		case t.term >= 0:
			k.add(at, neighbor{t.term, 1})
			for _, n := range x.neighborsOf(t.term) {
				k.add(at, n)
			}
			if derived {
				for _, n := range x.relativesOf(t.term) {
					k.add(at, n)
				}
			}
		case t.term < unknownTerm:
			for _, n := range x.neighborsOfStranger(strangers[firstStranger-t.term], derived) {
				k.add(at, n)
			}
		}
	}
	k.best = append(k.best[:0], k.words...)
}

func (k *nearText) add(at int32, n neighbor) {
	near := &k.byTerm[n.term]
	if near.last == 0 {
		k.terms = append(k.terms, n.term)
		k.near.add(n.term)
	}
	near.like = max(near.like, n.like)
	k.mentions = append(k.mentions, mention{at, n.like, near.last})
	near.last = int32(len(k.mentions))
}

// queryCoverage returns how far the words of a query are near words of a text, by weight.
func (k *nearText) queryCoverage(text []int32) float32 {
	if k == nil || k.all == 0 {
		return 0
	}
	if !k.near.hasAny(text) {
		return 0
	}
	clear(k.best)
	for _, term := range text {
		if !k.near.has(term) {
			continue
		}
		for at := k.byTerm[term].last; at > 0; {
			m := &k.mentions[at-1]
			if m.like > k.best[m.at] {
				k.best[m.at] = m.like
			}
			at = m.next
		}
	}
	var sum float32
	for i, like := range k.best {
		sum += float32(k.words[i] * like)
	}
	return sum / k.all
}

// textCoverage returns how far the words of a name are near words of a query, by weight.
func (k *nearText) textCoverage(x *Index, n *name) float32 {
	if k == nil || n.weight == 0 {
		return 0
	}
	var sum float32
	text := x.termsOf(n)
	for i, term := range text {
		if k.near.has(term) && !slices.Contains(text[:i], term) {
			sum += float32(x.weights[term] * k.byTerm[term].like)
		}
	}
	return sum / n.weight
}

// nearLabels is how many labels of a concept count as its text.
const nearLabels = 6

// measureNearness compares a query and a concept by words near in meaning.
func (r *ranker) measureNearness(d *document, f *features) {
	x := r.x
	preferred := &x.names[d.firstName]
	f[fNearLabel] = r.nearLabel.textCoverage(x, preferred)
	f[fNearWhole] = r.nearWhole.textCoverage(x, preferred)
	r.compareTitle(preferred, f)
	aliases := x.aliasesOf(d)
	for i := range aliases {
		r.compareTitle(&aliases[i], f)
	}
	f[fNearText] = r.nearLabel.queryCoverage(d.words)
	f[fNearDefinition] = r.nearDefinition.queryCoverage(d.words)
}

// compareTitle compares the readings of a query with one name of a concept.
func (r *ranker) compareTitle(title *name, f *features) {
	terms := r.x.termsOf(title)
	for i, k := range r.nearReadings {
		covered := k.queryCoverage(terms)
		if i == 0 {
			f[fNearTitle] = max(f[fNearTitle], covered)
		}
		if covered > f[fNearBoth] {
			f[fNearBoth] = max(f[fNearBoth], min(covered, k.textCoverage(r.x, title)))
		}
	}
}
