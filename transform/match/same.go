package match

import (
	_ "embed" // the word list
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// A sameness says which label of a concept is the query's, case, punctuation, spelling and number aside.
type sameness int8

// The samenesses, the weakest first.
const (
	notSame         sameness = iota
	sameAlternative          // an alternative label, or the preferred one without what it has in brackets
	samePreferred            // the preferred label
	sameLetters              // the preferred label, letter for letter but for case
)

// A sameName is a concept with a label that is the query's.
type sameName struct {
	at   int32
	same sameness
}

// A formEntry is a label of a concept by its form.
type formEntry struct {
	form uint64
	sameName
	next int32 // one more than the next entry with the same last bits
}

// A formTable finds the concepts that have a label of some form.
type formTable struct {
	first   []int32
	entries []formEntry
}

func newFormTable(x *Index) formTable {
	var t formTable
	add := func(form uint64, at int32, same sameness) {
		if form != 0 {
			t.entries = append(t.entries, formEntry{form: form, sameName: sameName{at, same}})
		}
	}
	for i := range x.docs {
		labels := x.labelsOf(&x.docs[i])
		add(labels[0].form, int32(i), samePreferred)
		for k := range labels[1:] {
			add(labels[k+1].form, int32(i), sameAlternative)
		}
		if label := x.c.Concepts[x.docs[i].id].Label; strings.IndexByte(label, '(') > 0 {
			add(x.words.formKey(lowerWords(withoutBrackets(label))), int32(i), sameAlternative)
		}
	}
	size := 1
	for size < len(t.entries) {
		size *= 2
	}
	t.first = make([]int32, size)
	for i := range t.entries {
		at := t.entries[i].form & uint64(size-1)
		t.entries[i].next, t.first[at] = t.first[at], int32(i)+1
	}
	return t
}

func lowerWords(text string) []string {
	var list []string
	words(text, func(word string) { list = append(list, word) })
	return list
}

// findSame notes the concepts with a label that is the query's: as it is given, else without what it has
// in brackets and without frames, notes and tails.
func (x *Index) findSame(a *question, label string, bare uint64) {
	forms := []uint64{x.words.formKey(lowerWords(label)), x.words.formKey(lowerWords(withoutBrackets(label))), bare}
	for _, form := range forms {
		if form == 0 || len(a.same) > 0 {
			continue
		}
		t := &x.forms
		for n := t.first[form&uint64(len(t.first)-1)]; n > 0; n = t.entries[n-1].next {
			if e := &t.entries[n-1]; e.form == form && int(e.at) < x.ranked {
				x.noteSame(a, label, e.sameName)
			}
		}
	}
}

func (x *Index) noteSame(a *question, label string, s sameName) {
	if s.same == samePreferred && escodata.FoldLabel(label) == escodata.FoldLabel(x.c.Concepts[x.docs[s.at].id].Label) {
		s.same = sameLetters
	}
	at := slices.IndexFunc(a.same, func(have sameName) bool { return have.at == s.at })
	if at < 0 {
		a.same = append(a.same, s)
	} else {
		a.same[at].same = max(a.same[at].same, s.same)
	}
}

// sameOf returns which label of a concept is the query's.
func (a *question) sameOf(at int32) sameness {
	for _, s := range a.same {
		if s.at == at {
			return s.same
		}
	}
	return notSame
}

// firstBy returns by which label a concept comes before those that have no label of the query. Where there is a
// definition, an alternative label says less than what the definition says: it is a feature among others.
func (a *question) firstBy(at int32) sameness {
	same := a.sameOf(at)
	if a.defined && same == sameAlternative {
		return notSame
	}
	return same
}

//go:embed role.txt
var roleText string

// linking are the words behind which a title says more of what it names: manager of, engineer for.
var linking = []string{"of", "for", "in", "at", "with", "to", "on"}

// headOf returns the form of the word that says what a label names, the last before a linking word or a
// comma, or -1 for a word that no concept uses.
func (a *analyzer) headOf(label string) int32 {
	if cut := strings.IndexAny(label, ",;–—|"); cut > 0 {
		label = label[:cut]
	}
	head := ""
	for i, word := range lowerWords(label) {
		if i > 0 && slices.Contains(linking, word) {
			break
		}
		head = word
	}
	if found := a.known(head); found != nil {
		return a.single[found[0]]
	}
	return -1
}

// headForm is headOf for a text whose words are known.
func (a *analyzer) headForm(surfaces []int32) int32 {
	head := int32(-1)
	for i, surface := range surfaces {
		if i > 0 && a.links[surface] {
			break
		}
		head = surface
	}
	if head < 0 {
		return -1
	}
	return a.single[head]
}

// otherName is how much an alternative label or a term of the thesaurus with the head of the query counts,
// against the preferred label.
const otherName = 0.7

// measureHead compares what the query and the concept name: the head of their labels.
func (r *ranker) measureHead(q *question, d *document, f *features) {
	if q.head < 0 {
		return
	}
	x := r.x
	names := x.names[d.firstName:][:d.labels+d.aliases]
	switch {
	case names[0].head == q.head:
		f[fHead] = 1
	case slices.ContainsFunc(names[1:], func(n name) bool { return n.head == q.head }):
		f[fHead] = otherName
	case x.words.roles[q.head] && names[0].head >= 0 && x.words.roles[names[0].head]:
		f[fRoleOther] = 1
	}
}
