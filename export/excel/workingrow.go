package excel

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

// undefined stands for a definition that the handbook does not give.
const undefined = "The handbook names this competency and does not define it."

// unlisted is the rank of a competency that a ranking does not list.
const unlisted = "–"

// The order of a list: competencies by current rank, then by future rank, those without one after all ranks, then by
// row. The three are in one number, which has fewer than eleven digits, so that no program rounds it.
const (
	afterAllRanks = 999
	rankRoom      = 1_000
	rowRoom       = 10_000
)

// A demand is what a choice asks of a competency.
type demand struct {
	need *role.Need // nil where it is not needed
	left bool       // important at the band below only
	part role.Section
}

// demands gives the demand of each competency.
func (w *working) demands() map[string]demand {
	all := map[string]demand{}
	for _, p := range []role.Section{w.role.General, w.role.Technical} {
		for i := range p.Needs {
			all[p.Needs[i].Competency.CompetencyID] = demand{need: &p.Needs[i], part: p}
		}
		for _, c := range p.Dropped {
			all[c.CompetencyID] = demand{left: true, part: p}
		}
	}
	return all
}

// gridCompetencies writes a row for each competency: whether the choice asks for it, its ranks, and its place.
func (b *book) gridCompetencies(g grid, w *working) {
	g.set(w.top, competencyColumn, headings("competency_id", "Competency", "Kind", "Definition", "Needed", "Rank now", "Rank in the future", "Trend", "Order", "Place", "Compared with the band below", "No longer important")...)
	for i, p := range w.partner {
		g.set(w.top, partnerColumn+3*i, headings("Our competency …", "… this "+p.name+" concept", "Its address")...)
	}
	demands, places := w.demands(), map[string]int{}
	for _, p := range []role.Section{w.role.General, w.role.Technical} {
		for k, n := range p.Needs {
			places[n.Competency.CompetencyID] = k + 1
		}
	}
	left, kind := "", ""
	for i, c := range w.ordered {
		row := w.top + 1 + i
		dm := demands[c.CompetencyID]
		if c.Kind != kind {
			left, kind = "", c.Kind
		}
		if dm.left {
			left += separated(left) + c.Name
		}
		g.set(row, competencyColumn, lines(c.CompetencyID, c.Name, c.Kind, cmp.Or(dataset.OrEmpty(c.Definition), undefined))...)
		g.set(row, neededColumn, b.demandCells(w, row, c, dm, places[c.CompetencyID])...)
		g.set(row, leftColumn, cell{value: left, formula: b.leftFormula(w, row, i == 0 || w.ordered[i-1].Kind != c.Kind, c.Kind)})
		for n, p := range w.partner {
			g.set(row, partnerColumn+3*n, b.partnerCells(p, c.CompetencyID)...)
		}
	}
}

func separated(list string) string {
	if list == "" {
		return ""
	}
	return ", "
}

func (b *book) partnerCells(p partner, id string) []cell {
	m, ok := p.nearest[id]
	if !ok {
		return lines(none, "", "")
	}
	address := m.Object
	if !isAddress(address) {
		address = ""
	}
	return lines(predicateWords[m.Predicate], cmp.Or(m.ObjectLabel, b.called(m.ObjectTable, m.Object)), address)
}

// importantIn counts the rows that call the competency of a row important: 0 or 1.
func (b *book) importantIn(scope string, row int, band fact) string {
	const table = "competency_bands"
	return fmt.Sprintf("COUNTIFS(%s,%s,%s,$A%d,%s,%s,%s,TRUE)", b.column(table, "scope_id"), scope, b.column(table, "competency_id"), row,
		b.column(table, "band_id"), band.at(), b.column(table, "important"))
}

// named counts the rows in which the profile names the competency of a row: 0 or 1.
func (b *book) namedBy(row int) string {
	return fmt.Sprintf("COUNTIFS(%s,%s,%s,$A%d)", b.column("profile_competencies", "profile_id"), profileIDFact.at(), b.column("profile_competencies", "competency_id"), row)
}

