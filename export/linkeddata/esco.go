package linkeddata

import (
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// concepts states what the release knows of ESCO, in ESCO's own model: plain links from an occupation to
// its skills, and an association object for each, which carries the position and the provenance.
func (b *builder) concepts() {
	b.each("esco_occupations", func(r record) {
		b.describe(r, []string{escoType + "Occupation"}, "occupation_uri")
	})
	b.each("esco_skills", func(r record) {
		b.describe(r, []string{escoType + "Skill"}, "skill_uri")
	})
	relations := map[string]*rdf.Property{"essential": essentialSkill, "optional": optionalSkill}
	b.each("esco_occupation_skills", func(r record) {
		occupation, skill, relation := b.iri("esco_occupations", r.text("occupation_uri")), b.iri("esco_skills", r.text("skill_uri")), r.text("relation")
		n := b.node(r, b.own("esco-relation", naming.Digest(occupation+" "+relation+" "+skill, digestLength)), escoType+"AssociationObject")
		n.Add(isAssociationFor, occupation)
		n.Add(escoTarget, skill)
		n.Add(conceptType, code(conceptType, relation))
		b.cells(n, r, "occupation_uri", "skill_uri", "relation")
		b.graph.Node(occupation).Add(relations[relation], skill)
	})
}
