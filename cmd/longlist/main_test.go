package main

import (
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform/match"
)

func TestLines(t *testing.T) {
	given := []string{"arc welder", "chef de cuisine", "pastry cook", "nurse", "gardener"}
	list := lines(given, 1000)
	seen := map[string]bool{}
	for _, line := range list {
		if seen[line] {
			t.Errorf("%q appears twice", line)
		}
		seen[line] = true
	}
	for _, want := range []string{"arc welder", "Senior nurse", "Arc welder - Denver, CO", "arc weler", "gardener II", "nurse cuisine", "arc welder/nurse"} {
		if !seen[want] {
			t.Errorf("%q is not in %q", want, list)
		}
	}
	if got := lines(given, 3); len(got) != 3 {
		t.Errorf("%d lines; expected 3", len(got))
	}
}

// BenchmarkLongList ranks ESCO for 20,000 titles and for 20,000 skills without definitions.
func BenchmarkLongList(b *testing.B) {
	c, err := escodata.Load([]string{escotest.Download(b, "esco-v1.1.1")})
	if err != nil {
		b.Fatal(err)
	}
	for _, target := range []match.Target{match.Occupations, match.Skills} {
		x := match.NewIndex(c, target)
		var queries []match.Query
		for _, line := range lines(labels(c, target), 20000) {
			queries = append(queries, match.Query{Label: line})
		}
		b.Run(string(target), func(b *testing.B) {
			for b.Loop() {
				x.SearchAll(queries, 10)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(queries)), "µs/query")
		})
	}
}
