package match

import (
	"math/bits"
	"runtime"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/thesaurus"
)

// A document is a concept as the index sees it: texts as terms, without stop words.
type document struct {
	id        escodata.ID
	firstName int32   // of the index's names: the preferred label, the alternative ones, the terms of the thesaurus, the best first
	labels    int32   // how many of the names are labels
	aliases   int32   // how many are terms of the thesaurus
	borrowed  uint64  // which of these belong to another concept: a bit for each; only while the index is built
	text      []int32 // description, scope note and definition; only while the index is built
	needs     []int32 // labels of the skills that it needs; only while the index is built
	gist      []int32 // how the thesaurus defines it; only while the index is built
	words     []int32 // of the first nearLabels labels, the terms of the thesaurus, text and gist, each once
}

// A name is a label of a concept or a term of the thesaurus for it.
type name struct {
	start, end int32   // where the index holds its terms and forms
	norm       float32 // sum of the squares of the weights of its terms, each once
	formNorm   float32 // the same of all its terms
	weight     float32 // sum of the weights of its terms, each once
	key        uint64  // of its heavy terms, 0 where there are none
	form       uint64  // of all its words, as the analyzer's formKey has it
	head       int32   // the form of the word that says what it names, or -1
}

// labelsOf returns the labels of a concept, the preferred one first.
func (x *Index) labelsOf(d *document) []name { return x.names[d.firstName:][:d.labels] }

// aliasesOf returns the terms of the thesaurus for a concept, the best first.
func (x *Index) aliasesOf(d *document) []name { return x.names[d.firstName+d.labels:][:d.aliases] }

// termsOf returns the terms of a name.
func (x *Index) termsOf(n *name) []int32 { return x.nameTerms[n.start:n.end] }

// formsOf returns the words of a name as written except for their number.
func (x *Index) formsOf(n *name) []int32 { return x.nameForms[n.start:n.end] }

// A reading holds what is read of some concepts, word by word as written. Words have numbers of its own.
type reading struct {
	from, to int // the concepts
	numbers  wordNumbers
	defined  expansions // what the texts say of abbreviations
	words    []string
	tokens   []int32
	ends     []int32                 // where each text of each concept ends in tokens
	labels   map[escodata.ID][]int32 // the words of the labels of skills that occupations need
	terms    []int32
	forms    []int32
}

// fixedTexts is how many texts each concept has besides its names: description, scope note, definition, needs, gist.
const fixedTexts = 5

// readConcepts turns all texts into terms: first every word is learned, then phrases and compounds are
// brought to their one form. Words get their numbers in the order of the texts, however these are divided.
func (x *Index) readConcepts() {
	readings := make([]*reading, max(1, min(runtime.GOMAXPROCS(0), len(x.docs))))
	split(len(readings), func(from, to int) {
		for i := from; i < to; i++ {
			readings[i] = x.read(i*len(x.docs)/len(readings), (i+1)*len(x.docs)/len(readings))
		}
	})
	x.defined = expansions{}
	for _, r := range readings {
		for short, long := range r.defined {
			if x.defined[short] == "" {
				x.defined[short] = long
			}
		}
	}
	if x.sparing {
		x.c.DropTexts()
	}
	names := int32(0)
	for i := range x.docs {
		x.docs[i].firstName = names
		names += x.docs[i].labels + x.docs[i].aliases
	}
	x.names = make([]name, names)
	x.learnWords(readings)
	rooms := make([]int, len(readings))
	for i, r := range readings {
		rooms[i] = r.room(x.docs[r.from:r.to])
	}
	for _, room := range rooms[1:] {
		rooms[0] += room // take adds what the other readings have to the first one
	}
	split(len(readings), func(from, to int) {
		for i := from; i < to; i++ {
			readings[i].analyze(x, rooms[i])
		}
	})
	x.take(readings)
}

