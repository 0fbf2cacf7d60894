package report

import (
	"fmt"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
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
	others := 0
	for _, task := range near {
		if !same[task] {
			others++
		}
	}
	var pairs string
	switch len(near) {
	case 0:
		return "no pair differs in one word"
	case 1:
		pairs = "1 more pair differs in one word"
	default:
		pairs = fmt.Sprintf("%d more pairs differ in one word", len(near))
	}
	switch {
	case others == 0 || len(same) == 0:
		return pairs
	case len(near) == 1:
		return fmt.Sprintf("%s, and its task is not among these %d", pairs, len(same))
	case others == 1:
		return fmt.Sprintf("%s, and one of them has a task that is not among these %d", pairs, len(same))
	}
	return fmt.Sprintf("%s, and %d of them have a task that is not among these %d", pairs, others, len(same))
}

// triangle says how often the two ways from a profile to an ESCO occupation agree: the direct one, and the one by way of
// a work role of NICE.
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
	rest := "No chain implies a relation where there is no direct mapping. Each difference is a finding of the rule triangle."
	if n := len(sides) - both; n > 0 {
		imply := "imply"
		if n == 1 {
			imply = "implies"
		}
		rest = fmt.Sprintf("%s %s a relation where there is no direct mapping. Each difference is a finding of the rule triangle, and so is an implied exact or close relation without a direct mapping.", naming.Counted(n, "chain"), imply)
	}
	p.line("\n## Two ways to the same occupation\n\nA specialty is mapped to ESCO occupations directly, and also to work roles of NICE, which are mapped to ESCO occupations too: a chain of two steps. A chain implies a relation in these cases: if one step is exact or close, it implies the relation of the other step, unless that is related; two broader steps imply broader, two narrower steps imply narrower. "+
		"The implied relation is compared with the direct one, and exact and close count as the same: %s. %s "+
		"The same kind of readers judged all three sides, so agreement says that the judgments are consistent, not that they are right.\n", share, rest)
}
