package excel

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/announcement"
)

// What a hiring manager must not misread on the sheets.
func TestWords(t *testing.T) {
	w := read(t, releasedWorkbook(t))
	said := map[string]string{}
	for _, sheet := range []string{titleSheet, announceSheet, crosswalkSheet, rankingSheet, lookupSheet, "Findings", contentsSheet} {
		for _, c := range cells(t, w, sheet) {
			said[sheet] += c.Value + "\n"
		}
	}
	for sheet, wants := range map[string][]string{
		titleSheet:     {"What U.S. Customs and Border Protection's page on series 2210 prints:", "Which profile a title belongs to was judged by an AI language model; no person has checked it."},
		announceSheet:  {"as printed on U.S. Customs and Border Protection's page on series 2210;", `[Replace with your qualification statement. U.S. Customs and Border Protection's page on series 2210 says: "(Alternative A`},
		crosswalkSheet: {"\nJudged by\nBasis\n", "\nAI model\nreview of both texts\n", "AI language models judged the mappings; no person has checked them.", "In rows of the kind NICE work role, our concept is the NICE work role."},
		rankingSheet:   {"All IT work (whole series)", "\nsame\n"},
		lookupSheet:    {"AI model"},
		"Findings":     {" info findings. "},
		contentsSheet:  {"Fill in the framed cells.", "one employer's page on the job series", "Which concepts of ESCO, NICE and the DCWF correspond to our competencies, specialties, titles and tasks", fmt.Sprintf("\n%d rows\n", len(released(t).CompetencyRankings))},
	} {
		for _, want := range wants {
			if !strings.Contains(said[sheet], want) {
				t.Errorf("%s does not say %q", sheet, want)
			}
		}
	}
	// The first sheets are views and forms; then come the tables for pivots.
	firstStar := slices.IndexFunc(w.Sheets, func(name string) bool { return strings.HasPrefix(name, "star_") })
	if lookups := []int{slices.Index(w.Sheets, codeSheet), slices.Index(w.Sheets, workRoleSheet), slices.Index(w.Sheets, lookupSheet)}; slices.Min(lookups) < 0 || slices.Max(lookups) > firstStar {
		t.Errorf("the lookups are at %v, the first star at %d", lookups, firstStar)
	}
}

// A work role that is only the nearest is not shown as a counterpart.
func TestNearestIsNoCounterpart(t *testing.T) {
	d := light(t)
	for specialty, want := range map[string]string{
		"Data Management": "means nearly the same as: Database Administration", "Internet/Web Services": "no close counterpart; nearest: ", "All IT work (whole series)": "no close counterpart; nearest: ",
	} {
		w := chosenWorkbook(t, d, choice{specialty, 9}, filepath.Join(t.TempDir(), "book.xlsx"))
		row := rowOf(t, w, gradeSheet, 1, "Closest NICE work role")
		for _, c := range cells(t, w, gradeSheet) {
			if c.Row == row && c.Column == 2 && (!strings.HasPrefix(c.Value, want) || strings.HasSuffix(c.Value, ": ")) {
				t.Errorf("%s: the closest work role is %q; expected %q", specialty, c.Value, want)
			}
		}
	}
}

// Columns that only compute are hidden, and no others.
func TestHiddenColumns(t *testing.T) {
	w := read(t, releasedWorkbook(t))
	hidden := regexp.MustCompile(`<col [^>]*hidden="(?:1|true)"[^>]*>`)
	column := regexp.MustCompile(`min="(\d+)" max="(\d+)"`)
	for _, sheet := range w.Sheets {
		part, err := w.part(w.at[sheet])
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, col := range hidden.FindAllString(string(part), -1) {
			m := column.FindStringSubmatch(col)
			got += fmt.Sprintf(" %s-%s", m[1], m[2])
		}
		if want := map[string]string{announceSheet: " 8-8 9-9 10-10", lookupSheet: " 7-7"}[sheet]; got != want {
			t.Errorf("%s hides the columns%s; expected%s", sheet, got, want)
		}
	}
}

// A text longer than a formula's text may be is joined from pieces.
func TestLongLiterals(t *testing.T) {
	for text, want := range map[string]string{
		"": `""`, `a "b"`: `"a ""b"""`, strings.Repeat("é", 256): `"` + strings.Repeat("é", 255) + `"&"é"`,
	} {
		if got := literal(text); got != want {
			t.Errorf("%.20q becomes %q; expected %q", text, got, want)
		}
	}
}

// At GS-6 no way to qualify is offered that is printed for GS-5 and GS-7, in the values and in the formulas.
func TestQualificationsOfGS6(t *testing.T) {
	libreOffice(t)
	d := light(t)
	file := filepath.Join(t.TempDir(), "book.xlsx")
	w := chosenWorkbook(t, d, choice{"Information Security", 6}, file)
	shown := func(cells map[string]string) (n int) {
		for at, value := range cells {
			if strings.HasPrefix(at, announceSheet+"!"+columnName(textColumn)) && strings.HasPrefix(value, "[Replace with your qualification statement.") {
				n++
			}
		}
		return n
	}
	written := map[string]string{}
	for _, c := range cells(t, w, announceSheet) {
		written[announceSheet+"!"+c.At()] = c.Value
	}
	if n := shown(written); n != 1 {
		t.Errorf("at GS-6 the sheet offers %d ways to qualify", n)
	}
	after := recalculated(t, file, []string{announceSheet}, []step{step{}.number(gradeSheet, "B5", 7), step{}.number(gradeSheet, "B5", 6)})
	if at7, at6 := shown(after[0]), shown(after[1]); at7 != 2 || at6 != 1 {
		t.Errorf("LibreOffice offers %d ways to qualify at GS-7 and %d at GS-6; expected 2 and 1", at7, at6)
	}
	checkAnnouncement(t, d, after[1], announcement.Choice{ProfileID: "information-security", Grade: 6, Competencies: []string{}, Tasks: []string{}})
}
