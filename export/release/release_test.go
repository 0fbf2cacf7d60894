package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
)

func TestWriteIntoNewEmptyAndOldFolders(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, out string){
		"no folder":        func(*testing.T, string) {},
		"an empty folder":  func(_ *testing.T, out string) { _ = os.Mkdir(out, 0o777) },
		"empty folders":    func(_ *testing.T, out string) { _ = os.MkdirAll(filepath.Join(out, "csv", "x"), 0o777) },
		"an older release": func(t *testing.T, out string) { mustWrite(t, out, sample("1")) },
		"a release cut down": func(t *testing.T, out string) {
			mustWrite(t, out, sample("1"))
			_ = os.Remove(filepath.Join(out, "README.md"))
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

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, out string)
		want    string
	}{
		"files and no sums": {func(t *testing.T, out string) { put(t, filepath.Join(out, "thesis.doc"), "x") }, "holds thesis.doc and no SHA256SUMS, so it is no release"},
		"a folder for sums": {func(t *testing.T, out string) { put(t, filepath.Join(out, "SHA256SUMS", "x"), "x") }, "is no plain file of at most 16777216 bytes"},
		"sums without end": {func(t *testing.T, out string) {
			put(t, filepath.Join(out, "SHA256SUMS"), "x")
			if err := os.Truncate(filepath.Join(out, "SHA256SUMS"), MaxSumsBytes+1); err != nil {
				t.Fatal(err)
			}
		}, "is no plain file of at most 16777216 bytes"},
		"a file that is mine": {func(t *testing.T, out string) {
			mustWrite(t, out, sample("1"))
			put(t, filepath.Join(out, "csv/notes.txt"), "x")
		}, "would be lost: csv/notes.txt"},
		"sums of another kind": {func(t *testing.T, out string) { put(t, filepath.Join(out, "SHA256SUMS"), "nonsense") }, "SHA256SUMS:1"},
		"sums that name a path": {func(t *testing.T, out string) {
			put(t, filepath.Join(out, "SHA256SUMS"), strings.Repeat("0", 64)+"  ../x\n")
		}, "SHA256SUMS:1"},
		"a file":            {func(t *testing.T, out string) { put(t, out, "x") }, "is not a folder"},
		"a link to nothing": {func(t *testing.T, out string) { link(t, filepath.Join(filepath.Dir(out), "nothing"), out) }, "is not a folder"},
		"many files that are mine": {func(t *testing.T, out string) {
			mustWrite(t, out, sample("1"))
			for i := range 9 {
				put(t, filepath.Join(out, fmt.Sprintf("note%d", i)), "x")
			}
		}, "note0, note1, note2, note3, note4; move them away"},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			c.prepare(t, out)
			before := tree(t, parent)
			if err := Write(t.Context(), out, sample("2")); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), out) {
				t.Errorf("error %v; expected one with %q and the folder's name", err, c.want)
			}
			if after := tree(t, parent); !maps.Equal(before, after) {
				t.Errorf("the refusal changed the folder: %q became %q", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
			}
		})
	}
	if err := Write(t.Context(), string(filepath.Separator), sample("1")); err == nil || !strings.Contains(err.Error(), "root of the file system") {
		t.Errorf("the root of the file system: error %v", err)
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
			if err := Write(t.Context(), out, c.artifacts); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "is as it was") {
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
			if err := Write(t.Context(), filepath.Join(parent, "a", "b", "c", "out"), c.artifacts); err == nil {
				t.Fatal("no error")
			}
			expectNames(t, parent, "a")
			expectNames(t, filepath.Join(parent, "a"), "kept")
		})
	}
	parent := t.TempDir()
	if err := Write(t.Context(), filepath.Join(parent, "a", strings.Repeat("n", 300), "out"), sample("1")); err == nil {
		t.Error("a parent with a name too long was made")
	}
	expectNames(t, parent)
	put(t, filepath.Join(parent, "file"), "x")
	if err := Write(t.Context(), filepath.Join(parent, "file", "a", "out"), sample("1")); err == nil {
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
	steps := len(sample("2")) + 1
	for n := range steps {
		parent := t.TempDir()
		out := filepath.Join(parent, "out")
		mustWrite(t, out, sample("1"))
		err := Write(&countdown{Context: t.Context(), left: n}, out, sample("2"))
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "is as it was") {
			t.Errorf("cancelled at step %d: error %v; expected that of the context", n, err)
		}
		expect(t, out, sample("1"))
		expectNames(t, parent, "out")
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := Write(&countdown{Context: t.Context(), left: steps}, out, sample("2")); err != nil {
		t.Errorf("cancelled after the last step: %v", err)
	}
}

func TestStagesOfDeadBuildsAreSwept(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("1"))
	put(t, filepath.Join(parent, ".out.stage-123", "csv", "half.csv"), "x")
	put(t, filepath.Join(parent, ".out.stage-99999-old", "csv", "half.csv"), "x")
	kept := []string{".out.stage-notes", ".out2.stage-5", ".stage-7", "out.stage-1"}
	for _, name := range kept {
		put(t, filepath.Join(parent, name, "mine"), "x")
	}
	mustWrite(t, out, sample("2"))
	expect(t, out, sample("2"))
	expectNames(t, parent, append(kept[:3:3], "out", "out.stage-1")...)
}

// A build that dies between the two renames of replace leaves its older release aside; the next one,
// though it fails, puts it back.
func TestReleaseLeftAsideIsPutBack(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, filepath.Join(parent, ".out.stage-77-old"), sample("1"))
	put(t, filepath.Join(parent, ".out.stage-77", "README.md"), "half")
	if err := Write(t.Context(), out, sample("2", artifact.Artifact{Path: "../x"})); err == nil {
		t.Fatal("no error")
	}
	expect(t, out, sample("1"))
	expectNames(t, parent, "out")
	mustWrite(t, out, sample("2"))
	expect(t, out, sample("2"))
}

// An older release ends up where the stage was, as after an exchange.
func TestReplaceByRenames(t *testing.T) {
	parent := t.TempDir()
	out, stage := filepath.Join(parent, "out"), filepath.Join(parent, ".out.stage-1")
	for i, left := range [][]string{{"out"}, {".out.stage-1", "out"}} {
		if err := os.Mkdir(stage, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := fill(t.Context(), stage, sample(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
		if err := replace(stage, out); err != nil {
			t.Fatal(err)
		}
		expect(t, out, sample(fmt.Sprint(i)))
		expectNames(t, parent, left...)
	}
	expect(t, stage, sample("0"))
	if err := os.RemoveAll(stage); err != nil {
		t.Fatal(err)
	}
	if err := replace(stage, out); err == nil {
		t.Error("a stage that does not exist was put in place")
	}
	expect(t, out, sample("1"))
	expectNames(t, parent, "out")
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
		t.Errorf("out is no link any more: %v, %v", info, err)
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
	if err := Write(t.Context(), out, sample("2")); !errors.Is(err, fs.ErrPermission) {
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
				if err := Write(t.Context(), out, sample(fmt.Sprint(version))); err != nil {
					t.Errorf("build %d: %v", version, err)
				}
			}
		})
	}
	wait.Wait()
	expectWhole(t, out)
	expectNames(t, filepath.Dir(out), "out")
}
