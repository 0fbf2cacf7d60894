package match

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// maxReasons is how many reasons are given for a candidate.
const maxReasons = 3

// why says in a few words what matched, the strongest reason first.
func (x *Index) why(q *question, c scored) string {
	d := &x.docs[c.at]
	concept := &x.c.Concepts[d.id]
	var reasons []string
	for _, r := range q.repaired {
		reasons = append(reasons, fmt.Sprintf("%q read as %q", r.word, r.as))
	}
	if q.long {
		reasons = append(reasons, fmt.Sprintf("a word of more than %d letters is not read", longestWord))
	}
	if c.same == sameAlternative {
		if i := firstEqual(q, x.labelsOf(d)[1:]); i >= 0 {
			reasons = append(reasons, fmt.Sprintf("matches the alternative label %q", concept.AltLabels[i]))
		} else {
			reasons = append(reasons, "same label except for what it has in brackets")
		}
	}
	switch same, alias := firstEqual(q, x.labelsOf(d)), firstEqual(q, x.aliasesOf(d)); {
	case c.same == sameAlternative:
	case same == 0 && escodata.FoldLabel(q.text) == escodata.FoldLabel(concept.Label):
		reasons = append(reasons, "same label")
	case same == 0:
		reasons = append(reasons, "same label except for form and light words")
	case same > 0:
		reasons = append(reasons, fmt.Sprintf("matches the alternative label %q", concept.AltLabels[same-1]))
	case alias >= 0:
		reasons = append(reasons, fmt.Sprintf("known in American English as %q", x.entryOf(concept.URI).Terms[alias].Text))
	default:
		if words := x.sharedWords(q, d); words != "" {
			reasons = append(reasons, "shares "+words)
		}
	}
	f := c.f
	if f[fInside] > 0 && f[fCovered] < 1 {
		reasons = append(reasons, "a label is in the query")
	}
	if f[fPlace] >= 0.5 || f[fNearBoth] >= 0.5 {
		reasons = append(reasons, "near in meaning")
	}
	if f[fDefinitionTexts] >= 0.15 {
		reasons = append(reasons, "descriptions share words")
	}
	if f[fWorkers] >= 0.1 {
		reasons = append(reasons, "one of several good matches")
	}
	if len(reasons) == 0 {
		return "distant in words and meaning"
	}
	return strings.Join(reasons[:min(maxReasons, len(reasons))], "; ")
}

// firstEqual returns the position of the first label that is equal to a reading of the query, light words
// aside, or -1.
func firstEqual(q *question, names []name) int {
	for _, key := range q.keys {
		if i := slices.IndexFunc(names, func(n name) bool { return key != 0 && n.key == key }); i >= 0 {
			return i
		}
	}
	return -1
}

// sharedWords names the words, as the query writes them, that a label of the concept has too: the
// heaviest three.
func (x *Index) sharedWords(q *question, d *document) string {
	var shared []weighted
	for _, t := range q.label {
		labels := x.labelsOf(d)
		if slices.Contains(x.nameTerms[labels[0].start:labels[len(labels)-1].end], t.term) {
			shared = append(shared, t)
		}
	}
	slices.SortStableFunc(shared, func(a, b weighted) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	var names []string
	for _, t := range shared[:min(maxReasons, len(shared))] {
		names = append(names, fmt.Sprintf("%q", x.words.names[t.term]))
	}
	return strings.Join(names, ", ")
}
