package match

import (
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// Words that stand for one another in labels of a concept are learned; others of the same label are not.
func TestLearnParaphrases(t *testing.T) {
	c := escodata.FromList("en", "", []escodata.Concept{
		{URI: "a", Type: escodata.Occupation, Label: "sales agent", AltLabels: []string{"sales delegate", "seller of goods"}, Described: true},
		{URI: "b", Type: escodata.Occupation, Label: "rental agent", AltLabels: []string{"rental delegate"}, Described: true},
		{URI: "c", Type: escodata.Occupation, Label: "ship pilot", AltLabels: []string{"boat captain"}, Described: true},
	})
	x := NewIndex(c, Occupations)
	term := func(word string) int32 { return x.words.terms[stem(word)] }
	alike := func(a, b string) bool {
		return slices.ContainsFunc(x.alike[term(a)], func(n neighbor) bool { return n.term == term(b) && n.like >= leastParaphrase && n.like < 1 })
	}
	if !alike("agent", "delegate") || !alike("delegate", "agent") {
		t.Errorf("agent %v, delegate %v; expected each near the other", x.alike[term("agent")], x.alike[term("delegate")])
	}
	for _, pair := range [][2]string{{"sales", "rental"}, {"ship", "captain"}, {"pilot", "captain"}, {"agent", "seller"}} {
		if alike(pair[0], pair[1]) {
			t.Errorf("%s is near %s", pair[0], pair[1])
		}
	}
}

// A title that names what an ISCO group does leads to an occupation of the group, and one that shares no word with
// any label to the one that general English has near it.
func TestSurroundings(t *testing.T) {
	c := escodata.FromList("en", "", []escodata.Concept{
		{URI: "g1", Type: escodata.ISCOGroup, Code: "1111", Label: "Keepers of lighthouses", Description: "Keepers of lighthouses tend lamps and beacons.", Described: true},
		{URI: "g2", Type: escodata.ISCOGroup, Code: "2222", Label: "Translators", Description: "Translators bring texts into other languages.", Described: true},
		{URI: "o1", Type: escodata.Occupation, ISCOGroup: "2222", Label: "subtitler", Description: "Writes what is said.", Described: true},
		{URI: "o2", Type: escodata.Occupation, ISCOGroup: "1111", Label: "shore warden", Description: "Works at night.", Described: true},
		{URI: "o3", Type: escodata.Occupation, ISCOGroup: "3333", Label: "building cleaner", Description: "Sweeps floors.", Described: true},
	})
	x := NewIndex(c, Occupations)
	for label, want := range map[string]string{"Beacon Tender": "o2", "Janitor": "o3"} {
		if found := x.Search(Query{Label: label}, 1); len(found) == 0 || found[0].URI != want {
			t.Errorf("%s finds %+v; expected %s", label, found, want)
		}
	}
}

// A word too long to be a word is not looked up, and the answer says so.
func TestLongWord(t *testing.T) {
	c := escodata.FromList("en", "", []escodata.Concept{{URI: "a", Type: escodata.Occupation, Label: "welder", Described: true}})
	long := make([]byte, 1_000_000)
	for i := range long {
		long[i] = 'a' + byte(i%26)
	}
	found := NewIndex(c, Occupations).Search(Query{Label: "Welder " + string(long)}, 1)
	if len(found) != 1 || found[0].URI != "a" || found[0].Why[:6] != "a word" {
		t.Errorf("found %.300v; expected the welder, and that a word is not read", found)
	}
}
