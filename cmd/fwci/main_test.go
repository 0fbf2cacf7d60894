package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/fwci-open-data/fwci/export/exporttest"
)

// shared is a folder for what several tests read and none changes. It is removed when the tests end.
var shared string

// sharing runs tests with the folder shared.
type sharing struct{ tests *testing.M }

func (s sharing) Run() int {
	var err error
	if shared, err = os.MkdirTemp("", "fwci-test"); err != nil {
		fmt.Fprintln(os.Stderr, "making the folder that tests share:", err)
		return exitFailure
	}
	code := s.tests.Run()
	if err := os.RemoveAll(shared); err != nil {
		fmt.Fprintln(os.Stderr, "removing the folder that tests shared:", err)
		return exitFailure
	}
	return code
}

// copySources copies raw/ into a new folder as the sources of release 1.0.0; only its texts where tests are to be short.
func copySources(dir string) error {
	if testing.Short() {
		return exporttest.CopyTexts(dir)
	}
	return exporttest.CopyRaw(dir)
}

// quickSources copies all of raw/ as well, and a small handbook alone where tests are to be short: for tests to which it
// is all the same what the sources say.
func quickSources(dir string) error {
	if testing.Short() {
		return exporttest.CopyHandbook(dir)
	}
	return exporttest.CopyRaw(dir)
}

// sources returns what copySources copies, for tests that change nothing in it.
func sources(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(shared, "raw")
	if err := copySharedSources(); err != nil {
		t.Fatal(err)
	}
	return dir
}

var copySharedSources = sync.OnceValue(func() error { return copySources(filepath.Join(shared, "raw")) })

// The test binary is also the command: "fwci" in a script, or started by a test, runs main.
func TestMain(m *testing.M) {
	testscript.Main(sharing{m}, map[string]func(){"fwci": main})
}
