// Package dcwf reads the Work Role Tool of the DoD Cyber Workforce Framework (DCWF) of the U.S. Department of
// Defense, an XLSX file.
//
// In goes the file; out comes a Tool, whose parts name their sheets and cells. The sheets of the work roles look
// their statements up in the master list: what counts is the text that the file caches. Every sheet and cell is
// accounted for; what is not understood is a problem that names its place. Texts stay as they are.
package dcwf

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sheet"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Tool is the content of the Work Role Tool.
type Tool struct {
	Elements   []Element
	WorkRoles  []WorkRole
	Statements []Statement // the master list
	Lists      []List      // the statements of a work role, one sheet each
	Changes    []Change
	Furniture  []string // sheets, columns and cells that say nothing of the framework, and what they are
}

// An Element is a group of work roles.
type Element struct {
	ID, Name, Definition string
	At                   sheet.Place
}

// A WorkRole is a row of the list of roles.
type WorkRole struct {
	Code, Name, Definition string
	NICE                   string      // identifier of a NICE work role, or ""
	Element                string      // identifier
	At                     sheet.Place // of the name
}

// A Statement is a task, or a knowledge, skill or ability (KSA).
type Statement struct {
	ID, Text string
	Kind     string      // "Task" or "KSA", as printed
	At       sheet.Place // of the identifier
}

// Task is the kind of statements that are tasks; the others are knowledge, skills and abilities together.
const (
	Task = "Task"
	KSA  = "KSA"
)

// A List is the sheet of a work role.
type List struct {
	Code, Name, Definition string
	Element                string      // its name
	At                     sheet.Place // of the name
	Rows                   []Row
}

// A Row is a statement of a work role.
type Row struct {
	Statement
	Mark string // "C" for core, "A" for additional, "" where the sheet has none
}

// A Change is a row of the change log.
type Change struct {
	Number, WorkRole string
	Object           string // what changed: the head of the column with the type of change
	Type, Details    string
	At               sheet.Place
}

var (
	roleHead    = []string{"", "Element", "", "Work Role", "DCWF Code", "NCWF ID", "Work Role Definition"}
	masterHead  = []string{"DCWF #", "#", "A", "Task/KSA"}
	listHead    = []string{"DCWF #", "Task/KSA", "", "Core (C) Or Additional(A)"}
	changeHead  = []string{"Change #", "(AA-###) Work Role", "Work Role", "Tasks", "Knowledge, Skills, Abilities", "Details"}
	versionMark = "Current Version"
)

var (
	statementID = regexp.MustCompile(`^[0-9]+[A-Z]?$`)
	elementName = regexp.MustCompile(`(?s)^(.+?)\s*\(([A-Z]{2})\)$`)
	roleTitle   = regexp.MustCompile(`(?s)^(.+?)\s*\(([0-9]+)\)$`)
	roleCode    = regexp.MustCompile(`^[0-9]{3}$`)
)

// Parse reads a Work Role Tool. Its sheets are recognized by their headings. It fails with source.Problems for a sheet, a
// row or a cell that is not one of the tool's, and for a statement that the master list does not have.
func Parse(path string, data []byte) (*Tool, error) {
	sheets, err := sheet.Read(path, data)
	if err != nil {
		return nil, err
	}
	r := reader{Reader: sheet.Reader{Path: path, Rule: "dcwf-work-role-tool"}, t: &Tool{}}
	for _, s := range sheets {
		switch {
		case s.Hidden:
			r.furniture(s.At(0, 1), "a hidden sheet: a form to fill in")
		case starts(s.Row(2), roleHead):
			r.roles(s)
		case starts(s.Row(1), masterHead):
			r.master(s)
		case starts(s.Row(6), listHead):
			r.list(s)
		case starts(s.Row(5), changeHead):
			r.changes(s)
		case slices.ContainsFunc(s.Rows, isVersion):
			r.furniture(s.At(0, 1), "about the tool: version, contact, definitions")
		default:
			r.Fail(s.At(0, 1), "a sheet without the head of the roles (%s), of the master list (%s), of a role (%s) or of the change log (%s)", words(roleHead), words(masterHead), words(listHead), words(changeHead))
		}
	}
	if len(r.t.Statements) == 0 || len(r.t.WorkRoles) == 0 {
		r.Fail("", "no master list or no list of roles; expected a Work Role Tool with both")
	}
	r.together()
	return r.t, r.Err()
}

func words(head []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(head), func(s string) bool { return s == "" }), ", ")
}

func isVersion(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(cell string) bool { return strings.HasPrefix(cell, versionMark) })
}

// starts reports whether a row begins with some texts.
func starts(row sheet.Row, texts []string) bool {
	for i, text := range texts {
		if row.Cell(i) != text {
			return false
		}
	}
	return true
}

type reader struct {
	sheet.Reader
	t *Tool
}

func (r *reader) furniture(at sheet.Place, what string) {
	r.t.Furniture = append(r.t.Furniture, string(at)+": "+what)
}

// roles reads the list of roles; an element is named in the row of its first role.
func (r *reader) roles(s sheet.Sheet) {
	element := ""
	for _, row := range s.Rows {
		if row.Number <= 2 {
			if row.Number == 1 {
				r.Only(s, row, 0)
			}
			continue
		}
		r.Only(s, row, len(roleHead))
		if name := row.Cell(1); name != "" {
			m := elementName.FindStringSubmatch(name)
			if m == nil || row.Cell(2) == "" {
				r.Fail(s.At(1, row.Number), "the element is %s; expected a name, its letters in parentheses, and a definition next to it", source.Quote(name))
				continue
			}
			element = m[2]
			r.t.Elements = append(r.t.Elements, Element{m[2], m[1], row.Raw(2), s.At(1, row.Number)})
		}
		role := WorkRole{Code: row.Cell(4), Name: row.Raw(3), Definition: row.Raw(6), NICE: row.Cell(5), Element: element, At: s.At(3, row.Number)}
		if !roleCode.MatchString(role.Code) || row.Cell(3) == "" || row.Cell(6) == "" || element == "" {
			r.Fail(s.At(4, row.Number), "the row lacks a part of a work role: an element above it, a name, a code of three digits (it is %s), a definition", source.Quote(role.Code))
			continue
		}
		r.t.WorkRoles = append(r.t.WorkRoles, role)
	}
}

