package register

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

const head = "table_name,record_key,replaced_by,version,reason\n"

func TestParse(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Entry
	}{
		{"none", head, nil},
		{"one", head + "tasks,task-1,task-2,1.1.0,Fixed.\n", []Entry{{"tasks", "task-1", "task-2", "1.1.0", "Fixed.", 2}}},
		{"nothing in its place", head + "tasks,task-1,,1.1.0,Gone.\n", []Entry{{"tasks", "task-1", "", "1.1.0", "Gone.", 2}}},
		{"a mark, CRLF and no last line end", "\xef\xbb\xbf" + strings.ReplaceAll(head, "\n", "\r\n") + "tasks,task-1,,1.1.0,Gone.", []Entry{{"tasks", "task-1", "", "1.1.0", "Gone.", 2}}},
		{"spaces around cells", head + " tasks , task-1 , task-2 ,1.1.0, Gone. \n", []Entry{{"tasks", "task-1", "task-2", "1.1.0", "Gone.", 2}}},
		{"a reason on two lines, and a blank line", head + "tasks,task-1,,1.1.0,\"Gone,\nas such.\"\n\ntasks,task-2,,1.1.0,Gone.\n",
			[]Entry{{"tasks", "task-1", "", "1.1.0", "Gone,\nas such.", 2}, {"tasks", "task-2", "", "1.1.0", "Gone.", 5}}},
		{"one key in two tables", head + "scopes,a,,1.1.0,Gone.\nclusters,a,,1.1.0,Gone.\n", []Entry{{"scopes", "a", "", "1.1.0", "Gone.", 2}, {"clusters", "a", "", "1.1.0", "Gone.", 3}}},
		{"a key of several parts", head + "competency_bands,all|memory|entry,,2.0.0,Gone.\n", []Entry{{"competency_bands", "all|memory|entry", "", "2.0.0", "Gone.", 2}}},
	}
	for _, test := range tests {
		got, err := Parse("raw/withdrawn.csv", []byte(test.text))
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %+v, error %v; expected %+v", test.name, got, err, test.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", "raw/withdrawn.csv:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"another header", "table,key,replaced_by,version,reason\n", `raw/withdrawn.csv:1:1: the heading is "table,key,replaced_by,version,reason"; expected "table_name,record_key,replaced_by,version,reason" [withdrawn]`},
		{"columns in another order", "record_key,table_name,replaced_by,version,reason\n", `raw/withdrawn.csv:1:1: the heading is "record_key,table_name,replaced_by,version,reason"; expected "table_name,record_key,replaced_by,version,reason" [withdrawn]`},
		{"a column more", strings.TrimSpace(head) + ",colour\n", `raw/withdrawn.csv:1:1: the heading is "table_name,record_key,replaced_by,version,reason,colour"; expected "table_name,record_key,replaced_by,version,reason" [withdrawn]`},
		{"no header", "tasks,task-1,,1.1.0,Gone.\n", `raw/withdrawn.csv:1:1: the heading is "tasks,task-1,,1.1.0,Gone."; expected "table_name,record_key,replaced_by,version,reason" [withdrawn]`},
		{"too few cells", head + "tasks,task-1,1.1.0,Gone.\n", "raw/withdrawn.csv:2:1: 4 cells; expected 5 as in the heading [withdrawn]"},
		{"too many cells", head + "tasks,task-1,,1.1.0,Gone, really.\n", "raw/withdrawn.csv:2:1: 6 cells; expected 5 as in the heading [withdrawn]"},
		{"a quotation that never ends", head + "\ntasks,task-1,,1.1.0,\"Gone.\n", `raw/withdrawn.csv:3:1: not CSV: extraneous or missing " in quoted-field; a cell that has a quotation mark is written in quotation marks, and each mark in it twice [withdrawn]`},
		{"a quotation mark inside", head + "tasks,task-1,,1.1.0,Go\"ne.\n", `raw/withdrawn.csv:2:1: not CSV: bare " in non-quoted-field; a cell that has a quotation mark is written in quotation marks, and each mark in it twice [withdrawn]`},
		{"no table", head + ",task-1,,1.1.0,Gone.\n", "raw/withdrawn.csv:2:1: expected a table, a key and a reason [withdrawn]"},
		{"no key", head + "tasks, ,,1.1.0,Gone.\n", "raw/withdrawn.csv:2:1: expected a table, a key and a reason [withdrawn]"},
		{"no reason", head + "tasks,task-1,,1.1.0,\n", "raw/withdrawn.csv:2:1: expected a table, a key and a reason [withdrawn]"},
		{"no version", head + "tasks,task-1,,,Gone.\n", `raw/withdrawn.csv:2:1: the version ""; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [withdrawn]`},
		{"a short version", head + "tasks,task-1,,1.1,Gone.\n", `raw/withdrawn.csv:2:1: the version "1.1"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [withdrawn]`},
		{"twice", head + "tasks,task-1,,1.1.0,Gone.\ntasks,task-1,task-2,1.2.0,Gone.\n", "raw/withdrawn.csv:3:1: task-1 of tasks is declared twice; the first is on line 2 [withdrawn]"},
		{"twice, the first of them bad", head + "tasks,task-1,,1.1,Gone.\ntasks,task-1,,1.1.0,Gone.\n",
			"raw/withdrawn.csv:2:1: the version \"1.1\"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [withdrawn]\nraw/withdrawn.csv:3:1: task-1 of tasks is declared twice; the first is on line 2 [withdrawn]"},
		{"replaced by itself", head + "tasks,task-1,task-1,1.1.0,Gone.\n", "raw/withdrawn.csv:2:1: task-1 of tasks is said to be replaced by itself; expected another identifier, or nothing [withdrawn]"},
		{"a version with a leading zero", head + "tasks,task-1,,1.01.0,Gone.\n", `raw/withdrawn.csv:2:1: the version "1.01.0"; expected major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1 [withdrawn]`},
		{"another separator", strings.ReplaceAll(head, ",", ";"), `raw/withdrawn.csv:1:1: the heading is "table_name;record_key;replaced_by;version;reason"; expected "table_name,record_key,replaced_by,version,reason". The cells are separated by ';'; expected ',' [withdrawn]`},
		{"all problems of all lines", head + "tasks\n\"a\n\",b,,1.1.0,\n,,,,\n",
			"raw/withdrawn.csv:2:1: 1 cells; expected 5 as in the heading [withdrawn]\nraw/withdrawn.csv:3:1: expected a table, a key and a reason [withdrawn]\nraw/withdrawn.csv:5:1: expected a table, a key and a reason [withdrawn]"},
		{"bytes that are no text", head + "tasks,task-1,,1.1.0,G\xffne.\n", "raw/withdrawn.csv:2:22: byte 0xff is not UTF-8"},
		{"a zero byte", head + "tasks,task-1,,1.1.0,G\x00ne.\n", "raw/withdrawn.csv:2:22: a zero byte: expected text [source-binary]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("raw/withdrawn.csv", []byte(test.text))
			var problems source.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("error %v; expected source.Problems", err)
			}
			if got := err.Error(); got != test.want && !(test.name == "bytes that are no text" && strings.HasPrefix(got, test.want)) {
				t.Errorf("it says\n%s\nexpected\n%s", got, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head + "tasks,task-1,task-2,1.1.0,\"Gone,\nas such.\"\n"))
	f.Add([]byte(head + "\n\ntasks,task-1\n"))
	if data, err := os.ReadFile("../../raw/withdrawn.csv"); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := Parse("withdrawn.csv", data)
		lines := 1 + strings.Count(string(data), "\n")
		var problems source.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Fatalf("error %v; expected source.Problems", err)
		}
		for _, p := range problems {
			if p.Path != "withdrawn.csv" || p.Line < 1 || p.Line > lines {
				t.Errorf("the problem is at %s:%d; the file has %d lines", p.Path, p.Line, lines)
			}
		}
		for i, e := range entries {
			if err == nil && (e.Table == "" || e.Key == "" || e.Reason == "" || e.Line < 2 || e.Line > lines || (i > 0 && e.Line <= entries[i-1].Line)) {
				t.Errorf("read %+v of %d lines", e, lines)
			}
		}
	})
}
