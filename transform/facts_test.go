package transform_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestRowCounts(t *testing.T) {
	_, set := release(t)
	data, err := os.ReadFile("testdata/rows.txt")
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" || strings.HasPrefix(fields[0], "#") {
			continue
		}
		want, err := strconv.Atoi(fields[1])
		table, ok := set.Table(fields[0])
		if err != nil || !ok {
			t.Fatalf("testdata/rows.txt: %s", line)
		}
		counted[table.Name] = true
		if table.Len() != want {
			t.Errorf("%s has %d rows, counted %s", table.Name, table.Len(), strings.Join(fields[1:], " "))
		}
	}
	// the others depend on the reviewed mappings, on what the program finds and on earlier releases
	for _, table := range set.Tables() {
		other := strings.HasPrefix(table.Name, "crosswalk_") || slices.Contains([]string{"esco_occupations", "esco_skills", "quality_findings", "provenance", "provenance_locators", "withdrawn_identifiers"}, table.Name)
		if counted[table.Name] == other {
			t.Errorf("%s: expected a count in testdata/rows.txt or a reason for none, not both", table.Name)
		}
	}
}

// The mapping sets are read again here, with nothing but tabs: one row of a crosswalk table for each
// mapping that is no rejection, and each object once among the concepts.
func TestCrosswalkRowCounts(t *testing.T) {
	_, set := release(t)
	page := map[string]bool{}
	data, err := os.ReadFile(rawDir + "/" + conceptURIs)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if cells := strings.Split(line, ","); strings.HasPrefix(cells[1], "http") {
			page[cells[1]] = true
		}
	}
	if len(page) != 38 { // 37 concepts and the occupation
		t.Errorf("%d concepts of the page have a URI, counted 38", len(page))
	}
	unmatched := 0
	for _, m := range []struct {
		file, table, concepts, namespace string
		onPage                           int // concepts of that table that the page names
	}{
		{skillSet, "crosswalk_competency_skill", "esco_skills", "http://data.europa.eu/esco/skill/", 37},
		{jobSet, "crosswalk_profile_occupation", "", "", 0},
		{titleSet, "crosswalk_title_profile", "", "", 0},
		{taskNICE, "crosswalk_task_nice", "", "", 0},
		{taskDCWF, "crosswalk_task_dcwf", "", "", 0},
		{"crosswalk/competency-nice.sssom.tsv", "crosswalk_competency_nice", "", "", 0},
		{profileRole, "crosswalk_profile_work_role", "", "", 0},
		{roleJob, "crosswalk_work_role_occupation", "esco_occupations", "http://data.europa.eu/esco/occupation/", 1},
	} {
		rows, objects, none := mappings(t, m.file)
		if m.file == roleJob { // profiles are mapped to occupations too
			_, others, _ := mappings(t, jobSet)
			maps.Copy(objects, others)
		}
		unmatched += none
		if table, _ := set.Table(m.table); table.Len() != rows {
			t.Errorf("%s has %d rows; %s has %d mappings that are neither rejected nor without a counterpart", m.table, table.Len(), m.file, rows)
		}
		if m.concepts == "" {
			continue
		}
		want := m.onPage
		for object := range objects {
			_, id, _ := strings.Cut(object, ":")
			if !page[m.namespace+id] {
				want++
			}
		}
		if table, _ := set.Table(m.concepts); table.Len() != want {
			t.Errorf("%s has %d rows, want %d: %d of the page and the other objects of %s", m.concepts, table.Len(), want, m.onPage, m.file)
		}
	}
	if len(set.Unmatched) != unmatched {
		t.Errorf("crosswalk_unmatched has %d rows; the sets state %d times that nothing was found", len(set.Unmatched), unmatched)
	}
	if len(set.TitleProfile) != 11 {
		t.Errorf("%d specialist titles are mapped, counted 11", len(set.TitleProfile))
	}
}

// mappings counts the rows of a set that state a relation, and those that state that there is none.
func mappings(t *testing.T, file string) (rows int, objects map[string]bool, none int) {
	t.Helper()
	data, err := os.ReadFile(rawDir + "/" + file)
	if err != nil {
		t.Fatal(err)
	}
	objects = map[string]bool{}
	var header []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if header == nil {
			header = cells
			continue
		}
		cell := func(column string) string {
			if i := slices.Index(header, column); i >= 0 {
				return cells[i]
			}
			return ""
		}
		switch {
		case cell("predicate_modifier") == "Not":
		case cell("object_id") == "sssom:NoTermFound":
			none++
		default:
			rows++
			objects[cell("object_id")] = true
		}
	}
	return rows, objects, none
}

func count[T any](records []T, is func(T) bool) int {
	n := 0
	for _, r := range records {
		if is(r) {
			n++
		}
	}
	return n
}

