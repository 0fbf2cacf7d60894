//go:build unix

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/verify"
)

// crashRuns is how many builds are killed; FWCI_CRASH_RUNS asks for more.
func crashRuns(t *testing.T) int {
	t.Helper()
	value := os.Getenv("FWCI_CRASH_RUNS")
	if value == "" {
		return 60
	}
	runs, err := strconv.Atoi(value)
	if err != nil || runs < 1 {
		t.Fatalf("FWCI_CRASH_RUNS is %q; expected a number of runs", value)
	}
	return runs
}

// editions are two copies of raw/ that differ in the version of the dataset, and the release of each.
type editions struct {
	raw     [2]string
	release [2]map[string]string
}

func makeEditions(t *testing.T) *editions {
	t.Helper()
	e := &editions{}
	for i := range e.raw {
		dir := t.TempDir()
		e.raw[i] = filepath.Join(dir, "raw")
		if err := os.CopyFS(e.raw[i], os.DirFS(exporttest.RawDir())); err != nil {
			t.Fatal(err)
		}
		catalogue := filepath.Join(e.raw[i], "sources.json")
		data, err := os.ReadFile(catalogue)
		if err != nil {
			t.Fatal(err)
		}
		title := []byte(fmt.Sprintf(`"title": "Edition %d: `, i))
		data = regexp.MustCompile(`"title": "`).ReplaceAll(data, title)
		if err := os.WriteFile(catalogue, data, 0o666); err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(dir, "out")
		if output, err := e.build(i, out).CombinedOutput(); err != nil {
			t.Fatalf("building edition %d: %v: %s", i, err, output)
		}
		if e.release[i], err = tree(out); err != nil {
			t.Fatal(err)
		}
	}
	if maps.Equal(e.release[0], e.release[1]) {
		t.Fatal("the two editions do not differ")
	}
	return e
}

func (e *editions) build(edition int, out string) *exec.Cmd {
	return exec.Command("fwci", "build", "--raw", e.raw[edition], "--out", out, "--format", "csv,json")
}

// expectWhole checks that a folder holds one of the two releases, byte for byte.
func (e *editions) expectWhole(t *testing.T, out string) {
	t.Helper()
	found, err := tree(out)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(found, e.release[0]) && !maps.Equal(found, e.release[1]) {
		t.Errorf("%s holds %d files and is neither release: the first differences are in %s and %s", out, len(found), firstDifference(found, e.release[0]), firstDifference(found, e.release[1]))
	}
}

var stage = regexp.MustCompile(`^\.out\.stage-[0-9]+$`)

// litter lists what stands beside the release; a stage is allowed where one may be left.
func litter(t *testing.T, parent string, stages int) []string {
	t.Helper()
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		switch {
		case e.Name() == "out":
		case stages > 0 && stage.MatchString(e.Name()):
			stages--
		default:
			found = append(found, e.Name())
		}
	}
	return found
}

// Builds that are killed at any moment leave the old release or the new one. SIGTERM leaves nothing else;
// SIGKILL, which no program can answer, at most one stage, which the next build removes.
func TestKilledBuilds(t *testing.T) {
	e := makeEditions(t)
	runs := crashRuns(t)
	const workers = 2
	for worker := range workers {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			if output, err := e.build(0, out).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, output)
			}
			for i := worker; i < runs && !t.Failed(); i += workers {
				e.kill(t, i, out)
			}
			if output, err := e.build(1, out).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, output)
			}
			if left := litter(t, parent, 0); len(left) > 0 {
				t.Errorf("a whole build left %q of the killed ones", left)
			}
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

// kill runs a build and kills it: every third one at any moment, the others while the release is put in
// place.
func (e *editions) kill(t *testing.T, run int, out string) {
	t.Helper()
	signal := []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL}[run/2%2]
	before := litter(t, filepath.Dir(out), 0)
	cmd := e.build(run/4%2, out)
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(pipe)
	var said strings.Builder
	if run%3 == 0 {
		time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
	} else {
		for !strings.Contains(said.String(), "putting the release in place") {
			line, err := lines.ReadString('\n')
			said.WriteString(line)
			if err != nil {
				break
			}
		}
		time.Sleep(time.Duration(rand.IntN(30_000)) * time.Microsecond)
	}
	if err := cmd.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	said.Write(rest)
	err = cmd.Wait()
	e.expectWhole(t, out)
	if signal == syscall.SIGTERM {
		expectEnd(t, err, said.String())
	}
	stages := 1
	if signal == syscall.SIGTERM && len(before) == 0 { // else it may have ended before it swept
		stages = 0
	}
	if left := litter(t, filepath.Dir(out), stages); len(left) > 0 {
		t.Errorf("run %d, %s: it left %q beside %q\n%s", run, signal, left, before, &said)
	}
}

// expectEnd checks how a build ended that was told to: done, or with code 1 and the reason, or, before it
// listened to signals, by the signal.
func expectEnd(t *testing.T, err error, said string) {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
	case !errors.As(err, &exit):
		t.Error(err)
	case exit.ExitCode() == exitFailure && strings.Contains(said, "context canceled"):
	case exit.Sys().(syscall.WaitStatus).Signaled() && said == "":
	default:
		t.Errorf("the build ended with %v and said:\n%s", err, said)
	}
}

func TestManyBuildsAtOnce(t *testing.T) {
	e := makeEditions(t)
	parent := t.TempDir()
	out := filepath.Join(parent, "new", "out")
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			if output, err := e.build(i%2, out).CombinedOutput(); err != nil {
				t.Errorf("build %d: %v: %s", i, err, output)
			}
		})
	}
	wait.Wait()
	e.expectWhole(t, out)
	if left := litter(t, filepath.Dir(out), 0); len(left) > 0 {
		t.Errorf("the builds left %q", left)
	}
}

// Builds in other processes, folders, time zones, locales and with other rights for new files give the
// same bytes in every format.
func TestSameBytesAnywhere(t *testing.T) {
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
