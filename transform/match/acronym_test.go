package match

import "testing"

func TestExpansions(t *testing.T) {
	e := expansionsOf([]Query{
		{Label: "Continuous Diagnostics and Mitigation (CDM)"},
		{Label: "Audit", Definition: "Work under the Federal Information Security Modernization Act (FISMA) and others."},
		{Label: "Chief Diversity Officer (CEO)"},
		{Label: "Continuous Delivery Model (CDM)"},
		{Label: "Research & Development (R&D)"},
	})
	for short, want := range map[string]string{"CDM": "Continuous Diagnostics and Mitigation", "FISMA": "Federal Information Security Modernization Act", "CEO": ""} {
		if e[short] != want {
			t.Errorf("%s stands for %q; expected %q", short, e[short], want)
		}
	}
	for label, want := range map[string]string{
		"FISMA compliance": "Federal Information Security Modernization Act compliance", "Continuous Diagnostics (CDM)": "Continuous Diagnostics (CDM)", "fisma": "fisma",
	} {
		if got := e.apply(label); got != want {
			t.Errorf("%q is read as %q; expected %q", label, got, want)
		}
	}
}

// An abbreviation that another entry of the list defines is read as what it stands for.
func TestAcronymOfTheList(t *testing.T) {
	x := NewFrameworkIndex("f", []Concept{{ID: "a", Label: "continuous diagnostics and mitigation"}, {ID: "b", Label: "cow milking"}})
	found := x.SearchAll([]Query{{Label: "CDM"}, {Label: "Continuous Diagnostics and Mitigation (CDM)"}}, 1)
	if found[0][0].URI != "a" || found[0][0].Confidence < 0.5 {
		t.Errorf("CDM finds %+v; expected a", found[0])
	}
	if alone := x.Search(Query{Label: "CDM"}, 1); alone[0].Confidence > 0.05 {
		t.Errorf("CDM alone finds %+v; expected no confidence", alone[0])
	}
}
