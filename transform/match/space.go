package match

import (
	"math"
	"math/rand/v2"
	"sync"
)

// Settings of the space of meaning. The dimensions are the strongest directions in which ESCO's own
// concepts differ (latent semantic analysis), found by subspace iteration from a fixed random start.
const (
	dimensions  = 96
	iterations  = 2
	spaceSeed   = 2210
	besideCount = 0.5 // how much a word of the label of a concept beside counts against one of its own text
	halves      = 2   // goroutines, each with rows of its own: the result does not depend on their timing
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

// newSpace learns the space from labels, texts and the labels of the concepts beside each concept.
func newSpace(x *Index) space {
	m := meanings(x)
	t := m.transposed()
	basis := make([]float32, m.width*dimensions)
	random := rand.New(rand.NewPCG(spaceSeed, 0))
	for i := range basis {
		basis[i] = float32(random.NormFloat64())
	}
	docs := m.times(basis)
	for range iterations {
		basis = t.times(docs)
		orthonormalize(basis, m.width)
		docs = m.times(basis)
	}
	for i := range m.rows() {
		unit(docs[i*dimensions : (i+1)*dimensions])
	}
	return space{terms: basis, docs: docs}
}

// meanings returns how strongly each concept uses each term, in rows of unit length.
func meanings(x *Index) *sparse {
	c := counter{at: make([]int32, len(x.words.stems))}
	m := &sparse{start: []int32{0}, width: len(x.words.stems)}
	for i := range x.docs {
		labelCounts(&x.docs[i], &c)
		textCounts(&x.docs[i], &c)
		aliasCounts(&x.docs[i], &c)
		gistCounts(&x.docs[i], &c)
		for _, other := range x.near[i] {
			for _, term := range x.docs[other].labels[0] {
				c.add(term, besideCount)
			}
		}
		from := len(m.vals)
		for _, t := range c.list {
			m.cols = append(m.cols, t.term)
			m.vals = append(m.vals, float32(math.Log(1+float64(t.count)))*x.weights[t.term])
		}
		unit(m.vals[from:])
		m.start = append(m.start, int32(len(m.vals)))
		c.reset()
	}
	return m
}

func (m *sparse) transposed() *sparse {
	t := &sparse{start: make([]int32, m.width+1), cols: make([]int32, len(m.cols)), vals: make([]float32, len(m.vals)), width: m.rows()}
	for _, c := range m.cols {
		t.start[c+1]++
	}
	for c := range m.width {
		t.start[c+1] += t.start[c]
	}
	next := append([]int32(nil), t.start...)
	for row := range m.rows() {
		for at := m.start[row]; at < m.start[row+1]; at++ {
			c := m.cols[at]
			t.cols[next[c]], t.vals[next[c]] = int32(row), m.vals[at]
			next[c]++
		}
	}
	return t
}

// times multiplies by a matrix of width rows and dimensions columns.
func (m *sparse) times(right []float32) []float32 {
	out := make([]float32, m.rows()*dimensions)
	var group sync.WaitGroup
	for half := range halves {
		group.Go(func() {
			for row := half * m.rows() / halves; row < (half+1)*m.rows()/halves; row++ {
				sum := out[row*dimensions : (row+1)*dimensions]
				for at := m.start[row]; at < m.start[row+1]; at++ {
					addScaled(sum, right[int(m.cols[at])*dimensions:], m.vals[at])
				}
			}
		})
	}
	group.Wait()
	return out
}

// addScaled adds by·x to sum. The conversion keeps a compiler from fusing the two operations, which
// would give other digits on other machines.
func addScaled(sum, x []float32, by float32) {
	x = x[:len(sum)]
	for i := range sum {
		sum[i] += float32(by * x[i])
	}
}

func dot(x, y []float32) float32 {
	var a, b, c, d float32
	y = y[:len(x)]
	i := 0
	for ; i+3 < len(x); i += 4 {
		a += float32(x[i] * y[i])
		b += float32(x[i+1] * y[i+1])
		c += float32(x[i+2] * y[i+2])
		d += float32(x[i+3] * y[i+3])
	}
	for ; i < len(x); i++ {
		a += float32(x[i] * y[i])
	}
	return (a + b) + (c + d)
}

func unit(x []float32) {
	if n := dot(x, x); n > 0 {
		scale := float32(1 / math.Sqrt(float64(n)))
		for i := range x {
			x[i] *= scale
		}
	}
}

// orthonormalize makes the columns of a matrix with dimensions columns orthogonal and of unit length,
// by Gram and Schmidt's method on its transposed form.
func orthonormalize(m []float32, rows int) {
	columns := make([]float32, len(m))
	for r := range rows {
		for d := range dimensions {
			columns[d*rows+r] = m[r*dimensions+d]
		}
	}
	for d := range dimensions {
		column := columns[d*rows : (d+1)*rows]
		for before := range d {
			other := columns[before*rows : (before+1)*rows]
			addScaled(column, other, -dot(column, other))
		}
		unit(column)
		for r, v := range column {
			m[r*dimensions+d] = v
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
