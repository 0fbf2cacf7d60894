package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/extract/sssom"
)

// userFolders are folders that a user may have, by what they hold; the maker gets the path and a release in csv
// and json that it may copy.
var userFolders = map[string]func(t *testing.T, dir, built string){
	"a folder of downloads": func(t *testing.T, dir, _ string) {
		var sums strings.Builder
		for _, name := range []string{"go1.26.linux-amd64.tar.gz", "debian.iso"} {
			write(t, dir, name, name)
			fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256([]byte(name)), name)
		}
		write(t, dir, "SHA256SUMS", sums.String())
	},
	"a web app": func(t *testing.T, dir, _ string) {
		write(t, dir, "manifest.json", `{"name":"App","short_name":"App","icons":[{"src":"icon.png"}]}`)
		write(t, dir, "icon.png", "x")
	},
	"a browser extension with checksums": func(t *testing.T, dir, _ string) {
		write(t, dir, "manifest.json", `{"manifest_version":3,"name":"Extension","version":"1.0.0"}`)
		write(t, dir, "SHA256SUMS", fmt.Sprintf("%x  manifest.json\n", sha256.Sum256([]byte(`{"manifest_version":3,"name":"Extension","version":"1.0.0"}`))))
	},
	"a data package of another program": func(t *testing.T, dir, _ string) {
		write(t, dir, "manifest.json", `{"dataset":{"id":"mine"},"tool":{"name":"mine","version":"1"},"schema_version":"1","files":[{"path":"a.csv","bytes":1,"sha256":"`+fmt.Sprintf("%x", sha256.Sum256([]byte("x")))+`"}]}`)
		write(t, dir, "a.csv", "x")
	},
	"a release and notes in it":     func(t *testing.T, dir, built string) { clone(t, dir, built); write(t, dir, "csv/notes.txt", "mine") },
	"a release and an empty folder": func(t *testing.T, dir, built string) { clone(t, dir, built); folder(t, dir, "figures") },
	"a release under version control": func(t *testing.T, dir, built string) {
		clone(t, dir, built)
		write(t, dir, ".git/HEAD", "ref: refs/heads/main\n")
	},
	"a release edited": func(t *testing.T, dir, built string) {
		clone(t, dir, built)
		write(t, dir, "csv/bands.csv", "band_id,my own\n")
	},
	"a release with a file missing": func(t *testing.T, dir, built string) {
		clone(t, dir, built)
		if err := os.Remove(filepath.Join(dir, "json", "bands.json")); err != nil {
			t.Fatal(err)
		}
	},
	"a release with a link to my file": func(t *testing.T, dir, built string) {
		clone(t, dir, built)
		write(t, filepath.Dir(dir), "mine.csv", "mine")
		if err := errorsOf(os.Remove(filepath.Join(dir, "csv", "bands.csv")), os.Symlink(filepath.Join(filepath.Dir(dir), "mine.csv"), filepath.Join(dir, "csv", "bands.csv"))); err != nil {
			t.Skip(err)
		}
	},
	"a folder that has a release": func(t *testing.T, dir, built string) {
		clone(t, filepath.Join(dir, "release"), built)
		write(t, dir, "thesis.tex", "mine")
	},
	"the sources": func(t *testing.T, dir, _ string) {
		if err := os.CopyFS(dir, os.DirFS(sources(t))); err != nil {
			t.Fatal(err)
		}
	},
	"a git checkout": func(t *testing.T, dir, _ string) {
		write(t, dir, ".git/HEAD", "ref: refs/heads/main\n")
		write(t, dir, "main.go", "package main\n")
	},
	"a home": func(t *testing.T, dir, _ string) {
		write(t, dir, ".profile", "umask 077\n")
		write(t, dir, "Documents/will.odt", "mine")
		folder(t, dir, "Desktop")
	},
	"photos, closed to others": func(t *testing.T, dir, _ string) {
		write(t, dir, "2026/a.jpg", "mine")
		if err := os.Chmod(filepath.Join(dir, "2026", "a.jpg"), 0o400); err != nil {
			t.Fatal(err)
		}
	},
	"folders alone": func(t *testing.T, dir, _ string) { folder(t, dir, "2025/12"); folder(t, dir, "2026/01") },
	"links": func(t *testing.T, dir, _ string) {
		folder(t, dir, ".")
		link(t, "/etc/hosts", dir, "hosts")
		link(t, "nowhere", dir, "broken")
	},
	"rankings that I made":   func(t *testing.T, dir, _ string) { write(t, dir, "ranked.csv", "my,own,columns\n1,2,3\n") },
	"an archive that I made": func(t *testing.T, dir, _ string) { write(t, dir, "fwci-2210-1.0.0.zip", "mine") },
	"a stage-like name":      func(t *testing.T, dir, _ string) { write(t, dir, ".out.stage-5/mine.txt", "mine") },
	"a file in its place":    func(t *testing.T, dir, _ string) { write(t, filepath.Dir(dir), filepath.Base(dir), "mine") },
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	folder(t, filepath.Dir(path), ".")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func folder(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(name)), 0o755); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, dir, name string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
		t.Skip(err)
	}
}

