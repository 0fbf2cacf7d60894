package verify_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/verify"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A family is files of a release of one kind, and the damages that they are given. The release holds JSON and
// the formats that the family needs, for speed.
type family struct {
	files   string // a pattern of paths
	formats []string
	damages []damage
	dataset func() *dataset.Dataset // what the release is of; nil is traceable
}

// A damage changes the bytes of a file. It returns the same bytes where it finds nothing to change.
type damage struct {
	name   string
	change func(r *rand.Rand, data []byte) []byte
}

// anywhere are damages to a byte or two, wherever they are.
var anywhere = []damage{
	{"a bit flipped", func(r *rand.Rand, data []byte) []byte { data[r.IntN(len(data))] ^= 1 << r.IntN(8); return data }},
	{"a byte more", func(r *rand.Rand, data []byte) []byte { return slices.Insert(data, r.IntN(len(data)+1), 'x') }},
	{"a byte less", func(r *rand.Rand, data []byte) []byte {
		at := r.IntN(len(data))
		return slices.Delete(data, at, at+1)
	}},
	{"the end cut off", func(r *rand.Rand, data []byte) []byte { return data[:len(data)-1-r.IntN(min(20, len(data)-1))] }},
	{"emptied", func(*rand.Rand, []byte) []byte { return nil }},
}

// letters changes a letter or digit into another, so that text stays text.
var letters = damage{"a letter changed", func(r *rand.Rand, data []byte) []byte {
	for range 10_000 {
		if at := r.IntN(len(data)); data[at] >= 'a' && data[at] < 'z' || data[at] >= '0' && data[at] < '9' {
			data[at]++
			return data
		}
	}
	return data
}}

// swapped puts two lines into each other's place.
var swapped = damage{"two lines swapped", func(r *rand.Rand, data []byte) []byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	if len(lines) < 4 {
		return data
	}
	at := 1 + r.IntN(len(lines)-3)
	lines[at], lines[at+1] = lines[at+1], lines[at]
	return bytes.Join(lines, nil)
}}

// windows gives a file the line ends of Windows.
var windows = damage{"CR LF", func(_ *rand.Rand, data []byte) []byte {
	return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
}}

// footer changes a letter of a Parquet file's footer, which holds statistics and metadata.
var footer = damage{"a letter of the footer", func(r *rand.Rand, data []byte) []byte {
	tail := len(data) - 8
	start := tail - int(binary.LittleEndian.Uint32(data[tail:]))
	for range 10_000 {
		if at := start + r.IntN(tail-start); data[at] >= 'a' && data[at] < 'z' {
			data[at]++
			return data
		}
	}
	return data
}}

// statistic changes the largest and the smallest value that the footer gives of a column of texts.
var statistic = damage{"a bound of a column", func(_ *rand.Rand, data []byte) []byte {
	tail := len(data) - 8
	start := tail - int(binary.LittleEndian.Uint32(data[tail:]))
	for _, word := range []string{"senior", "entry", "handbook", "accessibility", "operations", "hardware", "networks"} {
		if at := bytes.LastIndex(data[start:tail], []byte(word)); at >= 0 {
			data[start+at]++
			return data
		}
	}
	return data
}}

// part changes the first match of a pattern in a part of the workbook, which is packed again.
func part(t testing.TB, name, part, pattern, new string) damage {
	return damage{name, func(_ *rand.Rand, data []byte) []byte {
		files := fstest.MapFS{workbook: {Data: data}, manifest.File: {Data: []byte("{}")}}
		in(part, pattern, new)(t, files)
		return files[workbook].Data
	}}
}

// sheet changes the first match of a pattern in the part of a sheet.
func sheet(t testing.TB, name, of, pattern, new string) damage {
	return damage{name, func(r *rand.Rand, data []byte) []byte {
		at := sheetPart(t, fstest.MapFS{workbook: {Data: data}}, of)
		return part(t, name, at, pattern, new).change(r, data)
	}}
}

// statement runs a statement on the database.
func statement(t testing.TB, sql string) damage {
	return damage{sql, func(_ *rand.Rand, data []byte) []byte {
		files := fstest.MapFS{database: {Data: data}, manifest.File: {Data: []byte("{}")}}
		run(sql)(t, files)
		return files[database].Data
	}}
}

