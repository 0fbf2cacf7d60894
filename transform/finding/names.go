package finding

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/kljensen/snowball/english"
)

// nameRules look for one thing under two names.
var nameRules = []Rule{
	{"spelling-variant", Info, "a name that is spelled in two ways", (*review).spellingVariant},
	{"near-name", Warning, "two names that differ in one letter", (*review).nearName},
	{"near-task", Info, "two task statements with the same words, or with one extra word in one of them", (*review).nearTask},
	{"title-name", Info, "a specialty that the job-series page and the handbook name differently", (*review).titleName},
}

func (r *review) spellingVariant() {
	for _, a := range r.set.CompetencyAliases {
		if a.Kind == "source_variant" {
			r.record("competency_aliases", a.CompetencyID+"|"+a.Alias, "“%s” is also printed “%s”.", r.names[a.CompetencyID], a.Alias)
		}
	}
}

// named is something with a name: a record's table, key and name.
type named struct{ table, key, name string }

// nearName compares the names of competencies, profiles and clusters. Names that differ by one edit share what is
// left when one letter is taken out, so that each name is compared with few others; of more than ten names
// that share it, each is compared with the first.
func (r *review) nearName() {
	var all []named
	for _, c := range r.set.Competencies {
		all = append(all, named{"competencies", c.CompetencyID, c.Name})
	}
	for _, p := range r.set.Profiles {
		all = append(all, named{"profiles", p.ProfileID, p.Name})
	}
	for _, c := range r.set.Clusters {
		all = append(all, named{"clusters", c.ClusterID, c.Name})
	}
	var readings []reading
	letters := make([][]rune, len(all))
	for i, n := range all {
		name := []rune(strings.ToLower(n.name))
		letters[i] = name
		readings = appendReadings(readings, i, len(name), func(at int) uint64 { return uint64(name[at]) })
	}
	for _, pair := range alike(readings, true, allPairs) {
		m, n := all[pair[0]], all[pair[1]]
		if m.table == n.table && m.name != n.name && oneEdit(letters[pair[0]], letters[pair[1]]) {
			r.record(n.table, n.key, "“%s” and “%s” differ in one letter: one thing or two?", m.name, n.name)
		}
	}
}

// nearTask finds statements that have the same word stems, or all of another's and one more.
func (r *review) nearTask() {
	var readings []reading
	for i, t := range r.set.Tasks {
		words := stems(t.Statement)
		sums := make([]uint64, len(words))
		for at, w := range words {
			for _, c := range []byte(w) {
				sums[at] = mix(sums[at], uint64(c))
			}
		}
		readings = appendReadings(readings, i, len(words), func(at int) uint64 { return sums[at] })
	}
	for _, pair := range alike(readings, false, allPairs) {
		first, second := r.set.Tasks[pair[0]], r.set.Tasks[pair[1]]
		if sameButOne(stems(first.Statement), stems(second.Statement)) {
			r.record("tasks", second.TaskID, "The tasks “%s” and “%s” say nearly the same.", first.Statement, second.Statement)
		}
	}
}

// sameButOne reports whether two lists of words are equal, or would be without one word of the longer.
func sameButOne(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	same := 0
	for same < len(a) && a[same] == b[same] {
		same++
	}
	return len(a) == len(b) && same == len(a) || len(a)+1 == len(b) && slices.Equal(a[same:], b[same+1:])
}

// stems returns the word stems of a statement; words that join are left out.
func stems(statement string) []string {
	var words []string
	for _, w := range strings.Split(naming.Slug(statement), "-") {
		switch w {
		case "", "and", "or", "the", "a", "an", "of", "to", "for", "in", "on", "with", "s":
		default:
			words = append(words, english.Stem(w, false))
		}
	}
	return words
}

func (r *review) titleName() {
	profiles := map[string]string{}
	for _, p := range r.set.Profiles {
		profiles[p.ProfileID] = p.Name
	}
	titles := map[string]string{}
	for _, t := range r.set.SeriesTitles {
		titles[t.TitleID] = dataset.OrEmpty(t.ParentheticalName)
	}
	for _, m := range r.set.TitleProfile {
		if title := titles[m.TitleID]; title != "" && title != profiles[m.ProfileID] && m.Predicate == "exactMatch" {
			r.record("series_titles", m.TitleID, "The job-series page names the specialty “%s”, the handbook “%s”.", title, profiles[m.ProfileID])
		}
	}
}
