package excel

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

const (
	gradeSheet    = "Specialty at a grade"
	specialtyCell = "$B$4"
	gradeCell     = "$B$5"
)

// chooseSpecialty and chooseGrade ask for what is missing.
const (
	chooseSpecialty = "Choose a specialty in the framed cell."
	chooseGrade     = "Choose a grade that belongs to a career band."
)

// fillGrade writes the answer to the main question: what a specialty needs at a grade. Its formulas come from a
// short list that every spreadsheet knows; each has its result for the first choice.
func (b *book) fillGrade(v *view) error {
	w := b.working
	widths := []float64{24, 40, 96, 9, 9, 24, 14}
	if w != nil {
		for range w.partner {
			widths = append(widths, 25, 34)
		}
	}
	s, err := b.open(v.name, frame{widths: widths, freezeRows: 5, titleRow: b.gradeHeader(), focus: gradeCell})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Choose a specialty and a grade of the General Schedule (GS) in the two framed cells; everything below follows."); err != nil {
		return err
	}
	if w == nil {
		if err := s.put(cell{value: notChoosable, style: lead}); err != nil {
			return err
		}
		return s.close()
	}
	v.holds = 1
	rows := [][]cell{
		{{value: "Specialty", style: label}, {value: w.specialty, style: input}},
		{{value: "Grade (GS)", style: label}, {value: w.grade, style: inputNumber}},
	}
	if err := putAll(s, rows); err != nil {
		return err
	}
	for _, a := range b.answers(w) {
		if err := s.put(a.row()...); err != nil {
			return err
		}
	}
	s.skip(1)
	if err := b.putList(s, w); err != nil {
		return err
	}
	if err := b.offerChoices(s); err != nil {
		return err
	}
	return s.close()
}

// gradeHeader is the row of the headings above the list.
func (b *book) gradeHeader() int {
	if b.working == nil {
		return 0
	}
	return 5 + len(b.answers(b.working)) + 2
}

// offerChoices lets the two cells offer what may be chosen.
func (b *book) offerChoices(s *sheet) error {
	for _, c := range []struct{ at, names, title, ask, wrong string }{
		{specialtyCell, specialtyNames, "Specialty", "Choose a specialty, or all IT work.", "Choose a specialty from the list."},
		{gradeCell, gradeNumbers, "Grade", "Choose a grade from the list.", "Choose a grade from the list."},
	} {
		list := excelize.NewDataValidation(false)
		list.Sqref = strings.ReplaceAll(c.at, "$", "")
		list.SetSqrefDropList(c.names)
		list.SetInput(c.title, c.ask)
		list.SetError(excelize.DataValidationErrorStyleStop, "Not in the list", c.wrong)
		if err := b.file.AddDataValidation(s.name, list); err != nil {
			return err
		}
	}
	return nil
}

// An answer is a sentence above the list, as text and as formula.
type answer struct {
	name, text, formula, link string
	next                      bool // leads to another sheet
}

func (a answer) row() []cell {
	c := cell{value: a.text, formula: a.formula, style: sentence}
	if a.next {
		c.style, c.link = link, a.link
	}
	if strings.HasPrefix(a.formula, "HYPERLINK") || strings.Contains(a.formula, "HYPERLINK(") {
		c.style = computedLink
	}
	return []cell{{value: a.name, style: label}, c}
}

