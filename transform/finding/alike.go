package finding

import (
	"cmp"
	"slices"
)

// A reading is a text as a sum of its parts, letters or words: of all of them, or of all but one. Sums stand
// for texts because there are as many as letters in all names; what they find alike is compared as text.
type reading struct {
	sum   uint64
	text  int32 // its place among the texts
	whole bool
}

// appendReadings adds the reading of a whole text of n parts and those with one part left out. A part equal
// to the one before it is not left out: what is left would be the same.
func appendReadings(readings []reading, text, n int, part func(at int) uint64) []reading {
	before := uint64(0) // sum of the parts before the one left out
	for out := range n {
		if out == 0 || part(out) != part(out-1) {
			sum := before
			for at := out + 1; at < n; at++ {
				sum = mix(sum, part(at))
			}
			readings = append(readings, reading{sum, int32(text), false})
		}
		before = mix(before, part(out))
	}
	return append(readings, reading{before, int32(text), true})
}

// mix adds a part to a sum (FNV-1a, with the part for its octet).
func mix(sum, part uint64) uint64 { return (sum ^ part ^ 0xcbf29ce484222325) * 0x100000001b3 }

// alike returns the pairs of texts, by their places, that have a reading in common: two with one part less
// each only where that is asked for. Each pair is returned once, in order.
func alike(readings []reading, bothLess bool) (pairs [][2]int) {
	slices.SortFunc(readings, func(a, b reading) int { return cmp.Or(cmp.Compare(a.sum, b.sum), cmp.Compare(a.text, b.text)) })
	for len(readings) > 0 {
		n := 1
		for n < len(readings) && readings[n].sum == readings[0].sum {
			n++
		}
		for i, a := range readings[:n] {
			for _, b := range readings[i+1 : n] {
				if a.text != b.text && (bothLess || a.whole || b.whole) {
					pairs = append(pairs, [2]int{int(a.text), int(b.text)})
				}
			}
		}
		readings = readings[n:]
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(pairs)
}
