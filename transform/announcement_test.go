package transform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestCompose(t *testing.T) {
	_, d := exporttest.Texts(t)
	a, err := announcement.Compose(d, announcement.Choice{ProfileID: "systems-administration", Grade: 12})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Information Technology Specialist (Systems Administration/SYSADMIN)" || a.Series != "2210" || len(a.Qualifications) != 1 || a.Qualifications[0].Alternative != "A" {
		t.Errorf("the position is %q, %q, %v", a.Title, a.Series, a.Qualifications)
	}
	if len(a.Tasks) != 20 || len(a.General) != announcement.FewGeneral || len(a.Technical) != announcement.FewTechnical {
		t.Errorf("%d tasks, %d and %d competencies", len(a.Tasks), len(a.General), len(a.Technical))
	}
	text := a.Text()
	for _, want := range []string{"POSITION\n- Title: Information Technology Specialist (Systems", "- Series: 2210\n", "- Grade: GS-12\n", "HOW TO QUALIFY\n- [Replace with your qualification statement. U.S. Customs and Border Protection's page on series 2210 says: \"(Alternative A", "DUTIES\n- ", "GENERAL COMPETENCIES\n", "- Integrity/Honesty: Contributes to"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	// Both alternatives hold at GS-5 and GS-7; nothing but general competencies at the entry band.
	entry, err := announcement.Compose(d, announcement.Choice{ProfileID: "systems-administration", Grade: 7})
	if err != nil || len(entry.Qualifications) != 2 || len(entry.Technical) != 0 {
		t.Errorf("at GS-7: %d ways to qualify, %d technical competencies, %v", len(entry.Qualifications), len(entry.Technical), err)
	}
}

