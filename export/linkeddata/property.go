package linkeddata

import (
	"maps"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/schemas"
)

// The vocabularies. Each IRI is the one its own specification declares.
const (
	dcat     = "http://www.w3.org/ns/dcat#"
	dc       = "http://purl.org/dc/elements/1.1/"
	dcterms  = "http://purl.org/dc/terms/"
	dqv      = "http://www.w3.org/ns/dqv#"
	esco     = "http://data.europa.eu/esco/"
	escoType = esco + "model#"
	foaf     = "http://xmlns.com/foaf/0.1/"
	fwci     = schemas.Vocabulary
	oa       = "http://www.w3.org/ns/oa#"
	owl      = "http://www.w3.org/2002/07/owl#"
	prov     = "http://www.w3.org/ns/prov#"
	rdfs     = "http://www.w3.org/2000/01/rdf-schema#"
	rdfNS    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	schema   = "https://schema.org/"
	semapv   = "https://w3id.org/semapv/vocab/"
	skos     = "http://www.w3.org/2004/02/skos/core#"
	skosxl   = "http://www.w3.org/2008/05/skos-xl#"
	spdx     = "http://spdx.org/rdf/terms#"
	sssom    = "https://w3id.org/sssom/"
	vcard    = "http://www.w3.org/2006/vcard/ns#"
	xsd      = "http://www.w3.org/2001/XMLSchema#"
)

var prefixes = []rdf.Prefix{
	{Name: "dc", Namespace: dc},
	{Name: "dcat", Namespace: dcat},
	{Name: "dcterms", Namespace: dcterms},
	{Name: "dqv", Namespace: dqv},
	{Name: "esco", Namespace: escoType},
	{Name: "esco-occupation", Namespace: esco + "occupation/"},
	{Name: "esco-skill", Namespace: esco + "skill/"},
	{Name: "foaf", Namespace: foaf},
	{Name: "fwci", Namespace: fwci, Vocabulary: true},
	{Name: "oa", Namespace: oa},
	{Name: "owl", Namespace: owl},
	{Name: "prov", Namespace: prov},
	{Name: "relationship-type", Namespace: esco + "relationship-type/"},
	{Name: "reuse-level", Namespace: esco + "skill-reuse-level/"},
	{Name: "rdf", Namespace: rdfNS},
	{Name: "rdfs", Namespace: rdfs},
	{Name: "schema", Namespace: schema},
	{Name: "semapv", Namespace: semapv},
	{Name: "skill-type", Namespace: esco + "skill-type/"},
	{Name: "skos", Namespace: skos},
	{Name: "skosxl", Namespace: skosxl},
	{Name: "spdx", Namespace: spdx},
	{Name: "sssom", Namespace: sssom},
	{Name: "vcard", Namespace: vcard},
	{Name: "xsd", Namespace: xsd},
}

// declared holds the properties of this file by IRI. The field dictionary names the property of a column;
// the kind of its values and its JSON-LD key are here.
var declared = map[string]*rdf.Property{}

func property(name, iri string, kind rdf.Kind) *rdf.Property {
	p := &rdf.Property{Name: name, IRI: iri, Kind: kind}
	declared[iri] = p
	return p
}

// several is property for one that often has several values.
func several(name, iri string, kind rdf.Kind) *rdf.Property {
	p := property(name, iri, kind)
	p.Many = true
	return p
}

// SKOS and SKOS-XL.
var (
	codeNotation = &rdf.Property{Name: "codeNotation", IRI: skos + "notation", Kind: fwci + "ParentheticalCode"}
	prefLabel    = property("prefLabel", skos+"prefLabel", rdf.Text)
	hiddenLabel  = several("hiddenLabel", skos+"hiddenLabel", rdf.Text)
	altLabel     = several("altLabel", skos+"altLabel", rdf.Text)
	_            = property("definition", skos+"definition", rdf.Text)
	_            = property("note", skos+"note", rdf.Text)
	_            = property("changeNote", skos+"changeNote", rdf.Text)
	notation     = property("notation", skos+"notation", rdf.String)
	inScheme     = property("inScheme", skos+"inScheme", rdf.Link)
	hasTop       = several("hasTopConcept", skos+"hasTopConcept", rdf.Link)
	member       = several("member", skos+"member", rdf.Link)
	altResource  = several("altLabelResource", skosxl+"altLabel", rdf.Link)
	literalForm  = property("literalForm", skosxl+"literalForm", rdf.Text)
)

