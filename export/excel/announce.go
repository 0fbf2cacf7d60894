package excel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/role"
)

const announceSheet = "Announcement"

// announceHeader returns the row of the headings of the sheet Announcement: below the title, how to use it, the way back, the
// choice, and a row for each note.
func announceHeader(notes []string) int { return 5 + len(notes) }

// The columns of the sheet Announcement: mark, kind, name, definition, the text, place among the marked of its
// kind, a name and a number of the layout.
const (
	markColumn       = 1
	kindColumn       = 2
	nameColumn       = 3
	definitionColumn = 4
	textColumn       = 6
	markedColumn     = 8
	layoutColumn     = 9
)

// The layout of the text: how many marked there are of each kind, and how many lines each section takes.
const (
	markedTasks = iota
	markedGeneral
	markedTechnical
	dutyLines
	generalLines
	technicalLines
	assessLines
	layoutCount
)

// fillAnnounce writes the form in which duties and competencies are marked, and next to it the text of a job
// announcement with what is marked, a line in each cell, in the words of the package announcement.
func (b *book) fillAnnounce(v *view) error {
	notes := announcement.Notes(b.data, b.series())
	head := announceHeader(notes)
	f := frame{widths: []float64{8, 11, 62, 40, 2, 110, 2, 12, 22, 8}, freezeRows: head, titleRow: head, hidden: []int{markedColumn, layoutColumn, layoutColumn + 1}}
	return b.fillForm(v, f, "Mark duties and competencies with x; then select the filled cells of the column Text and paste them into the announcement. Marks stay in their rows: delete them before you choose another specialty or grade.", func(s *sheet, w *working) error { return b.putAnnouncement(s, w, notes) })
}

func (b *book) putAnnouncement(s *sheet, w *working, notes []string) error {
	for _, note := range notes {
		if err := s.put(cell{value: note, style: muted}); err != nil {
			return err
		}
	}
	heads := headings("Mark", "Kind", "Duty or competency", "Definition", "", "Text", "", "Marked", "Layout", "Lines")
	heads[4], heads[6] = cell{}, cell{}
	if err := s.put(heads...); err != nil {
		return err
	}
	s.lines = 1
	a := announceGrid{b: b, w: w, grid: grid{}, head: announceHeader(notes)}
	a.last = a.head + w.most
	a.marks()
	a.layout()
	last := a.text()
	if err := a.grid.put(s, last); err != nil {
		return err
	}
	list := excelize.NewDataValidation(true)
	list.Sqref = fmt.Sprintf("A%d:A%d", a.head+1, a.last)
	if err := list.SetDropList([]string{"x"}); err != nil {
		return err
	}
	list.SetError(excelize.DataValidationErrorStyleStop, "Not a mark", "Enter x, or leave the cell empty.")
	return b.file.AddDataValidation(s.name, list)
}

// An announceGrid is the sheet in the making.
type announceGrid struct {
	b    *book
	w    *working
	grid grid
	head int // row of the headings
	last int // row of the last mark
}

// column names the cells of a column of the marks.
func (a announceGrid) column(n int) string {
	letter := columnName(n)
	return fmt.Sprintf("$%s$%d:$%s$%d", letter, a.head+1, letter, a.last)
}

// marks writes the list of the choice with a cell to mark in front.
func (a announceGrid) marks() {
	list := a.w.list()
	for k := 1; k <= a.w.most; k++ {
		row := a.head + k
		at, task := a.w.listed(k, 1), a.w.listed(k, 2)
		of := func(column int) string { return fmt.Sprintf("INDEX(%s,%s)", a.w.column(column), at) }
		kind, name, definition := "", "", ""
		if k <= len(list) {
			kind, name = "task", list[k-1].text
			if n := list[k-1].need; n != nil {
				kind, name, definition = n.Competency.Kind, n.Competency.Name, cmp.Or(dataset.OrEmpty(n.Competency.Definition), undefined)
			}
		}
		a.grid.set(row, markColumn,
			cell{style: input},
			cell{value: kind, style: sentence, formula: fmt.Sprintf(`IF(%s<>"",%s,IF(%s<>"","task",""))`, at, of(competencyColumn+2), task)},
			cell{value: name, style: sentence, formula: fmt.Sprintf(`IF(%s<>"",%s,IF(%s<>"",%s,""))`, at, of(competencyColumn+1), task, a.w.taskText(task))},
			cell{value: definition, style: sentence, formula: fmt.Sprintf(`IF(%s<>"",%s,"")`, at, of(competencyColumn+3))})
		a.grid.set(row, markedColumn,
			cell{value: "", style: sentence, formula: fmt.Sprintf(`IF(OR($A%[1]d="",$B%[1]d=""),"",$B%[1]d&" "&COUNTIFS($A$%[2]d:$A%[1]d,"x",$B$%[2]d:$B%[1]d,$B%[1]d))`, row, a.head+1)})
	}
}

