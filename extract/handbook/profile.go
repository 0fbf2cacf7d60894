package handbook

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// important is the header of a profile's two kinds of table.
var important = source.NewPattern(`(?i)^Important (General|Technical) (Competencies|Tasks)$`)

// profileTable is the table that a profile's rows belong to.
type profileTable struct {
	open    bool
	tasks   bool
	columns int // of a competency table, as the tabs of its header tell
	seen    map[string]bool
	read    [][]source.Text // a competency table's cells by column
	above   [2]source.Line  // the two rows of competencies above
	listed  bool            // the tasks have numbers
}

// profile reads an occupational profile: a sentence, a table of competencies that is read down its
// columns, a table of tasks. A heading about a cluster opens the profiles of its specialties and holds
// one sentence.
func (p *parser) profile(c *cursor, s segment) []source.Text {
	if s.rule.kind == clusterProfiles {
		return p.clusterProfile(c, s)
	}
	profile := Profile{Name: source.Text{Value: s.subject, Span: s.title.Span}, Whole: s.rule.kind == seriesProfile}
	if !profile.Whole {
		profile.Cluster = p.cluster
	}
	table := profileTable{seen: map[string]bool{}}
	prose := p.prose(c, func(l source.Line) bool { return p.profileHeader(c, l, s) })
	if len(prose) > 0 {
		profile.Summary = prose[0]
	}
	for {
		l, ok := c.next()
		if !ok {
			break
		}
		p.profileLine(c, l, s, &profile, &table)
	}
	p.closeTable(&profile, &table)
	if len(profile.Competencies) == 0 || len(profile.Tasks) == 0 {
		p.fail(s.title.Line(), "profile", "the profile %s has %d competencies and %d tasks; expected a table of each",
			source.Quote(s.subject), len(profile.Competencies), len(profile.Tasks))
	}
	p.doc.Profiles = append(p.doc.Profiles, profile)
	return prose
}

func (p *parser) clusterProfile(c *cursor, s segment) []source.Text {
	p.cluster = s.subject
	prose := p.prose(c, nil)
	heading := ClusterProfile{Name: source.Text{Value: s.subject, Span: s.title.Span}, Heading: s.title}
	if len(prose) > 0 {
		heading.Summary = prose[0]
		p.classes.Claim(prose[0].Span, source.Data)
	}
	p.doc.ClusterProfiles = append(p.doc.ClusterProfiles, heading)
	return prose
}

// profileHeader reports whether a line is a table's header, or a title row or subheading above one.
func (p *parser) profileHeader(c *cursor, l source.Line, s segment) bool {
	text, ok := alone(l)
	if !ok {
		return false
	}
	if important.MatchString(text) || strings.EqualFold(text, s.subject) || subheading.MatchString(text) {
		return true
	}
	return false
}

// subheading is above the tables of the series-wide profile.
var subheading = source.NewPattern(`(?i)^Important (General|Technical) Competencies and Tasks$`)

func (p *parser) profileLine(c *cursor, l source.Line, s segment, profile *Profile, table *profileTable) {
	text, single := alone(l)
	c.at++
	switch m := important.FindStringSubmatch(text); {
	case single && m != nil:
		p.profileTableHeader(l, m, profile, table)
	case single && (subheading.MatchString(text) || (strings.EqualFold(text, s.subject) && p.aboveHeader(l))):
		class := source.Heading
		if table.seen[strings.ToLower(text)+"|"+p.belowText(l)] {
			class = source.RepeatedHeader
		}
		table.seen[strings.ToLower(text)+"|"+p.belowText(l)] = true
		p.classes.Claim(source.At(l.Number), class)
	case table.open && single && strings.EqualFold(text, s.subject) && p.belowBlank(l):
		p.fail(l.Number, "profile-row", "the title %s comes after a page break without a header; expected Important Technical Competencies or Tasks below it", source.Quote(text))
	case !table.open:
		p.fail(l.Number, "profile", "no rule knows this line: %s; expected the header of a table of important competencies or tasks", source.Quote(l.Text))
	case table.tasks:
		p.task(l, text, single, profile, table)
	default:
		p.competencyRow(l, table)
	}
}

func (p *parser) aboveHeader(l source.Line) bool { return important.MatchString(p.belowText(l)) }

// belowBlank reports whether a line begins a page or a paragraph.
func (p *parser) belowBlank(l source.Line) bool {
	return l.Number > 1 && p.file.Lines[l.Number-2].Blank()
}

// belowText returns the text of the line directly below, when it is alone in its row.
func (p *parser) belowText(l source.Line) string {
	if l.Number >= len(p.file.Lines) {
		return ""
	}
	text, _ := alone(p.file.Lines[l.Number])
	return strings.ToLower(text)
}

