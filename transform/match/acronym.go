package match

import (
	"regexp"
	"slices"
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
		found.read(q.Label)
		found.read(q.Definition)
	}
	return found
}

// read adds what a text says of abbreviations.
func (e expansions) read(text string) {
	if !strings.Contains(text, "(") {
		return
	}
	for _, m := range defined.FindAllStringSubmatch(text, -1) {
		if long := longForm(strings.Fields(m[1]), strings.ReplaceAll(m[2], "&", "")); long != "" && e[m[2]] == "" {
			e[m[2]] = long
		}
	}
}

// conceptExpansions reads what the texts of the concepts say of abbreviations that no label has: a query with one of
// them is not found by a label as it is.
func (x *Index) conceptExpansions() expansions {
	found := expansions{}
	for i := range x.docs {
		concept := &x.c.Concepts[x.docs[i].id]
		for _, text := range []string{concept.Description, concept.ScopeNote, concept.Definition} {
			found.read(text)
		}
	}
	for short := range found {
		if id, ok := x.words.surfaces[strings.ToLower(short)]; ok && x.words.term[id] >= 0 && len(x.labels.of(x.words.term[id])) > 0 {
			delete(found, short)
		}
	}
	return found
}

// writeOut writes out the abbreviations of a label that its list defines, then those that the concepts define.
func (x *Index) writeOut(label string, list expansions) string {
	label = list.apply(label)
	if strings.ToUpper(label) == label && strings.Contains(label, " ") || !slices.ContainsFunc(strings.Fields(label), isAcronym) {
		return label // all in capitals, or none
	}
	return x.abbreviations().apply(label)
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
