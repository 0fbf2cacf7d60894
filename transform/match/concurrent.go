package match

import (
	"runtime"
	"sync"
)

// split runs work on parts of the numbers below n, one part for each processor at once. Work must not
// depend on how the numbers are divided.
func split(n int, work func(from, to int)) {
	parts := max(1, min(runtime.GOMAXPROCS(0), n))
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() { work(part*n/parts, (part+1)*n/parts) })
	}
	group.Wait()
}
