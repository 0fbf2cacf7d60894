package match

import (
	"cmp"

	"github.com/fwci-open-data/fwci/transform/match/nearword"
)

// The sense of a text is the mean of the vectors that general English has of its words, by their weights: it tells
// custodian near cleaner where no label and no description does.

// preferredSense is how much the preferred label counts in the sense of a concept, compared with each other name.
const preferredSense = 2

// findVectors notes the packed vectors of all surfaces.
func (x *Index) findVectors() []string {
	list := make([]string, len(x.words.spelled))
	if !x.words.general {
		return list
	}
	for word, packed := range nearword.Vectors() {
		if surface, ok := x.words.surfaces[word]; ok && (list[surface] == "" || x.words.spelled[surface] == word) {
			list[surface] = packed
		}
	}
	return list
}

// addSense adds the vector of a surface, or of its singular, to a sum.
func (x *Index) addSense(sum []float32, surface int32, by float32) {
	packed := x.packed[surface]
	if packed == "" {
		packed = x.packed[x.words.single[surface]]
	}
	nearword.AddVector(sum, packed, by)
}

// senseOf returns the sense of a concept, of unit length; zeros where none of its words has a vector.
func (x *Index) senseOf(at int32) []float32 {
	if sense := x.learned.senses[at].Load(); sense != nil {
		return *sense
	}
	d := &x.docs[at]
	sum, one := make([]float32, nearword.Dimensions), make([]float32, nearword.Dimensions)
	names := x.names[d.firstName:][:d.labels+d.aliases]
	for i := range names {
		clear(one)
		terms, forms := x.termsOf(&names[i]), x.formsOf(&names[i])
		for k, form := range forms {
			x.addSense(one, form, x.weights[terms[k]])
		}
		unit(one)
		by := float32(1)
		if i == 0 {
			by = preferredSense
		}
		addScaled(sum, one, by)
	}
	unit(sum)
	x.learned.senses[at].Store(&sum)
	return sum
}

// senseOfLabel returns the sense of the first reading of a label.
func (x *Index) senseOfLabel(q *question) []float32 {
	sum := make([]float32, nearword.Dimensions)
	if !x.words.general {
		return sum
	}
	for i, t := range q.label {
		switch {
		case t.term >= 0 && int(q.forms[i]) < len(x.packed):
			x.addSense(sum, q.forms[i], t.weight)
		case t.term >= 0: // a form that no concept has, of a word that some do
			nearword.AddVector(sum, nearword.Vector(x.words.names[t.term]), t.weight)
		case t.term < unknownTerm:
			word := q.strangers[firstStranger-t.term]
			nearword.AddVector(sum, cmp.Or(nearword.Vector(word), nearword.Vector(base(word))), t.weight)
		}
	}
	unit(sum)
	return sum
}
