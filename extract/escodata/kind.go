package escodata

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// A kind is one of the files a download consists of.
type kind struct {
	name     string   // the file's name without language suffix and extension
	former   []string // its names in other versions
	required []string
	concept  Type   // the type of every row, for files of concepts
	tag      string // for collections
	tail     int    // how many trailing columns a row may leave out
	extra    bool   // a file of some versions only, which shows the version and is not read further
	neutral  bool   // holds no language: its name has a suffix in some versions only
	read     func(*table, *part) error
}

// The names of the files whose absence limits what can be said of a download, as in Classification.Missing.
const (
	OccupationsFile      = "occupations"
	ISCOGroupsFile       = "ISCOGroups"
	SkillsFile           = "skills"
	OccupationSkillsFile = "occupationSkillRelations"
	SkillSkillsFile      = "skillSkillRelations"
	BroaderSkillsFile    = "broaderRelationsSkillPillar"
	BroaderOccupations   = "broaderRelationsOccPillar"
	DigitalFile          = "digitalSkillsCollection"
)

// conceptColumns are required of each file that describes concepts.
var conceptColumns = []string{"conceptType", "conceptUri", "preferredLabel", "altLabels", "description"}

var broaderColumns = []string{"conceptUri", "broaderUri", "conceptType", "broaderType"}

// kinds are the files of a download, in the order in which Missing names them. In every published
// version a row of skillsHierarchy leaves out the code columns of the levels that it does not reach.
var kinds = []*kind{
	{name: OccupationsFile, required: append([]string{"iscoGroup", "code"}, conceptColumns...), concept: Occupation, read: readConcepts},
	{name: ISCOGroupsFile, required: append([]string{"code"}, conceptColumns...), concept: ISCOGroup, read: readConcepts},
	{name: SkillsFile, required: append([]string{"skillType", "reuseLevel"}, conceptColumns...), concept: Skill, read: readConcepts},
	{name: "skillGroups", required: conceptColumns, concept: SkillGroup, read: readConcepts},
	{name: "skillsHierarchy", required: hierarchyColumns(), concept: SkillGroup, tail: levels, read: readHierarchy},
	{name: BroaderOccupations, required: broaderColumns, neutral: true, read: readRelations},
	{name: BroaderSkillsFile, required: broaderColumns, neutral: true, read: readRelations},
	{name: OccupationSkillsFile, required: []string{"occupationUri", "relationType", "skillUri"}, neutral: true, read: readRelations},
	{name: SkillSkillsFile, required: []string{"originalSkillUri", "relationType", "relatedSkillUri"}, neutral: true, read: readRelations},
	{name: "conceptSchemes", required: []string{"conceptSchemeUri", "preferredLabel"}, read: readSchemes},
	{name: "digCompSkillsCollection", required: conceptColumns, concept: Skill, tag: "digComp", read: readConcepts},
	{name: DigitalFile, former: []string{"ictSkillsCollection"}, required: conceptColumns, concept: Skill, tag: "digital", read: readConcepts},
	{name: "greenSkillsCollection", required: conceptColumns, concept: Skill, tag: "green", read: readConcepts},
	{name: "languageSkillsCollection", required: conceptColumns, concept: Skill, tag: "language", read: readConcepts},
	{name: "researchSkillsCollection", required: conceptColumns, concept: Skill, tag: "research", read: readConcepts},
	{name: "researchOccupationsCollection", required: conceptColumns, concept: Occupation, tag: "research", read: readConcepts},
	{name: "transversalSkillsCollection", required: conceptColumns, concept: Skill, tag: "transversal", read: readConcepts},
	{name: "greenShareOcc", extra: true},
	{name: "dictionary", extra: true},
}

var (
	languageSuffix = regexp.MustCompile(`^(.+)_([a-z]{2})$`)
	formerSuffix   = regexp.MustCompile(`^(.+)_[a-z]{2}-[a-z]{2}$`)                                 // en-us, a language of ESCO up to 1.0.9
	copySuffix     = regexp.MustCompile(`( \(\d{1,3}\)| ?- copy( \(\d{1,3}\))?| copy( \d{1,3})?)$`) // what a browser or file manager adds to a second copy
)

// A identity is what the name of a file says.
type identity struct {
	kind     *kind  // nil for a file that is no part of a download
	language string // two letters, "" where the name states none
	former   bool   // a name that only ESCO 1.0 has
	alias    string // the name in another version that the file has, in lower case
}

// identify finds out what a file is by its name.
func identify(name string) identity {
	stem, ok := strings.CutSuffix(strings.ToLower(path.Base(name)), ".csv")
	if !ok {
		return identity{}
	}
	stem = copySuffix.ReplaceAllString(stem, "")
	var id identity
	if m := formerSuffix.FindStringSubmatch(stem); m != nil {
		stem, id.former = m[1], true
	} else if m := languageSuffix.FindStringSubmatch(stem); m != nil {
		stem, id.language = m[1], m[2]
	}
	for _, k := range kinds {
		if strings.ToLower(k.name) == stem {
			id.kind = k
			return id
		}
		if slices.ContainsFunc(k.former, func(other string) bool { return strings.ToLower(other) == stem }) {
			id.kind, id.alias = k, stem
			return id
		}
	}
	return identity{}
}

// mainFile returns the name of the file that describes all concepts of a type.
func mainFile(t Type) string {
	for _, k := range kinds {
		if k.concept == t && k.tag == "" && k.tail == 0 {
			return k.name
		}
	}
	return ""
}
