// Package parallel does many similar things at once, on all processors.
package parallel

import (
	"runtime"
	"sync"
)

// Each calls do for 0 to n-1, several at once, and returns when all have ended.
func Each(n int, do func(i int)) {
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}
