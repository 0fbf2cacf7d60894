package seriespage_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/source"
)

// path is how messages name the document under test.
const path = "page.txt"

// raw returns the page as published.
func raw(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("../../raw/cbp/it-specialist-2210.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func parse(tb testing.TB, text string) *seriespage.Document {
	tb.Helper()
	doc, err := seriespage.Parse(path, []byte(text))
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
func factLines(doc *seriespage.Document) []string {
	facts := []string{
		"name|" + doc.Name.Value, "category|" + doc.Category.Value, "series|" + doc.Series.Value + "|" + doc.Note.Value,
	}
	for _, a := range doc.Alternatives {
		facts = append(facts, fmt.Sprintf("alternative|%s|%s|%d|%s|%d|%t|%s", a.Letter, a.Grades, a.Low, a.Connective, a.High, a.Needed, a.Statement.Value))
	}
	for _, t := range doc.Titles {
		facts = append(facts, fmt.Sprintf("title|%s|%s|%s|%s", t.Printed.Value, t.Base, t.Name, t.Code))
	}
	facts = append(facts, "overview|"+doc.Overview.Value, "duties overview|"+doc.DutiesOverview.Value)
	for _, d := range doc.Duties {
		facts = append(facts, "duty|"+d.Value)
	}
	for _, l := range doc.Locations {
		facts = append(facts, "location|"+l.Value)
	}
	return append(facts, "application|"+doc.Application.Value, "modified|"+doc.LastModified.Value+"|"+doc.Modified)
}

// handTaken is every fact of the page, read off it by a person.
var handTaken = []string{
	"name|Information Technology Specialist",
	"category|Information Technology Management",
	"series|2210|",
	"alternative|A|GS-5 though GS-15|5|though|15|true|(Alternative A OPM Classification & Qualifications) – GS-5 though GS-15; IT-related education or experience is needed.",
	"alternative|B|GS-5/7 levels only|5|/|7|false|(Alternative B OPM Classification & Qualifications) – GS-5/7 levels only; IT-related education or experience is not needed.",
	"title|Information Technology Specialist (Information Security/INFOSEC)|Information Technology Specialist|Information Security|INFOSEC",
	"title|Information Technology Specialist (Customer Support/CUSTSPT)|Information Technology Specialist|Customer Support|CUSTSPT",
	"title|Information Technology Specialist (Network Services/NETWORK)|Information Technology Specialist|Network Services|NETWORK",
	"title|Information Technology Specialist (Policy Planning/PLCYPLN)|Information Technology Specialist|Policy Planning|PLCYPLN",
	"title|Information Technology Specialist (Enterprise Architecture/ENTRACH)|Information Technology Specialist|Enterprise Architecture|ENTRACH",
	"title|Information Technology Specialist (Systems Analyst/SYSANALYSIS)|Information Technology Specialist|Systems Analyst|SYSANALYSIS",
	"title|Information Technology Specialist (Applications Software/APPSW)|Information Technology Specialist|Applications Software|APPSW",
	"title|Information Technology Specialist (Operating Systems/OS)|Information Technology Specialist|Operating Systems|OS",
	"title|Information Technology Specialist (Data Management/DATAMGT)|Information Technology Specialist|Data Management|DATAMGT",
	"title|Information Technology Specialist (Internet/INET)|Information Technology Specialist|Internet|INET",
	"title|Information Technology Specialist (Systems Administration/SYSADMIN)|Information Technology Specialist|Systems Administration|SYSADMIN",
	"title|Lead Information Technology Specialist|Lead Information Technology Specialist||",
	"title|Supervisory Information Technology Specialist|Supervisory Information Technology Specialist||",
	"overview|This job series covers positions responsible for providing support, guidance, and expertise in various Information Technology (IT) functions. Specialty areas include IT Policy Planning, Information Security, Customer Support, Network Services, Enterprise Architecture, Systems Analyst, Applications Software, Operating Systems, Data Management, Internet and Systems Administration. Work performed by the IT specialist varies and is dependent on the job field of each IT specialist.",
	"duties overview|Work within this job series requires an Information Technology (IT) Specialist to perform a variety of duties that involve knowledge of a wide variety of IT application, systems, and methods; ability to apply methods and practices for troubleshooting IT system issues to include issues such as network, database, customer inquiries, and knowledge of IT system security regulations, policies and procedures. Typical work assignments vary based on parenthetical/job fields listed above but duties may include:",
	"duty|Providing advice and guidance on a wide range and variety of IT issues;",
	"duty|Planning, analyzing, developing, implementing, maintaining and enhancing information systems security programs, policies, procedures and tools;",
	"duty|Assisting in the installation and integration of system patches, repairs, updates, and enhancements to ensure the delivery of IT services; and",
	"duty|Installing, configuring, integrating, troubleshooting, optimizing and maintaining customer hardware and software to maximize system availability and monitors network performance.",
	"location|Various",
	"location|DC metro area",
	"application|View the Professional Staff Application Process page for more details.",
	"modified||",
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

func TestHandTakenFacts(t *testing.T) {
	doc := parse(t, raw(t))
	compare(t, factLines(doc), handTaken)
	if doc.Alternatives[1].Statement.Span != source.At(18) || doc.Titles[12].Printed.Span != source.At(34) || doc.Locations[1].Span != source.At(50) {
		t.Errorf("Alternative B, the last title and the last location are on the lines %v, %v and %v; read by hand: 18, 34, 50",
			doc.Alternatives[1].Statement.Span, doc.Titles[12].Printed.Span, doc.Locations[1].Span)
	}
	for line, want := range map[int]source.Class{1: source.Boilerplate, 2: source.Blank, 7: source.Boilerplate, 11: source.Boilerplate,
		13: source.Heading, 15: source.Data, 20: source.Heading, 33: source.Data, 37: source.Data, 39: source.Heading, 49: source.Data, 56: source.Boilerplate} {
		if got := doc.Classes[line-1]; got != want {
			t.Errorf("line %d is of class %s; expected %s", line, got, want)
		}
	}
}

// TestSecondReading finds the bullets and the facts with plain string operations on the text.
func TestSecondReading(t *testing.T) {
	text := raw(t)
	doc := parse(t, text)
	between := func(from, to string) string {
		_, rest, _ := strings.Cut(text, from)
		inside, _, ok := strings.Cut(rest, to)
		if !ok {
			t.Fatalf("the page does not have %q … %q", from, to)
		}
		return inside
	}
	bullets := func(text string) []string {
		var out []string
		for line := range strings.SplitSeq(text, "\n") {
			if item, ok := strings.CutPrefix(strings.TrimSpace(line), "• "); ok {
				out = append(out, item)
			}
		}
		return out
	}
	var titles, duties, locations []string
	for _, title := range doc.Titles {
		printed := title.Base
		if title.Code != "" {
			printed += " (" + title.Name + "/" + title.Code + ")"
		}
		titles = append(titles, printed)
	}
	for _, d := range doc.Duties {
		duties = append(duties, d.Value)
	}
	for _, l := range doc.Locations {
		locations = append(locations, l.Value)
	}
	list := between("Duties at CBP", "Application Process")
	compare(t, titles, bullets(between("Types / Parentheticals", "This job series")))
	compare(t, duties, bullets(list)[:4])
	compare(t, locations, bullets(list)[4:])
	if want := strings.TrimSpace(between("Job Category:", "\n")); doc.Category.Value != want {
		t.Errorf("the category is %q; expected %q", doc.Category.Value, want)
	}
	if want := "This job series" + between("This job series", "\n"); doc.Overview.Value != want {
		t.Errorf("the overview is %q; expected %q", doc.Overview.Value, want)
	}
}

// TestSameFacts changes the layout of the page and nothing it says.
func TestSameFacts(t *testing.T) {
	text := raw(t)
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
		{"no indentation", replace("\n  ", "\n")},
		{"form feeds", replace("\n\n", "\n\f\n")},
		{"a final line end", func(text string) string { return text + "\n" }},
		{"blank lines at the end", func(text string) string { return text + "\n\n\n" }},
		{"hyphens as bullets", replace("• ", "- ")},
		{"asterisks as bullets", replace("• ", "* ")},
		{"another agency", replace("Duties at CBP", "Duties at the Bureau")},
		{"duties without an agency", replace("Duties at CBP", "Duties")},
		{"no space around the slash of a heading", replace("Types / Parentheticals", "Types/Parentheticals")},
		{"a page break in the overview", replace("functions. Specialty areas", "functions.\n\nSpecialty areas")},
		{"a page break among the titles", replace("  • Information Technology Specialist (Internet/INET)", "\n\n  • Information Technology Specialist (Internet/INET)")},
		{"a page break among the duties", replace("  • Assisting in", "\n\n  • Assisting in")},
		{"a page break in the duties overview", replace("procedures. Typical work", "procedures.\n\nTypical work")},
	} {
		t.Run(test.name, func(t *testing.T) {
			edited := test.edit(text)
			if edited == text {
				t.Fatal("the edit changes nothing")
			}
			compare(t, factLines(parse(t, edited)), handTaken)
		})
	}
}

func TestAdditions(t *testing.T) {
	for _, test := range []struct{ name, old, new, added string }{
		{"a title", "  • Lead Inf", "  • Information Technology Specialist (Data Science/Artificial Intelligence/DATASCI)\n  • Lead Inf",
			"title|Information Technology Specialist (Data Science/Artificial Intelligence/DATASCI)|Information Technology Specialist|Data Science/Artificial Intelligence|DATASCI"},
		{"an alternative of one grade", "\nTypes /", "     (Alternative C) – GS-9; experience is required.\n\nTypes /", "alternative|C|GS-9|9||9|true|(Alternative C) – GS-9; experience is required."},
		{"an alternative of a range", "\nTypes /", "     (Alternative C) – GS-9 through 11; experience or education is not required.\n\nTypes /", "alternative|C|GS-9 through 11|9|through|11|false|(Alternative C) – GS-9 through 11; experience or education is not required."},
		{"a duty", "  • Installing,", "  • Removing systems;\n  • Installing,", "duty|Removing systems;"},
		{"a location", "  • DC metro", "  • Guam\n  • DC metro", "location|Guam"},
		{"a date of change", "Last Modified:", "Last Modified: Mar 3, 2026", "modified|Mar 3, 2026|2026-03-03"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found bool
			facts := factLines(parse(t, swap(t, raw(t), test.old, test.new)))
			for _, fact := range facts {
				found = found || fact == test.added
			}
			if !found || len(facts) < len(handTaken) {
				t.Errorf("%d facts without %q", len(facts), test.added)
			}
		})
	}
}

func TestDamages(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"a line on top", "  1. Home", "Menu\n  1. Home", `page.txt:9:1: no rule knows this line: "Menu" [unclaimed-line]`},
		{"a line among the facts", "Job Series: 2210\n", "Job Series: 2210\nOpen to all.\n", `page.txt:17:1: no rule knows this line: "Open to all." [unclaimed-line]`},
		{"a line among the titles", "  • Lead", "Others\n  • Lead", `page.txt:33:1: no rule knows this line: "Others" [unclaimed-line]`},
		{"a sentence among the titles", "  • Lead", "Others are here.\n  • Lead", "page.txt:34:1: no rule knows this line: \"• Lead Information Technology Specialist\" [unclaimed-line]\npage.txt:35:1: no rule knows this line: \"• Supervisory Information Technology Specialist\" [unclaimed-line]"},
		{"a line among the duties", "  • Installing,", "More\n  • Installing,", `page.txt:46:1: no rule knows this line: "More" [unclaimed-line]`},
		{"a line after the end", "Last Modified:", "Last Modified:\n@@", `page.txt:57:1: no rule knows this line: "@@" [unclaimed-line]`},
		{"a series of letters", "Job Series: 2210", "Job Series: IT", `page.txt:16:1: the job series is "IT"; expected four digits, with a text in parentheses or a sentence after them at most [series-code]`},
		{"no series", "Job Series: 2210\n", "", `page.txt: expected a line "Job Series: …"; found none [series-page-incomplete]`},
		{"no category", "Job Category:", "Category:", "page.txt: expected a line \"Job Category: …\"; found none [series-page-incomplete]\npage.txt:15:1: no rule knows this line: \"Category: Information Technology Management\" [unclaimed-line]"},
		{"a series twice", "Job Series: 2210", "Job Series: 2210\nJob Series: 2210", `page.txt:17:1: "Job Series: 2210" appears here and at line 16; expected it once [series-page-twice]`},
		{"a heading twice", "Application Process\n", "Application Process\n\nApplication Process\n", `page.txt:54:1: "Application Process" appears here and at line 52; expected it once [series-page-twice]`},
		{"grades that fall", "GS-5 though GS-15", "GS-15 though GS-5", `page.txt:17:1: the grades "GS-15 though GS-5"; expected rising grades from 1 to 15, such as GS-5 through GS-15, GS-5/7 or GS-5, 7 and 9 [series-grades]`},
		{"a grade too high", "GS-5 though GS-15", "GS-5 though GS-16", `page.txt:17:1: the grades "GS-5 though GS-16"; expected rising grades from 1 to 15, such as GS-5 through GS-15, GS-5/7 or GS-5, 7 and 9 [series-grades]`},
		{"no grades", "GS-5 though GS-15", "all grades", `page.txt:17:1: the grades "all grades"; expected rising grades from 1 to 15, such as GS-5 through GS-15, GS-5/7 or GS-5, 7 and 9 [series-grades]`},
		{"no statement of need", "experience is not needed", "experience", `page.txt:18:1: "IT-related education or experience." does not say in one phrase whether education or experience is needed; expected "education or experience is needed", "… is not needed" or "neither education nor experience is needed" [series-alternative]`},
		{"no heading of the duties", "Duties at CBP\n", "", `page.txt: expected bullets of duties below "Duties at …"; found none [series-page-incomplete]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			refused(t, swap(t, raw(t), test.old, test.new), test.want)
		})
	}
	t.Run("empty", func(t *testing.T) {
		refused(t, "\n", "page.txt:1:1: the document is empty; expected the text of the source [source-empty]")
	})
	t.Run("binary", func(t *testing.T) { refused(t, "a\x00", "page.txt:1:2: a zero byte: expected text [source-binary]") })
	t.Run("not UTF-8", func(t *testing.T) {
		refused(t, "a\n\n\xa0b", "page.txt:3:1: byte 0xa0 is not UTF-8; expected a document in UTF-8. The text looks like Windows-1252 or ISO 8859-1 (Latin-1), where this byte is '\\u00a0': convert it, for example with iconv -f WINDOWS-1252 -t UTF-8 [source-encoding]")
	})
}

// refused parses a text that must give these problems. A part that goes unread unsettles the lines below
// it: want may be the first problems.
func refused(t *testing.T, text, want string) {
	t.Helper()
	doc, err := seriespage.Parse(path, []byte(text))
	var problems source.Problems
	if !errors.As(err, &problems) || doc != nil {
		t.Fatalf("Parse gave a document: %v and the error %v; expected source.Problems and no document", doc != nil, err)
	}
	if text := err.Error(); text != want && !(strings.Contains(want, "expected bullets") && strings.Contains(text, want)) {
		t.Errorf("the problems are\n%s\nexpected\n%s", err, want)
	}
}

// TestTruncated cuts the page after each line: it is refused until the last duty is there.
func TestTruncated(t *testing.T) {
	lines := strings.Split(raw(t), "\n")
	for n := range lines {
		_, err := seriespage.Parse(path, []byte(strings.Join(lines[:n], "\n")))
		if n < 43 && err == nil {
			t.Errorf("the first %d lines pass for a page", n)
		}
		if n >= 43 && err != nil {
			t.Errorf("the first %d lines are refused: %v", n, err)
		}
	}
}
