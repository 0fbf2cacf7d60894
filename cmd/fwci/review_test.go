package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/extract/sssom"
)

// The URIs of the small download end in a UUID, as ESCO's do, whose last digit distinguishes them.
const (
	skillURI      = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000"
	occupationURI = "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-00000000000"
)

// smallESCO writes an ESCO download of three skills and two occupations.
func smallESCO(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "esco-v1.1.1")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"skills_en.csv": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n" +
			"KnowledgeSkillCompetence," + skillURI + "1,knowledge,cross-sector,computer hardware,hardware,The parts of a computer.\n" +
			"KnowledgeSkillCompetence," + skillURI + "2,skill/competence,sector-specific,repair hardware,,Replace the parts of a computer.\n" +
			"KnowledgeSkillCompetence," + skillURI + "3,knowledge,sector-specific,hardware components,,The parts of hardware.\n",
		"occupations_en.csv": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n" +
			"Occupation," + occupationURI + "1,2522,network engineer,,Plans networks.,2522.10\n" +
			"Occupation," + occupationURI + "2,2522,network technician,,Repairs networks.,2522.1\n",
		"ISCOGroups_en.csv": "conceptType,conceptUri,code,preferredLabel,altLabels,description\nISCOGroup,http://data.europa.eu/esco/isco/C2522,2522,network professionals,,They plan networks.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// copiedRaw returns a copy of the sources that a test may change.
