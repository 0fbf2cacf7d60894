package excel

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

const matrixHeader = 6 // row of the headings of a matrix

// views lists the views of every release in the order of the tabs.
func views(d *dataset.Dataset) []*view {
	crosswalkAnswers := "Which ESCO skills, occupations and profiles correspond to our competencies, specialties and titles, and how sure is that?"
	if d.Has("nice_work_roles") {
		crosswalkAnswers = "Which concepts of ESCO, NICE and the DCWF correspond to our competencies, specialties, titles and tasks, and how sure is that?"
	}
	return []*view{
		{name: gradeSheet, noun: "form", answers: "What does a specialty need at a grade? Choose both: competencies with definitions, ranks and trends, what is new there, tasks, titles, counterparts.", fill: (*book).fillGrade},
		{name: ratingSheet, noun: "form", answers: "To fill in: rate people from 0 to 5 in the competencies that a specialty needs at a grade.", fill: (*book).fillRatings},
		{name: gapSheet, noun: "form", answers: "Where are the gaps? Ratings compared with the required level, by competency and by person, as a heat map.", fill: (*book).fillGaps},
		{name: assessmentSheet, noun: "form", answers: "To fill in: which competency is assessed by which method, with which question, and what do low, middle and high answers look like?", fill: (*book).fillAssessment},
		{name: announceSheet, noun: "form", answers: "To fill in: mark duties and competencies, and paste the text into a job announcement.", fill: (*book).fillAnnounce},
		{name: lookupSheet, noun: "form", answers: "What is known about one competency? Choose it from a list: definition, bands, ranks, specialties, ESCO concepts.", fill: (*book).fillLookup},
		{name: "Competencies by specialty", noun: "competency", answers: "Which specialties name which competencies as important, and which do they share?", fill: (*book).fillSpecialtyMatrix},
		{name: "General by band", noun: "competency", answers: "Which general competencies are important for all IT work at which career band?", fill: (*book).fillGeneralBands},
		{name: "Technical by band", noun: "competency", answers: "Which technical competencies are important at which career band, in each cluster of IT work?", fill: (*book).fillTechnicalBands},
		{name: rankingSheet, noun: "row", answers: "How important is a competency now and in the future, and which ones will rise or fall?", fill: (*book).fillRankings},
		{name: chartSheet, noun: "chart", answers: "Pictures: how many competencies each band needs, and the largest rises and falls in importance.", fill: (*book).fillCharts},
		{name: "Specialties", noun: "profile", answers: "What do people in each specialty do? The specialties side by side, with their tasks.", fill: (*book).fillSpecialties},
		{name: titleSheet, noun: "title", answers: "Which position titles, ways to qualify and duties does one employer's page on the job series print?", fill: (*book).fillTitles},
		{name: pathwaySheet, noun: "pathway", answers: "Which specialties are nearest to one, and what would you need to learn to move there?", fill: (*book).fillPathways},
		{name: stepSheet, noun: "step", answers: "What becomes important from band to band in each specialty, and what is no longer important?", fill: (*book).fillSteps},
		{name: crosswalkSheet, noun: "row", answers: crosswalkAnswers, fill: (*book).fillCrosswalk},
		{name: "Findings", noun: "finding", answers: "What should a reader know about the sources and the data before trusting a value?", fill: (*book).fillFindings},
		{name: historySheet, noun: "release", answers: "What changed from release to release?", fill: (*book).fillHistory},
		{name: workingSheet, noun: "competency", answers: "How do the sheets that follow a choice compute what they show?", fill: (*book).fillWorkings},
	}
}

// A matrixColumn is a column of marks: its heading, the group above it, and the cell of a competency.
type matrixColumn struct {
	group, heading string
	cell           func(competency string) cell
}

// mostMarks is how many cells for marks a matrix may have. It grows with the product of its edges: this is
// what ten handbooks need, more than anybody reads, and beyond it a matrix outgrows all else in the book.
const mostMarks = 250_000

