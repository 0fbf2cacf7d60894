package transform

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/statement"
)

// A nearPair is a task and a statement of another framework, by their keys.
type nearPair struct{ task, object string }

// nearStatements compares the tasks of the handbook with the tasks of the other frameworks, by the name of the kind
// of mapping.
func (b *builder) nearStatements() map[string]map[nearPair]statement.Nearness {
	tasks := make([]statement.Text, len(b.set.Tasks))
	for i, t := range b.set.Tasks {
		tasks[i] = statement.Parse(t.Statement)
	}
	near := map[string]map[nearPair]statement.Nearness{"task-nice": {}, "task-dcwf": {}}
	compare := func(kind, id, kindOfStatement, text string) {
		if kindOfStatement != "task" {
			return
		}
		other := statement.Parse(text)
		for i, t := range tasks {
			if n := statement.Compare(t, other); n != statement.Other {
				near[kind][nearPair{b.set.Tasks[i].TaskID, id}] = n
			}
		}
	}
	for _, s := range b.set.NICEStatements {
		compare("task-nice", s.StatementID, s.Kind, s.Statement)
	}
	for _, s := range b.set.DCWFStatements {
		compare("task-dcwf", s.StatementID, s.Kind, s.Statement)
	}
	return near
}

// The confidence of a pair that the rule found and nobody has judged: equal statements leave no doubt; one word can
// change the meaning. Set by rule, not measured.
const (
	identicalConfidence = 1.0
	nearlyConfidence    = 0.8
)

// computed fills the columns of a mapping that follow from the tables: the evidence, and who found it; the shared
// tasks. It reports false, with a problem, where the set says otherwise.
func (b *builder) computed(set *sssom.Set, m sssom.Mapping, k crosswalk.Kind, row *crosswalk.Row) bool {
	const shared = "shared_tasks"
	if k.Name == "profile-work-role" {
		if stated, ok := row.Own[shared]; ok {
			b.shared = append(b.shared, statedTasks{row.Subject, row.Object, stated, set.Path, m.Line})
		}
		row.Own[shared] = "0" // until the mappings of all tasks are known
	}
	if !k.Lexical {
		return true
	}
	near, found := b.near[k.Name][nearPair{row.Subject, row.Object}]
	if !found {
		near = statement.Other
	}
	if stated := row.Own["evidence"]; stated != "" && stated != string(near) {
		b.fail(set.Path, m.Line, "mapping-evidence", "the evidence of %s and %s is %q; the statements give %q: correct it, or leave it out", row.Subject, row.Object, stated, near)
		return false
	}
	if !found && m.Justification == crosswalk.Lexical {
		b.fail(set.Path, m.Line, "mapping-evidence", "%s and %s are said to be found by a comparison of texts (%s); the statements differ in more than one word: expected another justification, such as MappingReview", row.Subject, row.Object, crosswalk.Lexical)
		return false
	}
	row.Own["evidence"] = string(near)
	if found {
		row.Justification = crosswalk.Lexical
		m.Justification = crosswalk.Lexical // the rule found the pair, and the reviewers of the row read it
		row.Status = crosswalk.Status(set, m)
	}
	return true
}

// addNear adds the pairs of a kind that the rule found and that no set maps or rejects. A subject of which a set
// says that nothing was found must reject them.
func (b *builder) addNear(k crosswalk.Kind) {
	var pairs []nearPair
	for p := range b.near[k.Name] {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(x, y nearPair) int { return slices.Compare([]string{x.task, x.object}, []string{y.task, y.object}) })
	object := k.Objects[0].Table
	for _, p := range pairs {
		at := mappedSubject{k.Name, p.task}
		if b.judgedPair(at, object, p.object) {
			continue
		}
		near := b.near[k.Name][p]
		if place := b.judged.places[at][sssom.NoTermFound]; place != "" {
			b.problems = append(b.problems, source.Problem{Path: place, Rule: "mapping-evidence",
				Message: fmt.Sprintf("%s is said to have no counterpart; the statement %s is %s: map it, or reject it with predicate_modifier Not", p.task, p.object, near)})
			continue
		}
		predicate, confidence := "exactMatch", identicalConfidence
		if near == statement.Nearly {
			predicate, confidence = "closeMatch", nearlyConfidence
		}
		row := crosswalk.Row{
			Subject: p.task, Object: p.object, Predicate: predicate, Confidence: &confidence, Justification: crosswalk.Lexical, Status: crosswalk.Suggested,
			Comment: new("Suggested by the program: the statements are " + map[statement.Nearness]string{statement.Identical: "identical", statement.Nearly: "nearly identical"}[near] + "."), Own: map[string]string{"evidence": string(near)},
		}
		if err := k.Add(b.set, row); err != nil {
			b.fail(b.raw.Dir, 0, "mapping-column", "%v", err)
		}
		b.judged.done[at] = true
	}
}

// judgedPair reports whether a set maps a subject to a record, or rejects the pair.
func (b *builder) judgedPair(at mappedSubject, table, key string) bool {
	is := func(object string) bool {
		r, ok := identity.Parse("", object)
		return ok && r == identity.Record{Table: table, Key: key}
	}
	for object := range b.judged.places[at] {
		if is(object) {
			return true
		}
	}
	return slices.ContainsFunc(b.judged.rejected[at], func(m sssom.Mapping) bool { return is(m.Object) })
}

// statedTasks is a number of shared tasks that a mapping set states.
type statedTasks struct {
	profile, role, stated, path string
	line                        int
}

// shareTasks counts, for each mapping of a profile to a work role, the tasks of the profile that are identical, or
// nearly so, to one of the role.
func (b *builder) shareTasks() {
	if len(b.set.ProfileWorkRole) == 0 {
		return
	}
	near := map[string][]string{} // statements by task
	for _, m := range b.set.TaskNICE {
		if m.Evidence != string(statement.Other) {
			near[m.TaskID] = append(near[m.TaskID], m.StatementID)
		}
	}
	has := map[dataset.NICEWorkRoleStatement]bool{}
	for _, s := range b.set.NICEWorkRoleStatements {
		has[s] = true
	}
	counts := map[[2]string]int{}
	for i, m := range b.set.ProfileWorkRole {
		for _, pt := range b.set.ProfileTasks {
			if pt.ProfileID == m.ProfileID && slices.ContainsFunc(near[pt.TaskID], func(id string) bool {
				return has[dataset.NICEWorkRoleStatement{WorkRoleID: m.WorkRoleID, StatementID: id}]
			}) {
				b.set.ProfileWorkRole[i].SharedTasks++
			}
		}
		counts[[2]string{m.ProfileID, m.WorkRoleID}] = b.set.ProfileWorkRole[i].SharedTasks
	}
	for _, s := range b.shared {
		if n := counts[[2]string{s.profile, s.role}]; s.stated != strconv.Itoa(n) {
			b.fail(s.path, s.line, "mapping-evidence", "%s and %s are said to share %s tasks; the tables give %d: correct it, or leave it out", s.profile, s.role, s.stated, n)
		}
	}
}
