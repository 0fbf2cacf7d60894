// Package rawtest makes smaller copies of the sources for tests that build many times.
package rawtest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/extract"
)

// firstStructured is where the catalog begins to name sources that are not texts: they are its last.
const firstStructured = ",\n    {\n      \"id\": \"nice\","

// structured are the files of the sources that are not texts, and of the mappings from and to them.
var structured = []string{
	"nice", "dcwf", "crosswalk/task-nice.sssom.tsv", "crosswalk/task-dcwf.sssom.tsv", "crosswalk/competency-nice.sssom.tsv",
	"crosswalk/profile-work-role.sssom.tsv", "crosswalk/work-role-occupation.sssom.tsv",
}

// CopyTexts copies the folder raw/ into a new folder, without the sources that are not texts: reading their workbooks
// takes longer than all the rest, and most tests have nothing to do with them.
func CopyTexts(dir, raw string) error {
	files, err := texts(raw)
	if err != nil {
		return err
	}
	return os.CopyFS(dir, files)
}

var (
	lock sync.Mutex
	read = map[string]fstest.MapFS{}
)

// texts reads the files that CopyTexts copies from a folder, once.
func texts(raw string) (fstest.MapFS, error) {
	lock.Lock()
	defer lock.Unlock()
	if read[raw] != nil {
		return read[raw], nil
	}
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(raw), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case slices.Contains(structured, name) && entry.IsDir():
			return fs.SkipDir
		case slices.Contains(structured, name) || entry.IsDir():
			return nil
		}
		data, err := os.ReadFile(filepath.Join(raw, filepath.FromSlash(name)))
		files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		return nil, err
	}
	if files[extract.CatalogFile] == nil {
		return nil, fmt.Errorf("%s has no %s", raw, extract.CatalogFile)
	}
	text, _, found := strings.Cut(string(files[extract.CatalogFile].Data), firstStructured)
	if !found {
		return nil, fmt.Errorf("%s does not name the source nice, first of those that are not texts", extract.CatalogFile)
	}
	files[extract.CatalogFile].Data = []byte(text + "\n  ]\n}\n")
	read[raw] = files
	return files, nil
}
