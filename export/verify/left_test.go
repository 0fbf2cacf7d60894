package verify_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/verify"
	"github.com/fwci-open-data/fwci/extract/source"
)

// left is what file managers leave.
var left = []string{".DS_Store", "csv/.DS_Store", "csv/._bands.csv", "csv/Thumbs.db", "desktop.ini", "__MACOSX/csv/._bands.csv", ".Spotlight-V100/store"}

// What the Finder or the Explorer left is set aside with one line; another file is still a problem.
func TestWhatFileManagersLeaveIsSetAside(t *testing.T) {
	files := good(t)
	for _, path := range left {
		files[path] = &fstest.MapFile{Data: []byte("x")}
	}
	result, err := verify.Check(files)
	if err != nil {
		t.Fatal(err)
	}
	const want = "set aside, for a file manager left them and no release has them: .DS_Store, .Spotlight-V100, __MACOSX, csv/.DS_Store, csv/._bands.csv and 2 more"
	if len(result.Problems) > 0 || !slices.Equal(result.Notes, []string{want}) {
		t.Errorf("problems %v, notes %q; expected one note %q", result.Problems, result.Notes, want)
	}
	files["csv/.hidden"] = &fstest.MapFile{Data: []byte("x")}
	if problems := check(t, files); !named(problems, "csv/.hidden", "checksum", "not listed") {
		t.Errorf("another hidden file is not named:\n%v", problems)
	}
}

// A folder with the name of such a file is a folder of somebody: what is in it is named.
func TestAFolderWithSuchANameIsNotSetAside(t *testing.T) {
	files := good(t)
	files[".DS_Store/mine.txt"] = &fstest.MapFile{Data: []byte("x")}
	files["csv/._mine/mine.txt"] = &fstest.MapFile{Data: []byte("x")}
	problems := check(t, files)
	for _, path := range []string{".DS_Store/mine.txt", "csv/._mine/mine.txt"} {
		if !named(problems, path, "checksum", "not listed") {
			t.Errorf("%s is not named:\n%v", path, problems)
		}
	}
}

// A file of such a name that the release lists is a file of the release.
func TestAListedFileIsNotSetAside(t *testing.T) {
	files := good(t)
	files["csv/Thumbs.db"] = &fstest.MapFile{Data: []byte("x")}
	resum(files)
	if problems := check(t, files); !named(problems, "csv/Thumbs.db", "manifest", "not listed in manifest.json") {
		t.Errorf("the file is not named:\n%v", problems)
	}
}

// A zip made by the Finder holds a second tree next to the release.
func TestZipOfTheFinder(t *testing.T) {
	beside := func(w *zip.Writer) {
		for _, name := range []string{"__MACOSX/out/._SHA256SUMS", "__MACOSX/SHA256SUMS", "__MACOSX/out/csv/._bands.csv", "out/.DS_Store"} {
			entryOf(name, nil, []byte("x"))(w)
		}
	}
	files, closer, err := verify.Open(pack(t, "out/", good(t), beside))
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	result, err := verify.Check(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Problems) > 0 || len(result.Notes) != 1 || !strings.Contains(result.Notes[0], ".DS_Store") {
		t.Errorf("problems %v, notes %q; expected a note on .DS_Store", result.Problems, result.Notes)
	}
}

// Windows line ends are reported as such.
func TestWindowsLineEnds(t *testing.T) {
	crlf := func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")) }
	files := good(t)
	files[manifest.Sums].Data = crlf(files[manifest.Sums].Data)
	if _, err := verify.Check(files); err == nil || !strings.Contains(err.Error(), "SHA256SUMS has Windows line ends (CR LF); expected LF") {
		t.Errorf("error %v; expected one about the line ends", err)
	}
	files = good(t)
	files["csv/bands.csv"].Data = crlf(files["csv/bands.csv"].Data)
	if problems := check(t, files); !named(problems, "csv/bands.csv", "checksum", "it has Windows line ends (CR LF) where the published file has LF") {
		t.Errorf("the line ends are not named:\n%v", problems)
	}
}

// A file of each format that holds nothing is reported as empty, with what it should begin with.
func TestEmptyFilesAreToldAsEmpty(t *testing.T) {
	cases := map[string]string{
		"csv/tasks.csv":                    "empty; expected a heading row",
		"json/tasks.json":                  "empty; expected a list of records",
		"parquet/tasks.parquet":            "empty; expected a Parquet file",
		workbook:                           "empty; expected a workbook",
		database:                           "empty; expected an SQLite database",
		"jsonld/fwci-2210.ttl":             "empty; expected its content",
		"sssom/competency-skill.sssom.tsv": "empty; expected its content",
		"case/small.json":                  "empty; expected its content",
		"csv/bands.csv-metadata.json":      "empty; expected its content",
		"datapackage.json":                 "empty; expected its content",
		"README.md":                        "empty; expected its content",
		"source/sources.json":              "empty; expected its content",
	}
	for _, path := range some(t, cases) {
		want, files := cases[path], whole(t)
		files[path].Data = nil
		reseal(t, files)
		problems := check(t, files)
		if !slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Path == path && strings.Contains(p.Message, want) }) {
			t.Errorf("%s: expected %q; the problems are:\n%v", path, want, problems)
		}
		for _, p := range problems {
			if strings.Contains(p.Message, "%!") || strings.Contains(p.Message, "<nil>") {
				t.Errorf("%s: badly printed: %s", path, p.Message)
			}
		}
	}
	for _, path := range []string{manifest.File, manifest.Sums} {
		files := good(t)
		files[path].Data = nil
		resumOnly := path == manifest.File
		if resumOnly {
			resum(files)
		}
		if _, err := verify.Check(files); err == nil || !strings.Contains(err.Error(), path+" is empty; expected") {
			t.Errorf("%s: error %v; expected one that says it is empty", path, err)
		}
	}
}
