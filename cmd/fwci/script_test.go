package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/fwci-open-data/fwci/export/exporttest"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

// inTurn runs scripts one after another: fwci runs inside the test, in the folder of the script, and a process has
// one folder.
type inTurn struct{ *testing.T }

// Parallel lets no script run beside another.
func (inTurn) Parallel() {}

// Run runs a script as a test of its own.
func (t inTurn) Run(name string, script func(testscript.T)) {
	t.T.Run(name, func(t *testing.T) { script(inTurn{t}) })
}

// Verbose reports whether the log of a script that succeeds is wanted.
func (inTurn) Verbose() bool { return testing.Verbose() }

func TestScripts(t *testing.T) {
	testscript.RunT(inTurn{t}, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TERM", "xterm")
			env.Values["trees"] = map[string]map[string]string{}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("no such condition: " + name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"raw": scriptRaw, "sources": scriptSources, "handbook": scriptHandbook, "edit": scriptEdit, "exits": scriptExits, "process": scriptProcess, "plain": scriptPlain,
			"remember": scriptRemember, "unchanged": scriptUnchanged, "pack": scriptPack, "holds": scriptHolds,
		},
	})
}

// raw DIR puts a copy of raw/ in DIR, as the sources of release 1.0.0; only its texts where tests are to be short.
func scriptRaw(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(copySources(ts.MkAbs(args[0])))
}

// sources DIR puts a copy of raw/ in DIR; a small handbook alone where tests are to be short.
func scriptSources(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(quickSources(ts.MkAbs(args[0])))
}

// handbook DIR puts a small handbook alone in DIR, for scripts that make many releases.
func scriptHandbook(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(exporttest.CopyHandbook(ts.MkAbs(args[0])))
}

