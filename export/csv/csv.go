// Package csv writes each table as a CSV file: UTF-8, comma, LF, RFC 4180 quoting, a header row, null as
// the empty field, lists joined with "|".
//
// In goes a dataset; out comes one artifact for each table, equal to the dataset cell by cell.
package csv

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/gocarina/gocsv"
)

// Format is the name of the format.
const Format = "csv"

// Path returns the place of a table's file inside a release.
func Path(table string) string { return "csv/" + table + ".csv" }

// Write returns the CSV file of each table. It fails on a list item that holds the separator.
func Write(d *dataset.Dataset) ([]artifact.Artifact, error) {
	var artifacts []artifact.Artifact
	for _, t := range d.Tables() {
		var b bytes.Buffer
		writer := gocsv.NewSafeCSVWriter(csv.NewWriter(&b))
		if err := gocsv.MarshalCSV(t.Records, writer); err != nil {
			return nil, fmt.Errorf("writing the table %s as CSV: %w", t.Name, err)
		}
		s, _ := schemas.Lookup(t.Name)
		artifacts = append(artifacts, artifact.Artifact{
			Path: Path(t.Name), Format: Format, MediaType: "text/csv", Title: s.Title + " (CSV)", Table: t.Name, Rows: t.Len(), Data: b.Bytes(),
		})
	}
	return artifacts, nil
}
