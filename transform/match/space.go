package match

import (
	"math/rand/v2"
)

// Settings of the space of meaning. The dimensions are the strongest directions in which ESCO's own
// concepts differ (latent semantic analysis), found by subspace iteration from a fixed random start.
const (
	dimensions    = 96
	iterations    = 2
	spaceSeed     = 2210
	neighborCount = 0.5 // how much a word of a neighboring concept's label counts, compared with one of its own text
	panel         = 8   // directions that are made orthogonal together
)

// A space holds a vector of unit length for each concept, and the directions to place a query by.
type space struct {
	terms []float32 // dimensions numbers for each term
	docs  []float32 // dimensions numbers for each concept, of unit length
}

func (s *space) doc(at int32) []float32 { return s.docs[int(at)*dimensions : (int(at)+1)*dimensions] }

// A sparse is a matrix by rows.
type sparse struct {
	start []int32
	cols  []int32
	vals  []float32
	width int
}

func (m *sparse) rows() int { return len(m.start) - 1 }

// randomBasis returns the directions with which the search for those of a space of so many terms begins.
func randomBasis(terms int) []float32 {
	basis := make([]float32, terms*dimensions)
	random := rand.New(rand.NewPCG(spaceSeed, 0))
	for i := range basis { // rounding hides the last digits, in which processors could differ
		basis[i] = float32(random.NormFloat64())
	}
	return basis
}

// learnSpace learns a space; it takes the memory of the basis with which it begins.
func learnSpace(m *sparse, basis []float32) space {
	docs := make([]float32, max(m.rows(), m.width)*dimensions)
	columns := docs[:len(basis)] // it is set again after the columns are used
	docs = docs[:m.rows()*dimensions]
	m.times(docs, basis)
	for range iterations {
		m.timesTransposed(basis, docs)
		orthonormalize(basis, columns, m.width)
		m.times(docs, basis)
	}
	split(m.rows(), func(from, to int) {
		for i := from; i < to; i++ {
			unit(docs[i*dimensions : (i+1)*dimensions])
		}
	})
	return space{terms: basis, docs: docs}
}

// meanings returns how strongly each concept uses each term, in rows of unit length: those of its labels and texts,
// and of the labels of the concepts next to it.
func meanings(x *Index) *sparse {
	m := &sparse{start: make([]int32, len(x.docs)+1), width: len(x.words.stems)}
	split(len(x.docs), func(from, to int) {
		last := make([]int32, m.width)
		for i := from; i < to; i++ {
			count := func(terms []int32) {
				for _, term := range terms {
					if last[term] != int32(i)+1 {
						last[term] = int32(i) + 1
						m.start[i+1]++
					}
				}
			}
			d := &x.docs[i]
			names := x.names[d.firstName:][:d.labels+d.aliases]
			count(x.nameTerms[names[0].start:names[len(names)-1].end])
			count(d.text)
			count(d.gist)
			count(d.needs)
			for _, other := range x.near.of(i) {
				count(x.preferredTerms(other))
			}
		}
	})
	for i := range x.docs {
		m.start[i+1] += m.start[i]
	}
	m.cols, m.vals = make([]int32, m.start[len(x.docs)]), make([]float32, m.start[len(x.docs)])
	split(len(x.docs), func(from, to int) {
		c := counter{at: make([]int32, m.width)}
		for i := from; i < to; i++ {
			x.setMeaning(m, &c, i)
		}
	})
	return m
}

// setMeaning sets the row of a concept.
func (x *Index) setMeaning(m *sparse, c *counter, at int) {
	d := &x.docs[at]
	labelCounts(x, d, c)
	textCounts(x, d, c)
	aliasCounts(x, d, c)
	gistCounts(x, d, c)
	for _, term := range d.needs {
		c.add(term, needSpace)
	}
	for _, other := range x.near.of(at) {
		for _, term := range x.preferredTerms(other) {
			c.add(term, neighborCount)
		}
	}
	cols, vals := m.cols[m.start[at]:m.start[at+1]], m.vals[m.start[at]:m.start[at+1]]
	for i, t := range c.list {
		cols[i], vals[i] = t.term, float32(ln(1+float64(t.count)))*x.weights[t.term]
	}
	unit(vals)
	c.reset()
}

