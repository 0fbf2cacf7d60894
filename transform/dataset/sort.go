package dataset

import (
	"cmp"
	"slices"
)

// Sort puts into order the tables that are not in the order of a document: bands of competencies and
// rankings stay as the handbook prints them; crosswalk, aliases, concepts and provenance go by key.
func (d *Dataset) Sort() {
	order(d.CompetencyAliases, func(r CompetencyAlias) []string { return []string{r.CompetencyID, r.Alias} })
	order(d.ESCOOccupations, func(r ESCOOccupation) []string { return []string{r.OccupationURI} })
	order(d.ESCOSkills, func(r ESCOSkill) []string { return []string{r.SkillURI} })
	order(d.ESCOLabels, func(r ESCOLabel) []string { return []string{r.ConceptURI, r.Language, r.Kind, r.Label} })
	order(d.ISCOGroups, func(r ISCOGroup) []string { return []string{r.ISCOGroup} })
	order(d.ESCOConceptChanges, func(r ESCOConceptChange) []string { return []string{r.ConceptURI, r.ToVersion, r.Change} })
	order(d.CompetencySkill, func(r CompetencySkill) []string { return []string{r.CompetencyID, r.SkillURI} })
	order(d.ProfileOccupation, func(r ProfileOccupation) []string { return []string{r.ProfileID, r.OccupationURI} })
	order(d.TitleProfile, func(r TitleProfile) []string { return []string{r.TitleID, r.ProfileID} })
	order(d.Unmatched, func(r Unmatched) []string { return []string{r.SubjectTable, r.SubjectID, r.Target} })
	slices.SortStableFunc(d.Provenance, func(a, b Provenance) int {
		return cmp.Or(cmp.Compare(a.TableName, b.TableName), cmp.Compare(a.RecordKey, b.RecordKey), cmp.Compare(a.SourceID, b.SourceID), cmp.Compare(a.LineStart, b.LineStart))
	})
}

// order sorts records by the texts of a key.
func order[T any](records []T, key func(T) []string) {
	slices.SortStableFunc(records, func(a, b T) int { return slices.Compare(key(a), key(b)) })
}
