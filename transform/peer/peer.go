// Package peer ranks labels by well-known methods, so that the matcher can be compared with what anybody
// would try first: BM25 over words and TF-IDF over letters.
//
// In go concepts with their labels and texts; out come rankings of the same queries. The methods know
// nothing but these words: no thesaurus, no phrases, no relations. The same input gives the same ranking.
package peer

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
)

// A Document is a concept: an identifier, its labels, the preferred one first, and a text.
type Document struct {
	ID     string
	Labels []string
	Text   string
}

// A Ranker ranks documents for a query: it returns identifiers, best first, at most top of them.
type Ranker interface {
	Rank(query string, top int) []string
}

// words cuts a text into stems of lower-case words.
func words(text string) []string {
	list := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#' })
	for i, word := range list {
		list[i] = english.Stem(word, true)
	}
	return list
}

// The settings of BM25 that its authors recommend (Robertson and Zaragoza 2009).
const (
	k1 = 1.2
	b  = 0.75
)

// BM25 ranks documents by their words.
type BM25 struct {
	ids      []string
	postings map[string][]posting
	lengths  []float64
	mean     float64
}

type posting struct {
	at    int
	count float64
}

// NewBM25 indexes the labels of documents and, where wanted, their texts.
func NewBM25(docs []Document, texts bool) *BM25 {
	x := &BM25{postings: map[string][]posting{}}
	for at, d := range docs {
		list := words(strings.Join(d.Labels, " "))
		if texts {
			list = append(list, words(d.Text)...)
		}
		x.ids = append(x.ids, d.ID)
		x.lengths = append(x.lengths, float64(len(list)))
		x.mean += float64(len(list)) / float64(len(docs))
		for _, word := range list {
			p := x.postings[word]
			if n := len(p); n > 0 && p[n-1].at == at {
				p[n-1].count++
			} else {
				x.postings[word] = append(p, posting{at, 1})
			}
		}
	}
	return x
}

// Rank implements Ranker.
func (x *BM25) Rank(query string, top int) []string {
	scores := make([]float64, len(x.ids))
	for _, word := range words(query) {
		list := x.postings[word]
		n := float64(len(list))
		weight := math.Log(1 + (float64(len(x.ids))-n+0.5)/(n+0.5))
		for _, p := range list {
			scores[p.at] += weight * p.count * (k1 + 1) / (p.count + k1*(1-b+b*x.lengths[p.at]/x.mean))
		}
	}
	return bestOf(scores, x.ids, top)
}

// Letters ranks documents by the label whose letters, three to five in a row within words, are most like
// those of the query: the cosine of TF-IDF vectors.
type Letters struct {
	ids      []string
	owners   []int // of each label
	postings map[string][]posting
	labels   float64
}

// NewLetters indexes the labels of documents.
func NewLetters(docs []Document) *Letters {
	x := &Letters{postings: map[string][]posting{}}
	var grams []map[string]float64
	for at, d := range docs {
		x.ids = append(x.ids, d.ID)
		for _, label := range d.Labels {
			x.owners = append(x.owners, at)
			grams = append(grams, gramsOf(label))
		}
	}
	x.labels = float64(len(x.owners))
	seen := map[string]float64{}
	for _, g := range grams {
		for gram := range g {
			seen[gram]++
		}
	}
	for at, g := range grams {
		norm := 0.0
		for _, gram := range sortedGrams(g) {
			g[gram] *= x.weight(seen[gram])
			norm += g[gram] * g[gram]
		}
		for gram, value := range g {
			x.postings[gram] = append(x.postings[gram], posting{at, value / math.Sqrt(norm)})
		}
	}
	return x
}

func sortedGrams(g map[string]float64) []string {
	list := make([]string, 0, len(g))
	for gram := range g {
		list = append(list, gram)
	}
	slices.Sort(list)
	return list
}

// weight says how much a row of letters says that so many labels have.
func (x *Letters) weight(labels float64) float64 { return 1 + math.Log((1+x.labels)/(1+labels)) }

func gramsOf(label string) map[string]float64 {
	grams := map[string]float64{}
	for word := range strings.FieldsSeq(strings.ToLower(label)) {
		runes := []rune(" " + word + " ")
		for size := 3; size <= 5; size++ {
			for i := 0; i+size <= len(runes); i++ {
				grams[string(runes[i:i+size])]++
			}
		}
	}
	return grams
}

// Rank implements Ranker.
func (x *Letters) Rank(query string, top int) []string {
	likeness := make([]float64, len(x.owners))
	grams := gramsOf(query)
	for _, gram := range sortedGrams(grams) {
		list := x.postings[gram]
		weight := grams[gram] * x.weight(float64(len(list)))
		for _, p := range list {
			likeness[p.at] += weight * p.count
		}
	}
	scores := make([]float64, len(x.ids))
	for label, at := range x.owners {
		scores[at] = max(scores[at], likeness[label])
	}
	return bestOf(scores, x.ids, top)
}

// bestOf returns the identifiers of the best scores above 0; equal ones in their order.
func bestOf(scores []float64, ids []string, top int) []string {
	var order []int
	for at, score := range scores {
		if score > 0 {
			order = append(order, at)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(scores[j], scores[i]) })
	list := make([]string, min(top, len(order)))
	for i := range list {
		list[i] = ids[order[i]]
	}
	return list
}
