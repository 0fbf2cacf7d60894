package evaluate

import (
	"archive/zip"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/querylist"
	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
	"github.com/fwci-open-data/fwci/transform/match"
)

// smallESCO makes a download of the skills in testdata.
func smallESCO(t *testing.T) *escodata.Classification {
	t.Helper()
	path := filepath.Join(t.TempDir(), "esco-v1.1.1.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(f)
	entry, err := archive.Create("skills_en.csv")
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(entry)
	for i, line := range strings.Split(strings.TrimSuffix(read(t, "skills.tsv"), "\n"), "\n") {
		kind, description := "KnowledgeSkillCompetence", ""
		if i == 0 {
			kind, description = "conceptType", "description"
		}
		if err := w.Write(append([]string{kind, description}, strings.Split(line, "\t")...)); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := escodata.Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func goldOf(t *testing.T) ([]match.Query, Judgments) {
	t.Helper()
	parsed, err := querylist.Parse("queries.csv", []byte(read(t, "queries.csv")))
	if err != nil {
		t.Fatal(err)
	}
	var queries []match.Query
	for _, e := range parsed.Entries {
		queries = append(queries, match.Query{ID: e.ID, Label: e.Label, Definition: e.Definition})
	}
	list, err := goldset.ParseJudgments("gold.tsv", []byte(read(t, "gold.tsv")))
	if err != nil {
		t.Fatal(err)
	}
	return queries, NewJudgments(list)
}

// The figures are those of the present matcher. A change of the matcher changes them: look whether to the
// better, and pin the new ones.
func TestRunPinned(t *testing.T) {
	queries, judged := goldOf(t)
	r, err := Run(match.NewIndex(smallESCO(t), match.Skills), queries, judged)
	if err != nil {
		t.Fatal(err)
	}
	s := r.Summary
	if s.Queries != 40 || s.Answerable != 40 {
		t.Errorf("%d queries, %d answerable; expected 40 and 40", s.Queries, s.Answerable)
	}
	near(t, "nDCG@10", s.NDCG10, 0.88736)
	near(t, "best@1", s.Best1, 0.85)
	near(t, "MRR", s.MRR, 0.90625)
	near(t, "recall@10", s.Recall10, 0.95417)
	if r.Intervals.MRR.Low >= s.MRR || r.Intervals.MRR.High <= s.MRR {
		t.Errorf("MRR %.3f lies outside its interval %v", s.MRR, r.Intervals.MRR)
	}
}

func TestRunRefusesMissingQueries(t *testing.T) {
	queries, judged := goldOf(t)
	if _, err := Run(match.NewIndex(smallESCO(t), match.Skills), queries[1:], judged); err == nil || !strings.Contains(err.Error(), queries[0].ID) {
		t.Errorf("error %v; expected one that names %s", err, queries[0].ID)
	}
}
