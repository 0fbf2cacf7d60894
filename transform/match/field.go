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

// addShares counts the terms of several labels up to 2, by the share of the labels that use them.
func (c *counter) addShares(labels [][]int32) {
	share := 2 / float32(max(len(labels), 3))
	for _, label := range labels {
		for _, term := range label {
			c.add(term, share)
		}
	}
}

// labelCounts counts the terms of labels: a term of the preferred label counts 2, one of the alternative
// labels up to 2.
func labelCounts(d *document, c *counter) {
	for _, term := range d.labels[0] {
		c.add(term, 2)
	}
	c.addShares(d.labels[1:])
}

func textCounts(d *document, c *counter) { c.addAll(d.text) }

func aliasCounts(d *document, c *counter) { c.addShares(d.aliases) }

func gistCounts(d *document, c *counter) { c.addAll(d.gist) }

// newField builds the postings of one field, each term's in the order of the concepts.
func newField(docs []document, terms int, count func(*document, *counter)) field {
	c := counter{at: make([]int32, terms)}
	lists := make([][]counted, len(docs))
	lengths := make([]float64, len(docs))
	total := 0.0
	f := field{start: make([]int32, terms+1)}
	for i := range docs {
		count(&docs[i], &c)
		lists[i] = append([]counted(nil), c.list...)
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
	mean := math.Max(total/float64(max(len(docs), 1)), 1)
	for i, list := range lists {
		norm := bm25K1 * (1 - bm25B + bm25B*lengths[i]/mean)
		for _, t := range list {
			f.postings[next[t.term]] = posting{int32(i), float32(float64(t.count) * (bm25K1 + 1) / (float64(t.count) + norm))}
			next[t.term]++
		}
	}
	return f
}
