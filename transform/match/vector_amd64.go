package match

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
