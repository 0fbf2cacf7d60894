package escopage_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// FuzzParse: no text makes the parser panic; what it accepts has a class for every line, and what it
// refuses names the file.
func FuzzParse(f *testing.F) {
	text := raw(f)
	f.Add([]byte(text))
	f.Add([]byte(other))
	front, body, _ := strings.Cut(text, "Essential knowledge")
	for section := range strings.SplitSeq("Essential knowledge"+body, "\nESCO source\n") {
		f.Add([]byte(section))
		f.Add([]byte(front + section + "\nESCO source"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := escopage.Parse(path, data)
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
		for _, r := range doc.Relations {
			if r.Kind == "" || r.SkillType == "" || r.ReuseLevel == "" || r.Label.Value == "" {
				t.Errorf("a relation lacks a part: %+v", r)
			}
		}
	})
}

// long is a page of n concepts.
func long(n int) string {
	var b strings.Builder
	b.WriteString("T\n\nBack to ESCO occupations\n\n1234.5 ISCO 1234 ESCO source\nEssential knowledge " + strconv.Itoa(n) + " competences\n\nCross-sector\n\n" + strconv.Itoa(n) + " competences\n")
	for i := range n {
		b.WriteString("skill " + strconv.Itoa(i) + "\n\nWords about it.\n\ndigCompdigital\nESCO source\n")
	}
	return b.String()
}

// TestLongPage reads a page far longer than any of ESCO's.
func TestLongPage(t *testing.T) {
	doc := parse(t, long(5000))
	if len(doc.Relations) != 5000 || doc.Relations[4999].Label.Value != "skill 4999" {
		t.Errorf("%d relations; expected 5000", len(doc.Relations))
	}
}

func BenchmarkParse(b *testing.B) {
	benchmark(b, raw(b))
}

// BenchmarkParseLong shows the cost growing with the page: MB/s stays as it is from 1x to 100x.
func BenchmarkParseLong(b *testing.B) {
	for _, n := range []int{40, 400, 4000} {
		b.Run(fmt.Sprintf("%dx", n/40), func(b *testing.B) { benchmark(b, long(n)) })
	}
}

func benchmark(b *testing.B, text string) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := escopage.Parse(path, []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
}
