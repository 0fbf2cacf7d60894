// Package fit finds the weights of the matcher's models and the scales of its confidences.
//
// In go an index and queries whose right concepts are known; out come weights by feature and a scale, as
// transform/match/model.go holds them. The command cmd/fit prints them. The same queries give the same
// figures up to the last digits that a processor keeps; model.go rounds them.
package fit

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/fwci-open-data/fwci/transform/match"
)

// An Example is a query with its pool, as weights are fitted on it.
type Example struct {
	ID     string
	Weight float64   // how much it counts
	Gains  []float64 // by place in the pool
	Pool   []match.Pooled
}

// Examples asks an index for the pools of queries. Gain tells what a concept is worth for a query: 0 for a
// wrong one. Weight tells how much a query counts.
func Examples(x *match.Index, queries []match.Query, gain func(id, uri string) float64, weight func(id string) float64) []Example {
	list := make([]Example, len(queries))
	parallel(len(queries), func(i int) {
		q := queries[i]
		e := Example{ID: q.ID, Weight: weight(q.ID), Pool: x.Pool(q)}
		for _, p := range e.Pool {
			e.Gains = append(e.Gains, gain(q.ID, p.URI))
		}
		list[i] = e
	})
	return list
}

// parallel runs work for each number below n on all processors.
func parallel(n int, work func(i int)) {
	parts := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() {
			for i := part; i < n; i += parts {
				work(i)
			}
		})
	}
	group.Wait()
}

// Scores returns the scores of a pool by some weights.
func (e *Example) Scores(weights []float64) []float64 {
	scores := make([]float64, len(e.Pool))
	for i := range e.Pool {
		for k, v := range e.Pool[i].Features {
			scores[i] += weights[k] * v
		}
	}
	return scores
}

// Order returns the places of a pool by falling score.
func Order(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(scores[j], scores[i]) })
	return order
}

// A Gradient adds what an example asks of the scores of its pool: positive for those to be raised.
type Gradient func(e *Example, scores, out []float64)

// The powers of the gains that the two fits aim at: they draw the attention to exact matches.
const (
	listSharpness = 1.5
	pairSharpness = 1.4
)

// Listwise asks that the softmax of the scores be the shares of the gains (ListNet, Cao and others 2007).
func Listwise(e *Example, scores, out []float64) {
	top, gains, sum := math.Inf(-1), 0.0, 0.0
	for i, s := range scores {
		top = math.Max(top, s)
		gains += math.Pow(e.Gains[i], listSharpness)
	}
	if gains == 0 {
		return
	}
	for _, s := range scores {
		sum += math.Exp(s - top)
	}
	for i, s := range scores {
		out[i] += math.Pow(e.Gains[i], listSharpness)/gains - math.Exp(s-top)/sum
	}
}

// Pairwise asks each better candidate to be above each worse one, the more the more nDCG@10 would gain
// from a change of places (LambdaRank, Burges 2010).
func Pairwise(e *Example, scores, out []float64) {
	place := make([]int, len(scores))
	for rank, i := range Order(scores) {
		place[i] = rank
	}
	discount := func(rank int) float64 { return 1 / math.Log2(float64(min(rank, 40)+2)) }
	ideal := slices.Clone(e.Gains)
	slices.SortFunc(ideal, func(a, b float64) int { return cmp.Compare(b, a) })
	best := 0.0
	for rank := range min(10, len(ideal)) {
		best += ideal[rank] * discount(rank)
	}
	for i, gain := range e.Gains {
		for j, other := range e.Gains {
			if gain <= other {
				continue
			}
			worth := (math.Pow(gain, pairSharpness) - math.Pow(other, pairSharpness)) * math.Abs(discount(place[i])-discount(place[j])) / best
			pull := worth / (1 + math.Exp(scores[i]-scores[j]))
			out[i] += pull
			out[j] -= pull
		}
	}
}

