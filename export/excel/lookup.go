package excel

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

const (
	lookupSheet = "Competency lookup"
	choiceCell  = "$B$4"
	// mappingRowColumn has the row of a mapping's table, from which the other cells follow.
	mappingRowColumn = 7
	idCell           = "$B$5"
	lookupNames      = "competency_names" // the range that the list of choices names
)

// fillLookup writes a form that follows the competency chosen in one cell. Its formulas need nothing newer
// than Excel 2010 and work in LibreOffice; each has its result for the first choice, for readers
// that compute nothing.
func (b *book) fillLookup(v *view) error {
	v.holds = 1
	s, err := b.open(v.name, frame{widths: []float64{40, 84, 24, 14, 14, 16, 14}, freezeRows: 4, focus: choiceCell, hidden: []int{mappingRowColumn}})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Choose a competency from the list in the framed cell; everything below follows. Choices are in order of kind and name: general first, then technical."); err != nil {
		return err
	}
	for _, part := range []func(*sheet) error{b.lookupFacts, b.lookupScopes, b.lookupProfiles, b.lookupMappings, b.lookupChoices} {
		if err := part(s); err != nil {
			return err
		}
	}
	return s.close()
}

// lookupChoices lets the choice cell offer the names of the competencies.
func (b *book) lookupChoices(s *sheet) error {
	names := fmt.Sprintf("%s!$A$%d:$A$%d", quoted("Competencies by specialty"), matrixHeader+1, matrixHeader+max(len(b.data.Competencies), 1))
	if err := b.name(lookupNames, names, "Names of the competencies, for the list on the sheet Competency lookup"); err != nil {
		return err
	}
	if err := b.name("lookup_choice", quoted(lookupSheet)+"!"+choiceCell, "The competency that the sheet Competency lookup shows"); err != nil {
		return err
	}
	list := excelize.NewDataValidation(false)
	list.Sqref = strings.ReplaceAll(choiceCell, "$", "")
	list.SetSqrefDropList(lookupNames)
	list.SetInput("Competency", "Choose a competency from the list, or type its name as the handbook prints it.")
	list.SetError(excelize.DataValidationErrorStyleStop, "No such competency", "Choose a name from the list.")
	return b.file.AddDataValidation(s.name, list)
}

// longestLiteral is how many characters a text in a formula may have; Excel refuses longer ones.
const longestLiteral = 255

// literal writes a text as a formula holds it, a long one in pieces.
func literal(text string) string {
	var pieces []string
	for rest := []rune(text); len(rest) > 0 || pieces == nil; {
		n := min(len(rest), longestLiteral)
		pieces = append(pieces, `"`+strings.ReplaceAll(string(rest[:n]), `"`, `""`)+`"`)
		rest = rest[n:]
	}
	return strings.Join(pieces, "&")
}

