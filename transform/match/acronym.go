package match

import (
	"slices"
	"strings"
	"unicode"
)

// expansions are what abbreviations stand for in a list, such as "continuous diagnostics and mitigation" for CDM.
type expansions map[string]string

// expansionsOf reads what labels and definitions of a list say of abbreviations. The first word for word
// definition of an abbreviation counts.
func expansionsOf(queries []Query) expansions {
	found := expansions{}
	for _, q := range queries {
		found.read(q.Label)
		found.read(q.Definition)
	}
	return found
}

// read adds what a text says of abbreviations: words and, in brackets after them, their initials.
func (e expansions) read(text string) {
	for open := 0; ; {
		next := strings.IndexByte(text[open:], '(')
		if next < 0 {
			return
		}
		open += next + 1
		end := open
		for end < len(text) && (text[end] >= 'A' && text[end] <= 'Z' || text[end] == '&' && end > open) {
			end++
		}
		if n := end - open; n < leastShort || n > mostShort || end == len(text) || text[end] != ')' {
			continue
		}
		short := text[open:end]
		if long := longForm(wordsBefore(text[:open-1]), strings.ReplaceAll(short, "&", "")); long != "" && e[short] == "" {
			e[strings.Clone(short)] = long // the text may be dropped
		}
	}
}

// How many characters an abbreviation has, and how many bytes before it are looked at.
const (
	leastShort = 2
	mostShort  = 8
	longBytes  = 160
)

// wordsBefore returns the words at the end of a text, as far as they are words: letters, apostrophes, hyphens.
func wordsBefore(text string) []string {
	before := strings.TrimRightFunc(text, unicode.IsSpace)
	if before == text {
		return nil // nothing is between the word and the bracket: it is a part of a name
	}
	if cut := len(before) - longBytes; cut > 0 {
		before = before[cut+max(0, strings.IndexByte(before[cut:], ' ')):]
	}
	list := strings.Fields(before)
	from := len(list)
	for from > 0 && isPlainWord(list[from-1]) {
		from--
	}
	return list[from:]
}

func isPlainWord(word string) bool {
	for i, r := range word {
		if !unicode.IsLetter(r) && (i == 0 || !strings.ContainsRune("'’-", r)) {
			return false
		}
	}
	return true
}

// keepAbbreviations keeps of the abbreviations that texts of concepts define those that no label has: a query with one
// of them is not found by a label as it is.
func (x *Index) keepAbbreviations() {
	for short := range x.defined {
		if id, ok := x.words.surfaces[strings.ToLower(short)]; ok && x.words.term[id] >= 0 && len(x.labels.of(x.words.term[id])) > 0 {
			delete(x.defined, short)
		}
	}
}

// writeOut writes out the abbreviations of a label that its list defines, then those that the concepts define.
func (x *Index) writeOut(label string, list expansions) string {
	label = list.apply(label)
	if strings.ToUpper(label) == label && strings.Contains(label, " ") || !slices.ContainsFunc(strings.Fields(label), isAcronym) {
		return label // all in capitals, or none
	}
	return x.defined.apply(label)
}

// small are the words that an abbreviation may pass over.
var small = map[string]bool{"of": true, "and": true, "the": true, "for": true, "in": true, "to": true, "on": true, "a": true}

// longForm returns the last words whose initials are those of an abbreviation, small words aside, or "".
func longForm(words []string, short string) string {
	at := len(short) - 1
	for i := len(words) - 1; i >= 0; i-- {
		word := strings.ToLower(words[i])
		switch {
		case word[0] == short[at]|0x20:
			if at--; at < 0 {
				return strings.Join(words[i:], " ")
			}
		case !small[word]:
			return ""
		}
	}
	return ""
}

// apply writes the abbreviations of a label out, except for those that the label defines itself.
func (e expansions) apply(label string) string {
	if len(e) == 0 {
		return label
	}
	words := strings.Fields(label)
	for i, word := range words {
		if long := e[strings.Trim(word, ",;:/.")]; long != "" {
			words[i] = long
		}
	}
	return strings.Join(words, " ")
}
