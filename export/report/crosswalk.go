package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/extract/appraisal"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// Crosswalk returns crosswalk-quality.md: how the crosswalk was made, how far it reaches, how well its
// judges agreed, how good the matcher's proposals are, what is known to be missing. The appraisal may be
// nil: then the page says that nothing was measured.
func Crosswalk(d *dataset.Dataset, a *appraisal.Appraisal) artifact.Artifact {
	var p page
	p.line("# Quality of the crosswalk\n\n%s, version %s.\n", Escape(d.Info.Title), d.Info.Version)
	if a == nil {
		a = &appraisal.Appraisal{Limits: []string{"Nothing has been measured of this crosswalk."}}
	}
	p.line("## How it was made\n")
	if judges := crosswalk.AllJudged(d); judges != "" {
		p.line("%s\n", judges)
	}
	if a.ESCOVersion != "" {
		p.line("Judged on ESCO v%s.\n", Escape(a.ESCOVersion))
	}
	for _, paragraph := range a.Method {
		p.line("%s\n", Escape(paragraph))
	}
	coverage(&p, d)
	predicates(&p, d)
	unmatched(&p, d)
	sameStatements(&p, d)
	triangle(&p, d)
	measured(&p, a)
	p.line("\n## Known limits\n")
	for _, limit := range a.Limits {
		p.line("- %s", Escape(limit))
	}
	return p.artifact("crosswalk-quality.md", "Quality of the crosswalk")
}

// tally counts subjects by how good their best mapping is.
type tally struct{ subjects, exact, close, other, none int }

func (t *tally) add(best string) {
	t.subjects++
	switch best {
	case "exactMatch":
		t.exact++
	case "closeMatch":
		t.close++
	case "":
		t.none++
	default:
		t.other++
	}
}

// stronger returns the stronger of two predicates; "" is weakest.
func stronger(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || crosswalk.Closeness(a) <= crosswalk.Closeness(b):
		return a
	}
	return b
}

func coverage(p *page, d *dataset.Dataset) {
	p.line("## Coverage\n\nHow many have a mapping, and how close the closest one is: each is counted once, by its closest judged mapping. A cluster's competencies are those of its table of bands; a competency may appear in several clusters.\n")
	best := bestMappings(d)
	p.header("What is mapped", "Number", "exact", "close", "broad, narrow or related only", "none")
	row := func(name string, t tally) { p.row(name, t.subjects, t.exact, t.close, t.other, t.none) }
	kinds := map[string]*tally{"general": {}, "technical": {}}
	for _, c := range d.Competencies {
		kinds[c.Kind].add(best["competency-skill"][c.CompetencyID])
	}
	row("general competencies to ESCO skills", *kinds["general"])
	row("technical competencies to ESCO skills", *kinds["technical"])
	members := scopeMembers(d)
	for _, scope := range d.Scopes {
		if scope.ClusterID == nil {
			continue
		}
		var t tally
		for _, id := range members[scope.ScopeID] {
			t.add(best["competency-skill"][id])
		}
		row("of these, in "+scope.Name, t)
	}
	for _, k := range crosswalk.Present(d) {
		if k.Name == "competency-skill" || k.OwesNone {
			continue // its rows are above, or its subjects were not all looked up
		}
		var t tally
		for _, id := range k.Owing(d) {
			t.add(best[k.Name][id])
		}
		row(k.Counted, t)
	}
}

// bestMappings returns the strongest judged predicate of each subject, by kind of mapping.
func bestMappings(d *dataset.Dataset) map[string]map[string]string {
	best := map[string]map[string]string{}
	for _, k := range crosswalk.Present(d) {
		best[k.Name] = map[string]string{}
		for _, m := range k.Rows(d) {
			if !m.Suggested() {
				best[k.Name][m.Subject] = stronger(best[k.Name][m.Subject], m.Predicate)
			}
		}
	}
	return best
}

// scopeMembers returns the competencies of each scope's table of bands, each once.
func scopeMembers(d *dataset.Dataset) map[string][]string {
	members, seen := map[string][]string{}, map[[2]string]bool{}
	for _, b := range d.CompetencyBands {
		if at := [2]string{b.ScopeID, b.CompetencyID}; !seen[at] {
			seen[at] = true
			members[b.ScopeID] = append(members[b.ScopeID], b.CompetencyID)
		}
	}
	return members
}

