package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
	"github.com/fwci-open-data/fwci/transform/match"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var evaluateCommand = command{
	name:  "evaluate",
	args:  "--gold FILE.tsv (--esco PATH... [--target TARGET] | --target FILE) [--raw DIR | --queries FILE] [--groups] [--no-thesaurus] [--json] [--quiet]",
	about: "measure how good the results of match are",
	help: `
Ranks ESCO concepts for each query of a gold file, a list of pairs that somebody
judged, and measures the rankings: nDCG at 10
(how good the order of the first ten is; an exact concept gains 15, close 7, broad
and narrow 3, related 1), best at 1 (share of queries with an exact or close
concept where one comes first), mean reciprocal rank,
recall at 10 and 50 of the exact and close concepts, each with a 95% bootstrap
interval over the queries, and how well confidence agrees with being right.

The gold file is tab-separated: competency_id, concept_uri, predicate (exact,
close, broad, narrow, related, none, noTermFound). none: this concept is wrong.
noTermFound: no concept fits the query, and the row names none. The queries are the handbook's
competencies with their definitions, or those of a file (see match). TARGET is as
for match; --no-thesaurus measures the matcher without its American terms.

example:
  fwci evaluate --esco esco-v1.1.1 --gold gold.tsv`,
	prepare: func(flags *flag.FlagSet) action {
		esco := paths{}
		flags.Var(&esco, "esco", "`PATH` of an ESCO download, zip, folder or CSV file; may be given several times")
		gold := flags.String("gold", "", "`FILE` of judged mappings, tab-separated")
		raw := flags.String("raw", "raw", "`DIR` with the sources whose competencies are the queries")
		queries := flags.String("queries", "", "`FILE` of queries, instead of the handbook's competencies")
		target := flags.String("target", string(match.Skills), "what to rank: skills, occupations, all, or a file of another framework (`TARGET`)")
		bare := flags.Bool("no-thesaurus", false, "rank without the American terms that the program knows for ESCO")
		groups := flags.Bool("groups", false, "also rank ISCO groups (of the International Standard Classification of Occupations) with the occupations")
		asJSON := flags.Bool("json", false, "print JSON instead of a table")
		quiet := flags.Bool("quiet", false, "print nothing but errors and the figures")
		return func(_ context.Context, env *environment, args []string) error {
			if len(esco) == 0 && !isFile(*target) || *gold == "" || len(args) > 0 || match.Target(*target).Types() == nil && !isFile(*target) {
				return misuse("expected --esco, --gold and a target of skills, occupations or all, or the file of a framework")
			}
			m := matching{bare: *bare, groups: *groups}
			p := newProgress(env.err, *quiet)
			judged, err := readGold(*gold)
			if err != nil {
				return err
			}
			list, err := evaluationQueries(env, p, *raw, *queries)
			if err != nil {
				return err
			}
			c, index, err := newIndex(p, esco, *target, m.options()...)
			if err != nil {
				return err
			}
			held := countHeld(c, judged, index)
			if held.Missing > 0 {
				p.note("the download does not have %d of the %s: they count as not found", held.Missing, naming.Counted(held.Judged, "judged concept"))
			}
			p.stage("measuring")
			result, err := evaluate.Run(index, list, evaluate.NewJudgments(judged))
			if err != nil {
				return err
			}
			p.done("measured %s", naming.Counted(result.Summary.Queries, "query"))
			if *asJSON {
				return printFigures(env.out, result, held)
			}
			printMeasures(env.out, result)
			fmt.Fprintf(env.out, "\nthe download has %d of the %s\n", held.Judged-held.Missing, naming.Counted(held.Judged, "judged concept"))
			return nil
		}
	},
}

func readGold(file string) ([]goldset.Judgment, error) {
	data, err := readInput(file)
	if err != nil {
		return nil, fmt.Errorf("reading the judged mappings: %w", err)
	}
	return goldset.ParseJudgments(file, data)
}

// heldConcepts says how many judged concepts a download holds as concepts of the target.
type heldConcepts struct {
	Judged  int `json:"judged_concepts"`
	Missing int `json:"missing_concepts"`
}

