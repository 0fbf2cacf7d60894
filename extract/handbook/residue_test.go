package handbook_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestResidueSameFacts puts into the text what extraction from a PDF leaves: no fact changes.
func TestResidueSameFacts(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	for _, number := range []string{"5", "31", "Page 31", "Page 31 of 60", "31 | Page", "- 31 -", "iv", "31\t\t"} {
		for _, test := range []struct{ name, old, new string }{
			{"a definition of a cluster", "It includes functions such as system administration", "It includes functions such as\n\n%s\n\nsystem administration"},
			{"a definition", "Knowledge of procedures, tools, and applications used", "Knowledge of procedures, tools, and\n\n%s\n\n applications used"},
			{"a task", "Gathers customer feedback on the customer support", "Gathers customer feedback on the\n\n%s\n\ncustomer support"},
			{"tasks", "Communicates with customers about", "\n%s\n\nCommunicates with customers about"},
			{"a table of bands", "Physical Security\tX\tX\t**\n", "Physical Security\tX\tX\t**\n%s\n"},
			{"a ranking", "Integrity/Honesty\t1\t1\n", "Integrity/Honesty\t1\t1\n%s\n"},
			{"a table of competencies", "Hardware\tPhysical Security\tTechnology Awareness\n", "%s\nHardware\tPhysical Security\tTechnology Awareness\n"},
			{"paragraphs", "Background\n\n", "Background\n\n%s\n\n"},
		} {
			t.Run(number+" in "+test.name, func(t *testing.T) {
				doc := parse(t, swap(t, text, test.old, fmt.Sprintf(test.new, number)))
				if d := difference(factLines(doc), want); d != "" {
					t.Error(d)
				}
				if n := doc.PageNumbers; len(n) != 1 || n[0].Value != strings.TrimSpace(number) || doc.Classes[n[0].Line()-1] != "boilerplate" {
					t.Errorf("the page numbers are %v; expected %q, classified as boilerplate", n, number)
				}
			})
		}
	}
	for _, test := range []struct{ name, old, new string }{
		{"the header of a band table without its title", "Asset Management\tX\tX\t**\n", "\nCompetency\tIntermediate Level\tJourney Level\tSenior Level\nAsset Management\tX\tX\t**\n"},
		{"the header of a ranking without its title", "Quality Assurance\t2\t2\n", "\nCompetency\tCurrent Importance\tFuture Importance\nQuality Assurance\t2\t2\n"},
		{"the header of competencies without its title", "Hardware\tPhysical Security\tTechnology Awareness\n", "\nImportant Technical Competencies\t\t\nHardware\tPhysical Security\tTechnology Awareness\n"},
		{"the header of tasks without its title", "Communicates with customers about", "\nImportant Technical Tasks\nCommunicates with customers about"},
		{"numbered tasks", "Advises management, staff, and users on cybersecurity policy.\nAssesses systems", "1. Advises management, staff, and users on cybersecurity policy.\n2. Assesses systems"},
	} {
		t.Run(test.name, func(t *testing.T) {
			edited := swap(t, text, test.old, test.new)
			if test.name == "numbered tasks" {
				edited = numberTasks(edited)
			}
			if d := difference(factLines(parse(t, edited)), want); d != "" {
				t.Error(d)
			}
		})
	}
}

// numberTasks goes on numbering the tasks of Information Security.
func numberTasks(text string) string {
	lines := strings.Split(text, "\n")
	for i, n := 0, 0; i < len(lines); i++ {
		switch {
		case strings.HasPrefix(lines[i], "2. Assesses systems"):
			n = 2
		case strings.HasPrefix(lines[i], "Occupational Profile for Network"):
			n = 0
		case n > 0 && strings.HasSuffix(lines[i], "."):
			n++
			lines[i] = fmt.Sprintf("%d. %s", n, lines[i])
		}
	}
	return strings.Join(lines, "\n")
}

