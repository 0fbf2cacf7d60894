package nice_test

import (
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/nice"
)

// small is an export of one category, one role, one area and a statement of each kind.
const small = `{"response": {"requestType": 1, "elements": {
"documents": [{"doc_identifier": "D", "name": "Framework", "version": "9.1.0", "website": "https://example.org/"}],
"relationship_types": [{"relationship_identifier": "projection", "description": "A relation."}],
"elements": [
{"element_type": "category", "element_identifier": "DD", "title": "Design", "text": "Designs.", "doc_identifier": "D"},
{"element_type": "work_role", "element_identifier": "DD-WRL-001", "title": "Architecture", "text": "Responsible.", "doc_identifier": "D"},
{"element_type": "competency_area", "element_identifier": "NF-COM-001", "title": "Access", "text": "Knows.", "doc_identifier": "D"},
{"element_type": "task", "element_identifier": "T1", "title": "", "text": "Write reports", "doc_identifier": "D"},
{"element_type": "knowledge", "element_identifier": "K1", "title": "", "text": "Knowledge of reports ", "doc_identifier": "D"},
{"element_type": "skill", "element_identifier": "S1", "title": "", "text": "Skill in writing", "doc_identifier": "D"},
{"element_type": "opm_code", "element_identifier": "652", "title": "", "text": "", "doc_identifier": "D"},
{"element_type": "sort", "element_identifier": "S-DD", "title": "00001", "text": "", "doc_identifier": "D"}],
"relationships": [
{"source_element_identifier": "DD", "source_doc_identifier": "D", "dest_element_identifier": "DD-WRL-001", "dest_doc_identifier": "D", "relationship_identifier": "projection", "provenance_doc_identifier": "D"},
{"source_element_identifier": "DD-WRL-001", "source_doc_identifier": "D", "dest_element_identifier": "652", "dest_doc_identifier": "D", "relationship_identifier": "projection", "provenance_doc_identifier": "D"},
{"source_element_identifier": "DD-WRL-001", "source_doc_identifier": "D", "dest_element_identifier": "K1", "dest_doc_identifier": "D", "relationship_identifier": "projection", "provenance_doc_identifier": "D"},
{"source_element_identifier": "DD", "source_doc_identifier": "D", "dest_element_identifier": "S-DD", "dest_doc_identifier": "D", "relationship_identifier": "projection", "provenance_doc_identifier": "D"}]
}}}`

