package linkeddata

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// sourceLines states the documents and each line of the sources: its document, number, class and, unless it is empty, its text as
// published. Its IRI is that of the passage of this one line. The text of a longer passage is stated too.
func (b *builder) sourceLines() {
	b.sources()
	b.each("source_lines", func(r record) {
		id := r.text("source_id")
		number, err := strconv.Atoi(r.text("line"))
		b.fail(err)
		n := b.node(r, b.passage(dataset.Provenance{SourceID: id, LineStart: number, LineEnd: number}), prov+"Entity")
		b.cells(n, r)
		n.Add(sourceText, b.text(id, number, number)...)
	})
	for _, p := range b.passages() {
		if p.LineEnd > p.LineStart {
			b.graph.Node(b.passage(p), prov+"Entity").Add(sourceText, strings.Join(b.text(p.SourceID, p.LineStart, p.LineEnd), "\n"))
		}
	}
}
