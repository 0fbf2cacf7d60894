package escopage_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// path is how messages name the document under test.
const path = "page.txt"

// raw returns the page as published.
func raw(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("../../raw/esco/ict-change-and-configuration-manager.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func parse(tb testing.TB, text string) *escopage.Document {
	tb.Helper()
	doc, err := escopage.Parse(path, []byte(text))
	if err != nil {
		tb.Fatalf("the page does not parse:\n%v", err)
	}
	return doc
}

// swap replaces the one place where old is.
func swap(tb testing.TB, text, old, replacement string) string {
	tb.Helper()
	if n := strings.Count(text, old); n != 1 {
		tb.Fatalf("the text has %q %d times; the mutation expects it once", old, n)
	}
	return strings.Replace(text, old, replacement, 1)
}

// factLines states every fact of a page, one to a line.
func factLines(doc *escopage.Document) []string {
	facts := []string{"title|" + doc.Title.Value, "code|" + doc.Code + "|" + doc.ISCO, "description|" + doc.Description.Value}
	for _, c := range doc.Counts {
		facts = append(facts, fmt.Sprintf("count|%s|%s|%d|%d", c.Scope, c.Name, c.Value, c.Found))
	}
	for _, r := range doc.Relations {
		facts = append(facts, relation(r.Kind, r.SkillType, r.ReuseLevel, r.Label.Value, strings.Join(r.Tags, "+"), r.Description.Value))
	}
	return facts
}

func relation(kind, skillType, reuse, label, tags, description string) string {
	return strings.Join([]string{"relation", kind, skillType, reuse, label, tags, description}, "|")
}

// compare reports the first facts that differ.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("fact %d is\n  %s\nexpected\n  %s", i, g, w)
			return
		}
	}
}

// secondReading finds the relations with plain string operations: the page is cut at the words "ESCO
// source" and the groups and buckets are looked for by their literal headings.
func secondReading(text string) []string {
	groups := map[string][2]string{
		"Essential knowledge 6 competences":               {"essential", "knowledge"},
		"Essential skills and competences 12 competences": {"essential", "skill/competence"},
		"Optional knowledge 13 competences":               {"optional", "knowledge"},
		"Optional skills and competences 7 competences":   {"optional", "skill/competence"},
	}
	buckets := map[string]string{"Occupation specific": "occupation-specific", "Sector-specific": "sector-specific", "Cross-sector": "cross-sector", "Transversal": "transversal"}
	var facts []string
	var group [2]string
	var bucket string
	_, body, _ := strings.Cut(text, "38 ESCO relations\n")
	body = strings.ReplaceAll(body, "\u00a0", " ") // comes before a word, once
	for part := range strings.SplitSeq(body, "\nESCO source") {
		var rest []string
		for line := range strings.SplitSeq(part, "\n") {
			if g, ok := groups[line]; ok {
				group = g
			} else if b, ok := buckets[line]; ok {
				bucket = b
			} else if line != "" && line != "No competences in this bucket." && !strings.HasSuffix(line, " competences") && !strings.HasSuffix(line, " competence") {
				rest = append(rest, line)
			}
		}
		if len(rest) == 0 {
			continue // after the last concept
		}
		tags := ""
		if last := rest[len(rest)-1]; !strings.Contains(last, " ") && len(rest) > 2 {
			tags = strings.ReplaceAll(last, "digCompdigital", "digComp+digital")
			rest = rest[:len(rest)-1]
		}
		facts = append(facts, relation(group[0], group[1], bucket, rest[0], tags, strings.Join(rest[1:], " ")))
	}
	return facts
}

func TestSecondReading(t *testing.T) {
	text := raw(t)
	want := secondReading(text)
	var got []string
	labels := map[string]bool{}
	doc := parse(t, text)
	for _, fact := range factLines(doc) {
		if strings.HasPrefix(fact, "relation|") {
			got = append(got, fact)
		}
	}
	for _, r := range doc.Relations {
		labels[r.Label.Value] = true
	}
	if len(got) != 38 || len(want) != 38 || len(labels) != 37 {
		t.Errorf("the parser found %d relations to %d concepts, the second reading %d relations; counted by hand: 38 to 37", len(got), len(labels), len(want))
	}
	compare(t, got, want)
}

