package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/exporttest/corpus"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

var (
	handbooks = flag.String("handbooks", "1,10", "how many handbooks BenchmarkScale measures, one after the other")
	pages     = flag.String("pages", "", "how many ESCO pages it measures then, with one handbook")
)

// measuredFolder names the variable that makes this program measure one build: of the sources in that folder.
const measuredFolder = "FWCI_MEASURED"

// sheetRows is how many records a sheet of Excel holds below its header.
const sheetRows = 1<<20 - 1

func TestMain(m *testing.M) {
	if dir := os.Getenv(measuredFolder); dir != "" {
		if err := json.NewEncoder(os.Stdout).Encode(measure(dir)); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run())
}

// A measured build: its work, the processor seconds of each stage, and what it took in all.
type measured struct {
	Problem       string
	Lines, Rows   int
	Files, Output int
	LeftOut       []string // formats that cannot hold it
	Stages        []float64
	Processor     float64 // seconds of all processors together
	Seconds       float64
	Peak          int // resident memory, MiB
}

// stages are what a build does, in order.
var stages = []string{"Parsing", "Tables", "Checks", "Formats", "Files"}

// BenchmarkScale builds releases of grown sources, each in a process of its own, and prints a table of what
// they took: processor seconds by stage, in all and for each handbook or page, the time that passed, and the
// most memory in residence. "make scale" runs it on a thousand handbooks and ten thousand pages.
func BenchmarkScale(b *testing.B) {
	var rows []string
	run := func(name string, units int, size corpus.Size) {
		b.Run(name, func(b *testing.B) {
			raw := filepath.Join(b.TempDir(), "raw")
			if err := corpus.Write(exporttest.RawDir(), raw, size); err != nil {
				b.Fatal(err)
			}
			var m measured
			for b.Loop() {
				m = measuredApart(b, raw)
			}
			b.ReportMetric(m.Processor/float64(units), "cpu-s/unit")
			b.ReportMetric(float64(m.Peak)/float64(units), "MiB/unit")
			rows = append(rows, m.row(name, units))
		})
	}
	for _, n := range numbers(b, *handbooks) {
		run(counted(n, "handbook"), n, corpus.Size{Handbooks: n, Pages: 1})
	}
	for _, n := range numbers(b, *pages) {
		run(counted(n, "page"), n, corpus.Size{Handbooks: 1, Pages: n})
	}
	heads := slices.Concat([]string{"Work", "Source lines", "Rows", "Output MB"}, stages, []string{"Total", "Total per handbook", "Elapsed", "Peak MiB", "Peak per handbook"})
	fmt.Printf("\n| %s |\n|%s\n%s\n", strings.Join(heads, " | "), strings.Repeat(" --- |", len(heads)), strings.Join(rows, "\n"))
}

func numbers(b *testing.B, list string) (all []int) {
	for field := range strings.SplitSeq(list, ",") {
		if field == "" {
			continue
		}
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatalf("%q is no list of numbers", list)
		}
		all = append(all, n)
	}
	return all
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// grouped prints a number with its thousands separated.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func (m measured) row(name string, units int) string {
	for _, format := range m.LeftOut {
		name += ", without " + format
	}
	cells := []string{name, grouped(m.Lines), grouped(m.Rows), grouped(m.Output / 1e6)}
	for _, s := range m.Stages {
		cells = append(cells, fmt.Sprintf("%.2f", s))
	}
	return "| " + strings.Join(append(cells, fmt.Sprintf("%.2f", m.Processor), fmt.Sprintf("%.3f", m.Processor/float64(units)), fmt.Sprintf("%.1f", m.Seconds),
		grouped(m.Peak), fmt.Sprintf("%.1f", float64(m.Peak)/float64(units))), " | ") + " |"
}

// measuredApart measures the build of a folder in a process of its own, whose peak is its own.
func measuredApart(b *testing.B, raw string) (m measured) {
	program, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	child := exec.Command(program)
	child.Env = append(os.Environ(), measuredFolder+"="+raw)
	var out, problems bytes.Buffer
	child.Stdout, child.Stderr = &out, &problems
	if err := child.Run(); err != nil {
		b.Fatalf("measuring %s: %v\n%s", raw, err, problems.String())
	}
	if err := json.Unmarshal(out.Bytes(), &m); err != nil || m.Problem != "" {
		b.Fatalf("measuring %s: %v%s", raw, err, m.Problem)
	}
	return m
}

// measure builds a release of the sources in a folder and puts it next to them.
func measure(dir string) (m measured) {
	var raw *extract.Raw
	var set *dataset.Dataset
	var artifacts []artifact.Artifact
	start := time.Now()
	for _, stage := range []func() error{
		func() (err error) { raw, err = extract.Load(dir); return err },
		func() (err error) { set, err = transform.Assemble(raw); return err },
		func() error { return transform.Check(raw, set) },
		func() (err error) { artifacts, err = export.Build(raw, set, m.formats(set)); return err },
		func() error {
			return release.Write(context.Background(), filepath.Join(dir, "..", "out"), artifacts, release.Options{})
		},
	} {
		before := processor()
		if err := stage(); err != nil {
			m.Problem = err.Error()
			return m
		}
		m.Stages = append(m.Stages, processor()-before)
		m.Processor += processor() - before
	}
	m.Seconds = time.Since(start).Seconds()
	m.Lines, m.Files = len(set.SourceLines), len(artifacts)
	for _, t := range set.Tables() {
		m.Rows += t.Len()
	}
	for _, a := range artifacts {
		m.Output += len(a.Data)
	}
	m.Peak = peak()
	return m
}

// formats names the formats that can hold a dataset, none for all of them.
func (m *measured) formats(set *dataset.Dataset) (names []string) {
	if !slices.ContainsFunc(set.Tables(), func(t dataset.Table) bool { return t.Len() > sheetRows }) {
		return nil
	}
	m.LeftOut = []string{"excel"}
	for _, f := range export.Formats() {
		if !slices.Contains(m.LeftOut, f[0]) {
			names = append(names, f[0])
		}
	}
	return names
}

// processor returns the seconds that this process has used of all processors.
func processor() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}

// peak returns the most memory that this process had in residence, in MiB (proc(5), VmHWM). The peak that
// getrusage gives is no less than that of the process that started it.
func peak() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); fields[0] == "VmHWM:" {
			kib, _ := strconv.Atoi(fields[1])
			return kib >> 10
		}
	}
	return 0
}
