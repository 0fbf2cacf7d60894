package site_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A chosen is what a reader asks Explore for; an empty part asks for nothing.
type chosen struct{ kind, cluster, specialty, band, rank, change string }

// wanted counts competencies and tasks from the tables: the scope in which bands and ranks are read is the chosen
// cluster or that of the specialty; a cluster has what its tables or its profiles name; a general competency that the profile of the whole series names is everywhere.
func wanted(d *dataset.Dataset, c chosen) int {
	scopes := map[string]bool{}
	for _, s := range d.Scopes {
		scopes[s.ScopeID] = true
	}
	narrow := func(cluster string) {
		for id := range scopes {
			if id != cluster && id != "all" {
				delete(scopes, id)
			}
		}
	}
	names := func(competency string, in func(dataset.Profile) bool) bool {
		return slices.ContainsFunc(d.ProfileCompetencies, func(r dataset.ProfileCompetency) bool {
			return r.CompetencyID == competency && slices.ContainsFunc(d.Profiles, func(p dataset.Profile) bool {
				return p.ProfileID == r.ProfileID && (p.ClusterID == nil || in(p))
			})
		})
	}
	if c.cluster != "" {
		narrow(c.cluster)
	}
	if c.specialty != "" {
		for _, p := range d.Profiles {
			if p.ProfileID == c.specialty {
				narrow(*p.ClusterID)
			}
		}
	}
	n := 0
	for _, x := range d.Competencies {
		fits := c.kind == "" || c.kind == x.Kind
		tables := slices.ContainsFunc(d.CompetencyBands, func(r dataset.CompetencyBand) bool {
			return r.CompetencyID == x.CompetencyID && r.ScopeID == c.cluster && r.Important
		}) || slices.ContainsFunc(d.CompetencyRankings, func(r dataset.CompetencyRanking) bool {
			return r.CompetencyID == x.CompetencyID && r.ScopeID == c.cluster
		})
		fits = fits && (c.cluster == "" || tables || names(x.CompetencyID, func(p dataset.Profile) bool { return *p.ClusterID == c.cluster }))
		fits = fits && (c.specialty == "" || names(x.CompetencyID, func(p dataset.Profile) bool { return p.ProfileID == c.specialty }))
		fits = fits && (c.band == "" || slices.ContainsFunc(d.CompetencyBands, func(r dataset.CompetencyBand) bool {
			return r.CompetencyID == x.CompetencyID && r.BandID == c.band && r.Important && scopes[r.ScopeID]
		}))
		ranked := func(test func(dataset.CompetencyRanking) bool) bool {
			return slices.ContainsFunc(d.CompetencyRankings, func(r dataset.CompetencyRanking) bool {
				return r.CompetencyID == x.CompetencyID && scopes[r.ScopeID] && test(r)
			})
		}
		trends := map[string][]string{"rising": {"rises", "enters"}, "falling": {"falls", "leaves"}, "same": {"same"}}[c.change]
		fits = fits && (c.change == "" || ranked(func(r dataset.CompetencyRanking) bool { return r.Trend != nil && slices.Contains(trends, *r.Trend) }))
		fits = fits && (c.rank == "" || ranked(func(r dataset.CompetencyRanking) bool {
			rank := r.CurrentRank
			if c.rank == "future" {
				rank = r.FutureRank
			}
			return rank != nil && *rank <= 10
		}))
		if fits {
			n++
		}
	}
	for _, x := range d.Tasks {
		fits := (c.kind == "" || c.kind == "task") && c.band+c.rank+c.change == ""
		done := func(in func(dataset.Profile) bool) bool {
			return slices.ContainsFunc(d.ProfileTasks, func(r dataset.ProfileTask) bool {
				return r.TaskID == x.TaskID && slices.ContainsFunc(d.Profiles, func(p dataset.Profile) bool { return p.ProfileID == r.ProfileID && p.ClusterID != nil && in(p) })
			})
		}
		fits = fits && (c.cluster == "" || done(func(p dataset.Profile) bool { return *p.ClusterID == c.cluster }))
		fits = fits && (c.specialty == "" || done(func(p dataset.Profile) bool { return p.ProfileID == c.specialty }))
		if fits {
			n++
		}
	}
	return n
}

// The counts that the tables give for the questions people asked.
func TestWantedFacets(t *testing.T) {
	d := get(t).set
	const development = "it-development-and-analysis"
	for _, test := range []struct {
		chosen chosen
		want   int
	}{
		{chosen{cluster: development, band: "intermediate"}, 7 + 28},
		{chosen{specialty: "data-management", band: "intermediate"}, 3 + 28},
		{chosen{cluster: development, change: "rising"}, 11 + 3 + 8},
		{chosen{kind: "task", specialty: "policy-and-planning"}, 13},
	} {
		if n := wanted(d, test.chosen); n != test.want {
			t.Errorf("%+v: %d in the tables; counted %d", test.chosen, n, test.want)
		}
	}
}

// Each pair of facets, counted in a browser and in the tables.
func TestBrowserFacets(t *testing.T) {
	v := visit(t)
	d := get(t).set
	type option struct{ value, meaning string }
	options := map[string][]option{"kind": {{"general", "general"}, {"technical", "technical"}, {"task", "task"}}, "rank": {{"now", "now"}, {"future", "future"}}, "change": {{"rising", "rising"}, {"falling", "falling"}, {"same", "same"}}}
	for _, c := range d.Clusters {
		options["cluster"] = append(options["cluster"], option{fmt.Sprint("c", c.Position), c.ClusterID})
	}
	for _, p := range d.Profiles {
		if p.ClusterID != nil {
			options["specialty"] = append(options["specialty"], option{fmt.Sprint("p", p.Position), p.ProfileID})
		}
	}
	for _, b := range d.Bands {
		options["band"] = append(options["band"], option{fmt.Sprint("b", b.Position), b.BandID})
	}
	v.open("explore/index.html")
	fields := []string{"kind", "cluster", "specialty", "band", "rank", "change"}
	for i, first := range fields {
		for _, second := range fields[i+1:] {
			for _, a := range options[first] {
				for _, b := range options[second] {
					var c chosen
					for field, meaning := range map[string]string{first: a.meaning, second: b.meaning} {
						*map[string]*string{"kind": &c.kind, "cluster": &c.cluster, "specialty": &c.specialty, "band": &c.band, "rank": &c.rank, "change": &c.change}[field] = meaning
					}
					n := value[int](v, fmt.Sprintf(`(() => {
						const form = document.querySelector(".filter[data-filter]");
						for (const field of form.elements) if (field.name) field.value = "";
						form.elements[%q].value = %q;
						form.elements[%q].value = %q;
						form.elements[%q].dispatchEvent(new Event("input", { bubbles: true }));
						return document.querySelectorAll("#list > li:not([hidden])").length;
					})()`, first, a.value, second, b.value, first))
					if want := wanted(d, c); n != want {
						t.Errorf("#%s=%s&%s=%s shows %d; the tables have %d", first, a.value, second, b.value, n, want)
					}
				}
			}
		}
	}
	v.complaints("the facets")
}
