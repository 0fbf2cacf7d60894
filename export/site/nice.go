package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The names of the kinds of mappings that the pages of work roles show from the other side.
const (
	taskNICEKind   = "task-nice"
	competencyNICE = "competency-nice"
	roleKind       = "profile-work-role"
)

// HasPages reports whether the records of a table of another framework have pages of their own.
func HasPages(table string) bool {
	return table == "nice_work_roles" || table == "nice_competency_areas"
}

// A workRoleModel is a work role or a competency area of the NICE Framework.
type workRoleModel struct {
	ID, Name, Kind, Definition, IRI string
	Category                        string
	Codes                           []string
	DCWF                            []string // codes and names of the work roles that name it
	Ours                            []*mapping
	Reviews                         reviewed // of Ours
	Further                         []furtherMapping
	Groups                          []statementGroup
	Findings                        []finding
}

// A statementGroup is the statements of one kind.
type statementGroup struct {
	ID, Title  string
	Statements []roleStatement
}

// A roleStatement is a statement with what the handbook says alike.
type roleStatement struct {
	ID, Text string
	Ours     []*mapping // exact and close ones
}

// A workRoleRow is a row of the list of work roles.
type workRoleRow struct {
	Role        link
	ID, Codes   string
	DCWF        string
	Specialties []*mapping // the closest first
}

type workRolesModel struct {
	Roles []workRoleRow
	Areas []link
	Other []workRoleRow // work roles of the DCWF that name no NICE work role

	Judged string // who judged the mappings of specialties
}

// nicePages returns a page for each work role and competency area of the NICE Framework, and a list of them by code.
func (b *builder) nicePages() []page {
	d := b.d
	if !d.Has("nice_work_roles") {
		return nil
	}
	statements := byKey(d.NICEStatements, func(s dataset.NICEStatement) string { return s.StatementID })
	categories := byKey(d.NICECategories, func(c dataset.NICECategory) string { return c.CategoryID })
	ofRole := group(d.NICEWorkRoleStatements, func(s dataset.NICEWorkRoleStatement) string { return s.WorkRoleID })
	ofArea := group(d.NICEAreaStatements, func(s dataset.NICEAreaStatement) string { return s.AreaID })
	crumbs := []link{{"index.html", "NICE work roles"}}
	var pages []page
	list := workRolesModel{Judged: reviews(b.rows[roleKind]).Judged}
	for _, r := range d.NICEWorkRoles {
		m := workRoleModel{
			ID: r.WorkRoleID, Name: r.Name, Kind: "NICE work role", Definition: r.Definition, IRI: b.iri("nice_work_roles", r.WorkRoleID), Category: categories[r.CategoryID].Name, Codes: r.OPMCodes,
			Ours: b.ofObject[kindKey{roleKind, r.WorkRoleID}], Further: b.furtherMappings("nice_work_roles", r.WorkRoleID), Findings: b.about("nice_work_roles", r.WorkRoleID),
		}
		row := workRoleRow{Role: b.page("nice_work_roles", r.WorkRoleID), ID: r.WorkRoleID, Codes: strings.Join(r.OPMCodes, ", ")}
		var codes []string
		for _, other := range b.dcwfRoles[r.WorkRoleID] {
			m.DCWF, codes = append(m.DCWF, other.Code+" "+other.Name), append(codes, other.Code)
		}
		row.DCWF = strings.Join(codes, ", ")
		row.Specialties = m.Ours
		list.Roles = append(list.Roles, row)
		var ids []string
		for _, s := range ofRole[r.WorkRoleID] {
			ids = append(ids, s.StatementID)
		}
		m.Groups, m.Reviews = b.statementGroups(ids, statements), reviews(m.Ours)
		pages = append(pages, page{Path: "nice/" + r.WorkRoleID + ".html", Kind: "workrole", Section: "crosswalk", Title: r.Name + ", NICE work role", Description: shorten("NICE work role "+r.WorkRoleID+": "+r.Definition, 200), Crumbs: crumbs, Body: m})
	}
	for _, a := range d.NICEAreas {
		m := workRoleModel{
			ID: a.AreaID, Name: a.Name, Kind: "NICE competency area", Definition: a.Definition, IRI: b.iri("nice_competency_areas", a.AreaID),
			Ours: b.ofObject[kindKey{competencyNICE, a.AreaID}], Findings: b.about("nice_competency_areas", a.AreaID),
		}
		var ids []string
		for _, s := range ofArea[a.AreaID] {
			ids = append(ids, s.StatementID)
		}
		m.Groups, m.Reviews = b.statementGroups(ids, statements), reviews(m.Ours)
		list.Areas = append(list.Areas, b.page("nice_competency_areas", a.AreaID))
		pages = append(pages, page{Path: "nice/" + a.AreaID + ".html", Kind: "workrole", Section: "crosswalk", Title: a.Name + ", NICE competency area", Description: shorten("NICE competency area "+a.AreaID+": "+a.Definition, 200), Crumbs: crumbs, Body: m})
	}
	for _, r := range b.dcwfRoles[""] {
		list.Other = append(list.Other, workRoleRow{Role: link{"", r.Name}, DCWF: r.Code})
	}
	return append([]page{{
		Path: "nice/index.html", Kind: "workroles", Section: "crosswalk", Title: "Work roles by code", Scripts: []string{"filter.js"},
		Description: "The work roles of the NICE Framework with their OPM and DCWF codes and how the specialties of the handbook compare with them.", Crumbs: []link{{"../crosswalk/index.html", "Crosswalk"}}, Body: list,
	}}, pages...)
}

// statementGroups groups statements by kind: tasks, skills, knowledge.
func (b *builder) statementGroups(ids []string, statements map[string]dataset.NICEStatement) []statementGroup {
	groups := []statementGroup{{"tasks", "Tasks", nil}, {"skills", "Skills", nil}, {"knowledge", "Knowledge", nil}}
	place := map[string]int{"task": 0, "skill": 1, "knowledge": 2}
	for _, id := range ids {
		s := statements[id]
		row := roleStatement{ID: id, Text: s.Statement}
		for _, kind := range []string{taskNICEKind, competencyNICE} {
			for _, m := range b.ofObject[kindKey{kind, id}] {
				if m.Predicate == "exactMatch" || m.Predicate == "closeMatch" {
					row.Ours = append(row.Ours, m)
				}
			}
		}
		at := place[s.Kind]
		groups[at].Statements = append(groups[at].Statements, row)
	}
	return slices.DeleteFunc(groups, func(g statementGroup) bool { return len(g.Statements) == 0 })
}

// statement leads to a statement of NICE on the page of the first work role that has it, and names it with its
// identifier; one of no role and those of the DCWF have no page.
func (b *builder) statement(table, id string) link {
	l := link{"", id + " " + b.label(table, id)}
	if table != "nice_statements" {
		return l
	}
	if b.firstRole == nil {
		b.firstRole = map[string]string{}
		for _, s := range b.d.NICEWorkRoleStatements {
			b.firstRole[s.StatementID] = cmp.Or(b.firstRole[s.StatementID], s.WorkRoleID)
		}
	}
	if role := b.firstRole[id]; role != "" {
		l.Href = "../nice/" + role + ".html#" + id
	}
	return l
}
