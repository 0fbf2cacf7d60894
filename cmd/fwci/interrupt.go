package main

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"time"
)

// A signal ends a command at once, whatever it is computing: its output is cut off and the program exits. What a
// command must put in order before it goes, such as a release that is half written, it does inside settle; an
// interruption waits for that and for nothing else.

// farewell is how long a command that was settling may take to say how that ended.
const farewell = 200 * time.Millisecond

// errInterrupted is how a command ends that had nothing to put in order.
var errInterrupted = interruption{}

type interruption struct{}

func (interruption) Error() string { return "interrupted" }

// Unwrap makes it an end of the context.
func (interruption) Unwrap() error { return context.Canceled }

// settling holds back an interruption while something is put in order.
type settling struct {
	mu   sync.Mutex
	used bool // guarded by mu

	folderMu sync.Mutex
	folders  []string // to remove when the command is interrupted; guarded by folderMu
}

// tidy has a temporary folder removed when the command is interrupted.
func (env *environment) tidy(folder string) {
	env.settling.folderMu.Lock()
	defer env.settling.folderMu.Unlock()
	env.settling.folders = append(env.settling.folders, folder)
}

// removeFolders removes the temporary folders of a command that may still be writing into them.
func (s *settling) removeFolders() {
	s.folderMu.Lock()
	defer s.folderMu.Unlock()
	for _, folder := range s.folders {
		for range 10 {
			if os.RemoveAll(folder) == nil {
				break
			}
		}
	}
}

// settle runs work that an interruption waits for. The work must end soon after its context does, and leave
// nothing then that looks whole. After an interruption no more work begins.
func (env *environment) settle(work func() error) error {
	env.settling.mu.Lock()
	defer env.settling.mu.Unlock()
	env.settling.used = true
	return work()
}

// interruptible runs an action until it ends or ctx does.
func interruptible(ctx context.Context, env *environment, act func(env *environment) error) error {
	out, errw := &gate{w: env.out}, &gate{w: env.err}
	inner := &environment{in: env.in, out: out, err: errw, watcher: env.watcher, settling: &settling{}}
	done := make(chan error, 1)
	go func() { done <- act(inner) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	inner.settling.mu.Lock() // never let go: nothing is begun any more
	defer inner.settling.removeFolders()
	wait := time.Duration(0)
	if inner.settling.used {
		wait = farewell
	}
	select {
	case err := <-done:
		return err
	case <-time.After(wait):
	}
	out.close()
	errw.close()
	return errInterrupted
}

// errClosed is what a command hears that prints after it was interrupted.
var errClosed = errors.New("the command was interrupted")

// gate passes what a command prints until it is closed.
type gate struct {
	mu     sync.Mutex
	w      io.Writer
	closed bool
}

func (g *gate) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return 0, errClosed
	}
	return g.w.Write(p)
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}
