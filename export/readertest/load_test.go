package readertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if root != "" {
		os.RemoveAll(root)
	}
	os.Exit(code)
}

// root is the folder that holds out/, a release of raw/, once a test has asked for it.
var root string

var built sync.Once

// release returns a folder that holds a release of raw/ as out/, as the repository does.
func release(t *testing.T) string {
	t.Helper()
	built.Do(func() {
		raw, d := exporttest.Real(t)
		artifacts, err := export.Build(raw, d, nil)
		if err != nil {
			t.Fatal(err)
		}
		if root, err = os.MkdirTemp("", "fwci-release"); err != nil {
			t.Fatal(err)
		}
		place(t, filepath.Join(root, "out"), artifacts)
	})
	if root == "" {
		t.Fatal("there is no release")
	}
	return root
}

// place writes the files of a release below a folder.
func place(t *testing.T, folder string, artifacts []artifact.Artifact) {
	t.Helper()
	for _, a := range artifacts {
		path := filepath.Join(folder, filepath.FromSlash(a.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, a.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLoaders loads every table with the programs for Python and R and compares types and values with the dataset.
func TestLoaders(t *testing.T) {
	others(t)
	for _, l := range []struct {
		name, program string
		arguments     []string
	}{
		{"pandas", python, []string{"load.py"}}, {"R", "Rscript", []string{"--vanilla", "load.R"}},
	} {
		t.Run(l.name, func(t *testing.T) {
			if !present(l.name, l.program) {
				missing(t, l.name)
				return
			}
			command := exec.Command(l.program, append(l.arguments, filepath.Join(release(t), "out"))...)
			command.Env = append(os.Environ(), "LC_ALL=C") // a loader must not need a locale
			var problems strings.Builder
			command.Stderr = &problems
			output, err := command.Output()
			if err != nil {
				t.Fatalf("%v:\n%s", err, problems.String())
			}
			_, d := exporttest.Real(t)
			compareLines(t, string(output), loaded(d))
		})
	}
}

// loaded returns what load.py and load.R print of a dataset.
func loaded(d *dataset.Dataset) string {
	var b strings.Builder
	var names []string
	for _, table := range d.Tables() {
		names = append(names, table.Name)
		s, _ := schemas.Lookup(table.Name)
		fmt.Fprintf(&b, "table %s %d\n", table.Name, table.Len())
		for c, column := range s.Columns {
			fmt.Fprintf(&b, "column %s %s\n", column.Name, column.Type)
			for i := range table.Len() {
				// No table holds an empty list, so what has no text is null.
				if text := dataset.Text(table.Values(i)[c]); text != "" {
					b.WriteString("=" + text + "\n")
				} else {
					b.WriteString("-\n")
				}
			}
		}
	}
	fmt.Fprintf(&b, "refused no table %s; the tables are %s\n", "nothing", strings.Join(names, ", "))
	return b.String()
}

// compareLines compares two texts line by line and names the table and the column of the first lines that differ.
func compareLines(t *testing.T, got, want string) {
	t.Helper()
	got = strings.ReplaceAll(got, "'nothing'", "nothing") // Python quotes the name
	found, expected := strings.Split(got, "\n"), strings.Split(want, "\n")
	table, column, problems := "", "", 0
	for i, line := range expected {
		if rest, ok := strings.CutPrefix(line, "table "); ok {
			table = rest
		} else if rest, ok := strings.CutPrefix(line, "column "); ok {
			column = rest
		}
		if i >= len(found) || found[i] != line {
			if problems++; problems <= 10 {
				t.Errorf("table %s, column %s: it gives %q; expected %q", table, column, found[min(i, len(found)-1)], line)
			}
		}
	}
	if len(found) != len(expected) {
		t.Errorf("%d lines; expected %d", len(found), len(expected))
	}
}
