package finding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/finding"
)

// A fixture is a change of the sources that makes a rule speak. It is compared with the same sources
// before the change: the findings that are new are those of want and, where the change cannot help being
// other things too, one or more of each rule of also.
type fixture struct {
	rule   string
	name   string
	before []edit // made on both sides
	change []edit
	want   []want
	also   []string
	esco   bool // with an ESCO download that agrees with the page; edits of .csv files below esco: change it
}

// want is a finding: place as source:line, the record as table and key, and words of its sentence.
type want struct{ place, record, message string }

const (
	ops      = "it-operations-and-security"
	storage  = "Performs storage management."
	taskID   = "tasks task-"
	page     = "esco-ict-change-and-configuration-manager:"
	skillURI = "http://data.europa.eu/esco/skill/"
	jobURI   = "http://data.europa.eu/esco/occupation/3b1ea27c-781c-41eb-821f-214285260dd2"
	change   = "apply change management\n\nManage development within an organisation by anticipating changes and making managerial decisions to ensure that the members involved are as less disturbed as possible.\n\nESCO source"
	train    = "train employees\n\nLead and guide employees through a process in which they are taught the necessary skills for the perspective job. Organise activities aimed at introducing the work and systems or improving the performance of individuals and groups in organisational settings.\n\nESCO source"
)

// zoologist maps a title that no edition has to a profile.
func zoologist(profile, name string) string {
	return "fwci_title:zoologist\tx\tskos:exactMatch\tfwci_profile:" + profile + "\t" + name + "\tsemapv:MappingReview\tx\t1\t\tx\n"
}

// inTask changes the statement of line 825.
func inTask(statement string) []edit { return []edit{{file: handbook, old: storage, new: statement}} }

func inHandbook(old, new string) []edit   { return []edit{{file: handbook, old: old, new: new}} }
func inSeriesPage(old, new string) []edit { return []edit{{file: seriesPage, old: old, new: new}} }
func inPage(old, new string) []edit       { return []edit{{file: escoPage, old: old, new: new}} }

// oneMapping is a set that maps Memory to DevOps, judged on the wordings of today.
func oneMapping(objectDigest string) []edit {
	return []edit{{file: skillSet, new: strings.Join([]string{
		"#curie_map:", "#  c: https://w3id.org/fwci/2210/competency/", "#  s: " + skillURI, "#mapping_set_id: https://example.org/set", "#license: https://example.org/licence",
		"subject_id\tpredicate_id\tobject_id\tobject_label\tobject_category\tmapping_justification\treviewer_label\tconfidence\tother",
		"c:memory\tskos:relatedMatch\ts:f0de4973-0a70-4644-8fd4-3a97080476f4\tDevOps\tknowledge\tsemapv:MappingReview\tReader\t0.5\tobject_digest=" + objectDigest, "",
	}, "\n")}}
}

