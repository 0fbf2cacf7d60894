package match

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// The pool has the best sums, equal ones in the order of the index, however many there are.
func TestChoose(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{0, 1, 7, 128, 130, 1000, 1025, 9000} {
		for _, round := range []float64{1e-9, 0.01, 1, 100} { // few different sums, or many
			sums, order := make([]float32, n), make([]int32, n)
			for i := range sums {
				sums[i], order[i] = float32(float64(int(random.NormFloat64()/round))*round), int32(i)
			}
			slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(sums[b], sums[a]) })
			r := &ranker{x: &Index{ranked: n}, sum: sums, counts: make([]int32, 1<<(64-countShift))}
			for _, size := range []int{1, labelPoolSize, poolSize} {
				if got := r.choose(size); !slices.Equal(got, order[:min(size, n)]) {
					t.Fatalf("%d of %d: %v; expected %v", size, n, got, order[:min(size, n)])
				}
			}
		}
	}
}
