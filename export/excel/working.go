package excel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

const workingSheet = "Workings"

// allWork is the choice of the profile that is about the whole series.
const allWork = "All IT work"

// A choice is what a reader chose on the sheet Specialty at a grade.
type choice struct {
	specialty string // as the list of choices has it; another text is no choice
	grade     int
}

// The largest release for which the workbook has the sheets that follow a choice: their formulas look through the
// tables once for each competency, and their rows fit every choice. Eight handbooks are below it.
const (
	mostChoosable = 900   // competencies
	mostRoles     = 1_000 // profiles at bands
)

// A working is what the sheets that follow a choice are computed from: the sheet Workings in Go.
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
	series := 0
	for _, p := range d.Profiles {
		if p.ClusterID == nil {
			series++
		}
	}
	for _, p := range d.Profiles {
		name := p.Name
		if p.ClusterID == nil && series == 1 {
			name = allWork
		}
		w.names = append(w.names, name)
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

// A fact is a row of the facts on the sheet Workings.
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

// The columns of the sheet Workings. Those of the facts and choices lie above those of the competencies.
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
	if err := s.heading(v.name, "What the sheets compute that follow the choice on the sheet "+gradeSheet+". Nothing needs to be done here."); err != nil {
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

const notChoosable = "This release holds too much, or too little, for a form: use the tables."

func (b *book) gridFacts(g grid, w *working) {
	bandID, position := b.column("bands", "band_id"), b.column("bands", "position")
	bandTable := func(scope string, band fact) string {
		return fmt.Sprintf("COUNTIFS(%s,%s,%s,%s)", b.column("competency_bands", "scope_id"), scope, b.column("competency_bands", "band_id"), band.at())
	}
	ofChoice := func(offset int) string {
		return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0))&"","")`, w.choices(offset), specialtyFact.at(), w.choices(0))
	}
	known := func(scope string, band fact) string {
		return fmt.Sprintf(`IF(OR(%s="",%s="",%s=""),0,IF(%s>0,1,0))`, profileIDFact.at(), scope, band.at(), bandTable(scope, band))
	}
	counted := func(kind string) string {
		return fmt.Sprintf(`COUNTIFS(%s,"%s",%s,1)`, w.column(competencyColumn+2), kind, w.column(neededColumn))
	}
	fresh := func(kind string) string {
		return fmt.Sprintf(`COUNTIFS(%s,"%s",%s,"new")`, w.column(competencyColumn+2), kind, w.column(newColumn))
	}
	last := func(n int) string { return fmt.Sprintf("%s!$%s$%d", workingSheet, columnName(leftColumn), w.top+n) }
	generals := len(b.ofKind("general"))
	v := b.workingValues(w)
	general := literal(w.general)
	for f, row := range []struct {
		name    string
		value   any
		formula string
	}{
		{"Specialty", v.specialty, quoted(gradeSheet) + "!" + specialtyCell + `&""`},
		{"Profile", v.profileID, ofChoice(1)},
		{"Scope of technical competencies", v.scope, ofChoice(2)},
		{"Cluster", v.cluster, ofChoice(3)},
		{"Grade", v.grade, fmt.Sprintf(`IF(ISNUMBER(%[1]s),%[1]s,"")`, quoted(gradeSheet)+"!"+gradeCell)},
		{"Band", v.band, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0))&"","")`, w.gradeCells(gradeBandColumn), gradeFact.at(), w.gradeCells(gradeColumn))},
		{"Band below", v.below, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(INDEX(%s,MATCH(%s,%s,0))-1,%s,0)),"")`, bandID, position, bandFact.at(), bandID, position)},
		{"Name of the band below", v.belowName, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),"")`, b.column("bands", "name"), belowFact.at(), bandID)},
		{"General competencies: table for the band", one(w.role.General.Covered), known(general, bandFact)},
		{"General competencies: table for the band below", one(w.role.General.Below != nil), known(general, belowFact)},
		{"Technical competencies: table for the band", one(w.role.Technical.Covered), known(scopeFact.at(), bandFact)},
		{"Technical competencies: table for the band below", one(w.role.Technical.Below != nil), known(scopeFact.at(), belowFact)},
		{"General competencies", len(w.role.General.Needs), counted("general")},
		{"Technical competencies", len(w.role.Technical.Needs), counted("technical")},
		{"Tasks", len(w.role.Tasks), fmt.Sprintf(`IF(OR(%s="",%s=""),0,COUNTIFS(%s,%s))`, profileIDFact.at(), bandFact.at(), b.column("profile_tasks", "profile_id"), profileIDFact.at())},
		{"General competencies that are new", w.role.General.NewCount, fresh("general")},
		{"Technical competencies that are new", w.role.Technical.NewCount, fresh("technical")},
		{"General competencies no longer important", leftNames(w.role.General), last(generals)},
		{"Technical competencies no longer important", leftNames(w.role.Technical), last(len(w.ordered))},
	} {
		if generals == 0 && fact(f) == generalLeft || len(w.ordered) == generals && fact(f) == technicalLeft {
			row.formula = `""`
		}
		g.set(workingFacts+f, 1, cell{value: row.name, style: line}, cell{value: row.value, formula: row.formula})
	}
	g.set(workingFacts-1, 1, headings("Fact", "Value")...)
	g.set(workingFacts-1, gradeColumn, headings("Grade", "Band of the grade")...)
	for i := range len(w.grades) {
		band, _ := role.BandOf(b.data.Bands, w.grades[i])
		g.set(workingFacts+i, gradeColumn, cell{value: w.grades[i], style: integer}, cell{value: band.BandID, style: line})
	}
}

