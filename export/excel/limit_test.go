package excel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestPlural(t *testing.T) {
	for want, got := range map[string]string{"1 pathway": plural(1, "pathway"), "2 pathways": plural(2, "pathway"), "1 competency": plural(1, "competency"), "0 competencies": plural(0, "competency"), "1,344 rows": plural(1344, "row")} {
		if got != want {
			t.Errorf("found %q; expected %q", got, want)
		}
	}
}

func TestMoreRowsThanASheetHolds(t *testing.T) {
	d := hostile()
	d.SourceLines = make([]dataset.SourceLine, excelize.TotalRows)
	if _, err := Write(d, nil); err == nil || !strings.Contains(err.Error(), "the table source_lines has 1,048,576 rows, a sheet has room for 1,048,575") {
		t.Errorf("the error is %v", err)
	}
}

// A matrix of more marks than anybody reads is left with its competencies, which the lookup's list needs.
func TestMatrixBeyondItsLimit(t *testing.T) {
	d := hostile()
	for i := range 600 {
		d.Competencies = append(d.Competencies, dataset.Competency{CompetencyID: fmt.Sprint("more-", i), Kind: "technical", Name: fmt.Sprint("More ", i), Position: i + 4})
	}
	for i := range 500 {
		d.Profiles = append(d.Profiles, dataset.Profile{ProfileID: fmt.Sprint("p-", i), Name: fmt.Sprint("P ", i), ClusterID: &d.Clusters[0].ClusterID, Position: i + 3})
	}
	f := opened(t, written(t, d))
	rows, err := f.GetRows("Competencies by specialty")
	if err != nil {
		t.Fatal(err)
	}
	if want := "The competencies alone: 302,706 marks are more than a sheet can show. The table profile_competencies has them."; rows[1][0] != want {
		t.Errorf("the sheet says %q; expected %q", rows[1][0], want)
	}
	if !slices.Equal(rows[matrixHeader-1], []string{"Competency", "Kind"}) || len(rows) != matrixHeader+len(d.Competencies) {
		t.Errorf("%d rows below the headings %q; expected one for each of %d competencies, with its kind", len(rows)-matrixHeader, rows[matrixHeader-1], len(d.Competencies))
	}
	if rows, err = f.GetRows("Technical by band"); err != nil || len(rows[matrixHeader-1]) < 3 {
		t.Errorf("the headings of a small matrix are %q, %v", rows[matrixHeader-1], err)
	}
}
