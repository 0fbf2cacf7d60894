package match

// A model turns features into an order and a confidence.
type model struct {
	weights features
	// Platt's scale: the confidence is 1/(1+exp(-(offset + slope·score + margin·(score−best)))).
	offset, slope, margin float64
}

// confidence estimates how likely a concept is an exact or close match, from its score and from how far
// it stands behind the best one.
func (m *model) confidence(score, best float64) float64 {
	return 1 / (1 + exp(-(m.offset + float64(m.slope*score) + float64(m.margin*(score-best)))))
}

// skillModel ranks skills, and all concepts together. Its constants are what
//
//	FWCI_FIT=1 go test ./transform/match -run TestFitSkills -v
//
// printed: the weights are fitted on the 42 judged competencies of the development set, the 48 of
// testdata/judged.tsv and, for half as much, the 73 of testdata/competencies.tsv; the scale of the
// confidence on the first ten answers to the 42, each by weights that were fitted without it.
var skillModel = model{
	weights: features{
		fLabelTexts: -0.19, fDefinitionTexts: -1.22, fPlace: 1.28, fFeedback: 2.93, fCovered: 0.53, fExtra: -0.23, fAsked: -0.18,
		fInside: 0.77, fBoth: 0.21, fWorkers: 2.78, fDomain: 2.22, fOutside: 0.20, fDigital: 0.33, fTransversal: 2.14, fReused: 0.47,
		fKnowledge: 0.29, fAlias: 1.08, fAliasEqual: -0.10, fAliasInside: 2.11, fGistLabel: 0.24, fNearLabel: 0.28, fNearWhole: 0.81,
		fNearTitle: -0.07, fNearBoth: 0.66, fNearText: 0.56, fNearDefinition: 0.22, fDefinitionTextsShare: 0.85, fGistShare: 0.84,
		fNearBothShare: 0.55, fNearTextShare: 0.84, fNearDefinitionShare: 2.01,
	},
	offset: -5.86, slope: 0.38, margin: 0.46,
}

// occupationModel ranks occupations and ISCO groups. Its constants are what
//
//	FWCI_FIT=1 go test ./transform/match -run TestFitOccupations -v
//
// printed: the weights are fitted on the odd rows of testdata/occupation-titles.tsv and on alternative
// labels held out from 122 occupations, the confidence on the even rows and on the labels of 365 others.
var occupationModel = model{
	weights: features{
		fLabelTexts: -0.19, fPlace: 3.02, fFeedback: 2.21, fPart: 1.77, fEqual: 1.27, fCovered: -0.56, fExtra: -0.25, fAsked: 1.40,
		fInside: 1.47, fForm: -0.77, fFormAlt: 1.40, fBoth: 0.75, fDomain: -0.59, fGroup: -0.74, fAlias: -0.93, fAliasEqual: 1.17,
		fAliasInside: 0.55, fNearLabel: 1.03, fNearWhole: 1.03, fNearTitle: 0.42, fNearBoth: 2.21, fNearText: 2.25, fNearBothShare: 0.76,
		fNearTextShare: 0.72,
	},
	offset: -4.86, slope: 0.38, margin: 0.73,
}
