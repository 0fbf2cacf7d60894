// Package escotest tells tests where the official ESCO downloads are, which are never committed.
package escotest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Download returns a folder of official downloads, such as esco-v1.1.1. The environment variable FWCI_ESCO
// names the folder that holds it, else it is in shared/data next to the repository. A test that needs it
// is skipped where it is absent, and where tests are to be short.
func Download(t testing.TB, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("left to make whole: reads an official ESCO download")
	}
	root := os.Getenv("FWCI_ESCO")
	if root == "" {
		_, file, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(file), "..", "..", "..", "..", "shared", "data")
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no official ESCO download %s: set FWCI_ESCO to the folder that holds it", name)
	}
	return path
}
