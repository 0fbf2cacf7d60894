package match

import "math"

// BM25 settings. k1 bounds what repetition of a word adds, b how much length counts against a concept.
const (
	bm25K1 = 1.2
	bm25B  = 0.4
)

// A posting says how strongly a concept uses a term in one field, by BM25 without the term's weight.
type posting struct {
	doc    int32
	weight float32
}

// A field holds the postings of every term.
type field struct {
	start    []int32
	postings []posting
}

func (f *field) of(term int32) []posting { return f.postings[f.start[term]:f.start[term+1]] }

// counted is how often a concept uses a term in a field; the number need not be whole.
type counted struct {
	term  int32
	count float32
}

// counter counts terms and keeps the order in which they were first seen.
type counter struct {
	at   []int32 // term → position in list + 1
	list []counted
}

func (c *counter) add(term int32, n float32) {
	if c.at[term] == 0 {
		c.list = append(c.list, counted{term: term})
		c.at[term] = int32(len(c.list))
	}
	c.list[c.at[term]-1].count += n
}

func (c *counter) reset() {
	for _, t := range c.list {
		c.at[t.term] = 0
	}
	c.list = c.list[:0]
}

// addAll counts each term once.
func (c *counter) addAll(terms []int32) {
	for _, term := range terms {
		c.add(term, 1)
	}
}

// addShares counts the terms of several names up to 2, by the share of the names that use them.
func (c *counter) addShares(x *Index, names []name) {
	share := 2 / float32(max(len(names), 3))
	for i := range names {
		for _, term := range x.termsOf(&names[i]) {
			c.add(term, share)
		}
	}
}

// labelCounts counts the terms of labels: a term of the preferred label counts 2, one of the alternative
// labels up to 2.
func labelCounts(x *Index, d *document, c *counter) {
	labels := x.labelsOf(d)
	for _, term := range x.termsOf(&labels[0]) {
		c.add(term, 2)
	}
	c.addShares(x, labels[1:])
}

func textCounts(_ *Index, d *document, c *counter) { c.addAll(d.text) }

func aliasCounts(x *Index, d *document, c *counter) { c.addShares(x, x.aliasesOf(d)) }

func gistCounts(_ *Index, d *document, c *counter) { c.addAll(d.gist) }

// newField builds the postings of one field, each term's in the order of the concepts. It counts twice: what it
// would otherwise keep of the first time takes more memory than the field.
func newField(x *Index, count func(*Index, *document, *counter)) field {
	terms := len(x.words.stems)
	c := counter{at: make([]int32, terms)}
	lengths := make([]float64, len(x.docs))
	total := 0.0
	f := field{start: make([]int32, terms+1)}
	for i := range x.docs {
		count(x, &x.docs[i], &c)
		for _, t := range c.list {
			lengths[i] += float64(t.count)
			f.start[t.term+1]++
		}
		total += lengths[i]
		c.reset()
	}
	for t := range terms {
		f.start[t+1] += f.start[t]
	}
	f.postings = make([]posting, f.start[terms])
	next := append([]int32(nil), f.start...)
	mean := math.Max(total/float64(max(len(x.docs), 1)), 1)
	for i := range x.docs {
		norm := float64(bm25K1 * (1 - bm25B + float64(bm25B*lengths[i]/mean)))
		count(x, &x.docs[i], &c)
		for _, t := range c.list {
			f.postings[next[t.term]] = posting{int32(i), float32(float64(t.count) * (bm25K1 + 1) / (float64(t.count) + norm))}
			next[t.term]++
		}
		c.reset()
	}
	return f
}
