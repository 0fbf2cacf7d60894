// Command fwci builds, checks and reads the FWCI open data.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	_ "github.com/fwci-open-data/fwci/cmd/fwci/memory" // when the collector begins
	"github.com/fwci-open-data/fwci/cmd/fwci/vigil"
	"github.com/fwci-open-data/fwci/export/release"
)

func main() {
	if vigil.Asked() {
		release.Watch(os.Stdin, os.Args[2:])
		return
	}
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup wants
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once; one after the work is done changes nothing
	out := &checkedWriter{w: os.Stdout}
	code := dispatch(ctx, &environment{in: os.Stdin, out: out, err: os.Stderr, watcher: vigil.Argument}, os.Args[1:])
	if out.err != nil {
		fmt.Fprintf(os.Stderr, "fwci: writing the output: %v\n", out.err)
		code = max(code, exitFailure)
	}
	os.Exit(code)
}

// checkedWriter remembers that a write failed, so that output cut off by a full disk is no success.
type checkedWriter struct {
	w   io.Writer
	err error
}

// Write writes until the first error.
func (c *checkedWriter) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.err = err
	return n, err
}
