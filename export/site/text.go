package site

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// thousands prints a number with a comma between groups of three digits.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// size prints a number of bytes in decimal units (IEC 80000-13): "812 bytes", "41.6 kB", "1.2 MB".
func size(bytes int) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 999_950:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// A span is a piece of a description, code or not.
type span struct {
	Code bool
	Text string
}

// prose cuts a description at its backquotes, which mark code.
func prose(text string) []span {
	var spans []span
	for i, piece := range strings.Split(text, "`") {
		if piece != "" {
			spans = append(spans, span{Code: i%2 == 1, Text: piece})
		}
	}
	return spans
}

// shorten cuts a text to at most n characters, at a space, with an ellipsis.
func shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	cut := string([]rune(text)[:n-1])
	if at := strings.LastIndexByte(cut, ' '); at > n/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// count prints a number with its noun: "1 task", "20 tasks".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// compareText orders texts for people: without regard to case, then by their bytes.
func compareText(x, y string) int {
	return cmp.Or(compareFolded(x, y), strings.Compare(x, y))
}

// compareFolded orders texts by their letters in lower case. Texts of ASCII, which nearly all are, need no copy.
func compareFolded(x, y string) int {
	for i := 0; i < len(x) && i < len(y); i++ {
		a, b := x[i], y[i]
		if a >= utf8.RuneSelf || b >= utf8.RuneSelf {
			return strings.Compare(strings.ToLower(x), strings.ToLower(y))
		}
		if a, b = lower(a), lower(b); a != b {
			return cmp.Compare(a, b)
		}
	}
	return cmp.Compare(len(x), len(y))
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// succ returns the number of an item from its index.
func succ(i int) int { return i + 1 }
