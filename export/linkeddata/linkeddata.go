// Package linkeddata writes the dataset as linked data: JSON-LD 1.1 and, where it is wanted, the same graphs in Turtle.
//
// In go the dataset and the parsed sources; out come the graphs. fwci-2210 holds the framework, the series, the
// part of ESCO that the release names, the findings, the withdrawn identifiers and the provenance. crosswalk holds
// the mappings, nice and dcwf the frameworks that they lead to. vocabulary defines the terms of our own that the
// release uses. dataset describes the dataset with its files. Where the files of single things are wanted, there is a
// small file for each competency, profile, task, cluster, band and position title with what the graphs say of it, and
// source-lines, which holds each line of the sources. Contexts are inline and no node is blank: every resource has an
// IRI. The package judges nothing and invents no fact. It leaves out the subjects of the
// crosswalk that nobody has judged yet, of which nothing is known.
//
// # How records become resources
//
// A record is a node whose IRI is the base, a word for its table and the values of its key: competency/<id>,
// ranking/<scope>/<competency>/<horizon>. A column becomes a statement with the property that the field
// dictionary names (package schemas); a foreign key becomes a link. Nothing is stated that the node's own IRI
// or another node says: an identifier is the end of the IRI. The exceptions:
//
//   - Competencies, profiles, tasks and position titles are skos:Concept, each in a scheme of its own, so that
//     mappings between titles and profiles stay between schemes. Clusters and the two kinds of competency
//     are skos:Collection. A position title's label is the title with its parenthetical, as printed;
//     the code of the parenthetical is a notation of the datatype fwci:ParentheticalCode.
//   - An alias is a skos:altLabel, and a skosxl:Label that says of which kind it is.
//   - A ranking row is an fwci:Ranking node for each horizon in which there is a rank, not currentRank and
//     futureRank.
//   - A row of a band table is one fwci:BandRow, importance/<scope>/<competency>, with the bands it confirms
//     (importantBand), the others (otherBand) and the mark of the former. A cell has a node of its own, with
//     the band after the IRI of its row, only where it has another mark, other passages or a footnote.
//   - ESCO's concepts keep their URIs. Relations are links of ESCO's model and its association objects;
//     skill types and reuse levels are ESCO's own resources.
//   - A withdrawn identifier keeps its IRI, which is said to be deprecated and by what it is replaced.
//   - A checksum is an spdx:Checksum, as DCAT 3 asks.
//   - A passage of a source is a resource of its own, to which prov:wasDerivedFrom leads: the IRI of the source
//     with the fragment L12-L14. It is a prov:Entity, part of its document, with its first and last line. A line is
//     a passage of one line, with its number. Passages, and the texts, as published, and classes of lines are in
//     source-lines. A line that is not described is known by its IRI: the text is in the source.
//   - What we say of a concept that others publish comes from our sources, the concept does not: the provenance is
//     that of a record of ours (record/...), whose primary topic is the concept.
//   - Lists in order have nodes with schema:position; a plain link next to them (schema:skills,
//     fwci:importantTask, fwci:importantAtBand) serves readers that need no order.
//   - A mapping is the plain SKOS triple, and a node with the slots of SSSOM, which is an owl:Axiom as the
//     standard has it. It says itself who judged and how. The version of the objects, which SSSOM propagates, is
//     at the set where all its mappings share it. A subject without a counterpart is a node with the object
//     sssom:NoTermFound.
package linkeddata