func families(t testing.TB) map[string]family {
	text := append([]damage{letters, swapped, windows}, anywhere...)
	all := map[string]family{
		"csv":     {files: `^csv/.*\.csv$`, formats: []string{"csv", "parquet"}, damages: text},
		"json":    {files: `^json/`, formats: []string{"csv", "parquet"}, damages: text},
		"parquet": {files: `^parquet/`, formats: []string{"csv", "parquet"}, damages: append([]damage{footer, statistic}, anywhere...)},
		"excel": {files: `^excel/`, formats: []string{"excel"}, damages: append([]damage{
			sheet(t, "style of a cell", "bands", ` s="[0-9]+" t="s"`, ` s="1" t="s"`),
			part(t, "a style", "xl/styles.xml", `<b val="1"></b>`, `<i val="1"></i>`),
			part(t, "a sheet hidden", "xl/workbook.xml", `name="bands"`, `name="bands" state="hidden"`),
			sheet(t, "a column hidden", "bands", `<col `, `<col hidden="1" `),
			part(t, "a property", "docProps/core.xml", `</`, ` </`),
		}, anywhere...)},
		"sqlite": {files: `^sqlite/`, formats: []string{"sqlite"}, damages: append([]damage{
			statement(t, "DROP INDEX crosswalk_competency_skill_by_skill_uri"),
			statement(t, "CREATE INDEX other ON bands (name)"),
			statement(t, "INSERT INTO search (search, rowid, table_name, record_key, name, aliases, body) VALUES ('delete', 2, '', '', 'Accessibility', '', '')"),
			statement(t, "PRAGMA user_version = 7"),
			statement(t, "VACUUM"),
		}, anywhere...)},
		"jsonld":             {files: `^jsonld/.*\.jsonld$`, formats: []string{"jsonld"}, damages: text},
		"ttl":                {files: `^jsonld/.*\.ttl$`, formats: []string{"jsonld", "turtle"}, damages: text},
		"things":             {files: `^resource/`, formats: []string{"jsonld", "resource"}, damages: text},
		"signposts":          {files: `^(w3id/|sitemap|robots)`, formats: []string{"site", "signpost"}, damages: text},
		"front pages":        {files: `^(index|404)\.html$`, formats: []string{"site"}, damages: append([]damage{letters}, anywhere...)},
		"frameworks csv":     {files: `^csv/(nice|dcwf)_.*\.csv$`, formats: []string{"csv"}, damages: text, dataset: exporttest.SmallFrameworks},
		"frameworks parquet": {files: `^parquet/(nice|dcwf)_`, formats: []string{"parquet"}, damages: append([]damage{footer}, anywhere...), dataset: exporttest.SmallFrameworks},
		"frameworks sqlite": {files: `^sqlite/`, formats: []string{"sqlite"}, damages: []damage{
			statement(t, "UPDATE nice_statements SET statement = 'Other' WHERE nice_statement_id = 'K0001'"),
			statement(t, "DELETE FROM nice_area_statements"),
			statement(t, "UPDATE dcwf_elements SET name = 'Other'"),
		}, dataset: exporttest.SmallFrameworks},
		"frameworks excel": {files: `^excel/`, formats: []string{"excel"}, damages: []damage{
			sheet(t, "a sheet of a framework", "nice_statements", ` s="[0-9]+" t="s"`, ` s="1" t="s"`),
			part(t, "a sheet of a framework hidden", "xl/workbook.xml", `name="dcwf_statements"`, `name="dcwf_statements" state="hidden"`),
		}, dataset: exporttest.SmallFrameworks},
		"frameworks pages":  {files: `^site/(nice|dcwf|role)/.*\.html$`, formats: []string{"site"}, damages: text, dataset: exporttest.SmallFrameworks},
		"sssom":             {files: `^sssom/`, formats: []string{"sssom"}, damages: text},
		"case":              {files: `^case/`, formats: []string{"case"}, damages: append([]damage{letters}, anywhere...)},
		"site html":         {files: `^site/.*\.html$`, formats: []string{"site"}, damages: text},
		"site scripts":      {files: `^site/.*\.js$`, formats: []string{"site"}, damages: text},
		"site styles":       {files: `^site/.*\.(css|svg|bib|ris)$`, formats: []string{"site"}, damages: append([]damage{letters}, anywhere...)},
		"README":            {files: `^README\.md$`, formats: nil, damages: text},
		"CHANGELOG":         {files: `^CHANGELOG\.md$`, formats: nil, damages: text},
		"crosswalk quality": {files: `^crosswalk-quality\.md$`, formats: nil, damages: text},
		"quality report":    {files: `^quality-report\.md$`, formats: nil, damages: text},
		"dictionary":        {files: `^data-dictionary\.md$`, formats: nil, damages: text},
		"datapackage":       {files: `^datapackage\.json$`, formats: []string{"csv", "datapackage"}, damages: text},
		"csvw":              {files: `^csv/.*-metadata\.json$`, formats: []string{"csv", "csvw"}, damages: append([]damage{letters}, anywhere...)},
		"dcat":              {files: `^dcat-us\.json$`, formats: []string{"dcat"}, damages: text},
		"schema.org":        {files: `^schema-org\.jsonld$`, formats: []string{"dcat"}, damages: text},
		"inputs":            {files: `^source/`, formats: nil, damages: text},
		"manifest":          {files: `^manifest\.json$`, formats: []string{"csv"}, damages: text},
	}
	for name, f := range all {
		if f.dataset == nil {
			f.dataset = traceable
			all[name] = f
		}
	}
	return all
}

