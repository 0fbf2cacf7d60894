package excel

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Sizes of the body text, Calibri 11: a line is 15 points high, and Excel allows 409 points for a row.
// Widths are in Excel's unit, the width of a digit.
const (
	lineHeight = 15
	maxLines   = 26 // of a row of a view
	tableLines = 10 // of a row of a table: a long text leaves its neighbors in sight
)

// runeWidths are the widths of ASCII characters in digits. Letters of proportional fonts differ; these
// classes are near enough to choose a column's width and count the lines of a wrapped cell, in Calibri as
// in the wider fonts that replace it where it is not installed.
var runeWidths = func() (w [utf8.RuneSelf]float64) {
	classes := []struct {
		runes string
		width float64
	}{{" ijl.,:;'|!I", 0.5}, {"tfr()[]-/J`", 0.68}, {"scz", 0.86}, {"mw", 1.52}, {"MW@%", 1.75}}
	for r := range w {
		w[r] = 1
		if r >= 'A' && r <= 'Z' {
			w[r] = 1.15
		}
		for _, c := range classes {
			if strings.ContainsRune(c.runes, rune(r)) {
				w[r] = c.width
			}
		}
	}
	return w
}()

// widthOf estimates how wide a text is in one line, in digits.
func widthOf(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			w += runeWidths[r]
		case r < 0x2000:
			w += 1.2
		default:
			w += 1.6
		}
	}
	return w
}

// linesOf counts the lines of a text wrapped at word boundaries into a column. A word wider than the
// column is broken anywhere, as Excel does.
func linesOf(s string, width float64) int {
	const space, widest = 0.5, 1.75
	width = max(width-1, 1)
	if float64(len(s))*widest <= width && !strings.Contains(s, "\n") {
		return 1
	}
	lines := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines++
		at := 0.0
		for word := range strings.SplitSeq(paragraph, " ") {
			w := widthOf(word)
			if at > 0 && at+space+w > width {
				lines++
				at = 0
			}
			if at > 0 {
				at += space
			}
			for at += w; at > width; at -= width {
				lines++
			}
		}
	}
	return lines
}

// heightOf returns the height of a row in points, 0 for one line.
func heightOf(lines int) float64 {
	if lines <= 1 {
		return 0
	}
	return float64(lines)*lineHeight + 3
}

// fitWidth chooses the width of a column from its heading and the widths of its values. Nearly all codes
// and names get a line of their own; prose gets a measure that reads well, and wraps.
func fitWidth(heading float64, values []float64, prose bool) float64 {
	const buttonRoom, margin, longest = 4.5, 2.5, 66
	width := heading + buttonRoom
	if len(values) == 0 {
		return width
	}
	slices.Sort(values)
	most, usual := values[len(values)-1], values[len(values)*19/20]
	switch {
	case prose && most > 700:
		return 100
	case prose && most > 300:
		return 80
	case prose && usual > 54:
		return 60
	case most-usual < 8:
		usual = most
	}
	return max(width, min(usual+margin, longest))
}