// learnWords gives the words of all readings their numbers.
func (x *Index) learnWords(readings []*reading) {
	seen := make(map[string]int32, len(readings[0].words))
	var list []written
	for _, r := range readings {
		r.numbers, r.labels = wordNumbers{}, nil
		for _, word := range r.words {
			if _, known := seen[word]; !known {
				seen[word] = int32(len(list))
				list = append(list, written{word: strings.Clone(word)}) // it lies in a text, which may be dropped
			}
		}
	}
	split(len(list), func(from, to int) {
		for i := range list[from:to] {
			list[from+i] = newWritten(list[from+i].word)
		}
	})
	numbers := make([]int32, len(list))
	for i, w := range list {
		numbers[i] = x.words.add(w)
	}
	x.words.complete()
	split(len(readings), func(from, to int) {
		for _, r := range readings[from:to] {
			own := make([]int32, len(r.words))
			for i, word := range r.words {
				own[i] = numbers[seen[word]]
			}
			for i, token := range r.tokens {
				r.tokens[i] = own[token]
			}
			r.words = nil
		}
	})
}

// wordBytes is about how many bytes of text come with each word, that of the thesaurus aside: room for the words
// is made at once.
const wordBytes = 5

// read reads the texts of some concepts and what the thesaurus says of them.
func (x *Index) read(from, to int) *reading {
	r := &reading{from: from, to: to, numbers: wordNumbers{map[uint64]int32{}, map[string]int32{}}, defined: expansions{}, labels: map[escodata.ID][]int32{}}
	bytes := 0
	for _, d := range x.docs[from:to] {
		concept := &x.c.Concepts[d.id]
		for _, text := range concept.AltLabels {
			bytes += len(text)
		}
		bytes += len(concept.Label) + len(concept.Description) + len(concept.ScopeNote) + len(concept.Definition)
	}
	r.tokens = make([]int32, 0, bytes/wordBytes)
	for i := from; i < to; i++ {
		d := &x.docs[i]
		concept := &x.c.Concepts[d.id]
		e := x.entryOf(concept.URI)
		d.labels, d.aliases = int32(1+len(concept.AltLabels)), int32(len(e.Terms))
		for k, term := range e.Terms {
			if term.Borrowed {
				d.borrowed |= 1 << k
			}
		}
		r.text(concept.Label)
		for _, label := range concept.AltLabels {
			r.text(label)
		}
		for _, term := range e.Terms {
			r.text(term.Text)
		}
		for _, text := range [...]string{concept.Description, concept.ScopeNote, concept.Definition} {
			r.text(text)
			r.defined.read(text)
		}
		x.readNeeds(r, d.id)
		r.text(e.Gist)
	}
	return r
}

// text reads one text of a concept.
func (r *reading) text(text string) {
	r.addWords(text)
	r.endText()
}

func (r *reading) endText() { r.ends = append(r.ends, int32(len(r.tokens))) }

func (r *reading) addWords(text string) {
	words(text, func(word string) {
		number, known := r.numbers.of(word, int32(len(r.words)))
		if !known {
			r.words = append(r.words, word)
		}
		r.tokens = append(r.tokens, number)
	})
}

// wordNumbers has the numbers of words. Short ones, as most are, are compared as one number.
type wordNumbers struct {
	short map[uint64]int32
	long  map[string]int32
}

// of returns the number of a word; one that is not known gets the next number.
func (n wordNumbers) of(word string, next int32) (number int32, known bool) {
	if len(word) > 8 {
		if number, known = n.long[word]; !known {
			n.long[word], number = next, next
		}
		return number, known
	}
	key := uint64(0)
	for i := range len(word) { // no byte of a word is 0
		key = key<<8 | uint64(word[i])
	}
	if number, known = n.short[key]; !known {
		n.short[key], number = next, next
	}
	return number, known
}

