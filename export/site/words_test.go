package site_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// What a hiring manager must not misread, with the values counted from the tables.
func TestWords(t *testing.T) {
	f := get(t)
	publisher := ""
	for _, s := range f.set.Info.Sources {
		if s.Kind == "job-series-page" {
			publisher = s.Publisher
		}
	}
	if publisher != "U.S. Customs and Border Protection" {
		t.Fatalf("the page of the job series is published by %q", publisher)
	}
	mapped := map[string]bool{}
	for _, m := range f.set.ProfileOccupation {
		mapped[m.ProfileID] = true
	}
	niceCompetencies, niceObjects := map[string]bool{}, map[string]bool{}
	for _, m := range f.set.CompetencyNICE {
		niceCompetencies[m.CompetencyID], niceObjects[m.ObjectID] = true, true
	}
	for page, wants := range map[string][]string{
		"index.html": {
			"Job series 2210 , as described by U.S. Customs and Border Protection", "Find a job by its OPM code", fmt.Sprintf("%d places in importance rankings", len(f.set.CompetencyRankings)),
			"links between lists (mappings)", fmt.Sprintf("%d oddities in the sources (findings)", len(f.set.Findings)), "Common to all specialties: All IT work (whole series)",
		},
		"series/2210.html": {"As described by one employer, U.S. Customs and Border Protection.", "Locations"},
		"title/information-technology-specialist-data-management-datamgt.html": {"From the job-series page of U.S. Customs and Border Protection"},
		"crosswalk/titles.html":                {"The position titles on U.S. Customs and Border Protection's page on series 2210,"},
		"announce/index.html":                  {"as printed on U.S. Customs and Border Protection's page on series 2210; OPM's qualification standard governs.", "Also check a draft for series 2210 against OPM's “Competency-Based Qualification Standard for the Information Technology Management Series, 2210 (2026)”: it sets proficiency levels"},
		"gap/index.html":                       {"An unrated competency gets no gap, but in Fit, % it counts as not reached."},
		"crosswalk/occupations.html":           {fmt.Sprintf("mappings of %d specialties and the profile of all IT work to ", len(mapped)-1), "Specialty All All IT work (whole series) ("},
		"crosswalk/index.html":                 {"by the reference judges (AI readers that judged earlier; reader B looked for what they had missed)"},
		"crosswalk/competency-nice.html":       {fmt.Sprintf("%d mappings of %d competencies to %d NICE statements and competency areas.", len(f.set.CompetencyNICE), len(niceCompetencies), len(niceObjects)), "by two AI readers (called K and L)", "The NICE concept is"},
		"crosswalk/task-dcwf.html":             {"The DCWF concept is"},
		"crosswalk/work-role-occupation.html":  {"The ESCO concept is broader: the NICE work role is one part of it.", "The ESCO concept is narrower: it is one part of the NICE work role."},
		"crosswalk/profile-work-role.html":     {"Crosswalk: specialties and NICE work roles"},
		"nice/index.html":                      {"AI language models judged the mappings; no person has checked them.", "nearly the same as Data Management", "Empty: no specialty was found for the role. Work roles that only the DCWF has were not compared."},
		"explore/ranks.html":                   {"All IT work (whole series)"},
		"findings/index.html":                  {"Nothing is corrected: the data keep what is printed", "A count that a source declares and that does not match what is there ("},
		"table/index.html":                     {" NICE ", " DCWF "},
		"role/information-security/entry.html": {"Exact: same meaning."},
		"role/policy-and-planning/senior.html": {"Important at Journey Level but not here: Asset Management , Physical Security ."},
		"compare/index.html":                   {"AI language models judged the mappings; no person has checked them.", "This release has these lists for the occupations under “ESCO occupations with their skills” in the menu; for the others it shows only how they relate to each specialty."},
	} {
		text := text(read(t, page).root)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", page, want)
			}
		}
	}
}

