package release

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// stat describes a file below a folder.
func stat(t *testing.T, dir, name string) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// A file that did not change stays the same file; one that changed is a new file, also where it only lost its
// permissions or grew.
func TestUnchangedFilesStay(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	long := strings.Repeat("0123456789abcdef", 10_000)
	kept := artifact.Artifact{Path: "kept/long.txt", Data: []byte(long)}
	empty := artifact.Artifact{Path: "kept/empty.txt"}
	private := artifact.Artifact{Path: "private.txt", Data: []byte("p")}
	release := func(version, end string) []artifact.Artifact {
		grown := artifact.Artifact{Path: "grown.txt", Data: []byte(long + end)}
		return sample(version, kept, empty, private, grown)
	}
	mustWrite(t, out, release("1", ""))
	if err := os.Chmod(filepath.Join(out, "private.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := map[string]os.FileInfo{}
	for _, a := range release("1", "") {
		before[a.Path] = stat(t, out, a.Path)
	}
	next := release("2", "!")
	mustWrite(t, out, next)
	expect(t, out, next)
	expectNames(t, parent, "out")
	same := map[string]bool{kept.Path: true, empty.Path: true, private.Path: runtime.GOOS == "windows", "empty.txt": true}
	for _, a := range next {
		if stays := os.SameFile(before[a.Path], stat(t, out, a.Path)); stays != same[a.Path] {
			t.Errorf("%s is the same file: %t; expected %t", a.Path, stays, same[a.Path])
		}
	}
	if mode := stat(t, out, "private.txt").Mode(); mode != stat(t, out, "README.md").Mode() {
		t.Errorf("private.txt has the mode %v; expected that of a new file", mode)
	}
}

// A file of the older release with other bytes than its manifest says is not taken over, be its size right or not.
func TestEditedFilesAreNotTakenOver(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	for _, edit := range []string{"version 2\n", "version 1\n\n", "v"} {
		mustWrite(t, out, sample("1"))
		put(t, filepath.Join(out, "README.md"), edit)
		if err := Write(t.Context(), out, sample("1"), Options{}); err == nil || !strings.Contains(err.Error(), "README.md (changed)") {
			t.Errorf("edited to %q: error %v; expected one that names the file", edit, err)
		}
		if err := Write(t.Context(), out, sample("1"), Options{ReplaceEdited: true}); err != nil {
			t.Fatal(err)
		}
		expect(t, out, sample("1"))
	}
}

// The checksum of a file is its own, whatever a new file holds.
func TestChecksum(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	long := strings.Repeat("0123456789abcdef", 10_000)
	for _, text := range []string{"", "a", long} {
		for _, fresh := range []string{"", "a", "ab", long, long + "a", long[:70_000], long[:70_000] + strings.Repeat("b", len(long)-70_000)} {
			put(t, path, text)
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			sum, err := checksum(f, int64(len(text)), artifact.Artifact{Data: []byte(fresh)})
			if want := (artifact.Artifact{Data: []byte(text)}).SHA256(); sum != want || err != nil {
				t.Errorf("%d bytes next to %d: %s, error %v; expected %s", len(text), len(fresh), sum, err, want)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
