package escodata

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

const (
	skillHeader      = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description,status\r\n"
	occupationHeader = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n"
	uri              = "http://data.europa.eu/esco/"
	skillRow         = "KnowledgeSkillCompetence," + uri + "skill/1,knowledge,cross-sector,a  skill,\"one way\nanother\u00a0way\na  skill\",\"Some text.\n\nMore\u00a0text.\",released\r\n"
	occupationRow    = "Occupation," + uri + "occupation/1,2511,a worker,worker | hand,Works.,2511.10\n"
)

func small() map[string]string {
	return map[string]string{
		"skills_en.csv":                   skillHeader + skillRow,
		"occupations_en.csv":              "\xef\xbb\xbf" + occupationHeader + occupationRow,
		"occupationSkillRelations_en.csv": "occupationUri,relationType,skillType,skillUri\n" + uri + "occupation/1,essential,knowledge," + uri + "skill/1\n",
		"digitalSkillsCollection_en.csv":  "conceptType,conceptUri,preferredLabel,skillType,reuseLevel,altLabels,description\nKnowledgeSkillCompetence," + uri + "skill/1,a skill,knowledge,cross-sector,one way | x,Text\n",
	}
}

// pack writes a zip with files in the order of their names.
func pack(t testing.TB, name string, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadSmall(t *testing.T) {
	c := load(t, pack(t, "ESCO dataset - v1.2.1 - classification - de - csv.zip", map[string]string{"a/skills_de.csv": small()["skills_en.csv"], "readme.txt": "x"}))
	if c.Version != "1.2.1" || c.Language != "de" || len(c.Ignored) != 1 {
		t.Errorf("version %q, language %q, ignored %v; expected 1.2.1, de and one file", c.Version, c.Language, c.Ignored)
	}
	if c.Count(Occupation) != 0 || !slices.Contains(c.Missing, "occupations") {
		t.Errorf("missing %v; expected occupations among them", c.Missing)
	}
	skill := c.Concepts[0]
	if want := []string{"one way", "another way"}; skill.Label != "a skill" || !slices.Equal(skill.AltLabels, want) || skill.Description != "Some text.\nMore text." {
		t.Errorf("read %+v; expected cleaned labels %q", skill, want)
	}
}

func TestLoadTogether(t *testing.T) {
	c := load(t, pack(t, "x.zip", small()))
	if c.Version != "" || !strings.Contains(c.VersionBasis, "1.1.1 or 1.2.0 or 1.2.1 or later") {
		t.Errorf("version %q: %s; expected none, and what the digital collection shows", c.Version, c.VersionBasis)
	}
	occupation := c.ByLabel("A WORKER")
	if len(occupation) != 1 || len(c.Skills(occupation[0])) != 1 || !c.Skills(occupation[0])[0].Essential {
		t.Fatalf("the occupation's skills are not found: %v", occupation)
	}
	o := c.Concepts[occupation[0]]
	if !slices.Equal(o.AltLabels, []string{"worker", "hand"}) || o.Code != "2511.10" {
		t.Errorf("read %+v", o)
	}
	if s := c.Concepts[c.Skills(occupation[0])[0].To]; !slices.Equal(s.Tags, []string{"digital"}) {
		t.Errorf("tags %v; expected digital", s.Tags)
	}
}

// A concept that two files describe as different types is of the type of the first by name, and the download has a problem.
func TestLoadOneConceptOfTwoTypes(t *testing.T) {
	files := map[string]string{"skills_en.csv": small()["skills_en.csv"], "occupations_en.csv": small()["occupations_en.csv"]}
	files["skillGroups_en.csv"] = "conceptType,conceptUri,preferredLabel,altLabels,description\nSkillGroup," + uri + "skill/1,a group,,\n"
	c := load(t, pack(t, "x.zip", files))
	id, ok := c.ByURI(uri + "skill/1")
	if !ok || c.Concepts[id].Type != SkillGroup {
		t.Fatalf("found %t, %+v", ok, c.Concepts)
	}
	if len(c.Problems) != 1 || c.Problems[0].Rule != "esco-type" {
		t.Errorf("problems %v; expected one of the rule esco-type", c.Problems)
	}
}

// Each case changes one file of a download that is otherwise sound.
func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		name, file, text string
		line             int // of the first problem, or 0
		want             string
	}{
		{"ragged row", "skills_en.csv", skillHeader + skillRow + "a,b\n", 7, "2 cells; expected 8"},
		{"broken quote", "skills_en.csv", skillHeader + "KnowledgeSkillCompetence,\"" + uri + "skill/1\"x,,,,,,\n", 2, "esco-quotes"},
		{"open quote", "skills_en.csv", skillHeader + "KnowledgeSkillCompetence,\"" + uri, 2, "esco-quotes"},
		{"no column", "skills_en.csv", "conceptType,conceptUri,preferredLabel\n", 1, "no column altLabels, description, reuseLevel, skillType"},
		{"double column", "skills_en.csv", "conceptType," + skillHeader, 1, "appears twice in the header"},
		{"empty file", "skills_en.csv", "", 1, "the file is empty"},
		{"not UTF-8", "skills_en.csv", skillHeader + strings.Replace(skillRow, "Some", "S\xf6me", 1), 4, "not UTF-8"},
		{"binary", "skills_en.csv", "\x00\x01\x02PNG\n", 1, "zero byte"},
		{"wrong type", "skills_en.csv", skillHeader + strings.Replace(skillRow, "KnowledgeSkillCompetence", "Occupation", 1), 2, `conceptType is "Occupation"`},
		{"no URI", "skills_en.csv", skillHeader + strings.Replace(skillRow, uri+"skill/1", "skill 1", 1), 2, "expected a URI"},
		{"twice, with two labels", "skills_en.csv", skillHeader + skillRow + strings.Replace(skillRow, "a  skill", "a trade", 1), 7, "skill/1 appears on line 2, too, with another preferredLabel"},
		{"twice, with two texts", "skills_en.csv", skillHeader + skillRow + strings.Replace(skillRow, "Some", "Any", 1), 7, "skill/1 appears on line 2, too, with another description"},
		{"relation", "occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n" + uri + "occupation/1,vital," + uri + "skill/1\n", 2, "expected essential or optional"},
		{"relations of another version", "occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n" + uri + "occupation/8,optional," + uri + "skill/8\n" + uri + "occupation/9,optional," + uri + "skill/9\n", 0, "files of one version?"},
		{"a skill for an occupation", "occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n" + uri + "skill/1,essential," + uri + "skill/1\n", 2, "has these concepts as Occupation and Occupation"},
		{"an occupation that is a skill", "occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n" + uri + "occupation/1,essential," + uri + "skill/1\n" + uri + "skill/1x,essential," + uri + "occupation/1\n", 3, "has these concepts as Occupation and Occupation"},
		{"an occupation for a skill", "skillSkillRelations_en.csv", "originalSkillUri,relationType,relatedSkillUri\n" + uri + "skill/1,optional," + uri + "occupation/1\n", 2, "occupation/1 as KnowledgeSkillCompetence; it is of the type Occupation"},
		{"two languages", "conceptSchemes_fr.csv", "conceptSchemeUri,preferredLabel\n", 0, "two languages"},
		{"two versions", "conceptSchemes_en.csv", "conceptSchemeUri,preferredLabel,title\nx,ESCO v1.1.2,v1.2\n", 0, "two versions"},
		{"given twice", "b/skills_en.csv", skillHeader + skillRow, 0, "skills is given twice"},
		{"path out of the archive", "../skills_en.csv", skillHeader, 0, "leaves the archive"},
		{"absolute path", "/skills_en.csv", skillHeader, 0, "leaves the archive"},
		{"path of another system", `..\skills_en.csv`, skillHeader, 0, "leaves the archive"},
		{"bomb", "skills_en.csv", skillHeader + strings.Repeat("0", 8<<20), 0, "more than 100 times its size"},
		{"long row", "skills_en.csv", skillHeader + noise(MaxRowBytes+1<<17), 0, "a row of more than"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := small()
			files[test.file] = test.text
			_, err := Load([]string{pack(t, "x.zip", files)})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error %v; expected %q", err, test.want)
			}
			var problems source.Problems
			if errors.As(err, &problems) && (problems[0].Line != test.line || !strings.HasSuffix(problems[0].Path, "x.zip/"+test.file)) {
				t.Errorf("the problem is at %s:%d; expected x.zip/%s:%d", problems[0].Path, problems[0].Line, test.file, test.line)
			}
		})
	}
}