// matches are the mapping properties by the predicate of the crosswalk tables.
var matches = map[string]*rdf.Property{
	"exactMatch":   several("exactMatch", skos+"exactMatch", rdf.Link),
	"closeMatch":   several("closeMatch", skos+"closeMatch", rdf.Link),
	"broadMatch":   several("broadMatch", skos+"broadMatch", rdf.Link),
	"narrowMatch":  several("narrowMatch", skos+"narrowMatch", rdf.Link),
	"relatedMatch": several("relatedMatch", skos+"relatedMatch", rdf.Link),
}

// Dublin Core, RDF Schema, OWL, PROV, Web Annotation, FOAF and vCard.
var (
	_              = property("kind", dc+"type", rdf.String)
	_              = property("publisherName", dc+"publisher", rdf.String)
	_              = property("rights", dc+"rights", rdf.Text)
	_              = property("abstract", dcterms+"abstract", rdf.Text)
	conformsTo     = property("conformsTo", dcterms+"conformsTo", rdf.Link)
	creator        = property("creator", dcterms+"creator", rdf.Link)
	date           = property("date", dcterms+"date", rdf.Date)
	description    = property("description", dcterms+"description", rdf.Text)
	hasPart        = several("hasPart", dcterms+"hasPart", rdf.Link)
	identifier     = property("identifier", dcterms+"identifier", rdf.String)
	isReplacedBy   = property("isReplacedBy", dcterms+"isReplacedBy", rdf.Link)
	isPartOf       = property("isPartOf", dcterms+"isPartOf", rdf.Link)
	issued         = property("issued", dcterms+"issued", rdf.Date)
	inLanguage     = property("language", dcterms+"language", rdf.Link)
	license        = property("license", dcterms+"license", rdf.Link)
	publisher      = property("publisher", dcterms+"publisher", rdf.Link)
	relation       = several("related", dcterms+"relation", rdf.Link)
	_              = property("source", dcterms+"source", rdf.Link)
	title          = property("title", dcterms+"title", rdf.Text)
	conceptType    = property("conceptType", dcterms+"type", rdf.Link)
	comment        = property("comment", rdfs+"comment", rdf.Text)
	rdfsDefinedBy  = property("isDefinedBy", rdfs+"isDefinedBy", rdf.Link)
	rdfsDomain     = property("domain", rdfs+"domain", rdf.Link)
	rdfsLabel      = property("label", rdfs+"label", rdf.Text)
	rdfsRange      = property("range", rdfs+"range", rdf.Link)
	subClassOf     = property("subClassOf", rdfs+"subClassOf", rdf.Link)
	versionIRI     = property("versionIRI", owl+"versionIRI", rdf.Link)
	priorVersion   = property("priorVersion", owl+"priorVersion", rdf.Link)
	versionInfo    = property("versionInfo", owl+"versionInfo", rdf.String)
	deprecated     = property("deprecated", owl+"deprecated", rdf.Boolean)
	wasDerivedFrom = several("wasDerivedFrom", prov+"wasDerivedFrom", rdf.Link)
	sourceText     = property("sourceText", prov+"value", rdf.String)
	hasTarget      = several("hasTarget", oa+"hasTarget", rdf.Link)
	motivatedBy    = property("motivatedBy", oa+"motivatedBy", rdf.Link)
	primaryTopic   = property("primaryTopic", foaf+"primaryTopic", rdf.Link)
	agentName      = property("name", foaf+"name", rdf.String)
	contactName    = property("fullName", vcard+"fn", rdf.String)
	contactURL     = property("hasURL", vcard+"hasURL", rdf.Link)
	contactEmail   = property("hasEmail", vcard+"hasEmail", rdf.Link)
)

// DCAT, SPDX and schema.org.
var (
	byteSize         = property("byteSize", dcat+"byteSize", rdf.NonNegative)
	distribution     = several("distribution", dcat+"distribution", rdf.Link)
	downloadURL      = property("downloadURL", dcat+"downloadURL", rdf.Link)
	mediaType        = property("mediaType", dcat+"mediaType", rdf.Link)
	contactPoint     = property("contactPoint", dcat+"contactPoint", rdf.Link)
	keyword          = several("keyword", dcat+"keyword", rdf.Text)
	landingPage      = property("landingPage", dcat+"landingPage", rdf.Link)
	previousVersion  = property("previousVersion", dcat+"previousVersion", rdf.Link)
	version          = property("version", dcat+"version", rdf.String)
	checksum         = property("checksum", spdx+"checksum", rdf.Link)
	algorithm        = property("algorithm", spdx+"algorithm", rdf.Link)
	_                = property("checksumValue", spdx+"checksumValue", rdf.HexBinary)
	creditText       = several("creditText", schema+"creditText", rdf.Text)
	_                = property("pageStart", schema+"pageStart", rdf.Integer)
	_                = property("position", schema+"position", rdf.Integer)
	_                = property("propertyID", schema+"propertyID", rdf.String)
	skills           = several("skills", schema+"skills", rdf.Link)
	_                = property("text", schema+"text", rdf.Text)
	pageURL          = property("url", schema+"url", rdf.Link)
	_                = property("value", schema+"value", rdf.Text)
	_                = property("withdrawnIn", schema+"version", rdf.String)
	escoSkillType    = property("skillType", escoType+"skillType", rdf.Link)
	escoReuseLevel   = property("skillReuseLevel", escoType+"skillReuseLevel", rdf.Link)
	essentialSkill   = several("relatedEssentialSkill", escoType+"relatedEssentialSkill", rdf.Link)
	optionalSkill    = several("relatedOptionalSkill", escoType+"relatedOptionalSkill", rdf.Link)
	isAssociationFor = property("isAssociationFor", escoType+"isAssociationFor", rdf.Link)
	escoTarget       = property("associationTarget", escoType+"target", rdf.Link)
)

