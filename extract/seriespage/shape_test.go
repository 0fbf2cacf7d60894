package seriespage_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/seriespage"
)

// A page of another series in few lines: its parts are put together by sheet.
type sheet struct {
	top, category, series, alternatives, heading, titles, overview, duties, list, places, end string
}

func (s sheet) String() string {
	return s.top + "Job Category: " + s.category + "\nJob Series: " + s.series + "\n" + s.alternatives + "\n" + s.heading + s.titles + "\n" + s.overview + "\n\n" + s.duties + "\n\n" + s.list + "\n\n" + s.places +
		"\nApplication Process\n\nView the page for more details.\n\n" + s.end
}

// plain is the sheet that the tests change: no banner, breadcrumb, title line, heading of titles or alternative.
func plain() sheet {
	return sheet{
		category: "Museum Work", series: "1015", titles: "  • Curator\n  • Lead Curator (Maps)\n", overview: "This job series covers positions that keep collections.",
		duties: "Duties at DEA\n\nTypical work may include:", list: "  • Keeping maps;\n  • Lending maps.\n", places: "  • Various\n", end: "Last modified: \n",
	}
}

func TestPlainShape(t *testing.T) {
	compare(t, factLines(parse(t, plain().String())), []string{
		"name|", "category|Museum Work", "series|1015|", "title|Curator|Curator||", "title|Lead Curator (Maps)|Lead Curator|Maps|",
		"overview|This job series covers positions that keep collections.", "duties overview|Typical work may include:",
		"duty|Keeping maps;", "duty|Lending maps.", "location|Various", "application|View the page for more details.", "modified||",
	})
}

