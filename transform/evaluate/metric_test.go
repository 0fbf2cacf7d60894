package evaluate

import (
	"math"
	"testing"

	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-4 && !(math.IsNaN(got) && math.IsNaN(want)) {
		t.Errorf("%s is %.5f; expected %.5f", what, got, want)
	}
}

func answers(uris ...string) []Answer {
	list := make([]Answer, len(uris))
	for i, u := range uris {
		list[i] = Answer{URI: u}
	}
	return list
}

// The expected numbers were worked out by hand.
func TestMeasure(t *testing.T) {
	judged := map[string]goldset.Predicate{"e": goldset.Exact, "c": goldset.Close, "n": goldset.Narrow, "r": goldset.Related, "x": goldset.None}
	s := Measure("q", answers("x", "c", "u", "n"), judged)
	// got 7/log2(3) + 3/log2(5) = 4.41651 + 1.29203 = 5.70854; best 15 + 7/log2(3) + 3/2 + 1/log2(5) = 21.34718
	near(t, "nDCG@10", s.NDCG10, 5.70854/21.34718)
	near(t, "best@1", s.Best1, 0)
	near(t, "MRR", s.MRR, 0.5)
	near(t, "recall@10", s.Recall10, 0.5)
	near(t, "recall@50", s.Recall50, 0.5)

	best := Measure("q", answers("e", "c", "n", "r"), judged)
	near(t, "nDCG@10 of the best order", best.NDCG10, 1)
	near(t, "best@1 of the best order", best.Best1, 1)

	deep := make([]string, 60)
	deep[10], deep[49] = "e", "c"
	s = Measure("q", answers(deep...), judged)
	near(t, "recall@10 below ten", s.Recall10, 0)
	near(t, "recall@50 at fifty", s.Recall50, 1)
	near(t, "MRR at eleven", s.MRR, 1.0/11)
	near(t, "nDCG@10 below ten", s.NDCG10, 0)
}

func TestMeasureUndefined(t *testing.T) {
	s := Measure("q", answers("n"), map[string]goldset.Predicate{"n": goldset.Narrow})
	near(t, "nDCG@10", s.NDCG10, 1)
	near(t, "best@1", s.Best1, math.NaN())
	s = Measure("q", answers("n"), map[string]goldset.Predicate{})
	near(t, "nDCG@10", s.NDCG10, math.NaN())
}

func TestSummarize(t *testing.T) {
	nan := math.NaN()
	s := Summarize([]Score{{"a", 0.5, 1, 1, 1, 1}, {"b", 1, nan, nan, nan, nan}, {"c", 0, 0, 0.5, 0, 1}})
	if s.Queries != 3 || s.Answerable != 2 {
		t.Errorf("%d queries, %d answerable; expected 3 and 2", s.Queries, s.Answerable)
	}
	near(t, "nDCG@10", s.NDCG10, 0.5)
	near(t, "best@1", s.Best1, 0.5)
	near(t, "MRR", s.MRR, 0.75)
	near(t, "recall@10", s.Recall10, 0.5)
	near(t, "recall@50", s.Recall50, 1)
}

func TestNewJudgments(t *testing.T) {
	j := NewJudgments([]goldset.Judgment{{QueryID: "a", URI: "u", Predicate: goldset.Close}, {QueryID: "b", Predicate: goldset.NoTermFound}})
	if j["a"]["u"] != goldset.Close || j["b"] == nil || len(j["b"]) != 0 {
		t.Errorf("grouped %v", j)
	}
}

func TestBootstrap(t *testing.T) {
	same := []Score{{"a", 0.5, 1, 1, 1, 1}, {"b", 0.5, 1, 1, 1, 1}}
	if got := Bootstrap(same).NDCG10; got != (Interval{0.5, 0.5}) {
		t.Errorf("equal scores give %v; expected 0.5 to 0.5", got)
	}
	var half []Score
	for i := range 100 {
		half = append(half, Score{Best1: float64(i % 2)})
	}
	// The mean of 100 draws of a fair coin lies within 0.5 ± 1.96·0.05 in 95 % of the cases.
	got := Bootstrap(half).Best1
	if math.Abs(got.Low-0.4) > 0.015 || math.Abs(got.High-0.6) > 0.015 {
		t.Errorf("interval %v; expected about 0.40 to 0.60", got)
	}
	if again := Bootstrap(half).Best1; again != got {
		t.Errorf("a second run gives %v; expected %v", again, got)
	}
	if got := Bootstrap(nil).MRR; !math.IsNaN(got.Low) {
		t.Errorf("no scores give %v; expected NaN", got)
	}
}

func TestCalibrate(t *testing.T) {
	judged := Judgments{"q": {"e": goldset.Exact, "n": goldset.Narrow}}
	c := Calibrate(map[string][]Answer{"q": {{"e", 0.9}, {"n", 0.95}, {"u", 0.1}, {"v", 1}}}, judged, 3)
	last, second := c.Bins[9], c.Bins[1]
	if last.Answers != 2 || second.Answers != 1 {
		t.Fatalf("%d and %d answers in the last and the second bin; expected 2 and 1", last.Answers, second.Answers)
	}
	near(t, "confidence", last.Confidence, 0.925)
	near(t, "right", last.Right, 0.5)
	// (2·|0.925−0.5| + 1·|0.1−0|) / 3
	near(t, "error", c.Error, 0.95/3)
	// (0.1² + 0.95² + 0.1²) / 3
	near(t, "Brier", c.Brier, 0.9225/3)
}
