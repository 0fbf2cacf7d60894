package nearword

import (
	_ "embed" // the table
	"iter"
	"math"
	"strings"

	"github.com/fwci-open-data/fwci/transform/match/keyedline"
)

//go:embed vectors.tsv
var vectorTable string

// Dimensions is how many numbers the vector of a word has.
const Dimensions = 100

// A packed vector has one printable character for each number: zeroByte for 0, and one step in the alphabet for each
// 1/steps. Numbers beyond mostSteps are cut; of vectors of unit length these are few.
const (
	zeroByte  = 'P'
	steps     = 90
	mostSteps = 45
)

// Vectors gives the words that have a vector, sorted, each with its packed vector.
func Vectors() iter.Seq2[string, string] {
	return func(yield func(word, packed string) bool) {
		for rest := keyedline.WithoutHead(vectorTable); rest != ""; {
			tab := strings.IndexByte(rest, '\t')
			if !yield(rest[:tab], rest[tab+1:tab+1+Dimensions]) {
				return
			}
			rest = rest[tab+2+Dimensions:]
		}
	}
}

// Vector returns the packed vector of a word; it is empty for a word that has none.
func Vector(word string) string {
	packed, _ := keyedline.Find(keyedline.WithoutHead(vectorTable), word)
	return packed
}

// AddVector adds a packed vector, which is about of unit length, to a sum of as many numbers, by times.
func AddVector(sum []float32, packed string, by float32) {
	by /= steps
	for i := range len(packed) {
		sum[i] += float32(by * float32(int(packed[i])-zeroByte))
	}
}

// Pack packs a vector of unit length.
func Pack(vector []float32) string {
	packed := make([]byte, len(vector))
	for i, v := range vector {
		packed[i] = byte(zeroByte + max(-mostSteps, min(mostSteps, int(math.Round(float64(v)*steps)))))
	}
	return string(packed)
}
