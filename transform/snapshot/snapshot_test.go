package snapshot_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/skillfact"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/snapshot"
)

const skill = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000"

// concept is a URI of a skill in the form that ESCO has.
func concept(digit string) string { return skill + digit }

// download is a small ESCO download: stated types and inferred ones.
func download(t *testing.T, version string, edits ...string) *escodata.Classification {
	t.Helper()
	const head, group = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n", "http://data.europa.eu/esco/skill/"
	files := map[string]string{
		"skills_en.csv": head +
			"KnowledgeSkillCompetence," + concept("1") + ",knowledge,cross-sector,hardware,,Parts.\n" +
			"KnowledgeSkillCompetence," + concept("2") + ",,,repair hardware,,Replace parts.\n" +
			"KnowledgeSkillCompetence," + concept("3") + ",,,hardware\u00a0parts,,Parts.\n" +
			"KnowledgeSkillCompetence," + concept("4") + ",,,speak to hardware,,Talk.\n" +
			"KnowledgeSkillCompetence," + concept("5") + ",,,hardware and repair,,Both.\n",
		"skillGroups_en.csv": "conceptType,conceptUri,code,preferredLabel,altLabels,description\n" +
			"SkillGroup," + group + "S5,S5,work with computers,,W.\nSkillGroup," + group + "K1,K,knowledge,,K.\nSkillGroup," + group + "L,L,languages,,L.\nSkillGroup," + group + "T2,T2,thinking,,T.\n",
		"broaderRelationsSkillPillar.csv": "conceptType,conceptUri,broaderType,broaderUri\n" +
			line(concept("2"), group+"S5") + line(concept("3"), group+"K1") + line(concept("4"), group+"L") + line(concept("5"), group+"S5") + line(concept("5"), group+"K1") + line(concept("2"), group+"T2"),
		"digitalSkillsCollection_en.csv": "conceptType,conceptUri,preferredLabel,altLabels,description\nKnowledgeSkillCompetence," + concept("1") + ",hardware,,Parts.\n",
		"digCompSkillsCollection_en.csv": "conceptType,conceptUri,preferredLabel,altLabels,description\nKnowledgeSkillCompetence," + concept("1") + ",hardware,,Parts.\n",
	}
	dir := filepath.Join(t.TempDir(), "esco-v"+version)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.NewReplacer(edits...).Replace(text)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := escodata.Load([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func line(uri, broader string) string {
	return "KnowledgeSkillCompetence," + uri + ",SkillGroup," + broader + "\n"
}

func TestTake(t *testing.T) {
	concepts := []snapshot.Concept{
		{URI: concept("1"), Label: "hardware", Type: "knowledge"}, {URI: concept("2"), Label: "repair hardware", Type: "knowledge"}, {URI: concept("3"), Label: "hardware parts", Type: "knowledge"},
		{URI: concept("4"), Label: "speak to hardware", Type: "skill/competence"}, {URI: concept("5"), Label: "hardware and repair", Type: "knowledge"},
		{URI: concept("6"), Label: "gone", Type: "knowledge"}, {URI: concept("7"), Label: "never there", Type: "knowledge"},
	}
	gone := skillfact.Fact{URI: concept("6"), Label: "gone", Type: "knowledge", Basis: skillfact.Stated, ReuseLevel: "transversal", Version: "1.0.3"}
	unused := skillfact.Fact{URI: concept("9"), Label: "unused", Type: "knowledge", Basis: skillfact.Stated, Version: "1.0.3"}
	facts, missing := snapshot.Take(concepts, []skillfact.Fact{unused, gone}, download(t, "1.1.1"))
	want := []skillfact.Fact{
		{URI: concept("1"), Label: "hardware", Type: "knowledge", Basis: skillfact.Stated, ReuseLevel: "cross-sector", Tags: []string{"digComp", "digital"}, Version: "1.1.1"},
		{URI: concept("2"), Label: "repair hardware", Type: "skill/competence", Basis: skillfact.Hierarchy, Version: "1.1.1"},
		{URI: concept("3"), Label: "hardware parts", Type: "knowledge", Basis: skillfact.Hierarchy, Version: "1.1.1"},
		{URI: concept("4"), Label: "speak to hardware", Type: "skill/competence", Basis: skillfact.Mapping, Version: "1.1.1"},
		{URI: concept("5"), Label: "hardware and repair", Type: "knowledge", Basis: skillfact.Mapping, Version: "1.1.1"},
		gone,
	}
	if !slices.EqualFunc(facts, want, skillfact.Fact.Equal) {
		t.Errorf("took\n%+v\nexpected\n%+v", facts, want)
	}
	if len(missing) != 1 || missing[0].Label != "never there" {
		t.Errorf("missing are %+v; expected the concept that nothing describes", missing)
	}
}

func TestCheck(t *testing.T) {
	concepts := []snapshot.Concept{{URI: concept("1"), Label: "hardware", Type: "knowledge", Version: "1.1.1"}}
	good := skillfact.Fact{URI: concept("1"), Label: "hardware", Type: "knowledge", Basis: skillfact.Stated, ReuseLevel: "cross-sector", Tags: []string{"digComp", "digital"}, Version: "1.1.1", Line: 2}
	with := func(change func(*skillfact.Fact)) skillfact.Fact {
		f := good
		change(&f)
		return f
	}
	for _, test := range []struct {
		name  string
		fact  skillfact.Fact
		esco  *escodata.Classification
		kind  snapshot.Problem
		words string
	}{
		{"as the mappings", good, nil, "", ""},
		{"as the download", good, download(t, "1.1.1"), "", ""},
		{"an older download", with(func(f *skillfact.Fact) { f.Version, f.ReuseLevel = "1.2.0", "transversal" }), download(t, "1.1.1"), "", ""},
		{"another concept", with(func(f *skillfact.Fact) { f.URI = concept("2") }), nil, snapshot.Missing, "no row"},
		{"another label", with(func(f *skillfact.Fact) { f.Label = "hard ware" }), nil, snapshot.Stale, "it has the label “hard ware”; the mappings have “hardware”"},
		{"another type", with(func(f *skillfact.Fact) { f.Type = "skill/competence" }), nil, snapshot.Stale, "it has the type skill/competence; the mappings have knowledge"},
		{"an older version", with(func(f *skillfact.Fact) { f.Version = "1.1.0" }), nil, snapshot.Stale, "it is from ESCO 1.1.0; a mapping was judged on 1.1.1"},
		{"another reuse level", with(func(f *skillfact.Fact) { f.ReuseLevel = "" }), download(t, "1.1.1"), snapshot.Stale, "it has “hardware”, knowledge, type stated, tags digComp|digital, ESCO 1.1.1; the download has “hardware”, knowledge, type stated, cross-sector, tags digComp|digital, ESCO 1.1.1"},
		{"a tag less", with(func(f *skillfact.Fact) { f.Tags = f.Tags[1:] }), download(t, "1.1.1"), snapshot.Stale, "tags digital,"},
		{"a newer download", good, download(t, "1.3.0"), snapshot.Stale, "ESCO 1.3.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			remarks := snapshot.Check(concepts, []skillfact.Fact{test.fact}, test.esco)
			switch {
			case test.kind == "" && len(remarks) > 0:
				t.Errorf("remarks %+v; expected none", remarks)
			case test.kind == "":
			case len(remarks) == 0 || remarks[0].Problem != test.kind || !strings.Contains(remarks[0].Text, test.words):
				t.Errorf("remarks %+v; expected one that says %s: %s", remarks, test.kind, test.words)
			case test.kind == snapshot.Missing && (len(remarks) != 2 || remarks[1].Problem != snapshot.Unused || remarks[1].Line != 2):
				t.Errorf("remarks %+v; expected also that the row is not needed", remarks)
			}
		})
	}
}

// Mapped are the skills of published mappings that a set names: no rejected pair, no suggestion of the program, no
// identifier of this dataset.
func TestMapped(t *testing.T) {
	own := "https://w3id.org/fwci/2210/esco/x"
	set := &sssom.Set{Mappings: []sssom.Mapping{{Object: concept("2")}, {Object: concept("2"), Not: true}, {Object: concept("3"), Not: true}, {Object: concept("1")}, {Object: own}}}
	row := func(uri, version string) dataset.CompetencySkill {
		return dataset.CompetencySkill{CompetencyID: "a", SkillURI: uri, SkillLabel: "label of " + uri, SkillType: "knowledge", ESCOVersion: &version}
	}
	d := &dataset.Dataset{CompetencySkill: []dataset.CompetencySkill{row(concept("2"), "1.1.1"), row(concept("1"), "1.1"), row(concept("1"), "1.2.0"), row(concept("1"), "1.1.1"), row(concept("3"), "1.1.1"), row(concept("4"), "1.1.1"), row(own, "1.1.1")}}
	var found []string
	for _, c := range snapshot.Mapped([]*sssom.Set{set}, d) {
		found = append(found, c.URI+" "+c.Version)
		if c.Label != "label of "+c.URI || c.Type != "knowledge" {
			t.Errorf("%+v; expected what the mapping says", c)
		}
	}
	if want := []string{concept("1") + " 1.2.0", concept("2") + " 1.1.1"}; !slices.Equal(found, want) {
		t.Errorf("mapped are %q; expected %q", found, want)
	}
}
