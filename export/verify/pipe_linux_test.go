package verify_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/fwci-open-data/fwci/export/verify"
)

// A listed file that is a pipe is named and never read: reading would not end.
func TestPipeAmongTheFiles(t *testing.T) {
	for _, name := range []string{"README.md", "json/bands.json", "manifest.json"} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, good(t)); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Skipf("no pipe can be made here: %v", err)
		}
		result, err := verify.Check(os.DirFS(dir))
		found := ""
		if result != nil {
			found = result.Problems.Error()
		}
		if err != nil {
			found += err.Error()
		}
		if !strings.Contains(found, name) || !strings.Contains(found, "plain file") {
			t.Errorf("%s is a pipe: %q; expected a problem that says so", name, found)
		}
	}
}
