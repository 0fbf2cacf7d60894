package appraisal

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

const file = "raw/crosswalk/appraisal.json"

const whole = `{
  "esco_version": "1.1.1",
  "method": ["Read twice."],
  "agreement": [{"what": "A and B", "pairs": 10, "f1": 0.9, "kappa": -0.25, "note": "apart"}, {"what": "A and C", "pairs": 0, "f1": 0}],
  "evaluation": [{"what": "Skills", "command": "fwci evaluate", "queries": 3, "answerable": 2,
    "figures": [{"measure": "MRR", "mean": 0.5, "low": 0.25, "high": 1}],
    "calibration": [{"low": 0.9, "high": 1, "answers": 4, "confidence": 0.95, "right": 0.75}]}],
  "limits": ["Small."]
}
`

func TestParse(t *testing.T) {
	for _, text := range []string{whole, "\xef\xbb\xbf" + whole, strings.ReplaceAll(whole, "\n", "\r\n")} {
		a, err := Parse(file, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if a.ESCOVersion != "1.1.1" || len(a.Method) != 1 || len(a.Limits) != 1 || len(a.Agreement) != 2 || len(a.Evaluation) != 1 {
			t.Fatalf("read %+v", a)
		}
		if g := a.Agreement[0]; g.What != "A and B" || g.Pairs != 10 || g.F1 != 0.9 || g.Kappa == nil || *g.Kappa != -0.25 || g.Note != "apart" {
			t.Errorf("the first agreement is %+v", g)
		}
		if a.Agreement[1].Kappa != nil {
			t.Errorf("a κ that the file does not give is %g", *a.Agreement[1].Kappa)
		}
		e := a.Evaluation[0]
		if e.Queries != 3 || e.Answerable != 2 || len(e.Figures) != 1 || e.Figures[0] != (Figure{"MRR", 0.5, 0.25, 1}) || len(e.Bins) != 1 || e.Bins[0] != (Bin{0.9, 1, 4, 0.95, 0.75}) {
			t.Errorf("the evaluation is %+v", e)
		}
	}
	if a, err := Parse(file, []byte("{}")); err != nil || a == nil {
		t.Errorf("an appraisal of nothing: %v, error %v", a, err)
	}
}

func TestParseRefuses(t *testing.T) {
	const at, rule = "raw/crosswalk/appraisal.json", " [appraisal-json]"
	tests := []struct{ name, old, new, want string }{
		{"no JSON", whole, "# Appraisal\n", ":1:1: not JSON: invalid character '#' looking for beginning of value; JSON has no comments, no comma after the last value, and names and texts in double quotation marks"},
		{"null", whole, "null", ":1:1: the file is null; expected an object"},
		{"a list", whole, "[]", ":1:1: the file is a list; expected an object"},
		{"cut off", "\"Small.\"]\n}\n", "\"Small.\"]\n", ":8:23: the JSON text ends too early; expected the brackets and quotation marks that are open to be closed"},
		{"a comma missing", `"1.1.1",`, `"1.1.1"`, `:3:3: not JSON: invalid character '"' after object key:value pair`},
		{"a word for a number", `"pairs": 10`, `"pairs": "ten"`, `:4:46: pairs is text "ten"; expected a number`},
		{"an unknown member", `"limits"`, `"limit"`, `:8:3: unknown name "limit"; expected esco_version, method, agreement, evaluation, limits`},
		{"two objects", "\n}\n", "\n}\n{}\n", ":10:1: more text after the JSON value; expected the end of the file"},
		{"an F1 beyond 1", `"f1": 0.9`, `"f1": 1.9`, `:4:17: the agreement "A and B" has an F1 of 1.9; expected a name and a figure from 0 to 1`},
		{"an F1 below 0", `"f1": 0.9`, `"f1": -0.5`, `:4:17: the agreement "A and B" has an F1 of -0.5; expected a name and a figure from 0 to 1`},
		{"an agreement of nobody", `"A and B"`, `""`, `:4:17: the agreement "" has an F1 of 0.9; expected a name and a figure from 0 to 1`},
		{"a κ beyond 1", `"kappa": -0.25`, `"kappa": 2`, `:4:17: the agreement "A and B" has a κ of 2; expected a figure from -1 to 1`},
		{"a negative number of pairs", `"pairs": 10`, `"pairs": -10`, `:4:17: the agreement "A and B" is on -10 pairs; expected a number from 0`},
		{"an evaluation without a name", `"what": "Skills"`, `"what": ""`, `:5:18: the evaluation "" lacks its name or its command`},
		{"an evaluation without a command", `"fwci evaluate"`, `""`, `:5:18: the evaluation "Skills" lacks its name or its command`},
		{"more answers than queries", `"answerable": 2`, `"answerable": 4`, `:5:18: the evaluation "Skills" has 3 queries and 4 with an answer; expected numbers from 0, the second within the first`},
		{"a negative number of queries", `"queries": 3, "answerable": 2`, `"queries": -3, "answerable": -4`, `:5:18: the evaluation "Skills" has -3 queries and -4 with an answer; expected numbers from 0, the second within the first`},
		{"a mean below its interval", `"mean": 0.5`, `"mean": 0.125`, `:6:17: the figure MRR of "Skills" is 0.125 (0.25 to 1); expected a mean inside its interval, from 0 to 1`},
		{"a mean above its interval", `"high": 1}],`, `"high": 0.375}],`, `:6:17: the figure MRR of "Skills" is 0.5 (0.25 to 0.375); expected a mean inside its interval, from 0 to 1`},
		{"an interval beyond 1", `"high": 1}],`, `"high": 1.5}],`, `:6:17: the figure MRR of "Skills" is 0.5 (0.25 to 1.5); expected a mean inside its interval, from 0 to 1`},
		{"an interval below 0", `"low": 0.25`, `"low": -0.25`, `:6:17: the figure MRR of "Skills" is 0.5 (-0.25 to 1); expected a mean inside its interval, from 0 to 1`},
		{"a bin without width", `"low": 0.9`, `"low": 1`, `:7:21: the bin 1 to 1 of "Skills" has 4 answers, a confidence of 0.95 and a share of 0.75; expected bounds and figures from 0 to 1`},
		{"a share beyond 1", `"right": 0.75`, `"right": 7.5`, `:7:21: the bin 0.9 to 1 of "Skills" has 4 answers, a confidence of 0.95 and a share of 7.5; expected bounds and figures from 0 to 1`},
		{"a bin's confidence beyond 1", `"confidence": 0.95`, `"confidence": 95`, `:7:21: the bin 0.9 to 1 of "Skills" has 4 answers, a confidence of 95 and a share of 0.75; expected bounds and figures from 0 to 1`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(whole, test.old, test.new, 1)
			if text == whole {
				t.Fatalf("the whole has no %q", test.old)
			}
			_, err := Parse(file, []byte(text))
			var problems source.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("error %v; expected source.Problems", err)
			}
			if want := at + test.want + rule; err.Error() != want {
				t.Errorf("it says\n%v\nexpected\n%s", err, want)
			}
		})
	}
}

