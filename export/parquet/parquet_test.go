package parquet_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	arrowparquet "github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

func write(t testing.TB, d *dataset.Dataset) map[string][]byte {
	t.Helper()
	artifacts, err := parquet.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, a := range artifacts {
		table, _ := d.Table(a.Table)
		if a.Path != parquet.Path(a.Table) || a.Format != "parquet" || a.MediaType != "application/vnd.apache.parquet" || a.Rows != table.Len() {
			t.Errorf("the artifact of %s says path %q, format %q, media type %q, %d rows; the table has %d", a.Table, a.Path, a.Format, a.MediaType, a.Rows, table.Len())
		}
		files[a.Table] = a.Data
	}
	return files
}

var small map[string][]byte

// writeSmall returns the files of the small dataset, which are written once; a test must not change them.
func writeSmall(t testing.TB) map[string][]byte {
	t.Helper()
	if small == nil {
		small = write(t, exporttest.Small())
	}
	return small
}

func open(t testing.TB, data []byte) (*file.Reader, *arrow.Schema) {
	t.Helper()
	parts, err := file.NewParquetReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pqarrow.NewFileReader(parts, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := reader.Schema()
	if err != nil {
		t.Fatal(err)
	}
	return parts, schema
}

func TestEveryCellReadsBack(t *testing.T) {
	_, real := exporttest.Texts(t)
	for name, d := range map[string]*dataset.Dataset{"real": real, "small": exporttest.SmallFrameworks(), "empty": {}} {
		for table, data := range write(t, d) {
			s, _ := schemas.Lookup(table)
			columns, rows, err := parquet.Read(data)
			if err != nil {
				t.Errorf("%s dataset, %s: %v", name, table, err)
				continue
			}
			var want []parquet.Column
			for _, c := range s.Columns {
				want = append(want, parquet.Column{Name: c.Name, Type: c.Type, Nullable: c.Nullable})
			}
			if !slices.Equal(columns, want) {
				t.Errorf("%s dataset, %s: columns %v; expected %v", name, table, columns, want)
			}
			for _, difference := range exporttest.Differences(d, table, rows) {
				t.Errorf("%s dataset: %s", name, difference)
			}
		}
	}
}

// The library's own table reader, not Read, sees the types, the rows and the metadata.
func TestTypesAndMetadata(t *testing.T) {
	types := map[schemas.Type]string{
		schemas.Integer: "int32", schemas.Number: "float64", schemas.Boolean: "bool", schemas.String: "utf8", schemas.List: "list<list: utf8, nullable>",
	}
	_, d := exporttest.Texts(t)
	for table, data := range write(t, d) {
		s, _ := schemas.Lookup(table)
		parts, schema := open(t, data)
		if len(schema.Fields()) != len(s.Columns) {
			t.Errorf("%s: %d fields; expected %d", table, len(schema.Fields()), len(s.Columns))
			continue
		}
		for i, c := range s.Columns {
			f := schema.Field(i)
			if f.Name != c.Name || f.Type.String() != types[c.Type] || f.Nullable != c.Nullable {
				t.Errorf("%s: field %d is %s; expected %s %s, nullable %t", table, i+1, f, c.Name, types[c.Type], c.Nullable)
			}
			want := map[string]string{"title": c.Title, "description": c.Description}
			if c.Unit != "" {
				want["unit"] = c.Unit
			}
			found := f.Metadata.ToMap()
			delete(found, "PARQUET:field_id") // the reader's own
			if !maps.Equal(found, want) {
				t.Errorf("%s.%s: field metadata %q; expected %q", table, c.Name, found, want)
			}
		}
		keyValues(t, table, s, d, parts)
	}
}

func keyValues(t *testing.T, table string, s schemas.Table, d *dataset.Dataset, parts *file.Reader) {
	want := map[string]string{
		"title": s.Title, "description": s.Description, "dataset": d.Info.Base, "dataset_version": d.Info.Version,
		"schema_version": schemas.Version, "primary_key": fmt.Sprint(s.PrimaryKey), "license": d.Info.License.ID,
	}
	for _, source := range d.Info.Sources {
		want["source_sha256:"+source.ID] = source.SHA256
	}
	found := map[string]string{}
	for _, pair := range parts.MetaData().KeyValueMetadata() {
		if _, double := found[pair.Key]; double {
			t.Errorf("%s: the key %q appears twice in the metadata", table, pair.Key)
		}
		found[pair.Key] = pair.GetValue()
	}
	if found["ARROW:schema"] == "" {
		t.Errorf("%s: the metadata lacks the Arrow schema", table)
	}
	delete(found, "ARROW:schema")
	if !maps.Equal(found, want) {
		t.Errorf("%s: metadata %q; expected %q", table, found, want)
	}
}

func TestColumnsAreCompressedAndDictionaryEncoded(t *testing.T) {
	_, d := exporttest.Texts(t)
	for table, data := range write(t, d) {
		parts, _ := open(t, data)
		if created := parts.MetaData().GetCreatedBy(); !strings.HasPrefix(created, "fwci") {
			t.Errorf("%s: created by %q; expected fwci", table, created)
		}
		for g := range parts.NumRowGroups() {
			group := parts.MetaData().RowGroup(g)
			for c := range group.NumColumns() {
				chunk, err := group.ColumnChunk(c)
				if err != nil {
					t.Fatal(err)
				}
				name := chunk.PathInSchema().String()
				if chunk.Compression() != compress.Codecs.Zstd {
					t.Errorf("%s.%s is compressed with %s; expected zstd", table, name, chunk.Compression())
				}
				kind := chunk.Type()
				if group.NumRows() > 0 && kind != arrowparquet.Types.Boolean && !chunk.HasDictionaryPage() {
					t.Errorf("%s.%s has no dictionary", table, name)
				}
			}
		}
	}
}

func TestNumbersBeyond32BitsAreRefused(t *testing.T) {
	for _, n := range []int{math.MaxInt32 + 1, math.MinInt32 - 1} {
		d := exporttest.Small()
		d.SourceDocuments[0].Bytes = n
		if _, err := parquet.Write(d); err == nil || !strings.Contains(err.Error(), "source_documents") || !strings.Contains(err.Error(), "column bytes") {
			t.Errorf("%d: error %v; expected one that names table and column", n, err)
		}
	}
	d := exporttest.Small()
	d.SourceDocuments[0].Bytes = math.MaxInt32
	if _, err := parquet.Write(d); err != nil {
		t.Errorf("%d: %v", math.MaxInt32, err)
	}
}

func TestReadRefuses(t *testing.T) {
	good := writeSmall(t)["bands"]
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":             {nil, "not a Parquet file"},
		"text":                {[]byte("band_id,name\n"), "not a Parquet file"},
		"a file cut off":      {good[:len(good)/2], "not a Parquet file"},
		"a file without head": {good[len(good)/2:], "Parquet"},
		"64-bit integers":     {foreign(t, arrow.PrimitiveTypes.Int64), "of type int64, which no table has"},
		"time stamps":         {foreign(t, arrow.FixedWidthTypes.Timestamp_ms), "which no table has"},
		"lists of numbers":    {foreign(t, arrow.ListOf(arrow.PrimitiveTypes.Int32)), "which no table has"},
	} {
		if _, rows, err := parquet.Read(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d rows, error %v; expected an error with %q", name, len(rows), err, c.want)
		}
	}
}