// TestHandTakenFacts holds what a person read off the page.
func TestHandTakenFacts(t *testing.T) {
	doc := parse(t, raw(t))
	compare(t, factLines(doc)[:19], []string{
		"title|ICT change and configuration manager",
		"code|2519.3|2519",
		"description|ICT change and configuration managers organise and implement a process to manage changes throughout the lifecycle of ICT assets such as software, applications, ICT systems, etc. ICT change and configuration managers have a sound knowledge of the main technologies and processes used in system engineering and to manage the lifecycle of ICT systems and subsystems.",
		"count|competences||38|38", "count|groups||4|4", "count|essential||18|18", "count|optional||20|20", "count|relations||38|38",
		"count|group|Essential knowledge|6|6",
		"count|bucket|Essential knowledge, Occupation specific|0|0",
		"count|bucket|Essential knowledge, Sector-specific|4|4",
		"count|bucket|Essential knowledge, Cross-sector|2|2",
		"count|group|Essential skills and competences|12|12",
		"count|bucket|Essential skills and competences, Occupation specific|1|1",
		"count|bucket|Essential skills and competences, Sector-specific|7|7",
		"count|bucket|Essential skills and competences, Cross-sector|4|4",
		"count|group|Optional knowledge|13|13",
		"count|bucket|Optional knowledge, Occupation specific|1|1",
		"count|bucket|Optional knowledge, Sector-specific|11|11",
	})
	tags := map[string]string{}
	levels := map[string]string{}
	spans := map[string]source.Span{}
	for _, r := range doc.Relations {
		tags[r.Label.Value] = strings.Join(r.Tags, "+")
		levels[r.Kind+" "+r.Label.Value] = r.SkillType + ", " + r.ReuseLevel
		if _, known := spans[r.Label.Value]; !known {
			spans[r.Label.Value] = r.Span
		}
	}
	for label, want := range map[string]string{
		"computer programming": "digComp+digital", "DevOps": "digital", "perform project management": "research",
		"project configuration management": "", "build business relationships": "", "train employees": "", "apply change management": "",
	} {
		if tags[label] != want {
			t.Errorf("%s has the tags %q; read by hand: %q", label, tags[label], want)
		}
	}
	for label, want := range map[string]string{
		"essential manage software releases":                                 "skill/competence, occupation-specific",
		"essential apply change management":                                  "skill/competence, cross-sector",
		"optional apply change management":                                   "skill/competence, cross-sector",
		"optional STAF":                                                      "knowledge, sector-specific",
		"optional control objectives for information and related technology": "knowledge, occupation-specific",
	} {
		if levels[label] != want {
			t.Errorf("%s is %q; read by hand: %q", label, levels[label], want)
		}
	}
	for label, want := range map[string]source.Span{"DevOps": {Start: 34, End: 39}, "project configuration management": {Start: 68, End: 72}, "computer programming": {Start: 240, End: 245}} {
		if spans[label] != want {
			t.Errorf("%s is on the lines %v; read by hand: %v", label, spans[label], want)
		}
	}
	for line, want := range map[int]source.Class{1: source.Boilerplate, 2: source.Boilerplate, 4: source.Data, 6: source.Boilerplate, 8: source.Data, 10: source.Data,
		11: source.Boilerplate, 12: source.Data, 20: source.Heading, 23: source.Heading, 25: source.Heading, 27: source.Data, 29: source.Boilerplate, 34: source.Data, 38: source.Data, 39: source.Boilerplate} {
		if got := doc.Classes[line-1]; got != want {
			t.Errorf("line %d is of class %s; expected %s", line, got, want)
		}
	}
}

// TestSameFacts changes the layout of the page and nothing it says.
func TestSameFacts(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	replace := func(old, replacement string) func(string) string {
		return func(text string) string { return strings.ReplaceAll(text, old, replacement) }
	}
	for _, test := range []struct {
		name string
		edit func(string) string
	}{
		{"CRLF", replace("\n", "\r\n")},
		{"byte-order mark", func(text string) string { return "\ufeff" + text }},
		{"NBSP for each space", replace(" ", "\u00a0")},
		{"doubled blank lines", replace("\n\n", "\n\n\n\n")},
		{"white space on blank lines", replace("\n\n", "\n \t \n")},
		{"trailing spaces", replace("\n", "   \n")},
		{"leading spaces", replace("\n", "\n  ")},
		{"form feeds", replace("\n\n", "\n\f\n")},
		{"a final line end", func(text string) string { return text + "\n" }},
		{"blank lines at the end", func(text string) string { return text + "\n\n\n" }},
		{"a blank line below each concept", replace("ESCO source\n", "ESCO source\n\n")},
		{"no furniture at the top", func(text string) string { return strings.TrimPrefix(text, "Skip to content\nESCO occupation\n\n") }},
		{"hyphens in the buckets", replace("Occupation specific", "Occupation-specific")},
	} {
		t.Run(test.name, func(t *testing.T) {
			edited := test.edit(text)
			if edited == text {
				t.Fatal("the edit changes nothing")
			}
			got := factLines(parse(t, edited))
			for i := range got {
				got[i] = strings.Replace(got[i], ", Occupation-specific", ", Occupation specific", 1)
			}
			compare(t, got, want)
		})
	}
}

