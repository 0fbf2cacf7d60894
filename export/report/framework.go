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
		count := map[string]int{}
		for _, r := range rows {
			count[r.Own["evidence"]]++
		}
		p.line("\n## Tasks that are statements of %s\n\n%d tasks are statements of %s except for case, punctuation and the person and number of verbs; %d differ in one word. Found by rule.\n", framework, count["identical"], framework, count["nearly-identical"])
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
		share = fmt.Sprintf("%d of %d agree (%d %%)", agree, both, (agree*100+both/2)/both)
	}
	p.line("\n## Two ways to the same occupation\n\nA specialty is mapped to ESCO occupations directly, and also to work roles of NICE, which are mapped to ESCO occupations too. If the two steps imply a relation, it is compared with the direct one: %s. "+
		"%d more pairs follow through NICE and have no direct mapping. What follows: from the same or nearly the same to what the second step says; from broader to broader, from narrower to narrower. Each difference is a finding of the rule triangle. "+
		"The same kind of readers judged all three sides, so agreement says that the judgments are consistent, not that they are right.\n", share, len(sides)-both)
}
