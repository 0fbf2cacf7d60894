package verify

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"

	csvformat "github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/gocarina/gocsv"
)

func unmarshalCSV(data []byte, target any) error {
	if err := gocsv.UnmarshalBytes(data, target); err != nil {
		return fmt.Errorf("not the records of the table: %w", err)
	}
	return nil
}

// equal compares the other formats with the tables that were read.
func (r *release) equal() {
	for _, s := range schemas.Tables() {
		t, _ := r.set.Table(s.Name)
		if r.has(csvformat.Format) {
			r.equalCSV(t)
		}
	}
}

func (r *release) equalCSV(t dataset.Table) {
	path := csvformat.Path(t.Name)
	data, err := fs.ReadFile(r.files, path)
	if err != nil {
		r.fail(path, "equal", "the table cannot be read: %v", err)
		return
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		r.fail(path, "equal", "not CSV with a header row: %v", err)
		return
	}
	if !slices.Equal(rows[0], t.Columns) {
		r.fail(path, "equal", "the header is %v; expected %v", rows[0], t.Columns)
		return
	}
	if len(rows)-1 != t.Len() {
		r.fail(path, "equal", "%d records; %s has %d", len(rows)-1, r.home(t.Name), t.Len())
		return
	}
	for i := range t.Len() {
		for c, value := range t.Values(i) {
			if text := dataset.Text(value); rows[i+1][c] != text {
				r.fail(path, "equal", "record %d, column %s is %q; %s has %q", i+1, t.Columns[c], rows[i+1][c], r.home(t.Name), text)
			}
		}
	}
}
