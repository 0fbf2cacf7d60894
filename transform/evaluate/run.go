package evaluate

import (
	"fmt"
	"sort"

	"github.com/fwci-open-data/fwci/transform/match"
)

// Depth is how many answers are asked of an index for each query: the deepest measure looks at fifty.
const Depth = 50

// CalibrationDepth is how many answers of each query Calibrate sees: those a reviewer would be shown.
const CalibrationDepth = 10

// A Report is what the evaluation of one matcher on one set of judgments gives.
type Report struct {
	Summary     Summary
	Intervals   Intervals
	Calibration Calibration
	Scores      []Score             // by query, in the order of the queries
	Answers     map[string][]Answer // by query
}

// Run asks an index for the answers to every judged query and measures them. Queries that nobody judged
// are left out; it fails when a judged query is not among the queries, because a measure over a part of
// the gold would be taken for one over all of it.
func Run(index *match.Index, queries []match.Query, judged Judgments) (Report, error) {
	answers := map[string][]Answer{}
	var order []string
	var asked []match.Query
	for _, q := range queries {
		if judged[q.ID] != nil {
			order, asked = append(order, q.ID), append(asked, q)
		}
	}
	for i, found := range index.SearchAll(asked, Depth) {
		for _, c := range found {
			answers[order[i]] = append(answers[order[i]], Answer{c.URI, c.Confidence})
		}
	}
	for _, id := range sortedKeys(judged) {
		if _, ok := answers[id]; !ok {
			return Report{}, fmt.Errorf("the judged query %s is not among the %d queries, or has no answer", id, len(queries))
		}
	}
	return Judge(order, answers, judged), nil
}

// Judge measures answers that were computed already, in the order given.
func Judge(order []string, answers map[string][]Answer, judged Judgments) Report {
	r := Report{Answers: answers}
	for _, id := range order {
		r.Scores = append(r.Scores, Measure(id, answers[id], judged[id]))
	}
	r.Summary, r.Intervals = Summarize(r.Scores), Bootstrap(r.Scores)
	r.Calibration = Calibrate(answers, judged, CalibrationDepth)
	return r
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
