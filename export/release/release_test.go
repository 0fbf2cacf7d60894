package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
)

func TestWriteIntoNewEmptyAndOldFolders(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, out string){
		"no folder":        func(*testing.T, string) {},
		"an empty folder":  func(_ *testing.T, out string) { _ = os.Mkdir(out, 0o777) },
		"what Finder left": func(t *testing.T, out string) { put(t, filepath.Join(out, ".DS_Store"), "Bud1") },
		"an older release": func(t *testing.T, out string) { mustWrite(t, out, sample("1")) },
		"a release opened in Finder and Explorer": func(t *testing.T, out string) {
			mustWrite(t, out, sample("1"))
			for _, name := range []string{".DS_Store", "csv/.DS_Store", "csv/Thumbs.db", "Desktop.ini", "csv/._bands.csv", "._csv"} {
				put(t, filepath.Join(out, name), "x")
			}
		},
		"a larger release": func(t *testing.T, out string) {
			mustWrite(t, out, sample("1", artifact.Artifact{Path: "gone/gone.txt", Data: []byte("x")}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			prepare(t, out)
			mustWrite(t, out, sample("2"))
			expect(t, out, sample("2"))
			expectNames(t, parent, "out")
			if _, err := os.Stat(filepath.Join(out, "gone")); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a folder of the older release is left: %v", err)
			}
		})
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

// failing are artifacts that cannot be written, after others that can.
func failing(t *testing.T) map[string]struct {
	artifacts []artifact.Artifact
	want      string
} {
	t.Helper()
	bad := func(path string) []artifact.Artifact {
		return sample("2", artifact.Artifact{Path: path, Data: []byte("x")})
	}
	return map[string]struct {
		artifacts []artifact.Artifact
		want      string
	}{
		"a folder where a file is":  {bad("README.md/x.txt"), "exists"},
		"a file where a folder is":  {bad("csv"), "exists"},
		"a name too long":           {bad(strings.Repeat("n", 300)), "too long"},
		"one path twice":            {bad("README.md"), "exists"},
		"a path above the release":  {bad("../evil.txt"), `"../evil.txt" would lie outside`},
		"a path at the root":        {bad("/evil.txt"), `"/evil.txt" would lie outside`},
		"no path":                   {bad(""), `"" would lie outside`},
		"a zero byte in a name":     {bad("a\x00b"), "invalid"},
		"a path through the parent": {bad("csv/../../evil.txt"), "would lie outside"},
	}
}

func TestFailureMidwayLeavesTheOldRelease(t *testing.T) {
	for name, c := range failing(t) {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			mustWrite(t, out, sample("1"))
			if err := Write(t.Context(), out, c.artifacts, Options{}); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "is as it was") {
				t.Errorf("error %v; expected one with %q that says the folder is as it was", err, c.want)
			}
			expect(t, out, sample("1"))
			expectNames(t, parent, "out")
		})
	}
}

func TestFailureLeavesNoCreatedParents(t *testing.T) {
	for name, c := range failing(t) {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			put(t, filepath.Join(parent, "a", "kept"), "x")
			if err := Write(t.Context(), filepath.Join(parent, "a", "b", "c", "out"), c.artifacts, Options{}); err == nil {
				t.Fatal("no error")
			}
			expectNames(t, parent, "a")
			expectNames(t, filepath.Join(parent, "a"), "kept")
		})
	}
	parent := t.TempDir()
	if err := Write(t.Context(), filepath.Join(parent, "a", strings.Repeat("n", 300), "out"), sample("1"), Options{}); err == nil {
		t.Error("a parent with a name too long was made")
	}
	expectNames(t, parent)
	put(t, filepath.Join(parent, "file"), "x")
	if err := Write(t.Context(), filepath.Join(parent, "file", "a", "out"), sample("1"), Options{}); err == nil {
		t.Error("a folder was made below a file")
	}
	expectNames(t, parent, "file")
}

func TestSuccessKeepsCreatedParents(t *testing.T) {
	parent := t.TempDir()
	mustWrite(t, filepath.Join(parent, "a", "b", "out"), sample("1"))
	expect(t, filepath.Join(parent, "a", "b", "out"), sample("1"))
	expectNames(t, filepath.Join(parent, "a", "b"), "out")
}

// countdown is a context that ends when it has been asked n times.
type countdown struct {
	context.Context
	mu   sync.Mutex
	left int
}

func (c *countdown) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancelledAtEveryStep(t *testing.T) {
	steps := 0
	for ; steps < 100; steps++ {
		parent := t.TempDir()
		out := filepath.Join(parent, "out")
		mustWrite(t, out, sample("1"))
		err := Write(&countdown{Context: t.Context(), left: steps}, out, sample("2"), Options{})
		expectNames(t, parent, "out")
		if err == nil {
			expect(t, out, sample("2"))
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at step %d: error %v; expected that of the context", steps, err)
		}
		expect(t, out, sample("1"))
	}
	if files := len(sample("2")); steps < 2*files {
		t.Errorf("the context was asked %d times; expected once at least for each of %d files read and written", steps, files)
	}
}

