package linkeddata

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/triple"
	"github.com/fwci-open-data/fwci/schemas"
)

// A change is what a graph says otherwise of one property of one node.
type change struct{ extra, missing []string }

// Compare calls differs for each property of a node of which found does not say what the graph says, naming
// the record that the node stands for and the column, where there are; "" is what is not there. Only nodes
// that wanted accepts are compared.
func (g Graph) Compare(found []triple.Triple, wanted func(iri string) bool, differs func(place, found, expected string)) {
	stated := make(map[triple.Triple]bool, len(g.Triples)) // and whether it was found
	for _, t := range g.Triples {
		stated[t] = false
	}
	changes := map[[2]string]*change{}
	at := func(t triple.Triple) *change {
		key := [2]string{t.Subject, t.Predicate}
		if changes[key] == nil {
			changes[key] = &change{}
		}
		return changes[key]
	}
	for _, t := range found {
		if _, ok := stated[t]; ok {
			stated[t] = true
		} else if wanted(t.Subject) {
			at(t).extra = append(at(t).extra, t.Object)
		}
	}
	for t, there := range stated {
		if !there && wanted(t.Subject) {
			at(t).missing = append(at(t).missing, t.Object)
		}
	}
	order := func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }
	for _, key := range slices.SortedFunc(maps.Keys(changes), order) {
		c := changes[key]
		slices.Sort(c.extra)
		slices.Sort(c.missing)
		differs(g.place(key[0], key[1]), strings.Join(slices.Compact(c.extra), ", "), strings.Join(c.missing, ", "))
	}
}

// place names a property of a node by the record and the column that it comes from.
func (g Graph) place(subject, predicate string) string {
	node := "<" + subject + "> " + Short(predicate)
	records := g.Records[subject]
	for _, r := range records {
		table, _ := schemas.Lookup(r.Table)
		for _, c := range table.Columns {
			if c.Property == predicate {
				return r.Table + " " + r.Key + ", column " + c.Name + " (" + node + ")"
			}
		}
	}
	if len(records) > 0 {
		return records[0].Table + " " + records[0].Key + " (" + node + ")"
	}
	return node
}
