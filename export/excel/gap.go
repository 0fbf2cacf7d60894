package excel

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"
)

const (
	ratingSheet  = "Gap ratings"
	gapSheet     = "Gap analysis"
	ratingHeader = 7 // row of the headings
	gapHeader    = 11
	ratedPeople  = 12 // columns for people
	firstPerson  = 5  // column of the first person on the sheet of ratings
	firstGap     = 7  // and on the sheet of gaps
	levelCell    = "$B$5"
	// neededNames is the range of the competencies that the choice asks for.
	neededNames = "needed_competencies"
)

// fillRatings writes the form in which people are rated. It has a row for every competency, so that a rating
// stays with its competency when the choice changes.
func (b *book) fillRatings(v *view) error {
	widths := []float64{44, 12, 12, 12}
	for range ratedPeople {
		widths = append(widths, 12)
	}
	f := frame{widths: widths, freezeRows: ratingHeader, freezeCols: 1, titleRow: ratingHeader}
	return b.fillForm(v, f, "Fill in the framed cells: names in the headings, ratings from 0 to 5 below. Every competency has a row, so that ratings stay when the choice changes; filter Needed for yes. The sheet "+gapSheet+" shows the gaps.", b.putRatings)
}

func (b *book) putRatings(s *sheet, w *working) error {
	if err := s.put(cell{value: "Required level, 0 to 5", style: label}, cell{value: 3, style: inputNumber},
		cell{value: "You set it: the handbook gives no levels. A number in the column Required is for one competency only.", style: muted}); err != nil {
		return err
	}
	s.skip(1)
	heads := headings("Competency", "Kind", "Needed", "Required")
	for i := range ratedPeople {
		heads = append(heads, cell{value: fmt.Sprintf("Person %d", i+1), style: header})
	}
	if err := s.put(heads...); err != nil {
		return err
	}
	demands := w.demands()
	for i, c := range w.ordered {
		needed := ""
		if demands[c.CompetencyID].need != nil {
			needed = "yes"
		}
		row := append(texts(c.Name, c.Kind), cell{value: needed, style: center, formula: fmt.Sprintf(`IF(%s!$%s$%d=1,"yes","")`, workingSheet, columnName(neededColumn), w.top+1+i)}, cell{style: inputNumber})
		for range ratedPeople {
			row = append(row, cell{style: inputNumber})
		}
		if err := s.put(row...); err != nil {
			return err
		}
	}
	if err := b.checkRatings(s); err != nil {
		return err
	}
	return s.table("gap_ratings", ratingHeader, len(heads))
}

// fillForm writes a sheet that follows the choice: its heading, the choice, then what fill puts below.
func (b *book) fillForm(v *view, f frame, reading string, fill func(*sheet, *working) error) error {
	s, err := b.open(v.name, f)
	if err != nil {
		return err
	}
	if b.working == nil {
		return b.withoutChoice(s)
	}
	v.holds = 1
	if err := s.heading(v.name, reading); err != nil {
		return err
	}
	if err := s.put(cell{value: "Choice", style: label}, b.choiceLine(b.working)); err != nil {
		return err
	}
	if err := fill(s, b.working); err != nil {
		return err
	}
	return s.close()
}

// withoutChoice says that a release has no sheets that follow a choice.
func (b *book) withoutChoice(s *sheet) error {
	if err := s.heading(s.name, notChoosable); err != nil {
		return err
	}
	return s.close()
}

// choiceLine says which choice a sheet follows.
func (b *book) choiceLine(w *working) cell {
	const where = " (chosen on the sheet " + gradeSheet + ")"
	const missing = "Choose a specialty and a grade that belongs to a band on the sheet " + gradeSheet + "."
	c := cell{value: missing, style: sentence, formula: fmt.Sprintf(`IF(OR(%s="",%s=""),%s,%s&" at GS-"&%s&%s)`, profileIDFact.at(), bandFact.at(), literal(missing), specialtyFact.at(), gradeFact.at(), literal(where))}
	if w.chosen {
		c.value = fmt.Sprintf("%s at GS-%d%s", w.specialty, w.grade, where)
	}
	return c
}

