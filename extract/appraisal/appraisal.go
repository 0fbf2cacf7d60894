// Package appraisal reads raw/crosswalk/appraisal.json: what was measured of the crosswalk with things a
// build does not have at hand (readings of several judges, an ESCO download, judged mappings), each figure
// with the command or count it came from.
package appraisal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/fwci-open-data/fwci/extract/source"
)

// An Appraisal is the content of the file.
type Appraisal struct {
	ESCOVersion string       `json:"esco_version"`
	Method      []string     `json:"method"` // how the mappings were made, a paragraph each
	Agreement   []Agreement  `json:"agreement"`
	Evaluation  []Evaluation `json:"evaluation"`
	Limits      []string     `json:"limits"`
}

// An Agreement compares two readings.
type Agreement struct {
	What  string   `json:"what"`
	Pairs int      `json:"pairs"` // judged by both readings
	F1    float64  `json:"f1"`    // on exact and close
	Kappa *float64 `json:"kappa"` // Cohen's, over all predicates on pairs that both judged
	Note  string   `json:"note"`
}

// An Evaluation is what "fwci evaluate" or a benchmark printed.
type Evaluation struct {
	What       string   `json:"what"`
	Command    string   `json:"command"`
	Queries    int      `json:"queries"`
	Answerable int      `json:"answerable"`
	Figures    []Figure `json:"figures"`
	Bins       []Bin    `json:"calibration"`
}

// A Figure is a mean with its 95 % bootstrap interval.
type Figure struct {
	Measure string  `json:"measure"`
	Mean    float64 `json:"mean"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// A Bin compares confidence with the share of right answers.
type Bin struct {
	Low        float64 `json:"low"`
	High       float64 `json:"high"`
	Answers    int     `json:"answers"`
	Confidence float64 `json:"confidence"`
	Right      float64 `json:"right"`
}

// Parse reads the file. Unknown members, figures beyond 0 to 1 (κ beyond -1 to 1), negative counts and
// figures without their command are problems.
func Parse(file string, data []byte) (*Appraisal, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var a *Appraisal
	err := decoder.Decode(&a)
	if err == nil && a == nil {
		err = errors.New("null")
	}
	if err != nil {
		return nil, source.Problems{{Path: file, Line: source.JSONLine(data, err), Rule: "appraisal-json", Message: "not an appraisal of the crosswalk: " + err.Error()}}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, source.Problems{{Path: file, Rule: "appraisal-json", Message: "more text behind the JSON object; expected one object"}}
	}
	return a, a.check(file).Err()
}

func (a *Appraisal) check(file string) source.Problems {
	var problems source.Problems
	fail := func(format string, args ...any) {
		problems = append(problems, source.Problem{Path: file, Rule: "appraisal-json", Message: fmt.Sprintf(format, args...)})
	}
	for _, g := range a.Agreement {
		if g.What == "" || g.F1 < 0 || g.F1 > 1 {
			fail("the agreement %q has an F1 of %g; expected a name and a figure from 0 to 1", g.What, g.F1)
		}
		if g.Kappa != nil && (*g.Kappa < -1 || *g.Kappa > 1) {
			fail("the agreement %q has a κ of %g; expected a figure from -1 to 1", g.What, *g.Kappa)
		}
		if g.Pairs < 0 {
			fail("the agreement %q is on %d pairs; expected a number from 0", g.What, g.Pairs)
		}
	}
	for _, e := range a.Evaluation {
		if e.What == "" || e.Command == "" {
			fail("the evaluation %q lacks its name or its command", e.What)
		}
		if e.Answerable < 0 || e.Queries < e.Answerable {
			fail("the evaluation %q has %d queries and %d with an answer; expected numbers from 0, the second within the first", e.What, e.Queries, e.Answerable)
		}
		for _, f := range e.Figures {
			if f.Low < 0 || f.Mean < f.Low || f.High < f.Mean || f.High > 1 {
				fail("the figure %s of %q is %g (%g to %g); expected a mean inside its interval, from 0 to 1", f.Measure, e.What, f.Mean, f.Low, f.High)
			}
		}
		for _, b := range e.Bins {
			if b.Low < 0 || b.High <= b.Low || b.High > 1 || b.Confidence < 0 || b.Confidence > 1 || b.Right < 0 || b.Right > 1 || b.Answers < 0 {
				fail("the bin %g to %g of %q has %d answers, a confidence of %g and a share of %g; expected bounds and figures from 0 to 1", b.Low, b.High, e.What, b.Answers, b.Confidence, b.Right)
			}
		}
	}
	return problems
}
