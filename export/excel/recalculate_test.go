package excel

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// functions are the functions that formulas may use: every spreadsheet program of the last ten years has them.
var functions = map[string]bool{
	"AND": true, "AVERAGE": true, "COUNT": true, "COUNTA": true, "COUNTIF": true, "COUNTIFS": true, "HYPERLINK": true, "IF": true, "IFERROR": true, "INDEX": true,
	"ISNUMBER": true, "LARGE": true, "MATCH": true, "MAX": true, "MID": true, "MIN": true, "MOD": true, "OR": true, "ROUND": true, "ROW": true, "SUM": true, "SUMIFS": true, "SUMPRODUCT": true,
}

var (
	quotedText   = regexp.MustCompile(`"[^"]*"`)
	functionName = regexp.MustCompile(`([A-Z][A-Z0-9.]*)\(`)
)

// TestFunctions checks that formulas use no function beyond the short list.
func TestFunctions(t *testing.T) {
	w := read(t, releasedWorkbook(t))
	used := map[string]int{}
	for _, sheet := range w.Sheets {
		for _, c := range cells(t, w, sheet) {
			for _, m := range functionName.FindAllStringSubmatch(quotedText.ReplaceAllString(c.Formula, ""), -1) {
				used[m[1]]++
				if !functions[m[1]] {
					t.Errorf("%s!%s uses %s: %s", sheet, c.At(), m[1], c.Formula)
				}
			}
		}
	}
	if used["INDEX"] == 0 || used["COUNTIFS"] == 0 {
		t.Errorf("hardly a formula was found: %v", used)
	}
}

// light is a dataset without the tables that no formula reads, which take a spreadsheet most of its time to load.
func light(t *testing.T) *dataset.Dataset {
	d := released(t)
	d.Provenance, d.SourceLines, d.Findings, d.HandbookSections, d.ESCOSkills, d.ESCOOccupationSkills, d.ESCOOccupations = nil, nil, nil, nil, nil, nil, nil
	d.Locators, d.DCWFStatements, d.DCWFWorkRoleStatements, d.TaskDCWF = d.Locators[:0], d.DCWFStatements[:0], d.DCWFWorkRoleStatements[:0], d.TaskDCWF[:0]
	d.NICEWorkRoleStatements, d.NICEAreaStatements, d.NICETaskAlignments = d.NICEWorkRoleStatements[:0], d.NICEAreaStatements[:0], d.NICETaskAlignments[:0]
	return d
}

// results matches the result of a formula as the part of a sheet holds it.
var results = regexp.MustCompile(`</f><v>[^<]*</v>`)

// chosenWorkbook writes the workbook of a choice, with the results of all formulas taken out of it: who wants to
// see them has to compute them.
func chosenWorkbook(t *testing.T, d *dataset.Dataset, c choice, file string) *Workbook {
	t.Helper()
	b, err := newBook(d)
	if err != nil {
		t.Fatal(err)
	}
	b.choose(b.working, c)
	data, err := b.write()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	p := unpack(t, data)
	for _, name := range p.names {
		part := p.parts[name]
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			part = results.ReplaceAll(part, []byte("</f>"))
		}
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return read(t, data)
}

// A step changes cells of a workbook: sheet, cell, value, and whether it is a number, in turn.
type step []string

func (s step) number(sheet, at string, value int) step {
	return append(s, sheet, at, strconv.Itoa(value), "n")
}

func (s step) text(sheet, at, value string) step { return append(s, sheet, at, value, "s") }

// libreOffice returns the path of LibreOffice. It skips the test where that is not installed, and where tests are to be
// short.
func libreOffice(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("left to make whole: LibreOffice computes the formulas")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: the formulas are not recalculated")
	}
	return office
}

