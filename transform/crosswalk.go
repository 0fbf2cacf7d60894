package transform

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// pending is the comment of a subject that nobody has judged yet.
const pending = "Not reviewed yet: no mapping has been judged for this subject."

// crosswalk fills the crosswalk tables from the reviewed mapping sets, adds lexical suggestions for titles
// that no set mentions, and lists every subject that is left without a mapping.
func (b *builder) crosswalk() {
	known := b.known()
	check := b.newMappingCheck()
	done := map[string]bool{} // subjects that have a mapping or a statement that there is none
	for _, set := range b.raw.Mappings {
		for _, m := range set.Mappings {
			b.mapping(set, m, check, known, done)
		}
	}
	b.suggestTitles(done)
	b.suggestSkills(done)
	for _, s := range crosswalk.Subjects {
		for _, id := range b.mappable(s.Segment) {
			if at := s.Segment + "/" + id; !done[at] {
				b.set.Unmatched = append(b.set.Unmatched, unmapped(s, id, b.rejected[at]))
			}
		}
	}
}

// unmapped is the row of a subject without a mapping: nobody has judged it, or all that was judged was
// rejected.
func unmapped(s crosswalk.Subject, id string, rejected []sssom.Mapping) dataset.Unmatched {
	row := dataset.Unmatched{SubjectTable: s.Table, SubjectID: id, Target: s.Target, Justification: "UnspecifiedMatching", Comment: pending}
	if n := len(rejected); n > 0 {
		last := rejected[n-1]
		row.Justification, row.Reviewer, row.ESCOVersion = last.Justification, reviewer(last), ptr(last.ObjectVersion)
		row.Comment = fmt.Sprintf("Judged and rejected: each of the %d candidates looked at; the last was “%s”.", n, clean(last.ObjectLabel))
	}
	return row
}

// known returns the subjects of this edition, each as "<segment>/<id>".
func (b *builder) known() map[string]bool {
	known := map[string]bool{}
	for _, s := range crosswalk.Subjects {
		for _, id := range b.mappable(s.Segment) {
			known[s.Segment+"/"+id] = true
		}
	}
	for _, t := range b.set.SeriesTitles { // one of another role may be mapped and need not be
		known["title/"+t.TitleID] = true
	}
	return known
}

// mappable lists the identifiers of a segment's subjects that want a mapping.
func (b *builder) mappable(segment string) (ids []string) {
	switch segment {
	case "competency":
		for _, c := range b.set.Competencies {
			ids = append(ids, c.CompetencyID)
		}
	case "profile":
		for _, p := range b.set.Profiles {
			ids = append(ids, p.ProfileID)
		}
	case "title":
		for _, t := range b.set.SeriesTitles {
			if t.Role == "specialist" {
				ids = append(ids, t.TitleID)
			}
		}
	}
	return ids
}

// mapping files one mapping. A subject that this edition does not have is left out; the findings say so.
func (b *builder) mapping(set *sssom.Set, m sssom.Mapping, check *mappingCheck, known, done map[string]bool) {
	segment, id, ok := strings.Cut(crosswalk.SubjectKey(m.Subject), "/")
	if !ok {
		b.fail(set.Path, m.Line, "mapping-subject", "the subject %s; expected an IRI that ends in competency/, profile/ or title/ and an identifier", m.Subject)
		return
	}
	check.check(set, m, segment)
	switch at := segment + "/" + id; {
	case !known[at], segment == "title" && !m.Not && withoutProfile(m, known):
		return
	case m.Not:
		b.rejected[at] = append(b.rejected[at], m)
		return
	}
	pair := segment + "/" + id + " " + m.Object
	if first, twice := b.mapped[pair]; twice {
		b.fail(set.Path, m.Line, "mapping-double", "%s is mapped to %s a second time; the first is %s", id, m.Object, first)
		return
	}
	b.mapped[pair] = fmt.Sprintf("%s:%d", set.Path, m.Line)
	done[segment+"/"+id] = true
	if m.Object == sssom.NoTermFound {
		b.notFound(set, m, segment, id)
		return
	}
	predicate, ok := strings.CutPrefix(m.Predicate, sssom.SKOS)
	if !ok || !slices.Contains(crosswalk.Predicates, predicate) {
		b.fail(set.Path, m.Line, "mapping-predicate", "the predicate %s; expected one of skos: %s", m.Predicate, strings.Join(crosswalk.Predicates, ", "))
		return
	}
	switch segment {
	case "competency":
		b.competencySkill(set, m, id, predicate)
	case "profile":
		b.profileOccupation(set, m, id, predicate)
	default:
		b.titleProfile(set, m, id, predicate)
	}
}

