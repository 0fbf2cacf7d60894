package match

import (
	"sort"
	"sync"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// A Candidate is a concept that may match a query.
type Candidate struct {
	URI        string
	Label      string
	Type       escodata.Type
	Score      float64 // orders the candidates of one query; scores of two queries are not comparable
	Confidence float64 // estimated probability, from 0 to 1, that the concept is an exact or close match
	Why        string  // what matched, in a few words
}

// poolSize is how many concepts are looked at closely for one query.
const poolSize = 300

// Search returns the best concepts for a query, best first, at most top of them. A query without any
// word that means something has none.
func (x *Index) Search(q Query, top int) []Candidate {
	a := x.ask(q)
	if a == nil || len(x.docs) == 0 || top <= 0 {
		return nil
	}
	s := x.survey(a)
	pool := s.pool()
	found := x.measure(a, s, pool)
	list := make([]scored, len(pool))
	for i, at := range pool {
		list[i] = scored{at: at, f: &found[i], score: x.model.score(&found[i])}
	}
	x.sort(list)
	list = list[:min(top, len(list))]
	candidates := make([]Candidate, len(list))
	for i, c := range list {
		concept := &x.c.Concepts[x.docs[c.at].id]
		candidates[i] = Candidate{URI: concept.URI, Label: concept.Label, Type: concept.Type, Score: c.score,
			Confidence: x.model.confidence(c.score, list[0].score), Why: x.why(a, c)}
	}
	return candidates
}

// SearchAll returns what Search returns for each query, in the order of the queries; it searches on two
// cores where there are two.
func (x *Index) SearchAll(queries []Query, top int) [][]Candidate {
	found := make([][]Candidate, len(queries))
	var group sync.WaitGroup
	for half := range halves {
		group.Go(func() {
			for i := half; i < len(queries); i += halves {
				found[i] = x.Search(queries[i], top)
			}
		})
	}
	group.Wait()
	return found
}

// scored is a concept of the pool with its score.
type scored struct {
	at    int32
	f     *features
	score float64
}

// sort orders by score; equal scores by type as the target has them and then by URI.
func (x *Index) sort(list []scored) {
	sort.Slice(list, func(i, j int) bool {
		if list[i].score != list[j].score {
			return list[i].score > list[j].score
		}
		return list[i].at < list[j].at
	})
}

// A survey holds the first, cheap measures of every concept.
type survey struct {
	labelTexts, definitionTexts, gists, gistLabels, place []float32
	sum                                                   []float32
}

// The weights of the first look, which only decides what is looked at closely.
const (
	lookTexts       = 0.3
	lookDefinition  = 0.5
	lookPlace       = 0.7
	lookEqual       = 1
	lookTextOfWhole = 0.5
	lookAliases     = 0.8
	lookGists       = 0.5
	lookGistLabels  = 0.3
)

// survey measures every concept by words and by its place in the space.
func (x *Index) survey(q *question) *survey {
	s := &survey{
		labelTexts: x.scan(&x.texts, q.label), definitionTexts: x.scan(&x.texts, q.definition),
		gists: x.scan(&x.gists, q.definition), gistLabels: x.scan(&x.gists, q.label),
		place: make([]float32, len(x.docs)), sum: x.scan(&x.labels, q.label),
	}
	for i := range x.docs {
		s.place[i] = dot(x.vectors.doc(int32(i)), q.place)
	}
	for _, part := range []struct {
		of []float32
		by float32
	}{
		{s.labelTexts, lookTexts}, {x.scan(&x.labels, q.definition), lookDefinition}, {s.definitionTexts, lookTextOfWhole},
		{s.place, lookPlace}, {x.scan(&x.aliases, q.label), lookAliases}, {s.gists, lookGists}, {s.gistLabels, lookGistLabels},
	} {
		addScaled(s.sum, part.of, part.by)
	}
	for _, at := range q.equal {
		s.sum[at] += lookEqual
	}
	return s
}

// scan scores every concept by BM25 in one field, as a share of the most that the terms could give.
func (x *Index) scan(f *field, terms []weighted) []float32 {
	scores := make([]float32, len(x.docs))
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
	return scores
}

// pool returns the concepts with the best sums, best first; equal ones in their order in the index.
func (s *survey) pool() []int32 {
	order := make([]int32, 0, 2*poolSize)
	better := func(i, j int) bool {
		a, b := order[i], order[j]
		if s.sum[a] != s.sum[b] {
			return s.sum[a] > s.sum[b]
		}
		return a < b
	}
	limit := float32(-1)
	for i, sum := range s.sum {
		if sum <= limit {
			continue
		}
		if order = append(order, int32(i)); len(order) == 2*poolSize {
			sort.Slice(order, better)
			order = order[:poolSize]
			limit = s.sum[order[poolSize-1]]
		}
	}
	sort.Slice(order, better)
	return order[:min(poolSize, len(order))]
}