func leftNames(p role.Section) string {
	names := make([]string, len(p.Dropped))
	for i, c := range p.Dropped {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// workingTexts are the facts that are known as soon as half of a choice is made.
type workingTexts struct {
	specialty, profileID, scope, cluster, band, below, belowName string
	grade                                                        any
}

func (b *book) workingValues(w *working) workingTexts {
	t := workingTexts{specialty: w.specialty, grade: ""}
	if w.grade != 0 {
		t.grade = w.grade
	}
	if w.profile >= 0 {
		p := b.data.Profiles[w.profile]
		t.profileID = p.ProfileID
		t.scope, t.cluster = b.scopeOf(p), b.clusterName(p)
	}
	if band, ok := role.BandOf(b.data.Bands, w.grade); ok {
		t.band = band.BandID
		for _, below := range b.data.Bands {
			if below.Position == band.Position-1 {
				t.below, t.belowName = below.BandID, below.Name
			}
		}
	}
	return t
}

// scopeOf is the scope of the technical competencies of a profile, "" for all work.
func (b *book) scopeOf(p dataset.Profile) string {
	if p.ClusterID == nil {
		return ""
	}
	for _, s := range b.data.Scopes {
		if dataset.OrEmpty(s.ClusterID) == *p.ClusterID {
			return s.ScopeID
		}
	}
	return ""
}

func (b *book) clusterName(p dataset.Profile) string {
	if p.ClusterID == nil {
		return allClusters
	}
	return b.index.clusters[*p.ClusterID]
}

// gridChoices lists the choices with what is known of each at every grade.
func (b *book) gridChoices(g grid, w *working) {
	g.set(workingFacts-1, choiceColumn, headings("Choice", "Profile", "Scope", "Cluster", "Position titles", "The specialty …", "… this ESCO occupation", "Its address", "Title in an announcement")...)
	for i, p := range b.data.Profiles {
		r, _ := w.roles.At(p.ProfileID, b.firstBand())
		titles := titlesOf(r.Titles)
		if titles == "" {
			titles = "The sources map no title to it alone; the sheet " + titleSheet + " has all of them."
		}
		relation, label, address := none, "", ""
		if m, ok := closest(b.index.occupied[p.ProfileID]); ok {
			relation, label, address = predicateWords[m.Predicate], m.ObjectLabel, m.Object
		}
		g.set(workingFacts+i, choiceColumn, lines(w.names[i], p.ProfileID, b.scopeOf(p), b.clusterName(p), titles, relation, label, address, b.announcedTitle(r))...)
	}
}

func (b *book) firstBand() string {
	if len(b.data.Bands) == 0 {
		return ""
	}
	return b.data.Bands[0].BandID
}

// lines makes text cells of one line.
func lines(values ...string) []cell {
	cells := make([]cell, len(values))
	for i, v := range values {
		cells[i] = cell{value: v, style: line}
	}
	return cells
}