// at names a number of the layout.
func (a announceGrid) at(n int) string {
	return fmt.Sprintf("$%s$%d", columnName(layoutColumn+1), a.head+1+n)
}

// layout writes how many lines each section of the text takes: none where nothing of it is marked.
func (a announceGrid) layout() {
	marked := func(kind string) string {
		return fmt.Sprintf(`COUNTIFS(%s,"x",%s,%s)`, a.column(markColumn), a.column(kindColumn), literal(kind))
	}
	section := func(n, more int) string { return fmt.Sprintf("IF(%s=0,0,%s+%d)", a.at(n), a.at(n), more) }
	for i, row := range []struct{ name, formula string }{
		{"Duties marked", marked("task")}, {"General marked", marked(role.General)}, {"Technical marked", marked(role.Technical)},
		{"Lines of duties", section(markedTasks, 2)}, {"Lines of general", section(markedGeneral, 3)}, {"Lines of technical", section(markedTechnical, 3)},
		{"Lines of assessment", fmt.Sprintf("IF(%s+%s=0,0,3)", a.at(markedGeneral), a.at(markedTechnical))},
	} {
		a.grid.set(a.head+1+i, layoutColumn, cell{value: row.name, style: muted}, cell{value: 0, formula: row.formula})
	}
}

// text writes the lines of the announcement and returns the last row.
func (a announceGrid) text() int {
	row := a.head
	for _, l := range a.position() {
		row++
		a.grid.set(row, textColumn, cell{value: l.text, style: prose, formula: l.formula})
	}
	words := announcement.Words
	tail := []string{words.Sources, words.Source}
	lines := a.w.most + 13
	for j := 1; j <= lines; j++ {
		row++
		text := ""
		if j <= len(tail) && a.w.chosen {
			text = tail[j-1]
		}
		a.grid.set(row, textColumn, cell{value: text, style: prose, formula: a.lineFormula(j)})
	}
	return row
}

