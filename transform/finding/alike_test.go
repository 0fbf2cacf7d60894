package finding

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/agnivade/levenshtein"
)

// Of random words over few letters, alike finds each pair that is one edit apart, and each that lacks one
// letter of the other; a comparison of all with all says which those are.
func TestAlikeFindsEveryPair(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var words []string
	for range 300 {
		word := make([]byte, random.IntN(6))
		for i := range word {
			word[i] = "abc"[random.IntN(3)]
		}
		words = append(words, string(word))
	}
	var readings []reading
	for i, w := range words {
		readings = appendReadings(readings, i, len(w), func(at int) uint64 { return uint64(w[at]) })
	}
	found := map[bool][][2]int{true: alike(slices.Clone(readings), true), false: alike(slices.Clone(readings), false)}
	near := 0
	for j, b := range words {
		for i, a := range words[:j] {
			distance := levenshtein.ComputeDistance(a, b)
			if distance <= 1 && !slices.Contains(found[true], [2]int{i, j}) {
				t.Errorf("%q and %q are one edit apart and not found", a, b)
			}
			if distance <= 1 && len(a) != len(b) && !slices.Contains(found[false], [2]int{i, j}) {
				t.Errorf("one of %q and %q lacks a letter of the other, which is not found", a, b)
			}
			if distance == 1 && len(a) == len(b) && slices.Contains(found[false], [2]int{i, j}) {
				t.Errorf("%q and %q have another letter each and are found alike", a, b)
			}
			if distance <= 1 {
				near++
			}
		}
	}
	if near < 100 {
		t.Errorf("only %d pairs are near; too few to prove anything", near)
	}
}

func TestSameButOne(t *testing.T) {
	words := func(s string) []string {
		var all []string
		for _, c := range s {
			all = append(all, string(c))
		}
		return all
	}
	for _, test := range []struct {
		a, b string
		want bool
	}{{"", "", true}, {"a", "", true}, {"abc", "abc", true}, {"ac", "abc", true}, {"abc", "ab", true}, {"aab", "ab", true}, {"abd", "abc", false}, {"abcd", "ab", false}, {"ba", "abc", false}} {
		if got := sameButOne(words(test.a), words(test.b)); got != test.want {
			t.Errorf("%q and %q: %t", test.a, test.b, got)
		}
	}
}
