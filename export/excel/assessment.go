package excel

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	assessmentSheet  = "Assessment plan"
	assessmentHeader = 6
	assessmentRows   = 24
)

// assessmentMethods are offered as ways to assess a competency; any other text may be typed.
var assessmentMethods = []string{"Structured interview", "Work sample", "Job knowledge test", "Situational judgment test", "Accomplishment record", "Simulation", "Reference check"}

// fillAssessment writes a form to plan an interview or another assessment. The competency is chosen in each row,
// so that questions stay with it when the choice changes.
func (b *book) fillAssessment(v *view) error {
	f := frame{widths: []float64{34, 12, 60, 24, 22, 50, 32, 32, 32}, freezeRows: assessmentHeader, freezeCols: 1, titleRow: assessmentHeader}
	return b.fillForm(v, f, "Choose a competency in each row; kind and definition follow. Method, question and answers are yours to fill in: the handbook names none, and nothing is filled in for you.", b.putPlan)
}

func (b *book) putPlan(s *sheet, w *working) error {
	s.skip(1)
	heads := headings("Competency", "Kind", "Definition", "Needed?", "Method", "Question or exercise", "Low answer (1)", "Middle answer (3)", "High answer (5)")
	if err := s.put(heads...); err != nil {
		return err
	}
	lines := b.longest(definitionOf, s.widths[2])
	for i := range assessmentRows {
		row := assessmentHeader + 1 + i
		at := fmt.Sprintf("MATCH($A%d,%s,0)", row, w.column(competencyColumn+1))
		of := func(column int) string { return fmt.Sprintf(`IFERROR(INDEX(%s,%s),"")`, w.column(column), at) }
		needed := fmt.Sprintf(`IF($A%d="","",IFERROR(IF(INDEX(%s,%s)=1,"yes","no: not needed for this selection"),"Not on the list"))`, row, w.column(neededColumn), at)
		cells := []cell{
			{style: input}, {value: "", style: prose, formula: of(competencyColumn + 2)}, {value: "", style: prose, formula: of(competencyColumn + 3)},
			{value: "", style: prose, formula: needed}, {style: input}, {style: field}, {style: field}, {style: field}, {style: field},
		}
		if err := s.putHigh(heightOf(lines), cells...); err != nil {
			return err
		}
	}
	if err := b.offer(s, "A", neededNames, "Competency", "Choose a competency needed for the selected specialty and grade.", false); err != nil {
		return err
	}
	return b.offer(s, "E", `"`+strings.Join(assessmentMethods, ",")+`"`, "Method", "Choose a method, or type another.", true)
}

// offer lets the cells of a column offer a list; free ones take other texts too.
func (b *book) offer(s *sheet, column, list, name, ask string, free bool) error {
	check := excelize.NewDataValidation(true)
	check.Sqref = fmt.Sprintf("%s%d:%s%d", column, assessmentHeader+1, column, s.row)
	check.Type, check.Formula1 = "list", list
	check.SetInput(name, ask)
	if free {
		check.ShowErrorMessage = false
	} else {
		check.SetError(excelize.DataValidationErrorStyleWarning, "Not on the list", "This competency is not needed for the selected specialty and grade. Keep it anyway?")
	}
	return b.file.AddDataValidation(s.name, check)
}
