package artifact

import (
	"bytes"
	"encoding/json"
)

// lineWidth is up to how many bytes an object or array is on one line.
const lineWidth = 400

// JSON returns a value as the files that describe a release have it: what fits on a line is on one, without blanks; of
// what does not fit, each member and item begins a line, one blank further in. So a file of a list has one line, and
// takes a quarter less than with every member on a line of its own. Characters of HTML are not escaped.
func JSON(value any) ([]byte, error) {
	var compact bytes.Buffer
	encoder := json.NewEncoder(&compact)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	l := layout{text: bytes.TrimSuffix(compact.Bytes(), []byte("\n"))}
	l.ends = ends(l.text)
	l.out = make([]byte, 0, len(l.text)+len(l.text)/8)
	for at := 0; at < len(l.text); {
		at = l.part(at, 0)
	}
	return append(l.out, '\n'), nil
}

// A layout breaks compact JSON into lines.
type layout struct {
	text []byte
	ends map[int]int // of the objects and arrays, by where they begin
	out  []byte
}

// ends returns, for the beginning of each object and array of compact JSON, where it ends.
func ends(text []byte) map[int]int {
	found := map[int]int{}
	var open []int
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = stringEnd(text, i) - 1
		case '{', '[':
			open = append(open, i)
		case '}', ']':
			found[open[len(open)-1]] = i + 1
			open = open[:len(open)-1]
		}
	}
	return found
}

// stringEnd returns the end of the string that begins at a place.
func stringEnd(text []byte, at int) int {
	for at++; text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// part writes the string, number, object or array that begins at a place, or the character there, and returns where it
// ends. An object or array that does not fit on a line is broken, its end so many blanks in.
func (l *layout) part(at, depth int) int {
	end := at + 1
	switch l.text[at] {
	case '"':
		end = stringEnd(l.text, at)
	case '{', '[':
		end = l.ends[at]
		if end-at > lineWidth {
			l.broken(at, end, depth)
			return end
		}
	}
	l.out = append(l.out, l.text[at:end]...)
	return end
}

// broken writes an object or array with a line for each member or item.
func (l *layout) broken(start, end, depth int) {
	l.out = append(l.out, l.text[start])
	l.line(depth + 1)
	for at := start + 1; at < end-1; {
		comma := l.text[at] == ','
		at = l.part(at, depth+1)
		if comma {
			l.line(depth + 1)
		}
	}
	l.line(depth)
	l.out = append(l.out, l.text[end-1])
}

// line begins a line, so many blanks in.
func (l *layout) line(depth int) {
	l.out = append(l.out, '\n')
	for range depth {
		l.out = append(l.out, ' ')
	}
}
