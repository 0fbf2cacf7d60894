package match

import "math"

// Products and sums of vectors, with the same digits on every processor: the order of the sums is fixed,
// and a conversion after each product keeps a compiler from fusing it with the sum that follows.

// dot returns the product of two vectors of one length.
func dot(x, y []float32) float32 {
	var lanes [4]float32
	x = x[:len(y)]
	whole := len(y) &^ 3
	if whole > 0 {
		dotLanes(&x[0], 0, 1, whole, &y[0], &lanes[0])
	}
	for at := whole; at < len(y); at++ {
		lanes[0] += float32(x[at] * y[at])
	}
	return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

// rowBlock is how many rows dotRows hands on at a time.
const rowBlock = 32

// dotRows sets the product of q and each of n rows that are stride numbers apart.
func dotRows(rows []float32, stride, n int, q, out []float32) {
	var lanes [4 * rowBlock]float32
	whole := len(q) &^ 3
	if len(q) == 0 || n == 0 {
		clear(out[:n])
		return
	}
	_ = rows[(n-1)*stride+len(q)-1]
	for from := 0; from < n; from += rowBlock {
		block := min(rowBlock, n-from)
		dotLanes(&rows[from*stride], stride, block, whole, &q[0], &lanes[0])
		for i := range block {
			sums := lanes[4*i : 4*i+4]
			for at := whole; at < len(q); at++ {
				sums[0] += float32(rows[(from+i)*stride+at] * q[at])
			}
			out[from+i] = (sums[0] + sums[1]) + (sums[2] + sums[3])
		}
	}
}

// paired returns two vectors of one length as dotPair takes them: four numbers of each in turn.
func paired(pair, x, y []float32) []float32 {
	pair = pair[:0]
	for at := 0; at+3 < len(x); at += 4 {
		pair = append(append(pair, x[at:at+4]...), y[at:at+4]...)
	}
	return pair
}

// dotPair is dotRows for two vectors at once, x and y, which pair holds as paired returns them. Their length is a multiple
// of four and not 0; the processor has dotFours.
func dotPair(rows []float32, stride, n int, x, y, pair, first, second []float32) {
	fours := n &^ 3
	if fours > 0 {
		_, _, _ = rows[(fours-1)*stride+len(x)-1], first[fours-1], second[fours-1]
		dotFours(&rows[0], stride, fours, len(x), &pair[0], &first[0], &second[0])
	}
	if fours < n {
		dotRows(rows[fours*stride:], stride, n-fours, x, first[fours:n])
		dotRows(rows[fours*stride:], stride, n-fours, y, second[fours:n])
	}
}

// addScaled adds by·x to sum.
func addScaled(sum, x []float32, by float32) {
	x = x[:len(sum)]
	whole := len(sum) &^ 3
	if whole > 0 {
		addLanes(&sum[0], &x[0], whole, by)
	}
	for i := whole; i < len(sum); i++ {
		sum[i] += float32(by * x[i])
	}
}

// unit brings a vector to unit length; a vector of zeros stays.
func unit(x []float32) {
	if n := dot(x, x); n > 0 {
		scale := float32(1 / math.Sqrt(float64(n)))
		for i := range x {
			x[i] *= scale
		}
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// plainDotLanes says in Go what dotLanes does.
func plainDotLanes(rows []float32, stride, n int, q, lanes []float32) {
	for i := range n {
		var a, b, c, d float32
		row := rows[i*stride:][:len(q)]
		for at := 0; at+3 < len(q); at += 4 {
			a += float32(row[at] * q[at])
			b += float32(row[at+1] * q[at+1])
			c += float32(row[at+2] * q[at+2])
			d += float32(row[at+3] * q[at+3])
		}
		lanes[4*i], lanes[4*i+1], lanes[4*i+2], lanes[4*i+3] = a, b, c, d
	}
}

// plainAddLanes says in Go what addLanes does.
func plainAddLanes(sum, x []float32, by float32) {
	for i := range sum {
		sum[i] += float32(by * x[i])
	}
}
