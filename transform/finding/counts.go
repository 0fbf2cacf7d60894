package finding

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// countRules compare what a source declares with what is in it.
var countRules = []Rule{
	{"declared-count", Warning, "a count that a source declares and that does not match what is there", (*review).declaredCount},
}

var (
	topTasks  = regexp.MustCompile(`(?i)\btop (\d+|[a-z]+)(?: most)?(?: important)? tasks\b`)
	someCount = regexp.MustCompile(`(?i)\b(two|three|four|five|six|seven|eight|nine|ten|\d{1,2})(?: [a-zA-Z]+){0,2} clusters\b`)
	words     = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20}
)

func count(digits string) (int, bool) {
	if n, err := strconv.Atoi(digits); err == nil {
		return n, true
	}
	n, ok := words[strings.ToLower(digits)]
	return n, ok
}

func (r *review) declaredCount() {
	if r.handbook.Handbook != nil {
		r.profileCounts()
		r.clusterCounts()
	}
	for _, d := range r.raw.Documents {
		if d.Occupation != nil {
			r.pageCounts(d, d.Occupation)
		}
	}
}

// profileCounts compares "top 20 important tasks" with the tasks of the profile.
func (r *review) profileCounts() {
	for i, p := range r.handbook.Handbook.Profiles {
		m := topTasks.FindStringSubmatch(p.Summary.Value)
		if m == nil {
			continue
		}
		if n, ok := count(m[1]); ok && n != len(p.Tasks) {
			r.at(r.handbook, p.Summary.Span, "profiles", r.set.Profiles[i].ProfileID, "The text announces the top %d tasks of %s; the table has %d.", n, p.Name.Value, len(p.Tasks))
		}
	}
}

// clusterCounts compares "three clusters" in the prose with the clusters that are described.
func (r *review) clusterCounts() {
	for _, s := range r.handbook.Handbook.Sections {
		for _, prose := range s.Prose {
			for _, m := range someCount.FindAllStringSubmatch(prose.Value, -1) {
				if n, ok := count(m[1]); ok && n != len(r.set.Clusters) {
					r.at(r.handbook, prose.Span, "handbook_sections", naming.Slug(s.Title.Value), "The text speaks of “%s”; the handbook describes %d.", m[0], len(r.set.Clusters))
				}
			}
		}
	}
}

// pageCounts compares the counts of an occupation page with what it shows. A page that shows fewer relations
// than it declares is refused when it is read.
func (r *review) pageCounts(d extract.Document, page *escopage.Document) {
	what := map[escopage.Scope]string{escopage.Total: "competences", escopage.Stated: "ESCO relations", escopage.Essential: "essential relations", escopage.Optional: "optional relations", escopage.Groups: "groups"}
	for _, c := range page.Counts {
		if c.Found != c.Value {
			r.at(d, source.At(c.Line), "esco_occupations", r.pages[d.Source.ID], "The page declares %d for %s and shows %d.", c.Value, cmp.Or(what[c.Scope], "“"+c.Name+"”"), c.Found)
		}
	}
}
