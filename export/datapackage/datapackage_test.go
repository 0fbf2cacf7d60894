package datapackage

import (
	"bytes"
	"crypto/sha256"
	stdcsv "encoding/csv"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/xeipuuv/gojsonschema"
)

func build(t testing.TB) (*dataset.Dataset, []artifact.Artifact) {
	t.Helper()
	_, real := exporttest.Real(t)
	d := exporttest.Copy(real)
	return d, files(t, d)
}

// files writes the tables with the standard library.
func files(t testing.TB, d *dataset.Dataset) []artifact.Artifact {
	t.Helper()
	var artifacts []artifact.Artifact
	for _, table := range d.Tables() {
		var b bytes.Buffer
		w := stdcsv.NewWriter(&b)
		rows := [][]string{table.Columns}
		for i := range table.Len() {
			var cells []string
			for _, value := range table.Values(i) {
				cells = append(cells, dataset.Text(value))
			}
			rows = append(rows, cells)
		}
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		artifacts = append(artifacts, artifact.Artifact{Path: "csv/" + table.Name + ".csv", Format: "csv", Table: table.Name, Rows: table.Len(), Data: b.Bytes()})
	}
	return append(artifacts, artifact.Artifact{Path: "x.json", Format: "json", Table: "bands", Data: []byte("[]")})
}

// expectation is what the official profile asks of the members that a release uses, in our own words.
const expectation = `{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
 "required": ["$schema", "name", "id", "version", "created", "licenses", "sources", "contributors", "keywords", "resources"],
 "properties": {
  "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
  "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
  "created": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
  "licenses": {"type": "array", "minItems": 1}, "sources": {"type": "array", "minItems": 1}, "contributors": {"type": "array", "minItems": 1},
  "resources": {"type": "array", "minItems": 29, "items": {"type": "object",
   "required": ["name", "type", "path", "bytes", "hash", "schema", "dialect"],
   "properties": {"type": {"const": "table"}, "path": {"pattern": "^csv/[a-z_]+\\.csv$"}, "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
    "schema": {"required": ["fields", "primaryKey", "missingValues"], "properties": {"missingValues": {"const": [""]},
     "fields": {"minItems": 2, "items": {"required": ["name", "type", "title", "description", "rdfType"], "properties": {"type": {"enum": ["string", "integer", "boolean", "number"]}}}},
     "foreignKeys": {"minItems": 1, "items": {"required": ["fields", "reference"]}}}}}}}}}`

func read(t testing.TB, d *dataset.Dataset, files []artifact.Artifact) (descriptor, []byte) {
	t.Helper()
	written, err := Write(d, files)
	if err != nil {
		t.Fatal(err)
	}
	var p descriptor
	dec := json.NewDecoder(bytes.NewReader(written[0].Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return p, written[0].Data
}

func TestPackageIsAsExpected(t *testing.T) {
	d, files := build(t)
	_, data := read(t, d, files)
	check := func(data []byte) []gojsonschema.ResultError {
		result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(expectation), gojsonschema.NewBytesLoader(data))
		if err != nil {
			t.Fatal(err)
		}
		return result.Errors()
	}
	if errors := check(data); len(errors) > 0 {
		t.Error(errors)
	}
	for _, change := range [][2]string{{`"version"`, `"vers"`}, {`"type":"table"`, `"type":"json"`}, {`sha256:`, `md5:`}, {`profiles/2.0/datapackage`, `profiles/1.0/datapackage`}} {
		broken := bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)
		if len(check(broken)) == 0 {
			t.Errorf("%s in place of %s is accepted", change[1], change[0])
		}
	}
}

func TestFilesAreAsDescribed(t *testing.T) {
	d, files := build(t)
	p, _ := read(t, d, files)
	if len(p.Resources) != len(schemas.Present(d.Has)) {
		t.Fatalf("%d resources, want one for each of the %d tables", len(p.Resources), len(schemas.Present(d.Has)))
	}
	for i, r := range p.Resources {
		sum := sha256.Sum256(files[i].Data)
		if r.Path != files[i].Path || r.Bytes != len(files[i].Data) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Rows != files[i].Rows {
			t.Errorf("%s is described wrongly: %+v", files[i].Path, r)
		}
		if problems := violations(t, r, files[i].Data); len(problems) > 0 {
			t.Errorf("%s: %v", r.Path, problems[:min(3, len(problems))])
		}
	}
}

