package sssom_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/sssom"
)

// Whatever the bytes, Parse ends without a panic, with a set whose mappings are in the file or with
// problems that name a line of it.
func FuzzParse(f *testing.F) {
	paths, err := filepath.Glob(filepath.Join("..", "..", "raw", "crosswalk", "*.sssom.tsv"))
	if err != nil || len(paths) != 8 {
		f.Fatalf("%d mapping sets in raw/crosswalk (%v); expected 8", len(paths), err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		lines := bytes.SplitAfterN(data, []byte("\n"), 16)
		f.Add(bytes.Join(lines[:len(lines)-1], nil))
	}
	f.Add([]byte("#curie_map: {a: &x [*x]}\n"))
	f.Add([]byte("#mapping_set_id: s\n#license: l\nsubject_id\tobject_id\n\"a\tb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := sssom.Parse("set.tsv", data)
		lines := strings.Count(string(data), "\n") + 1
		var problems source.Problems
		switch {
		case errors.As(err, &problems):
			for _, p := range problems {
				if p.Line < 0 || p.Line > lines+1 || p.Message == "" {
					t.Errorf("problem %v; the file has %d lines", p, lines)
				}
			}
		case err != nil:
			t.Errorf("error %v; expected problems with lines", err)
		default:
			for _, m := range set.Mappings {
				if m.Line < 1 || m.Line > lines || m.Subject == "" || m.Object == "" || !(m.Confidence >= 0 && m.Confidence <= 1) {
					t.Errorf("mapping %+v; the file has %d lines", m, lines)
				}
			}
		}
	})
}
