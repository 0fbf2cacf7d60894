package schemas

import (
	"slices"
	"strings"
	"testing"
)

// contract is the page of the release contract about tables, copied by hand: PK marks the primary key,
// > a foreign key, ? a nullable column; a type follows where it is not text.
const contract = `
source_documents: source_id PK, kind, title, publisher, path, bytes int, lines int ?, sha256, rights, attribution
bands: band_id PK, name, gs_min int, gs_max int, position int
scopes: scope_id PK, name, cluster_id > ?
clusters: cluster_id PK, name, definition, profile_summary, position int
cluster_work_types: cluster_id PK >, position int PK, statement
competencies: competency_id PK, kind, name, definition ?, note ?, listed bool, position int
competency_aliases: competency_id PK >, alias PK, kind
competency_bands: scope_id PK >, competency_id PK >, band_id PK >, important bool, marker ?
competency_band_notes: scope_id PK >, competency_id PK >, band_id PK >, note
competency_rankings: scope_id PK >, competency_id PK >, current_rank int ?, future_rank int ?, rank_change int ?, trend ?
profiles: profile_id PK, name, cluster_id > ?, summary ?, position int
profile_competencies: profile_id PK >, competency_id PK >, profile_position int
tasks: task_id PK, statement, kind
profile_tasks: profile_id PK >, task_id PK >, task_position int
handbook_sections: section_id PK, parent_id > ?, level int, title, toc_page int ?, line_start int, line_end int, text ?
source_references: reference_id PK, kind, title, url ?, section_id > ?, line_start int, line_end int
series_titles: title_id PK, series, title, parenthetical_name ?, parenthetical_code ?, role, position int
series_qualifications: series PK, alternative PK, grades, gs_min int, gs_max int, education_or_experience_required bool, statement
series_duties: series PK, position int PK, statement
series_page_facts: series PK, fact PK, value
esco_occupations: occupation_uri PK, code, isco_group, preferred_label, description ?, source_id > ?
esco_skills: skill_uri PK, preferred_label, skill_type, reuse_level ?, description ?, tags list ?, esco_version ?
esco_occupation_skills: occupation_uri PK >, skill_uri PK >, relation PK, position int
esco_labels: concept_uri PK, language PK, kind PK, label PK
isco_groups: isco_group PK, name
esco_concept_changes: concept_uri PK, to_version PK, change PK, from_version, old ?, new ?
nice_categories: nice_category_id PK, name, definition
nice_work_roles: work_role_id PK, nice_category_id >, name, definition, opm_codes list ?
nice_competency_areas: nice_area_id PK, name, definition
nice_statements: nice_statement_id PK, kind, statement
nice_work_role_statements: work_role_id PK >, nice_statement_id PK >
nice_area_statements: nice_area_id PK >, nice_statement_id PK >
nice_task_alignments: work_role_id PK >, nice_task_id PK >, nice_statement_id PK >
dcwf_elements: element_id PK, name, definition
dcwf_work_roles: dcwf_code PK, element_id >, name, definition, work_role_id > ?
dcwf_statements: dcwf_statement_id PK, kind, statement
dcwf_work_role_statements: dcwf_code PK >, dcwf_statement_id PK >, requirement
crosswalk_competency_skill: competency_id PK >, skill_uri PK >, predicate, skill_label, skill_type, recommended bool, confidence number ?, justification, review_status, reviewer ?, esco_version ?, comment ?
crosswalk_profile_occupation: profile_id PK >, occupation_uri PK >, predicate, occupation_label, recommended bool, confidence number ?, justification, review_status, reviewer ?, esco_version ?, comment ?
crosswalk_title_profile: title_id PK >, profile_id PK >, predicate, recommended bool, confidence number ?, justification, review_status, reviewer ?, comment ?
crosswalk_task_nice: task_id PK >, nice_statement_id PK >, predicate, evidence, recommended bool, confidence number ?, justification, review_status, reviewer ?, comment ?
crosswalk_task_dcwf: task_id PK >, dcwf_statement_id PK >, predicate, evidence, recommended bool, confidence number ?, justification, review_status, reviewer ?, comment ?
crosswalk_competency_nice: competency_id PK >, object_id PK, object_kind, predicate, recommended bool, confidence number ?, justification, review_status, reviewer ?, comment ?
crosswalk_profile_work_role: profile_id PK >, work_role_id PK >, predicate, shared_tasks int, recommended bool, confidence number ?, justification, review_status, reviewer ?, comment ?
crosswalk_work_role_occupation: work_role_id PK >, occupation_uri PK >, predicate, recommended bool, confidence number ?, justification, review_status, reviewer ?, esco_version ?, comment ?
crosswalk_unmatched: subject_table PK, subject_id PK, target PK, justification, reviewer ?, esco_version ?, comment
quality_findings: finding_id PK, rule, severity, table_name ?, record_key ?, source_id > ?, line_start int ?, line_end int ?, message
provenance: table_name PK, record_key PK, source_id PK >, line_start int PK, line_end int
provenance_locators: table_name PK, record_key PK, source_id PK >, locator PK
source_lines: source_id PK >, line int PK, class
withdrawn_identifiers: table_name PK, record_key PK, replaced_by ?, version, reason
`

