package extract_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
)

// rawCopy returns a copy of raw/ that a test may damage.
func rawCopy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := os.CopyFS(dir, os.DirFS("../raw")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLoad(t *testing.T) {
	raw, err := extract.Load("../raw")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, d := range raw.Documents {
		set := 0
		for _, present := range []bool{d.Handbook != nil, d.Series != nil, d.Occupation != nil} {
			if present {
				set++
			}
		}
		if set != 1 || len(d.Classes) != len(d.Lines) {
			t.Errorf("%s: %d documents, %d classes for %d lines", d.Path, set, len(d.Classes), len(d.Lines))
		}
		kinds = append(kinds, string(d.Source.Kind)+" "+d.Path)
	}
	want := "fwci-handbook ../raw/fwci/handbook-2210.txt, job-series-page ../raw/cbp/it-specialist-2210.txt, esco-occupation-page ../raw/esco/ict-change-and-configuration-manager.txt"
	if got := strings.Join(kinds, ", "); got != want {
		t.Errorf("the documents are %s; expected %s", got, want)
	}
	if lines := len(raw.Documents[0].Lines); lines != 1338 {
		t.Errorf("the handbook has %d lines; counted by hand: 1338", lines)
	}
	if len(raw.ConceptURIs) != 38 || len(raw.Corrections) != 0 || len(raw.Mappings) != 3 {
		t.Errorf("%d URIs, %d corrections, %d sets of mappings; expected 38, 0 and 3", len(raw.ConceptURIs), len(raw.Corrections), len(raw.Mappings))
	}
	for i := 1; i < len(raw.Inputs); i++ {
		if raw.Inputs[i-1].Path >= raw.Inputs[i].Path {
			t.Errorf("the input %s stands before %s", raw.Inputs[i-1].Path, raw.Inputs[i].Path)
		}
	}
}

// TestLoadCorrected: a correction changes what is parsed, never the source's own bytes and lines.
func TestLoadCorrected(t *testing.T) {
	dir := rawCopy(t)
	write(t, dir, "corrections.json", `[{"source": "cbp-2210", "line": 17, "old": "though", "new": "through", "reason": "a slip of the page"}]`)
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	page := raw.Documents[1]
	if got := page.Series.Alternatives[0].Grades; got != "GS-5 through GS-15" {
		t.Errorf("the corrected grades are %q", got)
	}
	if !strings.Contains(string(page.Data), "GS-5 though") || !strings.Contains(page.Lines[16].Text, "GS-5 though") {
		t.Error("the correction reached the source's own bytes or lines")
	}
}

// TestLoadManyPages: any number of occupation pages may be listed.
func TestLoadManyPages(t *testing.T) {
	dir := rawCopy(t)
	page := read(t, dir, "esco/ict-change-and-configuration-manager.txt")
	write(t, dir, "esco/second.txt", strings.Replace(page, "2519.3 ISCO", "2519.10 ISCO", 1))
	catalogue := read(t, dir, "sources.json")
	entry := `{"id": "second", "kind": "esco-occupation-page", "path": "esco/second.txt", "title": "T", "publisher": "P"},`
	write(t, dir, "sources.json", strings.Replace(catalogue, `"sources": [`, `"sources": [`+entry, 1))
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(raw.Documents) != 4 || raw.Documents[0].Occupation == nil || raw.Documents[0].Occupation.Code != "2519.10" {
		t.Errorf("%d documents; expected 4, the new page first", len(raw.Documents))
	}
}

// TestLoadWithoutLists: corrections, URIs and mappings may be absent.
func TestLoadWithoutLists(t *testing.T) {
	dir := rawCopy(t)
	for _, name := range []string{"esco/concept-uris.csv", "crosswalk"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := extract.Load(dir)
	if err != nil || len(raw.Documents) != 3 || len(raw.ConceptURIs) != 0 || len(raw.Mappings) != 0 {
		t.Errorf("raw/ without its lists gives %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   string // RAW stands for the folder
	}{
		{"an unlisted page", func(t *testing.T, dir string) { write(t, dir, "esco/stray.txt", "x") },
			"RAW/esco/stray.txt: the page is not named in RAW/sources.json; list it there or remove it [unlisted-source]"},
		{"a source that is not there", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "cbp", "it-specialist-2210.txt")); err != nil {
				t.Fatal(err)
			}
		}, `RAW/sources.json: the source "cbp-2210" names RAW/cbp/it-specialist-2210.txt, which does not exist [sources-json]`},
		{"a folder for a source", func(t *testing.T, dir string) {
			if err := errors.Join(os.Remove(filepath.Join(dir, "cbp", "it-specialist-2210.txt")), os.Mkdir(filepath.Join(dir, "cbp", "it-specialist-2210.txt"), 0o755)); err != nil {
				t.Fatal(err)
			}
		}, "reading the source cbp-2210: RAW/cbp/it-specialist-2210.txt: expected a regular file of at most 268435456 bytes [source-file]"},
		{"a correction that no longer fits", func(t *testing.T, dir string) {
			write(t, dir, "corrections.json", `[{"source": "cbp-2210", "line": 17, "old": "through", "new": "to", "reason": "r"}]`)
		}, `RAW/cbp/it-specialist-2210.txt:17:1: the line holds the old text "through" of a declared correction 0 times; expected once: review or remove the correction [correction]`},
		{"a correction of no source", func(t *testing.T, dir string) {
			write(t, dir, "corrections.json", `[{"source": "cbp", "line": 17, "old": "through", "new": "to", "reason": "r"}]`)
		}, `RAW/corrections.json: a correction names the source "cbp", which sources.json does not list [correction]`},
		{"problems of three files at once", func(t *testing.T, dir string) {
			write(t, dir, "corrections.json", "{}")
			write(t, dir, "esco/concept-uris.csv", "label\n")
			write(t, dir, "cbp/it-specialist-2210.txt", "\n")
		}, "RAW/cbp/it-specialist-2210.txt:1:1: the document is empty; expected the text of the source [source-empty]\n" +
			"RAW/corrections.json:1:1: not a list of corrections; expected [ and corrections [corrections-json]\n" +
			"RAW/esco/concept-uris.csv:1:1: the header is label; expected preferred_label,concept_uri,concept_type [concept-uris]"},
		{"no catalogue", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "sources.json")); err != nil {
				t.Fatal(err)
			}
		}, "reading the catalogue of sources: stat RAW/sources.json: no such file or directory"},
		{"a source of the wrong kind", func(t *testing.T, dir string) {
			write(t, dir, "sources.json", strings.Replace(read(t, dir, "sources.json"), `"job-series-page"`, `"esco-occupation-page"`, 1))
		}, `RAW/cbp/it-specialist-2210.txt: expected a line such as "2519.3 ISCO 2519 ESCO source"; found none. The layout that is read is `},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := rawCopy(t)
			test.damage(t, dir)
			raw, err := extract.Load(dir)
			if err == nil || raw != nil {
				t.Fatalf("Load gave %v and %v; expected an error alone", raw != nil, err)
			}
			got := strings.ReplaceAll(err.Error(), filepath.ToSlash(dir), "RAW")
			if kind := strings.HasSuffix(test.name, "wrong kind"); got != test.want && !(kind && strings.HasPrefix(got, test.want)) {
				t.Errorf("the error is\n%s\nexpected\n%s", got, test.want)
			}
			var problems source.Problems
			if strings.HasPrefix(test.want, "RAW") && !errors.As(err, &problems) {
				t.Errorf("the error is a %T; expected source.Problems", err)
			}
		})
	}
}
