package parquet

import (
	"errors"
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	parquetfile "github.com/apache/arrow/go/v17/parquet/file"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// readColumn appends the cells of a column to the rows. The library's reader of Arrow tables would do that as well, but
// it brings the libraries of a network protocol, which take as long to set up as a tenth of a build.
//
// Columns are read one by one, in this goroutine, so that a panic over a damaged page can be caught.
func readColumn(parts *parquetfile.Reader, i int, c Column, rows [][]any, allocator memory.Allocator) error {
	leaf := parts.MetaData().Schema.Column(i)
	present := leaf.MaxDefinitionLevel() // the level from which on there is a value, null or not
	if leaf.SchemaNode().RepetitionType() == parquet.Repetitions.Optional {
		present--
	}
	info := parquetfile.LevelInfo{NullSlotUsage: 1, DefLevel: leaf.MaxDefinitionLevel(), RepLevel: leaf.MaxRepetitionLevel()}
	if c.Type == schemas.List {
		info.RepeatedAncestorDefLevel = present
	}
	buffers := &sync.Pool{New: func() any { return memory.NewResizableBuffer(allocator) }}
	row := 0
	for g := range parts.NumRowGroups() {
		group := parts.RowGroup(g)
		pages, err := group.GetColumnPageReader(i)
		if err != nil {
			return err
		}
		records := parquetfile.NewRecordReader(leaf, info, arrow.BinaryTypes.String, allocator, buffers)
		records.SetPageReader(pages)
		cells, err := readCells(records, c, group.NumRows(), leaf.MaxDefinitionLevel(), present)
		records.Release()
		if err != nil {
			return err
		}
		if len(cells) != int(group.NumRows()) {
			return fmt.Errorf("%d values; expected %d", len(cells), group.NumRows())
		}
		for _, cell := range cells {
			rows[row] = append(rows[row], cell)
			row++
		}
	}
	return nil
}

// readCells reads the n cells of a column in a row group. A value that is not null is at the level full; a list has an
// item, null or not, from the level present on.
func readCells(records parquetfile.RecordReader, c Column, n int64, full, present int16) ([]any, error) {
	if err := records.Reserve(n); err != nil {
		return nil, err
	}
	for left := n; left > 0; {
		read, err := records.ReadRecords(left)
		if err != nil {
			return nil, err
		}
		if read == 0 {
			break
		}
		left -= read
	}
	values, err := newValues(records, c.Type)
	if err != nil {
		return nil, err
	}
	definitions, repetitions := records.DefLevels(), records.RepLevels()
	if full == 0 {
		return values.all(), nil
	}
	var cells []any
	for at := range int(records.LevelsPos()) {
		level := definitions[at]
		switch {
		case c.Type != schemas.List && level == full:
			value, err := values.next()
			if err != nil {
				return nil, err
			}
			cells = append(cells, value)
		case c.Type != schemas.List:
			values.skip()
			cells = append(cells, nil)
		case repetitions[at] == 0 && level == 0 && c.Nullable:
			cells = append(cells, nil)
		case repetitions[at] == 0 && level < present:
			cells = append(cells, dataset.List{})
		default:
			item, err := values.next()
			if err != nil {
				return nil, err
			}
			if level < full {
				return nil, fmt.Errorf("row %d: a list with a null among its items", len(cells)+1)
			}
			if repetitions[at] == 0 {
				cells = append(cells, dataset.List{})
			}
			list, ok := cells[len(cells)-1].(dataset.List)
			if !ok {
				return nil, errors.New("an item of no list")
			}
			cells[len(cells)-1] = append(list, item.(string))
		}
	}
	return cells, nil
}

// values are the values of a column that were read, in order, those that are null included.
type values struct {
	at, n int
	value func(i int) any
}

// newValues takes the values that a reader read.
func newValues(records parquetfile.RecordReader, kind schemas.Type) (*values, error) {
	v := &values{n: records.ValuesWritten()}
	switch kind {
	case schemas.Integer:
		all := arrow.Int32Traits.CastFromBytes(records.Values())
		v.value = func(i int) any { return int(all[i]) }
	case schemas.Number:
		all := arrow.Float64Traits.CastFromBytes(records.Values())
		v.value = func(i int) any { return all[i] }
	case schemas.Boolean:
		all := records.Values()
		v.value = func(i int) any { return all[i] != 0 }
	default:
		texts, err := textsOf(records)
		if err != nil {
			return nil, err
		}
		v.n, v.value = len(texts), func(i int) any { return texts[i] }
	}
	return v, nil
}

// textsOf copies the texts that a reader read: it reuses their memory.
func textsOf(records parquetfile.RecordReader) ([]string, error) {
	reader, ok := records.(parquetfile.BinaryRecordReader)
	if !ok {
		return nil, fmt.Errorf("no texts in a column of the type %s", records.Type())
	}
	var texts []string
	for _, chunk := range reader.GetBuilderChunks() {
		all, ok := chunk.(*array.Binary)
		if !ok {
			return nil, fmt.Errorf("no texts in a %T", chunk)
		}
		for i := range all.Len() {
			texts = append(texts, string(all.Value(i)))
		}
		chunk.Release()
	}
	return texts, nil
}

// next returns the next value.
func (v *values) next() (any, error) {
	if v.at >= v.n {
		return nil, fmt.Errorf("%d values; expected more", v.n)
	}
	v.at++
	return v.value(v.at - 1), nil
}

// skip passes over a value that is null.
func (v *values) skip() { v.at++ }

// all returns the values of a column that has no levels.
func (v *values) all() []any {
	cells := make([]any, v.n)
	for i := range cells {
		cells[i] = v.value(i)
	}
	return cells
}
