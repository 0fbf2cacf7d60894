package csvw

import (
	"bytes"
	"cmp"
	stdcsv "encoding/csv"
	"encoding/json"
	"path"
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
)

// build makes the dataset of the real sources and its CSV files, written with the standard library.
func build(t testing.TB) (*dataset.Dataset, []artifact.Artifact) {
	t.Helper()
	_, real := exporttest.Texts(t)
	d := exporttest.Copy(real)
	var artifacts []artifact.Artifact
	for _, table := range d.Tables() {
		var b bytes.Buffer
		rows := [][]string{table.Columns}
		for i := range table.Len() {
			var cells []string
			for _, value := range table.Values(i) {
				cells = append(cells, dataset.Text(value))
			}
			rows = append(rows, cells)
		}
		if err := stdcsv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		artifacts = append(artifacts, artifact.Artifact{Path: "csv/" + table.Name + ".csv", Format: "csv", Table: table.Name, Data: b.Bytes()})
	}
	return d, artifacts
}

// read decodes one metadata file, refusing members that the standard does not have.
func read(t testing.TB, a artifact.Artifact) []table {
	t.Helper()
	var g group
	dec := json.NewDecoder(bytes.NewReader(a.Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&g); err != nil {
		t.Fatalf("%s: %v", a.Path, err)
	}
	if g.Context[0] != "http://www.w3.org/ns/csvw" || g.Type != "TableGroup" {
		t.Errorf("%s: context %v, type %s", a.Path, g.Context, g.Type)
	}
	for _, described := range g.Tables {
		for i := range described.Schema.Columns {
			if c := &described.Schema.Columns[i]; c.Datatype == nil { // inherited, or any text
				c.Datatype = cmp.Or(described.Schema.Datatype, &datatype{Base: "string"})
			}
		}
	}
	return g.Tables
}

func TestMetadataStandsBesideEachFile(t *testing.T) {
	d, files := build(t)
	written, err := Write(d, append(files, artifact.Artifact{Path: "bands.json", Format: "json", Table: "bands"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(written) != len(schemas.Present(d.Has)) {
		t.Fatalf("%d files, want %d", len(written), len(schemas.Present(d.Has)))
	}
	for i, a := range written {
		if a.Path != files[i].Path+"-metadata.json" {
			t.Errorf("%s is next to %s", a.Path, files[i].Path)
		}
		tables := read(t, a)
		if tables[0].URL != path.Base(files[i].Path) {
			t.Errorf("%s describes %s first", a.Path, tables[0].URL)
		}
		described, _ := schemas.Lookup(files[i].Table)
		if len(tables[0].Schema.ForeignKeys) != len(described.ForeignKeys) || tables[0].Suppress {
			t.Errorf("%s: %d foreign keys, want %d", a.Path, len(tables[0].Schema.ForeignKeys), len(described.ForeignKeys))
		}
		for _, k := range tables[0].Schema.ForeignKeys {
			to := slices.IndexFunc(tables, func(to table) bool { return to.URL == k.Reference.Resource })
			if to < 0 {
				t.Errorf("%s: a key leads to %s, which is not in the group", a.Path, k.Reference.Resource)
			}
		}
		for _, other := range tables[1:] {
			if problems := referencedProblems(t, other, files); len(problems) > 0 {
				t.Errorf("%s: %v", a.Path, problems)
			}
		}
		if problems := violations(t, tables[0], files[i].Data); len(problems) > 0 {
			t.Errorf("%s: %v", a.Path, problems[:min(3, len(problems))])
		}
	}
}

// referencedProblems compares the columns of a table that a key leads to with the header of its file.
func referencedProblems(t *testing.T, described table, files []artifact.Artifact) (problems []string) {
	t.Helper()
	i := slices.IndexFunc(files, func(a artifact.Artifact) bool { return path.Base(a.Path) == described.URL })
	if i < 0 {
		return []string{"there is no " + described.URL}
	}
	header, err := stdcsv.NewReader(bytes.NewReader(files[i].Data)).Read()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range described.Schema.Columns {
		names = append(names, c.Name)
	}
	if !slices.Equal(names, header) {
		problems = append(problems, "the columns of "+described.URL)
	}
	if !described.Suppress {
		problems = append(problems, described.URL+" is not suppressed")
	}
	return problems
}

// violations reads a file by its metadata alone.
func violations(t *testing.T, table table, data []byte) (problems []string) {
	t.Helper()
	rows, err := stdcsv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows[0]) != len(table.Schema.Columns) {
		return []string{"number of columns"}
	}
	for c, column := range table.Schema.Columns {
		if rows[0][c] != column.Name || rows[0][c] != column.Titles[0] {
			problems = append(problems, "header "+rows[0][c])
		}
		var format *regexp.Regexp
		if column.Datatype.Format != "" {
			format = regexp.MustCompile(column.Datatype.Format)
		}
		for n, row := range rows[1:] {
			items := []string{row[c]}
			if column.Separator != "" {
				items = strings.Split(row[c], column.Separator)
			}
			for _, item := range items {
				if p := violation(column, format, item); p != "" {
					problems = append(problems, strconv.Itoa(n+2)+" "+column.Name+" "+p)
				}
			}
		}
	}
	return problems
}

func violation(c column, format *regexp.Regexp, cell string) string {
	if cell == "" {
		if c.Required {
			return "missing"
		}
		return ""
	}
	number, err := strconv.ParseFloat(cell, 64)
	low, _ := strconv.ParseFloat(c.Datatype.Minimum, 64)
	high, _ := strconv.ParseFloat(c.Datatype.Maximum, 64)
	switch base := c.Datatype.Base; {
	case (base == "integer" || base == "decimal") && err != nil, base == "boolean" && cell != "true" && cell != "false":
		return "not of the type " + base
	case c.Datatype.Minimum != "" && number < low, c.Datatype.Maximum != "" && number > high:
		return "out of range"
	case format != nil && !format.MatchString(cell):
		return "no match: " + cell
	}
	return ""
}

func TestViolationsAreSeen(t *testing.T) {
	d, files := build(t)
	written, err := Write(d, files)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(files, func(a artifact.Artifact) bool { return a.Table == "competency_rankings" })
	rankings := read(t, written[i])[0]
	for _, change := range [][2]string{{"scope_id,", "scope,"}, {"all,", ","}, {",1,", ",one,"}, {",1,", ",0,"}} {
		broken := bytes.Replace(files[i].Data, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(broken, files[i].Data) || len(violations(t, rankings, broken)) == 0 {
			t.Errorf("%q in place of %q is accepted", change[1], change[0])
		}
	}
}

func TestTemplatesAreTheContractsIRIs(t *testing.T) {
	d, files := build(t)
	written, err := Write(d, files)
	if err != nil {
		t.Fatal(err)
	}
	about, value := map[string]string{}, map[string]string{}
	for _, a := range written {
		tab := read(t, a)[0]
		about[tab.URL] = tab.Schema.AboutURL
		for _, c := range tab.Schema.Columns {
			value[tab.URL+" "+c.Name] = c.ValueURL
		}
	}
	for got, want := range map[string]string{
		about["competencies.csv"]:                                "https://w3id.org/fwci/2210/competency/{competency_id}",
		about["esco_skills.csv"]:                                 "{+skill_uri}",
		about["competency_bands.csv"]:                            "",
		value["profiles.csv cluster_id"]:                         "",
		value["profile_tasks.csv task_id"]:                       "https://w3id.org/fwci/2210/task/{task_id}",
		value["crosswalk_profile_occupation.csv occupation_uri"]: "{+occupation_uri}",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	file := func(table string) artifact.Artifact {
		return artifact.Artifact{Path: table + ".csv", Format: "csv", Table: table}
	}
	for name, files := range map[string][]artifact.Artifact{"unknown table": {file("nothing")}, "reference to nowhere": {file("scopes")}} {
		if _, err := Write(&dataset.Dataset{}, files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	d, files := build(t)
	first, err := Write(d, files)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		again, err := Write(d, files)
		if err != nil || !slices.EqualFunc(first, again, func(a, b artifact.Artifact) bool { return bytes.Equal(a.Data, b.Data) }) {
			t.Fatalf("two runs differ: %v", err)
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
