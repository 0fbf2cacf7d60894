package match_test

import (
	"reflect"
	"testing"

	"github.com/fwci-open-data/fwci/transform/match"
)

// An index that drops the texts that it has read answers as one that keeps them.
func TestDroppingTexts(t *testing.T) {
	concepts := []match.Concept{
		{ID: "a", Label: "network security", Definition: "Protecting networks against intrusion."},
		{ID: "b", Label: "welding", Alternatives: []string{"joining metal"}, Definition: "Joining metal parts by heat."},
		{ID: "c", Label: "bookkeeping", Definition: "Recording the payments of a company."},
	}
	queries := []match.Query{{ID: "1", Label: "intrusion protection"}, {ID: "2", Label: "metal", Definition: "heat"}, {ID: "3", Label: "payments"}}
	kept, dropped := match.NewFrameworkIndex("x", concepts), match.NewFrameworkIndex("x", concepts, match.DroppingTexts)
	for _, q := range queries {
		want, _ := kept.SearchEach(t.Context(), []match.Query{q}, 3, func(int) {})
		got, _ := dropped.SearchEach(t.Context(), []match.Query{q}, 3, func(int) {})
		if len(want[0]) == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: found %v; expected %v", q.Label, got, want)
		}
	}
	for i := range concepts {
		before, after := kept.Classification().Concepts[i], dropped.Classification().Concepts[i]
		if before.Description == "" || after.Description != "" || after.Label != before.Label {
			t.Errorf("%s is described by %q, and by %q once dropped; expected a text, and nothing", before.Label, before.Description, after.Description)
		}
	}
}