// Counts of kinds of rows, taken by hand.
func TestCountsWithinTables(t *testing.T) {
	_, set := release(t)
	important := func(scope, band string) int {
		return count(set.CompetencyBands, func(b dataset.CompetencyBand) bool { return b.ScopeID == scope && b.BandID == band && b.Important })
	}
	ranked := func(scope string, rank func(dataset.CompetencyRanking) *int) int {
		return count(set.CompetencyRankings, func(r dataset.CompetencyRanking) bool { return r.ScopeID == scope && rank(r) != nil })
	}
	current := func(r dataset.CompetencyRanking) *int { return r.CurrentRank }
	future := func(r dataset.CompetencyRanking) *int { return r.FutureRank }
	relations := func(kind string) int {
		return count(set.ESCOOccupationSkills, func(r dataset.ESCOOccupationSkill) bool { return r.Relation == kind })
	}
	class := func(source, class string) int {
		return count(set.SourceLines, func(l dataset.SourceLine) bool { return l.SourceID == source && l.Class == class })
	}
	onPage := func(is func(dataset.ESCOSkill) bool) int {
		return count(set.ESCOSkills, func(s dataset.ESCOSkill) bool { return s.Description != nil && is(s) }) // without a download only a page gives one
	}
	mapped := func(is func(dataset.ESCOSkill) bool) int {
		return count(set.ESCOSkills, func(s dataset.ESCOSkill) bool { return dataset.OrEmpty(s.ESCOVersion) == "1.1.1" && is(s) })
	}
	const ops, dev, strategy = "it-operations-and-security", "it-development-and-analysis", "it-strategy-and-planning"
	tests := []struct {
		what      string
		got, want int
	}{
		{"defined competencies", count(set.Competencies, func(c dataset.Competency) bool { return c.Definition != nil }), 110},
		{"general competencies", count(set.Competencies, func(c dataset.Competency) bool { return c.Kind == "general" }), 31},
		{"technical competencies", count(set.Competencies, func(c dataset.Competency) bool { return c.Kind == "technical" }), 81},
		{"listed competencies", count(set.Competencies, func(c dataset.Competency) bool { return c.Listed }), 73},
		{"listed general competencies", count(set.Competencies, func(c dataset.Competency) bool { return c.Listed && c.Kind == "general" }), 30},
		{"competencies with a note", count(set.Competencies, func(c dataset.Competency) bool { return c.Note != nil }), 1},
		{"important at entry", important("all", "entry"), 21},
		{"important at intermediate", important("all", "intermediate"), 28},
		{"important at journey", important("all", "journey"), 30},
		{"important at senior", important("all", "senior"), 30},
		{"operations, intermediate", important(ops, "intermediate"), 30},
		{"operations, journey", important(ops, "journey"), 48},
		{"operations, senior", important(ops, "senior"), 54},
		{"development, intermediate", important(dev, "intermediate"), 7},
		{"development, journey", important(dev, "journey"), 31},
		{"development, senior", important(dev, "senior"), 57},
		{"strategy, intermediate", important(strategy, "intermediate"), 20},
		{"strategy, journey", important(strategy, "journey"), 43},
		{"strategy, senior", important(strategy, "senior"), 51},
		{"technical entry cells", count(set.CompetencyBands, func(b dataset.CompetencyBand) bool { return b.ScopeID != "all" && b.BandID == "entry" }), 0},
		{"markers of general cells", count(set.CompetencyBands, func(b dataset.CompetencyBand) bool { return b.ScopeID == "all" && b.Marker != nil }), 0},
		{"** cells", count(set.CompetencyBands, func(b dataset.CompetencyBand) bool { return b.Marker != nil && *b.Marker == "**" }), 4},
		{"general, current ranks", ranked("all", current), 30},
		{"general, future ranks", ranked("all", future), 30},
		{"operations, current ranks", ranked(ops, current), 42},
		{"operations, future ranks", ranked(ops, future), 45},
		{"development, current ranks", ranked(dev, current), 33},
		{"development, future ranks", ranked(dev, future), 36},
		{"strategy, current ranks", ranked(strategy, current), 41},
		{"strategy, future ranks", ranked(strategy, future), 48},
		{"general tasks", count(set.Tasks, func(r dataset.Task) bool { return r.Kind == "general" }), 20},
		{"technical tasks", count(set.Tasks, func(r dataset.Task) bool { return r.Kind == "technical" }), 161},
		{"sections in the contents", count(set.HandbookSections, func(s dataset.HandbookSection) bool { return s.TOCPage != nil }), 31},
		{"chapters", count(set.HandbookSections, func(s dataset.HandbookSection) bool { return s.Level == 1 }), 8},
		{"sections without a parent", count(set.HandbookSections, func(s dataset.HandbookSection) bool { return s.ParentID == nil }), 8},
		{"specialist titles", count(set.SeriesTitles, func(r dataset.SeriesTitle) bool { return r.Role == "specialist" }), 11},
		{"essential relations", relations("essential"), 18},
		{"optional relations", relations("optional"), 20},
		{"knowledge on the page", onPage(func(s dataset.ESCOSkill) bool { return s.SkillType == "knowledge" }), 19},
		{"skills on the page", onPage(func(s dataset.ESCOSkill) bool { return s.SkillType == "skill/competence" }), 18},
		{"occupation-specific concepts", onPage(func(s dataset.ESCOSkill) bool { return *s.ReuseLevel == "occupation-specific" }), 3},
		{"sector-specific concepts", onPage(func(s dataset.ESCOSkill) bool { return *s.ReuseLevel == "sector-specific" }), 27},
		{"cross-sector concepts", onPage(func(s dataset.ESCOSkill) bool { return *s.ReuseLevel == "cross-sector" }), 7},
		{"concepts of the page with a description", onPage(func(s dataset.ESCOSkill) bool { return s.Description != nil }), 37},
		// counted in ESCO v1.1.1 itself, for the 673 concepts that mappings name
		{"concepts that were looked up", mapped(func(dataset.ESCOSkill) bool { return true }), 673},
		{"mapped concepts without tags", mapped(func(s dataset.ESCOSkill) bool { return s.Tags == nil }), 294},
		{"mapped digital concepts", mapped(func(s dataset.ESCOSkill) bool { return slices.Contains(s.Tags, "digital") }), 326},
		{"mapped concepts without reuse level", mapped(func(s dataset.ESCOSkill) bool { return s.ReuseLevel == nil }), 1},
		{"mapped transversal concepts", mapped(func(s dataset.ESCOSkill) bool { return dataset.OrEmpty(s.ReuseLevel) == "transversal" }), 48},
		{"digital concepts", onPage(func(s dataset.ESCOSkill) bool { return slices.Contains(s.Tags, "digital") }), 32},
		{"concepts without tags", onPage(func(s dataset.ESCOSkill) bool { return len(s.Tags) == 0 }), 4},
		{"lines of the contents", class("handbook-2210", "toc"), 32},
		{"repeated headers", class("handbook-2210", "repeated_header"), 31},
		{"blank lines of the job-series page", class("cbp-2210", "blank"), 17},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: %d, counted %d", test.what, test.got, test.want)
		}
	}
}