// Alternative B is printed for "GS-5/7 levels only", which are two grades; where the page lists none, the text says so.
func TestQualifications(t *testing.T) {
	_, d := exporttest.Texts(t)
	open := func() string {
		found := ""
		for grade := 5; grade <= 15; grade++ {
			a, err := announcement.Compose(d, announcement.Choice{ProfileID: "systems-administration", Grade: grade})
			if grade == 8 && err != nil {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			found += fmt.Sprint(" ", grade)
			for _, q := range a.Qualifications {
				found += q.Alternative
			}
		}
		return found
	}
	if got, want := open(), " 5AB 6A 7AB 9A 10A 11A 12A 13A 14A 15A"; got != want {
		t.Errorf("the ways to qualify are open at%s; expected%s", got, want)
	}
	less := *d
	less.SeriesQualifications = nil
	a, err := announcement.Compose(&less, announcement.Choice{ProfileID: "systems-administration", Grade: 12})
	if want := "HOW TO QUALIFY\nU.S. Customs and Border Protection's page on series 2210 lists no way to qualify at this grade.\n"; err != nil || !strings.Contains(a.Text(), want) {
		t.Errorf("without ways to qualify, %v, the text lacks %q:\n%s", err, want, a.Text())
	}
	if got := announcement.Grades(dataset.SeriesQualification{Grades: "as announced", GSMin: 5, GSMax: 7}); !slices.Equal(got, []int{5, 6, 7}) {
		t.Errorf("grades that no rule reads: %v; expected those from the lowest to the highest", got)
	}
}

// The author is told which of the important competencies are named, who published the page, and of the related documents.
func TestNotes(t *testing.T) {
	_, d := exporttest.Texts(t)
	notes := func(d *dataset.Dataset, c announcement.Choice) []string {
		a, err := announcement.Compose(d, c)
		if err != nil {
			t.Fatal(err)
		}
		return a.Notes
	}
	for _, test := range []struct {
		choice announcement.Choice
		want   string
	}{
		{announcement.Choice{ProfileID: "systems-administration", Grade: 12}, "This draft names the 5 highest-ranked of 30 general and the 10 highest-ranked of 43 technical competencies important at this band."},
		{announcement.Choice{ProfileID: "systems-administration", Grade: 12, Competencies: []string{"oral-communication"}}, "This draft names 1 of 30 general and 0 of 43 technical competencies important at this band."},
		{announcement.Choice{ProfileID: "systems-administration", Grade: 5}, "This draft names the 5 highest-ranked of 21 general competencies important at this band."},
	} {
		if got := notes(d, test.choice); got[0] != test.want {
			t.Errorf("%v: the note is %q; expected %q", test.choice, got[0], test.want)
		}
	}
	text := strings.Join(notes(d, announcement.Choice{ProfileID: "systems-administration", Grade: 12}), "\n")
	for _, want := range []string{"as printed on U.S. Customs and Border Protection's page on series 2210; OPM's qualification standard governs.",
		"take the levels from OPM's standards where they set them, choose the method,",
		"\nAlso check a draft for series 2210 against OPM's “Competency-Based Qualification Standard for the Information Technology Management Series, 2210 (2026)”: it sets proficiency levels of the competencies by grade.\n",
		"\nAlso check a draft for series 2210 against OPM's “Competency-Based Classification Standard for the Information Technology Management Series, 2210 (2026)”: it defines the series and its titles. It names no parenthetical titles,"} {
		if !strings.Contains(text, want) {
			t.Errorf("the notes lack %q:\n%s", want, text)
		}
	}
	other := *d
	other.Info.Related = []dataset.Related{{Title: "Standard for Budget Analysis, 0560 (2026)"}, {Title: "Rules", Publisher: "Another Agency", Description: "Sets limits."}, {Title: "Guide to Writing"}}
	if got := announcement.Notes(&other, "2210"); got[len(got)-1] != "Also check a draft for series 2210 against “Guide to Writing”." || got[len(got)-2] != "Also check a draft for series 2210 against Another Agency's “Rules”: it sets limits." || !strings.Contains(strings.Join(got, "\n"), "0560") {
		t.Errorf("with related documents on no series of the release the notes are %q", got)
	}
	other.SeriesTitles = append(slices.Clone(d.SeriesTitles), dataset.SeriesTitle{TitleID: "0560-budget-analyst", Series: "0560"})
	if got := strings.Join(announcement.Notes(&other, "2210"), "\n"); strings.Contains(got, "0560") {
		t.Errorf("with a related document on another series of the release the notes are\n%s", got)
	}
	if got := announcement.Notes(d, "0560"); strings.Contains(strings.Join(got, "\n"), "2210 (2026)") {
		t.Errorf("the notes on a draft in another series are %q", got)
	}
	bare := *d
	bare.Info.Related, bare.Provenance = nil, nil
	text = strings.Join(notes(&bare, announcement.Choice{ProfileID: "systems-administration", Grade: 12}), "\n")
	if strings.Contains(text, "2026") || !strings.Contains(text, "as printed on the page of the job series;") {
		t.Errorf("without related documents and without provenance the notes are\n%s", text)
	}
}

func TestChoices(t *testing.T) {
	_, d := exporttest.Texts(t)
	a, err := announcement.Compose(d, announcement.Choice{ProfileID: "data-management", Grade: 9, Competencies: []string{"logical-systems-design"}, Tasks: []string{}, TitleID: "lead-information-technology-specialist"})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Technical) != 1 || len(a.General) != 0 || len(a.Tasks) != 0 || a.Title != "Lead Information Technology Specialist" || strings.Contains(a.Text(), "DUTIES") {
		t.Errorf("the announcement is\n%s", a.Text())
	}
	whole, err := announcement.Compose(d, announcement.Choice{ProfileID: "all-information-technology-management", Grade: 13})
	if err != nil || whole.Title != "Information Technology Specialist" {
		t.Errorf("the title for all work is %q, %v", whole.Title, err)
	}
	for _, test := range []struct {
		choice announcement.Choice
		want   string
	}{
		{announcement.Choice{ProfileID: "data-management", Grade: 8}, "GS-8 belongs to no band of the handbook; expected a grade of Entry Level (GS-5 to GS-7), Intermediate Level (GS-9 to GS-11)"},
		{announcement.Choice{ProfileID: "data", Grade: 9}, `no profile "data"; expected one of all-information-technology-management, `},
		{announcement.Choice{ProfileID: "data-management", Grade: 9, TitleID: "x"}, `"x" is not a title of Data Management; expected one of information-technology-specialist-data-management-datamgt, `},
		{announcement.Choice{ProfileID: "data-management", Grade: 9, Competencies: []string{"cloud-services"}}, `"cloud-services" is not a competency important for Data Management at Intermediate Level; expected one of `},
		{announcement.Choice{ProfileID: "data-management", Grade: 9, Tasks: []string{"data-management"}}, `"data-management" is not a task of Data Management; expected one of task-`},
	} {
		if _, err := announcement.Compose(d, test.choice); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %v; expected %q", test.choice, err, test.want)
		}
	}
}
