package change_test

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/report"
)

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"old_version": "1.0.0", "new_version": "1.1.0", "step": "minor", "tables": [{"table": "tasks", "added": 1, "new_keys": ["a"]}]}`))
	f.Add([]byte(`{"old_version": "1.0.0", "new_version": "1.1.0", "step": "none", "schema": [{"table": "tasks", "what": "added"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := change.Parse("change.json", data)
		if (r == nil) == (err == nil) {
			t.Fatalf("report %v and error %v", r, err)
		}
		if r != nil && !strings.HasPrefix(r.Markdown(report.Escape), "## "+report.Escape(r.Old)) {
			t.Errorf("the page does not begin with the versions:\n%s", r.Markdown(report.Escape))
		}
	})
}

// FuzzCompare compares any two releases with one another: tasks, which have identifiers and a wording,
// sections, which have lines, and the register. An empty table is not there.
func FuzzCompare(f *testing.F) {
	const tasks, sections, register = "task_id,statement\na,Trains.\nb,Plans.", "section_id,line_start,title\ns,1,A\nt,2,B", "table_name,record_key\ntasks,a"
	f.Add(tasks, sections, "", tasks, sections, register)
	f.Add(tasks, sections, "", "task_id,statement\nc,trains.\nb,Plans.", "section_id,line_start,title\ns,2,A\nu,9,B", register)
	f.Add(tasks, "", "", "", sections, register)
	f.Add(tasks, "x\n1", "", "statement\nTrains.", "y\n1", "")
	f.Fuzz(func(t *testing.T, oldTasks, oldSections, oldRegister, newTasks, newSections, newRegister string) {
		release := func(tasks, sections, register string) map[string]string {
			tables := map[string]string{"bands": "band_id\nentry\n"}
			for name, text := range map[string]string{"tasks": tasks, "handbook_sections": sections, "withdrawn_identifiers": register} {
				if text != "" {
					tables[name] = text
				}
			}
			return tables
		}
		old, new := release(oldTasks, oldSections, oldRegister), release(newTasks, newSections, newRegister)
		r, err := change.Compare(files("1.0.0", old), files("1.1.0", new))
		if (r == nil) == (err == nil) {
			t.Fatalf("report %v and error %v", r, err)
		}
		if err != nil {
			return
		}
		if same, err := change.Compare(files("1.0.0", new), files("1.0.0", new)); err != nil || !same.Empty() || same.Step != change.None {
			t.Errorf("a release differs from itself: %v\n%s", err, outline(same))
		}
		if (r.Step == change.None) != r.Empty() {
			t.Errorf("the step is %s; empty: %t", r.Step, r.Empty())
		}
		expectCounted(t, r)
		r.Markdown(report.Escape)
		checkRoundTrip(t, r)
	})
}

// expectCounted checks that a report lists what it counts.
func expectCounted(t *testing.T, r *change.Report) {
	t.Helper()
	for _, table := range r.Tables {
		if table.Added != len(table.NewKeys) || table.Removed != len(table.GoneKeys) || table.Renamed != len(table.Renamings) {
			t.Errorf("%s counts +%d -%d >%d and lists %d, %d and %d", table.Name, table.Added, table.Removed, table.Renamed, len(table.NewKeys), len(table.GoneKeys), len(table.Renamings))
		}
		for _, c := range table.Cells {
			if c.Old == c.New || c.Column == "line_start" && table.Name == "handbook_sections" {
				t.Errorf("%s lists %+v as changed", table.Name, c)
			}
		}
		if len(table.Vanished) > table.Removed+table.Renamed {
			t.Errorf("%s: %d vanished of %d removed and %d renamed", table.Name, len(table.Vanished), table.Removed, table.Renamed)
		}
	}
}