// foreign returns a Parquet file with one null in a column of a type.
func foreign(t *testing.T, kind arrow.DataType) []byte {
	t.Helper()
	schema := arrow.NewSchema([]arrow.Field{{Name: "x", Type: kind, Nullable: true}}, nil)
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	builder.Field(0).AppendNull()
	var b bytes.Buffer
	writer, err := pqarrow.NewFileWriter(schema, &b, arrowparquet.NewWriterProperties(), pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Write(builder.NewRecord()); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A damaged file is an error or other cells, never a panic.
func TestReadOutlivesDamage(t *testing.T) {
	good := writeSmall(t)["esco_skills"]
	step := 19
	if testing.Short() {
		t.Run("other bytes", func(t *testing.T) { t.Skip("left to make whole: two of three damaged bytes of a Parquet file") })
		step *= 3
	}
	for at := 0; at < len(good); at += step {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			data := bytes.Clone(good)
			data[at] ^= flip
			_, _, _ = parquet.Read(data)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, data := range writeSmall(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		columns, rows, err := parquet.Read(data)
		if err != nil && (columns != nil || rows != nil) {
			t.Errorf("columns %v and %d rows with the error %v", columns, len(rows), err)
		}
		for _, row := range rows {
			if len(row) != len(columns) {
				t.Fatalf("a row of %d cells below %d columns", len(row), len(columns))
			}
		}
	})
}

// The library's reader of whole tables agrees on the number of rows.
func TestRowsInEveryReader(t *testing.T) {
	d := exporttest.Small()
	for table, data := range writeSmall(t) {
		read, err := pqarrow.ReadTable(context.Background(), bytes.NewReader(data), arrowparquet.NewReaderProperties(memory.DefaultAllocator), pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
		if err != nil {
			t.Errorf("%s: %v", table, err)
			continue
		}
		if want, _ := d.Table(table); int(read.NumRows()) != want.Len() {
			t.Errorf("%s: %d rows; expected %d", table, read.NumRows(), want.Len())
		}
		read.Release()
	}
}
