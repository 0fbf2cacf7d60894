package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

// requireBrowser is the environment variable that turns the absence of a browser into a failure.
const requireBrowser = "FWCI_REQUIRE_BROWSER"

// A visitor is a browser that reads the site from a folder and takes note of every complaint and request.
type visitor struct {
	testing.TB
	ctx       context.Context
	base      string // the address of the site's folder
	downloads string

	mutex    sync.Mutex
	problems []string
	seen     chan string // ends of downloads
}

// visit opens a browser on the repository's site, written to a folder; it skips without a browser.
func visit(t testing.TB) *visitor {
	t.Helper()
	if testing.Short() {
		t.Skip("left to make whole: a browser reads the site")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv(requireBrowser) != "" {
			t.Fatalf("no chromium is installed, and %s is set", requireBrowser)
		}
		t.Skipf("no chromium is installed; set %s to make this a failure", requireBrowser)
	}
	f := get(t)
	folder := t.TempDir()
	for _, a := range slices.Concat(f.site, f.others) {
		store(t, folder, a)
	}
	v := &visitor{TB: t, base: (&url.URL{Scheme: "file", Path: filepath.ToSlash(folder)}).String() + "/site/", downloads: t.TempDir(), seen: make(chan string, 8)}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))...)
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(allocator, chromedp.WithListener(v.listen))
	t.Cleanup(cancelTab)
	ctx, cancelTime := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancelTime)
	v.ctx = ctx
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	v.must(err)
	_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	v.must(err)
	v.must(chromedp.ListenBrowser(ctx, v.listen))
	on := true
	_, err = chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: v.downloads, EventsEnabled: &on,
	})
	v.must(err)
	return v
}

// profile returns a new folder for the browser, which may still write in it for a while after its end.
func profile(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "fwci-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 50 {
			if os.RemoveAll(folder) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	return folder
}

func (v *visitor) must(err error) {
	v.Helper()
	if err != nil {
		v.Fatal(err)
	}
}

