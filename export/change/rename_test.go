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

// real returns a table of the repository's own sources.
func real(t *testing.T, table string) *relation {
	t.Helper()
	_, d := exporttest.Texts(t)
	artifacts, err := csv.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := open("old", exporttest.Tree(append(artifacts, artifact.Artifact{Path: manifest.File, Data: []byte("{}")})))
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.table(table)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// best returns the likeness of the most alike texts of two records, computed in full.
func best(a, b wording) float64 {
	likeness := 0.0
	for n, t := range a.texts {
		likeness = max(likeness, t.like(b.texts[n]))
	}
	return likeness
}

// mostAlike returns the two different records of a table whose wordings are most alike.
func mostAlike(r *relation, columns []string) (likeness float64, pair [2]string) {
	records := wordings(columns, r, nil)
	for i, a := range records {
		for _, b := range records[:i] {
			if l := best(a, b); l > likeness {
				likeness, pair = l, [2]string{a.first, b.first}
			}
		}
	}
	return likeness, pair
}

// The threshold, and what its comment says of it, apply to the given sources: no two different records
// are taken for one.
func TestThreshold(t *testing.T) {
	for _, w := range worded {
		likeness, pair := mostAlike(real(t, w.table), w.columns)
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
	tasks := real(t, "tasks")
	for i := range tasks.rows {
		text := tasks.cell(i, "statement")
		for _, typo := range []string{text[1:], text + "x", text[:len(text)/2] + text[len(text)/2+1:], strings.TrimSuffix(text, "."), strings.ToUpper(text)} {
			if l := newText(text).like(newText(typo)); l < lowest {
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
			if got := newText(pair[0]).like(newText(pair[1])); got != test.want {
				t.Errorf("%q is like %q by %g; expected %g", pair[0], pair[1], got, test.want)
			}
		}
	}
}

// rows makes a relation that is keyed by its first column.
func rows(columns []string, rows ...[]string) *relation {
	r, err := newRelation(columns)
	if err != nil {
		panic(err)
	}
	r.rows = rows
	r.rekey(columns[:1])
	return r
}

// table makes a relation of tasks from statements; each is its own key.
func table(statements ...string) *relation {
	var tasks [][]string
	for _, s := range statements {
		tasks = append(tasks, []string{"id of " + s, s})
	}
	return rows([]string{"task_id", "statement"}, tasks...)
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
		pairs, left := renames([]string{"statement"}, table(test.old...), table(test.new...))
		if left != 0 {
			t.Errorf("%s: %d pairs were not compared", test.name, left)
		}
		for _, r := range pairs {
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

// Beyond the bound, records are paired by equal wording alone, whatever their number, and the report says so.
func TestRenamesAreBounded(t *testing.T) {
	const many = 1001
	side := func(name string) *relation {
		var tasks [][]string
		for i := range many {
			same := []string{fmt.Sprintf("%s-%d", name, i), fmt.Sprintf("Statement %d is the same", i)}
			other := []string{fmt.Sprintf("%s-other-%d", name, i), fmt.Sprintf("%d, says the %s side", i, name)}
			tasks = append(tasks, same, other)
		}
		return rows([]string{"task_id", "statement"}, tasks...)
	}
	old, new := side("left"), side("right")
	pairs, left := renames([]string{"statement"}, old, new)
	if len(pairs) != many || left != many*many {
		t.Fatalf("%d pairs, %d left out; expected %d and %d", len(pairs), left, many, many*many)
	}
	for _, p := range pairs {
		if p.Old != p.New || p.Likeness != 1 {
			t.Errorf("paired %+v", p)
		}
	}
}

// Equal wordings are paired as if all pairs had been sorted: by identifier, each once, in any column.
func TestEqualWordings(t *testing.T) {
	columns := []string{"competency_id", "name", "definition"}
	old := rows(columns, []string{"b", "Memory", ""}, []string{"a", "Recall", "Recalls what was seen."}, []string{"c", "Hardware", "Knowledge of machines."}, []string{"d", "Rest", ""})
	new := rows(columns, []string{"z", "MEMORY", "Recalls what was seen."}, []string{"y", "Machines", "knowledge of machines."}, []string{"x", "Memory", ""}, []string{"w", "Other", ""})
	var got []string
	pairs, left := renames([]string{"name", "definition"}, old, new)
	for _, p := range pairs {
		got = append(got, p.OldKey+" > "+p.NewKey)
	}
	if want := []string{"a > z", "b > x", "c > y"}; !slices.Equal(got, want) || left != 0 {
		t.Errorf("paired %q, %d left; expected %q", got, left, want)
	}
}

// What is ruled out before the edits are counted could not have reached the threshold.
func FuzzMayBeLike(f *testing.F) {
	f.Add("Trains users of hardware.", "Trains users of network hardware.")
	f.Add("İstanbul", "istanbul")
	f.Add("0123456789abcdefghij", "0123456789abcdefgxyz")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 2000 {
			return
		}
		x, y := newText(a), newText(b)
		if likeness := x.like(y); likeness >= alike && !x.mayBeLike(y) {
			t.Errorf("%q and %q are %.3f alike and were ruled out", a, b, likeness)
		}
	})
}
