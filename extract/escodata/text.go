package escodata

import (
	"strings"
	"unicode/utf8"
)

// windows1252 gives the byte of the characters that Windows-1252 has in place of the control characters
// 0x80 to 0x9f (https://encoding.spec.whatwg.org/index-windows-1252.txt).
var windows1252 = map[rune]byte{
	'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8a, '‹': 0x8b, 'Œ': 0x8c,
	'Ž': 0x8e, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, 'š': 0x9a, '›': 0x9b,
	'œ': 0x9c, 'ž': 0x9e, 'Ÿ': 0x9f,
}

// misdecoded finds what a text shows when its bytes were read in another encoding than they were written
// in: UTF-8 read as Windows-1252 ("â€™" for ’, "Ã©" for é), a replacement character, a C1 control
// character. It returns the first such place, or an empty text. The text is reported, never turned
// into other letters: which ones were meant is for its publisher to say.
func misdecoded(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] < utf8.RuneSelf {
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError || r >= 0x80 && r < 0xa0 && r != 0x85 {
			return text[i : i+size]
		}
		if n := twiceEncoded(text[i:]); n > 0 {
			return text[i : i+n]
		}
		i += size - 1
	}
	return ""
}

// isASCII reports whether a text has ASCII characters only: nothing in it is misdecoded.
func isASCII(text []byte) bool {
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// leads are the characters that the first byte of a UTF-8 sequence becomes, for the letters and marks of
// Western texts: U+0080 to U+00FF (Â, Ã) and U+2000 to U+21FF (â).
var leads = map[rune]byte{'Â': 0xc2, 'Ã': 0xc3, 'â': 0xe2}

// twiceEncoded returns the length of a sequence that was read as Windows-1252 and is UTF-8, 0 where the
// text does not begin with one.
func twiceEncoded(text string) int {
	first, size := utf8.DecodeRuneInString(text)
	lead, ok := leads[first]
	if !ok {
		return 0
	}
	sequence, at := []byte{lead}, size
	for len(sequence) < 3 && at < len(text) && !utf8.Valid(sequence) {
		r, n := utf8.DecodeRuneInString(text[at:])
		b, known := windows1252[r]
		if !known && r >= 0x80 && r < 0xc0 {
			b, known = byte(r), true
		}
		if !known {
			return 0
		}
		sequence, at = append(sequence, b), at+n
	}
	r, n := utf8.DecodeRune(sequence)
	if n != len(sequence) || n == 1 || lead == 0xe2 && (r < 0x2010 || r > 0x2122) {
		return 0
	}
	return at
}

// around returns a text's place with a few letters on both sides.
func around(text, place string) string {
	at := strings.Index(text, place)
	from, to := max(0, at-12), min(len(text), at+len(place)+12)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return text[from:to]
}
