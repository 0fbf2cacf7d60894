package dcwf_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/dcwf"
	"github.com/fwci-open-data/fwci/extract/sheet/sheettest"
)

// tool is a tool of one element with a role of three statements. Identifiers are numbers and texts, as in the real one.
var tool = []sheettest.Cell{
	{"Info", "C29", "Current Version (as of today): v9"},
	{"Log", "A1", "Previous Version:"}, {"Log", "C4", "Type of Change"},
	{"Log", "A5", "Change #"}, {"Log", "B5", "(AA-###) Work Role"}, {"Log", "C5", "Work Role"}, {"Log", "D5", "Tasks"}, {"Log", "E5", "Knowledge, Skills, Abilities"}, {"Log", "F5", "Details"},
	{"Log", "A6", "9.1"}, {"Log", "B6", "(IT-411) Support"}, {"Log", "E6", "Addition"}, {"Log", "F6", "Ability 22 (Core)"},
	{"List", "A1", "DCWF #"}, {"List", "B1", "#"}, {"List", "C1", "A"}, {"List", "D1", "Task/KSA"},
	{"List", "A2", 866}, {"List", "B2", "866"}, {"List", "D2", "Task"}, {"List", "E2", "Fix it. "},
	{"List", "A3", "866A"}, {"List", "D3", "KSA "}, {"List", "E3", "* Knowledge of it."},
	{"List", "G4", 0}, {"List", "H4", "N/A"},
	{"List", "A5", "22"}, {"List", "D5", "KSA"}, {"List", "E5", "Abiltiy to do it."}, {"List", "J5", "0"},
	{"Roles", "B2", "Element"}, {"Roles", "D2", "Work Role"}, {"Roles", "E2", "DCWF Code"}, {"Roles", "F2", "NCWF ID"}, {"Roles", "G2", "Work Role Definition"},
	{"Roles", "B3", "Information Technology\n(IT)"}, {"Roles", "C3", "Personnel."}, {"Roles", "D3", "Support "}, {"Roles", "E3", 411}, {"Roles", "F3", "IO-WRL-007"}, {"Roles", "G3", "Supports."},
	{"(IT-411)", "A1", "DCWF Roles"}, {"(IT-411)", "A3", "Information Technology"}, {"(IT-411)", "C3", "Support (411)"}, {"(IT-411)", "D3", "CIO"}, {"(IT-411)", "C4", "Supports."},
	{"(IT-411)", "A6", "DCWF #"}, {"(IT-411)", "B6", "Task/KSA"}, {"(IT-411)", "D6", "Core (C) Or Additional(A)"},
	{"(IT-411)", "A7", 866}, {"(IT-411)", "B7", "Task"}, {"(IT-411)", "C7", "Fix it."}, {"(IT-411)", "D7", "C"},
	{"(IT-411)", "A9", "866A"}, {"(IT-411)", "B9", "KSA"}, {"(IT-411)", "C9", "* Knowledge of it."},
	{"(IT-411)", "A10", 22}, {"(IT-411)", "B10", "KSA"}, {"(IT-411)", "C10", "Abiltiy to do it."}, {"(IT-411)", "D10", "A"},
	{"Form", "A1", "DCWF Roles"}, {"Form", "A2", "Element"},
}

func TestParse(t *testing.T) {
	x, err := dcwf.Parse("a.xlsx", sheettest.Workbook(t, tool, "Form"))
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Elements) != 1 || x.Elements[0] != (dcwf.Element{ID: "IT", Name: "Information Technology", Definition: "Personnel.", At: "Roles!B3"}) {
		t.Errorf("the elements are %+v", x.Elements)
	}
	if len(x.WorkRoles) != 1 || x.WorkRoles[0] != (dcwf.WorkRole{Code: "411", Name: "Support ", Definition: "Supports.", NICE: "IO-WRL-007", Element: "IT", At: "Roles!D3"}) {
		t.Errorf("the work roles are %+v", x.WorkRoles)
	}
	want := []dcwf.Statement{{ID: "866", Text: "Fix it. ", Kind: "Task", At: "List!A2"}, {ID: "866A", Text: "* Knowledge of it.", Kind: "KSA ", At: "List!A3"}, {ID: "22", Text: "Abiltiy to do it.", Kind: "KSA", At: "List!A5"}}
	if !slices.Equal(x.Statements, want) {
		t.Errorf("the statements are %+v; expected %+v", x.Statements, want)
	}
	if len(x.Lists) != 1 || x.Lists[0].Code != "411" || x.Lists[0].Name != "Support" || x.Lists[0].Element != "Information Technology" || x.Lists[0].At != "'(IT-411)'!C3" {
		t.Fatalf("the lists are %+v", x.Lists)
	}
	rows := x.Lists[0].Rows
	if len(rows) != 3 || rows[0].Mark != "C" || rows[1].Mark != "" || rows[2].Mark != "A" || rows[2].At != "'(IT-411)'!A10" {
		t.Errorf("the rows are %+v", rows)
	}
	if len(x.Changes) != 1 || x.Changes[0] != (dcwf.Change{Number: "9.1", WorkRole: "(IT-411) Support", Object: "Knowledge, Skills, Abilities", Type: "Addition", Details: "Ability 22 (Core)", At: "Log!A6"}) {
		t.Errorf("the changes are %+v", x.Changes)
	}
	// The hidden form, the sheet about the tool, the helper columns, the empty row and the office.
	if len(x.Furniture) != 5 {
		t.Errorf("the furniture is %q", x.Furniture)
	}
}

