package match

// What the tests that fit and measure the model need to see of it.

// FeatureCount is the number of features of a candidate.
const FeatureCount = featureCount

// FeatureKeys are the names of the features in the code.
var FeatureKeys = [featureCount]string{
	fLabelTexts:           "fLabelTexts",
	fDefinitionTexts:      "fDefinitionTexts",
	fPlace:                "fPlace",
	fFeedback:             "fFeedback",
	fPart:                 "fPart",
	fEqual:                "fEqual",
	fCovered:              "fCovered",
	fExtra:                "fExtra",
	fAsked:                "fAsked",
	fInside:               "fInside",
	fForm:                 "fForm",
	fFormAlt:              "fFormAlt",
	fBoth:                 "fBoth",
	fWorkers:              "fWorkers",
	fDomain:               "fDomain",
	fOutside:              "fOutside",
	fDigital:              "fDigital",
	fTransversal:          "fTransversal",
	fReused:               "fReused",
	fKnowledge:            "fKnowledge",
	fGroup:                "fGroup",
	fAlias:                "fAlias",
	fAliasEqual:           "fAliasEqual",
	fAliasInside:          "fAliasInside",
	fGist:                 "fGist",
	fGistLabel:            "fGistLabel",
	fNearLabel:            "fNearLabel",
	fNearWhole:            "fNearWhole",
	fNearTitle:            "fNearTitle",
	fNearBoth:             "fNearBoth",
	fNearText:             "fNearText",
	fNearDefinition:       "fNearDefinition",
	fDefinitionTextsShare: "fDefinitionTextsShare",
	fGistShare:            "fGistShare",
	fNearBothShare:        "fNearBothShare",
	fNearTextShare:        "fNearTextShare",
	fNearDefinitionShare:  "fNearDefinitionShare",
	fHead:                 "fHead",
	fRoleOther:            "fRoleOther",
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
	part("descriptions", fLabelTexts, fDefinitionTexts, fDefinitionTextsShare),
	part("likeness of labels", fPart, fEqual, fForm, fFormAlt),
	part("label inside the query", fInside),
	part("coverage", fCovered, fExtra, fAsked, fBoth),
	part("place in the space", fPlace),
	part("thesaurus", fAlias, fAliasEqual, fAliasInside, fGist, fGistLabel, fGistShare),
	part("near words", fNearLabel, fNearWhole, fNearTitle, fNearBoth, fNearText, fNearDefinition, fNearBothShare, fNearTextShare, fNearDefinitionShare),
	part("feedback", fFeedback),
	part("shared occupations", fWorkers),
	part("field of work", fDomain, fOutside),
	part("digital", fDigital),
	part("reuse and type", fTransversal, fReused, fKnowledge, fGroup),
}

// OfTitles is the part that only the model of occupations uses: beside words near in meaning, the likeness
// of labels adds nothing for skills.
var OfTitles = Parts[1].Features

// LabelScores returns the URIs of the concepts whose labels score best by BM25 alone, best first.
func (x *Index) LabelScores(q Query, top int) []string {
	a := x.ask(q)
	if a == nil {
		return nil
	}
	r := newRanker(x)
	scan(r.sum, &x.labels, a.label)
	scan(r.part, &x.texts, a.definition)
	addScaled(r.sum, r.part, 1)
	var uris []string
	for _, at := range r.choose() {
		if len(uris) < top {
			uris = append(uris, x.c.Concepts[x.docs[at].id].URI)
		}
	}
	return uris
}

// PoolFeatures returns the URIs and the features of the pool of a query, best of the first look first.
func (x *Index) PoolFeatures(q Query) (uris []string, rows [][]float64) {
	a := x.ask(q)
	if a == nil {
		return nil, nil
	}
	r := newRanker(x)
	r.questions[0] = a
	r.placeAll(r.questions[:1])
	r.question = a
	r.survey(a, r.places[0])
	pool := r.choose()
	r.setWords(a)
	r.setNearness(a)
	for i, f := range r.measure(a, r.places[0], pool) {
		uris = append(uris, x.c.Concepts[x.docs[pool[i]].id].URI)
		row := make([]float64, featureCount)
		for k, v := range f {
			row[k] = float64(v)
		}
		rows = append(rows, row)
	}
	return uris, rows
}