func countHeld(c *escodata.Classification, judged []goldset.Judgment, index *match.Index) heldConcepts {
	var held heldConcepts
	seen := map[string]bool{}
	for _, j := range judged {
		if j.URI == "" || seen[j.URI] {
			continue
		}
		seen[j.URI] = true
		held.Judged++
		if concept, ok := c.Described(j.URI); !ok || !slices.Contains(index.Types(), concept.Type) {
			held.Missing++
		}
	}
	return held
}

// evaluationQueries are those of a file, or the competencies of the handbook.
func evaluationQueries(env *environment, p *progress, raw, file string) (queries []match.Query, err error) {
	if file != "" {
		list, err := readList(env, file)
		if err != nil {
			return nil, err
		}
		for _, e := range list.Entries {
			queries = append(queries, match.Query{ID: e.ID, Label: e.Label, Definition: e.Definition})
		}
		return queries, nil
	}
	_, set, err := load(p, raw)
	if err != nil {
		return nil, err
	}
	for _, c := range set.Competencies {
		q := match.Query{ID: c.CompetencyID, Label: c.Name}
		if c.Definition != nil {
			q.Definition = *c.Definition
		}
		queries = append(queries, q)
	}
	return queries, nil
}

// figure is one measure as it is printed and recorded.
type figure struct {
	Measure string  `json:"measure"`
	Mean    float64 `json:"mean"`
	Low     float64 `json:"low"` // of the 95 % bootstrap interval
	High    float64 `json:"high"`
}

func figures(r evaluate.Report) []figure {
	s, i := r.Summary, r.Intervals
	return []figure{
		{"nDCG@10", round3(s.NDCG10), round3(i.NDCG10.Low), round3(i.NDCG10.High)},
		{"best@1", round3(s.Best1), round3(i.Best1.Low), round3(i.Best1.High)},
		{"MRR", round3(s.MRR), round3(i.MRR.Low), round3(i.MRR.High)},
		{"recall@10", round3(s.Recall10), round3(i.Recall10.Low), round3(i.Recall10.High)},
		{"recall@50", round3(s.Recall50), round3(i.Recall50.Low), round3(i.Recall50.High)},
	}
}

// round3 keeps three decimals; a measure that nothing defines is 0.
func round3(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return math.Round(x*1000) / 1000
}

func printMeasures(w io.Writer, r evaluate.Report) {
	fmt.Fprintf(w, "%s, %d with an exact or close concept\n\n", naming.Counted(r.Summary.Queries, "query"), r.Summary.Answerable)
	fmt.Fprintf(w, "%-10s %6s  %s\n", "measure", "mean", "95% interval")
	for _, f := range figures(r) {
		fmt.Fprintf(w, "%-10s %6.3f  %.3f to %.3f\n", f.Measure, f.Mean, f.Low, f.High)
	}
	fmt.Fprintf(w, "\nconfidence of the first %d answers compared with the share that is exact or close (mean error %.3f, Brier %.3f)\n", evaluate.CalibrationDepth, r.Calibration.Error, r.Calibration.Brier)
	fmt.Fprintf(w, "%-12s %8s %11s %7s\n", "confidence", "answers", "mean", "right")
	for _, b := range r.Calibration.Bins {
		if b.Answers > 0 {
			fmt.Fprintf(w, "%.1f to %.1f   %8d %11.3f %7.3f\n", b.Low, b.High, b.Answers, b.Confidence, b.Right)
		}
	}
}

func printFigures(w io.Writer, r evaluate.Report, held heldConcepts) error {
	type bin struct {
		Low        float64 `json:"low"`
		High       float64 `json:"high"`
		Answers    int     `json:"answers"`
		Confidence float64 `json:"confidence"`
		Right      float64 `json:"right"`
	}
	out := struct {
		Queries    int      `json:"queries"`
		Answerable int      `json:"answerable"`
		Figures    []figure `json:"figures"`
		heldConcepts
		Bins []bin `json:"calibration"`
	}{r.Summary.Queries, r.Summary.Answerable, figures(r), held, nil}
	for _, b := range r.Calibration.Bins {
		if b.Answers > 0 {
			out.Bins = append(out.Bins, bin{round3(b.Low), round3(b.High), b.Answers, round3(b.Confidence), round3(b.Right)})
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}
