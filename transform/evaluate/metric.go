// Package evaluate compares rankings of ESCO concepts with judged mappings.
//
// In go judgments and, for each query, a ranked list of candidates; out come the measures of retrieval,
// how well confidence agrees with being right, and intervals. All functions are pure: the same input gives
// the same numbers, intervals included, for which the seed is fixed. A concept that nobody judged counts as
// wrong, so that the measures err on the low side.
package evaluate

import (
	"math"
	"sort"

	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
)

// Gain returns what a concept of a predicate is worth in nDCG: 2^grade − 1 with the grades 4 for exact,
// 3 for close, 2 for broad and narrow, 1 for related and 0 for anything else.
func Gain(p goldset.Predicate) float64 {
	switch p {
	case goldset.Exact:
		return 15
	case goldset.Close:
		return 7
	case goldset.Broad, goldset.Narrow:
		return 3
	case goldset.Related:
		return 1
	}
	return 0
}

// Right reports whether a concept of a predicate is a right answer: exact or close.
func Right(p goldset.Predicate) bool { return p == goldset.Exact || p == goldset.Close }

// Judgments holds the predicate of each judged concept of each query: query, then URI. A query whose only
// judgment is that nothing fits has an empty inner map.
type Judgments map[string]map[string]goldset.Predicate

// NewJudgments groups judgments by query.
func NewJudgments(list []goldset.Judgment) Judgments {
	grouped := Judgments{}
	for _, j := range list {
		if grouped[j.QueryID] == nil {
			grouped[j.QueryID] = map[string]goldset.Predicate{}
		}
		if j.URI != "" {
			grouped[j.QueryID][j.URI] = j.Predicate
		}
	}
	return grouped
}

// An Answer is one concept that a ranking gives to a query.
type Answer struct {
	URI        string
	Confidence float64 // from 0 to 1
}

// A Score holds the measures of one query. A measure that is undefined for the query is NaN: nDCG where no
// judged concept has a gain, the others where none is exact or close.
type Score struct {
	QueryID  string
	NDCG10   float64 // gain, discounted by log2(rank+1), of the first ten, by that of the best order
	Best1    float64 // 1 where the first is exact or close
	MRR      float64 // 1 / rank of the first exact or close one; 0 where none is in the list
	Recall10 float64 // share of the exact and close ones that are among the first ten
	Recall50 float64 // and among the first fifty
}

// Measure scores one ranked list by the judgments of its query.
func Measure(queryID string, ranked []Answer, judged map[string]goldset.Predicate) Score {
	s := Score{QueryID: queryID, NDCG10: ndcg(ranked, judged, 10), Best1: math.NaN(), MRR: math.NaN(), Recall10: math.NaN(), Recall50: math.NaN()}
	right := 0
	for _, p := range judged {
		if Right(p) {
			right++
		}
	}
	if right == 0 {
		return s
	}
	s.Best1, s.MRR = 0, 0
	in10, in50 := 0, 0
	for i, a := range ranked {
		if !Right(judged[a.URI]) {
			continue
		}
		if s.MRR == 0 {
			s.MRR = 1 / float64(i+1)
		}
		if i < 10 {
			in10++
		}
		if i < 50 {
			in50++
		}
	}
	if s.MRR == 1 {
		s.Best1 = 1
	}
	s.Recall10, s.Recall50 = float64(in10)/float64(right), float64(in50)/float64(right)
	return s
}

func ndcg(ranked []Answer, judged map[string]goldset.Predicate, depth int) float64 {
	gains := make([]float64, 0, len(judged))
	for _, p := range judged {
		gains = append(gains, Gain(p))
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(gains)))
	best, got := 0.0, 0.0
	for i := 0; i < depth; i++ {
		discount := math.Log2(float64(i + 2))
		if i < len(gains) {
			best += gains[i] / discount
		}
		if i < len(ranked) {
			got += Gain(judged[ranked[i].URI]) / discount
		}
	}
	if best == 0 {
		return math.NaN()
	}
	return got / best
}

// A Summary holds the means of the measures over the queries for which they are defined.
type Summary struct {
	Queries    int // all that were scored
	Answerable int // those with an exact or close concept
	NDCG10     float64
	Best1      float64
	MRR        float64
	Recall10   float64
	Recall50   float64
}

// Summarize averages scores; a measure that no query defines is NaN.
func Summarize(scores []Score) Summary {
	s := Summary{Queries: len(scores)}
	for _, score := range scores {
		if !math.IsNaN(score.Best1) {
			s.Answerable++
		}
	}
	s.NDCG10 = mean(scores, func(s Score) float64 { return s.NDCG10 })
	s.Best1 = mean(scores, func(s Score) float64 { return s.Best1 })
	s.MRR = mean(scores, func(s Score) float64 { return s.MRR })
	s.Recall10 = mean(scores, func(s Score) float64 { return s.Recall10 })
	s.Recall50 = mean(scores, func(s Score) float64 { return s.Recall50 })
	return s
}

func mean(scores []Score, of func(Score) float64) float64 {
	sum, n := 0.0, 0
	for _, s := range scores {
		if v := of(s); !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	return sum / float64(n)
}
