package correction_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/correction"
	"github.com/fwci-open-data/fwci/extract/source"
)

const valid = `[
  {"source": "s", "line": 2, "old": "teh", "new": "the", "reason": "a slip"},
  {"source": "other", "line": 1, "old": "a", "new": "", "reason": "not wanted"}
]`

func TestParse(t *testing.T) {
	list, err := correction.Parse("c.json", []byte(valid), nil)
	want := correction.Correction{Source: "s", Line: 2, Old: "teh", New: "the", Reason: "a slip"}
	if err != nil || len(list) != 2 || list[0] != want {
		t.Errorf("read %+v, %v; expected %+v first of two", list, err, want)
	}
	if list, err := correction.Parse("c.json", []byte("[]"), nil); err != nil || len(list) != 0 {
		t.Errorf("an empty list gives %v, %v", list, err)
	}
}

func TestParseRefuses(t *testing.T) {
	const expected = "c.json:2:3: correction 1: expected source, line (from 1), old, new and reason, without line ends, old and new not equal [corrections-json]"
	for _, test := range []struct{ name, old, new, want string }{
		{"no source", `"source": "s"`, `"source": ""`, expected},
		{"no line", `"line": 2, `, ``, "c.json:2:3: correction 1 is of line 0; expected a line of the source, counted from 1 [corrections-json]"},
		{"line 0", `"line": 2`, `"line": 0`, "c.json:2:27: correction 1 is of line 0; expected a line of the source, counted from 1 [corrections-json]"},
		{"no old text", `"old": "teh"`, `"old": ""`, expected},
		{"no reason", `, "reason": "a slip"`, ``, expected},
		{"no change", `"new": "the"`, `"new": "teh"`, expected},
		{"a line end", `"new": "the"`, `"new": "the\n"`, expected},
		{"an unknown member", `"line": 2`, `"lines": 2`, `c.json:2:19: unknown name "lines"; expected source, line, old, new, reason [corrections-json]`},
		{"a line of letters", `"line": 2`, `"line": "2"`, `c.json:2:27: line is text "2"; expected a number [corrections-json]`},
		{"broken JSON", `"reason": "a slip"}`, `"reason": "a slip"`, "c.json:3:3: not JSON: invalid character '{' looking for beginning of object key string; JSON has no comments, no comma after the last value, and names and texts in double quotation marks [corrections-json]"},
		{"more after the list", "\n]", "\n]\n[]", "c.json:5:1: more text after the JSON value; expected the end of the file [corrections-json]"},
		{"nothing", valid, "", "c.json:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"an object", valid, "{}", "c.json:1:1: the file is an object; expected a list [corrections-json]"},
		{"null", valid, "null", "c.json:1:1: the file is null; expected a list [corrections-json]"},
		{"no end", "\n]", "\n", "c.json:3:80: the JSON text ends too early; expected the brackets and quotation marks that are open to be closed [corrections-json]"},
		{"a line before the first", `"line": 2`, `"line": -1`, "c.json:2:27: correction 1 is of line -1; expected a line of the source, counted from 1 [corrections-json]"},
		{"a line beyond any file", `"line": 2`, `"line": 99999999999999999999`, `c.json:2:27: line is "99999999999999999999"; expected a whole number within 64 bits [corrections-json]`},
		{"a line and a half", `"line": 2`, `"line": 1.5`, `c.json:2:27: line is "1.5"; expected a whole number within 64 bits [corrections-json]`},
		{"a name twice", `"line": 2`, `"line": 2, "line": 3`, `c.json:2:30: the name "line" appears twice in one object, first on line 2; expected once [corrections-json]`},
		{"null for a line", `"line": 2`, `"line": null`, "c.json:2:27: line is null; expected a number, or nothing: leave the name out [corrections-json]"},
		{"a correction twice", `{"source": "other", "line": 1, "old": "a", "new": "", "reason": "not wanted"}`, `{"source": "s", "line": 2, "old": "teh", "new": "the", "reason": "again"}`, "c.json:3:3: correction 2 is the same as correction 1; expected each once [corrections-json]"},
		{"a second correction", `"old": "a"`, `"old": ""`, "c.json:3:3: correction 2" + strings.TrimPrefix(expected, "c.json:2:3: correction 1")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(valid, test.old) {
				t.Fatalf("the valid list does not have %s", test.old)
			}
			list, err := correction.Parse("c.json", []byte(strings.Replace(valid, test.old, test.new, 1)), nil)
			var problems source.Problems
			if !errors.As(err, &problems) || err.Error() != test.want {
				t.Errorf("read %v with the problem\n%v\nexpected\n%s", list, err, test.want)
			}
		})
	}
}

