// Package linkeddata writes the dataset as linked data: JSON-LD 1.1, and Turtle of the same graph beside it.
//
// In goes the dataset; out come three graphs. fwci-2210 holds the framework, the series, the part of ESCO
// that the release names, the findings, the withdrawn identifiers and the provenance. crosswalk holds the
// mappings. vocabulary defines the terms of our own. Contexts are inline and no node is blank: every
// resource has an IRI. The package judges nothing and invents no fact. It leaves out the classes of source
// lines, which only the tables give, and the subjects of the crosswalk that nobody has judged yet, of which
// nothing is known.
//
// # How records become resources
//
// A record is a node whose IRI is the base, a word for its table and the values of its key: competency/<id>,
// ranking/<scope>/<competency>/<horizon>. A column becomes a statement with the property that the field
// dictionary names (package schemas); a foreign key becomes a link. Nothing is stated that the node's own IRI
// or another node says: an identifier is the end of the IRI. The exceptions:
//
//   - Competencies, profiles and position titles are skos:Concept, each in a scheme of its own, so that
//     mappings between titles and profiles stay between schemes. Clusters and the two kinds of competency
//     are skos:Collection. A position title's label is the title with its parenthetical, as printed.
//   - An alias is a skos:altLabel, and a skosxl:Label that says of which kind it is.
//   - A ranking row is an fwci:Ranking node for each horizon in which there is a rank, not currentRank and
//     futureRank.
//   - A row of a band table is one fwci:BandRow, importance/<scope>/<competency>, with the bands it confirms
//     (importantBand), the others (otherBand) and the mark of the former. A cell has a node of its own, with
//     the band behind the IRI of its row, only where it has another mark, other passages or a footnote.
//   - ESCO's concepts keep their URIs. Relations are links of ESCO's model and its association objects;
//     skill types and reuse levels are ESCO's own resources.
//   - A withdrawn identifier keeps its IRI, which is said to be deprecated and by what it is replaced.
//   - A checksum is an spdx:Checksum, as DCAT 3 asks.
//   - A passage of a source is a resource of its own, to which prov:wasDerivedFrom leads: the IRI of the source
//     with the fragment L12-L14. It has its lines and no more.
//   - Lists in order have nodes with schema:position; a plain link beside them (schema:skills,
//     fwci:importantTask, fwci:importantAtBand) serves readers that need no order.
//   - A mapping is the plain SKOS triple, and a node with the slots of SSSOM, which is an owl:Axiom as the
//     standard has it. A slot that all mappings of a set have alike stands at the set. A subject without a
//     counterpart is a node with the object sssom:NoTermFound.
package linkeddata

import (
	"fmt"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Write returns jsonld/fwci-2210, jsonld/crosswalk and jsonld/vocabulary, each as .jsonld and .ttl. The tool
// is named at suggested mappings. It fails when the base, the language or an IRI of the dataset is not
// valid, when a column has a property that this package does not know, and when provenance names a record
// that the graph does not have.
func Write(d *dataset.Dataset, tool artifact.Tool) ([]artifact.Artifact, error) {
	var artifacts []artifact.Artifact
	for _, p := range publications {
		b, err := p.build(d, tool)
		if err != nil {
			return nil, err
		}
		artifacts = append(artifacts,
			artifact.Artifact{Path: p.path(".jsonld"), Format: "jsonld", MediaType: "application/ld+json", Title: p.title + " as linked data (JSON-LD)", Data: b.graph.JSONLD()},
			artifact.Artifact{Path: p.path(".ttl"), Format: "jsonld", MediaType: "text/turtle", Title: p.title + " as linked data (Turtle)", Data: b.graph.Turtle()},
		)
	}
	return artifacts, nil
}

// A publication is one of the graphs that are published.
type publication struct {
	name, title string
	fill        func(*builder, artifact.Tool)
}

var publications = []publication{
	{"fwci-2210", "The framework", func(b *builder, _ artifact.Tool) { b.everything() }},
	{"crosswalk", "The crosswalk", (*builder).crosswalk},
	{"vocabulary", "The vocabulary", func(b *builder, _ artifact.Tool) { b.vocabulary() }},
}

func (p publication) path(ending string) string { return "jsonld/" + p.name + ending }

// build makes the graph of a dataset.
func (p publication) build(d *dataset.Dataset, tool artifact.Tool) (*builder, error) {
	b, err := newBuilder(d)
	if err == nil {
		p.fill(b, tool)
		err = b.err()
	}
	if err != nil {
		return nil, fmt.Errorf("making the linked data of %s: %w", p.name, err)
	}
	return b, nil
}

// everything states all but the mappings.
func (b *builder) everything() {
	b.dataset()
	b.sources()
	b.schemes()
	b.framework()
	b.series()
	b.concepts()
	b.classified()
	b.findings()
	b.withdrawals()
	b.provenance()
}
