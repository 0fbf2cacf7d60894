package parquet

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	parquetfile "github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
	"github.com/fwci-open-data/fwci/schemas"
)

// The limits of a file that Read takes, far above any table of a release.
const (
	MaxRows  = 10_000_000
	MaxBytes = 1 << 30 // of all columns, unpacked, and of the memory that reading takes
)

// A Column is a column of a Parquet file.
type Column struct {
	Name     string
	Type     schemas.Type
	Nullable bool
}

// Read returns the columns and the rows of a Parquet file as Write makes them. A cell is a string, int,
// bool, float64, dataset.List, or nil for null, as dataset.Table.Values gives it. Read fails on a damaged
// file, on a type that no table has, and beyond MaxRows and MaxBytes.
func Read(data []byte) (columns []Column, rows [][]any, err error) {
	defer func() {
		if p := recover(); p != nil { // the library panics on damaged pages
			columns, rows, err = nil, nil, fmt.Errorf("damaged Parquet: %v", p)
		}
	}()
	memory := &boundedMemory{Allocator: memory.NewGoAllocator(), left: MaxBytes}
	parts, err := parquetfile.NewParquetReader(bytes.NewReader(data), parquetfile.WithReadProps(parquet.NewReaderProperties(memory)))
	if err != nil {
		return nil, nil, fmt.Errorf("not a Parquet file: %w", err)
	}
	if err := limit(parts); err != nil {
		return nil, nil, err
	}
	root := parts.MetaData().Schema.Root()
	rows = make([][]any, parts.NumRows())
	for i := range root.NumFields() {
		field := root.Field(i)
		kind, ok := columnType(field)
		if !ok {
			return nil, nil, fmt.Errorf("the column %s is of type %s, which no table has", field.Name(), typeName(field))
		}
		columns = append(columns, Column{field.Name(), kind, field.RepetitionType() == parquet.Repetitions.Optional})
		if err := readColumn(parts, i, columns[i], rows, memory); err != nil {
			return nil, nil, fmt.Errorf("the column %s: %w", field.Name(), err)
		}
	}
	return columns, rows, nil
}

// columnType is the inverse of columnNode. Every type has one leaf, so that columns and leaves have the same numbers.
func columnType(field schema.Node) (schemas.Type, bool) {
	if field.RepetitionType() == parquet.Repetitions.Repeated {
		return "", false
	}
	if group, ok := field.(*schema.GroupNode); ok {
		return schemas.List, field.LogicalType().Equals(schema.NewListLogicalType()) && isListOfTexts(group)
	}
	leaf, ok := field.(*schema.PrimitiveNode)
	if !ok {
		return "", false
	}
	plain := leaf.LogicalType().IsNone()
	switch leaf.PhysicalType() {
	case parquet.Types.ByteArray:
		return schemas.String, leaf.LogicalType().Equals(schema.StringLogicalType{})
	case parquet.Types.Int32:
		return schemas.Integer, plain || leaf.LogicalType().Equals(schema.NewIntLogicalType(32, true))
	case parquet.Types.Double:
		return schemas.Number, plain
	case parquet.Types.Boolean:
		return schemas.Boolean, plain
	}
	return "", false
}

// isListOfTexts reports whether a group is a list of texts, of three levels as the LIST rules of the Parquet format
// have it.
func isListOfTexts(group *schema.GroupNode) bool {
	if group.NumFields() != 1 {
		return false
	}
	items, ok := group.Field(0).(*schema.GroupNode)
	if !ok || items.NumFields() != 1 || items.RepetitionType() != parquet.Repetitions.Repeated {
		return false
	}
	kind, ok := columnType(items.Field(0))
	return ok && kind == schemas.String
}

// typeName names the type of a column that is refused, for messages.
func typeName(field schema.Node) string {
	leaf, ok := field.(*schema.PrimitiveNode)
	if !ok {
		return field.LogicalType().String()
	}
	if _, integer := leaf.LogicalType().(*schema.IntLogicalType); integer || leaf.LogicalType().IsNone() {
		return strings.ToLower(leaf.PhysicalType().String())
	}
	return leaf.LogicalType().String()
}

// boundedMemory panics, as Read expects of the library, where a damaged file asks for more memory than any
// table needs.
type boundedMemory struct {
	memory.Allocator
	left int
}

func (m *boundedMemory) take(size int) {
	if m.left -= size; m.left < 0 {
		panic(fmt.Sprintf("it takes more than %d bytes of memory", MaxBytes))
	}
}

// Allocate returns memory within the bound.
func (m *boundedMemory) Allocate(size int) []byte {
	m.take(size)
	return m.Allocator.Allocate(size)
}

// Reallocate returns memory within the bound.
func (m *boundedMemory) Reallocate(size int, b []byte) []byte {
	m.take(size - len(b))
	return m.Allocator.Reallocate(size, b)
}

// Free gives memory back.
func (m *boundedMemory) Free(b []byte) {
	m.left += len(b)
	m.Allocator.Free(b)
}

func limit(parts *parquetfile.Reader) error {
	size, count := int64(0), int64(0)
	for i := range parts.NumRowGroups() {
		group := parts.MetaData().RowGroup(i)
		size += max(group.TotalByteSize(), 0)
		count += max(group.NumRows(), 0)
		if size > MaxBytes || count > MaxRows {
			return fmt.Errorf("more than %d rows or %d bytes", MaxRows, MaxBytes)
		}
	}
	if count != parts.NumRows() {
		return fmt.Errorf("damaged Parquet: %d rows in all, %d in the row groups", parts.NumRows(), count)
	}
	return nil
}
