package escodata

import (
	"encoding/csv"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

// Rows that are cut in the buffer and rows that go through encoding/csv are the rows that encoding/csv reads, each
// cell on the line where it begins, and the first error is on the same line.
func TestRowsAreThoseOfEncodingCSV(t *testing.T) {
	pieces := []string{"a", "b c", "", "é", `"`, `""`, `"x"`, `"x,y"`, `"x` + "\n" + `y"`, `"say ""no"""`, ",", ",", ",", "\n", "\n", "\r\n", "\r", strings.Repeat("long ", 20_000)}
	random := rand.New(rand.NewPCG(7, 0))
	plain := 0
	for range 3000 {
		var b strings.Builder
		b.WriteString("h,i,j\n")
		for range 1 + random.IntN(40) {
			at := random.IntN(len(pieces) - 1)
			if random.IntN(400) == 0 {
				at = len(pieces) - 1 // longer than the buffer
			}
			b.WriteString(pieces[at])
		}
		if compareRows(t, b.String()) {
			plain++
		}
		if t.Failed() {
			return
		}
	}
	if plain < 300 {
		t.Errorf("%d texts are read to their end; expected hundreds", plain)
	}
}

// compareRows reports whether a text is read to its end.
func compareRows(t *testing.T, text string) bool {
	t.Helper()
	table, err := openTable("x.csv", strings.NewReader(text), &kind{required: []string{"h"}})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	want := csv.NewReader(strings.NewReader(text))
	want.FieldsPerRecord = -1
	for {
		record, expected := want.Read()
		if record != nil && slices.Equal(record, []string{"h", "i", "j"}) {
			continue
		}
		err := table.read()
		if expected != nil || err != nil {
			var parse *csv.ParseError
			var problems source.Problems
			switch {
			case errors.Is(expected, io.EOF) && errors.Is(err, io.EOF):
				return true
			case errors.As(expected, &parse) && errors.As(err, &problems) && problems[0].Line == parse.Line && problems[0].Column == parse.Column:
				return false
			}
			t.Fatalf("%q: error %v; expected %v", text, err, expected)
		}
		if got := table.record.strings(); !slices.Equal(got, record) {
			t.Fatalf("%q: row %q; expected %q", text, got, record)
		}
		for i := range record {
			if line, _ := want.FieldPos(i); table.lineOf(i) != line {
				t.Fatalf("%q: cell %q is on line %d; expected %d", text, record[i], table.lineOf(i), line)
			}
		}
	}
}
