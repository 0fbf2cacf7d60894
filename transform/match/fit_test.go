package match_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/match"
)

// An example is a query with its pool, as the weights are fitted on it.
type example struct {
	id       string
	weight   float64 // how much it counts when weights are fitted
	uris     []string
	features [][]float64
	gains    []float64
}

// examples asks an index for the pools of the queries.
func examples(x *match.Index, queries []match.Query, judged evaluate.Judgements) []example {
	var list []example
	for _, q := range queries {
		e := example{id: q.ID, weight: weightOf(q.ID)}
		e.uris, e.features = x.PoolFeatures(q)
		for _, uri := range e.uris {
			e.gains = append(e.gains, evaluate.Gain(judged[q.ID][uri]))
		}
		list = append(list, e)
	}
	return list
}

// weightOf says how much a query counts: the judged sets have all that fits, the general set only the best,
// and the development set is that of the list which the matcher first serves.
func weightOf(id string) float64 {
	switch {
	case strings.HasPrefix(id, generalPrefix):
		return 0.5
	case strings.HasPrefix(id, judgedPrefix), strings.HasPrefix(id, titlePrefix), strings.HasPrefix(id, "http"):
		return 1
	}
	return 2
}

func (e *example) scores(weights []float64) []float64 {
	scores := make([]float64, len(e.features))
	for i, f := range e.features {
		for k, v := range f {
			scores[i] += weights[k] * v
		}
	}
	return scores
}

func (e *example) order(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return scores[order[i]] > scores[order[j]] })
	return order
}

// An outcome is what a model says of a query: the answers, and for each its score.
type outcome struct {
	answers []evaluate.Answer
	scores  []float64
}

func (e *example) outcome(weights []float64) outcome {
	scores := e.scores(weights)
	order := e.order(scores)
	var o outcome
	for _, i := range order[:min(evaluate.Depth, len(order))] {
		o.answers = append(o.answers, evaluate.Answer{URI: e.uris[i]})
		o.scores = append(o.scores, scores[i])
	}
	return o
}

// A gradient adds what one example asks of the scores of its pool: positive for those to be raised.
type gradient func(e *example, scores, out []float64)

// The powers of the gains that the two fits aim at: they draw the attention to exact matches.
const (
	listSharpness = 1.5
	pairSharpness = 1.4
)

// listwise asks that the softmax of the scores be the shares of the gains (ListNet).
func listwise(e *example, scores, out []float64) {
	top, gains, sum := math.Inf(-1), 0.0, 0.0
	for i, s := range scores {
		top = math.Max(top, s)
		gains += math.Pow(e.gains[i], listSharpness)
	}
	if gains == 0 {
		return
	}
	for _, s := range scores {
		sum += math.Exp(s - top)
	}
	for i, s := range scores {
		out[i] += math.Pow(e.gains[i], listSharpness)/gains - math.Exp(s-top)/sum
	}
}

