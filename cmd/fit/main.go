// Command fit finds the constants of transform/match/model.go and prints them with what they are worth.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
	"github.com/fwci-open-data/fwci/transform/fit"
	"github.com/fwci-open-data/fwci/transform/match"
)

func main() {
	esco := flag.String("esco", "", "`PATH` of the official English download of ESCO v1.1.1")
	gold := flag.String("gold", "", "`DIR` with dev.tsv, the judged competencies")
	model := flag.String("model", "skills", "which `MODEL` to fit: skills, occupations or all for labels alone; definitions for queries with a definition")
	flag.Parse()
	c, err := escodata.Load([]string{*esco})
	switch {
	case err != nil:
	case *model == "definitions":
		err = definitions(fit.Source{Root: ".", Gold: *gold, ESCO: c})
	case match.Target(*model).Types() == nil:
		err = fmt.Errorf("no model %q; expected skills, occupations, all or definitions", *model)
	default:
		labels(c, match.Target(*model))
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "fit: %v\n", err)
		os.Exit(1)
	}
}

// depth is how many candidates of each query a scale is fitted on.
const depth = evaluate.CalibrationDepth

// A plan says how a model of labels is fitted.
type plan struct {
	step  int     // one alternative label is taken out of every so many concepts
	prior bool    // start from the weights for queries with a definition, which judges gave
	pull  float64 // how strongly the weights are drawn to the start
	thin  bool    // take every other label that stays out, too
}

// The plans, by what did best on labels held out and on the sets that settings are chosen with.
var plans = map[match.Target]plan{
	match.Skills:      {step: 7, prior: true, pull: 0.03, thin: true},
	match.Occupations: {step: 1, pull: 0.003},
	match.All:         {step: 9, prior: true, pull: 0.03, thin: true},
}

// labels fits the model for queries that are labels alone, on alternative labels that are taken out of
// ESCO: with the thesaurus and without, so that the weights do not rest on it. The scale is fitted on other
// labels than the weights, with fewer labels like them left.
func labels(c *escodata.Classification, target match.Target) {
	p := plans[target]
	queries := fit.HoldOut(c, p.step, target.Types()...)
	var train, rest []match.Query
	for i, q := range queries {
		if i%2 == 0 {
			train = append(train, q)
		} else {
			rest = append(rest, q)
		}
	}
	examples := func(queries []match.Query) []fit.Example {
		with, without := match.NewIndex(c, target), match.NewIndex(c, target, match.WithoutThesaurus)
		return append(fit.Examples(with, queries, fit.Own, fit.Equally), fit.Examples(without, queries, fit.Own, fit.Equally)...)
	}
	if p.thin {
		fit.Thin(c, target.Types()...)
	}
	list := examples(train)
	if !p.thin {
		fit.Thin(c, target.Types()...)
	}
	others := examples(rest)
	start := make([]float64, len(match.FeatureNames()))
	if p.prior {
		start = match.Weights(target, true)
		for k, name := range match.FeatureNames() {
			if name == "fSameOther" {
				start[k] = 0 // of labels alone, such a concept comes first whatever its score
			}
		}
	}
	const steps, rate = 250, 0.1
	w := fit.Descend(list, start, p.pull, steps, rate, nil, fit.Listwise)
	report("fitted on", list, w)
	report("others", others, w)
	show(w, fit.Scale(fit.Rows(others, w, depth, 1)))
}

// definitions fits the model for queries with a definition, on judged competencies. The scale is fitted on
// the competencies of the handbook, each by weights that were fitted without it.
func definitions(s fit.Source) error {
	developed, err1 := s.Development()
	general, err2 := s.General()
	others, err3 := s.Others()
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	gain := fit.Gain(developed, general, others)
	x := match.NewIndex(s.ESCO, match.Skills)
	handbook := fit.Examples(x, developed.Queries, gain, fit.WeightOf)
	list := append(fit.Examples(x, append(general.Queries, others.Queries...), gain, fit.WeightOf), handbook...)
	var rows []fit.Row
	const folds = 10
	for fold := range folds {
		var rest, out []fit.Example
		for i, e := range list {
			if i%folds != fold {
				rest = append(rest, e)
			} else if i >= len(list)-len(handbook) {
				out = append(out, e)
			}
		}
		rows = append(rows, fit.Rows(out, fit.Weights(rest, onlyTitles()), depth, evaluate.Gain(goldset.Close))...)
	}
	w := fit.Weights(list, onlyTitles())
	report("fitted on", list, w)
	show(w, fit.Scale(rows, 3, 4, 5))
	return nil
}

// onlyTitles are the features that only labels alone are ranked by: besides words near in meaning, the
// likeness of labels adds nothing where there is a definition.
func onlyTitles() map[int]bool {
	drop := map[int]bool{}
	for k, name := range match.FeatureNames() {
		switch name {
		case "fPart", "fEqual", "fForm", "fFormAlt", "fHead", "fRoleOther":
			drop[k] = true
		}
	}
	return drop
}

// show prints weights and a scale as model.go has them.
func show(w, scale []float64) {
	var b strings.Builder
	for k, v := range w {
		if text := fmt.Sprintf("%.2f", v); text != "0.00" && text != "-0.00" {
			fmt.Fprintf(&b, "%s: %s, ", match.FeatureNames()[k], text)
		}
	}
	fmt.Printf("weights: features{\n%s\n},\nscale: scale{offset: %.2f, slope: %.2f, margin: %.2f, lead: %.2f, asked: %.2f, forms: %.2f},\n",
		b.String(), scale[0], scale[1], scale[2], scale[3], scale[4], scale[5])
}

// report prints how many queries of a list have a right concept first, by weights alone.
func report(name string, list []fit.Example, w []float64) {
	first, mrr := 0.0, 0.0
	for i := range list {
		for rank, at := range fit.Order(list[i].Scores(w)) {
			if list[i].Gains[at] > 0 {
				mrr += 1 / float64(rank+1)
				if rank == 0 {
					first++
				}
				break
			}
		}
	}
	n := float64(len(list))
	fmt.Printf("%-12s %5d queries  first %.3f  MRR %.3f\n", name, len(list), first/n, mrr/n)
}