// checkRatings lets the cells take nothing but levels, and greys the competencies that the choice does not need.
func (b *book) checkRatings(s *sheet) error {
	last := columnName(firstPerson + ratedPeople - 1)
	for _, area := range []string{fmt.Sprintf("D%d:%s%d", ratingHeader+1, last, s.row), "B5"} {
		check := excelize.NewDataValidation(true)
		check.Sqref = area
		if err := check.SetRange(0, 5, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		check.SetError(excelize.DataValidationErrorStyleStop, "Not a level", "Enter a whole number from 0 to 5, or leave the cell empty.")
		if err := b.file.AddDataValidation(s.name, check); err != nil {
			return err
		}
	}
	pale, err := b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: grey, Italic: true}})
	if err != nil {
		return err
	}
	return b.file.SetConditionalFormat(s.name, fmt.Sprintf("A%d:C%d", ratingHeader+1, s.row), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: fmt.Sprintf(`$C%d=""`, ratingHeader+1), Format: &pale},
	})
}

// mostNeeds is how many competencies any choice asks for.
func (b *book) mostNeeds(w *working) int {
	most := 0
	for _, p := range b.data.Profiles {
		for _, band := range b.data.Bands {
			r, _ := w.roles.At(p.ProfileID, band.BandID)
			most = max(most, len(r.General.Needs)+len(r.Technical.Needs))
		}
	}
	return most
}

// fillGaps writes the gaps of the ratings: for each competency that the choice asks for and each person how many
// levels the rating is below the required one, with sums at both edges.
func (b *book) fillGaps(v *view) error {
	widths := []float64{12, 44, 10, 8, 10, 10}
	for range ratedPeople {
		widths = append(widths, 10.5)
	}
	f := frame{widths: widths, freezeRows: gapHeader, freezeCols: 2, titleRow: gapHeader}
	return b.fillForm(v, f, "A gap is how many levels a rating is below the required one; 0: reached. Darker cells have larger gaps. Empty: not rated. Enter ratings on the sheet "+ratingSheet+".", b.putGaps)
}

func (b *book) putGaps(s *sheet, w *working) error {
	s.skip(1)
	needs := b.mostNeeds(w)
	if err := b.putPeople(s, needs); err != nil {
		return err
	}
	list := w.list()
	for k := 1; k <= needs; k++ {
		var item *listItem
		if k <= len(list) && list[k-1].need != nil {
			item = &list[k-1]
		}
		if err := s.put(b.gapRow(w, k, item)...); err != nil {
			return err
		}
	}
	if err := b.colorGaps(s); err != nil {
		return err
	}
	names := fmt.Sprintf("%s!$B$%d:$B$%d", quoted(gapSheet), gapHeader+1, gapHeader+needs)
	return b.name(neededNames, names, "The competencies needed for the selected specialty and grade, for the lists on other sheets")
}