// TestShapes holds what pages of other series print otherwise, each with the facts that it gives.
func TestShapes(t *testing.T) {
	const short = "US flag Official website of the Department of Example Affairs\n\n"
	const long = "An official website of the United States government\n\nHere’s how you know\n\nOfficial websites use .gov\nA .gov website belongs to an official government organization in the United States.\n\n" +
		"Secure .gov websites use HTTPS\nA lock ( ) or https:// means you’ve safely connected to the .gov website. Share sensitive information only on official, secure websites.\n\n"
	for _, test := range []struct {
		name string
		edit func(*sheet)
		want []string
	}{
		{"short banner and title", func(s *sheet) { s.top = short + "Curator\n\n" }, []string{"name|Curator"}},
		{"short banner without a title", func(s *sheet) { s.top = short }, []string{"name|"}},
		{"long banner and breadcrumb", func(s *sheet) { s.top = long + "  1. Home\n  2. Careers\n  3. Curator\n\n" }, []string{"name|Curator"}},
		{"breadcrumbs in one line", func(s *sheet) { s.top = "Home > Careers > Curator\n\nCurator\n\n" }, []string{"name|Curator"}},
		{"another banner", func(s *sheet) {
			s.top = "U.S. flag\n\nThe .gov means it’s official.\nFederal government websites often end in .gov or .mil.\nThe site is secure.\n\n"
		}, []string{"name|"}},
		{"a link after the series", func(s *sheet) { s.series = "1015 (OPM Classification & Qualifications)" }, []string{"series|1015|"}},
		{"a text after the series", func(s *sheet) { s.series = "1015 (Group Coverage applies)" }, []string{"series|1015|Group Coverage applies"}},
		{"a sentence after the series", func(s *sheet) { s.series = "1015: There are no standards for this series." }, []string{"series|1015|There are no standards for this series."}},
		{"the series in the category", func(s *sheet) { s.category = "Curator Series 1015" }, []string{"category|Curator Series 1015"}},
		{"a heading of the titles", func(s *sheet) { s.heading = "Types / Parentheticals\n\n" }, []string{"title|Curator|Curator||"}},
		{"parentheticals", func(s *sheet) {
			s.titles = "  • Curator (Maps & Globes)\n  • Curator(Prints)\n  • Senior Curator  (Office of the Chief)\n  • Associate Curator (Ethics, Labor and Loans)\n  • Curator (Coins/Medals/COIN)\n"
		}, []string{"title|Curator (Maps & Globes)|Curator|Maps & Globes|", "title|Curator(Prints)|Curator|Prints|", "title|Senior Curator  (Office of the Chief)|Senior Curator|Office of the Chief|",
			"title|Associate Curator (Ethics, Labor and Loans)|Associate Curator|Ethics, Labor and Loans|", "title|Curator (Coins/Medals/COIN)|Curator|Coins/Medals|COIN"}},
		{"a last duty without its period", func(s *sheet) { s.list = "  • Keeping maps; and\n  • Briefing senior officials\n" }, []string{"duty|Briefing senior officials", "location|Various"}},
		{"duties that are sentences", func(s *sheet) { s.list = "  • Keeping maps.\n\n  • Lending maps.\n" }, []string{"duty|Keeping maps.", "duty|Lending maps.", "location|Various"}},
		{"a last duty that is not closed", func(s *sheet) { s.list = "  • Keeping maps;\n  • Lending maps;\n" }, []string{"duty|Lending maps;", "location|Various"}},
		{"several places", func(s *sheet) {
			s.places = "  • Springfield, VA\n  • Denver, CO\n  • Washington, D.C.\n  • Reading, PA\n  • Guam\n"
		},
			[]string{"location|Springfield, VA", "location|Denver, CO", "location|Washington, D.C.", "location|Reading, PA", "location|Guam"}},
		{"places with a heading", func(s *sheet) { s.places = "Duty Locations\n\n  • Field and port offices\n" }, []string{"location|Field and port offices"}},
		{"no places", func(s *sheet) { s.places = "" }, []string{"duty|Lending maps."}},
		{"three alternatives", func(s *sheet) {
			s.alternatives = "(Alternative A) – GS-5 through GS-7; education or experience is needed.\n(Alternative B) – GS 9/11/12; neither education nor experience is required.\n(Alternative C) – GS-13, 14 and 15; either specialized education or experience is required.\n"
		}, []string{
			"alternative|A|GS-5 through GS-7|5|through|7|true|(Alternative A) – GS-5 through GS-7; education or experience is needed.",
			"alternative|B|GS 9/11/12|9|/|12|false|(Alternative B) – GS 9/11/12; neither education nor experience is required.",
			"alternative|C|GS-13, 14 and 15|13|,|15|true|(Alternative C) – GS-13, 14 and 15; either specialized education or experience is required.",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := plain()
			test.edit(&page)
			facts := factLines(parse(t, page.String()))
			for _, want := range test.want {
				if !slices.Contains(facts, want) {
					t.Errorf("the page gives no fact %q but\n%s", want, strings.Join(facts, "\n"))
				}
			}
		})
	}
}

