package export_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/exporttest/corpus"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/export/verify"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// builtGrown builds the tables of grown sources.
func builtGrown(t *testing.T, size corpus.Size) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := corpus.Write(exporttest.RawDir(), dir, size); err != nil {
		t.Fatal(err)
	}
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	set, err := transform.Build(raw)
	if err != nil {
		t.Fatal(err)
	}
	return raw, set
}

func rowsOf(t *testing.T, set *dataset.Dataset, name string) int {
	t.Helper()
	table, ok := set.Table(name)
	if !ok {
		t.Fatalf("no table %s", name)
	}
	return table.Len()
}

// The tables whose records are the handbook's things, and those of an occupation page.
var (
	handbookTables = []string{
		"clusters", "cluster_work_types", "competencies", "competency_aliases", "competency_bands", "competency_band_notes", "competency_rankings",
		"profiles", "profile_competencies", "profile_tasks", "tasks",
	}
	pageTables = []string{"esco_occupation_skills"}
)

// Three handbooks and three pages have three times the records, each with a key of its own, and make a whole
// release: what the benchmark of scale measures is there.
func TestGrownRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: a release of three handbooks")
	}
	const times = 3
	_, one := exporttest.Real(t)
	raw, set := builtGrown(t, corpus.Size{Handbooks: times, Pages: times})
	for _, name := range slices.Concat(handbookTables, pageTables) {
		if a, b := rowsOf(t, one, name), rowsOf(t, set, name); a == 0 || b != times*a {
			t.Errorf("%s has %d rows; expected %d times the %d of one", name, b, times, a)
		}
	}
	if a, b := rowsOf(t, one, "scopes")-1, rowsOf(t, set, "scopes")-1; b != times*a {
		t.Errorf("%d scopes besides that of the whole series; expected %d times %d", b, times, a)
	}
	for _, table := range set.Tables() {
		schema, _ := schemas.Lookup(table.Name)
		keys := map[string]bool{}
		for i := range table.Len() {
			key := table.Key(i, schema.PrimaryKey)
			if keys[key] {
				t.Errorf("%s: two records have the key %s", table.Name, key)
			}
			keys[key] = true
		}
	}
	artifacts, err := export.Build(raw, set, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := release.Write(context.Background(), out, artifacts, release.Options{}); err != nil {
		t.Fatal(err)
	}
	files := os.DirFS(out)
	result, err := verify.Check(files)
	if err != nil || len(result.Problems) > 0 || result.Remade != len(artifacts) {
		t.Errorf("verify: error %v, result %+v; expected all of %d files made again and the same", err, result, len(artifacts))
	}
	if r, err := change.Compare(files, files); err != nil || !r.Empty() {
		t.Errorf("diff: error %v, report %+v; expected no change", err, r)
	}
}
