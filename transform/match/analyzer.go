package match

import (
	_ "embed" // the word lists
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"
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
	single   []int32            // surface → surface of the singular, where that is a word of the concepts
	phrases  [][]phrase         // first surface → phrases, longest first
	joined   map[[2]int32]int32 // two surfaces → the surface of the compound that they make
	joins    []bool             // surface → whether a compound begins with it
	links    []bool             // surface → whether it is a linking word
	roles    []bool             // surface → whether it says what somebody is at work
	initials map[byte][]int32   // first letter → the surfaces that a misspelled word can stand for
	terms    map[string]int32   // stem → term
	stems    []string
	names    []string // term → the first word that was read for it
	light    []bool   // term → whether it is a light word
	stop     map[string]bool
	lightSet map[string]bool
	general  bool // the language is that of the words near in meaning
}

// A phrase is replaced by another one.
type phrase struct{ from, to []int32 }

func newAnalyzer() *analyzer {
	a := &analyzer{surfaces: map[string]int32{}, joined: map[[2]int32]int32{}, initials: map[byte][]int32{}, terms: map[string]int32{},
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
		for len(a.phrases) < len(a.spelled) {
			a.phrases = append(a.phrases, nil)
		}
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

// stem cuts a word to its stem. Securities, which are paper, are kept separate from security.
func stem(word string) string {
	if word == "securities" {
		return word
	}
	return english.Stem(word, true)
}

// A written is a word as it is written, in its one spelling, and its stem.
type written struct{ word, spelled, stem string }

func newWritten(word string) written {
	spelled := spell(word)
	return written{word, spelled, stem(spelled)}
}

// surface returns the number of a word, learning it. Spellings of one word share a number.
func (a *analyzer) surface(word string) int32 {
	if id, ok := a.surfaces[word]; ok {
		return id
	}
	return a.add(newWritten(word))
}

// add returns the number of a word, learning it.
func (a *analyzer) add(w written) int32 {
	if id, ok := a.surfaces[w.word]; ok {
		return id
	}
	id, ok := a.surfaces[w.spelled]
	if !ok {
		id = int32(len(a.spelled))
		a.surfaces[w.spelled] = id
		a.spelled = append(a.spelled, w.spelled)
		a.term = append(a.term, a.termOf(w))
	}
	a.surfaces[w.word] = id
	return id
}

func (a *analyzer) termOf(w written) int32 {
	if a.stop[w.word] {
		return stopTerm
	}
	if id, ok := a.terms[w.stem]; ok {
		return id
	}
	id := int32(len(a.stems))
	a.terms[w.stem] = id
	a.stems = append(a.stems, w.stem)
	a.names = append(a.names, w.word)
	a.light = append(a.light, a.lightSet[w.stem])
	return id
}

// normal returns a text with phrases brought to their one form and compounds joined, in the memory of out.
func (a *analyzer) normal(out, in []int32) []int32 {
	out = out[:0]
	for i := 0; i < len(in); {
		if p := a.phraseAt(in[i:]); p != nil {
			out = append(out, p.to...)
			i += len(p.from)
			continue
		}
		out = append(out, in[i])
		i++
	}
	return a.join(out)
}

func (a *analyzer) phraseAt(in []int32) *phrase {
	if int(in[0]) >= len(a.phrases) {
		return nil
	}
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
		if i+1 < len(in) && int(in[i]) < len(a.joins) && a.joins[in[i]] {
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

// formOf returns the formKey of a text whose words are known.
func (a *analyzer) formOf(surfaces []int32) uint64 {
	key := uint64(0)
	for _, surface := range surfaces {
		key = addForm(key, a.single[surface])
	}
	return key
}

// minCompound is the length, in letters, from which two words can make a compound: shorter ones make
// another word by chance.
const minCompound = 7

// complete notes what needs all words to be known: which words are made of two others, what the singular
// of each is, and where to look for a misspelled one.
func (a *analyzer) complete() {
	a.joins = make([]bool, len(a.spelled))
	a.single = make([]int32, len(a.spelled))
	a.links, a.roles = a.marked(linking), a.marked(strings.Fields(strings.Join(entries(roleText), " ")))
	for surface, word := range a.spelled {
		a.findCompounds(int32(surface), word)
		a.single[surface] = int32(surface)
		if one, ok := a.surfaces[singular(word)]; ok {
			a.single[surface] = one
		}
		if len(word) >= minNear && a.term[surface] != stopTerm {
			a.initials[word[0]] = append(a.initials[word[0]], int32(surface))
		}
	}
}

// marked returns for each surface whether it is that of one of some words.
func (a *analyzer) marked(words []string) []bool {
	list := make([]bool, len(a.spelled))
	for _, word := range words {
		if surface, ok := a.surfaces[spell(word)]; ok {
			list[surface] = true
		}
	}
	return list
}

// findCompounds notes the pairs of words that make a word together.
func (a *analyzer) findCompounds(whole int32, word string) {
	for cut := 2; cut <= len(word)-3 && len(word) >= minCompound; cut++ {
		first, ok := a.surfaces[word[:cut]]
		if !ok || a.term[first] == stopTerm {
			continue
		}
		if second, ok := a.surfaces[word[cut:]]; ok && a.term[second] != stopTerm {
			a.joined[[2]int32{first, second}] = whole
			a.joins[first] = true
		}
	}
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
