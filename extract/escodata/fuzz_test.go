package escodata

import (
	"archive/zip"
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func FuzzReadFile(f *testing.F) {
	for name, text := range small() {
		f.Add(name, []byte(text))
	}
	f.Add("skillsHierarchy.csv", []byte("Level 0 URI,Level 0 preferred term,Level 1 URI\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		id := identify(name)
		if id.kind == nil || id.kind.read == nil {
			return
		}
		p, err := readFile(want{&input{name: name, identity: id}, whole}, bytes.NewReader(data))
		if (p == nil) == (err == nil) {
			t.Fatalf("part %v and error %v", p, err)
		}
	})
}

// loadArchive reads a zip in memory, one file after the other: what a fuzzer learns of an input must not
// hang on which of two files was read first.
func loadArchive(t *testing.T, data []byte) *Classification {
	t.Helper()
	in := &inputs{root: "x.zip"}
	err := in.addArchive("x.zip", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	found, err := in.sorted([]string{"x.zip"})
	if err != nil || len(found) != 1 {
		return nil
	}
	c, err := in.load(found[0], nil, 1)
	if (c == nil) == (err == nil) {
		t.Fatalf("classification %v and error %v", c, err)
	}
	return c
}

// stored packs files without compressing them, so that a fuzzer sees their text.
func stored(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range files {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: file[0], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(file[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzArchive reads hostile zips: of their bytes, few are text.
func FuzzArchive(f *testing.F) {
	f.Add(stored(f, [2]string{"skills_en.csv", skillHeader + skillRow}))
	f.Add(stored(f, [2]string{"ESCO v1.2/", ""}, [2]string{"ESCO v1.2/skills_en.csv", ""}, [2]string{"__MACOSX/._x", ""}))
	f.Add(append([]byte("junk before it"), stored(f, [2]string{"a.csv", "x"})...))
	f.Add(stored(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c := loadArchive(t, data); c != nil {
			expectSound(t, c)
		}
	})
}

// belonging are the files that FuzzLoad reads together. Their headers are fixed and their rows short: a
// fuzzer makes each input that it keeps smaller first, and the time for that grows with the square of its
// length.
var belonging = [][2]string{
	{"skills_en.csv", "conceptUri,conceptType,skillType,reuseLevel,preferredLabel,altLabels,description\n"},
	{"occupations_en.csv", "conceptUri,conceptType,iscoGroup,code,preferredLabel,altLabels,description\n"},
	{"occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n"},
	{"skillSkillRelations_en.csv", "originalSkillUri,relationType,relatedSkillUri\n"},
	{"broaderRelationsSkillPillar_en.csv", "conceptUri,conceptType,broaderType,broaderUri\n"},
	{"skillsHierarchy_en.csv", strings.Join(hierarchyColumns(), ",") + ",Level 0 code,Level 1 code,Level 2 code,Level 3 code\n"},
}

// FuzzLoad reads files that belong together: what each says of the concepts of the others. A file without
// rows is not given.
func FuzzLoad(f *testing.F) {
	const skill, occupation = "http://s,KnowledgeSkillCompetence,knowledge,,a,b | c,d", "http://o,Occupation,1,1.1,a,,"
	f.Add(skill, "", "", "", "", "")
	f.Add("", occupation, "http://o,optional,http://s", "", "", "")
	f.Add(skill, occupation, "http://o,essential,http://s", "http://s,optional,http://s", "", "")
	f.Add(skill, "http://s,Occupation,1,1.1,a,,", "http://o,optional,http://s\nhttp://s,optional,http://o", "", "", "")
	f.Add(skill, occupation, "http://s,optional,http://s", "http://o,essential,http://s", "", "")
	f.Add(skill, "", "", "", "http://s,KnowledgeSkillCompetence,SkillGroup,http://g", "http://g,a,http://h,b,,,,,d,,S,S1")
	f.Fuzz(func(t *testing.T, skills, occupations, essential, related, broader, hierarchy string) {
		var given [][2]string
		for i, rows := range []string{skills, occupations, essential, related, broader, hierarchy} {
			if rows != "" {
				given = append(given, [2]string{belonging[i][0], belonging[i][1] + rows})
			}
		}
		data := stored(t, given...)
		c := loadArchive(t, data)
		if c == nil {
			return
		}
		if again := loadArchive(t, data); !reflect.DeepEqual(c, again) {
			t.Errorf("read twice, the same files give\n%+v\nand\n%+v", c, again)
		}
		expectSound(t, c)
	})
}

// expectSound checks what holds of every classification.
func expectSound(t *testing.T, c *Classification) {
	t.Helper()
	if len(c.Concepts) == 0 {
		t.Error("a classification without concepts")
	}
	if !slices.IsSortedFunc(c.Concepts, func(a, b Concept) int {
		if a.Type != b.Type {
			return slices.Index(typeOrder, a.Type) - slices.Index(typeOrder, b.Type)
		}
		return strings.Compare(a.URI, b.URI)
	}) {
		t.Error("the concepts are not sorted")
	}
	for i := range c.Concepts {
		expectConcept(t, c, ID(i))
	}
	for _, r := range c.OccupationSkills {
		if from, to := c.Concepts[r.From].Type, c.Concepts[r.To].Type; from != Occupation || to != Skill {
			t.Errorf("a %s has a %s for a skill", from, to)
		}
		if !slices.Contains(c.Skills(r.From), r) || !slices.Contains(c.Occupations(r.To), r.From) {
			t.Errorf("the relation %v is not found from its ends", r)
		}
	}
	for _, r := range c.SkillSkills {
		if from, to := c.Concepts[r.From].Type, c.Concepts[r.To].Type; from != Skill || to != Skill || !slices.Contains(c.RelatedSkills(r.From), r) {
			t.Errorf("the relation %v of a %s and a %s is not one of skills, or not found", r, from, to)
		}
	}
}

func expectConcept(t *testing.T, c *Classification, id ID) {
	t.Helper()
	concept := c.Concepts[id]
	if found, ok := c.ByURI(concept.URI); !ok || found != id || !isURI(concept.URI) {
		t.Errorf("%q is not found by its URI", concept.URI)
	}
	if concept.Label != "" && !slices.Contains(c.ByLabel(concept.Label), id) {
		t.Errorf("%q is not found by its label", concept.Label)
	}
	for i, label := range concept.AltLabels {
		if label == "" || clean(label) != label || label == concept.Label || slices.Contains(concept.AltLabels[:i], label) {
			t.Errorf("the labels %q of %q", concept.AltLabels, concept.Label)
		}
	}
	for _, text := range []string{concept.Label, concept.Code, concept.SkillType, concept.Status} {
		if clean(text) != text {
			t.Errorf("%q of %s is not clean", text, concept.URI)
		}
	}
	for _, up := range c.Broader(id) {
		if !slices.Contains(c.Narrower(up), id) {
			t.Errorf("%s is below %s, which does not know it", concept.URI, c.Concepts[up].URI)
		}
	}
	if chain := c.BroaderChain(id); slices.Contains(chain, id) {
		t.Errorf("%s is above itself", concept.URI)
	}
}

// A cell with as many labels as a row can hold, all different or all the same, is read in one pass.
func TestManyLabels(t *testing.T) {
	var different strings.Builder
	for i := range MaxRowBytes / 8 {
		different.WriteString(strings.ToLower(strings.Repeat("x", 1+i%3)) + string(rune('a'+i%26)) + "\n")
	}
	if got := labels(different.String(), "xa"); len(got) != 77 {
		t.Errorf("%d labels; expected 78 different ones less the preferred", len(got))
	}
	var all []string
	for i := range MaxRowBytes / 8 {
		all = append(all, string(rune(0x4e00+i%20000))+string(rune('a'+i/20000)))
	}
	if got := labels(strings.Join(all, " | "), ""); !slices.Equal(got, all) {
		t.Errorf("%d labels; expected %d", len(got), len(all))
	}
}
