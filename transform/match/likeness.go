package match

import "slices"

// extraScale brings the weight of unmentioned words to about 0 to 1; a rare word weighs nearly 10.
const extraScale = 10

// insideScale does so for the weight of a label that stands whole in the query: two words or so. A label
// that begins after insideFall words counts half.
const (
	insideScale = 15
	insideFall  = 10
)

// measureLabels compares the labels of a concept with the query, word by word.
func (x *Index) measureLabels(q *question, d *document, f *features) {
	for i, label := range d.labels {
		for _, reading := range q.readings {
			f[fPart] = max(f[fPart], x.cosine(reading, label))
		}
		form := x.formLikeness(q, d.forms[i], label)
		if i == 0 {
			f[fForm] = form
		} else {
			f[fFormAlt] = max(f[fFormAlt], form)
		}
		f[fInside] = max(f[fInside], x.inside(q, label))
	}
	f[fEqual] = share(x.labelled(q.keys[:min(1, len(q.keys))], d.labels[0]))
	x.measureCoverage(q, d, f)
}

// measureCoverage measures how much of the query a concept mentions, and how much of its preferred label
// the query does.
func (x *Index) measureCoverage(q *question, d *document, f *features) {
	var asked, mentioned, all, covered float32
	for _, t := range q.label {
		asked += t.weight
		if t.term >= 0 && d.mentions(t.term) {
			mentioned += t.weight
		}
	}
	if asked > 0 {
		f[fAsked] = mentioned / asked
	}
	for _, t := range d.labels[0] {
		all += x.weights[t]
		if _, ok := q.mentioned[t]; ok {
			covered += x.weights[t]
		}
	}
	if all > 0 {
		f[fCovered], f[fExtra] = covered/all, min((all-covered)/extraScale, 2)
	}
}

// cosine compares a reading of the query with a label by the weights of the words they share.
func (x *Index) cosine(reading []weighted, label []int32) float32 {
	var shared, ours, theirs float32
	for _, t := range reading {
		ours += t.weight * t.weight
		if slices.Contains(label, t.term) {
			shared += t.weight * t.weight
		}
	}
	if shared == 0 {
		return 0
	}
	for i, t := range label {
		if !slices.Contains(label[:i], t) {
			theirs += x.weights[t] * x.weights[t]
		}
	}
	return shared / sqrt32(ours*theirs)
}

// formLikeness is cosine for words as they are written, but for their number.
func (x *Index) formLikeness(q *question, forms, label []int32) float32 {
	var shared, ours, theirs float32
	for i, t := range q.label {
		ours += t.weight * t.weight
		if slices.Contains(forms, q.forms[i]) {
			shared += t.weight * t.weight
		}
	}
	if shared == 0 {
		return 0
	}
	for _, t := range label {
		theirs += x.weights[t] * x.weights[t]
	}
	return min(1, shared/sqrt32(ours*theirs))
}

// inside measures a label all of whose words the query mentions.
func (x *Index) inside(q *question, label []int32) float32 {
	var weight float32
	last := 0
	for _, t := range label {
		at, ok := q.mentioned[t]
		if !ok {
			return 0
		}
		weight += x.weights[t]
		last = max(last, at)
	}
	return min(weight/insideScale, 1) * insideFall / float32(insideFall+last)
}

// labelled reports whether a label has the key of a reading of a query: the same words, light ones aside.
func (x *Index) labelled(keys []string, label []int32) bool {
	key := x.labelKey(label)
	return key != "" && slices.Contains(keys, key)
}

// mentions reports whether a label or the text of a concept uses a term.
func (d *document) mentions(term int32) bool {
	for _, label := range d.labels {
		if slices.Contains(label, term) {
			return true
		}
	}
	return slices.Contains(d.text, term)
}
