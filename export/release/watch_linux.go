package release

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// No program can answer SIGKILL. So a build has a watcher: the same program once more, in a session of its
// own, that waits until the build has ended and sweeps up after it, under the lock, as the next build would.
// It hears of the end by a pipe that nobody else holds. What kills both at once (the machine, a container)
// leaves a stage to the next build.

// envWatch tells a process that it is the watcher of a build, whose release and missing folders are its
// arguments.
const envWatch = "FWCI_WATCHES_A_BUILD"

// patience is how long a watcher waits for other builds: they sweep too.
const patience = time.Minute

func init() {
	if os.Getenv(envWatch) != "" && len(os.Args) > 1 {
		watch(os.Stdin, os.Args[1], os.Args[2:])
		os.Exit(0)
	}
}

// watched starts the watcher of this process and returns how to end it. Where none can be started, the
// build goes on without: the watcher tidies, it is not what keeps a release whole.
func watched(target string, folders []string) (end func()) {
	ended, alive, err := os.Pipe()
	if err != nil {
		return func() {}
	}
	defer ended.Close()
	watcher := &exec.Cmd{
		Path: "/proc/self/exe", Args: append([]string{"fwci-watch", target}, folders...), Env: []string{envWatch + "=1"},
		Dir: "/", Stdin: ended, SysProcAttr: &syscall.SysProcAttr{Setsid: true},
	}
	if err := watcher.Start(); err != nil {
		_ = alive.Close()
		return func() {}
	}
	return func() {
		_ = watcher.Process.Kill() // nothing is left to sweep
		_ = watcher.Wait()
		_ = alive.Close()
	}
}

// watch waits for the end of the build, then removes its stage, and the folders that it made for a release
// that did not come.
func watch(ended io.Reader, target string, folders []string) {
	_, _ = io.Copy(io.Discard, ended)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	unlock, alone, err := lock(ctx, filepath.Dir(target))
	if err == nil {
		defer unlock()
		if alone {
			_ = sweep(target) // there is nobody to tell; the next build tries again
		}
	}
	for _, folder := range folders {
		_ = os.Remove(folder) // only while it is empty
	}
}