import (
	"cmp"
	"fmt"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A Selection says what is written besides the graphs in JSON-LD. A release for download has neither: each says again
// what the graphs say. A web server needs both, for clients that ask for one thing or for Turtle.
type Selection struct {
	Turtle    bool // each graph also in Turtle
	Resources bool // the files of single things, in both syntaxes, and the graph of the lines of the sources; none is compressed
}

// Write returns jsonld/fwci-2210, jsonld/crosswalk and jsonld/vocabulary, each as .jsonld, and, where the dataset has
// these frameworks, jsonld/nice and jsonld/dcwf, as .jsonld.gz: others publish them, and they are longer than ours.
// The selection adds the same as .ttl; jsonld/source-lines and, below resource/, the part of the first two graphs that speaks of one thing (see Resource). raw gives the texts of
// the sources and the release before; it may be nil. The tool is named at suggested mappings. It fails when the
// base, the language or an IRI of the dataset is not valid, when a column has a property that this package does
// not know, and when provenance names a record that the graph does not have.
func Write(d *dataset.Dataset, raw *extract.Raw, tool artifact.Tool, s Selection) ([]artifact.Artifact, error) {
	var artifacts []artifact.Artifact
	var cut []*rdf.Graph // into the files of single things
	used := map[string]bool{}
	from, err := prepare(d, raw, tool)
	if err != nil {
		return nil, fmt.Errorf("making the linked data: %w", err)
	}
	for _, p := range publications {
		if p.needs != "" && !d.Has(p.needs) || p.format == ResourceFormat && !s.Resources {
			continue
		}
		b, err := p.build(from, used)
		if err != nil {
			return nil, err
		}
		b.graph.Terms(used)
		if p.cut && s.Resources {
			cut = append(cut, b.graph)
		}
		file := jsonLDFile(p.path(), cmp.Or(p.format, Format), p.about(), b.graph)
		if p.needs != "" && !s.Resources {
			if file, err = file.Gzipped(); err != nil {
				return nil, err
			}
		}
		artifacts = append(artifacts, file)
		if s.Turtle {
			artifacts = append(artifacts, turtleFile(p.path(), TurtleFormat, p.about(), b.graph))
		}
	}
	if s.Resources {
		artifacts = append(artifacts, resources(d, cut...)...)
	}
	return artifacts, nil
}

// Format is the name of the format, and TurtleFormat of the same graphs in Turtle.
const (
	Format       = "jsonld"
	TurtleFormat = "turtle"
)

func jsonLDFile(path, format, title string, g *rdf.Graph) artifact.Artifact {
	return artifact.Artifact{Path: path + ".jsonld", Format: format, MediaType: "application/ld+json", Title: title + " (JSON-LD)", Data: g.JSONLD()}
}

func turtleFile(path, format, title string, g *rdf.Graph) artifact.Artifact {
	return artifact.Artifact{Path: path + ".ttl", Format: format, MediaType: "text/turtle", Title: title + " (Turtle)", Data: g.Turtle()}
}

// A publication is one of the graphs that are published. The terms that those before it use are given to fill.
type publication struct {
	name, title string
	format      string // the format with which it is made, when that is not Format
	needs       string // the table without which a release does not have the graph, or ""
	cut         bool   // whether the files of single things say what it says of them
	fill        func(b *builder, used map[string]bool)
}

var publications = []publication{
	{"fwci-2210", "The framework", "", "", true, func(b *builder, _ map[string]bool) { b.everything() }},
	{"crosswalk", "The crosswalk", "", "", true, func(b *builder, _ map[string]bool) { b.crosswalk() }},
	{"source-lines", "The lines of the sources", ResourceFormat, "", false, func(b *builder, _ map[string]bool) { b.sourceLines() }},
	{"nice", "The NICE Framework", "", "nice_statements", false, func(b *builder, _ map[string]bool) { b.nice() }},
	{"dcwf", "The DoD Cyber Workforce Framework", "", "dcwf_statements", false, func(b *builder, _ map[string]bool) { b.dcwf() }},
	{"vocabulary", "The vocabulary", "", "", false, (*builder).vocabulary},
}

// path is the place of the graph inside a release, without its extension.
func (p publication) path() string { return "jsonld/" + p.name }

func (p publication) about() string { return p.title + " as linked data" }

// build makes the graph of a dataset.
func (p publication) build(from given, used map[string]bool) (*builder, error) {
	b, err := newBuilder(from)
	if err == nil {
		p.fill(b, used)
		err = b.err()
	}
	if err != nil {
		return nil, fmt.Errorf("making the linked data of %s: %w", p.name, err)
	}
	return b, nil
}

// everything states all but the mappings.
func (b *builder) everything() {
	b.subjects = map[string][]*rdf.Node{}
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
