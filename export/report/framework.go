package report

import (
	"fmt"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// sameStatements lists the tasks that are statements of another framework, word for word or nearly so.
func sameStatements(p *page, d *dataset.Dataset) {
	tasks := identity.Labels(d, "tasks")
	list := func(framework string, rows []crosswalk.Row, statements map[string]string) {
		if len(rows) == 0 {
			return
		}
		same, near := map[string]bool{}, []string{}
		for _, r := range rows {
			switch r.Own["evidence"] {
			case "identical":
				same[r.Subject] = true
			case "nearly-identical":
				near = append(near, r.Subject)
			}
		}
		p.line("\n## Tasks that are statements of %s\n\n%d tasks are statements of %s except for case, punctuation and the person and number of verbs; %s. Found by rule.\n", framework, len(same), framework, nearly(near, same))
		p.header("Task of the handbook", "Statement", "Its text", "Evidence", "Relation")
		for _, r := range rows {
			if r.Own["evidence"] != "judged" {
				p.row(tasks[r.Subject], r.Object, statements[r.Object], r.Own["evidence"], r.Predicate)
			}
		}
	}
	for _, k := range crosswalk.Present(d) {
		if k.Lexical {
			name := map[string]string{"nice_statements": "the NICE Framework", "dcwf_statements": "the DoD Cyber Workforce Framework"}[k.Objects[0].Table]
			list(name, k.Rows(d), identity.Labels(d, k.Objects[0].Table))
		}
	}
}

// nearly says how many pairs of a task and a statement differ in one word, and how many of them are of tasks that are
// not statements themselves. near has the task of each pair, same the tasks that are statements.
func nearly(near []string, same map[string]bool) string {
	further := 0
	for _, task := range near {
		if !same[task] {
			further++
		}
	}
	switch {
	case len(near) == 0:
		return "no pair differs in one word"
	case len(near) == 1:
		return "1 more pair differs in one word"
	case further == 1:
		return fmt.Sprintf("%d more pairs (one of them of a further task) differ in one word", len(near))
	}
	return fmt.Sprintf("%d more pairs (%d of them of further tasks) differ in one word", len(near), further)
}

// triangle says how often the two ways from a profile to an ESCO occupation agree: at once, and by a work role of NICE.
func triangle(p *page, d *dataset.Dataset) {
	sides := crosswalk.Triangle(d)
	if len(sides) == 0 {
		return
	}
	both, agree := 0, 0
	for _, s := range sides {
		if s.Direct != "" {
			both++
		}
		if s.Agrees() {
			agree++
		}
	}
	share := "none can be compared"
	if both > 0 {
		share = fmt.Sprintf("%d of %d agree (%d%%)", agree, both, (agree*100+both/2)/both)
	}
	more := fmt.Sprintf("%d other pairs follow through NICE and have no direct mapping.", len(sides)-both)
	switch len(sides) - both {
	case 0:
		more = "No other pair follows through NICE."
	case 1:
		more = "1 other pair follows through NICE and has no direct mapping."
	}
	p.line("\n## Two ways to the same occupation\n\nA specialty is mapped to ESCO occupations directly, and also to work roles of NICE, which are mapped to ESCO occupations too. If the two steps imply a relation, it is compared with the direct one: %s. "+
		"%s If one of the two steps is exact or close, the relation of the other step follows; two broader steps give broader, two narrower steps give narrower. Each difference is a finding of the rule triangle. "+
		"The same kind of readers judged all three sides, so agreement says that the judgments are consistent, not that they are right.\n", share, more)
}
