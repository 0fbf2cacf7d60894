package exporttest

import (
	"fmt"
	"slices"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// keys returns the primary keys of a table's records.
func keys(t dataset.Table) []string {
	s, _ := schemas.Lookup(t.Name)
	found := make([]string, t.Len())
	for i := range found {
		found[i] = t.Key(i, s.PrimaryKey)
	}
	return found
}

// Tree returns the artifacts as a file system.
func Tree(artifacts []artifact.Artifact) fstest.MapFS {
	files := fstest.MapFS{}
	for _, a := range artifacts {
		files[a.Path] = &fstest.MapFile{Data: a.Data, Mode: 0o644}
	}
	return files
}

// Differences returns how rows that were read back differ from a table: the number of rows, else the first
// cell of each column. A cell is compared with its type.
func Differences(d *dataset.Dataset, table string, rows [][]any) []string {
	t, _ := d.Table(table)
	if len(rows) != t.Len() {
		return []string{fmt.Sprintf("%s has %d rows; expected %d", table, len(rows), t.Len())}
	}
	var found []string
	differs := make([]bool, len(t.Columns))
	for i, row := range rows {
		for c, want := range t.Values(i) {
			if !differs[c] && (len(row) != len(t.Columns) || !equal(row[c], want)) {
				differs[c] = true
				found = append(found, fmt.Sprintf("%s record %d, %s: %#v; expected %#v", table, i+1, t.Columns[c], row, want))
			}
		}
	}
	return found
}

func equal(got, want any) bool {
	a, ok := got.(dataset.List)
	if b, both := want.(dataset.List); ok && both {
		return slices.Equal(a, b)
	}
	return !ok && got == want
}
