package extract_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/rawtest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
)

// rawCopy returns a copy of raw/ that a test may damage, with the sources that are texts.
func rawCopy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := rawtest.CopyTexts(dir, "../raw"); err != nil {
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

// replace removes a file or folder and puts something else in its place.
func replace(t *testing.T, dir, name string, make func(file string) error) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.RemoveAll(file), make(file)); err != nil {
		t.Fatal(err)
	}
}

func TestLoad(t *testing.T) {
	raw, err := extract.Load("../raw")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, d := range raw.Documents {
		set := 0
		for _, present := range []bool{d.Handbook != nil, d.Series != nil, d.Occupation != nil, d.NICE != nil, d.NICEWorkbook != nil, d.DCWF != nil} {
			if present {
				set++
			}
		}
		if set != 1 || len(d.Classes) != len(d.Lines) || d.Source.Kind.Text() != (d.Lines != nil) {
			t.Errorf("%s: %d documents, %d classes for %d lines", d.Path, set, len(d.Classes), len(d.Lines))
		}
		kinds = append(kinds, string(d.Source.Kind)+" "+d.Path)
	}
	want := "fwci-handbook ../raw/fwci/handbook-2210.txt, job-series-page ../raw/cbp/it-specialist-2210.txt, esco-occupation-page ../raw/esco/ict-change-and-configuration-manager.txt, " +
		"nice-framework ../raw/nice/cprt_SP_800_181_2_1_0.json, nice-workbook ../raw/nice/NICE_Framework_Components_v2.1.0.xlsx, dcwf-work-role-tool ../raw/dcwf/DCWF_Work_Role_Tool_v5.1.xlsx"
	if got := strings.Join(kinds, ", "); got != want {
		t.Errorf("the documents are %s; expected %s", got, want)
	}
	if lines := len(raw.Documents[0].Lines); lines != 1338 {
		t.Errorf("the handbook has %d lines; counted by hand: 1338", lines)
	}
	if len(raw.ConceptURIs) != 38 || len(raw.Corrections) != 0 || len(raw.Mappings) != 8 {
		t.Errorf("%d URIs, %d corrections, %d sets of mappings; expected 38, 0 and 8", len(raw.ConceptURIs), len(raw.Corrections), len(raw.Mappings))
	}
	for i := 1; i < len(raw.Inputs); i++ {
		if raw.Inputs[i-1].Path >= raw.Inputs[i].Path {
			t.Errorf("the input %s comes before %s", raw.Inputs[i-1].Path, raw.Inputs[i].Path)
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

// A correction of a source that is not a text is refused: it has no lines.
func TestLoadRefusesCorrectionsOfStructuredSources(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "raw")
	if err := os.CopyFS(dir, os.DirFS("../raw")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "corrections.json", `[{"source": "dcwf", "line": 17, "old": "though", "new": "through", "reason": "a slip"}]`)
	if _, err := extract.Load(dir); err == nil || !strings.Contains(err.Error(), "a declared correction names line 17; a source of kind dcwf-work-role-tool has no lines") {
		t.Errorf("the problem is %v", err)
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
		}, "RAW/cbp/it-specialist-2210.txt: a folder; expected a file [source-file]"},
		{"a correction that no longer fits", func(t *testing.T, dir string) {
			write(t, dir, "corrections.json", `[{"source": "cbp-2210", "line": 17, "old": "through", "new": "to", "reason": "r"}]`)
		}, `RAW/cbp/it-specialist-2210.txt:17:1: the line has the old text "through" of a declared correction 0 times; expected once: review or remove the correction [correction]`},
		{"a correction of no source", func(t *testing.T, dir string) {
			write(t, dir, "corrections.json", `[{"source": "cbp", "line": 17, "old": "through", "new": "to", "reason": "r"}]`)
		}, `RAW/corrections.json:1:13: correction 1 is of the source "cbp", which sources.json does not list; expected the id of a source [corrections-json]`},
		{"problems of three files at once", func(t *testing.T, dir string) {
			write(t, dir, "corrections.json", "{}")
			write(t, dir, "esco/concept-uris.csv", "label\n")
			write(t, dir, "cbp/it-specialist-2210.txt", "\n")
		}, "RAW/cbp/it-specialist-2210.txt:1:1: the document is empty; expected the text of the source [source-empty]\n" +
			"RAW/corrections.json:1:1: the file is an object; expected a list [corrections-json]\n" +
			"RAW/esco/concept-uris.csv:1:1: the heading is \"label\"; expected \"preferred_label,concept_uri,concept_type\" [concept-uris]"},
		{"a broken catalog and a broken list", func(t *testing.T, dir string) {
			write(t, dir, "sources.json", "{")
			write(t, dir, "corrections.json", `[{"source": "nobody", "line": 0, "old": "a", "new": "b", "reason": "r"}]`)
		}, "RAW/corrections.json:1:31: correction 1 is of line 0; expected a line of the source, counted from 1 [corrections-json]\n" +
			"RAW/sources.json:1:2: the JSON text ends too early; expected the brackets and quotation marks that are open to be closed [sources-json]"},
		{"a path in another case", func(t *testing.T, dir string) {
			write(t, dir, "sources.json", strings.Replace(read(t, dir, "sources.json"), `cbp/it-specialist`, `cbp/IT-Specialist`, 1))
		}, `RAW/sources.json: the source "cbp-2210" names RAW/cbp/IT-Specialist-2210.txt, which does not exist; RAW/cbp/it-specialist-2210.txt does: upper and lower case differ [sources-json]`},
		{"a catalog in a folder's place", func(t *testing.T, dir string) {
			replace(t, dir, "sources.json", func(file string) error { return os.Mkdir(file, 0o755) })
		}, "RAW/sources.json: a folder; expected a file [source-file]"},
		{"a file in a folder's place", func(t *testing.T, dir string) {
			replace(t, dir, "crosswalk", func(file string) error { return os.WriteFile(file, []byte("x"), 0o644) })
		}, "RAW/crosswalk: a part of its path is a file; expected a folder [source-file]\nRAW/crosswalk/appraisal.json: a part of its path is a file; expected a folder [source-file]"},
		{"links in a circle", func(t *testing.T, dir string) {
			replace(t, dir, "esco/concept-uris.csv", func(file string) error { return os.Symlink("concept-uris.csv", file) })
		}, "RAW/esco/concept-uris.csv: symbolic links that lead in a circle; expected a file [source-file]"},
		{"a link that leads nowhere", func(t *testing.T, dir string) {
			replace(t, dir, "withdrawn.csv", func(file string) error { return os.Symlink("gone.csv", file) })
		}, "RAW/withdrawn.csv: a symbolic link to a file that does not exist; correct or remove the link [source-file]"},
		{"a pipe", func(t *testing.T, dir string) {
			replace(t, dir, "crosswalk/title-profile.sssom.tsv", func(file string) error { return exec.Command("mkfifo", file).Run() })
		}, "RAW/crosswalk/title-profile.sssom.tsv: a pipe; expected a file [source-file]"},
		{"a file larger than is read", func(t *testing.T, dir string) {
			if err := os.Truncate(filepath.Join(dir, "fwci", "handbook-2210.txt"), source.MaxBytes+1); err != nil {
				t.Fatal(err)
			}
		}, "RAW/fwci/handbook-2210.txt: the document has 268435457 bytes; at most 268435456 are read [source-size]"},
		{"inputs with a slip in their names", func(t *testing.T, dir string) {
			for _, name := range []string{"correction.json", "Withdrawn.csv", "esco/concepts.csv", "crosswalk/more.tsv", "changes/1.0.0.JSON"} {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, dir, name, "x")
			}
			write(t, dir, "notes.md", "x")
			write(t, dir, ".hidden.json", "x")
		}, "RAW/Withdrawn.csv: nothing reads a file of this name; expected sources.json, corrections.json, withdrawn.csv: rename or remove it [unlisted-source]\n" +
			"RAW/changes/1.0.0.JSON: nothing reads a file of this name; expected changes/*.json: rename or remove it [unlisted-source]\n" +
			"RAW/correction.json: nothing reads a file of this name; expected sources.json, corrections.json, withdrawn.csv: rename or remove it [unlisted-source]\n" +
			"RAW/crosswalk/more.tsv: nothing reads a file of this name; expected crosswalk/appraisal.json and crosswalk/*.sssom.tsv: rename or remove it [unlisted-source]\n" +
			"RAW/esco/concepts.csv: nothing reads a file of this name; expected esco/concept-uris.csv and esco/skill-facts.csv: rename or remove it [unlisted-source]"},
		{"no folder", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}, "RAW: no such folder; expected the folder with sources.json [source-file]"},
		{"a file for the folder", func(t *testing.T, dir string) {
			replace(t, dir, ".", func(file string) error { return os.WriteFile(file, []byte("x"), 0o644) })
		}, "RAW: a file; expected the folder with sources.json [source-file]"},
		{"no catalog", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "sources.json")); err != nil {
				t.Fatal(err)
			}
		}, "RAW/sources.json: no such file; expected the catalog of sources [source-file]"},
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