func TestParseRefusesUnknownSources(t *testing.T) {
	list, err := correction.Parse("c.json", []byte(valid), func(source string) bool { return source == "s" })
	const want = `c.json:3:14: correction 2 is of the source "other", which sources.json does not list; expected the id of a source [corrections-json]`
	if list != nil || err == nil || err.Error() != want {
		t.Errorf("read %v with the problem\n%v\nexpected\n%s", list, err, want)
	}
}

func TestApply(t *testing.T) {
	list, err := correction.Parse("c.json", []byte(valid), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, id, text, want, problem string }{
		{"the old text appears once", "s", "teh\r\nsee teh end\n", "teh\r\nsee the end\n", ""},
		{"another source", "x", "a\nteh", "a\nteh", ""},
		{"a deletion", "other", "cat\n", "ct\n", ""},
		{"the source was fixed", "s", "a\nsee the end", "", `t.txt:2:1: the line has the old text "teh" of a declared correction 0 times; expected once: review or remove the correction [correction]`},
		{"the text appears twice", "s", "a\nteh teh", "", `t.txt:2:1: the line has the old text "teh" of a declared correction 2 times; expected once: review or remove the correction [correction]`},
		{"the line after the last", "s", "teh\n", "", `t.txt:2:1: a correction names line 2; the source has 1 lines [correction]`},
		{"the line moved", "s", "teh", "", `t.txt:2:1: a correction names line 2; the source has 1 lines [correction]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := correction.Apply("t.txt", test.id, []byte(test.text), list)
			switch {
			case test.problem != "":
				if err == nil || err.Error() != test.problem {
					t.Errorf("the problem is\n%v\nexpected\n%s", err, test.problem)
				}
			case err != nil || string(got) != test.want:
				t.Errorf("the text is %q, %v; expected %q", got, err, test.want)
			}
		})
	}
}

func TestApplyLeavesTheSourceAlone(t *testing.T) {
	data := []byte("a\nteh")
	list := []correction.Correction{{Source: "s", Line: 2, Old: "teh", New: "the", Reason: "r"}, {Source: "s", Line: 2, Old: "the", New: "they", Reason: "r"}}
	got, err := correction.Apply("t", "s", data, list)
	if err != nil || string(got) != "a\nthey" || string(data) != "a\nteh" {
		t.Errorf("two corrections of one line give %q, %v; the source is now %q", got, err, data)
	}
}

// FuzzParse: no text makes the reader panic; what it accepts is complete.
func FuzzParse(f *testing.F) {
	f.Add([]byte(valid))
	f.Add([]byte("[]"))
	f.Add([]byte(`[{"source":"s","line":1,"old":"a","new":"b","reason":"r"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := correction.Parse("c.json", data, nil)
		if err != nil {
			return
		}
		for _, c := range list {
			if c.Source == "" || c.Line < 1 || c.Old == "" || c.Reason == "" {
				t.Errorf("an incomplete correction passes: %+v", c)
			}
			if _, err := correction.Apply("t", c.Source, data, list); err != nil && !strings.HasPrefix(err.Error(), "t:") {
				t.Errorf("the problem %v does not name the file", err)
			}
		}
	})
}
