// Package escodata reads the official CSV downloads of ESCO, the European classification of skills,
// competences and occupations, from zips or folders, in any language, of version 1.1 and later.
//
// In go paths of zips, folders and single files; out comes one Classification: every concept with its
// labels and texts, the relations between concepts, what was missing from the download and what is wrong
// inside it. What was not given is not absent: Missing lists the files about which nothing can be said. Files are read as
// streams, columns are found by name, and archives are held to the limits in archive.go, so that a
// damaged or hostile one ends in an error and not in a full memory. Published downloads hold a few
// relations to concepts that they do not describe; such a concept is kept by its URI alone and the rows
// are reported in Problems. Codes stay text. The package keeps no wording beyond what it cleans: no-break
// spaces, runs of spaces and stray line ends in cells.
package escodata

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A Type is the kind of a concept, by ESCO's own name for it.
type Type string

// The kinds of concepts that a download describes.
const (
	Occupation Type = "Occupation"
	ISCOGroup  Type = "ISCOGroup"
	Skill      Type = "KnowledgeSkillCompetence"
	SkillGroup Type = "SkillGroup"
)

// typeOrder is the order of the kinds in Classification.Concepts.
var typeOrder = []Type{Occupation, ISCOGroup, Skill, SkillGroup}

// An ID is the position of a concept in Classification.Concepts. It means nothing outside the
// Classification that gave it.
type ID int32

// A Concept is one occupation, ISCO group, skill or skill group. Fields that do not apply to its type,
// or that the download leaves empty, are empty.
type Concept struct {
	URI          string
	Type         Type
	Code         string   // occupations, ISCO groups and skill groups: 2519.3, 0110, S1.2.3
	ISCOGroup    string   // occupations: the code of the ISCO unit group
	Label        string   // the preferred label
	AltLabels    []string // in the download's order, without doubles and without the preferred label
	HiddenLabels []string
	Description  string
	ScopeNote    string // may hold the links ESCO writes into it as HTML
	Definition   string
	SkillType    string   // skills: knowledge, skill/competence, or empty where ESCO states none
	ReuseLevel   string   // skills: occupation-specific, sector-specific, cross-sector, transversal
	Status       string   // released, in every published download so far
	Modified     string   // when the concept was last changed, as the download writes it
	Tags         []string // the collections that hold the concept, sorted: digComp, digital, green, language, research, transversal
	Described    bool     // false for a concept that relations name and no file describes
}

// A Relation joins two concepts: an occupation to a skill, or a skill to a skill.
type Relation struct {
	From, To  ID
	Essential bool // otherwise optional
}

// Kind returns what ESCO calls the relation: essential or optional.
func (r Relation) Kind() string {
	if r.Essential {
		return "essential"
	}
	return "optional"
}

// A Classification is what one or more downloads of one version in one language hold together.
// Concepts are ordered by type (occupations, ISCO groups, skills, skill groups) and URI.
type Classification struct {
	Version      string // such as 1.1.1; empty when neither stated nor to be inferred
	VersionBasis string // how the version is known, in words
	VersionOpen  bool   // the content proves Version or a later one; no name states which
	Language     string // two letters, such as en; empty when no file states it
	Concepts     []Concept
	Files        []File          // what was read, sorted by name
	Missing      []string        // the files of a full download that were not given, by name without suffix
	Ignored      []string        // files that were given and are no part of a download, sorted
	Problems     source.Problems // what is wrong in the download without making it unusable, sorted

	OccupationSkills []Relation // by occupation, then in the download's order
	SkillSkills      []Relation // by skill, then in the download's order

	allowed   span // the versions that the content allows
	byURI     map[string]int
	labels    *labelIndex
	broader   adjacency
	narrower  adjacency
	skillsOf  []int32 // OccupationSkills of concept i: [skillsOf[i], skillsOf[i+1])
	relatedOf []int32 // SkillSkills of concept i
	workersOf adjacency
}

// Given reports whether a file of a download was given, by its name in Missing.
func (c *Classification) Given(file string) bool { return !slices.Contains(c.Missing, file) }

