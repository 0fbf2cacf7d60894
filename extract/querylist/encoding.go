package querylist

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns a text in UTF-8 and the name of the encoding that it was in, empty for UTF-8.
func decode(data []byte) (text, encoding string) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		data = rest
	}
	if endian, name, ok := utf16(data); ok {
		if out, err := unicode.UTF16(endian, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			return string(out), name
		}
	}
	if utf8.Valid(data) {
		return string(data), ""
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return string(data), ""
	}
	return string(out), "Windows-1252 (Latin-1), because it is not valid UTF-8"
}

// utf16 reports whether a text is in UTF-16: it begins with the mark of its byte order, or every second
// byte of its beginning is zero.
func utf16(data []byte) (unicode.Endianness, string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.LittleEndian, "UTF-16", true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.BigEndian, "UTF-16", true
	}
	head := data[:min(64, len(data)&^1)]
	var even, odd int
	for i, b := range head {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	switch half := len(head) / 2; {
	case half < 4:
	case odd >= half-1 && even == 0:
		return unicode.LittleEndian, "UTF-16 without a byte order mark", true
	case even >= half-1 && odd == 0:
		return unicode.BigEndian, "UTF-16 without a byte order mark", true
	}
	return unicode.LittleEndian, "", false
}
