package match

// A model turns features into an order and a confidence.
type model struct {
	weights features
	scale   scale
}

// A scale turns scores into confidences by logistic regression (Platt's scale): 1/(1+exp(-sum)).
type scale struct {
	offset float64
	slope  float64 // by the score
	margin float64 // by how far the score is behind the first one, 0 or less
	lead   float64 // for the first candidate: by how far its score is above the second, at most maxLead
	asked  float64 // by the share of the label that the concept mentions
	forms  float64 // by how alike labels are as written
}

// LeastConfidence is the confidence below which the best concept of a query is no match, unless a user wants
// it otherwise: of first answers below it about one in fifteen is right.
const LeastConfidence = 0.05

// maxLead bounds how far ahead a first candidate counts.
const maxLead = 5

// confidences estimates for each candidate of a query, best first, how likely it is an exact or close match.
func (m *model) confidences(q *question, list []scored) []float64 {
	out := make([]float64, len(list))
	left, s := 1.0, m.scale
	if !q.defined {
		s.offset -= strangeness
	}
	for i, c := range list {
		if !q.defined && c.same != notSame {
			out[i] = sameConfidence(q, c.same)
			left = min(left, 1-out[i])
			continue
		}
		if q.blind() {
			continue // nothing is known of the query: no candidate is better than another
		}
		out[i] = left / (1 + exp(-s.sum(list, i)))
		if len(q.repaired) > 0 {
			out[i] *= repairedShare
		}
	}
	return out
}

// strangeness is how much less sure an answer to a label is than the scales say: they are fitted on labels of
// ESCO's own authors, which are more like its other labels than labels of other people are.
const strangeness = 0.35

// inputs returns what a scale weighs of the candidate at a place of a list, best first.
func inputs(list []scored, i int) [scaleInputs]float64 {
	c := list[i]
	in := [scaleInputs]float64{1, c.score, min(0, c.score-list[0].score)}
	if i == 0 && len(list) > 1 {
		in[3] = max(0, min(maxLead, c.score-list[1].score))
	}
	in[4], in[5] = float64(c.f[fAsked]), float64(max(c.f[fForm], c.f[fFormAlt]))
	return in
}

// scaleInputs is how many numbers a scale weighs.
const scaleInputs = 6

func (s *scale) sum(list []scored, i int) float64 {
	in := inputs(list, i)
	sum := 0.0
	for k, weight := range [scaleInputs]float64{s.offset, s.slope, s.margin, s.lead, s.asked, s.forms} {
		sum += float64(weight * in[k])
	}
	return sum
}

// The confidence of a concept that has the label of a query, and what is left of it where the query's
// spelling was repaired: what was right of labels in the sets that "make evaluate" measures, where one of several right
// concepts is marked.
const (
	preferredConfidence   = 0.92
	alternativeConfidence = 0.66
	repairedShare         = 0.6
)

// sameConfidence shares the confidence of an equal label among the concepts that have it.
func sameConfidence(q *question, same sameness) float64 {
	if same > sameAlternative {
		return preferredConfidence
	}
	n := 0
	for _, other := range q.same {
		if other.same > sameAlternative {
			return 1 - preferredConfidence
		}
		n++
	}
	return alternativeConfidence / float64(n)
}

// models returns the models of a target: for queries with a definition, and for labels alone.
func (t Target) models() (defined, labelOnly *model) {
	switch t {
	case Occupations:
		return &occupationModel, &occupationLabelModel
	case All:
		return &skillModel, &allLabelModel
	}
	return &skillModel, &skillLabelModel
}

// skillModel ranks skills, and all concepts together, for queries with a definition. Its constants are what
// "make fit MODEL=definitions" printed with the thesaurus of release 1.0.0: the weights are fitted on the 42
// judged competencies of the development set, the 48 of testdata/judged.tsv and, for half as much, the 73 of
// testdata/competencies.tsv; the scale on the first ten answers to the 42, each by weights that were fitted
// without it.
var skillModel = model{
	weights: features{
		fPlace: 1.28, fFeedback: 2.93, fCovered: 0.53, fExtra: -0.23,
		fInside: 0.77, fBoth: 0.21, fWorkers: 2.78, fDomain: 2.22, fOutside: 0.20, fDigital: 0.33, fTransversal: 2.14, fReused: 0.47,
		fKnowledge: 0.29, fAlias: 1.08, fAliasEqual: 0.50, fAliasInside: 2.11, fGistLabel: 0.24, fNearLabel: 0.28, fNearWhole: 0.81,
		fNearBoth: 0.66, fNearText: 0.56, fNearDefinition: 0.22, fDefinitionTextsShare: 0.85, fGistShare: 0.84,
		fNearBothShare: 0.55, fNearTextShare: 0.84, fNearDefinitionShare: 2.01, fSameOther: 2.5,
	},
	scale: scale{offset: -5.86, slope: 0.38, margin: 0.46},
}

