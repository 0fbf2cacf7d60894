package match

// The features of a candidate. Most are numbers from 0 to 1; each is said in words in featureNames.
const (
	fLabelTexts = iota
	fDefinitionTexts
	fPlace
	fFeedback
	fPart
	fEqual
	fCovered
	fExtra
	fAsked
	fSoftLabel
	fSoftBack
	fSoftWhole
	fInside
	fForm
	fFormAlt
	fBoth
	fSoftBoth
	fPlaceCovered
	fWorkers
	fDomain
	fOutside
	fDigital
	fTransversal
	fReused
	fKnowledge
	fGroup
	featureCount
)

// featureNames say what each feature measures, for the tests that fit and report the weights.
var featureNames = [featureCount]string{
	fLabelTexts:      "BM25 of the label in the description",
	fDefinitionTexts: "BM25 of the definition in the description",
	fPlace:           "nearness in the space of meaning",
	fFeedback:        "nearness to the best concepts of the first look",
	fPart:            "likeness of a part of the label and any label",
	fEqual:           "preferred label equal, light words aside",
	fCovered:         "share of the preferred label that the query mentions",
	fExtra:           "weight of the preferred label that the query does not mention",
	fAsked:           "share of the label that the concept mentions",
	fSoftLabel:       "words of the label near words of the preferred label",
	fSoftBack:        "words of the preferred label near words of the label",
	fSoftWhole:       "words of the preferred label near words of the query",
	fInside:          "a label stands whole in the query, the earlier the better",
	fForm:            "likeness of the preferred label with words as written",
	fFormAlt:         "likeness of the best alternative label with words as written",
	fBoth:            "asked and covered",
	fSoftBoth:        "words near both ways",
	fPlaceCovered:    "near in meaning and words of the label near",
	fWorkers:         "needed by the same occupations as the best ones",
	fDomain:          "field of work of the query's words",
	fOutside:         "bound to a sector, outside that field",
	fDigital:         "digital as the query's words",
	fTransversal:     "transversal",
	fReused:          "needed by many occupations",
	fKnowledge:       "knowledge where knowledge is asked",
	fGroup:           "an ISCO group",
}

type features [featureCount]float32

// dot weighs features.
func (f *features) dot(g *features) float64 {
	sum := 0.0
	for k, v := range f {
		sum += float64(float64(v) * float64(g[k]))
	}
	return sum
}

// secondLook holds the weights by which a pool is put in order once it has been looked at closely; the
// best concepts of that order tell the setting of the query.
var secondLook = features{
	fDefinitionTexts: 4.4, fAsked: 3, fInside: 1.7, fDomain: 2, fBoth: 1, fPart: 1, fPlace: 1, fTransversal: 2, fReused: 1.5,
}

// measure sets the features of the concepts of a pool: first those of the concept itself, then those
// that compare it with the best of the pool.
func (x *Index) measure(q *question, r *survey, pool []int32) []features {
	out := make([]features, len(pool))
	near := &nearness{x: x, whole: map[int32]float32{}, q: q}
	looks := make([]scored, len(pool))
	for i, at := range pool {
		f := &out[i]
		f[fLabelTexts], f[fDefinitionTexts], f[fPlace] = r.labelTexts[at], r.definitionTexts[at], r.place[at]
		x.measureLabels(q, &x.docs[at], f)
		if x.model.words {
			x.measureWords(q, near, &x.docs[at], f)
		}
		x.measureField(q, at, f)
		f[fBoth] = f[fAsked] * f[fCovered]
		f[fSoftBoth] = f[fSoftLabel] * f[fSoftWhole]
		f[fPlaceCovered] = f[fPlace] * f[fSoftWhole]
		looks[i] = scored{at: at, score: secondLook.dot(f)}
	}
	x.sort(looks)
	s := x.settle(looks)
	for i, at := range pool {
		x.measureSetting(s, at, &out[i])
	}
	return out
}

// measureSetting compares a concept with the best ones of the pool.
func (x *Index) measureSetting(s *setting, at int32, f *features) {
	p := &x.priors[at]
	f[fFeedback] = dot(s.near, x.vectors.doc(at))
	f[fWorkers] = s.shared(p)
}

// measureField compares the field of work of a query and a concept.
func (x *Index) measureField(q *question, at int32, f *features) {
	p := &x.priors[at]
	f[fDomain] = dot(p.domain, q.domain)
	if p.sector {
		f[fOutside] = 1 - f[fDomain]
	}
	f[fDigital] = q.digital
	if !p.digital {
		f[fDigital] = -q.digital
	}
	f[fReused] = p.reused
	f[fTransversal], f[fGroup] = share(p.transversal), share(p.group)
	f[fKnowledge] = share(p.knowledge && q.knowledge)
}

func share(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
