package finding

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// mappingRules compare the reviewed mappings with this edition.
var mappingRules = []Rule{
	{"mapping-without-subject", Warning, "a reviewed mapping whose subject this edition does not have", (*review).mappingWithoutSubject},
	{"stale-mapping", Warning, "a reviewed mapping that was judged on a different wording", (*review).staleMapping},
	{"judgments-differ", Info, "a pair that a person and an AI language model judged differently; the person's judgment is published", (*review).judgmentsDiffer},
	{"unreviewed-subject", Info, "a subject that nobody has looked up in the target yet, whether the program suggests something or not", (*review).unreviewedSubject},
}

func (r *review) mappingWithoutSubject() {
	known := r.judgedOn()
	for _, set := range r.raw.Mappings {
		gone, first := map[string]int{}, map[string]int{}
		count := func(iri string, line int) {
			if gone[iri]++; gone[iri] == 1 {
				first[iri] = line
			}
		}
		if k, ok := crosswalk.Lookup(set.Name()); ok && !k.Present(r.set) {
			r.report("", "", "", source.Span{}, "The mapping set at "+crosswalk.Place(set, 1)+" maps to or from a framework that is not among the sources; its "+itoa(len(set.Mappings))+" mappings are not published.")
			continue
		}
		for _, m := range set.Mappings {
			subject, _ := identity.Parse("", m.Subject)
			if _, ok := known[subject]; !ok {
				count(m.Subject, m.Line)
			}
			if object, ours := identity.Parse("", m.Object); ours {
				if _, ok := known[object]; !ok {
					count(m.Object, m.Line)
				}
			}
		}
		for _, m := range set.Mappings {
			for _, iri := range []string{m.Subject, m.Object} {
				if n := gone[iri]; n > 0 {
					delete(gone, iri)
					r.report("", "", "", source.Span{}, "The mapping at "+crosswalk.Place(set, first[iri])+" names "+iri+", which this edition does not have; expected one of its records. "+notPublished(n))
				}
			}
		}
	}
}

// notPublished says what becomes of a mapping, the first of n with the same fault.
func notPublished(n int) string {
	if n == 1 {
		return "The mapping is not published."
	}
	return "The " + itoa(n) + " mappings of the set that name it are not published."
}

// staleMapping compares the digests of texts of ours that a mapping carries, those of its subject and of an object
// that is a record, with the texts of today.
func (r *review) staleMapping() {
	now := r.judgedOn()
	for _, set := range r.raw.Mappings {
		stale := map[identity.Record]int{}
		var order []identity.Record
		compare := func(iri, judged string) {
			at, _ := identity.Parse("", iri)
			wording, known := now[at]
			if judged == "" || !known || judged == crosswalk.Digest(wording) {
				return
			}
			if stale[at]++; stale[at] == 1 {
				order = append(order, at)
			}
		}
		for _, m := range set.Mappings {
			facts := crosswalk.Facts(m.Other)
			compare(m.Subject, facts["subject_digest"])
			compare(m.Object, facts["object_digest"])
		}
		for _, at := range order {
			r.record(at.Table, at.Key, "The wording of %s has changed since its mappings were judged; %d mappings need a new look.", at.Key, stale[at])
		}
	}
}

func (r *review) judgmentsDiffer() {
	known := r.judgedOn()
	for _, set := range r.raw.Mappings {
		for _, d := range crosswalk.Differences(set) {
			if at, _ := identity.Parse("", d.Person.Subject); known[at] != "" {
				r.record(at.Table, at.Key, "%s and %s: %s by %s (%s); %s by a person (%s), which is published.", d.Person.SubjectLabel, d.Person.ObjectLabel,
					crosswalk.Verdict(d.Model), strings.Join(d.Model.Reviewers, ", "), set.ID, crosswalk.Verdict(d.Person), strings.Join(d.Person.Reviewers, ", "))
			}
		}
	}
}

func (r *review) unreviewedSubject() {
	const message = "No mapping of %s to %s has been judged yet."
	for _, u := range r.set.Unmatched {
		if u.Reviewer == nil {
			r.record(u.SubjectTable, u.SubjectID, message, u.SubjectID, u.Target)
		}
	}
	for _, k := range crosswalk.Present(r.set) {
		if !identity.Of(k.Objects[0].Table).Outside {
			continue // what is compared by name alone needs no lookup
		}
		said := map[string]bool{}
		for _, m := range k.Rows(r.set) {
			if m.Suggested() && !said[m.Subject] {
				said[m.Subject] = true
				r.record(k.Subjects, m.Subject, message, m.Subject, k.Target())
			}
		}
	}
}
