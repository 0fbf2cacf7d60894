package site_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/fwci-open-data/fwci/transform/announcement"
)

// The page of a specialty at a band names what is important there, with what the tables do not say.
func TestRolePages(t *testing.T) {
	f := get(t)
	d := read(t, "role/information-security/intermediate.html")
	page := text(d.root)
	for _, want := range []string{"28 general and 29 technical competencies are important at this band", "The table begins at this band, so nothing can be new", "New: important here and not at Entry Level", "1 is the most important, NR means not ranked", "AI language models judged the mappings; no person has checked them.", "Information Technology Specialist (Information Security/INFOSEC)", "ESCO occupation"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := strings.Count(inner(d.byID("general").Parent), "<tr><th><a"); n != 28 {
		t.Errorf("%d rows of general competencies; want 28", n)
	}
	if n := strings.Count(inner(d.byID("technical").Parent), "<tr><th><a"); n != 29 {
		t.Errorf("%d rows of technical competencies; want 29", n)
	}
	entry := text(read(t, "role/information-security/entry.html").root)
	if !strings.Contains(entry, "Technical competencies not given") || !strings.Contains(entry, "begins at Intermediate Level") || strings.Contains(entry, "0 technical") {
		t.Error("the page of the entry band does not say that technical competencies are not given there")
	}
	if list := text(read(t, "role/index.html").root); !strings.Contains(list, "GS-8: the handbook's bands leave this grade out") {
		t.Error("the list does not say that GS-8 belongs to no band")
	}
	for _, p := range f.set.Profiles {
		for _, b := range f.set.Bands {
			read(t, "role/"+p.ProfileID+"/"+b.BandID+".html")
		}
	}
}

// The form on the home page leads to the answer; a grade of no band gets an explanation.
func TestBrowserAsks(t *testing.T) {
	v := visit(t)
	v.open("index.html")
	v.choose(".ask [name=profile]", "information-security")
	v.choose(".ask [name=grade]", "9")
	v.run(chromedp.Click(chromedp.CSS(".ask button")))
	v.address("/role/information-security/intermediate.html")
	v.equal("what is important", v.texts(".definition"), []string{"28 general and 29 technical competencies are important at this band."})
	v.open("role/index.html?profile=data-management&grade=8")
	if said := v.texts(".asked"); len(said) != 1 || !strings.HasPrefix(said[0], "GS-8 belongs to no band") {
		t.Errorf("for GS-8 the page says %q", said)
	}
	v.complaints("the form")
}

// The text that the page composes is that of the package announcement, for the usual choice and for a ticked one.
func TestBrowserAnnounces(t *testing.T) {
	v := visit(t)
	f := get(t)
	for address, choice := range map[string]announcement.Choice{
		"profile=systems-administration&grade=12":                            {ProfileID: "systems-administration", Grade: 12},
		"profile=information-security&grade=6":                               {ProfileID: "information-security", Grade: 6}, // one way to qualify, two at GS-7
		"profile=information-security&grade=7":                               {ProfileID: "information-security", Grade: 7},
		"profile=all-information-technology-management&grade=14":             {ProfileID: "all-information-technology-management", Grade: 14},
		"profile=data-management&grade=9&c=information-management.memory&t=": {ProfileID: "data-management", Grade: 9, Competencies: []string{"information-management", "memory"}, Tasks: []string{}},
	} {
		a, err := announcement.Compose(f.set, choice)
		if err != nil {
			t.Fatal(err)
		}
		v.open("announce/index.html#" + address)
		if got := value[string](v, `fwci.announcement()`); got != a.Text() {
			t.Errorf("%s:\n%s\nwant\n%s", address, got, a.Text())
		}
	}
	v.open("announce/index.html#profile=systems-administration&grade=12")
	v.run(chromedp.Click(chromedp.CSS(`#picks fieldset:nth-of-type(1) input`)))
	if hash := value[string](v, `location.hash`); !strings.Contains(hash, "&t=") {
		t.Errorf("the address %s does not have the choice of duties", hash)
	}
	v.complaints("the announcement")
}

// A self-assessment counts the gap, the fit, and comes back from its address.
func TestBrowserAssesses(t *testing.T) {
	v := visit(t)
	v.open("gap/index.html#role=information-security@intermediate&level=3&r=encryption:1.oral-communication:3.integrity-honesty:5")
	if n := len(v.texts("#rows select")); n != 28+29 {
		t.Errorf("%d competencies to rate; want 57", n)
	}
	v.equal("the count", v.texts("#choose output"), []string{"2 of 57 rated; 1 below the level"}) // oral communication is not important at the band
	v.equal("the fit", v.texts("#fits tr.marked"), []string{"Information Security\t2\t1\t57\t2"})
	v.choose(`#rows select[aria-label="Your rating of Encryption"]`, "4")
	v.equal("the count after a better rating", v.texts("#choose output"), []string{"2 of 57 rated; 0 below the level"})
	if kept := value[string](v, `localStorage.getItem("fwci-gap")`); !strings.Contains(kept, "encryption:4") {
		t.Errorf("the device keeps %q", kept)
	}
	v.complaints("the self-assessment")
}

// A role takes two pages of paper at most, and so does the home page.
func TestBrowserPrints(t *testing.T) {
	v := visit(t)
	f := get(t)
	pages := []string{"index.html"}
	for _, p := range f.set.Profiles {
		pages = append(pages, "role/"+p.ProfileID+"/senior.html", "role/"+p.ProfileID+"/journey.html")
	}
	for _, name := range pages {
		v.open(name)
		printed, err := chromedp.Call(v.ctx, page.PrintToPDF, page.PrintToPDFParams{})
		v.must(err)
		if n := bytes.Count(printed.Data, []byte("/Type /Page\n")); n < 1 || n > 2 {
			if folder := os.Getenv("FWCI_KEEP_PRINTS"); folder != "" {
				_ = os.WriteFile(folder+"/"+strings.ReplaceAll(name, "/", "-")+".pdf", printed.Data, 0o644)
			}
			t.Errorf("%s takes %d pages", name, n)
		}
	}
}

// Marks are seen on paper and in forced colors: what is drawn differs from its ground.
func TestBrowserShowsMarks(t *testing.T) {
	v := visit(t)
	for _, media := range []struct {
		name   string
		params emulation.SetEmulatedMediaParams
	}{
		{"print", emulation.SetEmulatedMediaParams{Media: "print"}},
		{"forced colors", emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}},
	} {
		_, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, media.params)
		v.must(err)
		for _, test := range []struct{ page, selector, pseudo, property string }{
			{"explore/matrix.html", ".matrix td b", "", "backgroundColor"},
			{"profile/information-security.html", ".bands td.y", "::before", "backgroundColor"},
			{"index.html", ".field path[class^=k]", "", "fill"},
			{"explore/bands.html", ".ladder .kept", "", "fill"},
			{"explore/ranks.html", ".slope line", "", "stroke"},
			{"competency/cloud-services.html", ".strip circle:not(.now)", "", "fill"},
			{"pathway/index.html", ".network circle", "", "fill"},
			{"crosswalk/index.html", "tr[data-f^=x] > td:first-child", "::before", "borderTopColor"},
		} {
			v.open(test.page)
			seen := value[map[string]string](v, fmt.Sprintf(`(() => {
				const mark = document.querySelector(%q), style = getComputedStyle(mark, %q || null);
				return { mark: style[%q], ground: getComputedStyle(document.body).backgroundColor, adjust: style.printColorAdjust, forced: style.forcedColorAdjust };
			})()`, test.selector, test.pseudo, test.property))
			if seen["mark"] == seen["ground"] || strings.HasPrefix(seen["mark"], "rgba(") && strings.HasSuffix(seen["mark"], ", 0)") || seen["mark"] == "none" {
				t.Errorf("%s: %s of %s is %v", media.name, test.property, test.selector, seen)
			}
			if media.name == "print" && seen["adjust"] != "exact" {
				t.Errorf("%s of %s is left out on paper: %v", test.property, test.selector, seen)
			}
			if media.name == "forced colors" && seen["forced"] != "none" {
				t.Errorf("%s of %s is overruled in forced colors: %v", test.property, test.selector, seen)
			}
		}
	}
}

