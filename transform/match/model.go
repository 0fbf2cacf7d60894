package match

import "math"

// A model turns features into an order and a confidence.
type model struct {
	weights features
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
		fLabelTexts: 0.31, fDefinitionTexts: 4.33, fParents: 0.96, fExpanded: -0.24, fPlace: 0.13, fFeedback: 3.02, fPart: 0.34,
		fEqual: 0.32, fCovered: 0.33, fExtra: -1.12, fAsked: 0.94, fSoftLabel: 1.24, fSoftBack: -0.31, fSoftWhole: 0.95, fInside: 1.22,
		fForm: 0.28, fFormAlt: 0.47, fBoth: 0.96, fSoftBoth: 0.51, fPlaceCovered: 0.70, fBeside: -0.22, fAbove: -0.21, fWorkers: 2.43,
		fDomain: 1.82, fOutside: -0.66, fDigital: 0.64, fDigitalSetting: -1.49, fTransversal: 3.58, fReused: 2.58, fKnowledge: 0.24,
	},
	offset: -6.53, slope: 0.51, margin: 0.23,
}

// occupationModel ranks occupations and ISCO groups. Its constants are what
//
//	FWCI_FIT=1 go test ./transform/match -run TestFitOccupations -v
//
// printed: the weights are fitted on the odd rows of testdata/occupation-titles.tsv and on alternative
// labels held out from 122 occupations, the confidence on the even rows and on the labels of 365 others.
var occupationModel = model{
	weights: features{
		fLabelTexts: 0.21, fParents: 1.05, fExpanded: -0.09, fPlace: 0.93, fFeedback: 3.31, fPart: 2.22, fEqual: 1.11, fCovered: -1.28,
		fExtra: -1.09, fAsked: 2.87, fSoftLabel: -0.41, fSoftBack: 1.01, fSoftWhole: 1.01, fInside: 0.99, fForm: -0.59, fFormAlt: 1.42,
		fBoth: 0.58, fSoftBoth: 2.09, fPlaceCovered: 0.62, fBeside: 0.49, fAbove: 0.40, fDomain: 0.23, fGroup: -0.22,
	},
	offset: -4.62, slope: 0.41, margin: 0.72,
}
