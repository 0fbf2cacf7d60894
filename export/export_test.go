package export_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/verify"
)

func build(t *testing.T, formats ...string) []artifact.Artifact {
	t.Helper()
	raw, d := exporttest.Texts(t)
	artifacts, err := export.Build(raw, d, formats)
	if err != nil {
		t.Fatal(err)
	}
	return artifacts
}

var made []artifact.Artifact

// everything returns a build with all formats, which tests share and must not change.
func everything(t *testing.T) []artifact.Artifact {
	t.Helper()
	if made == nil {
		made = build(t)
	}
	return made
}

func paths(artifacts []artifact.Artifact) []string {
	var found []string
	for _, a := range artifacts {
		found = append(found, a.Path)
	}
	return found
}

// One processor and two take turns; every byte of every file is the same, in the same order.
func TestSameBytesOnAnyNumberOfProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	first := everything(t)
	runtime.GOMAXPROCS(2)
	second := build(t)
	if a, b := paths(first), paths(second); !slices.Equal(a, b) {
		t.Fatalf("two builds hold other files, or in another order:\n%q\n%q", a, b)
	}
	for i, a := range first {
		if !bytes.Equal(a.Data, second[i].Data) {
			t.Errorf("%s: two builds differ at byte %d of %d", a.Path, differAt(a.Data, second[i].Data), len(a.Data))
		}
		second[i].Data = nil
		if a.Path != second[i].Path || a.Format != second[i].Format || a.Rows != second[i].Rows || a.Title != second[i].Title {
			t.Errorf("%s: two builds say %+v and %+v", a.Path, a, second[i])
		}
	}
}

func differAt(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func TestEveryArtifactIsDescribed(t *testing.T) {
	_, d := exporttest.Texts(t)
	artifacts := everything(t)
	seen := map[string]bool{}
	for _, a := range artifacts {
		if !fs.ValidPath(a.Path) || strings.ContainsAny(a.Path, `\: `) || seen[strings.ToLower(a.Path)] {
			t.Errorf("%q is no path of its own", a.Path)
		}
		seen[strings.ToLower(a.Path)] = true
		if a.Format == "" || a.MediaType == "" || a.Title == "" || len(a.Data) == 0 {
			t.Errorf("%s: format %q, media type %q, title %q, %d bytes; expected all of them", a.Path, a.Format, a.MediaType, a.Title, len(a.Data))
		}
		if table, ok := d.Table(a.Table); a.Table != "" && (!ok || (a.Rows != 0 && a.Rows != table.Len())) {
			t.Errorf("%s: %d rows of %q, which has %d", a.Path, a.Rows, a.Table, table.Len())
		}
	}
	last := paths(artifacts)[len(artifacts)-2:]
	if !slices.Equal(last, []string{manifest.File, manifest.Sums}) {
		t.Errorf("the last files are %q; expected manifest and checksums, which speak of the others", last)
	}
	m, err := manifest.Parse(artifacts[len(artifacts)-2].Data)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Files) != len(artifacts)-2 {
		t.Errorf("the manifest lists %d files; expected %d", len(m.Files), len(artifacts)-2)
	}
	if m.Tool != export.Tool || m.Dataset.Version != d.Info.Version {
		t.Errorf("the manifest names %+v and version %s", m.Tool, m.Dataset.Version)
	}
}

func TestOnlyTheFormatsWanted(t *testing.T) {
	pages := []string{"README.md", "data-dictionary.md", "quality-report.md", "manifest.json", "SHA256SUMS"}
	for _, formats := range [][]string{{"csv"}, {"json"}, {"parquet"}, {"csv", "json"}} {
		artifacts := build(t, formats...)
		found := paths(artifacts)
		for _, page := range pages {
			if !slices.Contains(found, page) {
				t.Errorf("%v: %s is missing", formats, page)
			}
		}
		held := map[string]bool{}
		for _, path := range found {
			if folder, _, nested := strings.Cut(path, "/"); nested {
				held[folder] = true
				if folder != "source" && !slices.Contains(formats, folder) {
					t.Errorf("%v: %s is there", formats, path)
				}
			}
		}
		if len(held) != len(formats)+1 || !held["source"] {
			t.Errorf("%v: the folders are %v", formats, held)
		}
		result, err := verify.Check(exporttest.Tree(artifacts))
		if err != nil || len(result.Problems) > 0 {
			t.Errorf("%v: the release is not sound: %v\n%v", formats, err, result.Problems)
		}
	}
}

