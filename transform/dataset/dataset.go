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
	records  func(*Dataset) any // a pointer to the slice
	optional bool               // a release has the table only where an input gave it: the slice is not nil
}

// present reports whether a dataset has the table.
func (s slot) present(d *Dataset) bool {
	return !s.optional || !reflect.ValueOf(s.records(d)).Elem().IsNil()
}

// slots lists the tables in the order of the release contract.
var slots = []slot{
	{"source_documents", func(d *Dataset) any { return &d.SourceDocuments }, false},
	{"bands", func(d *Dataset) any { return &d.Bands }, false},
	{"scopes", func(d *Dataset) any { return &d.Scopes }, false},
	{"clusters", func(d *Dataset) any { return &d.Clusters }, false},
	{"cluster_work_types", func(d *Dataset) any { return &d.ClusterWorkTypes }, false},
	{"competencies", func(d *Dataset) any { return &d.Competencies }, false},
	{"competency_aliases", func(d *Dataset) any { return &d.CompetencyAliases }, false},
	{"competency_bands", func(d *Dataset) any { return &d.CompetencyBands }, false},
	{"competency_band_notes", func(d *Dataset) any { return &d.CompetencyBandNotes }, false},
	{"competency_rankings", func(d *Dataset) any { return &d.CompetencyRankings }, false},
	{"profiles", func(d *Dataset) any { return &d.Profiles }, false},
	{"profile_competencies", func(d *Dataset) any { return &d.ProfileCompetencies }, false},
	{"tasks", func(d *Dataset) any { return &d.Tasks }, false},
	{"profile_tasks", func(d *Dataset) any { return &d.ProfileTasks }, false},
	{"handbook_sections", func(d *Dataset) any { return &d.HandbookSections }, false},
	{"source_references", func(d *Dataset) any { return &d.SourceReferences }, false},
	{"series_titles", func(d *Dataset) any { return &d.SeriesTitles }, false},
	{"series_qualifications", func(d *Dataset) any { return &d.SeriesQualifications }, false},
	{"series_duties", func(d *Dataset) any { return &d.SeriesDuties }, false},
	{"series_page_facts", func(d *Dataset) any { return &d.SeriesPageFacts }, false},
	{"esco_occupations", func(d *Dataset) any { return &d.ESCOOccupations }, false},
	{"esco_skills", func(d *Dataset) any { return &d.ESCOSkills }, false},
	{"esco_occupation_skills", func(d *Dataset) any { return &d.ESCOOccupationSkills }, false},
	{"esco_labels", func(d *Dataset) any { return &d.ESCOLabels }, true},
	{"isco_groups", func(d *Dataset) any { return &d.ISCOGroups }, true},
	{"esco_concept_changes", func(d *Dataset) any { return &d.ESCOConceptChanges }, true},
	{"nice_categories", func(d *Dataset) any { return &d.NICECategories }, true},
	{"nice_work_roles", func(d *Dataset) any { return &d.NICEWorkRoles }, true},
	{"nice_competency_areas", func(d *Dataset) any { return &d.NICEAreas }, true},
	{"nice_statements", func(d *Dataset) any { return &d.NICEStatements }, true},
	{"nice_work_role_statements", func(d *Dataset) any { return &d.NICEWorkRoleStatements }, true},
	{"nice_area_statements", func(d *Dataset) any { return &d.NICEAreaStatements }, true},
	{"nice_task_alignments", func(d *Dataset) any { return &d.NICETaskAlignments }, true},
	{"dcwf_elements", func(d *Dataset) any { return &d.DCWFElements }, true},
	{"dcwf_work_roles", func(d *Dataset) any { return &d.DCWFWorkRoles }, true},
	{"dcwf_statements", func(d *Dataset) any { return &d.DCWFStatements }, true},
	{"dcwf_work_role_statements", func(d *Dataset) any { return &d.DCWFWorkRoleStatements }, true},
	{"crosswalk_competency_skill", func(d *Dataset) any { return &d.CompetencySkill }, false},
	{"crosswalk_profile_occupation", func(d *Dataset) any { return &d.ProfileOccupation }, false},
	{"crosswalk_title_profile", func(d *Dataset) any { return &d.TitleProfile }, false},
	{"crosswalk_task_nice", func(d *Dataset) any { return &d.TaskNICE }, true},
	{"crosswalk_task_dcwf", func(d *Dataset) any { return &d.TaskDCWF }, true},
	{"crosswalk_competency_nice", func(d *Dataset) any { return &d.CompetencyNICE }, true},
	{"crosswalk_profile_work_role", func(d *Dataset) any { return &d.ProfileWorkRole }, true},
	{"crosswalk_work_role_occupation", func(d *Dataset) any { return &d.WorkRoleOccupation }, true},
	{"crosswalk_unmatched", func(d *Dataset) any { return &d.Unmatched }, false},
	{"quality_findings", func(d *Dataset) any { return &d.Findings }, false},
	{"provenance", func(d *Dataset) any { return &d.Provenance }, false},
	{"provenance_locators", func(d *Dataset) any { return &d.Locators }, true},
	{"source_lines", func(d *Dataset) any { return &d.SourceLines }, false},
	{"withdrawn_identifiers", func(d *Dataset) any { return &d.Withdrawn }, false},
}

// slotOf returns the place of the table of a name, and whether there is such a table.
func slotOf(name string) (slot, bool) {
	i := slices.IndexFunc(slots, func(s slot) bool { return s.name == name })
	if i < 0 {
		return slot{}, false
	}
	return slots[i], true
}

// Tables returns the tables that the dataset has, in the order of the release contract.
func (d *Dataset) Tables() []Table {
	var tables []Table
	for _, s := range slots {
		if s.present(d) {
			tables = append(tables, table(s.name, s.records(d)))
		}
	}
	return tables
}

// Has reports whether the dataset has a table: one that every release has, or one that an input gave.
func (d *Dataset) Has(name string) bool {
	s, ok := slotOf(name)
	return ok && s.present(d)
}

// Records returns a pointer to the slice of a table's records, for a reader to fill.
func (d *Dataset) Records(name string) (any, bool) {
	s, ok := slotOf(name)
	if !ok {
		return nil, false
	}
	return s.records(d), true
}

// Table returns the table of a name, where the dataset has it.
func (d *Dataset) Table(name string) (Table, bool) {
	s, ok := slotOf(name)
	if !ok || !s.present(d) {
		return Table{}, false
	}
	return table(s.name, s.records(d)), true
}
