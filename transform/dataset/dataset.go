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
	ESCOVersion                                   string // of the download given to the build; empty without one
	ESCOVersionBasis                              string // how the version is known
}

// License is the licence of the data.
type License struct{ ID, Title, URL string }

// SourceInfo is what the catalogue says of a source beyond the columns of source_documents.
type SourceInfo struct {
	ID, Kind, Title, Publisher, Language, Rights, Attribution, URL, Retrieved, SHA256 string
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
}

// Tables returns the tables in the order of the release contract.
func (d *Dataset) Tables() []Table {
	return []Table{
		table("source_documents", d.SourceDocuments),
		table("bands", d.Bands),
		table("scopes", d.Scopes),
		table("clusters", d.Clusters),
		table("cluster_work_types", d.ClusterWorkTypes),
		table("competencies", d.Competencies),
		table("competency_aliases", d.CompetencyAliases),
		table("competency_bands", d.CompetencyBands),
		table("competency_band_notes", d.CompetencyBandNotes),
		table("competency_rankings", d.CompetencyRankings),
		table("profiles", d.Profiles),
		table("profile_competencies", d.ProfileCompetencies),
		table("tasks", d.Tasks),
		table("profile_tasks", d.ProfileTasks),
		table("handbook_sections", d.HandbookSections),
		table("series_titles", d.SeriesTitles),
		table("series_qualifications", d.SeriesQualifications),
		table("series_duties", d.SeriesDuties),
		table("series_page_facts", d.SeriesPageFacts),
		table("esco_occupations", d.ESCOOccupations),
		table("esco_skills", d.ESCOSkills),
		table("esco_occupation_skills", d.ESCOOccupationSkills),
		table("crosswalk_competency_skill", d.CompetencySkill),
		table("crosswalk_profile_occupation", d.ProfileOccupation),
		table("crosswalk_title_profile", d.TitleProfile),
		table("crosswalk_unmatched", d.Unmatched),
		table("quality_findings", d.Findings),
		table("provenance", d.Provenance),
		table("source_lines", d.SourceLines),
	}
}

// Table returns the table of a name.
func (d *Dataset) Table(name string) (Table, bool) {
	for _, t := range d.Tables() {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}