func TestParse(t *testing.T) {
	f, err := nice.Parse("a.json", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if f.ID != "D" || f.Version != "9.1.0" || len(f.Categories) != 1 || len(f.WorkRoles) != 1 || len(f.Areas) != 1 || len(f.Codes) != 1 || f.Furniture != 2 {
		t.Errorf("the framework is %+v", f)
	}
	want := []nice.Statement{
		{Element: nice.Element{ID: "T1", Text: "Write reports", At: "/response/elements/elements/3"}, Kind: nice.Task},
		{Element: nice.Element{ID: "K1", Text: "Knowledge of reports ", At: "/response/elements/elements/4"}, Kind: nice.Knowledge},
		{Element: nice.Element{ID: "S1", Text: "Skill in writing", At: "/response/elements/elements/5"}, Kind: nice.Skill},
	}
	for i, w := range want {
		if f.Statements[i] != w {
			t.Errorf("statement %d is %+v; expected %+v", i, f.Statements[i], w)
		}
	}
	if r := f.RoleStatements; len(r) != 1 || r[0] != (nice.Relation{From: "DD-WRL-001", To: "K1", At: "/response/elements/relationships/2"}) {
		t.Errorf("the statements of roles are %+v", r)
	}
	if f.RoleCategories[0].From != "DD" || f.RoleCodes[0].To != "652" {
		t.Errorf("the relations are %+v, %+v", f.RoleCategories, f.RoleCodes)
	}
}

// What is not understood fails and names its line, of the text and of the value.
func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"an unknown type", `"element_type": "skill"`, `"element_type": "ability"`, `a.json:10:18: the element "S1" is of the type "ability"; expected one of`},
		{"an unknown name", `"requestType": 1`, `"requestType": 1, "more": 2`, `unknown name "more"`},
		{"an element without a text", `"Write reports"`, `""`, `a.json:8:75: the task "T1" lacks a text`},
		{"an element without an identifier", `"element_identifier": "T1"`, `"element_identifier": ""`, `an element of the type task without an identifier`},
		{"an element twice", `"element_identifier": "S1"`, `"element_identifier": "K1"`, `the element "K1" is given twice; it is also a knowledge`},
		{"a role without a title", `"title": "Architecture"`, `"title": ""`, `the work_role "DD-WRL-001" lacks a title or a text`},
		{"a statement with a title", `"T1", "title": ""`, `"T1", "title": "Reports"`, `the task "T1" has the title "Reports"`},
		{"a relation to nothing", `"dest_element_identifier": "K1"`, `"dest_element_identifier": "K2"`, `a.json:16:102: a relation to "K2", which is not an element of the file`},
		{"a relation from nothing", `"source_element_identifier": "DD-WRL-001", "source_doc_identifier": "D", "dest_element_identifier": "K1"`, `"source_element_identifier": "X", "source_doc_identifier": "D", "dest_element_identifier": "K1"`, `a relation from "X"`},
		{"a relation of another kind", `"source_element_identifier": "DD-WRL-001", "source_doc_identifier": "D", "dest_element_identifier": "K1"`, `"source_element_identifier": "NF-COM-001", "source_doc_identifier": "D", "dest_element_identifier": "K1"`, `a relation from the competency_area "NF-COM-001" to the knowledge "K1"; expected`},
		{"a relation of another name", `"relationship_identifier": "projection", "provenance_doc_identifier": "D"}]`, `"relationship_identifier": "other", "provenance_doc_identifier": "D"}]`, `the relation is of the type "other"`},
		{"another document", `"doc_identifier": "D"}]`, `"doc_identifier": "E"}]`, `it belongs to the document "E"; expected "D"`},
		{"no document", `"documents": [{"doc_identifier": "D", "name": "Framework", "version": "9.1.0", "website": "https://example.org/"}]`, `"documents": []`, "0 documents; expected one"},
		{"not JSON", `{"response"`, `{response`, "not JSON"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(small, test.old) {
				t.Fatalf("the fixture does not have %q", test.old)
			}
			_, err := nice.Parse("a.json", []byte(strings.Replace(small, test.old, test.new, 1)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the problem is\n%v\nexpected\n%s", err, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, data []byte) {
		if framework, err := nice.Parse("a.json", data); (framework == nil) != (err != nil) && err == nil {
			t.Error("neither a framework nor a problem")
		}
	})
}

// The repository's own export has what a person counted in it.
func TestRealExport(t *testing.T) {
	data, err := os.ReadFile("../../raw/nice/cprt_SP_800_181_2_1_0.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := nice.Parse("nice.json", data)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[nice.Kind]int{}
	for _, s := range f.Statements {
		kinds[s.Kind]++
	}
	got := []int{len(f.Categories), len(f.WorkRoles), len(f.Areas), kinds[nice.Task], kinds[nice.Knowledge], kinds[nice.Skill], len(f.Codes), len(f.RoleCategories), len(f.RoleCodes), len(f.RoleStatements), f.Furniture}
	want := []int{5, 41, 11, 946, 662, 540, 40, 41, 40, 1429 + 2857 + 1048, 45 + 45}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("the counts are %v; expected %v", got, want)
		}
	}
	if elements, relations := 5+41+11+946+662+540+40+45, 41+40+5334+45; elements != 2290 || relations != 5460 {
		t.Errorf("%d elements and %d relations; the file has 2290 and 5460", elements, relations)
	}
}