// No page of any kind is wider than a screen of 320 CSS pixels (WCAG 2.2, 1.4.10), except for tables and pictures, which
// scroll by themselves.
func TestBrowserReflows(t *testing.T) {
	v := visit(t)
	_, err := chromedp.Call(v.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 320, Height: 700, DeviceScaleFactor: 1})
	v.must(err)
	for _, name := range kindsOfPages {
		v.open(name)
		if width := value[int](v, `document.documentElement.scrollWidth`); width > 320 {
			t.Errorf("%s is %d pixels wide", name, width)
		}
	}
}

// kindsOfPages is a page of each kind.
var kindsOfPages = []string{
	"index.html", "role/index.html", "role/enterprise-architecture/senior.html", "role/information-security/entry.html", "search/index.html?q=security", "change/index.html",
	"explore/index.html", "explore/matrix.html", "explore/ranks.html", "explore/bands.html", "compare/index.html#from=customer-support&to=information-security", "pathway/index.html",
	"gap/index.html", "announce/index.html", "crosswalk/index.html", "crosswalk/occupations.html", "crosswalk/titles.html", "findings/index.html", "competency/accessibility.html",
	"profile/enterprise-architecture.html", "cluster/it-strategy-and-planning.html", "band/senior.html", "series/2210.html", "table/index.html", "table/competencies.html", "source/index.html", "source/cbp-2210.html",
}

