package transform

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// pending is the comment of a subject that nobody has judged yet.
const pending = "Not reviewed yet: no mapping has been judged for this subject."

// A mapped subject is a record as the subject of a kind of mapping.
type mappedSubject struct{ kind, key string }

// judgments is what the reviewed sets say, and what is known of it.
type judgments struct {
	known    map[identity.Record]string          // the records of this edition that mappings may name
	done     map[mappedSubject]bool              // subjects that have a mapping or a statement that there is none
	rejected map[mappedSubject][]sssom.Mapping   // pairs that a reviewer rejected
	places   map[mappedSubject]map[string]string // where a pair was mapped, by object
}

// suggesters propose mappings for subjects that no reviewed set mentions, by the name of the kind.
var suggesters = map[string]func(*builder, crosswalk.Kind){
	"competency-skill": (*builder).suggestSkills,
	"title-profile":    (*builder).suggestTitles,
}

// registers add the objects that others identify to their tables, by table, for the mapping that names one.
var registers = map[string]func(*builder, *sssom.Set, sssom.Mapping){
	"esco_skills":      (*builder).mappedSkill,
	"esco_occupations": (*builder).mappedOccupation,
}

// crosswalk fills the crosswalk tables from the reviewed mapping sets, adds suggestions for subjects that no
// set mentions, and lists every subject that is left without a mapping.
func (b *builder) crosswalk() {
	b.judged = judgments{
		known: crosswalk.SubjectTexts(b.set), done: map[mappedSubject]bool{}, rejected: map[mappedSubject][]sssom.Mapping{}, places: map[mappedSubject]map[string]string{},
	}
	b.near = b.nearStatements()
	check := b.newMappingCheck()
	for _, set := range b.raw.Mappings {
		superseded := crosswalk.Superseded(set)
		for i, m := range set.Mappings {
			b.mapping(set, m, check, superseded[i])
		}
	}
	for _, k := range crosswalk.Present(b.set) {
		b.addNear(k)
		if suggest, ok := suggesters[k.Name]; ok {
			suggest(b, k)
		}
		for _, key := range k.Owing(b.set) {
			if at := (mappedSubject{k.Name, key}); !b.judged.done[at] {
				b.set.Unmatched = append(b.set.Unmatched, unmapped(k, key, b.judged.rejected[at]))
			}
		}
	}
	b.shareTasks()
	if err := crosswalk.Recommend(b.set); err != nil {
		b.fail(b.raw.Dir, 0, "mapping-column", "%v", err)
	}
}

// unmapped is the row of a subject without a mapping: nobody has judged it, or all that was judged was
// rejected.
func unmapped(k crosswalk.Kind, key string, rejected []sssom.Mapping) dataset.Unmatched {
	row := dataset.Unmatched{SubjectTable: k.Subjects, SubjectID: key, Target: k.Target(), Justification: crosswalk.NotJudged, Comment: pending}
	if n := len(rejected); n > 0 {
		last := rejected[n-1]
		row.Justification, row.Reviewer, row.ESCOVersion = last.Justification, reviewer(last), dataset.Null(last.ObjectVersion)
		row.Comment = fmt.Sprintf("Judged and rejected: each of the %d candidates looked at; the last was “%s”.", n, clean(last.ObjectLabel))
	}
	return row
}

// mapping files one mapping. A subject or an object of ours that this edition does not have is left out; the
// findings say so. A superseded mapping is checked and not filed.
func (b *builder) mapping(set *sssom.Set, m sssom.Mapping, check *mappingCheck, superseded bool) {
	subject, _ := identity.Parse("", m.Subject)
	object, ours := identity.Parse("", m.Object)
	k, ok := crosswalk.Find(set.Name(), subject.Table, object.Table)
	if !ok {
		b.fail(set.Path, m.Line, "mapping-subject", "the subject %s; expected an IRI that ends in %s and an identifier", m.Subject, segments(crosswalk.SubjectTables()))
		return
	}
	if !k.Present(b.set) {
		return // the framework is not among the sources of this build; the findings say so
	}
	check.check(set, m, k, subject)
	at := mappedSubject{k.Name, subject.Key}
	if _, ok := b.judged.known[subject]; !ok || superseded {
		return
	}
	if m.Not {
		b.judged.rejected[at] = append(b.judged.rejected[at], m)
		return
	}
	if _, mapsTo := k.Object(object.Table); ours && mapsTo && !b.has(object) {
		return // the subject then has no mapping
	}
	if first := b.judged.places[at][m.Object]; first != "" {
		b.fail(set.Path, m.Line, "mapping-double", "%s is mapped to %s a second time; the first is %s", subject.Key, m.Object, first)
		return
	}
	if b.judged.places[at] == nil {
		b.judged.places[at] = map[string]string{}
	}
	b.judged.places[at][m.Object] = fmt.Sprintf("%s:%d", set.Path, m.Line)
	b.judged.done[at] = true
	if m.Object == sssom.NoTermFound {
		b.notFound(set, m, k, subject.Key)
		return
	}
	b.mapped(set, m, k, subject.Key, object)
}

// has reports whether this edition has a record that mappings may name.
func (b *builder) has(r identity.Record) bool {
	_, ok := b.judged.known[r]
	return ok
}

