package parquet

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	parquetfile "github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
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
	// The types are read from the file itself, not from the copy of the Arrow schema in its metadata, for
	// which the library allocates whatever a damaged copy says.
	parts.MetaData().FileMetaData.KeyValueMetadata = nil
	reader, err := pqarrow.NewFileReader(parts, pqarrow.ArrowReadProperties{}, memory)
	if err != nil {
		return nil, nil, fmt.Errorf("not a Parquet file: %w", err)
	}
	schema, err := reader.Schema()
	if err != nil {
		return nil, nil, fmt.Errorf("not a Parquet file: %w", err)
	}
	rows = make([][]any, parts.NumRows())
	for i, field := range schema.Fields() {
		kind, ok := columnType(field.Type)
		if !ok {
			return nil, nil, fmt.Errorf("the column %s is of type %s, which no table has", field.Name, field.Type)
		}
		columns = append(columns, Column{field.Name, kind, field.Nullable})
		if err := cells(reader, i, rows); err != nil {
			return nil, nil, fmt.Errorf("the column %s: %w", field.Name, err)
		}
	}
	return columns, rows, nil
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

// cells appends the values of a column to the rows. The columns are read one by one, in this goroutine,
// so that a panic over a damaged page can be caught.
func cells(reader *pqarrow.FileReader, column int, rows [][]any) error {
	values, err := reader.GetColumn(context.Background(), column)
	if err != nil {
		return err
	}
	defer values.Release()
	groups := make([]int, reader.ParquetReader().NumRowGroups())
	for i := range groups {
		groups[i] = i
	}
	chunks, err := reader.ReadColumn(groups, values)
	if err != nil {
		return err
	}
	defer chunks.Release()
	if chunks.Len() != len(rows) {
		return fmt.Errorf("%d values; expected %d", chunks.Len(), len(rows))
	}
	row := 0
	for _, chunk := range chunks.Chunks() {
		for i := range chunk.Len() {
			value, err := cell(chunk, i)
			if err != nil {
				return fmt.Errorf("row %d: %w", row+1, err)
			}
			rows[row] = append(rows[row], value)
			row++
		}
	}
	return nil
}

// columnType is the inverse of arrowType; the library declares the items of every list as nullable.
func columnType(t arrow.DataType) (schemas.Type, bool) {
	if list, ok := t.(*arrow.ListType); ok && arrow.TypeEqual(list.Elem(), arrow.BinaryTypes.String) {
		return schemas.List, true
	}
	for _, kind := range []schemas.Type{schemas.String, schemas.Integer, schemas.Boolean, schemas.Number} {
		if arrow.TypeEqual(t, arrowType(kind)) {
			return kind, true
		}
	}
	return "", false
}

// cell is the inverse of add.
func cell(values arrow.Array, i int) (any, error) {
	if values.IsNull(i) {
		return nil, nil
	}
	switch v := values.(type) {
	case *array.String:
		return string([]byte(v.Value(i))), nil // a copy: the column's memory is released
	case *array.Int32:
		return int(v.Value(i)), nil
	case *array.Float64:
		return v.Value(i), nil
	case *array.Boolean:
		return v.Value(i), nil
	case *array.List:
		items, ok := v.ListValues().(*array.String)
		if !ok {
			return nil, errors.New("a list of other things than texts")
		}
		start, end := v.ValueOffsets(i)
		list := make(dataset.List, 0, end-start)
		for n := int(start); n < int(end); n++ {
			if items.IsNull(n) {
				return nil, errors.New("a list with a null among its items")
			}
			list = append(list, string([]byte(items.Value(n))))
		}
		return list, nil
	}
	return nil, fmt.Errorf("no cell for %T", values)
}
