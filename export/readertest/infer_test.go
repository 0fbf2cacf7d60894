package readertest

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// inferred is what a reader makes of a column.
type inferred struct {
	kind    string // text, integer, decimal, number, boolean, date, time, mixed; "nothing" where there is no value
	missing int    // values that it takes as missing, -1 where that is not asked
}

// An inference asks a reader what it makes of every column of the CSV files in a folder, by "table.column".
type inference struct {
	reader report.Reader
	needs  [][2]string
	infer  func(t *testing.T, folder string) map[string]inferred
}

var inferences = []inference{
	{report.Pandas, [][2]string{{python, "pandas"}}, scriptInfers(python, "-B", "infer.py")},
	{report.Readr, [][2]string{{"Rscript", "readr"}}, scriptInfers("Rscript", "--vanilla", "infer.R", "readr")},
	{report.BaseR, [][2]string{{"Rscript", ""}}, scriptInfers("Rscript", "--vanilla", "infer.R", "base")},
	{report.DataTable, [][2]string{{"Rscript", "data.table"}}, scriptInfers("Rscript", "--vanilla", "infer.R", "data.table")},
	{report.DuckDB, [][2]string{{"node", ""}}, nodeInfers("duckdb")},
	{report.Polars, [][2]string{{"node", ""}}, nodeInfers("polars")},
	{report.Miller, [][2]string{{"mlr", ""}}, millerInfers},
	{report.Csvkit, [][2]string{{"csvsql", ""}}, csvkitInfers},
	{report.SQLite, [][2]string{{"sqlite3", ""}}, sqliteInfers},
	{report.LibreOffice, [][2]string{{"soffice", ""}}, libreOfficeInfers},
}

var update = flag.Bool("update", false, "rewrite export/report/mistyped.tsv; every reader must be installed")

const recordFile = "../report/mistyped.tsv"

