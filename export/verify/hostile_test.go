package verify_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/manifest"
)

// A damaged file alone is named, and the descriptions that give its size and checksum.
func TestNoOtherFileIsNamed(t *testing.T) {
	cases := map[string]func(testing.TB, fstest.MapFS){
		"json/tasks.json":      replace("json/tasks.json", "Designs networks.", "Draws networks."),
		"csv/tasks.csv":        replace("csv/tasks.csv", "Designs networks.", "Draws networks."),
		"jsonld/fwci-2210.ttl": replace("jsonld/fwci-2210.ttl", "Designs networks.", "Draws networks."),
		"dcat-us.json":         replace("dcat-us.json", "A dataset for tests.", "A dataset."),
		"schema-org.jsonld":    replace("schema-org.jsonld", "A dataset for tests.", "A dataset."),
		"datapackage.json":     replace("datapackage.json", "A dataset for tests.", "A dataset."),
		"manifest.json":        remanifest(func(m *manifest.Manifest) { m.Dataset.Base = "https://example.org/other/" }),
		database:               run("UPDATE dataset_facts SET value = 'Large data' WHERE fact = 'title'"),
		workbook:               in("xl/sharedStrings.xml", "<t>Advising;</t>", "<t>Advertising;</t>"),
	}
	for _, path := range some(t, cases) {
		files := whole(t)
		cases[path](t, files)
		problems := check(t, files)
		if !named(problems, path, "equal", "") {
			t.Errorf("%s is not named:\n%v", path, problems)
		}
		for _, p := range problems {
			figure := strings.Contains(p.Message, "["+path+"]") || strings.Contains(p.Message, "/"+path+"]") || strings.HasPrefix(p.Message, "resources[tasks].")
			if p.Path != path && !figure {
				t.Errorf("%s is damaged; the problem is %v", path, p)
			}
		}
	}
}

// What cannot be read at all is a problem of its file, whatever it holds.
func TestHostileFilesAreNamed(t *testing.T) {
	paths := []string{
		workbook, database, "csv/tasks.csv", "parquet/tasks.parquet", "jsonld/fwci-2210.jsonld", "jsonld/crosswalk.ttl", "sssom/title-profile.sssom.tsv",
		"case/small.json", "csv/bands.csv-metadata.json", "datapackage.json", "dcat-us.json", "schema-org.jsonld",
	}
	deep := strings.Repeat("[", 20_000)
	cases := map[string]func([]byte) []byte{
		"empty":    func([]byte) []byte { return nil },
		"cut off":  func(data []byte) []byte { return data[:len(data)/2] },
		"zeros":    func(data []byte) []byte { return make([]byte, len(data)) },
		"deep":     func([]byte) []byte { return []byte(`{"@context":` + deep) },
		"elements": func([]byte) []byte { return []byte(strings.Repeat("<a>", 10_000)) },
		"one line": func(data []byte) []byte { return bytes.Repeat([]byte("x"), 1<<20) },
		"middle": func(data []byte) []byte {
			return slices.Concat(data[:len(data)/3], []byte("\x00\xff\"\\<"), data[len(data)/3:])
		},
	}
	for _, name := range some(t, cases) {
		hostile, files := cases[name], whole(t)
		for _, path := range paths {
			files[path].Data = hostile(files[path].Data)
		}
		reseal(t, files)
		problems := check(t, files)
		for _, path := range paths {
			if !named(problems, path, "equal", "") {
				t.Errorf("%s: %s is not named:\n%v", name, path, problems)
			}
		}
	}
}
