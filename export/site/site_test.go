package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	stdhtml "html"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/datapackage"
	"github.com/fwci-open-data/fwci/export/exporttest"
	programs "github.com/fwci-open-data/fwci/export/load"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
	rulebook "github.com/fwci-open-data/fwci/transform/finding"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/role"
)

// A fixture is the repository's own release: its sources, its dataset, some of its files, its site.
type fixture struct {
	raw    *extract.Raw
	set    *dataset.Dataset
	others []artifact.Artifact
	site   []artifact.Artifact
}

var loaded *fixture

// get returns the fixture, which tests share.
func get(t testing.TB) *fixture {
	t.Helper()
	if loaded != nil {
		return loaded
	}
	raw, set := exporttest.Real(t)
	f := &fixture{raw: raw, set: set}
	for _, write := range []func(*dataset.Dataset) ([]artifact.Artifact, error){csv.Write, parquet.Write} {
		files, err := write(set)
		if err != nil {
			t.Fatal(err)
		}
		f.others = append(f.others, files...)
	}
	described, err := datapackage.Write(set, f.others)
	if err != nil {
		t.Fatal(err)
	}
	f.others = append(f.others, described...)
	f.others = append(f.others, programs.Write(set, f.others)...)
	f.others = append(f.others, artifact.Artifact{Path: "excel/fwci-2210.xlsx", Format: "excel", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Title: "Workbook", Data: []byte("PK")})
	if f.site, err = site.Write(set, raw, f.others); err != nil {
		t.Fatal(err)
	}
	loaded = f
	return f
}

