package match

import (
	"cmp"
	"math"
	"slices"
)

// Labels of one concept that differ in one word teach which words stand for one another: sales agent and sales
// representative, assess risk and evaluate risk.

// How near such words are: mostParaphrase for those that only stand for one another, in many concepts; the least is
// leastParaphrase. A pair from labels without another heavy word counts bareParaphrase of one with.
const (
	mostParaphrase  = 0.6
	leastParaphrase = 0.2
	bareParaphrase  = 0.7
	longParaphrase  = 6 // words of the longest label that is compared
)

// A paraphrase is two terms that stand for one another in labels of a concept, the lower term first, and how much
// that counts.
type paraphrase struct {
	low, high int32
	worth     float64
}

// learnParaphrases finds for each term those that stand for it in labels, the nearest first.
func (x *Index) learnParaphrases() [][]neighbor {
	parts := make([][]paraphrase, len(x.docs))
	split(len(x.docs), func(from, to int) {
		for i := from; i < to; i++ {
			parts[i] = x.paraphrasesIn(x.labelsOf(&x.docs[i]))
		}
	})
	all := slices.Concat(parts...)
	slices.SortFunc(all, orderParaphrases)
	merged := all[:0]
	total := make([]float64, len(x.words.stems))
	for _, p := range all {
		total[p.low] += p.worth
		total[p.high] += p.worth
		if n := len(merged); n > 0 && merged[n-1].low == p.low && merged[n-1].high == p.high {
			merged[n-1].worth += p.worth
		} else {
			merged = append(merged, p)
		}
	}
	out := make([][]neighbor, len(x.words.stems))
	for _, p := range merged {
		like := mostParaphrase * p.worth / (p.worth + 1) * math.Sqrt(p.worth/min(total[p.low], total[p.high]))
		if p.worth >= 1 && like >= leastParaphrase {
			out[p.low] = append(out[p.low], neighbor{p.high, float32(like)})
			out[p.high] = append(out[p.high], neighbor{p.low, float32(like)})
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b neighbor) int { return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.term, b.term)) })
	}
	return out
}

func orderParaphrases(a, b paraphrase) int {
	return cmp.Or(cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high), cmp.Compare(a.worth, b.worth))
}

// paraphrasesIn finds the terms that stand for one another in labels of one concept, each pair once.
func (x *Index) paraphrasesIn(labels []name) []paraphrase {
	var list []paraphrase
	for i := range labels {
		first := x.termsOf(&labels[i])
		if len(first) == 0 || len(first) > longParaphrase {
			continue
		}
		for k := i + 1; k < len(labels); k++ {
			second := x.termsOf(&labels[k])
			if len(second) != len(first) {
				continue
			}
			one, more, ok := x.onlyIn(first, second)
			if !ok {
				continue
			}
			other, _, ok := x.onlyIn(second, first)
			if !ok {
				continue
			}
			p := paraphrase{min(one, other), max(one, other), 1}
			if !more {
				p.worth = bareParaphrase
			}
			if !slices.ContainsFunc(list, func(have paraphrase) bool { return have.low == p.low && have.high == p.high }) {
				list = append(list, p)
			}
		}
	}
	return list
}

// onlyIn returns the one term that a text has and another has not, and whether they share a heavy term; it is not ok
// where there is no such term, or several.
func (x *Index) onlyIn(text, other []int32) (term int32, shared, ok bool) {
	for _, t := range text {
		switch {
		case slices.Contains(other, t):
			shared = shared || !x.words.light[t]
		case ok:
			return 0, false, false
		default:
			term, ok = t, true
		}
	}
	return term, shared, ok
}
