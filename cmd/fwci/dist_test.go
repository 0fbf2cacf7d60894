//go:build unix

package main_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
)

// The same sources give the same files to publish in any folder: the archive, the program for this system and its
// bill of materials.
func TestMakeDistTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: compiles the program in two folders")
	}
	for _, tool := range []string{"make", "bash", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	modules, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	fetched := filepath.Join(strings.TrimSpace(string(modules)), "cache", "download") // no test reads the network
	if _, err := os.Stat(filepath.Join(fetched, "github.com", "!cyclone!d!x", "cyclonedx-gomod")); err != nil {
		t.Skip("the program that writes bills of materials is not in the module cache: make binary fetches it")
	}
	var sums []string
	for range 2 {
		dir := copied(t)
		makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
		if err := errors.Join(err, os.WriteFile(filepath.Join(dir, "Makefile"), makefile, 0o644),
			os.CopyFS(filepath.Join(dir, ".ci"), os.DirFS(filepath.Join(root, ".ci"))),
			os.RemoveAll(filepath.Join(dir, "raw")), exporttest.CopyHandbook(filepath.Join(dir, "raw"))); err != nil {
			t.Fatal(err)
		}
		for _, target := range []string{"release", "dist"} {
			cmd := exec.Command("make", "--no-print-directory", target, "BINARIES="+runtime.GOOS+"/"+runtime.GOARCH)
			cmd.Dir, cmd.Env = dir, append(os.Environ(), "VERSION=1.0.0", "FIRST=1", "GOPROXY=file://"+filepath.ToSlash(fetched), "GONOSUMDB=*", "MAKEFLAGS=", "MAKELEVEL=")
			if output, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("make %s: %v\n%s", target, err, output)
			}
		}
		listed, err := os.ReadFile(filepath.Join(dir, ".build", "dist", "SHA256SUMS"))
		if err != nil || strings.Count(string(listed), "\n") != 4 {
			t.Fatalf("error %v, the files are\n%s; expected the archive, its checksum, the program and its bill of materials", err, listed)
		}
		sums = append(sums, string(listed))
	}
	if sums[0] != sums[1] {
		t.Errorf("one folder gives\n%s\nand the other\n%s", sums[0], sums[1])
	}
}
