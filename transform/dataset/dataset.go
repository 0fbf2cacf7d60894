// Package dataset is the published record: one Go type for each table of a release, and the Dataset that
// holds them. It imports nothing but the standard library and knows no format.
//
// A field's csv and json tags are the column's name; the meaning of a column is in schemas/. Nullable
// columns are pointers.
package dataset

import (
	"reflect"
	"slices"
)

// Info is what a release says of itself. Dates are YYYY-MM-DD.
type Info struct {
	ID, Base, Title, Description, Version, Issued string
	Language, Homepage, Publisher, Contact        string
	ReleaseURL                                    string // the folder on the web that holds the release; ends in "/"
	Keywords                                      []string
	License                                       License
	Credits                                       []string
	Sources                                       []SourceInfo
	Related                                       []Related         // official documents that the data were not read from
	MappingSets                                   map[string]string // what each reviewed mapping set says of how it was made, by name
	ESCOVersion                                   string            // of the download given to the build; empty without one
	ESCOVersionBasis                              string            // how the version is known
	ESCOLanguage                                  string            // of that download, where it is another than the dataset's
}

// License is the license of the data.
type License struct{ ID, Title, URL string }

// SourceInfo is what the catalog says of a source beyond the columns of source_documents.
type SourceInfo struct {
	ID, Kind, Title, Publisher, Language, Rights, Attribution, URL, Retrieved, SHA256 string
}

// Related is an official document about the subject that the data were not read from.
type Related struct {
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
}

// A Dataset is every table of a release.
type Dataset struct {
	Info Info

	SourceDocuments        []SourceDocument
	Bands                  []Band
	Scopes                 []Scope
	Clusters               []Cluster
	ClusterWorkTypes       []ClusterWorkType
	Competencies           []Competency
	CompetencyAliases      []CompetencyAlias
	CompetencyBands        []CompetencyBand
	CompetencyBandNotes    []CompetencyBandNote
	CompetencyRankings     []CompetencyRanking
	Profiles               []Profile
	ProfileCompetencies    []ProfileCompetency
	Tasks                  []Task
	ProfileTasks           []ProfileTask
	HandbookSections       []HandbookSection
	SourceReferences       []SourceReference
	SeriesTitles           []SeriesTitle
	SeriesQualifications   []SeriesQualification
	SeriesDuties           []SeriesDuty
	SeriesPageFacts        []SeriesPageFact
	ESCOOccupations        []ESCOOccupation
	ESCOSkills             []ESCOSkill
	ESCOOccupationSkills   []ESCOOccupationSkill
	ESCOLabels             []ESCOLabel             // nil without an ESCO download
	ISCOGroups             []ISCOGroup             // nil without an ESCO download that names them
	ESCOConceptChanges     []ESCOConceptChange     // nil without an ESCO download of known version
	NICECategories         []NICECategory          // nil without the NICE Framework
	NICEWorkRoles          []NICEWorkRole          // nil without the NICE Framework
	NICEAreas              []NICEArea              // nil without the NICE Framework
	NICEStatements         []NICEStatement         // nil without the NICE Framework
	NICEWorkRoleStatements []NICEWorkRoleStatement // nil without the NICE Framework
	NICEAreaStatements     []NICEAreaStatement     // nil without the NICE Framework
	NICETaskAlignments     []NICETaskAlignment     // nil without the NICE Framework
	DCWFElements           []DCWFElement           // nil without the DCWF
	DCWFWorkRoles          []DCWFWorkRole          // nil without the DCWF
	DCWFStatements         []DCWFStatement         // nil without the DCWF
	DCWFWorkRoleStatements []DCWFWorkRoleStatement // nil without the DCWF
	CompetencySkill        []CompetencySkill
	ProfileOccupation      []ProfileOccupation
	TitleProfile           []TitleProfile
	TaskNICE               []TaskNICE           // nil without the framework
	TaskDCWF               []TaskDCWF           // nil without the framework
	CompetencyNICE         []CompetencyNICE     // nil without the framework
	ProfileWorkRole        []ProfileWorkRole    // nil without the framework
	WorkRoleOccupation     []WorkRoleOccupation // nil without the framework
	Unmatched              []Unmatched
	Findings               []Finding
	Provenance             []Provenance
	Locators               []ProvenanceLocator // nil without a source that is not a text
	SourceLines            []SourceLine
	Withdrawn              []Withdrawn
}

// slot is the place of a table's records.
type slot struct {
	name     string
	records  any  // a pointer to the slice
	optional bool // a release has the table only where an input gave it: the slice is not nil
}