// Every page is cited with its whole title, and a task with its whole statement.
func TestCitesAreWhole(t *testing.T) {
	f := get(t)
	statements := map[string]string{}
	for _, task := range f.set.Tasks {
		statements["site/task/"+task.TaskID+".html"] = task.Statement
	}
	pages, tasks := 0, 0
	for _, a := range f.site {
		name, inside := strings.CutPrefix(a.Path, site.Folder)
		if !inside || !strings.HasSuffix(name, ".html") || name == "404.html" { // which shows nothing to cite
			continue
		}
		pages++
		d := read(t, name)
		_, line, _ := strings.Cut(text(d.root), "Cite: "+f.set.Info.Publisher)
		cited, _, found := strings.Cut(line, ". Version "+f.set.Info.Version+". ")
		if !found || strings.HasSuffix(cited, ".") || strings.Contains(cited, "…") {
			t.Errorf("%s is cited as %q", name, cited)
		}
		statement, isTask := statements[a.Path]
		if !isTask {
			continue
		}
		tasks++
		if want := strings.TrimSuffix(strings.Join(strings.Fields(statement), " "), "."); !strings.HasSuffix(cited, "). "+want) {
			t.Errorf("%s is cited as %q; expected the whole statement, %q", name, cited, want)
		}
	}
	if pages == 0 || tasks != len(f.set.Tasks) {
		t.Errorf("%d pages, %d of %d tasks were read", pages, tasks, len(f.set.Tasks))
	}
}

// The heading of a table's sample says how many of its rows are there.
func TestSamplesAreCounted(t *testing.T) {
	all, some := 0, 0
	for _, table := range get(t).set.Tables() {
		heading := read(t, "table/"+table.Name+".html").byID("rows")
		if heading == nil {
			if table.Len() > 0 {
				t.Errorf("the page of %s shows no rows", table.Name)
			}
			continue
		}
		shown := strings.Count(inner(heading.Parent), "<tr>") - 1 // without the head
		want := fmt.Sprintf("First %d of %s rows", shown, regexp.MustCompile(`(\d)(\d{3})$`).ReplaceAllString(fmt.Sprint(table.Len()), "$1,$2"))
		if shown == table.Len() {
			want = fmt.Sprintf("All %d rows", shown)
			all++
		} else {
			some++
		}
		if table.Len() == 1 {
			want = "The only row"
		}
		if got := text(heading); got != want {
			t.Errorf("the page of %s says %q over %d rows; expected %q", table.Name, got, shown, want)
		}
	}
	if all == 0 || some == 0 {
		t.Errorf("%d tables are shown whole and %d in part: one of the two was not checked", all, some)
	}
}

// Where the handbook gives no technical competencies, no page's description counts them as none.
func TestDescriptions(t *testing.T) {
	for _, a := range get(t).site {
		page := string(a.Data)
		if strings.Contains(page, "and 0 technical") {
			t.Errorf("%s counts 0 technical competencies", a.Path)
		}
		entry := strings.HasSuffix(a.Path, "/entry.html") && strings.Contains(a.Path, "/role/")
		if given := strings.Contains(page, "(technical ones are not given)"); given != (entry && !strings.Contains(a.Path, "/all-")) {
			t.Errorf("%s: that technical competencies are not given is said: %v", a.Path, given)
		}
	}
}

// The pages of work roles and their list say in words how each compares with a specialty.
func TestWorkRolesAreCompared(t *testing.T) {
	f := get(t)
	words := map[string]string{"exactMatch": "the same as", "closeMatch": "nearly the same as", "broadMatch": "broader than", "narrowMatch": "narrower than", "relatedMatch": "related to"}
	list := text(read(t, "nice/index.html").byID("list"))
	if len(f.set.ProfileWorkRole) == 0 || strings.Count(list, " than ")+strings.Count(list, " same as ")+strings.Count(list, " related to ") != len(f.set.ProfileWorkRole) {
		t.Errorf("the list does not compare %d pairs of work role and specialty", len(f.set.ProfileWorkRole))
	}
	for _, m := range f.set.ProfileWorkRole {
		i := slices.IndexFunc(f.set.Profiles, func(p dataset.Profile) bool { return p.ProfileID == m.ProfileID })
		name := f.set.Profiles[i].Name
		if f.set.Profiles[i].ClusterID == nil {
			name = "All IT work (whole series)"
		}
		if page := text(read(t, "nice/"+m.WorkRoleID+".html").byID("ours").Parent); !strings.Contains(page, words[m.Predicate]+" "+name) {
			t.Errorf("the page of %s does not say that it is %s %s: %.300q", m.WorkRoleID, words[m.Predicate], name, page)
		}
		if !strings.Contains(list, words[m.Predicate]+" "+name) {
			t.Errorf("the list does not say %s %s", words[m.Predicate], name)
		}
	}
}

