package finding_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/rawtest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

const (
	rawDir     = "../../raw"
	handbook   = "fwci/handbook-2210.txt"
	seriesPage = "cbp/it-specialist-2210.txt"
	escoPage   = "esco/ict-change-and-configuration-manager.txt"
	uriList    = "esco/concept-uris.csv"
	factList   = "esco/skill-facts.csv"
	titleSet   = "crosswalk/title-profile.sssom.tsv"
	skillSet   = "crosswalk/competency-skill.sssom.tsv"
	jobSet     = "crosswalk/profile-occupation.sssom.tsv"
)

// An edit replaces the first old text of a file, which must be there, by a new one, or everywhere. A
// file without an old text is replaced whole.
type edit struct {
	file, old, new string
	all            bool
}

// lean leaves out the two large mapping sets: most rules have nothing to do with them, and a build without
// them says less that is beside the point.
func lean(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := rawtest.CopyTexts(dir, rawDir); err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{skillSet, jobSet, factList} {
		if err := os.Remove(filepath.Join(dir, set)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func apply(t testing.TB, dir string, edits []edit) {
	t.Helper()
	for _, e := range edits {
		if e.file == "*" {
			renameAll(t, dir, e.old, e.new)
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(e.file))
		text := e.new
		if e.old != "" {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), e.old) {
				t.Fatalf("%s does not have %q, which this fixture changes", e.file, e.old)
			}
			n := 1
			if e.all {
				n = -1
			}
			text = strings.Replace(string(data), e.old, e.new, n)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// renameAll replaces a part of the names of all files of a folder; with nothing new, such files go.
func renameAll(t testing.TB, dir, old, now string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch {
		case !strings.Contains(e.Name(), old):
		case now == "":
			err = os.Remove(filepath.Join(dir, e.Name()))
		default:
			err = os.Rename(filepath.Join(dir, e.Name()), filepath.Join(dir, strings.Replace(e.Name(), old, now, 1)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// findings builds a folder, with an ESCO download where one is given. Findings of severity error are
// there together with the error of the build.
func findings(t testing.TB, dir string, esco ...string) []dataset.Finding {
	t.Helper()
	raw, err := extract.Load(dir, esco...)
	if err != nil {
		t.Fatalf("reading the edited sources: %v", err)
	}
	set, err := transform.Build(raw)
	if set == nil || (err != nil && !stopped(set, err)) {
		t.Fatalf("building from the edited sources: %v", err)
	}
	return set.Findings
}

var (
	leanOnce, leanESCOOnce sync.Once
	leanBase, leanESCOBase []dataset.Finding
)

// leanFindings returns the findings on the lean sources before any change.
func leanFindings(t testing.TB) []dataset.Finding {
	t.Helper()
	leanOnce.Do(func() { leanBase = findings(t, lean(t)) })
	return leanBase
}

// leanESCOFindings returns the same with the ESCO download that agrees with the page.
func leanESCOFindings(t testing.TB) []dataset.Finding {
	t.Helper()
	leanESCOOnce.Do(func() { leanESCOBase = findings(t, lean(t), download(t, real(t).raw, real(t).set)) })
	return leanESCOBase
}

// stopped reports whether a build failed for its findings, and for nothing else than what they speak of.
func stopped(set *dataset.Dataset, err error) bool {
	var problems source.Problems
	return errors.As(err, &problems) && len(set.Findings) > 0 && set.Findings[0].Severity == "error"
}

// String prints a finding as testdata/findings.txt has it.
func sentence(f dataset.Finding) string {
	place := "-"
	if f.SourceID != nil {
		place = *f.SourceID
	}
	if f.LineStart != nil {
		place += fmt.Sprintf(":%d", *f.LineStart)
	}
	return fmt.Sprintf("%s %s %s %s", f.Severity, f.Rule, place, f.Message)
}

// record prints the record that a finding speaks of.
func record(f dataset.Finding) string {
	words := []string{}
	for _, p := range []*string{f.TableName, f.RecordKey} {
		if p != nil {
			words = append(words, *p)
		}
	}
	return strings.Join(words, " ")
}

// download writes an ESCO download that agrees with the occupation page in every point.
func download(t testing.TB, raw *extract.Raw, set *dataset.Dataset) string {
	t.Helper()
	deref := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	skills := [][]string{{"conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "description"}}
	for _, s := range set.ESCOSkills {
		skills = append(skills, []string{"KnowledgeSkillCompetence", s.SkillURI, s.SkillType, deref(s.ReuseLevel), s.PreferredLabel, "", deref(s.Description)})
	}
	occupations := [][]string{{"conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description", "code"}}
	for _, o := range set.ESCOOccupations {
		occupations = append(occupations, []string{"Occupation", o.OccupationURI, o.ISCOGroup, o.PreferredLabel, "", deref(o.Description), o.Code})
	}
	relations := [][]string{{"occupationUri", "relationType", "skillType", "skillUri"}}
	for _, r := range set.ESCOOccupationSkills {
		relations = append(relations, []string{r.OccupationURI, r.Relation, "", r.SkillURI})
	}
	dir := filepath.Join(t.TempDir(), "ESCO dataset - v1.1.1 - classification - en - csv")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	files := map[string][][]string{"skills_en.csv": skills, "occupations_en.csv": occupations, "occupationSkillRelations_en.csv": relations}
	concepts := []string{"conceptType", "conceptUri", "code", "preferredLabel", "altLabels", "description"}
	for _, name := range []string{"ISCOGroups", "skillGroups", "digCompSkillsCollection", "digitalSkillsCollection", "greenSkillsCollection", "languageSkillsCollection",
		"researchSkillsCollection", "researchOccupationsCollection", "transversalSkillsCollection"} {
		files[name+"_en.csv"] = [][]string{concepts}
	}
	files["broaderRelationsOccPillar_en.csv"] = [][]string{{"conceptType", "conceptUri", "broaderType", "broaderUri"}}
	files["broaderRelationsSkillPillar_en.csv"] = files["broaderRelationsOccPillar_en.csv"]
	files["skillSkillRelations_en.csv"] = [][]string{{"originalSkillUri", "relationType", "relatedSkillUri"}}
	files["conceptSchemes_en.csv"] = [][]string{{"conceptSchemeUri", "preferredLabel"}}
	files["skillsHierarchy_en.csv"] = [][]string{{"Level 0 URI", "Level 0 preferred term", "Level 1 URI", "Level 1 preferred term", "Level 2 URI", "Level 2 preferred term", "Level 3 URI", "Level 3 preferred term", "Description"}}
	for name, rows := range files {
		var b strings.Builder
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type release struct {
	raw *extract.Raw
	set *dataset.Dataset
}

var realRelease = sync.OnceValues(func() (release, error) {
	raw, err := extract.Load(rawDir)
	if err != nil {
		return release{}, err
	}
	set, err := transform.Build(raw)
	return release{raw, set}, err
})

// real returns the sources as they are and the dataset made from them; both are shared and must not be
// changed.
func real(t testing.TB) release {
	t.Helper()
	r, err := realRelease()
	if err != nil {
		t.Fatal(err)
	}
	return r
}
