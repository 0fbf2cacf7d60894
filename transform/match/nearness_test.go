package match

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// nearIndex is an index of three skills in a language, one with the URI given.
func nearIndex(t *testing.T, language, uri string) *Index {
	t.Helper()
	dir := t.TempDir()
	rows := "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n" +
		"KnowledgeSkillCompetence," + uri + ",knowledge,cross-sector,cover digital spaces,,Shield hosts.\n" +
		"KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,knowledge,cross-sector,purchase goods,,Buying of things.\n" +
		"KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,knowledge,cross-sector,milk cows,,Work on a farm.\n"
	if err := os.WriteFile(filepath.Join(dir, "skills_"+language+".csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := escodata.Load([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	return NewIndex(c, Skills)
}

// The thesaurus calls cyber security "Computer Security": a concept with that URI is found by a word
// that it does not have, and the answer says why. In another language it is not.
func TestThesaurusFinds(t *testing.T) {
	const uri = "http://data.europa.eu/esco/skill/8088750d-8388-4170-a76f-48354c469c44"
	query := Query{Label: "Computer Security"}
	found := nearIndex(t, "en", uri).Search(query, 3)
	if found[0].URI != uri || !strings.HasPrefix(found[0].Why, `known in American English as "Computer Security"`) {
		t.Errorf("found %+v; expected the concept of the thesaurus", found[0])
	}
	for _, c := range nearIndex(t, "de", uri).Search(query, 3) {
		if c.URI == uri && strings.Contains(c.Why, "American") {
			t.Errorf("in German: %+v", c)
		}
	}
}

// A word that no concept uses finds a concept by a word near it in general English: procure, acquire and
// purchase are near in meaning.
func TestNearWordFinds(t *testing.T) {
	x := nearIndex(t, "en", "http://data.europa.eu/esco/skill/3")
	for _, label := range []string{"buyer acquire", "buying", "sell goods"} {
		if found := x.Search(Query{Label: label}, 3); found[0].Label != "purchase goods" {
			t.Errorf("%q finds %q; expected purchase goods", label, found[0].Label)
		}
	}
}

func TestNearText(t *testing.T) {
	x := nearIndex(t, "en", "http://data.europa.eu/esco/skill/3")
	purchase, cows := x.words.terms["purchas"], x.words.terms["cow"]
	read, strangers := x.words.read("vendor purchase", nil)
	k := newNearText(x)
	for range 2 { // the second time in memory that served
		k.set(x, x.weigh(read.terms, nil, nil), strangers, false)
	}
	if got := k.byTerm[purchase].like; got != 1 {
		t.Errorf("purchase is near purchase by %v; expected 1", got)
	}
	label := x.labelsOf(&x.docs[0])[0]
	for i := range x.docs {
		if x.c.Concepts[x.docs[i].id].Label == "purchase goods" {
			label = x.labelsOf(&x.docs[i])[0]
		}
	}
	if got := k.textCoverage(x, &label); !(got > 0 && got < 1) {
		t.Errorf("half of a label is near by %v; expected between 0 and 1", got)
	}
	if len(strangers) != 1 || strangers[0] != "vendor" {
		t.Errorf("strangers are %q; expected vendor alone", strangers)
	}
	all, one := k.queryCoverage([]int32{purchase}), k.queryCoverage([]int32{cows})
	if !(all > one && all < 1.0001) {
		t.Errorf("a text with the word is near by %v, one without by %v", all, one)
	}
	if none := (*nearText)(nil).queryCoverage([]int32{cows}); none != 0 {
		t.Errorf("no text is near by %v; expected 0", none)
	}
}
