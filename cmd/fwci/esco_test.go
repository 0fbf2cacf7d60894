package main

import (
	"archive/zip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/sssom"
)

const escoSkill = "http://data.europa.eu/esco/skill/"

// largerESCO is the small download with two concepts that the repository's own mappings name, and the tag
// of one of them.
func largerESCO(t *testing.T) string {
	t.Helper()
	dir := smallESCO(t)
	file := filepath.Join(dir, "skills_en.csv")
	text := readText(t, file) +
		"KnowledgeSkillCompetence," + escoSkill + "3497ebe1-d417-4105-a68f-f7bbcac7ee5f,knowledge,cross-sector,ICT hardware specifications,,What hardware does.\n" +
		"KnowledgeSkillCompetence," + escoSkill + "f9e788df-d68a-4f92-92c7-80e135fc35ff,knowledge,sector-specific,ICT networking hardware,,What joins computers.\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	collection := "conceptType,conceptUri,preferredLabel,skillType,reuseLevel,altLabels,description\nKnowledgeSkillCompetence," + escoSkill + "3497ebe1-d417-4105-a68f-f7bbcac7ee5f,ICT hardware specifications,knowledge,cross-sector,,What hardware does.\n"
	if err := os.WriteFile(filepath.Join(dir, "digitalSkillsCollection_en.csv"), []byte(collection), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// packed writes the named files of a folder, or all, into a zip of its own.
func packed(t *testing.T, dir, name string, files ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(file)
	content, err := tree(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(content)) {
		if len(files) > 0 && !slices.Contains(files, path) {
			continue
		}
		entry, err := w.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(content[path])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// builtTree builds the sources with downloads, or without one, and returns the release. Without one it is built once.
func builtTree(t *testing.T, esco ...string) map[string]string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	if len(esco) == 0 {
		out = filepath.Join(shared, "release")
		if found, err := tree(out); err == nil {
			return found
		}
	}
	args := []string{"build", "--quiet", "--raw", sources(t), "--out", out, "--format", "csv"}
	for _, path := range esco {
		args = append(args, "--esco", path)
	}
	must(t, args...)
	found, err := tree(out)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func tablesOf(files map[string]string) map[string]string {
	found := maps.Clone(files)
	maps.DeleteFunc(found, func(path, _ string) bool { return !strings.HasPrefix(path, "csv/") })
	return found
}

// A download gives the same tables in whatever form it comes; the crosswalk is the one of a build without.
func TestBuildWithESCO(t *testing.T) {
	dir := largerESCO(t)
	want := builtTree(t, dir)
	for name, paths := range map[string][]string{
		"a zip":                   {packed(t, dir, "ESCO dataset - v1.1.1 - classification - en - csv.zip")},
		"two zips":                {packed(t, dir, "v1.1.1 skills.zip", "skills_en.csv", "digitalSkillsCollection_en.csv"), packed(t, dir, "v1.1.1 occupations.zip", "occupations_en.csv", "ISCOGroups_en.csv")},
		"the same two, turned":    {packed(t, dir, "v1.1.1 occupations.zip", "occupations_en.csv", "ISCOGroups_en.csv"), packed(t, dir, "v1.1.1 skills.zip", "skills_en.csv", "digitalSkillsCollection_en.csv")},
		"a folder that holds one": {filepath.Dir(packed(t, dir, "esco-v1.1.1.zip"))},
	} {
		if got := builtTree(t, paths...); !maps.Equal(tablesOf(got), tablesOf(want)) {
			t.Errorf("%s gives other tables than the folder: the first is %s", name, firstDifference(tablesOf(got), tablesOf(want)))
		}
	}
	without := builtTree(t)
	for path, table := range tablesOf(without) {
		if strings.HasPrefix(path, "csv/crosswalk_") && want[path] != table {
			t.Errorf("%s differs with a download", path)
		}
	}
	for _, row := range []string{
		escoSkill + "3497ebe1-d417-4105-a68f-f7bbcac7ee5f,ICT hardware specifications,knowledge,cross-sector,What hardware does.,digital,1.1.1\n",
		escoSkill + "f9e788df-d68a-4f92-92c7-80e135fc35ff,ICT networking hardware,knowledge,sector-specific,What joins computers.,,1.1.1\n",
	} {
		if !strings.Contains(want["csv/esco_skills.csv"], row) || strings.Contains(without["csv/esco_skills.csv"], row) {
			t.Errorf("the reuse level and tags of a mapped concept do not come from the download: %q", row)
		}
	}
	for _, table := range []string{"esco_labels", "isco_groups", "esco_concept_changes"} {
		path := "csv/" + table + ".csv"
		if want[path] == "" || without[path] != "" || strings.Contains(without["data-dictionary.md"], table) || strings.Contains(without["manifest.json"], table) {
			t.Errorf("%s is not in the release with a download alone", path)
		}
	}
}

// A release with a download has an identity of its own: version, description and credits name it.
func TestBuildWithESCOHasItsOwnIdentity(t *testing.T) {
	with, without := builtTree(t, largerESCO(t)), builtTree(t)
	for _, text := range []string{"+esco.1.1.1", "Enriched with the official ESCO download, version 1.1.1.", "This service uses the ESCO classification of the European Commission: labels, descriptions, relations and group names"} {
		if !strings.Contains(with["README.md"], text) || strings.Contains(without["README.md"], text) {
			t.Errorf("README.md with a download alone should hold %q", text)
		}
	}
	out := filepath.Join(t.TempDir(), "out")
	args := []string{"build", "--quiet", "--raw", sources(t), "--out", out, "--esco", largerESCO(t)}
	if testing.Short() {
		args = append(args, "--format", "csv,datapackage,dcat")
	}
	must(t, args...)
	for _, file := range []string{"datapackage.json", "dcat-us.json", "schema-org.jsonld", "manifest.json"} {
		if text := readText(t, filepath.Join(out, file)); !strings.Contains(text, "+esco.1.1.1") {
			t.Errorf("%s does not name the version of the release with the download", file)
		} else if file != "manifest.json" && !strings.Contains(text, "Enriched with the official ESCO download, version 1.1.1.") {
			t.Errorf("%s does not say which download enriched the release", file)
		}
	}
	if code, _, errors := fwci(t, "verify", out); code != exitDone {
		t.Errorf("verify ends with %d: %s", code, errors)
	}
}

// A command says at its start which files a download lacks and what that costs.
func TestMissingFilesAreTold(t *testing.T) {
	dir := largerESCO(t)
	if err := os.Remove(filepath.Join(dir, "skills_en.csv")); err != nil {
		t.Fatal(err)
	}
	queries := filepath.Join(t.TempDir(), "queries.csv")
	if err := os.WriteFile(queries, []byte("query_id,label\nq,hardware specifications\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	gold := filepath.Join(t.TempDir(), "gold.tsv")
	if err := os.WriteFile(gold, []byte("competency_id\tconcept_uri\tpredicate\nq\t"+escoSkill+"3497ebe1-d417-4105-a68f-f7bbcac7ee5f\texact\nq\t"+escoSkill+"0\tclose\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	raw := sources(t)
	const ranking, building = "note: skills_en.csv is not among the files: ranking among the 1 concepts of its kind that other files describe\n", "note: skills_en.csv is not among the files: skills are known from other files only"
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"match", "--esco", dir, "--queries", queries}, ranking},
		{[]string{"evaluate", "--esco", dir, "--queries", queries, "--gold", gold}, ranking},
		{[]string{"build", "--esco", dir, "--raw", raw, "--out", filepath.Join(t.TempDir(), "out"), "--format", "csv"}, building},
	} {
		code, out, errors := fwci(t, test.args...)
		if code != exitDone || strings.Count(errors, test.want) != 1 || strings.Count(errors, "note: occupationSkillRelations.csv is not among the files: ") != 1 {
			t.Errorf("%s ends with %d: %s\nexpected once %q", test.args[0], code, errors, test.want)
		}
		if test.args[0] == "evaluate" && (!strings.Contains(out, "the download has 1 of the 2 judged concepts") || !strings.Contains(errors, "does not have 1 of the 2 judged concepts")) {
			t.Errorf("evaluate prints %s\n%s\nexpected how many judged concepts are missing", out, errors)
		}
	}
	if _, out, _ := fwci(t, "evaluate", "--json", "--esco", dir, "--queries", queries, "--gold", gold); !strings.Contains(out, `"missing_concepts": 1`) {
		t.Errorf("evaluate --json prints %s", out)
	}
}

// Where a download lies leaves no trace in a release.
func TestBuildWithESCOElsewhere(t *testing.T) {
	one := largerESCO(t)
	other := filepath.Join(t.TempDir(), "far", "away", "esco-v1.1.1")
	if err := os.CopyFS(other, os.DirFS(one)); err != nil {
		t.Fatal(err)
	}
	want, got := builtTree(t, one), builtTree(t, other)
	if !maps.Equal(got, want) {
		t.Errorf("the same download in another folder gives another %s", firstDifference(got, want))
	}
	if manifest := want["manifest.json"]; !strings.Contains(manifest, `"basis":"stated in the name esco-v1.1.1"`) {
		t.Error("the manifest does not say how the version of the download is known")
	}
	for path, text := range want {
		if strings.Contains(text, filepath.Dir(one)) {
			t.Errorf("%s names a folder of this machine", path)
		}
	}
}

// Damage in a download is reported with its file and row; nothing is written.
func TestBuildWithBadESCO(t *testing.T) {
	dir := largerESCO(t)
	file := filepath.Join(dir, "skills_en.csv")
	whole := readText(t, file)
	for _, test := range []struct{ name, text, want string }{
		{"a ragged row", whole + "a,b\n", file + ":7:1: row 6: 2 cells; expected 7"},
		{"a column less", strings.Replace(whole, "skillType", "kind", 1), file + ":1:1: no column skillType"},
		{"no text", "\x00\x01", file + ":1:1: a zero byte: expected text [esco-binary]"},
		{"cut off in a quotation", whole + "KnowledgeSkillCompetence,\"http", "[esco-quotes]"},
	} {
		if err := os.WriteFile(file, []byte(test.text), 0o644); err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(t.TempDir(), "out")
		code, stdout, errors := fwci(t, "build", "--raw", sources(t), "--out", out, "--esco", dir)
		if code != exitFailure || stdout != "" || !strings.Contains(errors, test.want) {
			t.Errorf("%s: it ends with %d: %s\nexpected %q", test.name, code, errors, test.want)
		}
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: a release was written: %v", test.name, err)
		}
	}
}

// A download of digital concepts alone gives confidences that are numbers.
func TestDigitalConceptsAlone(t *testing.T) {
	dir := largerESCO(t)
	if err := os.Remove(filepath.Join(dir, "skills_en.csv")); err != nil {
		t.Fatal(err)
	}
	queries := filepath.Join(t.TempDir(), "queries.csv")
	if err := os.WriteFile(queries, []byte("query_id,label,definition\nq,\u200bhardware speci\u00adfications,What hardware does.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errors := fwci(t, "match", "--quiet", "--esco", filepath.Join(dir, "digitalSkillsCollection_en.csv"), "--queries", queries)
	fields := strings.Split(strings.TrimSpace(out), "\n")
	if code != exitDone || len(fields) != 2 {
		t.Fatalf("match ends with %d: %s%s", code, out, errors)
	}
	confidence, err := strconv.ParseFloat(strings.Split(fields[1], ",")[4], 64)
	if err != nil || !(confidence >= 0 && confidence <= 1) {
		t.Errorf("the confidence in %q is no number from 0 to 1: %v", fields[1], err)
	}
	if strings.Contains(fields[1], "read as") {
		t.Errorf("characters that show nothing are taken for a misspelling: %s", fields[1])
	}
}

// A review records no version of ESCO that is not certain.
func TestReviewRecordsNoGuessedVersion(t *testing.T) {
	for name, test := range map[string]struct{ folder, header, want string }{
		"no version":          {"esco", "", "note: the version of ESCO is not known: "},
		"this or a later one": {"esco", ",naceCode", "note: the judgments get no version of ESCO: the download may be of a later one than 1.2.1"},
	} {
		raw, esco := copiedRaw(t), filepath.Join(t.TempDir(), test.folder)
		if err := os.CopyFS(esco, os.DirFS(smallESCO(t))); err != nil {
			t.Fatal(err)
		}
		occupations := filepath.Join(esco, "occupations_en.csv")
		text := strings.Replace(readText(t, occupations), "\n", test.header+"\n", 1)
		if test.header != "" {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "2522.10\n", "2522.10,\n"), "2522.1\n", "2522.1,\n")
		}
		if err := os.WriteFile(occupations, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		code, _, errors := sit(t, "c 0.9\n", "--esco", esco, "--reviewer", "Jane Doe", "--raw", raw, "--top", "1", "hardware")
		if code != exitDone || !strings.Contains(errors, test.want) {
			t.Errorf("%s: it ends with %d: %s; expected %q", name, code, errors, test.want)
		}
		file := filepath.Join(raw, "crosswalk", "competency-skill.sssom.tsv")
		set, err := sssom.Parse(file, []byte(readText(t, file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range set.Mappings {
			if slices.Contains(m.Reviewers, "Jane Doe") && m.ObjectVersion != "" {
				t.Errorf("%s: the judgment has the version %q", name, m.ObjectVersion)
			}
		}
	}
}
