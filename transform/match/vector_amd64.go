package match

import "golang.org/x/sys/cpu"

// hasFours says whether the processor has what dotFours needs.
var hasFours = cpu.X86.HasAVX

// dotFours does what dot does for each of n rows, a multiple of four, that are stride numbers apart, and two
// vectors of a width that is a multiple of four. In pair, four numbers of the first and four of the second follow in turn;
// each of both has its own products in first and second.
//
//go:noescape
func dotFours(rows *float32, stride, n, width int, pair, first, second *float32)

// dotLanes sets, for each of n rows that are stride numbers apart, four sums: of the products with q at
// the positions 0, 4, 8, …, at 1, 5, 9, … and so on, up to width, a multiple of four. Each sum is made in
// the order of the positions, with one rounding for a product and one for a sum.
//
//go:noescape
func dotLanes(rows *float32, stride, n, width int, q, lanes *float32)

// addLanes adds by·x to sum at n positions, a multiple of four.
//
//go:noescape
func addLanes(sum, x *float32, n int, by float32)
