package match_test

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match"
)

// smallESCO is a classification of a few made-up skills and occupations.
func smallESCO(t testing.TB) *escodata.Classification {
	t.Helper()
	var skills, occupations strings.Builder
	skills.WriteString("conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n")
	for i, row := range []string{
		`knowledge,cross-sector,risk management,"hazard control",The process of identifying and assessing hazards.`,
		`skill/competence,sector-specific,manage risk in mining,"handle risk in mining",Control hazards in a mine.`,
		`knowledge,sector-specific,ICT encryption,"data encryption",The conversion of data into a format that only authorised parties read.`,
		`skill/competence,cross-sector,organise databases,"organize databases",Arrange data in databases.`,
		`skill/competence,transversal,make decisions,"take decisions",Choose between several possibilities.`,
		`skill/competence,sector-specific,milk cows,"cow milking",Milk cows by hand or machine.`,
	} {
		fmt.Fprintf(&skills, "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/%d,%s\n", i+1, row)
	}
	occupations.WriteString("conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n")
	for i, row := range []string{`2522,database administrator,"DB manager",Runs databases.,2522.1`, `5141,hairdresser,"hair stylist",Cuts hair.,5141.1`} {
		fmt.Fprintf(&occupations, "Occupation,http://data.europa.eu/esco/occupation/%d,%s\n", i+1, row)
	}
	path := filepath.Join(t.TempDir(), "small.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for name, text := range map[string]string{"skills_en.csv": skills.String(), "occupations_en.csv": occupations.String()} {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := escodata.Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSearch(t *testing.T) {
	c := smallESCO(t)
	tests := []struct {
		target      match.Target
		label, want string
	}{
		{match.Skills, "Risk Management", "risk management"},
		{match.Skills, "Managing risks", "risk management"},
		{match.Skills, "Information technology encryption", "ICT encryption"},
		{match.Skills, "IT Encryption", "ICT encryption"},
		{match.Skills, "Organizing data bases", "organise databases"},
		{match.Skills, "Decision Making", "make decisions"},
		{match.Skills, "encrypton", "ICT encryption"},
		{match.Occupations, "Database Administrators", "database administrator"},
		{match.Occupations, "Hairstylists, Except Barbers", "hairdresser"},
		{match.All, "Milking of cows", "milk cows"},
	}
	for _, test := range tests {
		found := match.NewIndex(c, test.target).Search(match.Query{Label: test.label}, 3)
		if len(found) == 0 || found[0].Label != test.want {
			t.Errorf("%q in %s: found %+v; expected %q first", test.label, test.target, found, test.want)
			continue
		}
		if found[0].Why == "" || !(found[0].Confidence > 0 && found[0].Confidence < 1) {
			t.Errorf("%q: why %q, confidence %v; expected both", test.label, found[0].Why, found[0].Confidence)
		}
	}
}

func TestWhy(t *testing.T) {
	x := match.NewIndex(smallESCO(t), match.Skills)
	for label, want := range map[string]string{
		"Risk Management":   "same label",
		"Managing risks":    "same label except for form and light words",
		"Taking decisions":  `matches the alternative label "take decisions"`,
		"Keeping databases": `shares "database"`,
	} {
		if found := x.Search(match.Query{Label: label}, 1); len(found) == 0 || !strings.HasPrefix(found[0].Why, want) {
			t.Errorf("%q: found %+v; expected %s", label, found, want)
		}
	}
}

func TestSearchNothing(t *testing.T) {
	c := smallESCO(t)
	x := match.NewIndex(c, match.Skills)
	for _, q := range []match.Query{{}, {Label: "of the"}, {Label: "—"}} {
		if found := x.Search(q, 5); len(found) > 0 {
			t.Errorf("%q: found %v; expected nothing", q.Label, found)
		}
	}
	if found := x.Search(match.Query{Label: "of the", Definition: "Identifying hazards"}, 1); len(found) != 1 || found[0].Label != "risk management" {
		t.Errorf("a label without a word that means something: found %v; expected risk management, by the definition", found)
	}
	if found := x.Search(match.Query{Label: "risk"}, 0); len(found) > 0 {
		t.Errorf("top 0: found %v; expected nothing", found)
	}
	if found := x.Search(match.Query{Label: "risk"}, 1000); len(found) != 6 {
		t.Errorf("top 1000: found %d; expected all 6", len(found))
	}
	if found := match.NewIndex(c, "plants").Search(match.Query{Label: "risk"}, 5); len(found) > 0 {
		t.Errorf("unknown target: found %v; expected nothing", found)
	}
	if found := x.Search(match.Query{Label: "qqqqqqqq zzzzzzzz"}, 5); len(found) == 0 {
		t.Error("unknown words: found nothing; expected candidates of low confidence")
	}
}

func TestSearchAllKeepsOrder(t *testing.T) {
	x := match.NewIndex(smallESCO(t), match.Skills)
	queries := []match.Query{{Label: "risk"}, {Label: "decisions"}, {Label: "encryption"}, {}, {Label: "milk"}}
	all := x.SearchAll(queries, 3)
	for i, q := range queries {
		if !reflect.DeepEqual(all[i], x.Search(q, 3)) {
			t.Errorf("%q: SearchAll gives %v", q.Label, all[i])
		}
	}
}

func TestDeterminism(t *testing.T) {
	c := official(t)
	var queries []match.Query
	for i := 0; i < len(c.Concepts); i += 150 {
		queries = append(queries, match.Query{Label: c.Concepts[i].Label, Definition: c.Concepts[(i+7)%len(c.Concepts)].Label})
	}
	first := match.NewIndex(c, match.Skills).SearchAll(queries, 20)
	if !reflect.DeepEqual(first, match.NewIndex(c, match.Skills).SearchAll(queries, 20)) {
		t.Error("two indexes of one classification give different answers")
	}
	for i, list := range first {
		for j := 2; j < len(list); j++ { // the first may be there because it has the label of the query
			if list[j].Score > list[j-1].Score && !strings.EqualFold(list[j-1].Label, queries[i].Label) {
				t.Errorf("%s: candidate %d scores above %d", queries[i].Label, j+1, j)
			}
		}
	}
}

func BenchmarkNewIndex(b *testing.B) {
	c := official(b)
	for b.Loop() {
		match.NewIndex(c, match.Skills)
	}
}

// BenchmarkSearch asks for labels of the other kind: two thousand titles among skills, skills among occupations.
func BenchmarkSearch(b *testing.B) {
	c := official(b)
	for _, target := range []match.Target{match.Skills, match.Occupations} {
		x := match.NewIndex(c, target)
		var queries []match.Query
		for i := range c.Concepts {
			if concept := &c.Concepts[i]; len(queries) < 2000 && (concept.Type == escodata.Skill) != (target == match.Skills) && len(concept.AltLabels) > 0 {
				queries = append(queries, match.Query{Label: concept.AltLabels[0]})
			}
		}
		b.Run(string(target), func(b *testing.B) {
			for b.Loop() {
				x.SearchAll(queries, 10)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(queries)), "µs/query")
		})
	}
}

func FuzzSearch(f *testing.F) {
	x := match.NewIndex(smallESCO(f), match.All)
	f.Add("Risk Management (RM)/IT", "Knowledge of <b>risks</b>")
	f.Add("C++, C#", "\xff\xfe")
	f.Add("of the", "Identifying hazards")
	f.Fuzz(func(t *testing.T, label, definition string) {
		for _, c := range x.Search(match.Query{Label: label, Definition: definition}, 5) {
			if !(c.Confidence >= 0 && c.Confidence <= 1) || c.Score != c.Score {
				t.Errorf("score %v, confidence %v", c.Score, c.Confidence)
			}
		}
	})
}
