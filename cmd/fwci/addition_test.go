package main_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// An addition is a change of the program as CONTRIBUTING.md describes it: testdata/addition/<name>.txtar holds a
// new file whole, and of a file that is there what is put in: a line "after: TEXT", which appears once in the file,
// then the lines that follow it, or "replace: TEXT" and what takes its place.
type addition struct {
	name    string
	section string // of CONTRIBUTING.md, which says how many files it touches
	made    map[string]string
}

var additions = []addition{
	{"table", "Add a table", map[string]string{
		"csv/colors.csv":                   "color_id,name\nblue,Blue\ngreen,Green\n",
		"json/colors.json":                 `"name":"Green"`,
		"jsonld/fwci-2210.jsonld":          `"color/blue"`,
		"jsonld/vocabulary.jsonld":         "A color of the made-up table.",
		"csv/colors.csv-metadata.json":     `"aboutUrl":"https://w3id.org/fwci/2210/color/{color_id}"`,
		"datapackage.json":                 `"name":"colors"`,
		"data-dictionary.md":               "colors",
		"site/table/colors.html":           "Colors",
		"parquet/colors.parquet":           "",
		"csv/competencies.csv":             "accessibility",
		"sssom/competency-skill.sssom.tsv": "",
	}},
	{"kind", "Add a mapping kind", map[string]string{
		"csv/crosswalk_task_profile.csv":         "task-7c35838369,data-management,closeMatch,true,0.75,MappingReview,person,Reader A,3,Made up.\n",
		"csv/crosswalk_unmatched.csv":            "tasks,task-",
		"sssom/task-profile.sssom.tsv":           "fwci_task:task-7c35838369\tPerforms storage management.\tskos:closeMatch\tfwci_profile:data-management\tData Management\tsemapv:MappingReview\tReader A\t0.75\tshared_words=3\tMade up.\n",
		"jsonld/crosswalk.jsonld":                `sssom/task-profile.sssom.tsv"`,
		"crosswalk-quality.md":                   "tasks to profiles",
		"quality-report.md":                      "unreviewed-subject",
		"site/crosswalk/task-profile.html":       "Performs storage management.",
		"site/crosswalk/index.html":              "task-profile.html",
		"site/task/task-7c35838369.html":         "<h2 id=task-profile>FWCI profiles",
		"site/table/crosswalk_task_profile.html": "Crosswalk: tasks to profiles",
		"json/crosswalk_task_profile.json":       `"shared_words":3`,
		"parquet/crosswalk_task_profile.parquet": "",
	}},
}

// A made-up table and a made-up kind of mapping touch the number of files that CONTRIBUTING.md says, and appear in
// every format, which fwci verify confirms. The program is built from a copy with the addition.
func TestAdditionsTouchTheFilesThatAreNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: builds the program twice, each time changed")
	}
	for _, a := range additions {
		t.Run(a.name, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join("testdata", "addition", a.name+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			text := contributing(t, a.section)
			promised := regexp.MustCompile(`\*\*(\d+) files\*\*`).FindStringSubmatch(text)
			code := 0
			dir := copied(t)
			for _, f := range archive.Files {
				if !strings.HasPrefix(f.Name, "raw/") {
					code++
					if place := filepath.ToSlash(filepath.Dir(f.Name)); !strings.Contains(text, place+"/") && !strings.Contains(text, f.Name) {
						t.Errorf("%s is touched; CONTRIBUTING.md names neither it nor its folder under %q", f.Name, a.section)
					}
				}
				amend(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
			}
			if promised == nil || promised[1] != strconv.Itoa(code) {
				t.Errorf("%d files are touched; CONTRIBUTING.md says %q under %q", code, promised, a.section)
			}
			program := filepath.Join(dir, "program.exe")
			// Without the paths of the copy in them, packages that the addition does not touch come from the cache.
			run(t, dir, "go", "build", "-trimpath", "-ldflags=-w", "-o", program, "./cmd/fwci")
			run(t, dir, "go", "test", "-trimpath", "./transform/identity", "./transform/crosswalk", "./transform/dataset")
			run(t, dir, program, "build", "--quiet", "--raw", "raw", "--out", "release")
			run(t, dir, program, "verify", "--quiet", "release")
			for file, want := range a.made {
				data, err := os.ReadFile(filepath.Join(dir, "release", filepath.FromSlash(file)))
				if err != nil || !strings.Contains(string(data), want) {
					t.Errorf("%s does not have %q (%v)", file, want, err)
				}
			}
		})
	}
}

// contributing returns a section of CONTRIBUTING.md.
func contributing(t *testing.T, section string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(data), "\n## "+section+"\n")
	if !found {
		t.Fatalf("CONTRIBUTING.md has no section %q", section)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// copied copies the program and its sources, without tests of packages that need more.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, top := range []string{"go.mod", "go.sum", "cmd", "export", "transform", "extract", "schemas", "raw"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, entry fs.DirEntry, err error) error {
			below, relative := filepath.Rel(root, name)
			if err = errors.Join(err, relative); err != nil {
				return err
			}
			if entry.IsDir() {
				return os.MkdirAll(filepath.Join(dir, below), 0o755)
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, below), data, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// amend makes a file, or puts into one that is there what the addition holds.
func amend(t *testing.T, file, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	now := strings.ReplaceAll(string(data), "\r\n", "\n")
	for _, part := range regexp.MustCompile(`(?m)^(after|replace): .*\n`).FindAllStringIndex(text, -1) {
		verb, anchor, _ := strings.Cut(strings.TrimSuffix(text[part[0]:part[1]], "\n"), ": ")
		if strings.Count(now, anchor) != 1 {
			t.Fatalf("%s has %q %d times; expected once", file, anchor, strings.Count(now, anchor))
		}
		body := text[part[1]:]
		if next := regexp.MustCompile(`(?m)^(after|replace): `).FindStringIndex(body); next != nil {
			body = body[:next[0]]
		}
		if verb == "after" {
			at := strings.Index(now, anchor)
			end := at + strings.Index(now[at:], "\n") + 1
			now = now[:end] + body + now[end:]
		} else {
			now = strings.Replace(now, anchor, strings.TrimSuffix(body, "\n"), 1)
		}
	}
	if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
}
