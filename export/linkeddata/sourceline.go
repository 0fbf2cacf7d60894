package linkeddata

import (
	"strconv"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// sourceLines states the documents and each line of the sources: its document, number, class and, unless it is empty, its text as
// published. Its IRI is that of the passage of this one line. A passage of several lines that records come from has
// the first and the last; its text is that of its lines.
func (b *builder) sourceLines() {
	b.sources()
	b.each("source_lines", func(r record) {
		id := r.text("source_id")
		number, err := strconv.Atoi(r.text("line"))
		b.fail(err)
		n := b.node(r, b.passage(dataset.Provenance{SourceID: id, LineStart: number, LineEnd: number}), prov+"Entity")
		b.cells(n, r)
		if lines := b.lines[id]; number <= len(lines) {
			n.Add(sourceText, lines[number-1].Raw)
		}
	})
	for _, p := range b.passages() {
		n := b.graph.Node(b.passage(p), prov+"Entity")
		n.Add(isPartOf, b.iri("source_documents", p.SourceID))
		n.Add(properties()[fwci+"lineStart"], strconv.Itoa(p.LineStart))
		n.Add(properties()[fwci+"lineEnd"], strconv.Itoa(p.LineEnd))
	}
}
