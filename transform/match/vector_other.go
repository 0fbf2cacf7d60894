//go:build !amd64

package match

import "unsafe"

// hasFours says that there is no dotFours for the processor.
const hasFours = false

func dotFours(rows *float32, stride, n, width int, pair, first, second *float32) {
	panic("not for this processor")
}

// dotLanes is plainDotLanes where no faster one is written for the processor.
func dotLanes(rows *float32, stride, n, width int, q, lanes *float32) {
	if n == 0 || width == 0 {
		clear(unsafe.Slice(lanes, 4*n))
		return
	}
	plainDotLanes(unsafe.Slice(rows, (n-1)*stride+width), stride, n, unsafe.Slice(q, width), unsafe.Slice(lanes, 4*n))
}

// addLanes is plainAddLanes where no faster one is written for the processor.
func addLanes(sum, x *float32, n int, by float32) {
	plainAddLanes(unsafe.Slice(sum, n), unsafe.Slice(x, n), by)
}
