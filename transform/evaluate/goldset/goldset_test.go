package goldset

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

const (
	header = "competency_id\tcompetency_name\tkind\tconcept_uri\tpreferred_label\tpredicate\tcertainty\treason\n"
	row    = "a\tA\tgeneral\thttp://x/1\tan \"a\"\texact\t0.9\tthe same\n"
)

func TestParseJudgments(t *testing.T) {
	got, err := ParseJudgments("gold.tsv", []byte(header+row+"b\tB\tgeneral\t\t\tnoTermFound\t1\tnothing\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Judgment{Line: 2, QueryID: "a", QueryName: "A", Kind: "general", URI: "http://x/1", Label: `an "a"`, Predicate: Exact, Certainty: 0.9, Reason: "the same"}
	if len(got) != 2 || got[0] != want || got[1].Predicate != NoTermFound {
		t.Errorf("read %+v; expected %+v and a noTermFound", got, want)
	}
}

func TestParseJudgmentsRefuses(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		want       string
	}{
		{"predicate", header + row + "b\tB\tg\thttp://x/1\t\tsame\t1\t\n", 3, "expected one of"},
		{"certainty", header + "b\tB\tg\thttp://x/1\t\texact\t1.1\t\n", 2, "from 0 to 1"},
		{"not a number", header + "b\tB\tg\thttp://x/1\t\texact\tNaN\t\n", 2, "from 0 to 1"},
		{"no URI", header + "b\tB\tg\tx\t\texact\t1\t\n", 2, "expected a URI"},
		{"URI of nothing", header + "b\tB\tg\thttp://x/1\t\tnoTermFound\t1\t\n", 2, "expected none"},
		{"twice", header + row + row, 3, "on line 2 already"},
		{"ragged", header + "a\tb\n", 2, "2 cells; expected 8"},
		{"no id", header + "\tB\tg\thttp://x/1\t\texact\t1\t\n", 2, "competency_id is empty"},
		{"no column", "a\tb\n", 1, "no column competency_id"},
		{"double column", "predicate\tpredicate\n", 1, "appears twice"},
		{"binary", header + "\x00", 2, "zero byte"},
		{"empty", "", 1, "empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseJudgments("gold.tsv", []byte(test.text))
			check(t, err, test.line, test.want)
		})
	}
}

func check(t *testing.T, err error, line int, want string) {
	t.Helper()
	var problems source.Problems
	if !errors.As(err, &problems) || !strings.Contains(err.Error(), want) {
		t.Fatalf("error %v; expected %q", err, want)
	}
	if problems[0].Path != "gold.tsv" || problems[0].Line != line {
		t.Errorf("the problem is at %s:%d; expected gold.tsv:%d", problems[0].Path, problems[0].Line, line)
	}
}

// The numbers were counted in the file with another program.
func TestDevelopmentSet(t *testing.T) {
	root := os.Getenv("FWCI_GOLD")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "gold")
	}
	data, err := os.ReadFile(filepath.Join(root, "dev.tsv"))
	if err != nil {
		t.Skip("no judged mappings: set FWCI_GOLD to the folder that holds dev.tsv")
	}
	got, err := ParseJudgments("dev.tsv", data)
	if err != nil {
		t.Fatal(err)
	}
	count := map[Predicate]int{}
	queries := map[string]bool{}
	for _, j := range got {
		count[j.Predicate]++
		queries[j.QueryID] = true
	}
	if len(queries) != 42 || count[Exact] != 10 || count[Close] != 38 || count[Broad] != 8 || count[Narrow] != 345 || count[Related] != 364 || count[None] != 168 {
		t.Errorf("%d queries, %v", len(queries), count)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(header + row))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, err := ParseJudgments("gold.tsv", data); err == nil {
			for _, j := range got {
				if j.QueryID == "" || j.Line < 2 {
					t.Errorf("accepted %+v", j)
				}
			}
		}
	})
}
