// Package memory lets the heap of the program that imports it grow to a size before garbage is collected.
//
// It needs nothing beyond Go's own packages, so it is set up before those of the project and of most libraries:
// their tables alone would start the collector twice.
package memory

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// heapFloor is the size up to which the heap may grow before garbage is collected, in bytes. A build has up to
// 40 MB in use; below this size the collector would run a dozen times for little.
const heapFloor = 56 << 20

func init() { collectFrom(heapFloor) }

// collectFrom lets the heap grow to a size before garbage is collected, or by two fifths of what is in use where that is
// more. Where more than the size is in use, the collector goes by Go's usual rule: it runs when the heap has doubled.
// GOGC set by the user counts.
func collectFrom(floor uint64) {
	const usual, least, smallest = 100, 40, 4 << 20 // in percent; the heap below which Go does not collect at 100 percent
	if os.Getenv("GOGC") != "" {
		return
	}
	sizes := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"}}
	set := func() {
		metrics.Read(sizes)
		live, roots := max(sizes[0].Value.Uint64(), smallest), sizes[1].Value.Uint64()+sizes[2].Value.Uint64()
		percent := usual
		if live < floor { // the percentage is that of the heap in use and of the roots (Go's guide to the collector)
			percent = max(least, int(100*(floor-live)/(live+roots)))
		}
		debug.SetGCPercent(percent)
	}
	set()
	type sentinel struct{ _ *byte }
	var collected func(*sentinel)
	collected = func(s *sentinel) { // runs after each collection, for nothing refers to s
		set()
		runtime.SetFinalizer(s, collected)
	}
	runtime.SetFinalizer(&sentinel{}, collected)
}
