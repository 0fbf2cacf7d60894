package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// The test binary is also the build that the tests below start: it writes a release over and over.
const (
	envOut    = "FWCI_TEST_RELEASE_OUT"
	envTimes  = "FWCI_TEST_RELEASE_TIMES"
	envLabel  = "FWCI_TEST_RELEASE_LABEL"
	envLimit  = "FWCI_TEST_RELEASE_LIMIT" // bytes that one file may have
	bigLetter = 1 << 20
)

// watchArgument makes the test binary a watcher.
const watchArgument = "watch-build"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == watchArgument {
		Watch(os.Stdin, os.Args[2:])
		return
	}
	out := os.Getenv(envOut)
	if out == "" {
		os.Exit(m.Run())
	}
	if limit, err := strconv.ParseUint(os.Getenv(envLimit), 10, 64); err == nil {
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
			panic(err)
		}
	}
	times, _ := strconv.Atoi(os.Getenv(envTimes))
	for range times {
		if err := Write(context.Background(), out, sample(os.Getenv(envLabel), big()...), Options{Watcher: watchArgument}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// big is a file of a megabyte where a limit is to be met.
func big() []artifact.Artifact {
	if os.Getenv(envLimit) == "" {
		return nil
	}
	return []artifact.Artifact{{Path: "parquet/big.parquet", Data: make([]byte, bigLetter)}}
}

func builder(t testing.TB, out, label string, times int, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), envOut+"="+out, envLabel+"="+label, envTimes+"="+strconv.Itoa(times))
	cmd.Env = append(cmd.Env, env...)
	return cmd
}

// buildsAtOnce is how many builds each of several processes makes: so many, or a third where tests are to be short.
func buildsAtOnce(t *testing.T, whole int) int {
	if !testing.Short() {
		return whole
	}
	t.Run("other builds", func(t *testing.T) { t.Skip("left to make whole: two of three builds at once") })
	return (whole + 2) / 3
}

func TestManyProcesses(t *testing.T) {
	builds := buildsAtOnce(t, 10)
	parent := t.TempDir()
	out := filepath.Join(parent, "new", "out")
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
	expectNames(t, filepath.Dir(out), "out")
}

// A reader that opens the folder while it is being replaced always finds a release there.
func TestTheFolderIsNeverAway(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	mustWrite(t, out, sample("0"))
	builds := 40
	if testing.Short() {
		builds = 10
	}
	cmd := builder(t, out, "1", builds)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for looks := 0; ; looks++ {
		select {
		case err := <-done:
			if err != nil || looks == 0 {
				t.Errorf("after %d looks: %v", looks, err)
			}
			return
		default:
			if _, err := os.Stat(filepath.Join(out, "README.md")); err != nil {
				t.Errorf("look %d: %v", looks, err)
			}
		}
	}
}

func TestFileTooLarge(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("1"))
	output, err := builder(t, out, "2", 1, envLimit+"=500000").CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(string(output), "file too large") {
		t.Errorf("error %v, output %s; expected exit code 1 and the reason", err, output)
	}
	expect(t, out, sample("1"))
	expectNames(t, parent, "out")
}

func TestNoSpaceLeft(t *testing.T) {
	parent := t.TempDir()
	if err := unix.Mount("tmpfs", parent, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	defer func() {
		if err := unix.Unmount(parent, 0); err != nil {
			t.Errorf("unmounting: %v", err)
		}
	}()
	out := filepath.Join(parent, "new", "out")
	full := sample("2", artifact.Artifact{Path: "parquet/big.parquet", Data: make([]byte, bigLetter)})
	for _, step := range []string{"without a release", "with a release"} {
		if err := Write(t.Context(), out, full, Options{}); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: error %v; expected no space left", step, err)
		}
		if step == "without a release" {
			expectNames(t, parent)
			mustWrite(t, out, sample("1"))
		}
		expect(t, out, sample("1"))
		expectNames(t, filepath.Dir(out), "out")
	}
	mustWrite(t, out, sample("3"))
	expect(t, out, sample("3"))
}

func TestReadOnlyFileSystem(t *testing.T) {
	parent := t.TempDir()
	if err := unix.Mount("tmpfs", parent, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	defer func() {
		if err := unix.Unmount(parent, 0); err != nil {
			t.Errorf("unmounting: %v", err)
		}
	}()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("1"))
	if err := unix.Mount("", parent, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{out, filepath.Join(parent, "new", "out")} {
		if err := Write(t.Context(), path, sample("2"), Options{}); !errors.Is(err, syscall.EROFS) {
			t.Errorf("%s: error %v; expected that of a read-only file system", path, err)
		}
		expect(t, out, sample("1"))
		expectNames(t, parent, "out")
	}
}

func TestWaitingBuildCanBeCancelled(t *testing.T) {
	parent := t.TempDir()
	unlock, alone, err := lock(t.Context(), besideOf(filepath.Join(parent, "out")))
	if err != nil || !alone {
		t.Fatalf("alone: %t, error %v", alone, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() { failed <- Write(ctx, filepath.Join(parent, "out"), sample("1"), Options{}) }()
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; expected that of the context", err)
	}
	expectNames(t, parent)

	waiting := make(chan error, 1)
	go func() { waiting <- Write(t.Context(), filepath.Join(parent, "out"), sample("2"), Options{}) }()
	unlock()
	if err := <-waiting; err != nil {
		t.Error(err)
	}
	expect(t, filepath.Join(parent, "out"), sample("2"))
}
