package memory

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// A part of the heap of the wanted size carries the hint afterward, and the collector's rule is as before.
func TestLargePages(t *testing.T) {
	const flags = "/proc/self/smaps"
	if os.Getenv("GOGC") != "" {
		t.Skip("GOGC is set, so nothing is asked for")
	}
	if supported, err := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled"); err != nil || len(supported) == 0 {
		t.Skip("this system has no large pages")
	}
	before, rule := hinted(t, flags), heapGrowth.Load()
	UseLargePages()
	if got := hinted(t, flags) - before; got < largePages-4<<20 {
		t.Errorf("%d bytes carry the hint, expected about %d", got, largePages)
	}
	if heapGrowth.Load() != rule {
		t.Error("the rule of the collector changed")
	}
}

var mapping = regexp.MustCompile(`(?s)Size: +(\d+) kB.*?VmFlags:([^\n]*)`)

// hinted counts the bytes of this process that the system may keep in large pages because it was asked to.
func hinted(t *testing.T, flags string) int {
	t.Helper()
	maps, err := os.ReadFile(flags)
	if err != nil {
		t.Skipf("the mappings of this process cannot be read: %v", err)
	}
	bytes := 0
	for _, m := range mapping.FindAllSubmatch(maps, -1) {
		if regexp.MustCompile(`\bhg\b`).Match(m[2]) {
			n, err := strconv.Atoi(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			bytes += n << 10
		}
	}
	return bytes
}