func TestParseRefusesNothing(t *testing.T) {
	const want = file + ":1:1: the document is empty; expected the text of the source [source-empty]"
	if a, err := Parse(file, nil); a != nil || err == nil || err.Error() != want {
		t.Errorf("an empty file gives %v and %v; expected %s", a, err, want)
	}
}

func TestEveryProblemIsTold(t *testing.T) {
	text := strings.NewReplacer(`"f1": 0.9`, `"f1": 9`, `"command": "fwci evaluate"`, `"command": ""`, `"mean": 0.5`, `"mean": 5`).Replace(whole)
	_, err := Parse(file, []byte(text))
	var problems source.Problems
	if !errors.As(err, &problems) || len(problems) != 3 {
		t.Errorf("%d problems; expected 3: %v", len(problems), err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("{}"))
	f.Add([]byte("null"))
	if data, err := os.ReadFile("../../raw/crosswalk/appraisal.json"); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Parse("appraisal.json", data)
		var problems source.Problems
		if (err != nil && !errors.As(err, &problems)) || (err == nil && a == nil) {
			t.Fatalf("%v and error %v", a, err)
		}
		lines := 1 + strings.Count(string(data), "\n")
		for _, p := range problems {
			if p.Path != "appraisal.json" || p.Line < 0 || p.Line > lines {
				t.Errorf("the problem is at %s:%d; the file has %d lines", p.Path, p.Line, lines)
			}
		}
	})
}
