package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/reviewsheet/sheettest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/reviewsheet"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// throughLibreOffice opens a workbook in LibreOffice and saves it again, where that program is installed; else it
// returns the workbook as it is, and a subtest that is skipped says so.
func throughLibreOffice(t *testing.T, path string) string {
	t.Helper()
	reason := ""
	if testing.Short() {
		reason = "left to make whole: a review sheet is saved by LibreOffice"
	} else if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("FWCI_REQUIRE_READERS") != "" {
			t.Fatal("LibreOffice is not installed")
		}
		reason = "LibreOffice is not installed: no review sheet is saved by it"
	}
	if reason != "" {
		t.Run("saved by LibreOffice", func(t *testing.T) { t.Skip(reason) })
		return path
	}
	dir := t.TempDir()
	c := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "xlsx", "--outdir", dir, path)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, filepath.Base(path))
}

// mappingsOf reads a mapping set below raw.
func mappingsOf(t *testing.T, raw, set string) *sssom.Set {
	t.Helper()
	path := filepath.Join(raw, extract.MappingsDir, set+extract.MappingsSuffix)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := sssom.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestSheetFilledByPersonGoesInAndOut(t *testing.T) {
	t.Parallel()
	raw, book := copiedRaw(t), filepath.Join(t.TempDir(), "review.xlsx")
	before := mappingsOf(t, raw, "title-profile")
	if code, _, messages := sit(t, "", "--raw", raw, "--set", "title-profile", "--export", book); code != exitDone {
		t.Fatalf("exit %d: %s", code, messages)
	}
	sheet, err := reviewsheet.Read(book, read(t, book))
	if err == nil || !strings.Contains(err.Error(), `Signature!B1: "Your name" is empty`) {
		t.Fatalf("an unsigned sheet is read: %v, %v", sheet, err)
	}
	choice, confidence, comment := sheettest.Column(t, "Your judgment"), sheettest.Column(t, "Your confidence"), sheettest.Column(t, "Your reason")
	reason := `Two kinds of work: "C#" & =1+1`
	if _, err := exec.LookPath("soffice"); err == nil && !testing.Short() {
		reason += " _x0041_" // LibreOffice escapes it; the library that fills the sheet here does not
	}
	said := sheettest.Cell(t, book, sheettest.Column(t, "Judged before")+"2")
	sheettest.Fill(t, book, map[string]any{
		"Signature!B1": "Jane Doe", "Signature!B2": "2026-12-01",
		"Mappings!" + choice + "2": said, "Mappings!" + confidence + "2": 0.9,
		"Mappings!" + choice + "3": reviewsheet.NoMatch, "Mappings!" + comment + "3": reason,
	})
	filled := throughLibreOffice(t, book)
	code, out, messages := sit(t, "", "--raw", raw, "--import", filled)
	if code != exitDone || !strings.Contains(messages, "2 judgments by Jane Doe saved") || !strings.Contains(messages, "1 as judged before, 1 differently") || !strings.Contains(out, ": rejected; ") {
		t.Fatalf("exit %d:\n%s%s", code, out, messages)
	}
	after := mappingsOf(t, raw, "title-profile")
	if len(after.Mappings) != len(before.Mappings)+2 {
		t.Fatalf("the set has %d mappings; expected two more than %d", len(after.Mappings), len(before.Mappings))
	}
	var persons []sssom.Mapping
	for _, m := range after.Mappings {
		if crosswalk.Status(after, m) == crosswalk.Person {
			persons = append(persons, m)
		}
	}
	if len(persons) != 2 || persons[0].Date != "2026-12-01" || !slices.Equal(persons[0].Reviewers, []string{"Jane Doe"}) {
		t.Fatalf("the person's judgments are %v", persons)
	}
	if at := slices.IndexFunc(persons, func(m sssom.Mapping) bool { return m.Not }); at < 0 || persons[at].Comment != reason || !persons[at].Unscored {
		t.Errorf("the rejection is %+v; expected the reason %q and no confidence", persons, reason)
	}
	if at := slices.IndexFunc(persons, func(m sssom.Mapping) bool { return !m.Not }); at < 0 || persons[at].Confidence != 0.9 {
		t.Errorf("the confirmation is %+v; expected the confidence 0.9", persons)
	}
	published(t, raw)

	text := read(t, filepath.Join(raw, extract.MappingsDir, "title-profile"+extract.MappingsSuffix))
	if code, _, messages := sit(t, "", "--raw", raw, "--import", filled); code != exitDone {
		t.Fatalf("a second time, exit %d: %s", code, messages)
	}
	if string(read(t, filepath.Join(raw, extract.MappingsDir, "title-profile"+extract.MappingsSuffix))) != string(text) {
		t.Error("the same sheet, read a second time, changes the set")
	}
	sheettest.Fill(t, filled, map[string]any{"Signature!B1": "John Roe"})
	if code, _, messages := sit(t, "", "--raw", raw, "--import", filled); code != exitFailure || !strings.Contains(messages, "Jane Doe has judged this pair") {
		t.Errorf("another person's sheet: exit %d: %s", code, messages)
	}
}

// published checks that the tables made from raw give the person's judgments.
func published(t *testing.T, raw string) {
	t.Helper()
	sources, err := extract.Load(raw)
	if err != nil {
		t.Fatal(err)
	}
	d, err := transform.Build(sources)
	if err != nil {
		t.Fatal(err)
	}
	persons := 0
	for _, row := range d.TitleProfile {
		if row.ReviewStatus == crosswalk.Person {
			persons++
		}
	}
	if persons != 1 {
		t.Errorf("%d published mappings are of a person; expected the confirmed one, and the rejected pair not to be published", persons)
	}
	if n := len(slices.DeleteFunc(slices.Clone(d.Findings), func(f dataset.Finding) bool { return f.Rule != "judgments-differ" })); n != 1 {
		t.Errorf("%d findings say where person and model differ; expected 1", n)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// copied adds the cells of a row of the mappings, as those of another row, to cells; visible leaves out the hidden
// columns, as sorting a part of the columns does.
func copied(t *testing.T, book string, from, to int, cells map[string]any) map[string]any {
	t.Helper()
	for _, c := range reviewsheet.Columns {
		if column := sheettest.Column(t, c.Name); !c.Own {
			cells["Mappings!"+column+strconv.Itoa(to)] = sheettest.Cell(t, book, column+strconv.Itoa(from))
		}
	}
	return cells
}

func visible(t *testing.T, book string, from, to int, cells map[string]any) map[string]any {
	t.Helper()
	for _, c := range reviewsheet.Columns {
		if column := sheettest.Column(t, c.Name); !c.Own && !c.Hidden {
			cells["Mappings!"+column+strconv.Itoa(to)] = sheettest.Cell(t, book, column+strconv.Itoa(from))
		}
	}
	return cells
}

// What an earlier sheet of the same person said is not counted with a later one.
func TestLaterSheetCountsItsOwnJudgments(t *testing.T) {
	t.Parallel()
	raw, dir := copiedRaw(t), t.TempDir()
	choice := sheettest.Column(t, "Your judgment")
	for i, cells := range []map[string]any{
		{"Mappings!" + choice + "2": reviewsheet.NoMatch, "Mappings!" + choice + "3": reviewsheet.NoMatch},
		{"Mappings!" + choice + "4": reviewsheet.NoMatch},
	} {
		book := filepath.Join(dir, strconv.Itoa(i)+".xlsx")
		if code, _, messages := sit(t, "", "--raw", raw, "--set", "title-profile", "--export", book); code != exitDone {
			t.Fatalf("exit %d: %s", code, messages)
		}
		sheettest.Fill(t, book, map[string]any{"Signature!B1": "Jane Doe", "Signature!B2": "2026-12-01"})
		sheettest.Fill(t, book, cells)
		code, out, messages := sit(t, "", "--raw", raw, "--import", book)
		if code != exitDone || !strings.Contains(messages, strconv.Itoa(len(cells))+" judgment") || !strings.Contains(messages, "0 as judged before, "+strconv.Itoa(len(cells))+" differently") || strings.Count(out, "\n") != len(cells) {
			t.Errorf("sheet %d: exit %d:\n%s%s", i+1, code, out, messages)
		}
	}
}

func TestSheetProblemsNameTheirCells(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Run("other problems", func(t *testing.T) { t.Skip("left to make whole: two of three problems of a review sheet") })
	}
	raw, dir := copiedRaw(t), t.TempDir()
	book := filepath.Join(dir, "review.xlsx")
	if code, _, messages := sit(t, "", "--raw", raw, "--set", "title-profile", "--export", book); code != exitDone {
		t.Fatalf("exit %d: %s", code, messages)
	}
	original := read(t, book)
	choice, confidence, subject := sheettest.Column(t, "Your judgment"), sheettest.Column(t, "Your confidence"), sheettest.Column(t, "subject_digest")
	signed := map[string]any{"Signature!B1": "Jane Doe", "Signature!B2": "2026-12-01"}
	for i, test := range []struct {
		cells map[string]any
		want  string
	}{
		{map[string]any{"Mappings!" + choice + "2": "same"}, "Mappings!" + choice + `2: the judgment "same"; expected "exact"`},
		{map[string]any{"Mappings!" + choice + "2": "exact", "Mappings!" + confidence + "2": 8}, "Mappings!" + confidence + `2: the confidence "8"`},
		{map[string]any{"Mappings!" + confidence + "2": 0.5}, "Mappings!" + choice + "2: there is a confidence or a reason but no judgment"},
		{map[string]any{"Signature!B2": "yesterday"}, `Signature!B2: the date "yesterday"; expected a date such as 2026-12-31`},
		{map[string]any{"Mappings!A1": "Topic"}, `there is no column "Subject"`},
		{map[string]any{"Mappings!A99": "More"}, "rows cannot be added here"},
		{map[string]any{"Mappings!" + choice + "2": "exact", "Mappings!" + subject + "2": "0000000000000000"}, "row 2: the definition of"},
		{map[string]any{"Mappings!" + choice + "2": reviewsheet.Nothing}, `row 2: the judgment is "nothing fits"`},
		{map[string]any{"Signature!B2": 20261231}, `Signature!B2: the date "20261231"`},
		{map[string]any{"Signature!B1": "Language model K"}, `is signed by "Language model K", a language model by its name`},
		{map[string]any{"Mappings!" + choice + "2": sheettest.Formula(`"ex"&"act"`)}, "Mappings!" + choice + `2: the formula "\"ex\"&\"act\"" has no result`},
		{visible(t, book, 3, 2, map[string]any{"Mappings!" + choice + "2": "exact"}), "row 2: the subject shown is"},
		{map[string]any{"Mappings!" + choice + "2": "exact", "Mappings!C2": "Another"}, `row 2: the counterpart shown is "Another"; the row is of`},
		{map[string]any{"Mappings!" + choice + "2": "exact", "Mappings!D2": "Another text."}, "row 2: the definition shown is not that of today of"},
		{copied(t, book, 2, 13, map[string]any{"Mappings!" + choice + "2": "exact", "Mappings!" + choice + "13": "broad"}), "are judged in row 2, too; expected one judgment of a pair"},
	} {
		if testing.Short() && i%3 > 0 {
			continue
		}
		path := filepath.Join(dir, strconv.Itoa(i)+".xlsx")
		if err := os.WriteFile(path, original, 0o644); err != nil {
			t.Fatal(err)
		}
		sheettest.Fill(t, path, signed)
		sheettest.Fill(t, path, test.cells)
		set := read(t, filepath.Join(raw, extract.MappingsDir, "title-profile"+extract.MappingsSuffix))
		code, _, messages := sit(t, "", "--raw", raw, "--import", path)
		if code != exitFailure || !strings.Contains(messages, test.want) {
			t.Errorf("%v: exit %d:\n%s\nexpected %q", test.cells, code, messages, test.want)
		}
		if string(set) != string(read(t, filepath.Join(raw, extract.MappingsDir, "title-profile"+extract.MappingsSuffix))) {
			t.Errorf("%v: the set is changed although the sheet has problems", test.cells)
		}
	}
	for _, args := range [][]string{
		{"--export", filepath.Join(dir, "x.xlsx"), "--import", book},
		{"--export", filepath.Join(dir, "x.csv"), "--set", "title-profile"},
		{"--export", filepath.Join(dir, "x.xlsx"), "--set", "competency-skill"},
		{"--import", book, "--reviewer", "Jane Doe"},
	} {
		if code, _, messages := sit(t, "", append(args, "--raw", raw)...); code != exitUsage {
			t.Errorf("%v: exit %d: %s; expected wrong usage", args, code, messages)
		}
	}
	if code, _, messages := sit(t, "", "--raw", raw, "--set", "title-profile", "--export", book); code != exitFailure || !strings.Contains(messages, "may contain a person's judgments") {
		t.Errorf("an earlier sheet is overwritten: exit %d: %s", code, messages)
	}
}
