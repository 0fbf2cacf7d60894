package chart

import (
	"strings"
	"testing"
)

func TestChange(t *testing.T) {
	for _, test := range []struct {
		now, future   int
		trend, change string
	}{
		{40, 16, "rises", "rises by 24"}, {1, 9, "falls", "falls by 8"}, {3, 3, "same", "same"}, {0, 5, "enters", "enters"}, {36, 0, "leaves", "leaves"}, {0, 0, "", "not ranked"},
	} {
		if r := (Ranked{Now: test.now, Future: test.future, Trend: test.trend}); r.Change() != test.change {
			t.Errorf("%d to %d: %q; want %q", test.now, test.future, r.Change(), test.change)
		}
	}
}

func TestSlope(t *testing.T) {
	things := []Ranked{{"A", 1, 3, "falls"}, {"B", 2, 2, "same"}, {"C", 3, 1, "rises"}, {"D", 0, 4, "enters"}, {"E", 9, 0, "leaves"}, {"F", 4, 20, "falls"}, {"G", 5, 5, "same"}}
	s := NewSlope("id", "title", "summary", things)
	if len(s.Lines) != len(things) || len(s.LeftLabels) != 6 || len(s.RightLabels) != 6 {
		t.Fatalf("%d lines, %d labels left, %d right", len(s.Lines), len(s.LeftLabels), len(s.RightLabels))
	}
	for _, l := range s.Lines {
		if l.X1 < s.Left || l.X2 > s.Right || l.X1 >= l.X2 || max(l.Y1, l.Y2) > s.Height {
			t.Errorf("a line leaves the picture: %+v", l)
		}
		switch strings.Fields(l.Class)[0] {
		case "rises":
			if l.Y2 >= l.Y1 {
				t.Errorf("a rise goes down: %+v", l)
			}
		case "falls":
			if l.Y2 <= l.Y1 {
				t.Errorf("a fall goes up: %+v", l)
			}
		}
	}
	heights := map[int]bool{}
	for _, l := range s.LeftLabels {
		if heights[l.Y] {
			t.Errorf("two labels at the height %d", l.Y)
		}
		heights[l.Y] = true
	}
	if last := s.Lines[len(s.Lines)-1]; !strings.Contains(last.Class, "strong") {
		t.Errorf("the strong line is not on top: %+v", last)
	}
}

func TestStrip(t *testing.T) {
	for _, test := range []struct {
		now, future, last int
		nowX, futureX     int
		title             string
	}{
		{1, 41, 41, stripStart, stripEnd, "1 now, 41 in the future, of 41"},
		{0, 1, 5, 0, stripStart, "Not ranked now, 1 of 5 in the future"},
		{5, 0, 5, stripEnd, 0, "5 of 5 now, not ranked in the future"},
		{1, 1, 1, stripStart, stripStart, "1 now, 1 in the future, of 1"},
	} {
		s := NewStrip(Ranked{Now: test.now, Future: test.future}, test.last)
		if s.NowX != test.nowX || s.FutureX != test.futureX || s.Title != test.title {
			t.Errorf("%d to %d: %+v", test.now, test.future, s)
		}
	}
}

func TestLadder(t *testing.T) {
	l := NewLadder("id", "title", "summary", []LadderStep{{Name: "1", Total: 10, New: 10}, {Name: "2", Total: 40, New: 32, Gone: 2}, {Name: "3", Total: 40}})
	if first := l.Steps[0]; first.Change != "" || first.KeptHeight != first.Height {
		t.Errorf("the first step has something new: %+v", first)
	}
	second := l.Steps[1]
	if second.Change != "+32 −2" || second.Height/4 != l.Steps[0].Height || second.KeptHeight != second.Height/5 || second.Y < 0 || second.X <= l.Steps[0].X {
		t.Errorf("the second step is %+v next to %+v", second, l.Steps[0])
	}
	if l.Steps[2].Change != "" || l.Steps[2].X+l.Steps[2].Width > l.Width {
		t.Errorf("the third step is %+v in %d", l.Steps[2], l.Width)
	}
	if empty := NewLadder("id", "", "", []LadderStep{{}}); empty.Steps[0].Height != 0 {
		t.Errorf("an empty step has a height: %+v", empty.Steps[0])
	}
}

func TestMatrix(t *testing.T) {
	m := NewMatrix("id", "title", "summary", 3, []MatrixRow{{Name: "A"}, {Name: "B"}}, func(row, column int) bool { return column <= row })
	for i, want := range []int{1, 2} {
		if marks := strings.Count(m.Rows[i].Marks, "M"); marks != want {
			t.Errorf("row %d has %d marks; want %d", i, marks, want)
		}
		if gaps := strings.Count(m.Rows[i].Gaps, "M"); gaps != 3-want {
			t.Errorf("row %d has %d gaps; want %d", i, gaps, 3-want)
		}
	}
}