// recalculated lets LibreOffice open a workbook, take each step and compute everything anew. It returns the
// results of the formulas of the sheets after each step, by sheet and cell. It skips the test where LibreOffice is
// not installed.
func recalculated(t *testing.T, file string, sheets []string, steps []step) []map[string]string {
	t.Helper()
	office := libreOffice(t)
	dir := t.TempDir()
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	// The first start fills the folder of the macros, and would write over ours.
	if out, err := exec.Command(office, profile, "--headless", "--terminate_after_init").CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v: %s", err, out)
	}
	for _, name := range []string{"script.xlb", "Recalculate.xba"} {
		data, err := os.ReadFile(filepath.Join("testdata", "office", name))
		if err != nil {
			t.Fatal(err)
		}
		save(t, filepath.Join(dir, "profile", "user", "basic", "Standard", name), string(data))
	}
	var lines []string
	for _, s := range steps {
		lines = append(lines, strings.Join(s, "\t"))
	}
	save(t, filepath.Join(dir, "steps"), strings.Join(lines, "\n"))
	save(t, filepath.Join(dir, "sheets"), strings.Join(sheets, "\n"))
	macro := fmt.Sprintf("macro:///Standard.Recalculate.Run(%s)", strings.Join([]string{file, dir + "/steps", dir + "/sheets", dir}, ","))
	command := exec.Command(office, profile, "--headless", "--norestore", macro)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v: %s", err, out)
	}
	after := make([]map[string]string, len(steps))
	for i := range steps {
		data, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(i)+".txt"))
		if err != nil {
			t.Fatalf("LibreOffice wrote nothing for step %d, %v: %v", i, steps[i], err)
		}
		after[i] = map[string]string{}
		for line := range strings.Lines(string(data)) {
			fields := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 4)
			row, _ := strconv.Atoi(fields[1])
			column, _ := strconv.Atoi(fields[2])
			after[i][fields[0]+"!"+Cell{Row: row, Column: column}.At()] = fields[3]
		}
	}
	return after
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestRecalculated lets LibreOffice compute the workbook anew for every specialty at every band, for a grade in
// no band and for choices that do not exist, and compares the result of every formula with the one that is written
// for that choice, which comes from the tables.
func TestRecalculated(t *testing.T) {
	libreOffice(t) // before workbooks are written for it
	d := light(t)
	b, err := newBook(d)
	if err != nil {
		t.Fatal(err)
	}
	var choices []choice
	for _, name := range b.working.names {
		for _, band := range d.Bands {
			choices = append(choices, choice{name, band.GSMin})
		}
	}
	choices = append(choices, choice{b.working.names[1], 8}, choice{"No such specialty", 9}, choice{"", 9}, choice{b.working.names[0], 15})
	choices = some(t, choices)
	var steps []step
	for _, c := range choices {
		steps = append(steps, step{}.text(gradeSheet, "B4", c.specialty).number(gradeSheet, "B5", c.grade))
	}
	file := filepath.Join(t.TempDir(), "book.xlsx")
	written := chosenWorkbook(t, d, choices[0], file)
	var computed []string
	for _, sheet := range written.Sheets {
		if slices.ContainsFunc(cells(t, written, sheet), func(c Cell) bool { return c.Formula != "" }) {
			computed = append(computed, sheet)
		}
	}
	compared := 0
	for i, results := range recalculated(t, file, computed, steps) {
		want := chosenWorkbook(t, d, choices[i], file)
		wrong := 0
		for _, sheet := range computed {
			for _, c := range cells(t, want, sheet) {
				if c.Formula == "" {
					continue
				}
				compared++
				if got := results[sheet+"!"+c.At()]; !sameResult(got, c.Value) {
					if wrong++; wrong < 8 {
						t.Errorf("%s at GS-%d: %s!%s: computed %q, written %q by %s", choices[i].specialty, choices[i].grade, sheet, c.At(), got, c.Value, c.Formula)
					}
				}
			}
		}
	}
	t.Logf("%d results compared for %d choices", compared, len(choices))
	if compared < 1000*len(choices) {
		t.Errorf("%d results compared for %d choices, expected more", compared, len(choices))
	}
}

// some takes as many choices at random as EXCEL_CHOICES says, "all" for each of them; without it a few, since each
// takes seconds. The seed is printed; EXCEL_SEED repeats the choices of another run.
func some(t *testing.T, choices []choice) []choice {
	t.Helper()
	n := 3
	switch only := os.Getenv("EXCEL_CHOICES"); only {
	case "":
	case "all":
		return choices
	default:
		var err error
		if n, err = strconv.Atoi(only); err != nil || n < 1 {
			t.Fatalf("EXCEL_CHOICES is %q; expected a number from 1, or all", only)
		}
	}
	seed := rand.Uint64()
	if given := os.Getenv("EXCEL_SEED"); given != "" {
		var err error
		if seed, err = strconv.ParseUint(given, 10, 64); err != nil {
			t.Fatalf("EXCEL_SEED is %q; expected a number", given)
		}
	}
	t.Logf("EXCEL_SEED=%d", seed)
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(choices), func(i, k int) { choices[i], choices[k] = choices[k], choices[i] })
	return choices[:min(n, len(choices))]
}

// sameResult compares numbers as numbers.
func sameResult(a, b string) bool {
	if a == b {
		return true
	}
	x, err := strconv.ParseFloat(a, 64)
	y, other := strconv.ParseFloat(b, 64)
	return err == nil && other == nil && x-y < 1e-9 && y-x < 1e-9
}
