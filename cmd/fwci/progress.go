package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress reports on standard error how far a command is. On a terminal the line is written over; else
// each stage has a line of its own, without control characters.
type progress struct {
	w        io.Writer
	quiet    bool
	terminal bool
	start    time.Time
}

func newProgress(w io.Writer, quiet bool) *progress {
	return &progress{w: w, quiet: quiet, terminal: isTerminal(w), start: time.Now()}
}

// isTerminal reports whether w is a character device.
func isTerminal(w io.Writer) bool {
	if g, ok := w.(*gate); ok {
		w = g.w
	}
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// stage announces what is done next.
func (p *progress) stage(format string, args ...any) {
	switch text := fmt.Sprintf(format, args...); {
	case p.quiet:
	case p.terminal:
		fmt.Fprintf(p.w, "\r\x1b[K%s …", text)
	default:
		fmt.Fprintln(p.w, text)
	}
}

// clear takes the progress line away before something else is printed.
func (p *progress) clear() {
	if p.terminal && !p.quiet {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// note prints a line that stays, unless the command is quiet.
func (p *progress) note(format string, args ...any) {
	p.clear()
	if !p.quiet {
		fmt.Fprintf(p.w, "note: "+format+"\n", args...)
	}
}

// remark prints what a user should know though nothing failed, also when the command is quiet.
func (p *progress) remark(line string) {
	p.clear()
	fmt.Fprintln(p.w, line)
}

// done prints the closing summary.
func (p *progress) done(format string, args ...any) {
	p.clear()
	if !p.quiet {
		fmt.Fprintf(p.w, "%s in %.2f s\n", fmt.Sprintf(format, args...), time.Since(p.start).Seconds())
	}
}

// notes prints several notes.
func (p *progress) notes(lines []string) {
	for _, line := range lines {
		p.note("%s", line)
	}
}

// barWidth is how many characters a bar has.
const barWidth = 30

// counter returns what shows how many of n are done: a bar with the time left, on a terminal alone.
func (p *progress) counter(n int) func(done int) {
	if p.quiet || !p.terminal {
		return func(int) {}
	}
	start, last := time.Now(), time.Now()
	return func(done int) {
		now := time.Now()
		if now.Sub(last) < tellEvery || done == 0 {
			return
		}
		last = now
		left := time.Duration(float64(now.Sub(start)) / float64(done) * float64(n-done)).Round(time.Second)
		full := barWidth * done / n
		fmt.Fprintf(p.w, "\r\x1b[K[%s%s] %d of %d, %s left", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), done, n, left)
	}
}