// TestShapeDamages makes a page contradict itself, or be unclear.
func TestShapeDamages(t *testing.T) {
	for _, test := range []struct {
		name string
		edit func(*sheet)
		want string
	}{
		{"an unknown banner", func(s *sheet) { s.top = "Department of Example Affairs\n\n" }, `page.txt:1:1: no rule knows this line: "Department of Example Affairs" [unclaimed-line]`},
		{"a title that contradicts its breadcrumb", func(s *sheet) { s.top = "1. Home\n2. Curator\n\nArchivist\n\n" }, `page.txt:4:1: "Archivist" contradicts the last breadcrumb, "Curator" at line 2; expected the page's title in the same words [series-page-title]`},
		{"a category that contradicts the series", func(s *sheet) { s.category = "Curator Series 1016" }, `page.txt:1:1: "Curator Series 1016" names the series 1016; the job series is 1015 at line 2 [series-code]`},
		{"two series", func(s *sheet) { s.series = "1015, 1016" }, `page.txt:2:1: the job series is "1015, 1016"; expected four digits, with a text in parentheses or a sentence after them at most [series-code]`},
		{"grades after the series", func(s *sheet) { s.series = "1015 – GS-5 through GS-7; experience is needed." }, `page.txt:2:1: the job series is "1015 – GS-5 through GS-7; experience is needed."; expected four digits, with a text in parentheses or a sentence after them at most [series-code]`},
		{"an alternative twice", func(s *sheet) {
			s.alternatives = strings.Repeat("(Alternative A) – GS-5; experience is needed.\n", 2)
		}, `page.txt:4:1: the alternative A appears here and at line 3; expected it once [series-page-twice]`},
		{"an alternative without grades", func(s *sheet) { s.alternatives = "(Alternative A) experience is needed.\n" }, `page.txt:3:1: the alternative "(Alternative A) experience is needed."; expected "(Alternative A …) – grades; education or experience is needed." [series-alternative]`},
		{"a title twice", func(s *sheet) { s.titles = "  • Curator\n  • Curator\n" }, `page.txt:5:1: the title "Curator" appears here and at line 4; expected it once [series-page-twice]`},
		{"a code of two names", func(s *sheet) { s.titles = "  • Curator (Maps/MAP)\n  • Curator (Globes/MAP)\n" }, `page.txt:5:1: the code MAP stands for "Globes" here and for "Maps" at line 4 [series-title]`},
		{"a name of two codes", func(s *sheet) { s.titles = "  • Curator (Maps/MAP)\n  • Lead Curator (Maps/MPS)\n" }, `page.txt:5:1: "Maps" has the code MPS here and MAP at line 4 [series-title]`},
		{"two parentheticals", func(s *sheet) { s.titles = "  • Curator (Maps) (Globes)\n" }, `page.txt:4:1: the title "Curator (Maps) (Globes)"; expected "Title (Name/CODE)", "Title (Name)" or a title without parentheses [series-title]`},
		{"an open parenthetical", func(s *sheet) { s.titles = "  • Curator (Maps\n" }, `page.txt:4:1: the title "Curator (Maps"; expected "Title (Name/CODE)", "Title (Name)" or a title without parentheses [series-title]`},
		{"a code without a name", func(s *sheet) { s.titles = "  • Curator (/MAP)\n" }, `page.txt:4:1: the title "Curator (/MAP)"; expected "Title (Name/CODE)", "Title (Name)" or a title without parentheses [series-title]`},
		{"a duty among the titles", func(s *sheet) { s.titles = "  • Keeping maps;\n" }, `page.txt:4:1: the title "Keeping maps;" ends as an item of a running list does; expected a position title [series-title]`},
		{"the heading of the titles below them", func(s *sheet) { s.titles += "Types / Parentheticals\n" }, `page.txt:6:1: "Types / Parentheticals" is out of place; expected Job Category and Job Series, the titles, a paragraph, the duties, the places, the application process, in this order [series-page-order]`},
		{"two headings of duties", func(s *sheet) { s.duties = "Duties\n\n" + s.duties }, `page.txt:11:1: "Duties at DEA" appears here and at line 9; expected it once [series-page-twice]`},
		{"duties gone", func(s *sheet) { s.list = "" }, "page.txt: expected bullets of duties below \"Duties at …\"; found none [series-page-incomplete]\npage.txt:15:1: the page has no duties: \"Various\" is a place; expected bullets of duties below \"Duties at …\" [series-duties]"},
		{"a place or a duty", func(s *sheet) { s.list = ""; s.places = "  • Map Room\n" }, `page.txt:15:1: "Map Room" may be a place or a duty; expected a duty that begins with a verb or ends with a period [series-duties]`},
		{"a duty that is not closed before a name", func(s *sheet) { s.list = "  • Keeping maps;\n"; s.places = "  • Map room\n" }, `page.txt:16:1: "Map room" may be a place or a duty: the duty above it, "Keeping maps;", is not closed [series-duties]`},
		{"a statement among the places", func(s *sheet) { s.places += "  • Travel is required\n" }, `page.txt:18:1: "Travel is required" says something of the work and is in the list of places [series-duties]`},
		{"a place where a duty is announced", func(s *sheet) { s.list = "  • Keeping maps; and\n  • Denver, CO\n" }, `page.txt:14:1: "Denver, CO" is a place; expected a further duty, as the duty above it, "Keeping maps; and", announces one [series-duties]`},
		{"a duty with a number", func(s *sheet) { s.list = "  1. Keeping maps of the whole country;\n" + s.list }, `page.txt:13:1: no rule knows this line: "1. Keeping maps of the whole country;" [unclaimed-line]`},
		{"a duty with another bullet", func(s *sheet) { s.list = "o Keeping maps of the whole country.\n" + s.list }, `page.txt:13:1: no rule knows this line: "o Keeping maps of the whole country." [unclaimed-line]`},
		{"a duty without a bullet", func(s *sheet) { s.list = "Keeping maps of the whole country; and\n" + s.list }, `page.txt:13:1: no rule knows this line: "Keeping maps of the whole country; and" [unclaimed-line]`},
		{"a title with a number", func(s *sheet) { s.titles += "2. Supervisory Curator (Maps and Globes of Everywhere)\n" }, `page.txt:6:1: no rule knows this line: "2. Supervisory Curator (Maps and Globes of Everywhere)" [unclaimed-line]`},
		{"a title with an entity", func(s *sheet) { s.titles += "  • Curator (Maps &amp; Globes)\n" }, `page.txt:6:1: the text has "&amp;", markup of a web page: "• Curator (Maps &amp; Globes)"; expected plain text [series-markup]`},
		{"a duty with a link", func(s *sheet) { s.list += "  • Reading [guides](https://example.gov).\n" }, `page.txt:15:1: the text has "](", markup of a web page: "• Reading [guides](https://example.gov)."; expected plain text [series-markup]`},
		{"a title with the code of another series", func(s *sheet) { s.titles += "  • Curator (Maps/1016)\n" }, `page.txt:6:1: "Curator 1016" names the series 1016; the job series is 1015 at line 2 [series-code]`},
		{"a duty among the places", func(s *sheet) { s.places += "  • Lending globes.\n" }, `page.txt:18:1: "Lending globes." reads as a duty and is in the list of places [series-duties]`},
		{"a day that is not one", func(s *sheet) { s.end = "Last modified: Feb 30, 2024\n" }, `page.txt:23:1: the date "Feb 30, 2024"; expected one such as July 3, 2024, or nothing [series-date]`},
		{"two dates", func(s *sheet) { s.end = "Last modified:\n• Last Modified: Mar 4, 2025\n" }, `page.txt:24:1: "• Last Modified: Mar 4, 2025" appears here and at line 23; expected it once [series-page-twice]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := plain()
			test.edit(&page)
			refused(t, page.String(), test.want)
		})
	}
}

// A list names its grades alone, a range those inside it too.
func TestGrades(t *testing.T) {
	for printed, want := range map[string][]int{
		"GS-5/7 levels only": {5, 7}, "GS-5 though GS-15": {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, "GS-5": {5}, "GS-5, 7 through 9": {5, 7, 8, 9}, "GS-5 and GS-7": {5, 7},
		"": nil, "GS-5 and above": nil, "GS-9/7": nil,
	} {
		if got := seriespage.Grades(printed); !slices.Equal(got, want) {
			t.Errorf("%q names the grades %v; expected %v", printed, got, want)
		}
	}
}

// TestPhrases reads the words after "(Alternative A) – ". An empty want is a phrase that is refused.
func TestPhrases(t *testing.T) {
	const or, grade = "; education or experience is needed.", "GS-5; "
	for phrase, want := range map[string]string{
		"GS-5" + or: "GS-5 5 5 true", "GS-5 through GS-7" + or: "GS-5 through GS-7 5 7 true", "GS-5 thru 7" + or: "GS-5 thru 7 5 7 true", "GS-5 – 7" + or: "GS-5 – 7 5 7 true",
		"GS-05 to GS-07" + or: "GS-05 to GS-07 5 7 true", "GS 5/7/9" + or: "GS 5/7/9 5 9 true", "GS-5/7/9 levels only" + or: "GS-5/7/9 levels only 5 9 true",
		"GS-5, 7 and 9" + or: "GS-5, 7 and 9 5 9 true", "GS-5, GS-7, and GS-9" + or: "GS-5, GS-7, and GS-9 5 9 true", "GS-5 and GS-7" + or: "GS-5 and GS-7 5 7 true",
		"GS-5, 7 through 9" + or: "GS-5, 7 through 9 5 9 true", "GS\u20115/7" + or: "GS\u20115/7 5 7 true", "grades GS-5 and 7" + or: "grades GS-5 and 7 5 7 true",
		"GS-5 and above" + or: "", "GS-5+" + or: "", "GS-5 except GS-7" + or: "", "GS-5 but not 7" + or: "", "GS-5-7-9" + or: "", "GS-5 7" + or: "", "GS-9/7" + or: "", "GS-5/5" + or: "",
		"GS-0" + or: "", "GS-5/16" + or: "", "5 through 7" + or: "", "WG-5" + or: "", "GS-5/" + or: "", "GS-5 or equivalent" + or: "", "GS-5 through" + or: "", "GS-5 tops GS-7" + or: "",

		grade + "IT-related education or experience is not needed.": "GS-5 5 5 false", grade + "neither IT-related education nor experience is needed.": "GS-5 5 5 false",
		grade + "either education or experience is required": "GS-5 5 5 true", grade + "both education and experience are required.": "GS-5 5 5 true",
		grade + "no education or experience is required.": "GS-5 5 5 false", grade + "education or experience isn’t needed.": "GS-5 5 5 false",
		grade + "education or IT-related experience required.": "GS-5 5 5 true", grade + "experience and/or education is not required.": "GS-5 5 5 false",
		grade + "IT-related experience is needed.":                             "GS-5 5 5 true",
		grade + "IT-related experience is not needed but education is needed.": "", grade + "experience is not needed.": "", grade + "both education and experience are not needed.": "",
		grade + "either education or experience is not needed.": "", grade + "neither education nor experience is not needed.": "", grade + "neither is needed.": "", grade + "both are needed.": "",
		grade + "education and experience are not needed.": "", grade + "education is needed; experience is not.": "", grade + "education or experience may be needed.": "",
		grade + "education or experience is needed for GS-7.": "", grade + "no education or experience is not needed.": "", grade + "education or education is needed.": "",
		grade + "not only education or experience is needed.": "", grade + "education but no experience is needed.": "", grade + "anything is needed.": "",
		grade + "waived education or experience is needed.": "", grade + "less education or experience is needed.": "", grade + "little experience is needed.": "", grade + "some education or experience is needed.": "",
		grade + "specialized IT-related experience or college education is required.": "GS-5 5 5 true",
	} {
		page := plain()
		page.alternatives = "(Alternative A) – " + phrase + "\n"
		doc, err := seriespage.Parse(path, []byte(page.String()))
		got := ""
		if err == nil {
			a := doc.Alternatives[0]
			got = strings.TrimSpace(strings.Join([]string{a.Grades, itoa(a.Low), itoa(a.High), map[bool]string{true: "true", false: "false"}[a.Needed]}, " "))
		} else if !strings.HasPrefix(err.Error(), "page.txt:3:1: ") {
			t.Errorf("%q: the error is not at its line: %v", phrase, err)
		}
		if got != want {
			t.Errorf("%q gives %q; expected %q", phrase, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for printed, want := range map[string]string{
		"July 3, 2024": "2024-07-03", "Mar 4, 2025": "2025-03-04", "Mar. 4, 2025": "2025-03-04", "Sept. 4, 2025": "2025-09-04", "Sept 14, 2025": "2025-09-14", "September 4, 2025": "2025-09-04",
		"July 03, 2024": "2024-07-03", "July 3rd, 2024": "2024-07-03", "3 July 2024": "2024-07-03", "07/03/2024": "2024-07-03", "7/3/2024": "2024-07-03", "2024-07-03": "2024-07-03",
		"Wed, 07/03/2024 - 10:12": "2024-07-03", "Wednesday, July 3, 2024": "2024-07-03", "July 3, 2024 at 3:04 PM": "2024-07-03", "": "",
		"Thursday, July 3, 2024": "refused", "13/03/2024": "refused", "07/03/24": "refused", "July 2024": "refused", "yesterday": "refused", "July 32, 2024": "refused", "Feb 29, 2023": "refused", "2024-7-3": "refused",
	} {
		page := plain()
		page.end = "Last modified: " + printed + "\n"
		doc, err := seriespage.Parse(path, []byte(page.String()))
		got := "refused"
		if err == nil {
			got = doc.Modified
		}
		if got != want {
			t.Errorf("%q is the date %q; expected %q", printed, got, want)
		}
	}
}
func itoa(n int) string { return strconv.Itoa(n) }
