package release

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/fwci-open-data/fwci/export/exporttest/crashtest"
)

// deadline is how long the watcher of a killed build may take to sweep up; it takes some 20 ms.
const deadline = 20 * time.Second

// killed starts a build in a process group of its own, and kills the whole group at a random moment.
func killed(t *testing.T, out, label string, moments *crashtest.Moments) {
	t.Helper()
	cmd := builder(t, out, label, 1000)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(5*time.Millisecond + moments.Before(25*time.Millisecond))
	if err := unix.Kill(-cmd.Process.Pid, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
}

// eventually waits until a folder holds nothing but these names.
func eventually(t *testing.T, dir string, want ...string) {
	t.Helper()
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if slices.Equal(names(t, dir), want) {
			return
		}
	}
	expectNames(t, dir, want...)
}

func TestKilledAtRandomMoments(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("0"))
	runs, moments := crashtest.Runs(t)
	for i := range runs {
		killed(t, out, fmt.Sprint(i%7), moments)
		expectWhole(t, out)
		if eventually(t, parent, "out"); t.Failed() {
			return
		}
		expectWhole(t, out)
	}
	mustWrite(t, out, sample("end"))
	expect(t, out, sample("end"))
}

// A first build that is killed leaves a whole release or nothing, not even the folders above.
func TestKilledFirstBuilds(t *testing.T) {
	runs, moments := crashtest.Runs(t)
	came := 0
	for range runs / 2 {
		parent := t.TempDir()
		killed(t, filepath.Join(parent, "new", "deep", "out"), "1", moments)
		for end := time.Now().Add(deadline); ; time.Sleep(2 * time.Millisecond) {
			deep := filepath.Join(parent, "new", "deep")
			if len(names(t, parent)) == 0 {
				break
			}
			if entries, err := os.ReadDir(deep); err == nil && len(entries) == 1 && entries[0].Name() == "out" {
				expectWhole(t, filepath.Join(deep, "out"))
				came++
				break
			}
			if time.Now().After(end) {
				t.Fatalf("a killed first build left %q and no release", tree(t, parent))
			}
		}
	}
	t.Logf("%d of %d left a release", came, runs/2)
}

// Builds that go on while others are killed all succeed, and nobody sweeps the stage of one that lives.
func TestKilledAmongOthers(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("0"))
	runs, moments := crashtest.Runs(t)
	var group sync.WaitGroup
	for i := range 3 {
		group.Go(func() {
			if output, err := builder(t, out, fmt.Sprint(i), runs/2).CombinedOutput(); err != nil {
				t.Errorf("build %d: %v: %s", i, err, output)
			}
		})
	}
	for i := range runs / 4 {
		killed(t, out, fmt.Sprint(3+i), moments)
		expectWhole(t, out)
	}
	group.Wait()
	eventually(t, parent, "out")
	expectWhole(t, out)
}

// watchers lists the processes that a process started.
func watchers(t *testing.T, pid int) []int {
	t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil || len(lists) == 0 {
		t.Skipf("this system does not list the children of a process: %v", err)
	}
	var found []int
	for _, list := range lists {
		data, _ := os.ReadFile(list) // a thread may have ended
		for _, word := range strings.Fields(string(data)) {
			child, err := strconv.Atoi(word)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, child)
		}
	}
	return found
}

// Where the watcher dies with its build, as when the machine stops, at most one stage is left; the next
// build removes it.
func TestKilledWithItsWatcher(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("0"))
	runs, moments := crashtest.Runs(t)
	stages := 0
	for i := range runs / 4 {
		cmd := builder(t, out, fmt.Sprint(i%7), 1000)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10*time.Millisecond + moments.Before(20*time.Millisecond))
		stop(t, cmd)
		expectWhole(t, out)
		left := names(t, parent)
		if stages += len(left) - 1; len(left) > 2 || left[len(left)-1] != "out" {
			t.Fatalf("run %d left %q; expected out and at most one stage", i, left)
		}
	}
	mustWrite(t, out, sample("end"))
	expect(t, out, sample("end"))
	expectNames(t, parent, "out")
	t.Logf("%d of %d left a stage", stages, runs/4)
}

// stop kills a build and its watcher, neither of which hears of the other's end.
func stop(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for _, child := range watchers(t, cmd.Process.Pid) {
		_ = unix.Kill(child, unix.SIGKILL) // it may just have ended
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
}
