package finding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/dcwf"
	"github.com/fwci-open-data/fwci/extract/nice"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/finding"
)

// frameworks are made-up documents of NICE and the DCWF in which no rule finds anything.
type frameworks struct {
	export *nice.Framework
	book   *nice.Workbook
	tool   *dcwf.Tool
}

func goodFrameworks() frameworks {
	element := func(id, title, text string) nice.Element {
		return nice.Element{ID: id, Title: title, Text: text, At: "/" + id}
	}
	statement := func(kind nice.Kind, id, text string) nice.Statement {
		return nice.Statement{Element: element(id, "", text), Kind: kind}
	}
	part := func(id, name, text string) nice.Part {
		return nice.Part{ID: id, Name: name, Definition: text, At: "Roles!A1"}
	}
	listed := func(id, text string) nice.Listed { return nice.Listed{ID: id, Text: text, At: "List!A1"} }
	row := func(id, kind, text, mark string) dcwf.Row {
		return dcwf.Row{Statement: dcwf.Statement{ID: id, Kind: kind, Text: text, At: "Role!A7"}, Mark: mark}
	}
	return frameworks{
		&nice.Framework{
			ID: "D", Version: "9.1.0", Categories: []nice.Element{element("DD", "Design", "Designs.")}, WorkRoles: []nice.Element{element("DD-WRL-001", "Architecture", "Responsible.")},
			Areas: []nice.Element{element("NF-COM-001", "Access", "Knows.")}, Codes: []nice.Element{element("652", "", "")},
			Statements:     []nice.Statement{statement(nice.Task, "T1", "Weave baskets"), statement(nice.Knowledge, "K1", "Knowledge of baskets"), statement(nice.Skill, "S1", "Skill in weaving")},
			RoleCategories: []nice.Relation{{From: "DD", To: "DD-WRL-001", At: "/r/0"}}, RoleCodes: []nice.Relation{{From: "DD-WRL-001", To: "652", At: "/r/1"}},
			RoleStatements: []nice.Relation{{From: "DD-WRL-001", To: "T1", At: "/r/2"}, {From: "DD-WRL-001", To: "K1", At: "/r/3"}, {From: "DD-WRL-001", To: "S1", At: "/r/4"}},
		},
		&nice.Workbook{
			Categories: []nice.Part{part("DD", "Design", "Designs.")}, WorkRoles: []nice.WorkRole{{Part: part("DD-WRL-001", "Architecture", "Responsible."), Category: "DD", Code: listed("DD-WRL-001", "652")}},
			Areas: []nice.Part{part("NF-COM-001", "Access", "Knows.")}, Statements: []nice.Listed{listed("T1", "Weave baskets"), listed("K1", "Knowledge of baskets"), listed("S1", "Skill in weaving")},
			Lists: []nice.List{
				{ID: "DD-WRL-001", Aligned: true, Statements: []nice.Listed{listed("T1", "Weave baskets"), listed("K1", "Knowledge of baskets"), listed("S1", "Skill in weaving")},
					Alignments: []nice.Alignment{{Task: "T1", Listed: listed("K1", "Knowledge of baskets")}}},
				{ID: "NF-COM-001", Area: true, Statements: []nice.Listed{listed("S1", "Skill in weaving")}},
			},
		},
		&dcwf.Tool{
			Elements:   []dcwf.Element{{ID: "IT", Name: "IT", Definition: "Personnel.", At: "Roles!B3"}},
			WorkRoles:  []dcwf.WorkRole{{Code: "652", Name: "Architect", Definition: "Designs.", NICE: "DD-WRL-001", Element: "IT", At: "Roles!D3"}},
			Statements: []dcwf.Statement{{ID: "22", Text: "Knowledge of willows.", Kind: "KSA", At: "List!A2"}, {ID: "22A", Text: "Knowledge of reed.", Kind: "KSA", At: "List!A3"}, {ID: "30", Text: "Cut willows.", Kind: "Task", At: "List!A4"}},
			Lists: []dcwf.List{{Code: "652", Name: "Architect", Definition: "Designs.", Element: "IT", At: "Role!C3", Rows: []dcwf.Row{
				row("22", "KSA", "Knowledge of willows.", "C"), row("22A", "KSA", "Knowledge of reed.", "A"), row("30", "Task", "Cut willows.", "C")}}},
			Changes: []dcwf.Change{{Number: "9.1", Object: "Tasks", Type: "Addition", Details: "Task 30: Cut willows.", At: "Log!A6"}},
		},
	}
}