// demandCells are the cells from needed to new of a competency.
func (b *book) demandCells(w *working, row int, c dataset.Competency, dm demand, place int) []cell {
	scope, known, below, needed := scopeFact.at(), technicalKnown, technicalBelow, ""
	if c.Kind == "general" {
		scope, known, below = literal(w.general), generalKnown, generalBelow
	}
	needed = b.importantIn(scope, row, bandFact)
	if c.Kind != "general" {
		needed += "*" + b.namedBy(row)
	}
	ranked := fmt.Sprintf("%s,%s,%s,$A%d", b.column("competency_rankings", "scope_id"), scope, b.column("competency_rankings", "competency_id"), row)
	rank := func(column string) string {
		sum := fmt.Sprintf("SUMIFS(%s,%s)", b.column("competency_rankings", column), ranked)
		return fmt.Sprintf(`IF($E%d=0,"",IF(COUNTIFS(%s)=0,%s,IF(%s=0,%s,%s)))`, row, ranked, literal(unlisted), sum, literal(notRanked), sum)
	}
	cells := []cell{
		{value: 0, formula: fmt.Sprintf(`IF(OR(%s=0,%s=""),0,%s)`, known.at(), profileIDFact.at(), needed)},
		{value: "", formula: rank("current_rank")},
		{value: "", formula: rank("future_rank")},
		{value: "", formula: trendFormula(row)},
		{value: "", formula: fmt.Sprintf(`IF($E%[1]d=0,"",MIN($F%[1]d,%[2]d)*%[3]d+MIN($G%[1]d,%[2]d)*%[4]d+ROW())`, row, afterAllRanks, rankRoom*rowRoom, rowRoom)},
		{value: "", formula: fmt.Sprintf(`IF($E%[1]d=0,"",$C%[1]d&" "&(COUNTIFS(%[2]s,$C%[1]d,%[3]s,"<"&$I%[1]d)+1))`, row, w.column(competencyColumn+2), w.column(keyColumn))},
		{value: "", formula: fmt.Sprintf(`IF($E%d=0,"",IF(%s=0,"not stated",IF(%s=0,"new","same as band below")))`, row, below.at(), b.importantIn(scope, row, belowFact))},
	}
	if dm.need == nil {
		return cells
	}
	current, future := ranksOf(dm.need)
	placed := func(rank any) int {
		if n, ok := rank.(int); ok {
			return n
		}
		return afterAllRanks
	}
	for i, v := range []any{1, current, future, trendWords(dm.need), (placed(current)*rankRoom+placed(future))*rowRoom + row, c.Kind + " " + strconv.Itoa(place), againstBelow(dm)} {
		cells[i].value = v
	}
	return cells
}

// ranksOf gives the ranks of a need as cells show them.
func ranksOf(n *role.Need) (current, future any) {
	if n.Ranking == nil {
		return unlisted, unlisted
	}
	shown := func(rank *int) any {
		if rank == nil {
			return notRanked
		}
		return *rank
	}
	return shown(n.Ranking.CurrentRank), shown(n.Ranking.FutureRank)
}

func againstBelow(dm demand) string {
	switch {
	case dm.part.Below == nil:
		return "not stated"
	case dm.need.New:
		return "new"
	}
	return "same as band below"
}

// The words for the trend of a competency; a sign distinguishes them where a number follows.
const (
	trendRises, trendFalls   = "▲ rises by ", "▼ falls by "
	trendSame                = "= same"
	trendEnters, trendLeaves = "▲ enters the ranking", "▼ leaves the ranking"
	trendNone                = "not ranked"
	trendUnlisted            = "not in the ranking"
)

func trendFormula(row int) string {
	return fmt.Sprintf(`IF($E%[1]d=0,"",IF($F%[1]d=%[2]s,%[3]s,IF(AND(ISNUMBER($F%[1]d),ISNUMBER($G%[1]d)),IF($F%[1]d>$G%[1]d,%[4]s&($F%[1]d-$G%[1]d),IF($F%[1]d<$G%[1]d,%[5]s&($G%[1]d-$F%[1]d),%[6]s)),IF(ISNUMBER($G%[1]d),%[7]s,IF(ISNUMBER($F%[1]d),%[8]s,%[9]s)))))`,
		row, literal(unlisted), literal(trendUnlisted), literal(trendRises), literal(trendFalls), literal(trendSame), literal(trendEnters), literal(trendLeaves), literal(trendNone))
}