// found gives the formula of a value in the row of a table where a column equals a cell, or a text
// where no row does.
func (b *book) found(table, column, key, at, otherwise string) string {
	return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),%s)`, b.column(table, column), at, b.column(table, key), literal(otherwise))
}

// whole returns a column from the first row of its sheet, so that INDEX takes row numbers of the sheet.
func (b *book) whole(table, column string) string {
	return strings.Replace(b.column(table, column), "$2:", "$1:", 1)
}

// farRow is beyond the rows of every table here: subtracting a row from it lets LARGE find the first.
const farRow = 100000

// nth gives the formula of the sheet row of the k-th record whose key, in a column, equals the chosen
// identifier. SUMPRODUCT makes Excel and LibreOffice compute the array in it without being entered as one.
func nth(keys string, k int) string {
	return fmt.Sprintf("%d-SUMPRODUCT(LARGE((%s=%s)*(%d-ROW(%s)),%d))", farRow, keys, idCell, farRow, keys, k)
}

func (b *book) lookupFacts(s *sheet) error {
	c := b.index.chosen
	blank := func(column, otherwise string) string {
		value := b.found("competencies", column, "name", choiceCell, "")
		return ifChosen(fmt.Sprintf(`IF(%s="",%s,%s)`, value, literal(otherwise), value))
	}
	const noNote = "none"
	rows := []struct {
		name, value, formula string
		lines                int
	}{
		{"Identifier", c.CompetencyID, b.found("competencies", "competency_id", "name", choiceCell, ""), 1},
		{"Kind", c.Kind, fmt.Sprintf(`IF(%s="",%s,%s)`, idCell, literal(chooseCompetency), b.found("competencies", "kind", "name", choiceCell, "")), 1},
		{"Definition", cmp.Or(dataset.OrEmpty(c.Definition), undefined), blank("definition", undefined), b.longest(definitionOf, s.widths[1])},
		{"Note", cmp.Or(dataset.OrEmpty(c.Note), noNote), blank("note", noNote), b.longest(func(c dataset.Competency) *string { return c.Note }, s.widths[1])},
		{"In the Competency List", yesNo(c.Listed), ifChosen(fmt.Sprintf(`IF(%s=TRUE,"yes","no")`, b.found("competencies", "listed", "name", choiceCell, ""))), 1},
		{"Other spellings", cmp.Or(strings.Join(b.index.aliases[c.CompetencyID], "; "), noNote), ifChosen(b.aliasFormula(noNote)), 1},
	}
	if err := s.put(cell{value: "Competency", style: label}, cell{value: c.Name, style: input}); err != nil {
		return err
	}
	for _, r := range rows {
		if err := s.putHigh(heightOf(r.lines), cell{value: r.name, style: label}, cell{value: r.value, style: prose, formula: r.formula}); err != nil {
			return err
		}
	}
	return nil
}

// chooseCompetency is said where the cell of the choice is empty or names no competency.
const chooseCompetency = "Choose a competency from the list in the framed cell."

// ifChosen leaves a cell empty until a competency is chosen.
func ifChosen(formula string) string { return fmt.Sprintf(`IF(%s="","",%s)`, idCell, formula) }

func yesNo(v bool) string {
	if v {
		return "yes"
	}
	return "no"
}

func definitionOf(c dataset.Competency) *string { return c.Definition }

// longest counts the lines that the longest text of all competencies takes: the form must hold any choice.
func (b *book) longest(of func(dataset.Competency) *string, width float64) int {
	lines := 1
	for _, c := range b.data.Competencies {
		lines = max(lines, linesOf(dataset.OrEmpty(of(c)), width))
	}
	return lines
}

// aliasFormula joins as many spellings as any competency has.
func (b *book) aliasFormula(none string) string {
	most := 1
	for _, c := range b.data.Competencies {
		most = max(most, len(b.index.aliases[c.CompetencyID]))
	}
	ids := b.column("competency_aliases", "competency_id")
	var parts []string
	for k := 1; k <= most; k++ {
		separator, otherwise := "", none
		if k > 1 {
			separator, otherwise = "; ", ""
		}
		parts = append(parts, fmt.Sprintf("IF(COUNTIF(%s,%s)<%d,%s,%s&INDEX(%s,%s))", ids, idCell, k, literal(otherwise), literal(separator), b.whole("competency_aliases", "alias"), nth(ids, k)))
	}
	return strings.Join(parts, "&")
}

func (b *book) lookupScopes(s *sheet) error {
	if err := part(s, "Importance by band, and rank", styled(headerRight, headings("Scope", "Important at", "Current rank", "Future rank", "Change"), 2, 3, 4)...); err != nil {
		return err
	}
	id := b.index.chosen.CompetencyID
	for _, scope := range b.data.Scopes {
		bands, bandFormula := b.importantAt(scope, id)
		row := []cell{{value: b.index.scopes[scope.ScopeID], style: text}, {value: bands, style: prose, formula: ifChosen(bandFormula)}}
		r, ranked := b.index.rankings[[2]string{scope.ScopeID, id}]
		row = append(row, b.rankCell(scope, "current_rank", r.CurrentRank, ranked), b.rankCell(scope, "future_rank", r.FutureRank, ranked))
		at := s.row + 1
		c := cell{value: "", style: change, formula: fmt.Sprintf(`IF(AND(ISNUMBER(C%d),ISNUMBER(D%d)),C%d-D%d,"")`, at, at, at, at)}
		if r.RankChange != nil {
			c.value = *r.RankChange
		}
		if err := s.put(append(row, c)...); err != nil {
			return err
		}
	}
	return nil
}

const notCovered = "not covered"

// importantAt names the bands at which a competency is important in a scope, and the formula for it.
func (b *book) importantAt(scope dataset.Scope, id string) (names, formula string) {
	const nowhere = "at no band"
	scopes, ids := b.column("competency_bands", "scope_id"), b.column("competency_bands", "competency_id")
	same := fmt.Sprintf("%s,%s,%s,%s", scopes, literal(scope.ScopeID), ids, idCell)
	important := b.column("competency_bands", "important") + ",TRUE"
	var list, parts []string
	listed := false
	for _, band := range b.bandsOf(scope.ScopeID) {
		at, ok := b.index.cells[[3]string{scope.ScopeID, id, band.BandID}]
		listed = listed || ok
		if at.Important {
			list = append(list, band.Name)
		}
		parts = append(parts, fmt.Sprintf(`IF(COUNTIFS(%s,%s,%s,%s)>0,%s,"")`, same, important, b.column("competency_bands", "band_id"), literal(band.BandID), literal(", "+band.Name)))
	}
	if len(parts) == 0 {
		return notCovered, literal(notCovered)
	}
	formula = fmt.Sprintf(`IF(COUNTIFS(%s)=0,%s,IF(COUNTIFS(%s,%s)=0,%s,MID(%s,3,200)))`, same, literal(notCovered), same, important, literal(nowhere), strings.Join(parts, "&"))
	switch {
	case !listed:
		return notCovered, formula
	case len(list) == 0:
		return nowhere, formula
	}
	return strings.Join(list, ", "), formula
}

// rankCell gives a rank; a rank that is null in a record that exists is "NR", no record is a dash.
func (b *book) rankCell(scope dataset.Scope, column string, value *int, ranked bool) cell {
	same := fmt.Sprintf("%s,%s,%s,%s", b.column("competency_rankings", "scope_id"), literal(scope.ScopeID), b.column("competency_rankings", "competency_id"), idCell)
	sum := fmt.Sprintf("SUMIFS(%s,%s)", b.column("competency_rankings", column), same)
	c := cell{style: right, formula: ifChosen(fmt.Sprintf(`IF(COUNTIFS(%s)=0,"–",IF(%s=0,%s,%s))`, same, sum, literal(notRanked), sum))}
	switch {
	case !ranked:
		c.value = "–"
	case value == nil:
		c.value = notRanked
	default:
		c.value = *value
	}
	return c
}

func (b *book) lookupProfiles(s *sheet) error {
	if err := part(s, "Profiles that name it: X; (X) a general competency, which applies to every specialty", styled(headerCenter, headings("Profile", "Cluster", "Named"), 2)...); err != nil {
		return err
	}
	for _, p := range b.data.Profiles {
		names := func(profile string) string {
			return fmt.Sprintf(`COUNTIFS(%s,%s,%s,%s)>0`, b.column("profile_competencies", "profile_id"), literal(profile), b.column("profile_competencies", "competency_id"), idCell)
		}
		named := cell{value: "–", style: center, formula: ifChosen(fmt.Sprintf(`IF(%s,"X",%s)`, names(p.ProfileID), b.namedByAll(p, names)))}
		switch id := b.index.chosen.CompetencyID; {
		case b.index.named[[2]string{p.ProfileID, id}]:
			named.value = marked.value
		case p.ClusterID != nil && b.index.general[id]:
			named.value = markedByAll.value
		}
		if err := s.put(append(texts(b.profileHeading(p), b.clusterName(p)), named)...); err != nil {
			return err
		}
	}
	return nil
}

// namedByAll is the formula of the mark where a profile does not name the competency itself: a general one holds
// for every specialty where a profile of all work names it.
func (b *book) namedByAll(p dataset.Profile, names func(profile string) string) string {
	formula := `"–"`
	if p.ClusterID == nil {
		return formula
	}
	for _, all := range b.data.Profiles {
		if all.ClusterID == nil {
			formula = fmt.Sprintf(`IF(%s,"(X)",%s)`, names(all.ProfileID), formula)
		}
	}
	return formula
}

// A ranked mapping knows its row on the sheet of the table.
type rankedMapping struct {
	dataset.CompetencySkill
	row int
}

// mappingsOf returns the mappings of a competency, the closest first, as the formulas order them.
func (b *book) mappingsOf(id string) []rankedMapping {
	var list []rankedMapping
	for i, m := range b.data.CompetencySkill {
		if m.CompetencyID == id {
			list = append(list, rankedMapping{m, i + 2})
		}
	}
	slices.SortStableFunc(list, func(p, q rankedMapping) int {
		return cmp.Or(cmp.Compare(crosswalk.Closeness(p.Predicate), crosswalk.Closeness(q.Predicate)), cmp.Compare(thousandths(q.Confidence), thousandths(p.Confidence)))
	})
	return list
}

// closer is more than any confidence in thousandths: a closer relation comes before a higher confidence.
const closer = 2000

// thousandths is how the formulas order a confidence: an empty cell counts as 0 in them.
func thousandths(confidence *float64) float64 {
	return math.Round(max(certainty(confidence), 0) * 1000)
}

// mostMappings counts the lines that the form needs for any competency.
func (b *book) mostMappings() int {
	counts, most := map[string]int{}, 1
	for _, m := range b.data.CompetencySkill {
		counts[m.CompetencyID]++
		most = max(most, counts[m.CompetencyID])
	}
	return most
}

func (b *book) lookupMappings(s *sheet) error {
	if err := part(s, "ESCO concepts: the closest relation first, then the highest confidence"); err != nil {
		return err
	}
	if judges := crosswalk.WhoJudged(mapped(b.data, "competency-skill")); judges != "" {
		if err := s.put(cell{value: "Who judged", style: label}, cell{value: judges, style: prose}); err != nil {
			return err
		}
	}
	if err := b.lookupUnmatched(s); err != nil {
		return err
	}
	heads := styled(headerRight, headings("Our competency …", "ESCO concept", "Kind", "Confidence", "Judged by", "Recommended", "Table row"), 3, 6)
	if err := s.put(styled(headerCenter, heads, 4, 5)...); err != nil {
		return err
	}
	mappings := b.mappingsOf(b.index.chosen.CompetencyID)
	for k := 1; k <= b.mostMappings(); k++ {
		var m *rankedMapping
		if k <= len(mappings) {
			m = &mappings[k-1]
		}
		if err := s.put(b.mappingSlot(s.row+1, k, m)...); err != nil {
			return err
		}
	}
	return nil
}

// mappingSlot is the k-th line of mappings; m is nil where the first choice has fewer. Its last cell finds
// the record: closeness of the relation, confidence in thousandths and the row, packed into one number that LARGE
// puts in order.
func (b *book) mappingSlot(row, k int, m *rankedMapping) []cell {
	const table = "crosswalk_competency_skill"
	ids := b.column(table, "competency_id")
	at := fmt.Sprintf("$G%d", row)
	rowFormula := fmt.Sprintf(`IF(COUNTIF(%s,%s)<%d,"",%d-MOD(SUMPRODUCT(LARGE((%s=%s)*(((%d-MATCH(%s,%s,0))*%d+ROUND(%s*1000,0))*%d+%d-ROW(%s)),%d)),%d))`,
		ids, idCell, k, farRow, ids, idCell, len(crosswalk.Predicates), b.column(table, "predicate"), predicateArray(false), closer, b.column(table, "confidence"), farRow, farRow, ids, k, farRow)
	value := func(column string) string { return fmt.Sprintf("INDEX(%s,%s)", b.whole(table, column), at) }
	guarded := func(formula string) string { return fmt.Sprintf(`IF(%s="","",%s)`, at, formula) }
	cells := []cell{
		{value: "", style: prose, formula: guarded(fmt.Sprintf("IFERROR(INDEX(%s,MATCH(%s,%s,0)),%s)", predicateArray(true), value("predicate"), predicateArray(false), value("predicate")))},
		{value: "", style: computedLink, formula: guarded(fmt.Sprintf("HYPERLINK(%s,%s)", value("skill_uri"), value("skill_label")))},
		{value: "", style: prose, formula: guarded(`"ESCO "&` + value("skill_type"))},
		{value: "", style: decimal, formula: guarded(fmt.Sprintf(`IF(%s="","",%s)`, value("confidence"), value("confidence")))},
		{value: "", style: center, formula: guarded(judgeFormula(value("review_status")))},
		{value: "", style: center, formula: guarded(fmt.Sprintf(`IF(%s=TRUE,"yes","")`, value("recommended")))},
		{value: "", style: integer, formula: rowFormula},
	}
	if m != nil {
		for i, v := range []any{predicateWords[m.Predicate], m.SkillLabel, "ESCO " + m.SkillType, orBlank(m.Confidence), crosswalk.JudgedBy(m.ReviewStatus), recommendation(m.Recommended), m.row} {
			if v != nil {
				cells[i].value = v
			}
		}
	}
	return cells
}

// judgeFormula gives the words for a review status.
func judgeFormula(status string) string {
	formula := literal(crosswalk.JudgedBy(""))
	for _, s := range []string{crosswalk.Model, crosswalk.Person} {
		formula = fmt.Sprintf("IF(%s=%s,%s,%s)", status, literal(s), literal(crosswalk.JudgedBy(s)), formula)
	}
	return formula
}

// predicateArray writes the predicates, or their words, as a column that a formula can hold.
func predicateArray(words bool) string {
	var items []string
	for _, p := range crosswalk.Predicates {
		if words {
			p = predicateWords[p]
		}
		items = append(items, literal(p))
	}
	return "{" + strings.Join(items, ";") + "}"
}

// lookupUnmatched tells why a competency has no ESCO concept.
func (b *book) lookupUnmatched(s *sheet) error {
	const table, none = "crosswalk_unmatched", "–"
	tables, ids, targets := b.column(table, "subject_table"), b.column(table, "subject_id"), b.column(table, "target")
	row := fmt.Sprintf(`SUMPRODUCT(MAX((%s="competencies")*(%s=%s)*(%s="esco-skill")*ROW(%s)))`, tables, ids, idCell, targets, ids)
	c := cell{value: none, style: prose, formula: ifChosen(fmt.Sprintf(`IF(COUNTIFS(%s,"competencies",%s,%s,%s,"esco-skill")=0,%s,INDEX(%s,%s))`,
		tables, ids, idCell, targets, literal(none), b.whole(table, "comment"), row))}
	for _, u := range b.data.Unmatched {
		if u.SubjectTable == "competencies" && u.SubjectID == b.index.chosen.CompetencyID && u.Target == "esco-skill" {
			c.value = u.Comment
		}
	}
	return s.put(cell{value: "Why there is no counterpart", style: label}, c)
}
