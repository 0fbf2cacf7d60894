package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mark is the UTF-8 byte-order mark. A text may begin with it; it is not part of the text.
var mark = []byte("\xef\xbb\xbf")

// wide are the encodings of two and four bytes to a character, by their byte-order marks; the longer marks
// come first, since one of them begins like a shorter one.
var wide = []struct{ mark, name, iconv string }{
	{"\x00\x00\xfe\xff", "UTF-32, big-endian", "UTF-32BE"},
	{"\xff\xfe\x00\x00", "UTF-32, little-endian", "UTF-32LE"},
	{"\xfe\xff", "UTF-16, big-endian", "UTF-16BE"},
	{"\xff\xfe", "UTF-16, little-endian", "UTF-16LE"},
}

// sampled is how many bytes of a text without a byte-order mark are looked at for UTF-16.
const sampled = 4096

// wideEncoding names the encoding of a text in UTF-16 or UTF-32, and as iconv calls it; ok is false for
// other texts. Without a byte-order mark, UTF-16 shows by a zero in every other byte of Latin letters.
func wideEncoding(data []byte) (name, iconv string, ok bool) {
	for _, w := range wide {
		if bytes.HasPrefix(data, []byte(w.mark)) {
			return w.name, w.iconv, true
		}
	}
	sample := data[:min(len(data), sampled)&^1]
	zeros := [2]int{}
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch pairs := len(sample) / 2; {
	case pairs < 2:
	case zeros[0] == 0 && zeros[1]*2 > pairs:
		return wide[3].name, wide[3].iconv, true
	case zeros[1] == 0 && zeros[0]*2 > pairs:
		return wide[2].name, wide[2].iconv, true
	}
	return "", "", false
}

// singleByte reports whether a text that is not UTF-8 is likely to be in Windows-1252 or ISO 8859-1: it
// has bytes above ASCII, and none of them is part of a character in UTF-8.
func singleByte(data []byte) bool {
	found := false
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if size > 1 {
			return false
		}
		found = found || r == utf8.RuneError
		data = data[size:]
	}
	return found
}

// checkEncoding returns a problem for each line that is not text in UTF-8, and one problem for a text in an
// encoding of two or four bytes to a character.
func checkEncoding(path string, data []byte) Problems {
	if name, iconv, ok := wideEncoding(data); ok {
		return Problems{{Path: path, Line: 1, Column: 1, Rule: "source-encoding",
			Message: fmt.Sprintf("the text is in %s; expected UTF-8: convert it, for example with iconv -f %s -t UTF-8", name, iconv)}}
	}
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return nil
	}
	latin := singleByte(data)
	var problems Problems
	text := string(data)
	for number := 1; text != ""; number++ {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if problem, bad := checkBytes(path, number, line, latin); bad {
			problems = append(problems, problem)
		}
	}
	return problems
}

func checkBytes(path string, number int, line string, latin bool) (Problem, bool) {
	if i := strings.IndexByte(line, 0); i >= 0 {
		return Problem{Path: path, Line: number, Column: i + 1, Rule: "source-binary", Message: "a zero byte: expected text"}, true
	}
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		if r != utf8.RuneError || size > 1 {
			i += size
			continue
		}
		message := fmt.Sprintf("byte 0x%02x is not UTF-8; expected a document in UTF-8", line[i])
		if latin {
			message += fmt.Sprintf(". The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is %q: convert it, for example with iconv -f WINDOWS-1252 -t UTF-8",
				charmap.Windows1252.DecodeByte(line[i]))
		}
		return Problem{Path: path, Line: number, Column: i + 1, Rule: "source-encoding", Message: message}, true
	}
	return Problem{}, false
}
