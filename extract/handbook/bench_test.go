package handbook_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/handbook"
)

func BenchmarkParse(b *testing.B) {
	data := []byte(raw(b))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := handbook.Parse(path, data); err != nil {
			b.Fatal(err)
		}
	}
}

// grown is the small handbook with n more of each thing that a handbook has many of.
func grown(tb testing.TB, n int) string {
	var contents, bands, ranks, profiles, definitions, prose strings.Builder
	for i := range n {
		fmt.Fprintf(&contents, "Occupational Profile for Net %d 7\n", i)
		fmt.Fprintf(&bands, "Skill %d\tX\t\n", i)
		fmt.Fprintf(&ranks, "Skill %d\t%d\tNR*\n", i, i%9999+1)
		fmt.Fprintf(&profiles, "Occupational Profile for Net %d\n\nSentence.\n\nNet %d\t\nImportant Technical Competencies\t\nCabling\tSkill %d\n\nNet %d\nImportant Technical Tasks\nPulls cables.\n\n", i, i, i, i)
		fmt.Fprintf(&definitions, "Skill %d: Knowledge of this and\n\nof that.\n\n", i)
		fmt.Fprintf(&prose, "Paragraph %d says a few words, and\n\nthen some more of them.\n\n", i)
	}
	text := swap(tb, small, "X General Competencies 8\n", contents.String()+"X General Competencies 8\n")
	text = swap(tb, text, "Prose here.\n\n", prose.String())
	text = swap(tb, text, "Cabling\tX\t**\n", bands.String()+"Cabling\tX\t**\n")
	text = swap(tb, text, "Cabling\t1\t1\n", ranks.String()+"Cabling\t1\t1\n")
	text = swap(tb, text, "\nX General Competencies\n", "\n"+profiles.String()+"X General Competencies\n")
	return swap(tb, text, "US Office of", definitions.String()+"US Office of")
}

func TestGrownHandbook(t *testing.T) {
	doc := parse(t, grown(t, 2000))
	if len(doc.Profiles) != 2002 || len(doc.Definitions) != 2002 || len(doc.TechnicalBands[0].Rows) != 2001 || len(doc.Rankings[1].Rows) != 2001 || len(doc.Contents) != 2011 {
		t.Errorf("%d profiles, %d definitions, %d band rows, %d ranks, %d entries of the contents; expected 2000 more than the small handbook has of each",
			len(doc.Profiles), len(doc.Definitions), len(doc.TechnicalBands[0].Rows), len(doc.Rankings[1].Rows), len(doc.Contents))
	}
}

// BenchmarkParseGrown shows the cost growing with the document: MB/s stays as it is from 1x to 100x.
func BenchmarkParseGrown(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		data := []byte(grown(b, n))
		b.Run(fmt.Sprintf("%dx", n/100), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := handbook.Parse(path, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