func TestCompetencies(t *testing.T) {
	_, set := release(t)
	checkFacts(t, set, []fact{
		{"competencies", "attention-to-detail", []string{"kind", "general", "name", "Attention to Detail", "listed", "true", "position", "1", "note", "",
			"definition", "Is thorough when performing work and conscientious about attending to detail."}},
		{"competencies", "customer-service", []string{"position", "4",
			"definition", "Works with clients and customers to assess their needs, provide information or assistance, resolve their problems, or satisfy their expectations; knows about available products and services; is committed to providing quality products and services.",
			"note", "Clients and customers include any individuals who use or receive the services or products that your work unit produces, including the general public, individuals who work in the agency, other agencies, or organizations outside the Government."}},
		// three definitions that a page break cuts
		{"competencies", "interpersonal-skills", []string{"position", "12", "definition", "Shows understanding, friendliness, courtesy, tact, empathy, concern, and politeness to others; develops and maintains effective relationships with others; may include effectively dealing with individuals who are difficult, hostile, or distressed; relates well to people from varied backgrounds and different situations."}},
		{"competencies", "embedded-computers-internet-of-things-iot", []string{"name", "Embedded Computers/Internet of Things (IoT)", "listed", "false",
			"definition", "Knowledge of specifications and uses of specialized computer systems used to control devices (for example, temperature controllers, programmable logic controllers, video cameras), including the appropriate programming languages."}},
		{"competencies", "information-technology-laws-and-guidelines", []string{"definition", "Knowledge of the laws, regulations, policies, and guidelines (for example, Executive Orders, Section 508 of the Rehabilitation Act of 1973, FITARA, FISMA) governing the use, security, privacy, and accessibility of digital information, budgeting, and investment management. Applies this information to implement compliant and accessible IT products and solutions."}},
		{"competencies", "resilience", []string{"definition", "Deals effectively with pressure; remains optimistic and persistent, even under adversity. Recovers quickly from setbacks."}},
		{"competencies", "mathematical-reasoning", []string{"kind", "general", "listed", "false", "position", "15"}},
		{"competencies", "self-management", []string{"name", "Self-Management", "position", "26"}},
		{"competencies", "writing", []string{"kind", "general", "position", "31"}},
		{"competencies", "accessibility", []string{"kind", "technical", "listed", "true", "position", "32"}},
		{"competencies", "contracting-procurement", []string{"name", "Contracting/Procurement", "listed", "false", "kind", "technical"}},
		{"competencies", "user-interface-user-experience-design-ui-ux", []string{"name", "User Interface/User Experience Design (UI/UX)"}},
		{"competencies", "information-technology-continuity-of-operations-coop", []string{"name", "Information Technology Continuity of Operations (COOP)", "listed", "true"}},
		{"competencies", "web-technology", []string{"position", "110", "definition", "Knowledge of the principles and methods of web technologies, tools, and delivery systems, including web security, privacy policy practices, and user interface issues."}},
		{"competencies", "artificial-intelligence-values-driven-design", []string{"kind", "technical", "name", "Artificial Intelligence Values-Driven Design", "definition", "", "note", "", "listed", "false", "position", "111"}},
		{"competencies", "artificial-intelligence-machine-learning", []string{"kind", "technical", "name", "Artificial Intelligence/Machine Learning", "definition", "", "note", "", "listed", "false", "position", "112"}},
	})
	want := []string{
		"artificial-intelligence-machine-learning|Artificial Intelligence/ Machine Learning source_variant",
		"continuous-integration-continuous-deployment-ci-cd|CI/CD acronym",
		"continuous-integration-continuous-deployment-ci-cd|Continuous Integration/Continuous Deployment expansion",
		"contracting-procurement|Contracting/ Procurement source_variant",
		"embedded-computers-internet-of-things-iot|Embedded Computers/Internet of Things expansion",
		"embedded-computers-internet-of-things-iot|IoT acronym",
		"information-technology-continuity-of-operations-coop|COOP acronym",
		"information-technology-continuity-of-operations-coop|Information Technology Continuity of Operations expansion",
		"user-interface-user-experience-design-ui-ux|UI/UX acronym",
		"user-interface-user-experience-design-ui-ux|User Interface/User Experience Design expansion",
	}
	var got []string
	for _, a := range set.CompetencyAliases {
		got = append(got, a.CompetencyID+"|"+a.Alias+" "+a.Kind)
	}
	if !slices.Equal(got, want) {
		t.Errorf("aliases\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func TestBandsAndRankings(t *testing.T) {
	_, set := release(t)
	const ops, dev, strategy = "it-operations-and-security|", "it-development-and-analysis|", "it-strategy-and-planning|"
	cell := func(key, important, marker string) fact {
		return fact{"competency_bands", key, []string{"important", important, "marker", marker}}
	}
	rank := func(key, current, future, change string) fact {
		return fact{"competency_rankings", key, []string{"current_rank", current, "future_rank", future, "rank_change", change}}
	}
	checkFacts(t, set, []fact{
		{"bands", "entry", []string{"name", "Entry Level", "gs_min", "5", "gs_max", "7", "position", "1"}},
		{"bands", "intermediate", []string{"name", "Intermediate Level", "gs_min", "9", "gs_max", "11", "position", "2"}},
		{"bands", "journey", []string{"name", "Journey Level", "gs_min", "12", "gs_max", "13", "position", "3"}},
		{"bands", "senior", []string{"name", "Senior Level", "gs_min", "14", "gs_max", "15", "position", "4"}},
		{"scopes", "all", []string{"cluster_id", "", "name", "All Information Technology Management"}},
		{"scopes", "it-operations-and-security", []string{"cluster_id", "it-operations-and-security", "name", "IT Operations and Security"}},

		cell("all|oral-communication|entry", "true", ""), cell("all|oral-communication|intermediate", "false", ""), // the gap of line 128
		cell("all|oral-communication|journey", "true", ""), cell("all|oral-communication|senior", "true", ""),
		cell("all|writing|entry", "true", ""), cell("all|writing|intermediate", "true", ""), // line 131 goes on with 128
		cell("all|teamwork|intermediate", "true", ""), cell("all|teamwork|senior", "true", ""),
		cell("all|conflict-management|entry", "false", ""), cell("all|external-awareness|intermediate", "false", ""), cell("all|external-awareness|journey", "true", ""),
		cell(ops+"asset-management|intermediate", "true", "X"), cell(ops+"asset-management|senior", "true", "X"),
		cell(ops+"accessibility|journey", "true", "X"), cell(ops+"accessibility|senior", "false", "**"),
		cell(ops+"business-process-reengineering|intermediate", "false", ""), cell(ops+"business-process-reengineering|journey", "true", "X"),
		cell(ops+"systems-engineering|journey", "false", ""), cell(ops+"systems-engineering|senior", "true", "X"),
		cell(dev+"accessibility|intermediate", "false", ""), cell(dev+"accessibility|senior", "true", "X"),
		cell(dev+"user-interface-user-experience-design-ui-ux|journey", "true", "X"), cell(dev+"cloud-services|journey", "false", ""),
		cell(strategy+"asset-management|senior", "false", "**"), cell(strategy+"hardware|senior", "false", "**"), cell(strategy+"physical-security|senior", "false", "**"),
		cell(strategy+"contracting-procurement|intermediate", "false", ""), cell(strategy+"contracting-procurement|journey", "true", "X"),
		cell(strategy+"accessibility|senior", "true", "X"), cell(strategy+"web-technology|intermediate", "false", ""),
		{"competency_band_notes", ops + "accessibility|senior", []string{"note", "The competency Accessibility was found to be important at the intermediate and journey levels but not at the senior level, likely reflecting the shift from technical, hands-on work at earlier stages to more strategic responsibilities at senior levels."}},
		{"competency_band_notes", strategy + "hardware|senior", []string{"note", "The competencies Asset Management, Hardware, and Physical Security were found to be important at the intermediate and journey levels but not at the senior level, likely reflecting the shift away from hands-on analysis to using that information to guide decisions at the senior level."}},

		// a positive change is a rise in importance: from a larger rank to a smaller one
		rank("all|integrity-honesty", "1", "1", "0"), rank("all|technology-application", "4", "2", "2"), rank("all|learning", "10", "16", "-6"),
		rank("all|digital-collaboration", "14", "7", "7"), rank("all|external-awareness", "30", "30", "0"),
		rank(ops+"operating-systems", "1", "9", "-8"), rank(ops+"cloud-services", "40", "16", "24"), rank(ops+"infrastructure-design", "12", "36", "-24"),
		rank(ops+"accessibility", "36", "", ""), rank(ops+"cloud-administration", "", "33", ""), rank(ops+"systems-integration", "", "45", ""),
		rank(dev+"cloud-services", "29", "3", "26"), rank(dev+"artificial-intelligence-machine-learning", "", "36", ""),
		rank(strategy+"artificial-intelligence-machine-learning", "", "31", ""), rank(strategy+"artificial-intelligence-values-driven-design", "", "48", ""),
		rank(strategy+"logical-systems-design", "34", "", ""), rank(strategy+"contracting-procurement", "36", "35", "1"), rank(strategy+"information-technology-performance-assessment", "41", "36", "5"),
	})
	// in the order of the tables
	for _, want := range []struct {
		table string
		at    int
		key   string
	}{
		{"competency_bands", 0, "all|attention-to-detail|entry"},
		{"competency_bands", 120, ops + "asset-management|intermediate"},
		{"competency_bands", 617, strategy + "web-technology|senior"},
		{"competency_rankings", 0, "all|integrity-honesty"},
		{"competency_rankings", 30, ops + "operating-systems"},
		{"competency_rankings", 162, strategy + "artificial-intelligence-values-driven-design"},
	} {
		if got := keys(t, set, want.table)[want.at]; got != want.key {
			t.Errorf("row %d of %s is %s, want %s", want.at+1, want.table, got, want.key)
		}
	}
}

func TestClustersAndProfiles(t *testing.T) {
	_, set := release(t)
	checkFacts(t, set, []fact{
		{"clusters", "it-strategy-and-planning", []string{"name", "IT Strategy and Planning", "position", "3",
			"profile_summary", "This cluster encompasses strategic planning, policy development, and enterprise architecture.",
			// a page break cuts it
			"definition", "encompasses strategic planning, policy development, and enterprise architecture. This involves aligning IT strategies with organizational goals and objectives, setting the overall direction and vision for IT within the organization. Employees in this cluster develop and maintain strategic plans, assess policy needs, provide policy guidance, prepare IT budgets, manage IT investment portfolios, and conduct audits of IT programs and projects."}},
		{"clusters", "it-operations-and-security", []string{"position", "1",
			"profile_summary", "This cluster involves the planning, installation, operation, and maintenance of hardware and software systems, as well as ensuring the security and integrity of systems, networks, and data."}},
		{"cluster_work_types", "it-operations-and-security|3", []string{"statement", "planning and coordinating the installation, testing, operation, troubleshooting, and maintenance of hardware and software systems;"}},
		{"cluster_work_types", "it-operations-and-security|5", []string{"statement", "the planning, installation, configuration, testing, implementation, and management of the systems environment in support of the organization's IT architecture and business needs."}},
		{"cluster_work_types", "it-strategy-and-planning|2", []string{"statement", "a broad spectrum of IT management activities that typically extends and applies to an entire organization or major components of an organization. This includes strategic planning, capital planning and investment control, workforce planning, policy and standards development, resource management, knowledge management, auditing, and information security management."}},

		{"profiles", "all-information-technology-management", []string{"name", "Information Technology Management", "cluster_id", "", "position", "1",
			"summary", "The table below presents the important general competencies and top 20 important tasks for all information technology management work."}},
		{"profiles", "internet-web-services", []string{"name", "Internet/Web Services", "cluster_id", "it-development-and-analysis", "position", "10",
			"summary", "The table below presents the important technical competencies and top 20 important tasks for information technology management work in Internet/Web Services."}},
		{"profiles", "enterprise-architecture", []string{"cluster_id", "it-strategy-and-planning", "position", "11"}}, // its cluster's heading is in the singular
		{"profiles", "policy-and-planning", []string{"name", "Policy and Planning", "cluster_id", "it-strategy-and-planning", "position", "12"}},
	})
	var got []string
	for _, p := range set.Profiles {
		n, tasks := 0, 0
		for _, c := range set.ProfileCompetencies {
			if c.ProfileID == p.ProfileID {
				n++
			}
		}
		for _, task := range set.ProfileTasks {
			if task.ProfileID == p.ProfileID {
				tasks++
			}
		}
		got = append(got, fmt.Sprintf("%s %d %d", p.ProfileID, n, tasks))
	}
	want := []string{
		"all-information-technology-management 30 20", "customer-support 31 20", "information-security 43 20", "network-services 45 20", "operating-systems 49 20",
		"systems-administration 43 20", "applications-and-software 32 20", "data-management 22 20", "systems-analysis 31 20", "internet-web-services 34 20",
		"enterprise-architecture 53 20", "policy-and-planning 32 13",
	}
	if !slices.Equal(got, want) {
		t.Errorf("profiles with their competencies and tasks\n got %q\nwant %q", got, want)
	}
}

// The competencies of a profile are read down each column over the whole table, across page breaks.
func TestReadingOrder(t *testing.T) {
	_, set := release(t)
	place := func(profile, competency, position string) fact {
		return fact{"profile_competencies", profile + "|" + competency, []string{"profile_position", position}}
	}
	checkFacts(t, set, []fact{
		place("all-information-technology-management", "attention-to-detail", "1"),
		place("all-information-technology-management", "information-management", "10"),
		place("all-information-technology-management", "integrity-honesty", "11"),
		place("all-information-technology-management", "project-management", "21"),
		place("all-information-technology-management", "writing", "30"),
		// lines 606-613 and, after a page break, 617-619
		place("customer-support", "education-and-training", "8"),
		place("customer-support", "encryption", "9"),
		place("customer-support", "identity-management", "11"),
		place("customer-support", "information-assurance", "12"),
		place("customer-support", "operating-systems", "19"),
		place("customer-support", "operations-support", "20"),
		place("customer-support", "physical-security", "21"),
		place("customer-support", "quality-assurance", "22"),
		place("customer-support", "technology-awareness", "31"),
		// the one cell of line 664 ends the first column
		place("information-security", "information-systems-and-network-security", "15"),
		place("information-security", "information-systems-security-certification", "16"),
		place("information-security", "web-technology", "43"),
		// line 849 has two cells, line 1037 two cells after a page break
		place("applications-and-software", "database-management-systems", "11"),
		place("applications-and-software", "security", "22"),
		place("applications-and-software", "web-technology", "32"),
		place("enterprise-architecture", "information-systems-and-network-security", "18"),
		place("enterprise-architecture", "information-systems-security-certification", "19"),
		place("enterprise-architecture", "process-control", "36"),
		place("enterprise-architecture", "product-evaluation", "37"),
		place("policy-and-planning", "contracting-procurement", "10"),
		place("policy-and-planning", "internal-controls", "22"),
		place("policy-and-planning", "technology-awareness", "32"),
	})
}

func TestTasks(t *testing.T) {
	_, set := release(t)
	ids := map[string]dataset.Task{}
	for _, task := range set.Tasks {
		ids[task.Statement] = task
	}
	profiles := map[string][]string{}
	for _, pt := range set.ProfileTasks {
		profiles[pt.TaskID] = append(profiles[pt.TaskID], fmt.Sprintf("%s:%d", pt.ProfileID, pt.Position))
	}
	for statement, want := range map[string]string{
		"Adapts to changes in work environment, technology and tools, organizational structure, or leadership.":                "general all-information-technology-management:1",
		"Composes simple correspondence or other written work (for example, emails, meeting notes).":                           "general all-information-technology-management:6",
		"Works with others to complete a project.":                                                                             "general all-information-technology-management:20",
		"Develops and Implements Architecture Goals, Objectives, Principles and Standards":                                     "technical enterprise-architecture:5",
		"Directs or interpret broad policies and guidelines for program planning and development.":                             "technical policy-and-planning:4",
		"Monitors contracts (includes administering, extending, modifying, or terminating contracts or licensing agreements).": "technical policy-and-planning:7",
		"Reviews enterprise information technology (IT) goals and objectives.":                                                 "technical enterprise-architecture:19 policy-and-planning:12",
		"Coordinates the Integration of IT system subsystems (e.g., APIs, database management systems).":                       "technical data-management:3 internet-web-services:4",
		"Analyzes and diagnoses computer hardware, software, or system malfunctions or problems.":                              "technical customer-support:1 operating-systems:1 systems-administration:1 applications-and-software:1",
		"Uses automation or other technology to improve delivery of services.":                                                 "technical customer-support:19 systems-administration:20 data-management:18 systems-analysis:20 internet-web-services:19 enterprise-architecture:20",
	} {
		task, ok := ids[statement]
		if got := task.Kind + " " + strings.Join(profiles[task.TaskID], " "); !ok || got != want {
			t.Errorf("%q\n got %s\nwant %s", statement, got, want)
		}
	}
}

func TestSections(t *testing.T) {
	_, set := release(t)
	section := func(id, parent, level, page, lines string, cells ...string) fact {
		start, end, _ := strings.Cut(lines, "-")
		return fact{"handbook_sections", id, append([]string{"parent_id", parent, "level", level, "toc_page", page, "line_start", start, "line_end", end}, cells...)}
	}
	const results, specialized = "information-technology-management-competency-framework-results", "occupational-profiles-for-specialized-work-in-information-technology-management"
	const byCluster = "information-technology-management-technical-competencies-by-cluster-and-band"
	checkFacts(t, set, []fact{
		section("introduction", "", "1", "3", "42-50", "title", "Introduction"),
		section("background", "", "1", "4", "52-68"),
		section("it-clusters-of-work-model", "", "1", "5", "70-72", "text", "The new model of IT work includes IT clusters aligning classification policy and the structure of IT work. The clusters include three defined clusters of IT work including specializations aligned with each cluster. The three clusters of information technology work are: IT Operations and Security, IT Development and Analysis, and IT Strategy and Planning."),
		section("it-operations-and-security", "it-clusters-of-work-model", "2", "", "74-85"),
		section("it-strategy-and-planning", "it-clusters-of-work-model", "2", "", "98-107"),
		section(results, "", "1", "8", "109-111"),
		section("information-technology-management-competency-list", results, "2", "8", "113-121", "text", "The table below lists the general and technical competencies found to be important for performing information technology management work in one or more specialties."),
		section("information-technology-management-general-competencies-by-band", results, "2", "10", "123-133"),
		section(byCluster, results, "2", "12", "135-139"),
		section("information-technology-management-technical-competencies-for-it-operations-and-security", byCluster, "3", "12", "141-211"),
		section("information-technology-management-technical-competencies-for-it-strategy-and-planning", byCluster, "3", "17", "282-348"),
		section("information-technology-management-technical-competency-importance-rankings", results, "2", "20", "386-542"),
		section("occupational-profiles", "", "1", "25", "544-546"),
		section("occupational-profile-for-all-information-technology-management", "occupational-profiles", "2", "25", "548-588"),
		section(specialized, "occupational-profiles", "2", "27", "590-594"),
		section("occupational-profiles-for-it-development-and-analysis", specialized, "3", "37", "829-831", "text", "This cluster focuses on the design, development, testing, and implementation of new and improved information systems."),
		section("occupational-profile-for-internet-web-services", "occupational-profiles-for-it-development-and-analysis", "4", "43", "962-1005", "title", "Occupational Profile for Internet/Web Services"),
		section("occupational-profile-for-it-strategy-and-planning", specialized, "3", "45", "1007-1009"),
		section("occupational-profile-for-policy-and-planning", "occupational-profile-for-it-strategy-and-planning", "4", "47", "1062-1097"),
		section("federal-workforce-competency-initiative-fwci-general-competencies", "", "1", "49", "1099-1165", "text", ""),
		section("federal-workforce-competency-initiative-fwci-technical-competencies", "", "1", "52", "1167-1329", "text", ""),
		section("u-s-office-of-personnel-management", "", "1", "", "1333-1338", "text", "Workforce Policy and Innovation 1900 E Street NW, Washington DC 20415 [OPM.gov](https://www.opm.gov)"),
	})
}

func TestSeriesPage(t *testing.T) {
	_, set := release(t)
	title := func(id, name, code, role, position string, base string) fact {
		return fact{"series_titles", id, []string{"series", "2210", "title", base, "parenthetical_name", name, "parenthetical_code", code, "role", role, "position", position}}
	}
	const specialist = "Information Technology Specialist"
	checkFacts(t, set, []fact{
		title("information-technology-specialist-information-security-infosec", "Information Security", "INFOSEC", "specialist", "1", specialist),
		title("information-technology-specialist-policy-planning-plcypln", "Policy Planning", "PLCYPLN", "specialist", "4", specialist),
		title("information-technology-specialist-systems-analyst-sysanalysis", "Systems Analyst", "SYSANALYSIS", "specialist", "6", specialist),
		title("information-technology-specialist-internet-inet", "Internet", "INET", "specialist", "10", specialist),
		title("information-technology-specialist-systems-administration-sysadmin", "Systems Administration", "SYSADMIN", "specialist", "11", specialist),
		title("lead-information-technology-specialist", "", "", "lead", "12", "Lead Information Technology Specialist"),
		title("supervisory-information-technology-specialist", "", "", "supervisory", "13", "Supervisory Information Technology Specialist"),
		{"series_qualifications", "2210|A", []string{"grades", "GS-5 though GS-15", "gs_min", "5", "gs_max", "15", "education_or_experience_required", "true",
			"statement", "(Alternative A OPM Classification & Qualifications) – GS-5 though GS-15; IT-related education or experience is needed."}},
		{"series_qualifications", "2210|B", []string{"grades", "GS-5/7 levels only", "gs_min", "5", "gs_max", "7", "education_or_experience_required", "false",
			"statement", "(Alternative B OPM Classification & Qualifications) – GS-5/7 levels only; IT-related education or experience is not needed."}},
		{"series_duties", "2210|1", []string{"statement", "Providing advice and guidance on a wide range and variety of IT issues;"}},
		{"series_duties", "2210|4", []string{"statement", "Installing, configuring, integrating, troubleshooting, optimizing and maintaining customer hardware and software to maximize system availability and monitors network performance."}},
		{"series_page_facts", "2210|job_category", []string{"value", "Information Technology Management"}},
		{"series_page_facts", "2210|page_title", []string{"value", "Information Technology Specialist"}},
		{"series_page_facts", "2210|location-1", []string{"value", "Various"}},
		{"series_page_facts", "2210|location-2", []string{"value", "DC metro area"}},
		{"series_page_facts", "2210|application_process", []string{"value", "View the Professional Staff Application Process page for more details."}},
		{"series_page_facts", "2210|series_overview", []string{"value", "This job series covers positions responsible for providing support, guidance, and expertise in various Information Technology (IT) functions. Specialty areas include IT Policy Planning, Information Security, Customer Support, Network Services, Enterprise Architecture, Systems Analyst, Applications Software, Operating Systems, Data Management, Internet and Systems Administration. Work performed by the IT specialist varies and is dependent on the job field of each IT specialist."}},
		{"series_page_facts", "2210|duties_overview", []string{"value", "Work within this job series requires an Information Technology (IT) Specialist to perform a variety of duties that involve knowledge of a wide variety of IT application, systems, and methods; ability to apply methods and practices for troubleshooting IT system issues to include issues such as network, database, customer inquiries, and knowledge of IT system security regulations, policies and procedures. Typical work assignments vary based on parenthetical/job fields listed above but duties may include:"}},
	})
	mapped := map[string]string{}
	for _, m := range set.TitleProfile {
		name := row(t, set, "series_titles", m.TitleID)["parenthetical_name"]
		mapped[name] = m.ProfileID
	}
	for name, profile := range map[string]string{
		"Information Security": "information-security", "Customer Support": "customer-support", "Network Services": "network-services", "Policy Planning": "policy-and-planning",
		"Enterprise Architecture": "enterprise-architecture", "Systems Analyst": "systems-analysis", "Applications Software": "applications-and-software",
		"Operating Systems": "operating-systems", "Data Management": "data-management", "Internet": "internet-web-services", "Systems Administration": "systems-administration",
	} {
		if mapped[name] != profile {
			t.Errorf("the title %s is mapped to %q, want %s", name, mapped[name], profile)
		}
	}
}

func TestOccupationPage(t *testing.T) {
	_, set := release(t)
	const occupation = "http://data.europa.eu/esco/occupation/3b1ea27c-781c-41eb-821f-214285260dd2"
	const skill = "http://data.europa.eu/esco/skill/"
	const change = skill + "3c03ee71-4a23-448f-b79e-81fd75d27dca"
	checkFacts(t, set, []fact{
		{"esco_occupations", occupation, []string{"code", "2519.3", "isco_group", "2519", "preferred_label", "ICT change and configuration manager", "source_id", "esco-ict-change-and-configuration-manager",
			"description", "ICT change and configuration managers organise and implement a process to manage changes throughout the lifecycle of ICT assets such as software, applications, ICT systems, etc. ICT change and configuration managers have a sound knowledge of the main technologies and processes used in system engineering and to manage the lifecycle of ICT systems and subsystems."}},
		{"esco_skills", skill + "f0de4973-0a70-4644-8fd4-3a97080476f4", []string{"preferred_label", "DevOps", "skill_type", "knowledge", "reuse_level", "sector-specific", "tags", "digital",
			"description", "The DevOps development approach is a methodology to design software systems and applications focused on the collaboration and between software programmers and other ICT professionals and automation."}},
		{"esco_skills", skill + "21d2f96d-35f7-4e3f-9745-c533d2dd6e97", []string{"preferred_label", "computer programming", "reuse_level", "cross-sector", "tags", "digComp|digital"}}, // "digCompdigital"
		{"esco_skills", skill + "cd5efa8c-e44d-4cbc-91c6-796018dbed68", []string{"preferred_label", "perform project management", "skill_type", "skill/competence", "tags", "research"}},
		{"esco_skills", skill + "ccb2e5f2-4279-48fd-9d85-a1db42ff1e13", []string{"preferred_label", "project configuration management", "skill_type", "knowledge", "reuse_level", "cross-sector", "tags", ""}},
		{"esco_skills", skill + "71c2f41e-14de-4b23-82ad-5dbcd54ba5b0", []string{"description", "Deliver and instalI computers or ICT systems, ensuring testing and preparation for use."}}, // as printed
		{"esco_skills", skill + "978db6a1-7297-4c89-819a-47605f2c3ba8", []string{"preferred_label", "manage software releases", "reuse_level", "occupation-specific"}},
		{"esco_skills", change, []string{"preferred_label", "apply change management", "tags", ""}},
		{"esco_occupation_skills", occupation + "|" + skill + "f0de4973-0a70-4644-8fd4-3a97080476f4|essential", []string{"position", "1"}},
		{"esco_occupation_skills", occupation + "|" + change + "|essential", []string{"position", "15"}},
		{"esco_occupation_skills", occupation + "|" + change + "|optional", []string{"position", "38"}},
		{"esco_occupation_skills", occupation + "|" + skill + "9bb7a97a-1a16-431e-8ea6-ad0f9f59aa0a|optional", []string{"position", "19"}},
	})
}

// The sums were taken with sha256sum, sizes and lines with wc (the documents end without a line end).
func TestSourceDocuments(t *testing.T) {
	_, set := release(t)
	checkFacts(t, set, []fact{
		{"source_documents", "handbook-2210", []string{"kind", "fwci-handbook", "path", handbook, "bytes", "94879", "lines", "1338",
			"sha256", "7c43d0cfe9793db7e0b44cc75d0f5e278565fb5a4936210f4d8b3e19a962a5f7", "publisher", "U.S. Office of Personnel Management"}},
		{"source_documents", "cbp-2210", []string{"kind", "job-series-page", "path", seriesPage, "bytes", "3355", "lines", "56",
			"sha256", "2d66a16c0c80049d1479660e464d4c7653f112c6ac9e00b1c98ed94de8027e26"}},
		{"source_documents", "esco-ict-change-and-configuration-manager", []string{"kind", "esco-occupation-page", "path", escoPage, "bytes", "10485", "lines", "299",
			"sha256", "1be885cd304de17a79ed75677146a9cee26111cd2d0c14a3feaa39ac283cdc86"}},
	})
	class := func(source, line, class string) fact {
		return fact{"source_lines", source + "|" + line, []string{"class", class}}
	}
	checkFacts(t, set, []fact{
		class("handbook-2210", "1", "blank"), class("handbook-2210", "3", "heading"), class("handbook-2210", "9", "toc"), class("handbook-2210", "40", "toc"),
		class("handbook-2210", "44", "narrative"), class("handbook-2210", "62", "narrative"), class("handbook-2210", "80", "data"), class("handbook-2210", "118", "data"),
		class("handbook-2210", "120", "repeated_header"), class("handbook-2210", "133", "note"), class("handbook-2210", "146", "heading"), class("handbook-2210", "163", "repeated_header"),
		class("handbook-2210", "211", "note"), class("handbook-2210", "573", "repeated_header"), class("handbook-2210", "1037", "data"), class("handbook-2210", "1109", "note"),
		class("handbook-2210", "1127", "data"), class("handbook-2210", "1338", "boilerplate"),
		class("cbp-2210", "1", "boilerplate"), class("cbp-2210", "17", "data"), class("cbp-2210", "20", "heading"), class("cbp-2210", "50", "data"), class("cbp-2210", "56", "boilerplate"),
		class("esco-ict-change-and-configuration-manager", "1", "boilerplate"), class("esco-ict-change-and-configuration-manager", "4", "data"),
		class("esco-ict-change-and-configuration-manager", "29", "boilerplate"), class("esco-ict-change-and-configuration-manager", "244", "data"),
	})
}

func TestInfo(t *testing.T) {
	_, set := release(t)
	i := set.Info
	if i.ID != "fwci-2210" || i.Base != "https://w3id.org/fwci/2210/" || i.License.ID != "CC-BY-4.0" || len(i.Sources) != 6 || len(i.Credits) != 5 {
		t.Errorf("the release says of itself %+v", i)
	}
	for n, s := range i.Sources {
		if d := set.SourceDocuments[n]; s.ID != d.SourceID || s.SHA256 != d.SHA256 || s.Retrieved == "" || s.URL == "" || s.Language != "en" {
			t.Errorf("source %d is %+v next to %+v", n+1, s, d)
		}
	}
	if len(i.Related) != 2 || !strings.HasPrefix(i.Related[1].URL, "https://www.opm.gov/policy-data-oversight/") || i.Related[0].Publisher != "U.S. Office of Personnel Management" {
		t.Errorf("the related documents are %+v", i.Related)
	}
}

// The address of an occupation page gives the URI of the occupation: no other input needs to.
func TestOccupationOfTheAddress(t *testing.T) {
	const uri = "http://data.europa.eu/esco/occupation/3b1ea27c-781c-41eb-821f-214285260dd2"
	row := "ICT change and configuration manager," + uri + ",occupation\n"
	set := built(t, edited(t, edit{file: "esco/concept-uris.csv", old: row, new: "\n"}))
	if got := set.ESCOOccupations; len(got) != 1 || got[0].OccupationURI != uri {
		t.Errorf("the occupations are %+v; expected %s", got, uri)
	}
	_, _, err := build(t, edited(t, edit{file: "esco/concept-uris.csv", old: row, new: strings.Replace(row, "3b1ea27c", "00000000", 1)}))
	want := escoPage + ":4:1: the address of the page in sources.json names the occupation " + uri + "; esco/concept-uris.csv or the ESCO download gives \"ICT change and configuration manager\" the URI http://data.europa.eu/esco/occupation/00000000-781c-41eb-821f-214285260dd2 [identifier]"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the problem is %v; expected %s", err, want)
	}
}
