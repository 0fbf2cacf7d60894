package export_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

var update = flag.Bool("update", false, "rewrite testdata/")

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain text, with (brackets) & more!": "plain text, with (brackets) &amp; more!",
		"<script>alert(1)</script>":           "&lt;script&gt;alert(1)&lt;/script&gt;",
		"a|b":                                 `a\|b`,
		"`code`":                              "\\`code\\`",
		"[text](javascript:alert(1))":         `\[text\](javascript:alert(1))`,
		"![image](http://x)":                  `!\[image\](http://x)`,
		"<https://example.org>":               "&lt;https://example.org&gt;",
		"*bold* _it_ ~~gone~~ $x$":            `\*bold\* \_it\_ \~\~gone\~\~ \$x\$`,
		"&lt;b&gt; &#60;":                     "&amp;lt;b&amp;gt; &amp;#60;",
		`C:\dir\|`:                            `C:\\dir\\\|`,
		"one\ntwo\r\nthree\u2028four\tfive":   "one two  three four five",
		"a\x00b\x1b[31mc\u202ed\u200be\ufeff": `ab\[31mcde`,
		"# heading":                           `\# heading`,
		"- item":                              `\- item`,
		"+ item":                              `\+ item`,
		"* item":                              `\* item`,
		"1. item":                             `1\. item`,
		"12) item":                            `12\) item`,
		"> quote":                             "&gt; quote",
		"---":                                 `\---`,
		"===":                                 `\===`,
		"    code":                            "code",
		"1.5 and -3 are numbers":              "1.5 and -3 are numbers",
		"":                                    "",
	} {
		if got := report.Escape(text); got != want {
			t.Errorf("Escape(%q) is %q; expected %q", text, got, want)
		}
	}
}

// reportPages returns every page of a release.
func reportPages(d *dataset.Dataset) map[string]string {
	found := map[string]string{}
	for _, a := range append(report.Write(d), report.Readme(d, []artifact.Artifact{{Path: "csv/bands.csv", Data: []byte("x")}}), report.Crosswalk(d, nil)) {
		found[a.Path] = string(a.Data)
	}
	return found
}

const hostile = "<img src=x onerror=alert(1)> | [click](javascript:alert(1)) `rm` \u202e**b**\n# Owned\n"

// poison puts hostile text wherever a page takes text from the sources or from sources.json.
func poison() *dataset.Dataset {
	d := exporttest.Small()
	d.Info.Title, d.Info.Description, d.Info.Publisher = hostile, hostile, hostile
	d.Info.License = dataset.License{ID: "X", Title: hostile, URL: "javascript:alert(1)"}
	d.Info.Credits = []string{hostile}
	for i := range d.Info.Sources {
		d.Info.Sources[i].Title, d.Info.Sources[i].Publisher, d.Info.Sources[i].Rights = hostile, hostile, hostile
	}
	d.SourceDocuments[0].Path, d.SourceDocuments[0].Title = hostile, hostile
	d.Findings[0].Message, d.Findings[1].Message = hostile, hostile
	d.Findings[1].SourceID = &d.SourceDocuments[0].SourceID
	d.Competencies[0].Name, d.Profiles[1].Name, d.SeriesTitles[0].Title = hostile, hostile, hostile
	d.Unmatched[0].Comment, d.Unmatched[1].Comment = hostile, hostile
	return d
}

func TestHostileTextStaysText(t *testing.T) {
	rules := map[string]*regexp.Regexp{
		"a tag":                   regexp.MustCompile(`<[A-Za-z/!]`),
		"a link that runs":        regexp.MustCompile(`(^|[^\\])\]\(\s*javascript:`),
		"an unescaped link":       regexp.MustCompile(`(^|[^\\])\[click`),
		"unescaped code":          regexp.MustCompile("(^|[^\\\\])`rm"),
		"a heading of the text's": regexp.MustCompile(`(?m)^# Owned`),
		"a mark of direction":     regexp.MustCompile("\u202e"),
		"unescaped emphasis":      regexp.MustCompile(`(^|[^\\])\*\*b`),
	}
	for path, page := range reportPages(poison()) {
		for what, pattern := range rules {
			if at := pattern.FindStringIndex(page); at != nil {
				t.Errorf("%s has %s: …%q…", path, what, page[max(0, at[0]-60):min(len(page), at[1]+60)])
			}
		}
	}
	seen := reportPages(poison())
	for _, path := range []string{"README.md", "quality-report.md", "data-dictionary.md"} {
		if !strings.Contains(seen[path], "&lt;img src=x onerror=alert(1)&gt;") {
			t.Errorf("%s does not show the text; the test looks at nothing", path)
		}
	}
}

// Each row of a table has as many cells as its header, whatever the cells hold.
func TestTablesKeepTheirShape(t *testing.T) {
	cellEnd := regexp.MustCompile(`(^|[^\\])(\\\\)*\|`)
	for path, page := range reportPages(poison()) {
		width := 0
		for i, line := range strings.Split(page, "\n") {
			if !strings.HasPrefix(line, "|") {
				width = 0
				continue
			}
			cells := len(cellEnd.FindAllString(line, -1))
			if width == 0 {
				width = cells
			}
			if cells != width {
				t.Errorf("%s:%d: %d cell ends; the header has %d: %s", path, i+1, cells, width, line)
			}
		}
	}
}