// residueDamages leave in the text what no rule can put right.
var residueDamages = []damage{
	{name: "prose in a band table", old: "Physical Security\tX\tX\t**\n", new: "Physical Security\tX\tX\t**\nThe following rows are new.\n",
		want: []string{`handbook.txt:308:1: "The following rows are new." is inside a table; expected a row, a header or a note [table-prose]`}},
	{name: "prose in a ranking", old: "Integrity/Honesty\t1\t1\n", new: "Integrity/Honesty\t1\t1\nThe following rows are new.\n",
		want: []string{`handbook.txt:356:1: "The following rows are new." is inside a table; expected a row, a header or a note [table-prose]`}},
	{name: "prose among competencies", old: "Hardware\tPhysical Security\tTechnology Awareness\n", new: "The following rows are new.\nHardware\tPhysical Security\tTechnology Awareness\n",
		want: []string{`handbook.txt:618:1: the row "The following rows are new." has one cell and no tab; expected 3 columns of competencies [profile-row]`}},
	{name: "a name broken in a band table", old: "Information Technology Capital Planning and Investment Assessment\t\tX\tX", new: "Information Technology Capital Planning and\nInvestment Assessment\t\tX\tX",
		want: []string{`handbook.txt:322:1: "Information Technology Capital Planning and" is inside a table; expected a row, a header or a note [table-prose]`}},
	{name: "a name broken in a ranking", old: "Requirements Analysis and Management\t1\t1", new: "Requirements Analysis and\nManagement\t1\t1",
		want: []string{`handbook.txt:446:1: "Requirements Analysis and" is inside a table; expected a row, a header or a note [table-prose]`}},
	{name: "a cell of competencies broken", old: "Communications Security Management\tInformation Technology Laws and Guidelines\tSecurity\nCompliance\tInformation Technology Resources", new: "Communications Security Management\tInformation Technology Laws and\nGuidelines\tSecurity\nCompliance\tInformation Technology Resources",
		want: []string{
			`handbook.txt:609:1: the cell "Information Technology Laws and" is not a whole name; a line's end may have broken it [profile-row]`,
			`handbook.txt:609:1: the row "Communications Security Management\tInformation Technology Laws and" has 2 cells and the row below it 2; a line's end may have broken a cell of one row of 3 [profile-row]`,
		}},
	{name: "a cell of competencies broken at a whole word", old: "Change Management\tInformation Technology Continuity of Operations (COOP)\tRisk Management\nCommunications Security Management\tInformation Technology Laws and Guidelines\tSecurity\nCompliance\tInformation Technology Resources", new: "Change Management\tInformation Technology\nContinuity of Operations (COOP)\tRisk Management\nCommunications Security Management\tInformation Technology Laws and Guidelines\tSecurity\nCompliance\tInformation Technology Resources",
		want: []string{`handbook.txt:608:1: the row "Change Management\tInformation Technology" has 2 cells and the row below it 2; a line's end may have broken a cell of one row of 3 [profile-row]`}},
	{name: "a number among tasks without one", old: "Communicates with customers about", new: "3. Communicates with customers about",
		want: []string{`handbook.txt:625:1: the task "3. Communicates with customers about products, procedures, and policies." has a number, unlike those above it [profile-row]`}},
	{name: "a link in a task", old: "Responds to customer inquiries.", new: "Responds to [customer](https://example.org) inquiries.",
		want: []string{`handbook.txt:638:1: the text has "](", markup of a web page: "Responds to [customer](https://example.org) inquiries."; expected plain text [handbook-markup]`}},
	{name: "an entity in a task", old: "Responds to customer inquiries.", new: "Responds to customers&#8217; inquiries.",
		want: []string{`handbook.txt:638:1: the text has "&#8217;", markup of a web page: "Responds to customers&#8217; inquiries."; expected plain text [handbook-markup]`}},
	{name: "an entity in a name", old: "Education and Training\tOperating Systems\tSystems Life Cycle\n\nCustomer", new: "Education &amp; Training\tOperating Systems\tSystems Life Cycle\n\nCustomer",
		want: []string{`handbook.txt:613:1: the text has "&amp;", markup of a web page: "Education &amp; Training\tOperating Systems\tSystems Life Cycle"; expected plain text [handbook-markup]`}},
	{name: "emphasis in a name", old: "Encryption: Knowledge of", new: "**Encryption**: Knowledge of",
		want: []string{`handbook.txt:1225:1: the text has "**E", markup of a web page: "**Encryption**: Knowledge of procedures, tools, and applications used to keep d…"; expected plain text [handbook-markup]`}},
	{name: "a word cut in a task", old: "Gathers customer feedback on", new: "Gathers customer feed-\nback on",
		want: []string{`handbook.txt:631:1: a word is cut at the end of the line: "Gathers customer feed-"; expected whole words [handbook-hyphen]`}},
	{name: "another X", old: "Note: X indicates that competency is important. Intermediate Level = Grades 9 – 11; Journey Level = Grades 12 – 13; Senior Level = Grades 14 – 15.\n\n***Note:* The competency Acc", new: "Note: X indicates that competency is not important. Intermediate Level = Grades 9 – 11; Journey Level = Grades 12 – 13; Senior Level = Grades 14 – 15.\n\n***Note:* The competency Acc",
		want: []string{`handbook.txt:209:1: the note says "X indicates that competency is not important"; expected "X indicates that competency is important", the only meaning that is read [note-meaning]`}},
	{name: "another NR", old: "Systems Integration\tNR*\t45\n\n*Note: NR = Not Ranked.", new: "Systems Integration\tNR*\t45\n\n*Note: NR = New Requirement.",
		want: []string{`handbook.txt:442:1: the note says "NR = New Requirement"; expected "NR = Not Ranked", the only meaning that is read [note-meaning]`}},
}
