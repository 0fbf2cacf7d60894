package match

import (
	_ "embed" // the word lists
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"

	"github.com/fwci-open-data/fwci/transform/match/kindred"
)

//go:embed lexicon.txt
var lexiconText string

//go:embed light.txt
var lightText string

//go:embed stop.txt
var stopText string

// stopTerm marks a word that carries no meaning of its own; unknownTerm one that no concept uses. The
// terms from firstStranger downwards are those of one query that no concept uses and general English knows.
const (
	stopTerm      int32 = -1
	unknownTerm   int32 = -2
	firstStranger int32 = -3
)

// An analyzer turns text into terms: words in one spelling, with phrases and abbreviations brought to one
// form, compounds joined, cut to their stems. It learns the words of the concepts while an index is built
// and is not changed after that.
type analyzer struct {
	surfaces map[string]int32   // word as written → surface
	spelled  []string           // surface → word in its one spelling
	term     []int32            // surface → term
	phrases  map[int32][]phrase // first surface → phrases, longest first
	joined   map[[2]int32]int32 // two surfaces → the surface of the compound that they make
	terms    map[string]int32   // stem → term
	stems    []string
	names    []string // term → the first word that was read for it
	light    []bool   // term → whether it is a light word
	stop     map[string]bool
	lightSet map[string]bool
	kindred  map[string][]kindred.Word // nil where the language is not that of the table
}

// A phrase is replaced by another one.
type phrase struct{ from, to []int32 }

func newAnalyzer() *analyzer {
	a := &analyzer{surfaces: map[string]int32{}, phrases: map[int32][]phrase{}, joined: map[[2]int32]int32{}, terms: map[string]int32{},
		stop: map[string]bool{}, lightSet: map[string]bool{}}
	for _, line := range entries(stopText) {
		for _, word := range strings.Fields(line) {
			a.stop[word] = true
		}
	}
	for _, line := range entries(lightText) {
		for _, word := range strings.Fields(line) {
			a.lightSet[stem(spell(word))] = true
		}
	}
	for _, line := range entries(lexiconText) {
		a.addPhrases(strings.Split(line, " = "))
	}
	return a
}

func entries(text string) []string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			kept = append(kept, line)
		}
	}
	return kept
}

func (a *analyzer) addPhrases(forms []string) {
	to := a.learn(forms[0])
	for _, form := range forms[1:] {
		from := a.learn(form)
		list := append(a.phrases[from[0]], phrase{from, to})
		for i := len(list) - 1; i > 0 && len(list[i-1].from) < len(list[i].from); i-- {
			list[i-1], list[i] = list[i], list[i-1]
		}
		a.phrases[from[0]] = list
	}
}

func (a *analyzer) learn(text string) []int32 {
	var out []int32
	words(text, func(w string) { out = append(out, a.surface(w)) })
	return out
}

// stem cuts a word to its stem. Securities, which are paper, are kept apart from security.
func stem(word string) string {
	if word == "securities" {
		return word
	}
	return english.Stem(word, true)
}

// surface returns the number of a word, learning it. Spellings of one word share a number.
func (a *analyzer) surface(word string) int32 {
	if id, ok := a.surfaces[word]; ok {
		return id
	}
	spelled := spell(word)
	id, ok := a.surfaces[spelled]
	if !ok {
		id = int32(len(a.spelled))
		a.surfaces[spelled] = id
		a.spelled = append(a.spelled, spelled)
		a.term = append(a.term, a.termOf(word, spelled))
	}
	a.surfaces[word] = id
	return id
}

func (a *analyzer) termOf(word, spelled string) int32 {
	if a.stop[word] {
		return stopTerm
	}
	root := stem(spelled)
	if id, ok := a.terms[root]; ok {
		return id
	}
	id := int32(len(a.stems))
	a.terms[root] = id
	a.stems = append(a.stems, root)
	a.names = append(a.names, word)
	a.light = append(a.light, a.lightSet[root])
	return id
}

// replace brings phrases to their one form.
func (a *analyzer) replace(in []int32) []int32 {
	var out []int32
	for i := 0; i < len(in); {
		if p := a.phraseAt(in[i:]); p != nil {
			if out == nil {
				out = append(make([]int32, 0, len(in)+4), in[:i]...)
			}
			out = append(out, p.to...)
			i += len(p.from)
			continue
		}
		if out != nil {
			out = append(out, in[i])
		}
		i++
	}
	if out == nil {
		return in
	}
	return out
}

func (a *analyzer) phraseAt(in []int32) *phrase {
	list := a.phrases[in[0]]
	for i := range list {
		if from := list[i].from; len(from) <= len(in) && slices.Equal(from, in[:len(from)]) {
			return &list[i]
		}
	}
	return nil
}

// join replaces two words by the one word that they make elsewhere, such as data base by database. It
// works in the slice that it is given.
func (a *analyzer) join(in []int32) []int32 {
	out := in[:0]
	for i := 0; i < len(in); i++ {
		if i+1 < len(in) {
			if whole, ok := a.joined[[2]int32{in[i], in[i+1]}]; ok {
				out = append(out, whole)
				i++
				continue
			}
		}
		out = append(out, in[i])
	}
	return out
}

// minCompound is the length, in letters, from which two words can make a compound: shorter ones make
// another word by chance.
const minCompound = 7

// findCompounds notes every word that is made of two others, once all words are known.
func (a *analyzer) findCompounds() {
	for whole, word := range a.spelled {
		for cut := 2; cut <= len(word)-3 && len(word) >= minCompound; cut++ {
			first, ok := a.surfaces[word[:cut]]
			if !ok || a.term[first] == stopTerm {
				continue
			}
			if second, ok := a.surfaces[word[cut:]]; ok && a.term[second] != stopTerm {
				a.joined[[2]int32{first, second}] = int32(whole)
			}
		}
	}
}

// termsOf turns the surfaces of a text into terms and forms, without stop words.
func (a *analyzer) termsOf(surfaces []int32) (terms, forms []int32) {
	surfaces = a.join(slices.Clone(a.replace(surfaces)))
	terms = make([]int32, 0, len(surfaces))
	forms = make([]int32, 0, len(surfaces))
	for _, surface := range surfaces {
		if term := a.term[surface]; term != stopTerm {
			terms = append(terms, term)
			forms = append(forms, a.form(surface))
		}
	}
	return terms, forms
}

func (a *analyzer) allTerms(texts [][]int32) []int32 {
	var all []int32
	for _, text := range texts {
		for _, surface := range a.join(slices.Clone(a.replace(text))) {
			if term := a.term[surface]; term != stopTerm {
				all = append(all, term)
			}
		}
	}
	return all
}

// form returns the surface of the singular of a word where that is a word of the concepts.
func (a *analyzer) form(surface int32) int32 {
	if one, ok := a.surfaces[singular(a.spelled[surface])]; ok {
		return one
	}
	return surface
}

func singular(word string) string {
	switch {
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is"):
		return word[:len(word)-1]
	}
	return word
}
