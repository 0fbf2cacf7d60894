package match

import (
	"cmp"
	"math"
	"slices"
)

// The weights of the first look, which only decides what is looked at closely.
const (
	lookTexts       = 0.3
	lookDefinition  = 0.5
	lookPlace       = 0.7
	lookEqual       = 1
	lookSame        = 100 // more than all else together
	lookTextOfWhole = 0.5
	lookAliases     = 0.8
	lookGists       = 0.5
	lookGistLabels  = 0.3
	lookNeeds       = 0.2
	lookNear        = 0.7
)

// survey measures every concept by words and by its place in the space.
func (r *ranker) survey(q *question, place []float32) {
	x := r.x
	scan(r.sum, &x.labels, q.label)
	r.addLook(r.labelTexts, &x.texts, q.label, lookTexts)
	r.addLook(r.part, &x.labels, q.definition, lookDefinition)
	r.addLook(r.definitionTexts, &x.texts, q.definition, lookTextOfWhole)
	addScaled(r.sum, place, lookPlace)
	r.addLook(r.part, &x.aliases, q.label, lookAliases)
	r.addLook(r.gists, &x.gists, q.definition, lookGists)
	r.addLook(r.gistLabels, &x.gists, q.label, lookGistLabels)
	if x.readsNeeds() {
		r.addLook(r.needed, &x.needs, q.label, lookNeeds)
	}
	if near := x.stoodFor(q); len(near) > 0 {
		r.addLook(r.part, &x.labels, near, lookNear)
	}
	for _, at := range q.equal {
		r.sum[at] += lookEqual
	}
	for _, s := range q.same {
		r.sum[s.at] += lookSame
	}
	r.findMentions(q)
}

// stoodForBy is how many terms stand for a word that no label uses.
const stoodForBy = 5

// stoodFor returns the label of a query with the nearest terms in place of each word that no concept uses, without
// those that some do; nothing where all are used.
func (x *Index) stoodFor(q *question) []weighted {
	var list []weighted
	for _, t := range q.label {
		if t.term >= unknownTerm {
			continue
		}
		near := x.neighborsOfStranger(q.strangers[firstStranger-t.term], true)
		slices.SortStableFunc(near, func(a, b neighbor) int { return cmp.Compare(b.like, a.like) })
		for _, n := range near[:min(stoodForBy, len(near))] {
			list = append(list, weighted{n.term, float32(t.weight * n.like)})
		}
	}
	return list
}

// addLook scores every concept in one field and adds the scores to the sum.
func (r *ranker) addLook(scores []float32, f *field, terms []weighted, by float32) {
	scan(scores, f, terms)
	if len(terms) > 0 {
		addScaled(r.sum, scores, by)
	}
}

// scan scores every concept by BM25 in one field, as a share of the most that the terms could give.
func scan(scores []float32, f *field, terms []weighted) {
	clear(scores)
	all := float32(0)
	for _, t := range terms {
		all += t.weight
	}
	for _, t := range terms {
		if t.term < 0 {
			continue
		}
		by := t.weight / (all * (bm25K1 + 1))
		for _, p := range f.of(t.term) {
			scores[p.doc] += float32(by * p.weight)
		}
	}
}

// findMentions sums the weights of the words of a label that each concept mentions in a label or its text.
func (r *ranker) findMentions(q *question) {
	clear(r.mentioned)
	r.asked = 0
	for _, t := range q.label {
		r.asked += t.weight
		if t.term < 0 {
			continue
		}
		labels, texts := r.x.labels.of(t.term), r.x.texts.of(t.term)
		for len(labels) > 0 || len(texts) > 0 {
			switch {
			case len(texts) == 0 || len(labels) > 0 && labels[0].doc < texts[0].doc:
				r.mentioned[labels[0].doc] += t.weight
				labels = labels[1:]
			case len(labels) > 0 && labels[0].doc == texts[0].doc:
				labels = labels[1:]
			default:
				r.mentioned[texts[0].doc] += t.weight
				texts = texts[1:]
			}
		}
	}
}

// sampleStep is how far apart the concepts are whose sums tell how high the best ones are.
const sampleStep = 8

// choose returns the concepts with the best sums, best first; equal ones in their order in the index.
func (r *ranker) choose(size int) []int32 {
	sums := r.sum[:r.x.ranked]
	r.keys = r.keys[:0]
	for at := 0; at < len(sums); at += sampleStep {
		r.keys = append(r.keys, keyOf(sums[at], at))
	}
	least := r.bestFrom(size) // as many of all concepts as of the sample are as good, and more
	r.keys = r.keys[:0]
	for at, sum := range sums {
		if key := keyOf(sum, at); key >= least {
			r.keys = append(r.keys, key)
		}
	}
	least = r.bestFrom(size)
	r.keys = slices.DeleteFunc(r.keys, func(key uint64) bool { return key < least })
	slices.Sort(r.keys)
	r.pool = r.pool[:0]
	for i := len(r.keys) - 1; i >= 0 && len(r.pool) < size; i-- {
		r.pool = append(r.pool, int32(^uint32(r.keys[i])))
	}
	return r.pool
}

// bestFrom returns a number from which so many of the keys are, and few more: 0 where there are not so many.
func (r *ranker) bestFrom(size int) uint64 {
	lowest, n := 0, 0
	for _, key := range r.keys {
		at := int(key >> countShift)
		r.counts[at]++
		lowest = max(lowest, at+1)
	}
	for lowest > 0 && n < size {
		lowest--
		n += int(r.counts[lowest])
	}
	for _, key := range r.keys {
		r.counts[key>>countShift] = 0
	}
	return uint64(lowest) << countShift
}

// poolSize returns how many concepts are looked at closely.
func (a *question) poolSize() int {
	if a.defined {
		return poolSize
	}
	return labelPoolSize
}

// countShift is how many of the bits of a key do not tell which of the ranker's counts it belongs to.
const countShift = 50

// keyOf returns a number that is higher for a higher sum, and for equal sums higher for the first concept: the
// sum in its upper half, in bits that are ordered as numbers are, and the concept below.
func keyOf(sum float32, at int) uint64 {
	bits := math.Float32bits(sum)
	bits ^= uint32(int32(bits)>>31) | 1<<31 // of a number below 0 all bits, else the sign
	return uint64(bits)<<32 | uint64(^uint32(at))
}
