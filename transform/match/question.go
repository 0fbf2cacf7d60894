package match

import "strings"

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
	definition []weighted
	whole      []weighted // label and definition
	expanded   []weighted // label with the synonyms of its words
	mentioned  map[int32]int
	place      []float32 // of the whole in the space
	digital    float32   // how digital the words of the query are, as log odds
	domain     []float32 // in which fields of work they stand, of unit length
	equal      []int32   // concepts with a label equal to a reading
	knowledge  bool      // the definition asks for knowledge, not for doing
}

// ask reads a query; it returns nil when no word of it means anything.
func (x *Index) ask(q Query) *question {
	a := &question{text: q.Label, mentioned: map[int32]int{}, domain: make([]float32, domains)}
	for _, reading := range variants(q.Label) {
		x.addReading(a, reading)
	}
	definition, _ := x.words.read(q.Definition)
	a.definition = x.weigh(definition, nil, nil)
	for _, t := range a.label {
		a.whole = append(a.whole, weighted{t.term, labelShare * t.weight})
	}
	for _, t := range a.definition {
		if !hasTerm(a.label, t.term) {
			a.whole = append(a.whole, t)
		}
	}
	if len(a.whole) == 0 {
		return nil
	}
	label, _ := x.words.read(q.Label)
	for i, t := range append(label, definition...) {
		if _, earlier := a.mentioned[t]; !earlier && t >= 0 {
			a.mentioned[t] = i
		}
	}
	a.expanded = x.expand(a.label)
	a.place = x.vectors.place(a.whole)
	x.locate(a)
	a.knowledge = strings.HasPrefix(strings.ToLower(strings.TrimSpace(q.Definition)), "knowledge of")
	return a
}

// addReading adds one way to read the label.
func (x *Index) addReading(a *question, reading string) {
	terms, forms := x.words.read(reading)
	if len(terms) == 0 {
		return
	}
	if len(a.readings) == 0 {
		a.label = x.weigh(terms, forms, &a.forms)
		a.readings = append(a.readings, a.label)
	} else {
		a.readings = append(a.readings, x.weigh(terms, nil, nil))
	}
	if key := x.labelKey(terms); key != "" {
		a.equal = append(a.equal, x.equal[key]...)
	}
}

// weigh gives each term its weight; a repeated term stands once. Where forms are given, those of the
// terms that stand are put into kept.
func (x *Index) weigh(terms, forms []int32, kept *[]int32) []weighted {
	var list []weighted
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

// synonymShare is how much a synonym counts against the word it stands for, besides its likeness.
const synonymShare = 0.5

func (x *Index) expand(label []weighted) []weighted {
	var list []weighted
	for _, t := range label {
		list = append(list, t)
		if t.term < 0 {
			continue
		}
		for _, s := range x.synonyms[t.term] {
			list = append(list, weighted{s.term, t.weight * s.like * synonymShare})
		}
	}
	return list
}

// locate learns from the words of a query to which fields of work it belongs.
func (x *Index) locate(a *question) {
	var all float32
	for _, t := range a.whole {
		if t.term < 0 {
			continue
		}
		all += t.weight
		a.digital += t.weight * x.termDigital[t.term]
		addScaled(a.domain, x.termDomain[int(t.term)*domains:(int(t.term)+1)*domains], t.weight)
	}
	if all > 0 {
		a.digital /= all
	}
	unit(a.domain)
}