// other is a page of another occupation: several paragraphs, a transversal bucket, empty buckets, two and
// three tags, a group without a bucket.
const other = `Skip to content
ESCO occupation

.NET developer

Back to ESCO occupations

They write software.

They also test it.

2512.4.1 ISCO 2512 ESCO source
Competences
4
Groups
2
Essential
3
Optional
1

Competences and skills

4 ESCO relations
Essential skills and competences 3 competences

Occupation specific

0 competences

No competences in this bucket.

Cross-sector

1 competence
use ICT

Use a computer.

Tasks include:

• reading;
• writing.

“Use” means daily use

digitaldigCompresearch
ESCO source

Transversal

2 competences
think

Think first.

greendigital
ESCO source
3D modelling

ESCO source
Optional knowledge 1 competence

Sector-specific

0 competences
Transversal

1 competence
C#

digital
language
ESCO source
`

func TestOtherPage(t *testing.T) {
	compare(t, factLines(parse(t, other)), []string{
		"title|.NET developer", "code|2512.4.1|2512", "description|They write software. They also test it.",
		"count|competences||4|4", "count|groups||2|2", "count|essential||3|3", "count|optional||1|1", "count|relations||4|4",
		"count|group|Essential skills and competences|3|3",
		"count|bucket|Essential skills and competences, Occupation specific|0|0",
		"count|bucket|Essential skills and competences, Cross-sector|1|1",
		"count|bucket|Essential skills and competences, Transversal|2|2",
		"count|group|Optional knowledge|1|1",
		"count|bucket|Optional knowledge, Sector-specific|0|0",
		"count|bucket|Optional knowledge, Transversal|1|1",
		"relation|essential|skill/competence|cross-sector|use ICT|digital+digComp+research|Use a computer. Tasks include: • reading; • writing. “Use” means daily use",
		"relation|essential|skill/competence|transversal|think|green+digital|Think first.",
		"relation|essential|skill/competence|transversal|3D modelling||",
		"relation|optional|knowledge|transversal|C#|digital+language|",
	})
}

// TestCounts: where the counts of the page agree that a relation is lost or made up, the page is refused; a
// count that the others contradict is left to the findings.
func TestCounts(t *testing.T) {
	const lost = " here and shows %s, and no other count says otherwise; expected every relation, each closed by \"ESCO source\" [esco-page-count]"
	bucket := func(text string) string { return swap(t, text, "11 competences", "12 competences") }
	group := func(text string) string { return swap(t, text, "knowledge 13 competences", "knowledge 14 competences") }
	totals := func(text string) string {
		return swap(t, swap(t, text, "38 ESCO relations", "39 ESCO relations"), "Competences\n38", "Competences\n39")
	}
	for name, text := range map[string]string{"a bucket": bucket(raw(t)), "a group": group(raw(t)), "one total": swap(t, raw(t), "38 ESCO relations", "39 ESCO relations")} {
		differ := 0
		for _, c := range parse(t, text).Counts {
			if c.Found != c.Value {
				differ++
			}
		}
		if differ != 1 {
			t.Errorf("%s: %d counts differ from what the page shows; expected 1", name, differ)
		}
	}
	refused(t, group(bucket(raw(t))), "page.txt:169:1: the page declares 12"+fmt.Sprintf(lost, "11"))
	refused(t, totals(group(raw(t))), "page.txt:12:1: the page declares 39"+fmt.Sprintf(lost, "38")+"\npage.txt:155:1: the page declares 14"+fmt.Sprintf(lost, "13"))
	refused(t, totals(raw(t)), "page.txt:12:1: the page declares 39"+fmt.Sprintf(lost, "38"))
}