// documents are the frameworks as sources.
func (f frameworks) documents() (all []extract.Document) {
	if f.export != nil {
		all = append(all, extract.Document{Source: catalog.Source{ID: "nice", Kind: catalog.NICEFramework, Title: "NICE, version 9.1.0"}, NICE: f.export})
	}
	if f.book != nil {
		all = append(all, extract.Document{Source: catalog.Source{ID: "book", Kind: catalog.NICEWorkbook, Title: "NICE, version 9.1.0 (workbook)"}, NICEWorkbook: f.book})
	}
	if f.tool != nil {
		all = append(all, extract.Document{Source: catalog.Source{ID: "dcwf", Kind: catalog.DCWFTool}, DCWF: f.tool})
	}
	return all
}

// leanRaw are the texts, read once.
var leanRaw *extract.Raw

// said are the findings of one rule about made-up frameworks.
func said(t *testing.T, rule string, f frameworks) []string {
	t.Helper()
	if leanRaw == nil {
		var err error
		if leanRaw, err = extract.Load(lean(t)); err != nil {
			t.Fatal(err)
		}
	}
	raw := new(*leanRaw)
	raw.Documents = slices.Concat(leanRaw.Documents, f.documents())
	set, err := transform.Assemble(raw)
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for _, found := range finding.Check(raw, set) {
		if found.Rule == rule {
			messages = append(messages, strings.Join([]string{dataset.OrEmpty(found.SourceID), dataset.OrEmpty(found.TableName), dataset.OrEmpty(found.RecordKey), found.Message}, " | "))
		}
	}
	return messages
}

