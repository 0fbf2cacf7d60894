// Package parquet writes each table as a typed Parquet file: int32, double, boolean, string and
// list<string>, nullable as the field dictionary says, dictionary-encoded, compressed with Zstandard, with
// the description of the table and of each column in its metadata.
package parquet

import (
	"bytes"
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
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

func file(t dataset.Table, s schemas.Table, info dataset.Info) ([]byte, error) {
	schema := arrow.NewSchema(fields(s), metadata(s, info))
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer builder.Release()
	for i := range t.Len() {
		for c, value := range t.Values(i) {
			if err := add(builder.Field(c), value); err != nil {
				return nil, fmt.Errorf("record %d, column %s: %w", i+1, s.Columns[c].Name, err)
			}
		}
	}
	record := builder.NewRecord()
	defer record.Release()
	var b bytes.Buffer
	properties := parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(true), parquet.WithStats(true),
		parquet.WithVersion(parquet.V2_LATEST), parquet.WithCreatedBy("fwci"),
	)
	writer, err := pqarrow.NewFileWriter(schema, &b, properties, pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
	if err != nil {
		return nil, err
	}
	if err := writer.Write(record); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
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

// metadata is the file's key-value metadata: what the table is, of which release, from which sources.
func metadata(s schemas.Table, info dataset.Info) *arrow.Metadata {
	keys := []string{"title", "description", "dataset", "dataset_version", "schema_version", "primary_key", "license"}
	values := []string{s.Title, s.Description, info.Base, info.Version, schemas.Version, fmt.Sprint(s.PrimaryKey), info.License.ID}
	for _, source := range info.Sources {
		keys = append(keys, "source_sha256:"+source.ID)
		values = append(values, source.SHA256)
	}
	m := arrow.NewMetadata(keys, values)
	return &m
}

// add appends a cell to a column.
func add(column array.Builder, value any) error {
	if value == nil {
		column.AppendNull()
		return nil
	}
	switch b := column.(type) {
	case *array.StringBuilder:
		b.Append(value.(string))
	case *array.Int32Builder:
		n := value.(int)
		if int(int32(n)) != n {
			return fmt.Errorf("%d does not fit 32 bits", n)
		}
		b.Append(int32(n))
	case *array.Float64Builder:
		b.Append(value.(float64))
	case *array.BooleanBuilder:
		b.Append(value.(bool))
	case *array.ListBuilder:
		b.Append(true)
		for _, item := range value.(dataset.List) {
			b.ValueBuilder().(*array.StringBuilder).Append(item)
		}
	default:
		return fmt.Errorf("no Parquet type for %T", value)
	}
	return nil
}
