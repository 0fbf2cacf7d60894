package crosswalk

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Compare orders mappings of one subject as people read them: the closest relation first, then the highest
// confidence, a mapping without one last, then the identifier of the object.
func Compare(a, b Row) int {
	return cmp.Or(cmp.Compare(Closeness(a.Predicate), Closeness(b.Predicate)), compareConfidence(b.Confidence, a.Confidence), strings.Compare(a.Object, b.Object))
}

// Closeness is the place of a predicate among Predicates, from 0; another comes after all.
func Closeness(predicate string) int {
	if i := slices.Index(Predicates, predicate); i >= 0 {
		return i
	}
	return len(Predicates)
}

// Called says a predicate in a word: "broader" for broadMatch, which says that the object is the broader concept.
func Called(predicate string) string {
	switch word := strings.TrimSuffix(predicate, "Match"); word {
	case "broad", "narrow":
		return word + "er"
	default:
		return word
	}
}

func compareConfidence(a, b *float64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// Recommended returns, for each subject among mappings of one kind, the place of the one to use where one must
// be chosen: the first by Compare, if it is exact or close. A subject of which nothing is equal or close has none.
func Recommended(rows []Row) map[string]int {
	best := map[string]int{}
	for i, r := range rows {
		if r.Predicate != Predicates[0] && r.Predicate != Predicates[1] {
			continue
		}
		if first, ok := best[r.Subject]; !ok || Compare(r, rows[first]) < 0 {
			best[r.Subject] = i
		}
	}
	return best
}

// Recommend fills the column recommended of every mapping table. It fails on a table that lacks the column.
func Recommend(d *dataset.Dataset) error {
	for _, k := range Present(d) {
		rows := k.Rows(d)
		best := Recommended(rows)
		for i, r := range rows {
			first, ok := best[r.Subject]
			if err := d.Set(k.Table(), i, "recommended", ok && first == i); err != nil {
				return err
			}
		}
	}
	return nil
}
