package match_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/fwci-open-data/fwci/transform/match"
)

// An index from the cache answers as one without; a damaged file is not believed, and a folder that cannot be
// written does not matter.
func TestCache(t *testing.T) {
	c := smallConcepts()
	queries := []match.Query{{Label: "databases of nurses"}, {Label: "house"}, {Label: "learning", Definition: "Learning from data."}}
	want := match.NewIndex(c, match.All).SearchAll(queries, 5)
	dir := filepath.Join(t.TempDir(), "cache")
	check := func(what, dir string) {
		t.Helper()
		if got := match.NewIndex(c, match.All, match.WithCache(dir)).SearchAll(queries, 5); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: other answers than without a cache", what)
		}
	}
	check("an empty cache", dir)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 || filepath.Ext(files[0]) != ".bin" {
		t.Fatalf("the cache has %v, error %v; expected one file", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	check("a full cache", dir)
	for name, damaged := range map[string][]byte{"cut off": data[:len(data)-1], "empty": nil, "changed": append(append([]byte{}, data[:8]...), append([]byte{data[8] ^ 1}, data[9:]...)...)} {
		if err := os.WriteFile(files[0], damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		check("a file "+name, dir)
		if got, err := os.ReadFile(files[0]); err != nil || len(got) != len(data) {
			t.Errorf("a file %s is not replaced: %d bytes, error %v", name, len(got), err)
		}
	}
	check("a folder that cannot be made", filepath.Join(files[0], "below"))
}
