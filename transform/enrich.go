package transform

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// enrich adds what an ESCO download says of the concepts of this dataset, and gives the dataset a version of
// its own: the same sources without the download, or with another one, make another release.
func (b *builder) enrich() {
	if b.raw.ESCO == nil {
		return
	}
	b.identify()
	b.occupationSkills()
	for i := range b.set.ESCOSkills {
		b.enrichSkill(&b.set.ESCOSkills[i])
	}
	for i := range b.set.ESCOOccupations {
		o := &b.set.ESCOOccupations[i]
		if c, ok := b.spoken().Described(o.OccupationURI); ok && o.Description == nil {
			o.Description = dataset.Null(clean(c.Description))
		}
	}
	b.labels()
	b.iscoGroups()
	b.conceptChanges()
}

// identify names the download in the version, the description and the credits of the dataset.
func (b *builder) identify() {
	c, language := b.raw.ESCO, ""
	if c.Translation(b.set.Info.Language) {
		language = c.Language
	}
	Enriched(&b.set.Info, c.Version, c.VersionBasis, language)
}

// Enriched makes the description of a dataset that of one enriched with an ESCO download: its version, "" where
// it is not known, how it is known, and its language where that is another than the dataset's, else "". The
// version gets build metadata after a plus, which is the place that Semantic Versioning 2.0.0 has for it
// (section 10).
func Enriched(info *dataset.Info, version, basis, language string) {
	info.ESCOVersion, info.ESCOVersionBasis, info.ESCOLanguage = version, basis, language
	which := "the official ESCO download, version " + cmp.Or(version, "not known")
	build := "esco." + cmp.Or(version, "unknown")
	if language != "" {
		build += "." + language
		which += ", language " + language
	}
	info.Version += "+" + build
	info.Description += " Enriched with " + which + "."
	info.Credits = append(slices.Clone(info.Credits), fmt.Sprintf("This service uses the ESCO classification of the European Commission: labels, descriptions, relations and group names of %s, were selected and restructured into tables; their wording is unchanged except for spaces and characters that show nothing.", which))
}

// spoken returns the download of the newest version in the language of the dataset, which has no column for
// another, or an empty one.
func (b *builder) spoken() *escodata.Classification {
	for _, c := range append([]*escodata.Classification{b.raw.ESCO}, b.raw.OtherESCO...) {
		if c.Version == b.raw.ESCO.Version && !c.Translation(b.set.Info.Language) {
			return c
		}
	}
	return &escodata.Classification{}
}

// enrichSkill fills what the pages leave open. A page's own words stay.
func (b *builder) enrichSkill(s *dataset.ESCOSkill) {
	if c, ok := b.raw.ESCO.Described(s.SkillURI); ok {
		s.ESCOVersion = dataset.Null(b.raw.ESCO.Version)
		s.ReuseLevel = cmp.Or(s.ReuseLevel, dataset.Null(c.ReuseLevel))
		if s.Tags == nil {
			s.Tags = list(c.Tags)
		}
	}
	if c, ok := b.spoken().Described(s.SkillURI); ok && s.Description == nil {
		s.Description = dataset.Null(clean(c.Description))
	}
}

// list is a list of the dataset: null where there is no item.
func list(items []string) dataset.List {
	if len(items) == 0 {
		return nil
	}
	return items
}

// recallFacts fills what the list of raw/esco/skill-facts.csv says of the skills that no download describes.
// A page's own words stay.
func (b *builder) recallFacts() {
	for _, f := range b.raw.SkillFacts {
		at, known := b.skills[f.URI]
		if !known {
			continue
		}
		s := &b.set.ESCOSkills[at]
		if b.raw.ESCO != nil {
			if _, told := b.raw.ESCO.Described(f.URI); told {
				continue
			}
		}
		s.ESCOVersion, s.ReuseLevel = dataset.Null(f.Version), cmp.Or(s.ReuseLevel, dataset.Null(f.ReuseLevel))
		if s.Tags == nil {
			s.Tags = list(f.Tags)
		}
	}
}

