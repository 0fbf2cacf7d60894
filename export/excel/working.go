package excel

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

const workingSheet = "Calculations"

// A choice is what a reader chose on the sheet Specialty at a grade.
type choice struct {
	specialty string // as the list of choices has it; another text is not a choice
	grade     int
}

// The largest release for which the workbook has the sheets that follow a choice: their formulas look through the
// tables once for each competency, and their rows fit every choice. Eight handbooks are below it.
const (
	mostChoosable = 900   // competencies
	mostRoles     = 1_000 // profiles at bands
)

// A working is what the sheets that follow a choice are computed from: the sheet Calculations in Go.
type working struct {
	choice
	general string // the scope of general competencies
	ordered []dataset.Competency
	rows    map[string]int // places among them, by identifier
	roles   *role.Index
	grades  []int    // that may be chosen
	names   []string // choices, by profile
	tasks   []profileTask
	most    int       // rows that the longest list takes
	role    role.Role // of the choice
	chosen  bool      // the choice has a role
	profile int       // its place among the profiles, -1 for none
	top     int       // row of the headings above the competencies
	partner []partner // what competencies are mapped to
}

// A profileTask is a task with its place in its profile, from 1.
type profileTask struct {
	profile   string
	place     int
	statement string
}

// A partner is a framework with whose concepts competencies have mappings.
type partner struct {
	kind    string // of the mappings
	name    string // of the framework, in headings
	nearest map[string]crosswalk.Row
}

// partners lists the kinds of mappings that the sheets show. A release without such a table has no such column.
var partners = []partner{{kind: "competency-skill", name: "ESCO"}, {kind: "competency-nice", name: "NICE"}}

// newWorking gathers what a choice needs, nil where the release has too much or too little to choose from.
func (b *book) newWorking() *working {
	d := b.data
	if len(d.Competencies) > mostChoosable || len(d.Profiles)*len(d.Bands) > mostRoles || len(d.Competencies) == 0 || len(d.Profiles) == 0 || len(d.Bands) == 0 {
		return nil
	}
	w := &working{ordered: append(b.ofKind("general"), b.ofKind("technical")...), roles: role.NewIndex(d), grades: role.Grades(d.Bands)}
	w.rows = make(map[string]int, len(w.ordered))
	for i, c := range w.ordered {
		w.rows[c.CompetencyID] = i
	}
	for _, s := range d.Scopes {
		if s.ClusterID != nil {
			continue
		}
		if w.general != "" {
			return nil // several frameworks: one form cannot ask for all of them
		}
		w.general = s.ScopeID
	}
	for _, p := range d.Profiles {
		w.names = append(w.names, role.Name(d.Profiles, p))
	}
	for _, p := range partners {
		if p.nearest = b.nearest(p.kind); p.nearest != nil {
			w.partner = append(w.partner, p)
		}
	}
	w.most = b.measure(w)
	w.top = workingFacts + max(int(factCount), len(w.names), len(w.grades)) + 2
	b.choose(w, w.first(d))
	return w
}

// measure lists the tasks and counts the rows of the longest list.
func (b *book) measure(w *working) int {
	most := 0
	for i, p := range b.data.Profiles {
		for n, band := range b.data.Bands {
			r, ok := w.roles.At(p.ProfileID, band.BandID)
			if !ok {
				continue
			}
			most = max(most, len(r.General.Needs)+len(r.Technical.Needs)+len(r.Tasks))
			if n > 0 {
				continue
			}
			for k, t := range r.Tasks {
				w.tasks = append(w.tasks, profileTask{b.data.Profiles[i].ProfileID, k + 1, t.Statement})
			}
		}
	}
	return most
}

// first picks what the sheet shows when it is opened: the first specialty at the lowest grade for which the
// handbook names technical competencies.
func (w *working) first(d *dataset.Dataset) choice {
	for i, p := range d.Profiles {
		for _, band := range d.Bands {
			if r, ok := w.roles.At(p.ProfileID, band.BandID); ok && len(r.Technical.Needs) > 0 {
				return choice{w.names[i], band.GSMin}
			}
		}
	}
	return choice{specialty: w.names[0], grade: w.grades[0]}
}

// choose computes everything for a choice.
func (b *book) choose(w *working, c choice) {
	w.choice, w.role, w.chosen = c, role.Role{}, false
	w.profile = slices.Index(w.names, c.specialty)
	band, ok := role.BandOf(b.data.Bands, c.grade)
	if w.profile >= 0 && ok {
		w.role, w.chosen = w.roles.At(b.data.Profiles[w.profile].ProfileID, band.BandID)
		w.role.General.Needs, w.role.Technical.Needs = w.inOrder(w.role.General.Needs), w.inOrder(w.role.Technical.Needs)
		w.role.General.Dropped, w.role.Technical.Dropped = w.byRow(w.role.General.Dropped), w.byRow(w.role.Technical.Dropped)
	}
}

// inOrder puts needs of equal ranks, or none, into the order of the rows, as the formulas do.
func (w *working) inOrder(needs []role.Need) []role.Need {
	needs = slices.Clone(needs)
	slices.SortFunc(needs, func(p, q role.Need) int {
		return cmp.Or(role.Compare(p.Ranking, q.Ranking), cmp.Compare(w.row(p.Competency), w.row(q.Competency)))
	})
	return needs
}

