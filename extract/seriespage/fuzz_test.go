package seriespage_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// FuzzParse: no text makes the parser panic; what it accepts has a class for every line, and what it
// refuses names the file.
func FuzzParse(f *testing.F) {
	text := raw(f)
	f.Add([]byte(text))
	for section := range strings.SplitSeq(text, "\n\n") {
		f.Add([]byte(section))
	}
	f.Add([]byte(grown(20)))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := seriespage.Parse(path, data)
		var problems source.Problems
		if err != nil && (!errors.As(err, &problems) || !strings.HasPrefix(err.Error(), path)) {
			t.Errorf("the error is not a list of problems of the file: %v", err)
		}
		if err != nil {
			return
		}
		lines := strings.Count(strings.TrimSuffix(string(data), "\n"), "\n") + 1
		if len(doc.Classes) != lines {
			t.Errorf("%d classes for %d lines", len(doc.Classes), lines)
		}
		for i, class := range doc.Classes {
			if class == "" {
				t.Errorf("line %d has no class", i+1)
			}
		}
	})
}

// grown is a page with n titles, duties and locations.
func grown(n int) string {
	var titles, duties, locations strings.Builder
	for i := range n {
		fmt.Fprintf(&titles, "  • Specialist (Area %d/A%d)\n", i, i)
		fmt.Fprintf(&duties, "  • Doing %d;\n", i)
		fmt.Fprintf(&locations, "  • Place %d\n", i)
	}
	return "1. Specialist\n\nSpecialist\n\nJob Category: Work\nJob Series: 2210\n(Alternative A) – GS-5 though GS-15; experience is needed.\n\n" +
		"Types / Parentheticals\n\n" + titles.String() + "\nThe series covers work.\n\nDuties\n\nThe work varies:\n\n" + duties.String() + "  • Ending.\n\n" + locations.String()
}

func TestGrownPage(t *testing.T) {
	doc := parse(t, grown(3000))
	if len(doc.Titles) != 3000 || len(doc.Duties) != 3001 || len(doc.Locations) != 3000 {
		t.Errorf("%d titles, %d duties, %d locations; expected 3000, 3001, 3000", len(doc.Titles), len(doc.Duties), len(doc.Locations))
	}
}

func BenchmarkParse(b *testing.B) {
	benchmark(b, raw(b))
}

// BenchmarkParseGrown shows the cost growing with the page: MB/s stays as it is from 1x to 100x.
func BenchmarkParseGrown(b *testing.B) {
	for _, n := range []int{20, 200, 2000} {
		b.Run(fmt.Sprintf("%dx", n/20), func(b *testing.B) { benchmark(b, grown(n)) })
	}
}

func benchmark(b *testing.B, text string) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := seriespage.Parse(path, []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
}
