package verify_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/verify"
)

// What cannot be read in a folder is reported in plain words.
func TestErrorsOfAFolderArePlain(t *testing.T) {
	files, closer, err := verify.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = closer.Close() }()
	_, opened := files.Open("gone")
	_, stated := fs.Stat(files, "gone")
	_, read := fs.ReadFile(files, "gone")
	_, listed := fs.ReadDir(files, "gone")
	for _, err := range []error{opened, stated, read, listed} {
		if err == nil || strings.Contains(err.Error(), "at gone") && !strings.Contains(err.Error(), "looking at gone") || !strings.HasSuffix(err.Error(), "gone: no such file or directory") {
			t.Errorf("found %v; expected a sentence such as opening gone: no such file or directory", err)
		}
	}
}
