package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The tasks that people come with, done in a browser. Each expected answer is computed from the tables, and not
// by the packages that the pages are made with. The announcement is in TestBrowserAnnounces.

// names returns the sorted names of the competencies for which a condition is true.
func names(d *dataset.Dataset, is func(dataset.Competency) bool) []string {
	var list []string
	for _, c := range d.Competencies {
		if is(c) {
			list = append(list, c.Name)
		}
	}
	slices.Sort(list)
	return list
}

// important reports whether a table of bands calls a competency important at a band.
func important(d *dataset.Dataset, scope, band, competency string) bool {
	return slices.ContainsFunc(d.CompetencyBands, func(r dataset.CompetencyBand) bool {
		return r.ScopeID == scope && r.BandID == band && r.CompetencyID == competency && r.Important
	})
}

// named reports whether the profile of a specialty names a competency.
func named(d *dataset.Dataset, profile, competency string) bool {
	return slices.ContainsFunc(d.ProfileCompetencies, func(r dataset.ProfileCompetency) bool { return r.ProfileID == profile && r.CompetencyID == competency })
}

// sorted returns the texts that a selector finds, sorted.
func (v *visitor) sorted(selector string) []string {
	v.Helper()
	list := v.texts(selector)
	slices.Sort(list)
	return list
}

// A hiring manager asks what Information Security needs at GS-9.
func TestBrowserUserAsksForAGrade(t *testing.T) {
	v := visit(t)
	d := get(t).set
	v.open("index.html")
	v.choose(".ask [name=profile]", "information-security")
	v.choose(".ask [name=grade]", "9")
	v.run(chromedp.Click(chromedp.CSS(".ask button")))
	v.address("/role/information-security/intermediate.html")
	general := names(d, func(c dataset.Competency) bool { return important(d, "all", "intermediate", c.CompetencyID) })
	technical := names(d, func(c dataset.Competency) bool {
		return important(d, "it-operations-and-security", "intermediate", c.CompetencyID) && named(d, "information-security", c.CompetencyID)
	})
	if len(general) != 28 || len(technical) != 29 {
		t.Errorf("the tables have %d general and %d technical competencies; counted 28 and 29 in the handbook", len(general), len(technical))
	}
	v.equal("general competencies", v.sorted("section:has(> #general) tbody th a"), general)
	v.equal("technical competencies", v.sorted("section:has(> #technical) tbody th a"), technical)
	v.complaints("the answer")
}

// An analyst asks which competencies rise in IT Development and Analysis, including those that enter the ranking.
func TestBrowserUserAsksWhatRises(t *testing.T) {
	v := visit(t)
	d := get(t).set
	const cluster = "it-development-and-analysis"
	rises := func(scope, competency string, trends ...string) bool {
		return slices.ContainsFunc(d.CompetencyRankings, func(r dataset.CompetencyRanking) bool {
			return r.ScopeID == scope && r.CompetencyID == competency && slices.Contains(trends, dataset.OrEmpty(r.Trend))
		})
	}
	want := names(d, func(c dataset.Competency) bool {
		return rises(cluster, c.CompetencyID, "rises", "enters") || rises("all", c.CompetencyID, "rises", "enters")
	})
	enter := names(d, func(c dataset.Competency) bool { return rises(cluster, c.CompetencyID, "enters") })
	if len(enter) == 0 {
		t.Fatal("nothing enters the ranking: the task asks for what does")
	}
	v.open("explore/index.html")
	facet := value[string](v, `[...document.querySelector(".filter [name=cluster]").options].find((o) => o.text === "IT Development and Analysis").value`)
	v.choose(".filter [name=cluster]", facet)
	v.choose(".filter [name=change]", "rising")
	found := v.sorted("#list > li a")
	v.equal("what rises", found, want)
	for _, name := range enter {
		if !slices.Contains(found, name) {
			t.Errorf("%s enters the ranking and is not in the list", name)
		}
	}
	v.complaints("the list")
}

// An employee of Data Management compares it with Systems Analysis.
func TestBrowserUserCompares(t *testing.T) {
	v := visit(t)
	d := get(t).set
	v.open("compare/index.html")
	v.choose("#choose [name=from]", "data-management")
	v.choose("#choose [name=to]", "systems-analysis")
	for list, in := range map[string][2]bool{"learn": {false, true}, "shared": {true, true}, "left": {true, false}} {
		want := names(d, func(c dataset.Competency) bool {
			return c.Kind == "technical" && named(d, "data-management", c.CompetencyID) == in[0] && named(d, "systems-analysis", c.CompetencyID) == in[1]
		})
		if len(want) == 0 {
			t.Errorf("the tables have nothing for the list %s: the task asks for each of the three", list)
		}
		v.equal(list, v.sorted("[data-list=competencies-"+list+"] li"), want)
	}
	v.complaints("the comparison")
}

// A manager collects the self-assessments of three people by their addresses.
func TestBrowserUserChecksThreePeople(t *testing.T) {
	v := visit(t)
	d := get(t).set
	const level = 3
	asked := names(d, func(c dataset.Competency) bool {
		return important(d, "all", "intermediate", c.CompetencyID) ||
			important(d, "it-operations-and-security", "intermediate", c.CompetencyID) && named(d, "information-security", c.CompetencyID)
	})
	ids := map[string]string{}
	for _, c := range d.Competencies {
		ids[c.Name] = c.CompetencyID
	}
	for person, levels := range [][]int{{2, 3, 1}, {0, 4}, {5}} {
		var ratings []string
		below := 0
		for i, rating := range levels {
			ratings = append(ratings, fmt.Sprintf("%s:%d", ids[asked[i]], rating))
			if rating < level {
				below++
			}
		}
		v.open(fmt.Sprintf("gap/index.html#role=information-security@intermediate&level=%d&r=%s", level, strings.Join(ratings, ".")))
		v.equal(fmt.Sprintf("person %d", person+1), v.texts("#choose output"), []string{fmt.Sprintf("%d of %d rated; %d below the level", len(levels), len(asked), below)})
	}
	v.complaints("the self-assessment")
}
