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

// An abbreviation that only the text of a concept defines is written out, one that a label has is not.
func TestAcronymOfTheConcepts(t *testing.T) {
	x := NewFrameworkIndex("f", []Concept{
		{ID: "a", Label: "federal information security law", Definition: "Duties under the Federal Information Security Modernization Act (FISMA)."},
		{ID: "b", Label: "BIM software", Definition: "Software for the Building Inventory Method (BIM)."},
		{ID: "c", Label: "methods for the inventory of buildings", Definition: "How buildings are counted."},
	})
	if got := x.writeOut("FISMA and BIM", nil); got != "Federal Information Security Modernization Act and BIM" {
		t.Errorf("read as %q", got)
	}
	for label, want := range map[string]string{"FISMA": "a", "BIM": "b"} {
		if found := x.Search(Query{Label: label}, 1); found[0].URI != want {
			t.Errorf("%s finds %+v; expected %s", label, found, want)
		}
	}
	if got := x.writeOut("FISMA RULES", nil); got != "FISMA RULES" {
		t.Errorf("a label of capitals is read as %q", got)
	}
}
