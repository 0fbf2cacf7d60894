package match

import "slices"

// A kin is a term near a word in meaning, from 0 to 1; the word's own term is 1.
type kin struct {
	term int32
	like float32
}

// A mention says which word of a query a term is near to.
type mention struct {
	at   int32
	like float32
}

// A kinship is a text of a query, ready to be compared with texts of concepts by words near in meaning.
type kinship struct {
	words []float32           // their weights
	all   float32             // of all words
	near  map[int32]float32   // for each term how near the nearest word is
	from  map[int32][]mention // for each term the words that it is near to
	best  []float32           // scratch: for each word how near the nearest term is
}

// learnKindred finds, for each term, the terms that general English holds near it; none where the
// classification is in another language.
func (x *Index) learnKindred() {
	x.kindred = make([][]kin, len(x.words.stems))
	for surface, word := range x.words.spelled {
		if term := x.words.term[surface]; term >= 0 {
			x.kindred[term] = x.addKin(x.kindred[term], word)
		}
	}
}

// addKin adds the terms near a word to a list.
func (x *Index) addKin(list []kin, word string) []kin {
	for _, k := range x.words.kindred[word] {
		for _, surface := range x.words.known(k.Text) {
			term := x.words.term[surface]
			if term < 0 {
				continue
			}
			if at := slices.IndexFunc(list, func(have kin) bool { return have.term == term }); at < 0 {
				list = append(list, kin{term, k.Like})
			} else {
				list[at].like = max(list[at].like, k.Like)
			}
		}
	}
	return list
}

// kinshipOf makes a text ready for comparison. Strangers are the words behind the terms below
// unknownTerm, in the order of these terms.
func (x *Index) kinshipOf(terms []weighted, strangers []string) *kinship {
	k := &kinship{near: map[int32]float32{}, from: map[int32][]mention{}}
	for _, t := range terms {
		var near []kin
		switch {
		case t.term >= 0:
			near = append([]kin{{t.term, 1}}, x.kindred[t.term]...)
		case t.term < unknownTerm:
			near = x.addKin(nil, strangers[firstStranger-t.term])
		}
		k.add(t.weight, near)
	}
	k.best = make([]float32, len(k.words))
	return k
}

func (k *kinship) add(weight float32, near []kin) {
	at := int32(len(k.words))
	k.words = append(k.words, weight)
	k.all += weight
	for _, n := range near {
		k.near[n.term] = max(k.near[n.term], n.like)
		k.from[n.term] = append(k.from[n.term], mention{at, n.like})
	}
}

// forth returns how far the words of a query are near words of texts, by weight.
func (k *kinship) forth(texts ...[]int32) float32 {
	if k.all == 0 {
		return 0
	}
	clear(k.best)
	for _, text := range texts {
		for _, term := range text {
			for _, m := range k.from[term] {
				k.best[m.at] = max(k.best[m.at], m.like)
			}
		}
	}
	var sum float32
	for i, like := range k.best {
		sum += float32(k.words[i] * like)
	}
	return sum / k.all
}

// back returns how far the words of a text are near words of a query, by weight.
func (k *kinship) back(x *Index, text []int32) float32 {
	var sum, all float32
	for i, term := range text {
		if !slices.Contains(text[:i], term) {
			all += x.weights[term]
			sum += float32(x.weights[term] * k.near[term])
		}
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// kinLabels is how many labels of a concept count as its text.
const kinLabels = 6

// measureKinship compares a query and a concept by words near in meaning.
func (x *Index) measureKinship(q *question, d *document, f *features) {
	f[fKinLabel] = q.kinLabel.back(x, d.labels[0])
	f[fKinWhole] = q.kinWhole.back(x, d.labels[0])
	for _, title := range slices.Concat(d.labels[:1], d.aliases) {
		for i, k := range q.kinships {
			forth := k.forth(title)
			if i == 0 {
				f[fKinTitle] = max(f[fKinTitle], forth)
			}
			f[fKinBoth] = max(f[fKinBoth], min(forth, k.back(x, title)))
		}
	}
	texts := slices.Concat(d.labels[:min(kinLabels, len(d.labels))], d.aliases, [][]int32{d.text, d.gist})
	f[fKinText] = q.kinLabel.forth(texts...)
	f[fKinDefinition] = q.kinDefinition.forth(texts...)
}