func copiedRaw(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := copySources(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// sit gives answers to "fwci review" and returns its exit code and what it printed.
func sit(t *testing.T, answers string, args ...string) (code int, out, errors string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = reviewCommand.run(t.Context(), &environment{in: strings.NewReader(answers), out: &stdout, err: &stderr}, args)
	return code, stdout.String(), stderr.String()
}

func readText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// expectCanonical checks that a file of mappings is read, and written again unchanged.
func expectCanonical(t *testing.T, file string) *sssom.Set {
	t.Helper()
	text := readText(t, file)
	set, err := sssom.Parse(file, []byte(text))
	if err != nil {
		t.Fatalf("the saved file is not read: %v", err)
	}
	again, err := sssom.Format(set)
	if err != nil || string(again) != text {
		t.Errorf("the saved file is not canonical: error %v", err)
	}
	return set
}

// added returns the lines of after that before does not have, and fails when a line of before is gone or
// is in another order.
func added(t *testing.T, before, after string) []string {
	t.Helper()
	old, lines := strings.Split(before, "\n"), []string(nil)
	for line := range strings.SplitSeq(after, "\n") {
		if len(old) > 0 && old[0] == line {
			old = old[1:]
		} else {
			lines = append(lines, line)
		}
	}
	if len(old) > 0 {
		t.Fatalf("the line %q, and %d after it, did not stay as they were", old[0], len(old)-1)
	}
	return lines
}

func TestReviewSession(t *testing.T) {
	raw, esco := copiedRaw(t), smallESCO(t)
	file := filepath.Join(raw, "crosswalk", "competency-skill.sssom.tsv")
	before := readText(t, file)
	args := []string{"--esco", esco, "--reviewer", " Jane Doe ", "--raw", raw, "hardware"}

	// Answers that decide nothing are asked again; the three candidates get a mapping, a rejection and none.
	code, out, errors := sit(t, "z\n?\ne 1.5 too sure\ne nan\nc 0.9 one is wider\nx 0.7 it is the doing\nl\n", args...)
	if code != exitDone {
		t.Fatalf("it ends with %d: %s", code, errors)
	}
	for _, want := range []string{
		"\nHardware (hardware, ", " so far)\n  Knowledge of specifications, uses, and types of computers",
		"\n  [1 of 3] computer hardware (knowledge, confidence ", "\n    The parts of a computer.\n    " + skillURI + "1\n", "\n  [2 of 3] ", "\n  [3 of 3] ",
		"e exact, c close, b broad", "  the confidence 1.5; expected 0 to 1\n", "  the confidence NaN; expected 0 to 1\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("it printed no %q:\n%s", want, out)
		}
	}
	if n := strings.Count(out, "[1 of 3]"); n != 1 || strings.Count(out, " > ") != 7 {
		t.Errorf("the first candidate is shown %d times, and %d questions asked; expected once and 7:\n%s", n, strings.Count(out, " > "), out)
	}
	if !strings.HasSuffix(errors, "2 judgments saved in "+file+"\n") {
		t.Errorf("it ends with %q", errors)
	}
	after := readText(t, file)
	lines := added(t, before, after)
	if len(lines) != 2 {
		t.Fatalf("%d lines were added: %q", len(lines), lines)
	}
	expectCanonical(t, file)
	slices.Sort(lines)
	for i, want := range [][]string{
		{"fwci_competency:hardware\tHardware\tskos:closeMatch\t\tesco_skill:00000000-0000-4000-8000-000000000001\tcomputer hardware\tknowledge\tsemapv:MappingReview\tJane Doe\t0.9\tsubject_digest=", "; object_digest=", "\tone is wider"},
		{"fwci_competency:hardware\tHardware\tskos:mappingRelation\tNot\tesco_skill:", "\tsemapv:MappingReview\tJane Doe\t0.7\t", "\tit is the doing"},
	} {
		if !strings.HasPrefix(lines[i], want[0]) || !strings.Contains(lines[i], want[1]) || !strings.HasSuffix(lines[i], want[2]) {
			t.Errorf("the line %q was added; expected %q", lines[i], want)
		}
	}

	// A second sitting shows the pair that was left, and no other; the end of the input ends it.
	code, out, errors = sit(t, "", args...)
	if code != exitDone || !strings.Contains(out, "[1 of 1] ") || strings.Contains(out, skillURI+"1\n") || strings.Count(out, skillURI) != 1 {
		t.Errorf("the second sitting ends with %d: %s\n%s", code, errors, out)
	}
	if !strings.HasSuffix(errors, "0 judgments saved in "+file+"\n") || readText(t, file) != after {
		t.Errorf("a sitting without a judgment changed the file, or says otherwise: %q", errors)
	}

	// The mapping is part of the next build, and judged on the texts of today.
	if code, out, errors = fwci(t, "findings", "--raw", raw, "--esco", esco, "--rule", "stale-mapping-object"); code != exitDone || strings.Contains(out, "computer hardware") {
		t.Errorf("findings after the review end with %d: %s%s", code, out, errors)
	}
	dir := filepath.Join(t.TempDir(), "out")
	must(t, "build", "--quiet", "--raw", raw, "--out", dir, "--format", "csv")
	if table := readText(t, filepath.Join(dir, "csv", "crosswalk_competency_skill.csv")); !strings.Contains(table, "hardware,"+skillURI+"1,closeMatch,computer hardware,knowledge,false,0.9,MappingReview,person,Jane Doe,1.1.1,one is wider\n") {
		t.Error("the table of the crosswalk does not have the judgment")
	}
}

// What is not known of a download is said once, with what it costs the review.
func TestReviewSaysOnceWhatIsMissing(t *testing.T) {
	_, _, printed := sit(t, "q\n", "--esco", smallESCO(t), "--raw", copiedRaw(t), "--reviewer", "Jane Doe", "memory")
	for _, note := range []string{"the version of ESCO is 1.1.1", "occupationSkillRelations.csv is not among the files: the occupations that need a skill do not count"} {
		if strings.Count(printed, note) != 1 {
			t.Errorf("%q is said %d times; expected once:\n%s", note, strings.Count(printed, note), printed)
		}
	}
	if strings.Contains(printed, "the relations of occupations are those of the pages") {
		t.Errorf("it is said what a build goes without:\n%s", printed)
	}
}

func TestReviewGoesThroughSubjects(t *testing.T) {
	raw, esco := copiedRaw(t), smallESCO(t)
	args := []string{"--esco", esco, "--reviewer", "Jane Doe", "--raw", raw, "--top", "1"}
	_, out, _ := sit(t, "s\ns\nr\nq\n", args...)
	if n := strings.Count(out, " so far)\n"); n != 4 {
		t.Errorf("%d subjects are shown; expected 4, the last of which stops:\n%s", n, out)
	}
	if n := strings.Count(out, "[1 of 1]"); n != 4 || strings.Contains(out, "[2 of") {
		t.Errorf("%d candidates are shown with --top 1; expected one for each subject:\n%s", n, out)
	}
	_, out, _ = sit(t, "", append(args, "security", "hardware")...)
	if strings.Contains(out, "(security,") || !strings.Contains(out, "(hardware,") {
		t.Errorf("of two named subjects the first of the dataset is not the first shown:\n%s", out)
	}
}

// A set that is not there yet is begun; occupations carry their code.
func TestReviewBeginsASet(t *testing.T) {
	raw, esco := copiedRaw(t), smallESCO(t)
	file := filepath.Join(raw, "crosswalk", "profile-occupation.sssom.tsv")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	code, out, errors := sit(t, "n 1\nb\n", "--esco", esco, "--reviewer", "Jane Doe", "--raw", raw, "--set", "profile-occupation", "network-services")
	if code != exitDone || !strings.Contains(out, "[1 of 2] network ") || strings.Contains(out, "professionals") {
		t.Fatalf("it ends with %d: %s\n%s", code, errors, out)
	}
	set := expectCanonical(t, file)
	if set.ID != "https://w3id.org/fwci/2210/mapping-set/profile-occupation" || len(set.Mappings) != 2 {
		t.Fatalf("the new set is %s with %d mappings", set.ID, len(set.Mappings))
	}
	for _, m := range set.Mappings {
		if m.Subject != "https://w3id.org/fwci/2210/profile/network-services" || !strings.HasPrefix(m.Other, "object_code=2522.1") || !slices.Equal(m.Reviewers, []string{"Jane Doe"}) {
			t.Errorf("the mapping is %+v", m)
		}
	}
	must(t, "build", "--quiet", "--raw", raw, "--out", filepath.Join(t.TempDir(), "out"), "--format", "csv")
}

// A judgment takes the place of the statement that nothing fits; a rejection does not.
func TestReviewAndNothingFound(t *testing.T) {
	raw, esco := copiedRaw(t), smallESCO(t)
	file := filepath.Join(raw, "crosswalk", "competency-skill.sssom.tsv")
	text := strings.Join([]string{
		"#curie_map:", "#  c: https://w3id.org/fwci/2210/competency/", "#  s: " + skillURI, "#mapping_set_id: https://example.org/set", "#license: https://example.org/licence",
		"subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_label\tcomment",
		"c:hardware\tskos:exactMatch\tsssom:NoTermFound\tsemapv:MappingReview\tReader\tNone.", "c:memory\tskos:exactMatch\tsssom:NoTermFound\tsemapv:MappingReview\tReader\tNone.", "",
	}, "\n")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		answers string
		nothing int // statements that nothing fits
	}{{"x\nq\n", 2}, {"e\nq\n", 1}} {
		if code, _, errors := sit(t, step.answers, "--esco", esco, "--reviewer", "Jane Doe", "--raw", raw, "hardware"); code != exitDone {
			t.Fatal(errors)
		}
		nothing := 0
		set := expectCanonical(t, file)
		for _, m := range set.Mappings {
			if m.Object == sssom.NoTermFound {
				nothing++
			}
		}
		if len(set.Mappings) != 3 || nothing != step.nothing {
			t.Errorf("after %q the set has %d mappings, %d of them saying that nothing fits; expected 3 and %d", step.answers, len(set.Mappings), nothing, step.nothing)
		}
	}
	found := map[string]int{}
	for _, m := range expectCanonical(t, file).Mappings {
		if m.Object == sssom.NoTermFound {
			found[m.Subject]++
		}
	}
	if len(found) != 1 || found["https://w3id.org/fwci/2210/competency/memory"] != 1 {
		t.Errorf("nothing fits: %v; expected memory alone", found)
	}
}

