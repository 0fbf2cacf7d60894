package match

import (
	"math"
	"slices"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// domains is the number of ISCO sub-major groups that a two-digit code can name.
const domains = 100

// smoothing is how many average concepts are added to those that use a term when the field of work of
// the term is learned: a word of two concepts says little.
const smoothing = 10

// A prior is what is known of a concept before any query.
type prior struct {
	transversal bool
	sector      bool // sector-specific or occupation-specific
	knowledge   bool
	digital     bool
	group       bool          // an ISCO group
	reused      float32       // log of the number of occupations that need it, 1 for the most
	domain      []float32     // how it is spread over fields of work, of unit length
	workers     []escodata.ID // the occupations that need it
}

// setPriors learns the prior of each concept from its columns and its relations.
func (x *Index) setPriors() {
	x.priors = make([]prior, len(x.docs))
	spread := make([]float32, len(x.docs)*domains)
	most := float32(1)
	for i := range x.docs {
		id := x.docs[i].id
		concept := &x.c.Concepts[id]
		p := &x.priors[i]
		p.transversal = concept.ReuseLevel == "transversal"
		p.sector = concept.ReuseLevel == "sector-specific" || concept.ReuseLevel == "occupation-specific"
		p.knowledge = concept.SkillType == "knowledge"
		p.digital = slices.Contains(concept.Tags, "digital") || slices.Contains(concept.Tags, "digComp")
		p.group = concept.Type == escodata.ISCOGroup
		p.workers = x.c.Occupations(id)
		p.reused = float32(math.Log(1 + float64(len(p.workers))))
		most = max(most, p.reused)
		p.domain = spread[i*domains : (i+1)*domains]
		x.spread(p, concept)
	}
	for i := range x.priors {
		x.priors[i].reused /= most
	}
}

// spread sets the fields of work of a concept: those of the occupations that need it, or its own.
func (x *Index) spread(p *prior, concept *escodata.Concept) {
	for _, w := range p.workers {
		p.domain[domainOf(x.c.Concepts[w].ISCOGroup)]++
	}
	switch concept.Type {
	case escodata.Occupation:
		p.domain[domainOf(concept.ISCOGroup)]++
	case escodata.ISCOGroup:
		p.domain[domainOf(concept.Code)]++
	}
	p.domain[0] = 0
	unit(p.domain)
}

// domainOf returns the two-digit group of an ISCO code, 0 where there is none.
func domainOf(code string) int {
	if len(code) < 2 || code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9' {
		return 0
	}
	return int(code[0]-'0')*10 + int(code[1]-'0')
}

// learnDomains learns of each term how digital the concepts that use it are, as log odds against all
// concepts, and in which fields of work they stand, as log of the share against that of all concepts.
func (x *Index) learnDomains() {
	n := len(x.words.stems)
	digital, count := make([]float64, n), make([]float64, n)
	x.termDigital, x.termDomain = make([]float32, n), make([]float32, n*domains)
	mean := make([]float32, domains)
	all := 0.0
	for i := range x.priors {
		addScaled(mean, x.priors[i].domain, 1/float32(len(x.docs)))
		if x.priors[i].digital {
			all++
		}
	}
	for _, f := range []*field{&x.labels, &x.texts} {
		for t := range n {
			for _, p := range f.of(int32(t)) {
				count[t]++
				addScaled(x.termDomain[t*domains:(t+1)*domains], x.priors[p.doc].domain, 1)
				if x.priors[p.doc].digital {
					digital[t]++
				}
			}
		}
	}
	// A download may hold digital concepts alone, as one of the digital collection does: the share is below 1.
	base := min(math.Max(all, 1), float64(len(x.docs))-0.5) / float64(max(len(x.docs), 2))
	for t := range n {
		share := (digital[t] + smoothing*base/2) / (count[t] + smoothing/2)
		x.termDigital[t] = float32(math.Log(share/(1-share)) - math.Log(base/(1-base)))
		contrast(x.termDomain[t*domains:(t+1)*domains], mean, float32(count[t]))
	}
}

// contrast turns sums over the concepts that use a term into the log of how far they exceed the mean.
func contrast(row, mean []float32, count float32) {
	for d := range row {
		share := (row[d] + smoothing*mean[d]) / (count + smoothing)
		row[d] = float32(math.Max(0, math.Log(float64(share/(mean[d]+0.001)))))
	}
}

// A setting is what the best concepts of a second look say about the field that a query belongs to.
type setting struct {
	workers map[escodata.ID]float32 // weight of the best concepts that an occupation needs
	near    []float32               // mean place of the best concepts in the space
}

// How many of the best concepts of the second look make the setting, and how fast their weight falls.
const (
	settingSize = 10
	settingFall = 3
)

// settle looks at the best concepts of the second look.
func (x *Index) settle(best []scored) *setting {
	s := &setting{workers: map[escodata.ID]float32{}, near: make([]float32, dimensions)}
	for rank, look := range best[:min(settingSize, len(best))] {
		weight := 1 / float32(rank+settingFall)
		addScaled(s.near, x.vectors.doc(look.at), weight)
		workers := x.priors[look.at].workers
		for _, w := range workers {
			s.workers[w] += weight / sqrt32(float32(len(workers)))
		}
	}
	unit(s.near)
	return s
}

// shared returns how far the occupations that need a concept are those that need the best ones.
func (s *setting) shared(p *prior) float32 {
	var sum float32
	for _, w := range p.workers {
		sum += s.workers[w]
	}
	if sum == 0 {
		return 0
	}
	return sum / sqrt32(float32(len(p.workers)))
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }
