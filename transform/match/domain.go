package match

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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
	root        float32       // square root of that number
	domain      []portion     // how it is spread over fields of work, of unit length
	workers     []escodata.ID // the occupations that need it
}

// A portion is a number of a vector that is not 0, and where it is.
type portion struct {
	at    int32
	value float32
}

// setPriors learns the prior of each concept from its columns and its relations.
func (x *Index) setPriors() {
	x.priors = make([]prior, len(x.docs))
	split(len(x.docs), func(from, to int) {
		spread := make([]float32, domains)
		for i := from; i < to; i++ {
			x.setPrior(&x.priors[i], x.docs[i].id, spread)
		}
	})
	largest := float32(1)
	for i := range x.priors {
		largest = max(largest, x.priors[i].reused)
	}
	for i := range x.priors {
		x.priors[i].reused /= largest
	}
}

func (x *Index) setPrior(p *prior, id escodata.ID, spread []float32) {
	concept := &x.c.Concepts[id]
	p.transversal = concept.ReuseLevel == "transversal"
	p.sector = concept.ReuseLevel == "sector-specific" || concept.ReuseLevel == "occupation-specific"
	p.knowledge = concept.SkillType == "knowledge"
	p.digital = slices.Contains(concept.Tags, "digital") || slices.Contains(concept.Tags, "digComp")
	p.group = concept.Type == escodata.ISCOGroup
	p.workers = x.c.Occupations(id)
	p.reused = float32(ln(1 + float64(len(p.workers))))
	p.root = sqrt32(float32(len(p.workers)))
	x.spread(p, concept, spread)
}

// spread sets the fields of work of a concept: those of the occupations that need it, or its own.
func (x *Index) spread(p *prior, concept *escodata.Concept, spread []float32) {
	clear(spread)
	for _, w := range p.workers {
		spread[domainOf(x.c.Concepts[w].ISCOGroup)]++
	}
	switch concept.Type {
	case escodata.Occupation:
		spread[domainOf(concept.ISCOGroup)]++
	case escodata.ISCOGroup:
		spread[domainOf(concept.Code)]++
	}
	spread[0] = 0
	unit(spread)
	for at, value := range spread {
		if value != 0 {
			p.domain = append(p.domain, portion{int32(at), value})
		}
	}
}

// dotPortions returns the product of a vector and portions of another one, summed as dot does.
func dotPortions(x []portion, y []float32) float32 {
	var sums [4]float32
	for _, p := range x {
		sums[p.at&3] += float32(p.value * y[p.at])
	}
	return (sums[0] + sums[1]) + (sums[2] + sums[3])
}

// domainOf returns the two-digit group of an ISCO code, or 0.
func domainOf(code string) int {
	if len(code) < 2 || code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9' {
		return 0
	}
	return int(code[0]-'0')*10 + int(code[1]-'0')
}

// learned keeps what was learned of the terms that were asked for.
type learned struct {
	mean      []float32 // how all concepts are spread over fields of work
	odds      float64   // log odds of a concept to be digital
	base      float64   // share of the digital concepts
	settings  []atomic.Pointer[termSetting]
	neighbors []atomic.Pointer[[]neighbor]
	relatives []atomic.Pointer[[]neighbor]
	senses    []atomic.Pointer[[]float32] // by concept
	sorted    func() []int32              // the surfaces in the order of their words
	written   []int32                     // surfaces by term: those of term t from writtenAt[t] to writtenAt[t+1]
	writtenAt []int32
}

// A termSetting says where the concepts that use a term are.
type termSetting struct {
	digital float32   // how digital they are, as log odds relative to all concepts
	domain  []float32 // in which fields of work, as log of the share relative to that of all concepts
}

