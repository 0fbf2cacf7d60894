package excel

import (
	"bytes"
	"strings"
)

// A cell's text may hold _xHHHH_ with four hexadecimal digits, which stands for a character (ECMA-376 part 1,
// 22.4.2.4 and 22.9.2.19, ST_Xstring); where it is meant to the letter, its underscore is written as _x005F_.
// The library does this for some of them and drops others, such as the halves of surrogate pairs, so texts
// reach it with a guard between the underscore and the x, and the parts get the escape for the guard.
const escapeGuard = '\uFDD0' // a noncharacter, which checkText refuses in texts

// guardEscapes puts a guard into each underscore that begins such a sequence. Sequences may overlap.
func guardEscapes(t string) string {
	if !strings.Contains(t, "_x") {
		return t
	}
	var w strings.Builder
	for i := range len(t) {
		w.WriteByte(t[i])
		if t[i] == '_' && isEscape(t[i+1:]) {
			w.WriteRune(escapeGuard)
		}
	}
	return w.String()
}

// isEscape reports whether a text begins with xHHHH_.
func isEscape(t string) bool {
	if len(t) < 6 || t[0] != 'x' || t[5] != '_' {
		return false
	}
	return strings.Trim(t[1:5], "0123456789abcdefABCDEF") == ""
}

// restoreEscapes writes the escape for each guard of a part.
func restoreEscapes(part []byte) []byte {
	return bytes.ReplaceAll(part, []byte("_"+string(escapeGuard)), []byte("_x005F_"))
}
