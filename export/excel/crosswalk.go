package excel

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

const (
	crosswalkSheet  = "Crosswalk"
	crosswalkHeader = 4
)

// predicateWords say a SKOS mapping relation from our concept to the other, in words.
var predicateWords = map[string]string{
	"exactMatch":   "means the same as",
	"closeMatch":   "means nearly the same as",
	"broadMatch":   "is narrower than",
	"narrowMatch":  "is broader than",
	"relatedMatch": "is related to",
}

// noCounterpart is the relation of a subject that was searched for without success.
const noCounterpart = "has no counterpart here"

// A mappingRow is a line of the crosswalk view.
type mappingRow struct {
	kind, subject, relation, object, objectKind, link string
	confidence                                        any
	status, how, comment                              string
}

// fillCrosswalk shows every mapping, and every subject without one, with names instead of identifiers.
func (b *book) fillCrosswalk(v *view) error {
	rows := b.mappingRows()
	v.holds = len(rows)
	s, err := b.open(v.name, frame{widths: []float64{14, 46, 27, 52, 22, 13, 13, 34, 90}, freezeRows: crosswalkHeader, freezeCols: 2, titleRow: crosswalkHeader})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Read a row as a sentence: our concept, the relation, the other concept; the surest stand first. An underlined label leads to its ESCO page. Filter Review where certainty matters."); err != nil {
		return err
	}
	s.skip(1)
	heads := styled(headerRight, headings("Our kind", "Our concept", "Relation", "Other concept", "Other kind", "Confidence", "Review", "Justification", "Comment"), 5)
	heads[6].style = headerCenter
	if err := s.put(heads...); err != nil {
		return err
	}
	for _, r := range rows {
		if err := s.put(r.cells()...); err != nil {
			return err
		}
	}
	if err := s.table("view_crosswalk", crosswalkHeader, len(heads)); err != nil {
		return err
	}
	return s.close()
}

func (r mappingRow) cells() []cell {
	cells := texts(r.kind, r.subject, r.relation, r.object, r.objectKind, "", r.status, r.how, r.comment)
	if r.link != "" {
		cells[3].style, cells[3].link = link, r.link
	}
	cells[5], cells[6].style = cell{value: r.confidence, style: decimal}, center
	return cells
}

func (b *book) mappingRows() []mappingRow {
	var rows []mappingRow
	for _, m := range surest(b.data.CompetencySkill, func(m dataset.CompetencySkill) (string, float64) { return m.CompetencyID, certainty(m.Confidence) }) {
		rows = append(rows, mappingRow{"Competency", b.index.competencies[m.CompetencyID].Name, predicateWords[m.Predicate], m.SkillLabel, "ESCO " + m.SkillType, m.SkillURI,
			orBlank(m.Confidence), m.ReviewStatus, spaced(m.Justification), orEmpty(m.Comment)})
	}
	for _, m := range surest(b.data.ProfileOccupation, func(m dataset.ProfileOccupation) (string, float64) { return m.ProfileID, certainty(m.Confidence) }) {
		rows = append(rows, mappingRow{"Specialty", b.profileName(m.ProfileID), predicateWords[m.Predicate], m.OccupationLabel, "ESCO occupation", m.OccupationURI,
			orBlank(m.Confidence), m.ReviewStatus, spaced(m.Justification), orEmpty(m.Comment)})
	}
	for _, m := range b.data.TitleProfile {
		rows = append(rows, mappingRow{"Position title", b.index.titles[m.TitleID], predicateWords[m.Predicate], b.profileName(m.ProfileID), "FWCI profile", "",
			orBlank(m.Confidence), m.ReviewStatus, spaced(m.Justification), orEmpty(m.Comment)})
	}
	for _, m := range b.data.Unmatched {
		kind, name := b.subject(m.SubjectTable, m.SubjectID)
		rows = append(rows, mappingRow{kind: kind, subject: name, relation: noCounterpart, objectKind: targetWords[m.Target], how: spaced(m.Justification), comment: m.Comment})
	}
	return rows
}

// certainty orders mappings: the confidence, below every confidence where none is given.
func certainty(confidence *float64) float64 {
	if confidence == nil {
		return -1
	}
	return *confidence
}

// orBlank is the value of a cell: the number, and no value for null.
func orBlank(number *float64) any {
	if number == nil {
		return nil
	}
	return *number
}

// surest puts the mappings of each subject into order of confidence, the highest first.
func surest[T any](mappings []T, of func(T) (subject string, confidence float64)) []T {
	sorted := slices.Clone(mappings)
	slices.SortStableFunc(sorted, func(a, b T) int {
		s, p := of(a)
		t, q := of(b)
		return cmp.Or(cmp.Compare(s, t), cmp.Compare(q, p))
	})
	return sorted
}

var targetWords = map[string]string{"esco-skill": "ESCO skill", "esco-occupation": "ESCO occupation", "fwci-profile": "FWCI profile"}

// subject names the kind and the record that an unmatched row speaks of.
func (b *book) subject(table, id string) (kind, name string) {
	switch table {
	case "competencies":
		return "Competency", b.index.competencies[id].Name
	case "profiles":
		return "Specialty", b.profileName(id)
	case "series_titles":
		return "Position title", b.index.titles[id]
	}
	return table, id
}

func (b *book) profileName(id string) string { return b.profileHeading(b.index.profiles[id]) }

func orEmpty(t *string) string {
	if t == nil {
		return ""
	}
	return *t
}

// spaced turns a SEMAPV name into words: LexicalMatching, lexical matching.
func spaced(name string) string {
	var w strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			w.WriteByte(' ')
		}
		w.WriteRune(r)
	}
	return strings.ToLower(w.String())
}
