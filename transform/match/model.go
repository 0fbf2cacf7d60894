package match

import "math"

// A model turns features into an order and a confidence.
type model struct {
	weights features
	words   bool // whether words are compared by meaning, which takes time
	// Platt's scale: the confidence is 1/(1+exp(-(offset + slope·score + margin·(score−best)))).
	offset, slope, margin float64
}

func (m *model) score(f *features) float64 { return m.weights.dot(f) }

// confidence estimates how likely a concept is an exact or close match, from its score and from how far
// it stands behind the best one.
func (m *model) confidence(score, best float64) float64 {
	return 1 / (1 + math.Exp(-(m.offset + m.slope*score + m.margin*(score-best))))
}

// skillModel ranks skills, and all concepts together. Its constants are what
//
//	FWCI_FIT=1 go test ./transform/match -run TestFitSkills -v
//
// printed: the weights are fitted on the 42 judged competencies of the development set and the 78 entries
// of testdata/competencies.tsv, the scale of the confidence on the first ten answers to the 42, each by
// weights that were fitted without it.
var skillModel = model{
	weights: features{
		fLabelTexts: 0.27, fDefinitionTexts: 3.76, fPlace: 1.70, fFeedback: 2.22, fPart: 1.22, fEqual: 0.41, fCovered: 1.66,
		fExtra: -0.86, fAsked: 1.21, fInside: 1.41, fForm: 0.90, fFormAlt: 0.15, fBoth: 0.53, fWorkers: 2.75, fDomain: 2.02,
		fOutside: -0.53, fDigital: 0.34, fTransversal: 2.88, fReused: 2.04, fKnowledge: 0.40,
	},
	offset: -5.66, slope: 0.41, margin: 0.30,
}

// occupationModel ranks occupations and ISCO groups. Its constants are what
//
//	FWCI_FIT=1 go test ./transform/match -run TestFitOccupations -v
//
// printed: the weights are fitted on the odd rows of testdata/occupation-titles.tsv and on alternative
// labels held out from 122 occupations, the confidence on the even rows and on the labels of 365 others.
var occupationModel = model{
	weights: features{
		fLabelTexts: 0.56, fPlace: 0.49, fFeedback: 3.17, fPart: 2.09, fEqual: 0.84, fCovered: -0.91, fExtra: -1.00,
		fAsked: 2.31, fSoftLabel: -0.39, fSoftBack: 0.76, fSoftWhole: 0.76, fInside: 1.13, fForm: -0.97, fFormAlt: 1.41,
		fBoth: 0.82, fSoftBoth: 2.45, fPlaceCovered: 1.30, fDomain: 1.12, fGroup: -0.23,
	},
	words:  true,
	offset: -4.95, slope: 0.46, margin: 0.68,
}
