package extract

import (
	"fmt"

	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// MaxNames is the largest number of different things of one kind (competencies, tasks, concepts, position
// titles …) that one source may name. The handbook to start from names 112 competencies and 181 tasks; a
// thousand such handbooks in one file are still read. More is a mistake, or a file made to stop the
// program: of 300,000 names a build would fill several gigabytes of memory before it could say anything.
const MaxNames = 200_000

// checkNames returns a problem for each kind of which a document names more than most.
func (d *Document) checkNames(most int) source.Problems {
	var problems source.Problems
	check := func(what string, names []source.Text) {
		seen := map[string]bool{}
		var beyond source.Text // the first name that is one too many
		for _, name := range names {
			if seen[name.Value] = true; len(seen) == most+1 && beyond.Value == "" {
				beyond = name
			}
		}
		if len(seen) > most {
			problems = append(problems, source.Problem{Path: d.Path, Line: beyond.Line(), Rule: "source-size",
				Message: fmt.Sprintf("the document names %d different %s; at most %d are read: check that the file is the one that sources.json means", len(seen), what, most)})
		}
	}
	switch {
	case d.Handbook != nil:
		check("competencies", d.competencies())
		check("tasks", d.tasks())
		check("profiles", texts(d.Handbook.Profiles, func(x handbook.Profile) source.Text { return x.Name }))
		check("clusters", texts(d.Handbook.Clusters, func(x handbook.Cluster) source.Text { return x.Name }))
	case d.Series != nil:
		check("position titles", texts(d.Series.Titles, func(x seriespage.Title) source.Text { return x.Printed }))
		check("duties", d.Series.Duties)
	case d.Occupation != nil:
		check("concepts", texts(d.Occupation.Relations, func(x escopage.Relation) source.Text { return x.Label }))
	}
	return problems
}

// texts returns a text of each item of a list.
func texts[T any](list []T, of func(T) source.Text) []source.Text {
	all := make([]source.Text, len(list))
	for i, item := range list {
		all[i] = of(item)
	}
	return all
}

// competencies returns every mention of a competency in a handbook.
func (d *Document) competencies() (all []source.Text) {
	for _, t := range append([]handbook.BandTable{d.Handbook.GeneralBands}, d.Handbook.TechnicalBands...) {
		for _, r := range t.Rows {
			all = append(all, r.Name)
		}
	}
	for _, t := range d.Handbook.Rankings {
		for _, r := range t.Rows {
			all = append(all, r.Name)
		}
	}
	for _, p := range d.Handbook.Profiles {
		all = append(all, p.Competencies...)
	}
	for _, l := range d.Handbook.Listed {
		all = append(all, l.Name)
	}
	for _, f := range d.Handbook.Definitions {
		all = append(all, f.Name)
	}
	return all
}

// tasks returns every task of a handbook's profiles.
func (d *Document) tasks() (all []source.Text) {
	for _, p := range d.Handbook.Profiles {
		all = append(all, p.Tasks...)
	}
	return all
}
