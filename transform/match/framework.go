package match

import (
	"slices"
	"unicode"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match/nearword"
)

// A Concept is a concept of a framework other than ESCO.
type Concept struct {
	ID           string
	Label        string
	Alternatives []string // other labels
	Definition   string   // may be empty
}

// FrameworkConcept is the type of the concepts of a framework other than ESCO.
const FrameworkConcept escodata.Type = "Concept"

// NewFrameworkIndex builds an index of the concepts of any framework in English. It knows of them what is
// known of English, and nothing that is known of ESCO alone. Name is what Source returns.
func NewFrameworkIndex(name string, concepts []Concept, options ...Option) *Index {
	list := make([]escodata.Concept, len(concepts))
	for i, c := range concepts {
		list[i] = escodata.Concept{URI: c.ID, Type: FrameworkConcept, Label: c.Label, AltLabels: c.Alternatives, Description: c.Definition, Described: true}
	}
	x := &Index{c: escodata.FromList(nearword.Language, "", list), source: name, types: []escodata.Type{FrameworkConcept}}
	x.model, x.labelOnly = Skills.models()
	return x.build(options)
}

// Source names what the index ranks: ESCO, or a framework as it was named.
func (x *Index) Source() string { return x.source }

// Types returns the types of the concepts that it ranks.
func (x *Index) Types() []escodata.Type {
	if x.groups && slices.Contains(x.types, escodata.Occupation) {
		return append(slices.Clone(x.types), escodata.ISCOGroup)
	}
	return x.types
}

// Classification returns what the index was made from.
func (x *Index) Classification() *escodata.Classification { return x.c }

// Version returns the version of what the index ranks; it is empty where it is not known.
func (x *Index) Version() string { return x.c.Version }

// Language returns the language of the labels, such as en; it is empty where it is not known.
func (x *Index) Language() string { return x.c.Language }

// ForeignShare is the share of unknown words above which a list seems to be in another language. Of the words
// of lists of English titles and skills at most 4 % are unknown, of German and French ones more than half.
const ForeignShare = 0.35

// leastWords is how many words a list must have before its language is doubted.
const leastWords = 5

// Unknown returns the share of the words of labels, without abbreviations, that neither the concepts nor
// general English know; 0 for a list of a few words.
func (x *Index) Unknown(queries []Query) float64 {
	unknown, all := 0, 0
	for _, q := range queries {
		cut(q.Label, func(lower, written string) {
			if len(lower) < 3 || len(lower) > longestWord || isAcronym(written) || !unicode.IsLetter([]rune(lower)[0]) {
				return
			}
			all++
			if _, stemmed := x.words.terms[stem(spell(lower))]; !stemmed && x.words.known(lower) == nil && !(x.words.general && (nearword.Known(lower) || base(lower) != "")) {
				unknown++
			}
		})
	}
	if all < leastWords {
		return 0
	}
	return float64(unknown) / float64(all)
}

// kindOf names the kind of a concept as a reader knows it: knowledge or skill/competence, as ESCO says,
// occupation, ISCO group or concept.
func kindOf(c *escodata.Concept) string {
	switch c.Type {
	case escodata.Occupation:
		return "occupation"
	case escodata.ISCOGroup:
		return "ISCO group"
	case escodata.Skill:
		if c.SkillType != "" {
			return c.SkillType
		}
		return "skill/competence"
	}
	return "concept"
}