// answers are the sentences about the choice.
func (b *book) answers(w *working) []answer {
	chosen := func(offset int) string {
		return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),"")`, w.choices(offset), specialtyFact.at(), w.choices(0))
	}
	list := []answer{
		b.bandAnswer(w),
		{name: "Cluster of work", text: b.workingValues(w).cluster, formula: clusterFact.at()},
		{name: "Position titles", text: b.choiceText(w, 4), formula: chosen(4)},
		b.occupationAnswer(w, chosen),
	}
	list = append(list, b.workRoleAnswer(w)...)
	list = append(list,
		b.countAnswer(w, "General competencies", w.role.General, generalKnown, generalCount),
		b.countAnswer(w, "Technical competencies", w.role.Technical, technicalKnown, technicalCount),
		b.stepAnswer(w, "General: compared with the band below", w.role.General, generalKnown, generalBelow, generalNew, generalLeft),
		b.stepAnswer(w, "Technical: compared with the band below", w.role.Technical, technicalKnown, technicalBelow, technicalNew, technicalLeft),
		answer{name: "Ranks", text: "1 is the most important. NR: not ranked. –: the ranking does not list it. General competencies are ranked for all IT work, technical ones in the cluster; a specialty has no ranking of its own."},
	)
	if judges := b.judges(w); judges != "" {
		list = append(list, answer{name: "Counterparts", text: judges})
	}
	return append(list, b.nextSteps()...)
}

// judges says who judged the mappings that the list shows.
func (b *book) judges(w *working) string {
	var rows []crosswalk.Row
	for _, p := range w.partner {
		rows = append(rows, mapped(b.data, p.kind)...)
	}
	return crosswalk.WhoJudged(rows)
}

// choiceText is a text of the sheet Calculations about the chosen specialty.
func (b *book) choiceText(w *working, offset int) string {
	if w.profile < 0 {
		return ""
	}
	g := grid{}
	b.gridChoices(g, w)
	text, _ := g[workingFacts+w.profile][choiceColumn-1+offset].value.(string)
	return text
}

// bandAnswer says which band the grade belongs to, or that it belongs to none.
func (b *book) bandAnswer(w *working) answer {
	var bands []string
	for _, band := range b.data.Bands {
		bands = append(bands, gradedName(band))
	}
	outside := ` belongs to no career band of the handbook. Its bands are ` + strings.Join(bands, ", ") + "."
	const missing = "Choose a grade in the framed cell."
	formula := literal(missing)
	for i := len(b.data.Bands) - 1; i >= 0; i-- {
		formula = fmt.Sprintf("IF(%s=%s,%s,%s)", bandFact.at(), literal(b.data.Bands[i].BandID), literal(bands[i]), formula)
	}
	text := missing
	if w.grade != 0 {
		text = fmt.Sprintf("GS-%d%s", w.grade, outside)
	}
	if band, ok := role.BandOf(b.data.Bands, w.grade); ok {
		text = gradedName(band)
	}
	formula = fmt.Sprintf(`IF(AND(%[1]s="",ISNUMBER(%[2]s)),"GS-"&%[2]s&%[3]s,%[4]s)`, bandFact.at(), gradeFact.at(), literal(outside), formula)
	return answer{name: "Career band", text: text, formula: formula}
}

// nearestWords says how a concept compares with the one that people read first: the relation where that is recommended
// as the counterpart, else that it is only the nearest.
func nearestWords(m crosswalk.Row) string {
	if m.Recommended {
		return predicateWords[m.Predicate]
	}
	return "no close counterpart; nearest"
}

// occupationAnswer names the closest ESCO occupation with its relation.
func (b *book) occupationAnswer(w *working, chosen func(int) string) answer {
	relation, label := chosen(5), chosen(6)
	text := b.choiceText(w, 5)
	if l := b.choiceText(w, 6); l != "" {
		text += ": " + l
	}
	return answer{name: "Closest ESCO occupation", text: text, formula: fmt.Sprintf(`IF(%[2]s="",%[1]s,HYPERLINK(%[3]s,%[1]s&": "&%[2]s))`, relation, label, chosen(7))}
}

// workRoleAnswer names the closest work role of NICE, where the release has the mappings.
func (b *book) workRoleAnswer(w *working) []answer {
	nearest := b.nearest("profile-work-role")
	if nearest == nil {
		return nil
	}
	words := func(profile string) string {
		m, ok := nearest[profile]
		if !ok {
			return none
		}
		return nearestWords(m) + ": " + cmp.Or(m.ObjectLabel, b.called(m.ObjectTable, m.Object))
	}
	text, formula := "", `""`
	for i := len(b.data.Profiles) - 1; i >= 0; i-- {
		id := b.data.Profiles[i].ProfileID
		formula = fmt.Sprintf("IF(%s=%s,%s,%s)", profileIDFact.at(), literal(id), literal(words(id)), formula)
	}
	if w.profile >= 0 {
		text = words(b.data.Profiles[w.profile].ProfileID)
	}
	return []answer{{name: "Closest NICE work role", text: text, formula: formula}}
}

// incomplete gives what to say while the choice is not complete, and the formula around another.
func (w *working) incomplete(formula string) (string, string) {
	formula = fmt.Sprintf(`IF(%s="",%s,IF(%s="",%s,%s))`, profileIDFact.at(), literal(chooseSpecialty), bandFact.at(), literal(chooseGrade), formula)
	switch {
	case w.profile < 0:
		return chooseSpecialty, formula
	case !w.chosen:
		return chooseGrade, formula
	}
	return "", formula
}

// The sentences about what the handbook does not say: not the same as none.
const (
	noGeneralTable   = "The handbook has no table of general competencies for this band. It does not say that none is needed."
	noTechnicalTable = "The handbook has no table of technical competencies for this band. It does not say that none is needed."
	technicalOfAll   = "The handbook gives technical competencies by cluster of work, not for all IT work: choose a specialty to see them."
)

// countAnswer says how many competencies the list has of a kind, and by which rule.
func (b *book) countAnswer(w *working, name string, p role.Section, known, counted fact) answer {
	const general = " important at this band; they apply to all IT work."
	var text, formula string
	if counted == generalCount {
		formula = fmt.Sprintf(`IF(%s=0,%s,%s&%s)`, known.at(), literal(noGeneralTable), counted.at(), literal(general))
		text = fmt.Sprint(len(p.Needs)) + general
		if !p.Covered {
			text = noGeneralTable
		}
	} else {
		values := b.workingValues(w)
		formula = fmt.Sprintf(`IF(%s="",%s,IF(%s=0,%s,%s&" that "&%s&" names and that are important at this band in "&%s&"."))`,
			scopeFact.at(), literal(technicalOfAll), known.at(), literal(noTechnicalTable), counted.at(), specialtyFact.at(), clusterFact.at())
		switch {
		case values.scope == "":
			text = technicalOfAll
		case !p.Covered:
			text = noTechnicalTable
		default:
			text = fmt.Sprintf("%d that %s names and that are important at this band in %s.", len(p.Needs), w.specialty, values.cluster)
		}
	}
	missing, formula := w.incomplete(formula)
	return answer{name: name, text: cmp.Or(missing, text), formula: formula}
}

// stepAnswer says what is new compared with the band below, and what is no longer important.
func (b *book) stepAnswer(w *working, name string, p role.Section, known, below, fresh, left fact) answer {
	const first, unstated = "This is the first band.", "Not stated: the handbook has no table for one of the two bands."
	formula := fmt.Sprintf(`IF(%s="",%s,IF(OR(%s=0,%s=0),%s,%s&" new compared with "&%s&"; no longer important: "&IF(%s="","none",%s)&"."))`,
		belowFact.at(), literal(first), known.at(), below.at(), literal(unstated), fresh.at(), belowNameFact.at(), left.at(), left.at())
	text := first
	switch {
	case b.workingValues(w).below == "":
	case !p.Covered || p.Below == nil:
		text = unstated
	default:
		text = fmt.Sprintf("%d new compared with %s; no longer important: %s.", p.NewCount, p.Below.Name, cmp.Or(leftNames(p), none))
	}
	missing, formula := w.incomplete(formula)
	return answer{name: name, text: cmp.Or(missing, text), formula: formula}
}

// nextSteps lead to the sheets that go on with the choice.
func (b *book) nextSteps() []answer {
	var list []answer
	for _, step := range []struct{ sheet, text string }{
		{ratingSheet, "Rate people against this list"}, {assessmentSheet, "Plan how to assess"}, {announceSheet, "Write a draft of a job announcement"},
	} {
		list = append(list, answer{name: "Next step", text: step.text, link: "#" + quoted(step.sheet) + "!A1", next: true})
	}
	return list
}

// putList writes the list: general competencies, technical competencies, tasks.
func (b *book) putList(s *sheet, w *working) error {
	heads := styled(headerRight, headings("Kind", "Competency or task", "Definition or statement", "Rank now", "Rank in the future", "Trend", "Compared with the band below"), 3, 4)
	for _, p := range w.partner {
		heads = append(heads, headings("Our competency …", "… this "+p.name+" concept")...)
	}
	if err := s.put(heads...); err != nil {
		return err
	}
	list := w.list()
	heights := b.listLines(w, s.widths)
	for k := 1; k <= w.most; k++ {
		var item *listItem
		if k <= len(list) {
			item = &list[k-1]
		}
		if err := s.putHigh(heightOf(max(heights[k-1], 1)), b.listRow(w, k, item)...); err != nil {
			return err
		}
	}
	return nil
}

// listLines counts the lines that each row of the list needs for any choice.
func (b *book) listLines(w *working, widths []float64) []int {
	heights := make([]int, w.most)
	now := w.choice
	known := map[string]int{} // by competency or statement
	for i := range b.data.Profiles {
		for _, band := range b.data.Bands {
			b.choose(w, choice{w.names[i], band.GSMin})
			for k, item := range w.list() {
				of := item.text
				if item.need != nil {
					of = item.need.Competency.CompetencyID
				}
				if known[of] == 0 {
					known[of] = b.listItemLines(item, w, widths)
				}
				heights[k] = max(heights[k], known[of])
			}
		}
	}
	b.choose(w, now)
	return heights
}

func (b *book) listItemLines(item listItem, w *working, widths []float64) int {
	if item.need == nil {
		return linesOf(item.text, widths[2])
	}
	c := item.need.Competency
	n := max(linesOf(c.Name, widths[1]), linesOf(cmp.Or(dataset.OrEmpty(c.Definition), undefined), widths[2]))
	for i, p := range w.partner {
		for j, part := range b.partnerCells(p, c.CompetencyID)[:2] {
			n = max(n, linesOf(part.value.(string), widths[7+2*i+j]))
		}
	}
	return n
}

// listRow is the k-th row of the list; item is nil where the choice has fewer.
func (b *book) listRow(w *working, k int, item *listItem) []cell {
	at, task := w.listed(k, 1), w.listed(k, 2)
	of := func(column int) string { return fmt.Sprintf("INDEX(%s,%s)", w.column(column), at) }
	competency := func(column int) string { return fmt.Sprintf(`IF(%s="","",%s)`, at, of(column)) }
	cells := []cell{
		{value: "", style: prose, formula: fmt.Sprintf(`IF(%s<>"",%s,IF(%s<>"","task",""))`, at, of(competencyColumn+2), task)},
		{value: "", style: prose, formula: fmt.Sprintf(`IF(%s<>"",%s,IF(%s<>"","Task "&%s,""))`, at, of(competencyColumn+1), task, task)},
		{value: "", style: prose, formula: fmt.Sprintf(`IF(%s<>"",%s,IF(%s<>"",%s,""))`, at, of(competencyColumn+3), task, w.taskText(task))},
		{value: "", style: right, formula: competency(currentColumn)},
		{value: "", style: right, formula: competency(futureColumn)},
		{value: "", style: prose, formula: competency(trendColumn)},
		{value: "", style: prose, formula: competency(newColumn)},
	}
	for i := range w.partner {
		first := partnerColumn + 3*i
		cells = append(cells,
			cell{value: "", style: prose, formula: competency(first)},
			cell{value: "", style: computedLink, formula: fmt.Sprintf(`IF(%s="","",IF(%s="",%s&"",HYPERLINK(%s,%s)))`, at, of(first+2), of(first+1), of(first+2), of(first+1))})
	}
	if item == nil {
		return cells
	}
	values := []any{"task", fmt.Sprintf("Task %d", item.task), item.text, "", "", "", ""}
	if item.need != nil {
		c := item.need.Competency
		current, future := ranksOf(item.need)
		values = []any{c.Kind, c.Name, cmp.Or(dataset.OrEmpty(c.Definition), undefined), current, future, trendWords(item.need), againstBelow(item.dm)}
		for _, p := range w.partner {
			cells := b.partnerCells(p, c.CompetencyID)
			values = append(values, cells[0].value, cells[1].value)
		}
	}
	for i, v := range values {
		cells[i].value = v
	}
	return cells
}
