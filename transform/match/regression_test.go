package match_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match"
)

// small is a classification in the shape of ESCO, made up for these tests: it is available everywhere, so that a
// change that makes the matcher worse is seen without the official download. Each line has a label, other
// labels and a description.
var small = map[escodata.Type]string{
	escodata.Occupation: `
office manager|administration manager;manager of an office|Runs an office, its staff and its supplies.
management assistant|assistant to the manager;executive assistant|Supports managers with letters, meetings and calls.
design engineer|product design engineer|Draws machines and computes their parts.
engine designer|motor designer|Draws engines for vehicles.
ICT project manager|IT project leader;information technology project manager|Leads projects that build or change computer systems.
ICT help desk agent|IT support technician;service desk analyst|Helps users of computers with their problems.
database administrator|DB manager;DBA|Keeps databases safe and running.
welder|arc welder;welding operator|Joins parts of metal by heat.
gardener|groundskeeper;lawn worker|Cares for plants, weeds beds and mows lawns.
registered nurse|staff nurse|Cares for patients in hospitals.
nurse assistant|nursing aide|Helps nurses to wash and feed patients.
pastry chef|chef de patisserie|Bakes cakes and desserts.
chef|head cook|Leads a kitchen.
photographer|picture taker|Takes and edits pictures.
house painter|home decorator|Paints walls of houses.
housing officer|tenant adviser|Finds flats for people and speaks with tenants.
translator|text translator|Brings texts from one language to another.
`,
	escodata.Skill: `
manage databases|database management;administer databases|Apply schemes and models to define data and keep them safe.
database|databases;data base|Structured collections of data.
machine learning|statistical learning|Methods by which programs learn from data.
supervised learning|labelled training|Learning from examples with known answers.
e-learning|online learning;digital education|Learning with computers and networks.
algorithms|computational procedures|Steps by which a problem is solved.
develop algorithms|design algorithms|Make steps that solve a problem.
Java (computer programming)|Java programming|The language Java and how to write programs in it.
C++|C plus plus|The language C++ and how to write programs in it.
C#|C sharp|The language C# and how to write programs in it.
organise meetings|schedule meetings;fix appointments|Set the time and place of meetings.
risk management|hazard control|Finding and lowering risks.
cyber security|ICT security|Ways to keep computers, networks and data safe.
teach languages|instruct in languages|Teach people to speak a language.
use spreadsheets software|spreadsheets|Work with tables and formulas.
customer service|client service|Ways to serve customers.
colour theory|theory of color|How colors work together.
housing law|law of tenancy|Rules about flats and tenants.
`,
}

// smallConcepts returns the made-up classification.
func smallConcepts() *escodata.Classification {
	var concepts []escodata.Concept
	for _, t := range []escodata.Type{escodata.Occupation, escodata.Skill} {
		for i, line := range strings.Split(strings.TrimSpace(small[t]), "\n") {
			parts := strings.Split(line, "|")
			concepts = append(concepts, escodata.Concept{URI: fmt.Sprintf("http://example.org/%s/%02d", t, i), Type: t, Label: parts[0],
				AltLabels: strings.Split(parts[1], ";"), Description: parts[2], SkillType: "knowledge", Described: true})
		}
	}
	return escodata.FromList("en", "1.0", concepts)
}

