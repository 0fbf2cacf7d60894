package excel

import (
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

const (
	workRoleSheet  = "Work roles"
	workRoleHeader = 4
	codeSheet      = "Code lookup"
	codeHeader     = 4
)

// workRoleViews are the views of releases with the NICE Framework.
func workRoleViews(d *dataset.Dataset) []*view {
	if !d.Has("nice_work_roles") {
		return nil
	}
	return []*view{
		{name: workRoleSheet, answers: "Which specialty fits which work role of the NICE Framework, with OPM and DCWF codes?", noun: "work role", fill: (*book).fillWorkRoles},
		{name: codeSheet, answers: "Which specialties, competencies and tasks belong to the OPM or DCWF code of a NICE work role? Filter the column of the code.", noun: "row", fill: (*book).fillCodes},
	}
}

// dcwfCodes returns the codes of the work roles of the DCWF that name each NICE work role.
func dcwfCodes(d *dataset.Dataset) map[string][]string {
	codes := map[string][]string{}
	for _, r := range d.DCWFWorkRoles {
		if r.WorkRoleID != nil {
			codes[*r.WorkRoleID] = append(codes[*r.WorkRoleID], r.Code)
		}
	}
	return codes
}

// codePairs returns the codes of a NICE work role, OPM's and the DCWF's, as the rows of a sheet hold them: each code has
// a row, so that a filter offers it, and one that both have shares its row. A work role without codes has one row.
func codePairs(opm, dcwf []string) [][2]string {
	var pairs [][2]string
	for _, code := range opm {
		pair := [2]string{code, ""}
		if slices.Contains(dcwf, code) {
			pair[1] = code
		}
		pairs = append(pairs, pair)
	}
	for _, code := range dcwf {
		if !slices.Contains(opm, code) {
			pairs = append(pairs, [2]string{"", code})
		}
	}
	if pairs == nil {
		return make([][2]string, 1)
	}
	return pairs
}

// fillWorkRoles compares work roles with specialties: a cell says how the specialty is to the work role, and how many
// tasks both have word for word, or nearly so.
func (b *book) fillWorkRoles(v *view) error {
	d := b.data
	widths := []float64{10, 10, 14, 40}
	heads := headings("OPM code", "DCWF code", "NICE", "Work role")
	for _, p := range d.Profiles {
		widths = append(widths, 22)
		heads = append(heads, cell{value: b.profileHeading(p), style: header})
	}
	s, err := b.open(v.name, frame{widths: widths, freezeRows: workRoleHeader, freezeCols: 4, titleRow: workRoleHeader})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Each row is a work role of the NICE Framework, or one of its codes where it has several; each column is an occupational profile of the handbook. A cell says how the work role compares with the profile; the number is how many tasks of the profile the work role has word for word, or with one word added, removed or replaced. "+b.judgedBy("profile-work-role")); err != nil {
		return err
	}
	if err := s.put(heads...); err != nil {
		return err
	}
	relations := map[[2]string]string{}
	for _, m := range d.ProfileWorkRole {
		text := map[string]string{"exactMatch": "the same", "closeMatch": "nearly the same", "broadMatch": "broader", "narrowMatch": "narrower", "relatedMatch": "related"}[m.Predicate]
		if m.SharedTasks > 0 {
			text += fmt.Sprintf(", %d shared", m.SharedTasks)
		}
		relations[[2]string{m.WorkRoleID, m.ProfileID}] = text
	}
	codes := dcwfCodes(d)
	v.holds = len(d.NICEWorkRoles)
	for _, r := range d.NICEWorkRoles {
		for _, pair := range codePairs(r.OPMCodes, codes[r.WorkRoleID]) {
			row := texts(pair[0], pair[1], r.WorkRoleID, r.Name)
			for _, p := range d.Profiles {
				row = append(row, texts(relations[[2]string{r.WorkRoleID, p.ProfileID}])...)
			}
			if err := s.put(row...); err != nil {
				return err
			}
		}
	}
	return s.close()
}