// What has the focus is never under a head that stays in place, neither forward nor backward (WCAG 2.2, 2.4.11).
func TestBrowserFocusIsSeen(t *testing.T) {
	v := visit(t)
	for _, name := range []string{"explore/matrix.html", "crosswalk/index.html", "findings/index.html", "profile/information-security.html"} {
		v.open(name)
		hidden := value[[]string](v, `(() => {
			const links = [...document.querySelectorAll("main table a, main table button")].filter((e) => e.getClientRects().length);
			const chosen = links.filter((_, i) => i % Math.ceil(links.length / 60) === 0), bad = [];
			for (const list of [chosen, [...chosen].reverse()]) {
				for (const link of list) {
					link.focus();
					const box = link.getClientRects()[0], seen = document.elementFromPoint(box.left + Math.min(box.width, 8) / 2, box.top + Math.min(box.height, 8) / 2);
					if (!seen || !(link.contains(seen) || seen.contains(link))) bad.push(link.textContent + " under " + (seen ? seen.outerHTML.slice(0, 60) : "nothing"));
				}
			}
			return bad;
		})()`)
		if len(hidden) > 0 {
			t.Errorf("%s: %d are hidden when they have the focus, such as %q", name, len(hidden), hidden[:min(3, len(hidden))])
		}
	}
}

// No two texts of the page of bands lie on one another, from a tablet to a desktop.
func TestBrowserTextsDoNotOverlap(t *testing.T) {
	v := visit(t)
	for _, width := range []int64{1024, 1152, 1280, 1440} {
		_, err := chromedp.Call(v.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1})
		v.must(err)
		for _, name := range []string{"explore/bands.html", "band/senior.html", "role/index.html", "profile/information-security.html", "role/enterprise-architecture/senior.html"} {
			v.open(name)
			over := value[[]string](v, `(() => {
				const boxes = [...document.querySelectorAll("main a, main td, main th, main svg text, .top a, .top button, .top input")]
					.filter((e) => !e.querySelector("a") && e.getClientRects().length).flatMap((e) => {
						if (e.matches("svg text, a, button, input")) return [...e.getClientRects()].map((box) => ({ e, box }));
						const range = document.createRange();
						range.selectNodeContents(e);
						return [...range.getClientRects()].map((box) => ({ e, box }));
					}).filter(({ box }) => box.width > 1 && box.height > 1);
				boxes.sort((x, y) => x.box.top - y.box.top);
				const found = [];
				boxes.forEach(({ e, box }, i) => {
					for (let j = i + 1; j < boxes.length && boxes[j].box.top < box.bottom - 4; j++) {
						const other = boxes[j];
						if (other.e === e || e.contains(other.e) || other.e.contains(e)) continue;
						if (Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 2) found.push(e.textContent.slice(0, 40) + " / " + other.e.textContent.slice(0, 40));
					}
				});
				return found;
			})()`)
			if len(over) > 0 {
				t.Errorf("%s at %d pixels: %d texts overlap, such as %q", name, width, len(over), over[:min(3, len(over))])
			}
		}
	}
}
