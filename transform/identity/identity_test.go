package identity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

const base = "https://w3id.org/fwci/2210/"

// The IRIs are those that the release contract gives; each leads back to its record.
func TestIRIAndBack(t *testing.T) {
	for _, test := range []struct{ table, key, iri string }{
		{"competencies", "accessibility", base + "competency/accessibility"},
		{"profiles", "all-information-technology-management", base + "profile/all-information-technology-management"},
		{"tasks", "task-0123456789", base + "task/task-0123456789"},
		{"clusters", "it-operations-and-security", base + "cluster/it-operations-and-security"},
		{"bands", "entry", base + "band/entry"},
		{"series_titles", "0560-budget-analyst", base + "title/0560-budget-analyst"},
		{"source_documents", "handbook-2210", base + "source/handbook-2210"},
		{"series_qualifications", "2210|A", base + "qualification/2210/A"},
		{"competency_rankings", "all|memory", base + "ranking/all/memory"},
		{"competency_aliases", "c|Net/Web (NW.1) é", base + "label/c/Net~2FWeb~20~28NW~2E1~29~20~C3~A9"},
		{"competency_aliases", "c|50% ~/", base + "label/c/50~25~20~7E~2F"},
	} {
		iri := identity.IRI(base, test.table, strings.Split(test.key, "|")...)
		if iri != test.iri {
			t.Errorf("%s %s is %s; expected %s", test.table, test.key, iri, test.iri)
		}
		if r, ok := identity.Parse(base, iri); !ok || r.Table != test.table || r.Key != test.key {
			t.Errorf("%s leads to %v, %t; expected %s %q", iri, r, ok, test.table, test.key)
		}
		for _, other := range []string{"https://example.org/2299/", "https://example.org/set#"} {
			if r, ok := identity.Parse("", identity.IRI(other, test.table, strings.Split(test.key, "|")...)); !ok || r.Table != test.table || r.Key != test.key {
				t.Errorf("below %s: %v, %t; expected %s %q", other, r, ok, test.table, test.key)
			}
		}
	}
	if r, ok := identity.Parse(base, base+"label/c/Net%2FWeb%20%28NW%2E1%29%20%C3%A9"); !ok || r.Key != "c|Net/Web (NW.1) é" {
		t.Errorf("an IRI of release 1.0.0 leads to %v, %t", r, ok)
	}
	if iri := identity.IRI(base, "esco_skills", "http://data.europa.eu/esco/skill/1"); iri != "http://data.europa.eu/esco/skill/1" {
		t.Errorf("an ESCO skill is %s; expected its own URI", iri)
	}
	if iri := identity.IRI(base, "source_lines", "handbook-2210", "1"); iri != "" {
		t.Errorf("a source line is %s; expected no IRI", iri)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range [][2]string{
		{base, "https://example.org/competency/accessibility"}, {base, base + "competency/"}, {base, base + "competency/a/b"}, {base, base + "x/competency/a"},
		{base, base}, {base, ""}, {"", ""}, {"", "competency/accessibility"}, {"", base + "competency/Accessibility"}, {"", base + "competency/a%20b"},
		{"", base + "mycompetency/memory"}, {"", base + "competency/memory/more"}, {"", "https://w3id.org/sssom/NoTermFound"},
		{"", "http://data.europa.eu/esco/skill/accessibility"}, {base, base + "source/%zz"}, {base, base + "source/a~"}, {base, base + "source/a~2"}, {base, base + "source/a~zz"},
	} {
		if r, ok := identity.Parse(test[0], test[1]); ok {
			t.Errorf("%q below %q leads to %v; expected nothing", test[1], test[0], r)
		}
	}
}

// A title is labelled as the page prints it, whatever part of its parenthetical is missing.
func TestTitleLabels(t *testing.T) {
	name, code := "Data Management", "DATAMGT"
	d := &dataset.Dataset{SeriesTitles: []dataset.SeriesTitle{
		{TitleID: "a", Title: "Information Technology Specialist", ParentheticalName: &name, ParentheticalCode: &code},
		{TitleID: "b", Title: "Information Technology Specialist", ParentheticalCode: &code},
		{TitleID: "0560-budget-analyst-data-management", Title: "Budget Analyst", ParentheticalName: &name},
		{TitleID: "0560-budget-analyst", Title: "Budget Analyst"},
	}}
	labels := identity.Labels(d, "series_titles")
	for i, want := range []string{
		"Information Technology Specialist (Data Management/DATAMGT)", "Information Technology Specialist (DATAMGT)", "Budget Analyst (Data Management)", "Budget Analyst",
	} {
		if got := identity.Title(d.SeriesTitles[i]); got != want || labels[d.SeriesTitles[i].TitleID] != want {
			t.Errorf("title %d is %q and %q; expected %q", i, got, labels[d.SeriesTitles[i].TitleID], want)
		}
	}
}

func TestLabels(t *testing.T) {
	d := &dataset.Dataset{
		Competencies: []dataset.Competency{{CompetencyID: "accessibility", Name: "Accessibility"}},
		Tasks:        []dataset.Task{{TaskID: "task-1", Statement: "Tests."}},
		ESCOSkills:   []dataset.ESCOSkill{{SkillURI: "http://x", PreferredLabel: "x-ray"}},
	}
	for table, want := range map[string][2]string{"competencies": {"accessibility", "Accessibility"}, "tasks": {"task-1", "Tests."}, "esco_skills": {"http://x", "x-ray"}} {
		if got := identity.Labels(d, table)[want[0]]; got != want[1] {
			t.Errorf("%s %s is called %q; expected %q", table, want[0], got, want[1])
		}
	}
	if got := identity.Labels(d, "source_lines"); got != nil {
		t.Errorf("source lines are called %v; expected nothing", got)
	}
}

// Every kind is of a table of the field dictionary; IRIs that the contract fixes have a key of one column; and
// only tables whose keys differ in their number of columns or their form share a segment.
func TestKindsAgreeWithTheSchemas(t *testing.T) {
	segments := map[string][]string{}
	for _, k := range identity.Kinds() {
		s, ok := schemas.Lookup(k.Table)
		if !ok {
			t.Errorf("no table %s", k.Table)
		}
		if k.Fixed && len(s.PrimaryKey) != 1 {
			t.Errorf("the key of %s is %q; expected one column", k.Table, s.PrimaryKey)
		}
		if k.Outside == (k.Segment != "") && (k.Fixed || k.Outside) {
			t.Errorf("%s has the segment %q and keys from outside: %t; expected one or the other", k.Table, k.Segment, k.Outside)
		}
		if k.Fixed && identity.Table(s.PrimaryKey[0]) != k.Table {
			t.Errorf("the column %s identifies records of %q; expected %s", s.PrimaryKey[0], identity.Table(s.PrimaryKey[0]), k.Table)
		}
		if k.Segment != "" {
			segments[k.Segment] = append(segments[k.Segment], k.Table)
		}
	}
	delete(segments, "importance") // of a cell and of its note, which are one node in the linked data
	// The forms of the keys distinguish what the frameworks of others identify below one segment.
	if got := segments["nice"]; !slices.Equal(got, []string{"nice_categories", "nice_work_roles", "nice_competency_areas", "nice_statements"}) {
		t.Errorf("%q share the segment nice", got)
	}
	if got := segments["dcwf"]; !slices.Equal(got, []string{"dcwf_elements", "dcwf_work_roles", "dcwf_statements"}) {
		t.Errorf("%q share the segment dcwf", got)
	}
	delete(segments, "nice")
	delete(segments, "dcwf")
	for segment, tables := range segments {
		if len(tables) > 1 {
			t.Errorf("%q share the segment %s", tables, segment)
		}
	}
}

// Each identifier of NICE and of the DCWF leads back to its table, also where a code and a statement have one.
func TestFrameworksOfOthers(t *testing.T) {
	const base = "https://w3id.org/fwci/2210/"
	for _, test := range [][3]string{
		{"nice_categories", "DD", "nice/DD"}, {"nice_work_roles", "DD-WRL-001", "nice/DD-WRL-001"}, {"nice_competency_areas", "NF-COM-002", "nice/NF-COM-002"},
		{"nice_statements", "T0084", "nice/T0084"}, {"nice_statements", "K1139", "nice/K1139"},
		{"dcwf_elements", "IT", "dcwf/IT"}, {"dcwf_work_roles", "461", "dcwf/role-461"}, {"dcwf_statements", "461", "dcwf/461"}, {"dcwf_statements", "390A", "dcwf/390A"},
	} {
		iri := identity.IRI(base, test[0], test[1])
		record, ok := identity.Parse(base, iri)
		if other, again := identity.Parse("", "https://example.org/x/"+test[2]); iri != base+test[2] || !ok || record != (identity.Record{Table: test[0], Key: test[1]}) || !again || other != record {
			t.Errorf("%s %s is %s, which is %v; expected %s and back", test[0], test[1], iri, record, test[2])
		}
	}
	for _, wrong := range []string{"nice/dd", "nice/T", "dcwf/role-", "dcwf/role-390A", "dcwf/A390"} {
		if r, ok := identity.Parse(base, base+wrong); ok {
			t.Errorf("%s leads to %v; expected nothing", wrong, r)
		}
	}
}

func TestKeysInOrder(t *testing.T) {
	keys := []string{"handbook-2210|10", "handbook-2210|9", "a|100", "handbook-2210|9|x"}
	identity.SortKeys("source_lines", keys)
	if want := []string{"a|100", "handbook-2210|9", "handbook-2210|9|x", "handbook-2210|10"}; !slices.Equal(keys, want) {
		t.Errorf("in order: %q; expected %q", keys, want)
	}
	if identity.Compare("competencies", "a", "a") != 0 || identity.Compare("series_duties", "2210|2", "2210|10") >= 0 || identity.Compare("esco_skills", "http://b", "http://a") <= 0 {
		t.Error("keys are compared otherwise than value by value")
	}
}
