package match

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// A Candidate is a concept that may match a query.
type Candidate struct {
	URI        string
	Label      string
	Type       escodata.Type
	Kind       string  // knowledge, skill/competence, occupation, ISCO group, or concept for another framework
	Score      float64 // orders the candidates of one query; scores of two queries are not comparable
	Confidence float64 // estimated probability, from 0 to 1, that the concept is an exact or close match
	Why        string  // what matched, in a few words
}

// How many concepts are looked at closely for one query: more for one with a definition, whose concept may
// share no word with it.
const (
	poolSize      = 300
	labelPoolSize = 128
)

// blockSize is how many queries are placed in the space together: the vectors of the concepts are read
// from memory once for all of them.
const blockSize = 8

// Search returns the best concepts for a query, best first, at most top of them. A query without any
// word that means something has none, unless it is a label of a concept.
func (x *Index) Search(q Query, top int) []Candidate {
	return x.SearchAll([]Query{q}, top)[0]
}

// SearchAll returns what Search returns for each query, in the order of the queries; it searches on all
// processors. Queries of the same label and definition share one answer, which must not be changed.
func (x *Index) SearchAll(queries []Query, top int) [][]Candidate {
	found, _ := x.SearchEach(context.Background(), queries, top, func(int) {})
	return found
}

// SearchEach is SearchAll that stops soon after ctx is done: it then returns the error of ctx, and nil for
// the queries that it did not come to. Abbreviations that a query defines, as in "user experience (UX)", are
// known for all of them. It calls progress now and then with the number of queries that
// were answered, from one goroutine at a time.
func (x *Index) SearchEach(ctx context.Context, queries []Query, top int, progress func(done int)) ([][]Candidate, error) {
	found := make([][]Candidate, len(queries))
	if x.ranked == 0 || top <= 0 {
		return found, nil
	}
	distinct, same := distinctQueries(queries)
	known := expansionsOf(queries)
	var next, done atomic.Int64
	var telling sync.Mutex
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (len(distinct)+blockSize-1)/blockSize) {
		group.Go(func() {
			r := newRanker(x)
			r.expansions = known
			for ctx.Err() == nil {
				from := int(next.Add(blockSize)) - blockSize
				if from >= len(distinct) {
					return
				}
				block := distinct[from:min(from+blockSize, len(distinct))]
				r.rank(queries, block, top, found)
				telling.Lock()
				progress(int(done.Add(int64(len(block)))) * len(queries) / len(distinct))
				telling.Unlock()
			}
		})
	}
	group.Wait()
	for i, first := range same {
		found[i] = found[first]
	}
	return found, ctx.Err()
}

// distinctQueries returns the positions of the queries that no earlier one equals, and for each query the
// first one that equals it.
func distinctQueries(queries []Query) (distinct, same []int) {
	type text struct{ label, definition string }
	first := make(map[text]int, len(queries))
	for i, q := range queries {
		t := text{q.Label, q.Definition}
		at, ok := first[t]
		if !ok {
			at = i
			first[t] = i
			distinct = append(distinct, i)
		}
		same = append(same, at)
	}
	return distinct, same
}

// A ranker ranks one query after another in memory of its own.
type ranker struct {
	x          *Index
	expansions expansions
	places     [blockSize][]float32
	questions  [blockSize]*question
	asking     []int                    // the questions that are there
	pairs      [blockSize / 2][]float32 // their places, two and two, as dotPair takes them

	// The first look: a number for each concept.
	labelTexts, definitionTexts, gists, gistLabels, sum, part []float32
	needed                                                    []float32 // by the labels of the skills that it needs
	mentioned                                                 []float32 // weight of the label's words that it mentions
	asked                                                     float32   // weight of all of them
	counts                                                    []int32   // how many keys there are of each size; zeros between uses
	keys                                                      []uint64
	pool                                                      []int32

	// The query of the moment.
	question                             *question
	words                                []queryWord // by term
	wordTerms                            []int32
	present                              bitset   // the terms that words says something of
	forms                                []uint64 // by surface: which words of the label are written so
	formTerms                            []int32
	written                              bitset // the surfaces that forms says something of
	masks                                []uint64
	ours                                 []float32 // by reading: sum of the squares of the weights
	long                                 bool      // a reading has more words than a mask
	spare                                []*nearText
	nearReadings                         []*nearText
	nearLabel, nearDefinition, nearWhole *nearText

	secondLook, definedWeights, labelWeights []weighing

	setting  setting
	features []features
	looks    []scored
	ranked   []scored
}

func newRanker(x *Index) *ranker {
	n := len(x.docs)
	numbers := make([]float32, (8+blockSize)*n)
	next := func() []float32 {
		part := numbers[:n:n]
		numbers = numbers[n:]
		return part
	}
	r := &ranker{x: x, needed: next(), labelTexts: next(), definitionTexts: next(), gists: next(), gistLabels: next(), sum: next(), part: next(), mentioned: next(), counts: make([]int32, 1<<(64-countShift)),
		words: make([]queryWord, len(x.words.stems)), forms: make([]uint64, len(x.words.spelled)),
		present: newBitset(len(x.words.stems)), written: newBitset(len(x.words.spelled)), features: make([]features, poolSize)}
	for i := range r.places {
		r.places[i] = next()
	}
	r.secondLook, r.definedWeights, r.labelWeights = secondLook.weighings(), x.model.weights.weighings(), x.labelOnly.weights.weighings()
	r.setting = setting{workers: make([]float32, len(x.c.Concepts)), near: make([]float32, dimensions)}
	return r
}

