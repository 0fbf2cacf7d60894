package transform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/dcwf"
	"github.com/fwci-open-data/fwci/extract/nice"
	"github.com/fwci-open-data/fwci/extract/sheet"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// frameworks fills the tables of the NICE Framework and of the DoD Cyber Workforce Framework (DCWF), where their
// sources are given.
func (b *builder) frameworks() {
	export := b.only(func(d extract.Document) bool { return d.NICE != nil })
	workbook := b.only(func(d extract.Document) bool { return d.NICEWorkbook != nil })
	tool := b.only(func(d extract.Document) bool { return d.DCWF != nil })
	for _, d := range b.raw.Documents {
		if !d.Source.Kind.Text() {
			b.set.Locators = []dataset.ProvenanceLocator{}
		}
	}
	switch {
	case export != nil:
		b.nice(*export, exported(export.NICE))
	case workbook != nil:
		b.nice(*workbook, printed(workbook.NICEWorkbook))
	}
	if workbook != nil {
		b.niceLists(*workbook)
	}
	if tool != nil {
		b.dcwf(*tool)
	}
}

// only returns the document of a kind of which a build takes one, or nil.
func (b *builder) only(is func(extract.Document) bool) *extract.Document {
	var found *extract.Document
	for i, d := range b.raw.Documents {
		switch {
		case !is(d):
		case found != nil:
			b.problems = append(b.problems, source.Problem{Path: b.raw.Dir + "/" + extract.CatalogFile, Rule: "sources-json",
				Message: fmt.Sprintf("the sources %s and %s are both of kind %s; expected one", found.Source.ID, d.Source.ID, d.Source.Kind)})
		default:
			found = &b.raw.Documents[i]
		}
	}
	return found
}

// locate leads a record back to a place of a source that is not a text.
func (b *builder) locate(d extract.Document, at, table string, key ...string) {
	b.set.Locators = append(b.set.Locators, dataset.ProvenanceLocator{TableName: table, RecordKey: strings.Join(key, "|"), SourceID: d.Source.ID, Locator: clean(at)})
}

// A niceEdition is what an edition of the NICE Framework says, whichever of its files it is read from.
type niceEdition struct {
	categories, areas []nice.Element
	roles             []niceRole
	statements        []nice.Statement
	roleStatements    []nice.Relation
}

type niceRole struct {
	nice.Element
	category string
	codes    []string
}

// exported is the edition that the CPRT export holds.
func exported(f *nice.Framework) niceEdition {
	e := niceEdition{categories: f.Categories, areas: f.Areas, statements: f.Statements, roleStatements: f.RoleStatements}
	category, codes := map[string]string{}, map[string][]string{}
	for _, r := range f.RoleCategories {
		category[r.To] = r.From
	}
	for _, r := range f.RoleCodes {
		codes[r.From] = append(codes[r.From], r.To)
	}
	for _, r := range f.WorkRoles {
		e.roles = append(e.roles, niceRole{r, category[r.ID], codes[r.ID]})
	}
	return e
}

// niceKinds are the kinds of statements by the first letter of their identifiers.
var niceKinds = map[byte]nice.Kind{'T': nice.Task, 'K': nice.Knowledge, 'S': nice.Skill}

// printed is the edition that the workbook holds.
func printed(w *nice.Workbook) (e niceEdition) {
	element := func(p nice.Part) nice.Element {
		return nice.Element{ID: p.ID, Title: p.Name, Text: p.Definition, At: string(p.At)}
	}
	for _, c := range w.Categories {
		e.categories = append(e.categories, element(c))
	}
	for _, a := range w.Areas {
		e.areas = append(e.areas, element(a))
	}
	for _, r := range w.WorkRoles {
		e.roles = append(e.roles, niceRole{element(r.Part), r.Category, r.Codes()})
	}
	for _, s := range w.Statements {
		e.statements = append(e.statements, nice.Statement{Element: nice.Element{ID: s.ID, Text: s.Text, At: string(s.At)}, Kind: niceKinds[s.ID[0]]})
	}
	for _, l := range w.Lists {
		if !l.Area {
			for _, s := range l.Statements {
				e.roleStatements = append(e.roleStatements, nice.Relation{From: l.ID, To: s.ID, At: string(s.At)})
			}
		}
	}
	return e
}