func newLearned(x *Index) *learned {
	n := len(x.words.stems)
	l := &learned{mean: make([]float32, domains), settings: make([]atomic.Pointer[termSetting], n), neighbors: make([]atomic.Pointer[[]neighbor], n),
		relatives: make([]atomic.Pointer[[]neighbor], n), senses: make([]atomic.Pointer[[]float32], len(x.docs)), writtenAt: make([]int32, n+1)}
	all := 0.0
	each := 1 / float32(len(x.docs))
	for i := range x.priors {
		for _, p := range x.priors[i].domain {
			l.mean[p.at] += float32(each * p.value)
		}
		if x.priors[i].digital {
			all++
		}
	}
	// A download may hold digital concepts alone, as one of the digital collection does: the share is below 1.
	l.base = min(max(all, 1), float64(len(x.docs))-0.5) / float64(max(len(x.docs), 2))
	l.odds = ln(l.base / (1 - l.base))
	for _, term := range x.words.term {
		if term >= 0 {
			l.writtenAt[term+1]++
		}
	}
	for t := range n {
		l.writtenAt[t+1] += l.writtenAt[t]
	}
	l.written = make([]int32, l.writtenAt[n])
	next := slices.Clone(l.writtenAt)
	for surface, term := range x.words.term {
		if term >= 0 {
			l.written[next[term]] = int32(surface)
			next[term]++
		}
	}
	l.sorted = sync.OnceValue(func() []int32 {
		list := make([]int32, len(x.words.spelled))
		for i := range list {
			list[i] = int32(i)
		}
		slices.SortFunc(list, func(a, b int32) int { return strings.Compare(x.words.spelled[a], x.words.spelled[b]) })
		return list
	})
	return l
}

// settingOf learns of a term how digital the concepts that use it are and in which fields of work they are.
func (x *Index) settingOf(term int32) *termSetting {
	if s := x.learned.settings[term].Load(); s != nil {
		return s
	}
	s := &termSetting{domain: make([]float32, domains)}
	digital, count := 0.0, 0.0
	for _, f := range []*field{&x.labels, &x.texts} {
		for _, p := range f.of(term) {
			count++
			for _, share := range x.priors[p.doc].domain {
				s.domain[share.at] += share.value
			}
			if x.priors[p.doc].digital {
				digital++
			}
		}
	}
	base := x.learned.base
	share := (digital + float64(smoothing*base/2)) / (count + smoothing/2)
	s.digital = float32(ln(share/(1-share)) - x.learned.odds)
	contrast(s.domain, x.learned.mean, float32(count))
	x.learned.settings[term].Store(s)
	return s
}

// contrast turns sums over the concepts that use a term into the log of how far they exceed the mean; a
// field of work without such a concept does not exceed it.
func contrast(row, mean []float32, count float32) {
	for d, sum := range row {
		if sum != 0 {
			share := (sum + float32(smoothing*mean[d])) / (count + smoothing)
			row[d] = float32(max(0, ln(float64(share/(mean[d]+0.001)))))
		}
	}
}

// A setting is what the best concepts of a second look say about the field that a query belongs to.
type setting struct {
	workers []float32 // by concept of the classification: weight of the best concepts that an occupation needs
	near    []float32 // mean place of the best concepts in the space
}

// How many of the best concepts of the second look make the setting, and how fast their weight falls.
const (
	settingSize = 10
	settingFall = 3
)

// settle looks at the best concepts of the second look.
func (x *Index) settle(s *setting, best []scored) {
	clear(s.near)
	for rank, look := range best {
		weight := 1 / float32(rank+settingFall)
		addScaled(s.near, x.vectors.doc(look.at), weight)
		p := &x.priors[look.at]
		for _, w := range p.workers {
			s.workers[w] += weight / p.root
		}
	}
	unit(s.near)
}

// forget takes back what settle noted of occupations.
func (x *Index) forget(s *setting, best []scored) {
	for _, look := range best {
		for _, w := range x.priors[look.at].workers {
			s.workers[w] = 0
		}
	}
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
	return sum / p.root
}