func clone(t *testing.T, dir, built string) {
	t.Helper()
	if err := os.CopyFS(dir, os.DirFS(built)); err != nil {
		t.Fatal(err)
	}
}

// snapshot lists all that is in a folder, or a file, with modes and times of change.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		text := info.Mode().String()
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			var target string
			target, err = os.Readlink(path)
			text += " to " + target
		case info.Mode().IsRegular():
			var data []byte
			data, err = os.ReadFile(path)
			text += fmt.Sprintf(" %s %x", info.ModTime(), sha256.Sum256(data))
		}
		found[path] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// interruptFolder makes a folder that holds raw, as a function copies it, out (a release), esco-v1.1.1, queries.csv
// and gold.tsv.
func interruptFolder(t *testing.T, copied func(dir string) error) string {
	t.Helper()
	dir := t.TempDir()
	raw := filepath.Join(dir, "raw")
	if err := copied(raw); err != nil {
		t.Fatal(err)
	}
	must(t, "build", "--quiet", "--raw", raw, "--out", filepath.Join(dir, "out"), "--format", "csv,json")
	for name, text := range map[string]string{
		"queries.csv":                              "query_id,label\nq1,hardware\n",
		"gold.tsv":                                 "competency_id\tconcept_uri\tpredicate\naccessibility\thttp://data.europa.eu/esco/skill/1\texact\n",
		"esco-v1.1.1/skills_en.csv":                "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description\nKnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,knowledge,cross-sector,accessibility standards,,,released,2024-01-01T00:00:00Z,,,,Making things accessible.\n",
		"esco-v1.1.1/occupations_en.csv":           "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code\nOccupation,http://data.europa.eu/esco/occupation/1,2522,systems administrator,,,released,,,,,,Keeps systems running.,2522.1\n",
		"esco-v1.1.1/ISCOGroups_en.csv":            "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description\nISCOGroup,http://data.europa.eu/esco/isco/C2522,2522,Systems administrators,released,,,They keep systems running.\n",
		"esco-v1.1.1/occupationSkillRelations.csv": "occupationUri,relationType,skillType,skillUri\nhttp://data.europa.eu/esco/occupation/1,essential,knowledge,http://data.europa.eu/esco/skill/1\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Every command that can be pointed at a user's folder leaves each file of it as it was. Commands that write into
// a folder that exists may add files that were not there.
func TestUserFoldersSurviveEveryCommand(t *testing.T) {
	base := interruptFolder(t, quickSources)
	handbook, built := filepath.Join(t.TempDir(), "raw"), filepath.Join(t.TempDir(), "built")
	if err := exporttest.CopyHandbook(handbook); err != nil {
		t.Fatal(err)
	}
	must(t, "build", "--quiet", "--raw", handbook, "--out", built, "--format", "csv,json")
	esco, queries, gold, out := filepath.Join(base, "esco-v1.1.1"), filepath.Join(base, "queries.csv"), filepath.Join(base, "gold.tsv"), filepath.Join(base, "out")
	raw := filepath.Join(base, "raw")
	for name, make := range userFolders {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			make(t, dir, built)
			before := snapshot(t, parent)
			commands := [][]string{
				{"build", "--raw", raw, "--out", dir}, {"build", "--raw", dir, "--out", dir, "--format", "csv"},
				{"verify", dir}, {"validate", dir}, {"diff", dir, out}, {"diff", out, dir}, {"findings", "--raw", dir}, {"show", "--raw", dir, "tables"},
				{"match", "--esco", esco, "--queries", queries, "--out", dir}, {"match", "--esco", dir, "--queries", queries, "--out", filepath.Join(dir, "ranked.csv")},
				{"match", "--esco", esco, "--queries", queries, "--out", filepath.Join(dir, "ranked.csv")},
				{"evaluate", "--esco", esco, "--gold", gold, "--raw", dir}, {"review", "--raw", dir, "--esco", esco, "--reviewer", "Jane Doe"},
				{"release", "--version", "1.0.0", "--first", "--raw", raw, "--out", dir, "--dist", dir},
				{"release", "--version", "1.0.0", "--previous", dir, "--raw", raw, "--out", dir, "--dist", filepath.Join(dir, "dist")},
			}
			if !strings.Contains(name, "edited") && !strings.Contains(name, "missing") && !strings.Contains(name, "a link to my file") {
				commands = append(commands, []string{"build", "--replace-edited", "--raw", raw, "--out", dir})
			}
			for _, args := range commands {
				code, _, said := fwci(t, args...)
				refused := exitFailure
				if slices.Index(args, dir) < slices.Index(args, "--out") {
					refused = exitUsage // the output is the folder of the sources
				}
				if args[0] == "build" && code != refused {
					t.Errorf("fwci %s ends with %d and says %q; expected a refusal with %d", strings.Join(args, " "), code, said, refused)
				}
				after := snapshot(t, parent)
				for _, path := range slices.Sorted(maps.Keys(before)) {
					if after[path] != before[path] {
						t.Fatalf("fwci %s changed %s: %q became %q\n%s", strings.Join(args, " "), path, before[path], after[path], said)
					}
				}
				for path := range after {
					if _, ok := before[path]; ok {
						continue
					}
					if args[0] != "match" || path != filepath.Join(dir, "ranked.csv") {
						t.Errorf("fwci %s wrote %s", strings.Join(args, " "), path)
					}
					if err := os.Remove(path); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}

// An archive goes into a user's folder and replaces nothing there.
func TestArchiveInAUserFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "fwci-2210-1.0.0.zip")
	for name, old := range map[string][2]string{
		"nothing":                {},
		"the same archive":       {file, "packed"},
		"another archive":        {file, "mine"},
		"a checksum that is not": {file + ".sha256", "mine"},
		"a folder":               {filepath.Join(file, "mine"), "mine"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := errorsOf(os.RemoveAll(file), os.RemoveAll(file+".sha256")); err != nil {
				t.Fatal(err)
			}
			if old[0] != "" {
				write(t, filepath.Dir(old[0]), filepath.Base(old[0]), old[1])
			}
			err := put(file, []byte("packed"))
			if refused := old[1] == "mine"; (err != nil) != refused {
				t.Errorf("error %v; expected one: %t", err, refused)
			}
			if old[1] == "mine" {
				if data, err := os.ReadFile(old[0]); err != nil || string(data) != "mine" {
					t.Errorf("it has %q, error %v", data, err)
				}
			} else if data, err := os.ReadFile(file + ".sha256"); err != nil || string(data) != fmt.Sprintf("%x  fwci-2210-1.0.0.zip\n", sha256.Sum256([]byte("packed"))) {
				t.Errorf("the checksum is %q, error %v", data, err)
			}
		})
	}
}

// A file that a command reads is never its output.
func TestInputIsNeverTheOutput(t *testing.T) {
	dir := interruptFolder(t, quickSources)
	esco, queries := filepath.Join(dir, "esco-v1.1.1"), filepath.Join(dir, "queries.csv")
	link(t, queries, dir, "linked.csv")
	before := snapshot(t, dir)
	for _, out := range []string{queries, filepath.Join(dir, "linked.csv"), filepath.Join(dir, ".", "esco-v1.1.1", "..", "queries.csv")} {
		if code, _, said := fwci(t, "match", "--esco", esco, "--queries", queries, "--out", out); code != exitFailure || !strings.Contains(said, "is read by this command and would be lost") {
			t.Errorf("--out %s ends with %d and says %q", out, code, said)
		}
	}
	if !maps.Equal(before, snapshot(t, dir)) {
		t.Error("a file was changed")
	}
}

// What somebody else wrote into the mappings while a reviewer judged is not lost.
func TestReviewKeepsAnothersEdit(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "competency-skill.sssom.tsv")
	write(t, dir, "competency-skill.sssom.tsv", "edited by another program")
	f := &mappingFile{file: file, saved: []byte("as it was read"), set: &sssom.Set{ID: "https://example.org/set", License: "https://creativecommons.org/licenses/by/4.0/", Title: "Set", Version: "1.0.0", Prefixes: map[string]string{"fwci_competency": "https://example.org/competency/"}}}
	if err := f.save(&environment{settling: &settling{}}); err == nil || !strings.Contains(err.Error(), "was changed by another program since it was read") {
		t.Errorf("error %v; expected one that says so", err)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "edited by another program" {
		t.Errorf("it has %q, error %v", data, err)
	}
}

// TestProposalReplacesNoOtherFile: the text of fwci regenerate goes to a new file, or replaces an older one of its kind.
func TestProposalReplacesNoOtherFile(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"notes.md": "my notes", "old.md": proposalHead + "1.0.0 of the data\n", "empty.md": "", "raw/sources.json": "{}", "out/README.md": proposalHead} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"notes.md":         "another kind of file and would be lost",
		"raw/sources.json": "is inside",
		"out/README.md":    "is inside",
		"out/new.md":       "is inside",
		"raw":              "is inside",
		"old.md":           "",
		"empty.md":         "",
		"new.md":           "",
		"":                 "",
	} {
		r := regenerating{raw: filepath.Join(dir, "raw"), out: filepath.Join(dir, "out")}
		if name != "" {
			r.text = filepath.Join(dir, filepath.FromSlash(name))
		}
		err := r.checkText()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("--text %s: error %v; expected %q", name, err, want)
		}
	}
}
