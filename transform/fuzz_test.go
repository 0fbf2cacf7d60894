package transform_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform"
)

// fuzzed are the files of raw/ that FuzzRaw damages, with texts for those that raw/ does not have.
var fuzzed = []struct{ name, text string }{
	{catalogue, ""},
	{"corrections.json", `[{"source": "cbp-2210", "line": 17, "old": "though", "new": "through", "reason": "A letter was lost."}]` + "\n"},
	{"withdrawn.csv", "table_name,record_key,replaced_by,version,reason\ncompetencies,remembering,memory,1.0.0,Renamed.\n"},
	{conceptURIs, ""},
	{"crosswalk/appraisal.json", ""},
	{titleSet, ""},
	{skillSet, mappingSet("c:memory", "skos:broadMatch", "s:1", "remember things", "skill/competence", "semapv:MappingReview", "A|B", "", "", "As such.")},
	{jobSet, mappingSet("p:data-management", "skos:closeMatch", "o:1", "data clerk", "", "semapv:MappingReview", "A", "0.5", "object_code=2511.1", "")},
	{"changes/1.0.0.json", `{"old_version": "0.9.0", "new_version": "1.0.0", "step": "none"}` + "\n"},
	{handbook, ""},
	{seriesPage, ""},
	{escoPage, ""},
}

// FuzzRaw damages one file of raw/ and makes the tables of the whole folder: whatever is in it, the
// result is a dataset, or problems of files in the folder at lines that they have.
func FuzzRaw(f *testing.F) {
	if testing.Short() {
		f.Skip("left to make whole: the first inputs of the fuzzers that build")
	}
	for which := range fuzzed {
		f.Add(uint8(which), uint32(0), uint16(0), "\xff\xfe")
		f.Add(uint8(which), uint32(97), uint16(3), "\"")
		f.Add(uint8(which), uint32(1200), uint16(1), "\t99999999999999999999,{")
		f.Add(uint8(which), uint32(1<<31-1), uint16(1), "\r")
	}
	f.Add(uint8(1), uint32(32), uint16(2), "0") // a correction of line 0
	f.Add(uint8(1), uint32(32), uint16(2), "-17")
	dir := rawForFuzzing(f)
	texts := make([]string, len(fuzzed))
	for i, file := range fuzzed {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file.name)))
		if err != nil {
			f.Fatal(err)
		}
		texts[i] = string(data)
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint32, cut uint16, text string) {
		i := int(which) % len(fuzzed)
		whole := texts[i]
		from := int(at % uint32(len(whole)+1))
		to := min(from+int(cut), len(whole))
		file := filepath.Join(dir, filepath.FromSlash(fuzzed[i].name))
		if err := os.WriteFile(file, []byte(whole[:from]+text+whole[to:]), 0o644); err != nil {
			t.Fatal(err)
		}
		checkBuild(t, dir)
		if err := os.WriteFile(file, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
	})
}

// rawForFuzzing is a folder with each kind of input; the large mapping sets are small.
func rawForFuzzing(f *testing.F) string {
	dir := edited(f)
	for _, file := range fuzzed {
		if file.text == "" {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(file.name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(file.text), 0o644)); err != nil {
			f.Fatal(err)
		}
	}
	if _, _, err := build(f, dir); err != nil {
		f.Fatalf("the undamaged folder: %v", err)
	}
	return dir
}

// checkBuild builds a folder and compares its problems with the files they name.
func checkBuild(t *testing.T, dir string) {
	raw, err := extract.Load(dir)
	if (raw == nil) == (err == nil) {
		t.Fatalf("Load gives both or neither of sources and error: %v", err)
	}
	if err == nil {
		_, err = transform.Build(raw)
	}
	var problems source.Problems
	if err == nil {
		return
	}
	if !errors.As(err, &problems) {
		t.Fatalf("the error is not source.Problems: %v", err)
	}
	lines := map[string]int{}
	for _, p := range problems {
		if !strings.HasPrefix(p.Path, filepath.ToSlash(dir)) || p.Message == "" || p.Line < 0 {
			t.Errorf("the problem %v; expected one of a file of %s", p, dir)
		}
		if _, known := lines[p.Path]; !known && p.Line > 0 {
			data, err := os.ReadFile(filepath.FromSlash(p.Path))
			if err != nil {
				t.Fatal(err)
			}
			lines[p.Path] = strings.Count(string(data), "\n") + 1
		}
		// A correction names a line that its source may not have.
		if p.Line > lines[p.Path] && !slices.Contains([]string{"correction"}, p.Rule) {
			t.Errorf("the problem %v; the file has %d lines", p, lines[p.Path])
		}
	}
}
