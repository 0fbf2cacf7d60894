package match

import (
	"regexp"
	"strings"
)

// expansions are what abbreviations stand for in a list, such as "continuous diagnostics and mitigation" for CDM.
type expansions map[string]string

// defined finds an abbreviation in brackets with the words before it.
var defined = regexp.MustCompile(`([\p{L}][\p{L}'’-]*(?:\s+[\p{L}][\p{L}'’-]*)*)\s+\(([A-Z][A-Z&]{1,7})\)`)

// expansionsOf reads what labels and definitions of a list say of abbreviations. The first word for word
// definition of an abbreviation counts.
func expansionsOf(queries []Query) expansions {
	found := expansions{}
	for _, q := range queries {
		for _, text := range []string{q.Label, q.Definition} {
			if !strings.Contains(text, "(") {
				continue
			}
			for _, m := range defined.FindAllStringSubmatch(text, -1) {
				if long := longForm(strings.Fields(m[1]), strings.ReplaceAll(m[2], "&", "")); long != "" && found[m[2]] == "" {
					found[m[2]] = long
				}
			}
		}
	}
	return found
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

// apply writes the abbreviations of a label out, but for those that the label defines itself.
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