// read returns a page of the repository's site.
func read(t *testing.T, name string) *document {
	t.Helper()
	f := get(t)
	i := slices.IndexFunc(f.site, func(a artifact.Artifact) bool { return a.Path == "site/"+name })
	if i < 0 {
		t.Fatalf("no page %s", name)
	}
	d, err := parse(f.site[i].Data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPagesHold(t *testing.T) {
	f := get(t)
	for _, p := range newRelease(f.site, f.others).check() {
		t.Error(p)
	}
}

// A check that cannot fail is worse than none.
func TestChecksFail(t *testing.T) {
	f := get(t)
	home := "site/index.html"
	for name, test := range map[string]struct {
		change func(r release)
		want   string
	}{
		"a page less":      {func(r release) { delete(r, "site/competency/accessibility.html") }, "which is not there"},
		"a download less":  {func(r release) { delete(r, "csv/bands.csv") }, "which is not there"},
		"a script":         {replace(home, "<main", "<script>1</script><main"), "a script in the page"},
		"a style":          {replace(home, "<main", "<main style='color:red'"), "an attribute style"},
		"a handler":        {replace(home, "<main", "<main onclick=x"), "an attribute onclick"},
		"another picture":  {replace(home, "<main", "<img src='//example.org/x.png'><main"), "the address"},
		"a loose policy":   {replace(home, "default-src 'none'", "default-src *"), "is not strict"},
		"an id twice":      {replace(home, "<main", "<p id=cite><main"), "appears twice"},
		"a second heading": {replace(home, "<main", "<h1>x</h1><main"), "2 h1"},
		"a level left out": {replace(home, "<h2 id=cite>", "<h5 id=cite>"), "follows h"},
		"a wrong place":    {replace(home, "#downloads", "#download"), "no such place"},
		"a wrong choice":   {replace(home, "#kind=task", "#kind=duty"), "the form offers no"},
		"a bare field":     {replace("site/explore/index.html", "<label class=wide>Search", "<div>"), "a field without a label"},
		"a bare picture":   {replace(home, "role=img", "role=x"), "a picture without a name"},
	} {
		r := newRelease(f.site, f.others)
		test.change(r)
		if problems := strings.Join(r.check(), "\n"); !strings.Contains(problems, test.want) {
			t.Errorf("%s: no problem with %q; found %.300q", name, test.want, problems)
		}
	}
}

func replace(page, old, by string) func(release) {
	return func(r release) { r[page] = bytes.Replace(r[page], []byte(old), []byte(by), 1) }
}

func TestEverythingHasAPage(t *testing.T) {
	f := get(t)
	base := f.set.Info.Base
	want := map[string]string{}
	for _, c := range f.set.Competencies {
		want["competency/"+c.CompetencyID] = c.Name
	}
	for _, p := range f.set.Profiles {
		want["profile/"+p.ProfileID] = role.Name(f.set.Profiles, p)
	}
	for _, c := range f.set.Clusters {
		want["cluster/"+c.ClusterID] = c.Name
	}
	for _, b := range f.set.Bands {
		want["band/"+b.BandID] = b.Name
	}
	for _, r := range f.set.Tasks {
		want["task/"+r.TaskID] = r.Statement
	}
	for _, r := range f.set.SeriesTitles {
		want["title/"+r.TitleID] = r.Title
	}
	for name, heading := range want {
		d := read(t, name+".html")
		if h := text(d.all("h1")[0]); !strings.HasPrefix(h, heading) {
			t.Errorf("%s: the heading is %q; want %q", name, h, heading)
		}
		if !strings.Contains(text(d.root), base+name) {
			t.Errorf("%s: the page does not give its identifier", name)
		}
	}
	for _, table := range f.set.Tables() {
		d := read(t, "table/"+table.Name+".html")
		for _, column := range table.Columns {
			if d.byID(column) == nil {
				t.Errorf("the page of %s does not describe %s", table.Name, column)
			}
		}
	}
}

// What the page of a competency must say, taken by hand from the handbook: lines 181, 253 and 310 for the
// bands, 434, 474 and 508 for the ranks, the profiles' tables for the specialties, line 1187 for the definition.
func TestCompetencyPage(t *testing.T) {
	page := text(read(t, "competency/cloud-services.html").root)
	for _, want := range []string{
		"Technical competency", "Knowledge of cloud computing concepts, service models, environments, and delivery models.",
		"IT Operations and Security – no yes yes", "IT Development and Analysis – no no yes", "IT Strategy and Planning – no yes yes",
		"IT Operations and Security 40 16 rises by 24", "IT Development and Analysis 29 3 rises by 26", "IT Strategy and Planning 22 10 rises by 12",
		"IT Operations and Security Information Security Operating Systems Systems Administration IT Development and Analysis Data Management Systems Analysis Internet/Web Services IT Strategy and Planning Enterprise Architecture Policy and Planning",
		"line 434 Cloud Services 40 16", "line 1187 Cloud Services: Knowledge of cloud computing",
	} {
		if !strings.Contains(strings.ToLower(page), strings.ToLower(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
	notes := text(read(t, "competency/asset-management.html").root)
	if !strings.Contains(notes, "yes yes no 1") || !strings.Contains(notes, "not at the senior level, likely reflecting the shift away from hands-on analysis") {
		t.Error("the page of Asset Management lacks the footnote of its senior band")
	}
}

// Lines are shown with their tabs and their markup, as published.
func TestLinesAsPrinted(t *testing.T) {
	f := get(t)
	d := read(t, "source/handbook-2210.html")
	for _, document := range f.raw.Documents {
		if document.Source.ID != "handbook-2210" {
			continue
		}
		for i, line := range document.Lines {
			n := d.byID(fmt.Sprintf("L%d", i+1))
			if n == nil {
				t.Fatalf("line %d is missing", i+1)
			}
			printed := ""
			if n.FirstChild != nil {
				printed = strings.TrimSuffix(n.FirstChild.Data, "\n")
			}
			if want := strings.TrimRight(line.Raw, " \t\r\f"); printed != want {
				t.Fatalf("line %d is %q; want %q", i+1, printed, want)
			}
		}
	}
}

// Every mapping is on the crosswalk's page with its predicate, and on the competency's.
func TestCrosswalk(t *testing.T) {
	f := get(t)
	d := read(t, "crosswalk/index.html")
	page := inner(d.byID("list"))
	for _, m := range f.set.CompetencySkill {
		if !strings.Contains(page, `href="`+m.SkillURI+`"`) {
			t.Errorf("the crosswalk does not name %s", m.SkillURI)
		}
	}
	rows := len(regexp.MustCompile(`<tr data-f="[xcbnr] [sk] [gt]">`).FindAllString(page, -1))
	if rows != len(f.set.CompetencySkill) {
		t.Errorf("%d rows; the table has %d", rows, len(f.set.CompetencySkill))
	}
	for _, c := range f.set.Competencies {
		page := inner(read(t, "competency/"+c.CompetencyID+".html").root)
		for _, m := range f.set.CompetencySkill {
			if m.CompetencyID == c.CompetencyID && !strings.Contains(page, m.SkillURI) {
				t.Errorf("the page of %s does not name %s", c.CompetencyID, m.SkillURI)
			}
		}
	}
}

// The page of a kind of mapping lists its own subjects without a counterpart, and no others: two kinds can have the same
// target. Counted in the reviewed sets: 6 competencies and 30 tasks have none in NICE.
func TestEachCrosswalkListsItsOwnUnmatched(t *testing.T) {
	counted := map[string]int{"competency-nice": 6, "task-nice": 30}
	total := 0
	for _, page := range []struct{ name, subjects string }{
		{"index", "competency"}, {"occupations", "profile"}, {"titles", "title"}, {"task-nice", "task"}, {"task-dcwf", "task"}, {"competency-nice", "competency"}, {"profile-work-role", "profile"}, {"work-role-occupation", "nice"},
	} {
		heading := read(t, "crosswalk/"+page.name+".html").byID("unmatched")
		if heading == nil {
			if counted[page.name] > 0 {
				t.Errorf("the page %s lists nothing", page.name)
			}
			continue
		}
		links := regexp.MustCompile(`<dt><a href="\.\./([a-z]+)/`).FindAllStringSubmatch(inner(heading.Parent), -1)
		for _, link := range links {
			if link[1] != page.subjects {
				t.Errorf("the page %s lists a %s without a counterpart", page.name, link[1])
			}
		}
		if want, ok := counted[page.name]; ok && len(links) != want {
			t.Errorf("the page %s lists %d; counted %d", page.name, len(links), want)
		}
		total += len(links)
	}
	if want := len(get(t).set.Unmatched); total != want {
		t.Errorf("the pages list %d without a counterpart; the table has %d", total, want)
	}
}

func TestFindings(t *testing.T) {
	f := get(t)
	d := read(t, "findings/index.html")
	rules, named := map[string]int{}, 0
	for _, finding := range f.set.Findings {
		rules[finding.Rule]++
	}
	for _, r := range rulebook.Rules() {
		if option := fmt.Sprintf(">%s (%d)<", naming.Capital(r.Title), rules[r.ID]); rules[r.ID] > 0 && !strings.Contains(stdhtml.UnescapeString(inner(d.root)), option) {
			t.Errorf("the filter does not offer %s", option)
		}
		named += rules[r.ID]
	}
	if named != len(f.set.Findings) {
		t.Errorf("%d findings are of known rules; the table has %d", named, len(f.set.Findings))
	}
	sourceOnly := 0
	for _, finding := range f.set.Findings {
		row := d.byID(finding.FindingID)
		if row == nil || !strings.Contains(text(row), strings.Join(strings.Fields(finding.Message), " ")) {
			t.Errorf("the page lacks %s", finding.FindingID)
		}
		// Where no record is named, the source is.
		if row == nil || finding.TableName != nil || finding.SourceID == nil {
			continue
		}
		sourceOnly++
		i := slices.IndexFunc(f.set.Info.Sources, func(s dataset.SourceInfo) bool { return s.ID == *finding.SourceID })
		about := regexp.MustCompile(`<td>(<a [^>]*>[^<]*</a>)</td><td>`).FindStringSubmatch(inner(row))
		if about == nil || !strings.Contains(about[1], `href="../source/`+*finding.SourceID+`.html"`) || !strings.Contains(about[1], ">"+f.set.Info.Sources[i].Title+"<") {
			t.Errorf("%s does not name and link its source: %s", finding.FindingID, inner(row))
		}
	}
	if sourceOnly == 0 {
		t.Error("no finding has a source and no record: nothing was checked")
	}
	if !strings.Contains(text(read(t, "competency/oral-communication.html").root), "important at Entry Level and not at Intermediate Level") {
		t.Error("the page of Oral Communication lacks the finding about its band")
	}
}

// Counted by hand in the profiles' tables: 31 competencies of Customer Support, 43 of Information Security,
// all of the first but Accessibility in the second.
func TestOverlap(t *testing.T) {
	table := text(read(t, "compare/index.html").byID("overlap").Parent)
	if !strings.Contains(table, "Customer Support 31 30 ") || !strings.Contains(table, "Information Security 30 43 ") {
		t.Errorf("the table of shared competencies is %.400q", table)
	}
}

func TestHome(t *testing.T) {
	f := get(t)
	d := read(t, "index.html")
	page := text(d.root)
	downloads := text(read(t, "download/index.html").root)
	described, listed := map[string]any{}, 0
	for _, a := range f.others {
		if !strings.Contains(downloads, a.SHA256()) {
			t.Errorf("the page of downloads does not give the checksum of %s", a.Path)
		}
		if a.Table == "" || a.Format == "csv" {
			listed++
		}
	}
	for _, want := range append(slices.Clone(f.set.Info.Credits), f.set.Info.Version, f.set.Info.License.Title, "112 competencies", "@misc{fwci-2210,", "TY - DATA", "fwci_table", "import fwci", ".read load/fwci.sql") {
		if !strings.Contains(page, want) {
			t.Errorf("the home page does not say %q", want)
		}
	}
	for _, n := range d.all("script") {
		if kind, _ := attribute(n, "type"); kind == "application/ld+json" {
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &described); err != nil {
				t.Fatalf("the description of the dataset: %v", err)
			}
		}
	}
	if described["@type"] != "Dataset" || described["name"] != f.set.Info.Title || described["license"] != f.set.Info.License.URL {
		t.Errorf("the description of the dataset is %v", described)
	}
	if n := len(fmt.Sprint(described["description"])); n < 50 || n > 5000 {
		t.Errorf("the description has %d characters; dataset search wants 50 to 5,000", n)
	}
	if n := len(described["distribution"].([]any)); n != listed {
		t.Errorf("%d distributions; want %d", n, listed)
	}
}

// listed returns files like those of the committed release that the site leads to: with their names and sizes.
func listed(t *testing.T) []artifact.Artifact {
	t.Helper()
	data, err := os.ReadFile("../../out/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Files []struct {
			Path      string
			Format    string
			MediaType string `json:"media_type"`
			Bytes     int
		}
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	var files []artifact.Artifact
	for _, f := range manifest.Files {
		if slices.Contains([]string{site.Format, "signpost", "source"}, f.Format) {
			continue // these come after the site
		}
		made := artifact.Artifact{Path: f.Path, Format: f.Format, MediaType: f.MediaType, Title: f.Path, Data: make([]byte, f.Bytes)}
		if slices.Contains([]string{"csv", "parquet", "json"}, f.Format) {
			made.Table = strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
		}
		files = append(files, made)
	}
	return files
}

// The sizes that the project promises for the site of a whole release: 6 MB, the first page with all it loads 150 kB.
func TestSizes(t *testing.T) {
	f := get(t)
	files, err := site.Write(f.set, f.raw, listed(t))
	if err != nil {
		t.Fatal(err)
	}
	total, first := 0, 0
	for _, a := range files {
		if strings.HasPrefix(a.Path, site.Folder) {
			total += len(a.Data)
		}
		if slices.Contains([]string{"site/index.html", "site/asset/site.css", "site/asset/site.js", "site/asset/theme.js", "site/asset/icon.svg"}, a.Path) {
			first += len(a.Data)
		}
		if a.MediaType == "" || a.Format != site.Format || a.Title == "" {
			t.Errorf("%s has the media type %q, the format %q, the title %q", a.Path, a.MediaType, a.Format, a.Title)
		}
	}
	if total >= 6_000_000 || first >= 150_000 {
		t.Errorf("the site has %d bytes, the first page %d", total, first)
	}
	t.Logf("the site has %d bytes, the first page %d", total, first)
}

func TestSameBytes(t *testing.T) {
	f := get(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, processors := range []int{1, 2, 4} {
		runtime.GOMAXPROCS(processors)
		again, err := site.Write(f.set, f.raw, f.others)
		if err != nil {
			t.Fatal(err)
		}
		if len(again) != len(f.site) {
			t.Fatalf("%d files; before %d", len(again), len(f.site))
		}
		for i := range again {
			if again[i].Path != f.site[i].Path || !bytes.Equal(again[i].Data, f.site[i].Data) {
				t.Errorf("%s differs on %d processors", again[i].Path, processors)
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	f := get(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := site.Write(f.set, f.raw, f.others); err != nil {
			b.Fatal(err)
		}
	}
}
