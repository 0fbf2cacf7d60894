package naming

import (
	"strconv"
	"strings"
)

// Counted prints a number with its noun: "1 problem", "2 problems", "0 queries".
func Counted(n int, noun string) string { return strconv.Itoa(n) + " " + Plural(n, noun) }

// Plural returns a noun as it follows a number: with an s unless the number is 1, and with ies for a y behind a
// consonant. The noun may be of several words, of which the last changes.
func Plural(n int, noun string) string {
	stem, y := strings.CutSuffix(noun, "y")
	switch {
	case n == 1:
		return noun
	case y && !strings.ContainsAny(stem[max(0, len(stem)-1):], "aeiou"):
		return stem + "ies"
	}
	return noun + "s"
}