// edit FILE OLD NEW replaces a text of a file; \t, \n and \xff mean what they mean in Go.
func scriptEdit(ts *testscript.TestScript, _ bool, args []string) {
	text := make([]string, 2)
	for i, arg := range args[1:] {
		var err error
		text[i], err = strconv.Unquote(`"` + strings.ReplaceAll(arg, `"`, `\"`) + `"`)
		ts.Check(err)
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if !bytes.Contains(data, []byte(text[0])) {
		ts.Fatalf("%s has no %q", args[0], text[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Replace(data, []byte(text[0]), []byte(text[1]), 1), 0o666))
}

// exits CODE fwci ARG... runs fwci inside the test, in the folder of the script; it must end with an exit code.
func scriptExits(ts *testscript.TestScript, _ bool, args []string) {
	if args[1] != "fwci" {
		ts.Fatalf("exits runs fwci alone, not %s", args[1])
	}
	before, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	var out, errw strings.Builder
	got := run(context.Background(), args[2:], &out, &errw)
	ts.Check(os.Chdir(before))
	_, _ = io.WriteString(ts.Stdout(), out.String())
	_, _ = io.WriteString(ts.Stderr(), errw.String())
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("exit code %d; expected %s\nstdout: %sstderr: %s", got, args[0], &out, &errw)
	}
}

// process CODE fwci ARG... does the same in a process of its own, for what it reads from its input or when it starts.
func scriptProcess(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d; expected %d\nstdout: %sstderr: %s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// plain checks that neither output of the last command holds a control character but line feeds and tabs.
func scriptPlain(ts *testscript.TestScript, _ bool, _ []string) {
	for _, name := range []string{"stdout", "stderr"} {
		for _, r := range ts.ReadFile(name) {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				ts.Fatalf("%s has the control character %q", name, r)
			}
		}
	}
}

// tree reads a folder: content by path.
func tree(dir string) (map[string]string, error) {
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	return found, err
}

// remember DIR keeps the content of a folder for unchanged.
func scriptRemember(ts *testscript.TestScript, _ bool, args []string) {
	found, err := tree(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Value("trees").(map[string]map[string]string)[args[0]] = found
}

// unchanged DIR [OTHER] checks that OTHER, or DIR itself, holds byte for byte what remember saw in DIR.
func scriptUnchanged(ts *testscript.TestScript, neg bool, args []string) {
	want := ts.Value("trees").(map[string]map[string]string)[args[0]]
	found, err := tree(ts.MkAbs(args[len(args)-1]))
	ts.Check(err)
	if same := maps.Equal(found, want); same == neg {
		ts.Fatalf("%s equals what %s was: %t; it has %d files, expected %d; first difference: %s", args[len(args)-1], args[0], same, len(found), len(want), firstDifference(found, want))
	}
}

func firstDifference(a, b map[string]string) string {
	for _, path := range slices.Sorted(maps.Keys(b)) {
		if a[path] != b[path] {
			return path
		}
	}
	for _, path := range slices.Sorted(maps.Keys(a)) {
		if _, ok := b[path]; !ok {
			return path
		}
	}
	return "none"
}

// pack DIR ZIP packs a folder, under its own name.
func scriptPack(ts *testscript.TestScript, _ bool, args []string) {
	found, err := tree(ts.MkAbs(args[0]))
	ts.Check(err)
	file, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	w := zip.NewWriter(file)
	for _, path := range slices.Sorted(maps.Keys(found)) {
		entry, err := w.Create(filepath.Base(args[0]) + "/" + path)
		ts.Check(err)
		_, err = entry.Write([]byte(found[path]))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(file.Close())
}

// holds DIR NAME... checks the names in a folder, hidden ones included.
func scriptHolds(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, args[1:]) {
		ts.Fatalf("%s has %q; expected %q", args[0], names, args[1:])
	}
}

func TestHelpOfEveryCommand(t *testing.T) {
	var all bytes.Buffer
	if code := run(t.Context(), []string{"help"}, &all, &all); code != exitDone {
		t.Errorf("fwci help ends with %d", code)
	}
	for _, c := range commands() {
		if !regexp.MustCompile(`(?m)^  ` + c.name + ` +` + regexp.QuoteMeta(c.about) + `$`).MatchString(all.String()) {
			t.Errorf("fwci help does not list %s with what it is for:\n%s", c.name, &all)
		}
		var pages []string
		for _, args := range [][]string{{"help", c.name}, {c.name, "-h"}, {c.name, "--help"}} {
			var out, errw bytes.Buffer
			if code := run(t.Context(), args, &out, &errw); code != exitDone || errw.Len() > 0 {
				t.Errorf("fwci %s ends with %d and prints the error %q", strings.Join(args, " "), code, &errw)
			}
			pages = append(pages, out.String())
		}
		if pages[0] != pages[1] || pages[0] != pages[2] {
			t.Errorf("fwci help %[1]s, fwci %[1]s -h and fwci %[1]s --help print different pages", c.name)
		}
		if !strings.HasPrefix(pages[0], "usage: fwci "+c.name) || strings.Contains(pages[0], "\x1b") {
			t.Errorf("fwci help %s does not begin with its usage:\n%s", c.name, pages[0])
		}
		flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.prepare(flags)
		flags.VisitAll(func(f *flag.Flag) {
			if !strings.Contains(pages[0], "\n  --"+f.Name) || f.Usage == "" {
				t.Errorf("fwci help %s does not explain --%s", c.name, f.Name)
			}
			// What is said to be the default is a value that the command takes: no number of it is 0.
			shown, _, _ := strings.Cut(pages[0][strings.Index(pages[0], "\n  --"+f.Name)+1:], "\n  --")
			number := regexp.MustCompile(`^[0-9.]+(s|ms)?$`).MatchString(f.DefValue)
			if zero := number && strings.Trim(f.DefValue, "0.ms") == ""; zero && strings.Contains(shown, "(default") || number && !zero && !strings.Contains(shown, "(default "+f.DefValue+")") {
				t.Errorf("fwci help %s says of --%s, whose value is %s where none is given:\n%s", c.name, f.Name, f.DefValue, shown)
			}
			if c.args != "" && !strings.Contains(c.args, "--"+f.Name) && f.Name != "quiet" {
				t.Errorf("the usage line of %s does not name --%s: %s", c.name, f.Name, c.args)
			}
		})
		for _, line := range strings.Split(pages[0], "\n") {
			if len([]rune(line)) > 200 {
				t.Errorf("fwci help %s has a line of %d characters: %s", c.name, len([]rune(line)), line)
			}
		}
	}
}