// What is asked by name comes first, whatever its form; role words and word forms are kept separate.
func TestRegression(t *testing.T) {
	c := smallConcepts()
	for target, wanted := range map[match.Target][][2]string{
		match.Occupations: {
			{"Office Manager", "office manager"}, {"office managers", "office manager"}, {"Manager of an office", "office manager"},
			{"Management Assistant", "management assistant"}, {"Design Engineer", "design engineer"}, {"Engine Designer", "engine designer"},
			{"IT Project Manager", "ICT project manager"}, {"I.T. Project Manager", "ICT project manager"}, {"IT PROJECT MANAGER", "ICT project manager"},
			{"it support technician", "ICT help desk agent"}, {"Database Administrator (Re-advertised)", "database administrator"},
			{"Database Administrator - Denver, CO", "database administrator"}, {"Registered Nurse II", "registered nurse"},
			{"Nursing Aide, Grade 5", "nurse assistant"}, {"chef", "chef"}, {"Head Cooks", "chef"}, {"Pastry-Chef", "pastry chef"},
			{"picture takers", "photographer"}, {"Housing Officers", "housing officer"}, {"wellder", "welder"}, {"Weeder of lawns", "gardener"},
		},
		match.Skills: {
			{"algorithms", "algorithms"}, {"Algorithm", "algorithms"}, {"machine learning", "machine learning"}, {"supervised learning", "supervised learning"},
			{"database", "database"}, {"Data Bases", "database"}, {"managing databases", "manage databases"}, {"Java", "Java (computer programming)"},
			{"C++", "C++"}, {"c#", "C#"}, {"organize meetings", "organise meetings"}, {"experience with risk management", "risk management"},
			{"Strong understanding of cyber security", "cyber security"}, {"color theory", "colour theory"}, {"Customer service skills required", "customer service"},
			{"ability to teach languages", "teach languages"}, {"build spreadsheets", "use spreadsheets software"}, {"IT security", "cyber security"},
		},
		match.All: {{"housing law", "housing law"}, {"house painter", "house painter"}, {"translator", "translator"}, {"e learning", "e-learning"}},
	} {
		x := match.NewIndex(c, target)
		for _, pair := range wanted {
			found := x.Search(match.Query{Label: pair[0]}, 3)
			if len(found) == 0 || found[0].Label != pair[1] {
				t.Errorf("%s among %s: found %+v; expected %q first", pair[0], target, found, pair[1])
			}
		}
	}
}

// Every concept is found first by its own label, in the small classification and, where it is available, in all
// of ESCO.
func TestOwnLabels(t *testing.T) {
	check := func(c *escodata.Classification, target match.Target, want int) {
		var queries []match.Query
		for i := range c.Concepts {
			if concept := &c.Concepts[i]; concept.Described && target.Types()[0] == concept.Type {
				queries = append(queries, match.Query{ID: concept.URI, Label: concept.Label})
			}
		}
		if len(queries) != want {
			t.Errorf("%d %s; expected %d", len(queries), target, want)
		}
		for i, found := range match.NewIndex(c, target).SearchAll(queries, 1) {
			if len(found) == 0 || found[0].URI != queries[i].ID || found[0].Confidence < 0.9 {
				t.Errorf("%s finds %+v first; expected itself with a confidence from 0.9", queries[i].Label, found)
			}
		}
	}
	check(smallConcepts(), match.Skills, 18)
	check(smallConcepts(), match.Occupations, 17)
	c := official(t)
	check(c, match.Skills, 13896)
	check(c, match.Occupations, 3007)
}

// What was done to the query is said, and a repaired one is less sure.
func TestRepairIsSaid(t *testing.T) {
	x := match.NewIndex(smallConcepts(), match.Occupations)
	right, wrong := x.Search(match.Query{Label: "arc welder"}, 1)[0], x.Search(match.Query{Label: "arcs wellder"}, 1)[0]
	if wrong.Label != "welder" || !strings.Contains(wrong.Why, `"wellder" read as "welder"`) || wrong.Confidence > 0.6 || wrong.Confidence >= right.Confidence {
		t.Errorf("arcs wellder gives %+v, arc welder %+v", wrong, right)
	}
	if found := x.Search(match.Query{Label: "Weeder"}, 1); len(found) > 0 && strings.Contains(found[0].Why, "read as") {
		t.Errorf("Weeder, made of weed, is repaired: %+v", found[0])
	}
}

