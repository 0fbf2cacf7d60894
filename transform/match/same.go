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
	sameLetters              // the preferred label, letter for letter except for case
)

// A sameName is a concept with a label that is the query's.
type sameName struct {
	at   int32
	same sameness
}

// A formTable finds the concepts that have a label of some form: a name of the index, or a preferred label without
// what it has in brackets.
type formTable struct {
	first []int32 // by the last bits of the form: one more than the last label with them
	next  []int32 // by label: one more than the one before with the same last bits
	bare  []bareForm
}

// A bareForm is the form of a preferred label without what it has in brackets. In next these come after the names.
type bareForm struct {
	form uint64
	at   int32
}

func newFormTable(x *Index) formTable {
	labels, brackets := 0, 0
	for i := range x.docs {
		labels += int(x.docs[i].labels)
		if strings.IndexByte(x.labelAt(int32(i)), '(') > 0 {
			brackets++
		}
	}
	size := 1
	for size < labels+brackets {
		size *= 2
	}
	t := formTable{first: make([]int32, size), next: make([]int32, len(x.names)+brackets)}
	add := func(form uint64, label int) {
		if form != 0 {
			at := form & uint64(size-1)
			t.next[label], t.first[at] = t.first[at], int32(label)+1
		}
	}
	for i := range x.docs {
		d := &x.docs[i]
		for n := d.firstName; n < d.firstName+d.labels; n++ {
			add(x.names[n].form, int(n))
		}
		if label := x.labelAt(int32(i)); strings.IndexByte(label, '(') > 0 {
			form := x.words.formKey(lowerWords(withoutBrackets(label)))
			add(form, len(x.names)+len(t.bare))
			t.bare = append(t.bare, bareForm{form, int32(i)})
		}
	}
	return t
}

// labelAt returns the preferred label of a concept of the index.
func (x *Index) labelAt(at int32) string { return x.c.Concepts[x.docs[at].id].Label }

// label returns the form of a label of the table, and what it is of which concept.
func (x *Index) label(n int32) (form uint64, s sameName) {
	if n >= int32(len(x.names)) {
		bare := &x.forms.bare[int(n)-len(x.names)]
		return bare.form, sameName{bare.at, sameAlternative}
	}
	at := x.equal.owner[n]
	if x.docs[at].firstName == n {
		return x.names[n].form, sameName{at, samePreferred}
	}
	return x.names[n].form, sameName{at, sameAlternative}
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
		for n := t.first[form&uint64(len(t.first)-1)]; n > 0; n = t.next[n-1] {
			if has, s := x.label(n - 1); has == form && int(s.at) < x.ranked {
				x.noteSame(a, label, s)
			}
		}
	}
}

func (x *Index) noteSame(a *question, label string, s sameName) {
	if s.same == samePreferred && escodata.FoldLabel(label) == escodata.FoldLabel(x.labelAt(s.at)) {
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

// linking are the words after which a title says more of what it names: manager of, engineer for.
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
// compared with the preferred label.
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