// contractEnums are the value lists that the contract fixes; for the others it names no list.
var contractEnums = map[string]string{
	"source_documents.kind":                    "fwci-handbook|job-series-page|esco-occupation-page|nice-framework|nice-workbook|dcwf-work-role-tool",
	"bands.band_id":                            "entry|intermediate|journey|senior",
	"competencies.kind":                        "general|technical",
	"competency_aliases.kind":                  "source_variant|acronym|expansion",
	"competency_bands.band_id":                 "entry|intermediate|journey|senior",
	"competency_rankings.trend":                "rises|falls|same|enters|leaves",
	"tasks.kind":                               "general|technical",
	"series_titles.role":                       "specialist|lead|supervisory",
	"esco_skills.skill_type":                   "knowledge|skill/competence",
	"esco_skills.reuse_level":                  "occupation-specific|sector-specific|cross-sector|transversal",
	"esco_occupation_skills.relation":          "essential|optional",
	"esco_labels.kind":                         "preferred|alternative|hidden",
	"esco_concept_changes.change":              "removed|relabelled|recoded|redescribed",
	"crosswalk_competency_skill.predicate":     "exactMatch|closeMatch|broadMatch|narrowMatch|relatedMatch",
	"crosswalk_title_profile.predicate":        "exactMatch|closeMatch|broadMatch|narrowMatch|relatedMatch",
	"crosswalk_profile_occupation.predicate":   "exactMatch|closeMatch|broadMatch|narrowMatch|relatedMatch",
	"crosswalk_competency_skill.review_status": "person|model|suggested",
	"crosswalk_unmatched.target":               "esco-skill|esco-occupation|fwci-profile|nice-statement|nice-work-role",
	"nice_statements.kind":                     "task|knowledge|skill",
	"dcwf_statements.kind":                     "task|knowledge|skill|ability",
	"dcwf_work_role_statements.requirement":    "core|additional|unmarked",
	"crosswalk_task_nice.evidence":             "identical|nearly-identical|judged",
	"crosswalk_competency_nice.object_kind":    "nice-statement|nice-area",
	"quality_findings.severity":                "error|warning|info",
	"source_lines.class":                       "data|heading|repeated_header|toc|note|narrative|boilerplate|blank",
}

func TestTablesAreThoseOfTheContract(t *testing.T) {
	var got []string
	for _, table := range Tables() {
		got = append(got, contractLine(table))
	}
	want := strings.Split(strings.TrimSpace(contract), "\n")
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(want):
			t.Errorf("not in the contract: %s", got[i])
		case i >= len(got):
			t.Errorf("missing: %s", want[i])
		case got[i] != want[i]:
			t.Errorf("table %d\n got %s\nwant %s", i+1, got[i], want[i])
		}
	}
	if len(want) != 51 {
		t.Errorf("the contract has %d tables, counted 29 by hand, one for the register of withdrawn identifiers, one for references, three that need an ESCO download, and 17 for NICE and the DCWF", len(want))
	}
}

// contractLine writes a table in the notation of contract.
func contractLine(table Table) string {
	short := map[Type]string{Integer: " int", Boolean: " bool", Number: " number", List: " list"}
	var columns []string
	for _, c := range table.Columns {
		word := c.Name + short[c.Type]
		if table.KeyColumn(c.Name) {
			word += " PK"
		}
		if table.refers(c.Name) {
			word += " >"
		}
		if c.Nullable {
			word += " ?"
		}
		columns = append(columns, word)
	}
	return table.Name + ": " + strings.Join(columns, ", ")
}

func TestEnumsAreThoseOfTheContract(t *testing.T) {
	for place, values := range contractEnums {
		name, column, _ := strings.Cut(place, ".")
		table, _ := Lookup(name)
		c, ok := table.Column(column)
		if !ok || !slices.Equal(c.Enum, strings.Split(values, "|")) {
			t.Errorf("%s allows %q, want %s", place, c.Enum, values)
		}
	}
}

// The tables that a release has only with an input that not every build has.
func TestTablesThatNeedAnInput(t *testing.T) {
	var names []string
	for _, table := range Tables() {
		if table.Needs != "" {
			names = append(names, table.Name+": "+table.Needs)
		}
	}
	const nice, workbook, dcwf = "the NICE Framework, as the CPRT export", "NIST's workbook of the NICE Framework", "the DCWF Work Role Tool"
	want := []string{
		"esco_labels: an ESCO download", "isco_groups: an ESCO download", "esco_concept_changes: an ESCO download",
		"nice_categories: " + nice, "nice_work_roles: " + nice, "nice_competency_areas: " + nice, "nice_statements: " + nice, "nice_work_role_statements: " + nice,
		"nice_area_statements: " + workbook, "nice_task_alignments: " + workbook,
		"dcwf_elements: " + dcwf, "dcwf_work_roles: " + dcwf, "dcwf_statements: " + dcwf, "dcwf_work_role_statements: " + dcwf,
		"crosswalk_task_nice: " + nice, "crosswalk_task_dcwf: " + dcwf, "crosswalk_competency_nice: " + nice, "crosswalk_profile_work_role: " + nice, "crosswalk_work_role_occupation: " + nice,
		"provenance_locators: a source that is not a text file",
	}
	if !slices.Equal(names, want) {
		t.Errorf("tables that need an input: %q; expected %q", names, want)
	}
	present := Present(func(name string) bool { return name == "isco_groups" })
	if len(present) != 32 || !slices.ContainsFunc(present, func(t Table) bool { return t.Name == "isco_groups" }) {
		t.Errorf("%d tables are present; expected the 31 of every release and one", len(present))
	}
}
