package finding

import (
	"cmp"
	"iter"
	"slices"
)

// A reading is a text as a sum of its parts, letters or words: of all of them, or of all but one. Sums stand
// for texts because there are as many as letters in all names; what they find alike is compared as text.
type reading struct {
	sum  uint64
	text int32 // its place among the texts
	out  int32 // the place of the part that is left out, whole for none
}

const whole = -1

// appendReadings adds the reading of a whole text of n parts and those with one part left out. The work grows
// with n: the sum of what is left comes from the sums of the parts before and after the one left out.
func appendReadings(readings []reading, text, n int, part func(at int) uint64) []reading {
	after := make([]uint64, n+1) // sum of the parts from each on
	power := make([]uint64, n+1)
	power[0] = 1
	for i := range n {
		power[i+1] = power[i] * multiplier
		after[n-1-i] = spread(part(n-1-i))*power[i] + after[n-i]
	}
	before := uint64(0) // sum of the parts before the one left out
	for out := range n {
		readings = append(readings, reading{before*power[n-1-out] + after[out+1], int32(text), int32(out)})
		before = before*multiplier + spread(part(out))
	}
	return append(readings, reading{before, int32(text), whole})
}

// multiplier is the base of the sums: a polynomial over the parts, modulo 2⁶⁴.
const multiplier = 0x9e3779b97f4a7c15

// spread turns a part into a number whose bits all depend on it (the finalizer of SplitMix64), so that sums
// of few small parts do not collide. It is never 0: a text of n parts differs from one of n+1.
func spread(part uint64) uint64 {
	part += 0x9e3779b97f4a7c15
	part = (part ^ part>>30) * 0xbf58476d1ce4e5b9
	part = (part ^ part>>27) * 0x94d049bb133111eb
	return part ^ part>>31 | 1
}

// mix adds an octet to the sum of a word (FNV-1a).
func mix(sum, part uint64) uint64 { return (sum ^ part ^ 0xcbf29ce484222325) * 0x100000001b3 }

// allPairs is the largest number of texts alike that are all paired with one another. Of more texts, such as a
// thousand names that differ in one letter, each is paired with the first, so that the pairs grow with the
// texts and not with their square.
const allPairs = 10

// alike returns the pairs of texts, by their places, of which one has all parts of the other, or all and one
// more; with another also those that differ in one part. Sums may find a pair alike that is not. Each pair is
// returned once, in order. Of more than most texts that are all alike each is paired with the first alone.
func alike(readings []reading, another bool, most int) (pairs [][2]int32) {
	slices.SortFunc(readings, func(a, b reading) int {
		return cmp.Or(cmp.Compare(a.sum, b.sum), cmp.Compare(a.out, b.out), cmp.Compare(a.text, b.text))
	})
	for group := range runs(readings, func(a, b reading) bool { return a.sum == b.sum }) {
		wholes := 0
		for wholes < len(group) && group[wholes].out == whole {
			wholes++
		}
		for i := range min(wholes, most) { // of more equal texts, what is true of one is true of the next
			pairs = appendPairs(pairs, group[i], group[i+1:])
		}
		if !another {
			continue
		}
		for same := range runs(group[wholes:], func(a, b reading) bool { return a.out == b.out }) {
			for i := range same {
				if i == 0 || len(same) <= most {
					pairs = appendPairs(pairs, same[i], same[i+1:])
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
}

// runs yields the runs of readings that are the same in some respect.
func runs(readings []reading, same func(a, b reading) bool) iter.Seq[[]reading] {
	return func(yield func([]reading) bool) {
		for len(readings) > 0 {
			n := 1
			for n < len(readings) && same(readings[0], readings[n]) {
				n++
			}
			if !yield(readings[:n]) {
				return
			}
			readings = readings[n:]
		}
	}
}

// appendPairs pairs a text with others.
func appendPairs(pairs [][2]int32, a reading, others []reading) [][2]int32 {
	for _, b := range others {
		if a.text != b.text {
			pairs = append(pairs, [2]int32{min(a.text, b.text), max(a.text, b.text)})
		}
	}
	return pairs
}

// oneEdit reports whether two texts are equal, or would be with one letter changed, added or taken out.
func oneEdit(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	same := 0
	for same < len(a) && a[same] == b[same] {
		same++
	}
	switch len(b) - len(a) {
	case 0:
		return same == len(a) || slices.Equal(a[same+1:], b[same+1:])
	case 1:
		return slices.Equal(a[same:], b[same+1:])
	}
	return false
}
