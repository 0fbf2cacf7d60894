package crosswalk

import (
	"maps"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

func text(s string) *string { return &s }

// profiles are the specialties of the handbook and the profile of the whole series, which no title names.
func profiles(more ...string) []dataset.Profile {
	all := []dataset.Profile{{ProfileID: "all-information-technology-management", Name: "Information Technology Management"}}
	for _, name := range append([]string{
		"Customer Support", "Information Security", "Network Services", "Operating Systems", "Systems Administration", "Applications and Software",
		"Data Management", "Systems Analysis", "Internet/Web Services", "Enterprise Architecture", "Policy and Planning",
	}, more...) {
		all = append(all, dataset.Profile{ProfileID: "id of " + name, Name: name, ClusterID: text("cluster")})
	}
	return all
}

func TestTitle(t *testing.T) {
	tests := []struct {
		title, profile, predicate string
		confidence                float64
	}{
		{"Information Security", "Information Security", "exactMatch", 1},
		{"information security", "Information Security", "exactMatch", 1},
		{"Internet / Web Services", "Internet/Web Services", "exactMatch", 1},
		{"Policy Planning", "Policy and Planning", "exactMatch", 0.95},
		{"Applications Software", "Applications and Software", "exactMatch", 0.95},
		{"Systems Analyst", "Systems Analysis", "exactMatch", 0.95},
		{"System Administrator", "Systems Administration", "exactMatch", 0.95},
		{"Internet", "Internet/Web Services", "closeMatch", 0.8},
		{"Data", "Data Management", "closeMatch", 0.8},
		{"Enterprise Architecture for Agencies", "Enterprise Architecture", "closeMatch", 0.8},
	}
	for _, test := range tests {
		got, ok := Title(test.title, profiles())
		if !ok || got.Profile != "id of "+test.profile || got.Predicate != test.predicate || got.Confidence != test.confidence || got.Why == "" {
			t.Errorf("Title(%q) = %+v, %t; want %s, %s, %g", test.title, got, ok, test.profile, test.predicate, test.confidence)
		}
	}
}

func TestTitleFindsNothing(t *testing.T) {
	for title, all := range map[string][]dataset.Profile{
		"Zoology":                           profiles(),
		"Web Services":                      profiles(), // no leading word is shared
		"Management":                        profiles(),
		"Security Information":              profiles(), // the words in another order
		"":                                  profiles(),
		"and of the":                        profiles(),
		"変更管理":                              profiles(),
		"Information Technology Management": profiles(), // the series is no specialty
		"Systems":                           profiles(), // Systems Administration or Systems Analysis
		"Data Science":                      profiles(),
		"Anything":                          nil,
	} {
		if got, ok := Title(title, all); ok {
			t.Errorf("Title(%q) = %+v, want nothing", title, got)
		}
	}
}

// A better fit wins over two that tie below it, in any order.
func TestTitleTies(t *testing.T) {
	for _, more := range [][]string{{"Data", "Data Science"}, {"Data Science", "Data"}} {
		if got, ok := Title("Data", profiles(more...)); !ok || got.Profile != "id of Data" || got.Confidence != 1 {
			t.Errorf("among %q: %+v, %t; want the equal name", more, got, ok)
		}
	}
}

func TestFacts(t *testing.T) {
	for other, want := range map[string]map[string]string{
		"subject_digest=5b56a8c65bce3c25; object_digest=415b58bdd73ba835": {"subject_digest": "5b56a8c65bce3c25", "object_digest": "415b58bdd73ba835"},
		" object_code = 2511.10 ": {"object_code": "2511.10"},
		"a=b=c;;d":                {"a": "b=c"},
		"":                        {},
		"words":                   {},
	} {
		if got := Facts(other); !maps.Equal(got, want) {
			t.Errorf("Facts(%q) = %v, want %v", other, got, want)
		}
	}
}

// The text of a subject holds what a reviewer read, and nothing of the order of tables.
func TestSubjectTexts(t *testing.T) {
	set := &dataset.Dataset{
		Competencies: []dataset.Competency{
			{CompetencyID: "memory", Name: "Memory", Definition: text("Recalls."), Note: text("As such.")}, {CompetencyID: "ai", Name: "AI"}},
		Profiles:            []dataset.Profile{{ProfileID: "data", Name: "Data"}},
		ProfileCompetencies: []dataset.ProfileCompetency{{ProfileID: "data", CompetencyID: "memory", Position: 1}, {ProfileID: "data", CompetencyID: "ai", Position: 2}},
		ProfileTasks:        []dataset.ProfileTask{{ProfileID: "data", TaskID: "task-2"}, {ProfileID: "data", TaskID: "task-1"}, {ProfileID: "other", TaskID: "task-3"}},
		SeriesTitles:        []dataset.SeriesTitle{{TitleID: "t", Title: "Specialist", ParentheticalName: text("Data"), ParentheticalCode: text("DAT")}, {TitleID: "lead", Title: "Lead"}},
	}
	want := map[identity.Record]string{
		{Table: "competencies", Key: "memory"}: "Memory\nRecalls.\nAs such.",
		{Table: "competencies", Key: "ai"}:     "AI\n\n",
		{Table: "profiles", Key: "data"}:       "Data\nai\nmemory\ntask-1\ntask-2",
		{Table: "series_titles", Key: "t"}:     "Specialist\nData\nDAT",
		{Table: "series_titles", Key: "lead"}:  "Lead\n\n",
	}
	if got := SubjectTexts(set); !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// The digest was taken with: printf 'DevOps\nA method.' | sha256sum
func TestObjectDigest(t *testing.T) {
	const want = "2f649b4d0efa25eb"
	for _, words := range [][2]string{{"DevOps", "A method."}, {" DevOps ", "A\u00a0 method.\n"}} {
		if got := Digest(ObjectText(words[0], words[1])); got != want {
			t.Errorf("the digest of %q is %s, want %s", words, got, want)
		}
	}
}
