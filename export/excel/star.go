package excel

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

// A star is a table made for PivotTables and Power BI: one row for each fact, with the names that an axis or a
// filter shows, and measures that are 0 or 1, so that a sum counts and an average is a share. Its headings are in
// the first row and nothing else is on its sheet.
type star struct {
	name, title, about, row string
	columns                 []starColumn
	fill                    func(b *book, put func(...any) error) error
}

// A starColumn is a column of a star. Measures are 0 or 1.
type starColumn struct {
	name, meaning string
	measure       bool
}

// The columns that several stars have.
var (
	clusterColumn  = starColumn{name: "cluster", meaning: "Name of the cluster of work; All clusters for what applies to every cluster."}
	profileColumns = []starColumn{
		{name: "profile_id", meaning: "Identifier of the profile; joins the table profiles."},
		{name: "profile", meaning: "Name of the specialty, or All IT work (whole series)."}, clusterColumn,
	}
	competencyColumns = []starColumn{
		{name: "competency_id", meaning: "Identifier of the competency; joins the table competencies."},
		{name: "competency", meaning: "Name of the competency."},
		{name: "competency_kind", meaning: "general or technical."},
	}
)

// stars lists them in the order of their sheets.
func stars() []star {
	join := func(lists ...[]starColumn) []starColumn {
		var all []starColumn
		for _, l := range lists {
			all = append(all, l...)
		}
		return all
	}
	return []star{
		{
			name: "star_competency_band", title: "Star: importance by band", row: "A competency at a band in a scope.",
			about: "Which competencies are important at which band, in each cluster of work? For PivotTables and Power BI.",
			columns: join([]starColumn{{name: "scope_id", meaning: "Identifier of the scope; joins the table scopes."}, clusterColumn}, competencyColumns, []starColumn{
				{name: "band_id", meaning: "Identifier of the band; joins the table bands."},
				{name: "band", meaning: "Name of the band with its grades; sorts in their order by band_position."},
				{name: "band_position", meaning: "Place of the band, from 1."},
				{name: "important", meaning: "1: the handbook calls the competency important at the band.", measure: true},
				{name: "new_at_band", meaning: "1: important here and not at the band below, where the scope's table has one.", measure: true},
				{name: "has_footnote", meaning: "1: a footnote explains the cell.", measure: true},
			}), fill: (*book).fillBandStar,
		},
		{
			name: "star_profile_competency", title: "Star: competencies of profiles", row: "A profile and a competency.",
			about: "Which specialties need which competencies? For PivotTables and Power BI.",
			columns: join(profileColumns, competencyColumns, []starColumn{
				{name: "named", meaning: "1: the profile itself names the competency.", measure: true},
				{name: "applies", meaning: "1: the profile names it, or it is a general competency that the profile of all IT work names.", measure: true},
			}), fill: (*book).fillProfileStar,
		},
		{
			name: "star_profile_task", title: "Star: tasks of profiles", row: "A task of a profile.",
			about: "Which tasks do specialties have, and which do they share? For PivotTables and Power BI.",
			columns: join(profileColumns, []starColumn{
				{name: "task_id", meaning: "Identifier of the task; joins the table tasks."},
				{name: "task", meaning: "Statement of the task."},
				{name: "task_kind", meaning: "general or technical."},
				{name: "listed", meaning: "1: the profile lists the task.", measure: true},
				{name: "shared", meaning: "1: another profile lists it too.", measure: true},
			}), fill: (*book).fillTaskStar,
		},
		{
			name: "star_ranking", title: "Star: rankings", row: "A competency in the ranking of a scope.",
			about: "How does importance change, in which direction and by how much? For PivotTables and Power BI.",
			columns: join([]starColumn{{name: "scope_id", meaning: "Identifier of the scope; joins the table scopes."}, clusterColumn}, competencyColumns, []starColumn{
				{name: "current_rank", meaning: "Rank now, 1 the most important; empty: not ranked."},
				{name: "future_rank", meaning: "Rank in the future; empty: not ranked."},
				{name: "rank_change", meaning: "Current minus future rank; positive: rises. Empty where one is missing."},
				{name: "direction", meaning: "rises, falls, same, enters (not ranked now), leaves (not ranked in the future) or not ranked."},
				{name: "rises", meaning: "1: the direction is rises.", measure: true},
				{name: "falls", meaning: "1: the direction is falls.", measure: true},
				{name: "enters", meaning: "1: the direction is enters.", measure: true},
				{name: "leaves", meaning: "1: the direction is leaves.", measure: true},
			}), fill: (*book).fillRankingStar,
		},
	}
}

// starViews makes a view of each star.
func starViews() []*view {
	var list []*view
	for _, st := range stars() {
		list = append(list, &view{name: st.name, noun: "row", answers: st.about, fill: st.write})
	}
	return list
}

func (st star) write(b *book, v *view) error {
	widths := make([]float64, len(st.columns))
	heads := make([]cell, len(st.columns))
	for i, c := range st.columns {
		heads[i] = cell{value: c.name, style: header}
		widths[i] = 30
		if c.measure || strings.HasSuffix(c.name, "_rank") || strings.HasSuffix(c.name, "_position") || strings.HasSuffix(c.name, "_change") {
			heads[i].style, widths[i] = headerRight, 16
		}
	}
	heads[0].style, heads[0].link = headerLink, fmt.Sprintf("#%s!A%d", quoted(dictionarySheet), b.starRow(st.name))
	s, err := b.open(v.name, frame{widths: widths, freezeRows: 1, grid: true, titleRow: 1, tab: starTab})
	if err != nil {
		return err
	}
	if err := s.putHigh(lineHeight+5, heads...); err != nil {
		return err
	}
	s.lines = 1
	row := make([]cell, len(heads))
	err = st.fill(b, func(values ...any) error {
		for i, value := range values {
			row[i] = cell{value: value, style: line}
			if _, text := value.(string); !text {
				row[i].style = integer
			}
		}
		v.holds++
		return s.put(row...)
	})
	if err != nil {
		return err
	}
	if err := s.table(v.name, 1, len(heads)); err != nil {
		return err
	}
	return s.close()
}