func TestReviewRefuses(t *testing.T) {
	raw, esco := copiedRaw(t), smallESCO(t)
	for _, test := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no arguments", nil, exitUsage, "expected --esco, --reviewer, and --set competency-skill or profile-occupation"},
		{"no reviewer", []string{"--esco", esco, "--raw", raw}, exitUsage, "expected --esco, --reviewer"},
		{"a reviewer without a name", []string{"--esco", esco, "--raw", raw, "--reviewer", "  "}, exitUsage, "expected --esco, --reviewer"},
		{"no download", []string{"--raw", raw, "--reviewer", "Jane Doe"}, exitUsage, "expected --esco, --reviewer"},
		{"a set that is not reviewed", []string{"--esco", esco, "--raw", raw, "--reviewer", "Jane Doe", "--set", "title-profile"}, exitUsage, "--set competency-skill or profile-occupation"},
		{"no candidates", []string{"--esco", esco, "--raw", raw, "--reviewer", "Jane Doe", "--top", "0"}, exitUsage, "expected --esco, --reviewer"},
		{"an unknown subject", []string{"--esco", esco, "--raw", raw, "--reviewer", "Jane Doe", "zoology"}, exitFailure, `fwci review: no subject "zoology" in this set`},
		{"a download that is not there", []string{"--esco", filepath.Join(esco, "x"), "--raw", raw, "--reviewer", "Jane Doe"}, exitFailure, "reading the ESCO download: opening an ESCO download: "},
		{"sources that are not there", []string{"--esco", esco, "--raw", filepath.Join(raw, "x"), "--reviewer", "Jane Doe"}, exitFailure, "no such folder; expected the folder with sources.json"},
		{"a reviewer that the form cannot hold", []string{"--esco", esco, "--raw", raw, "--reviewer", "Jane|Doe", "hardware"}, exitFailure, "the set cannot be saved: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, _, errors := sit(t, "e\nq\n", test.args...)
			if code != test.code || !strings.Contains(errors, test.want) {
				t.Errorf("it ends with %d: %s\nexpected %d and %q", code, errors, test.code, test.want)
			}
		})
	}
	file := filepath.Join(raw, "crosswalk", "competency-skill.sssom.tsv")
	text := readText(t, file)
	if text != readText(t, filepath.Join(exporttest.RawDir(), "crosswalk", "competency-skill.sssom.tsv")) {
		t.Error("a refusal changed the file")
	}
	// What the program does not know it would lose: it does not begin.
	if err := os.WriteFile(file, []byte(strings.Replace(text, "#license:", "#see_also: https://example.org/paper\n#license:", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errors := sit(t, "e\n", "--esco", esco, "--raw", raw, "--reviewer", "Jane Doe", "hardware"); code != exitFailure || !strings.Contains(errors, "its metadata has members that this program does not know and would lose: see_also") {
		t.Errorf("with a member of the metadata that it does not know it ends with %d: %s", code, errors)
	}
}

// A judgment is one of a person, unless --model or the set says that its reviewer is a language model.
func TestReviewSaysWhoJudges(t *testing.T) {
	raw, esco := copiedRaw(t), smallESCO(t)
	file := filepath.Join(raw, "crosswalk", "competency-skill.sssom.tsv")
	status := func() string {
		dir := filepath.Join(t.TempDir(), "out")
		must(t, "build", "--quiet", "--raw", raw, "--out", dir, "--format", "csv")
		for line := range strings.SplitSeq(readText(t, filepath.Join(dir, "csv", "crosswalk_competency_skill.csv")), "\n") {
			if strings.HasPrefix(line, "hardware,"+skillURI+"1,") {
				return line
			}
		}
		return ""
	}
	judge := func(more ...string) {
		t.Helper()
		args := append([]string{"--esco", esco, "--raw", raw}, more...)
		if code, _, errors := sit(t, "c 0.9\nq\n", append(args, "hardware")...); code != exitDone {
			t.Fatalf("it ends with %d: %s", code, errors)
		}
	}
	judge("--reviewer", "Reader Z", "--model")
	if line := status(); !strings.Contains(line, ",MappingReview,model,Reader Z,") || !strings.Contains(readText(t, file), "|Reader Z|") {
		t.Errorf("judged by a model: %q", line)
	}
	if code, _, errors := sit(t, "", "--esco", esco, "--raw", raw, "--reviewer", "A; B", "--model", "hardware"); code != exitFailure || !strings.Contains(errors, `the reviewer "A; B"`) {
		t.Errorf("a label that cannot be declared: %d, %s", code, errors)
	}
	text := strings.ReplaceAll(readText(t, file), "|Reader Z|", "|")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if line := status(); !strings.Contains(line, ",MappingReview,person,Reader Z,") {
		t.Errorf("a reviewer that the set does not name among the models: %q", line)
	}
}

// The competencies are mapped to any framework; what is judged is kept in a set of the reviewer's own and is not asked
// again.
func TestReviewOfAFramework(t *testing.T) {
	keep := filepath.Join(t.TempDir(), "roles.sssom.tsv")
	args := []string{"--raw", sources(t), "--target", filepath.FromSlash("../../extract/framework/testdata/roles.ttl"), "--keep", keep, "--reviewer", "Jane Doe", "data-management"}
	code, out, errors := sit(t, "n 0.7 a part\nx\nq\n", args...)
	if code != 0 || !strings.Contains(out, "Data Analysis (Concept") || !strings.Contains(out, "Finding patterns in data.") {
		t.Fatalf("exit code %d: %s%s", code, out, errors)
	}
	data, err := os.ReadFile(keep)
	if err != nil {
		t.Fatal(err)
	}
	set, err := sssom.Parse(keep, data)
	if err != nil || len(set.Mappings) != 2 {
		t.Fatalf("%d mappings, error %v; expected 2", len(set.Mappings), err)
	}
	at := slices.IndexFunc(set.Mappings, func(m sssom.Mapping) bool { return m.Object == "https://example.org/fw/DA" })
	if at < 0 || set.Mappings[at].Confidence != 0.7 || set.Mappings[at].Predicate != sssom.SKOS+"narrowMatch" || set.Mappings[at].Reviewers[0] != "Jane Doe" {
		t.Errorf("kept %+v", set.Mappings)
	}
	if code, out, _ = sit(t, "q\n", args...); code != 0 || !strings.Contains(out, "2 judgments so far") || strings.Contains(out, "Data Analysis") {
		t.Errorf("exit code %d, the second sitting shows %s", code, out)
	}
	relative := filepath.Join(t.TempDir(), "relative.ttl")
	if err := os.WriteFile(relative, []byte("@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<a> s:prefLabel 'Data Analysis' ."), 0o644); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.sssom.tsv")
	code, _, errors = sit(t, "e\nq\n", "--raw", exporttest.RawDir(), "--target", relative, "--keep", other, "--reviewer", "Jane Doe", "data-management")
	if _, err := os.Stat(other); code != exitFailure || !os.IsNotExist(err) || !strings.Contains(errors, `relative.ttl:2:1: the identifier "a" is a relative IRI and the file states no base; expected a whole IRI`) {
		t.Errorf("a framework with a relative IRI: exit code %d, %s", code, errors)
	}
	for _, wrong := range [][]string{{"--target", "a.ttl", "--reviewer", "a"}, {"--esco", "a", "--target", "a.ttl", "--keep", "a.sssom.tsv", "--reviewer", "a"}, {"--esco", "a", "--keep", "a.sssom.tsv", "--reviewer", "a"}} {
		if code, _, _ := sit(t, "", wrong...); code != 2 {
			t.Errorf("%v: exit code %d; expected 2", wrong, code)
		}
	}
}
