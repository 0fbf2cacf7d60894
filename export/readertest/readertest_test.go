package readertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
)

// required says that a reader which is not installed is a failure: CI sets it.
var required = os.Getenv("FWCI_REQUIRE_READERS") != ""

const (
	committed = "../../out"
	installed = "../../.build/readers" // where make readers installs the packages of npm
)

// TestReaders opens the committed release with each reader, which compares every value with the JSON records.
func TestReaders(t *testing.T) {
	tables := len(schemas.Present(func(string) bool { return false }))
	for _, r := range []struct {
		name    string
		command []string
		files   int // at least so many must be read
	}{
		{"hyparquet", npm(t, "hyparquet"), tables}, {"parquet-wasm", npm(t, "parquet-wasm"), tables}, {"duckdb", npm(t, "duckdb"), tables}, {"polars", npm(t, "polars"), tables},
		{"exceljs", npm(t, "exceljs"), tables}, {"sheetjs", npm(t, "sheetjs"), tables}, {"ajv", npm(t, "ajv"), tables}, {"rdf", npm(t, "rdf"), 2},
		{"openpyxl", []string{"/usr/bin/python3", "read.py", committed}, tables}, {"readxl", []string{"Rscript", "--vanilla", "read.R", committed}, tables},
	} {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			if r.command == nil || !present(r.name, r.command[0]) {
				missing(t, r.name)
				return
			}
			command := exec.Command(r.command[0], r.command[1:]...)
			command.Env = append(os.Environ(), "FWCI_SCHEMAS="+absolute(t, "../../schemas/tables"))
			output, err := command.CombinedOutput()
			if err != nil {
				t.Fatalf("%v:\n%s", err, output)
			}
			lines := strings.Split(strings.TrimSpace(string(output)), "\n")
			var files, values int
			if _, err := fmt.Sscanf(lines[len(lines)-1], "%d files, %d values", &files, &values); err != nil || files < r.files || values == 0 {
				t.Errorf("it read %q; expected at least %d files", lines[len(lines)-1], r.files)
			}
		})
	}
}

// TestGnumeric converts the workbook with Gnumeric and looks for every table's heading row.
func TestGnumeric(t *testing.T) {
	if !present("ssconvert", "ssconvert") {
		missing(t, "Gnumeric")
		return
	}
	dir := t.TempDir()
	output, err := exec.Command("ssconvert", "-S", "-T", "Gnumeric_stf:stf_csv", filepath.Join(committed, "excel", "fwci-2210.xlsx"), filepath.Join(dir, "%s.csv")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v:\n%s", err, output)
	}
	for _, table := range schemas.Present(func(string) bool { return false }) {
		data, err := os.ReadFile(filepath.Join(dir, table.Name+".csv"))
		if os.IsNotExist(err) {
			if _, err := os.Stat(filepath.Join(committed, "csv", table.Name+".csv")); os.IsNotExist(err) {
				continue // a table that this release does not have
			}
		}
		head, _, _ := strings.Cut(string(data), "\n")
		var names []string
		for _, c := range table.Columns {
			names = append(names, c.Name)
		}
		if want := strings.Join(names, ","); err != nil || head != want {
			t.Errorf("%s: error %v, heading row %q; expected %q", table.Name, err, head, want)
		}
	}
}

// npm returns the command of a reader from npm, nil where they are not installed.
func npm(t *testing.T, reader string) []string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(installed, "node_modules")); err != nil {
		return nil
	}
	script, err := os.ReadFile("read.mjs")
	if err != nil {
		t.Fatal(err)
	}
	// The script runs beside the packages, where Node looks for them.
	target := filepath.Join(installed, "read.mjs")
	if old, err := os.ReadFile(target); err != nil || string(old) != string(script) {
		if err := os.WriteFile(target, script, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return []string{"node", target, reader, committed}
}

// present reports whether a reader is there: its program, and for those of Python and R its package.
func present(reader, program string) bool {
	if _, err := exec.LookPath(program); err != nil {
		return false
	}
	switch reader {
	case "openpyxl":
		return exec.Command(program, "-c", "import openpyxl").Run() == nil
	case "readxl":
		return exec.Command(program, "--vanilla", "-e", "library(readxl)").Run() == nil
	}
	return true
}

// missing skips a test for want of a reader, or fails it where readers are required.
func missing(t *testing.T, reader string) {
	t.Helper()
	if required {
		t.Fatalf("%s is not installed, and FWCI_REQUIRE_READERS asks for it; see .ci/run", reader)
	}
	t.Skipf("%s is not installed: make readers installs what comes from npm, .ci/run all of them", reader)
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	a, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