// A matrix shows competencies against columns of marks, as an Excel table with counts at both edges. One
// with more marks than mostMarks has the competencies alone.
type matrix struct {
	name, lead, table string
	marks             string // the table of the release that has the marks too
	competencies      []dataset.Competency
	columns           []matrixColumn
	width             float64
	kinds             bool                           // tell general from technical
	bare              bool                           // too many marks: neither columns nor counts
	remark            func(competency string) string // a last column of words, or nil
}

func (b *book) fillMatrix(v *view, m matrix) error {
	v.holds = len(m.competencies)
	if cells := len(m.competencies) * len(m.columns); cells > mostMarks {
		m.lead = fmt.Sprintf("The competencies alone: %s marks are more than a sheet can show. The table %s has them.", thousands(cells), m.marks)
		m.bare, m.columns = true, nil
	}
	fixed := 1
	if m.kinds {
		fixed = 2
	}
	s, err := b.open(m.name, frame{widths: m.widths(fixed), freezeRows: matrixHeader, freezeCols: 1, titleRow: matrixHeader})
	if err != nil {
		return err
	}
	if err := s.heading(m.name, m.lead); err != nil {
		return err
	}
	if err := m.putGroups(s, fixed); err != nil {
		return err
	}
	for _, c := range m.competencies {
		if err := s.put(m.row(s.row+1, fixed, c)...); err != nil {
			return err
		}
	}
	if err := s.table(m.table, matrixHeader, len(s.widths)); err != nil {
		return err
	}
	return s.close()
}

func (m matrix) widths(fixed int) []float64 {
	widths := []float64{64}
	if fixed == 2 {
		widths = append(widths, 12)
	}
	for range m.columns {
		widths = append(widths, m.width)
	}
	if !m.bare {
		widths = append(widths, 10)
	}
	if m.remark != nil {
		widths = append(widths, 70)
	}
	return widths
}

// putGroups writes the three rows above the records: groups, counts, headings.
func (m matrix) putGroups(s *sheet, fixed int) error {
	groups, counts := make([]cell, fixed+len(m.columns)), make([]cell, fixed+len(m.columns))
	heads := headings("Competency", "Kind")[:fixed]
	if !m.bare {
		counts[0] = cell{value: "Marked", style: muted}
	}
	last := ""
	for i, c := range m.columns {
		g := cell{style: group}
		if c.group != last {
			g.value = c.group
		}
		last = c.group
		groups[fixed+i] = g
		letter := columnName(fixed + i + 1)
		counts[fixed+i] = cell{value: m.marked(i), style: count,
			formula: m.counted(fmt.Sprintf("%s%d:%s%d", letter, matrixHeader+1, letter, matrixHeader+len(m.competencies)))}
		heads = append(heads, cell{value: c.heading, style: headerCenter})
	}
	if !m.bare {
		heads = append(heads, cell{value: "Marked", style: headerCenter})
	}
	if m.remark != nil {
		heads = append(heads, cell{value: "Footnote", style: header})
	}
	return putAll(s, [][]cell{groups, counts, heads})
}

func (m matrix) marked(column int) int {
	n := 0
	for _, c := range m.competencies {
		if isMark(m.columns[column].cell(c.CompetencyID)) {
			n++
		}
	}
	return n
}

func (m matrix) row(row, fixed int, c dataset.Competency) []cell {
	cells := texts(c.Name, c.Kind)[:fixed]
	n := 0
	for _, column := range m.columns {
		at := column.cell(c.CompetencyID)
		if isMark(at) {
			n++
		}
		cells = append(cells, at)
	}
	if !m.bare {
		first, last := columnName(fixed+1), columnName(fixed+len(m.columns))
		cells = append(cells, cell{value: n, style: count, formula: m.counted(fmt.Sprintf("%s%d:%s%d", first, row, last, row))})
	}
	if m.remark != nil {
		cells = append(cells, cell{value: m.remark(c.CompetencyID), style: text})
	}
	return cells
}

var (
	marked      = cell{value: "X", style: mark}
	markedByAll = cell{value: "(X)", style: mark} // a general competency, which applies to every specialty
)

