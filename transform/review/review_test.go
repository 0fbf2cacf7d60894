package review_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/match"
	"github.com/fwci-open-data/fwci/transform/review"
)

const (
	base  = "https://example.org/fwci/"
	skill = "http://data.europa.eu/esco/skill/"
	job   = "http://data.europa.eu/esco/occupation/"
)

// download writes a small ESCO download and reads it.
func download(t *testing.T) *escodata.Classification {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "esco-v1.1.1")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	groups := "conceptType,conceptUri,code,preferredLabel,altLabels,description\n"
	for _, g := range []string{"network managers", "network clerks", "network sellers", "network planners", "network builders"} {
		groups += "ISCOGroup,http://data.europa.eu/esco/isco/" + strings.ReplaceAll(g, " ", "-") + ",2522," + g + ",,Groups of people who work on networks.\n"
	}
	for name, text := range map[string]string{
		"skills_en.csv": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n" +
			"KnowledgeSkillCompetence," + skill + "1,knowledge,cross-sector,computer hardware,hardware,The parts of a computer.\n" +
			"KnowledgeSkillCompetence," + skill + "2,skill/competence,sector-specific,repair hardware,,Replace the parts of a computer.\n" +
			"KnowledgeSkillCompetence," + skill + "3,knowledge,sector-specific,hardware trade,,The sale of parts of a computer.\n" +
			"KnowledgeSkillCompetence," + skill + "4,knowledge,sector-specific,hardware components,,The parts of a computer and of other hardware.\n",
		"occupations_en.csv": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n" +
			"Occupation," + job + "1,2522,network engineer,,Plans networks.,2522.10\n" +
			"Occupation," + job + "2,2522,network technician,,Repairs networks.,2522.1\n",
		"ISCOGroups_en.csv": groups,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := escodata.Load([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func text(s string) *string { return &s }

func data() *dataset.Dataset {
	return &dataset.Dataset{
		Info:         dataset.Info{Base: base},
		Competencies: []dataset.Competency{{CompetencyID: "hardware", Name: "Hardware", Definition: text("Knowledge of the parts of computers.")}, {CompetencyID: "memory", Name: "Memory"}},
		Profiles:     []dataset.Profile{{ProfileID: "networks", Name: "Networks"}},
		Tasks:        []dataset.Task{{TaskID: "task-1", Statement: "Plans networks."}, {TaskID: "task-2", Statement: "Repairs networks."}, {TaskID: "task-3", Statement: "Sleeps."}},
		ProfileTasks: []dataset.ProfileTask{{ProfileID: "networks", TaskID: "task-2"}, {ProfileID: "networks", TaskID: "task-1"}, {ProfileID: "other", TaskID: "task-3"}},
	}
}

func subject(t *testing.T, kind, id string) review.Subject {
	t.Helper()
	k, ok := crosswalk.Lookup(kind)
	if !ok {
		t.Fatalf("no kind of mapping %s", kind)
	}
	subjects, err := review.Subjects(data(), k)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(subjects, func(s review.Subject) bool { return s.ID == id })
	if at < 0 {
		t.Fatalf("no subject %s", id)
	}
	return subjects[at]
}

func TestSubjects(t *testing.T) {
	hardware, memory, networks := subject(t, "competency-skill", "hardware"), subject(t, "competency-skill", "memory"), subject(t, "profile-occupation", "networks")
	if want := (review.Subject{IRI: base + "competency/hardware", ID: "hardware", Name: "Hardware", Definition: "Knowledge of the parts of computers.", Text: "Hardware\nKnowledge of the parts of computers.\n"}); hardware != want {
		t.Errorf("a competency is %+v; expected %+v", hardware, want)
	}
	if memory.Definition != "" || memory.Text != "Memory\n\n" {
		t.Errorf("a competency without definition is %+v", memory)
	}
	if networks.IRI != base+"profile/networks" || networks.Definition != "Repairs networks. Plans networks." || !strings.HasPrefix(networks.Text, "Networks\n") {
		t.Errorf("a profile is %+v", networks)
	}
	if subjects, err := review.Subjects(data(), crosswalk.Kind{Subjects: "source_lines"}); err == nil {
		t.Errorf("source lines, which have no labels, are the subjects %v; expected an error", subjects)
	}
}

// What the matcher can rank can be reviewed: mappings to ESCO.
func TestReviewable(t *testing.T) {
	var names []string
	for _, k := range review.Reviewable() {
		names = append(names, k.Name)
	}
	if want := []string{"competency-skill", "profile-occupation", "work-role-occupation"}; !slices.Equal(names, want) {
		t.Errorf("%q can be reviewed; expected %q", names, want)
	}
}

func uris(candidates []review.Candidate) []string {
	var found []string
	for _, c := range candidates {
		found = append(found, c.URI)
	}
	slices.Sort(found)
	return found
}

// mapped returns a set in which a subject is judged against objects; a minus before an object rejects it.
func mapped(subject string, objects ...string) *sssom.Set {
	set := &sssom.Set{}
	for _, object := range objects {
		object, not := strings.CutPrefix(object, "-")
		set.Mappings = append(set.Mappings, sssom.Mapping{Subject: subject, Object: object, Not: not})
	}
	return set
}

// Pairs that the set holds are left out, rejected ones too; those of other subjects are not; the number
// asked for is filled up.
func TestCandidates(t *testing.T) {
	c := download(t)
	index := match.NewIndex(c, match.Skills)
	hardware := subject(t, "competency-skill", "hardware")
	all := []string{skill + "1", skill + "2", skill + "3", skill + "4"}
	tests := []struct {
		name string
		set  *sssom.Set
		top  int
		want []string
	}{
		{"nothing judged", &sssom.Set{}, 10, all},
		{"one judged", mapped(hardware.IRI, skill+"1"), 10, all[1:]},
		{"one judged in a dataset of another base", mapped("https://w3id.org/fwci/2210/competency/hardware", skill+"1"), 10, all[1:]},
		{"one rejected", mapped(hardware.IRI, "-"+skill+"1"), 10, all[1:]},
		{"one judged, one rejected", mapped(hardware.IRI, skill+"1", "-"+skill+"3"), 10, []string{skill + "2", skill + "4"}},
		{"one judged of another subject", mapped(base+"competency/memory", skill+"1"), 10, all},
		{"nothing found", mapped(hardware.IRI, sssom.NoTermFound), 10, all},
		{"all judged", mapped(hardware.IRI, all...), 10, nil},
		{"as many as asked for", mapped(hardware.IRI, skill+"4"), 3, all[:3]},
	}
	for _, test := range tests {
		if got := uris(review.Candidates(test.set, hardware, c, index, test.top)); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q; expected %q", test.name, got, test.want)
		}
	}
	first := review.Candidates(&sssom.Set{}, hardware, c, index, 1)
	if len(first) != 1 || first[0].URI != skill+"1" || first[0].Description != "The parts of a computer." || first[0].Category != "knowledge" {
		t.Errorf("the first candidate is %+v; expected %s1 with its description and category", first, skill)
	}
	again := review.Candidates(mapped(hardware.IRI, skill+"1"), hardware, c, index, 1)
	if len(again) != 1 || again[0].URI == skill+"1" {
		t.Errorf("after the first is judged, the one shown is %+v; expected the next one", again)
	}
}

// ISCO groups are in the ranking of occupations; they are not candidates and do not take a place.
func TestCandidatesAreOccupations(t *testing.T) {
	c := download(t)
	index := match.NewIndex(c, match.Occupations)
	got := review.Candidates(&sssom.Set{}, subject(t, "profile-occupation", "networks"), c, index, 2)
	if want := []string{job + "1", job + "2"}; !slices.Equal(uris(got), want) {
		t.Fatalf("%q; expected %q", uris(got), want)
	}
	for _, candidate := range got {
		if !strings.HasPrefix(candidate.Category, "2522.1") || candidate.Type != escodata.Occupation {
			t.Errorf("the candidate is %+v; expected an occupation with its code", candidate)
		}
	}
}

func candidate(uri, label string) review.Candidate {
	return review.Candidate{Candidate: match.Candidate{URI: uri, Label: label, Type: escodata.Skill}, Description: "The parts.", Category: "knowledge"}
}

func judgment(predicate string) review.Judgment {
	return review.Judgment{Predicate: predicate, Confidence: 0.75, Reviewer: "A. Person", Comment: "Parts of both."}
}

func judge(t *testing.T, set *sssom.Set, s review.Subject, c review.Candidate, j review.Judgment) {
	t.Helper()
	if err := review.Judge(set, s, c, "1.1.1", j); err != nil {
		t.Fatal(err)
	}
}

func TestJudgeAdds(t *testing.T) {
	hardware := subject(t, "competency-skill", "hardware")
	set := mapped(base+"competency/memory", skill+"9")
	judge(t, set, hardware, candidate(skill+"1", "computer hardware"), judgment("closeMatch"))
	if len(set.Mappings) != 2 || set.Mappings[0].Object != skill+"9" {
		t.Fatalf("the set has %+v", set.Mappings)
	}
	m := set.Mappings[1]
	digests := "subject_digest=" + crosswalk.Digest(hardware.Text) + "; object_digest=" + crosswalk.Digest(crosswalk.ObjectText("computer hardware", "The parts."))
	if m.Subject != hardware.IRI || m.SubjectLabel != "Hardware" || m.Predicate != sssom.SKOS+"closeMatch" || m.Not || m.Object != skill+"1" || m.ObjectLabel != "computer hardware" ||
		m.ObjectCategory != "knowledge" || m.Justification != "MappingReview" || m.Confidence != 0.75 || !slices.Equal(m.Reviewers, []string{"A. Person"}) || m.ObjectVersion != "1.1.1" || m.Comment != "Parts of both." || m.Other != digests {
		t.Errorf("the mapping is %+v", m)
	}
	if n := review.Judged(set, hardware); n != 1 {
		t.Errorf("%d judgments of the subject; expected 1", n)
	}
}

func TestJudgeOccupation(t *testing.T) {
	set := &sssom.Set{}
	judge(t, set, subject(t, "profile-occupation", "networks"), review.Candidate{Candidate: match.Candidate{URI: job + "1", Label: "network engineer", Type: escodata.Occupation}, Category: "2522.10"}, judgment("narrowMatch"))
	if m := set.Mappings[0]; crosswalk.Facts(m.Other)["object_code"] != "2522.10" || crosswalk.Facts(m.Other)["subject_digest"] == "" || m.ObjectCategory != "" {
		t.Errorf("the mapping is %+v; expected its code next to the digests", m)
	}
}

func TestJudgeReplaces(t *testing.T) {
	hardware := subject(t, "competency-skill", "hardware")
	set := &sssom.Set{}
	one, two := candidate(skill+"1", "computer hardware"), candidate(skill+"2", "repair hardware")
	judge(t, set, hardware, one, judgment("closeMatch"))
	judge(t, set, hardware, two, judgment("narrowMatch"))
	judge(t, set, hardware, one, review.Judgment{Predicate: "exactMatch", Confidence: 1, Reviewer: "Another"})
	if len(set.Mappings) != 2 {
		t.Fatalf("%d mappings of two pairs: %+v", len(set.Mappings), set.Mappings)
	}
	if m := set.Mappings[0]; m.Object != skill+"1" || m.Predicate != sssom.SKOS+"exactMatch" || m.Confidence != 1 || m.Comment != "" || !slices.Equal(m.Reviewers, []string{"Another"}) {
		t.Errorf("the pair judged again is %+v", m)
	}
	judge(t, set, hardware, one, judgment(""))
	if m := set.Mappings[0]; !m.Not || m.Predicate != sssom.SKOS+"mappingRelation" {
		t.Errorf("the pair that was rejected then is %+v", m)
	}
	judge(t, set, hardware, one, judgment("broadMatch"))
	if m := set.Mappings[0]; m.Not || m.Predicate != sssom.SKOS+"broadMatch" || len(set.Mappings) != 2 {
		t.Errorf("the rejected pair that was taken in then is %+v", m)
	}
	// A set of a dataset with another base speaks of the same subject.
	other := mapped("https://w3id.org/fwci/2210/competency/hardware", "-"+skill+"1")
	judge(t, other, hardware, one, judgment("closeMatch"))
	if len(other.Mappings) != 1 || other.Mappings[0].Not {
		t.Errorf("the pair of another base was not replaced: %+v", other.Mappings)
	}
}

// A rejection does not contradict "nothing fits"; a mapping does.
func TestJudgeAndNoTermFound(t *testing.T) {
	hardware := subject(t, "competency-skill", "hardware")
	set := mapped(hardware.IRI, sssom.NoTermFound)
	set.Mappings = append(set.Mappings, sssom.Mapping{Subject: base + "competency/memory", Object: sssom.NoTermFound})
	judge(t, set, hardware, candidate(skill+"4", "hardware components"), judgment(""))
	if len(set.Mappings) != 3 || set.Mappings[0].Object != sssom.NoTermFound {
		t.Errorf("a rejection removed that nothing fits: %+v", set.Mappings)
	}
	judge(t, set, hardware, candidate(skill+"1", "computer hardware"), judgment("relatedMatch"))
	var kept []string
	for _, m := range set.Mappings {
		kept = append(kept, strings.TrimPrefix(m.Subject, base)+" "+m.Object)
	}
	if want := []string{"competency/memory " + sssom.NoTermFound, "competency/hardware " + skill + "4", "competency/hardware " + skill + "1"}; !slices.Equal(kept, want) {
		t.Errorf("the set has %q; expected %q", kept, want)
	}
}

func TestJudgeRefuses(t *testing.T) {
	hardware := subject(t, "competency-skill", "hardware")
	for _, test := range []struct {
		change func(*review.Judgment)
		want   string
	}{
		{func(j *review.Judgment) { j.Predicate = "sameAs" }, `no predicate "sameAs"; expected one of exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch`},
		{func(j *review.Judgment) { j.Predicate = "mappingRelation" }, `no predicate "mappingRelation"; expected one of exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch`},
		{func(j *review.Judgment) { j.Reviewer = "" }, "a judgment of hardware lacks its reviewer"},
		{func(j *review.Judgment) { j.Confidence = -0.1 }, "the confidence -0.1; expected 0 to 1"},
		{func(j *review.Judgment) { j.Confidence = 1.01 }, "the confidence 1.01; expected 0 to 1"},
		{func(j *review.Judgment) { j.Confidence = math.NaN() }, "the confidence NaN; expected 0 to 1"},
		{func(j *review.Judgment) { j.Confidence = math.Inf(1) }, "the confidence +Inf; expected 0 to 1"},
	} {
		set := mapped(hardware.IRI, skill+"1", sssom.NoTermFound)
		j := judgment("exactMatch")
		test.change(&j)
		err := review.Judge(set, hardware, candidate(skill+"1", "computer hardware"), "1.1.1", j)
		if err == nil || err.Error() != test.want {
			t.Errorf("%+v: error %v; expected %q", j, err, test.want)
		}
		if len(set.Mappings) != 2 || set.Mappings[0].Predicate != "" {
			t.Errorf("%+v was refused and changed the set: %+v", j, set.Mappings)
		}
	}
}