// A build leaves out what only a web server needs, unless it is named; the files that hold the data are the same with it.
func TestWhatOnlyAWebServerNeeds(t *testing.T) {
	var all []string
	for _, f := range export.Formats() {
		all = append(all, f[0])
	}
	served := map[string][]byte{}
	for _, a := range build(t, all...) {
		served[a.Path] = a.Data
	}
	for _, path := range []string{"jsonld/fwci-2210.ttl", "jsonld/dataset.ttl", "jsonld/source-lines.jsonld", "resource/band/entry.ttl", "resource/band/entry.jsonld"} {
		if served[path] == nil {
			t.Errorf("a release for a web server has no %s", path)
		}
	}
	held := regexp.MustCompile(`^(csv|json|parquet|excel|sssom|case)/|^jsonld/(fwci|crosswalk|vocabulary)`)
	for _, a := range everything(t) {
		if a.Format == "turtle" || a.Format == "resource" || strings.HasSuffix(a.Path, ".ttl") {
			t.Errorf("a release for download has %s", a.Path)
		}
		if held.MatchString(a.Path) && !bytes.Equal(a.Data, served[a.Path]) {
			t.Errorf("%s is not as in the release for a web server", a.Path)
		}
	}
}

// The release of this repository keeps below the size that its contract allows: 25 MB with NICE and DCWF.
func TestReleaseSize(t *testing.T) {
	const most = 25_000_000
	bytes := int64(0)
	err := filepath.WalkDir(filepath.Join("..", "out"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	if err != nil || bytes >= most || bytes < most/2 {
		t.Errorf("the files of out/ have %d bytes (%v); expected less than %d", bytes, err, most)
	}
}

func TestUnknownFormats(t *testing.T) {
	raw, d := exporttest.Texts(t)
	for _, formats := range [][]string{{"pdf"}, {"csv", "pdf"}, {"CSV"}, {""}} {
		artifacts, err := export.Build(raw, d, formats)
		if err == nil || len(artifacts) > 0 {
			t.Errorf("%q: %d artifacts, error %v; expected an error", formats, len(artifacts), err)
			continue
		}
		for _, f := range export.Formats() {
			if !strings.Contains(err.Error(), f[0]) {
				t.Errorf("%q: the error does not name the format %s: %v", formats, f[0], err)
			}
		}
	}
	for _, f := range export.Formats() {
		if f[0] == "" || f[1] == "" {
			t.Errorf("the format %q has no name or no explanation", f)
		}
	}
}

// A build changes neither the sources nor the dataset it is given.
func TestBuildOfTheSmallDataset(t *testing.T) {
	raw, _ := exporttest.Texts(t)
	empty := *raw
	empty.Inputs, empty.Appraisal = nil, nil
	d := exporttest.Small()
	artifacts, err := export.Build(&empty, d, []string{"csv", "json", "parquet"})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range exporttest.Small().Tables() {
		var rows [][]any
		after, _ := d.Table(table.Name)
		for i := range after.Len() {
			rows = append(rows, after.Values(i))
		}
		for _, difference := range exporttest.Differences(exporttest.Small(), table.Name, rows) {
			t.Errorf("the build changed the dataset: %s", difference)
		}
	}
	if !slices.Contains(paths(artifacts), "json/bands.json") {
		t.Errorf("the artifacts are %q", paths(artifacts))
	}
}