// analyze turns the texts of the concepts into terms, once all words have their numbers. The names lie where the
// index has them; their places among the terms are those of the reading. Room is how many terms of names are expected.
func (r *reading) analyze(x *Index, room int) {
	a, docs := x.words, x.docs[r.from:r.to]
	var surfaces, texts []int32
	r.terms, r.forms = make([]int32, 0, room), make([]int32, 0, room)
	start, text := int32(0), 0
	next := func() {
		surfaces = a.normal(surfaces, r.tokens[start:r.ends[text]])
		start = r.ends[text]
		text++
	}
	for i := range docs {
		d := &docs[i]
		for i := d.firstName; i < d.firstName+d.labels+d.aliases; i++ {
			n := &x.names[i]
			*n = name{start: int32(len(r.terms)), form: a.formOf(r.tokens[start:r.ends[text]]), head: a.headForm(r.tokens[start:r.ends[text]])}
			next()
			for _, surface := range surfaces {
				if term := a.term[surface]; term != stopTerm {
					r.terms, r.forms = append(r.terms, term), append(r.forms, a.single[surface])
				}
			}
			n.end = int32(len(r.terms))
		}
		from := len(texts)
		var ends [fixedTexts]int
		for k := range fixedTexts {
			next()
			for _, surface := range surfaces {
				if term := a.term[surface]; term != stopTerm {
					texts = append(texts, term)
				}
			}
			ends[k] = len(texts)
		}
		own, needs := ends[fixedTexts-3], ends[fixedTexts-2]
		d.text, d.needs, d.gist = slices.Clone(texts[from:own]), slices.Clone(texts[own:needs]), slices.Clone(texts[needs:])
		texts = texts[:0]
	}
}

// room returns about how many words the names of the concepts have.
func (r *reading) room(docs []document) (words int) {
	start, text := int32(0), 0
	for i := range docs {
		n := int(docs[i].labels + docs[i].aliases)
		words += int(r.ends[text+n-1] - start)
		text += n + fixedTexts
		start = r.ends[text-1]
	}
	return words
}

// take joins the terms of the readings.
func (x *Index) take(readings []*reading) {
	x.nameTerms, x.nameForms = readings[0].terms, readings[0].forms
	for _, r := range readings[1:] {
		before := int32(len(x.nameTerms))
		for _, d := range x.docs[r.from:r.to] {
			for i := d.firstName; i < d.firstName+d.labels+d.aliases; i++ {
				x.names[i].start += before
				x.names[i].end += before
			}
		}
		x.nameTerms, x.nameForms = append(x.nameTerms, r.terms...), append(x.nameForms, r.forms...)
		*r = reading{}
	}
}

// weighNames sets what is known of each name by its terms, and the words of each concept.
func (x *Index) weighNames() {
	split(len(x.names), func(from, to int) {
		for i := from; i < to; i++ {
			n := &x.names[i]
			terms := x.termsOf(n)
			n.key = x.nameKey(terms)
			for k, t := range terms {
				square := float32(x.weights[t] * x.weights[t])
				n.formNorm += square
				if !slices.Contains(terms[:k], t) {
					n.norm += square
					n.weight += x.weights[t]
				}
			}
		}
	})
	for i := range x.docs {
		d := &x.docs[i]
		aliases := x.aliasesOf(d)
		for borrowed := d.borrowed; borrowed != 0; borrowed &= borrowed - 1 {
			aliases[bits.TrailingZeros64(borrowed)].key = 0 // no label is equal to a term of another concept
		}
	}
	split(len(x.docs), func(from, to int) {
		last := make([]int32, len(x.words.stems))
		var list []int32
		for i := from; i < to; i++ {
			list = x.distinct(list[:0], &x.docs[i], last, int32(i)+1)
			x.docs[i].words = slices.Clone(list)
		}
	})
}

// distinct adds the words of a concept to a list, each once.
func (x *Index) distinct(list []int32, d *document, last []int32, mark int32) []int32 {
	add := func(terms []int32) {
		for _, t := range terms {
			if last[t] != mark {
				last[t] = mark
				list = append(list, t)
			}
		}
	}
	names := x.names[d.firstName:][:d.labels+d.aliases]
	for i := range names {
		if i < nearLabels || i >= int(d.labels) {
			add(x.termsOf(&names[i]))
		}
	}
	add(d.text)
	add(d.gist)
	return list
}

// entryOf returns what the thesaurus says of a concept, nothing in another language.
func (x *Index) entryOf(uri string) thesaurus.Entry {
	if x.bare || !x.inLanguage(thesaurus.Language) {
		return thesaurus.Entry{}
	}
	return thesaurus.Of(uri)
}

// inLanguage reports whether the classification is in a language, or does not say in which.
func (x *Index) inLanguage(language string) bool {
	return x.c.Language == "" || x.c.Language == language
}
