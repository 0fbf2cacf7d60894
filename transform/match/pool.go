package match

// FeatureNames returns the names of the features of a candidate as model.go has them, in their order.
func FeatureNames() []string { return featureNames[:] }

var featureNames = [featureCount]string{
	fLabelTexts: "fLabelTexts", fDefinitionTexts: "fDefinitionTexts", fPlace: "fPlace", fFeedback: "fFeedback", fPart: "fPart", fEqual: "fEqual",
	fCovered: "fCovered", fExtra: "fExtra", fAsked: "fAsked", fInside: "fInside", fForm: "fForm", fFormAlt: "fFormAlt", fBoth: "fBoth",
	fWorkers: "fWorkers", fDomain: "fDomain", fOutside: "fOutside", fDigital: "fDigital", fTransversal: "fTransversal", fReused: "fReused",
	fKnowledge: "fKnowledge", fGroup: "fGroup", fAlias: "fAlias", fAliasEqual: "fAliasEqual", fAliasInside: "fAliasInside", fGist: "fGist",
	fGistLabel: "fGistLabel", fNearLabel: "fNearLabel", fNearWhole: "fNearWhole", fNearTitle: "fNearTitle", fNearBoth: "fNearBoth",
	fNearText: "fNearText", fNearDefinition: "fNearDefinition", fDefinitionTextsShare: "fDefinitionTextsShare", fGistShare: "fGistShare",
	fNearBothShare: "fNearBothShare", fNearTextShare: "fNearTextShare", fNearDefinitionShare: "fNearDefinitionShare", fHead: "fHead",
	fSameOther: "fSameOther", fRoleOther: "fRoleOther", fGroupLook: "fGroupLook", fNeeds: "fNeeds", fNeedsShare: "fNeedsShare", fSense: "fSense",
}

// A Pooled is a concept of the pool of a query, as the weights of a model are fitted on it.
type Pooled struct {
	URI      string
	Same     bool // its label is the query's: no weight decides about its rank
	Features []float64
}

// Pool returns the concepts that are looked at closely for a query, best of the first look first.
func (x *Index) Pool(q Query) []Pooled {
	a := x.ask(q, nil)
	if a == nil {
		return nil
	}
	r := newRanker(x)
	r.questions[0] = a
	r.placeAll(r.questions[:1])
	r.question = a
	r.survey(a, r.places[0])
	chosen := r.choose(a.poolSize())
	r.setWords(a)
	r.setNearness(a)
	list := make([]Pooled, len(chosen))
	for i, f := range r.measure(a, r.places[0], chosen) {
		row := make([]float64, featureCount)
		for k, v := range f {
			row[k] = float64(v)
		}
		list[i] = Pooled{x.c.Concepts[x.docs[chosen[i]].id].URI, a.firstBy(chosen[i]) != notSame, row}
	}
	return list
}

// ScaleInputs returns what the scale of a model weighs of the candidate at a place of a list of candidates,
// best first, with their scores.
func ScaleInputs(list []Pooled, scores []float64, i int) []float64 {
	all := make([]scored, len(list))
	for k := range list {
		f := &features{}
		for j, v := range list[k].Features {
			f[j] = float32(v)
		}
		all[k] = scored{score: scores[k], f: f}
	}
	in := inputs(all, i)
	return in[:]
}

// Weights returns the weights of a target's model for queries with a definition, or for labels alone.
func Weights(t Target, defined bool) []float64 {
	m, labelOnly := t.models()
	if !defined {
		m = labelOnly
	}
	w := make([]float64, featureCount)
	for k, v := range m.weights {
		w[k] = float64(v)
	}
	return w
}
