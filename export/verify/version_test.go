package verify_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/verify"
)

// another makes a release look like that of another version, which words a page otherwise.
func another(t testing.TB, files fstest.MapFS) {
	replace("README.md", "How to cite", "How to quote")(t, files)
	remanifest(func(m *manifest.Manifest) { m.Tool.Version = "0.9.0" })(t, files)
}

// Of a release of another version is said what was not compared; its tables still are, cell by cell.
func TestReleaseOfAnotherVersion(t *testing.T) {
	files := whole(t, "excel")
	another(t, files)
	result, err := verify.Check(files)
	if err != nil {
		t.Fatal(err)
	}
	notes := strings.Join(result.Notes, "\n")
	if len(result.Problems) > 0 || !strings.Contains(notes, "fwci 0.9.0 with schemas") || !strings.Contains(notes, "only compared with their checksums: report (1)") {
		t.Errorf("problems %v, notes:\n%s\nexpected a note on the README", result.Problems, notes)
	}
	for name, c := range map[string]damagedPlace{
		"csv":     {replace("csv/bands.csv", "entry,Entry,5", "entry,Entry,6"), "csv/bands.csv", `column gs_min is "6"; json/bands.json has "5"`},
		"json":    {replace("json/tasks.json", "Designs networks.", "Draws networks."), "json/tasks.json", `"Draws networks."`},
		"sqlite":  {run("UPDATE bands SET gs_min = 6 WHERE band_id = 'entry'"), database, "column gs_min is 6; json/bands.json has 5"},
		"missing": {func(t testing.TB, files fstest.MapFS) { files["csv/bands.csv"].Data = nil; reseal(t, files) }, "csv/bands.csv", "empty; expected a heading row"},
	} {
		files := whole(t, "excel")
		another(t, files)
		c.damage(t, files)
		if problems := check(t, files); !named(problems, c.path, "equal", c.says) {
			t.Errorf("%s: expected %s: %s; the problems are:\n%v", name, c.path, c.says, problems)
		}
	}
}

// A manifest that names another version, though this one makes every file, is what is wrong.
func TestManifestNamesTheWrongVersion(t *testing.T) {
	for name, change := range map[string]func(*manifest.Manifest){
		"tool":    func(m *manifest.Manifest) { m.Tool.Version = "0.9.0" },
		"program": func(m *manifest.Manifest) { m.Tool.Name = "other" },
		"schemas": func(m *manifest.Manifest) { m.SchemaVersion = "0.9.0" },
	} {
		files := whole(t, "excel")
		remanifest(change)(t, files)
		if problems := check(t, files); len(problems) != 1 || !named(problems, manifest.File, "equal", "expected") {
			t.Errorf("%s: expected one problem of the manifest; the problems are:\n%v", name, problems)
		}
	}
}

// A release without its inputs, as version 1.0.0 published it, is compared where it can be.
func TestReleaseWithoutInputs(t *testing.T) {
	files := whole(t, "excel")
	for path := range files {
		if strings.HasPrefix(path, "source/") {
			delete(files, path)
		}
	}
	remanifest(func(m *manifest.Manifest) {
		var kept []manifest.Entry
		for _, f := range m.Files {
			if f.Format != "source" {
				kept = append(kept, f)
			}
		}
		m.Files = kept
	})(t, files)
	result, err := verify.Check(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Problems) > 0 || len(result.Notes) != 3 || !strings.Contains(result.Notes[0], "does not have the inputs it was made from (source/): nothing can be made again") {
		t.Errorf("problems %v, notes %q; expected three notes", result.Problems, result.Notes)
	}
	replace("csv/bands.csv", "entry,Entry,5", "entry,Entry,6")(t, files)
	if problems := check(t, files); !named(problems, "csv/bands.csv", "equal", `column gs_min is "6"`) {
		t.Errorf("a damaged cell is not named:\n%v", problems)
	}
}

// An input that is not the one of the manifest is named, and so is the manifest, for either may be wrong.
func TestDamagedInputIsNamed(t *testing.T) {
	files := good(t)
	replace("source/sources.json", "Small data", "Large data")(t, files)
	problems := check(t, files)
	if !named(problems, "source/sources.json", "input", "one of the two is wrong") || !named(problems, manifest.File, "input", "one of the two is wrong") {
		t.Errorf("input and manifest are not named:\n%v", problems)
	}
	files = good(t)
	remanifest(func(m *manifest.Manifest) { m.Inputs = m.Inputs[:1] })(t, files)
	if problems := check(t, files); !named(problems, manifest.File, "input", "the inputs do not name sources.json") {
		t.Errorf("a missing input is not named:\n%v", problems)
	}
}

// A source that is not a text is not in source/. That the manifest names it with its checksum, and that the files made
// from the tables do, is still checked.
func TestSourcesElsewhere(t *testing.T) {
	release := build(t, exporttest.SmallFrameworks(), "csv", "json", "parquet")
	const framework = "nice/n.json"
	if release["source/"+framework] != nil || release["source/fwci/h.txt"] == nil {
		t.Fatal("the release holds the file of a framework, or not the text")
	}
	if problems := check(t, clone(release)); len(problems) > 0 {
		t.Errorf("the release is not sound:\n%v", problems)
	}
	at := func(m *manifest.Manifest) int {
		return slices.IndexFunc(m.Inputs, func(in manifest.Input) bool { return in.Path == framework })
	}
	other := strings.Repeat("0", 64)
	for found, damage := range map[string]func(*manifest.Manifest){
		`found "` + other + `"`:     func(m *manifest.Manifest) { m.Inputs[at(m)].SHA256 = other },
		`found "31"; expected "30"`: func(m *manifest.Manifest) { m.Inputs[at(m)].Bytes++ },
	} {
		files := clone(release)
		remanifest(damage)(t, files)
		if problems := check(t, files); len(problems) != 1 || !named(problems, manifest.File, "equal", found) {
			t.Errorf("expected %s in the manifest; the problems are:\n%v", found, problems)
		}
	}
	files := clone(release)
	remanifest(func(m *manifest.Manifest) { m.Inputs = slices.Delete(m.Inputs, at(m), at(m)+1) })(t, files)
	if problems := check(t, files); !named(problems, "source/sources.json", "input", "it names nice/n.json, which is not an input") {
		t.Errorf("an input that the manifest does not name: the problems are:\n%v", problems)
	}
	files = clone(release)
	replace("source/sources.json", `"nice-framework"`, `"nice-framework`)(t, files)
	problems := check(t, files)
	if !named(problems, "source/sources.json", "input", "") || named(problems, "source/"+framework, "input", "") {
		t.Errorf("a catalog that cannot be read: the problems are:\n%v", problems)
	}
}