var frameworkFixtures = []struct {
	rule, name string
	change     func(f *frameworks)
	want       string // source, table, record, and a part of the sentence
}{
	{"nice-wording", "another word", func(f *frameworks) { f.book.Statements[1].Text = "Knowledge of bins" }, "book | nice_statements | K1 | Statement K1 is “Knowledge of baskets” in the export, which takes precedence, and “Knowledge of bins” in the workbook (List!A1)."},
	{"nice-form", "a capital", func(f *frameworks) { f.book.Statements[1].Text = "Knowledge of Baskets" }, "book | nice_statements | K1 | Statement K1 differs in case or punctuation between"},
	{"nice-form", "a space at the end", func(f *frameworks) { f.export.Statements[1].Text += " " }, "book | nice_statements | K1 | Statement K1 differs only in a leading or trailing space between"},
	{"nice-form", "a space lost", func(f *frameworks) {
		f.export.WorkRoles[0].Text, f.book.WorkRoles[0].Definition = "Makesgood.", "Makes good."
	}, "book | nice_work_roles | DD-WRL-001 | The definition of DD-WRL-001 differs in a space between"},
	{"nice-membership", "a statement less", func(f *frameworks) { f.book.Statements = f.book.Statements[:2] }, "nice | nice_statements | S1 | S1 is in the export and not in the workbook (/S1)."},
	{"nice-membership", "a statement more", func(f *frameworks) {
		f.book.Statements = append(f.book.Statements, nice.Listed{ID: "S2", Text: "Skill", At: "List!A9"})
	}, "book | nice_statements | S2 | S2 is in the workbook and not in the export, so that no table has it (List!A9)."},
	{"nice-membership", "a role's statement less", func(f *frameworks) { f.book.Lists[0].Statements = f.book.Lists[0].Statements[:2] }, "nice | nice_work_role_statements | DD-WRL-001|S1 | Work role DD-WRL-001 has statement S1 in the export and not in the workbook (/r/4)."},
	{"nice-membership", "a role's statement more", func(f *frameworks) { f.export.RoleStatements = f.export.RoleStatements[:2] }, "book | nice_work_roles | DD-WRL-001 | Work role DD-WRL-001 has statement S1 in the workbook and not in the export, which takes precedence (List!A1)."},
	{"nice-version", "another title", func(f *frameworks) { f.export.Version = "9.2.0" }, "nice |  |  | The export of the NICE Framework is of version 9.2.0; the title of the source in sources.json is “NICE, version 9.1.0”."},
	{"nice-version", "another workbook", func(f *frameworks) { f.book.Statements[0].At = "'v9.0.0 TKS Statements'!A2" }, "book |  |  | The export of the NICE Framework is of version 9.1.0; the workbook's list of statements is “'v9.0.0 TKS Statements'!A2”."},
	{"nice-code", "none", func(f *frameworks) { f.export.RoleCodes, f.book.WorkRoles[0].Code.Text = nil, "TBD" }, " | nice_work_roles | DD-WRL-001 | Work role DD-WRL-001, Architecture, has no OPM code."},
	{"nice-code", "two", func(f *frameworks) {
		f.export.RoleCodes, f.book.WorkRoles[0].Code.Text = append(f.export.RoleCodes, nice.Relation{From: "DD-WRL-001", To: "651"}), "651 and 652"
	}, " | nice_work_roles | DD-WRL-001 | Work role DD-WRL-001, Architecture, has 2 OPM codes: 651, 652."},
	{"nice-code", "another in the workbook", func(f *frameworks) { f.book.WorkRoles[0].Code.Text = "651" }, "book | nice_work_roles | DD-WRL-001 | The workbook prints the OPM code of DD-WRL-001 as “651”; the export, which takes precedence, has 652 (List!A1)."},
	{"nice-unused", "a task", func(f *frameworks) { f.export.RoleStatements = f.export.RoleStatements[1:] }, " | nice_statements |  | 1 of the 1 task statements of the NICE Framework belong to no work role."},
	{"nice-area-empty", "an area", func(f *frameworks) { f.book.Lists = f.book.Lists[:1] }, " | nice_competency_areas | NF-COM-001 | Competency area NF-COM-001, Access, has no statement."},
	{"alignment-unknown", "without an identifier", func(f *frameworks) { f.book.Lists[0].Alignments[0].ID = "" }, "book | nice_work_roles | DD-WRL-001 | Task T1 of DD-WRL-001 needs “Knowledge of baskets”, which has no identifier: the cell calls it new (List!A1)."},
	{"alignment-unknown", "of no statement", func(f *frameworks) { f.book.Lists[0].Alignments[0].ID = "K9" }, "book | nice_work_roles | DD-WRL-001 | Task T1 of DD-WRL-001 needs K9, “Knowledge of baskets”, which the framework does not have (List!A1)."},
	{"alignment-outside", "of another role", func(f *frameworks) { f.export.RoleStatements = slices.Delete(f.export.RoleStatements, 1, 2) }, "book | nice_task_alignments | DD-WRL-001|T1|K1 | Task T1 of DD-WRL-001 needs K1, which the work role does not have (List!A1)."},
	{"alignment-wording", "another word", func(f *frameworks) { f.book.Lists[0].Alignments[0].Text = "Knowledge of bins" }, "book | nice_task_alignments | DD-WRL-001|T1|K1 | K1 is cited as “Knowledge of bins”; the statement is “Knowledge of baskets” (List!A1)."},
	{"alignment-returns", "a cell", func(f *frameworks) { f.book.Lists[0].Alignments[0].Returns = true }, "book | nice_task_alignments |  | 1 cell of alignments has carriage returns"},
	{"equal-statements", "two of the tool", func(f *frameworks) { f.tool.Statements[1].Text = f.tool.Statements[0].Text }, " | dcwf_statements | 22A | 22 and 22A have the same text: “Knowledge of willows.”."},
	{"framework-spaces", "one text", func(f *frameworks) { f.tool.Statements[0].Text = "Knowledge  of willows." }, "dcwf |  |  | 1 text has leading, trailing or repeated spaces"},
	{"framework-characters", "a control character", func(f *frameworks) { f.tool.Statements[0].Text = "Knowledge of wil\u0002lows." }, "dcwf | dcwf_statements | 22 | Statement 22 has invisible characters, which the record leaves out"},
	{"framework-characters", "a formula", func(f *frameworks) { f.tool.WorkRoles[0].Definition = "=Designs." }, "dcwf | dcwf_work_roles | 652 | The definition of 652 begins as a formula would in a spreadsheet; an apostrophe was put before it"},
	{"dcwf-repeat", "alike", func(f *frameworks) { f.tool.Lists[0].Rows = append(f.tool.Lists[0].Rows, f.tool.Lists[0].Rows[0]) }, "dcwf | dcwf_work_role_statements | 652|22 | The sheet of work role 652 lists statement 22 twice, marked the same both times (Role!A7)."},
	{"dcwf-repeat", "core and additional", func(f *frameworks) {
		again := f.tool.Lists[0].Rows[1]
		again.Mark = "C"
		f.tool.Lists[0].Rows = append(f.tool.Lists[0].Rows, again)
	}, "dcwf | dcwf_work_role_statements | 652|22A | The sheet of work role 652 lists statement 22A twice, once marked additional and once marked core; core counts (Role!A7)."},
	{"dcwf-kind", "a space after it", func(f *frameworks) { f.tool.Statements[0].Kind = "KSA " }, "dcwf | dcwf_statements | 22 | The kind of statement 22 is written “KSA” with a space after it"},
	{"dcwf-kind", "a misspelled word", func(f *frameworks) { f.tool.Statements[0].Text = "Knowlegde of willows." }, "dcwf | dcwf_statements | 22 | Statement 22 begins with “Knowlegde”; it is read as knowledge (List!A2)."},
	{"dcwf-letter", "another kind", func(f *frameworks) { f.tool.Statements[1].Text = "Ability to cut reed." }, "dcwf | dcwf_statements | 22A | 22A states an ability; 22, of the same number, states knowledge (List!A3)."},
	{"dcwf-sheet", "another name", func(f *frameworks) { f.tool.Lists[0].Name = "Designer" }, "dcwf | dcwf_work_roles | 652 | The sheet of work role 652 gives the name as “Designer”; the list of roles, which takes precedence, has “Architect” (Role!C3)."},
	{"dcwf-sheet", "another text", func(f *frameworks) { f.tool.Lists[0].Rows[0].Text = "Knowledge of ash." }, "dcwf | dcwf_work_role_statements | 652|22 | The sheet of work role 652 words statement 22 differently from the master list"},
	{"dcwf-sheet", "another kind", func(f *frameworks) { f.tool.Lists[0].Rows[0].Kind = "Task" }, "dcwf | dcwf_work_role_statements | 652|22 | The sheet of work role 652 calls statement 22 a Task; the master list, which takes precedence, a KSA (Role!A7)."},
	{"dcwf-unmarked", "one", func(f *frameworks) { f.tool.Lists[0].Rows[0].Mark = "" }, " | dcwf_work_roles | 652 | 1 of the 3 statements of work role 652, Architect, is marked as neither core nor additional."},
	{"dcwf-unused", "one", func(f *frameworks) { f.tool.Lists[0].Rows = f.tool.Lists[0].Rows[:2] }, " | dcwf_statements | 30 | No work role has statement 30."},
	{"dcwf-change", "another kind", func(f *frameworks) { f.tool.Changes[0].Details = "Task 22: x" }, "dcwf | dcwf_statements | 22 | Change 9.1 calls statement 22 a Task; the master list calls it a KSA (Log!A6)."},
	{"dcwf-change", "added and not there", func(f *frameworks) { f.tool.Changes[0].Details = "Task 99: x" }, "dcwf |  |  | Change 9.1 adds statement 99, which the master list does not have (Log!A6)."},
	{"dcwf-change", "deleted and there", func(f *frameworks) { f.tool.Changes[0].Type = "Deletion" }, "dcwf | dcwf_statements | 30 | Change 9.1 deletes statement 30, which the master list still has (Log!A6)."},
	{"role-counterpart", "none", func(f *frameworks) { f.tool.WorkRoles[0].NICE = "" }, " | dcwf_work_roles | 652 | DCWF work role 652, Architect, names no NICE work role."},
	{"role-counterpart", "two", func(f *frameworks) {
		other := f.tool.WorkRoles[0]
		other.Code = "653"
		f.tool.WorkRoles = append(f.tool.WorkRoles, other)
	}, " | nice_work_roles | DD-WRL-001 | 2 DCWF work roles name NICE work role DD-WRL-001, Architecture: 652, 653."},
	{"role-code", "an unknown role", func(f *frameworks) { f.tool.WorkRoles[0].NICE = "DD-WRL-009" }, "dcwf | dcwf_work_roles | 652 | Work role 652 names NICE work role DD-WRL-009, which the NICE Framework of this release does not have (Roles!D3)."},
	{"role-code", "another code", func(f *frameworks) { f.export.RoleCodes[0].To = "651" }, "dcwf | dcwf_work_roles | 652 | Work role 652 names NICE work role DD-WRL-001, which has other OPM codes: 651 (Roles!D3)."},
}

