package escodata

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// clean joins the words of a one-line cell with single spaces: no-break spaces, tabs, line ends and
// control characters separate words and are never kept. A cell that is clean already is returned as it is.
func clean(cell string) string {
	if isClean(cell) {
		return cell
	}
	return strings.Join(strings.FieldsFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

func isClean(cell string) bool {
	space := true // a space here would be leading or doubled
	for i := 0; i < len(cell); i++ {
		switch b := cell[i]; {
		case b == ' ':
			if space {
				return false
			}
			space = true
		case b < ' ' || b >= 0x7f:
			return false
		default:
			space = false
		}
	}
	return !space || cell == ""
}

// cleanText cleans each line of a longer text and keeps its line ends, without blank lines.
func cleanText(cell string) string {
	if !strings.ContainsAny(cell, "\r\n\u2028\u2029") {
		return clean(cell)
	}
	return strings.Join(cleanLines(cell, lineEnds), "\n")
}

const lineEnds = "\r\n\u2028\u2029"

func cleanLines(cell, separators string) []string {
	var lines []string
	for _, line := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if line = clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
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
	var kept []string
	var seen map[string]bool // from many labels on
	for _, line := range cleanLines(cell, lineEnds) {
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
	return kept
}

// FoldLabel returns the form in which labels are compared: composed characters, no difference of case,
// single spaces.
func FoldLabel(label string) string { return newCaseFolder()(label) }

// newCaseFolder returns FoldLabel for many labels: its parts are made once.
func newCaseFolder() func(string) string {
	caser := cases.Fold()
	return func(label string) string { return caser.String(norm.NFC.String(clean(label))) }
}
