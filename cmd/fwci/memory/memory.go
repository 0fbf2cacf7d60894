// Package memory says how far the heap of the program that imports it grows before garbage is collected, and asks the
// system for large pages.
//
// It needs nothing beyond Go's own packages, so it is set up before those of the project and of most libraries:
// their tables alone would start the collector twice.
package memory

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

func init() { collectAsUsual() }

// The sizes up to which the heap may grow before garbage is collected, in bytes: below them the collector would run
// a dozen times for little. A build has up to 40 MB in use and one with both frameworks 70 MB, an index of ESCO's
// skills 48 MB.
const (
	heapFloor      = 52 << 20
	frameworkFloor = 88 << 20
	indexFloor     = 50 << 20
)

// Sources of so many bytes are taken for those of a build with frameworks: a handbook with its pages and mappings has
// 1.6 MB, and both frameworks add 4 MB. A build of fewestWithPages and more gains by large pages.
const (
	fewestWithFrameworks = 3 << 20
	mostWithFrameworks   = 16 << 20
	fewestWithPages      = 256 << 10
)

// hugePages is how much of the heap gets large pages, in bytes: what a build of all sources needs at most.
const hugePages = 128 << 20

// A growth says when garbage is collected: when the heap has reached a size, in bytes, and has grown by so many
// percent above what is in use.
type growth struct {
	floor   uint64
	percent int
	bounded bool // also by what Go takes from the system
}

// The rules: Go's usual one above the floor, one for a build with frameworks, which has more in use all the time and
// would soon collect garbage for little again, and one for while a download is read and indexed, when most of what is
// made is soon garbage.
var (
	usualGrowth     = growth{floor: heapFloor, percent: 100}
	frameworkGrowth = growth{floor: frameworkFloor, percent: 70}
	indexGrowth     = growth{floor: indexFloor, percent: 15, bounded: true}
)

// heapGrowth is the rule that counts now; nil where GOGC, set by the user, counts.
var heapGrowth atomic.Pointer[growth]

// collectAsUsual lets the heap grow to a size before garbage is collected. Where three quarters of it and more are in
// use, the collector goes by Go's usual rule: it runs when the heap has doubled. GOGC set by the user counts.
func collectAsUsual() {
	if os.Getenv("GOGC") != "" {
		return
	}
	setGrowth(&usualGrowth)
	type sentinel struct{ _ *byte }
	var collected func(*sentinel)
	collected = func(s *sentinel) { // runs after each collection, for nothing refers to s
		setGrowth(heapGrowth.Load())
		runtime.SetFinalizer(s, collected)
	}
	runtime.SetFinalizer(&sentinel{}, collected)
}

var largePages sync.Once

// UseLargePages asks the system for large pages for what is made from now on. A command that builds, checks a release or
// ranks calls it first; for one that only prints, asking would take a fifth of its time. GOGC and GOMEMLIMIT set by the
// user count.
func UseLargePages() {
	largePages.Do(func() {
		g := heapGrowth.Load()
		if g == nil || os.Getenv("GOMEMLIMIT") != "" {
			return
		}
		debug.SetGCPercent(-1) // else the place alone would begin a collection
		useHugePages(hugePages)
		setGrowth(g)
	})
}

// GrowLittle keeps the heap close to what is in use until the function that it returns is called.
func GrowLittle() (end func()) {
	before := heapGrowth.Load()
	if before == nil {
		return func() {}
	}
	setGrowth(&indexGrowth)
	return func() { setGrowth(before) }
}

// Expect says how many bytes of sources are going to be read. It asks for large pages, unless the sources are those of a
// small handbook alone.
func Expect(sources int64) {
	if sources >= fewestWithPages {
		UseLargePages()
	}
	if heapGrowth.Load() == &usualGrowth && sources >= fewestWithFrameworks && sources <= mostWithFrameworks {
		setGrowth(&frameworkGrowth)
	}
}

// spare is how much more memory Go may take than a rule lets the heap have, before it collects garbage all the same:
// on a busy machine the percentage is set some time after a collection, and the one before may allow far more.
const spare = 16 << 20

// setGrowth sets the percentage by which Go's collector goes, from what is in use now. GOMEMLIMIT set by the user
// counts.
func setGrowth(g *growth) {
	heapGrowth.Store(g)
	const smallest = 4 << 20 // the heap below which Go does not collect at 100 percent
	sizes := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"}}
	metrics.Read(sizes)
	live, roots := max(sizes[0].Value.Uint64(), smallest), sizes[1].Value.Uint64()+sizes[2].Value.Uint64()
	percent := g.percent
	if live < g.floor { // the percentage is that of the heap in use and of the roots (Go's guide to the collector)
		if free := int(100 * (g.floor - live) / (live + roots)); free > percent || live <= g.floor*3/4 {
			percent = free
		}
	}
	debug.SetGCPercent(percent)
	if os.Getenv("GOMEMLIMIT") == "" {
		limit := int64(math.MaxInt64)
		if g.bounded {
			limit = int64(max(g.floor, live+live*uint64(g.percent)/100) + spare)
		}
		debug.SetMemoryLimit(limit)
	}
}
