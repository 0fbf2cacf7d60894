package transform_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

// Every profile at every band, compared with the rows of the tables themselves.
func TestRolesAreTheTables(t *testing.T) {
	_, d := exporttest.Texts(t)
	important := map[string]bool{}
	for _, r := range d.CompetencyBands {
		if r.Important {
			important[r.ScopeID+"|"+r.BandID+"|"+r.CompetencyID] = true
		}
	}
	x := role.NewIndex(d)
	for _, p := range d.Profiles {
		for i, b := range d.Bands {
			r, ok := x.At(p.ProfileID, b.BandID)
			if !ok {
				t.Fatalf("no role %s at %s", p.ProfileID, b.BandID)
			}
			var general, technical, fresh []string
			for _, c := range d.Competencies {
				if important["all|"+b.BandID+"|"+c.CompetencyID] {
					general = append(general, c.CompetencyID)
				}
			}
			for _, pc := range d.ProfileCompetencies {
				if cluster := dataset.OrEmpty(p.ClusterID); pc.ProfileID == p.ProfileID && cluster != "" && important[cluster+"|"+b.BandID+"|"+pc.CompetencyID] {
					technical = append(technical, pc.CompetencyID)
					if i > 1 && !important[cluster+"|"+d.Bands[i-1].BandID+"|"+pc.CompetencyID] { // the table begins at the second band
						fresh = append(fresh, pc.CompetencyID)
					}
				}
			}
			equal(t, fmt.Sprint("general of ", p.ProfileID, b.BandID), ids(r.General.Needs, false), general)
			equal(t, fmt.Sprint("technical of ", p.ProfileID, b.BandID), ids(r.Technical.Needs, false), technical)
			equal(t, fmt.Sprint("new technical of ", p.ProfileID, b.BandID), ids(r.Technical.Needs, true), fresh)
			if want := p.ClusterID != nil && b.BandID != "entry"; r.Technical.Covered != want {
				t.Errorf("%s at %s: the technical table covers the band: %v", p.ProfileID, b.BandID, r.Technical.Covered)
			}
		}
	}
}

func ids(needs []role.Need, fresh bool) []string {
	var found []string
	for _, n := range needs {
		if !fresh || n.New {
			found = append(found, n.Competency.CompetencyID)
		}
	}
	return found
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// Counted in the handbook: lines 109 to 143 for the general competencies, 157 to 207 and 648 to 664 for the technical ones.
func TestInformationSecurityAtGS9(t *testing.T) {
	_, d := exporttest.Texts(t)
	band, ok := role.BandOf(d.Bands, 9)
	if !ok || band.BandID != "intermediate" {
		t.Fatalf("GS-9 is of the band %q", band.BandID)
	}
	r, _ := role.NewIndex(d).At("information-security", band.BandID)
	if len(r.General.Needs) != 28 || len(r.Technical.Needs) != 29 || len(r.Tasks) != 20 || len(r.Titles) != 1 {
		t.Errorf("%d general, %d technical, %d tasks, %d titles; expected 28, 29, 20, 1", len(r.General.Needs), len(r.Technical.Needs), len(r.Tasks), len(r.Titles))
	}
	if r.General.Below == nil || r.General.Below.BandID != "entry" || r.Technical.Below != nil || r.Technical.First.BandID != "intermediate" {
		t.Errorf("the bands below are %v and %v", r.General.Below, r.Technical.Below)
	}
	// Systems Security is first, and the ranks do not fall from one to the next.
	last := 0
	for _, n := range r.Technical.Needs {
		if n.Ranking != nil && n.Ranking.CurrentRank != nil {
			if *n.Ranking.CurrentRank < last {
				t.Errorf("%s has the rank %d after %d", n.Competency.Name, *n.Ranking.CurrentRank, last)
			}
			last = *n.Ranking.CurrentRank
		}
	}
	if last == 0 {
		t.Error("no competency has a rank")
	}
}

func TestGrades(t *testing.T) {
	_, d := exporttest.Texts(t)
	want := map[int]string{4: "", 5: "entry", 6: "entry", 7: "entry", 8: "", 9: "intermediate", 11: "intermediate", 12: "journey", 13: "journey", 14: "senior", 15: "senior", 16: ""}
	for grade, id := range want {
		if band, ok := role.BandOf(d.Bands, grade); band.BandID != id || ok != (id != "") {
			t.Errorf("GS-%d is of the band %q; expected %q", grade, band.BandID, id)
		}
	}
	if grades := role.Grades(d.Bands); !slices.Equal(grades, []int{5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}) {
		t.Errorf("the grades are %v", grades)
	}
	if _, ok := role.NewIndex(d).At("no-such-profile", "entry"); ok {
		t.Error("a profile that is not there has a role")
	}
}
