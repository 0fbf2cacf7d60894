package escodata

import (
	"path"
	"regexp"
	"strings"
)

// A kind is one of the files a download consists of.
type kind struct {
	name     string // the file's name without language suffix and extension
	required []string
	concept  Type   // the type of every row, for files of concepts
	tag      string // for collections
	tail     int    // how many trailing columns a row may leave out
	read     func(*table, *part) error
}

// conceptColumns are required of each file that describes concepts.
var conceptColumns = []string{"conceptType", "conceptUri", "preferredLabel", "altLabels", "description"}

// kinds are the files of a download, in the order in which Missing names them. In every published
// version a row of skillsHierarchy leaves out the code columns of the levels that it does not reach.
var kinds = []*kind{
	{name: "occupations", required: append([]string{"iscoGroup", "code"}, conceptColumns...), concept: Occupation, read: readConcepts},
	{name: "ISCOGroups", required: append([]string{"code"}, conceptColumns...), concept: ISCOGroup, read: readConcepts},
	{name: "skills", required: append([]string{"skillType", "reuseLevel"}, conceptColumns...), concept: Skill, read: readConcepts},
	{name: "skillGroups", required: conceptColumns, concept: SkillGroup, read: readConcepts},
	{name: "skillsHierarchy", required: hierarchyColumns(), concept: SkillGroup, tail: levels, read: readHierarchy},
	{name: "broaderRelationsOccPillar", required: []string{"conceptUri", "broaderUri", "conceptType", "broaderType"}, read: readRelations},
	{name: "broaderRelationsSkillPillar", required: []string{"conceptUri", "broaderUri", "conceptType", "broaderType"}, read: readRelations},
	{name: "occupationSkillRelations", required: []string{"occupationUri", "relationType", "skillUri"}, read: readRelations},
	{name: "skillSkillRelations", required: []string{"originalSkillUri", "relationType", "relatedSkillUri"}, read: readRelations},
	{name: "conceptSchemes", required: []string{"conceptSchemeUri", "preferredLabel"}, read: readSchemes},
	{name: "digCompSkillsCollection", required: conceptColumns, concept: Skill, tag: "digComp", read: readConcepts},
	{name: "digitalSkillsCollection", required: conceptColumns, concept: Skill, tag: "digital", read: readConcepts},
	{name: "greenSkillsCollection", required: conceptColumns, concept: Skill, tag: "green", read: readConcepts},
	{name: "languageSkillsCollection", required: conceptColumns, concept: Skill, tag: "language", read: readConcepts},
	{name: "researchSkillsCollection", required: conceptColumns, concept: Skill, tag: "research", read: readConcepts},
	{name: "researchOccupationsCollection", required: conceptColumns, concept: Occupation, tag: "research", read: readConcepts},
	{name: "transversalSkillsCollection", required: conceptColumns, concept: Skill, tag: "transversal", read: readConcepts},
}

var languageSuffix = regexp.MustCompile(`^(.+)_([A-Za-z]{2})$`)

// identify finds the kind of a file by its name, and the language that the name states. A file that is
// no part of a download has no kind.
func identify(name string) (k *kind, language string) {
	stem, ok := strings.CutSuffix(strings.ToLower(path.Base(name)), ".csv")
	if !ok {
		return nil, ""
	}
	if m := languageSuffix.FindStringSubmatch(stem); m != nil {
		stem, language = m[1], m[2]
	}
	for _, k := range kinds {
		if strings.ToLower(k.name) == stem {
			return k, language
		}
	}
	return nil, ""
}
