package exporttest

import (
	_ "embed"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"

	"github.com/fwci-open-data/fwci/export/exporttest/rawtest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
)

// RawDir returns the folder raw/ of the repository.
func RawDir() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "raw")
}

// CopyRaw copies raw/ into a new folder as the sources of a first release, 1.0.0: whatever version raw/ is of, and
// without the changes that it records.
func CopyRaw(dir string) error {
	if err := os.CopyFS(dir, os.DirFS(RawDir())); err != nil {
		return err
	}
	return first(dir)
}

// first makes a copy of raw/ the sources of a first release.
func first(dir string) error {
	if err := os.RemoveAll(filepath.Join(dir, "changes")); err != nil {
		return err
	}
	file := filepath.Join(dir, extract.CatalogFile)
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, datasetVersion.ReplaceAll(data, []byte(`"version": "1.0.0"`)), 0o644)
}

// LoadTexts reads raw/ without the sources that are not texts, and the mappings from and to them.
func LoadTexts() (raw *extract.Raw, err error) {
	dir, err := os.MkdirTemp("", "fwci-texts")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	texts := filepath.Join(dir, "raw")
	if err := rawtest.CopyTexts(texts, RawDir()); err != nil {
		return nil, err
	}
	return extract.Load(texts)
}

// CopyTexts does what CopyRaw does without the sources that are not texts, and the mappings from and to them. Builds of it take
// less than half the time.
func CopyTexts(dir string) error {
	if err := rawtest.CopyTexts(dir, RawDir()); err != nil {
		return err
	}
	return first(dir)
}

var datasetVersion = regexp.MustCompile(`"version": "[^"]*"`)

// smallHandbook is the handbook of raw/ cut to two profiles and ten competencies, its ranks counted again.
//
//go:embed handbook.txt
var smallHandbook []byte

// HandbookFile is where CopyHandbook puts the handbook, below the folder of the sources.
const HandbookFile = "fwci/handbook-2210.txt"

// CopyHandbook makes a new folder of sources that has one source, a small handbook, as the sources of a first release,
// 1.0.0. It is for tests that need many releases, whatever is in them.
func CopyHandbook(dir string) error {
	var listed map[string]any
	data, err := os.ReadFile(filepath.Join(RawDir(), extract.CatalogFile))
	if err == nil {
		err = json.Unmarshal(data, &listed)
	}
	if err != nil {
		return err
	}
	listed["dataset"].(map[string]any)["version"] = "1.0.0"
	sources, _ := listed["sources"].([]any)
	listed["sources"] = slices.DeleteFunc(sources, func(s any) bool { return s.(map[string]any)["kind"] != string(catalog.Handbook) })
	if data, err = json.MarshalIndent(listed, "", "  "); err != nil {
		return err
	}
	file := filepath.Join(dir, filepath.FromSlash(HandbookFile))
	return errors.Join(
		os.MkdirAll(filepath.Dir(file), 0o755),
		os.WriteFile(file, smallHandbook, 0o644),
		os.WriteFile(filepath.Join(dir, extract.CatalogFile), append(data, '\n'), 0o644),
	)
}