// master reads the list of all statements: identifier, kind, text. The other columns are helpers of its makers.
func (r *reader) master(s sheet.Sheet) {
	r.furniture(s.At(1, 1), "columns of helpers: B, C, F to H, J to L")
	for _, row := range s.Rows[1:] {
		r.Only(s, row, 12)
		if row.Cell(0) == "" && row.Cell(3) == "" && row.Cell(4) == "" {
			r.furniture(s.At(0, row.Number), "a row without a statement")
			continue
		}
		if x, ok := r.statement(s, row, 3, 4); ok {
			r.t.Statements = append(r.t.Statements, x)
		}
	}
}

// statement reads a row of a statement whose kind and text are in some columns.
func (r *reader) statement(s sheet.Sheet, row sheet.Row, kind, text int) (Statement, bool) {
	x := Statement{ID: row.Cell(0), Text: row.Raw(text), Kind: row.Raw(kind), At: s.At(0, row.Number)}
	trimmed := strings.TrimSpace(x.Kind)
	switch {
	case !statementID.MatchString(x.ID):
		r.Fail(x.At, "the identifier is %s; expected a number, optionally followed by a capital letter", source.Quote(x.ID))
	case trimmed != Task && trimmed != KSA:
		r.Fail(s.At(kind, row.Number), "the kind of the statement %s is %s; expected %s or %s", x.ID, source.Quote(x.Kind), Task, KSA)
	case row.Cell(text) == "":
		r.Fail(s.At(text, row.Number), "the statement %s lacks a text", x.ID)
	default:
		return x, true
	}
	return x, false
}

// list reads the sheet of a work role.
func (r *reader) list(s sheet.Sheet) {
	head := s.Row(3)
	m := roleTitle.FindStringSubmatch(head.Cell(2))
	if m == nil {
		r.Fail(s.At(2, 3), "the cell is %s; expected the name of a work role and its code in parentheses", source.Quote(head.Cell(2)))
		return
	}
	l := List{Code: m[2], Name: m[1], Element: head.Cell(0), Definition: s.Row(4).Raw(2), At: s.At(2, 3)}
	for _, row := range s.Rows {
		r.Only(s, row, len(listHead))
		if row.Number <= 6 {
			continue
		}
		x, ok := r.statement(s, row, 1, 2)
		mark := row.Cell(3)
		if mark != "" && mark != "C" && mark != "A" {
			r.Fail(s.At(3, row.Number), "the mark of the statement %s is %s; expected C, A or nothing", x.ID, source.Quote(mark))
			ok = false
		}
		if ok {
			l.Rows = append(l.Rows, Row{x, mark})
		}
	}
	if head.Cell(3) != "" {
		r.furniture(s.At(3, 3), "the office that is responsible for the role")
	}
	r.t.Lists = append(r.t.Lists, l)
}

// changes reads the change log.
func (r *reader) changes(s sheet.Sheet) {
	for _, row := range s.Rows {
		r.Only(s, row, len(changeHead))
		if row.Number <= 5 {
			continue
		}
		c := Change{Number: row.Cell(0), WorkRole: row.Raw(1), Details: row.Raw(5), At: s.At(0, row.Number)}
		for column := 2; column <= 4; column++ {
			if kind := row.Cell(column); kind != "" {
				c.Object, c.Type = changeHead[column], kind
			}
		}
		if c.Number == "" || c.Type == "" {
			r.Fail(c.At, "the row lacks the number or the type of a change")
			continue
		}
		r.t.Changes = append(r.t.Changes, c)
	}
}

// together compares the sheets with one another: the sheet of a role is one of a role of the list, each role has
// one, and the statements of a sheet are in the master list. The master list has each statement once.
func (r *reader) together() {
	statements, roles, lists := map[string]sheet.Place{}, map[string]sheet.Place{}, map[string]sheet.Place{}
	once := func(seen map[string]sheet.Place, id, what string, at sheet.Place) {
		if first, twice := seen[id]; twice {
			r.Fail(at, "the %s %s appears twice, first at %s; expected once", what, id, first)
			return
		}
		seen[id] = at
	}
	for _, x := range r.t.Statements {
		once(statements, x.ID, "statement", x.At)
	}
	for _, x := range r.t.WorkRoles {
		once(roles, x.Code, "work role", x.At)
	}
	elements := map[string]sheet.Place{}
	for _, x := range r.t.Elements {
		once(elements, x.ID, "element", x.At)
	}
	for _, l := range r.t.Lists {
		once(lists, l.Code, "sheet of the work role", l.At)
		if _, ok := roles[l.Code]; !ok {
			r.Fail(l.At, "the sheet is of the work role %s, which the list of roles does not have", l.Code)
		}
		for _, row := range l.Rows {
			if _, ok := statements[row.ID]; !ok {
				r.Fail(row.At, "the statement %s is not in the master list", row.ID)
			}
		}
	}
	for _, x := range r.t.WorkRoles {
		if _, ok := lists[x.Code]; !ok {
			r.Fail(x.At, "the work role %s has no sheet of its own; expected one", x.Code)
		}
	}
}
