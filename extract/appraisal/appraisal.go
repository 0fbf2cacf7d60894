// Package appraisal reads raw/crosswalk/appraisal.json: what was measured of the crosswalk with things a
// build does not have (readings of several judges, an ESCO download, judged mappings), each figure
// with the command or count it came from.
package appraisal

import (
	"fmt"

	"github.com/fwci-open-data/fwci/extract/json"
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

// Parse reads the file. Text that is not strict JSON (see package json), figures beyond 0 to 1 (κ beyond -1
// to 1), negative counts and figures without their command are problems, each with its line and column.
func Parse(file string, data []byte) (*Appraisal, error) {
	var a Appraisal
	text := json.Read(file, "appraisal-json", data, &a)
	if err := text.Err(); err != nil {
		return nil, err
	}
	a.check(text)
	return &a, text.Err()
}

func (a *Appraisal) check(text *json.Text) {
	for i, g := range a.Agreement {
		fail := func(format string, args ...any) { text.Fail(fmt.Sprintf("/agreement/%d", i), format, args...) }
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
	for i, e := range a.Evaluation {
		e.check(text, fmt.Sprintf("/evaluation/%d", i))
	}
}

func (e Evaluation) check(text *json.Text, at string) {
	if e.What == "" || e.Command == "" {
		text.Fail(at, "the evaluation %q lacks its name or its command", e.What)
	}
	if e.Answerable < 0 || e.Queries < e.Answerable {
		text.Fail(at, "the evaluation %q has %d queries and %d with an answer; expected numbers from 0, the second within the first", e.What, e.Queries, e.Answerable)
	}
	for i, f := range e.Figures {
		if f.Low < 0 || f.Mean < f.Low || f.High < f.Mean || f.High > 1 {
			text.Fail(fmt.Sprintf("%s/figures/%d", at, i), "the figure %s of %q is %g (%g to %g); expected a mean inside its interval, from 0 to 1", f.Measure, e.What, f.Mean, f.Low, f.High)
		}
	}
	for i, b := range e.Bins {
		if b.Low < 0 || b.High <= b.Low || b.High > 1 || b.Confidence < 0 || b.Confidence > 1 || b.Right < 0 || b.Right > 1 || b.Answers < 0 {
			text.Fail(fmt.Sprintf("%s/calibration/%d", at, i), "the bin %g to %g of %q has %d answers, a confidence of %g and a share of %g; expected bounds and figures from 0 to 1", b.Low, b.High, e.What, b.Answers, b.Confidence, b.Right)
		}
	}
}
