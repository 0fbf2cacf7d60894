package parquet

import (
	"bytes"
	"encoding/base64"
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/parquet"
	parquetmeta "github.com/apache/arrow/go/v17/parquet/metadata"
	"github.com/apache/arrow/go/v17/parquet/schema"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// parquetSchema returns the root of a table's Parquet schema: a required group of columns, nullable as the
// field dictionary says. A list follows the LIST rules of the Parquet format with required items.
func parquetSchema(s schemas.Table) (*schema.GroupNode, error) {
	var nodes schema.FieldList
	for _, c := range s.Columns {
		node, err := columnNode(c)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		nodes = append(nodes, node)
	}
	return schema.NewGroupNode("schema", parquet.Repetitions.Required, nodes, -1)
}

func columnNode(c schemas.Column) (schema.Node, error) {
	repetition := parquet.Repetitions.Required
	if c.Nullable {
		repetition = parquet.Repetitions.Optional
	}
	switch c.Type {
	case schemas.Integer:
		return schema.NewPrimitiveNodeLogical(c.Name, repetition, schema.NewIntLogicalType(32, true), parquet.Types.Int32, -1, -1)
	case schemas.Number:
		return schema.NewFloat64Node(c.Name, repetition, -1), nil
	case schemas.Boolean:
		return schema.NewBooleanNode(c.Name, repetition, -1), nil
	case schemas.List:
		item, err := textNode("element", parquet.Repetitions.Required)
		if err != nil {
			return nil, err
		}
		return schema.ListOfWithName(c.Name, item, repetition, -1)
	}
	return textNode(c.Name, repetition)
}

func textNode(name string, repetition parquet.Repetition) (schema.Node, error) {
	return schema.NewPrimitiveNodeLogical(name, repetition, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1)
}

// metadata is the file's key-value metadata: what the table is, of which release, from which sources, and
// the Arrow schema with the description of each column.
func metadata(s schemas.Table, info dataset.Info) (parquetmeta.KeyValueMetadata, error) {
	keys := []string{"title", "description", "dataset", "dataset_version", "schema_version", "primary_key", "license"}
	values := []string{s.Title, s.Description, info.Base, info.Version, schemas.Version, fmt.Sprint(s.PrimaryKey), info.License.ID}
	for _, source := range info.Sources {
		keys = append(keys, "source_sha256:"+source.ID)
		values = append(values, source.SHA256)
	}
	about := arrow.NewMetadata(keys, values)
	arrowSchema := arrow.NewSchema(fields(s), &about)
	meta := parquetmeta.NewKeyValueMetadata()
	for i, key := range keys {
		if err := meta.Append(key, values[i]); err != nil {
			return nil, err
		}
	}
	var serialized bytes.Buffer // a stream of records without a record, as every writer of Arrow keeps it
	if err := ipc.NewWriter(&serialized, ipc.WithSchema(arrowSchema)).Close(); err != nil {
		return nil, err
	}
	return meta, meta.Append("ARROW:schema", base64.StdEncoding.EncodeToString(serialized.Bytes()))
}
