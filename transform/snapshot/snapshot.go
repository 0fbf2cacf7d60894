// Package snapshot makes and checks the list of raw/esco/skill-facts.csv: what ESCO says of the skills that
// mappings name, taken once from an official download.
//
// In go the dataset with its mappings, an ESCO download and the earlier list; out come the new list, or remarks
// on what is missing in it or out of date. It reads and writes no file.
package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/skillfact"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// A Concept is a skill that mappings name, with what they say of it.
type Concept struct {
	URI, Label, Type string
	Version          string // the newest version of ESCO on which a mapping to it was judged; empty where none is given
}

// Mapped returns the skills of ESCO that mappings of the sets name and the dataset publishes, by URI. Suggestions
// of the program are in no set: they come and go with the download. A concept with an identifier of this dataset
// is left out: ESCO cannot be asked for it.
func Mapped(sets []*sssom.Set, d *dataset.Dataset) []Concept {
	named := map[string]bool{}
	for _, set := range sets {
		for _, m := range set.Mappings {
			named[m.Object] = named[m.Object] || !m.Not
		}
	}
	found := map[string]*Concept{}
	var concepts []*Concept
	for _, k := range crosswalk.Present(d) {
		for _, r := range k.Rows(d) {
			if r.ObjectTable != "esco_skills" || !named[r.Object] || concepturi.KindOf(r.Object) != concepturi.SkillURI {
				continue
			}
			c := found[r.Object]
			if c == nil {
				c = &Concept{URI: r.Object, Label: r.ObjectLabel, Type: r.ObjectType}
				found[r.Object] = c
				concepts = append(concepts, c)
			}
			if v := dataset.OrEmpty(r.ESCOVersion); escodata.CompareVersions(v, c.Version) > 0 {
				c.Version = v
			}
		}
	}
	slices.SortFunc(concepts, func(a, b *Concept) int { return strings.Compare(a.URI, b.URI) })
	list := make([]Concept, len(concepts))
	for i, c := range concepts {
		list[i] = *c
	}
	return list
}

