package linkeddata

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/triple"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A Record names a record of a table by its key.
type Record struct{ Table, Key string }

// A Graph is what one of the published graphs states.
type Graph struct {
	Paths   [2]string // of its two files, JSON-LD and Turtle
	Triples []triple.Triple
	Records map[string][]Record // those that a node stands for in any of the graphs, by its IRI
}

// Graphs returns what the published graphs of a dataset state. It fails where Write does.
func Graphs(d *dataset.Dataset, tool artifact.Tool) ([]Graph, error) {
	var graphs []Graph
	records := map[string][]Record{}
	for _, p := range publications {
		b, err := p.build(d, tool)
		if err != nil {
			return nil, err
		}
		g := Graph{[2]string{p.path(".jsonld"), p.path(".ttl")}, b.graph.Triples(), records}
		for _, at := range slices.Sorted(maps.Keys(b.subjects)) {
			table, key, _ := strings.Cut(at, "\n")
			for _, n := range b.subjects[at] {
				records[n.IRI] = append(records[n.IRI], Record{table, key})
			}
		}
		graphs = append(graphs, g)
	}
	return graphs, nil
}

// Read returns the triples of a file, JSON-LD or Turtle by the ending of its name. It fails on what the
// package triple does not read.
func Read(name string, data []byte) ([]triple.Triple, error) {
	if path.Ext(name) == ".ttl" {
		return triple.Turtle(data)
	}
	return triple.JSONLD(data)
}

// Catalogued reports whether a node speaks of the release, its sources or its vocabulary rather than of a
// record: what it says comes from the catalogue of sources and the field dictionary.
func Catalogued(base, iri string) bool {
	local, own := strings.CutPrefix(iri, base)
	folder, _, _ := strings.Cut(local, "/")
	return own && slices.Contains([]string{"", "scheme", "organization", "contact", "source", "sssom"}, folder) && !strings.Contains(local, "#L") ||
		strings.HasPrefix(iri, ontology)
}

// Short returns an IRI with one of the prefixes that the files use, where there is one.
func Short(iri string) string {
	for _, p := range prefixes {
		if local, ok := strings.CutPrefix(iri, p.Namespace); ok && local != "" && !strings.ContainsAny(local, "/#") {
			return p.Name + ":" + local
		}
	}
	return iri
}