// TestMistypedColumns asks each installed reader what it makes of each column and compares with what the data
// dictionary says.
func TestMistypedColumns(t *testing.T) {
	others(t)
	_, d := exporttest.Real(t)
	asked, kinds := 0, map[string]map[report.Reader]string{}
	for _, in := range inferences {
		t.Run(string(in.reader), func(t *testing.T) {
			for _, need := range in.needs {
				if !present(need[1], need[0]) {
					missing(t, strings.TrimSpace(need[0]+" "+need[1]))
					return
				}
			}
			found := in.infer(t, filepath.Join(release(t), "out", "csv"))
			if found == nil {
				missing(t, string(in.reader))
				return
			}
			asked++
			for place, kind := range compareReader(t, in.reader, d, found) {
				if kinds[place] == nil {
					kinds[place] = map[report.Reader]string{}
				}
				kinds[place][in.reader] = kind
			}
		})
	}
	if *update && asked == len(inferences) {
		if err := os.WriteFile(recordFile, []byte(record(d, kinds)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// compareReader compares what a reader makes of every column with the record, and returns what it mistypes.
func compareReader(t *testing.T, reader report.Reader, d *dataset.Dataset, found map[string]inferred) map[string]string {
	t.Helper()
	kinds := map[string]string{}
	for _, table := range d.Tables() {
		s, _ := schemas.Lookup(table.Name)
		for c, column := range s.Columns {
			place, empty := table.Name+"."+column.Name, nulls(table, c)
			got, ok := found[place]
			if empty == table.Len() {
				continue // without a value a reader guesses nothing
			}
			if !ok {
				t.Errorf("%s: it does not read the column", place)
				continue
			}
			right := kindOf(reader, column.Type)
			if got.kind != right {
				kinds[place] = got.kind
			}
			if recorded := cmp.Or(report.Mistyped()[place][reader], right); got.kind != recorded && !*update {
				t.Errorf("%s, %s: it reads %s; the record says %s (-update writes it)", place, column.Type, got.kind, recorded)
			}
			if report.KeepsEmptyText(reader) && got.kind == "text" {
				empty = 0
			}
			if got.missing >= 0 && got.missing != empty {
				t.Errorf("%s: it takes %d values as missing; expected %d", place, got.missing, empty)
			}
		}
	}
	return kinds
}

// kindOf is what a reader should make of a column of a type.
func kindOf(reader report.Reader, columnType schemas.Type) string {
	number := columnType == schemas.Integer || columnType == schemas.Number
	switch {
	case report.AllText(reader):
		return "text"
	case number && report.OneNumber(reader):
		return "number"
	case columnType == schemas.Number:
		return "decimal"
	case columnType == schemas.Integer, columnType == schemas.Boolean:
		return string(columnType)
	}
	return "text"
}

// record writes the lines of the recorded list, in the order of the tables and of the readers.
func record(d *dataset.Dataset, kinds map[string]map[report.Reader]string) string {
	var b strings.Builder
	for _, table := range d.Tables() {
		for _, column := range table.Columns {
			order, names := []string{}, map[string][]string{}
			for _, in := range inferences {
				if kind := kinds[table.Name+"."+column][in.reader]; kind != "" {
					if names[kind] == nil {
						order = append(order, kind)
					}
					names[kind] = append(names[kind], string(in.reader))
				}
			}
			for _, kind := range order {
				fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", table.Name, column, kind, strings.Join(names[kind], ", "))
			}
		}
	}
	return b.String()
}

// nulls counts the empty fields of a column.
func nulls(table dataset.Table, column int) int {
	n := 0
	for i := range table.Len() {
		if dataset.Text(table.Values(i)[column]) == "" {
			n++
		}
	}
	return n
}

// scriptInfers runs a script with the folder of the release and reads the lines that it prints.
func scriptInfers(program string, arguments ...string) func(*testing.T, string) map[string]inferred {
	return func(t *testing.T, folder string) map[string]inferred {
		return lines(t, exec.Command(program, append(slices.Clone(arguments), filepath.Dir(folder))...))
	}
}

func nodeInfers(reader string) func(*testing.T, string) map[string]inferred {
	return func(t *testing.T, folder string) map[string]inferred {
		path := script(t, "infer.mjs")
		if path == "" {
			return nil
		}
		return lines(t, exec.Command("node", path, reader, filepath.Dir(folder)))
	}
}

// output runs a command and returns what it prints.
func output(t *testing.T, command *exec.Cmd) []byte {
	t.Helper()
	var problems bytes.Buffer
	command.Stderr = &problems
	data, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command.Args, err, problems.String())
	}
	return data
}

// lines reads "table, column, kind, missing values", tabs between.
func lines(t *testing.T, command *exec.Cmd) map[string]inferred {
	t.Helper()
	found := map[string]inferred{}
	for line := range strings.Lines(string(output(t, command))) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 4 {
			t.Fatalf("%v prints %q", command.Args, line)
		}
		missing, err := strconv.Atoi(cells[3])
		if err != nil {
			t.Fatalf("%v prints %q", command.Args, line)
		}
		found[cells[0]+"."+cells[1]] = inferred{cells[2], missing}
	}
	return found
}

// csvFiles returns the CSV files of a folder and their tables.
func csvFiles(t *testing.T, folder string) (paths, tables []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	if err != nil || len(paths) < 25 {
		t.Fatalf("%d CSV files: %v", len(paths), err)
	}
	for _, path := range paths {
		tables = append(tables, strings.TrimSuffix(filepath.Base(path), ".csv"))
	}
	return paths, tables
}

// millerInfers asks Miller for the type of every value, as its functions see it.
func millerInfers(t *testing.T, folder string) map[string]inferred {
	found := map[string]inferred{}
	kinds := map[string]string{"string": "text", "int": "integer", "float": "decimal", "boolean": "boolean", "empty": ""}
	paths, tables := csvFiles(t, folder)
	for i, path := range paths {
		const count = `for (k,v in $*) {@n[k][typeof(v)] += 1} end {for (k,counts in @n) {for (type,n in counts) {print k."\t".type."\t".n}}}`
		for line := range strings.Lines(string(output(t, exec.Command("mlr", "--icsv", "--ojson", "put", "-q", count, path)))) {
			cells := strings.Fields(line)
			kind, known := kinds[cells[min(1, len(cells)-1)]]
			if !known || len(cells) != 3 {
				continue // the brackets around no records
			}
			place := tables[i] + "." + cells[0]
			column, seen := found[place]
			if !seen {
				column.kind = "nothing"
			}
			if column.kind = joined(column.kind, kind); kind == "" {
				column.missing, _ = strconv.Atoi(cells[2])
			}
			found[place] = column
		}
	}
	return found
}

// joined is the kind of values of two kinds.
func joined(a, b string) string {
	switch {
	case b == "" || a == b:
		return a
	case a == "nothing":
		return b
	case a+b == "integerdecimal" || a+b == "decimalinteger":
		return "decimal"
	}
	return "mixed"
}

func header(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(data), "\n")
	return strings.Split(line, ",")
}