func predicates(p *page, d *dataset.Dataset) {
	p.line("\n## Mappings by relation\n\nThe relations have their SKOS names: broadMatch says that the other concept is broader, narrowMatch that it is narrower. Suggestions of the program, which nobody has judged, are counted in the last row.\n")
	heads, suggested := []string{"Relation"}, []any{"suggested"}
	count := map[string]int{}
	for _, k := range crosswalk.Present(d) {
		heads = append(heads, k.Counted)
		n := 0
		for _, m := range k.Rows(d) {
			if m.Suggested() {
				n++
			} else {
				count[k.Name+m.Predicate]++
			}
		}
		suggested = append(suggested, n)
	}
	p.header(heads...)
	for _, predicate := range crosswalk.Predicates {
		cells := []any{predicate}
		for _, k := range crosswalk.Present(d) {
			cells = append(cells, count[k.Name+predicate])
		}
		p.row(cells...)
	}
	p.row(suggested...)
}

func unmatched(p *page, d *dataset.Dataset) {
	p.line("\n## Looked for and not found\n")
	labels, words, targets := map[string]map[string]string{}, map[string]string{}, map[string]string{}
	for _, k := range crosswalk.Present(d) {
		labels[k.Subjects], words[k.Subjects], targets[k.Target()] = identity.Labels(d, k.Subjects), k.SubjectWord, k.Objects[0].Word
	}
	if len(d.Unmatched) == 0 {
		p.line("Everything has at least a related mapping. These competencies have neither an exact nor a close mapping to an ESCO skill:\n")
	} else {
		for _, u := range d.Unmatched {
			label := strings.TrimSuffix(cmp.Or(labels[u.SubjectTable][u.SubjectID], u.SubjectID), ".")
			p.line("- %s “%s”, no %s: %s", words[u.SubjectTable], Escape(label), Escape(targets[u.Target]), Escape(u.Comment))
		}
		p.line("\nThese competencies have neither an exact nor a close mapping to an ESCO skill:\n")
	}
	near := map[string]bool{}
	for _, m := range d.CompetencySkill {
		if m.ReviewStatus != crosswalk.Suggested && (m.Predicate == "exactMatch" || m.Predicate == "closeMatch") {
			near[m.CompetencyID] = true
		}
	}
	for _, c := range d.Competencies {
		if !near[c.CompetencyID] {
			p.line("- %s", Escape(c.Name))
		}
	}
}

// command prints a command line as code, which knows no escapes: what would end it is a quotation mark.
func command(line string) string {
	return "`" + strings.ReplaceAll(strings.TrimSpace(strings.Map(visible, line)), "`", "'") + "`"
}

// measures explains the figures of an evaluation.
const measures = "Each measure is at most 1. nDCG@10: how good the order of the first ten answers is. best@1: how often an exact or close concept comes first. MRR: 1 divided by the place of the first such concept. recall@10 and recall@50: the share of these concepts that are among the first 10 or 50."

func measured(p *page, a *appraisal.Appraisal) {
	p.line("\n## Agreement of the readings\n\nHow far two readers who judged the same pairs agreed. F1, from 0 to 1, is how far the pairs that they called exact or close are the same. Cohen's κ, at most 1, is how far all relations agree, corrected for chance: 0 is what chance alone gives.\n")
	p.header("Readings", "Pairs judged by both", "F1", "κ", "Remark")
	for _, g := range a.Agreement {
		kappa := ""
		if g.Kappa != nil {
			kappa = fmt.Sprintf("%.2f", *g.Kappa)
		}
		p.row(g.What, g.Pairs, fmt.Sprintf("%.2f", g.F1), kappa, g.Note)
	}
	if len(a.Evaluation) > 0 {
		p.line("\n## Evaluations\n\n%s", measures)
	}
	for _, e := range a.Evaluation {
		p.line("\n### %s\n\n%d queries, %d with an exact or close concept. %s\n", Escape(naming.Capital(e.What)), e.Queries, e.Answerable, command(e.Command))
		p.header("Measure", "Mean", "95% interval")
		for _, f := range e.Figures {
			p.row(f.Measure, fmt.Sprintf("%.3f", f.Mean), fmt.Sprintf("%.3f to %.3f", f.Low, f.High))
		}
		if len(e.Bins) == 0 {
			continue
		}
		p.line("\nConfidence compared with the share that is exact or close, among the first ten answers:\n")
		p.header("Confidence", "Answers", "Mean confidence", "Share that is right")
		for _, b := range e.Bins {
			p.row(fmt.Sprintf("%.1f to %.1f", b.Low, b.High), b.Answers, fmt.Sprintf("%.3f", b.Confidence), fmt.Sprintf("%.3f", b.Right))
		}
	}
}