// violations reads a file by its description alone, as a stranger would.
func violations(t *testing.T, r resource, data []byte) (problems []string) {
	t.Helper()
	rows, err := stdcsv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for n, row := range rows[1:] {
		var key []string
		for c, f := range r.Table.Fields {
			if rows[0][c] != f.Name {
				problems = append(problems, "header "+rows[0][c])
			}
			if slices.Contains(r.Table.PrimaryKey, f.Name) {
				key = append(key, row[c])
			}
			if p := violation(f, row[c]); p != "" {
				problems = append(problems, strconv.Itoa(n+2)+" "+f.Name+": "+p)
			}
		}
		if keys[strings.Join(key, "|")] {
			problems = append(problems, "key twice")
		}
		keys[strings.Join(key, "|")] = true
	}
	return problems
}

func violation(f field, cell string) string {
	c := f.Constraints
	if c == nil {
		c = &constraints{}
	}
	if cell == "" {
		if c.Required {
			return "missing"
		}
		return ""
	}
	number, err := strconv.ParseFloat(cell, 64)
	switch {
	case (f.Type == "integer" || f.Type == "number") && err != nil:
		return "no number"
	case f.Type == "boolean" && cell != "true" && cell != "false":
		return "no boolean"
	case c.Enum != nil && !slices.Contains(c.Enum, cell):
		return "not allowed: " + cell
	case c.Pattern != "" && !regexp.MustCompile(c.Pattern).MatchString(cell):
		return "no match: " + cell
	case c.Minimum != nil && number < *c.Minimum, c.Maximum != nil && number > *c.Maximum:
		return "out of range"
	}
	return ""
}

func TestForeignKeysHold(t *testing.T) {
	d, files := build(t)
	p, _ := read(t, d, files)
	count := 0
	for _, r := range p.Resources {
		table, _ := d.Table(r.Name)
		for _, k := range r.Table.ForeignKeys {
			count++
			to := k.Reference.Resource
			if to == "" {
				to = r.Name
			}
			target, _ := d.Table(to)
			there := map[string]bool{}
			for i := range target.Len() {
				there[target.Key(i, k.Reference.Fields)] = true
			}
			for i := range table.Len() {
				if key := table.Key(i, k.Fields); key != "" && !there[key] {
					t.Errorf("%s: %s is no row of %s", r.Name, key, to)
				}
			}
		}
	}
	declared := 0
	for _, table := range schemas.Tables() {
		declared += len(table.ForeignKeys)
	}
	if count != declared-3 {
		t.Errorf("%d foreign keys, want the %d that are declared except for the three of competency_band_notes that its wider key implies", count, declared)
	}
}

func TestListIsAString(t *testing.T) {
	d, files := build(t)
	p, _ := read(t, d, files)
	for _, r := range p.Resources {
		for _, f := range r.Table.Fields {
			if r.Name == "esco_skills" && f.Name == "tags" {
				if f.Type != "string" || f.Constraints != nil || !strings.Contains(f.Description, "joined with |") {
					t.Errorf("tags is %+v", f)
				}
				return
			}
		}
	}
	t.Error("no column esco_skills.tags")
}

func TestWriteRefuses(t *testing.T) {
	d := &dataset.Dataset{}
	file := func(table string) artifact.Artifact { return artifact.Artifact{Format: "csv", Table: table} }
	for name, files := range map[string][]artifact.Artifact{
		"no file": nil, "unknown table": {file("nothing")}, "twice": {file("bands"), file("bands")}, "reference to nowhere": {file("scopes")},
	} {
		if _, err := Write(d, files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	d, files := build(t)
	_, first := read(t, d, files)
	for _, n := range []int{1, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		if _, again := read(t, d, files); !bytes.Equal(first, again) {
			t.Fatal("two runs differ")
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d, files := build(b)
	for b.Loop() {
		if _, err := Write(d, files); err != nil {
			b.Fatal(err)
		}
	}
}