func (b *builder) notFound(set *sssom.Set, m sssom.Mapping, segment, id string) {
	if m.Comment == "" {
		b.fail(set.Path, m.Line, "mapping-comment", "%s has no counterpart, without a reason; expected a comment", id)
	}
	for _, s := range crosswalk.Subjects {
		if s.Segment == segment {
			b.set.Unmatched = append(b.set.Unmatched, dataset.Unmatched{
				SubjectTable: s.Table, SubjectID: id, Target: s.Target, Justification: m.Justification,
				Reviewer: reviewer(m), ESCOVersion: ptr(m.ObjectVersion), Comment: clean(m.Comment),
			})
		}
	}
}

func (b *builder) competencySkill(set *sssom.Set, m sssom.Mapping, id, predicate string) {
	record := dataset.CompetencySkill{
		CompetencyID: id, SkillURI: m.Object, Predicate: predicate, SkillLabel: clean(m.ObjectLabel), SkillType: m.ObjectCategory,
		Confidence: confidence(m), Justification: m.Justification, ReviewStatus: status(m), Reviewer: reviewer(m),
		ESCOVersion: ptr(m.ObjectVersion), Comment: ptr(clean(m.Comment)),
	}
	b.set.CompetencySkill = append(b.set.CompetencySkill, record)
	if _, known := b.skills[m.Object]; !known && (record.SkillLabel == "" || record.SkillType == "") {
		b.fail(set.Path, m.Line, "mapping-object", "the object %s lacks a label or a category (knowledge or skill/competence)", m.Object)
	}
	b.addSkill(dataset.ESCOSkill{SkillURI: m.Object, PreferredLabel: record.SkillLabel, SkillType: record.SkillType})
}

func (b *builder) profileOccupation(set *sssom.Set, m sssom.Mapping, id, predicate string) {
	b.set.ProfileOccupation = append(b.set.ProfileOccupation, dataset.ProfileOccupation{
		ProfileID: id, OccupationURI: m.Object, Predicate: predicate, OccupationLabel: clean(m.ObjectLabel),
		Confidence: confidence(m), Justification: m.Justification, ReviewStatus: status(m), Reviewer: reviewer(m),
		ESCOVersion: ptr(m.ObjectVersion), Comment: ptr(clean(m.Comment)),
	})
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

// withoutProfile reports whether a title is mapped to a profile that this edition does not have. The title
// then has no mapping; the findings say so.
func withoutProfile(m sssom.Mapping, known map[string]bool) bool {
	at := crosswalk.SubjectKey(m.Object)
	return strings.HasPrefix(at, "profile/") && !known[at]
}

func (b *builder) titleProfile(set *sssom.Set, m sssom.Mapping, id, predicate string) {
	segment, profile, ok := strings.Cut(crosswalk.SubjectKey(m.Object), "/")
	if !ok || segment != "profile" {
		b.fail(set.Path, m.Line, "mapping-object", "the object %s; expected an IRI that ends in profile/ and an identifier", m.Object)
		return
	}
	b.set.TitleProfile = append(b.set.TitleProfile, dataset.TitleProfile{
		TitleID: id, ProfileID: profile, Predicate: predicate, Confidence: confidence(m), Justification: m.Justification,
		ReviewStatus: status(m), Reviewer: reviewer(m), Comment: ptr(clean(m.Comment)),
	})
}

// suggestTitles compares the parenthetical of each specialist title that no reviewed set mentions with the
// names of the profiles.
func (b *builder) suggestTitles(done map[string]bool) {
	for _, t := range b.set.SeriesTitles {
		if done["title/"+t.TitleID] || t.ParentheticalName == nil {
			continue
		}
		best, found := crosswalk.Title(*t.ParentheticalName, b.set.Profiles)
		if !found {
			continue
		}
		done["title/"+t.TitleID] = true
		b.set.TitleProfile = append(b.set.TitleProfile, dataset.TitleProfile{
			TitleID: t.TitleID, ProfileID: best.Profile, Predicate: best.Predicate, Confidence: &best.Confidence,
			Justification: "LexicalMatching", ReviewStatus: "suggested", Comment: ptr(fmt.Sprintf("Suggested by the program: %s.", best.Why)),
		})
	}
}

// status is "reviewed" for a mapping that somebody has judged and stands by.
func status(m sssom.Mapping) string {
	if len(m.Reviewers) > 0 && (m.Justification == "MappingReview" || m.Justification == "ManualMappingCuration") {
		return "reviewed"
	}
	return "suggested"
}

func reviewer(m sssom.Mapping) *string { return ptr(naming.Clean(strings.Join(m.Reviewers, "; "))) }

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
