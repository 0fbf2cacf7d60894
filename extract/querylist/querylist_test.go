package querylist

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

// entries returns identifier, label and definition of each entry, and the cells that are carried along.
func entries(l *List) []string {
	var list []string
	for _, e := range l.Entries {
		list = append(list, strings.Join(append([]string{e.ID, e.Label, e.Definition}, e.Other...), "|"))
	}
	return list
}

func encoded(t *testing.T, text string, endian unicode.Endianness, bom unicode.BOMPolicy) string {
	t.Helper()
	out, err := unicode.UTF16(endian, bom).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func workbook(t *testing.T, rows ...[]any) string {
	t.Helper()
	file := excelize.NewFile()
	if _, err := file.NewSheet("list"); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = file.SetSheetRow("list", cell, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := file.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	plainList := []string{"1|Project manager|", "2|Welder|"}
	named := []string{"a1|Project manager|Leads projects."}
	tests := []struct {
		name, text string
		want       []string
		columns    []string
		note       string
	}{
		{"CSV", "query_id,label,definition\na1,Project manager,Leads projects.\n", named, nil, ""},
		{"other order and case", "Definition,Job Title,ID\nLeads projects.,Project manager,a1\n", named, nil, ""},
		{"a byte order mark and CRLF", "\xef\xbb\xbfid,label,description\r\na1,Project manager,Leads projects.\r\n", named, nil, ""},
		{"old Macintosh lines", "id,label,description\ra1,Project manager,Leads projects.\r", named, nil, ""},
		{"tabs", "id\tskill name\tdescription\na1\tProject manager\tLeads projects.\n", named, nil, ""},
		{"semicolons", "id;title;description\na1;Project manager;Leads projects.\n", named, nil, ""},
		{"semicolons with commas inside", "code;Label;Grade, step\n7;Clerk, typist;3, 4\n", []string{"7|Clerk, typist||3, 4"}, []string{"Grade, step"}, ""},
		{"a column of texts", "id,text,definition\na1,Project manager,Leads projects.\n", named, nil, ""},
		{"one label a line", "Project manager\n\nWelder\n", plainList, nil, "numbered"},
		{"a header alone names the labels", "Job titles\nProject manager\nWelder\n", plainList, nil, "numbered"},
		{"commas in labels", "Managers, sales\nWelder\n", []string{"1|Managers, sales|", "2|Welder|"}, nil, "numbered"},
		{"quoted lines", "\"Managers, sales\"\n\"The \"\"best\"\" cook\"\n", []string{"1|Managers, sales|", `2|The "best" cook|`}, nil, "numbered"},
		{"labels and a column", "label,note\nProject manager,x\nWelder,\n", []string{"1|Project manager||x", "2|Welder||"}, []string{"note"}, "numbered"},
		{"line ends in cells", "id,label,definition\na1,\"Project\nmanager\",\"Leads\n projects.\"\n", named, nil, ""},
		{"blank rows", "id,label,definition\n,,\na1,Project manager,Leads projects.\n\n", named, nil, ""},
		{"two columns of a role", "id,title,name\na1,Project manager,Jo\n", []string{"a1|Project manager||Jo"}, []string{"name"}, ""},
		{"UTF-16", encoded(t, "id,label\na1,Café\n", unicode.LittleEndian, unicode.UseBOM), []string{"a1|Café|"}, nil, "UTF-16"},
		{"UTF-16, big end first", encoded(t, "id,label\na1,Café\n", unicode.BigEndian, unicode.UseBOM), []string{"a1|Café|"}, nil, "UTF-16"},
		{"UTF-16 without a mark", encoded(t, "id,label\na1,Welder\n", unicode.LittleEndian, unicode.IgnoreBOM), []string{"a1|Welder|"}, nil, "UTF-16 without"},
		{"Latin-1", "id,label\na1,Caf\xe9\n", []string{"a1|Café|"}, nil, "Latin-1"},
		{"Windows-1252", "id,label\na1,don\x92t\n", []string{"a1|don’t|"}, nil, "Windows-1252"},
		{"XLSX", workbook(t, []any{"ID", "Label", "Definition"}, []any{"a1", "Project manager", "Leads projects."}), named, nil, "sheet"},
		{"XLSX of labels", workbook(t, []any{"Project manager"}, []any{}, []any{"Welder"}), plainList, nil, "numbered"},
		{"XLSX with numbers", workbook(t, []any{"code", "title", "step"}, []any{7, "Welder", 3.5}), []string{"7|Welder||3.5"}, []string{"step"}, "sheet"},
	}
	for _, test := range tests {
		got, err := Parse("list", []byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if !reflect.DeepEqual(entries(got), test.want) || !reflect.DeepEqual(got.Columns, test.columns) {
			t.Errorf("%s: %q with columns %q; expected %q with %q", test.name, entries(got), got.Columns, test.want, test.columns)
		}
		if notes := strings.Join(got.Notes, "; "); !strings.Contains(notes, test.note) || test.note == "" && notes != "" {
			t.Errorf("%s: notes %q; expected %q", test.name, notes, test.note)
		}
		if len(got.Sample) != min(2, len(test.want)) || !strings.Contains(got.Sample[0], got.Entries[0].Label) {
			t.Errorf("%s: sample %q", test.name, got.Sample)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "list:1:1: the list is empty",
		" \n\n":                             "list:1:1: the list is empty",
		"id,colour\na1,red\n":               "list:1:1: no column label; found",
		"id,label\n":                        "list:1:1: the list has a header and no entries",
		"id,label\na,x,y\n":                 "list:2:1: 3 cells; expected 2 as in the header [query-ragged]",
		"id,label\na,x\na,y\n":              `list:3:1: the identifier "a" is on line 2 already [query-double]`,
		"id,label\na,\n":                    `list:2:1: the identifier is "a" and the label is ""; expected both`,
		"id,label\n,x\n":                    `the identifier is "" and the label is "x"`,
		"id,label\na,\"x\n":                 "[query-quotes]",
		"1,Welder\n2,Cook\n":                "expected a first line such as id,label",
		"1;Welder\n2;Cook\n":                "expected a first line such as id;label",
		"a\x00b\n":                          "list:1:1: a zero byte; expected text, or a workbook in XLSX",
		"PK\x03\x04 no workbook":            "the workbook cannot be read",
		strings.Repeat("c,", 101) + "label": "102 columns; expected at most 100",
	} {
		if got, err := Parse("list", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, error %v; expected %s", text, got, err, want)
		}
	}
	if _, err := Parse("list", []byte(workbook(t, []any{"x", "y"}, []any{"1", "2"}))); err == nil || !strings.Contains(err.Error(), "no column label") {
		t.Errorf("a workbook without a label: error %v", err)
	}
}

// Whatever the bytes: entries with identifiers and labels, or problems.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"id,label\na,x\n", "Welder\n", "\xff\xfea\x00", "id;label\n\"", "PK\x03\x04", "a\tlabel\n\t"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := Parse("list", data)
		if (list == nil) == (err == nil) {
			t.Fatalf("list %v, error %v", list, err)
		}
		if err != nil {
			return
		}
		for _, e := range list.Entries {
			if e.ID == "" || e.Label == "" || len(e.Other) != len(list.Columns) {
				t.Fatalf("entry %+v with columns %q", e, list.Columns)
			}
		}
	})
}

// A column of places is not the label of competencies that have a name.
func TestNameBeforePosition(t *testing.T) {
	list, err := Parse("competencies.csv", []byte("competency_id,kind,name,position\na,technical,Accessibility,32\n"))
	if err != nil || list.Entries[0].Label != "Accessibility" || list.Columns[1] != "position" {
		t.Errorf("%+v, error %v; expected the name as label", list, err)
	}
}
