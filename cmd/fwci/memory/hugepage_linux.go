package memory

import (
	"runtime"
	"syscall"
)

// useHugePages asks the kernel to back so many bytes of the heap to come with pages of 2 MB, where it has them and
// leaves the choice to programs. Bringing in pages of 4 kB, one after the other, takes up to a fifth of the
// processor time of a build.
//
// Go has no way to ask. So the heap gets the place in one piece, which is never written to, and is told that it is
// garbage: what the program makes later is put there. A kernel that does not do it says so; nothing is lost then.
func useHugePages(size int) {
	place := make([]byte, size)
	_ = syscall.Madvise(place, syscall.MADV_HUGEPAGE)
	runtime.KeepAlive(place)
	runtime.GC()
}