// SSSOM. The keys are the names of its slots, as in its JSON.
var (
	subjectID       = property("subject_id", owl+"annotatedSource", rdf.Link)
	predicateID     = property("predicate_id", owl+"annotatedProperty", rdf.Link)
	objectID        = property("object_id", owl+"annotatedTarget", rdf.Link)
	_               = property("confidence", sssom+"confidence", rdf.Decimal)
	justification   = property("mapping_justification", sssom+"mapping_justification", rdf.Link)
	mappings        = several("mappings", sssom+"mappings", rdf.Link)
	mappingTool     = property("mapping_tool", sssom+"mapping_tool", rdf.String)
	mappingToolVer  = property("mapping_tool_version", sssom+"mapping_tool_version", rdf.String)
	_               = property("object_category", sssom+"object_category", rdf.String)
	_               = property("object_label", sssom+"object_label", rdf.String)
	objectSource    = property("object_source", sssom+"object_source", rdf.Link)
	objectVersion   = property("object_source_version", sssom+"object_source_version", rdf.String)
	reviewerLabel   = several("reviewer_label", sssom+"reviewer_label", rdf.String)
	creatorLabel    = property("creator_label", sssom+"creator_label", rdf.String)
	subjectSource   = property("subject_source", sssom+"subject_source", rdf.Link)
	subjectVersion  = property("subject_source_version", sssom+"subject_source_version", rdf.String)
	horizon         = property("horizon", fwci+"horizon", rdf.String)
	rank            = property("rank", fwci+"rank", rdf.Integer)
	importantAtBand = several("importantAtBand", fwci+"importantAtBand", rdf.Link)
	importantBand   = several("importantBand", fwci+"importantBand", rdf.Link)
	otherBand       = several("otherBand", fwci+"otherBand", rdf.Link)
	niceStatement   = several("statement", fwci+"statement", rdf.Link)
	_               = several("opmCode", fwci+"opmCode", rdf.String)
	coreStatement   = several("coreStatement", fwci+"coreStatement", rdf.Link)
	additional      = several("additionalStatement", fwci+"additionalStatement", rdf.Link)
	unmarked        = several("unmarkedStatement", fwci+"unmarkedStatement", rdf.Link)
	importantTask   = several("importantTask", fwci+"importantTask", rdf.Link)
)

// properties returns every property by IRI: the declared ones, and the terms of our own that columns have.
// The kinds of the latter are the ranges that the published vocabulary states.
var properties = sync.OnceValue(func() map[string]*rdf.Property {
	all := maps.Clone(declared)
	for _, t := range schemas.OwnTerms() {
		kind := rdf.Kind(t.Range)
		if t.Range == rdfs+"Resource" {
			kind = rdf.Link
		}
		if all[t.IRI] != nil {
			continue // declared, for it often has several values
		}
		all[t.IRI] = &rdf.Property{Name: strings.TrimPrefix(t.IRI, fwci), IRI: t.IRI, Kind: kind}
	}
	return all
})

// codes says which resource a code in a column of links stands for: the beginning of its IRI, to which the
// code is appended, by property.
var codes = map[*rdf.Property]string{
	justification:  semapv,
	predicateID:    skos,
	escoSkillType:  esco + "skill-type/",
	escoReuseLevel: esco + "skill-reuse-level/",
	conceptType:    esco + "relationship-type/",
}

// escoCodes are the codes that ESCO's own IRIs spell otherwise.
var escoCodes = map[string]string{"skill/competence": "skill", "essential": "essential-skill", "optional": "optional-skill"}
