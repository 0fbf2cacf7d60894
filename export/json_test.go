package export_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	jsonformat "github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/validation"
)

func jsonWrite(t *testing.T, d *dataset.Dataset) map[string][]byte {
	t.Helper()
	artifacts, err := jsonformat.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, a := range artifacts {
		table, _ := d.Table(a.Table)
		if a.Path != jsonformat.Path(a.Table) || a.Format != "json" || a.MediaType != "application/json" || a.Rows != table.Len() {
			t.Errorf("the artifact of %s says path %q, format %q, media type %q, %d rows; the table has %d", a.Table, a.Path, a.Format, a.MediaType, a.Rows, table.Len())
		}
		files[a.Table] = a.Data
	}
	return files
}

func TestRecordsReadBack(t *testing.T) {
	_, real := exporttest.Texts(t)
	for name, d := range map[string]*dataset.Dataset{"real": real, "small": exporttest.SmallFrameworks(), "empty": {}} {
		files := jsonWrite(t, d)
		var read dataset.Dataset
		for _, s := range schemas.Present(d.Has) {
			target, _ := read.Records(s.Name)
			decoder := json.NewDecoder(bytes.NewReader(files[s.Name]))
			decoder.DisallowUnknownFields()
			if err := decoder.Decode(target); err != nil {
				t.Errorf("%s dataset, %s: %v", name, s.Name, err)
				continue
			}
			want, _ := d.Table(s.Name)
			got, _ := read.Table(s.Name)
			if got.Len() != want.Len() {
				t.Errorf("%s dataset, %s: %d records; expected %d", name, s.Name, got.Len(), want.Len())
				continue
			}
			for i := range want.Len() {
				a, b := got.Values(i), want.Values(i)
				for c := range a {
					if !reflect.DeepEqual(a[c], b[c]) {
						t.Fatalf("%s dataset, %s record %d, %s: %#v; expected %#v", name, s.Name, i+1, want.Columns[c], a[c], b[c])
					}
				}
			}
		}
	}
}

func TestMembersStandInTheOrderOfTheColumns(t *testing.T) {
	for table, data := range jsonWrite(t, exporttest.Small()) {
		s, _ := schemas.Lookup(table)
		var want []string
		for _, c := range s.Columns {
			want = append(want, c.Name)
		}
		lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		if lines[0] != "[" || lines[len(lines)-1] != "]" {
			t.Errorf("%s.json does not begin and end with a bracket on a line of its own:\n%s", table, data)
			continue
		}
		for _, line := range lines[1 : len(lines)-1] {
			if got := members(t, strings.TrimSuffix(line, ",")); !slices.Equal(got, want) {
				t.Errorf("%s.json: the members of %s are %q; expected %q, nulls included", table, line, got, want)
			}
		}
	}
}

func members(t *testing.T, line string) []string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(line))
	if _, err := decoder.Token(); err != nil {
		t.Fatalf("%s is no record: %v", line, err)
	}
	var names []string
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name.(string))
		var value any
		if err := decoder.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

func TestJSONKnownBytes(t *testing.T) {
	small := jsonWrite(t, exporttest.Small())
	if got := string(jsonWrite(t, &dataset.Dataset{})["bands"]); got != "[\n]\n" {
		t.Errorf("an empty table is %q", got)
	}
	if got, want := string(small["scopes"]), "[\n{\"scope_id\":\"all\",\"name\":\"All\",\"cluster_id\":null},\n{\"scope_id\":\"operations\",\"name\":\"Operations\",\"cluster_id\":\"operations\"}\n]\n"; got != want {
		t.Errorf("scopes.json is\n%s\nexpected\n%s", got, want)
	}
	for _, want := range []string{`"tags":["digital","digComp"]`, `"tags":null`, `<script>`, `&amp;`} {
		if !strings.Contains(string(small["esco_skills"]), want) {
			t.Errorf("esco_skills.json does not have %s as it is:\n%s", want, small["esco_skills"])
		}
	}
}

func TestRecordsKeepTheirSchemas(t *testing.T) {
	for table, data := range jsonWrite(t, exporttest.Small()) {
		for _, v := range validation.Records(table, data, func(int) string { return "" }) {
			t.Error(v)
		}
	}
}