func isMark(c cell) bool { return c.value == marked.value || c.value == markedByAll.value }

// counted is the formula that counts the marks of a range.
func (m matrix) counted(cells string) string {
	formula := fmt.Sprintf(`COUNTIF(%s,"X")`, cells)
	if m.kinds {
		formula += fmt.Sprintf(`+COUNTIF(%s,"(X)")`, cells)
	}
	return formula
}

func (b *book) fillSpecialtyMatrix(v *view) error {
	m := matrix{name: v.name, table: "view_specialties", marks: "profile_competencies", kinds: true, width: 15.5,
		lead:         "X: the profile names the competency as important. (X): a general competency, which the profile of all IT work names and which applies to every specialty. Empty: neither. The counts have both.",
		competencies: append(b.ofKind("general"), b.ofKind("technical")...)}
	for _, p := range b.data.Profiles {
		group := role.AllWork
		if p.ClusterID != nil {
			group = b.index.clusters[*p.ClusterID]
		}
		m.columns = append(m.columns, matrixColumn{group, b.profileHeading(p), func(id string) cell {
			switch {
			case b.index.named[[2]string{p.ProfileID, id}]:
				return marked
			case p.ClusterID != nil && b.index.general[id]:
				return markedByAll
			}
			return cell{style: absent}
		}})
	}
	return b.fillMatrix(v, m)
}

// profileHeading names a profile in a heading.
func (b *book) profileHeading(p dataset.Profile) string { return role.Name(b.data.Profiles, p) }

func (b *book) fillGeneralBands(v *view) error {
	m := matrix{name: v.name, table: "view_general_bands", marks: "competency_bands", width: 22, competencies: b.ofKind("general"),
		lead: "X: the handbook confirms the competency as important for all IT work at this band, governmentwide. –: it does not. Empty: its table does not list the competency."}
	for _, s := range b.data.Scopes {
		if s.ClusterID == nil {
			m.columns = append(m.columns, b.bandColumns(s, "")...)
		}
	}
	return b.fillMatrix(v, m)
}

func (b *book) fillTechnicalBands(v *view) error {
	m := matrix{name: v.name, table: "view_technical_bands", marks: "competency_bands", width: 15.5, competencies: b.ofKind("technical"),
		lead: "X: important at this band in the cluster. –: listed for the cluster, not important at this band. –*: the same, with a footnote. Empty: the cluster's table does not list it."}
	for _, s := range b.data.Scopes {
		if s.ClusterID != nil {
			m.columns = append(m.columns, b.bandColumns(s, s.Name+": ")...)
		}
	}
	m.remark = func(id string) string {
		var notes []string
		for _, n := range b.index.footnotes[id] {
			notes = append(notes, b.index.scopes[n.ScopeID]+", "+b.index.bands[n.BandID]+": "+n.Note)
		}
		return strings.Join(notes, " ")
	}
	return b.fillMatrix(v, m)
}

// bandColumns makes a column for each band of a scope. Headings of one Excel table differ, so that a
// cluster's name is in each of its headings.
func (b *book) bandColumns(scope dataset.Scope, prefix string) []matrixColumn {
	var columns []matrixColumn
	for _, band := range b.bandsOf(scope.ScopeID) {
		columns = append(columns, matrixColumn{b.index.scopes[scope.ScopeID], prefix + gradedName(band), func(id string) cell {
			key := [3]string{scope.ScopeID, id, band.BandID}
			at, listed := b.index.cells[key]
			switch {
			case !listed:
				return cell{style: absent}
			case at.Important:
				return marked
			case b.index.notes[key] != "":
				return cell{value: "–*", style: absent, note: "Footnote\n" + b.index.notes[key]}
			}
			return cell{value: "–", style: absent}
		}})
	}
	return columns
}

// gradedName names a band with its General Schedule grades.
func gradedName(b dataset.Band) string {
	return fmt.Sprintf("%s (GS %d–%d)", b.Name, b.GSMin, b.GSMax)
}