func (p *parser) profileTableHeader(l source.Line, m []string, profile *Profile, table *profileTable) {
	tasks := strings.EqualFold(m[2], "Tasks")
	class := source.Heading
	if table.open && table.tasks == tasks {
		class = source.RepeatedHeader
	} else {
		p.closeTable(profile, table)
		table.open, table.tasks = true, tasks
	}
	if columns := len(cells(l)); !tasks && columns > table.columns {
		table.columns = columns
	}
	if tasks {
		profile.Kind = Kind(strings.ToLower(m[1]))
	}
	p.classes.Claim(source.At(l.Number), class)
}

// closeTable appends the competencies read so far: down each column, across page breaks, then the next.
func (p *parser) closeTable(profile *Profile, table *profileTable) {
	for _, column := range table.read {
		profile.Competencies = append(profile.Competencies, column...)
	}
	table.read = nil
}

func (p *parser) competencyRow(l source.Line, table *profileTable) {
	row := cells(l)
	if table.columns > 1 && len(row) == 1 {
		p.fail(l.Number, "profile-row", "the row %s has one cell and no tab; expected %d columns of competencies", source.Quote(l.Text), table.columns)
		return
	}
	row = trimmed(row)
	if len(row) > table.columns {
		p.fail(l.Number, "profile-row", "the row %s has %d cells; its header has %d columns", source.Quote(l.Text), len(row), table.columns)
		return
	}
	p.wholeCells(l, row, table)
	p.classes.Claim(source.At(l.Number), source.Data)
	for len(table.read) < len(row) {
		table.read = append(table.read, nil)
	}
	for i, cell := range row {
		if cell != "" {
			table.read[i] = append(table.read[i], source.Text{Value: cell, Span: source.At(l.Number)})
		}
	}
}

// wholeCells reports a cell that a line's end broke: one that is visibly cut off, one that ends as a sentence
// does, and two short rows above a full one that together have a cell more than a row.
func (p *parser) wholeCells(l source.Line, row []string, table *profileTable) {
	for _, cell := range row {
		if goesOn(cell) || ends(cell) && !strings.HasSuffix(cell, ")") {
			p.fail(l.Number, "profile-row", "the cell %s is not a whole name; a line's end may have broken it", source.Quote(cell))
		}
	}
	if first, second := table.above[0], table.above[1]; second.Number == l.Number-1 && first.Number == l.Number-2 && len(row) == table.columns {
		one, two := len(trimmed(cells(first))), len(trimmed(cells(second)))
		if one < table.columns && two < table.columns && one+two == table.columns+1 {
			p.fail(first.Number, "profile-row", "the row %s has %d cells and the row below it %d; a line's end may have broken a cell of one row of %d", source.Quote(first.Text), one, two, table.columns)
		}
	}
	table.above = [2]source.Line{table.above[1], l}
}

// taskNumber comes before the tasks of a list that was numbered.
var taskNumber = source.NewPattern(`^(\d{1,3})[.)]\s+`)

// unnumbered takes the number off a task. The numbers of a profile's tasks count from 1 without a gap, or
// no task has one.
func (p *parser) unnumbered(l source.Line, text string, profile *Profile, table *profileTable) string {
	m := taskNumber.FindStringSubmatch(text)
	if m == nil {
		if table.listed && !startsLower(text) && (len(profile.Tasks) == 0 || ends(profile.Tasks[len(profile.Tasks)-1].Value)) {
			p.fail(l.Number, "profile-row", "the task %s has no number, unlike those above it", source.Quote(text))
		}
		return text
	}
	if len(profile.Tasks) > 0 && !table.listed {
		p.fail(l.Number, "profile-row", "the task %s has a number, unlike those above it", source.Quote(text))
		return text
	}
	table.listed = true
	if number, _ := strconv.Atoi(m[1]); number != len(profile.Tasks)+1 {
		p.fail(l.Number, "profile-row", "the task %s has the number %d; expected %d", source.Quote(text), number, len(profile.Tasks)+1)
	}
	return text[len(m[0]):]
}

// task reads a row of the task table. A row that begins in lower case, or is below one that asks for
// more, carries that one on: a page break cut it.
func (p *parser) task(l source.Line, text string, single bool, profile *Profile, table *profileTable) {
	if !single || !sentenceOpen.MatchString(text) {
		p.fail(l.Number, "profile-row", "the row %s is not a task; expected one statement", source.Quote(l.Text))
		return
	}
	p.classes.Claim(source.At(l.Number), source.Data)
	text = p.unnumbered(l, text, profile, table)
	if n := len(profile.Tasks); n > 0 && !ends(profile.Tasks[n-1].Value) {
		if last := p.growing(&profile.Tasks[n-1]); startsLower(text) || last.goesOn() {
			last.add(source.Line{Number: l.Number, Text: text})
			return
		}
	}
	profile.Tasks = append(profile.Tasks, source.Text{Value: text, Span: source.At(l.Number)})
}
