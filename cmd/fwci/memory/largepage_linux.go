package memory

import (
	"runtime"
	"syscall"
	"unsafe"
)

// largePages is how much of the heap is kept in large pages, in bytes: as far as it grows before garbage is collected.
const largePages = heapFloor

// UseLargePages asks the system to keep the heap of a command that makes a release in pages of 2 MB where it can. Each of
// the usual pages costs as much when it is first used as a large one nearly does, and a build uses twenty thousand. The
// request is a hint (madvise(2), MADV_HUGEPAGE): a system that does not follow it changes nothing.
//
// Go has no setting for it, so a block of the heap is taken, marked and given back before it was ever used; what
// is made later lies in it. GOGC set by the user counts: then nothing is done.
func UseLargePages() {
	const page, hugePage = 2 << 20, 14 // the size of a large page; MADV_HUGEPAGE
	if heapGrowth.Load() == nil {
		return
	}
	block := make([]byte, largePages)
	start := uintptr(unsafe.Pointer(unsafe.SliceData(block)))
	skipped := -start & (page - 1)
	_ = syscall.Madvise(block[skipped:largePages-(largePages-skipped)%page], hugePage) // a hint
	block = nil
	runtime.GC()
}