// nice fills the tables that every edition of the NICE Framework has, and makes those of its mappings ready.
func (b *builder) nice(d extract.Document, e niceEdition) {
	s := b.set
	s.NICEWorkRoleStatements = make([]dataset.NICEWorkRoleStatement, 0, len(e.roleStatements))
	s.TaskNICE, s.CompetencyNICE, s.ProfileWorkRole, s.WorkRoleOccupation = []dataset.TaskNICE{}, []dataset.CompetencyNICE{}, []dataset.ProfileWorkRole{}, []dataset.WorkRoleOccupation{}
	for _, c := range e.categories {
		s.NICECategories = append(s.NICECategories, dataset.NICECategory{CategoryID: c.ID, Name: clean(c.Title), Definition: clean(c.Text)})
		b.locate(d, c.At, "nice_categories", c.ID)
	}
	for _, r := range e.roles {
		codes := dataset.List(slices.Sorted(slices.Values(r.codes)))
		s.NICEWorkRoles = append(s.NICEWorkRoles, dataset.NICEWorkRole{WorkRoleID: r.ID, CategoryID: r.category, Name: clean(r.Title), Definition: clean(r.Text), OPMCodes: codes})
		b.locate(d, r.At, "nice_work_roles", r.ID)
	}
	for _, a := range e.areas {
		s.NICEAreas = append(s.NICEAreas, dataset.NICEArea{AreaID: a.ID, Name: clean(a.Title), Definition: clean(a.Text)})
		b.locate(d, a.At, "nice_competency_areas", a.ID)
	}
	for _, x := range e.statements {
		s.NICEStatements = append(s.NICEStatements, dataset.NICEStatement{StatementID: x.ID, Kind: string(x.Kind), Statement: clean(x.Text)})
		b.locate(d, x.At, "nice_statements", x.ID)
	}
	known, listed := map[[2]string]bool{}, map[string]bool{}
	for _, r := range e.roleStatements {
		if at := [2]string{r.From, r.To}; !known[at] {
			known[at] = true
			s.NICEWorkRoleStatements = append(s.NICEWorkRoleStatements, dataset.NICEWorkRoleStatement{WorkRoleID: r.From, StatementID: r.To})
		}
		if !listed[r.From] { // the others of the role follow
			listed[r.From] = true
			b.locate(d, r.At, "nice_work_roles", r.From)
		}
	}
}

// niceLists fills the tables that only the workbook has. What it cites and the edition does not have is left out;
// the findings say so.
func (b *builder) niceLists(d extract.Document) {
	s := b.set
	roles, areas, statements := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range s.NICEWorkRoles {
		roles[r.WorkRoleID] = true
	}
	for _, a := range s.NICEAreas {
		areas[a.AreaID] = true
	}
	for _, x := range s.NICEStatements {
		statements[x.StatementID] = true
	}
	s.NICEAreaStatements, s.NICETaskAlignments = []dataset.NICEAreaStatement{}, []dataset.NICETaskAlignment{}
	for _, l := range d.NICEWorkbook.Lists {
		known := map[string]bool{}
		for _, x := range l.Statements {
			if !l.Area || !areas[l.ID] || !statements[x.ID] {
				continue
			}
			if !known[x.ID] {
				s.NICEAreaStatements = append(s.NICEAreaStatements, dataset.NICEAreaStatement{AreaID: l.ID, StatementID: x.ID})
			}
			known[x.ID] = true
			b.locate(d, string(x.At), "nice_area_statements", l.ID, x.ID)
		}
		aligned := map[[2]string]bool{}
		for _, a := range l.Alignments {
			if !roles[l.ID] || !statements[a.Task] || !statements[a.ID] {
				continue
			}
			if at := [2]string{a.Task, a.ID}; !aligned[at] {
				aligned[at] = true
				s.NICETaskAlignments = append(s.NICETaskAlignments, dataset.NICETaskAlignment{WorkRoleID: l.ID, TaskID: a.Task, StatementID: a.ID})
			}
			b.locate(d, string(a.At), "nice_task_alignments", l.ID, a.Task, a.ID)
		}
	}
}