func TestStagesOfDeadBuildsAreSwept(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("1"))
	put(t, filepath.Join(parent, ".out.stage-123", markerName), "")
	put(t, filepath.Join(parent, ".out.stage-123", newName, "csv", "half.csv"), "x")
	if err := os.Mkdir(filepath.Join(parent, ".out.stage-124"), 0o777); err != nil { // killed before it wrote its marker
		t.Fatal(err)
	}
	kept := []string{".out.stage-5", ".out.stage-notes", ".out2.stage-5", ".stage-7", "out.stage-1"}
	for _, name := range kept {
		put(t, filepath.Join(parent, name, "mine"), "x")
	}
	var remarks []string
	if err := Write(t.Context(), out, sample("2"), Options{Remark: func(line string) { remarks = append(remarks, line) }}); err != nil {
		t.Fatal(err)
	}
	expect(t, out, sample("2"))
	expectNames(t, parent, append(kept[:4:4], "out", "out.stage-1")...)
	if len(remarks) != 1 || !strings.Contains(remarks[0], ".out.stage-5") {
		t.Errorf("remarks %q; expected one on the folder that has the name of a stage", remarks)
	}
}

// A build that dies between the two renames of replace leaves its older release aside; the next one,
// though it fails, puts it back.
func TestReleaseLeftAsideIsPutBack(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, filepath.Join(parent, ".out.stage-77", oldName), sample("1"))
	put(t, filepath.Join(parent, ".out.stage-77", markerName), "")
	put(t, filepath.Join(parent, ".out.stage-77", newName, "README.md"), "half")
	if err := Write(t.Context(), out, sample("2", artifact.Artifact{Path: "../x"}), Options{}); err == nil {
		t.Fatal("no error")
	}
	expect(t, out, sample("1"))
	expectNames(t, parent, "out")
	mustWrite(t, out, sample("2"))
	expect(t, out, sample("2"))
}

// Where nothing can be exchanged, two renames do it, and can be undone.
func TestReplaceByRenames(t *testing.T) {
	parent := t.TempDir()
	out, fresh, aside := filepath.Join(parent, "out"), filepath.Join(parent, "fresh"), filepath.Join(parent, "aside")
	mustWrite(t, out, sample("1"))
	mustWrite(t, fresh, sample("2"))
	old, undo, err := replace(fresh, aside, out)
	if err != nil || old != aside {
		t.Fatalf("the older release is in %q, error %v", old, err)
	}
	expect(t, out, sample("2"))
	expect(t, aside, sample("1"))
	expectNames(t, parent, "aside", "out")
	if err := undo(); err != nil {
		t.Fatal(err)
	}
	expect(t, out, sample("1"))
	expect(t, fresh, sample("2"))
	expectNames(t, parent, "fresh", "out")
	if _, _, err := replace(filepath.Join(parent, "none"), aside, out); err == nil {
		t.Error("a release that does not exist was put in place")
	}
	expect(t, out, sample("1"))
	expectNames(t, parent, "fresh", "out")
}

func TestSymbolicLinks(t *testing.T) {
	parent := t.TempDir()
	store := filepath.Join(parent, "store")
	mustWrite(t, filepath.Join(store, "release"), sample("1"))
	link(t, filepath.Join(store, "release"), filepath.Join(parent, "out"))
	link(t, store, filepath.Join(parent, "linked"))

	mustWrite(t, filepath.Join(parent, "out"), sample("2"))
	expect(t, filepath.Join(store, "release"), sample("2"))
	mustWrite(t, filepath.Join(parent, "linked", "release"), sample("3"))
	expect(t, filepath.Join(store, "release"), sample("3"))
	mustWrite(t, filepath.Join(parent, "linked", "other"), sample("4"))
	expect(t, filepath.Join(store, "other"), sample("4"))

	expectNames(t, parent, "linked", "out", "store")
	expectNames(t, store, "other", "release")
	if info, err := os.Lstat(filepath.Join(parent, "out")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("out is not a link any more: %v, %v", info, err)
	}
}

func TestRelativeFolder(t *testing.T) {
	parent := t.TempDir()
	t.Chdir(parent)
	mustWrite(t, "out", sample("1"))
	mustWrite(t, filepath.Join("a", "..", "out"), sample("2"))
	expect(t, filepath.Join(parent, "out"), sample("2"))
	expectNames(t, parent, "out")
}

func TestPermissionsStay(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder has no permission bits there")
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(out, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0o700, 0o750} {
		if err := os.Chmod(out, mode); err != nil {
			t.Fatal(err)
		}
		mustWrite(t, out, sample(mode.String()))
		if info, err := os.Stat(out); err != nil || info.Mode().Perm() != mode {
			t.Errorf("the folder has the mode %v, error %v; expected %v as before", info.Mode(), err, mode)
		}
	}
}

func TestReadOnlyParent(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root writes into read-only folders")
	}
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("1"))
	if err := os.Chmod(parent, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(parent, 0o755)
	if err := Write(t.Context(), out, sample("2"), Options{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("error %v; expected a lack of permission", err)
	}
	expect(t, out, sample("1"))
	expectNames(t, parent, "out")
}

func TestManyGoroutines(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "a", "b", "out")
	var wait sync.WaitGroup
	for version := range 8 {
		wait.Go(func() {
			for range 3 {
				if err := Write(t.Context(), out, sample(fmt.Sprint(version)), Options{}); err != nil {
					t.Errorf("build %d: %v", version, err)
				}
			}
		})
	}
	wait.Wait()
	expectWhole(t, out)
	expectNames(t, filepath.Dir(out), "out")
}