// occupationModel ranks occupations and ISCO groups for queries with a definition. The weights are fitted on the
// odd rows of testdata/occupation-titles.tsv and on alternative labels held out from 122 occupations, the
// scale on the even rows and on the labels of 365 others.
var occupationModel = model{
	weights: features{
		fLabelTexts: -0.19, fPlace: 3.02, fFeedback: 2.21, fPart: 1.77, fEqual: 1.27, fCovered: -0.56, fExtra: -0.25, fAsked: 1.40,
		fInside: 1.47, fForm: -0.77, fFormAlt: 1.40, fBoth: 0.75, fDomain: -0.59, fGroup: -0.74, fAlias: -0.93, fAliasEqual: 1.17,
		fAliasInside: 0.55, fNearLabel: 1.03, fNearWhole: 1.03, fNearTitle: 0.42, fNearBoth: 2.21, fNearText: 2.25, fNearBothShare: 0.76,
		fNearTextShare: 0.72,
	},
	scale: scale{offset: -4.86, slope: 0.38, margin: 0.73},
}

var (
	allLabelModel = skillModel
)

// The models of labels were fitted when the abbreviations of titles were still entries of lexicon.txt; those of
// abbreviation.txt are now written out in the label before it is read.

// skillLabelModel ranks labels alone: what "make fit MODEL=skills" printed.
var skillLabelModel = model{
	weights: features{
		fLabelTexts: 0.22, fPlace: 1.40, fFeedback: 2.83, fPart: 0.65, fEqual: 0.15, fCovered: 0.42, fExtra: -0.32, fAsked: 0.94,
		fInside: 1.06, fForm: 0.22, fFormAlt: 0.84, fBoth: 0.55, fWorkers: 2.63, fDomain: 1.84, fOutside: 0.50, fDigital: 0.28,
		fTransversal: 2.07, fReused: 0.16, fKnowledge: 0.29, fAlias: 0.66, fAliasEqual: 0.34, fAliasInside: 1.94, fGistLabel: 0.21,
		fNearLabel: 0.29, fNearWhole: 0.82, fNearTitle: 0.22, fNearBoth: 0.95, fNearText: 1.49, fNearDefinition: 0.22,
		fDefinitionTextsShare: 0.85, fGistShare: 0.84, fNearBothShare: 0.85, fNearTextShare: 1.84, fNearDefinitionShare: 2.01,
		fHead: 0.91, fSameOther: 0.17, fSense: 0.48,
	},
	scale: scale{offset: -2.82, slope: -0.03, margin: 0.77, lead: 0.92, asked: 2.20, forms: 1.21},
}

// occupationLabelModel ranks labels alone: what "make fit MODEL=occupations" printed.
var occupationLabelModel = model{
	weights: features{
		fLabelTexts: 0.15, fPlace: 1.27, fFeedback: 1.27, fPart: 0.97, fEqual: -0.36, fCovered: -0.40, fExtra: -0.46, fAsked: 1.48,
		fInside: 1.34, fForm: -0.53, fFormAlt: 1.14, fBoth: 1.07, fDomain: 0.26, fAlias: 0.04, fAliasEqual: -0.15, fAliasInside: 0.44,
		fNearLabel: 0.34, fNearWhole: 0.34, fNearTitle: 0.17, fNearBoth: 1.02, fNearText: 1.54, fNearBothShare: 0.48,
		fNearTextShare: 1.55, fHead: 0.64, fSameOther: -1.48, fRoleOther: -0.75, fGroupLook: 0.17, fNeeds: -0.07, fNeedsShare: 1.05,
		fSense: 3.11,
	},
	scale: scale{offset: -3.09, slope: 0.14, margin: 0.67, lead: 0.91, asked: 0.02, forms: 0.50},
}
