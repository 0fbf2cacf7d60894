package excel

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
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
	recommended, status, how, comment                 string
}

// fillCrosswalk shows every mapping, and every subject without one, with names instead of identifiers.
func (b *book) fillCrosswalk(v *view) error {
	rows := b.mappingRows()
	v.holds = len(rows)
	s, err := b.open(v.name, frame{widths: []float64{14, 46, 27, 52, 22, 13, 16, 13, 34, 90}, freezeRows: crosswalkHeader, freezeCols: 2, titleRow: crosswalkHeader})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Read a row as a sentence: our concept, the relation, the other concept; the closest relation first, then the highest confidence. Recommended marks the one to use where you need only one. "+b.subjectsOfOthers()+"An underlined label leads to its ESCO page. "+crosswalk.AllJudged(b.data)); err != nil {
		return err
	}
	heads := styled(headerRight, headings("Our kind", "Our concept", "Relation", "Other concept", "Other kind", "Confidence", "Recommended", "Judged by", "Basis", "Comment"), 5)
	heads[6].style, heads[7].style = headerCenter, headerCenter
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

// subjectsOfOthers says which kinds of our concepts are not from the handbook, "" where there are none.
func (b *book) subjectsOfOthers() string {
	var sentences string
	for _, k := range crosswalk.Present(b.data) {
		if table, known := schemas.Lookup(k.Subjects); known && table.Group != "handbook" {
			sentences += "In rows of the kind " + k.SubjectWord + ", our concept is the " + k.Subject() + ". "
		}
	}
	return sentences
}

func (r mappingRow) cells() []cell {
	cells := texts(r.kind, r.subject, r.relation, r.object, r.objectKind, "", r.recommended, r.status, r.how, r.comment)
	if r.link != "" {
		cells[3].style, cells[3].link = link, r.link
	}
	cells[5] = cell{value: r.confidence, style: decimal}
	cells[6].style, cells[7].style = center, center
	return cells
}

func (b *book) mappingRows() []mappingRow {
	var rows []mappingRow
	for _, k := range crosswalk.Present(b.data) {
		for _, m := range closestFirst(k.Rows(b.data)) {
			row := mappingRow{
				kind: k.SubjectWord, subject: b.called(k.Subjects, m.Subject), relation: predicateWords[m.Predicate],
				object: cmp.Or(m.ObjectLabel, b.called(m.ObjectTable, m.Object)), objectKind: k.ObjectOf(m.ObjectType).Word, confidence: orBlank(m.Confidence),
				recommended: recommendation(m.Recommended), status: crosswalk.JudgedBy(m.Status), how: basis(m.Justification), comment: dataset.OrEmpty(m.Comment),
			}
			if identity.Of(m.ObjectTable).Outside {
				row.link = m.Object
			}
			if m.ObjectTable == "esco_skills" {
				row.objectKind = "ESCO " + m.ObjectType
			}
			rows = append(rows, row)
		}
	}
	targets, subjects := map[string]string{}, map[string]string{}
	for _, k := range crosswalk.Present(b.data) {
		targets[k.Target()], subjects[k.Subjects] = k.Objects[0].Word, k.SubjectWord
	}
	for _, m := range b.data.Unmatched {
		rows = append(rows, mappingRow{
			kind: subjects[m.SubjectTable], subject: b.called(m.SubjectTable, m.SubjectID), relation: noCounterpart, objectKind: targets[m.Target],
			how: basis(m.Justification), comment: m.Comment,
		})
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

// closestFirst puts the mappings of each subject into the order in which people read them.
func closestFirst(mappings []crosswalk.Row) []crosswalk.Row {
	slices.SortStableFunc(mappings, func(a, b crosswalk.Row) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), crosswalk.Compare(a, b))
	})
	return mappings
}

// recommendation is the mark of a mapping to use where you need only one.
func recommendation(recommended bool) string {
	if recommended {
		return "yes"
	}
	return ""
}

// called is what a record is called in the workbook.
func (b *book) called(table, key string) string {
	if table == "profiles" {
		return b.profileName(key)
	}
	return cmp.Or(b.index.label(b.data, table, key), key)
}

func (b *book) profileName(id string) string { return b.profileHeading(b.index.profiles[id]) }

// basisWords say what a judgment rests on.
var basisWords = map[string]string{"MappingReview": "review of both texts", "ManualMappingCuration": "manual curation", crosswalk.Lexical: "word-by-word comparison"}

// basis says in words how a mapping was shown to be right.
func basis(justification string) string {
	return cmp.Or(basisWords[justification], spaced(justification))
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
