package nearword

import (
	"math"
	"strings"
	"testing"
)

// Each word of the table has a vector of about unit length, and each is found.
func TestVectors(t *testing.T) {
	words := 0
	for word, packed := range Vectors() {
		if words++; words%50 == 0 && Vector(word) != packed {
			t.Fatalf("%s: found %q; expected %q", word, Vector(word), packed)
		}
		if length := math.Sqrt(float64(product(packed, packed))); length < 0.8 || length > 1.1 {
			t.Errorf("%s has the length %.2f", word, length)
		}
		if !Known(word) {
			t.Errorf("%s is not among the words", word)
		}
	}
	if lines := strings.Count(lines(), "\n"); words != lines {
		t.Errorf("%d vectors for %d words", words, lines)
	}
	if Vector("xyzzyx") != "" {
		t.Error("a word that is not in the table has a vector")
	}
}

// Words of one meaning are nearer than words of two.
func TestVectorsOfMeaning(t *testing.T) {
	for _, words := range [][3]string{{"lawyer", "attorney", "welder"}, {"nurse", "doctor", "welder"}, {"car", "automobile", "piano"}} {
		near, far := product(Vector(words[0]), Vector(words[1])), product(Vector(words[0]), Vector(words[2]))
		if near < far+0.1 {
			t.Errorf("%s: %s is at %.2f, %s at %.2f", words[0], words[1], near, words[2], far)
		}
	}
}

// A vector is packed in steps of 1/90; what is too large is cut.
func TestPack(t *testing.T) {
	sum := make([]float32, 3)
	AddVector(sum, Pack([]float32{0.1, -0.3, 0.9}), 2)
	for i, want := range []float32{0.2, -0.6, 1} {
		if math.Abs(float64(sum[i]-want)) > 1.01/90 {
			t.Errorf("number %d is %.3f; expected %.3f", i, sum[i], want)
		}
	}
}

func product(a, b string) float32 {
	x, y := make([]float32, Dimensions), make([]float32, Dimensions)
	AddVector(x, a, 1)
	AddVector(y, b, 1)
	var sum float32
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}
