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

// read turns the text of a query into terms and forms, without stop words. A word that no concept uses is
// read together with its neighbour or as two words where that gives known ones, else as the nearest word
// that is spelled almost the same, else as unknownTerm.
func (a *analyzer) read(text string, strangers []string) (terms, forms []int32, all []string) {
	var list []string
	words(text, func(word string) { list = append(list, word) })
	var surfaces, extra []int32
	known := int32(len(a.spelled))
	for i := 0; i < len(list); i++ {
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
			term, strangers = a.foreign(list[i], strangers)
			extra = append(extra, term)
		}
		surfaces = append(surfaces, found...)
	}
	for _, surface := range a.normal(nil, surfaces) {
		switch {
		case surface >= known:
			terms, forms = append(terms, extra[surface-known]), append(forms, surface)
		case a.term[surface] != stopTerm:
			terms, forms = append(terms, a.term[surface]), append(forms, a.single[surface])
		}
	}
	return terms, forms, strangers
}

// known returns the surface of a word, or of another spelling or number of it, or nil.
func (a *analyzer) known(word string) []int32 {
	for _, spelling := range []string{word, spell(word), singular(spell(word))} {
		if id, ok := a.surfaces[spelling]; ok {
			return []int32{id}
		}
	}
	return nil
}

// minHalf is the length, in letters, of the shortest word that a compound is taken apart into.
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

// foreign finds the term of a word that is no word of a concept: by its stem, else as a stranger, which
// general English knows, else by its spelling. It returns the strangers with the word added if it is one.
func (a *analyzer) foreign(word string, strangers []string) (int32, []string) {
	if term, ok := a.terms[stem(spell(word))]; ok {
		return term, strangers
	}
	if !a.general || !nearword.Known(word) {
		return a.misspelled(word), strangers
	}
	at := slices.Index(strangers, word)
	if at < 0 {
		at = len(strangers)
		strangers = append(strangers, word)
	}
	return firstStranger - int32(at), strangers
}

// misspelled returns the term of the nearest word that is spelled almost the same, or unknownTerm.
func (a *analyzer) misspelled(word string) int32 {
	if len(word) < minNear {
		return unknownTerm
	}
	allowed := 1
	if len(word) >= longNear {
		allowed = 2
	}
	best, bestDistance := unknownTerm, allowed+1
	for _, surface := range a.initials[word[0]] {
		other := a.spelled[surface]
		if len(other) > len(word)+allowed || len(word) > len(other)+allowed {
			continue
		}
		if d := levenshtein.ComputeDistance(word, other); d < bestDistance {
			best, bestDistance = a.term[surface], d
		}
	}
	return best
}

// joints are what joins several things in a label, besides a stroke.
var joints = strings.NewReplacer(", and ", "/", " and ", "/", ", ", "/")

// variants returns the ways in which a label can be read: as a whole, without what stands in brackets or
// is excepted, and where a stroke, a comma or an "and" joins several things, each thing by itself.
func variants(label string) []string {
	whole := label
	if open, end := strings.IndexByte(label, '('), strings.LastIndexByte(label, ')'); open > 0 && end > open {
		whole = strings.TrimSpace(label[:open]) + label[end+1:]
	}
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
