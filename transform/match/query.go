package match

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/fwci-open-data/fwci/transform/match/nearword"
)

// A Query is one entry of a list that is to be matched to ESCO.
type Query struct {
	ID         string
	Label      string
	Definition string // may be empty
}

// A spelledText is a text of a query as the analyzer reads it.
type spelledText struct {
	terms, forms []int32
	form         uint64   // of all its words in their order, as formKey has it; 0 where a concept does not use one
	repaired     []repair // words that were taken for misspelled ones
	long         bool     // a word has more than longestWord bytes: it is not looked up
}

// longestWord is how many bytes a word may have that is looked up, in all ways of reading it; the longest word of ESCO
// has 25.
const longestWord = 100

// A repair is a word of a query that was read as another one.
type repair struct{ word, as string }

// read turns the text of a query into terms and forms, without stop words. A word that no concept uses is
// read together with its neighbor or as two words where that gives known ones, else as the nearest word
// that is spelled almost the same, else as unknownTerm. It returns the strangers with those of the text.
func (a *analyzer) read(text string, strangers []string) (spelledText, []string) {
	var list, raw []string
	cut(text, func(lower, written string) { list, raw = append(list, lower), append(raw, written) })
	var surfaces, extra []int32
	out := spelledText{form: a.formKey(list)}
	known := int32(len(a.spelled))
	for i := 0; i < len(list); i++ {
		if len(list[i]) > longestWord {
			out.long = true
			surfaces = append(surfaces, known+int32(len(extra)))
			extra = append(extra, unknownTerm)
			continue
		}
		found := a.known(list[i])
		if i+1 < len(list) && (found == nil || a.known(list[i+1]) == nil) && len(list[i])+len(list[i+1]) >= minCompound {
			if whole := a.known(list[i] + list[i+1]); whole != nil {
				found = whole
				i++
			}
		}
		if found == nil {
			found = a.halves(list[i])
		}
		if found == nil {
			found = []int32{known + int32(len(extra))}
			var term int32
			term, strangers = a.foreign(list[i], raw[i], strangers, &out)
			extra = append(extra, term)
		}
		surfaces = append(surfaces, found...)
	}
	for _, surface := range a.normal(nil, surfaces) {
		switch {
		case surface >= known:
			out.terms, out.forms = append(out.terms, extra[surface-known]), append(out.forms, surface)
		case a.term[surface] != stopTerm:
			out.terms, out.forms = append(out.terms, a.term[surface]), append(out.forms, a.single[surface])
		}
	}
	return out, strangers
}

// formKey returns what texts that differ only in case, punctuation, spelling and number have in common. It
// is 0 for a text with a word that no concept uses.
func (a *analyzer) formKey(list []string) uint64 {
	key := uint64(0)
	for _, word := range list {
		found := a.known(word)
		if found == nil {
			return 0
		}
		key = addForm(key, a.single[found[0]])
	}
	return key
}

func addForm(key uint64, form int32) uint64 { return mixed(key^uint64(form+1)) | 1 }

// known returns the surface of a word, or of another spelling or number of it, or nil. It is nil for a word that is
// too long to be looked up.
func (a *analyzer) known(word string) []int32 {
	if len(word) > longestWord {
		return nil
	}
	for _, spelling := range []string{word, spell(word), singular(spell(word))} {
		if id, ok := a.surfaces[spelling]; ok {
			return []int32{id}
		}
	}
	return nil
}

// minHalf is the length, in letters, of the shortest word that a compound is split into.
const minHalf = 4

// halves returns the two known words that a compound is made of, or nil. A word whose stem is known is
// no compound.
func (a *analyzer) halves(word string) []int32 {
	if _, ok := a.terms[stem(spell(word))]; ok {
		return nil
	}
	for cut := minHalf; cut <= len(word)-minHalf; cut++ {
		first, second := a.known(word[:cut]), a.known(word[cut:])
		if first != nil && second != nil && a.term[first[0]] != stopTerm && a.term[second[0]] != stopTerm {
			return append(first, second...)
		}
	}
	return nil
}

