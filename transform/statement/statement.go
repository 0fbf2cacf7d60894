// Package statement compares statements of work word by word: tasks of one framework with those of another.
//
// In go two statements; out comes how near they are as texts. It compares no meanings.
//
// Case and punctuation do not count, and neither do the person and number of the verbs that a statement begins with: one
// framework writes "Performs storage management.", another "Perform storage management". These verbs are the first
// word (an adverb before it aside) and those that are joined to it directly by a comma, "and" or "or". Every other
// letter counts.
package statement

import "strings"

// A Nearness is how near two statements are as texts.
type Nearness string

// The degrees of nearness, as the release names them. Other is anything else.
const (
	Identical Nearness = "identical"
	Nearly    Nearness = "nearly-identical" // one word is added, removed or replaced
	Other     Nearness = "judged"
)

// A Text is a statement cut into words, ready to be compared.
type Text struct {
	words []string
	verbs []bool // of each word: its person and number do not count
}

// Parse cuts a statement into words: runs of letters, digits and apostrophes, in lower case.
func Parse(statement string) Text {
	var t Text
	chain, expected := true, true // the verbs at the beginning go on; a verb may follow
	rest := strings.ToLower(strings.ReplaceAll(statement, "’", "'"))
	for {
		end := strings.IndexFunc(rest, isWord)
		if end < 0 {
			break
		}
		between := rest[:end]
		rest = rest[end:]
		end = strings.IndexFunc(rest, func(r rune) bool { return !isWord(r) })
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		rest = rest[end:]
		joint := word == "and" || word == "or"
		if strings.Contains(between, ",") || strings.Contains(between, "/") {
			expected = true
		}
		verb := false
		switch {
		case !chain:
		case joint:
			expected = true
		case expected && len(t.words) == 0 && strings.HasSuffix(word, "ly"): // effectively allocates
		case expected:
			verb, expected = true, false
		default:
			chain = false
		}
		t.words, t.verbs = append(t.words, word), append(t.verbs, verb)
	}
	return t
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '\'' || r > 0x7f && r != '–' && r != '—' && r != '“' && r != '”' && r != '…' && r != '•'
}

// Compare returns how near two statements are.
func Compare(a, b Text) Nearness {
	if d := len(a.words) - len(b.words); d < -1 || d > 1 || len(a.words) == 0 || len(b.words) == 0 {
		return Other
	}
	shorter := min(len(a.words), len(b.words))
	before := 0
	for before < shorter && same(a, b, before, before) {
		before++
	}
	after := 0
	for after < shorter-before && same(a, b, len(a.words)-1-after, len(b.words)-1-after) {
		after++
	}
	left := max(len(a.words), len(b.words)) - before - after // words that differ, on the longer side
	switch {
	case left == 0:
		return Identical
	case left == 1 && before+after > 0:
		return Nearly
	}
	return Other
}

// same reports whether the word i of a is the word j of b.
func same(a, b Text, i, j int) bool {
	x, y := a.words[i], b.words[j]
	return x == y || a.verbs[i] && b.verbs[j] && (thirdPerson(x) == y || thirdPerson(y) == x)
}

// thirdPerson returns a verb as it follows "she": perform gives performs, identify identifies, process processes.
func thirdPerson(verb string) string {
	stem, y := strings.CutSuffix(verb, "y")
	switch {
	case y && stem != "" && !strings.ContainsAny(stem[len(stem)-1:], "aeiou"):
		return stem + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "z"), strings.HasSuffix(verb, "o"):
		return verb + "es"
	}
	return verb + "s"
}
