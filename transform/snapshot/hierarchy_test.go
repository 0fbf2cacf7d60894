package snapshot

import (
	"os"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/skillfact"
)

// The rule of placed, compared with the types that ESCO 1.1.1 states: it is wrong about one concept of 13,391.
func TestHierarchyGivesTheStatedTypes(t *testing.T) {
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[[2]string]int{} // by stated and inferred type
	for _, concept := range c.Concepts {
		if concept.Type == escodata.Skill {
			counts[[2]string{concept.SkillType, placed(concept.URI, c)}]++
		}
	}
	const skill, knowledge = concepturi.Skill, concepturi.Knowledge
	for pair, want := range map[[2]string]int{
		{skill, skill}: 10535, {knowledge, knowledge}: 2855, {knowledge, skill}: 1, {skill, knowledge}: 0, {"", skill}: 6, {"", knowledge}: 0,
		{skill, ""}: 296, {knowledge, ""}: 203,
	} {
		if counts[pair] != want {
			t.Errorf("stated %q, inferred %q: %d; counted in the files: %d", pair[0], pair[1], counts[pair], want)
		}
	}
}

// The list that the sources come with is what the official download says.
func TestPublishedListIsWhatESCOSays(t *testing.T) {
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../raw/esco/skill-facts.csv")
	if err != nil {
		t.Fatal(err)
	}
	facts, err := skillfact.Parse("skill-facts.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if taken, ok := take(Concept{URI: f.URI, Label: f.Label, Type: f.Type}, c); !ok || !taken.Equal(f) {
			t.Errorf("line %d: %+v; ESCO has %+v", f.Line, f, taken)
		}
	}
}