// What is not understood fails and names its sheet and cell.
func TestParseRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		cell sheettest.Cell
		want string
	}{
		{"a sheet of another kind", sheettest.Cell{"More", "A1", "Notes"}, "a.xlsx: More!A1: a sheet without the head of the roles"},
		{"an identifier of another form", sheettest.Cell{"List", "A2", "86-6"}, `List!A2: the identifier is "86-6"; expected a number`},
		{"a kind of another name", sheettest.Cell{"List", "D2", "Duty"}, `List!D2: the kind of the statement 866 is "Duty"; expected Task or KSA`},
		{"a statement without a text", sheettest.Cell{"List", "E2", ""}, "List!E2: the statement 866 lacks a text"},
		{"a statement twice", sheettest.Cell{"List", "A5", "866A"}, "List!A5: the statement 866A appears twice, first at List!A3"},
		{"a further column", sheettest.Cell{"List", "M2", "x"}, `List!M2: the cell is "x"; expected nothing in this column`},
		{"a code of another form", sheettest.Cell{"Roles", "E3", "41"}, `Roles!E3: the row lacks a part of a work role: an element above it, a name, a code of three digits (it is "41")`},
		{"an element of another form", sheettest.Cell{"Roles", "B3", "Information Technology"}, `Roles!B3: the element is "Information Technology"; expected a name`},
		{"a mark of another form", sheettest.Cell{"(IT-411)", "D7", "X"}, `'(IT-411)'!D7: the mark of the statement 866 is "X"; expected C, A or nothing`},
		{"a statement that the list does not have", sheettest.Cell{"(IT-411)", "A7", "867"}, "'(IT-411)'!A7: the statement 867 is not in the master list"},
		{"the sheet of an unknown role", sheettest.Cell{"(IT-411)", "C3", "Support (412)"}, "'(IT-411)'!C3: the sheet is of the work role 412, which the list of roles does not have"},
		{"a role without a sheet", sheettest.Cell{"(IT-411)", "C3", "Support (412)"}, "Roles!D3: the work role 411 has no sheet of its own"},
		{"a title of another form", sheettest.Cell{"(IT-411)", "C3", "Support"}, `'(IT-411)'!C3: the cell is "Support"; expected the name of a work role`},
		{"a change without a type", sheettest.Cell{"Log", "E6", ""}, "Log!A6: the row lacks the number or the type of a change"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := dcwf.Parse("a.xlsx", sheettest.Workbook(t, append(slices.Clone(tool), test.cell), "Form"))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the problem is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
}

// The repository's own tool has what a person counted in it.
func TestRealTool(t *testing.T) {
	data, err := os.ReadFile("../../raw/dcwf/DCWF_Work_Role_Tool_v5.1.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	x, err := dcwf.Parse("dcwf.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	kinds, named, rows, unmarked := map[string]int{}, 0, 0, 0
	for _, s := range x.Statements {
		kinds[s.Kind]++
	}
	for _, r := range x.WorkRoles {
		if r.NICE != "" {
			named++
		}
	}
	for _, l := range x.Lists {
		for _, r := range l.Rows {
			if rows++; r.Mark == "" {
				unmarked++
			}
		}
	}
	if len(x.Elements) != 7 || len(x.WorkRoles) != 74 || len(x.Statements) != 2945 || len(x.Lists) != 74 || len(x.Changes) != 44 {
		t.Errorf("%d elements, %d roles, %d statements, %d sheets of roles, %d changes; expected 7, 74, 2945, 74, 44", len(x.Elements), len(x.WorkRoles), len(x.Statements), len(x.Lists), len(x.Changes))
	}
	if kinds["Task"] != 1277 || kinds["KSA"] != 1667 || kinds["KSA "] != 1 || named != 39 || rows != 6646 || unmarked != 2129 {
		t.Errorf("kinds %v, %d roles with a NICE identifier, %d rows, %d unmarked; expected 1277 Task, 1667 KSA, one KSA with a space, 39, 6646, 2129", kinds, named, rows, unmarked)
	}
}
