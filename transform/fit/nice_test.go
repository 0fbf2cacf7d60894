package fit

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/fwci-open-data/fwci/extract/appraisal"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/match"
)

// The published figures for NICE are those that the command gives.
func TestNICEFiguresArePublished(t *testing.T) {
	root := filepath.Join("..", "..")
	path := filepath.Join(root, "raw", "crosswalk", "appraisal.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	published, err := appraisal.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	set, concepts, err := Source{Root: root}.NICE()
	if err != nil {
		t.Fatal(err)
	}
	r, err := evaluate.Run(match.NewFrameworkIndex("NICE", concepts), set.Queries, set.Judged)
	if err != nil {
		t.Fatal(err)
	}
	s, in := r.Summary, r.Intervals
	want := appraisal.Evaluation{Command: "make evaluate-nice", Queries: s.Queries, Answerable: s.Answerable, Figures: []appraisal.Figure{
		{Measure: "nDCG@10", Mean: round(s.NDCG10), Low: round(in.NDCG10.Low), High: round(in.NDCG10.High)},
		{Measure: "best@1", Mean: round(s.Best1), Low: round(in.Best1.Low), High: round(in.Best1.High)},
		{Measure: "MRR", Mean: round(s.MRR), Low: round(in.MRR.Low), High: round(in.MRR.High)},
		{Measure: "recall@10", Mean: round(s.Recall10), Low: round(in.Recall10.Low), High: round(in.Recall10.High)},
		{Measure: "recall@50", Mean: round(s.Recall50), Low: round(in.Recall50.Low), High: round(in.Recall50.High)},
	}}
	for _, b := range r.Calibration.Bins {
		if b.Answers > 0 {
			want.Bins = append(want.Bins, appraisal.Bin{Low: round(b.Low), High: round(b.High), Answers: b.Answers, Confidence: round(b.Confidence), Right: round(b.Right)})
		}
	}
	for _, got := range published.Evaluation {
		if got.Command != want.Command {
			continue
		}
		want.What = got.What
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s has\n%+v\nmeasured now:\n%+v", path, got, want)
		}
		return
	}
	t.Errorf("%s has no evaluation by %q", path, want.Command)
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
