package match

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words cuts text into lower-case words without accents. HTML tags, which ESCO writes into some notes,
// are left out; a possessive 's goes; + and # stay at the end of a word, as in C++ and C#. The
// abbreviation IT, in capitals among words that are not, comes out as "ict": it is not a word.
func words(text string, emit func(string)) {
	cut(text, func(lower, _ string) { emit(lower) })
}

// cut is words that tells of each word also how it is written.
func cut(text string, emit func(lower, written string)) {
	text = unaccented(withoutTags(text))
	shouting := strings.Contains(text, "IT") && strings.ToUpper(text) == text
	for start := 0; start < len(text); {
		kind := kinds[text[start]]
		if kind == 0 {
			start++
			continue
		}
		end := start + 1
		for end < len(text) && kinds[text[end]] != 0 {
			kind |= kinds[text[end]]
			end++
		}
		for end < len(text) && (text[end] == '+' || text[end] == '#') && end-start < 4 {
			end++
		}
		word := text[start:end]
		start = end
		if word == "IT" && !shouting {
			word = "ict"
		}
		if strings.HasPrefix(text[end:], "'s") {
			start = end + strings.IndexByte(text[end:], 's') + 1
		}
		lower := word
		if kind&^lowerByte != 0 {
			lower = strings.ToLower(word)
		}
		emit(lower, word)
	}
}

// A byteKind says what a byte of a word is.
type byteKind byte

const (
	lowerByte byteKind = 1 << iota // the same in lower case
	otherByte
)

// kinds has 0 for bytes that are not of words. Every byte beyond ASCII is taken as a letter: words of other scripts
// stay whole. The typographic apostrophe and dash, which are three bytes each, are put aside by unaccented.
var kinds = func() (list [256]byteKind) {
	for i := range list {
		switch b := byte(i); {
		case b >= 'a' && b <= 'z' || b >= '0' && b <= '9':
			list[i] = lowerByte
		case b >= 'A' && b <= 'Z' || b >= 0x80:
			list[i] = otherByte
		}
	}
	return list
}()

func withoutTags(text string) string {
	if !strings.Contains(text, "</") {
		return text
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open:], '>')
		if length < 0 {
			break
		}
		b.WriteString(text[:open])
		b.WriteByte(' ')
		text = text[open+length+1:]
	}
	b.WriteString(text)
	return b.String()
}

func unaccented(text string) string {
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < 0x80
	}
	if ascii {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '’' || r == '‘':
			return '\''
		case unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r):
			if r < 0x80 {
				return r
			}
			return ' '
		}
		return r
	}, norm.NFD.String(text))
}