// putPeople writes the sums of each person and the headings.
func (b *book) putPeople(s *sheet, needs int) error {
	sums := []struct{ name, formula string }{
		{"Rated", `IF(COUNT(%[1]s)=0,"",COUNT(%[1]s))`},
		{"Below the required level", `IF(COUNT(%[1]s)=0,"",COUNTIF(%[1]s,">0"))`},
		{"Sum of gaps", `IF(COUNT(%[1]s)=0,"",SUM(%[1]s))`},
		{"Average gap", `IF(COUNT(%[1]s)=0,"",ROUND(AVERAGE(%[1]s),2))`},
	}
	for _, sum := range sums {
		row := []cell{{}, {value: sum.name, style: label}, {}, {}, {}, {}}
		for i := range ratedPeople {
			letter := columnName(firstGap + i)
			row = append(row, cell{value: "", style: computedNumber, formula: fmt.Sprintf(sum.formula, fmt.Sprintf("%s$%d:%s$%d", letter, gapHeader+1, letter, gapHeader+needs))})
		}
		if err := s.put(row...); err != nil {
			return err
		}
	}
	s.skip(gapHeader - 1 - s.row)
	heads := styled(headerRight, headings("Kind", "Competency", "Required", "Rated", "Below", "Average gap"), 2, 3, 4, 5)
	for i := range ratedPeople {
		heads = append(heads, cell{value: fmt.Sprintf("Person %d", i+1), style: headerComputed,
			formula: fmt.Sprintf(`%s!%s$%d&""`, quoted(ratingSheet), columnName(firstPerson+i), ratingHeader)})
	}
	return s.put(heads...)
}

// ratings names a column of the sheet of ratings, from its headings on.
func (w *working) ratings(column int) string {
	letter := columnName(column)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(ratingSheet), letter, ratingHeader, letter, ratingHeader+len(w.ordered))
}

// gapRow is the k-th competency of the choice; item is nil where it has fewer.
func (b *book) gapRow(w *working, k int, item *listItem) []cell {
	at, row := w.listed(k, 1), gapHeader+k
	of := func(column int) string { return fmt.Sprintf(`IF(%s="","",INDEX(%s,%s))`, at, w.column(column), at) }
	people := fmt.Sprintf("$%s%d:$%s%d", columnName(firstGap), row, columnName(firstGap+ratedPeople-1), row)
	required := fmt.Sprintf("INDEX(%s,%s)", w.ratings(firstPerson-1), at)
	counted := func(formula string) string {
		return fmt.Sprintf(`IF(OR($C%d="",COUNT(%s)=0),"",%s)`, row, people, fmt.Sprintf(formula, people))
	}
	cells := []cell{
		{value: "", style: prose, formula: of(competencyColumn + 2)},
		{value: "", style: prose, formula: of(competencyColumn + 1)},
		{value: "", style: computedNumber, formula: fmt.Sprintf(`IF(%s="","",IF(%s="",%s!%s,%s))`, at, required, quoted(ratingSheet), levelCell, required)},
		{value: "", style: computedNumber, formula: counted("COUNT(%s)")},
		{value: "", style: computedNumber, formula: counted(`COUNTIF(%s,">0")`)},
		{value: "", style: computedNumber, formula: counted("ROUND(AVERAGE(%s),2)")},
	}
	for i := range ratedPeople {
		rating := fmt.Sprintf("INDEX(%s,%s)", w.ratings(firstPerson+i), at)
		cells = append(cells, cell{value: "", style: heat, formula: fmt.Sprintf(`IF(%s="","",IF(%s="","",MAX(0,$C%d-%s)))`, at, rating, row, rating)})
	}
	if item != nil {
		cells[0].value, cells[1].value, cells[2].value = item.need.Competency.Kind, item.need.Competency.Name, 3
	}
	return cells
}

// colorGaps tints the gaps, the larger the darker; the numbers stay readable on every tint and say the same.
func (b *book) colorGaps(s *sheet) error {
	area := fmt.Sprintf("%s%d:%s%d", columnName(firstGap), gapHeader+1, columnName(firstGap+ratedPeople-1), s.row)
	var rules []excelize.ConditionalFormatOptions
	for i, color := range heatGrounds {
		id, err := b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: black}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "between", MinValue: strconv.Itoa(i + 1), MaxValue: strconv.Itoa(i + 1), Format: &id})
	}
	last := &rules[len(rules)-1]
	last.MaxValue = "5"
	return b.file.SetConditionalFormat(s.name, area, rules)
}

// heatGrounds are the grounds of gaps of 1, 2, 3 and more levels.
var heatGrounds = []string{"FFF2CC", "FCD5A0", "F4B183", "EE8E5B"}
