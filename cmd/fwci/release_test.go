package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/archive"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/transform"
)

// fwci runs a command inside the test and returns its exit code and what it printed.
func fwci(t *testing.T, args ...string) (code int, out, errors string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// must runs a command that must succeed and returns what it printed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errors := fwci(t, args...)
	if code != exitDone {
		t.Fatalf("fwci %s ends with %d: %s", strings.Join(args, " "), code, errors)
	}
	return out
}

// The archive holds the release in one folder, its entries sorted, all of the date of the release, and the
// checksum next to it is that of its bytes.
func TestReleaseArchive(t *testing.T) {
	dir := t.TempDir()
	out, dist := filepath.Join(dir, "out"), filepath.Join(dir, "dist")
	copied := filepath.Join(dir, "raw")
	if err := exporttest.CopyHandbook(copied); err != nil {
		t.Fatal(err)
	}
	must(t, "build", "--quiet", "--raw", copied, "--out", out)
	must(t, "release", "--version", "1.0.0", "--first", "--raw", copied, "--out", out, "--dist", dist)
	data, err := os.ReadFile(filepath.Join(dist, "fwci-2210-1.0.0.zip"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(dist, "fwci-2210-1.0.0.zip.sha256"))
	if want := fmt.Sprintf("%x  fwci-2210-1.0.0.zip\n", sha256.Sum256(data)); err != nil || string(sum) != want {
		t.Errorf("the checksum file has %q, error %v; expected %q", sum, err, want)
	}
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	listed, err := catalog.Parse(extract.CatalogFile, read(t, filepath.Join(copied, extract.CatalogFile)))
	if err != nil {
		t.Fatal(err)
	}
	issued, err := time.Parse(time.DateOnly, listed.Dataset.Issued)
	if err != nil {
		t.Fatal(err)
	}
	released, err := tree(out)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range packed.File {
		names = append(names, f.Name)
		path, below := strings.CutPrefix(f.Name, "fwci-2210-1.0.0/")
		content, ok := released[path]
		if !below || !ok || f.UncompressedSize64 != uint64(len(content)) {
			t.Errorf("the entry %s has %d bytes; the release has %d at %s", f.Name, f.UncompressedSize64, len(content), path)
		}
		if !f.Modified.Equal(issued) || f.Mode() != 0o644 {
			t.Errorf("the entry %s is of %s, mode %s; expected %s and 0644", f.Name, f.Modified, f.Mode(), issued)
		}
	}
	if !slices.IsSorted(names) || len(names) != len(released) {
		t.Errorf("%d entries, sorted: %t; the release has %d files", len(names), slices.IsSorted(names), len(released))
	}
}

// A table with identifiers that is gone is refused until each of them is declared, whatever the version.
func TestGateRefusesAVanishedTable(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "raw")
	if err := exporttest.CopyHandbook(dir); err != nil {
		t.Fatal(err)
	}
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	set, err := transform.Build(raw)
	if err != nil || len(set.Profiles) < 2 {
		t.Fatalf("%d profiles, error %v; expected at least two", len(set.Profiles), err)
	}
	artifacts, err := export.Build(raw, set, []string{"csv"})
	if err != nil {
		t.Fatal(err)
	}
	packed := func(files []artifact.Artifact) []byte {
		data, err := archive.Pack("release", set.Info.Issued, files)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	previous := filepath.Join(t.TempDir(), "previous.zip")
	if err := os.WriteFile(previous, packed(artifacts), 0o666); err != nil {
		t.Fatal(err)
	}
	refused := func(version, register, want string) {
		t.Helper()
		files := slices.DeleteFunc(slices.Clone(artifacts), func(a artifact.Artifact) bool {
			return a.Path == "csv/profiles.csv" || a.Path == "csv/withdrawn_identifiers.csv"
		})
		files = append(files, artifact.Artifact{Path: "csv/withdrawn_identifiers.csv", Data: []byte(register)})
		r := releasing{version: version, previous: previous, raw: "raw"}
		if err := r.compatible(raw, "release", packed(files)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("as %s, with the register\n%serror %v; expected %q", version, register, err, want)
		}
	}
	register := "table_name,record_key,replaced_by,version,reason\n"
	for i, p := range set.Profiles {
		refused("2.0.0", register, fmt.Sprintf("profiles: %d identifiers are gone and not declared in raw/withdrawn.csv: [%s", len(set.Profiles)-i, p.ProfileID))
		register += "profiles," + p.ProfileID + ",,2.0.0,Dropped.\n"
	}
	refused("1.9.0", register, "is too small a step: the change is major (the table profiles is gone)")
	refused("2.0.0", register, "raw/changes/2.0.0.json is missing")
}

// A record of the change that only looks like the computed one when printed is another one.
func TestRecordedChangeIsCompared(t *testing.T) {
	dir := t.TempDir()
	old, new := filepath.Join(dir, "old"), filepath.Join(dir, "new")
	copied := filepath.Join(dir, "raw")
	if err := copySources(copied); err != nil {
		t.Fatal(err)
	}
	build := func(out string, edits ...string) {
		for i := 0; i < len(edits); i += 3 {
			file := filepath.Join(copied, edits[i])
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(strings.Replace(string(data), edits[i+1], edits[i+2], 1)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		must(t, "build", "--quiet", "--raw", copied, "--out", out, "--format", "csv")
	}
	build(old)
	const handbook = "fwci/handbook-2210.txt"
	build(new, "sources.json", `"version": "1.0.0"`, `"version": "1.1.0"`,
		handbook, "Vulnerabilities Assessment: ", "Zoology: Knowledge of animals.\n\nVulnerabilities Assessment: ", handbook, "Web Technology: ", "Weaving: Knowledge of threads.\n\nWeb Technology: ")
	difference, err := compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	var computed bytes.Buffer
	if err := printJSON(&computed, difference); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ old, new, want string }{
		"as computed":                  {"", "", ""},
		"in another layout":            {"\n  ", "\n\t\t", ""},
		"two keys run into one":        {"\"zoology\",\n        \"weaving\"", `"zoology weaving"`, "is not the difference"},
		"a number as text":             {`"added": 2`, `"added": "2"`, "is not the difference"},
		"a reason less":                {`"reasons"`, `"reason"`, "is not the difference"},
		"no JSON":                      {"{", "", "invalid character"},
		"recorded for another step":    {`"step": "minor"`, `"step": "patch"`, "is not the difference"},
		"recorded for another release": {`"old_version": "1.0.0"`, `"old_version": "0.9.0"`, "is not the difference"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll(computed.String(), test.old, test.new)
			if test.old != "" && text == computed.String() {
				t.Fatalf("the comparison has no %q:\n%s", test.old, text)
			}
			r := releasing{version: "1.1.0", previous: old, raw: "raw", out: new}
			err := r.recorded(&extract.Raw{Changes: []extract.Input{{Path: "changes/1.1.0.json", Data: []byte(text)}}}, difference)
			if (err == nil) != (test.want == "") || (err != nil && !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v; expected %q", err, test.want)
			}
		})
	}
	r := releasing{version: "1.1.0", previous: "old.zip", raw: "raw", out: "out"}
	if err := r.recorded(&extract.Raw{Changes: []extract.Input{{Path: "changes/1.0.0.json", Data: computed.Bytes()}}}, difference); err == nil || !strings.Contains(err.Error(), "raw/changes/1.1.0.json is missing") {
		t.Errorf("the record of another version: error %v", err)
	}
}
