package excel

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

// rowOf finds the row of a text in a column of a sheet.
func rowOf(t *testing.T, w *Workbook, sheet string, column int, text string) int {
	t.Helper()
	for _, c := range cells(t, w, sheet) {
		if c.Column == column && c.Value == text {
			return c.Row
		}
	}
	t.Fatalf("%s: no %q in column %s", sheet, text, columnName(column))
	return 0
}

// TestForms fills in the forms as people do, lets LibreOffice compute them, and compares with the tables.
func TestForms(t *testing.T) {
	libreOffice(t) // before a workbook is written for it
	d := light(t)
	chosen := choice{"Information Security", 9}
	file := filepath.Join(t.TempDir(), "book.xlsx")
	w := chosenWorkbook(t, d, chosen, file)
	x := role.NewIndex(d)
	r, _ := x.At("information-security", "intermediate")
	ratings := fillRatings(t, w, r)
	general, technical, task := r.General.Needs[1].Competency, r.Technical.Needs[2].Competency, r.Tasks[3]
	marks := step{}
	for _, name := range []string{general.Name, technical.Name, task.Statement} {
		marks = marks.text(announceSheet, fmt.Sprintf("A%d", rowOf(t, w, announceSheet, nameColumn, name)), "x")
	}
	plan := step{}.text(assessmentSheet, "A7", technical.Name).text(assessmentSheet, "A8", "External Awareness").text(assessmentSheet, "A9", "Basket Weaving")
	lookups := []string{"", "Basket Weaving", "Teamwork"}
	steps := []step{ratings, marks, plan}
	for _, name := range lookups {
		steps = append(steps, step{}.text(lookupSheet, "B4", name))
	}
	after := recalculated(t, file, []string{gapSheet, announceSheet, assessmentSheet, lookupSheet}, steps)

	for place, want := range map[string]string{"G6": "3", "H6": "2", "I6": "1", "J6": "", "G7": "2", "H7": "1", "I7": "0", "G8": "3", "H8": "3", "G9": "1", "H9": "1.5", "I9": "0"} {
		if got := after[0][gapSheet+"!"+place]; !sameResult(got, want) {
			t.Errorf("gaps of three people: %s is %q, want %q", place, got, want)
		}
	}
	for place, want := range map[string]string{"G12": "1", "H12": "3", "I12": "0", "D12": "3", "E12": "2", "G13": "0", "H13": "0", "D13": "2"} {
		if got := after[0][gapSheet+"!"+place]; !sameResult(got, want) {
			t.Errorf("gaps of %s: %s is %q, want %q", r.General.Needs[0].Competency.Name, place, got, want)
		}
	}
	checkAnnouncement(t, d, after[1], announcement.Choice{ProfileID: "information-security", Grade: 9, Competencies: []string{general.CompetencyID, technical.CompetencyID}, Tasks: []string{task.TaskID}})
	for place, want := range map[string]string{"B7": "technical", "C7": dataset.OrEmpty(technical.Definition), "D7": "yes", "D8": "no: not needed for this selection", "B9": "", "D9": "Not on the list", "D10": ""} {
		if got := after[2][assessmentSheet+"!"+place]; got != want {
			t.Errorf("plan: %s is %q, want %q", place, got, want)
		}
	}
	for i := range lookups[:2] {
		results := after[3+i]
		for place, value := range results {
			if place == lookupSheet+"!B6" {
				if value != chooseCompetency {
					t.Errorf("lookup of %q says %q, want %q", lookups[i], value, chooseCompetency)
				}
			} else if strings.HasPrefix(place, lookupSheet) && value != "" {
				t.Errorf("lookup of %q: %s is %q, want nothing", lookups[i], place, value)
			}
		}
	}
	holds := 0
	for place, value := range after[5] {
		if strings.HasPrefix(place, lookupSheet+"!C") && value == "(X)" {
			holds++
		}
	}
	if holds != len(d.Profiles)-1 {
		t.Errorf("lookup of Teamwork: it applies to %d specialties, want all %d", holds, len(d.Profiles)-1)
	}
}

// fillRatings rates three people in the first competencies of a role: the first person 2, 3 and 1, the second
// 0 and 4, the third 5 in the first alone.
func fillRatings(t *testing.T, w *Workbook, r role.Role) step {
	t.Helper()
	s := step{}
	for person, levels := range [][]int{{2, 3, 1}, {0, 4}, {5}} {
		for i, level := range levels {
			row := rowOf(t, w, ratingSheet, 1, r.General.Needs[i].Competency.Name)
			s = s.number(ratingSheet, columnName(firstPerson+person)+fmt.Sprint(row), level)
		}
	}
	return s
}

