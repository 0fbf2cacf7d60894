package linkeddata

import (
	"slices"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// ownSchemes lists the tables of this release whose records are the concepts of a scheme of this dataset.
func (b *builder) ownSchemes() []identity.Kind {
	return slices.DeleteFunc(slices.Clone(identity.Kinds()), func(k identity.Kind) bool { return k.Scheme == "" || k.Outside || !b.d.Has(k.Table) })
}

// schemes describes the concept schemes with the words of the field dictionary.
func (b *builder) schemes() {
	b.schemesOf(func(k identity.Kind) bool { return k.Whole == "" })
}

// schemesOf describes the concept schemes of some kinds.
func (b *builder) schemesOf(wanted func(identity.Kind) bool) {
	for _, k := range b.ownSchemes() {
		if !wanted(k) {
			continue
		}
		table, _ := schemas.Lookup(k.Table)
		n := b.graph.Node(identity.Scheme(b.d.Info.Base, k.Table), skos+"ConceptScheme")
		n.Add(title, table.Title)
		n.Add(prefLabel, table.Title)
		n.Add(description, table.Description)
		n.Add(isPartOf, b.d.Info.Base)
		n.Add(license, b.external(b.d.Info.License.URL))
		n.Add(issued, b.d.Info.Issued)
		n.Add(versionInfo, b.d.Info.Version)
	}
}

// concept makes a record a concept of a scheme. The schemes are flat: each of ours names every concept as a top one;
// those of the frameworks of others have thousands and do not.
func (b *builder) concept(n *rdf.Node, table string) {
	at := identity.Scheme(b.d.Info.Base, table)
	b.graph.Node(n.IRI, skos+"Concept")
	n.Add(inScheme, at)
	if identity.Of(table).Whole == "" {
		b.graph.Node(at).Add(hasTop, n.IRI)
	}
}

// plain are the tables whose records need no more than their columns, with the class of the records.
func (b *builder) plain(table, class string) {
	b.each(table, func(r record) { b.describe(r, []string{class}) })
}

// classified states the tables whose class the field dictionary names: their records need no more than their
// columns.
func (b *builder) classified() {
	for _, t := range schemas.Tables() {
		if t.Class != "" {
			b.plain(t.Name, t.Class)
		}
	}
}

// framework states what the handbook says of competencies.
func (b *builder) framework() {
	b.plain("bands", fwci+"Band")
	b.plain("scopes", fwci+"Scope")
	b.each("clusters", func(r record) {
		n := b.describe(r, []string{skos + "Collection", fwci + "Cluster"})
		n.Add(inScheme, identity.Scheme(b.d.Info.Base, "competencies"))
	})
	b.plain("cluster_work_types", fwci+"WorkType")
	b.competencies()
	b.importance()
	b.rankings()
	b.profiles()
	b.each("handbook_sections", func(r record) {
		n := b.describe(r, []string{schema + "Chapter"})
		if r.text("parent_id") == "" {
			n.Add(isPartOf, b.handbook())
		}
	})
}

// handbook returns the IRI of the handbook, or "".
func (b *builder) handbook() string {
	for _, s := range b.d.SourceDocuments {
		if s.Kind == "fwci-handbook" {
			return b.iri("source_documents", s.SourceID)
		}
	}
	return ""
}

func (b *builder) competencies() {
	for _, c := range b.d.Competencies {
		kind := b.graph.Node(b.own("kind", c.Kind), skos+"Collection")
		kind.Add(prefLabel, naming.Capital(c.Kind)+" competencies")
		kind.Add(inScheme, identity.Scheme(b.d.Info.Base, "competencies"))
		kind.Add(member, b.iri("competencies", c.CompetencyID))
	}
	b.each("competencies", func(r record) {
		n := b.describe(r, nil)
		n.Add(notation, r.text("competency_id"))
		b.concept(n, "competencies")
	})
	b.each("competency_aliases", func(r record) {
		label := b.node(r, b.iri(r.table.Name, r.keys()...), skosxl+"Label")
		b.cells(label, r, "competency_id", "alias")
		label.Add(literalForm, r.text("alias"))
		concept := b.graph.Node(b.iri("competencies", r.text("competency_id")))
		concept.Add(altLabel, r.text("alias"))
		concept.Add(altResource, label.IRI)
	})
}

// rankings makes a node of each rank of a row: the current one and the future one. "Not ranked" has none; a
// row without any rank has a current node, so that it is not lost. The change is at the future rank.
func (b *builder) rankings() {
	b.each("competency_rankings", func(r record) {
		for _, at := range []string{"current", "future"} {
			if r.text(at+"_rank") == "" && (at == "future" || r.text("future_rank") != "") {
				continue
			}
			n := b.node(r, b.iri(r.table.Name, append(r.keys(), at)...), fwci+"Ranking")
			b.cells(n, r, "current_rank", "future_rank", "rank_change", "trend")
			n.Add(horizon, at)
			n.Add(rank, r.text(at+"_rank"))
			if at == "future" {
				n.Add(properties()[fwci+"rankChange"], r.text("rank_change"))
			}
			n.Add(properties()[fwci+"trend"], r.text("trend"))
		}
	})
}

func (b *builder) profiles() {
	b.each("profiles", func(r record) {
		n := b.describe(r, []string{schema + "Occupation"})
		n.Add(notation, r.text("profile_id"))
		b.concept(n, "profiles")
	})
	b.each("tasks", func(r record) {
		b.concept(b.describe(r, []string{fwci + "Task"}), "tasks")
	})
	b.each("profile_competencies", func(r record) {
		b.describe(r, []string{fwci + "ProfileCompetency"})
		b.graph.Node(b.iri("profiles", r.text("profile_id"))).Add(skills, b.iri("competencies", r.text("competency_id")))
	})
	b.each("profile_tasks", func(r record) {
		b.describe(r, []string{fwci + "ProfileTask"})
		b.graph.Node(b.iri("profiles", r.text("profile_id"))).Add(importantTask, b.iri("tasks", r.text("task_id")))
	})
}

// series states what the job-series page says.
func (b *builder) series() {
	b.each("series_titles", func(r record) {
		n := b.describe(r, nil, "parenthetical_code")
		n.Add(prefLabel, b.label("series_titles", r.text("title_id")))
		n.Add(codeNotation, r.text("parenthetical_code"))
		b.concept(n, "series_titles")
	})
	b.plain("series_qualifications", fwci+"QualificationAlternative")
	b.plain("series_duties", fwci+"Duty")
	b.plain("series_page_facts", schema+"PropertyValue")
}
