// Package parquet writes each table as a typed Parquet file: int32, double, boolean, string and
// list<string>, nullable as the field dictionary says, dictionary-encoded, compressed with Zstandard, with
// the description of the table and of each column in its metadata.
package parquet

import (
	"bytes"
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	parquetfile "github.com/apache/arrow/go/v17/parquet/file"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Format is the name of the format.
const Format = "parquet"

// Path returns the place of a table's file inside a release.
func Path(table string) string { return "parquet/" + table + ".parquet" }

// Write returns the Parquet file of each table.
func Write(d *dataset.Dataset) ([]artifact.Artifact, error) {
	var artifacts []artifact.Artifact
	for _, t := range d.Tables() {
		s, ok := schemas.Lookup(t.Name)
		if !ok {
			return nil, fmt.Errorf("writing Parquet: the field dictionary has no table %s", t.Name)
		}
		data, err := file(t, s, d.Info)
		if err != nil {
			return nil, fmt.Errorf("writing the table %s as Parquet: %w", t.Name, err)
		}
		artifacts = append(artifacts, artifact.Artifact{
			Path: Path(t.Name), Format: Format, MediaType: "application/vnd.apache.parquet", Title: s.Title + " (Parquet)", Table: t.Name, Rows: t.Len(), Data: data,
		})
	}
	return artifacts, nil
}

// file writes one table. The schema and the levels are given to the library's column writers: its writer of
// Arrow records declares the items of every list as nullable, whatever the Arrow schema says, and the root
// of the schema as repeated, which some readers cannot open.
func file(t dataset.Table, s schemas.Table, info dataset.Info) ([]byte, error) {
	root, err := parquetSchema(s)
	if err != nil {
		return nil, err
	}
	meta, err := metadata(s, info)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	writer := parquetfile.NewParquetWriter(&b, root, parquetfile.WithWriterProps(writerProperties()), parquetfile.WithWriteMetadata(meta))
	if t.Len() > 0 {
		columns := gather(t, s)
		group := writer.AppendRowGroup()
		for _, c := range columns {
			if err := c.write(group); err != nil {
				return nil, fmt.Errorf("column %s: %w", c.name, err)
			}
		}
		if err := group.Close(); err != nil {
			return nil, err
		}
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func writerProperties() *parquet.WriterProperties {
	return parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(true), parquet.WithStats(true),
		parquet.WithVersion(parquet.V2_LATEST), parquet.WithCreatedBy("fwci"),
	)
}

func fields(s schemas.Table) []arrow.Field {
	var fields []arrow.Field
	for _, c := range s.Columns {
		keys, values := []string{"title", "description"}, []string{c.Title, c.Description}
		if c.Unit != "" {
			keys, values = append(keys, "unit"), append(values, c.Unit)
		}
		fields = append(fields, arrow.Field{Name: c.Name, Type: arrowType(c.Type), Nullable: c.Nullable, Metadata: arrow.NewMetadata(keys, values)})
	}
	return fields
}

func arrowType(t schemas.Type) arrow.DataType {
	switch t {
	case schemas.Integer:
		return arrow.PrimitiveTypes.Int32
	case schemas.Number:
		return arrow.PrimitiveTypes.Float64
	case schemas.Boolean:
		return arrow.FixedWidthTypes.Boolean
	case schemas.List:
		return arrow.ListOfNonNullable(arrow.BinaryTypes.String)
	}
	return arrow.BinaryTypes.String
}
