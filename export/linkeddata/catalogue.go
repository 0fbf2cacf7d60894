package linkeddata

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// dataset describes the dataset in DCAT 3, with the credits that its sources ask for. Its IRI is the base,
// as in the other metadata of a release.
func (b *builder) dataset() {
	info := b.d.Info
	n := b.graph.Node(info.Base, dcat+"Dataset")
	n.Add(title, info.Title)
	n.Add(description, info.Description)
	n.Add(identifier, info.ID)
	n.Add(version, info.Version)
	n.Add(versionIRI, b.edition(info.Version))
	n.Add(previousVersion, b.edition(b.previous))
	n.Add(priorVersion, b.edition(b.previous))
	n.Add(issued, info.Issued)
	if code, _, _ := strings.Cut(info.Language, "-"); len(code) == 2 {
		n.Add(inLanguage, "http://id.loc.gov/vocabulary/iso639-1/"+code)
	}
	n.Add(keyword, info.Keywords...)
	n.Add(license, b.external(info.License.URL))
	n.Add(creditText, info.Credits...)
	n.Add(landingPage, b.external(info.Homepage))
	n.Add(conformsTo, ontology)
	for _, k := range b.ownSchemes() {
		n.Add(hasPart, identity.Scheme(info.Base, k.Table))
	}
	for _, s := range b.d.SourceDocuments {
		n.Add(wasDerivedFrom, b.iri("source_documents", s.SourceID))
	}
	n.Add(publisher, b.organization(info.Publisher))
	n.Add(creator, b.organization(info.Publisher))
	b.related(n)
	if info.Contact != "" {
		n.Add(contactPoint, b.contact().IRI)
	}
}

// edition returns the IRI of a version of the dataset: the base and the version. Below a base that ends in "#"
// a version has none.
func (b *builder) edition(version string) string {
	if version == "" || !strings.HasSuffix(b.d.Info.Base, "/") {
		return ""
	}
	return b.d.Info.Base + url.PathEscape(version) + "/"
}

// organization returns the IRI of an organization, which becomes an agent with its name; "" for no name.
func (b *builder) organization(name string) string {
	if name == "" {
		return ""
	}
	agent := b.graph.Node(identity.Organization(b.d.Info.Base, name), foaf+"Agent")
	agent.Add(agentName, name)
	return agent.IRI
}

// related states the official documents about the subject that the data were not read from.
func (b *builder) related(n *rdf.Node) {
	for _, r := range b.d.Info.Related {
		document := b.graph.Node(b.external(r.URL), foaf+"Document")
		document.Add(title, r.Title)
		document.Add(description, r.Description)
		document.Add(publisher, b.organization(r.Publisher))
		n.Add(relation, document.IRI)
	}
}

// contact returns the contact point: a web page, or an address of electronic mail.
func (b *builder) contact() *rdf.Node {
	contact := b.d.Info.Contact
	n := b.graph.Node(b.own("contact"), vcard+"Kind")
	n.Add(contactName, b.d.Info.Publisher)
	switch {
	case strings.HasPrefix(contact, "mailto:"):
		n.Add(contactEmail, b.external(contact))
	case strings.Contains(contact, "@") && !strings.Contains(contact, "//"):
		n.Add(contactEmail, b.external("mailto:"+contact))
	default:
		n.Add(contactURL, b.external(contact))
	}
	return n
}

// sources describes the source documents: their columns, and what the catalog of sources adds.
func (b *builder) sources() {
	added := map[string]dataset.SourceInfo{}
	for _, s := range b.d.Info.Sources {
		added[s.ID] = s
	}
	b.each("source_documents", func(r record) {
		n := b.describe(r, []string{prov + "Entity", schema + "DigitalDocument"}, "sha256")
		more := added[r.text("source_id")]
		n.Add(publisher, b.organization(r.text("publisher")))
		n.Add(pageURL, b.external(more.URL))
		n.Add(date, more.Retrieved)
		sum := b.graph.Node(b.own("checksum", r.text("source_id")), spdx+"Checksum")
		sum.Add(algorithm, spdx+"checksumAlgorithm_sha256")
		b.cells(sum, r, slices.DeleteFunc(slices.Clone(r.columns), func(c string) bool { return c == "sha256" })...)
		n.Add(checksum, sum.IRI)
	})
}

