package transform

import (
	"fmt"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/match"
)

// Suggestions of the matcher are published for competencies that no reviewed mapping covers: at most
// suggestedConcepts each, and only from suggestedConfidence, at which more than half of the answers were
// exact or close in the evaluation (out/crosswalk-quality.md).
const (
	suggestedConcepts   = 5
	suggestedConfidence = 0.5
)

// suggestSkills asks the matcher for competencies that nobody has judged, where a download with skills is
// given. A rejected pair is not proposed again.
func (b *builder) suggestSkills(k crosswalk.Kind) {
	esco := b.raw.ESCO
	if esco == nil || esco.Count(escodata.Skill) == 0 {
		return
	}
	var index *match.Index
	for _, c := range b.set.Competencies {
		at := mappedSubject{k.Name, c.CompetencyID}
		if b.judged.done[at] {
			continue
		}
		if index == nil {
			index = match.NewIndex(esco, match.Skills)
		}
		query := match.Query{ID: c.CompetencyID, Label: c.Name}
		if c.Definition != nil {
			query.Definition = *c.Definition
		}
		for _, found := range index.Search(query, suggestedConcepts) {
			if found.Confidence < suggestedConfidence || rejectedPair(b.judged.rejected[at], found.URI) {
				continue
			}
			if b.suggestSkill(c.CompetencyID, found) {
				b.judged.done[at] = true
			}
		}
	}
}

func rejectedPair(rejected []sssom.Mapping, uri string) bool {
	for _, m := range rejected {
		if m.Object == uri {
			return true
		}
	}
	return false
}

// suggestSkill publishes a suggestion. It reports false for the handful of concepts of ESCO 1.1.1 that have
// no type, which a skill of a release needs.
func (b *builder) suggestSkill(competency string, found match.Candidate) bool {
	id, _ := b.raw.ESCO.ByURI(found.URI) // the index ranks concepts of the download
	concept := b.raw.ESCO.Concepts[id]
	if concept.SkillType == "" {
		return false
	}
	confidence := rounded(found.Confidence)
	b.set.CompetencySkill = append(b.set.CompetencySkill, dataset.CompetencySkill{
		CompetencyID: competency, SkillURI: found.URI, Predicate: crosswalk.Predicates[1], SkillLabel: clean(found.Label), SkillType: concept.SkillType,
		Confidence: &confidence, Justification: "CompositeMatching", ReviewStatus: crosswalk.Suggested,
		ESCOVersion: dataset.Null(b.raw.ESCO.Version), Comment: dataset.Null(clean(fmt.Sprintf("Suggested by the program: %s.", found.Why))),
	})
	b.addSkill(dataset.ESCOSkill{SkillURI: found.URI, PreferredLabel: clean(concept.Label), SkillType: concept.SkillType})
	return true
}