// dcwf fills the tables of the DCWF, and makes that of its mappings ready.
func (b *builder) dcwf(d extract.Document) {
	s, t := b.set, d.DCWF
	s.TaskDCWF = []dataset.TaskDCWF{}
	for _, e := range t.Elements {
		s.DCWFElements = append(s.DCWFElements, dataset.DCWFElement{ElementID: e.ID, Name: clean(e.Name), Definition: clean(e.Definition)})
		b.locate(d, string(e.At), "dcwf_elements", e.ID)
	}
	for _, r := range t.WorkRoles {
		role := dataset.DCWFWorkRole{Code: r.Code, ElementID: r.Element, Name: clean(r.Name), Definition: clean(r.Definition)}
		if slices.ContainsFunc(s.NICEWorkRoles, func(n dataset.NICEWorkRole) bool { return n.WorkRoleID == r.NICE }) {
			role.WorkRoleID = &r.NICE
		}
		s.DCWFWorkRoles = append(s.DCWFWorkRoles, role)
		b.locate(d, string(r.At), "dcwf_work_roles", r.Code)
	}
	for _, x := range t.Statements {
		kind := dcwfKind(x)
		if kind == "" {
			b.located(d, x.At, "dcwf-kind", "the statement %s is a %s and begins with %s; expected Knowledge, Skill or Ability", x.ID, dcwf.KSA, source.Quote(opening(x.Text)))
		}
		s.DCWFStatements = append(s.DCWFStatements, dataset.DCWFStatement{StatementID: x.ID, Kind: kind, Statement: clean(x.Text)})
		b.locate(d, string(x.At), "dcwf_statements", x.ID)
	}
	s.DCWFWorkRoleStatements = []dataset.DCWFWorkRoleStatement{}
	for _, l := range t.Lists {
		place := map[string]int{} // of a statement in the table
		for _, row := range l.Rows {
			mark := requirements[row.Mark]
			at, twice := place[row.ID]
			if !twice {
				place[row.ID] = len(s.DCWFWorkRoleStatements)
				s.DCWFWorkRoleStatements = append(s.DCWFWorkRoleStatements, dataset.DCWFWorkRoleStatement{Code: l.Code, StatementID: row.ID, Requirement: mark})
			} else if first := &s.DCWFWorkRoleStatements[at]; slices.Index(strengths, mark) < slices.Index(strengths, first.Requirement) {
				first.Requirement = mark
			}
		}
		b.locate(d, string(l.At), "dcwf_work_roles", l.Code)
	}
}

// requirements are the values of requirement by the marks of the sheets, and strengths lists them: of a statement
// that appears twice the first of them counts.
var (
	requirements = map[string]string{"C": "core", "A": "additional", "": "unmarked"}
	strengths    = []string{"core", "additional", "unmarked"}
)

// located adds a problem of a place of a source that is not a text.
func (b *builder) located(d extract.Document, at sheet.Place, rule, format string, args ...any) {
	b.fail(d.Path, 0, rule, "%s: %s", at, fmt.Sprintf(format, args...))
}

// opening is the first word of a statement, signs before it aside.
func opening(statement string) string {
	for word := range strings.FieldsSeq(clean(statement)) {
		if word = strings.Trim(word, "*'’\"“”.,:;-–•"); word != "" {
			return word
		}
	}
	return ""
}

// ksaKinds are the kinds of statements that the tool calls KSA together.
var ksaKinds = []string{"knowledge", "skill", "ability"}

// maxMisspelling is how many letters of an opening word may be wrong: two exchanged ones, as in "Abiltiy".
const maxMisspelling = 2

// dcwfKind returns the kind of a statement of the DCWF: that of its column for a task, for the others the one that
// its first word says. It is "" where the word says none.
func dcwfKind(x dcwf.Statement) string {
	if strings.TrimSpace(x.Kind) == dcwf.Task {
		return "task"
	}
	word := strings.ToLower(opening(x.Text))
	for _, kind := range ksaKinds {
		if word == kind || word == kind+"s" {
			return kind
		}
	}
	for _, kind := range ksaKinds {
		if levenshtein.ComputeDistance(word, kind) <= maxMisspelling {
			return kind
		}
	}
	return ""
}
