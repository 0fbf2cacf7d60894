package release

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// sample returns the artifacts of a release whose every file holds its version.
func sample(version string, more ...artifact.Artifact) []artifact.Artifact {
	artifacts := []artifact.Artifact{
		{Path: "README.md", Data: []byte("version " + version + "\n")},
		{Path: "csv/bands.csv", Data: []byte("version\n" + version + "\n")},
		{Path: "csv/tasks.csv", Data: []byte(strings.Repeat(version+"\n", 5000))},
		{Path: "json/deep/er/bands.json", Data: []byte(`"` + version + `"`)},
		{Path: "empty.txt"},
	}
	return indexed(append(artifacts, more...))
}

// indexed adds manifest.json and SHA256SUMS.
func indexed(artifacts []artifact.Artifact) []artifact.Artifact {
	m := manifest.Manifest{Dataset: manifest.Release{ID: "sample"}, Tool: artifact.Tool{Name: manifest.ToolName, Version: "1.0.0"}, SchemaVersion: "1.0.0"}
	for _, a := range artifacts {
		m.Files = append(m.Files, manifest.Entry{Path: a.Path, Bytes: len(a.Data), SHA256: a.SHA256()})
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return append(artifacts, artifact.Artifact{Path: manifest.File, Data: data}, artifact.Artifact{Path: manifest.Sums, Data: manifest.FormatSums(m.Files, data)})
}

// tree reads a folder: content by path, folders with the value "folder".
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	found, err := readTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func readTree(dir string) (map[string]string, error) {
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			found[filepath.ToSlash(name)] = "folder"
			return nil
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			found[filepath.ToSlash(name)], err = os.Readlink(path)
			return err
		}
		data, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	return found, err
}

// expect compares a folder with the artifacts of a release.
func expect(t testing.TB, dir string, artifacts []artifact.Artifact) {
	t.Helper()
	compare(t, tree(t, dir), artifacts)
}

// compare compares what a folder held with the artifacts of a release.
func compare(t testing.TB, found map[string]string, artifacts []artifact.Artifact) {
	t.Helper()
	for _, a := range artifacts {
		content, ok := found[a.Path]
		if !ok || content != string(a.Data) {
			t.Errorf("%s: %d bytes (%.40q), present %t; expected %d bytes (%.40q)", a.Path, len(content), content, ok, len(a.Data), a.Data)
		}
		delete(found, a.Path)
	}
	for path, content := range found {
		if content != "folder" {
			t.Errorf("%s is in the release and of no artifact", path)
		}
	}
}

// names lists a folder.
func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

func expectNames(t testing.TB, dir string, want ...string) {
	t.Helper()
	if found := names(t, dir); !slices.Equal(found, want) && len(found)+len(want) > 0 {
		t.Errorf("%s has %q; expected %q", filepath.Base(dir), found, want)
	}
}

func mustWrite(t testing.TB, dir string, artifacts []artifact.Artifact) {
	t.Helper()
	if err := Write(t.Context(), dir, artifacts, Options{}); err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// expectWhole checks that a folder holds one release, whichever. Other builds may exchange the folder while it is
// read; it is read again until one and the same folder was read from beginning to end.
func expectWhole(t testing.TB, out string) {
	t.Helper()
	for {
		dir, err := os.Open(out) // held open, so that no other folder gets its number
		if err != nil {
			t.Fatal(err)
		}
		found, wrong := readTree(out)
		before, err := dir.Stat()
		now, other := os.Stat(out)
		_ = dir.Close() // only read
		if err := errors.Join(err, other); err != nil {
			t.Fatal(err)
		}
		if !os.SameFile(before, now) {
			continue
		}
		if wrong != nil {
			t.Fatal(wrong)
		}
		compare(t, found, sample(strings.TrimSpace(strings.TrimPrefix(found["README.md"], "version "))))
		return
	}
}