// Descend fits weights by gradient descent (Adam, Kingma and Ba 2015), drawn toward the start as strongly
// as pull says. The features of drop keep the weight 0.
func Descend(list []Example, start []float64, pull float64, steps int, rate float64, drop map[int]bool, g Gradient) []float64 {
	w := slices.Clone(start)
	first, second := make([]float64, len(w)), make([]float64, len(w))
	parts := runtime.GOMAXPROCS(0)
	totals := make([][]float64, parts)
	for step := 1; step <= steps; step++ {
		parallel(parts, func(part int) { totals[part] = slope(list[part*len(list)/parts:(part+1)*len(list)/parts], w, g) })
		for k := range w {
			if drop[k] {
				continue
			}
			total := 0.0
			for _, t := range totals {
				total += t[k]
			}
			slope := total/float64(len(list)) + pull*(w[k]-start[k])
			first[k] = 0.9*first[k] + 0.1*slope
			second[k] = 0.99*second[k] + 0.01*slope*slope
			w[k] -= rate * first[k] / (1 - math.Pow(0.9, float64(step))) / (math.Sqrt(second[k]/(1-math.Pow(0.99, float64(step)))) + 1e-8)
		}
	}
	return w
}

// slope returns in which direction weights make examples worse.
func slope(list []Example, w []float64, g Gradient) []float64 {
	total := make([]float64, len(w))
	for i := range list {
		e := &list[i]
		out := make([]float64, len(e.Pool))
		g(e, e.Scores(w), out)
		for j, v := range out {
			if v != 0 {
				for k, x := range e.Pool[j].Features {
					total[k] -= e.Weight * v * x
				}
			}
		}
	}
	return total
}

// Weights fits weights first listwise from nothing, then pairwise from there.
func Weights(list []Example, drop map[int]bool) []float64 {
	w := Descend(list, make([]float64, len(match.FeatureNames())), 0.01, 250, 0.1, drop, Listwise)
	return Descend(list, w, 0.01, 100, 0.05, drop, Pairwise)
}

// A Row is what is known of one candidate when a scale is fitted.
type Row struct {
	Inputs []float64
	Right  bool
}

// Rows returns what a scale is fitted on: the first candidates of each query, at most depth of them, but
// for those whose label is the query's. A candidate is right whose gain is least or more.
func Rows(list []Example, weights []float64, depth int, least float64) []Row {
	var rows []Row
	for i := range list {
		e := &list[i]
		scores := e.Scores(weights)
		order := Order(scores)
		order = order[:min(depth+1, len(order))]
		pool, sorted := make([]match.Pooled, len(order)), make([]float64, len(order))
		for k, at := range order {
			pool[k], sorted[k] = e.Pool[at], scores[at]
		}
		for k := range min(depth, len(pool)) {
			if !pool[k].Same {
				rows = append(rows, Row{match.ScaleInputs(pool, sorted, k), e.Gains[order[k]] >= least})
			}
		}
	}
	return rows
}

// Scale fits a logistic regression by gradient descent. The inputs of hold keep the weight 0.
func Scale(rows []Row, hold ...int) []float64 {
	w := make([]float64, len(rows[0].Inputs))
	first, second := make([]float64, len(w)), make([]float64, len(w))
	for step := 1; step <= 3000; step++ {
		slope := make([]float64, len(w))
		for _, row := range rows {
			sum := 0.0
			for k, v := range row.Inputs {
				sum += w[k] * v
			}
			miss := -1 / (1 + math.Exp(-sum))
			if row.Right {
				miss++
			}
			for k, v := range row.Inputs {
				slope[k] -= miss * v / float64(len(rows))
			}
		}
		for k := range w {
			if slices.Contains(hold, k) {
				continue
			}
			first[k] = 0.9*first[k] + 0.1*slope[k]
			second[k] = 0.99*second[k] + 0.01*slope[k]*slope[k]
			w[k] -= 0.02 * first[k] / (1 - math.Pow(0.9, float64(step))) / (math.Sqrt(second[k]/(1-math.Pow(0.99, float64(step)))) + 1e-8)
		}
	}
	return w
}
