// Command testreport reads what "go test -json" prints and shows a person what counts: the output of tests that
// fail, the seeds of random tests, in one line the tests that were skipped and why, and last the lines of go test
// for each package. It ends with 1 when a package fails or none was tested.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

func main() {
	ok, err := report(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testreport: reading the events of go test:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// An event is a line of go test (go doc test2json).
type event struct {
	Action, Package, Test, Output string
}

// A reporter gathers what the events say.
type reporter struct {
	out      io.Writer
	output   map[[2]string][]string // of tests that run, by package and test; of packages, without a test
	skipped  map[string]int         // by reason
	packages []string               // the last line of each
	failed   bool
}

func report(in io.Reader, out io.Writer) (ok bool, err error) {
	r := &reporter{out: out, output: map[[2]string][]string{}, skipped: map[string]int{}}
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		var e event
		if json.Unmarshal(line, &e) == nil {
			r.take(e)
		} else if len(line) > 0 {
			fmt.Fprintf(out, "%s\n", strings.TrimRight(string(line), "\n")) // go itself, such as a package that is not there
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
	}
	if line := r.skips(); line != "" {
		fmt.Fprintln(out, line)
	}
	for _, line := range r.packages {
		fmt.Fprintln(out, line)
	}
	return !r.failed && len(r.packages) > 0, nil
}

var (
	packageLine = regexp.MustCompile(`^(ok  |FAIL|\?   )\t`)
	seedLine    = regexp.MustCompile(`\b[A-Z_]+_SEED=\d+`)
	logLine     = regexp.MustCompile(`^ +[\w.-]+\.go:\d+: `)
)

func (r *reporter) take(e event) {
	key := [2]string{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		fmt.Fprint(r.out, e.Output)
	case "build-fail":
		r.failed = true
	case "output":
		switch line := strings.TrimRight(e.Output, "\n"); {
		case e.Test == "" && packageLine.MatchString(line):
			r.packages = append(r.packages, line)
		case e.Test == "" && (line == "PASS" || line == "FAIL"):
		default:
			r.output[key] = append(r.output[key], line)
		}
		if seed := seedLine.FindString(e.Output); seed != "" && e.Test != "" {
			fmt.Fprintf(r.out, "%s %s\n", e.Test, seed)
		}
	case "fail":
		r.failed = true
		for _, line := range r.output[key] {
			fmt.Fprintln(r.out, line)
		}
		delete(r.output, key)
	case "skip":
		if e.Test != "" {
			r.skipped[reason(r.output[key])]++
		}
		delete(r.output, key)
	case "pass":
		delete(r.output, key)
	}
}

// scriptSkip is the command of a test script that ends it, with its reason; the script logs it after all it did before.
var scriptSkip = regexp.MustCompile(`^\s*> \[[^\]]+\] skip '(.*)'\s*$`)

// reason is what a test logged last before it was skipped, or what its script said.
func reason(output []string) string {
	for i := len(output) - 1; i >= 0; i-- {
		if said := scriptSkip.FindStringSubmatch(output[i]); said != nil {
			return said[1]
		}
		if at := logLine.FindStringIndex(output[i]); at != nil {
			return strings.Join(append([]string{output[i][at[1]:]}, continued(output[i+1:])...), " ")
		}
	}
	return "no reason given"
}

// continued are the further lines of a reason.
func continued(lines []string) []string {
	var more []string
	for _, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "--- SKIP") {
			break
		}
		more = append(more, strings.TrimSpace(line))
	}
	return more
}

// skips says in a line how many tests were skipped and why; nothing where none was.
func (r *reporter) skips() string {
	total, reasons := 0, []string{}
	for _, why := range slices.Sorted(maps.Keys(r.skipped)) {
		total += r.skipped[why]
		reasons = append(reasons, fmt.Sprintf("%s (%d)", why, r.skipped[why]))
	}
	if total == 0 {
		return ""
	}
	return fmt.Sprintf("skipped: %d; %s", total, strings.Join(reasons, "; "))
}
