package match

import "math"

// The exponential and the logarithm of package math have code of their own for some processors, whose last
// digits differ. These have one code; conversions keep a compiler from fusing a product with a sum.

// The two parts of the natural logarithm of 2: the first has zeros at its end, so that its multiples are exact.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

// lnSeries are the coefficients 1/25, 1/23, … 1/3.
var lnSeries = [...]float64{1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3}

// ln returns the natural logarithm of a positive finite number, by the series of the area tangent:
// ln m = 2(s + s³/3 + s⁵/5 + …) with s = (m−1)/(m+1).
func ln(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	s := (m - 1) / (m + 1)
	square := float64(s * s)
	sum := 0.0
	for _, c := range lnSeries { // s is below 0.172: the term after these is below 1e-20
		sum = float64((sum + c) * square)
	}
	series := float64(2*s) + float64(float64(2*s)*sum)
	return float64(float64(e)*ln2High) + (series + float64(float64(e)*ln2Low))
}

// exp returns e to the power of a number from -700 to 700; beyond, it returns what belongs to these ends.
func exp(x float64) float64 {
	x = math.Max(-700, math.Min(700, x))
	k := math.Floor(float64(x/math.Ln2) + 0.5)
	r := x - float64(k*ln2High)
	r -= float64(k * ln2Low)
	sum := 1.0
	for i := 17; i >= 1; i-- { // r is below 0.35: the term after these is below 1e-24
		sum = 1 + float64(float64(r*sum)/float64(i))
	}
	return math.Ldexp(sum, int(k))
}
