// Package crosswalk knows the mapping relations of the crosswalk and compares the names of position
// titles with those of occupational profiles.
package crosswalk

import (
	"fmt"
	"path"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/kljensen/snowball/english"
)

// Predicates are the SKOS mapping relations of the release contract, strongest first.
var Predicates = []string{"exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"}

// NotJudged is the justification in crosswalk_unmatched of a subject that nobody has judged yet. It states
// nothing about the target, so no mapping set and no linked data holds it.
const NotJudged = "UnspecifiedMatching"

// Facts reads the column "other" of a mapping: key=value pairs separated by ";".
func Facts(other string) map[string]string {
	facts := map[string]string{}
	for pair := range strings.SplitSeq(other, ";") {
		if k, v, ok := strings.Cut(pair, "="); ok {
			facts[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	return facts
}

// fact returns what Facts has for a key.
func fact(other, key string) (value string) {
	for pair := range strings.SplitSeq(other, ";") {
		if k, v, ok := strings.Cut(pair, "="); ok && strings.TrimSpace(k) == key {
			value = strings.TrimSpace(v)
		}
	}
	return value
}

// SetFacts gives keys of the column "other" new values, named in pairs of key and value, and keeps the other facts
// in their places.
func SetFacts(other string, pairs ...string) string {
	var facts []string
	written := map[string]bool{}
	value := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		value[pairs[i]] = pairs[i+1]
	}
	for fact := range strings.SplitSeq(other, ";") {
		fact = strings.TrimSpace(fact)
		key, _, _ := strings.Cut(fact, "=")
		if key = strings.TrimSpace(key); fact == "" {
			continue
		}
		if v, ok := value[key]; ok {
			fact, written[key] = key+"="+v, true
		}
		facts = append(facts, fact)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if !written[pairs[i]] {
			facts = append(facts, pairs[i]+"="+pairs[i+1])
		}
	}
	return strings.Join(facts, "; ")
}

// Place names a row of a mapping set by its place in raw/, for messages that do not depend on the folder.
func Place(set *sssom.Set, line int) string {
	return fmt.Sprintf("crosswalk/%s:%d", path.Base(set.Path), line)
}

// A TitleMatch is the profile that a title's parenthetical names.
type TitleMatch struct {
	Profile    string
	Predicate  string
	Confidence float64
	Why        string
}

// The confidences of the lexical comparison are set by rule, not measured: equal names leave no doubt in
// a list of a dozen specialties; equal words may hide a shift; a shared leading word is a strong hint.
const (
	equalNames  = 1.0
	equalWords  = 0.95
	partOfWords = 0.8
)

// Title finds the profile whose name has the words of a parenthetical: all of them ("Policy Planning" and
// "Policy and Planning", "Systems Analyst" and "Systems Analysis"), or the leading ones ("Internet" and
// "Internet/Web Services"). It finds nothing when two profiles fit equally well.
func Title(parenthetical string, profiles []dataset.Profile) (TitleMatch, bool) {
	var best TitleMatch
	ties := 0
	for _, p := range profiles {
		if p.ClusterID == nil {
			continue
		}
		m, ok := compare(parenthetical, p)
		switch {
		case !ok:
		case m.Confidence > best.Confidence:
			best, ties = m, 0
		case m.Confidence == best.Confidence:
			ties++
		}
	}
	return best, best.Profile != "" && ties == 0
}

func compare(title string, p dataset.Profile) (TitleMatch, bool) {
	if strings.EqualFold(naming.Name(title), p.Name) {
		return TitleMatch{p.ProfileID, "exactMatch", equalNames, "equal names"}, true
	}
	a, b := words(title), words(p.Name)
	if len(a) == 0 || len(b) == 0 {
		return TitleMatch{}, false
	}
	shared := 0
	for shared < min(len(a), len(b)) && kin(a[shared], b[shared]) {
		shared++
	}
	switch {
	case shared == len(a) && shared == len(b):
		return TitleMatch{p.ProfileID, "exactMatch", equalWords, "the same words"}, true
	case shared == len(a) || shared == len(b):
		return TitleMatch{p.ProfileID, "closeMatch", partOfWords, "the leading words agree"}, true
	}
	return TitleMatch{}, false
}

// words returns the word stems of a name without the words that join.
func words(name string) []string {
	var stems []string
	for _, w := range strings.Split(naming.Slug(naming.Name(name)), "-") {
		switch w {
		case "and", "of", "the", "for", "in", "":
		default:
			stems = append(stems, english.Stem(w, false))
		}
	}
	return stems
}

// kinPrefix is how many leading letters make two stems kin: "analyst" and "analysi" share six.
const kinPrefix = 6

func kin(a, b string) bool {
	return a == b || (len(a) >= kinPrefix && len(b) >= kinPrefix && a[:kinPrefix] == b[:kinPrefix])
}
