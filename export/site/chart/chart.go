// Package chart lays out the site's pictures: where each line, mark and label of an SVG goes.
//
// In go numbers and names; out come coordinates in the units of the picture's viewBox. It writes no
// markup: a template does, so that every name is escaped where it is used. Ranks and counts only; the
// table with the exact values belongs next to the picture.
package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Ranked is something with a rank now and a rank in the future; 1 is the first, 0 means not ranked. Trend is
// what becomes of it: a value of competency_rankings.trend, "" where it has no rank at all.
type Ranked struct {
	Name        string
	Now, Future int
	Trend       string
}

// Change says the trend in words, with the places.
func (r Ranked) Change() string {
	switch {
	case r.Trend == "":
		return "not ranked"
	case r.Now == 0 || r.Future == 0 || r.Now == r.Future:
		return r.Trend
	}
	places := r.Now - r.Future
	return fmt.Sprintf("%s by %d", r.Trend, max(places, -places))
}

// A Slope is a slope chart: ranks now on the left, in the future on the right.
type Slope struct {
	ID, Title, Summary         string
	Width, Height, Left, Right int
	Lines                      []SlopeLine
	LeftLabels, RightLabels    []Label
	HeadY                      int
}

// A SlopeLine joins the two ranks of one thing.
type SlopeLine struct {
	Class          string
	X1, Y1, X2, Y2 int
}

// A Label is a text with its place.
type Label struct {
	X, Y         int
	Class        string
	Number, Text string
	Change       string
}

// The measures of a slope chart, in units of its viewBox: one is about a CSS pixel.
const (
	slopeLetter = 7 // the width that a letter of a label takes at most, on average
	slopeSpan   = 240
	slopeGap    = 12 // between a line's end and its label
	slopeNumber = 30 // room for a rank before the name
	slopeChange = 70 // room for the change after the name
	slopeStub   = 40
	slopeTop    = 44
	slopeStep   = 19
	strong      = 5 // places of change from which a line is drawn strong
)

// NewSlope lays out a slope chart. Two things with one rank share a place, one label above the other.
func NewSlope(id, title, summary string, things []Ranked) Slope {
	longest := 0
	for _, r := range things {
		longest = max(longest, utf8.RuneCountInString(r.Name)*slopeLetter)
	}
	s := Slope{ID: id, Title: title, Summary: summary, Left: longest + slopeNumber + slopeGap, HeadY: 18}
	s.Right = s.Left + slopeSpan
	s.Width = s.Right + slopeGap + slopeNumber + longest + slopeChange
	left := places(things, func(r Ranked) int { return r.Now })
	right := places(things, func(r Ranked) int { return r.Future })
	for i, r := range things {
		class := r.Trend
		if change := r.Now - r.Future; r.Now > 0 && r.Future > 0 && (change >= strong || change <= -strong) {
			class += " strong"
		}
		line := SlopeLine{class, s.Left, left[i], s.Right, right[i]}
		switch {
		case r.Now == 0:
			line.X1, line.Y1 = s.Right-slopeStub, right[i]
		case r.Future == 0:
			line.X2, line.Y2 = s.Left+slopeStub, left[i]
		}
		s.Lines = append(s.Lines, line)
		if r.Now > 0 {
			s.LeftLabels = append(s.LeftLabels, Label{X: s.Left - slopeGap, Y: left[i], Class: class, Number: fmt.Sprint(r.Now), Text: r.Name})
		}
		if r.Future > 0 {
			s.RightLabels = append(s.RightLabels, Label{X: s.Right + slopeGap, Y: right[i], Class: class, Number: fmt.Sprint(r.Future), Text: r.Name, Change: r.Change()})
		}
		s.Height = max(s.Height, left[i]+14, right[i]+14)
	}
	// Strong lines last, so that they lie on top.
	slices.SortStableFunc(s.Lines, func(x, y SlopeLine) int {
		return cmp.Compare(strings.Count(x.Class, " "), strings.Count(y.Class, " "))
	})
	return s
}

// places gives each ranked thing a height, in the order of rank.
func places(things []Ranked, rank func(Ranked) int) []int {
	order := make([]int, 0, len(things))
	for i, t := range things {
		if rank(t) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(rank(things[x]), rank(things[y])) })
	ys := make([]int, len(things))
	for place, i := range order {
		ys[i] = slopeTop + place*slopeStep
	}
	return ys
}

