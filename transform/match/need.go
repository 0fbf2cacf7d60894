package match

import (
	"slices"

	"github.com/fwci-open-data/fwci/extract/escodata"
)

// What an occupation is, its skills say too, and the ISCO group that it is in: weak evidence for a title that shares
// no word with its labels. An index of occupations alone has both.

// needSpace is how much a word of the label of a skill that an occupation needs counts in the space, compared with a word of
// its own text.
const needSpace = 0.3

// readsNeeds reports whether the index learns from the skills that occupations need.
func (x *Index) readsNeeds() bool {
	return slices.Contains(x.types, escodata.Occupation) && !slices.Contains(x.types, escodata.Skill)
}

// readNeeds reads, as one text, the labels of the skills that an occupation always needs; other concepts need none.
func (x *Index) readNeeds(r *reading, id escodata.ID) {
	defer r.endText()
	if x.c.Concepts[id].Type != escodata.Occupation || !x.readsNeeds() {
		return
	}
	for _, skill := range x.c.Skills(id) {
		if !skill.Essential {
			continue
		}
		label, read := r.labels[skill.To]
		if read {
			r.tokens = append(r.tokens, label...)
			continue
		}
		from := len(r.tokens)
		r.addWords(x.c.Concepts[skill.To].Label)
		r.labels[skill.To] = r.tokens[from:len(r.tokens):len(r.tokens)]
	}
}

func needCounts(_ *Index, d *document, c *counter) { c.addAll(d.needs) }

// findGroups returns for each concept where the ISCO group of the occupation is in the index, or -1.
func (x *Index) findGroups() []int32 {
	groups := map[string]int32{}
	for i := range x.docs {
		if concept := &x.c.Concepts[x.docs[i].id]; concept.Type == escodata.ISCOGroup {
			groups[concept.Code] = int32(i)
		}
	}
	list := make([]int32, len(x.docs))
	for i := range x.docs {
		concept := &x.c.Concepts[x.docs[i].id]
		at, ok := groups[concept.ISCOGroup]
		if !ok || concept.Type != escodata.Occupation {
			at = -1
		}
		list[i] = at
	}
	return list
}

// mostGroupLook bounds what the first look at the group of an occupation counts.
const mostGroupLook = 3

// measureSurroundings compares the query with the ISCO group of an occupation and the skills that it needs.
func (r *ranker) measureSurroundings(at int32, f *features) {
	if group := r.x.groupOf[at]; group >= 0 {
		f[fGroupLook] = min(r.sum[group], mostGroupLook)
	}
	f[fNeeds] = r.needed[at]
}
