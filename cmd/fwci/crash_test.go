//go:build unix

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/exporttest/crashtest"
	"github.com/fwci-open-data/fwci/export/verify"
)

// signals end the builds. One group of processes in two is killed as a whole, as a shell or a CI job does.
var signals = []struct {
	signal syscall.Signal
	group  bool
}{{syscall.SIGKILL, false}, {syscall.SIGTERM, false}, {syscall.SIGKILL, true}, {syscall.SIGINT, true}, {syscall.SIGHUP, false}}

// editions are two folders of sources that differ in the titles, and the release of each.
type editions struct {
	raw     [2]string
	release [2]map[string]string
}

// makeEditions makes the editions for all tests of this process once: of the whole raw/, or of a small handbook where
// tests are to be short.
func makeEditions(t *testing.T) *editions {
	t.Helper()
	e, err := sharedEditions()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var sharedEditions = sync.OnceValues(func() (*editions, error) {
	e := &editions{}
	for i := range e.raw {
		dir := filepath.Join(shared, "edition"+strconv.Itoa(i))
		e.raw[i] = filepath.Join(dir, "raw")
		if err := quickSources(e.raw[i]); err != nil {
			return nil, err
		}
		catalogue := filepath.Join(e.raw[i], "sources.json")
		data, err := os.ReadFile(catalogue)
		if err != nil {
			return nil, err
		}
		title := []byte(fmt.Sprintf(`"title": "Edition %d: `, i))
		data = regexp.MustCompile(`"title": "`).ReplaceAll(data, title)
		if err := os.WriteFile(catalogue, data, 0o666); err != nil {
			return nil, err
		}
		out := filepath.Join(dir, "out")
		if output, err := e.build(i, out).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building edition %d: %v: %s", i, err, output)
		}
		if e.release[i], err = tree(out); err != nil {
			return nil, err
		}
	}
	if maps.Equal(e.release[0], e.release[1]) {
		return nil, errors.New("the two editions do not differ")
	}
	return e, nil
})

func (e *editions) build(edition int, out string) *exec.Cmd {
	return exec.Command("fwci", "build", "--raw", e.raw[edition], "--out", out, "--format", "csv,json")
}

// standing returns which of the two releases a folder holds, byte for byte; another content is an error.
func (e *editions) standing(t *testing.T, out string) int {
	t.Helper()
	found, err := tree(out)
	if err != nil {
		t.Fatal(err)
	}
	for i, release := range e.release {
		if maps.Equal(found, release) {
			return i
		}
	}
	t.Errorf("%s has %d files and is neither release: the first differences are in %s and %s", out, len(found), firstDifference(found, e.release[0]), firstDifference(found, e.release[1]))
	return -1
}

// placing is what a build says before it writes anything.
const placing = "putting the release in place"

// timing is how long a build takes to begin writing, and to write.
type timing struct{ begin, write time.Duration }

// timed runs a build to its end.
func (e *editions) timed(t *testing.T, out string) timing {
	t.Helper()
	cmd := e.build(0, out)
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(pipe)
	readUntil(lines, placing)
	begin := time.Since(start)
	said, err := io.ReadAll(lines)
	if err := errors.Join(err, cmd.Wait()); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return timing{begin, time.Since(start) - begin}
}

// readUntil returns what a build says up to a line with a text, or up to its end.
func readUntil(lines *bufio.Reader, text string) string {
	var said strings.Builder
	for !strings.Contains(said.String(), text) {
		line, err := lines.ReadString('\n')
		said.WriteString(line)
		if err != nil {
			break
		}
	}
	return said.String()
}

var stage = regexp.MustCompile(`^\.out\.stage-[0-9]+$`)

// litter lists what is next to the release.
func litter(t *testing.T, parent string) []string {
	t.Helper()
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		if e.Name() != "out" {
			found = append(found, e.Name())
		}
	}
	return found
}

// expectTidy checks that nothing is next to the release: at once after a build that could answer, soon
// after one that its watcher swept up. Without a watcher one stage may stay until the next build.
func expectTidy(t *testing.T, parent string, answered bool) {
	t.Helper()
	left := litter(t, parent)
	if !answered && runtime.GOOS == "linux" {
		for end := time.Now().Add(20 * time.Second); len(left) > 0 && time.Now().Before(end); left = litter(t, parent) {
			time.Sleep(2 * time.Millisecond)
		}
	} else if !answered && len(left) == 1 && stage.MatchString(left[0]) {
		return
	}
	if len(left) > 0 {
		t.Errorf("%q is next to the release", left)
	}
}

// Builds that are ended at any moment leave the old release or the new one, whole, and nothing else.
func TestKilledBuilds(t *testing.T) {
	e := makeEditions(t)
	runs, moments := crashtest.Runs(t)
	const workers = 2
	for worker := range workers {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			took := e.timed(t, out)
			ended, placed := 0, 0
			for i := worker; i < runs && !t.Failed(); i += workers {
				ended++
				if e.kill(t, i, out, took, moments) {
					placed++
				}
			}
			t.Logf("of %d builds %d placed their release before they ended", ended, placed)
			if output, err := e.build(1, out).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, output)
			}
			expectTidy(t, parent, true)
			if found, err := tree(out); err != nil || !maps.Equal(found, e.release[1]) {
				t.Errorf("a whole build after the killed ones is another release: %v", err)
			}
			result, err := verify.Check(os.DirFS(out))
			if err != nil || len(result.Problems) > 0 {
				t.Errorf("the release is not sound: %v\n%v", err, result.Problems)
			}
		})
	}
}

