package release

import (
	"context"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// No program can answer SIGKILL. So a build has a watcher: the same program once more, in a session of its
// own, that waits until the build has ended and sweeps up after it, under the lock, as the next build would.
// It hears of the end by a pipe that nobody else holds. What kills both at once (the machine, a container)
// leaves a stage to the next build. Only a program that says on which first argument it calls Watch gets one.

// patience is how long a watcher waits for other builds: they sweep too.
const patience = time.Minute

// watched starts the watcher of this process and returns how to end it. Where none can be started, the
// build goes on without: the watcher tidies, it is not what keeps a release whole.
func watched(argument, target string, folders []string) (end func()) {
	if argument == "" {
		return func() {}
	}
	ended, alive, err := os.Pipe()
	if err != nil {
		return func() {}
	}
	defer ended.Close()
	watcher := &exec.Cmd{
		Path: "/proc/self/exe", Args: append([]string{os.Args[0], argument, target}, folders...), Env: []string{},
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

// Watch is the whole work of a watcher: it waits until ended, its standard input, is closed, then removes the
// stage of the build, and the folders that the build made for a release that did not come. The arguments are
// the folder of the release and those folders, innermost first.
func Watch(ended io.Reader, arguments []string) {
	_, _ = io.Copy(io.Discard, ended)
	if len(arguments) == 0 {
		return
	}
	target, folders := arguments[0], arguments[1:]
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	at := placeOf(target)
	unlock, alone, err := lock(ctx, at)
	if err == nil {
		defer unlock()
		if alone {
			_ = sweepAll(ctx, at, Options{}) // there is nobody to tell; the next build tries again
		}
	}
	for _, folder := range folders {
		_ = os.Remove(folder) // only while it is empty
	}
}