// factsOfDevOps is oneMapping with what ESCO says of its object.
func factsOfDevOps() []edit {
	return append(oneMapping(devOps), edit{file: factList, new: "concept_uri,preferred_label,concept_type,type_basis,reuse_level,tags,esco_version\n" +
		skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4,DevOps,knowledge,stated,sector-specific,digital,1.1.1\n"})
}

var devOps = crosswalk.Digest(crosswalk.ObjectText("DevOps", "The DevOps development approach is a methodology to design software systems and applications focused on the collaboration and between software programmers and other ICT professionals and automation."))

var fixtures = []fixture{
	// tables
	{rule: "rank-sequence", name: "a rank twice", change: inHandbook("Attention to Detail\t2\t3\n", "Attention to Detail\t3\t3\n"), want: []want{
		{"handbook-2210:355", "scopes all", "The current ranking of All Information Technology Management has 30 competencies and no rank 2."},
		{"handbook-2210:357", "competency_rankings all|customer-service", "The current ranking of All Information Technology Management gives rank 3 to “Attention to Detail” and “Customer Service”."},
	}},
	{rule: "rank-sequence", name: "a rank beyond the last", change: inHandbook("Accessibility\t25\t35\n", "Accessibility\t25\t37\n"), want: []want{
		{"handbook-2210:446", "scopes it-development-and-analysis", "The future ranking of IT Development and Analysis has 36 competencies and no rank 35."},
	}},
	{rule: "undefined-competency", name: "a definition is gone",
		change: inHandbook("Telecommunications: Knowledge of the concepts, principles, and theories of transmissions, broadcasting, switching, control, construction, or operation of telecommunications systems.\n\n", ""),
		want:   []want{{"handbook-2210:711", "competencies telecommunications", "“Telecommunications” is named in profiles, but the handbook does not define it."}}},
	{rule: "unused-competency", name: "the only use is gone", change: inHandbook("\tTelecommunications\n", "\n"), want: []want{
		{"handbook-2210:1323", "competencies telecommunications", "“Telecommunications” is defined, but no list, band table, ranking or profile names it."}}},
	{rule: "listed-not-used", name: "listed only", change: inHandbook("• Encryption • Enterprise Architecture", "• Distributed Systems • Encryption • Enterprise Architecture"), want: []want{
		{"handbook-2210:1217", "competencies distributed-systems", "“Distributed Systems” is in the Competency List, but no band table, ranking or profile names it."}}},
	{rule: "used-not-listed", name: "taken from the list", change: inHandbook("• Memory • Oral", "• Oral"), want: []want{
		{"handbook-2210:1135", "competencies memory", "“Memory” is named in band tables, rankings and profiles, but the Competency List"}}},
	{rule: "band-gap", name: "an X removed", change: inHandbook("Asset Management\tX\tX\tX", "Asset Management\tX\tX\t"), want: []want{
		{"handbook-2210:147", "competency_bands " + ops + "|asset-management|senior", "“Asset Management” is important at Intermediate Level and not at Senior Level for IT Operations and Security, and no footnote says why."}}},
	{rule: "marker-without-note", name: "a mark without a footnote", change: inHandbook("Asset Management\tX\tX\tX", "Asset Management\tX\tX\t**"), want: []want{
		{"handbook-2210:147", "competency_bands " + ops + "|asset-management|senior", "The cell of “Asset Management” is marked **, and no footnote"}}},
	{rule: "ranked-not-banded", name: "ranked for another cluster", change: inHandbook("Systems Integration\tNR*\t45", "Data Visualization\tNR*\t45"), also: []string{"used-not-listed"}, want: []want{
		{"handbook-2210:440", "competency_rankings " + ops + "|data-visualization", "“Data Visualization” is ranked for IT Operations and Security, but the table of important competencies by band does not name it."}}},
	{rule: "profile-beyond-cluster", name: "a competency of another cluster", change: inHandbook("Identity Management\t\t\n\nCustomer Support\n", "Identity Management\tData Visualization\t\n\nCustomer Support\n"), want: []want{
		{"handbook-2210:619", "profile_competencies customer-support|data-visualization", "“Data Visualization” is important for Customer Support, but the table of its cluster, IT Operations and Security, does not name it at any band."}}},
	{rule: "kind-conflict", name: "a general competency in a cluster's table", change: inHandbook("Process Control\t\t\tX\n", "Process Control\t\t\tX\nMemory\tX\tX\tX\n"), want: []want{
		{"handbook-2210:205", "competency_bands " + ops + "|memory|intermediate", "“Memory” is a general competency by its definition, but is in the other kind's table of bands."},
		{"handbook-2210:205", "competency_bands " + ops + "|memory|journey", "“Memory” is a general competency"},
		{"handbook-2210:205", "competency_bands " + ops + "|memory|senior", "“Memory” is a general competency"}}},
	{rule: "kind-conflict", name: "a general competency in a technical ranking", change: inHandbook("Systems Integration\tNR*\t45", "Memory\tNR*\t45"), also: []string{"ranked-not-banded", "used-not-listed"}, want: []want{
		{"handbook-2210:440", "competency_rankings " + ops + "|memory", "“Memory” is a general competency by its definition, but is ranked among the technical ones."}}},

	// names
	{rule: "spelling-variant", name: "another case", change: inHandbook("Asset Management\tX\tX\tX", "Asset management\tX\tX\tX"), want: []want{
		{"handbook-2210:147", "competency_aliases asset-management|Asset management", "“Asset Management” is also printed “Asset management”."}}},
	{rule: "near-name", name: "a letter lost", change: inHandbook("Systems Integration\tNR*\t45", "System Integration\tNR*\t45"),
		also: []string{"undefined-competency", "used-not-listed", "ranked-not-banded", "unreviewed-subject"}, want: []want{
			{"handbook-2210:440", "competencies system-integration", "“Systems Integration” and “System Integration” differ in one letter"}}},
	{rule: "near-task", name: "the same words", change: inHandbook("Uses complex or large-scale databases.", "Maintains database or information tracking systems."), want: []want{
		{"handbook-2210:915", taskID, "The tasks “Maintains databases or information tracking systems.” and “Maintains database or information tracking systems.” say nearly the same."}}},
	{rule: "near-task", name: "one word more", change: inHandbook("Uses complex or large-scale databases.", "Maintains web sites daily."), also: []string{"compound-spelling"}, want: []want{
		{"handbook-2210:996", taskID, "The tasks “Maintains web sites daily.” and “Maintains web sites.” say nearly the same."}}},
	{rule: "title-name", name: "a word more", change: append(inSeriesPage("(Data Management/DATAMGT)", "(Data and Management/DATAMGT)"),
		edit{file: titleSet, old: "data-management-datamgt\tInformation Technology Specialist (Data Management/", new: "data-and-management-datamgt\tInformation Technology Specialist (Data and Management/"}, edit{file: titleSet, old: "subject_digest=50a384dd40bf8792", new: ""}), want: []want{
		{"cbp-2210:30", "series_titles information-technology-specialist-data-and-management-datamgt", "The job-series page names the specialty “Data and Management”, the handbook “Data Management”."}}},

	// counts
	{rule: "declared-count", name: "tasks", change: inHandbook("top 20 important tasks for information technology management work in Customer Support", "top 21 important tasks for information technology management work in Customer Support"), want: []want{
		{"handbook-2210:602", "profiles customer-support", "The text announces the top 21 tasks of Customer Support; the table has 20."}}},
	{rule: "declared-count", name: "tasks in words", change: inHandbook("top 20 important tasks for information technology management work in Customer Support", "top ten tasks for information technology management work in Customer Support"), want: []want{
		{"handbook-2210:602", "profiles customer-support", "the top 10 tasks of Customer Support; the table has 20."}}},
	{rule: "declared-count", name: "clusters", change: inHandbook("The three clusters of information technology work", "The four clusters of information technology work"), want: []want{
		{"handbook-2210:72", "handbook_sections it-clusters-of-work-model", "The text speaks of “four clusters”; the handbook describes 3."}}},
	{rule: "declared-count", name: "competences", change: inPage("Competences\n38\n", "Competences\n37\n"), want: []want{
		{page + "12", "esco_occupations " + jobURI, "The page declares 37 for competences and shows 38."}}},
	{rule: "declared-count", name: "groups", change: inPage("Groups\n4\n", "Groups\n5\n"), want: []want{
		{page + "14", "esco_occupations " + jobURI, "The page declares 5 for groups and shows 4."}}},
	{rule: "declared-count", name: "essential relations", change: inPage("Essential\n18\n", "Essential\n19\n"), want: []want{
		{page + "16", "esco_occupations " + jobURI, "The page declares 19 for essential relations and shows 18."}}},
	{rule: "declared-count", name: "optional relations", change: inPage("Optional\n20\n", "Optional\n21\n"), want: []want{
		{page + "18", "esco_occupations " + jobURI, "The page declares 21 for optional relations and shows 20."}}},
	{rule: "declared-count", name: "stated relations", change: inPage("38 ESCO relations", "40 ESCO relations"), want: []want{
		{page + "22", "esco_occupations " + jobURI, "The page declares 40 for ESCO relations and shows 38."}}},
	{rule: "declared-count", name: "a group", change: inPage("Essential knowledge 6 competences", "Essential knowledge 7 competences"), want: []want{
		{page + "23", "esco_occupations " + jobURI, "The page declares 7 for “Essential knowledge” and shows 6."}}},
	{rule: "declared-count", name: "a bucket", change: inPage("4 competences\nDevOps", "5 competences\nDevOps"), want: []want{
		{page + "33", "esco_occupations " + jobURI, "The page declares 5 for “Essential knowledge, Sector-specific” and shows 4."}}},

	// texts
	{rule: "missing-period", name: "a definition", change: inHandbook("that has been presented previously.", "that has been presented previously"), want: []want{
		{"handbook-2210:1135", "competencies memory", "“Recalls information that has been presented previously” has no period, unlike most texts of its kind."}}},
	{rule: "missing-period", name: "a description", change: inPage("lifecycle of ICT systems and subsystems.", "lifecycle of ICT systems and subsystems"), want: []want{
		{page + "4", "esco_occupations " + jobURI, "has no period, unlike most texts of its kind."}}},
	{rule: "verb-agreement", name: "a verb without -s", change: inHandbook("Reviews or recommends automation", "Reviews or recommend automation"), want: []want{
		{"handbook-2210:958", taskID, "joins “Reviews” with “recommend”, which lacks its -s."}}},
	{rule: "title-capitals", name: "a task like a title", change: inTask("Performs Storage Management Across Systems."), want: []want{
		{"handbook-2210:825", taskID, "“Performs Storage Management Across Systems.” is capitalized like a title"}}},
	{rule: "suspicious-capital", name: "a capital at the end", change: inTask("Performs storagE management."), want: []want{
		{"handbook-2210:825", taskID, "The word “storagE” ends in a capital"}}},
	{rule: "doubled-word", name: "a task", change: inTask("Performs storage storage management."), want: []want{
		{"handbook-2210:825", taskID, "The word “storage” appears twice in a row."}}},
	{rule: "doubled-word", name: "across a page break", change: inHandbook("relationships with others; may\n", "relationships with others; may include\n"), want: []want{
		{"handbook-2210:1125", "competencies interpersonal-skills", "The word “include” appears twice in a row."}}},
	{rule: "open-parenthesis", name: "a task", change: inTask("Performs storage (and backup management."), want: []want{
		{"handbook-2210:825", taskID, "“Performs storage (and backup management.” has a parenthesis that is not closed or not opened."}}},
	{rule: "compound-spelling", name: "two words", change: inTask("Performs data base management."), want: []want{
		{"handbook-2210:825", taskID, "“data base” is two words here and one word, “database”, elsewhere."}}},
	{rule: "altered-text", name: "a zero-width space", change: inTask("Performs stor\u200bage management."), want: []want{
		{"handbook-2210:825", "source_lines handbook-2210|825", "The line has invisible characters"}}},
	{rule: "altered-text", name: "a directional override", change: inPage("The tool STAF", "The tool \u202eSTAF"), want: []want{
		{page + "226", "source_lines esco-ict-change-and-configuration-manager|226", "The line has invisible characters"}}},
	{rule: "altered-text", name: "a formula", change: inHandbook("Memory - Recalls", "Memory - =Recalls"), want: []want{
		{"handbook-2210:1135", "competencies memory", "begins as a formula would in a spreadsheet; an apostrophe was put before it."}}},

	// layout
	{rule: "link-target-lost", name: "a link that had its target",
		before: inHandbook("[Merit Hiring Plan](#)", "[Merit Hiring Plan](https://www.opm.gov/plan)"),
		change: inHandbook("[Merit Hiring Plan](https://www.opm.gov/plan)", "[Merit Hiring Plan](#)"),
		want:   []want{{"handbook-2210:48", "source_references reference-16e36fba4e", "The text links to “Merit Hiring Plan”, and the target of the link is lost"}}},
	{rule: "heading-form", name: "singular among plurals",
		before: []edit{{file: handbook, old: "Occupational Profile for IT Strategy and Planning", new: "Occupational Profiles for IT Strategy and Planning", all: true}},
		change: []edit{{file: handbook, old: "Occupational Profiles for IT Operations and Security", new: "Occupational Profile for IT Operations and Security", all: true}},
		want:   []want{{"handbook-2210:596", "clusters " + ops, "The heading “Occupational Profile for IT Operations and Security” opens a cluster's profiles; 2 other clusters have “Occupational Profiles for …”."}}},
	{rule: "heading-not-in-contents", name: "a profile", change: inHandbook("Occupational Profile for Network Services\t31\n", ""), want: []want{
		{"handbook-2210:691", "handbook_sections occupational-profile-for-network-services", "The heading “Occupational Profile for Network Services” is not in the table of contents."}}},
	{rule: "heading-not-in-contents", name: "a table", change: inHandbook("Information Technology Management Technical Competencies for IT Development and Analysis\t15\n", ""), want: []want{
		{"handbook-2210:212", "handbook_sections information-technology-management-technical-competencies-for-it-development-and-analysis", "is not in the table of contents."}}},
	{rule: "contents-page-order", name: "a page number lost a digit", change: inHandbook("Occupational Profile for Network Services\t31\n", "Occupational Profile for Network Services\t3\n"), want: []want{
		{"handbook-2210:27", "handbook_sections occupational-profile-for-network-services", "The table of contents puts “Occupational Profile for Network Services” on page 3, after a heading on page 29."}}},
	{rule: "definition-order", name: "a definition moved down",
		change: append(inHandbook("Memory - Recalls information that has been presented previously.\n\n", ""),
			inHandbook("Organizational Awareness - ", "Memory - Recalls information that has been presented previously.\n\nOrganizational Awareness - ")...),
		want: []want{{"handbook-2210:1137", "competencies memory", "The definition of “Memory” comes after one that follows it in the alphabet."}}},
	{rule: "grade-wording", name: "a misspelt word", before: inSeriesPage("GS-5 though GS-15", "GS-5 through GS-15"), change: inSeriesPage("GS-5 through GS-15", "GS-5 trough GS-15"), want: []want{
		{"cbp-2210:17", "series_qualifications 2210|A", "The grades are printed “GS-5 trough GS-15”; “trough” is probably “through”."}}},
	{rule: "empty-field", name: "a date left out", before: inSeriesPage("Last Modified:", "Last Modified: Feb 03, 2026"), change: inSeriesPage("Last Modified: Feb 03, 2026", "Last Modified:"), want: []want{
		{"cbp-2210:56", "source_documents cbp-2210", "The page prints “Last Modified:” without a date"}}},
	{rule: "correction-applied", name: "a declared correction", change: []edit{{file: "corrections.json", new: `[{"source": "cbp-2210", "line": 17, "old": "though", "new": "through", "reason": "A letter was lost."}]`}}, want: []want{
		{"cbp-2210:17", "source_documents cbp-2210", "By a declared correction “though” is read as “through”: A letter was lost."}}},

	// the occupation page
	{rule: "concept-without-uri", name: "a skill", change: []edit{{file: uriList, old: "DevOps,http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4,knowledge\n", new: ""}}, want: []want{
		{page + "34", "esco_skills https://w3id.org/fwci/2210/esco/devops", "No input gives the URI of the ESCO concept “DevOps”"}}},
	{rule: "concept-without-uri", name: "an occupation", change: []edit{{file: uriList, old: "ICT change and configuration manager," + jobURI + ",occupation\n", new: ""}, {file: "sources.json", old: "/esco/occupations/view?id=aHR0cDovL2RhdGEuZXVyb3BhLmV1L2VzY28vb2NjdXBhdGlvbi8zYjFlYTI3Yy03ODFjLTQxZWItODIxZi0yMTQyODUyNjBkZDI%3D&lang=en", new: "/esco/occupations"}}, also: []string{"double-relation"}, want: []want{
		{page + "4", "esco_occupations https://w3id.org/fwci/2210/esco/ict-change-and-configuration-manager", "No input gives the URI of the ESCO occupation “ICT change and configuration manager”"}}},
	{rule: "code-not-in-group", name: "another group", change: inPage("2519.3 ISCO 2519", "2519.3 ISCO 2512"), want: []want{
		{page + "10", "esco_occupations " + jobURI, "The page gives the code 2519.3 and the ISCO group 2512; a code begins with its group."}}},
	{rule: "concept-without-description", name: "a description is gone", change: inPage("The tool STAF is a software program to perform configuration identification, control, status accounting and audit.\n\n", ""), want: []want{
		{page + "224", "", "“STAF” has no description, unlike 37 other concepts of the page."}}},
	{rule: "parenthetical-without-code", name: "a code is gone", change: inSeriesPage("(Internet/INET)", "(Internet)"), also: []string{"mapping-without-subject"}, want: []want{
		{"cbp-2210:31", "series_titles information-technology-specialist-internet", "The parenthetical “Internet” has no code; 10 others of the page have one."}}},
	{rule: "footnote-contradicts-marker", name: "a band in the wrong part", change: inHandbook("The competency Accessibility was found to be important at the intermediate and journey levels but not at the senior level", "The competency Accessibility was found to be important at the intermediate and senior levels but not at the journey level"), want: []want{
		{"handbook-2210:211", "competency_bands " + ops + "|accessibility|journey", "The footnote contradicts the mark “X” of “Accessibility” at Journey Level."},
		{"handbook-2210:211", "competency_bands " + ops + "|accessibility|senior", "The footnote contradicts the mark “**” of “Accessibility” at Senior Level."}}},
	{rule: "footnote-contradicts-marker", name: "a competency without the mark", change: inHandbook("The competencies Asset Management, Hardware, and Physical Security were found", "The competencies Asset Management, Hardware, Security, and Physical Security were found"), want: []want{
		{"handbook-2210:348", "competency_bands it-strategy-and-planning|security", "The footnote names “Security”, whose row has no **."}}},
	{rule: "footnote-contradicts-marker", name: "a competency of no row", change: inHandbook("The competency Accessibility was found", "The competency Zoology was found"), also: []string{"marker-without-note"}, want: []want{
		{"handbook-2210:211", "", "The footnote names no competency of its table: “The competency Zoology was found to be important"}}},
	{rule: "page-number", name: "in a task", change: inHandbook("Gathers customer feedback on the customer", "Gathers customer feedback on the\n\n31\n\ncustomer"), want: []want{
		{"handbook-2210:633", "source_lines handbook-2210|633", "The line has a page number, “31”; the text around it is read without it."}}},
	{rule: "task-form", name: "prose among the tasks", change: inTask("The following tasks are new."), want: []want{
		{"handbook-2210:825", taskID, "“The following tasks are new.” does not begin with a verb, as the other tasks do"}}},
	{rule: "double-relation", name: "essential and optional", before: []edit{{file: escoPage, old: "1 competence\n" + change, new: "1 competence\nvisit suppliers\n\nSee them.\n\nESCO source"}},
		change: inPage("visit suppliers\n\nSee them.\n\nESCO source", train), want: []want{
			{page + "295", "esco_occupation_skills " + jobURI + "|" + skillURI + "e54ff029-1ce9-447d-a5b2-eb7283a23e6e|optional", "“train employees” is both essential and optional for the occupation."}}},
	{rule: "concept-differs", name: "another description", change: inPage("Manage development within", "Manage growth within"), want: []want{
		{page + "295", "", "“apply change management” is described differently here than where it first appears."}}},
	{rule: "concept-differs", name: "another tag", change: inPage("as less disturbed as possible.\n\nESCO source", "as less disturbed as possible.\n\nresearch\nESCO source"), want: []want{
		{page + "296", "", "“apply change management” is described differently here than where it first appears."}}},

	// mappings
	{rule: "mapping-without-subject", name: "a subject of another edition", change: []edit{{file: titleSet, old: "fwci_title:information-technology-specialist-applications-software-appsw\t", new: zoologist("data-management", "Data Management") + "fwci_title:information-technology-specialist-applications-software-appsw\t"}}, want: []want{
		{"-", "", "The mapping at crosswalk/title-profile.sssom.tsv:11 names https://w3id.org/fwci/2210/title/zoologist, which this edition does not have; expected one of its records. The mapping is not published."}}},
	{rule: "mapping-without-subject", name: "an object of another edition", change: []edit{{file: titleSet, old: "fwci_profile:internet-web-services", new: "fwci_profile:internet"}}, want: []want{
		{"-", "", "The mapping at crosswalk/title-profile.sssom.tsv:16 names https://w3id.org/fwci/2210/profile/internet, which this edition does not have; expected one of its records. The mapping is not published."}}},
	{rule: "mapping-without-subject", name: "two mappings of one subject", change: []edit{{file: titleSet, old: "fwci_title:information-technology-specialist-applications-software-appsw\t", new: zoologist("data-management", "Data Management") + zoologist("customer-support", "Customer Support") + "fwci_title:information-technology-specialist-applications-software-appsw\t"}}, want: []want{
		{"-", "", "The mapping at crosswalk/title-profile.sssom.tsv:11 names https://w3id.org/fwci/2210/title/zoologist, which this edition does not have; expected one of its records. The 2 mappings of the set that name it are not published."}}},
	{rule: "mapping-label", name: "a subject under a name of no subject", change: []edit{{file: titleSet, old: "Information Technology Specialist (Data Management/DATAMGT)", new: "Information Technology Specialist (Data Keeping/DATAMGT)"}}, want: []want{
		{"cbp-2210:30", "series_titles information-technology-specialist-data-management-datamgt", "The mapping at crosswalk/title-profile.sssom.tsv:13 calls its subject “Information Technology Specialist (Data Keeping/DATAMGT)”; this edition calls it “Information Technology Specialist (Data Management/DATAMGT)”."}}},
	{rule: "mapping-label", name: "an object under another name", change: []edit{{file: titleSet, old: "\tCustomer Support\t", new: "\tCustomer Care\t"}}, want: []want{
		{"handbook-2210:600", "profiles customer-support", "The mapping at crosswalk/title-profile.sssom.tsv:12 calls its object “Customer Care”; this edition calls it “Customer Support”."}}},
	{rule: "concept-label", name: "a mapping's label and that of the list of URIs", before: oneMapping(devOps), change: []edit{{file: skillSet, old: "4\tDevOps", new: "4\tDevelopment and operations"}}, also: []string{"skill-facts-missing"}, want: []want{
		{"esco-ict-change-and-configuration-manager:34", "esco_skills " + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4", "crosswalk/competency-skill.sssom.tsv:7 calls the concept “Development and operations”, esco/concept-uris.csv:6 “DevOps”."}}},
	{rule: "concept-label", name: "a page and the list of URIs", change: []edit{{file: uriList, old: "ICT change and configuration manager,", new: "ICT change manager,"}}, want: []want{
		{page + "4", "esco_occupations " + jobURI, "The page calls the concept “ICT change and configuration manager”, esco/concept-uris.csv:2 “ICT change manager”."}}},
	{rule: "concept-label", name: "the list of URIs and the download", esco: true, change: []edit{{file: "esco:skills_en.csv", old: ",DevOps,", new: ",DevOps practice,"}}, also: []string{"page-text-differs"}, want: []want{
		{"esco-ict-change-and-configuration-manager:34", "esco_skills " + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4", "esco/concept-uris.csv:6 calls " + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4 “DevOps”; ESCO 1.1.1 calls it “DevOps practice”."}}},
	{rule: "concept-label", name: "a URI that the download does not have", esco: true, change: []edit{{file: uriList, old: "49f85a99-086c-45b6-a6fa-eb90305af7b1", new: "49f85a99-086c-45b6-a6fa-000000000000"}}, also: []string{"page-relation-not-in-download", "download-relation-not-on-page"}, want: []want{
		{"esco-ict-change-and-configuration-manager:176", "esco_skills " + skillURI + "49f85a99-086c-45b6-a6fa-000000000000", "esco/concept-uris.csv:4 names “Chef (tools for software configuration management)” (" + skillURI + "49f85a99-086c-45b6-a6fa-000000000000), which ESCO 1.1.1 does not describe."}}},
	{rule: "skill-facts-missing", name: "no list", change: oneMapping(devOps), want: []want{
		{"-", "", "Mappings name 1 skill that esco/skill-facts.csv does not have; the first is “DevOps” (" + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4)."}}},
	{rule: "skill-facts-out-of-date", name: "another label", before: factsOfDevOps(), change: []edit{{file: factList, old: "DevOps", new: "Development and operations"}}, want: []want{
		{"-", "", "esco/skill-facts.csv has 1 row out of date; the first, on line 2, is of “Development and operations” (" + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4): it has the label “Development and operations”; the mappings have “DevOps”."}}},
	{rule: "skill-facts-not-needed", name: "a skill that no mapping names", before: factsOfDevOps(), change: []edit{{file: factList, old: "version\n", new: "version\n" + skillURI + "00000000-0000-4000-8000-000000000000,fortune telling,knowledge,stated,,,1.1.1\n"}}, want: []want{
		{"-", "", "esco/skill-facts.csv has 1 row of skills that no mapping names; the first, on line 2, is of “fortune telling”"}}},
	{rule: "skill-type-inferred", name: "from the mappings", before: factsOfDevOps(), change: []edit{{file: factList, old: ",stated,", new: ",mapping,"}}, want: []want{
		{"-", "esco_skills " + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4", "ESCO 1.1.1 states no type for “DevOps”; knowledge is inferred from the mappings that name it."}}},
	{rule: "skill-type-inferred", name: "from the hierarchy", before: factsOfDevOps(), change: []edit{{file: factList, old: ",stated,", new: ",hierarchy,"}}, want: []want{
		{"-", "esco_skills " + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4", "ESCO 1.1.1 states no type for “DevOps”; knowledge is inferred from its place in ESCO's hierarchy."}}},
	{rule: "stale-mapping", name: "another wording", change: []edit{{file: titleSet, old: "subject_digest=b11f35b0374adde9", new: "subject_digest=0123456789abcdef"}}, want: []want{
		{"cbp-2210:28", "series_titles information-technology-specialist-applications-software-appsw", "The wording of information-technology-specialist-applications-software-appsw has changed since its mappings were judged"}}},
	{rule: "judgments-differ", name: "a person differs", change: []edit{{file: titleSet, old: "fwci_title:information-technology-specialist-applications-software-appsw\tInformation Technology Specialist (Applications Software/APPSW)\tskos:exactMatch", new: "fwci_title:information-technology-specialist-applications-software-appsw\tInformation Technology Specialist (Applications Software/APPSW)\tskos:closeMatch\tfwci_profile:applications-and-software\tApplications and Software\tsemapv:MappingReview\tJane Doe\t0.9\t\tNearly.\nfwci_title:information-technology-specialist-applications-software-appsw\tInformation Technology Specialist (Applications Software/APPSW)\tskos:exactMatch"}}, want: []want{
		{"cbp-2210:28", "series_titles information-technology-specialist-applications-software-appsw", "Information Technology Specialist (Applications Software/APPSW) and Applications and Software: exactMatch by Language model G"}}},
	{rule: "unreviewed-subject", name: "a new title", change: inSeriesPage("  • Lead Information", "  • Information Technology Specialist (Zoology/ZOO)\n  • Lead Information"), want: []want{
		{"cbp-2210:33", "series_titles information-technology-specialist-zoology-zoo", "No mapping of information-technology-specialist-zoology-zoo to fwci-profile has been judged yet."}}},

	// an ESCO download
	{rule: "page-relation-not-in-download", name: "a relation less", esco: true, change: []edit{{file: "esco:occupationSkillRelations_en.csv", old: jobURI + ",essential,," + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4\n", new: ""}}, want: []want{
		{page + "34", "esco_occupation_skills " + jobURI + "|" + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4|essential", "The page shows “DevOps” as essential; ESCO 1.1.1 does not have this relation."}}},
	{rule: "download-relation-not-on-page", name: "a relation more", esco: true, change: []edit{{file: "esco:occupationSkillRelations_en.csv", old: jobURI + ",essential", new: jobURI + ",optional,," + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4\n" + jobURI + ",essential"}}, want: []want{
		{page + "10", "esco_occupations " + jobURI, "ESCO 1.1.1 has “DevOps” as optional; the page does not show it."}}},
	{rule: "page-text-differs", name: "a description", esco: true, change: []edit{{file: "esco:skills_en.csv", old: "The DevOps development approach", new: "The DevOps approach"}}, want: []want{
		{page + "34", "esco_skills " + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4", "The description of “DevOps” on the page is “The DevOps development approach"}}},
	{rule: "page-text-differs", name: "a code", esco: true, change: []edit{{file: "esco:occupations_en.csv", old: ",2519.3\n", new: ",2519.30\n"}}, want: []want{
		{page + "10", "esco_occupations " + jobURI, "The code of “ICT change and configuration manager” on the page is “2519.3”; ESCO 1.1.1 has “2519.30”."}}},
	{rule: "mapping-object-unknown", name: "an object gone", esco: true, before: oneMapping(devOps), change: []edit{{file: skillSet, old: "s:f0de4973-0a70-4644-8fd4-3a97080476f4\tDevOps", new: "s:00000000-0000-4000-8000-000000000000\tfortune telling"}}, also: []string{"skill-facts-missing"}, want: []want{
		{"-", "crosswalk_competency_skill memory|" + skillURI + "00000000-0000-4000-8000-000000000000", "The mapping names “fortune telling” (" + skillURI + "00000000-0000-4000-8000-000000000000), which ESCO 1.1.1 does not describe."}}},
	{rule: "stale-mapping-object", name: "another wording", esco: true, before: oneMapping(devOps), change: []edit{{file: skillSet, old: "object_digest=" + devOps, new: "object_digest=0123456789abcdef"}}, want: []want{
		{"-", "crosswalk_competency_skill memory|" + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4", "The label or description of “DevOps” in ESCO 1.1.1 is not the one on which its mapping to memory was judged"}}},
	{rule: "download-problem", name: "a row about nothing", esco: true, change: []edit{{file: "esco:occupationSkillRelations_en.csv", old: "skillUri\n", new: "skillUri\nhttp://data.europa.eu/esco/occupation/other,essential,," + skillURI + "f0de4973-0a70-4644-8fd4-3a97080476f4\n"}}, want: []want{
		{"-", "", "The ESCO download has 1 problem of the kind “esco-reference”; the first: names http://data.europa.eu/esco/occupation/other"}}},
	{rule: "page-occupation-not-in-download", name: "an occupation gone", esco: true, change: []edit{{file: "esco:occupations_en.csv", old: jobURI, new: jobURI + "0"}, {file: "esco:occupationSkillRelations_en.csv", old: jobURI, new: jobURI + "0", all: true}}, also: []string{"concept-label"}, want: []want{
		{page + "4", "esco_occupations " + jobURI, "ESCO 1.1.1 does not describe the occupation “ICT change and configuration manager” of the page."}}},
	{rule: "download-file-missing", name: "no relations", esco: true, change: []edit{{file: "esco:*", old: "occupationSkillRelations"}}, want: []want{
		{"-", "", "occupationSkillRelations.csv is not among the files of the ESCO download: the relations of the 1 occupation page could not be checked."}}},
	{rule: "download-file-missing", name: "a file without consequence", esco: true, change: []edit{{file: "esco:*", old: "greenSkillsCollection"}}, want: []want{
		{"-", "", "Also not among the files of the ESCO download, and not needed for these findings: greenSkillsCollection_en.csv."}}},
	{rule: "download-translation", name: "French", esco: true, change: []edit{{file: "esco:*", old: "_en.", new: "_fr."}}, want: []want{
		{"-", "", "The ESCO download is in the language “fr”: its labels and descriptions were not compared with those of the pages and mappings, which are in “en”."}}},
	{rule: "download-relation-left-out", name: "a skill without a type", esco: true, before: oneJob("00000000-0000-4000-8000-000000000000", "fortune teller"), change: []edit{
		{file: "esco:occupations_en.csv", old: "description,code\n", new: "description,code\nOccupation,http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000000,2519,fortune teller,,,2519.3\n"},
		{file: "esco:skills_en.csv", old: "description\n", new: "description\nKnowledgeSkillCompetence," + skillURI + "1,,,fortune,,\n"},
		{file: "esco:occupationSkillRelations_en.csv", old: "skillUri\n", new: "skillUri\nhttp://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000000,essential,," + skillURI + "1\n"}}, also: []string{"download-problem"}, want: []want{
		{"-", "", "1 relation of occupations to skills without a type or label in ESCO 1.1.1 left out; the first is to “fortune”."}}},
}

func TestEveryRuleHasAFixture(t *testing.T) {
	for _, rule := range finding.Rules() {
		if !slices.ContainsFunc(fixtures, func(f fixture) bool { return f.rule == rule.ID }) && !hasFrameworkFixture(rule.ID) {
			t.Errorf("no fixture makes the rule %s speak", rule.ID)
		}
		if rule.Title == "" || !slices.Contains([]finding.Severity{finding.Error, finding.Warning, finding.Info}, rule.Severity) {
			t.Errorf("the rule %s has the severity %q and the title %q", rule.ID, rule.Severity, rule.Title)
		}
	}
}

func TestRules(t *testing.T) {
	severity := map[string]string{}
	for _, rule := range finding.Rules() {
		severity[rule.ID] = string(rule.Severity)
	}
	if testing.Short() {
		t.Run("other fixtures", func(t *testing.T) { t.Skip("left to make whole: all but one fixture of each rule") })
	}
	tried := map[string]bool{}
	for _, f := range fixtures {
		if testing.Short() && tried[f.rule] {
			continue
		}
		tried[f.rule] = true
		t.Run(f.rule+"/"+f.name, func(t *testing.T) {
			t.Parallel()
			f.check(t, severity)
		})
	}
}

func (f fixture) check(t *testing.T, severity map[string]string) {
	dir := lean(t)
	var esco []string
	if f.esco {
		esco = []string{download(t, real(t).raw, real(t).set)}
	}
	folder := func(edits []edit) {
		for _, e := range edits {
			if name, ok := strings.CutPrefix(e.file, "esco:"); ok {
				e.file = name
				apply(t, esco[0], []edit{e})
			} else {
				apply(t, dir, []edit{e})
			}
		}
	}
	folder(f.before)
	var base []dataset.Finding
	switch {
	case len(f.before) > 0:
		base = findings(t, dir, esco...)
	case f.esco:
		base = leanESCOFindings(t)
	default:
		base = leanFindings(t)
	}
	known := map[string]bool{}
	for _, before := range base {
		known[before.FindingID] = true
		if f.esco && before.Rule == f.rule {
			t.Fatalf("the rule speaks before the change: %s", sentence(before))
		}
	}
	folder(f.change)
	expected := slices.Clone(f.want)
	also := map[string]bool{}
	for _, found := range findings(t, dir, esco...) {
		if known[found.FindingID] {
			continue
		}
		at := slices.IndexFunc(expected, func(w want) bool {
			return found.Rule == f.rule && strings.HasPrefix(sentence(found), severity[f.rule]+" "+f.rule+" "+w.place+" ") &&
				strings.HasPrefix(record(found), w.record) && strings.Contains(found.Message, w.message)
		})
		switch {
		case at >= 0:
			expected = slices.Delete(expected, at, at+1)
		case slices.Contains(f.also, found.Rule):
			also[found.Rule] = true
		default:
			t.Errorf("not expected: %s (%s)", sentence(found), record(found))
		}
		if (found.LineStart == nil) != (found.LineEnd == nil) || found.LineStart != nil && *found.LineEnd < *found.LineStart {
			t.Errorf("%s: the lines are no span", sentence(found))
		}
	}
	for _, w := range expected {
		t.Errorf("not found: %s %s %s (%s)", f.rule, w.place, w.message, w.record)
	}
	for _, rule := range f.also {
		if !also[rule] {
			t.Errorf("not found: a finding of %s", rule)
		}
	}
}
