// Package source holds what every reader of raw/ shares: a text cut into numbered lines, spans of lines,
// the classes a parser gives to lines, and problems that name file and line.
//
// In goes a path and its bytes; out come lines whose text is comparable (no byte-order mark, no
// carriage return, no-break spaces as spaces) next to the line as printed. The package decides nothing
// about meaning and changes no wording.
//
// One rule for line ends applies to every file of raw/: a line ends at LF or at CRLF, and the last line at
// the end of the file. A carriage return that no LF follows ends no line.
package source

import (
	"bytes"
	"fmt"
	"strings"
)

// MaxBytes is the largest file of raw/ that is read, in bytes. A federal handbook has 140 kilobytes and a
// thousand of them in one file 110 megabytes; a larger file is a mistake, and it would take several
// gigabytes of memory to parse.
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

// Split cuts a document into lines, by the rule of the package. The byte-order mark is dropped. A document
// that ends without a line end has its last line all the same; one that ends with a line end has no line
// after it. It fails as Check does.
func Split(path string, data []byte) (*File, error) {
	if err := Check(path, data); err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, mark)
	f := &File{Path: path, Lines: make([]Line, 0, bytes.Count(data, []byte("\n"))+1)}
	text := string(data) // once: the lines are parts of it
	for number := 1; text != ""; number++ {
		raw, rest, ended := strings.Cut(text, "\n")
		text = rest
		if ended {
			raw = strings.TrimSuffix(raw, "\r")
		}
		f.Lines = append(f.Lines, Line{Number: number, Raw: raw, Text: strings.Trim(spaces.Replace(raw), " ")})
	}
	return f, nil
}

// Check fails with Problems when a document is empty, larger than MaxBytes, binary, not UTF-8, or when its lines end in
// carriage returns alone; each bad line is named.
func Check(path string, data []byte) error {
	if len(data) > MaxBytes {
		return Problems{TooLarge(path, int64(len(data)))}
	}
	data = bytes.TrimPrefix(data, mark)
	if len(bytes.TrimSpace(data)) == 0 {
		return Problems{{Path: path, Line: 1, Rule: "source-empty", Message: "the document is empty; expected the text of the source"}}
	}
	if problems := checkEncoding(path, data); problems != nil {
		return problems
	}
	if returns := bytes.Count(data, []byte("\r")); returns > 1 && !bytes.Contains(data, []byte("\n")) {
		return Problems{{Path: path, Line: 1, Column: bytes.IndexByte(data, '\r') + 1, Rule: "source-line-ends",
			Message: fmt.Sprintf("the text has %d carriage returns (CR) and no line feed (LF); expected lines that end in LF or CRLF: save it with one of these line ends", returns)}}
	}
	return nil
}

// TooLarge is the problem of a file of more than MaxBytes.
func TooLarge(path string, size int64) Problem {
	return Problem{Path: path, Rule: "source-size", Message: fmt.Sprintf("the document has %d bytes; at most %d are read", size, MaxBytes)}
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
