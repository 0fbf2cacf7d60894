package escodata

import (
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
)

func load(t testing.TB, paths ...string) *Classification {
	t.Helper()
	c, err := Load(paths)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The numbers were counted in the official files with another program.
func TestLoadVersion111(t *testing.T) {
	c := load(t, escotest.Download(t, "esco-v1.1.1"))
	if c.Version != "1.1.1" || c.Language != "en" || c.VersionBasis == "" {
		t.Errorf("version %q (%s), language %q; expected 1.1.1 and en", c.Version, c.VersionBasis, c.Language)
	}
	for kind, want := range map[Type]int{Skill: 13896, Occupation: 3007, ISCOGroup: 619, SkillGroup: 640 + 7} {
		if got := c.Count(kind); got != want {
			t.Errorf("%d of %s; expected %d", got, kind, want)
		}
	}
	if len(c.OccupationSkills) != 123855 || len(c.SkillSkills) != 5899 {
		t.Errorf("%d and %d relations; expected 123855 and 5899", len(c.OccupationSkills), len(c.SkillSkills))
	}
	essential := 0
	for _, r := range c.OccupationSkills {
		if r.Essential {
			essential++
		}
	}
	if essential != 64946 {
		t.Errorf("%d essential relations; expected 64946", essential)
	}
	tags := map[string]int{}
	for _, concept := range c.Concepts {
		for _, tag := range concept.Tags {
			tags[tag]++
		}
	}
	if want := (map[string]int{"digComp": 26, "digital": 1201, "green": 570, "language": 346, "research": 162, "transversal": 96}); !reflect.DeepEqual(tags, want) {
		t.Errorf("tags %v; expected %v", tags, want)
	}
	if c.Missing != nil || c.Ignored != nil {
		t.Errorf("missing %v, ignored %v; expected none", c.Missing, c.Ignored)
	}
	rules := map[string]int{}
	for _, p := range c.Problems {
		rules[p.Rule]++
	}
	// 6 skills without a type; 67 + 1 rows name an occupation that is not described; 7 groups are only in the
	// hierarchy; 12 descriptions of occupations were encoded twice, one group has the control character U+009D.
	if want := (map[string]int{"esco-skill-type": 6, "esco-reference": 67 + 1 + 7, "esco-letters": 12 + 1}); !reflect.DeepEqual(rules, want) {
		t.Errorf("problems %v; expected %v", rules, want)
	}
}

func TestLookups(t *testing.T) {
	c := load(t, escotest.Download(t, "esco-v1.1.1"))
	ids := c.ByLabel(" ICT  Change and configuration manager")
	if len(ids) != 1 {
		t.Fatalf("found %d concepts; expected 1", len(ids))
	}
	manager := c.Concepts[ids[0]]
	if manager.Code != "2519.3" || manager.ISCOGroup != "2519" || manager.Type != Occupation {
		t.Errorf("code %q of group %q; expected 2519.3 of 2519", manager.Code, manager.ISCOGroup)
	}
	var chain []string
	for _, id := range c.BroaderChain(ids[0]) {
		chain = append(chain, c.Concepts[id].Code)
	}
	if want := []string{"2519", "251", "25", "2"}; !slices.Equal(chain, want) {
		t.Errorf("broader chain %v; expected %v", chain, want)
	}
	skills := c.Skills(ids[0])
	if len(skills) == 0 {
		t.Fatal("no skills")
	}
	if !slices.Contains(c.Occupations(skills[0].To), ids[0]) {
		t.Error("the skill does not lead back to the occupation")
	}
	if id, ok := c.ByURI(manager.URI); !ok || id != ids[0] {
		t.Errorf("ByURI gives %d, %v; expected %d", id, ok, ids[0])
	}
	// Codes are text: 2511.1 and 2511.10 are two occupations.
	codes := map[string]bool{}
	for _, concept := range c.Concepts {
		codes[concept.Code] = true
	}
	if !codes["2511.1"] || !codes["2511.10"] || !codes["0110"] {
		t.Error("expected the codes 2511.1, 2511.10 and 0110")
	}
}

func TestLoadPartial(t *testing.T) {
	c := load(t, escotest.Download(t, "esco-v1.2.0-partial"))
	if c.Version != "1.2.0" || c.Language != "en" {
		t.Errorf("version %q, language %q; expected 1.2.0 and en", c.Version, c.Language)
	}
	if want := []string{"skills", "occupationSkillRelations"}; !slices.Equal(c.Missing, want) {
		t.Errorf("missing %v; expected %v", c.Missing, want)
	}
	if n := c.Count(Occupation); n != 3039 {
		t.Errorf("%d occupations; expected 3039", n)
	}
	if n := c.Count(Skill); n < 1284 || n > 1284+591+359+40+95+25 {
		t.Errorf("%d skills; expected those of the collections", n)
	}
	t.Logf("%d skills, %d problems", c.Count(Skill), len(c.Problems))
}

func TestTwoVersions(t *testing.T) {
	_, err := Load([]string{escotest.Download(t, "esco-v1.1.1"), escotest.Download(t, "esco-v1.2.0-partial")})
	if err == nil {
		t.Fatal("two versions were read as one")
	}
	t.Log(err)
}

// What LoadFor reads of a type is what Load reads of it: concepts, tags and relations that lead to it.
func TestLoadForIsAPartOfLoad(t *testing.T) {
	paths := []string{escotest.Download(t, "esco-v1.1.1")}
	whole := load(t, paths...)
	for _, types := range [][]Type{{Skill}, {Occupation, ISCOGroup}} {
		part, err := LoadFor(paths, types...)
		if err != nil {
			t.Fatal(err)
		}
		if part.Version != whole.Version || !slices.Equal(part.Missing, whole.Missing) {
			t.Errorf("version %q, missing %v; expected %q, %v", part.Version, part.Missing, whole.Version, whole.Missing)
		}
		for _, kind := range types {
			if part.Count(kind) != whole.Count(kind) {
				t.Errorf("%d of %s; expected %d", part.Count(kind), kind, whole.Count(kind))
			}
		}
		for i := range part.Concepts {
			if c := part.Concepts[i]; slices.Contains(types, c.Type) {
				expectSame(t, part, ID(i), whole)
			}
		}
	}
}

// expectSame compares a concept and what it is related to among its own kind and the occupations.
func expectSame(t *testing.T, part *Classification, id ID, whole *Classification) {
	t.Helper()
	got := part.Concepts[id]
	at, _ := whole.ByURI(got.URI)
	want := whole.Concepts[at]
	digital := func(c Concept) (tags []string) {
		for _, tag := range c.Tags {
			if tag == "digital" || tag == "digComp" {
				tags = append(tags, tag)
			}
		}
		return tags
	}
	if !slices.Equal(digital(got), digital(want)) {
		t.Errorf("%s has the tags %v; expected %v", got.URI, got.Tags, want.Tags)
	}
	got.Tags, want.Tags = nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v; expected %+v", got, want)
	}
	uris := func(c *Classification, ids []ID) (uris []string) {
		for _, id := range ids {
			if concept := c.Concepts[id]; concept.Type != SkillGroup {
				uris = append(uris, concept.URI+" "+concept.ISCOGroup)
			}
		}
		return uris
	}
	if got.Type == Skill && (!slices.Equal(uris(part, part.Occupations(id)), uris(whole, whole.Occupations(at))) || len(part.RelatedSkills(id)) != len(whole.RelatedSkills(at))) {
		t.Errorf("%s has other occupations or related skills", got.URI)
	}
	if !slices.Equal(uris(part, part.Broader(id)), uris(whole, whole.Broader(at))) {
		t.Errorf("%s has other broader concepts", got.URI)
	}
}

func TestLoadTwiceIsEqual(t *testing.T) {
	path := escotest.Download(t, "esco-v1.1.1")
	if !reflect.DeepEqual(load(t, path), load(t, path)) {
		t.Error("two readings differ")
	}
}

func BenchmarkLoadForSkills(b *testing.B) {
	path := escotest.Download(b, "esco-v1.1.1")
	for b.Loop() {
		if _, err := LoadFor([]string{path}, Skill); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	path := escotest.Download(b, "esco-v1.1.1")
	var after runtime.MemStats
	for b.Loop() {
		c := load(b, path)
		runtime.KeepAlive(c)
	}
	c := load(b, path)
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Sys)/(1<<20), "MB-from-system")
	b.ReportMetric(float64(after.HeapAlloc)/(1<<20), "MB-heap")
	runtime.KeepAlive(c)
}