// Near spellings: a word of five letters may differ from a known one in one letter, one of nine in two.
const (
	minNear  = 5
	longNear = 9
)

// foreign finds the term of a word that is not a word of a concept: by its stem, else as a stranger, which
// general English knows or which is made of a word that is known, else by its spelling, abbreviations aside.
// It returns the strangers with the word added if it is one.
func (a *analyzer) foreign(word, written string, strangers []string, text *spelledText) (int32, []string) {
	if term, ok := a.terms[stem(spell(word))]; ok {
		return term, strangers
	}
	if !a.general || !nearword.Known(word) && !a.derived(word) {
		if isAcronym(written) {
			return unknownTerm, strangers
		}
		surface := a.misspelled(word)
		if surface < 0 {
			return unknownTerm, strangers
		}
		text.repaired = append(text.repaired, repair{word, a.spelled[surface]})
		return a.term[surface], strangers
	}
	at := slices.Index(strangers, word)
	if at < 0 {
		at = len(strangers)
		strangers = append(strangers, word)
	}
	return firstStranger - int32(at), strangers
}

// derivations are endings that make a word of another one, the longest first.
var derivations = []string{"ings", "ists", "ness", "less", "able", "ers", "ors", "ing", "ist", "ful", "er", "or", "ed", "ly", "s"}

// base returns the word of general English that a word is derived from, such as weed of weeder, or "".
func base(word string) string {
	for _, ending := range derivations {
		root, ok := strings.CutSuffix(word, ending)
		if !ok || len(root) < 3 {
			continue
		}
		last := len(root) - 1
		for _, form := range []string{root, root + "e", root[:last]} {
			if form == root[:last] && (last < 3 || root[last] != root[last-1]) {
				continue // only a doubled letter goes
			}
			if form == root && strings.ContainsRune("aeio", rune(ending[0])) && root[last] == 'e' && root[last-1] != 'e' {
				continue // the e goes, too
			}
			if nearword.Known(form) {
				return form
			}
		}
	}
	return ""
}

func (a *analyzer) derived(word string) bool { return base(word) != "" }

// misspelled returns the surface of the nearest word that is spelled almost the same, or -1.
func (a *analyzer) misspelled(word string) int32 {
	if len(word) < minNear {
		return -1
	}
	allowed := 1
	if len(word) >= longNear {
		allowed = 2
	}
	best, bestDistance := int32(-1), allowed+1
	for _, surface := range a.initials[word[0]] {
		other := a.spelled[surface]
		if len(other) > len(word)+allowed || len(word) > len(other)+allowed {
			continue
		}
		if d := levenshtein.ComputeDistance(word, other); d < bestDistance {
			best, bestDistance = surface, d
		}
	}
	return best
}

// joints are what joins several things in a label, besides a stroke.
var joints = strings.NewReplacer(", and ", "/", " and ", "/", ", ", "/")

// variants returns the ways in which a label can be read: as a whole, without what is in brackets or
// is excepted, and where a stroke, a comma or an "and" joins several things, each thing by itself.
func variants(label string) []string {
	whole := withoutBrackets(label)
	if except := strings.Index(strings.ToLower(whole), ", except "); except > 0 {
		whole = whole[:except]
	}
	list := []string{whole}
	parts := strings.FieldsFunc(joints.Replace(whole), func(r rune) bool { return r == '/' })
	if len(parts) < 2 {
		return list
	}
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// withoutBrackets returns a label without what is in round brackets, from the first to the last.
func withoutBrackets(label string) string {
	if open, end := strings.IndexByte(label, '('), strings.LastIndexByte(label, ')'); open > 0 && end > open {
		return strings.TrimSpace(label[:open]) + label[end+1:]
	}
	return label
}