// judgedBy says who judged the mappings of a kind.
func (b *book) judgedBy(kind string) string {
	k, _ := crosswalk.Lookup(kind)
	return crosswalk.WhoJudged(k.Rows(b.data))
}

// A codeRow is a row of the lookup: what of the handbook belongs to a work role, and by what.
type codeRow struct{ kind, ours, relation, by string }

// fillCodes lists what belongs to each work role, by its codes.
func (b *book) fillCodes(v *view) error {
	d := b.data
	s, err := b.open(v.name, frame{widths: []float64{10, 10, 14, 40, 14, 60, 27, 60}, freezeRows: codeHeader, freezeCols: 4, titleRow: codeHeader})
	if err != nil {
		return err
	}
	lead := "Filter a code to see what belongs to its work role: specialties mapped to it, and competencies and tasks that mean the same, or nearly the same, as one of its statements."
	if i := slices.IndexFunc(d.DCWFWorkRoles, func(r dataset.DCWFWorkRole) bool { return r.WorkRoleID == nil }); i >= 0 {
		lead += fmt.Sprintf(" Codes that only the DCWF has, such as %s, are not here: specialties and competencies were not compared with those work roles.", d.DCWFWorkRoles[i].Code)
	}
	if err := s.heading(v.name, lead); err != nil {
		return err
	}
	heads := headings("OPM code", "DCWF code", "NICE", "Work role", "Our kind", "Our concept", "Relation", "By")
	if err := s.put(heads...); err != nil {
		return err
	}
	codes, rows := dcwfCodes(d), b.codeRows()
	for _, r := range d.NICEWorkRoles {
		for _, pair := range codePairs(r.OPMCodes, codes[r.WorkRoleID]) {
			for _, x := range rows[r.WorkRoleID] {
				v.holds++
				if err := s.put(texts(pair[0], pair[1], r.WorkRoleID, r.Name, x.kind, x.ours, x.relation, x.by)...); err != nil {
					return err
				}
			}
		}
	}
	if v.holds > 0 {
		if err := s.table("view_code_look_up", codeHeader, len(heads)); err != nil {
			return err
		}
	}
	return s.close()
}

// codeRows returns what belongs to each work role.
func (b *book) codeRows() map[string][]codeRow {
	d := b.data
	found := map[string][]codeRow{}
	for _, m := range d.ProfileWorkRole {
		found[m.WorkRoleID] = append(found[m.WorkRoleID], codeRow{"Specialty", b.profileName(m.ProfileID), predicateWords[m.Predicate], "the work role"})
	}
	near := map[string][]codeRow{} // by statement
	statements, competencies := identity.Labels(d, "nice_statements"), identity.Labels(d, "competencies")
	add := func(kind, ours, predicate, statement string) {
		if predicate == "exactMatch" || predicate == "closeMatch" {
			near[statement] = append(near[statement], codeRow{kind, ours, predicateWords[predicate], statement + " " + statements[statement]})
		}
	}
	for _, m := range d.CompetencyNICE {
		add("Competency", competencies[m.CompetencyID], m.Predicate, m.ObjectID)
	}
	for _, m := range d.TaskNICE {
		add("Task", b.index.tasks[m.TaskID], m.Predicate, m.StatementID)
	}
	for _, x := range d.NICEWorkRoleStatements {
		found[x.WorkRoleID] = append(found[x.WorkRoleID], near[x.StatementID]...)
	}
	for _, rows := range found {
		slices.SortStableFunc(rows, func(x, y codeRow) int {
			return slices.Compare([]string{kindRank(x.kind), x.ours}, []string{kindRank(y.kind), y.ours})
		})
	}
	return found
}

// kindRank orders the kinds of the lookup: specialties, competencies, tasks.
func kindRank(kind string) string {
	return map[string]string{"Specialty": "1", "Competency": "2", "Task": "3"}[kind]
}