// checkAnnouncement compares the text on the sheet with the one that the package announcement composes.
func checkAnnouncement(t *testing.T, d *dataset.Dataset, results map[string]string, c announcement.Choice) {
	t.Helper()
	a, err := announcement.Compose(d, c)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, section := range a.Sections() {
		want = append(append(want, section.Heading), section.Text...)
		for _, item := range section.Items {
			if item.Term != "" {
				item.Text = item.Term + ": " + item.Text
			}
			want = append(want, item.Text)
		}
	}
	head := announceHeader(announcement.Notes(d, a.Series))
	for row := head + 1; row < head+300; row++ {
		if line := results[announceSheet+"!"+columnName(textColumn)+fmt.Sprint(row)]; line != "" {
			got = append(got, strings.TrimPrefix(line, "- "))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("announcement:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestGradeOfInformationSecurity checks the answer to the main question as a person counted it in the handbook: at
// GS-9 Information Security needs 28 general and 29 technical competencies.
func TestGradeOfInformationSecurity(t *testing.T) {
	d := light(t)
	w := chosenWorkbook(t, d, choice{"Information Security", 9}, filepath.Join(t.TempDir(), "book.xlsx"))
	kinds := map[string]int{}
	for _, c := range cells(t, w, gradeSheet) {
		if c.Column == 1 && c.Formula != "" {
			kinds[c.Value]++
		}
	}
	if kinds["general"] != 28 || kinds["technical"] != 29 || kinds["task"] != 20 {
		t.Errorf("the list has %v", kinds)
	}
	for name, want := range map[string]string{
		"Career band": "Intermediate Level (GS 9–11)", "Technical: compared with the band below": "Not stated: the handbook has no table for one of the two bands.",
		"General: compared with the band below": "8 new compared with Entry Level; no longer important: Oral Communication.",
	} {
		row := rowOf(t, w, gradeSheet, 1, name)
		if !slices.ContainsFunc(cells(t, w, gradeSheet), func(c Cell) bool { return c.Row == row && c.Column == 2 && c.Value == want }) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
}

// TestGeneralCompetenciesHoldForEverySpecialty checks that the view of specialties counts them for each profile.
func TestGeneralCompetenciesHoldForEverySpecialty(t *testing.T) {
	d := light(t)
	w := read(t, written(t, d))
	row, counted := rowOf(t, w, "Specialties", 1, "General competencies"), 0
	for _, c := range cells(t, w, "Specialties") {
		if c.Row == row && c.Column > 1 {
			counted++
			if c.Value != "30" {
				t.Errorf("Specialties!%s: %s general competencies, want the 30 that the profile of all work names", c.At(), c.Value)
			}
		}
	}
	if counted != len(d.Profiles) {
		t.Errorf("%d profiles counted, want %d", counted, len(d.Profiles))
	}
}

// TestStars checks that measures are 0 or 1, that their sums are what the tables count, and that no key is twice.
func TestStars(t *testing.T) {
	d := released(t)
	w := read(t, releasedWorkbook(t))
	important, rises := 0, 0
	for _, c := range d.CompetencyBands {
		if c.Important {
			important++
		}
	}
	for _, r := range d.CompetencyRankings {
		if dataset.OrEmpty(r.Trend) == dataset.Rises {
			rises++
		}
	}
	sums := map[string]map[string]int{}
	for _, st := range stars() {
		sums[st.name] = starSums(t, w, st)
	}
	for _, tt := range []struct {
		star, measure string
		want          int
	}{
		{"star_competency_band", "important", important}, {"star_competency_band", "has_footnote", len(d.CompetencyBandNotes)},
		{"star_profile_competency", "named", len(d.ProfileCompetencies)}, {"star_profile_competency", "applies", len(d.ProfileCompetencies) + 30*11},
		{"star_profile_task", "listed", len(d.ProfileTasks)}, {"star_ranking", "rises", rises},
	} {
		if got := sums[tt.star][tt.measure]; got != tt.want {
			t.Errorf("%s: the sum of %s is %d, want %d", tt.star, tt.measure, got, tt.want)
		}
	}
}

// starSums adds up the measures of a star.
func starSums(t *testing.T, w *Workbook, st star) map[string]int {
	t.Helper()
	sums, keys, row := map[string]int{}, map[string]bool{}, map[int]string{}
	check := func() {
		key := ""
		for i, c := range st.columns {
			if strings.HasSuffix(c.name, "_id") {
				key += row[i+1] + "|"
			}
		}
		if keys[key] {
			t.Errorf("%s: the key %s appears twice", st.name, key)
		}
		keys[key] = true
		clear(row)
	}
	last := 1
	for _, c := range cells(t, w, st.name) {
		if c.Row == 1 {
			if want := st.columns[c.Column-1].name; c.Value != want {
				t.Errorf("%s: the heading of column %d is %s, want %s", st.name, c.Column, c.Value, want)
			}
			continue
		}
		if c.Row != last && last > 1 {
			check()
		}
		last, row[c.Column] = c.Row, c.Value
		if column := st.columns[c.Column-1]; column.measure {
			switch c.Value {
			case "1":
				sums[column.name]++
			case "0":
			default:
				t.Errorf("%s!%s: %q in a measure", st.name, c.At(), c.Value)
			}
		}
	}
	check()
	return sums
}
