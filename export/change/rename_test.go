package change

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// real returns the tables of the repository's own sources.
func real(t *testing.T) *content {
	t.Helper()
	_, d := exporttest.Real(t)
	artifacts, err := csv.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := read(exporttest.Tree(append(artifacts, artifact.Artifact{Path: manifest.File, Data: []byte("{}")})))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// mostAlike returns the two different records of a table whose wordings are most alike.
func mostAlike(r *relation, columns []string) (likeness float64, pair [2]string) {
	for i, a := range r.rows {
		for _, b := range r.rows[:i] {
			if l := best(columns, a, b); l > likeness {
				likeness, pair = l, [2]string{a[columns[0]], b[columns[0]]}
			}
		}
	}
	return likeness, pair
}

// The threshold, and what its comment says of it, hold for the sources at hand: no two different records
// are taken for one.
func TestThreshold(t *testing.T) {
	c := real(t)
	for _, w := range wording {
		likeness, pair := mostAlike(c.tables[w.table], w.columns)
		if likeness >= alike {
			t.Errorf("%s: %q and %q are %.3f alike; from %.2f on they would be taken for one record", w.table, pair[0], pair[1], likeness, alike)
		}
		measured := map[string]struct {
			likeness string
			pair     []string
		}{
			"competencies": {"0.821", []string{"Security Incident Management", "Service Incident Management"}},
			"tasks":        {"0.816", []string{"Contacts others in writing to obtain information.", "Contacts others orally to obtain information."}},
		}
		if want, ok := measured[w.table]; ok {
			slices.Sort(pair[:])
			if got := fmt.Sprintf("%.3f", likeness); got != want.likeness || !slices.Equal(pair[:], want.pair) {
				t.Errorf("%s: the most alike are %q at %s; the comment on the threshold says %q at %s", w.table, pair, got, want.pair, want.likeness)
			}
		}
	}
}

// A letter that is lost, added, doubled or exchanged leaves every task far above the threshold.
func TestMendedTyposAreRenames(t *testing.T) {
	lowest, at := 1.0, ""
	for _, row := range real(t).tables["tasks"].rows {
		text := row["statement"]
		for _, typo := range []string{text[1:], text + "x", text[:len(text)/2] + text[len(text)/2+1:], strings.TrimSuffix(text, "."), strings.ToUpper(text)} {
			if l := like(text, typo); l < lowest {
				lowest, at = l, text
			}
		}
	}
	if lowest < 0.95 {
		t.Errorf("a typo in %q leaves a likeness of %.3f; the comment on the threshold says 0.95 and above", at, lowest)
	}
}

func TestLike(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{
		{"memory", "memory", 1},
		{"Memory", "MEMORY", 1},
		{"memory", "memori", 1 - 1.0/6},
		{"", "", 0},
		{"", "memory", 0},
		{"memory", "", 0},
		{"abc", "xyz", 0},
		{"étée", "etee", 0.5},
		{"変更管理", "変更管", 0.75},
	} {
		for _, pair := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
			if got := like(pair[0], pair[1]); got != test.want {
				t.Errorf("like(%q, %q) = %g; expected %g", pair[0], pair[1], got, test.want)
			}
		}
	}
}

// table makes a relation of tasks from statements; each is its own key.
func table(statements ...string) *relation {
	r := &relation{columns: []string{"task_id", "statement"}}
	for _, s := range statements {
		r.rows = append(r.rows, map[string]string{"task_id": "id of " + s, "statement": s})
	}
	r.rekey([]string{"task_id"})
	return r
}

// Each record is paired once, the most alike first; ties go by identifier.
func TestRenames(t *testing.T) {
	const text = "Maintains the databases of an agency"
	tests := []struct {
		name     string
		old, new []string
		want     []string
	}{
		{"none", []string{text}, []string{text}, nil},
		{"one", []string{text + "."}, []string{text + "!"}, []string{text + ". > " + text + "!"}},
		{"the nearer of two", []string{text + "."}, []string{text + "abcd", text + "!"}, []string{text + ". > " + text + "!"}},
		{"each once", []string{text + "a", text + "ab"}, []string{text + "abc", text + "abcd"}, []string{text + "ab > " + text + "abc", text + "a > " + text + "abcd"}},
		{"ties by identifier", []string{text + "b", text + "a"}, []string{text + "d", text + "c"}, []string{text + "a > " + text + "c", text + "b > " + text + "d"}},
		{"nothing alike", []string{text}, []string{"Orders paper"}, nil},
	}
	for _, test := range tests {
		var got []string
		for _, r := range renames([]string{"statement"}, table(test.old...), table(test.new...)) {
			got = append(got, r.Old+" > "+r.New)
			if r.OldKey != "id of "+r.Old || r.NewKey != "id of "+r.New || r.Likeness < alike || r.Likeness > 1 {
				t.Errorf("%s: %+v", test.name, r)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: paired %q; expected %q", test.name, got, test.want)
		}
	}
}

// A table that was replaced as a whole is not compared pair by pair.
func TestRenamesAreBounded(t *testing.T) {
	var old, new []string
	for i := range 2001 {
		old, new = append(old, fmt.Sprintf("old statement %d", i)), append(new, fmt.Sprintf("new statement %d", i))
	}
	if got := renames([]string{"statement"}, table(old...), table(new...)); got != nil {
		t.Errorf("%d pairs; expected none beyond %d comparisons", len(got), maxPairs)
	}
}
