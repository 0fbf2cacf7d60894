package export_test

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/appraisal"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

func recorded(path, text string) extract.Input {
	return extract.Input{Path: path, Data: []byte(text)}
}

func TestChanges(t *testing.T) {
	d := exporttest.Small()
	page, err := report.Changes(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	if page.Path != "CHANGELOG.md" || page.MediaType != "text/markdown" {
		t.Errorf("the page is %s, %s", page.Path, page.MediaType)
	}
	for _, want := range []string{"\n## 1.2.3 (2026-01-31)\n\nFirst release.\n", "\n| competencies | 2 |\n"} {
		if !strings.Contains(string(page.Data), want) {
			t.Errorf("without a record the page has no %q:\n%s", want, page.Data)
		}
	}
	// The names of the files say nothing of the order: 1.10.0 is newer than 1.9.0.
	page, err = report.Changes(d, []extract.Input{
		recorded("changes/1.10.0.json", `{"old_version": "1.9.0", "new_version": "1.10.0", "step": "minor", "reasons": ["tasks: 1 <b>records</b> added"], "tables": [{"table": "tasks", "added": 1, "new_keys": ["task-<b>"]}]}`),
		recorded("changes/1.9.0.json", `{"old_version": "1.0.0", "new_version": "1.9.0", "step": "none"}`),
		recorded("changes/2.0.0.json", `{"old_version": "1.10.0", "new_version": "2.0.0", "step": "major", "schema": [{"table": "tasks", "column": "kind", "what": "removed"}]}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `## 1.10.0 → 2.0.0

Version step: **major**. What asks for it:


### Schema

- tasks.kind: removed

## 1.9.0 → 1.10.0

Version step: **minor**. What asks for it:

- tasks: 1 &lt;b&gt;records&lt;/b&gt; added

### Records

| Table | added | removed | changed | renamed |
| --- | --- | --- | --- | --- |
| tasks | 1 | 0 | 0 | 0 |

#### tasks

- added: task-&lt;b&gt;

## 1.0.0 → 1.9.0

No change in the data.

## 1.0.0

First release.
`
	if !strings.HasSuffix(string(page.Data), want) {
		t.Errorf("the page is\n%s\nexpected it to end\n%s", page.Data, want)
	}
}

func TestChangesRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":         "reading a recorded change: changes/x.json:1:1: the document is empty",
		"[]":       "reading a recorded change: changes/x.json:1:1: the file is a list",
		"{}":       `reading a recorded change: changes/x.json:1:1: not the JSON of a comparison: the version ""; expected major.minor.patch`,
		`{"a":1}`:  `reading a recorded change: changes/x.json:1:2: unknown name "a"`,
		"## 1.1.0": "reading a recorded change: changes/x.json:1:1: not JSON: invalid character",
	} {
		if _, err := report.Changes(exporttest.Small(), []extract.Input{recorded("changes/x.json", text)}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v; expected %q", text, err, want)
		}
	}
}

// Coverage counts subjects by their best reviewed mapping: a suggestion of the program is not one.
func TestCrosswalkCountsReviewedMappings(t *testing.T) {
	d := exporttest.Small()
	page := string(report.Crosswalk(d, nil).Data)
	for _, want := range []string{
		"| technical competencies to ESCO skills | 2 | 1 | 0 | 0 | 1 |\n",
		"| general competencies to ESCO skills | 0 | 0 | 0 | 0 | 0 |\n",
		"| of these, in Operations | 1 | 1 | 0 | 0 | 0 |\n",
		"| occupational profiles to ESCO occupations | 2 | 0 | 1 | 0 | 1 |\n",
		"| specialist titles to profiles | 1 | 0 | 0 | 0 | 1 |\n",
		"| exactMatch | 1 | 0 | 0 |\n", "| closeMatch | 0 | 1 | 0 |\n", "| suggested | 1 | 0 | 1 |\n",
		"- Competency “Hardware”, no ESCO skill: None fits.\n",
		"neither an exact nor a close mapping to an ESCO skill:\n\n- Hardware\n",
		"Nothing has been measured of this crosswalk.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q:\n%s", want, page)
		}
	}
	d.CompetencySkill[0].ReviewStatus = "suggested"
	page = string(report.Crosswalk(d, nil).Data)
	for _, want := range []string{"| technical competencies to ESCO skills | 2 | 0 | 0 | 0 | 2 |\n", "neither an exact nor a close mapping to an ESCO skill:\n\n- Accessibility\n- Hardware\n", "| suggested | 2 | 0 | 1 |\n"} {
		if !strings.Contains(page, want) {
			t.Errorf("with a suggestion in place of the reviewed mapping the page has no %q:\n%s", want, page)
		}
	}
}

// The stronger of several mappings counts, whatever their order.
func TestCrosswalkTakesTheBest(t *testing.T) {
	for _, order := range [][]string{{"relatedMatch", "closeMatch", "broadMatch"}, {"closeMatch", "relatedMatch", "broadMatch"}} {
		d := exporttest.Small()
		d.CompetencySkill = nil
		for _, predicate := range order {
			d.CompetencySkill = append(d.CompetencySkill, dataset.CompetencySkill{CompetencyID: "hardware", Predicate: predicate, ReviewStatus: "person"})
		}
		if page := string(report.Crosswalk(d, nil).Data); !strings.Contains(page, "| technical competencies to ESCO skills | 2 | 0 | 1 | 0 | 1 |\n") {
			t.Errorf("with %q the competency does not count as close:\n%s", order, page)
		}
	}
}

func TestCrosswalkMeasures(t *testing.T) {
	kappa := 0.875
	page := string(report.Crosswalk(exporttest.Small(), &appraisal.Appraisal{
		ESCOVersion: "1.1.1", Method: []string{"Read <twice>."}, Limits: []string{"Small | poor."},
		Agreement: []appraisal.Agreement{{What: "A | B", Pairs: 3, F1: 0.5, Kappa: &kappa, Note: "apart"}, {What: "A and C", Pairs: 1, F1: 1}},
		Evaluation: []appraisal.Evaluation{{What: "Skills", Command: "fwci evaluate --gold `x`\n# Owned | <b>", Queries: 2, Answerable: 1,
			Figures: []appraisal.Figure{{Measure: "MRR", Mean: 0.5, Low: 0.25, High: 1}}, Bins: []appraisal.Bin{{Low: 0.9, High: 1, Answers: 4, Confidence: 0.95, Right: 0.75}}}},
	}).Data)
	for _, want := range []string{
		"Judged on ESCO v1.1.1.\n", "Read &lt;twice&gt;.\n", "- Small \\| poor.\n",
		"| A \\| B | 3 | 0.50 | 0.88 | apart |\n| A and C | 1 | 1.00 |  |  |\n",
		"2 queries, 1 with an exact or close concept. `fwci evaluate --gold 'x' # Owned | <b>`\n",
		"| MRR | 0.500 | 0.250 to 1.000 |\n", "| 0.9 to 1.0 | 4 | 0.950 | 0.750 |\n",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q:\n%s", want, page)
		}
	}
}