// kill runs a build of the edition that is not there and ends it. It reports whether it was placed.
func (e *editions) kill(t *testing.T, run int, out string, took timing, moments *crashtest.Moments) (placed bool) {
	t.Helper()
	before := e.standing(t, out)
	if t.Failed() {
		return false
	}
	how := signals[run/2%len(signals)]
	said, err := end(t, e.build(1-before, out), how.signal, how.group, func() time.Duration {
		if run%3 == 0 {
			return -moments.Before(took.begin + took.write)
		}
		return moments.Before(took.write * 5 / 4)
	}())
	after := e.standing(t, out)
	if how.signal != syscall.SIGKILL {
		expectEnd(t, err, said)
	}
	expectTidy(t, filepath.Dir(out), how.signal != syscall.SIGKILL)
	if again := e.standing(t, out); again != after || err == nil && after == before {
		t.Errorf("run %d, %s: edition %d stood there, the build of the other ended with %v, then %d stood there, and at last %d\n%s", run, how.signal, before, err, after, again, said)
	}
	return after != before
}

// end starts a build and sends it a signal, so long after it began to put the release in place, or, where that is
// negative, after its start, and returns what it said and how it ended.
func end(t *testing.T, cmd *exec.Cmd, signal syscall.Signal, group bool, after time.Duration) (said string, err error) {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(pipe)
	if after >= 0 {
		said = readUntil(lines, placing)
	}
	time.Sleep(after.Abs())
	pid := cmd.Process.Pid
	if group {
		pid = -pid
	}
	if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	return said + string(rest), cmd.Wait()
}

// expectEnd checks how a build ended that was asked to stop: done, or with code 130 and the reason, or, before it
// listened to signals, by the signal.
func expectEnd(t *testing.T, err error, said string) {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
	case !errors.As(err, &exit):
		t.Error(err)
	case exit.ExitCode() == exitInterrupted && strings.Contains(said, "interrupted"):
	case exit.Sys().(syscall.WaitStatus).Signaled() && said == "":
	default:
		t.Errorf("the build ended with %v and said:\n%s", err, said)
	}
}

// Builds of one folder at once all end well, even while another one is killed.
func TestManyBuildsAtOnce(t *testing.T) {
	e := makeEditions(t)
	runs, moments := crashtest.Runs(t)
	for range (runs + 59) / 60 {
		parent := t.TempDir()
		out := filepath.Join(parent, "new", "out")
		victim := e.build(0, out)
		if err := victim.Start(); err != nil {
			t.Fatal(err)
		}
		var wait sync.WaitGroup
		for i := range 5 { // six builds at once, the victim included
			wait.Go(func() {
				if output, err := e.build(i%2, out).CombinedOutput(); err != nil {
					t.Errorf("build %d: %v: %s", i, err, output)
				}
			})
		}
		time.Sleep(moments.Before(2 * time.Second))
		if err := victim.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Error(err)
		}
		_ = victim.Wait() // killed, or done before
		wait.Wait()
		e.standing(t, out)
		expectTidy(t, filepath.Dir(out), false)
	}
}

// Builds in other processes, folders, time zones, locales and with other rights for new files give the
// same bytes in every format.
func TestSameBytesAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: builds the whole release three times, and so does make committed")
	}
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh here")
	}
	var first map[string]string
	for i, c := range []struct {
		umask string
		env   []string
	}{
		{"022", []string{"TZ=UTC", "LANG=C", "LC_ALL=C"}},
		{"077", []string{"TZ=Pacific/Kiritimati", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=1", "HOME=/nonexistent", "GOGC=20"}},
		{"000", []string{"TZ=America/St_Johns", "LANG=ja_JP.eucJP", "LC_ALL=", "GOMAXPROCS=7", "SOURCE_DATE_EPOCH=1", "USER=other"}},
	} {
		dir := filepath.Join(t.TempDir(), strings.Repeat("d", i*40+1), "a b")
		raw, argument := filepath.Join(dir, "raw"), "raw"
		if i == 2 {
			argument = raw
		}
		if err := os.CopyFS(raw, os.DirFS(exporttest.RawDir())); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(shell, "-c", `umask "$1"; shift; exec fwci "$@"`, "sh", c.umask, "build", "--quiet", "--raw", argument, "--out", "out")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), c.env...)
		if output, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("umask %s, %q: %v: %s", c.umask, c.env, err, output)
		}
		found, err := tree(filepath.Join(dir, "out"))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = found
		}
		for _, path := range slices.Sorted(maps.Keys(first)) {
			if found[path] != first[path] {
				t.Errorf("%s has other bytes with umask %s and %q", path, c.umask, c.env)
			}
		}
		if len(found) != len(first) {
			t.Errorf("%d files with umask %s and %q; expected %d", len(found), c.umask, c.env, len(first))
		}
	}
}

// Output that cannot be written is no success.
func TestFullDeviceBehindTheOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	cmd := exec.Command("fwci", "version")
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = full, &said
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitFailure || !strings.Contains(said.String(), "writing the output") {
		t.Errorf("error %v, stderr %q; expected exit code 1 and the reason", err, &said)
	}
}
