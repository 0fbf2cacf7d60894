package nice_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/nice"
	"github.com/fwci-open-data/fwci/extract/sheet/sheettest"
)

// workbook is a workbook of one category, one role, one area and three statements.
var workbook = []sheettest.Cell{
	{"Roles", "A1", "Work Role"}, {"Roles", "B1", "Work Role Description"}, {"Roles", "C1", "Work Role ID"}, {"Roles", "D1", "OPM Code (Fed Use)"}, {"Roles", "E1", "Link to TKS List"}, {"Roles", "G1", "Click to view TKS Catalog"},
	{"Roles", "A2", "DESIGN (DD) – Designs things. "},
	{"Roles", "A3", "Architecture"}, {"Roles", "B3", "Responsible."}, {"Roles", "C3", "DD-WRL-001"}, {"Roles", "D3", "651 and 652"}, {"Roles", "E3", "Click to view DD-WRL-001 TKS List"},
	{"TKS", "A1", "TKS ID"}, {"TKS", "B1", "TKS Description"}, {"TKS", "C1", "New for v9"},
	{"TKS", "A2", "K1"}, {"TKS", "B2", "Knowledge of reports"}, {"TKS", "C2", "0"}, {"TKS", "A3", "S1"}, {"TKS", "B3", "Skill in writing"}, {"TKS", "A4", "T1"}, {"TKS", "B4", "Write reports "},
	{"Areas", "A1", "Competency Area Name"}, {"Areas", "B1", "Competency Area Description"}, {"Areas", "C1", "Competency Area ID"}, {"Areas", "A2", "Access"}, {"Areas", "B2", "Knows."}, {"Areas", "C2", "NF-COM-001"},
	{"DD-WRL-001", "A1", "DESIGN (DD)"}, {"DD-WRL-001", "B1", "Architecture (DD-WRL-001): Responsible."}, {"DD-WRL-001", "C1", "OPM Code: TBD"},
	{"DD-WRL-001", "A3", "v9 TKS ID"}, {"DD-WRL-001", "B3", "v9 TKS Description"}, {"DD-WRL-001", "C3", "Task to Knowledge & Skill Alignments"}, {"DD-WRL-001", "D3", "Click to view TKS Catalog"},
	{"DD-WRL-001", "A4", "K1"}, {"DD-WRL-001", "B4", "Knowledge of reports"}, {"DD-WRL-001", "A5", "T1"}, {"DD-WRL-001", "B5", "Write reports"}, {"DD-WRL-001", "C5", "K1: Knowledge of reports\n\nNew K: Knowledge of ink\nS1: Skill in writing\n"},
	{"NF-COM-001", "A1", "Competency Area"}, {"NF-COM-001", "B1", "Access (NF-COM-001): Knows."}, {"NF-COM-001", "A3", "v9 TKS ID"}, {"NF-COM-001", "B3", "v9 TKS Description"}, {"NF-COM-001", "A4", "S1"}, {"NF-COM-001", "B4", "Skill in writing"},
}

func TestParseWorkbook(t *testing.T) {
	w, err := nice.ParseWorkbook("a.xlsx", sheettest.Workbook(t, workbook))
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Categories) != 1 || w.Categories[0] != (nice.Part{ID: "DD", Name: "DESIGN", Definition: "Designs things.", At: "Roles!A2"}) {
		t.Errorf("the categories are %+v", w.Categories)
	}
	role := nice.WorkRole{Part: nice.Part{ID: "DD-WRL-001", Name: "Architecture", Definition: "Responsible.", At: "Roles!A3"}, Category: "DD", Code: nice.Listed{ID: "DD-WRL-001", Text: "651 and 652", At: "Roles!D3"}}
	if len(w.WorkRoles) != 1 || w.WorkRoles[0] != role || !slices.Equal(role.Codes(), []string{"651", "652"}) {
		t.Errorf("the work roles are %+v, with the codes %q", w.WorkRoles, w.WorkRoles[0].Codes())
	}
	if len(w.Areas) != 1 || w.Areas[0].At != "Areas!A2" || len(w.Statements) != 3 || w.Statements[2] != (nice.Listed{ID: "T1", Text: "Write reports ", At: "TKS!A4"}) {
		t.Errorf("the areas are %+v, the statements %+v", w.Areas, w.Statements)
	}
	if len(w.Lists) != 2 || w.Lists[0].Area || !w.Lists[0].Aligned || len(w.Lists[0].Statements) != 2 || !w.Lists[1].Area || w.Lists[1].ID != "NF-COM-001" || len(w.Lists[1].Statements) != 1 {
		t.Fatalf("the lists are %+v", w.Lists)
	}
	want := []nice.Alignment{
		{Task: "T1", Listed: nice.Listed{ID: "K1", Text: "Knowledge of reports", At: "'DD-WRL-001'!C5"}},
		{Task: "T1", Listed: nice.Listed{ID: "", Text: "Knowledge of ink", At: "'DD-WRL-001'!C5"}},
		{Task: "T1", Listed: nice.Listed{ID: "S1", Text: "Skill in writing", At: "'DD-WRL-001'!C5"}},
	}
	if !slices.Equal(w.Lists[0].Alignments, want) {
		t.Errorf("the alignments are %+v; expected %+v", w.Lists[0].Alignments, want)
	}
	// One link next to the catalog, one in its row, one next to the list, and the column of what is new.
	if len(w.Furniture) != 4 {
		t.Errorf("the furniture is %q", w.Furniture)
	}
	if codes := (nice.WorkRole{Code: nice.Listed{Text: "TBD"}}).Codes(); len(codes) != 0 {
		t.Errorf("TBD gives the codes %q", codes)
	}
}

