package match

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLnAndExp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		x := math.Exp(random.Float64()*60 - 30)
		if got, want := ln(x), math.Log(x); math.Abs(got-want) > 4e-16*math.Max(1, math.Abs(want)) {
			t.Fatalf("ln(%v) is %v; expected %v", x, got, want)
		}
		y := random.Float64()*200 - 100
		if got, want := exp(y), math.Exp(y); math.Abs(got-want) > 2e-14*want {
			t.Fatalf("exp(%v) is %v; expected %v", y, got, want)
		}
	}
	if ln(1) != 0 || exp(0) != 1 || exp(math.Inf(1)) != exp(700) || exp(-1e9) <= 0 {
		t.Errorf("ln(1) %v, exp(0) %v, exp(∞) %v", ln(1), exp(0), exp(math.Inf(1)))
	}
}

// What is written for one processor gives, bit for bit, what is written in Go.
func TestLanes(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	vector := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(random.NormFloat64())
		}
		return v
	}
	for n := 1; n < 41; n++ {
		for _, width := range []int{4, 8, 12, 96, 100} {
			stride := width + random.IntN(3)
			rows, q := vector(n*stride), vector(width)
			got, want := make([]float32, 4*n), make([]float32, 4*n)
			dotLanes(&rows[0], stride, n, width, &q[0], &got[0])
			plainDotLanes(rows, stride, n, q, want)
			if !slices.Equal(got, want) {
				t.Fatalf("%d rows of %d: %v; expected %v", n, width, got, want)
			}
			x, by := vector(width), float32(random.NormFloat64())
			sum, other := slices.Clone(q), slices.Clone(q)
			addLanes(&sum[0], &x[0], width, by)
			plainAddLanes(other, x, by)
			if !slices.Equal(sum, other) {
				t.Fatalf("%d added: %v; expected %v", width, sum, other)
			}
		}
	}
}

// Two vectors at once give, bit for bit, what each gives.
func TestDotPair(t *testing.T) {
	if !hasFours {
		t.Skip("the processor has no dotFours")
	}
	random := rand.New(rand.NewPCG(5, 6))
	vector := func(n int) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(random.NormFloat64())
		}
		return v
	}
	for n := range 71 {
		for _, width := range []int{4, 8, 96, 100} {
			stride := width + random.IntN(3)
			rows, x, y := vector(n*stride), vector(width), vector(width)
			got, want := [2][]float32{make([]float32, n), make([]float32, n)}, [2][]float32{make([]float32, n), make([]float32, n)}
			dotPair(rows, stride, n, x, y, paired(nil, x, y), got[0], got[1])
			dotRows(rows, stride, n, x, want[0])
			dotRows(rows, stride, n, y, want[1])
			if !slices.Equal(got[0], want[0]) || !slices.Equal(got[1], want[1]) {
				t.Fatalf("%d rows of %d: %v; expected %v", n, width, got, want)
			}
		}
	}
}

// Lengths that four does not divide are added up to the end.
func TestDotOfAnyLength(t *testing.T) {
	for n := range 23 {
		x, y := make([]float32, n), make([]float32, n)
		want := float32(0)
		for i := range n {
			x[i], y[i] = float32(i+1), float32(2*i-3)
			want += x[i] * y[i]
		}
		if got := dot(x, y); got != want {
			t.Errorf("%d numbers: %v; expected %v", n, got, want)
		}
		addScaled(x, y, 2)
		for i := range n {
			if x[i] != float32(i+1+2*(2*i-3)) {
				t.Errorf("%d numbers: position %d is %v", n, i, x[i])
			}
		}
	}
}