// preferredTerms returns the terms of the preferred label of a concept of the index.
func (x *Index) preferredTerms(at int32) []int32 { return x.termsOf(&x.names[x.docs[at].firstName]) }

// timesTransposed sets out to the product of the matrix, rows and columns exchanged, with a matrix of dimensions
// columns. Each sum runs through the rows in their order.
func (m *sparse) timesTransposed(out, right []float32) {
	clear(out)
	split(dimensions/4, func(from, to int) { // of the columns of out, so that no two write to one number
		for row := range m.rows() {
			from, to := row*dimensions+4*from, row*dimensions+4*to
			for at := m.start[row]; at < m.start[row+1]; at++ {
				shift := (int(m.cols[at]) - row) * dimensions
				addScaled(out[from+shift:to+shift], right[from:to], m.vals[at])
			}
		}
	})
}

// times sets out to the product with a matrix of width rows and dimensions columns.
func (m *sparse) times(out, right []float32) {
	split(m.rows(), func(from, to int) {
		for row := from; row < to; row++ {
			sum := out[row*dimensions : (row+1)*dimensions]
			clear(sum)
			for at := m.start[row]; at < m.start[row+1]; at++ {
				addScaled(sum, right[int(m.cols[at])*dimensions:], m.vals[at])
			}
		}
	})
}

// orthonormalize makes the columns of a matrix with dimensions columns orthogonal and of unit length, by
// Gram and Schmidt's method on its transposed form, for which columns has the memory. A panel of columns
// is made orthogonal in itself, then taken out of all columns after it.
func orthonormalize(m, columns []float32, rows int) {
	eachTile(rows, func(row, d int) {
		for r := row; r < min(row+transposeTile, rows); r++ {
			columns[d*rows+r] = m[r*dimensions+d]
		}
	})
	for from := 0; from < dimensions && rows > 0; from += panel {
		to := min(from+panel, dimensions)
		for d := from; d < to; d++ {
			unit(columns[d*rows : (d+1)*rows])
			takeOut(columns, rows, d, d+1, d+1, to)
		}
		split((dimensions-to)/4, func(first, last int) { takeOut(columns, rows, from, to, to+4*first, to+4*last) })
	}
	eachTile(rows, func(row, d int) {
		for r := row; r < min(row+transposeTile, rows); r++ {
			m[r*dimensions+d] = columns[d*rows+r]
		}
	})
}

// transposeTile is how many rows of a column are copied at a time: they lie side by side in the transposed form.
const transposeTile = 16

// eachTile gives each column of each tile of rows.
func eachTile(rows int, each func(row, column int)) {
	split((rows+transposeTile-1)/transposeTile, func(from, to int) {
		for tile := from; tile < to; tile++ {
			for d := range dimensions {
				each(tile*transposeTile, d)
			}
		}
	})
}

// takeOut takes what the columns from one to another have in common with the columns from first to last
// out of the latter, four at a time.
func takeOut(columns []float32, rows, from, to, first, last int) {
	var along [4]float32
	for four := first; four < last; four += 4 {
		n := min(4, last-four)
		for other := from; other < to; other++ {
			axis := columns[other*rows : (other+1)*rows]
			dotRows(columns[four*rows:], rows, n, axis, along[:n])
			for i := range n {
				addScaled(columns[(four+i)*rows:(four+i+1)*rows], axis, -along[i])
			}
		}
	}
}

// place returns the direction of weighted terms in the space, of unit length.
func (s *space) place(terms []weighted) []float32 {
	v := make([]float32, dimensions)
	for _, t := range terms {
		if t.term >= 0 {
			addScaled(v, s.terms[int(t.term)*dimensions:], t.weight)
		}
	}
	unit(v)
	return v
}
