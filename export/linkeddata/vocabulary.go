package linkeddata

import (
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
)

// A term is one that the vocabulary defines: a class, or a property beyond those that columns have.
type term struct {
	name, label, comment string
	super                string // of a class: the more general class of a standard vocabulary, or ""
	domain, reach        string // of a property; reach is its range
}

var ownClasses = []term{
	{name: "Band", label: "Career band", comment: "A career band into which the handbook groups General Schedule grades."},
	{name: "BandImportance", label: "Importance at a band", comment: "A cell of a band table of the handbook: one competency, within one scope, at one career band. Only cells that say more than their row have a node: a mark or lines of their own, or a footnote."},
	{name: "BandRow", label: "Row of a band table", comment: "What a band table of the handbook says of one competency within one scope. The marker of a row is the mark in each of its important cells, and its other cells are empty, unless the node of a cell says otherwise."},
	{name: "Cluster", label: "Cluster", comment: "A cluster of IT work that the handbook defines; its members are the competencies of its band table.", super: skos + "Collection"},
	{name: "ConceptChange", label: "Change of a concept", comment: "What became of an ESCO concept between the version that a mapping was judged on and a later one."},
	{name: "ConceptLabel", label: "Label of a concept", comment: "A label of an ESCO concept in a language other than the dataset's, or one that took the place of its preferred label."},
	{name: "Duty", label: "Duty", comment: "A duty that a job-series page lists as an example of the work."},
	{name: "ProfileCompetency", label: "Competency of a profile", comment: "The place of a competency in the list that an occupational profile prints.", super: schema + "ListItem"},
	{name: "ProfileTask", label: "Task of a profile", comment: "The place of a task in the list that an occupational profile prints.", super: schema + "ListItem"},
	{name: "QualificationAlternative", label: "Qualification alternative", comment: "One of the alternative ways to qualify that a job-series page prints."},
	{name: "Ranking", label: "Importance rank", comment: "The place of a competency, within one scope, in the order of importance now or in the future. A competency that the handbook gives as not ranked (NR) has no node in that horizon, or one without a rank where it is not ranked in either."},
	{name: "Scope", label: "Scope", comment: "The body of work that a band table or a ranking speaks of: the whole series or a cluster."},
	{name: "TaskAlignment", label: "Alignment of a task", comment: "The knowledge and skill statements that a task of a NICE work role needs."},
	{name: "Task", label: "Task", comment: "A statement of work from the occupational profiles."},
	{name: "WorkType", label: "Type of work", comment: "A type of work that the handbook lists as an example for a cluster."},
}

var ownProperties = []term{
	{name: "horizon", label: "Horizon", comment: "Whether a rank is of importance now (current) or as expected in the future (future).", domain: fwci + "Ranking", reach: xsd + "string"},
	{name: "importantAtBand", label: "Important at band", comment: "Career band at which the handbook confirms the competency as important in at least one scope; the rows of the band tables say in which.", domain: skos + "Concept", reach: fwci + "Band"},
	{name: "importantBand", label: "Important band of a row", comment: "Career band at which a row of a band table confirms its competency as important.", domain: fwci + "BandRow", reach: fwci + "Band"},
	{name: "otherBand", label: "Other band of a row", comment: "Career band that a row of a band table names and at which it does not confirm its competency as important.", domain: fwci + "BandRow", reach: fwci + "Band"},
	{name: "importantTask", label: "Important task", comment: "Task that an occupational profile prints as important.", domain: schema + "Occupation", reach: fwci + "Task"},
	{name: "coreStatement", label: "Core statement", comment: "Statement of the DCWF that is core to a work role.", domain: skos + "Concept", reach: skos + "Concept"},
	{name: "additionalStatement", label: "Additional statement", comment: "Statement of the DCWF that is additional for a work role.", domain: skos + "Concept", reach: skos + "Concept"},
	{name: "unmarkedStatement", label: "Unmarked statement", comment: "Statement of the DCWF that a work role has, marked as neither core nor additional.", domain: skos + "Concept", reach: skos + "Concept"},
	{name: "rank", label: "Rank", comment: "Rank of the competency by importance in its scope and horizon; 1 is the most important.", domain: fwci + "Ranking", reach: xsd + "integer"},
}

// parentheticalCode is the datatype of a notation.
var parentheticalCode = term{name: "ParentheticalCode", label: "Parenthetical code", comment: "The code that a job-series page prints in parentheses after a position title, such as INFOSEC."}

// ontology is the resource that the terms are defined by.
var ontology = strings.TrimSuffix(fwci, "#")

// vocabulary defines the terms of our own that the release uses: the classes, properties and datatypes of the
// graphs, given as used, and the properties that the columns of its tables have. It is versioned with the schemas.
func (b *builder) vocabulary(used map[string]bool) {
	for _, t := range schemas.Present(b.d.Has) {
		for _, c := range t.Columns {
			used[c.Property] = true
		}
	}
	define := func(class string, t term) {
		if used[fwci+t.name] {
			b.define(class, t)
		}
	}
	n := b.graph.Node(ontology, owl+"Ontology")
	n.Add(title, "Terms of the FWCI open data")
	n.Add(description, "The classes and properties that the FWCI open data needs beyond SKOS, Dublin Core, PROV, DCAT, schema.org, SSSOM and the model of ESCO.")
	n.Add(versionInfo, schemas.Version)
	n.Add(license, b.external(b.d.Info.License.URL))
	for _, t := range ownClasses {
		define(rdfs+"Class", t)
	}
	define(rdfs+"Datatype", parentheticalCode)
	for _, t := range schemas.Tables() {
		if name, own := strings.CutPrefix(t.Class, fwci); own {
			define(rdfs+"Class", term{name: name, label: t.Title, comment: t.Description})
		}
	}
	for _, t := range ownProperties {
		define(rdfNS+"Property", t)
	}
	for _, t := range schemas.OwnTerms() {
		define(rdfNS+"Property", term{name: strings.TrimPrefix(t.IRI, fwci), label: t.Label, comment: t.Comment, reach: t.Range})
	}
}

// define states a term of our own: class is rdfs:Class or rdf:Property.
func (b *builder) define(class string, t term) {
	n := b.graph.Node(fwci+t.name, class)
	n.Add(rdfsLabel, t.label)
	n.Add(comment, t.comment)
	n.Add(rdfsDomain, t.domain)
	n.Add(rdfsRange, t.reach)
	n.Add(subClassOf, t.super)
	n.Add(rdfsDefinedBy, ontology)
}
