package role_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

func released(t *testing.T) *dataset.Dataset {
	t.Helper()
	raw, err := extract.Load("../../raw")
	if err != nil {
		t.Fatal(err)
	}
	d, err := transform.Build(raw)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRoles holds counts that a person took from the handbook's tables, and what the handbook does not say.
func TestRoles(t *testing.T) {
	x := role.New(released(t))
	for _, tt := range []struct {
		profile, band            string
		general, technical       int
		technicalKnown, belowTec bool
		tasks, titles            int
	}{
		{"information-security", "intermediate", 28, 29, true, false, 20, 1},
		{"information-security", "journey", 30, 42, true, true, 20, 1},
		{"data-management", "intermediate", 28, 3, true, false, 20, 1},
		{"information-security", "entry", 21, 0, false, false, 20, 1},
		{"all-information-technology-management", "senior", 30, 0, false, false, 20, 0},
	} {
		r, ok := x.Of(tt.profile, tt.band)
		if !ok {
			t.Fatalf("no role of %s at %s", tt.profile, tt.band)
		}
		if len(r.General.Needs) != tt.general || len(r.Technical.Needs) != tt.technical || r.Technical.Known != tt.technicalKnown || r.Technical.BelowKnown != tt.belowTec || !r.General.Known {
			t.Errorf("%s at %s: %d general, %d technical, known %v, below %v", tt.profile, tt.band, len(r.General.Needs), len(r.Technical.Needs), r.Technical.Known, r.Technical.BelowKnown)
		}
		if len(r.Tasks) != tt.tasks || len(r.Titles) != tt.titles {
			t.Errorf("%s: %d tasks, %d titles", tt.profile, len(r.Tasks), len(r.Titles))
		}
	}
	if r, _ := x.Of("customer-support", "senior"); len(r.Technical.Left) != 1 || r.Technical.Left[0].Name != "Accessibility" {
		t.Errorf("left at the senior band: %v, want Accessibility, as the handbook's footnote says", r.Technical.Left)
	}
	if _, ok := x.Of("no-such-profile", "entry"); ok {
		t.Error("a profile that does not exist has a role")
	}
}

// TestBandOf holds the grades of the bands, with GS-8 in none.
func TestBandOf(t *testing.T) {
	x := role.New(released(t))
	want := []string{"entry", "entry", "entry", "", "intermediate", "intermediate", "intermediate", "journey", "journey", "senior", "senior"}
	for grade := role.LowestGrade; grade <= role.HighestGrade; grade++ {
		if b, _ := x.BandOf(grade); b.BandID != want[grade-role.LowestGrade] {
			t.Errorf("GS-%d: band %q, want %q", grade, b.BandID, want[grade-role.LowestGrade])
		}
	}
}

// TestRolesFollowTheTables computes every role from the tables in another way, and holds the order by rank.
func TestRolesFollowTheTables(t *testing.T) {
	d := released(t)
	x := role.New(d)
	compared := 0
	for _, p := range d.Profiles {
		for _, b := range d.Bands {
			r, _ := x.Of(p.ProfileID, b.BandID)
			for _, part := range []struct {
				kind string
				got  role.Part
			}{{"general", r.General}, {"technical", r.Technical}} {
				var got []string
				for i, n := range part.got.Needs {
					got = append(got, n.Competency.CompetencyID)
					if i > 0 && rank(part.got.Needs[i-1]) > rank(n) {
						t.Errorf("%s at %s: %s comes after a lower rank", p.ProfileID, b.BandID, n.Competency.Name)
					}
				}
				slices.Sort(got)
				if want := fromTables(d, p, b, part.kind); !slices.Equal(got, want) {
					t.Errorf("%s at %s: %s competencies %v, want %v", p.ProfileID, b.BandID, part.kind, got, want)
				}
				compared += len(got)
			}
		}
	}
	if compared < 1000 {
		t.Errorf("%d competencies compared, expected more", compared)
	}
}

func rank(n role.Need) int {
	if n.Ranking == nil || n.Ranking.CurrentRank == nil {
		return 1000
	}
	return *n.Ranking.CurrentRank
}

// fromTables reads the competencies of a kind off the tables, sorted.
func fromTables(d *dataset.Dataset, p dataset.Profile, b dataset.Band, kind string) []string {
	kinds, named := map[string]string{}, map[string]bool{}
	for _, c := range d.Competencies {
		kinds[c.CompetencyID] = c.Kind
	}
	for _, c := range d.ProfileCompetencies {
		named[fmt.Sprint(c.ProfileID, c.CompetencyID)] = true
	}
	var ids []string
	for _, c := range d.CompetencyBands {
		if !c.Important || c.BandID != b.BandID || kinds[c.CompetencyID] != kind {
			continue
		}
		if kind == "general" || c.ScopeID == dataset.OrEmpty(p.ClusterID) && named[fmt.Sprint(p.ProfileID, c.CompetencyID)] {
			ids = append(ids, c.CompetencyID)
		}
	}
	slices.Sort(ids)
	return ids
}