func TestDamages(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"a line on top", "ESCO occupation\n", "ESCO occupation\nMenu\n", `page.txt:3:1: no rule knows this line: "Menu" [unclaimed-line]`},
		{"no title", "ICT change and configuration manager\n\nBack", "Back", "page.txt:6:1: no rule knows this line: \"ICT change and configuration managers organise and implement a process to manag…\" [unclaimed-line]\npage.txt:8:1: no title above the code; expected the occupation's name above \"Back to ESCO occupations\" [esco-page-frame]"},
		{"a line among the counts", "Groups\n4", "Groups\n4\n5", `page.txt:15:1: no rule knows this line: "5" [unclaimed-line]`},
		{"a count of letters", "Groups\n4", "Groups\nfour", "page.txt:13:1: no number below \"Groups\" [esco-page-count]\npage.txt:14:1: no rule knows this line: \"four\" [unclaimed-line]"},
		{"a line between the frame and the first group", "38 ESCO relations\n", "38 ESCO relations\nOverview\n", `page.txt:23:1: no rule knows this line: "Overview" [unclaimed-line]`},
		{"a line after a group", "Essential knowledge 6 competences\n", "Essential knowledge 6 competences\nOverview\n", `page.txt:24:1: no rule knows this line: "Overview"; expected a group, a bucket (Occupation specific, Sector-specific, Cross-sector, Transversal) or a concept inside one [esco-page-line]`},
		{"a bucket without its count", "Sector-specific\n\n4 competences\n", "Sector-specific\n\n", "page.txt:31:1: no count below the bucket \"Sector-specific\"; expected \"n competences\" [esco-page-count]"},
		{"a group of a third kind", "Optional knowledge 13 competences", "Useful knowledge 13 competences", `page.txt:155:1: the concept "Useful knowledge 13 competences" is not closed; expected "ESCO source" below its description [esco-page-concept]`},
		{"a concept that is not closed", "digital\nESCO source\n\nCross-sector\n\n2 competences", "digital\n\nCross-sector\n\n2 competences", `page.txt:52:1: the concept "tools for software configuration management" is not closed; expected "ESCO source" below its description [esco-page-concept]`},
		{"a concept without a label", "\nESCO source\nEssential skills", "\nESCO source\nESCO source\nEssential skills", "page.txt:73:1: \"ESCO source\" closes no concept; expected a label above it [esco-page-concept]\npage.txt:73:1: \"ESCO source\" may close a concept or belong to a text: the bucket declares 2 competences and has 3 such lines [esco-page-concept]"},
		{"a tag of no collection", "digCompdigital", "digCompnuclear", `page.txt:244:1: the tags "digCompnuclear"; expected names of ESCO's collections: digComp, digital, green, language, research, transversal [esco-page-tags]`},
		{"a line before a concept", "DevOps\n\n", "@@ unknown @@\nDevOps\n\n", `page.txt:34:1: no rule knows this line: "@@ unknown @@"; expected the label of a concept [esco-page-line]`},
		{"no code", "2519.3 ISCO 2519 ESCO source\n", "", `page.txt: expected a line such as "2519.3 ISCO 2519 ESCO source"; found none. The layout that is read is the text of an occupation page of the AutoPed service`},
		{"a code of another form", "2519.3 ISCO 2519 ESCO source\n", "25193 ISCO 2519 ESCO source\n", `page.txt: expected a line such as "2519.3 ISCO 2519 ESCO source"; found none. The layout that is read is the text of an occupation page of the AutoPed service`},
	} {
		t.Run(test.name, func(t *testing.T) {
			refused(t, swap(t, raw(t), test.old, test.new), test.want)
		})
	}
	for _, test := range []struct{ name, text, want string }{
		{"empty", "\n", "page.txt:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"binary", "a\x00", "page.txt:1:2: a zero byte: expected text [source-binary]"},
		{"not UTF-8", "a\n\n\xa0b", "page.txt:3:1: byte 0xa0 is not UTF-8; expected a document in UTF-8. The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is '\\u00a0': convert it, for example with iconv -f WINDOWS-1252 -t UTF-8 [source-encoding]"},
	} {
		t.Run(test.name, func(t *testing.T) { refused(t, test.text, test.want) })
	}
}

// refused parses a text that must give these problems. A frame or bucket that goes unread unsettles the
// lines below it: want may be the first problem.
func refused(t *testing.T, text, want string) {
	t.Helper()
	doc, err := escopage.Parse(path, []byte(text))
	var problems source.Problems
	if !errors.As(err, &problems) || doc != nil {
		t.Fatalf("Parse gave a document: %v and the error %v; expected source.Problems and no document", doc != nil, err)
	}
	if got := err.Error(); got != want && !((strings.Contains(want, "found none") || strings.Contains(want, "no count below")) && strings.HasPrefix(got, want)) {
		t.Errorf("the problems are\n%s\nexpected\n%s", got, want)
	}
}

// TestTruncated cuts the page after each line: what is read must be a part of the whole, and a page cut
// inside a concept or before the first group is refused.
func TestTruncated(t *testing.T) {
	text := raw(t)
	lines := strings.Split(text, "\n")
	whole := map[string]bool{}
	for _, fact := range factLines(parse(t, text)) {
		whole[fact] = true
	}
	for n := 1; n < len(lines); n++ {
		doc, err := escopage.Parse(path, []byte(strings.Join(lines[:n], "\n")))
		if inside := lines[n-1] != "" && lines[n-1] != "ESCO source" && !strings.Contains(lines[n-1], " competence"); err == nil && (n < 23 || inside) {
			t.Errorf("the first %d lines, which end in %q, pass for a page", n, lines[n-1])
		}
		if err != nil {
			continue
		}
		for _, r := range doc.Relations {
			if fact := relation(r.Kind, r.SkillType, r.ReuseLevel, r.Label.Value, strings.Join(r.Tags, "+"), r.Description.Value); !whole[fact] {
				t.Errorf("the first %d lines give a relation that the page does not have: %s", n, fact)
			}
		}
	}
}