// A Strip shows one rank now and in the future on a line from first to last.
type Strip struct {
	Title         string
	NowX, FutureX int  // 0 when not ranked
	Joined        bool // whether both are there, to be joined by a line
}

// The measures of a strip.
const (
	stripStart = 10
	stripEnd   = 290
)

// NewStrip lays out a strip for a ranking of last places.
func NewStrip(r Ranked, last int) Strip {
	var s Strip
	x := func(rank int) int {
		if rank == 0 {
			return 0
		}
		return stripStart + (rank-1)*(stripEnd-stripStart)/max(last-1, 1)
	}
	s.NowX, s.FutureX = x(r.Now), x(r.Future)
	switch {
	case r.Now == 0:
		s.Title = fmt.Sprintf("Not ranked now, %d of %d in the future", r.Future, last)
	case r.Future == 0:
		s.Title = fmt.Sprintf("%d of %d now, not ranked in the future", r.Now, last)
	default:
		s.Title = fmt.Sprintf("%d now, %d in the future, of %d", r.Now, r.Future, last)
		s.Joined = true
	}
	return s
}

// A Ladder shows how many things are important at each step, from the first step up.
type Ladder struct {
	ID, Title, Summary string
	Width, Height      int
	Steps              []LadderStep
}

// A LadderStep is one step: what is important there, and what of it was not on the step before.
type LadderStep struct {
	Name, Grades              string
	Total, New, Gone          int
	X, Y, Width, Height, MidX int
	KeptY, KeptHeight         int
	TotalY, NameY, GradesY    int
	Change                    string
}

// The measures of a ladder.
const (
	ladderStep   = 168
	ladderHeight = 230
	ladderBase   = 190
)

// NewLadder lays out a ladder. The heights are in proportion to the totals; the first step has nothing
// before it, so nothing new.
func NewLadder(id, title, summary string, steps []LadderStep) Ladder {
	l := Ladder{ID: id, Title: title, Summary: summary, Width: ladderStep*len(steps) + 8, Height: ladderHeight}
	most := 1
	for _, s := range steps {
		most = max(most, s.Total)
	}
	for i, s := range steps {
		if i == 0 {
			s.New, s.Gone = 0, 0
		}
		s.Height = s.Total * (ladderBase - 44) / most
		s.X, s.Width = 4+i*ladderStep, ladderStep-6
		s.Y = ladderBase - s.Height
		s.KeptHeight = (s.Total - s.New) * s.Height / max(s.Total, 1)
		s.KeptY = ladderBase - s.KeptHeight
		s.MidX = s.X + s.Width/2
		s.TotalY, s.NameY, s.GradesY = s.Y-10, ladderBase+18, ladderBase+34
		if s.New > 0 {
			s.Change = fmt.Sprintf("+%d", s.New)
		}
		if s.Gone > 0 {
			s.Change = strings.TrimSpace(fmt.Sprintf("%s −%d", s.Change, s.Gone))
		}
		l.Steps = append(l.Steps, s)
	}
	return l
}

// A Matrix shows which of many columns each row has, as a field of marks.
type Matrix struct {
	ID, Title, Summary string
	Width, Height      int
	Rows               []MatrixRow
}

// A MatrixRow is one row: its name and the path of its marks.
type MatrixRow struct {
	Name, Class, Marks, Gaps string
	Y                        int
}

// The measures of a matrix.
const (
	matrixCell  = 11
	matrixMark  = 8
	matrixStart = 196
	matrixRow   = 20
)

// NewMatrix lays out a matrix; has says which of the columns a row has.
func NewMatrix(id, title, summary string, columns int, rows []MatrixRow, has func(row, column int) bool) Matrix {
	m := Matrix{ID: id, Title: title, Summary: summary, Width: matrixStart + columns*matrixCell, Height: len(rows)*matrixRow + 2}
	for i, row := range rows {
		var marks, gaps strings.Builder
		y := i*matrixRow + 4
		for c := range columns {
			b, mark, inset := &gaps, 2, (matrixMark-2)/2
			if has(i, c) {
				b, mark, inset = &marks, matrixMark, 0
			}
			fmt.Fprintf(b, "M%d %dh%dv%dh-%dz", matrixStart+c*matrixCell+inset, y+inset, mark, mark, mark)
		}
		row.Marks, row.Gaps, row.Y = marks.String(), gaps.String(), y+matrixMark
		m.Rows = append(m.Rows, row)
	}
	return m
}
