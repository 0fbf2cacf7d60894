package match

import "slices"

// The features of a candidate. Most are numbers from 0 to 1.
const (
	fLabelTexts           = iota // BM25 of the label in the description
	fDefinitionTexts             // BM25 of the definition in the description
	fPlace                       // nearness in the space of meaning
	fFeedback                    // nearness to the best concepts of the first look
	fPart                        // likeness of a part of the label and any label
	fEqual                       // preferred label equal, light words aside
	fCovered                     // share of the preferred label that the query mentions
	fExtra                       // weight of the preferred label that the query does not mention
	fAsked                       // share of the label that the concept mentions
	fInside                      // a whole label is in the query, the earlier the better
	fForm                        // likeness of the preferred label with words as written
	fFormAlt                     // likeness of the best alternative label with words as written
	fBoth                        // asked and covered
	fWorkers                     // needed by the same occupations as the best ones
	fDomain                      // field of work of the query's words
	fOutside                     // bound to a sector, outside that field
	fDigital                     // digital as the query's words
	fTransversal                 // transversal
	fReused                      // needed by many occupations
	fKnowledge                   // knowledge where knowledge is asked
	fGroup                       // an ISCO group
	fAlias                       // likeness of a part of the label and a term of the thesaurus
	fAliasEqual                  // equal to a term of the thesaurus
	fAliasInside                 // a whole term of the thesaurus is in the query
	fGist                        // BM25 of the definition in the gist
	fGistLabel                   // BM25 of the label in the gist
	fNearLabel                   // words of the preferred label near words of the label
	fNearWhole                   // words of the preferred label near words of the query
	fNearTitle                   // words of the label near words of the preferred label or a term of the thesaurus
	fNearBoth                    // a part of the label and the preferred label or a term of the thesaurus near both ways
	fNearText                    // words of the label near words of the concept
	fNearDefinition              // words of the definition near words of the concept
	fDefinitionTextsShare        // BM25 of the definition in the description, compared with the best of the pool
	fGistShare                   // BM25 of the definition in the gist, compared with the best of the pool
	fNearBothShare               // near both ways, compared with the best of the pool
	fNearTextShare               // words of the label near words of the concept, compared with the best of the pool
	fNearDefinitionShare         // words of the definition near words of the concept, compared with the best of the pool
	fHead                        // the preferred label, or less another name, has the head of the label
	fSameOther                   // an alternative label is the query's
	fRoleOther                   // head of label and preferred label are two words for what somebody is at work
	fGroupLook                   // first look at its ISCO group
	fNeeds                       // BM25 of the label in the labels of the skills that it needs
	fNeedsShare                  // the same, compared with the best of the pool
	fSense                       // nearness of the label and the names in the vectors of general English
	featureCount
)

// aliasFall is how much less each further term of the thesaurus counts.
const aliasFall = 0.1

type features [featureCount]float32

// A weighing is a weight that is not 0.
type weighing struct {
	feature int
	weight  float64
}

// weighings returns the weights that are not 0, in the order of the features.
func (f *features) weighings() []weighing {
	var list []weighing
	for k, v := range f {
		if v != 0 {
			list = append(list, weighing{k, float64(v)})
		}
	}
	return list
}

// weigh sums the weighed features of a concept.
func (f *features) weigh(weights []weighing) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += float64(w.weight * float64(f[w.feature]))
	}
	return sum
}

// secondLook holds the weights by which a pool is put in order once it has been looked at closely; the
// best concepts of that order tell the setting of the query.
var secondLook = features{
	fDefinitionTexts: 3, fAsked: 1.5, fInside: 1.5, fDomain: 2, fBoth: 1, fPart: 1, fPlace: 1, fTransversal: 2, fReused: 1.5,
	fGist: 2, fAlias: 0.7, fNearBoth: 2, fNearText: 1.5, fNearDefinition: 3,
}

// measure sets the features of the concepts of a pool: first those of the concept itself, then those
// that compare it with the best of the pool.
func (r *ranker) measure(q *question, place []float32, pool []int32) []features {
	x := r.x
	out := r.features[:len(pool)]
	clear(out)
	r.looks = r.looks[:0]
	for i, at := range pool {
		f := &out[i]
		d := &x.docs[at]
		f[fLabelTexts], f[fDefinitionTexts], f[fPlace] = r.labelTexts[at], r.definitionTexts[at], place[at]
		f[fGist], f[fGistLabel] = r.gists[at], r.gistLabels[at]
		r.measureLabels(q, at, f)
		r.measureAliases(q, d, f)
		r.measureNearness(d, f)
		x.measureField(q, at, f)
		r.measureHead(q, d, f)
		r.measureSurroundings(at, f)
		if !q.defined {
			f[fSense] = dot(q.sense, x.senseOf(at))
		}
		f[fSameOther] = share(q.sameOf(at) == sameAlternative)
		f[fBoth] = f[fAsked] * f[fCovered]
		r.looks = append(r.looks, scored{at: at, same: q.firstBy(at), score: f.weigh(r.secondLook)})
	}
	measureShares(out)
	looks := best(r.looks, settingSize)
	x.settle(&r.setting, looks)
	for i, at := range pool {
		out[i][fFeedback] = dot(r.setting.near, x.vectors.doc(at))
		out[i][fWorkers] = r.setting.shared(&x.priors[at])
	}
	x.forget(&r.setting, looks)
	return out
}

// measureAliases compares the terms of the thesaurus with the query. Each counts a little less than the one
// before it.
func (r *ranker) measureAliases(q *question, d *document, f *features) {
	aliases := r.x.aliasesOf(d)
	if !r.touches(aliases) {
		return
	}
	for i := range aliases {
		alias := &aliases[i]
		worth := 1 / (1 + float32(aliasFall*float32(i)))
		c := r.compare(alias, false)
		f[fAliasInside] = max(f[fAliasInside], c.inside)
		f[fAlias] = max(f[fAlias], c.likeness*worth)
		if alias.key != 0 && slices.Contains(q.keys, alias.key) {
			f[fAliasEqual] = max(f[fAliasEqual], worth)
		}
	}
}

// shares are features that also count as a share of the largest one in the pool.
var shares = []struct{ of, share int }{
	{fDefinitionTexts, fDefinitionTextsShare}, {fGist, fGistShare}, {fNearBoth, fNearBothShare}, {fNearText, fNearTextShare},
	{fNearDefinition, fNearDefinitionShare}, {fNeeds, fNeedsShare},
}

// measureShares sets the features that compare a concept with the best of the pool.
func measureShares(pool []features) {
	for _, s := range shares {
		var largest float32
		for i := range pool {
			largest = max(largest, pool[i][s.of])
		}
		for i := range pool {
			if largest > 0 {
				pool[i][s.share] = pool[i][s.of] / largest
			}
		}
	}
}

// measureField compares the field of work of a query and a concept.
func (x *Index) measureField(q *question, at int32, f *features) {
	p := &x.priors[at]
	f[fDomain] = dotPortions(p.domain, q.domain)
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
