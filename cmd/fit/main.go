// Command fit finds the constants of transform/match/model.go and prints them.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/fit"
	"github.com/fwci-open-data/fwci/transform/match"
)

func main() {
	esco := flag.String("esco", "", "`PATH` of the official English download of ESCO v1.1.1")
	target := flag.String("target", "skills", "which model of labels to fit: skills, occupations or all")
	flag.Parse()
	if err := labels(*esco, match.Target(*target)); err != nil {
		fmt.Fprintf(os.Stderr, "fit: %v\n", err)
		os.Exit(1)
	}
}

// labels fits the model for queries that are labels alone, on alternative labels that are taken out of
// ESCO: with the thesaurus and without, so that the weights do not rest on it. The scale is fitted on
// other labels than the weights.
func labels(esco string, target match.Target) error {
	c, err := escodata.Load([]string{esco})
	if err != nil {
		return err
	}
	step := map[match.Target]int{match.Skills: 4, match.Occupations: 1, match.All: 5}[target]
	queries := fit.HoldOut(c, step, target.Types()...)
	var train, rest []match.Query
	for i, q := range queries {
		if i%2 == 0 {
			train = append(train, q)
		} else {
			rest = append(rest, q)
		}
	}
	with, without := match.NewIndex(c, target), match.NewIndex(c, target, match.WithoutThesaurus)
	list := fit.Examples(with, train, fit.Own, fit.Equally)
	list = append(list, fit.Examples(without, train, fit.Own, fit.Equally)...)
	w := fit.Descend(list, make([]float64, len(match.FeatureNames())), 0.003, 300, 0.1, nil, fit.Listwise)
	var others []fit.Example
	others = append(others, fit.Examples(with, rest, fit.Own, fit.Equally)...)
	report("fitted on", list, w)
	report("others", others, w)
	scale := fit.Scale(fit.Rows(others, w, 10))
	var b strings.Builder
	for k, v := range w {
		if fmt.Sprintf("%.2f", v) != "0.00" && fmt.Sprintf("%.2f", v) != "-0.00" {
			fmt.Fprintf(&b, "%s: %.2f, ", match.FeatureNames()[k], v)
		}
	}
	fmt.Printf("weights: features{\n%s\n},\nscale: scale{offset: %.2f, slope: %.2f, margin: %.2f, lead: %.2f, asked: %.2f, forms: %.2f},\n",
		b.String(), scale[0], scale[1], scale[2], scale[3], scale[4], scale[5])
	return nil
}

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
