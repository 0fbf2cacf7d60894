package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// disk takes the place of the real one: it remembers what was synced, in order, and fails where it is
// told to.
type disk struct {
	mu     sync.Mutex
	synced []string
	look   func(path string) error
}

// use puts the disk in place until the test ends.
func (d *disk) use(t *testing.T) {
	t.Helper()
	real := flush
	t.Cleanup(func() { flush = real })
	flush = func(f *os.File) error {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.synced = append(d.synced, f.Name())
		if d.look != nil {
			if err := d.look(f.Name()); err != nil {
				return &os.PathError{Op: "sync", Path: f.Name(), Err: err}
			}
		}
		return nil
	}
}

// below names a synced path: "folder" is the one that holds the release, "stage" and what is in it.
func below(parent, path string) string {
	if path == parent {
		return "folder"
	}
	name, err := filepath.Rel(parent, path)
	if err != nil {
		return path
	}
	first, rest, _ := strings.Cut(filepath.ToSlash(name), "/")
	if strings.HasPrefix(first, ".out.stage-") {
		first, rest = "stage", strings.TrimPrefix(strings.TrimPrefix(rest, newName), "/")
	}
	return strings.TrimSuffix(first+"/"+rest, "/")
}

// Every file is on the disk before its folder, every folder before the release is put in place, and then
// the folder that holds it.
func TestEverythingIsSynced(t *testing.T) {
	for name, old := range map[string]bool{"a first release": false, "over another": true} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			if old {
				mustWrite(t, out, sample("1"))
			}
			d := &disk{}
			d.look = func(path string) error {
				version, _ := os.ReadFile(filepath.Join(out, "README.md")) // there may be none yet
				if placed := string(version) == "version 2\n"; placed != (path == parent) {
					return fmt.Errorf("%s is synced while the release is in place: %t", path, placed)
				}
				return nil
			}
			d.use(t)
			mustWrite(t, out, sample("2"))
			var got []string
			for _, path := range d.synced {
				got = append(got, below(parent, path))
			}
			files := len(sample("2"))
			slices.Sort(got[:files])
			want := []string{"stage/README.md", "stage/SHA256SUMS", "stage/csv/bands.csv", "stage/csv/tasks.csv", "stage/empty.txt", "stage/json/deep/er/bands.json", "stage/manifest.json",
				"stage", "stage/csv", "stage/json/deep/er", "stage/json/deep", "stage/json", "folder"}
			if !slices.Equal(got, want) {
				t.Errorf("synced %q; expected %q", got, want)
			}
		})
	}
}

// The folders that a build makes above its release are on the disk too.
func TestCreatedParentsAreSynced(t *testing.T) {
	parent := t.TempDir()
	d := &disk{}
	d.use(t)
	mustWrite(t, filepath.Join(parent, "a", "b", "out"), sample("1"))
	last := len(d.synced) - 1
	if want := []string{parent, filepath.Join(parent, "a")}; !slices.Equal(d.synced[:2], want) || d.synced[last] != filepath.Join(parent, "a", "b") {
		t.Errorf("synced %q; expected to begin with %q and to end with the folder of the release", d.synced, want)
	}
}

// A disk that fails at any file or folder fails the build, and the release before it stays.
func TestDiskThatFails(t *testing.T) {
	for _, at := range []string{"stage/csv/tasks.csv", "stage/empty.txt", "stage/json/deep", "stage", "folder"} {
		for _, failure := range []error{syscall.EIO, syscall.ENOSPC, syscall.EDQUOT} {
			for _, old := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s, %v, over another %t", at, failure, old), func(t *testing.T) {
					parent := t.TempDir()
					out := filepath.Join(parent, "out")
					if old {
						mustWrite(t, out, sample("1"))
					}
					(&disk{look: func(path string) error {
						if below(parent, path) == at {
							return failure
						}
						return nil
					}}).use(t)
					err := Write(t.Context(), out, sample("2"), Options{})
					if !errors.Is(err, failure) || !strings.Contains(err.Error(), out+" is as it was") {
						t.Errorf("error %v; expected %v and that the folder is as it was", err, failure)
					}
					if !old {
						expectNames(t, parent)
						return
					}
					expect(t, out, sample("1"))
					expectNames(t, parent, "out")
				})
			}
		}
	}
}