// segments lists the beginnings of the identifiers of tables, for messages: "competency/, profile/ or title/".
func segments(tables []string) string {
	var names []string
	for _, table := range tables {
		names = append(names, identity.Of(table).Segment+"/")
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}

func (b *builder) notFound(set *sssom.Set, m sssom.Mapping, k crosswalk.Kind, key string) {
	if m.Comment == "" {
		b.fail(set.Path, m.Line, "mapping-comment", "%s has no counterpart, without a reason; expected a comment", key)
	}
	b.set.Unmatched = append(b.set.Unmatched, dataset.Unmatched{
		SubjectTable: k.Subjects, SubjectID: key, Target: k.Target(), Justification: m.Justification,
		Reviewer: reviewer(m), ESCOVersion: dataset.Null(m.ObjectVersion), Comment: clean(m.Comment),
	})
}

// mapped adds a mapping to the table of its kind.
func (b *builder) mapped(set *sssom.Set, m sssom.Mapping, k crosswalk.Kind, key string, object identity.Record) {
	predicate, ok := strings.CutPrefix(m.Predicate, sssom.SKOS)
	if !ok || !slices.Contains(k.Allowed(), predicate) {
		b.fail(set.Path, m.Line, "mapping-predicate", "the predicate %s; expected one of skos: %s", m.Predicate, strings.Join(k.Allowed(), ", "))
		return
	}
	row := crosswalk.Row{
		Subject: key, Object: m.Object, ObjectLabel: clean(m.ObjectLabel), ObjectType: m.ObjectCategory, Predicate: predicate, Confidence: confidence(m),
		Justification: m.Justification, Status: crosswalk.Status(set, m), Reviewer: reviewer(m), ESCOVersion: dataset.Null(m.ObjectVersion), Comment: dataset.Null(clean(m.Comment)),
		Own: crosswalk.Facts(m.Other),
	}
	if register, outside := registers[k.Objects[0].Table]; outside {
		register(b, set, m)
	} else {
		target, ok := k.Object(object.Table)
		if !ok {
			var tables []string
			for _, o := range k.Objects {
				tables = append(tables, o.Table)
			}
			b.fail(set.Path, m.Line, "mapping-object", "the object %s; expected an IRI that ends in %s and an identifier", m.Object, segments(tables))
			return
		}
		row.Object, row.ObjectType = object.Key, target.Target
	}
	if !b.computed(set, m, k, &row) {
		return
	}
	if err := k.Add(b.set, row); err != nil {
		b.fail(set.Path, m.Line, "mapping-column", "%v; a set gives it in the column other, as key=value", err)
	}
}

// mappedSkill registers the ESCO skill that a mapping names.
func (b *builder) mappedSkill(set *sssom.Set, m sssom.Mapping) {
	label := clean(m.ObjectLabel)
	if _, known := b.skills[m.Object]; !known && (label == "" || m.ObjectCategory == "") {
		b.fail(set.Path, m.Line, "mapping-object", "the object %s lacks a label or a category (knowledge or skill/competence)", m.Object)
	}
	b.addSkill(dataset.ESCOSkill{SkillURI: m.Object, PreferredLabel: label, SkillType: m.ObjectCategory})
}

// mappedOccupation registers the ESCO occupation that a mapping names.
func (b *builder) mappedOccupation(set *sssom.Set, m sssom.Mapping) {
	if b.occupations[m.Object] {
		return
	}
	code := crosswalk.Facts(m.Other)["object_code"]
	if len(code) < 4 || m.ObjectLabel == "" {
		b.fail(set.Path, m.Line, "mapping-object", "the occupation %s lacks a label, or its code in the column other (object_code=2511.10)", m.Object)
		return
	}
	b.occupations[m.Object] = true
	b.set.ESCOOccupations = append(b.set.ESCOOccupations, dataset.ESCOOccupation{OccupationURI: m.Object, Code: code, ISCOGroup: code[:4], PreferredLabel: clean(m.ObjectLabel)})
}

// suggestTitles compares the parenthetical of each specialist title that no reviewed set mentions with the
// names of the profiles.
func (b *builder) suggestTitles(k crosswalk.Kind) {
	for _, t := range b.set.SeriesTitles {
		at := mappedSubject{k.Name, t.TitleID}
		if b.judged.done[at] || t.ParentheticalName == nil || !b.set.Covers(t.Series) {
			continue
		}
		best, found := crosswalk.Title(*t.ParentheticalName, b.set.Profiles)
		if !found {
			continue
		}
		b.judged.done[at] = true
		b.set.TitleProfile = append(b.set.TitleProfile, dataset.TitleProfile{
			TitleID: t.TitleID, ProfileID: best.Profile, Predicate: best.Predicate, Confidence: &best.Confidence,
			Justification: crosswalk.Lexical, ReviewStatus: crosswalk.Suggested, Comment: dataset.Null(fmt.Sprintf("Suggested by the program: %s.", best.Why)),
		})
	}
}

func reviewer(m sssom.Mapping) *string {
	return dataset.Null(naming.Clean(strings.Join(m.Reviewers, "; ")))
}

// confidence returns the confidence of a mapping, null where the reviewer gave none (SSSOM allows that).
func confidence(m sssom.Mapping) *float64 {
	if m.Unscored {
		return nil
	}
	value := rounded(m.Confidence)
	return &value
}

// rounded keeps three decimals, as canonical SSSOM does.
func rounded(confidence float64) float64 { return math.Round(confidence*1000) / 1000 }
