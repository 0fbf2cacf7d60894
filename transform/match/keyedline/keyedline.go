// Package keyedline finds a line in a text whose lines begin with a key and a tab and are sorted by key, byte for
// byte. It looks at few parts of the text, so that a table that is part of the program need not come into memory
// as a whole.
package keyedline

import "strings"

// Find returns what follows a key and its tab on the line of the key, without the line end. Every line of the text
// ends with a line feed.
func Find(text, key string) (rest string, ok bool) {
	for from, to := 0, len(text); from < to; { // where the line of the key can begin
		middle := from + (to-from)/2
		line := from
		if middle > from {
			line = middle + strings.IndexByte(text[middle-1:], '\n')
		}
		if line >= to {
			to = middle
			continue
		}
		end := line + strings.IndexByte(text[line:], '\n')
		first, rest, _ := strings.Cut(text[line:end], "\t")
		switch order := strings.Compare(first, key); {
		case order == 0:
			return rest, true
		case order < 0:
			from = end + 1
		default:
			to = middle // no line begins between it and this one
		}
	}
	return "", false
}

// WithoutHead returns a text without the lines at its start that begin with #.
func WithoutHead(text string) string {
	for strings.HasPrefix(text, "#") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}