func (w *working) byRow(list []dataset.Competency) []dataset.Competency {
	list = slices.Clone(list)
	slices.SortFunc(list, func(p, q dataset.Competency) int { return cmp.Compare(w.row(p), w.row(q)) })
	return list
}

// row is the place of a competency among the rows.
func (w *working) row(c dataset.Competency) int { return w.rows[c.CompetencyID] }

// nearest finds for each subject of a kind of mappings the one that people read first; nil where the release has
// no such table.
func (b *book) nearest(kind string) map[string]crosswalk.Row {
	k, ok := crosswalk.Lookup(kind)
	if !ok || !b.data.Has(k.Table()) {
		return nil
	}
	first := map[string]crosswalk.Row{}
	for subject, rows := range grouped(k.Rows(b.data), func(m crosswalk.Row) string { return m.Subject }) {
		first[subject], _ = closest(rows)
	}
	return first
}

// A fact is a row of the facts on the sheet Calculations.
type fact int

const (
	specialtyFact fact = iota
	profileIDFact
	scopeFact
	clusterFact
	gradeFact
	bandFact
	belowFact
	belowNameFact
	generalKnown
	generalBelow
	technicalKnown
	technicalBelow
	generalCount
	technicalCount
	taskCount
	generalNew
	technicalNew
	generalLeft
	technicalLeft
	factCount
)

const workingFacts = 5 // row of the first fact, choice and grade

// at is where a fact is, as formulas of any sheet name it.
func (f fact) at() string { return fmt.Sprintf("%s!$B$%d", workingSheet, workingFacts+int(f)) }

// The columns of the sheet Calculations. Those of the facts and choices lie above those of the competencies.
const (
	choiceColumn     = 4 // name, profile, scope, cluster, titles, relation and label and address of the occupation
	gradeColumn      = 13
	gradeBandColumn  = 14
	competencyColumn = 1 // identifier, name, kind, definition
	neededColumn     = 5
	currentColumn    = 6
	futureColumn     = 7
	trendColumn      = 8
	keyColumn        = 9
	placeColumn      = 10
	newColumn        = 11
	leftColumn       = 12
	listColumn       = 14 // place in the list, row of the competency, number of the task
	taskKeyColumn    = 18
	taskColumn       = 19
	partnerColumn    = 21 // relation, label, address of each partner
)

// column names the cells of a column of the competencies, from their headings on, so that INDEX takes what MATCH
// finds in another.
func (w *working) column(n int) string {
	letter := columnName(n)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", workingSheet, letter, w.top, letter, w.top+len(w.ordered))
}

// choices names the cells of a column of the choices.
func (w *working) choices(offset int) string {
	letter := columnName(choiceColumn + offset)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", workingSheet, letter, workingFacts, letter, workingFacts+len(w.names)-1)
}

func (w *working) gradeCells(column int) string {
	letter := columnName(column)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", workingSheet, letter, workingFacts, letter, workingFacts+len(w.grades)-1)
}

// A grid is a sheet whose blocks lie side by side: cells by row and column, both from 1.
type grid map[int][]cell

func (g grid) set(row, column int, cells ...cell) {
	for len(g[row]) < column-1+len(cells) {
		g[row] = append(g[row], cell{})
	}
	copy(g[row][column-1:], cells)
}

func (g grid) put(s *sheet, last int) error {
	for row := s.row + 1; row <= last; row++ {
		if len(g[row]) == 0 {
			s.skip(1)
			continue
		}
		if err := s.putHigh(0, g[row]...); err != nil {
			return err
		}
	}
	return nil
}

// fillWorkings writes what the sheets that follow a choice compute. It is in sight, so that nobody has to believe
// a number that they cannot follow.
func (b *book) fillWorkings(v *view) error {
	widths := []float64{34, 44, 12, 40, 12, 12, 12, 26, 14, 16, 16, 30, 10, 14, 16, 10, 4, 40, 60, 4}
	if b.working != nil {
		for range b.working.partner {
			widths = append(widths, 24, 40, 40)
		}
	}
	s, err := b.open(v.name, frame{widths: widths, grid: true})
	if err != nil {
		return err
	}
	s.lines = 1
	if err := s.heading(v.name, "What is computed for the choice on the sheet "+gradeSheet+". There is nothing to do here."); err != nil {
		return err
	}
	w := b.working
	if w == nil {
		if err := s.put(cell{value: notChoosable, style: line}); err != nil {
			return err
		}
		return s.close()
	}
	v.holds = len(w.ordered)
	g := grid{}
	b.gridFacts(g, w)
	b.gridChoices(g, w)
	b.gridCompetencies(g, w)
	b.gridLists(g, w)
	last := w.top + max(len(w.ordered), w.most, len(w.tasks))
	if err := g.put(s, last); err != nil {
		return err
	}
	if err := b.name(specialtyNames, w.choices(0), "The choices of a specialty, for the list on the sheet "+gradeSheet); err != nil {
		return err
	}
	if err := b.name(gradeNumbers, w.gradeCells(gradeColumn), "The grades of the General Schedule, for the list on the sheet "+gradeSheet); err != nil {
		return err
	}
	return s.close()
}

// The ranges that lists of choices name.
const (
	specialtyNames = "specialty_names"
	gradeNumbers   = "gs_grades"
)

const notChoosable = "This release has too much, or too little, data for a form: use the tables."