// starTab is the color of the tabs of the stars.
const starTab = "2E6DA4"

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// scopeCluster names the cluster of a scope.
func (b *book) scopeCluster(s dataset.Scope) string {
	if s.ClusterID == nil {
		return allClusters
	}
	return b.index.clusters[*s.ClusterID]
}

// allClusters is the cluster of what applies to all work.
const allClusters = "All clusters"

func (b *book) fillBandStar(put func(...any) error) error {
	scopes := by(b.data.Scopes, func(s dataset.Scope) string { return s.ScopeID })
	bands := by(b.data.Bands, func(b dataset.Band) string { return b.BandID })
	below := map[string]string{}
	for _, band := range b.data.Bands {
		for _, other := range b.data.Bands {
			if other.Position == band.Position-1 {
				below[band.BandID] = other.BandID
			}
		}
	}
	for _, c := range b.data.CompetencyBands {
		of, band := b.index.competencies[c.CompetencyID], bands[c.BandID]
		_, tabled := b.index.counts[[2]string{c.ScopeID, below[c.BandID]}]
		before := b.index.cells[[3]string{c.ScopeID, c.CompetencyID, below[c.BandID]}].Important
		noted := b.index.notes[[3]string{c.ScopeID, c.CompetencyID, c.BandID}] != ""
		if err := put(c.ScopeID, b.scopeCluster(scopes[c.ScopeID]), c.CompetencyID, of.Name, of.Kind, c.BandID, gradedName(band), band.Position,
			one(c.Important), one(c.Important && tabled && !before), one(noted)); err != nil {
			return err
		}
	}
	return nil
}

// fillProfileStar writes every pair; of more pairs than a sheet can show, those that the profile names.
func (b *book) fillProfileStar(put func(...any) error) error {
	all := len(b.data.Profiles)*len(b.data.Competencies) <= mostMarks
	for _, p := range b.data.Profiles {
		for _, c := range b.data.Competencies {
			named := b.index.named[[2]string{p.ProfileID, c.CompetencyID}]
			if !all && !named {
				continue
			}
			holds := named || c.Kind == role.General && b.index.general[c.CompetencyID]
			if err := put(p.ProfileID, b.profileHeading(p), b.clusterName(p), c.CompetencyID, c.Name, c.Kind, one(named), one(holds)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) fillTaskStar(put func(...any) error) error {
	tasks := by(b.data.Tasks, func(t dataset.Task) string { return t.TaskID })
	lists := map[string]int{}
	for _, t := range b.data.ProfileTasks {
		lists[t.TaskID]++
	}
	for _, t := range b.data.ProfileTasks {
		p := b.index.profiles[t.ProfileID]
		if err := put(t.ProfileID, b.profileHeading(p), b.clusterName(p), t.TaskID, tasks[t.TaskID].Statement, tasks[t.TaskID].Kind, 1, one(lists[t.TaskID] > 1)); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) fillRankingStar(put func(...any) error) error {
	scopes := by(b.data.Scopes, func(s dataset.Scope) string { return s.ScopeID })
	number := func(n *int) any {
		if n == nil {
			return nil
		}
		return *n
	}
	for _, r := range b.data.CompetencyRankings {
		of, trend := b.index.competencies[r.CompetencyID], dataset.OrEmpty(r.Direction())
		shown := trend
		if shown == "" {
			shown = trendNone
		}
		if err := put(r.ScopeID, b.scopeCluster(scopes[r.ScopeID]), r.CompetencyID, of.Name, of.Kind, number(r.CurrentRank), number(r.FutureRank), number(r.RankChange), shown,
			one(trend == dataset.Rises), one(trend == dataset.Falls), one(trend == dataset.Enters), one(trend == dataset.Leaves)); err != nil {
			return err
		}
	}
	return nil
}

// starRow is the row of a star on the dictionary sheet: the stars follow the tables.
func (b *book) starRow(name string) int {
	row := dictionaryHeader + 1
	for _, t := range b.tables {
		row += 1 + len(t.Columns)
	}
	for _, st := range stars() {
		if st.name == name {
			break
		}
		row += 1 + len(st.columns)
	}
	return row
}

// describe gives the rows of a star on the dictionary sheet.
func (st star) describe(rows int) [][]cell {
	head := texts("", "(the table)", st.title, st.row+" "+st.about, "table of "+plural(rows, "row"), "", "", "")
	head[0] = cell{value: st.name, style: blockLink, link: "#" + quoted(st.name) + "!A1"}
	for i := 1; i < len(head); i++ {
		head[i].style = block
	}
	list := [][]cell{head}
	for _, c := range st.columns {
		kind, values := "text", ""
		switch {
		case c.measure:
			kind, values = "whole number", "0, 1"
		case strings.HasSuffix(c.name, "_rank"), strings.HasSuffix(c.name, "_change"), strings.HasSuffix(c.name, "_position"):
			kind = "whole number, may be empty"
		}
		list = append(list, texts(st.name, c.name, strings.ReplaceAll(c.name, "_", " "), c.meaning, kind, "", values, ""))
	}
	return list
}