// Who checks themselves at a band without technical competencies is told why every specialty fits alike.
func TestBrowserFitsAlike(t *testing.T) {
	v := visit(t)
	v.open("gap/index.html#role=data-management@entry&level=3&r=")
	v.equal("the note at Entry Level", v.texts("#alike"), []string{"At Entry Level the list is the same for every specialty, so the fit is the same too."})
	v.open("gap/index.html#role=data-management@journey&level=3&r=")
	v.equal("the note at Journey Level", v.texts("#alike"), []string{""})
	v.complaints("the self-assessment")
}

// On paper, where the menus are left out, the ratings say what they are for.
func TestBrowserGapsSayTheirReference(t *testing.T) {
	v := visit(t)
	_, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	v.must(err)
	v.open("gap/index.html#role=customer-support@entry&level=3&r=")
	v.equal("the menus on paper", v.texts("#choose select"), []string{})
	v.equal("the buttons on paper", v.texts("button"), []string{})
	v.equal("the heading", v.texts("#ratings"), []string{"Your ratings: Customer Support, Entry Level; level to reach: 3, on my own"})
	v.choose("#choose [name=level]", "4")
	v.choose("#choose [name=role]", "data-management@journey")
	level := value[string](v, `document.querySelector("#choose [name=level] option[value='4']").textContent`)
	v.equal("the heading after another choice", v.texts("#ratings"), []string{"Your ratings: Data Management, Journey Level; level to reach: " + level})
	v.complaints("the self-assessment")
}

// On paper the points that follow an announcement have their heading, so nobody takes them for a part of it.
func TestBrowserAnnouncementPrintsItsNotes(t *testing.T) {
	v := visit(t)
	_, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	v.must(err)
	v.open("announce/index.html#profile=information-security&grade=13")
	v.equal("the heading on paper", v.texts("#before"), []string{"Before you publish"})
	if points := v.texts("section:has(> #before) li"); len(points) == 0 {
		t.Error("the points below the heading are not printed")
	}
	v.equal("what keeps the heading with its points", []string{value[string](v, `getComputedStyle(document.getElementById("before")).breakAfter`)}, []string{"avoid"})
	v.equal("the buttons on paper", v.texts("button"), []string{})
	v.complaints("the announcement")
}

// A menu with long choices is no wider than its place on the page.
func TestBrowserFindingMenusFit(t *testing.T) {
	v := visit(t)
	for _, width := range []int64{320, 1280} {
		_, err := chromedp.Call(v.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 700, DeviceScaleFactor: 1})
		v.must(err)
		v.open("findings/index.html")
		if wide := value[[]string](v, `[...document.querySelectorAll(".filter select")].filter((s) => s.getBoundingClientRect().width > Math.min(s.closest("form").clientWidth, 400)).map((s) => s.name + " " + s.getBoundingClientRect().width)`); len(wide) > 0 {
			t.Errorf("on a screen of %d pixels these menus are too wide: %v", width, wide)
		}
		if page := value[int64](v, `document.documentElement.scrollWidth`); page > width {
			t.Errorf("on a screen of %d pixels the page is %d wide", width, page)
		}
	}
}

// Who types a code into the list of work roles finds its role; a code that only the DCWF has is found too.
func TestBrowserFindsCodes(t *testing.T) {
	v := visit(t)
	d := get(t).set
	v.open("nice/index.html")
	only := slices.IndexFunc(d.DCWFWorkRoles, func(r dataset.DCWFWorkRole) bool { return r.WorkRoleID == nil })
	rows := len(d.NICEWorkRoles)
	for _, r := range d.DCWFWorkRoles {
		if r.WorkRoleID == nil {
			rows++
		}
	}
	v.equal("the number of work roles", v.texts("form.filter output"), []string{fmt.Sprintf("%d in all", rows)})
	for code, role := range map[string]string{"441": "Network Operations", d.DCWFWorkRoles[only].Code: d.DCWFWorkRoles[only].Name} {
		v.open("nice/index.html#q=" + code)
		v.run(chromedp.Poll[chromedp.Void](`document.querySelector("form.filter output").textContent.startsWith("1 of")`))
		v.equal("the work role with the code "+code, v.texts("#list tbody tr:not([hidden]) th"), []string{role})
	}
	v.complaints("the list")
}