func TestDiskThatFailsAtCreatedParents(t *testing.T) {
	parent := t.TempDir()
	(&disk{look: func(path string) error {
		if path == filepath.Join(parent, "a") {
			return syscall.EIO
		}
		return nil
	}}).use(t)
	if err := Write(t.Context(), filepath.Join(parent, "a", "b", "out"), sample("1"), Options{}); !errors.Is(err, syscall.EIO) {
		t.Errorf("error %v; expected that of the disk", err)
	}
	expectNames(t, parent)
}

// A file system that cannot sync is no failure.
func TestDiskThatCannotSync(t *testing.T) {
	for _, answer := range []error{syscall.EINVAL, syscall.ENOTSUP, syscall.ENOSYS} {
		t.Run(answer.Error(), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "new", "out")
			(&disk{look: func(string) error { return answer }}).use(t)
			mustWrite(t, out, sample("1"))
			mustWrite(t, out, sample("2"))
			expect(t, out, sample("2"))
		})
	}
}

// Folders above the release that another build removes are made again.
func TestParentsThatGoAway(t *testing.T) {
	parent := t.TempDir()
	above := filepath.Join(parent, "a")
	gone := 0
	(&disk{look: func(path string) error {
		if path == above && gone < attempts-1 {
			gone++
			return os.RemoveAll(above)
		}
		return nil
	}}).use(t)
	out := filepath.Join(above, "b", "out")
	mustWrite(t, out, sample("1"))
	if expect(t, out, sample("1")); gone != attempts-1 {
		t.Errorf("the folder went away %d times; expected %d", gone, attempts-1)
	}
	gone = -1000
	if err := Write(t.Context(), filepath.Join(above, "c", "out"), sample("1"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v; expected one that ends when the folder goes away for good", err)
	}
}

// A build that is not alone, where nothing can be locked, leaves the stages of others and makes its own.
func TestStagesAreNeverShared(t *testing.T) {
	target := filepath.Join(t.TempDir(), "out")
	first, err := besideOf(target).makeStage()
	if err != nil {
		t.Fatal(err)
	}
	second, err := besideOf(target).makeStage()
	if err != nil || second == first {
		t.Errorf("two stages are %s and %s, error %v", first, second, err)
	}
}

// One file is put in place like a release: whole, on the disk, and nothing next to it.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.zip")
	for _, content := range []string{"first", "second"} {
		if err := WriteFile(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		info, statErr := os.Stat(path)
		if err != nil || statErr != nil || string(data) != content || info.Mode() != 0o644 {
			t.Errorf("it has %q, mode %v, errors %v, %v; expected %q", data, info.Mode(), err, statErr, content)
		}
	}
	(&disk{look: func(path string) error {
		if path != dir {
			return syscall.ENOSPC
		}
		return nil
	}}).use(t)
	if err := WriteFile(path, []byte("third")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v; expected that of the disk", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "second" {
		t.Errorf("it has %q, error %v; expected what was there", data, err)
	}
	expectNames(t, dir, "a.zip")
	(&disk{look: func(string) error { return syscall.EIO }}).use(t)
	if err := WriteFile(filepath.Join(dir, "none", "b.zip"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v; expected that the folder is missing", err)
	}
}

// BenchmarkWrite is what putting a release of the usual size in place costs: 524 files of 23 kB.
func BenchmarkWrite(b *testing.B) {
	var artifacts []artifact.Artifact
	for i := range 524 {
		artifacts = append(artifacts, artifact.Artifact{Path: fmt.Sprintf("%d/%d.csv", i%25, i), Data: []byte(strings.Repeat(fmt.Sprintf("%08d", i), 2900))})
	}
	artifacts = indexed(artifacts)
	real := flush
	defer func() { flush = real }()
	for name, sync := range map[string]func(*os.File) error{"synced": real, "unsynced": func(*os.File) error { return nil }} {
		b.Run(name, func(b *testing.B) {
			flush = sync
			out := filepath.Join(b.TempDir(), "out")
			for b.Loop() {
				if err := Write(context.Background(), out, artifacts, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
