package change_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform"
)

// edition builds the tables of a copy of raw/ with edits, each file, old text, new text. A file without an
// old text is written again.
func edition(t *testing.T, edits ...[3]string) fs.FS {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := exporttest.CopyTexts(dir); err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		file, text := filepath.Join(dir, e[0]), e[2]
		if e[1] != "" {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if text = strings.ReplaceAll(string(data), e[1], e[2]); text == string(data) {
				t.Fatalf("%s has no %q", e[0], e[1])
			}
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	set, err := transform.Build(raw)
	if err != nil {
		t.Fatal(err)
	}
	artifacts, err := csv.Write(set)
	if err != nil {
		t.Fatal(err)
	}
	index, err := manifest.Write(raw, set, artifact.Tool{}, artifacts)
	if err != nil {
		t.Fatal(err)
	}
	return exporttest.Tree(append(artifacts, append(index, artifact.Artifact{Path: "README.md"})...))
}

// The next edition fixes a typo in a task, defines one competency more and changes a rank: the comparison
// names these and nothing else.
func TestCompareEditions(t *testing.T) {
	const handbook = "fwci/handbook-2210.txt"
	typo := [3]string{handbook, "Maintains databases or information tracking systems.", "Maintains databases or infromation tracking systems."}
	old := edition(t, typo)
	if got := outline(compare(t, old, edition(t, typo))); got != "none: \n" {
		t.Fatalf("two builds of one edition differ:\n%s", got)
	}
	next := []([3]string){
		{"sources.json", `"version": "1.0.0"`, `"version": "1.1.0"`},
		{handbook, "Vulnerabilities Assessment: ", "Zoology: Knowledge of animals.\n\nVulnerabilities Assessment: "},
		{handbook, "Accessibility\t25\t35\n", "Accessibility\t25\t34\n"},
		{handbook, "Security\t27\t34\n", "Security\t27\t35\n"},
	}
	const was, is = "task-ae3c17ba2a", "task-4065fdc897"
	const cells = `competencies +1 -0 ~4 >0
  + zoology
  ~ vulnerabilities-assessment position: 109 => 110
  ~ web-technology position: 110 => 111
  ~ artificial-intelligence-values-driven-design position: 111 => 112
  ~ artificial-intelligence-machine-learning position: 112 => 113
competency_rankings +0 -0 ~2 >0
  ~ it-development-and-analysis|accessibility future_rank: 35 => 34
  ~ it-development-and-analysis|accessibility rank_change: -10 => -9
  ~ it-development-and-analysis|security future_rank: 34 => 35
  ~ it-development-and-analysis|security rank_change: -7 => -8
tasks +0 -0 ~1 >1
  > task-ae3c17ba2a task-4065fdc897
  ~ task-4065fdc897 statement: Maintains databases or infromation tracking systems. => Maintains databases or information tracking systems.
`
	const rest = `handbook_sections +0 -0 ~0 >0 @2
source_references +0 -0 ~0 >0 @1
crosswalk_unmatched +1 -0 ~0 >0
  + competencies|zoology|esco-skill
`
	r := compare(t, old, edition(t, next...))
	if want := "major: 1 identifiers of tasks are gone and not declared withdrawn\n" + cells + "  ! " + was + "\n" + rest; told(r) != want {
		t.Errorf("without a declaration the comparison says\n%s\nexpected\n%s", told(r), want)
	}
	if r.Old != "1.0.0" || r.New != "1.1.0" {
		t.Errorf("from %s to %s; expected 1.0.0 to 1.1.0", r.Old, r.New)
	}
	register := [3]string{"withdrawn.csv", "", "table_name,record_key,replaced_by,version,reason\ntasks," + was + "," + is + ",1.1.0,The spelling was fixed.\n"}
	r = compare(t, old, edition(t, append(next, register)...))
	want := "minor: competencies: 1 records added, 0 removed, 0 renamed; tasks: 0 records added, 0 removed, 1 renamed; crosswalk_unmatched: 1 records added, 0 removed, 0 renamed; withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\n" +
		cells + rest + "withdrawn_identifiers +1 -0 ~0 >0\n  + tasks|" + was + "\n"
	if told(r) != want {
		t.Errorf("with a declaration the comparison says\n%s\nexpected\n%s", told(r), want)
	}
	checkRoundTrip(t, r)
	derived := map[string]bool{}
	for _, table := range r.Tables {
		derived[table.Name] = table.Derived
	}
	for _, name := range []string{"source_documents", "quality_findings", "provenance", "source_lines"} {
		if !derived[name] {
			t.Errorf("the table %s is not reported as one that follows its sources", name)
		}
	}
}

// told is the outline without the derived tables, whose counts follow from the layout of the sources.
func told(r *change.Report) string {
	var kept []string
	for line := range strings.Lines(outline(r)) {
		if !strings.Contains(line, " derived +") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}