func trendWords(n *role.Need) string {
	r := n.Ranking
	switch {
	case r == nil:
		return trendUnlisted
	case r.CurrentRank == nil && r.FutureRank == nil:
		return trendNone
	case r.CurrentRank == nil:
		return trendEnters
	case r.FutureRank == nil:
		return trendLeaves
	case *r.CurrentRank > *r.FutureRank:
		return trendRises + strconv.Itoa(*r.CurrentRank-*r.FutureRank)
	case *r.CurrentRank < *r.FutureRank:
		return trendFalls + strconv.Itoa(*r.FutureRank-*r.CurrentRank)
	}
	return trendSame
}

// leftFormula adds the name of a competency that is important at the band below only to those of the rows above.
func (b *book) leftFormula(w *working, row int, first bool, kind string) string {
	scope, known, below := scopeFact.at(), technicalKnown, technicalBelow
	if kind == "general" {
		scope, known, below = literal(w.general), generalKnown, generalBelow
	}
	was := b.importantIn(scope, row, belowFact)
	if kind != "general" {
		was += "*" + b.namedBy(row)
	}
	above, separator := `""`, `""`
	if !first {
		above = fmt.Sprintf("$%s%d", columnName(leftColumn), row-1)
		separator = fmt.Sprintf(`IF(%s="","",", ")`, above)
	}
	return fmt.Sprintf(`%s&IF(AND($E%d=0,%s=1,%s=1,%s<>""),IF(%s>0,%s&$B%d,""),"")`, above, row, known.at(), below.at(), profileIDFact.at(), was, separator, row)
}

// gridLists writes the list of a choice: general competencies, technical competencies, tasks.
func (b *book) gridLists(g grid, w *working) {
	g.set(w.top, listColumn, headings("Place", "Competency row", "Task")...)
	g.set(w.top, taskKeyColumn, headings("Profile and place", "Task")...)
	place := w.column(placeColumn)
	generals, technicals, tasks := generalCount.at(), technicalCount.at(), taskCount.at()
	list := w.list()
	for i := range w.most {
		row, at := w.top+1+i, fmt.Sprintf("$%s%d", columnName(listColumn), w.top+1+i)
		var item listItem
		if i < len(list) {
			item = list[i]
		}
		g.set(row, listColumn, cell{value: i + 1},
			cell{value: orEmptyText(item.row), formula: fmt.Sprintf(`IF(%[1]s<=%[2]s,MATCH("general "&%[1]s,%[4]s,0),IF(%[1]s<=%[2]s+%[3]s,MATCH("technical "&(%[1]s-%[2]s),%[4]s,0),""))`, at, generals, technicals, place)},
			cell{value: orEmptyText(item.task), formula: fmt.Sprintf(`IF(AND(%[1]s>%[2]s+%[3]s,%[1]s<=%[2]s+%[3]s+%[4]s),%[1]s-%[2]s-%[3]s,"")`, at, generals, technicals, tasks)})
	}
	for i, t := range w.tasks {
		g.set(w.top+1+i, taskKeyColumn, lines(t.profile+"|"+strconv.Itoa(t.place), t.statement)...)
	}
}

func orEmptyText(n int) any {
	if n == 0 {
		return ""
	}
	return n
}

// A listItem is a line of the list of a choice: a competency or a task.
type listItem struct {
	row  int // of the competency, counted from the headings as 1; 0 for a task
	need *role.Need
	dm   demand
	task int
	text string // of the task
}

// list gives the list of the choice.
func (w *working) list() []listItem {
	items := make([]listItem, 0, len(w.role.General.Needs)+len(w.role.Technical.Needs)+len(w.role.Tasks))
	for _, p := range []role.Section{w.role.General, w.role.Technical} {
		for i := range p.Needs {
			n := &p.Needs[i]
			items = append(items, listItem{row: w.row(n.Competency) + 2, need: n, dm: demand{need: n, part: p}})
		}
	}
	for i, t := range w.role.Tasks {
		items = append(items, listItem{task: i + 1, text: t.Statement})
	}
	return items
}

// listed names a cell of the list of a choice: the row of the competency, or the number of the task.
func (w *working) listed(k, offset int) string {
	return fmt.Sprintf("%s!$%s$%d", workingSheet, columnName(listColumn+offset), w.top+k)
}

// taskText is the formula of the statement of a task whose number a cell holds.
func (w *working) taskText(at string) string {
	cells := func(column int) string {
		letter := columnName(column)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", workingSheet, letter, w.top+1, letter, w.top+max(len(w.tasks), 1))
	}
	return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s&"|"&%s,%s,0)),"")`, cells(taskColumn), profileIDFact.at(), at, cells(taskKeyColumn))
}