// noise is text that packs badly: a bomb's ratio is not what stops it.
func noise(n int) string {
	b := make([]byte, n)
	state := uint32(1)
	for i := range b {
		state = state*1664525 + 1013904223
		b[i] = 'a' + byte(state>>24)%26
	}
	return string(b)
}

func TestLoadRefusesArchives(t *testing.T) {
	whole, err := os.ReadFile(pack(t, "x.zip", small()))
	if err != nil {
		t.Fatal(err)
	}
	many := map[string]string{}
	for i := range MaxEntries + 1 {
		many[fmt.Sprintf("%d.txt", i)] = ""
	}
	long := map[string]string{}
	for i := range 50 {
		long[fmt.Sprintf("%d%s.txt", i, strings.Repeat("x", 40000))] = ""
	}
	damaged := bytes.Replace(slices.Clone(whole), whole[100:120], make([]byte, 20), 1)
	tests := []struct{ name, path, want string }{
		{"cut off", write(t, whole[:len(whole)-30]), "not a readable zip"},
		{"damaged", write(t, damaged), "x.zip"},
		{"another format", write(t, []byte("conceptType,conceptUri\n")), "not a readable zip"},
		{"empty", write(t, nil), "not a readable zip"},
		{"no ESCO file", pack(t, "x.zip", map[string]string{"a.csv": "x"}), "no file of an ESCO download"},
		{"too many entries", pack(t, "x.zip", many), "expected at most 1000"},
		{"too long a list", pack(t, "x.zip", long), "list of its entries"},
		{"only relations", pack(t, "x.zip", map[string]string{"skillSkillRelations.csv": "originalSkillUri,relationType,relatedSkillUri\n"}), "no skill and no occupation"},
		{"absent", filepath.Join(t.TempDir(), "absent"), "no such file"},
		{"a link in the archive", write(t, withLink(t)), "symbolic link"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Load([]string{test.path}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v; expected %q", err, test.want)
			}
		})
	}
	if _, err := Load(nil); err == nil {
		t.Error("no path gave no error")
	}
}

func write(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func withLink(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	header := &zip.FileHeader{Name: "skills_en.csv"}
	header.SetMode(fs.ModeSymlink | 0o777)
	f, err := w.CreateHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("/etc/passwd")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLoadFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "esco-v1.1.1")
	if err := os.MkdirAll(filepath.Join(dir, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range small() {
		if err := os.WriteFile(filepath.Join(dir, "in", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := load(t, dir)
	if c.Version != "1.1.1" || len(c.Files) != 4 {
		t.Errorf("version %q, %d files; expected 1.1.1 and 4", c.Version, len(c.Files))
	}
	if err := os.Symlink("skills_en.csv", filepath.Join(dir, "in", "skillGroups_en.csv")); err != nil {
		t.Skip("no symbolic links here")
	}
	if _, err := Load([]string{dir}); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("error %v; expected a refusal of the link", err)
	}
}

func TestCleaning(t *testing.T) {
	for in, want := range map[string]string{"": "", "a b": "a b", " a": "a", "a ": "a", "a  b": "a b", "a\u00a0\u00a0b": "a b", "a\r\nb\tc": "a b c", "\u00a0": "", "é": "é"} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q; expected %q", in, got, want)
		}
	}
}
