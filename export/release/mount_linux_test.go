package release

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest/crashtest"
)

// volumes are the kinds of mount points, mounted at a folder.
var volumes = map[string]func(t *testing.T, dir string) error{
	"a file system of its own": func(_ *testing.T, dir string) error { return unix.Mount("tmpfs", dir, "tmpfs", 0, "size=64m") },
	"a folder bound": func(t *testing.T, dir string) error {
		return unix.Mount(t.TempDir(), dir, "", unix.MS_BIND, "")
	},
}

// eachVolume runs a test in mount points of each kind, named "out".
func eachVolume(t *testing.T, test func(t *testing.T, out string)) {
	for name, mount := range volumes {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			mkdir(t, out)
			if err := mount(t, out); err != nil {
				t.Skipf("nothing can be mounted here: %v", err)
			}
			t.Cleanup(func() {
				if err := unix.Unmount(out, unix.MNT_DETACH); err != nil {
					t.Errorf("unmounting: %v", err)
				}
			})
			if !mounted(out) || mounted(filepath.Dir(out)) {
				t.Fatalf("the folder is a mount point: %t, the one above: %t", mounted(out), mounted(filepath.Dir(out)))
			}
			test(t, out)
		})
	}
}

func TestMountPoint(t *testing.T) {
	eachVolume(t, func(t *testing.T, out string) {
		mkdir(t, filepath.Join(out, "lost+found"))
		put(t, filepath.Join(out, ".DS_Store"), "x")
		kept := func(version string) {
			t.Helper()
			found := tree(t, out)
			if found["lost+found"] != "folder" || found[".DS_Store"] != "x" {
				t.Errorf("what was there besides is gone: %q", found)
			}
			for _, a := range sample(version) {
				if found[a.Path] != string(a.Data) {
					t.Errorf("%s is not of release %s", a.Path, version)
				}
			}
			expectNames(t, filepath.Dir(out), "out")
			if len(names(t, out)) != 8 {
				t.Errorf("the mount point has %q", names(t, out))
			}
		}
		for _, version := range []string{"1", "2", "3"} {
			mustWrite(t, out, sample(version))
			kept(version)
		}
		for name, c := range failing(t) {
			if err := Write(t.Context(), out, c.artifacts, Options{}); err == nil || !strings.Contains(err.Error(), "is as it was") {
				t.Errorf("%s: error %v; expected one that says the folder is as it was", name, err)
			}
			kept("3")
		}
		put(t, filepath.Join(out, "mine.txt"), "x")
		if err := Write(t.Context(), out, sample("4"), Options{ReplaceEdited: true}); err == nil || !strings.Contains(err.Error(), "would be lost: mine.txt") {
			t.Errorf("error %v; expected one that names the file", err)
		}
		if err := os.Remove(filepath.Join(out, "mine.txt")); err != nil {
			t.Fatal(err)
		}
		kept("3")
	})
}

// What could not be recognized as a mount point before is found out by the exchange that fails.
func TestMountPointBelow(t *testing.T) {
	eachVolume(t, func(t *testing.T, out string) {
		err := write(t.Context(), besideOf(out), sample("1"), Options{})
		if !errors.Is(err, syscall.EBUSY) && !errors.Is(err, syscall.EXDEV) {
			t.Errorf("error %v; expected that of a mount point", err)
		}
		expectNames(t, out)
		expectNames(t, filepath.Dir(out), "out")
	})
}

// A build that ends at any move is undone by the next one, which then fails for another reason.
func TestMountPointLeftAtAnyMove(t *testing.T) {
	moves := len(lastSums(topOf(sample("1")))) + len(topOf(sample("2"))) + 1
	for at := range moves + 1 {
		out := filepath.Join(t.TempDir(), "out")
		place := insideOf(out)
		mkdir(t, out)
		if err := write(t.Context(), place, sample("1"), Options{}); err != nil {
			t.Fatal(err)
		}
		leave(t, place, at)
		if err := write(t.Context(), place, sample("3", artifact.Artifact{Path: "../x"}), Options{}); err == nil || !strings.Contains(err.Error(), "would lie outside") {
			t.Fatalf("after %d moves: error %v; expected that of the build", at, err)
		}
		expect(t, out, sample("1"))
		if err := write(t.Context(), place, sample("3"), Options{}); err != nil {
			t.Fatal(err)
		}
		expect(t, out, sample("3"))
	}
}

