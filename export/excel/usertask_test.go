package excel

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// formula writes a formula of the user's own, in the language of LibreOffice's files.
func (s step) formula(sheet, at, text string) step { return append(s, sheet, at, text, "f") }

// important reports whether a table of bands calls a competency important at a band.
func important(d *dataset.Dataset, scope, band, competency string) bool {
	return slices.ContainsFunc(d.CompetencyBands, func(r dataset.CompetencyBand) bool {
		return r.ScopeID == scope && r.BandID == band && r.CompetencyID == competency && r.Important
	})
}

// named reports whether the profile of a specialty names a competency.
func named(d *dataset.Dataset, profile, competency string) bool {
	return slices.ContainsFunc(d.ProfileCompetencies, func(r dataset.ProfileCompetency) bool { return r.ProfileID == profile && r.CompetencyID == competency })
}

// The tasks that people come with, done in LibreOffice. Each expected answer is computed from the tables, and not by
// the packages that the workbook is made with. Three people's gaps are in TestForms; the Word file of the
// announcement is opened in package word.
func TestUserTasks(t *testing.T) {
	d := light(t)
	file := filepath.Join(t.TempDir(), "book.xlsx")
	w := chosenWorkbook(t, d, choice{"Systems Administration", 12}, file)

	// An announcement for Systems Administration at GS-12.
	choose := announcement.Choice{ProfileID: "systems-administration", Grade: 12}
	var first dataset.Task
	for _, r := range d.ProfileTasks {
		if r.ProfileID == choose.ProfileID && r.Position == 1 {
			first = d.Tasks[slices.IndexFunc(d.Tasks, func(x dataset.Task) bool { return x.TaskID == r.TaskID })]
		}
	}
	choose.Tasks = []string{first.TaskID}
	announce := step{}.text(announceSheet, fmt.Sprintf("A%d", rowOf(t, w, announceSheet, nameColumn, first.Statement)), "x")
	for _, scope := range []string{"all", "it-operations-and-security"} {
		c := d.Competencies[slices.IndexFunc(d.Competencies, func(c dataset.Competency) bool {
			return important(d, scope, "journey", c.CompetencyID) && (scope == "all" || named(d, "systems-administration", c.CompetencyID))
		})]
		choose.Competencies = append(choose.Competencies, c.CompetencyID)
		announce = announce.text(announceSheet, fmt.Sprintf("A%d", rowOf(t, w, announceSheet, nameColumn, c.Name)), "x")
	}

	// Information Security at GS-9; what rises in IT Development and Analysis, including what enters the ranking, from the
	// table for pivots; Data Management compared with Systems Analysis, from the matrix.
	const matrix, scope = "Competencies by specialty", "it-development-and-analysis"
	ask := step{}.text(gradeSheet, "B4", "Information Security").number(gradeSheet, "B5", 9)
	ask = ask.formula(gradeSheet, "M4", fmt.Sprintf(`=SUMIFS($star_ranking.$J$2:$J$1000;$star_ranking.$A$2:$A$1000;"%s")+SUMIFS($star_ranking.$L$2:$L$1000;$star_ranking.$A$2:$A$1000;"%[1]s")`, scope))
	marks := func(profile string) string {
		for _, c := range cells(t, w, matrix) {
			if c.Row == 6 && c.Value == profile {
				letter := columnName(c.Column)
				return fmt.Sprintf(`$'%s'.$%s$7:$%s$500="X"`, matrix, letter, letter)
			}
		}
		t.Fatalf("%s has no column %q", matrix, profile)
		return ""
	}
	ours, theirs := marks("Data Management"), marks("Systems Analysis")
	ask = ask.formula(gradeSheet, "M5", fmt.Sprintf("=SUMPRODUCT((%s)*(%s))", ours, theirs))
	ask = ask.formula(gradeSheet, "M6", fmt.Sprintf("=SUMPRODUCT((%s)*(1-(%s)))", theirs, ours))

	after := recalculated(t, file, []string{gradeSheet, announceSheet}, []step{announce, ask})
	checkAnnouncement(t, d, after[0], choose)

	got, want := map[string][]string{}, map[string][]string{}
	for row := 22; row < 200; row++ {
		kind := after[1][fmt.Sprintf("%s!A%d", gradeSheet, row)]
		if name := after[1][fmt.Sprintf("%s!B%d", gradeSheet, row)]; name != "" && kind != "task" {
			got[kind] = append(got[kind], name)
		}
	}
	rising, shared, learn := 0, 0, 0
	for _, c := range d.Competencies {
		if important(d, "all", "intermediate", c.CompetencyID) {
			want["general"] = append(want["general"], c.Name)
		}
		if important(d, "it-operations-and-security", "intermediate", c.CompetencyID) && named(d, "information-security", c.CompetencyID) {
			want["technical"] = append(want["technical"], c.Name)
		}
		if c.Kind == "technical" && named(d, "systems-analysis", c.CompetencyID) {
			if named(d, "data-management", c.CompetencyID) {
				shared++
			} else {
				learn++
			}
		}
	}
	for _, r := range d.CompetencyRankings {
		if trend := dataset.OrEmpty(r.Trend); r.ScopeID == scope && (trend == "rises" || trend == "enters") {
			rising++
		}
	}
	for _, kind := range []string{"general", "technical"} {
		slices.Sort(got[kind])
		slices.Sort(want[kind])
		if !slices.Equal(got[kind], want[kind]) {
			t.Errorf("%s competencies of Information Security at GS-9:\n got %q\nwant %q", kind, got[kind], want[kind])
		}
	}
	if len(want["general"]) != 28 || len(want["technical"]) != 29 {
		t.Errorf("the tables have %d general and %d technical competencies; counted 28 and 29 in the handbook", len(want["general"]), len(want["technical"]))
	}
	for at, n := range map[string]int{"M4": rising, "M5": shared, "M6": learn} {
		if result := after[1][gradeSheet+"!"+at]; n == 0 || !sameResult(result, strconv.Itoa(n)) {
			t.Errorf("%s: LibreOffice computes %q; the tables have %d", at, result, n)
		}
	}
}
