package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// People find a thing by the words they use for it: an abbreviation, an OPM code, another spelling, a grade.
func TestBrowserSearchFindsWhatIsMeant(t *testing.T) {
	v := visit(t)
	v.open("search/index.html")
	for query, want := range map[string]string{
		"AI": "Artificial Intelligence/Machine Learning", "2210": "Job series 2210", "help desk": "Customer Support", "helpdesk": "Customer Support", "cyber security": "Information Systems and Network Security",
		"cybersecurity": "Information Systems and Network Security", "INFOSEC": "Information Security", "sysadmin": "Systems Administration", "GS-9": "Intermediate Level", "IoT": "Embedded Computers/Internet of Things (IoT)",
		"441": "Network Operations (441)", "OPM 441": "Network Services", "OPM code 441": "Network Operations (441)", "511": "Defensive Cybersecurity (511)", "DCWF 511": "Defensive Cybersecurity (511)",
		"CST 511": "Information Security", "PD-WRL-001": "Defensive Cybersecurity (511)", "Cyber Defense Analyst": "Defensive Cybersecurity (511)", "551": "Red Team Specialist (551)",
	} {
		found := value[[]string](v, fmt.Sprintf(`fwci.find(%q).then((found) => found.slice(0, 5).map((f) => f.name))`, query))
		if !slices.Contains(found, want) {
			t.Errorf("the search for %q finds %q; want %q among the first five", query, found, want)
		}
	}
	v.complaints("the search")
}

// All results have a page, and a concept of ESCO opens at its place, marked.
func TestBrowserSearchPage(t *testing.T) {
	v := visit(t)
	v.open("search/index.html?q=security")
	v.run(chromedp.WaitVisible(chromedp.CSS("#results li")))
	if n := len(v.texts("#results li")); n < 20 {
		t.Errorf("%d results for security", n)
	}
	for query, want := range map[string]string{"GS-9": "1 result for “GS-9”", "zz top": "1 result for “zz top”, ignoring “zz”, which was not found"} {
		v.open("search/index.html?q=" + strings.ReplaceAll(query, " ", "+"))
		v.run(chromedp.WaitVisible(chromedp.CSS("#results li")))
		v.equal("what is said of "+query, v.texts("#answer"), []string{want})
	}
	v.open("index.html")
	v.run(chromedp.SendKeys(chromedp.CSS(`.search input`), "handle helpdesk problems"),
		chromedp.Poll[chromedp.Void](`document.querySelector("#found-0 span")?.textContent === "handle helpdesk problems"`), chromedp.Click(chromedp.CSS("#found-0")))
	v.run(chromedp.WaitVisible(chromedp.CSS("tr.marked")))
	if marked := value[string](v, `document.querySelector("tr.marked th a").textContent`); marked != "handle helpdesk problems" {
		t.Errorf("%q is marked", marked)
	}
	v.complaints("the results")
}

// A title tells a page from every other: browsers, bookmarks and search engines show it alone.
func TestTitlesAreUnique(t *testing.T) {
	seen := map[string]string{}
	r := newRelease(get(t).site)
	for _, name := range r.pages() {
		if strings.HasSuffix(name, "404.html") {
			continue
		}
		d, err := parse(r[name])
		if err != nil {
			t.Fatal(err)
		}
		title := text(d.all("title")[0])
		if other, twice := seen[title]; twice {
			t.Errorf("%s and %s have the title %q", other, name, title)
		}
		seen[title] = name
	}
}
