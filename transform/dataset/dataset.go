// Package dataset is the published record: one Go type for each table of a release, and the Dataset that
// holds them. It imports nothing but the standard library and knows no format.
//
// A field's csv and json tags are the column's name; the meaning of a column stands in schemas/. Nullable
// columns are pointers.
package dataset

// Info is what a release says of itself. Dates are YYYY-MM-DD.
type Info struct {
	ID, Base, Title, Description, Version, Issued string
	Language, Homepage, Publisher, Contact        string
	Keywords                                      []string
	License                                       License
	Credits                                       []string
	Sources                                       []SourceInfo
	Related                                       []Related         // official documents that the data were not read from
	MappingSets                                   map[string]string // what each reviewed mapping set says of how it was made, by name
	ESCOVersion                                   string            // of the download given to the build; empty without one
	ESCOVersionBasis                              string            // how the version is known
}

// License is the licence of the data.
type License struct{ ID, Title, URL string }

// SourceInfo is what the catalogue says of a source beyond the columns of source_documents.
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

	SourceDocuments      []SourceDocument
	Bands                []Band
	Scopes               []Scope
	Clusters             []Cluster
	ClusterWorkTypes     []ClusterWorkType
	Competencies         []Competency
	CompetencyAliases    []CompetencyAlias
	CompetencyBands      []CompetencyBand
	CompetencyBandNotes  []CompetencyBandNote
	CompetencyRankings   []CompetencyRanking
	Profiles             []Profile
	ProfileCompetencies  []ProfileCompetency
	Tasks                []Task
	ProfileTasks         []ProfileTask
	HandbookSections     []HandbookSection
	SeriesTitles         []SeriesTitle
	SeriesQualifications []SeriesQualification
	SeriesDuties         []SeriesDuty
	SeriesPageFacts      []SeriesPageFact
	ESCOOccupations      []ESCOOccupation
	ESCOSkills           []ESCOSkill
	ESCOOccupationSkills []ESCOOccupationSkill
	CompetencySkill      []CompetencySkill
	ProfileOccupation    []ProfileOccupation
	TitleProfile         []TitleProfile
	Unmatched            []Unmatched
	Findings             []Finding
	Provenance           []Provenance
	SourceLines          []SourceLine
	Withdrawn            []Withdrawn
}

// slot is the place of a table's records.
type slot struct {
	name    string
	records any // a pointer to the slice
}

// slots lists the tables in the order of the release contract.
func (d *Dataset) slots() []slot {
	return []slot{
		{"source_documents", &d.SourceDocuments},
		{"bands", &d.Bands},
		{"scopes", &d.Scopes},
		{"clusters", &d.Clusters},
		{"cluster_work_types", &d.ClusterWorkTypes},
		{"competencies", &d.Competencies},
		{"competency_aliases", &d.CompetencyAliases},
		{"competency_bands", &d.CompetencyBands},
		{"competency_band_notes", &d.CompetencyBandNotes},
		{"competency_rankings", &d.CompetencyRankings},
		{"profiles", &d.Profiles},
		{"profile_competencies", &d.ProfileCompetencies},
		{"tasks", &d.Tasks},
		{"profile_tasks", &d.ProfileTasks},
		{"handbook_sections", &d.HandbookSections},
		{"series_titles", &d.SeriesTitles},
		{"series_qualifications", &d.SeriesQualifications},
		{"series_duties", &d.SeriesDuties},
		{"series_page_facts", &d.SeriesPageFacts},
		{"esco_occupations", &d.ESCOOccupations},
		{"esco_skills", &d.ESCOSkills},
		{"esco_occupation_skills", &d.ESCOOccupationSkills},
		{"crosswalk_competency_skill", &d.CompetencySkill},
		{"crosswalk_profile_occupation", &d.ProfileOccupation},
		{"crosswalk_title_profile", &d.TitleProfile},
		{"crosswalk_unmatched", &d.Unmatched},
		{"quality_findings", &d.Findings},
		{"provenance", &d.Provenance},
		{"source_lines", &d.SourceLines},
		{"withdrawn_identifiers", &d.Withdrawn},
	}
}

// Tables returns the tables in the order of the release contract.
func (d *Dataset) Tables() []Table {
	var tables []Table
	for _, s := range d.slots() {
		tables = append(tables, table(s))
	}
	return tables
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

// Table returns the table of a name.
func (d *Dataset) Table(name string) (Table, bool) {
	for _, s := range d.slots() {
		if s.name == name {
			return table(s), true
		}
	}
	return Table{}, false
}
