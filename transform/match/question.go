package match

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/source"
)

// lightWeight is the share of its weight that a light word keeps (light.txt).
const lightWeight = 0.5

// labelShare is how much more a word of the label counts in the whole query than one of the definition.
const labelShare = 2

// weighted is a term of a query or a label with its weight.
type weighted struct {
	term   int32
	weight float32
}

// A question is a query as the index sees it.
type question struct {
	text       string       // the label as given
	label      []weighted   // the first reading of the label
	forms      []int32      // of label
	readings   [][]weighted // the label as a whole, then its parts
	keys       []uint64     // of the readings, as names have them; 0 where only light or unknown words are left
	definition []weighted
	whole      []weighted // label and definition
	all        []int32    // the terms of label and definition in their order
	place      []float32  // of the whole in the space
	digital    float32    // how digital the words of the query are, as log odds
	domain     []float32  // in which fields of work they are, of unit length
	equal      []int32    // concepts with a label equal to a reading except for form, order and light words
	same       []sameName // concepts with a label that is the query's
	sense      []float32  // of the label, where there is no definition
	head       int32      // the form of the word that says what the label names, or -1
	strangers  []string   // words that no concept uses, though general English does
	repaired   []repair   // words of the label that were taken for misspelled ones
	long       bool       // a word of the label or the definition was too long to be looked up
	defined    bool       // there is a definition
	knowledge  bool       // the definition asks for knowledge, not for doing
}

// ask reads a query, with the abbreviations of its list written out; it returns nil when no word of it means anything and no label is equal to it.
func (x *Index) ask(q Query, e expansions) *question {
	q.Label, q.Definition = source.Visible(q.Label), source.Visible(q.Definition)
	label := x.writeOut(q.Label, e)
	if x.words.general && slices.Contains(x.types, escodata.Occupation) {
		label = unabbreviated(label)
	}
	label = bare(label)
	a := &question{text: q.Label, domain: make([]float32, domains), head: -1}
	for _, reading := range variants(label) {
		x.addReading(a, reading)
	}
	var definition, whole spelledText
	definition, a.strangers = x.words.read(q.Definition, a.strangers)
	a.definition = x.weigh(definition.terms, nil, nil)
	a.long = a.long || definition.long
	a.defined = len(a.definition) > 0
	for _, t := range a.label {
		a.whole = append(a.whole, weighted{t.term, labelShare * t.weight})
	}
	for _, t := range a.definition {
		if !hasTerm(a.label, t.term) {
			a.whole = append(a.whole, t)
		}
	}
	whole, a.strangers = x.words.read(label, a.strangers)
	x.findSame(a, q.Label, whole.form)
	if len(a.whole) == 0 && len(a.same) == 0 {
		return nil
	}
	a.all = append(whole.terms, definition.terms...)
	a.head = x.words.headOf(variants(label)[0])
	a.place = x.vectors.place(a.whole)
	x.locate(a)
	if !a.defined {
		a.sense = x.senseOfLabel(a)
	}
	a.knowledge = strings.HasPrefix(strings.ToLower(strings.TrimSpace(q.Definition)), "knowledge of")
	return a
}

// blind reports whether neither the concepts nor general English know a word of the query.
func (a *question) blind() bool {
	return !slices.ContainsFunc(a.whole, func(t weighted) bool { return t.term != unknownTerm })
}

// addReading adds one way to read the label.
func (x *Index) addReading(a *question, reading string) {
	var text spelledText
	text, a.strangers = x.words.read(reading, a.strangers)
	if len(a.readings) == 0 {
		a.repaired, a.long = text.repaired, text.long
	}
	if len(text.terms) == 0 {
		return
	}
	if len(a.readings) == 0 {
		a.label = x.weigh(text.terms, text.forms, &a.forms)
		a.readings = append(a.readings, a.label)
	} else {
		a.readings = append(a.readings, x.weigh(text.terms, nil, nil))
	}
	key := x.nameKey(text.terms)
	a.keys = append(a.keys, key)
	a.equal = x.equalTo(a.equal, key)
}

// weigh gives each term its weight; a repeated term appears once. Where forms are given, those of the
// terms that remain are put into kept.
func (x *Index) weigh(terms, forms []int32, kept *[]int32) []weighted {
	list := make([]weighted, 0, len(terms))
	for i, t := range terms {
		if hasTerm(list, t) {
			continue
		}
		list = append(list, weighted{t, x.weight(t)})
		if forms != nil {
			*kept = append(*kept, forms[i])
		}
	}
	return list
}

func hasTerm(list []weighted, term int32) bool {
	for _, t := range list {
		if t.term == term && term != unknownTerm {
			return true
		}
	}
	return false
}

// locate learns from the words of a query to which fields of work it belongs.
func (x *Index) locate(a *question) {
	var all float32
	for _, t := range a.whole {
		if t.term < 0 {
			continue
		}
		s := x.settingOf(t.term)
		all += t.weight
		a.digital += float32(t.weight * s.digital)
		addScaled(a.domain, s.domain, t.weight)
	}
	if all > 0 {
		a.digital /= all
	}
	unit(a.domain)
}
