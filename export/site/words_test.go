package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

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
		"crosswalk/occupations.html":           {fmt.Sprintf("mappings of %d specialties and the profile of all IT work to ", len(mapped)-1)},
		"crosswalk/index.html":                 {"by the reference judges (AI language models that judged earlier; the one called B looked for what they had missed)"},
		"crosswalk/competency-nice.html":       {fmt.Sprintf("%d mappings of %d competencies to %d NICE statements and competency areas.", len(f.set.CompetencyNICE), len(niceCompetencies), len(niceObjects)), "by two AI language models (called K and L)", "The NICE concept is"},
		"crosswalk/task-dcwf.html":             {"The DCWF concept is"},
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
