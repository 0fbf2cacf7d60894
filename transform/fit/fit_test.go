package fit

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/match"
)

func sets(t *testing.T) Source {
	t.Helper()
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
	}
	gold := os.Getenv("FWCI_GOLD")
	if gold == "" {
		gold = filepath.Join("..", "..", "..", "shared", "gold")
	}
	return Source{Root: filepath.Join("..", ".."), Gold: gold, ESCO: c}
}

func summary(t *testing.T, x *match.Index, set *Set) evaluate.Summary {
	t.Helper()
	answers := map[string][]evaluate.Answer{}
	var order []string
	for i, list := range x.SearchAll(set.Queries, evaluate.Depth) {
		id := set.Queries[i].ID
		order = append(order, id)
		for _, c := range list {
			answers[id] = append(answers[id], evaluate.Answer{URI: c.URI, Confidence: c.Confidence})
		}
	}
	return evaluate.Judge(order, answers, set.Judged).Summary
}

// The floors are a little below what was measured when the weights were set, so that a change that costs
// something is seen.
func TestFloors(t *testing.T) {
	s := sets(t)
	general, err := s.General()
	if err != nil {
		t.Fatal(err)
	}
	skills := match.NewIndex(s.ESCO, match.Skills)
	if got := summary(t, skills, general); got.Best1 < 0.76 || got.MRR < 0.83 {
		t.Errorf("general competencies: best@1 %.3f, MRR %.3f; expected 0.76 and 0.83", got.Best1, got.MRR)
	}
	titles, err := s.Titles(true)
	if err != nil {
		t.Fatal(err)
	}
	if got := summary(t, match.NewIndex(s.ESCO, match.Occupations, match.WithGroups), titles); got.MRR < 0.92 {
		t.Errorf("titles of occupations: MRR %.3f; expected 0.92", got.MRR)
	}
	developed, err := s.Development()
	if os.IsNotExist(err) {
		t.Skip("no judged mappings: set FWCI_GOLD to the folder that holds dev.tsv")
	} else if err != nil {
		t.Fatal(err)
	}
	if got := summary(t, skills, developed); got.NDCG10 < 0.71 || got.Best1 < 0.86 {
		t.Errorf("development set: nDCG@10 %.3f, best@1 %.3f; expected 0.71 and 0.86", got.NDCG10, got.Best1)
	}
	reviewed, err := s.Reviewed(developed)
	if err != nil {
		t.Fatal(err)
	}
	if got := summary(t, skills, reviewed); got.NDCG10 < 0.645 || got.Best1 < 0.60 || got.MRR < 0.75 || got.Recall10 < 0.95 {
		t.Errorf("competencies held out: nDCG@10 %.3f, best@1 %.3f, MRR %.3f, recall@10 %.3f; expected 0.645, 0.60, 0.75 and 0.95", got.NDCG10, got.Best1, got.MRR, got.Recall10)
	}
}

// A weight that tells right from wrong is found, by either way to fit.
func TestDescend(t *testing.T) {
	n := len(match.FeatureNames())
	pooled := func(v float64) match.Pooled {
		p := match.Pooled{Features: make([]float64, n)}
		p.Features[3], p.Features[5] = v, 1
		return p
	}
	list := []Example{{Weight: 1, Gains: []float64{0, 1, 0}, Pool: []match.Pooled{pooled(0.2), pooled(0.9), pooled(0.1)}}}
	for name, g := range map[string]Gradient{"listwise": Listwise, "pairwise": Pairwise} {
		w := Descend(list, make([]float64, n), 0.001, 100, 0.1, map[int]bool{7: true}, g)
		if order := Order(list[0].Scores(w)); order[0] != 1 || w[3] < 1 || w[7] != 0 || math.Abs(w[5]) > 0.01 {
			t.Errorf("%s: order %v, weights %v", name, order, w)
		}
	}
}

func TestScale(t *testing.T) {
	var rows []Row
	for i := range 100 {
		x := float64(i) / 100
		rows = append(rows, Row{Inputs: []float64{1, x, 7}, Right: i%10 < i/10})
	}
	w := Scale(rows, 2)
	low, high := 1/(1+math.Exp(-w[0])), 1/(1+math.Exp(-w[0]-w[1]))
	if low > 0.15 || high < 0.8 || w[2] != 0 {
		t.Errorf("from %.2f to %.2f, held %v; expected about 0 to 0.9 and 0", low, high, w[2])
	}
}

func TestHoldOut(t *testing.T) {
	c := escodata.FromList("en", "", []escodata.Concept{
		{URI: "a", Type: escodata.Skill, Label: "A", AltLabels: []string{"one", "two"}},
		{URI: "b", Type: escodata.Skill, Label: "B"},
		{URI: "c", Type: escodata.Occupation, Label: "C", AltLabels: []string{"three"}},
	})
	queries := HoldOut(c, 1, escodata.Skill)
	if len(queries) != 1 || queries[0].ID != "a" || len(c.Concepts[0].AltLabels) != 1 || c.Concepts[0].AltLabels[0] == queries[0].Label || len(c.Concepts[2].AltLabels) != 1 {
		t.Errorf("queries %v, left %v and %v", queries, c.Concepts[0].AltLabels, c.Concepts[2].AltLabels)
	}
}