// present reports whether the dataset has the table.
func (s slot) present() bool { return !s.optional || !reflect.ValueOf(s.records).Elem().IsNil() }

// slots lists the tables in the order of the release contract.
func (d *Dataset) slots() []slot {
	return []slot{
		{"source_documents", &d.SourceDocuments, false},
		{"bands", &d.Bands, false},
		{"scopes", &d.Scopes, false},
		{"clusters", &d.Clusters, false},
		{"cluster_work_types", &d.ClusterWorkTypes, false},
		{"competencies", &d.Competencies, false},
		{"competency_aliases", &d.CompetencyAliases, false},
		{"competency_bands", &d.CompetencyBands, false},
		{"competency_band_notes", &d.CompetencyBandNotes, false},
		{"competency_rankings", &d.CompetencyRankings, false},
		{"profiles", &d.Profiles, false},
		{"profile_competencies", &d.ProfileCompetencies, false},
		{"tasks", &d.Tasks, false},
		{"profile_tasks", &d.ProfileTasks, false},
		{"handbook_sections", &d.HandbookSections, false},
		{"source_references", &d.SourceReferences, false},
		{"series_titles", &d.SeriesTitles, false},
		{"series_qualifications", &d.SeriesQualifications, false},
		{"series_duties", &d.SeriesDuties, false},
		{"series_page_facts", &d.SeriesPageFacts, false},
		{"esco_occupations", &d.ESCOOccupations, false},
		{"esco_skills", &d.ESCOSkills, false},
		{"esco_occupation_skills", &d.ESCOOccupationSkills, false},
		{"esco_labels", &d.ESCOLabels, true},
		{"isco_groups", &d.ISCOGroups, true},
		{"esco_concept_changes", &d.ESCOConceptChanges, true},
		{"nice_categories", &d.NICECategories, true},
		{"nice_work_roles", &d.NICEWorkRoles, true},
		{"nice_competency_areas", &d.NICEAreas, true},
		{"nice_statements", &d.NICEStatements, true},
		{"nice_work_role_statements", &d.NICEWorkRoleStatements, true},
		{"nice_area_statements", &d.NICEAreaStatements, true},
		{"nice_task_alignments", &d.NICETaskAlignments, true},
		{"dcwf_elements", &d.DCWFElements, true},
		{"dcwf_work_roles", &d.DCWFWorkRoles, true},
		{"dcwf_statements", &d.DCWFStatements, true},
		{"dcwf_work_role_statements", &d.DCWFWorkRoleStatements, true},
		{"crosswalk_competency_skill", &d.CompetencySkill, false},
		{"crosswalk_profile_occupation", &d.ProfileOccupation, false},
		{"crosswalk_title_profile", &d.TitleProfile, false},
		{"crosswalk_task_nice", &d.TaskNICE, true},
		{"crosswalk_task_dcwf", &d.TaskDCWF, true},
		{"crosswalk_competency_nice", &d.CompetencyNICE, true},
		{"crosswalk_profile_work_role", &d.ProfileWorkRole, true},
		{"crosswalk_work_role_occupation", &d.WorkRoleOccupation, true},
		{"crosswalk_unmatched", &d.Unmatched, false},
		{"quality_findings", &d.Findings, false},
		{"provenance", &d.Provenance, false},
		{"provenance_locators", &d.Locators, true},
		{"source_lines", &d.SourceLines, false},
		{"withdrawn_identifiers", &d.Withdrawn, false},
	}
}

// Tables returns the tables that the dataset has, in the order of the release contract.
func (d *Dataset) Tables() []Table {
	var tables []Table
	for _, s := range d.slots() {
		if s.present() {
			tables = append(tables, table(s))
		}
	}
	return tables
}

// Has reports whether the dataset has a table: one that every release has, or one that an input gave.
func (d *Dataset) Has(name string) bool {
	return slices.ContainsFunc(d.slots(), func(s slot) bool { return s.name == name && s.present() })
}

// Records returns a pointer to the slice of a table's records, for a reader to fill.
func (d *Dataset) Records(name string) (any, bool) {
	for _, s := range d.slots() {
		if s.name == name {
			return s.records, true
		}
	}
	return nil, false
}

// Table returns the table of a name, where the dataset has it.
func (d *Dataset) Table(name string) (Table, bool) {
	for _, s := range d.slots() {
		if s.name == name && s.present() {
			return table(s), true
		}
	}
	return Table{}, false
}
