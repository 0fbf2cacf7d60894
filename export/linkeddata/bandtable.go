package linkeddata

import (
	"slices"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
)

// A bandRow is a row of a band table: a competency in a scope. Its marker is the mark in its first important
// cell, its passages are those of its first cell.
type bandRow struct {
	node      *rdf.Node
	important bool // whether there is an important cell
	marker    string
	passages  []string
}

// importance states the band tables: a node for each row, with the bands that it confirms and the others; a
// node for each cell that has another mark or other passages than its row, or a footnote; a link from the
// competency to each band where some cell confirms it; and the members of the clusters.
func (b *builder) importance() {
	rows, passages := b.bandRows()
	b.each("competency_bands", func(r record) {
		row := rows[[2]string{r.text("scope_id"), r.text("competency_id")}]
		marker := ""
		if r.text("important") == "true" {
			marker = row.marker
		}
		if r.text("marker") == marker && slices.Equal(passages[r.key()], row.passages) {
			b.node(r, row.node.IRI)
			return
		}
		b.describe(r, []string{fwci + "BandImportance"})
	})
	b.each("competency_band_notes", func(r record) { b.describe(r, []string{fwci + "BandImportance"}) })
}

// bandRows makes the nodes of the rows and the plain links, and returns the rows by scope and competency and
// the passages of the cells by record key.
func (b *builder) bandRows() (map[[2]string]*bandRow, map[string][]string) {
	rows, passages, clusters := map[[2]string]*bandRow{}, map[string][]string{}, map[string]string{}
	for _, p := range b.d.Provenance {
		if p.TableName == "competency_bands" {
			passages[p.RecordKey] = append(passages[p.RecordKey], b.passage(p))
		}
	}
	for _, s := range b.d.Scopes {
		if s.ClusterID != nil {
			clusters[s.ScopeID] = *s.ClusterID
		}
	}
	b.each("competency_bands", func(r record) {
		key := [2]string{r.text("scope_id"), r.text("competency_id")}
		competency, band := b.iri("competencies", key[1]), b.iri("bands", r.text("band_id"))
		row, ok := rows[key]
		if !ok {
			row = &bandRow{node: b.graph.Node(b.iri(r.table.Name, key[:]...), fwci+"BandRow"), passages: passages[r.key()]}
			b.cells(row.node, r, "band_id", "important", "marker")
			rows[key] = row
		}
		if id := clusters[key[0]]; id != "" {
			b.graph.Node(b.iri("clusters", id)).Add(member, competency)
		}
		if r.text("important") != "true" {
			row.node.Add(otherBand, band)
			return
		}
		if !row.important {
			row.important, row.marker = true, r.text("marker")
			row.node.Add(properties()[fwci+"marker"], row.marker)
		}
		row.node.Add(importantBand, band)
		b.graph.Node(competency).Add(importantAtBand, band)
	})
	return rows, passages
}