// damagesOfEach is how many single damages each family is given: more than 25 families make 300 and more.
const damagesOfEach = 14

// Every single damage is found and its file named, though all checksums were made again after it.
func TestSingleDamages(t *testing.T) {
	times := damagesOfEach
	if testing.Short() {
		times = 2
	}
	var lock sync.Mutex
	found := 0
	t.Run("families", func(t *testing.T) {
		all := families(t)
		for n, name := range slices.Sorted(maps.Keys(all)) {
			f := all[name]
			release := build(t, f.dataset(), append([]string{"json"}, f.formats...)...)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(2210, uint64(n)))
				for i := range times {
					f.damage(t, r, release, f.damages[i%len(f.damages)])
				}
				lock.Lock()
				defer lock.Unlock()
				found += times
			})
		}
	})
	if testing.Short() {
		t.Run("other damages", func(t *testing.T) { t.Skip("left to make whole: twelve of fourteen damages of each format") })
	} else if found < 300 {
		t.Errorf("%d damages; expected 300", found)
	}
}

// damage damages one file of a release and fails where that is not found, or where the file is not named.
func (f family) damage(t *testing.T, r *rand.Rand, release fstest.MapFS, d damage) {
	t.Helper()
	pattern := regexp.MustCompile(f.files)
	paths := slices.DeleteFunc(slices.Sorted(maps.Keys(release)), func(path string) bool { return !pattern.MatchString(path) })
	if len(paths) == 0 {
		t.Fatalf("no file is %s", f.files)
	}
	for range 50 { // until there is something to change
		files := maps.Clone(release)
		name := paths[r.IntN(len(paths))]
		data := d.change(r, bytes.Clone(files[name].Data))
		if bytes.Equal(data, release[name].Data) {
			continue
		}
		files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		if name == manifest.File {
			resum(files)
		} else {
			files[manifest.File] = &fstest.MapFile{Data: release[manifest.File].Data, Mode: 0o644}
			reseal(t, files)
		}
		if err := finds(files, name); err != nil {
			t.Errorf("%s: %s: %v", name, d.name, err)
		}
		return
	}
	t.Errorf("%s: nothing to change in %d files", d.name, len(paths))
}

// finds returns an error where a damaged file is not named.
func finds(files fstest.MapFS, name string) error {
	result, err := verify.Check(files)
	if err != nil {
		if strings.Contains(err.Error(), path.Base(name)) {
			return nil
		}
		return fmt.Errorf("the file is not named by %w", err)
	}
	for _, p := range result.Problems {
		if strings.Contains(p.Message, "%!") {
			return fmt.Errorf("the message is badly printed: %s", p.Message)
		}
	}
	if !slices.ContainsFunc(result.Problems, func(p source.Problem) bool { return p.Path == name && p.Rule != "checksum" }) {
		return fmt.Errorf("the file is not named:\n%v", result.Problems)
	}
	return nil
}
