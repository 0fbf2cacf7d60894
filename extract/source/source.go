// Package source holds what every reader of a raw document shares: the document cut into numbered
// lines, spans of lines, the classes a parser gives to lines, and problems that name file and line.
//
// In goes a path and its bytes; out come lines whose text is comparable (no byte-order mark, no
// carriage return, no-break spaces as spaces) beside the line as printed. The package decides nothing
// about meaning and changes no wording.
package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxBytes is the largest source document that Split accepts, in bytes. A federal handbook is a
// hundred kilobytes; a document a thousand times larger is still read, anything beyond is a mistake.
const MaxBytes = 256 << 20

// A Line is one line of a document.
type Line struct {
	Number int    // counted from 1
	Raw    string // as printed, without its line end
	Text   string // Raw with no-break spaces and form feeds as spaces, spaces trimmed at both ends; tabs are kept
}

// Blank reports whether the line holds nothing but white space.
func (l Line) Blank() bool { return strings.Trim(l.Text, " \t") == "" }

// A File is a document cut into lines.
type File struct {
	Path  string // as messages name it
	Lines []Line // every line once, in order; Lines[i].Number == i+1
}

// spaces maps the white space that documents carry besides the ASCII space to a space. Soft layout
// characters (zero-width space, byte-order mark in mid-text) stay: Clean in transform reports them.
var spaces = strings.NewReplacer(
	"\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u2009", " ", "\u2003", " ", "\u2002", " ", "\u3000", " ",
	"\u2028", " ", "\u2029", " ", "\u0085", " ", "\f", " ", "\v", " ", "\r", " ",
)

// Split cuts a document into lines at LF or CRLF. The byte-order mark is dropped. A document that ends
// without a line end has its last line all the same; one that ends with a line end has no line after it.
// It fails with Problems when the document is empty, larger than MaxBytes, binary, or not UTF-8; each
// bad line is named.
func Split(path string, data []byte) (*File, error) {
	if len(data) > MaxBytes {
		return nil, Problems{{Path: path, Rule: "source-size", Message: fmt.Sprintf("the document has %d bytes; at most %d are read", len(data), MaxBytes)}}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, Problems{{Path: path, Line: 1, Rule: "source-empty", Message: "the document is empty; expected the text of the source"}}
	}
	f := &File{Path: path, Lines: make([]Line, 0, bytes.Count(data, []byte("\n"))+1)}
	var problems Problems
	text := string(data) // once: the lines are parts of it
	for number := 1; text != ""; number++ {
		raw, rest, _ := strings.Cut(text, "\n")
		text = rest
		raw = strings.TrimSuffix(raw, "\r")
		if problem, bad := checkBytes(path, number, raw); bad {
			problems = append(problems, problem)
		}
		f.Lines = append(f.Lines, Line{Number: number, Raw: raw, Text: strings.Trim(spaces.Replace(raw), " ")})
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return f, nil
}

func checkBytes(path string, number int, raw string) (Problem, bool) {
	if i := strings.IndexByte(raw, 0); i >= 0 {
		return Problem{Path: path, Line: number, Column: i + 1, Rule: "source-binary", Message: "a zero byte: expected text"}, true
	}
	if utf8.ValidString(raw) {
		return Problem{}, false
	}
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return Problem{Path: path, Line: number, Column: i + 1, Rule: "source-encoding",
				Message: fmt.Sprintf("byte 0x%02x is not UTF-8; expected a document in UTF-8", raw[i])}, true
		}
		i += size
	}
	return Problem{}, false
}

// A Span is a run of lines of one document, both ends included, counted from 1.
type Span struct{ Start, End int }

// At returns the span of a single line.
func At(line int) Span { return Span{line, line} }

// Join returns the smallest span that holds both; the zero Span joins as nothing.
func (s Span) Join(t Span) Span {
	switch {
	case s == Span{}:
		return t
	case t == Span{}:
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Text is wording together with the lines it was read from.
type Text struct {
	Value string
	Span  Span
}

// Line returns the number of the first line of the text.
func (t Text) Line() int { return t.Span.Start }
