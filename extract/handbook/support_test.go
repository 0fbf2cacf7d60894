package handbook_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
)

// path is how messages name the document under test.
const path = "handbook.txt"

// raw returns the handbook as published.
func raw(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("../../raw/fwci/handbook-2210.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func parse(tb testing.TB, text string) *handbook.Document {
	tb.Helper()
	doc, err := handbook.Parse(path, []byte(text))
	if err != nil {
		tb.Fatalf("the handbook does not parse:\n%v", clip(err.Error()))
	}
	return doc
}

// refuse parses a text that must not pass and returns its problems.
func refuse(tb testing.TB, text string) source.Problems {
	tb.Helper()
	doc, err := handbook.Parse(path, []byte(text))
	var problems source.Problems
	if !errors.As(err, &problems) || doc != nil {
		tb.Fatalf("Parse gave a document: %v and the error %v; expected source.Problems and no document", doc != nil, err)
	}
	return problems
}

func clip(text string) string {
	if len(text) > 2000 {
		return text[:2000] + "…"
	}
	return text
}

// swap replaces the one place where old is; a mutation that no longer fits its source fails.
func swap(tb testing.TB, text, old, replacement string) string {
	tb.Helper()
	if n := strings.Count(text, old); n != 1 {
		tb.Fatalf("the text has %q %d times; the mutation expects it once", old, n)
	}
	return strings.Replace(text, old, replacement, 1)
}

// lineOf returns the number of the one line that reads so.
func lineOf(tb testing.TB, text, line string) int {
	tb.Helper()
	at := 0
	for i, l := range strings.Split(text, "\n") {
		if l == line {
			if at > 0 {
				tb.Fatalf("the line %q is at %d and %d", line, at, i+1)
			}
			at = i + 1
		}
	}
	if at == 0 {
		tb.Fatalf("no line reads %q", line)
	}
	return at
}

// factLines states every fact of a document, one to a line, without their places.
func factLines(doc *handbook.Document) []string {
	var facts []string
	add := func(format string, args ...any) { facts = append(facts, fmt.Sprintf(format, args...)) }
	add("title|%s", doc.Title.Value)
	for _, e := range doc.Contents {
		add("contents|%d|%s", e.Page, e.Title.Value)
	}
	for _, s := range doc.Sections {
		add("section|%d|%s", s.Page, s.Title.Value)
		for _, text := range s.Prose {
			add("prose|%s|%s", s.Title.Value, text.Value)
		}
	}
	for _, c := range doc.Clusters {
		add("cluster|%s|%s", c.Name.Value, c.Definition.Value)
		for _, w := range c.WorkTypes {
			add("work|%s|%s", c.Name.Value, w.Value)
		}
	}
	for _, c := range doc.ClusterProfiles {
		add("cluster profile|%s|%s", c.Name.Value, c.Summary.Value)
	}
	for _, l := range doc.Listed {
		add("listed|%s|%s", l.Kind, l.Name.Value)
	}
	for _, g := range doc.Grades {
		add("grade|%s|%d|%d", g.Band.Value, g.Min, g.Max)
	}
	for _, table := range append([]handbook.BandTable{doc.GeneralBands}, doc.TechnicalBands...) {
		for _, row := range table.Rows {
			for i, cell := range row.Cells {
				add("band|%s|%s|%s|%s", table.Cluster.Value, row.Name.Value, table.Bands[i], cell)
			}
		}
		for _, note := range table.Notes {
			add("footnote|%s|%s", table.Cluster.Value, note.Value)
		}
	}
	for _, r := range doc.Rankings {
		for _, row := range r.Rows {
			add("rank|%s|%s|%d|%d", r.Cluster.Value, row.Name.Value, row.Current, row.Future)
		}
	}
	for _, p := range doc.Profiles {
		add("profile|%s|%t|%s|%s|%s", p.Name.Value, p.Whole, p.Cluster, p.Kind, p.Summary.Value)
		for _, c := range p.Competencies {
			add("profile competency|%s|%s", p.Name.Value, c.Value)
		}
		for _, task := range p.Tasks {
			add("task|%s|%s", p.Name.Value, task.Value)
		}
	}
	for _, d := range doc.Definitions {
		add("definition|%s|%s|%s", d.Kind, d.Name.Value, d.Text.Value)
		if d.Note.Value != "" {
			add("note|%s|%s", d.Name.Value, d.Note.Value)
		}
	}
	return facts
}

// joined puts the paragraphs of each section together: a page break at the end of a sentence cannot be
// distinguished from the end of a paragraph.
func joined(facts []string) []string {
	var out []string
	for _, fact := range facts {
		section := ""
		if parts := strings.SplitN(fact, "|", 3); parts[0] == "prose" {
			section = parts[0] + "|" + parts[1] + "|"
		}
		if n := len(out); section != "" && n > 0 && strings.HasPrefix(out[n-1], section) {
			out[n-1] += " " + fact[len(section):]
		} else {
			out = append(out, fact)
		}
	}
	return out
}

// difference describes how two lists of facts differ, or is empty. Their order counts.
func difference(got, want []string) string {
	var report []string
	for i := 0; i < max(len(got), len(want)) && len(report) < 3; i++ {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			report = append(report, fmt.Sprintf("fact %d is\n  %s\nexpected\n  %s", i, g, w))
		}
	}
	return strings.Join(report, "\n")
}

// changes returns the facts of b that a lacks and those of a that b lacks.
func changes(a, b []string) (added, removed []string) {
	count := map[string]int{}
	for _, fact := range a {
		count[fact]++
	}
	for _, fact := range b {
		if count[fact]--; count[fact] < 0 {
			added = append(added, fact)
			count[fact] = 0
		}
	}
	for _, fact := range a {
		if count[fact] > 0 {
			removed = append(removed, fact)
			count[fact]--
		}
	}
	return added, removed
}
