package main_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// topLevel lists the files and folders at the top of the repository. Names that start with a dot are free.
var topLevel = []string{
	"CITATION.cff", "LICENSE", "Makefile", "README.md", "cmd", "export", "extract", "findings", "go.mod", "go.sum", "out", "raw", "schemas", "transform",
}

// A file that a command of the README wrote, committed by mistake, is found here.
func TestTopLevel(t *testing.T) {
	listing, err := exec.Command("git", "-C", root, "ls-files").Output()
	if err != nil || len(listing) == 0 {
		t.Skip("not a clone: git lists no files here")
	}
	var names []string
	for file := range strings.Lines(string(listing)) {
		if name := top(strings.TrimSpace(file)); !strings.HasPrefix(name, ".") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, topLevel) {
		t.Errorf("the top level has %q; expected %q", names, topLevel)
	}
}
