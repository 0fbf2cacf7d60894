package announcement_test

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/transform/announcement"
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
	for _, want := range []string{"POSITION\n- Title: Information Technology Specialist (Systems", "- Series: 2210\n", "- Grade: GS-12\n", "HOW TO QUALIFY\n- (Alternative A", "DUTIES\n- ", "GENERAL COMPETENCIES\n", "- Integrity/Honesty: Contributes to"} {
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