// What is not understood fails and names its sheet and cell.
func TestParseWorkbookRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		cell sheettest.Cell
		want string
	}{
		{"a sheet of another kind", sheettest.Cell{"More", "A1", "Notes"}, `a.xlsx: More!A1: the sheet begins with "Notes"; expected the head of the catalog`},
		{"an identifier of another form", sheettest.Cell{"TKS", "A2", "X1"}, `TKS!A2: the identifier is "X1"; expected one such as T0001`},
		{"a statement without a text", sheettest.Cell{"TKS", "B2", ""}, "TKS!B2: the statement K1 lacks a text"},
		{"a further column", sheettest.Cell{"TKS", "D2", "new"}, `TKS!D2: the cell is "new"; expected nothing in this column`},
		{"a role without a description", sheettest.Cell{"Roles", "B3", ""}, "Roles!A3: the row is not a category"},
		{"a role without a category", sheettest.Cell{"Roles", "A2", ""}, "Roles!A3: the row is not a category"},
		{"a cell that is not a link", sheettest.Cell{"Roles", "E3", "See there"}, `Roles!E3: the cell is "See there"; expected a link`},
		{"text in an empty column", sheettest.Cell{"Roles", "F3", "x"}, `Roles!F3: the cell is "x"; expected nothing in this column`},
		{"an area without an identifier", sheettest.Cell{"Areas", "C2", ""}, "Areas!A2: the row lacks"},
		{"a title of another form", sheettest.Cell{"DD-WRL-001", "B1", "Architecture"}, `'DD-WRL-001'!B1: the cell is "Architecture"; expected a name`},
		{"a code of another form", sheettest.Cell{"DD-WRL-001", "C1", "652"}, `'DD-WRL-001'!C1: the cell is "652"; expected OPM Code:`},
		{"text between title and list", sheettest.Cell{"DD-WRL-001", "A2", "x"}, "'DD-WRL-001'!A2: the row has text"},
		{"an alignment of another form", sheettest.Cell{"DD-WRL-001", "C5", "Knowledge of ink"}, `'DD-WRL-001'!C5: the line "Knowledge of ink"; expected the identifier`},
		{"alignments of what is no task", sheettest.Cell{"DD-WRL-001", "C4", "K1: Knowledge of reports"}, `'DD-WRL-001'!C4: the row of "K1" has alignments`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := nice.ParseWorkbook("a.xlsx", sheettest.Workbook(t, append(slices.Clone(workbook), test.cell)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the problem is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
	if _, err := nice.ParseWorkbook("a.xlsx", sheettest.Workbook(t, workbook[:12])); err == nil || !strings.Contains(err.Error(), "no list of statements") {
		t.Errorf("a workbook without statements: %v", err)
	}
}

// The repository's own workbook has what a person counted in it.
func TestRealWorkbook(t *testing.T) {
	data, err := os.ReadFile("../../raw/nice/NICE_Framework_Components_v2.1.0.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	w, err := nice.ParseWorkbook("nice.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	ofAreas, ofRoles, alignments, unnamed := map[string]int{}, 0, 0, 0
	returns := map[string]bool{}
	for _, l := range w.Lists {
		if l.Area {
			ofAreas[l.ID] = len(l.Statements)
		} else {
			ofRoles += len(l.Statements)
		}
		for _, a := range l.Alignments {
			if a.ID == "" {
				unnamed++
			} else {
				alignments++
			}
			if a.Returns {
				returns[string(a.At)] = true
			}
		}
	}
	if len(w.Categories) != 5 || len(w.WorkRoles) != 41 || len(w.Areas) != 11 || len(w.Statements) != 2148 || len(w.Lists) != 43 {
		t.Errorf("%d categories, %d work roles, %d areas, %d statements, %d sheets of one of them; expected 5, 41, 11, 2148, 43", len(w.Categories), len(w.WorkRoles), len(w.Areas), len(w.Statements), len(w.Lists))
	}
	if len(ofAreas) != 2 || ofAreas["NF-COM-002"] != 90 || ofAreas["NF-COM-007"] != 123 || ofRoles != 5334 || alignments != 1178 || unnamed != 4 || len(returns) != 123 {
		t.Errorf("statements of areas %v, of roles %d; %d alignments, %d without an identifier, %d cells with carriage returns; expected 90 and 123, 5334, 1178, 4, 123", ofAreas, ofRoles, alignments, unnamed, len(returns))
	}
}
