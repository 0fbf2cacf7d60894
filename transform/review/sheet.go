package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/reviewsheet"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// noneFound is written in place of a counterpart where none was found.
const noneFound = "none found"

// NeedsESCO reports whether the counterparts of a kind are concepts of ESCO, whose definitions only a download
// has.
func NeedsESCO(k crosswalk.Kind) bool { return Target(k) != "" }

// Sheet lists the judged mappings of a set for a person to review, in the order of the set: those that a model
// judged and those of persons, with the definitions of today. The mappings of subjects that this edition does not
// have are left out, and so are pairs that were rejected. The classification is nil for a kind that needs none.
func Sheet(set *sssom.Set, d *dataset.Dataset, k crosswalk.Kind, c *escodata.Classification) (*reviewsheet.Sheet, error) {
	subjects, err := subjectsByRecord(d, k)
	if err != nil {
		return nil, err
	}
	sheet := &reviewsheet.Sheet{Set: k.Name, Version: d.Info.Version}
	if c != nil && !c.VersionOpen {
		sheet.ESCOVersion = c.Version
	}
	objects := crosswalk.SubjectTexts(d)
	for _, m := range crosswalk.Standing(set) {
		at, _ := identity.Parse("", m.Subject)
		subject, known := subjects[at]
		if !known || m.Not {
			continue
		}
		row := reviewsheet.Row{
			SubjectLabel: subject.Name, SubjectText: subject.Definition, ObjectLabel: m.ObjectLabel, Said: reviewsheet.ChoiceOf(strings.TrimPrefix(m.Predicate, sssom.SKOS)),
			SaidBy: strings.Join(m.Reviewers, ", "), SaidComment: m.Comment, Subject: m.Subject, Object: m.Object, SubjectDigest: crosswalk.Digest(subject.Text),
		}
		if !m.Unscored {
			row.SaidConfidence = strconv.FormatFloat(m.Confidence, 'f', -1, 64)
		}
		if m.Object == sssom.NoTermFound {
			row.Said, row.ObjectLabel = reviewsheet.Nothing, noneFound
		} else if c != nil {
			if id, ok := c.ByURI(m.Object); ok {
				concept := c.Concepts[id]
				row.ObjectLabel, row.ObjectText = concept.Label, concept.Description
				row.ObjectDigest = crosswalk.Digest(crosswalk.ObjectText(concept.Label, concept.Description))
			}
		} else if object, ours := identity.Parse("", m.Object); ours {
			row.ObjectText = objects[object]
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet, nil
}

// subjectsByRecord returns the subjects of a kind by the record that they are.
func subjectsByRecord(d *dataset.Dataset, k crosswalk.Kind) (map[identity.Record]Subject, error) {
	subjects, err := Subjects(d, k)
	if err != nil {
		return nil, err
	}
	by := map[identity.Record]Subject{}
	for _, s := range subjects {
		by[identity.Record{Table: k.Subjects, Key: s.ID}] = s
	}
	return by, nil
}

// An Outcome says what a reviewed sheet changed in a set.
type Outcome struct {
	Judged  int                    // judgments of the person that were added or replaced
	Same    int                    // of these, how many say what the model said
	Differs []crosswalk.Difference // those of the sheet alone
	Left    int                    // rows without a judgment
}

// Apply adds the judgments of a sheet to a set, under the name and date of its signature. The judgments of
// models stay next to them. A pair that another person has judged is a problem, and so are a pair that the set
// does not hold, a pair that is judged in two rows, a row that shows other texts than those of its pair, and a
// definition that has changed since the sheet was written; path names the workbook in problems. The signature of a
// language model is refused. With problems, the set stays as it was.
func Apply(set *sssom.Set, d *dataset.Dataset, k crosswalk.Kind, path string, sheet *reviewsheet.Sheet) (Outcome, error) {
	subjects, err := subjectsByRecord(d, k)
	if err != nil {
		return Outcome{}, err
	}
	if sheet.Set != k.Name {
		return Outcome{}, fmt.Errorf("%s reviews the set %s; expected %s", path, sheet.Set, k.Name)
	}
	if signed := (sssom.Mapping{Justification: "MappingReview", Reviewers: []string{sheet.Reviewer}}); crosswalk.Status(set, signed) != crosswalk.Person {
		return Outcome{}, fmt.Errorf("%s is signed by %q, a language model by its name; expected the name of the person who judged", path, sheet.Reviewer)
	}
	a := &applied{set: set, path: path, sheet: sheet, mappings: slices.Clone(set.Mappings), texts: crosswalk.SubjectTexts(d), judged: map[[2]string]int{}}
	for _, row := range sheet.Rows {
		if !row.Judged() {
			a.outcome.Left++
			continue
		}
		a.row(row, subjects)
	}
	if len(a.problems) > 0 {
		return Outcome{}, fmt.Errorf("%s", strings.Join(a.problems, "\n"))
	}
	set.Mappings = a.mappings
	different := map[[2]string]bool{} // a pair that several models judged may differ from each of them
	for _, difference := range crosswalk.Differences(set) {
		pair := pairOf(difference.Person)
		if a.judged[pair] == 0 {
			continue // of an earlier sheet
		}
		different[pair] = true
		a.outcome.Differs = append(a.outcome.Differs, difference)
	}
	a.outcome.Same = a.outcome.Judged - len(different)
	return a.outcome, nil
}

// applied is a set on its way to hold a sheet.
type applied struct {
	set      *sssom.Set
	path     string
	sheet    *reviewsheet.Sheet
	mappings []sssom.Mapping
	texts    map[identity.Record]string // of today, on which mappings are judged
	judged   map[[2]string]int          // the row of the sheet that judges a pair
	outcome  Outcome
	problems []string
}

// pairOf is what a mapping is a judgment of.
func pairOf(m sssom.Mapping) [2]string { return [2]string{m.Subject, m.Object} }

func (a *applied) problem(row reviewsheet.Row, format string, args ...any) {
	a.problems = append(a.problems, fmt.Sprintf("%s: %s, row %d: %s", a.path, reviewsheet.Mappings, row.Line, fmt.Sprintf(format, args...)))
}

func (a *applied) row(row reviewsheet.Row, subjects map[identity.Record]Subject) {
	at, _ := identity.Parse("", row.Subject)
	subject, known := subjects[at]
	first := slices.IndexFunc(a.mappings, func(m sssom.Mapping) bool { return known && m.Object == row.Object && subject.is(m) })
	switch {
	case first < 0:
		a.problem(row, "%s and %s are not a pair of the set; expected a sheet that was exported from it", row.SubjectLabel, row.ObjectLabel)
		return
	case row.SubjectDigest != crosswalk.Digest(subject.Text):
		a.problem(row, "the definition of %s has changed since the sheet was written; export it again", row.SubjectLabel)
		return
	case (row.Choice == reviewsheet.Nothing) != (row.Object == sssom.NoTermFound):
		a.problem(row, "the judgment is %q; expected %q for a row without a counterpart, and only there", row.Choice, reviewsheet.Nothing)
		return
	}
	m := a.judgment(row, a.mappings[first])
	if difference := a.differs(row, subject, a.mappings[first]); difference != "" {
		a.problem(row, "%s; the person read one pair and the hidden columns name another where only some columns were sorted or a text was edited: take the sheet from before that, or export it again", difference)
		return
	}
	if earlier := a.judged[pairOf(m)]; earlier > 0 {
		a.problem(row, "%s and %s are judged in row %d, too; expected one judgment of a pair", row.SubjectLabel, row.ObjectLabel, earlier)
		return
	}
	a.judged[pairOf(m)] = row.Line
	for i, old := range a.mappings {
		if old.Object != row.Object || !subject.is(old) || crosswalk.Status(a.set, old) != crosswalk.Person {
			continue
		}
		if !slices.Equal(old.Reviewers, m.Reviewers) {
			a.problem(row, "%s has judged this pair; remove that row from the set if %s is to decide", strings.Join(old.Reviewers, ", "), a.sheet.Reviewer)
			return
		}
		a.mappings[i] = m
		a.outcome.Judged++
		return
	}
	a.mappings = append(a.mappings, m)
	a.outcome.Judged++
}

// differs says how the texts that a row shows differ from those of the pair that its hidden columns name; "" where
// they do not. What ESCO says of a concept is known by the digest alone: no download is given.
func (a *applied) differs(row reviewsheet.Row, subject Subject, beside sssom.Mapping) string {
	object, ours := identity.Parse("", row.Object)
	switch {
	case naming.Clean(row.SubjectLabel) != naming.Clean(subject.Name):
		return fmt.Sprintf("the subject shown is %q; the row is of %q", row.SubjectLabel, subject.Name)
	case naming.Clean(row.SubjectText) != naming.Clean(subject.Definition):
		return fmt.Sprintf("the definition shown is not that of %q", subject.Name)
	case row.Object == sssom.NoTermFound:
		if row.ObjectLabel != noneFound {
			return fmt.Sprintf("the counterpart shown is %q; the row is of %q without one", row.ObjectLabel, subject.Name)
		}
	case row.ObjectDigest != "":
		if crosswalk.Digest(crosswalk.ObjectText(row.ObjectLabel, row.ObjectText)) != row.ObjectDigest {
			return fmt.Sprintf("the counterpart shown, %q, is not the concept %s of the row as ESCO describes it", row.ObjectLabel, row.Object)
		}
	case naming.Clean(row.ObjectLabel) != naming.Clean(beside.ObjectLabel):
		return fmt.Sprintf("the counterpart shown is %q; the row is of %q", row.ObjectLabel, beside.ObjectLabel)
	case ours && naming.Clean(row.ObjectText) != naming.Clean(a.texts[object]):
		return fmt.Sprintf("the definition shown is not that of today of %q", row.ObjectLabel)
	}
	return ""
}

// judgment is a row of the sheet as a mapping, next to one of the same pair.
func (a *applied) judgment(row reviewsheet.Row, beside sssom.Mapping) sssom.Mapping {
	m := beside
	m.Line, m.Not, m.Tool, m.ToolVersion = 0, row.Choice == reviewsheet.NoMatch, "", ""
	m.Justification, m.Reviewers, m.Date, m.Comment = "MappingReview", []string{a.sheet.Reviewer}, a.sheet.Date, row.Comment
	m.Confidence, m.Unscored = 0, row.Confidence == ""
	if !m.Unscored {
		m.Confidence, _ = strconv.ParseFloat(row.Confidence, 64) // the sheet was read with numbers from 0 to 1
	}
	switch {
	case m.Not:
		m.Predicate = sssom.SKOS + "mappingRelation"
	case row.Object != sssom.NoTermFound:
		m.Predicate = sssom.SKOS + reviewsheet.Relation(row.Choice)
	case m.Comment == "":
		m.Comment = beside.Comment // a statement that nothing fits needs its reason
	}
	if row.ObjectDigest != "" {
		m.Other = crosswalk.SetFacts(m.Other, "subject_digest", row.SubjectDigest, "object_digest", row.ObjectDigest)
		m.ObjectVersion, m.ObjectLabel = a.sheet.ESCOVersion, row.ObjectLabel
	} else {
		m.Other = crosswalk.SetFacts(m.Other, "subject_digest", row.SubjectDigest)
	}
	return m
}