func store(t testing.TB, folder string, a artifact.Artifact) {
	t.Helper()
	name := filepath.Join(folder, filepath.FromSlash(a.Path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, a.Data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// listen takes note of what the browser says: messages of the console, errors, requests, ends of downloads.
func (v *visitor) listen(event any) {
	problem := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		problem = "console: " + string(e.Type)
	case *runtime.EventExceptionThrown:
		problem = "exception: " + e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		problem = fmt.Sprintf("log: %s %s", e.Entry.Level, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if address := e.Request.URL; !strings.HasPrefix(address, strings.TrimSuffix(v.base, "site/")) {
			problem = "a request for " + address
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			problem = "a request failed: " + e.ErrorText
		}
	case *browser.EventDownloadProgress:
		if e.State == browser.DownloadProgressStateCompleted {
			v.seen <- e.GUID
		}
	}
	if problem != "" {
		v.mutex.Lock()
		defer v.mutex.Unlock()
		v.problems = append(v.problems, problem)
	}
}

func (v *visitor) run(steps ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	v.must(chromedp.Do(v.ctx, steps...))
}

// value evaluates a script in the page.
func value[T any](v *visitor, script string) T {
	v.Helper()
	found, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	v.must(err)
	return found
}

// open goes to a page of the site. A page with another fragment alone is not loaded again, so it starts blank.
func (v *visitor) open(page string) {
	v.Helper()
	v.run(chromedp.Navigate("about:blank"), chromedp.Navigate(v.base+page), chromedp.WaitReady(chromedp.CSS("main")))
	v.complaints(page)
}

// complaints fails on whatever the browser has complained of since the last time.
func (v *visitor) complaints(page string) {
	v.Helper()
	v.mutex.Lock()
	defer v.mutex.Unlock()
	for _, p := range v.problems {
		if p != "a request for about:blank" {
			v.Errorf("%s: %s", page, p)
		}
	}
	v.problems = nil
}

// texts returns the text of each element that a selector finds and a reader sees.
func (v *visitor) texts(selector string) []string {
	v.Helper()
	quoted, err := json.Marshal(selector)
	if err != nil {
		v.Fatal(err)
	}
	return value[[]string](v, fmt.Sprintf(`[...document.querySelectorAll(%s)].filter(e => e.getClientRects().length).map(e => e.innerText.trim())`, quoted))
}

func (v *visitor) equal(what string, got, want []string) {
	v.Helper()
	if !slices.Equal(got, want) {
		v.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// address waits for an address that ends in a text.
func (v *visitor) address(end string) {
	v.Helper()
	quoted, err := json.Marshal(end)
	if err != nil {
		v.Fatal(err)
	}
	there := fmt.Sprintf(`location.href.endsWith(%s) && document.readyState === "complete"`, quoted)
	deadline := time.Now().Add(10 * time.Second)
	for {
		// A page that the browser leaves meanwhile answers with an error.
		arrived, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool](there))
		if err == nil && arrived {
			return
		}
		if time.Now().After(deadline) {
			v.must(err)
			v.Fatalf("the address is %s; want one that ends in %s", value[string](v, `location.href`), end)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// choose sets a field as a reader does, who makes the browser tell the page.
func (v *visitor) choose(field, option string) {
	v.Helper()
	v.run(chromedp.SetValue(chromedp.CSS(field), option))
	value[bool](v, fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new Event("input", {bubbles: true}))`, field))
}

func TestBrowserReads(t *testing.T) {
	v := visit(t)
	for page, heading := range map[string]string{
		"index.html": "FWCI open data\nInformation Technology Management, 2210", "competency/cloud-services.html": "Cloud Services", "profile/customer-support.html": "Customer Support",
		"explore/index.html": "Explore competencies and tasks", "explore/matrix.html": "Competencies and specialties", "explore/ranks.html": "Importance now and in the future",
		"explore/bands.html": "The ladder from entry to senior", "compare/index.html": "Compare specialties", "crosswalk/index.html": "Crosswalk: competencies and ESCO skills",
		"findings/index.html": "Findings", "table/competencies.html": "Competencies", "cluster/it-strategy-and-planning.html": "IT Strategy and Planning",
	} {
		v.open(page)
		v.equal("the heading of "+page, v.texts("h1"), []string{heading})
	}
}

// The search forgives letters that are left out, changed or swapped, and works from the keyboard alone.
func TestBrowserSearch(t *testing.T) {
	v := visit(t)
	for query, want := range map[string]string{
		"enterprize architcture": "Enterprise Architecture", "clodu servcies": "Cloud Services", "custommer suport": "Customer Support", "quality asurance": "Quality Assurance", "COOP": "Information Technology Continuity of Operations (COOP)",
	} {
		v.open("index.html")
		v.run(chromedp.Focus(chromedp.CSS(`.search input`)), chromedp.SendKeys(chromedp.CSS(`.search input`), query), chromedp.WaitVisible(chromedp.CSS("#found-0")))
		found := v.texts("#found li span")
		if !slices.Contains(found[:min(3, len(found))], want) {
			t.Errorf("the search for %q finds %q; want %q among the first three", query, found, want)
		}
	}
	v.open("task/" + get(t).set.Tasks[0].TaskID + ".html")
	v.run(chromedp.KeyEvent("/"), chromedp.KeyEvent("vulnerabilites asesment"), chromedp.WaitVisible(chromedp.CSS("#found-0")), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.Enter))
	v.address("/competency/vulnerabilities-assessment.html")
	v.run(chromedp.KeyEvent("/"), chromedp.KeyEvent("qqxyzzy"), chromedp.WaitVisible(chromedp.CSS("#found .none")), chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(chromedp.CSS("#found")))
	v.complaints("the search")
}

func TestBrowserFilters(t *testing.T) {
	v := visit(t)
	v.open("explore/index.html")
	if n := len(v.texts("#list > li")); n != 293 {
		t.Errorf("%d competencies and tasks; want 293", n)
	}
	v.run(chromedp.SendKeys(chromedp.CSS(`.filter [name=q]`), "forensiks"), chromedp.Poll[chromedp.Void](`location.hash === "#q=forensiks"`), chromedp.Poll[chromedp.Void](`document.querySelector("output").textContent.startsWith("1 of")`))
	v.equal("the list for a word with a mistake", v.texts("#list > li a"), []string{"Computer Forensics"})
	v.run(chromedp.Click(chromedp.CSS(`.filter [type=reset]`)), chromedp.Poll[chromedp.Void](`!location.hash`))
	// The handbook's task table of Policy and Planning has 13 rows.
	v.open("explore/index.html#kind=task&specialty=p12")
	if n := len(v.texts("#list > li")); n != 13 {
		t.Errorf("%d tasks of Policy and Planning; want 13", n)
	}
	v.open("crosswalk/index.html")
	f := get(t)
	exact := 0
	for _, m := range f.set.CompetencySkill {
		if m.Predicate == "exactMatch" {
			exact++
		}
	}
	v.choose(`.filter [name=relation]`, "x")
	if n := len(v.texts("#list tr[data-f]")); n != exact {
		t.Errorf("%d exact mappings are shown; the table has %d", n, exact)
	}
	if hash := value[string](v, `location.hash`); hash != "#relation=x" {
		t.Errorf("the address has %q; want the choice", hash)
	}
	v.complaints("the filters")
}

// The lists are taken by hand from the tables on lines 604 to 615 (Customer Support) and 648 to 664
// (Information Security) of the handbook; the bands from lines 157 to 207 and the tables of general
// competencies from line 128.
func TestBrowserCompares(t *testing.T) {
	v := visit(t)
	v.open("compare/index.html")
	v.choose("#choose [name=from]", "customer-support")
	v.choose("#choose [name=to]", "information-security")
	learn := []string{
		"Cloud Services", "Computer Forensics", "Enterprise Architecture", "Information Systems Security Certification", "Information Technology Architecture",
		"Information Technology Performance Monitoring", "Information Technology Program Management", "Network Engineering", "Network Management", "Systems Design",
		"Systems Testing and Evaluation", "Vulnerabilities Assessment", "Web Technology",
	}
	v.equal("to learn", v.texts(`[data-list=competencies-learn] li`), learn)
	v.equal("left behind", v.texts(`[data-list=competencies-left] li`), []string{"Accessibility"})
	if n := len(v.texts(`[data-list=competencies-shared] li`)); n != 30 {
		t.Errorf("%d are shared; want 30", n)
	}
	if n := len(v.texts(`[data-list=tasks-learn] li`)); n != 20 {
		t.Errorf("%d tasks are new; want 20", n)
	}
	v.run(chromedp.Click(chromedp.CSS("#swap")))
	v.equal("to learn the other way", v.texts(`[data-list=competencies-learn] li`), []string{"Accessibility"})
	v.address("#from=information-security&to=customer-support")

	v.open("compare/index.html#from=customer-support@intermediate&to=customer-support@senior")
	v.equal("left behind at the senior band", v.texts(`[data-list=competencies-left] li`), []string{"Accessibility"})
	v.equal("general competencies to learn", v.texts(`[data-list=general-learn] li`), []string{"External Awareness", "Oral Communication"})

	// The handbook divides no tasks by band, so a list of tasks belongs to the whole specialty.
	v.open("compare/index.html#from=customer-support&to=data-management@intermediate")
	v.equal("what the lists of tasks say", v.texts("section:has(> [data-list^=tasks]) > p.small"), []string{"in Data Management only", "in both", "in Customer Support only"})
	v.equal("what is said under the heading of the tasks", v.texts("#result > h2 + p.small"), []string{"The handbook does not divide tasks by band."})
	// One is singular.
	v.open("compare/index.html#from=data-management@intermediate&to=esco:3b1ea27c-781c-41eb-821f-214285260dd2")
	if said := v.texts("#result .verdict"); len(said) != 1 || !strings.HasSuffix(said[0], " 1 more is only related.") {
		t.Errorf("the answer is %q; expected that 1 more is only related", said)
	}
	v.equal("numbers with their nouns", value[[]string](v, `[0, 1, 2].map((n) => fwci.counted(n, "result") + " " + fwci.agree(n, "is", "are"))`), []string{"0 results are", "1 result is", "2 results are"})

	v.open("compare/index.html#from=systems-administration&to=esco:3b1ea27c-781c-41eb-821f-214285260dd2")
	if n := len(v.texts(`[data-list=essential-open] > li`)) + len(v.texts(`[data-list=essential-met] > li`)) + len(v.texts(`[data-list=essential-related] > li`)); n != 18 {
		t.Errorf("%d essential skills; the page of the occupation has 18", n)
	}
	// Every mapped occupation can be chosen; of one without skills the page says how it relates, and related is no counterpart.
	v.open("compare/index.html#from=information-security&to=esco:a99b38bc-6e71-4bef-b127-0f2b5e357815")
	v.equal("the answer for an occupation without skills", v.texts("#result .verdict"), []string{"For Information Security, ESCO's ICT resilience manager is narrower."})
	v.equal("what is missing", v.texts("#result > p.small"), []string{"This release does not include ESCO's list of skills for this occupation."})
	// The profile of the whole series is called there as everywhere.
	whole := slices.IndexFunc(get(t).set.Profiles, func(p dataset.Profile) bool { return p.ClusterID == nil })
	mappedTo := get(t).set.ProfileOccupation[slices.IndexFunc(get(t).set.ProfileOccupation, func(m dataset.ProfileOccupation) bool { return m.ProfileID == get(t).set.Profiles[whole].ProfileID })].OccupationURI
	v.open("compare/index.html#from=information-security&to=esco:" + mappedTo[strings.LastIndexByte(mappedTo, '/')+1:])
	if rows := v.texts("#result table th[scope=row]"); !slices.Contains(rows, role.AllWork) || slices.Contains(rows, get(t).set.Profiles[whole].Name) {
		t.Errorf("the specialties mapped to %s are %q", mappedTo, rows)
	}
	v.open("compare/index.html#from=information-security&to=esco:a99b38bc-6e71-4bef-b127-0f2b5e357815")
	if n, mapped := len(value[[]string](v, `[...document.querySelectorAll("#choose [name=to] option")].map((o) => o.value).filter((x) => x.startsWith("esco:"))`)), mappedOccupations(t); n != mapped || n != 73 {
		t.Errorf("%d occupations to choose from; the tables have %d, counted 73", n, mapped)
	}
	// Back leads to the comparison before.
	v.choose("#choose [name=from]", "customer-support")
	v.address("#from=customer-support&to=esco:a99b38bc-6e71-4bef-b127-0f2b5e357815")
	value[bool](v, `history.back() || true`)
	v.address("#from=information-security&to=esco:a99b38bc-6e71-4bef-b127-0f2b5e357815")
	v.run(chromedp.Poll[chromedp.Void](`document.querySelector("#choose [name=from]").value === "information-security"`))
	v.open("compare/index.html#from=__proto__&to=esco:constructor")
	v.equal("the answer to a choice that is none", v.texts("#result .hint"), []string{"Choose two specialties, the same one at two bands, or a specialty and an occupation."})
	v.complaints("the comparison")
}

// mappedOccupations is how many occupations a profile is mapped to.
func mappedOccupations(t *testing.T) int {
	t.Helper()
	mapped := map[string]bool{}
	for _, r := range get(t).set.ProfileOccupation {
		mapped[r.OccupationURI] = true
	}
	return len(mapped)
}

func TestBrowserDownloads(t *testing.T) {
	v := visit(t)
	v.open("index.html")
	v.run(chromedp.Click(chromedp.CSS(`.best a[href="../excel/fwci-2210.xlsx"]`)))
	select {
	case name := <-v.seen:
		files, err := filepath.Glob(filepath.Join(v.downloads, "*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("the download %s left %v, %v", name, files, err)
		}
		if data, err := os.ReadFile(files[0]); err != nil || string(data) != "PK" {
			t.Errorf("the download is %q, %v", data, err)
		}
	case <-time.After(20 * time.Second):
		t.Error("no download came")
	}
}

func TestBrowserTheme(t *testing.T) {
	v := visit(t)
	v.open("index.html")
	ground := func() string { return value[string](v, `getComputedStyle(document.body).backgroundColor`) }
	before := ground()
	v.run(chromedp.Click(chromedp.CSS(".theme")))
	if after := ground(); after == before {
		t.Errorf("the ground stays %s", after)
	}
	v.complaints("the choice of colors")
}
