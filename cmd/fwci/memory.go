package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// heapFloor is the size up to which the heap may grow before garbage is collected, in bytes. A build has some
// 30 MB in use; below this size the collector would run a dozen times for little.
const heapFloor = 40 << 20

// How far the heap may grow above what is in use before garbage is collected, in percent: Go's usual rule, and what
// commands choose while they read a download, of which little stays.
const (
	usualGrowth = 100
	smallGrowth = 20
)

// heapGrowth is the growth that counts now; it is 0 where GOGC, set by the user, counts.
var heapGrowth atomic.Int64

// collectFrom lets the heap grow to a size before garbage is collected. Where more is in use, the collector goes
// by heapGrowth. GOGC set by the user counts.
func collectFrom(floor uint64) {
	if os.Getenv("GOGC") != "" {
		return
	}
	heapGrowth.Store(usualGrowth)
	setCollector(floor)
	type sentinel struct{ _ *byte }
	var collected func(*sentinel)
	collected = func(s *sentinel) { // runs after each collection, for nothing refers to s
		setCollector(floor)
		runtime.SetFinalizer(s, collected)
	}
	runtime.SetFinalizer(&sentinel{}, collected)
}

// setCollector sets the percentage by which Go's collector goes.
func setCollector(floor uint64) {
	const smallest = 4 << 20 // the heap below which Go does not collect at 100 percent
	sizes := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"}}
	metrics.Read(sizes)
	live, roots := max(sizes[0].Value.Uint64(), smallest), sizes[1].Value.Uint64()+sizes[2].Value.Uint64()
	percent := int(heapGrowth.Load())
	if live < floor { // the percentage is that of the heap in use and of the roots (Go's guide to the collector)
		percent = max(percent, int(100*(floor-live)/(live+roots)))
	}
	debug.SetGCPercent(percent)
}

// sparingly runs work while the heap may grow little above what is in use.
func sparingly(work func() error) error {
	if heapGrowth.CompareAndSwap(usualGrowth, smallGrowth) {
		defer func() {
			heapGrowth.Store(usualGrowth)
			setCollector(heapFloor)
		}()
		setCollector(heapFloor)
	}
	return work()
}
