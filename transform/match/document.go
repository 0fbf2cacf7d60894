package match

import (
	"slices"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/thesaurus"
)

// A document is a concept as the index sees it: texts as terms, without stop words.
type document struct {
	id        escodata.ID
	firstName int32   // of the index's names: the preferred label, the alternative ones, the terms of the thesaurus, the best first
	labels    int32   // how many of the names are labels
	aliases   int32   // how many are terms of the thesaurus
	text      []int32 // description, scope note and definition
	gist      []int32 // how the thesaurus defines it
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

// formsOf returns the words of a name as written but for their number.
func (x *Index) formsOf(n *name) []int32 { return x.nameForms[n.start:n.end] }

// A reading holds what is read of some concepts, word by word as written. Words have numbers of its own.
type reading struct {
	from, to int // the concepts
	numbers  map[string]int32
	words    []written
	tokens   []int32
	ends     []int32 // where each text of each concept ends in tokens
	names    []name
	terms    []int32
	forms    []int32
}

// fixedTexts is how many texts each concept has beside its names: description, scope note, definition, gist.
const fixedTexts = 4

// readConcepts turns all texts into terms: first every word is learned, then phrases and compounds are
// brought to their one form.
func (x *Index) readConcepts() {
	readings := make([]*reading, 0, 8)
	for from := 0; from < len(x.docs); from += readingSize {
		readings = append(readings, &reading{from: from, to: min(from+readingSize, len(x.docs)), numbers: map[string]int32{}})
	}
	split(len(readings), func(from, to int) {
		for _, r := range readings[from:to] {
			for i := r.from; i < r.to; i++ {
				r.read(&x.docs[i], &x.c.Concepts[x.docs[i].id], x.entryOf(x.c.Concepts[x.docs[i].id].URI))
			}
		}
	})
	for _, r := range readings {
		numbers := make([]int32, len(r.words))
		for i, w := range r.words {
			numbers[i] = x.words.add(w)
		}
		for i, token := range r.tokens {
			r.tokens[i] = numbers[token]
		}
	}
	x.words.complete()
	split(len(readings), func(from, to int) {
		for _, r := range readings[from:to] {
			r.analyze(x.words, x.docs[r.from:r.to])
		}
	})
	for _, r := range readings {
		x.take(r)
	}
}

// readingSize is how many concepts are read together.
const readingSize = 2048

// read reads the texts of a concept and what the thesaurus says of it.
func (r *reading) read(d *document, concept *escodata.Concept, e thesaurus.Entry) {
	d.labels, d.aliases = int32(1+len(concept.AltLabels)), int32(len(e.Terms))
	r.text(concept.Label)
	for _, label := range concept.AltLabels {
		r.text(label)
	}
	for _, term := range e.Terms {
		r.text(term.Text)
	}
	for _, text := range [fixedTexts]string{concept.Description, concept.ScopeNote, concept.Definition, e.Gist} {
		r.text(text)
	}
}

func (r *reading) text(text string) {
	words(text, func(word string) {
		number, ok := r.numbers[word]
		if !ok {
			number = int32(len(r.words))
			r.numbers[word] = number
			r.words = append(r.words, newWritten(word))
		}
		r.tokens = append(r.tokens, number)
	})
	r.ends = append(r.ends, int32(len(r.tokens)))
}

// analyze turns the texts of the concepts into terms, once all words have their numbers.
func (r *reading) analyze(a *analyzer, docs []document) {
	var surfaces, texts []int32
	start, text := int32(0), 0
	next := func() {
		surfaces = a.normal(surfaces, r.tokens[start:r.ends[text]])
		start = r.ends[text]
		text++
	}
	for i := range docs {
		d := &docs[i]
		d.firstName = int32(len(r.names))
		for range d.labels + d.aliases {
			n := name{start: int32(len(r.terms)), form: a.formOf(r.tokens[start:r.ends[text]]), head: a.headForm(r.tokens[start:r.ends[text]])}
			next()
			for _, surface := range surfaces {
				if term := a.term[surface]; term != stopTerm {
					r.terms, r.forms = append(r.terms, term), append(r.forms, a.single[surface])
				}
			}
			n.end = int32(len(r.terms))
			r.names = append(r.names, n)
		}
		from := len(texts)
		gist := from
		for k := range fixedTexts {
			if k == fixedTexts-1 {
				gist = len(texts)
			}
			next()
			for _, surface := range surfaces {
				if term := a.term[surface]; term != stopTerm {
					texts = append(texts, term)
				}
			}
		}
		d.text, d.gist = slices.Clone(texts[from:gist]), slices.Clone(texts[gist:])
		texts = texts[:0]
	}
}

// take adds the names of a reading to those of the index.
func (x *Index) take(r *reading) {
	names, terms := int32(len(x.names)), int32(len(x.nameTerms))
	for _, n := range r.names {
		n.start, n.end = n.start+terms, n.end+terms
		x.names = append(x.names, n)
	}
	x.nameTerms, x.nameForms = append(x.nameTerms, r.terms...), append(x.nameForms, r.forms...)
	for i := r.from; i < r.to; i++ {
		x.docs[i].firstName += names
	}
	*r = reading{}
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
		for k, term := range x.entryOf(x.c.Concepts[d.id].URI).Terms {
			if term.Borrowed {
				aliases[k].key = 0 // no label is equal to a term of another concept
			}
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
	return thesaurus.Entries()[uri]
}

// inLanguage reports whether the classification is in a language, or does not say in which.
func (x *Index) inLanguage(language string) bool {
	return x.c.Language == "" || x.c.Language == language
}
