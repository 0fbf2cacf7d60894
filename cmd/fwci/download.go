package main

import (
	"cmp"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match"
)

// lacks says, for each file of a download that was not given, what a command does without. Files that it
// does not need are not named.
type lacks map[string]string

// buildLacks is what building, checking and listing findings go without.
var buildLacks = lacks{
	escodata.OccupationsFile:      "occupations are known from other files only, without their texts",
	escodata.ISCOGroupsFile:       "there is no table of ISCO groups",
	escodata.SkillsFile:           "skills are known from other files only; skills that those do not name are not checked",
	escodata.OccupationSkillsFile: "the relations of occupations are those of the pages, and not checked",
}

// rankLacks is what the ranking of a target goes without.
func rankLacks(c *escodata.Classification, target match.Target) lacks {
	missing := lacks{}
	for _, t := range target.Types() {
		if file := escodata.FileOf(t); !c.Given(file) {
			missing[file] = "ranking among the " + grouped(c.Count(t)) + " concepts of its kind that other files describe"
			if c.Count(t) == 0 {
				missing[file] = "concepts of its kind are not ranked"
			}
		}
	}
	if target == match.Occupations {
		missing[escodata.SkillsFile] = "the skills that an occupation needs do not count"
		missing[escodata.OccupationSkillsFile] = missing[escodata.SkillsFile]
	} else {
		missing[escodata.OccupationSkillsFile] = "the occupations that need a skill do not count"
		missing[escodata.SkillSkillsFile] = "related skills do not count"
		missing[escodata.BroaderSkillsFile] = "broader and narrower skills do not count"
		missing[escodata.DigitalFile] = "which skills are digital is not known"
	}
	if target != match.Skills {
		missing[escodata.BroaderOccupations] = "broader and narrower occupations do not count"
	}
	return missing
}

// What a download in another language costs.
const (
	rankForeign  = "what this program knows of English is not used"
	buildForeign = "its labels and descriptions are not compared with the English ones"
)

// tell notes at the start of a command what is not known of a download and what that costs.
func (p *progress) tell(c *escodata.Classification, missing lacks, foreign string) {
	for _, file := range c.Missing {
		if cost := missing[file]; cost != "" {
			p.note("%s is not among the files: %s", c.FileName(file), cost)
		}
	}
	if c.Version == "" {
		p.note("the version of ESCO is not known: %s", c.VersionBasis)
	} else {
		p.note("the version of ESCO is %s, %s", c.Version, c.VersionBasis)
	}
	if c.Translation(escodata.English) {
		p.note("the download is in the language %q: %s", c.Language, foreign)
	}
}

// tellUnused notes which further downloads add nothing: only translations of the version that enriches the
// dataset and earlier versions in English do.
func (p *progress) tellUnused(used *escodata.Classification, others []*escodata.Classification) {
	for _, c := range others {
		foreign := c.Translation(escodata.English)
		if foreign && c.Version != used.Version || !foreign && c.Version == "" {
			p.note("%s in the language %q adds nothing: only translations of %s and earlier versions in English do", named(c), cmp.Or(c.Language, "und"), named(used))
		}
	}
}

// named returns the version of a download for a sentence.
func named(c *escodata.Classification) string {
	if c.Version == "" {
		return "ESCO of unknown version"
	}
	return "ESCO " + c.Version
}