// An equal label comes before a term of the thesaurus, a preferred label before an alternative one.
func TestEqualLabelFirst(t *testing.T) {
	c := escodata.FromList("en", "", []escodata.Concept{
		{URI: "http://data.europa.eu/esco/skill/8088750d-8388-4170-a76f-48354c469c44", Type: escodata.Skill, Label: "cyber security", Described: true},
		{URI: "a", Type: escodata.Skill, Label: "guards of machines", AltLabels: []string{"computer security"}, Described: true},
		{URI: "b", Type: escodata.Skill, Label: "welding seams", AltLabels: []string{"braze"}, Described: true},
		{URI: "c", Type: escodata.Skill, Label: "braze", AltLabels: []string{"solder"}, Described: true},
	})
	x := match.NewIndex(c, match.Skills)
	for label, want := range map[string][]string{"Computer Security": {"a"}, "braze": {"c", "b"}, "Brazes": {"c", "b"}, "solder": {"c"}} {
		found := x.Search(match.Query{Label: label}, len(want))
		for i := range want {
			if found[i].URI != want[i] {
				t.Errorf("%s finds %+v; expected %v", label, found, want)
			}
		}
	}
	found := x.Search(match.Query{Label: "braze"}, 2)
	if !strings.HasPrefix(found[0].Why, "same label") || found[0].Confidence < 0.9 || found[1].Confidence > 0.1 {
		t.Errorf("braze finds %+v; expected the first with a high, the second with a low confidence", found)
	}
}

// A search stops when it is told to, and says which queries it did not come to.
func TestSearchEachStops(t *testing.T) {
	x := match.NewIndex(smallConcepts(), match.Skills)
	queries := make([]match.Query, 2000)
	for i := range queries {
		queries[i] = match.Query{Label: fmt.Sprintf("database %d", i)}
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	found, err := x.SearchEach(ctx, queries, 3, func(done int) {
		if calls++; calls == 3 {
			cancel()
		}
	})
	answered := 0
	for _, list := range found {
		if list != nil {
			answered++
		}
	}
	if !errors.Is(err, context.Canceled) || answered == 0 || answered == len(queries) {
		t.Errorf("%d of %d queries answered, error %v; expected some and a canceled context", answered, len(queries), err)
	}
	last := 0
	found, err = x.SearchEach(context.Background(), append(queries[:20:20], queries[:20]...), 3, func(done int) { last = done })
	if err != nil || last != 40 || len(found) != 40 || found[3][0] != found[23][0] {
		t.Errorf("%d reported of 40, error %v", last, err)
	}
}

// Any framework is ranked by what is known of English.
func TestFramework(t *testing.T) {
	x := match.NewFrameworkIndex("roles", []match.Concept{
		{ID: "R1", Label: "Incident Response", Alternatives: []string{"CSIRT work"}, Definition: "Handling of attacks on networks."},
		{ID: "R2", Label: "Data Analysis", Definition: "Finding patterns in data."},
		{ID: "R3", Label: "Purchasing", Definition: "Buying of goods."},
	})
	for label, want := range map[string]string{"incident response": "R1", "CSIRT work": "R1", "analyse data": "R2", "procurement buyer": "R3"} {
		if found := x.Search(match.Query{Label: label}, 1); found[0].URI != want || found[0].Kind != "concept" {
			t.Errorf("%s finds %+v; expected %s", label, found[0], want)
		}
	}
	if x.Source() != "roles" || x.Version() != "" {
		t.Errorf("source %q, version %q", x.Source(), x.Version())
	}
}

func TestUnknownWords(t *testing.T) {
	x := match.NewIndex(smallConcepts(), match.Skills)
	english := []match.Query{{Label: "Senior Software Engineer"}, {Label: "Truck Driver"}, {Label: "CNC Machinist"}, {Label: "Weeders"}}
	german := []match.Query{{Label: "Verwaltungsangestellte"}, {Label: "Krankenpflegerin"}, {Label: "Bauingenieurin"}, {Label: "Fachkraft für Lagerlogistik"}}
	if share := x.Unknown(english); share > match.ForeignShare {
		t.Errorf("%.2f of the words of an English list are unknown", share)
	}
	if share := x.Unknown(german); share <= match.ForeignShare {
		t.Errorf("%.2f of the words of a German list are unknown; expected more than %v", share, match.ForeignShare)
	}
	if share := x.Unknown(german[:2]); share != 0 {
		t.Errorf("%.2f of two words; expected no doubt about so short a list", share)
	}
}
