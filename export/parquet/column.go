package parquet

import (
	"fmt"

	"github.com/apache/arrow/go/v17/parquet"
	parquetfile "github.com/apache/arrow/go/v17/parquet/file"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A column gathers the values of one column of a table with their definition and repetition levels, as the
// Parquet format stores them (Apache Parquet, Nested Encoding). Levels that are always the same are left out.
type column struct {
	name        string
	kind        schemas.Type
	nullable    bool
	texts       []parquet.ByteArray
	integers    []int32
	numbers     []float64
	booleans    []bool
	definitions []int16
	repetitions []int16
	problem     error

	space []byte // where the next texts are copied to
}

// The texts of a column get as many bytes at a time at least and at most.
const leastSpace, mostSpace = 256, 16 << 10

// gather returns the columns of a table. A value that its column cannot hold is the column's problem.
func gather(t dataset.Table, s schemas.Table) []*column {
	columns := make([]*column, len(s.Columns))
	for i, c := range s.Columns {
		columns[i] = newColumn(c, t.Len())
	}
	for row := range t.Len() {
		for i, value := range t.Values(row) {
			if c := columns[i]; c.problem == nil {
				if err := c.add(value); err != nil {
					c.problem = fmt.Errorf("record %d: %w", row+1, err)
				}
			}
		}
	}
	return columns
}

// newColumn returns a column with room for a number of cells.
func newColumn(of schemas.Column, cells int) *column {
	c := &column{name: of.Name, kind: of.Type, nullable: of.Nullable}
	switch c.kind {
	case schemas.Integer:
		c.integers = make([]int32, 0, cells)
	case schemas.Number:
		c.numbers = make([]float64, 0, cells)
	case schemas.Boolean:
		c.booleans = make([]bool, 0, cells)
	default:
		c.texts = make([]parquet.ByteArray, 0, cells)
	}
	if c.nullable {
		c.definitions = make([]int16, 0, cells)
	}
	return c
}

// addText appends a copy of a text, as the library wants it.
func (c *column) addText(text string) {
	if cap(c.space)-len(c.space) < len(text) {
		c.space = make([]byte, 0, max(len(text), leastSpace, min(2*cap(c.space), mostSpace)))
	}
	start := len(c.space)
	c.space = append(c.space, text...)
	c.texts = append(c.texts, c.space[start:len(c.space):len(c.space)])
}

// add appends a cell.
func (c *column) add(value any) error {
	if value == nil {
		if !c.nullable {
			return fmt.Errorf("null in a column that is not nullable")
		}
		c.level(0, 0)
		return nil
	}
	present := int16(0)
	if c.nullable {
		present = 1
	}
	if c.kind == schemas.List {
		return c.addList(value, present)
	}
	c.level(present, 0)
	ok := false
	switch c.kind {
	case schemas.Integer:
		var n int
		if n, ok = value.(int); int(int32(n)) != n {
			return fmt.Errorf("%d does not fit 32 bits", n)
		}
		c.integers = append(c.integers, int32(n))
	case schemas.Number:
		var n float64
		n, ok = value.(float64)
		c.numbers = append(c.numbers, n)
	case schemas.Boolean:
		var b bool
		b, ok = value.(bool)
		c.booleans = append(c.booleans, b)
	default:
		var t string
		t, ok = value.(string)
		c.addText(t)
	}
	if !ok {
		return fmt.Errorf("a %s is expected, not %T", c.kind, value)
	}
	return nil
}

// addList appends a list: its items are one level deeper than the list itself, and all but the first repeat.
func (c *column) addList(value any, present int16) error {
	list, ok := value.(dataset.List)
	if !ok {
		return fmt.Errorf("a list is expected, not %T", value)
	}
	if len(list) == 0 {
		c.level(present, 0)
	}
	for i, item := range list {
		c.level(present+1, int16(min(i, 1)))
		c.addText(item)
	}
	return nil
}

func (c *column) level(definition, repetition int16) {
	if c.nullable || c.kind == schemas.List {
		c.definitions = append(c.definitions, definition)
	}
	if c.kind == schemas.List {
		c.repetitions = append(c.repetitions, repetition)
	}
}

// write writes the column as the next chunk of a row group.
func (c *column) write(group parquetfile.SerialRowGroupWriter) error {
	if c.problem != nil {
		return c.problem
	}
	chunk, err := group.NextColumn()
	if err != nil {
		return err
	}
	switch w := chunk.(type) {
	case *parquetfile.ByteArrayColumnChunkWriter:
		_, err = w.WriteBatch(c.texts, c.definitions, c.repetitions)
	case *parquetfile.Int32ColumnChunkWriter:
		_, err = w.WriteBatch(c.integers, c.definitions, c.repetitions)
	case *parquetfile.Float64ColumnChunkWriter:
		_, err = w.WriteBatch(c.numbers, c.definitions, c.repetitions)
	case *parquetfile.BooleanColumnChunkWriter:
		_, err = w.WriteBatch(c.booleans, c.definitions, c.repetitions)
	default:
		return fmt.Errorf("no values for a column chunk of the type %s", chunk.Type())
	}
	if err != nil {
		return err
	}
	return chunk.Close()
}
