package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounted is a new file system of a number of bytes.
func mounted(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmounting: %v", err)
		}
	})
	return dir
}

// remount changes the options of a file system.
func remount(t *testing.T, dir string, flags uintptr, options string) {
	t.Helper()
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|flags, options); err != nil {
		t.Fatal(err)
	}
}

// refused checks that a build ends with exit code 1 and a reason, and leaves one edition as it was.
func (e *editions) refused(t *testing.T, cmd *exec.Cmd, out string, edition int, reason string) {
	t.Helper()
	output, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailure || !strings.Contains(string(output), reason) {
		t.Errorf("error %v, output %s; expected exit code 1 and %q", err, output, reason)
	}
	if e.standing(t, out) != edition {
		t.Errorf("the release is not the one of edition %d any more", edition)
	}
	expectTidy(t, filepath.Dir(out), true)
}

// bytes is the room that a release takes on a file system with pages of 4 kB.
func (e *editions) bytes(edition int) int {
	room := 0
	for _, content := range e.release[edition] {
		room += (len(content) + 4095) / 4096 * 4096
	}
	return room
}

// fresh is the room that the files of the second edition take which the first does not have: the others are taken
// over from it without a copy.
func (e *editions) fresh() int {
	room := 0
	for name, content := range e.release[1] {
		if e.release[0][name] != content {
			room += (len(content) + 4095) / 4096 * 4096
		}
	}
	return room
}

// A file system that is full at any point of a build: the last release stays, and later there is room.
func TestBuildWithoutSpace(t *testing.T) {
	e := makeEditions(t)
	one := e.bytes(0)
	parent := mounted(t, 4*one)
	out := filepath.Join(parent, "out")
	if output, err := e.build(0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	fresh := e.fresh()
	for _, percent := range []int{2, 5, 20, 40, 60, 80, 95} {
		remount(t, parent, 0, fmt.Sprintf("size=%d", one+fresh*percent/100))
		e.refused(t, e.build(1, out), out, 0, "no space left on device")
	}
	remount(t, parent, 0, fmt.Sprintf("size=%d", 3*one))
	if output, err := e.build(1, out).CombinedOutput(); err != nil {
		t.Fatalf("with room again: %v: %s", err, output)
	}
	if e.standing(t, out) != 1 {
		t.Error("with room again, the release is not the new one")
	}
	expectTidy(t, parent, true)
}

func TestBuildIntoReadOnlyFolders(t *testing.T) {
	e := makeEditions(t)
	parent := mounted(t, 4*e.bytes(0))
	out := filepath.Join(parent, "out")
	if output, err := e.build(0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	remount(t, parent, syscall.MS_RDONLY, "")
	e.refused(t, e.build(1, out), out, 0, "read-only file system")
	e.refused(t, e.build(1, filepath.Join(parent, "new", "out")), out, 0, "read-only file system")
	remount(t, parent, 0, "")
	if err := os.Chmod(out, 0o555); err != nil { // the folder itself is exchanged, whatever may be written into it
		t.Fatal(err)
	}
	if output, err := e.build(1, out).CombinedOutput(); err != nil || e.standing(t, out) != 1 {
		t.Errorf("a release that may not be written to: %v: %s", err, output)
	}
}

// A limit on the size of files works without rights to mount.
func TestBuildWithLimitedFiles(t *testing.T) {
	e := makeEditions(t)
	out := filepath.Join(t.TempDir(), "out")
	if output, err := e.build(0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	build := e.build(1, out)
	for _, blocks := range []string{"1", "10", "40"} {
		limited := exec.Command("sh", append([]string{"-c", `ulimit -f "$1"; shift; exec "$@"`, "sh", blocks}, build.Args...)...)
		e.refused(t, limited, out, 0, "file too large")
	}
}
