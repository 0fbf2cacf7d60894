package match

import (
	"math/bits"
	"slices"
)

// extraScale brings the weight of unmentioned words to about 0 to 1; a rare word weighs nearly 10.
const extraScale = 10

// insideScale does so for the weight of a label that is whole in the query: two words or so. A label
// that begins after insideFall words counts half.
const (
	insideScale = 15
	insideFall  = 10
)

// maskBits is how many words of a reading a mask has room for.
const maskBits = 64

// A queryWord says where a term is in the texts of a query.
type queryWord struct {
	mentioned int32 // one more than its first place in label and definition, 0 where it has none
	masks     int32 // of the ranker's masks: the first of the term, one for each reading
}

// setWords notes where each term is in the texts of a query.
func (r *ranker) setWords(q *question) {
	for _, term := range r.wordTerms {
		r.words[term] = queryWord{}
	}
	for _, form := range r.formTerms {
		r.forms[form] = 0
	}
	clear(r.present)
	clear(r.written)
	r.wordTerms, r.formTerms, r.masks = r.wordTerms[:0], r.formTerms[:0], r.masks[:0]
	for i, t := range q.all {
		if t >= 0 && r.words[t].mentioned == 0 {
			r.wordTerms = append(r.wordTerms, t)
			r.words[t].mentioned = int32(i) + 1
			r.present.add(t)
		}
	}
	r.masks = append(r.masks, make([]uint64, len(q.readings))...) // for the terms that no reading has
	r.ours = r.ours[:0]
	for n, reading := range q.readings {
		var ours float32
		for i, t := range reading {
			ours += float32(t.weight * t.weight)
			if t.term < 0 || i >= maskBits {
				continue
			}
			w := &r.words[t.term]
			if w.masks == 0 {
				r.wordTerms = append(r.wordTerms, t.term)
				w.masks = int32(len(r.masks))
				r.present.add(t.term)
				r.masks = append(r.masks, r.masks[:len(q.readings)]...)
			}
			r.masks[int(w.masks)+n] |= 1 << i
		}
		r.ours = append(r.ours, ours)
	}
	for i, form := range q.forms {
		if int(form) < len(r.forms) && i < maskBits {
			r.formTerms = append(r.formTerms, form)
			r.forms[form] |= 1 << i
			r.written.add(form)
		}
	}
}

// A bitset holds small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) add(n int32)      { b[n>>6] |= 1 << (n & 63) }
func (b bitset) remove(n int32)   { b[n>>6] &^= 1 << (n & 63) }
func (b bitset) has(n int32) bool { return b[n>>6]&(1<<(n&63)) != 0 }

func (b bitset) hasAny(list []int32) bool {
	var any uint64
	for _, n := range list {
		any |= b[n>>6] >> (n & 63)
	}
	return any&1 != 0
}

// A comparison is how alike a name and a query are.
type comparison struct {
	likeness float32 // of the reading that is most alike, by the weights of the words they share
	form     float32 // of the first reading, for words as they are written, except for their number
	inside   float32 // of a name all of whose words the query mentions
}

// compare compares a name with the query, word by word.
func (r *ranker) compare(n *name, withForms bool) (c comparison) {
	var mask uint64
	hit, whole := false, true
	var weight float32
	last := int32(0)
	terms := r.x.termsOf(n)
	for _, t := range terms {
		if !r.present.has(t) {
			whole = false
			continue
		}
		w := r.words[t]
		if w.masks != 0 {
			hit = true
			mask |= r.masks[w.masks]
		}
		if w.mentioned == 0 {
			whole = false
		} else if whole {
			weight += r.x.weights[t]
			last = max(last, w.mentioned-1)
		}
	}
	if whole {
		c.inside = min(weight/insideScale, 1) * insideFall / float32(insideFall+last)
	}
	if hit || r.long {
		c.likeness = r.likeness(0, n, mask)
		for k := 1; k < len(r.question.readings); k++ {
			mask = 0
			for _, t := range terms {
				mask |= r.masks[int(r.words[t].masks)+k]
			}
			c.likeness = max(c.likeness, r.likeness(k, n, mask))
		}
	}
	if withForms {
		c.form = r.formLikeness(n)
	}
	return c
}

// formLikeness compares the first reading of the query with a name by the words as they are written, but
// for their number.
func (r *ranker) formLikeness(n *name) float32 {
	var mask uint64
	forms := r.x.formsOf(n)
	for _, form := range forms {
		if r.written.has(form) {
			mask |= r.forms[form]
		}
	}
	if mask == 0 && !r.long {
		return 0
	}
	q := r.question
	shared := r.shared(q.label, mask, func(i int) bool { return slices.Contains(forms, q.forms[i]) })
	if shared == 0 {
		return 0
	}
	return min(1, shared/sqrt32(float32(r.ours[0]*n.formNorm)))
}

// likeness compares a reading of the query with a name by the weights of the words they share.
func (r *ranker) likeness(reading int, n *name, mask uint64) float32 {
	list := r.question.readings[reading]
	shared := r.shared(list, mask, func(i int) bool { return slices.Contains(r.x.termsOf(n), list[i].term) })
	if shared == 0 {
		return 0
	}
	return shared / sqrt32(float32(r.ours[reading]*n.norm))
}

// shared sums the squares of the weights of words of a reading: of those in the mask, and of those beyond
// it that a name has.
func (r *ranker) shared(reading []weighted, mask uint64, has func(i int) bool) (sum float32) {
	for ; mask != 0; mask &= mask - 1 {
		w := reading[bits.TrailingZeros64(mask)].weight
		sum += float32(w * w)
	}
	for i := maskBits; i < len(reading); i++ {
		if has(i) {
			sum += float32(reading[i].weight * reading[i].weight)
		}
	}
	return sum
}

// measureLabels compares the labels of a concept with the query.
func (r *ranker) measureLabels(q *question, at int32, f *features) {
	d := &r.x.docs[at]
	labels := r.x.labelsOf(d)
	compared := labels
	if !r.touches(labels) {
		compared = nil
	}
	for i := range compared {
		c := r.compare(&labels[i], true)
		f[fPart] = max(f[fPart], c.likeness)
		if i == 0 {
			f[fForm] = c.form
		} else {
			f[fFormAlt] = max(f[fFormAlt], c.form)
		}
		f[fInside] = max(f[fInside], c.inside)
	}
	key := labels[0].key
	f[fEqual] = share(key != 0 && len(q.keys) > 0 && key == q.keys[0])
	r.measureCoverage(&labels[0], at, f)
}

// touches reports whether any name of several of one concept can be like the query.
func (r *ranker) touches(names []name) bool {
	if len(names) == 0 {
		return false
	}
	from, to := names[0].start, names[len(names)-1].end
	return r.long || r.present.hasAny(r.x.nameTerms[from:to]) || r.written.hasAny(r.x.nameForms[from:to])
}

// measureCoverage measures how much of the query a concept mentions, and how much of its preferred label
// the query does.
func (r *ranker) measureCoverage(preferred *name, at int32, f *features) {
	if r.asked > 0 {
		f[fAsked] = r.mentioned[at] / r.asked
	}
	var all, covered float32
	for _, t := range r.x.termsOf(preferred) {
		all += r.x.weights[t]
		if r.words[t].mentioned != 0 {
			covered += r.x.weights[t]
		}
	}
	if all > 0 {
		f[fCovered], f[fExtra] = covered/all, min((all-covered)/extraScale, 2)
	}
}