// rank answers the queries at some positions.
func (r *ranker) rank(queries []Query, positions []int, top int, found [][]Candidate) {
	for i, at := range positions {
		r.questions[i] = r.x.ask(queries[at], r.expansions)
	}
	r.placeAll(r.questions[:len(positions)])
	for i, at := range positions {
		if found[at] = []Candidate{}; r.questions[i] != nil {
			found[at] = r.answer(r.questions[i], r.places[i], top)
		}
	}
}

// tile is how many vectors of concepts are compared with all queries of a block before the next ones.
const tile = 64

// placeAll compares the places of some queries and of all concepts.
func (r *ranker) placeAll(questions []*question) {
	r.asking = r.asking[:0]
	for i, q := range questions {
		if q != nil {
			r.asking = append(r.asking, i)
		}
	}
	pairs := 0
	if hasFours {
		pairs = len(r.asking) / 2
	}
	for k := range pairs {
		r.pairs[k] = paired(r.pairs[k], questions[r.asking[2*k]].place, questions[r.asking[2*k+1]].place)
	}
	for from := 0; from < len(r.x.docs); from += tile {
		n := min(tile, len(r.x.docs)-from)
		rows := r.x.vectors.docs[from*dimensions:]
		for k, pair := range r.pairs[:pairs] {
			i, j := r.asking[2*k], r.asking[2*k+1]
			dotPair(rows, dimensions, n, questions[i].place, questions[j].place, pair, r.places[i][from:], r.places[j][from:])
		}
		for _, i := range r.asking[2*pairs:] {
			dotRows(rows, dimensions, n, questions[i].place, r.places[i][from:from+n])
		}
	}
}

// answer returns the best concepts for a query.
func (r *ranker) answer(q *question, place []float32, top int) []Candidate {
	x := r.x
	r.question = q
	r.survey(q, place)
	pool := r.choose(q.poolSize())
	r.setWords(q)
	r.setNearness(q)
	found := r.measure(q, place, pool)
	model := x.modelFor(q)
	r.ranked = r.ranked[:0]
	for i, at := range pool {
		r.ranked = append(r.ranked, scored{at: at, same: q.firstBy(at), f: &found[i], score: found[i].weigh(r.weights(model))})
	}
	list := best(r.ranked, max(top, 2))
	sure := model.confidences(q, list)
	list = list[:min(top, len(list))]
	candidates := make([]Candidate, len(list))
	for i, c := range list {
		concept := &x.c.Concepts[x.docs[c.at].id]
		candidates[i] = Candidate{URI: concept.URI, Label: concept.Label, Type: concept.Type, Kind: kindOf(concept), Score: c.score, Confidence: sure[i], Why: x.why(q, c)}
	}
	return candidates
}

// modelFor returns the model that ranks a query.
func (x *Index) modelFor(q *question) *model {
	if q.defined {
		return x.model
	}
	return x.labelOnly
}

// weights returns the weights of a model that are not 0.
func (r *ranker) weights(m *model) []weighing {
	if m == r.x.model {
		return r.definedWeights
	}
	return r.labelWeights
}

// setNearness makes the texts of a query ready to be compared by words near in meaning.
func (r *ranker) setNearness(q *question) {
	used := 0
	ready := func(terms []weighted) *nearText {
		if used == len(r.spare) {
			r.spare = append(r.spare, newNearText(r.x))
		}
		k := r.spare[used]
		used++
		k.set(r.x, terms, q.strangers, !q.defined)
		return k
	}
	r.nearReadings, r.nearLabel, r.nearDefinition, r.long = r.nearReadings[:0], nil, nil, false
	for i, reading := range q.readings {
		r.nearReadings = append(r.nearReadings, ready(reading))
		r.long = r.long || len(reading) > maskBits
		if i == 0 {
			r.nearLabel = r.nearReadings[0]
		}
	}
	if len(q.definition) > 0 {
		r.nearDefinition, r.nearWhole = ready(q.definition), ready(q.whole)
	} else {
		r.nearWhole = r.nearLabel // the same words; how much they weigh does not matter here
	}
}

// scored is a concept of the pool with its score.
type scored struct {
	at    int32
	same  sameness
	f     *features
	score float64
}

// best puts the n best of a list first, in order, and returns them. What has the label of the query comes
// before all else, whatever the scores. Equal scores are in the order of the
// index: by type as the target has them and then by URI.
func best(list []scored, n int) []scored {
	n = min(n, len(list))
	before := func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.same, a.same), cmp.Compare(b.score, a.score), cmp.Compare(a.at, b.at))
	}
	if n*8 > len(list) {
		slices.SortFunc(list, before)
		return list[:n]
	}
	for i := range list {
		if i >= n && (n == 0 || before(list[i], list[n-1]) > 0) {
			continue
		}
		c := list[i]
		at := min(i, n-1)
		list[i] = list[at]
		for ; at > 0 && before(c, list[at-1]) < 0; at-- {
			list[at] = list[at-1]
		}
		list[at] = c
	}
	return list[:n]
}