// occupationSkills adds the relations of the occupations that no page among the sources prints, where the
// download has both the relations and the skills: a part of them would pass for all. A skill without a type,
// as ESCO 1.1.1 has six, is left out: the findings say so.
func (b *builder) occupationSkills() {
	esco := b.spoken()
	if !esco.Given(escodata.OccupationSkillsFile) || !esco.Given(escodata.SkillsFile) {
		return
	}
	for _, o := range b.set.ESCOOccupations {
		id, ok := esco.ByURI(o.OccupationURI)
		if !ok || o.SourceID != nil {
			continue
		}
		position := 0
		for _, r := range esco.Skills(id) {
			skill := &esco.Concepts[r.To]
			if _, known := b.skills[skill.URI]; !known && (skill.Label == "" || skill.SkillType == "") {
				continue
			}
			b.addSkill(dataset.ESCOSkill{SkillURI: skill.URI, PreferredLabel: clean(skill.Label), SkillType: skill.SkillType})
			position++
			b.set.ESCOOccupationSkills = append(b.set.ESCOOccupationSkills, dataset.ESCOOccupationSkill{
				OccupationURI: o.OccupationURI, SkillURI: skill.URI, Relation: r.Kind(), Position: position,
			})
		}
	}
}

// mappedConcepts returns the ESCO concepts that mappings name, each once.
func (b *builder) mappedConcepts() []string {
	var uris []string
	for _, m := range b.set.CompetencySkill {
		uris = append(uris, m.SkillURI)
	}
	for _, m := range b.set.ProfileOccupation {
		uris = append(uris, m.OccupationURI)
	}
	slices.Sort(uris)
	return slices.Compact(uris)
}

// labels fills esco_labels, from the downloads of the newest version in every language.
func (b *builder) labels() {
	b.set.ESCOLabels = []dataset.ESCOLabel{}
	for _, c := range append([]*escodata.Classification{b.raw.ESCO}, b.raw.OtherESCO...) {
		if c.Version != b.raw.ESCO.Version {
			continue
		}
		for _, uri := range b.mappedConcepts() {
			if concept, ok := c.Described(uri); ok {
				b.labelsOf(concept, cmp.Or(c.Language, "und"))
			}
		}
	}
}

func (b *builder) labelsOf(c *escodata.Concept, language string) {
	known := map[string]bool{"": true} // SKOS: a label is of one kind only
	for _, of := range []struct {
		kind   string
		labels []string
	}{{"preferred", []string{c.Label}}, {"alternative", c.AltLabels}, {"hidden", c.HiddenLabels}} {
		for _, label := range of.labels {
			if label = clean(label); !known[label] {
				known[label] = true
				b.set.ESCOLabels = append(b.set.ESCOLabels, dataset.ESCOLabel{ConceptURI: c.URI, Language: language, Kind: of.kind, Label: label})
			}
		}
	}
}

// iscoGroups fills isco_groups with the groups of the occupations and those above them, whose codes are the
// beginnings of theirs. Without their file there is no such table.
func (b *builder) iscoGroups() {
	esco := b.spoken()
	if !esco.Given(escodata.ISCOGroupsFile) || esco.Count(escodata.ISCOGroup) == 0 {
		return
	}
	names := map[string]string{}
	for _, c := range esco.Concepts {
		if c.Type == escodata.ISCOGroup && c.Described {
			names[c.Code] = clean(c.Label)
		}
	}
	b.set.ISCOGroups = []dataset.ISCOGroup{}
	known := map[string]bool{}
	for _, o := range b.set.ESCOOccupations {
		for n := 1; n <= len(o.ISCOGroup); n++ {
			if code := o.ISCOGroup[:n]; !known[code] && names[code] != "" {
				known[code] = true
				b.set.ISCOGroups = append(b.set.ISCOGroups, dataset.ISCOGroup{ISCOGroup: code, Name: names[code]})
			}
		}
	}
}