func TestQualityReportBegins(t *testing.T) {
	page := reportPages(exporttest.Small())["quality-report.md"]
	start, _, found := strings.Cut(page, "\n## Rules\n")
	if !found {
		t.Fatalf("the quality report has no section \"Rules\":\n%s", page)
	}
	const golden = "report/testdata/quality-report.md"
	if *update {
		if err := os.WriteFile(golden, []byte(start), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if start != string(want) {
		t.Errorf("the quality report begins\n%s\nexpected\n%s\n(-update writes %s)", start, want, golden)
	}
}

func TestEveryFindingIsInTheQualityReport(t *testing.T) {
	_, d := exporttest.Real(t)
	page := reportPages(d)["quality-report.md"]
	for _, f := range d.Findings {
		if !strings.Contains(page, "- "+report.Escape(f.Message)) {
			t.Errorf("the finding %s is not in the quality report: %s", f.FindingID, f.Message)
		}
		if !strings.Contains(page, "\n## "+f.Rule+"\n") {
			t.Errorf("the rule %s has no section", f.Rule)
		}
	}
}

func TestDataDictionaryNamesEveryColumn(t *testing.T) {
	_, whole := exporttest.Real(t)
	page, small := reportPages(whole)["data-dictionary.md"], reportPages(exporttest.Small())["data-dictionary.md"] // which has what a download gives
	for _, s := range schemas.Tables() {
		page := page
		if !whole.Has(s.Name) {
			page = small
		}
		_, section, found := strings.Cut(page, "\n## "+s.Name+"\n")
		if !found {
			t.Errorf("the data dictionary has no section for %s", s.Name)
			continue
		}
		section, _, _ = strings.Cut(section, "\n## ")
		for _, key := range s.PrimaryKey {
			if head, _, _ := strings.Cut(section, "\n| Column"); !strings.Contains(head, "`"+key+"`") {
				t.Errorf("the section of %s does not name %s as of its key", s.Name, key)
			}
		}
		for _, r := range s.ForeignKeys {
			if !strings.Contains(section, "→ ["+r.Table+"](#"+r.Table+")") {
				t.Errorf("the section of %s does not lead to %s", s.Name, r.Table)
			}
		}
		for _, c := range s.Columns {
			begin := "| `" + c.Name + "`"
			if c.Nullable {
				begin += "?"
			}
			begin += " | " + string(c.Type) + " | " + report.Escape(c.Description) + " | "
			_, row, found := strings.Cut(section, "\n"+begin)
			if row, _, _ = strings.Cut(row, "\n"); !found {
				t.Errorf("%s.%s: the data dictionary has no row that begins %q", s.Name, c.Name, begin)
			}
			for _, value := range c.Enum {
				if !strings.Contains(row, report.Escape(value)) {
					t.Errorf("%s.%s: the data dictionary does not name the value %s", s.Name, c.Name, value)
				}
			}
		}
	}
}

func TestReadmeNamesFoldersSourcesAndLicense(t *testing.T) {
	_, d := exporttest.Real(t)
	page := reportPages(d)["README.md"]
	wanted := []string{"`csv/` | 1 | 1 |", d.Info.Version, d.Info.Issued, "](" + d.Info.License.URL + ")", report.Escape(report.Citation(d.Info))}
	for _, s := range d.Info.Sources {
		wanted = append(wanted, report.Escape(s.Title), report.Escape(s.Rights))
	}
	for _, c := range d.Info.Credits {
		wanted = append(wanted, report.Escape(c))
	}
	for _, r := range d.Info.Related {
		wanted = append(wanted, "- "+report.Escape(r.Publisher)+". ["+report.Escape(r.Title)+"]("+r.URL+"). "+report.Escape(r.Description))
	}
	wanted = append(wanted, "[Published here](https://www.cbp.gov/careers/professional/2210-information-technology-specialist).",
		"[Published here](https://dodcio.defense.gov/Cyber-Workforce/DCWF/). This release does not repeat the file: `DCWF_Work_Role_Tool_v5.1.xlsx`, 1558938 bytes, SHA-256 `")
	if n := strings.Count(page, "does not repeat the file"); n != 3 {
		t.Errorf("README.md says of %d sources that the release does not hold them; expected the 3 that are not text files", n)
	}
	for _, want := range wanted {
		if !strings.Contains(page, want) {
			t.Errorf("README.md does not have %q", want)
		}
	}
}

// The report lists the tasks that are statements of NICE with both texts, and says how often the two ways to an
// occupation agree, counted here again.
func TestReportOnFrameworks(t *testing.T) {
	_, d := exporttest.Real(t)
	page := reportPages(d)["crosswalk-quality.md"]
	identical := 0
	for _, m := range d.TaskNICE {
		if m.Evidence == "identical" {
			identical++
		}
	}
	kind := map[string]string{"exactMatch": "n", "closeMatch": "n", "broadMatch": "b", "narrowMatch": "s"}
	both, agree := 0, 0
	for _, first := range d.ProfileWorkRole {
		for _, second := range d.WorkRoleOccupation {
			for _, direct := range d.ProfileOccupation {
				a, b := kind[first.Predicate], kind[second.Predicate]
				if first.WorkRoleID != second.WorkRoleID || direct.ProfileID != first.ProfileID || direct.OccupationURI != second.OccupationURI || first.ProfileID == "all-information-technology-management" || a == "" || b == "" {
					continue
				}
				follows := a
				if a == "n" {
					follows = b
				} else if b != "n" && a != b {
					continue
				}
				if both++; follows == kind[direct.Predicate] {
					agree++
				}
			}
		}
	}
	for _, want := range []string{
		fmt.Sprintf("%d tasks are statements of the NICE Framework", identical),
		"| Advises management, staff, and users on cybersecurity policy. | T1605 | Advise management, staff, and users on cybersecurity policy | identical | exactMatch |",
		fmt.Sprintf("%d of %d agree", agree, both),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if both < 10 || identical < 20 {
		t.Errorf("%d pairs and %d tasks; expected more", both, identical)
	}
}