// FileOf returns the name in Missing of the file that describes all concepts of a type.
func FileOf(t Type) string { return mainFile(t) }

// FileName returns how a file of this download is called, such as skills_en.csv for skills. The names of
// relation files have a language from version 1.2 on; without a version it is left out.
func (c *Classification) FileName(file string) string {
	at := slices.IndexFunc(kinds, func(k *kind) bool { return k.name == file })
	if c.Language == "" || at >= 0 && kinds[at].neutral && compareVersions(zeroed(c.Version), "1.2") < 0 {
		return file + ".csv"
	}
	return file + "_" + c.Language + ".csv"
}

// Translation reports whether the download is in another language than the one given, as far as file names
// tell: its texts are then no change of wording.
func (c *Classification) Translation(language string) bool {
	return c.Language != "" && !strings.EqualFold(c.Language, strings.SplitN(language, "-", 2)[0])
}

// Described returns the concept with a URI, when a file describes it.
func (c *Classification) Described(uri string) (*Concept, bool) {
	id, ok := c.ByURI(uri)
	if !ok || !c.Concepts[id].Described {
		return nil, false
	}
	return &c.Concepts[id], true
}

// A File is one file of a download that was read.
type File struct {
	Name string // the path given, and the entry below it
	Part string // which file of a download it is: its name without language suffix and extension
	Rows int    // data rows
}

// An adjacency holds the neighbors of each concept in one slice.
type adjacency struct {
	start []int32
	ids   []ID
}

func (a adjacency) of(id ID) []ID { return a.ids[a.start[id]:a.start[id+1]] }

// ByURI returns the concept with a URI; the second result says whether there is one.
func (c *Classification) ByURI(uri string) (ID, bool) {
	id, ok := c.byURI[uri]
	return ID(id), ok
}

// ByLabel returns every concept whose preferred label equals a label, case and runs of spaces aside, in
// the order of Concepts.
func (c *Classification) ByLabel(label string) []ID { return c.labels.of(c)[FoldLabel(label)] }

// Skills returns the relations of an occupation to its skills, in the download's order. The slice is
// shared: it must not be changed.
func (c *Classification) Skills(occupation ID) []Relation {
	return c.OccupationSkills[c.skillsOf[occupation]:c.skillsOf[occupation+1]]
}

// Occupations returns the occupations that name a skill as essential or optional, in the order of
// Concepts. The slice is shared: it must not be changed.
func (c *Classification) Occupations(skill ID) []ID { return c.workersOf.of(skill) }

// RelatedSkills returns the relations of a skill to other skills, in the download's order. The slice is
// shared: it must not be changed.
func (c *Classification) RelatedSkills(skill ID) []Relation {
	return c.SkillSkills[c.relatedOf[skill]:c.relatedOf[skill+1]]
}

// Broader returns the concepts directly above a concept, in the download's order. The slice is shared:
// it must not be changed.
func (c *Classification) Broader(id ID) []ID { return c.broader.of(id) }

// Narrower returns the concepts directly below a concept, in the order of Concepts. The slice is shared:
// it must not be changed.
func (c *Classification) Narrower(id ID) []ID { return c.narrower.of(id) }

// BroaderChain returns every concept above a concept, nearest first and each once, also where the
// hierarchy has several parents or runs in a circle.
func (c *Classification) BroaderChain(id ID) []ID {
	chain, seen := []ID{id}, map[ID]bool{id: true}
	for i := 0; i < len(chain); i++ {
		for _, up := range c.Broader(chain[i]) {
			if !seen[up] {
				seen[up] = true
				chain = append(chain, up)
			}
		}
	}
	return chain[1:]
}

// DropTexts forgets the descriptions, scope notes and definitions of all concepts, for callers that have read them.
func (c *Classification) DropTexts() {
	for i := range c.Concepts {
		concept := &c.Concepts[i]
		concept.Description, concept.ScopeNote, concept.Definition = "", "", ""
	}
}

// Count returns how many described concepts of a type the classification holds.
func (c *Classification) Count(t Type) int {
	n := 0
	for i := range c.Concepts {
		if c.Concepts[i].Type == t && c.Concepts[i].Described {
			n++
		}
	}
	return n
}
