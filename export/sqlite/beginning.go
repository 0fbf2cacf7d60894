package sqlite

import (
	"slices"
	"strings"
	"unicode"

	porter "github.com/blevesearch/go-porterstemmer"
	"golang.org/x/text/unicode/norm"
)

// A stemmer remembers, for each word, the beginnings that the index needs.
type stemmer map[string][]string

// beginnings returns the words that a text needs next to it in the index, so that a search for the beginning of
// any of its words finds it.
//
// The index holds stems, and FTS5 stems what a search asks for too, even before a *: "accessibility" is in the
// index as "access", and 'accessib*' looks for "accessib". So the shortest list of shorter forms of the word is
// indexed as well, here "accessibilit", of which every beginning that is no beginning of the stem is one.
func (s stemmer) beginnings(text string) string {
	var needed []string
	seen := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Co) }) {
		word = folded(word)
		for _, beginning := range s.of(word) {
			if !seen[beginning] {
				seen[beginning] = true
				needed = append(needed, beginning)
			}
		}
	}
	return strings.Join(needed, " ")
}

// shortest is the number of letters from which on words are stemmed.
const shortest = 3

// of returns the beginnings that a word needs: from the longest on, each whose stem begins no stem before it.
func (s stemmer) of(word string) []string {
	if found, known := s[word]; known {
		return found
	}
	letters := []rune(word)
	reached := []string{porter.StemString(word)}
	needed := []string{}
	for n := len(letters) - 1; n >= shortest; n-- {
		beginning := string(letters[:n])
		stem := porter.StemString(beginning)
		if !slices.ContainsFunc(reached, func(other string) bool { return strings.HasPrefix(other, stem) }) {
			reached, needed = append(reached, stem), append(needed, beginning)
		}
	}
	s[word] = needed
	return needed
}

// folded writes a word in lower case without diacritics, as the index holds it.
func folded(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(word))
}