// pairwise asks each better candidate to stand above each worse one, the more the more nDCG@10 would gain
// from a change of places (LambdaRank).
func pairwise(e *example, scores, out []float64) {
	place := make([]int, len(scores))
	for rank, i := range e.order(scores) {
		place[i] = rank
	}
	discount := func(rank int) float64 { return 1 / math.Log2(float64(min(rank, 40)+2)) }
	ideal := append([]float64(nil), e.gains...)
	sort.Sort(sort.Reverse(sort.Float64Slice(ideal)))
	best := 0.0
	for rank := range min(10, len(ideal)) {
		best += ideal[rank] * discount(rank)
	}
	for i, gain := range e.gains {
		for j, other := range e.gains {
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

// descend fits weights by gradient descent (Adam), drawn towards the start as strongly as pull says. The
// features of drop keep the weight 0.
func descend(list []example, start []float64, pull float64, steps int, rate float64, drop map[int]bool, g gradient) []float64 {
	w := append([]float64(nil), start...)
	first, second := make([]float64, len(w)), make([]float64, len(w))
	for step := 1; step <= steps; step++ {
		total := make([]float64, len(w))
		for i := range list {
			e := &list[i]
			out := make([]float64, len(e.features))
			g(e, e.scores(w), out)
			for j, v := range out {
				if v != 0 {
					for k, x := range e.features[j] {
						total[k] -= e.weight * v * x
					}
				}
			}
		}
		for k := range w {
			if drop[k] {
				continue
			}
			slope := total[k]/float64(len(list)) + pull*(w[k]-start[k])
			first[k] = 0.9*first[k] + 0.1*slope
			second[k] = 0.99*second[k] + 0.01*slope*slope
			w[k] -= rate * first[k] / (1 - math.Pow(0.9, float64(step))) / (math.Sqrt(second[k]/(1-math.Pow(0.99, float64(step)))) + 1e-8)
		}
	}
	return w
}

// fit fits first listwise from nothing, then pairwise from there.
func fit(list []example, drop map[int]bool) []float64 {
	w := descend(list, make([]float64, match.FeatureCount), 0.01, 250, 0.1, drop, listwise)
	return descend(list, w, 0.01, 100, 0.05, drop, pairwise)
}

// folds is how many parts the queries are put into: weights are fitted on all but one and measured on it.
const folds = 10

// crossValidate returns what weights that were fitted without a query say of it.
func crossValidate(list []example, drop map[int]bool) map[string]outcome {
	outcomes := map[string]outcome{}
	var lock sync.Mutex
	var group sync.WaitGroup
	for half := range 2 {
		group.Go(func() {
			for fold := half; fold < folds; fold += 2 {
				var rest []example
				for i, e := range list {
					if i%folds != fold {
						rest = append(rest, e)
					}
				}
				w := fit(rest, drop)
				lock.Lock()
				for i := fold; i < len(list); i += folds {
					outcomes[list[i].id] = list[i].outcome(w)
				}
				lock.Unlock()
			}
		})
	}
	group.Wait()
	return outcomes
}

func applied(list []example, w []float64) map[string]outcome {
	outcomes := map[string]outcome{}
	for i := range list {
		outcomes[list[i].id] = list[i].outcome(w)
	}
	return outcomes
}

func summary(outcomes map[string]outcome, judged evaluate.Judgements, keep func(id string) bool) evaluate.Summary {
	var scores []evaluate.Score
	for id, o := range outcomes {
		if keep(id) {
			scores = append(scores, evaluate.Measure(id, o.answers, judged[id]))
		}
	}
	return evaluate.Summarize(scores)
}

func figures(s evaluate.Summary) string {
	return fmt.Sprintf("nDCG@10 %.3f  best@1 %.3f  MRR %.3f  recall@10 %.3f  @50 %.3f", s.NDCG10, s.Best1, s.MRR, s.Recall10, s.Recall50)
}

// fitting skips a test that takes minutes and serves to set constants, unless it is asked for.
func fitting(t *testing.T) {
	t.Helper()
	if os.Getenv("FWCI_FIT") == "" {
		t.Skip("fits and reports the weights of the model: set FWCI_FIT=1 to run it, FWCI_FIT=parts to report each part")
	}
}

// TestFitSkills reports, by cross-validation, what each part of the model adds, and prints the constants
// that model.go holds.
func TestFitSkills(t *testing.T) {
	fitting(t)
	c := official(t)
	queries, judged := developmentSet(t)
	general, generalJudged := generalSet(t, c)
	more, moreJudged := judgedSet(t, c)
	maps.Copy(judged, generalJudged)
	maps.Copy(judged, moreJudged)
	queries = slices.Concat(queries, general, more)
	x := match.NewIndex(c, match.Skills)
	list := examples(x, queries, judged)
	isGeneral := func(id string) bool { return strings.HasPrefix(id, generalPrefix) }
	isJudged := func(id string) bool { return !isGeneral(id) && !strings.HasPrefix(id, judgedPrefix) }
	kept, keptJudged := reviewedSet(t, judged)
	keptList := examples(x, kept, keptJudged)
	all := func(string) bool { return true }
	report := func(name string, outcomes map[string]outcome) {
		other := summary(outcomes, judged, isGeneral)
		t.Logf("%-28s %s | general set: best@1 %.3f  MRR %.3f", name, figures(summary(outcomes, judged, isJudged)), other.Best1, other.MRR)
	}
	report("BM25 alone", plain(x, queries))
	t.Logf("%-28s %s", "BM25 alone, the others", figures(summary(plain(x, kept), keptJudged, all)))
	whole := crossValidate(list, match.OfTitles)
	report("all", whole)
	if os.Getenv("FWCI_FIT") == "parts" {
		for _, part := range match.Parts {
			drop := joined(part.Features, match.OfTitles)
			report("without "+part.Name, crossValidate(list, drop))
			t.Logf("%-28s %s", "  the others", figures(summary(applied(keptList, fit(list, drop)), keptJudged, all)))
		}
	}
	w := fit(list, match.OfTitles)
	report("all, on what it was fitted on", applied(list, w))
	t.Logf("%-28s %s", "all, the others", figures(summary(applied(keptList, w), keptJudged, all)))
	printModel(t, w, whole, judged, isJudged)
}

// TestFitOccupations does the same for titles. It fits on the odd rows of the titles and on a quarter of
// the labels held out, and reports the others.
func TestFitOccupations(t *testing.T) {
	fitting(t)
	c, held, heldJudged := holdOut(official(t), 6)
	odd, even, judged := occupationTitles(t, c)
	maps.Copy(judged, heldJudged)
	x := match.NewIndex(c, match.Occupations)
	var train, rest []match.Query
	for i, q := range held {
		if i%4 == 0 {
			train = append(train, q)
		} else {
			rest = append(rest, q)
		}
	}
	list := examples(x, append(train, odd...), judged)
	evenList, restList := examples(x, even, judged), examples(x, rest, judged)
	all := func(string) bool { return true }
	report := func(name string, titles, labels map[string]outcome) {
		t.Logf("%-28s titles, even rows: %s", name, figures(summary(titles, judged, all)))
		t.Logf("%-28s labels held out:   %s", name, figures(summary(labels, judged, all)))
	}
	report("BM25 alone", plain(x, even), plain(x, rest))
	w := fit(list, nil)
	report("all", applied(evenList, w), applied(restList, w))
	if os.Getenv("FWCI_FIT") == "parts" {
		for _, part := range match.Parts {
			w := fit(list, part.Features)
			report("without "+part.Name, applied(evenList, w), applied(restList, w))
		}
	}
	outcomes := applied(evenList, w)
	maps.Copy(outcomes, applied(restList, w))
	printModel(t, w, outcomes, judged, all)
}

func joined(a, b map[int]bool) map[int]bool {
	both := maps.Clone(a)
	maps.Copy(both, b)
	return both
}

// plain ranks by BM25 alone: the label against all labels and the definition against the descriptions.
func plain(x *match.Index, queries []match.Query) map[string]outcome {
	outcomes := map[string]outcome{}
	for _, q := range queries {
		var o outcome
		for _, uri := range x.LabelScores(q, evaluate.Depth) {
			o.answers = append(o.answers, evaluate.Answer{URI: uri})
		}
		outcomes[q.ID] = o
	}
	return outcomes
}

// printModel prints weights and the scale of the confidence, fitted to what is known of the first answers
// of queries that the weights were not fitted on.
func printModel(t *testing.T, w []float64, outcomes map[string]outcome, judged evaluate.Judgements, keep func(id string) bool) {
	var rows [][3]float64
	var right []float64
	for _, id := range slices.Sorted(maps.Keys(outcomes)) {
		o := outcomes[id]
		for i := 0; keep(id) && i < min(evaluate.CalibrationDepth, len(o.answers)); i++ {
			rows = append(rows, [3]float64{1, o.scores[i], o.scores[i] - o.scores[0]})
			if evaluate.Right(judged[id][o.answers[i].URI]) {
				right = append(right, 1)
			} else {
				right = append(right, 0)
			}
		}
	}
	scale := logistic(rows, right)
	var b strings.Builder
	for k, v := range w {
		fmt.Fprintf(&b, "%s: %.2f, ", match.FeatureKeys[k], v)
	}
	t.Logf("weights %s\noffset: %.2f, slope: %.2f, margin: %.2f", b.String(), scale[0], scale[1], scale[2])
}

// logistic fits a logistic regression by gradient descent.
func logistic(rows [][3]float64, right []float64) [3]float64 {
	var w [3]float64
	for range 40000 {
		var slope [3]float64
		for i, row := range rows {
			p := 1 / (1 + math.Exp(-(w[0]*row[0] + w[1]*row[1] + w[2]*row[2])))
			for k := range slope {
				slope[k] += (right[i] - p) * row[k]
			}
		}
		for k := range w {
			w[k] += 0.05 * slope[k] / float64(len(rows))
		}
	}
	return w
}
