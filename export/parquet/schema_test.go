package parquet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	parquetfile "github.com/apache/arrow/go/v17/parquet/file"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// TestSchemaNodes checks what strict readers ask of a file's schema: a required root, nullable columns as
// the field dictionary says, lists of required items.
func TestSchemaNodes(t *testing.T) {
	artifacts, err := Write(exporttest.Small())
	if err != nil {
		t.Fatal(err)
	}
	lists := 0
	for _, a := range artifacts {
		reader, err := parquetfile.NewParquetReader(bytes.NewReader(a.Data))
		if err != nil {
			t.Fatal(err)
		}
		root := reader.MetaData().Schema.Root()
		if root.RepetitionType() != parquet.Repetitions.Required {
			t.Errorf("%s: the root of the schema is %s, want REQUIRED", a.Table, root.RepetitionType())
		}
		s, _ := schemas.Lookup(a.Table)
		for i, c := range s.Columns {
			want := parquet.Repetitions.Required
			if c.Nullable {
				want = parquet.Repetitions.Optional
			}
			if got := root.Field(i).RepetitionType(); got != want || root.Field(i).Name() != c.Name {
				t.Errorf("%s: column %d is %s %s, want %s %s", a.Table, i, got, root.Field(i).Name(), want, c.Name)
			}
			if c.Type != schemas.List {
				continue
			}
			lists++
			leaf := reader.MetaData().Schema.Column(reader.MetaData().Schema.ColumnIndexByName(c.Name + ".list.element"))
			if leaf == nil || leaf.SchemaNode().RepetitionType() != parquet.Repetitions.Required {
				t.Errorf("%s.%s: its items are not REQUIRED", a.Table, c.Name)
			}
		}
	}
	if lists == 0 {
		t.Error("no list was checked")
	}
}

// TestColumnRefuses checks that a value which its column cannot hold is refused.
func TestColumnRefuses(t *testing.T) {
	tests := []struct {
		column column
		value  any
		want   string
	}{
		{column{kind: schemas.String}, nil, "not nullable"},
		{column{kind: schemas.String}, 1, "expected"},
		{column{kind: schemas.Integer}, "1", "expected"},
		{column{kind: schemas.Integer}, 1 << 31, "32 bits"},
		{column{kind: schemas.Number}, 1, "expected"},
		{column{kind: schemas.Boolean}, "true", "expected"},
		{column{kind: schemas.List}, "a", "list"},
		{column{kind: schemas.String}, dataset.List{"a"}, "expected"},
	}
	for _, tt := range tests {
		if err := tt.column.add(tt.value); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v in a column of the type %s: error %v, want one about %q", tt.value, tt.column.kind, err, tt.want)
		}
	}
}
