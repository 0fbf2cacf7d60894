// Package json writes each table as a JSON array of records, one record to a line, as JSON Schema
// validates it. Nulls are present as null; lists are arrays.
package json

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Format is the name of the format.
const Format = "json"

// Path returns the place of a table's file inside a release.
func Path(table string) string { return "json/" + table + ".json" }

// Write returns the JSON file of each table.
func Write(d *dataset.Dataset) ([]artifact.Artifact, error) {
	var artifacts []artifact.Artifact
	for _, t := range d.Tables() {
		data, err := marshal(t)
		if err != nil {
			return nil, fmt.Errorf("writing the table %s as JSON: %w", t.Name, err)
		}
		s, _ := schemas.Lookup(t.Name)
		artifacts = append(artifacts, artifact.Artifact{
			Path: Path(t.Name), Format: Format, MediaType: "application/json", Title: s.Title + " (JSON)", Table: t.Name, Rows: t.Len(), Data: data,
		})
	}
	return artifacts, nil
}

// sampled is after how many records it is guessed how much space the others take.
const sampled = 16

func marshal(t dataset.Table) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	b.WriteString("[\n")
	records := reflect.ValueOf(t.Records)
	for i := range records.Len() {
		if i > 0 {
			b.Truncate(b.Len() - 1) // the encoder's line end
			b.WriteString(",\n")
		}
		if err := encoder.Encode(records.Index(i).Interface()); err != nil {
			return nil, err
		}
		if n := i + 1; n == sampled { // as much as the rest takes when it is like the records so far
			b.Grow(b.Len() / n * (records.Len() - n) * 9 / 8)
		}
	}
	b.WriteString("]\n")
	return b.Bytes(), nil
}
