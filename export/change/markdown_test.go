package change_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/report"
)

var update = flag.Bool("update", false, "rewrite testdata/")

// full returns a report that says everything a report can say, with hostile text wherever it takes text.
func full() *change.Report {
	const hostile = "<img src=x onerror=alert(1)> | [click](javascript:alert(1)) `rm` \u202e**b**\n# Owned"
	var keys []string
	for i := range 42 {
		keys = append(keys, fmt.Sprintf("key-%d", i+1))
	}
	return &change.Report{
		Old: "1.0.0", New: "2.0.0 " + hostile, Step: change.Major, Reasons: []string{"the table x is gone", hostile},
		Schema: []change.Schema{{Table: "bands", Column: "colour", What: "added"}, {Table: hostile, What: "removed"}, {Table: "bands", Column: hostile, What: hostile}},
		Tables: []change.Table{
			{Name: "tasks", Added: 42, Removed: 1, Changed: 2, Renamed: 1, NewKeys: keys, GoneKeys: []string{hostile},
				Cells:     []change.Cell{{Key: "task-1", Column: "kind", Old: "general", New: "technical"}, {Key: hostile, Column: hostile, Old: hostile, New: ""}},
				Renamings: []change.Rename{{OldKey: "task-1", NewKey: "task-2", Old: hostile, New: "Trains users.", Likeness: 0.875}},
				Vanished:  []string{hostile}, Uncompared: 1_002_001},
			{Name: "provenance", Derived: true, Added: 1, Removed: 2, Changed: 3, Moved: 4},
			{Name: hostile, Added: 1, NewKeys: []string{"a"}},
		},
	}
}

func TestMarkdown(t *testing.T) {
	const golden = "testdata/comparison.md"
	got := full().Markdown(report.Escape)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the page is\n%s\nexpected\n%s\n(-update writes %s)", got, want, golden)
	}
	for what, mark := range map[string]string{"a tag": "<img", "a heading of the text's": "\n# Owned", "a link": "[click](", "code": " `rm`", "emphasis": " **b**", "a mark of direction": "\u202e"} {
		if strings.Contains(got, mark) {
			t.Errorf("the page has %s of the data: %q", what, mark)
		}
	}
	checkRoundTrip(t, &change.Report{Old: "1.0.0", New: "2.0.0", Step: full().Step, Reasons: full().Reasons, Schema: full().Schema, Tables: full().Tables})
}

func TestMarkdownOfNoChange(t *testing.T) {
	got := (&change.Report{Old: "1.0.0", New: "1.0.1"}).Markdown(report.Escape)
	if want := "## 1.0.0 → 1.0.1\n\nNo change in the data.\n"; got != want {
		t.Errorf("the page is %q; expected %q", got, want)
	}
}
