package match

import (
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/thesaurus"
)

// A document is a concept as the index sees it: texts as terms, without stop words.
type document struct {
	id      escodata.ID
	labels  [][]int32 // the preferred label first, then the alternative ones
	forms   [][]int32 // the same words as written but for their number
	text    []int32   // description, scope note and definition
	aliases [][]int32 // terms of the thesaurus, the best first
	gist    []int32   // how the thesaurus defines it
}

// A reading is what is read of a concept, word by word as written.
type reading struct{ labels, texts, aliases, gist [][]int32 }

// readConcepts turns all texts into terms: first every word is learned, then phrases and compounds are
// brought to their one form.
func (x *Index) readConcepts() {
	readings := make([]reading, len(x.docs))
	for i := range x.docs {
		readings[i] = x.learn(&x.c.Concepts[x.docs[i].id])
	}
	x.words.findCompounds()
	for i, r := range readings {
		d := &x.docs[i]
		for _, label := range r.labels {
			terms, forms := x.words.termsOf(label)
			d.labels, d.forms = append(d.labels, terms), append(d.forms, forms)
		}
		for _, alias := range r.aliases {
			terms, _ := x.words.termsOf(alias)
			d.aliases = append(d.aliases, terms)
		}
		d.text, d.gist = x.words.allTerms(r.texts), x.words.allTerms(r.gist)
	}
}

// learn reads the texts of a concept and what the thesaurus says of it.
func (x *Index) learn(concept *escodata.Concept) reading {
	e := x.entryOf(concept.URI)
	all := func(texts ...string) [][]int32 {
		list := make([][]int32, len(texts))
		for i, text := range texts {
			list[i] = x.words.learn(text)
		}
		return list
	}
	return reading{
		labels: append(all(concept.Label), all(concept.AltLabels...)...), aliases: all(e.Terms...),
		texts: all(concept.Description, concept.ScopeNote, concept.Definition), gist: all(e.Gist),
	}
}

// entryOf returns what the thesaurus says of a concept, nothing in another language.
func (x *Index) entryOf(uri string) thesaurus.Entry {
	if !x.inLanguage(thesaurus.Language) {
		return thesaurus.Entry{}
	}
	return thesaurus.Entries()[uri]
}

// inLanguage reports whether the classification is in a language, or does not say in which.
func (x *Index) inLanguage(language string) bool {
	return x.c.Language == "" || x.c.Language == language
}
