package match

// What the tests that fit and measure the model need to see of it.

// FeatureCount is the number of features of a candidate.
const FeatureCount = featureCount

// FeatureKeys are the names of the features in the code.
var FeatureKeys = [featureCount]string{
	fLabelTexts:      "fLabelTexts",
	fDefinitionTexts: "fDefinitionTexts",
	fPlace:           "fPlace",
	fFeedback:        "fFeedback",
	fPart:            "fPart",
	fEqual:           "fEqual",
	fCovered:         "fCovered",
	fExtra:           "fExtra",
	fAsked:           "fAsked",
	fSoftLabel:       "fSoftLabel",
	fSoftBack:        "fSoftBack",
	fSoftWhole:       "fSoftWhole",
	fInside:          "fInside",
	fForm:            "fForm",
	fFormAlt:         "fFormAlt",
	fBoth:            "fBoth",
	fSoftBoth:        "fSoftBoth",
	fPlaceCovered:    "fPlaceCovered",
	fWorkers:         "fWorkers",
	fDomain:          "fDomain",
	fOutside:         "fOutside",
	fDigital:         "fDigital",
	fTransversal:     "fTransversal",
	fReused:          "fReused",
	fKnowledge:       "fKnowledge",
	fGroup:           "fGroup",
}

// A Part is a group of features that are measured together.
type Part struct {
	Name     string
	Features map[int]bool
}

func part(name string, features ...int) Part {
	p := Part{name, map[int]bool{}}
	for _, f := range features {
		p.Features[f] = true
	}
	return p
}

// Parts are the parts of the model.
var Parts = []Part{
	part("descriptions", fLabelTexts, fDefinitionTexts),
	part("likeness of labels", fPart, fEqual, fForm, fFormAlt),
	part("label inside the query", fInside),
	part("coverage", fCovered, fExtra, fAsked, fBoth),
	part("place in the space", fPlace, fPlaceCovered),
	part("words near in meaning", fSoftLabel, fSoftBack, fSoftWhole, fSoftBoth),
	part("feedback", fFeedback),
	part("shared occupations", fWorkers),
	part("field of work", fDomain, fOutside),
	part("digital", fDigital),
	part("reuse and type", fTransversal, fReused, fKnowledge, fGroup),
}

// Words is the part that only the model of occupations uses.
var Words = part("words", fSoftLabel, fSoftBack, fSoftWhole, fSoftBoth, fPlaceCovered).Features

// LabelScores returns the URIs of the concepts whose labels score best by BM25 alone, best first.
func (x *Index) LabelScores(q Query, top int) []string {
	a := x.ask(q)
	if a == nil {
		return nil
	}
	s := &survey{sum: x.scan(&x.labels, a.label)}
	for i, v := range x.scan(&x.texts, a.definition) {
		s.sum[i] += v
	}
	var uris []string
	for _, at := range s.pool() {
		if len(uris) < top {
			uris = append(uris, x.c.Concepts[x.docs[at].id].URI)
		}
	}
	return uris
}

// PoolFeatures returns the URIs and the features of the pool of a query, best of the first look first;
// also the features that the model of the index leaves out.
func (whole *Index) PoolFeatures(q Query) (uris []string, rows [][]float64) {
	copied, all := *whole, *whole.model
	x := &copied
	all.words = true
	x.model = &all
	a := x.ask(q)
	if a == nil {
		return nil, nil
	}
	s := x.survey(a)
	pool := s.pool()
	for i, f := range x.measure(a, s, pool) {
		uris = append(uris, x.c.Concepts[x.docs[pool[i]].id].URI)
		row := make([]float64, featureCount)
		for k, v := range f {
			row[k] = float64(v)
		}
		rows = append(rows, row)
	}
	return uris, rows
}
