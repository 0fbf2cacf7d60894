package change

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// A wording is what tells a record again under another identifier.
type wording struct {
	key   string
	first string // the text that a report shows
	texts []text
}

// A text is a value made ready to be compared.
type text struct {
	lower   string
	length  int       // in letters
	letters [32]int32 // how often each letter occurs in it, many letters to a place
}

func newText(value string) text {
	t := text{lower: strings.ToLower(value)}
	t.length = utf8.RuneCountInString(t.lower)
	for _, r := range t.lower {
		t.letters[r%int32(len(t.letters))]++
	}
	return t
}

// wordings returns the records of a table except for those that are left out, by identifier.
func wordings(columns []string, r *relation, left map[string]int) []wording {
	var found []wording
	for i, key := range r.keys {
		if _, out := left[key]; out {
			continue
		}
		w := wording{key: key, first: r.cell(i, columns[0])}
		for _, c := range columns {
			w.texts = append(w.texts, newText(r.cell(i, c)))
		}
		found = append(found, w)
	}
	slices.SortStableFunc(found, func(x, y wording) int { return cmp.Compare(x.key, y.key) })
	return found
}

func (w wording) rename(to wording, likeness float64) Rename {
	return Rename{OldKey: w.key, NewKey: to.key, Old: w.first, New: to.first, Likeness: likeness}
}

// like returns the likeness of those texts of two records that are most alike, 0 where none can reach the
// threshold.
func (w wording) like(to wording) float64 {
	likeness := 0.0
	for n, t := range w.texts {
		if t.mayBeLike(to.texts[n]) {
			likeness = max(likeness, t.like(to.texts[n]))
		}
	}
	return likeness
}

// mayBeLike reports, without counting the edits, whether two texts can be as alike as records told again
// are: an edit changes the length by one at most, and brings or takes one letter of a kind.
func (t text) mayBeLike(other text) bool {
	most := (1-alike)*float64(max(t.length, other.length)) + 1e-9 // an exact 0.85 is not lost to rounding
	if float64(max(t.length-other.length, other.length-t.length)) > most {
		return false
	}
	var more, fewer int32
	for i, n := range t.letters {
		more += max(n-other.letters[i], 0)
		fewer += max(other.letters[i]-n, 0)
	}
	return float64(max(more, fewer)) <= most
}

// like returns one less the edits between two texts by the length of the longer, in letters, whatever their
// capitals; 0 where one is empty.
func (t text) like(other text) float64 {
	if t.lower == "" || other.lower == "" {
		return 0
	}
	return 1 - float64(levenshtein.ComputeDistance(t.lower, other.lower))/float64(max(t.length, other.length))
}