var declared = regexp.MustCompile(`(?m)^CREATE TABLE "?(\w+)"? \(|^\t"?(\w+)"? (\w+)`)

// csvkitInfers reads the types that csvsql declares.
func csvkitInfers(t *testing.T, folder string) map[string]inferred {
	kinds := map[string]string{"VARCHAR": "text", "DECIMAL": "number", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "date", "DATETIME": "time"}
	found, table := map[string]inferred{}, ""
	paths, _ := csvFiles(t, folder)
	for _, m := range declared.FindAllStringSubmatch(string(output(t, exec.Command("csvsql", append([]string{"--no-constraints"}, paths...)...))), -1) {
		if m[1] != "" {
			table = m[1]
			continue
		}
		kind := kinds[m[3]]
		if kind == "" {
			kind = m[3]
		}
		found[table+"."+m[2]] = inferred{kind, -1}
	}
	return found
}

// sqliteInfers imports the files into tables that do not exist and asks for the types of the values.
func sqliteInfers(t *testing.T, folder string) map[string]inferred {
	found := map[string]inferred{}
	paths, tables := csvFiles(t, folder)
	var script strings.Builder
	script.WriteString(".mode csv\n")
	for i, path := range paths {
		fmt.Fprintf(&script, ".import %s %s\n", path, tables[i])
	}
	script.WriteString(".mode tabs\n")
	for i, path := range paths {
		for _, name := range header(t, path) {
			fmt.Fprintf(&script, "SELECT '%s', '%s', coalesce(group_concat(DISTINCT typeof(\"%s\")), 'nothing'), count(*) - count(\"%s\") FROM %s;\n", tables[i], name, name, name, tables[i])
		}
	}
	command := exec.Command("sqlite3", "-bail", ":memory:")
	command.Stdin = strings.NewReader(script.String())
	for place, column := range lines(t, command) {
		found[place] = column
	}
	return found
}

// libreOfficeInfers converts the files as LibreOffice opens them by itself and reads the kinds of the cells.
func libreOfficeInfers(t *testing.T, folder string) map[string]inferred {
	dir := t.TempDir()
	paths, tables := csvFiles(t, folder)
	output(t, exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "fods", "--outdir", dir}, paths...)...))
	found := map[string]inferred{}
	for i, path := range paths {
		data, err := os.ReadFile(filepath.Join(dir, tables[i]+".fods"))
		if err != nil {
			t.Fatal(err)
		}
		kinds := cellKinds(t, data)
		for c, name := range header(t, path) {
			kind := "nothing"
			if c < len(kinds) {
				kind = kinds[c]
			}
			found[tables[i]+"."+name] = inferred{kind, -1}
		}
	}
	return found
}

// cellKinds returns the kind of the cells of each column below the heading row of a flat OpenDocument sheet.
func cellKinds(t *testing.T, data []byte) []string {
	t.Helper()
	names := map[string]string{"float": "number", "percentage": "number", "currency": "number", "string": "text", "boolean": "boolean", "date": "date", "time": "time"}
	var kinds []string
	decoder := xml.NewDecoder(bytes.NewReader(data))
	row, column := -1, 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return kinds
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "table-row":
			row, column = row+1, 0
		case "table-cell":
			kind, times := "", 1
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "value-type":
					if names[a.Value] != "" {
						kind = names[a.Value]
					}
				case "number-columns-repeated":
					times, _ = strconv.Atoi(a.Value)
				}
			}
			for range min(times, 100) {
				for len(kinds) <= column {
					kinds = append(kinds, "nothing")
				}
				if row > 0 {
					kinds[column] = joined(kinds[column], kind)
				}
				column++
			}
		}
	}
}
