package extract

import (
	"strings"
	"testing"
)

// A document that names more things of one kind than are read is refused at the first that is too many. The
// numbers are those of the sources: 113 spellings of competencies, 181 tasks, 12 profiles, three clusters, 13
// titles, and so on.
func TestDocumentsOfTooManyNames(t *testing.T) {
	raw, err := Load("../raw")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{
		{"names 113 different competencies; at most 2 are read", "names 181 different tasks; at most 2 are read", "names 12 different profiles; at most 2 are read", "names 3 different clusters; at most 2 are read"},
		{"names 13 different position titles; at most 2 are read", "names 4 different duties; at most 2 are read"},
		{"names 37 different concepts; at most 2 are read"},
	} {
		d := raw.Documents[i]
		if problems := d.checkNames(MaxNames); problems != nil {
			t.Errorf("%s is refused: %v", d.Path, problems)
		}
		problems := d.checkNames(2)
		if len(problems) != len(want) {
			t.Fatalf("%s: %v; expected %d problems", d.Path, problems, len(want))
		}
		for n, p := range problems {
			if !strings.Contains(p.Message, want[n]) || p.Line < 1 || p.Line > len(d.Lines) || p.Rule != "source-size" {
				t.Errorf("the problem is %v; expected %q at a line", p, want[n])
			}
		}
	}
}
