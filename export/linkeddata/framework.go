package linkeddata

import (
	"strings"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The concept schemes. Competencies, profiles and position titles are three schemes, for mappings lead from
// one to another and SKOS keeps its mapping properties for different schemes (SKOS Reference, section 10.1).
const (
	competencyScheme = "scheme/competencies"
	profileScheme    = "scheme/profiles"
	titleScheme      = "scheme/titles"
)

// schemeTables names the table whose records are the concepts of a scheme.
var schemeTables = []struct{ scheme, table string }{
	{competencyScheme, "competencies"}, {profileScheme, "profiles"}, {titleScheme, "series_titles"},
}

// schemes describes the concept schemes with the words of the field dictionary.
func (b *builder) schemes() {
	for _, s := range schemeTables {
		table, _ := schemas.Lookup(s.table)
		n := b.graph.Node(b.own(s.scheme), skos+"ConceptScheme")
		n.Add(title, table.Title)
		n.Add(prefLabel, table.Title)
		n.Add(description, table.Description)
		n.Add(isPartOf, b.d.Info.Base)
		n.Add(license, b.external(b.d.Info.License.URL))
		n.Add(issued, b.d.Info.Issued)
		n.Add(versionInfo, b.d.Info.Version)
	}
}

// concept makes a record a concept of a scheme. The schemes are flat: each names every concept as a top one.
func (b *builder) concept(n *rdf.Node, scheme string) {
	at := b.own(scheme)
	b.graph.Node(n.IRI, skos+"Concept")
	n.Add(inScheme, at)
	b.graph.Node(at).Add(hasTop, n.IRI)
}

// plain are the tables whose records need no more than their columns, with the class of the records.
func (b *builder) plain(table, class string) {
	b.each(table, func(r record) { b.describe(r, []string{class}) })
}

// framework states what the handbook says of competencies.
func (b *builder) framework() {
	b.plain("bands", fwci+"Band")
	b.plain("scopes", fwci+"Scope")
	b.each("clusters", func(r record) {
		n := b.describe(r, []string{skos + "Collection", fwci + "Cluster"})
		n.Add(inScheme, b.own(competencyScheme))
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
		kind.Add(prefLabel, capital(c.Kind)+" competencies")
		kind.Add(inScheme, b.own(competencyScheme))
		kind.Add(member, b.iri("competencies", c.CompetencyID))
	}
	b.each("competencies", func(r record) {
		n := b.describe(r, nil)
		n.Add(notation, r.text("competency_id"))
		b.concept(n, competencyScheme)
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

// capital writes the first letter of an ASCII word large.
func capital(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// rankings makes a node of each rank of a row: the current one and the future one. "Not ranked" has none; a
// row without any rank has a current node, so that it is not lost. The change stands at the future rank.
func (b *builder) rankings() {
	b.each("competency_rankings", func(r record) {
		for _, at := range []string{"current", "future"} {
			if r.text(at+"_rank") == "" && (at == "future" || r.text("future_rank") != "") {
				continue
			}
			n := b.node(r, b.own(segments[r.table.Name], append(r.keys(), at)...), fwci+"Ranking")
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
		b.concept(n, profileScheme)
	})
	b.plain("tasks", fwci+"Task")
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
	labels := titleLabels(b.d)
	b.each("series_titles", func(r record) {
		n := b.describe(r, nil)
		n.Add(prefLabel, labels[r.text("title_id")])
		b.concept(n, titleScheme)
	})
	b.plain("series_qualifications", fwci+"QualificationAlternative")
	b.plain("series_duties", fwci+"Duty")
	b.plain("series_page_facts", schema+"PropertyValue")
}

// titleLabels returns the position titles with their parentheticals, as the page prints them, by title_id.
func titleLabels(d *dataset.Dataset) map[string]string {
	labels := map[string]string{}
	for _, t := range d.SeriesTitles {
		var parts []string
		for _, part := range []*string{t.ParentheticalName, t.ParentheticalCode} {
			if part != nil {
				parts = append(parts, *part)
			}
		}
		labels[t.TitleID] = t.Title
		if len(parts) > 0 {
			labels[t.TitleID] += " (" + strings.Join(parts, "/") + ")"
		}
	}
	return labels
}
