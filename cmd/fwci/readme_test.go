package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/view"
	"github.com/fwci-open-data/fwci/schemas"
)

// block is a fenced block of the README.
type block struct{ language, text string }

func readme(t *testing.T) (string, []block) {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	for _, m := range regexp.MustCompile("(?s)```([a-z]+)\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
		blocks = append(blocks, block{m[1], m[2]})
	}
	if len(blocks) < 5 {
		t.Fatalf("found %d fenced blocks; expected at least five", len(blocks))
	}
	return string(data), blocks
}

// TestReadmeNamesWhatIsThere checks every path below out/ that the README names, in the committed release, which make
// committed compares with what raw/ gives; the make targets; and the links to files of the repository.
func TestReadmeNamesWhatIsThere(t *testing.T) {
	text, blocks := readme(t)
	paths := regexp.MustCompile(`\bout/[\w./-]*`).FindAllString(text, -1)
	if len(paths) < 10 {
		t.Fatalf("found %d paths below out/; expected more", len(paths))
	}
	for _, p := range paths {
		if _, err := os.Stat(filepath.Join("../..", filepath.FromSlash(p))); err != nil {
			t.Errorf("the README names %s, which the release does not have: %v", p, err)
		}
	}
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		for _, m := range regexp.MustCompile(`(?m)^make (\w+)`).FindAllStringSubmatch(b.text, -1) {
			if !strings.Contains(string(makefile), "\n"+m[1]+":") {
				t.Errorf("the README says make %s; the Makefile has no such target", m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile(`\]\(([\w./-]+)\)`).FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat(filepath.Join("../..", m[1])); err != nil && !strings.HasPrefix(m[1], "out/") {
			t.Errorf("the README links to %s: %v", m[1], err)
		}
	}
}

// TestReadmeColumns checks that each word of the examples that has the form of a column name is one. That the
// examples run is tested in package readertest, where their programs are installed.
func TestReadmeColumns(t *testing.T) {
	columns := map[string]bool{}
	for _, s := range schemas.Tables() {
		columns[s.Name] = true
		for _, c := range s.Columns {
			columns[c.Name] = true
		}
	}
	for _, v := range view.Views(func(string) bool { return true }) {
		columns[v.Name] = true
		for _, m := range regexp.MustCompile(`AS "(\w+)"`).FindAllStringSubmatch(v.Select, -1) {
			columns[m[1]] = true
		}
	}
	others := []string{
		"read_csv", "sort_values", "to_string", "left_join", "col_types", "fwci_table", "file_search_path", // functions, arguments and settings
		"subject_label", "predicate_id", "object_label", // slots of SSSOM
	}
	_, blocks := readme(t)
	checked := 0
	for _, b := range blocks {
		if !slices.Contains([]string{"python", "r", "sql"}, b.language) {
			continue
		}
		for _, word := range regexp.MustCompile(`\b[a-z]+(?:_[a-z]+)+\b`).FindAllString(b.text, -1) {
			checked++
			if !columns[word] && !slices.Contains(others, word) {
				t.Errorf("the %s example names %s, which is no table or column", b.language, word)
			}
		}
	}
	if checked < 10 {
		t.Errorf("checked %d words; expected more", checked)
	}
}

// TestReadmeCommands runs the commands of the README that need nothing but the repository; next to a copy of the texts
// of raw/ where tests are to be short.
func TestReadmeCommands(t *testing.T) {
	_, blocks := readme(t)
	dir := t.TempDir()
	if testing.Short() {
		t.Run("all sources", func(t *testing.T) {
			t.Skip("left to make whole: the commands of the README with the sources that are not text files")
		})
		t.Chdir(filepath.Dir(sources(t)))
	} else {
		t.Chdir("../..")
	}
	ran := 0
	for _, b := range blocks {
		for _, line := range strings.Split(b.text, "\n") {
			rest, ok := strings.CutPrefix(line, "./fwci ")
			if !ok {
				continue
			}
			var args []string
			for _, word := range strings.Fields(rest) {
				if word == "out" || strings.HasSuffix(word, ".docx") { // what a command writes
					word = filepath.Join(dir, word)
				}
				args = append(args, word)
			}
			var stdout, stderr bytes.Buffer
			if code := run(context.Background(), args, &stdout, &stderr); code != exitDone {
				t.Errorf("%s: exit code %d\n%s", line, code, stderr.String())
			}
			ran++
		}
	}
	if ran < 5 {
		t.Errorf("ran %d commands; expected more", ran)
	}
}
