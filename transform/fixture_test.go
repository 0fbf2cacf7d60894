package transform_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/rawtest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The sources, as files below raw/.
const (
	rawDir      = "../raw"
	catalogue   = "sources.json"
	handbook    = "fwci/handbook-2210.txt"
	seriesPage  = "cbp/it-specialist-2210.txt"
	escoPage    = "esco/ict-change-and-configuration-manager.txt"
	conceptURIs = "esco/concept-uris.csv"
	skillSet    = "crosswalk/competency-skill.sssom.tsv"
	jobSet      = "crosswalk/profile-occupation.sssom.tsv"
	titleSet    = "crosswalk/title-profile.sssom.tsv"
)

var loadReal = sync.OnceValues(func() (*extract.Raw, error) { return extract.Load(rawDir) })

var buildReal = sync.OnceValues(func() (*dataset.Dataset, error) {
	raw, err := loadReal()
	if err != nil {
		return nil, err
	}
	return transform.Build(raw)
})

// release returns the real sources and the dataset made from them; both are shared and must not be
// changed.
func release(t testing.TB) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	raw, err := loadReal()
	if err != nil {
		t.Fatalf("reading the sources: %v", err)
	}
	set, err := buildReal()
	if err != nil {
		t.Fatalf("building the dataset: %v", err)
	}
	return raw, set
}

// An edit changes one source: it replaces old, which must be there, by new, once or everywhere. With
// an empty old the whole text becomes new; with both empty the file is left out.
type edit struct {
	file, old, new string
	all            bool
}

// edited copies raw/ to a temporary folder, without the two large mapping sets and the sources that are not texts, and makes the edits. Most
// of what can go wrong has nothing to do with those sets.
func edited(t testing.TB, edits ...edit) string {
	t.Helper()
	return copied(t, true, append([]edit{{file: skillSet}, {file: jobSet}}, edits...)...)
}

// whole copies all of raw/ to a temporary folder and makes the edits.
func whole(t testing.TB, edits ...edit) string {
	t.Helper()
	return copied(t, false, edits...)
}

// copied copies raw/ to a temporary folder, the texts alone or all of it, and makes the edits.
func copied(t testing.TB, texts bool, edits ...edit) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	copied := func() error { return os.CopyFS(dir, os.DirFS(rawDir)) }
	if texts {
		copied = func() error { return rawtest.CopyTexts(dir, rawDir) }
	}
	if err := copied(); err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		file := filepath.Join(dir, filepath.FromSlash(e.file))
		if e.old == "" && e.new == "" {
			if err := os.RemoveAll(file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		text := e.new
		if e.old != "" {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), e.old) {
				t.Fatalf("%s does not have %q, which this test changes", e.file, e.old)
			}
			n := 1
			if e.all {
				n = -1
			}
			text = strings.Replace(string(data), e.old, e.new, n)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// build loads and builds a folder. The dataset may be there together with an error.
func build(t testing.TB, dir string) (*extract.Raw, *dataset.Dataset, error) {
	t.Helper()
	raw, err := extract.Load(dir)
	if err != nil {
		return nil, nil, err
	}
	set, err := transform.Build(raw)
	return raw, set, err
}

// built builds a folder without fail.
func built(t testing.TB, dir string) *dataset.Dataset {
	t.Helper()
	_, set, err := build(t, dir)
	if err != nil {
		t.Fatalf("the build fails: %v", err)
	}
	return set
}

// row returns the cells of a record as CSV prints them, by column; nil when there is no such record.
func row(t testing.TB, set *dataset.Dataset, table, key string) map[string]string {
	t.Helper()
	s, ok := schemas.Lookup(table)
	records, has := set.Table(table)
	if !ok || !has {
		t.Fatalf("no table %s", table)
	}
	for i := range records.Len() {
		if records.Key(i, s.PrimaryKey) != key {
			continue
		}
		cells := map[string]string{}
		for c, value := range records.Values(i) {
			cells[records.Columns[c]] = dataset.Text(value)
		}
		return cells
	}
	return nil
}

// keys returns the primary keys of a table, in its order.
func keys(t testing.TB, set *dataset.Dataset, table string) []string {
	t.Helper()
	s, _ := schemas.Lookup(table)
	records, ok := set.Table(table)
	if !ok {
		t.Fatalf("no table %s", table)
	}
	all := make([]string, records.Len())
	for i := range all {
		all[i] = records.Key(i, s.PrimaryKey)
	}
	return all
}

// A fact is a record and the cells that a person read in the source: column, value, column, value …
type fact struct {
	table, key string
	cells      []string
}

func checkFacts(t *testing.T, set *dataset.Dataset, facts []fact) {
	t.Helper()
	for _, f := range facts {
		cells := row(t, set, f.table, f.key)
		if cells == nil {
			t.Errorf("%s has no record %s", f.table, f.key)
			continue
		}
		for i := 0; i < len(f.cells); i += 2 {
			got, ok := cells[f.cells[i]]
			if !ok {
				t.Errorf("%s has no column %s", f.table, f.cells[i])
			} else if got != f.cells[i+1] {
				t.Errorf("%s %s, %s:\n got %q\nwant %q", f.table, f.key, f.cells[i], got, f.cells[i+1])
			}
		}
	}
}
