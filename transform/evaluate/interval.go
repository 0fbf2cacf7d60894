package evaluate

import (
	"math"
	"math/rand/v2"
	"sort"
)

// Bootstrap settings: 2,000 resamples of the queries give intervals that are stable to about a
// hundredth on forty queries. The seed has no meaning; it is fixed so that a report can be repeated.
const (
	Resamples     = 2000
	BootstrapSeed = 2210
)

// An Interval is a range that holds a mean with 95 % confidence, as far as the given queries show.
type Interval struct{ Low, High float64 }

// Intervals holds the interval of each measure of a Summary.
type Intervals struct{ NDCG10, Best1, MRR, Recall10, Recall50 Interval }

// Bootstrap returns the percentile intervals (2.5 % to 97.5 %) of the means of the measures over
// Resamples draws of the queries with replacement.
func Bootstrap(scores []Score) Intervals {
	if len(scores) == 0 {
		nan := Interval{math.NaN(), math.NaN()}
		return Intervals{nan, nan, nan, nan, nan}
	}
	random := rand.New(rand.NewPCG(BootstrapSeed, 0))
	drawn := make([]Score, len(scores))
	summaries := make([]Summary, Resamples)
	for i := range summaries {
		for j := range drawn {
			drawn[j] = scores[random.IntN(len(scores))]
		}
		summaries[i] = Summarize(drawn)
	}
	return Intervals{
		NDCG10:   percentiles(summaries, func(s Summary) float64 { return s.NDCG10 }),
		Best1:    percentiles(summaries, func(s Summary) float64 { return s.Best1 }),
		MRR:      percentiles(summaries, func(s Summary) float64 { return s.MRR }),
		Recall10: percentiles(summaries, func(s Summary) float64 { return s.Recall10 }),
		Recall50: percentiles(summaries, func(s Summary) float64 { return s.Recall50 }),
	}
}

func percentiles(summaries []Summary, of func(Summary) float64) Interval {
	values := make([]float64, 0, len(summaries))
	for _, s := range summaries {
		if v := of(s); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return Interval{math.NaN(), math.NaN()}
	}
	sort.Float64s(values)
	at := func(share float64) float64 { return values[int(math.Round(share*float64(len(values)-1)))] }
	return Interval{at(0.025), at(0.975)}
}
