package readertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
)

// required says that a reader which is not installed is a failure: CI sets it.
var required = os.Getenv("FWCI_REQUIRE_READERS") != ""

// python is Debian's Python, for which Debian's packages are.
const python = "/usr/bin/python3"

const (
	committed = "../../out"
	installed = "../../.build/readers" // where make readers installs the packages of npm
)

// TestReaders opens the committed release with each reader, which compares every value with the JSON records.
func TestReaders(t *testing.T) {
	others(t)
	web := filepath.Join(t.TempDir(), "web")
	raw, d := exporttest.Real(t)
	linked, err := export.Build(raw, d, []string{"jsonld", "turtle", "resource", "dcat"})
	if err != nil {
		t.Fatal(err)
	}
	place(t, web, linked)
	tables := len(schemas.Present(func(string) bool { return false }))
	for _, r := range []struct {
		name    string
		command []string
		files   int // at least so many must be read
	}{
		{"hyparquet", npm(t, "hyparquet", committed), tables}, {"parquet-wasm", npm(t, "parquet-wasm", committed), tables}, {"duckdb", npm(t, "duckdb", committed), tables}, {"polars", npm(t, "polars", committed), tables},
		{"exceljs", npm(t, "exceljs", committed), tables}, {"sheetjs", npm(t, "sheetjs", committed), tables}, {"ajv", npm(t, "ajv", committed), tables}, {"rdf", npm(t, "rdf", committed), 6},
		{"rdf for a web server", npm(t, "rdf", web), 167},
		{"rdflib", []string{python, "rdf.py", committed}, 6}, {"rdflib for a web server", []string{python, "rdf.py", web}, 334},
		{"openpyxl", []string{python, "read.py", committed}, tables}, {"readxl", []string{"Rscript", "--vanilla", "read.R", committed}, tables},
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

// TestViews loads load/fwci.sql with DuckDB and compares its tables with the records and its joined views with
// those of the database.
func TestViews(t *testing.T) {
	others(t)
	command := npm(t, "views", committed)
	if command == nil || !present("views", "node") || !present("views", "sqlite3") {
		missing(t, "DuckDB (npm) or sqlite3")
		return
	}
	output, err := exec.Command(command[0], command[1], "views", filepath.Join(release(t), "out")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v:\n%s", err, output)
	}
	_, d := exporttest.Real(t)
	var files, values int
	if _, err := fmt.Sscanf(string(output), "%d files, %d values", &files, &values); err != nil || files < len(d.Tables())+7 || values == 0 {
		t.Errorf("it read %q", output)
	}
}

// TestGnumeric converts the workbook with Gnumeric and looks for every table's heading row.
func TestGnumeric(t *testing.T) {
	others(t)
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

// others says that a test starts programs of other people, which make test leaves to make whole.
func others(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("left to make whole: readers of other people open the release")
	}
}

// npm returns the command with which a reader from npm opens a release, nil where they are not installed.
func npm(t *testing.T, reader, release string) []string {
	t.Helper()
	target := script(t, "read.mjs")
	if target == "" {
		return nil
	}
	return []string{"node", target, reader, release}
}

// script puts a script next to the packages of npm, where Node looks for them, and returns its path, "" where they
// are not installed.
func script(t *testing.T, name string) string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(installed, "node_modules")); err != nil {
		return ""
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(installed, name)
	if old, err := os.ReadFile(target); err != nil || string(old) != string(text) {
		if err := os.WriteFile(target, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return target
}

// present reports whether a reader is there: its program, and for those of Python and R its package.
func present(reader, program string) bool {
	if _, err := exec.LookPath(program); err != nil {
		return false
	}
	switch reader {
	case "openpyxl", "pandas", "rdflib":
		return exec.Command(program, "-c", "import "+reader).Run() == nil
	case "readxl", "readr", "dplyr", "data.table":
		return exec.Command(program, "--vanilla", "-e", "library("+reader+")").Run() == nil
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
