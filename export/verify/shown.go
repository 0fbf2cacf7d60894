package verify

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// shown prints a cell so that null, text and number can be distinguished.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%q", v)
	case dataset.List:
		return fmt.Sprintf("%q", []string(v))
	}
	return fmt.Sprint(value)
}

// Of texts longer than maxShown bytes, before and after bytes are shown around the first that differs.
const (
	maxShown = 200
	before   = 40
	after    = 80
)

// excerpts returns two texts as a message prints them: around the first place that differs when they are long.
func excerpts(a, b string) (string, string) {
	if len(a) <= maxShown && len(b) <= maxShown {
		return a, b
	}
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	return excerpt(a, same), excerpt(b, same)
}

func excerpt(text string, at int) string {
	start, end := max(0, at-before), min(len(text), at+after)
	if start >= end {
		start = max(0, end-before)
	}
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	cut := text[start:end]
	if start > 0 {
		cut = "…" + cut
	}
	if end < len(text) {
		cut += "…"
	}
	return cut
}

// maxListed is how many records a message lists.
const maxListed = 5

// listed returns the end of a message that lists records, "" for none.
func listed(what string, keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return "; " + what + ": " + several(keys)
}

// several lists the first of some names, and how many more there are.
func several(names []string) string {
	text := strings.Join(names[:min(len(names), maxListed)], ", ")
	if more := len(names) - maxListed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
