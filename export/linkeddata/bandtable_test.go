package linkeddata

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// bandCells returns an index of the cells of the band tables, as a reader makes them of the rows: a band that
// a row names is a cell, with the mark of the row where it is important, unless a node tells it otherwise.
func bandCells(t *testing.T, x index) index {
	cells := index{}
	for row := range x.a(fwci + "BandRow") {
		for predicate, important := range map[string]string{"importantBand": "true", "otherBand": "false"} {
			for _, band := range x.of(row, fwci+predicate) {
				cell := strings.TrimSuffix(row, ">") + "/" + tail(band) + ">"
				if cells[cell] != nil {
					t.Errorf("%s is important and not important", cell)
				}
				cells[cell] = map[string][]string{
					"<" + fwci + "scope>": x.of(row, fwci+"scope"), "<" + fwci + "competency>": x.of(row, fwci+"competency"), "<" + fwci + "band>": {band},
					"<" + fwci + "important>": {`"` + important + `"^^<` + xsd + `boolean>`},
				}
				if important == "true" {
					cells[cell]["<"+fwci+"marker>"] = x.of(row, fwci+"marker")
				}
			}
		}
	}
	for cell := range x.a(fwci + "BandImportance") {
		if said := x.of(cell, fwci+"important"); len(said) == 0 { // only a footnote
			continue
		}
		if cells[cell] == nil || !slices.Equal(x.of(cell, fwci+"important"), cells[cell]["<"+fwci+"important>"]) {
			t.Errorf("%s disagrees with its row", cell)
		}
		cells[cell] = x[cell]
	}
	return cells
}

// cellPassages returns which node tells the passages of a cell of a band table, by record key: its own, or
// that of its row. Cells that leave it to their row must all have the same passages.
func cellPassages(t *testing.T, d *dataset.Dataset, x index) map[string]string {
	t.Helper()
	lines, nodes, byRow := map[string]string{}, map[string]string{}, map[string]string{}
	for _, p := range d.Provenance {
		if p.TableName == "competency_bands" {
			lines[p.RecordKey] += fmt.Sprintf("%s %d %d\n", p.SourceID, p.LineStart, p.LineEnd)
		}
	}
	for key, passages := range lines {
		cell := "<" + base + "importance/" + strings.ReplaceAll(key, "|", "/") + ">"
		row := cell[:strings.LastIndex(cell, "/")] + ">"
		switch {
		case len(x.of(cell, fwci+"important")) > 0:
			nodes[key] = cell
		case byRow[row] != "" && byRow[row] != passages:
			t.Errorf("%s stands for cells from different passages", row)
		default:
			nodes[key], byRow[row] = row, passages
		}
	}
	return nodes
}

// wholeRow returns a row of a band table with bands of both kinds and a mark, whose cells have no nodes.
func wholeRow(t *testing.T, x index) string {
	t.Helper()
	for row := range x.a(fwci + "BandRow") {
		bands := append(slices.Clone(x.of(row, fwci+"importantBand")), x.of(row, fwci+"otherBand")...)
		own := slices.ContainsFunc(bands, func(band string) bool { return x[strings.TrimSuffix(row, ">")+"/"+tail(band)+">"] != nil })
		if !own && len(x.of(row, fwci+"importantBand")) > 0 && len(x.of(row, fwci+"otherBand")) > 0 && len(x.of(row, fwci+"marker")) > 0 {
			return row
		}
	}
	t.Fatal("no row of a band table has cells of both kinds")
	return ""
}