// findings states each finding with the record it speaks of, where the graph has it.
func (b *builder) findings() {
	b.each("quality_findings", func(r record) {
		n := b.describe(r, []string{dqv + "QualityAnnotation"})
		n.Add(motivatedBy, dqv+"qualityAssessment")
		for _, target := range b.subjects[r.text("table_name")+"\n"+r.text("record_key")] {
			n.Add(hasTarget, target.IRI)
		}
	})
}

// withdrawals keeps the IRIs of records that earlier releases had: each is said to be deprecated, since
// when, why, and what replaces it.
func (b *builder) withdrawals() {
	b.each("withdrawn_identifiers", func(r record) {
		n := b.node(r, b.former(r.text("table_name"), r.text("record_key")))
		b.cells(n, r, "replaced_by")
		n.Add(deprecated, "true")
		if next := r.text("replaced_by"); next != "" {
			n.Add(isReplacedBy, b.former(r.text("table_name"), next))
		}
	})
}

// former returns the IRI of a record by its table and record key. A record whose IRI is not made of its key,
// or is not ours to deprecate, gets one of its own.
func (b *builder) former(table, key string) string {
	if identity.Of(table).Segment == "" {
		return b.own("withdrawn", table, key)
	}
	return b.iri(table, strings.Split(key, "|")...)
}

// provenance leads each record back to passages of the sources, which source-lines describes.
func (b *builder) provenance() {
	for _, p := range b.d.Provenance {
		nodes := b.subjects[p.TableName+"\n"+p.RecordKey]
		if len(nodes) == 0 {
			b.fail(fmt.Errorf("the provenance of the record %q of %s, which the graph does not have", p.RecordKey, p.TableName))
		}
		iri := b.passage(p)
		for _, n := range nodes {
			b.recordOf(p, n).Add(wasDerivedFrom, iri)
		}
	}
}

// passages returns one row of the provenance for each passage of several lines that it names, by source and lines.
func (b *builder) passages() []dataset.Provenance {
	passages := map[string]dataset.Provenance{}
	for _, p := range b.d.Provenance {
		if p.LineEnd > p.LineStart {
			passages[b.passage(p)] = p
		}
	}
	sorted := slices.Collect(maps.Values(passages))
	slices.SortFunc(sorted, func(x, y dataset.Provenance) int {
		return cmp.Or(cmp.Compare(x.SourceID, y.SourceID), cmp.Compare(x.LineStart, y.LineStart), cmp.Compare(x.LineEnd, y.LineEnd))
	})
	return sorted
}

// recordOf returns what provenance speaks of: the node of a record, or, for a concept that others publish, a node
// for our record about it. ESCO's concepts do not come from our sources; what we say of them does.
func (b *builder) recordOf(p dataset.Provenance, n *rdf.Node) *rdf.Node {
	if !identity.Of(p.TableName).Outside {
		return n
	}
	record := b.graph.Node(b.own("record", p.TableName, naming.Digest(p.RecordKey, digestLength)), prov+"Entity")
	record.Add(primaryTopic, n.IRI)
	return record
}

// passage returns the IRI of lines of a source: its own with the fragment L12 or L12-L14. Below a base that
// ends in "#" the lines are a segment of the path, for an IRI has one fragment.
func (b *builder) passage(p dataset.Provenance) string {
	separator := "#"
	if strings.HasSuffix(b.d.Info.Base, "#") {
		separator = "/"
	}
	iri := b.iri("source_documents", p.SourceID) + separator + "L" + strconv.Itoa(p.LineStart)
	if p.LineEnd > p.LineStart {
		iri += "-L" + strconv.Itoa(p.LineEnd)
	}
	return iri
}