// position gives the lines that every announcement begins with.
func (a announceGrid) position() []answer {
	w, words := a.w, announcement.Words
	title := fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),"")`, w.choices(8), specialtyFact.at(), w.choices(0))
	lines := []answer{
		{text: words.Position},
		{text: words.Title + ": " + a.b.choiceText(w, 8), formula: literal(words.Title+": ") + "&" + title},
		{text: words.Series + ": " + a.b.series(), formula: literal(words.Series + ": " + a.b.series())},
		{text: words.Grade + ": " + fmt.Sprintf("GS-%d", w.grade), formula: literal(words.Grade+": GS-") + "&" + gradeFact.at()},
		{text: words.Specialty + ": " + w.specialty, formula: literal(words.Specialty+": ") + "&" + specialtyFact.at()},
		{},
		{text: words.Qualifications},
	}
	lines = append(append(lines, a.qualifications()...), answer{})
	for i := range lines { // nothing is announced before the choice is made
		if lines[i].formula == "" {
			lines[i].formula = literal(lines[i].text)
		}
		lines[i].formula = fmt.Sprintf(`IF(OR(%s="",%s=""),"",%s)`, profileIDFact.at(), bandFact.at(), lines[i].formula)
		if !w.chosen {
			lines[i].text = ""
		}
	}
	return lines
}

// series is the number of the job series of the titles.
func (b *book) series() string {
	if len(b.data.SeriesTitles) == 0 {
		return ""
	}
	return b.data.SeriesTitles[0].Series
}

// qualifications gives the ways to qualify for the grade, each in a line.
func (a announceGrid) qualifications() []answer {
	var all []dataset.SeriesQualification
	for _, q := range a.b.data.SeriesQualifications {
		if q.Series == a.b.series() {
			all = append(all, q)
		}
	}
	open := func(q dataset.SeriesQualification) string {
		var is []string
		for _, g := range announcement.Grades(q) {
			is = append(is, fmt.Sprintf("%s=%d", gradeFact.at(), g))
		}
		return "OR(" + strings.Join(is, ",") + ")"
	}
	nothing := announcement.NoQualification(a.b.data, a.b.series())
	var lines []answer
	var texts []string
	for _, q := range all {
		if slices.Contains(announcement.Grades(q), a.w.grade) {
			texts = append(texts, announcement.Qualification(a.b.data, q))
		}
	}
	if len(texts) == 0 {
		texts = []string{nothing}
	}
	for n := range max(len(all), 1) {
		formula := `""`
		if n == 0 {
			formula = literal(nothing)
		}
		for i := len(all) - 1; i >= n; i-- { // the n-th of those that are open: n are open before it
			before := "0"
			for _, earlier := range all[:i] {
				before += fmt.Sprintf("+IF(%s,1,0)", open(earlier))
			}
			formula = fmt.Sprintf("IF(AND(%s,%s=%d),%s,%s)", open(all[i]), before, n, literal(announcement.Qualification(a.b.data, all[i])), formula)
		}
		line := answer{formula: formula}
		if n < len(texts) {
			line.text = texts[n]
		}
		lines = append(lines, line)
	}
	return lines
}

// lineFormula is the j-th line after those that every announcement begins with.
func (a announceGrid) lineFormula(j int) string {
	words := announcement.Words
	name := func(kind, n string) string {
		return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH("%s "&%s,%s,0)),"")`, a.column(nameColumn), kind, n, a.column(markedColumn))
	}
	definition := func(kind, n string) string {
		return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH("%s "&%s,%s,0)),"")`, a.column(definitionColumn), kind, n, a.column(markedColumn))
	}
	at := fmt.Sprint(j)
	duties := fmt.Sprintf(`IF(%s=1,%s,IF(%s=%s,"",%s))`, at, literal(words.Duties), at, a.at(dutyLines), "\"- \"&"+name("task", "("+at+"-1)"))
	competencies := func(kind, heading, before string, lines int) string {
		x := fmt.Sprintf("(%s-%s)", at, before)
		return fmt.Sprintf(`IF(%[1]s=1,%[2]s,IF(%[1]s=2,%[3]s,IF(%[1]s=%[4]s,"","- "&%[5]s&": "&%[6]s)))`,
			x, literal(heading), literal(words.Defined), a.at(lines), name(kind, "("+x+"-2)"), definition(kind, "("+x+"-2)"))
	}
	one := a.at(dutyLines)
	two := one + "-" + a.at(generalLines)
	three := two + "-" + a.at(technicalLines)
	four := three + "-" + a.at(assessLines)
	sum := func(difference string) string { return strings.ReplaceAll(difference, "-", "+") }
	fixed := func(before, heading, text string) string {
		x := fmt.Sprintf("(%s-%s)", at, before)
		return fmt.Sprintf(`IF(%[1]s=1,%[2]s,IF(%[1]s=2,%[3]s,""))`, x, literal(heading), literal(text))
	}
	return fmt.Sprintf(`IF(OR(%s="",%s=""),"",IF(%s<=%s,%s,IF(%s<=%s,%s,IF(%s<=%s,%s,IF(%s<=%s,%s,%s)))))`, profileIDFact.at(), bandFact.at(),
		at, one, duties,
		at, sum(two), competencies(role.General, words.General, one, generalLines),
		at, sum(three), competencies(role.Technical, words.Technical, two, technicalLines),
		at, sum(four), fixed(three, words.Assessment, words.Assess),
		fixed(four, words.Sources, words.Source))
}

// announcedTitle is the title of the position in an announcement for a profile.
func (b *book) announcedTitle(r role.Role) string {
	if titles := announcement.Titles(b.data, r); len(titles) > 0 {
		return identity.Title(titles[0])
	}
	return r.Profile.Name
}
