package crosswalk

import (
	"maps"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The order is the relation, the confidence, the identifier; no confidence is less than the smallest one.
func TestCompare(t *testing.T) {
	row := func(predicate string, confidence *float64, object string) Row {
		return Row{Predicate: predicate, Confidence: confidence, Object: object}
	}
	want := []Row{
		row("exactMatch", new(0.1), "z"), row("exactMatch", nil, "a"), row("closeMatch", new(0.9), "b"), row("closeMatch", new(0.9), "c"), row("closeMatch", new(0.0), "a"), row("closeMatch", nil, "a"),
		row("broadMatch", new(1.0), "a"), row("narrowMatch", new(1.0), "a"), row("relatedMatch", new(1.0), "a"), row("unknownMatch", new(1.0), "a"),
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	for i := range want {
		if Compare(got[i], want[i]) != 0 || got[i].Object != want[i].Object || got[i].Predicate != want[i].Predicate {
			t.Errorf("place %d has %+v; expected %+v", i, got[i], want[i])
		}
	}
}

func TestRecommended(t *testing.T) {
	for _, test := range []struct {
		name string
		rows []Row
		want map[string]int
	}{
		{"none", nil, map[string]int{}},
		{"nothing is equal or close", []Row{{Subject: "a", Predicate: "narrowMatch", Confidence: new(1.0)}, {Subject: "a", Predicate: "broadMatch"}, {Subject: "a", Predicate: "relatedMatch"}}, map[string]int{}},
		{"exact before close", []Row{{Subject: "a", Predicate: "closeMatch", Confidence: new(1.0)}, {Subject: "a", Predicate: "exactMatch", Confidence: new(0.1)}}, map[string]int{"a": 1}},
		{"an exact one without confidence", []Row{{Subject: "a", Predicate: "closeMatch", Confidence: new(1.0)}, {Subject: "a", Predicate: "exactMatch"}}, map[string]int{"a": 1}},
		{"the higher confidence", []Row{{Subject: "a", Object: "1", Predicate: "closeMatch", Confidence: new(0.7)}, {Subject: "a", Object: "2", Predicate: "closeMatch", Confidence: new(0.8)}, {Subject: "a", Object: "3", Predicate: "closeMatch"}}, map[string]int{"a": 1}},
		{"none has a confidence", []Row{{Subject: "a", Object: "2", Predicate: "closeMatch"}, {Subject: "a", Object: "1", Predicate: "closeMatch"}}, map[string]int{"a": 1}},
		{"a tie", []Row{{Subject: "a", Object: "2", Predicate: "exactMatch", Confidence: new(0.7)}, {Subject: "a", Object: "1", Predicate: "exactMatch", Confidence: new(0.7)}}, map[string]int{"a": 1}},
		{"each subject", []Row{{Subject: "a", Predicate: "closeMatch"}, {Subject: "b", Predicate: "narrowMatch"}, {Subject: "c", Predicate: "exactMatch", Status: Suggested}}, map[string]int{"a": 0, "c": 2}},
	} {
		if got := Recommended(test.rows); !maps.Equal(got, test.want) {
			t.Errorf("%s: recommended are %v; expected %v", test.name, got, test.want)
		}
	}
}

// Recommend fills every mapping table, whatever the column held.
func TestRecommend(t *testing.T) {
	d := &dataset.Dataset{
		CompetencySkill: []dataset.CompetencySkill{
			{CompetencyID: "a", SkillURI: "http://b", Predicate: "closeMatch", Recommended: true, Confidence: new(0.5)}, {CompetencyID: "a", SkillURI: "http://c", Predicate: "closeMatch", Confidence: new(0.6)},
			{CompetencyID: "b", SkillURI: "http://b", Predicate: "broadMatch", Recommended: true},
		},
		ProfileOccupation: []dataset.ProfileOccupation{{ProfileID: "p", OccupationURI: "http://o", Predicate: "exactMatch"}},
		TitleProfile:      []dataset.TitleProfile{{TitleID: "t", ProfileID: "p", Predicate: "closeMatch"}},
	}
	if err := Recommend(d); err != nil {
		t.Fatal(err)
	}
	s := d.CompetencySkill
	if s[0].Recommended || !s[1].Recommended || s[2].Recommended || !d.ProfileOccupation[0].Recommended || !d.TitleProfile[0].Recommended {
		t.Errorf("recommended are %+v, %+v, %+v", s, d.ProfileOccupation, d.TitleProfile)
	}
}
