package site

import (
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

type occupationModel struct {
	Occupation dataset.ESCOOccupation
	Relations  []relation
	Profiles   mappings
	Compare    []link
	Findings   []finding
	Passages   []passage
}

// A relation is the concepts that an occupation has as essential, or as optional.
type relation struct {
	Name   string
	Skills []occupationSkill
}

// An occupationSkill is a concept of an occupation with the competencies mapped to it.
type occupationSkill struct {
	Skill        link
	Type, Reuse  string
	Description  string
	Competencies []*mapping
}

// occupationPages returns a page for each ESCO occupation that a page of raw/ describes.
func (b *builder) occupationPages() []page {
	var pages []page
	for _, o := range b.d.ESCOOccupations {
		if !b.occupationPage[o.OccupationURI] {
			continue
		}
		model := occupationModel{
			Occupation: o, Relations: b.relations(o.OccupationURI), Findings: b.about("esco_occupations", o.OccupationURI),
			Passages: b.passages("esco_occupations", o.OccupationURI, o.PreferredLabel),
		}
		model.Profiles.Rows = slices.Clone(b.ofObject[kindKey{occupationKind, o.OccupationURI}])
		model.Profiles.Reviews = reviews(model.Profiles.Rows)
		for _, p := range b.d.Profiles {
			if p.ClusterID != nil && len(model.Relations) > 0 && len(b.d.Profiles) <= mostCompared {
				model.Compare = append(model.Compare, link{comparison(p.ProfileID, "esco:"+lastSegment(o.OccupationURI)), p.Name})
			}
		}
		pages = append(pages, page{
			Path: "occupation/" + lastSegment(o.OccupationURI) + ".html", Kind: "occupation", Section: "crosswalk", Title: o.PreferredLabel,
			Description: shorten("ESCO occupation "+o.PreferredLabel+". "+dataset.OrEmpty(o.Description), 200),
			Crumbs:      []link{{"../crosswalk/index.html", "Crosswalk"}, {"../crosswalk/occupations.html", "ESCO occupations"}}, Body: model,
		})
	}
	return pages
}

// relations groups the concepts of an occupation, in the order of its page.
func (b *builder) relations(uri string) []relation {
	var found []relation
	for _, name := range []string{"essential", "optional"} {
		r := relation{Name: name}
		for _, s := range b.occupationSkills[uri] {
			if s.Relation == name {
				r.Skills = append(r.Skills, b.occupationSkill(s.SkillURI))
			}
		}
		if r.Skills != nil {
			found = append(found, r)
		}
	}
	return found
}

func (b *builder) occupationSkill(uri string) occupationSkill {
	s := b.skills[uri]
	made := occupationSkill{Skill: link{uri, s.PreferredLabel}, Type: conceptType(s.SkillType), Reuse: dataset.OrEmpty(s.ReuseLevel), Description: dataset.OrEmpty(s.Description)}
	made.Competencies = slices.Clone(b.ofObject[kindKey{skillKind, uri}])
	return made
}