// Of two ways to an occupation that differ, and of a close one that has no mapping of its own, the rule says so.
func TestTriangleRule(t *testing.T) {
	if leanRaw == nil {
		said(t, "triangle", goodFrameworks())
	}
	raw := new(*leanRaw)
	raw.Documents = slices.Concat(leanRaw.Documents, goodFrameworks().documents())
	for name, test := range map[string]struct {
		direct, second string
		want           string
	}{
		"agreement": {"closeMatch", "exactMatch", ""}, "nothing follows": {"closeMatch", "relatedMatch", ""}, "narrower and not mapped": {"", "narrowMatch", ""},
		"another relation": {"broadMatch", "exactMatch", "(close, then exact), the ESCO occupation “basket maker” would be the same as, or nearly the same as, Data Management; the direct mapping says broader."},
		"no mapping":       {"", "exactMatch", "the ESCO occupation “basket maker” would be the same as, or nearly the same as, Data Management; there is no direct mapping."},
	} {
		set, err := transform.Assemble(raw)
		if err != nil {
			t.Fatal(err)
		}
		set.ESCOOccupations = append(set.ESCOOccupations, dataset.ESCOOccupation{OccupationURI: "http://data.europa.eu/esco/occupation/b", PreferredLabel: "basket maker"})
		set.ProfileWorkRole = []dataset.ProfileWorkRole{{ProfileID: "data-management", WorkRoleID: "DD-WRL-001", Predicate: "closeMatch"}}
		set.WorkRoleOccupation = []dataset.WorkRoleOccupation{{WorkRoleID: "DD-WRL-001", OccupationURI: "http://data.europa.eu/esco/occupation/b", Predicate: test.second}}
		set.ProfileOccupation = nil
		if test.direct != "" {
			set.ProfileOccupation = []dataset.ProfileOccupation{{ProfileID: "data-management", OccupationURI: "http://data.europa.eu/esco/occupation/b", Predicate: test.direct}}
		}
		var found []string
		for _, f := range finding.Check(raw, set) {
			if f.Rule == "triangle" {
				found = append(found, f.Message)
			}
		}
		if (test.want == "") != (len(found) == 0) || test.want != "" && !strings.HasSuffix(found[0], test.want) {
			t.Errorf("%s: found %q; expected %q", name, found, test.want)
		}
	}
}