// leave does the first moves of a build of release 2 and ends there.
func leave(t *testing.T, place place, moves int) {
	t.Helper()
	stage, err := place.makeStage()
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(t.Context(), filepath.Join(stage, newName), sample("2", artifact.Artifact{Path: "more.txt"}), older{}); err != nil {
		t.Fatal(err)
	}
	before, err := place.survey()
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	real := flush
	flush = func(f *os.File) error {
		if f.Name() == place.dir { // the list of the moves is on the disk
			done = 1
			return errors.New("the machine stops")
		}
		return nil
	}
	defer func() { flush = real }()
	if err := place.move(stage, before, sample("2", artifact.Artifact{Path: "more.txt"})); err == nil || done != 1 {
		t.Fatalf("error %v; expected to stop before the first move", err)
	}
	old := before.top()
	for i := range moves {
		from, to := "", ""
		if i < len(old) {
			name := old[len(old)-1-i]
			from, to = filepath.Join(place.target, name), filepath.Join(stage, oldName, name)
		} else if fresh := topOf(sample("2", artifact.Artifact{Path: "more.txt"})); i-len(old) < len(fresh) {
			name := fresh[i-len(old)]
			from, to = filepath.Join(stage, newName, name), filepath.Join(place.target, name)
		}
		if from != "" {
			if err := os.Rename(from, to); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Builds of a mount point that are killed at any moment are undone by their watcher.
func TestKilledInAMountPoint(t *testing.T) {
	runs, moments := crashtest.Runs(t)
	eachVolume(t, func(t *testing.T, out string) {
		mustWrite(t, out, sample("0"))
		for i := range runs / 2 {
			killed(t, out, fmt.Sprint(i%7), moments)
			for end := time.Now().Add(deadline); len(insideOf(out).stages()) > 0 && time.Now().Before(end); {
				time.Sleep(2 * time.Millisecond)
			}
			if expectWhole(t, out); t.Failed() {
				t.Fatalf("after %d builds", i+1)
			}
		}
		mustWrite(t, out, sample("end"))
		expect(t, out, sample("end"))
		expectNames(t, filepath.Dir(out), "out")
	})
}

func TestManyBuildsOfAMountPoint(t *testing.T) {
	builds := buildsAtOnce(t, 5)
	eachVolume(t, func(t *testing.T, out string) {
		var wait sync.WaitGroup
		for i := range 6 {
			wait.Go(func() {
				if output, err := builder(t, out, fmt.Sprint(i), builds).CombinedOutput(); err != nil {
					t.Errorf("build %d: %v: %s", i, err, output)
				}
			})
		}
		wait.Wait()
		expectWhole(t, out)
	})
}

// A stage that cannot be removed, here because something is mounted in it, is named and blocks no build.
func TestStageThatCannotBeRemoved(t *testing.T) {
	parent := t.TempDir()
	out, stage := filepath.Join(parent, "out"), filepath.Join(parent, ".out.stage-7")
	put(t, filepath.Join(stage, markerName), "")
	mkdir(t, filepath.Join(stage, newName))
	if err := unix.Mount("tmpfs", filepath.Join(stage, newName), "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("nothing can be mounted here: %v", err)
	}
	unmounted := false
	unmount := func() {
		if !unmounted {
			unmounted = unix.Unmount(filepath.Join(stage, newName), 0) == nil
		}
	}
	defer unmount()
	for _, version := range []string{"1", "2"} {
		var remarks []string
		if err := Write(t.Context(), out, sample(version), Options{Remark: func(line string) { remarks = append(remarks, line) }}); err != nil {
			t.Fatal(err)
		}
		expect(t, out, sample(version))
		if len(remarks) != 1 || !strings.Contains(remarks[0], stage) {
			t.Errorf("remarks %q; expected one on the stage that is left", remarks)
		}
	}
	unmount()
	mustWrite(t, out, sample("3"))
	expectNames(t, parent, "out")
}
