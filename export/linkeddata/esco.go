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
	b.download()
}

// download states what only an ESCO download gives: labels, groups, and the changes since the version that
// mappings were judged on. An alternative or hidden label in the language of the dataset is one of its
// concept. One in another language, and one that the graph has as the preferred label of the concept or in
// its place, is a resource of its own: SKOS allows each label once, in one language here.
func (b *builder) download() {
	kinds := map[string]*rdf.Property{"alternative": altLabel, "hidden": hiddenLabel}
	preferred := map[string]string{}
	for _, s := range b.d.ESCOSkills {
		preferred[s.SkillURI] = s.PreferredLabel
	}
	for _, o := range b.d.ESCOOccupations {
		preferred[o.OccupationURI] = o.PreferredLabel
	}
	b.present("esco_labels", func(r record) {
		uri, label, p := r.text("concept_uri"), r.text("label"), kinds[r.text("kind")]
		switch same := preferred[uri] == label; {
		case r.text("language") != b.d.Info.Language, same != (p == nil):
			b.aboutConcept(r, "esco-label", fwci+"ConceptLabel")
		case p == nil:
			b.remember(r, b.graph.Node(b.external(uri))) // the concept has it
		default:
			n := b.graph.Node(b.external(uri))
			b.remember(r, n)
			n.Add(p, label)
		}
	})
	b.present("isco_groups", func(r record) { b.describe(r, []string{skos + "Concept"}) })
	b.present("esco_concept_changes", func(r record) { b.aboutConcept(r, "esco-change", fwci+"ConceptChange") })
}

// aboutConcept makes the node of a record that has no IRI of its own and speaks of an ESCO concept.
func (b *builder) aboutConcept(r record, path, class string) {
	n := b.node(r, b.own(path, naming.Digest(r.key(), digestLength)), class)
	n.Add(properties()[fwci+"concept"], b.external(r.text("concept_uri")))
	b.cells(n, r, "concept_uri")
}
