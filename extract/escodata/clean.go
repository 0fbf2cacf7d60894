package escodata

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// clean joins the words of a one-line cell with single spaces: no-break spaces, tabs, line ends and
// control characters separate words and are never kept, and characters that show nothing, such as the
// zero-width space at the start of some labels, go. A cell that is clean already is returned as it is.
func clean(cell string) string {
	if isClean(cell) {
		return cell
	}
	var b strings.Builder
	b.Grow(len(cell))
	space := false
	for _, r := range cell {
		switch {
		case source.Invisible(r):
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isClean reports whether cleaning leaves a cell as it is.
func isClean[text string | []byte](cell text) bool {
	space := true // a space here would be leading or doubled
	for i := 0; i < len(cell); i++ {
		switch b := cell[i]; {
		case b == ' ':
			if space {
				return false
			}
			space = true
		case b < ' ' || b == 0x7f:
			return false
		case b < utf8.RuneSelf:
			space = false
		default:
			r, size := utf8.DecodeRuneInString(string(cell[i:min(i+utf8.UTFMax, len(cell))]))
			if source.Invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r) {
				return false
			}
			space = false
			i += size - 1
		}
	}
	return !space || len(cell) == 0
}

// cleanText cleans each line of a longer text and keeps its line ends, without blank lines.
func cleanText(cell string) string {
	if isClean(cell) {
		return cell
	}
	var kept []string
	for line := range lines(cell) {
		if line = clean(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// lines gives the lines of a cell, which end with CR, LF, U+2028 or U+2029.
func lines(cell string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i < len(cell); i++ {
			size := 0
			switch b := cell[i]; {
			case b == '\n' || b == '\r':
				size = 1
			case b == 0xe2 && (strings.HasPrefix(cell[i:], "\u2028") || strings.HasPrefix(cell[i:], "\u2029")):
				size = 3
			default:
				continue
			}
			if !yield(cell[start:i]) {
				return
			}
			start = i + size
		}
		yield(cell[start:])
	}
}

// many is the number of labels from which doubles are looked up in a set. Few concepts have so many, but a
// hostile cell may hold a million.
const many = 64

// labels splits a cell of labels at line ends, as the main files separate them, and at " | ", as the
// collection files do. Doubles, also of the preferred label, are dropped; the first spelling stays.
func labels(cell, preferred string) []string {
	if cell == "" {
		return nil
	}
	kept := make([]string, 0, min(1+strings.Count(cell, "\n")+strings.Count(cell, " | "), many))
	var seen map[string]bool // from many labels on
	for line := range lines(cell) {
		for label := range strings.SplitSeq(line, " | ") {
			label = clean(label)
			if label == "" || label == preferred || seen[label] || seen == nil && slices.Contains(kept, label) {
				continue
			}
			if kept = append(kept, label); len(kept) == many {
				seen = map[string]bool{}
				for _, known := range kept {
					seen[known] = true
				}
			} else if seen != nil {
				seen[label] = true
			}
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// FoldLabel returns the form in which labels are compared: composed characters, no difference of case,
// single spaces, no characters that show nothing.
func FoldLabel(label string) string { return newCaseFolder()(label) }

// newCaseFolder returns FoldLabel for many labels: its parts are made once.
func newCaseFolder() func(string) string {
	caser := cases.Fold()
	return func(label string) string { return caser.String(norm.NFC.String(clean(label))) }
}

// labelIndex finds concepts by folded label; it is made when the first one is looked up.
type labelIndex struct {
	once sync.Once
	ids  map[string][]ID
}

func (x *labelIndex) of(c *Classification) map[string][]ID {
	x.once.Do(func() {
		x.ids = make(map[string][]ID, len(c.Concepts))
		fold := newCaseFolder()
		for i := range c.Concepts {
			if label := c.Concepts[i].Label; label != "" {
				label = fold(label)
				x.ids[label] = append(x.ids[label], ID(i))
			}
		}
	})
	return x.ids
}
