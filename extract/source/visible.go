package source

import (
	"strings"
	"unicode"
)

// Unprintable reports whether a character is a control character other than tab and line end, or one of the two
// that Unicode keeps free (U+FFFE, U+FFFF). XML, and so a workbook, cannot carry most of them.
func Unprintable(r rune) bool {
	return r != '\t' && r != '\n' && r != '\r' && unicode.IsControl(r) || r == 0xfffe || r == 0xffff
}

// Invisible reports whether a character shows nothing and separates nothing: soft hyphen, zero-width space
// and word joiner, byte-order mark, and the marks and embeddings of writing direction. The zero-width
// joiner and non-joiner are not among them: some scripts need them.
func Invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f
}

// Visible returns a text without its invisible characters.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		if Invisible(r) {
			return -1
		}
		return r
	}, text)
}