// Usable refuses a download from which facts cannot be taken whole: of a version that is not certain, in another
// language than the labels of the list, or without the skills or one of their collections.
func Usable(c *escodata.Classification, language string) error {
	if c.Version == "" || c.VersionOpen {
		return fmt.Errorf("the version of the ESCO download is not certain (%s); expected one whose name states it, such as a folder named esco-v1.1.1", c.VersionBasis)
	}
	if c.Translation(language) {
		return fmt.Errorf("the ESCO download is in the language %q; expected %q, the language of the labels in the list", c.Language, language)
	}
	var missing []string
	for _, file := range c.Missing {
		if file == escodata.SkillsFile || strings.HasSuffix(file, "SkillsCollection") {
			missing = append(missing, c.FileName(file))
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("the ESCO download lacks %s; expected the skills and all their collections", strings.Join(missing, ", "))
	}
	return nil
}

// A Problem says what is wrong with the list.
type Problem string

// What may be wrong with the list.
const (
	Missing Problem = "missing"     // a mapping names the concept, the list does not
	Stale   Problem = "out of date" // the row is not what the mappings or the download say
	Unused  Problem = "not needed"  // no mapping names the concept
)

// A Remark is a problem of one concept.
type Remark struct {
	Problem    Problem
	URI, Label string
	Line       int    // of the row; 0 for one that is missing
	Text       string // what was found and what was expected, a clause
}

// Check compares the list with the mappings and, where one is given, with a usable download. Of a concept that
// the download does not describe it cannot say more than the mappings do.
func Check(concepts []Concept, facts []skillfact.Fact, c *escodata.Classification) []Remark {
	var remarks []Remark
	rows := map[string]skillfact.Fact{}
	for _, f := range facts {
		rows[f.URI] = f
	}
	for _, concept := range concepts {
		row, ok := rows[concept.URI]
		delete(rows, concept.URI)
		if !ok {
			remarks = append(remarks, Remark{Missing, concept.URI, concept.Label, 0, "the list has no row for it"})
			continue
		}
		text := differs(row, concept)
		if taken, ok := take(concept, c); ok && text == "" && !taken.Equal(row) && escodata.CompareVersions(row.Version, taken.Version) <= 0 {
			text = "it has " + describe(row) + "; the download has " + describe(taken)
		}
		if text != "" {
			remarks = append(remarks, Remark{Stale, row.URI, row.Label, row.Line, text})
		}
	}
	for _, f := range facts {
		if _, left := rows[f.URI]; left {
			remarks = append(remarks, Remark{Unused, f.URI, f.Label, f.Line, "no mapping names it"})
		}
	}
	return remarks
}

// differs says how a row is not what the mappings to its concept say, "" where it is.
func differs(row skillfact.Fact, c Concept) string {
	switch {
	case row.Label != c.Label:
		return fmt.Sprintf("it has the label “%s”; the mappings have “%s”", row.Label, c.Label)
	case row.Type != c.Type:
		return fmt.Sprintf("it has the type %s; the mappings have %s", row.Type, c.Type)
	case escodata.CompareVersions(c.Version, row.Version) > 0:
		return fmt.Sprintf("it is from ESCO %s; a mapping was judged on %s", row.Version, c.Version)
	}
	return ""
}

// describe states a fact in a few words.
func describe(f skillfact.Fact) string {
	words := []string{"“" + f.Label + "”", f.Type, "type " + string(f.Basis)}
	if f.ReuseLevel != "" {
		words = append(words, f.ReuseLevel)
	}
	if len(f.Tags) > 0 {
		words = append(words, "tags "+strings.Join(f.Tags, "|"))
	}
	return strings.Join(append(words, "ESCO "+f.Version), ", ")
}

// Take makes the list again from a download. Of a concept that the download does not describe the earlier row
// stays, with the version it is from; without one the concept is among the missing. Rows that no mapping needs
// go.
func Take(concepts []Concept, earlier []skillfact.Fact, c *escodata.Classification) (facts []skillfact.Fact, missing []Concept) {
	rows := map[string]skillfact.Fact{}
	for _, f := range earlier {
		rows[f.URI] = f
	}
	for _, concept := range concepts {
		fact, ok := take(concept, c)
		if !ok {
			fact, ok = rows[concept.URI]
		}
		if ok {
			facts = append(facts, fact)
		} else {
			missing = append(missing, concept)
		}
	}
	return facts, missing
}

// take reads the facts of a concept from a download. It reports false where there is no download and where the
// download does not describe the concept as a skill.
func take(concept Concept, c *escodata.Classification) (skillfact.Fact, bool) {
	if c == nil {
		return skillfact.Fact{}, false
	}
	found, ok := c.Described(concept.URI)
	if !ok || found.Type != escodata.Skill {
		return skillfact.Fact{}, false
	}
	fact := skillfact.Fact{
		URI: concept.URI, Label: naming.Clean(found.Label), Type: found.SkillType, Basis: skillfact.Stated,
		ReuseLevel: found.ReuseLevel, Tags: slices.Clone(found.Tags), Version: c.Version,
	}
	if fact.Type == "" {
		fact.Type, fact.Basis = placed(concept.URI, c), skillfact.Hierarchy
	}
	if fact.Type == "" {
		fact.Type, fact.Basis = concept.Type, skillfact.Mapping
	}
	return fact, true
}

// placed infers the type of a concept from its place in the hierarchy, by the letter that begins the codes of
// the groups above it: S and T are skills, K is knowledge. In ESCO 1.1.1 all but one of the 10,536 concepts below
// S or T alone that state a type are skill/competence, and all of the 2,855 below K alone are knowledge. What is
// below both, or below L (languages) or A, gives no type.
func placed(uri string, c *escodata.Classification) string {
	id, _ := c.ByURI(uri)
	letters := map[string]bool{}
	for _, up := range c.BroaderChain(id) {
		if group := c.Concepts[up]; group.Type == escodata.SkillGroup && group.Code != "" {
			letters[group.Code[:1]] = true
		}
	}
	skill := letters["S"] || letters["T"]
	switch {
	case letters["L"] || letters["A"] || skill == letters["K"]:
		return ""
	case skill:
		return concepturi.Skill
	}
	return concepturi.Knowledge
}
