package finding

import (
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/kljensen/snowball/english"
)

// nameRules look for one thing under two names.
var nameRules = []Rule{
	{"spelling-variant", Info, "a name that is spelt in two ways", (*review).spellingVariant},
	{"near-name", Warning, "two names that are one edit apart", (*review).nearName},
	{"near-task", Info, "two task statements that have the same words, or one word more", (*review).nearTask},
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

// nearName compares the names of competencies, profiles and clusters. Names one edit apart share a string
// that is left when one letter is taken out, so that each name is compared with few others.
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
	seen := map[string][]int{}
	told := map[[2]int]bool{}
	for i, n := range all {
		for _, rest := range oneOut(strings.ToLower(n.name)) {
			for _, j := range seen[rest] {
				m := all[j]
				if m.table == n.table && m.name != n.name && !told[[2]int{j, i}] && levenshtein.ComputeDistance(strings.ToLower(m.name), strings.ToLower(n.name)) <= 1 {
					told[[2]int{j, i}] = true
					r.record(n.table, n.key, "“%s” and “%s” differ in one letter: one thing or two?", m.name, n.name)
				}
			}
			seen[rest] = append(seen[rest], i)
		}
	}
}

// oneOut returns a word and each string that is left when one of its letters is taken out, each once.
func oneOut(word string) []string {
	runes := []rune(word)
	rests := []string{word}
	for i := range runes {
		if i > 0 && runes[i] == runes[i-1] {
			continue
		}
		rests = append(rests, string(runes[:i])+string(runes[i+1:]))
	}
	return rests
}

// nearTask finds statements that have the same word stems, or all of another's and one more.
func (r *review) nearTask() {
	type reading struct{ id, statement string }
	whole, less := map[string][]reading{}, map[string][]reading{} // by stems; by stems with one left out
	for _, t := range r.set.Tasks {
		words := stems(t.Statement)
		all := strings.Join(words, " ")
		rests := []string{}
		for out := range words {
			rests = append(rests, strings.Join(append(append([]string(nil), words[:out]...), words[out+1:]...), " "))
		}
		near := append(append([]reading(nil), whole[all]...), less[all]...)
		for _, rest := range rests {
			near = append(near, whole[rest]...)
		}
		told := map[string]bool{}
		for _, other := range near {
			if !told[other.id] {
				told[other.id] = true
				r.record("tasks", t.TaskID, "The tasks “%s” and “%s” say nearly the same.", other.statement, t.Statement)
			}
		}
		whole[all] = append(whole[all], reading{t.TaskID, t.Statement})
		for _, rest := range rests {
			less[rest] = append(less[rest], reading{t.TaskID, t.Statement})
		}
	}
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
		titles[t.TitleID] = text(t.ParentheticalName)
	}
	for _, m := range r.set.TitleProfile {
		if title := titles[m.TitleID]; title != "" && title != profiles[m.ProfileID] && m.Predicate == "exactMatch" {
			r.record("series_titles", m.TitleID, "The job-series page names the specialty “%s”, the handbook “%s”.", title, profiles[m.ProfileID])
		}
	}
}