func hasFrameworkFixture(rule string) bool {
	if rule == "triangle" {
		return true // TestTriangleRule
	}
	for _, x := range frameworkFixtures {
		if x.rule == rule {
			return true
		}
	}
	return false
}

// Each rule about the frameworks says nothing of good ones, and of changed ones what a person expects.
func TestFrameworkRules(t *testing.T) {
	for _, x := range frameworkFixtures {
		t.Run(x.rule+"/"+x.name, func(t *testing.T) {
			if before := said(t, x.rule, goodFrameworks()); len(before) > 0 {
				t.Fatalf("before the change: %q", before)
			}
			f := goodFrameworks()
			x.change(&f)
			if after := said(t, x.rule, f); !slices.ContainsFunc(after, func(s string) bool { return strings.HasPrefix(s, x.want) }) {
				t.Errorf("found %q; expected %q", after, x.want)
			}
		})
	}
}

// Without one of the sources nothing is said of what it would hold.
func TestFrameworksOneByOne(t *testing.T) {
	for name, f := range map[string]frameworks{"export": {export: goodFrameworks().export}, "workbook": {book: goodFrameworks().book}, "tool": {tool: goodFrameworks().tool}} {
		for _, rule := range []string{"nice-membership", "nice-area-empty", "role-counterpart", "role-code", "dcwf-sheet", "alignment-unknown"} {
			if found := said(t, rule, f); len(found) > 0 {
				t.Errorf("of the %s alone %s says %q", name, rule, found)
			}
		}
	}
}
