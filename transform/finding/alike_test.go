package finding

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/agnivade/levenshtein"
)

// Of random words over few letters, alike finds each pair that differs by one edit, and each that lacks one
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
	found := map[bool][][2]int32{true: alike(slices.Clone(readings), true, len(words)), false: alike(slices.Clone(readings), false, len(words))}
	near := 0
	for j, b := range words {
		for i, a := range words[:j] {
			pair := [2]int32{int32(i), int32(j)}
			distance := levenshtein.ComputeDistance(a, b)
			if distance <= 1 && !slices.Contains(found[true], pair) {
				t.Errorf("%q and %q differ by one edit and not found", a, b)
			}
			if distance <= 1 && len(a) != len(b) && !slices.Contains(found[false], pair) {
				t.Errorf("one of %q and %q lacks a letter of the other, which is not found", a, b)
			}
			if distance == 1 && len(a) == len(b) && slices.Contains(found[false], pair) {
				t.Errorf("%q and %q have another letter each and are found alike", a, b)
			}
			if oneEdit([]rune(a), []rune(b)) != (distance <= 1) {
				t.Errorf("%q and %q have a distance of %d; oneEdit says otherwise", a, b, distance)
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

// Of many texts of one reading each is paired with one, so that pairs do not grow with the square.
func TestAlikeOfManyTexts(t *testing.T) {
	const n = 5000
	var readings []reading
	for i := range n {
		letters := []rune("name " + string(rune('一'+i)))
		readings = appendReadings(readings, i, len(letters), func(at int) uint64 { return uint64(letters[at]) })
	}
	pairs := alike(readings, true, allPairs)
	paired := map[int32]bool{}
	for _, p := range pairs {
		paired[p[0]], paired[p[1]] = true, true
	}
	if len(paired) != n || len(pairs) != n-1 {
		t.Errorf("%d pairs of %d texts; expected %d pairs that hold each of %d", len(pairs), len(paired), n-1, n)
	}
}
