package evaluate

import (
	"math"

	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
)

// Bins is the number of bins of equal width into which confidences from 0 to 1 are put.
const Bins = 10

// A Bin compares the confidence of the answers it holds with how many of them are right.
type Bin struct {
	Low, High  float64 // confidences from Low, below High; the last bin holds 1 as well
	Answers    int
	Confidence float64 // mean confidence, NaN for an empty bin
	Right      float64 // share that is exact or close, NaN for an empty bin
}

// A Calibration says how well confidence agrees with being exact or close.
type Calibration struct {
	Bins  []Bin
	Error float64 // mean over all answers of the difference between Confidence and Right of their bin
	Brier float64 // mean square difference between the confidence and 1 for right, 0 for wrong
}

// Calibrate bins the first depth answers of every query. It returns NaN measures when there are none.
func Calibrate(answers map[string][]Answer, judged Judgments, depth int) Calibration {
	c := Calibration{Bins: make([]Bin, Bins)}
	for i := range c.Bins {
		c.Bins[i].Low, c.Bins[i].High = float64(i)/Bins, float64(i+1)/Bins
	}
	total := 0
	for _, id := range sortedKeys(answers) {
		for _, a := range answers[id][:min(depth, len(answers[id]))] {
			total++
			c.add(a.Confidence, judged[id][a.URI])
		}
	}
	for i := range c.Bins {
		b := &c.Bins[i]
		b.Confidence /= float64(b.Answers)
		b.Right /= float64(b.Answers)
		if b.Answers > 0 {
			c.Error += math.Abs(b.Confidence-b.Right) * float64(b.Answers)
		}
	}
	c.Error /= float64(total)
	c.Brier /= float64(total)
	return c
}

func (c *Calibration) add(confidence float64, p goldset.Predicate) {
	right := 0.0
	if Right(p) {
		right = 1
	}
	b := &c.Bins[min(max(int(confidence*Bins), 0), Bins-1)]
	b.Answers++
	b.Confidence += confidence
	b.Right += right
	c.Brier += (confidence - right) * (confidence - right)
}
