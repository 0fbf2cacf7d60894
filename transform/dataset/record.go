package dataset

// A SourceDocument is one document the release was made from.
type SourceDocument struct {
	SourceID    string `csv:"source_id" json:"source_id"`
	Kind        string `csv:"kind" json:"kind"`
	Title       string `csv:"title" json:"title"`
	Publisher   string `csv:"publisher" json:"publisher"`
	Path        string `csv:"path" json:"path"`
	Bytes       int    `csv:"bytes" json:"bytes"`
	Lines       *int   `csv:"lines" json:"lines"`
	SHA256      string `csv:"sha256" json:"sha256"`
	Rights      string `csv:"rights" json:"rights"`
	Attribution string `csv:"attribution" json:"attribution"`
}

// A Band is a career band with its General Schedule grades.
type Band struct {
	BandID   string `csv:"band_id" json:"band_id"`
	Name     string `csv:"name" json:"name"`
	GSMin    int    `csv:"gs_min" json:"gs_min"`
	GSMax    int    `csv:"gs_max" json:"gs_max"`
	Position int    `csv:"position" json:"position"`
}

// A Scope is what a band table or a ranking speaks of: all work of the series, or a cluster.
type Scope struct {
	ScopeID   string  `csv:"scope_id" json:"scope_id"`
	Name      string  `csv:"name" json:"name"`
	ClusterID *string `csv:"cluster_id" json:"cluster_id"`
}

// A Cluster is one of the clusters of work.
type Cluster struct {
	ClusterID      string `csv:"cluster_id" json:"cluster_id"`
	Name           string `csv:"name" json:"name"`
	Definition     string `csv:"definition" json:"definition"`
	ProfileSummary string `csv:"profile_summary" json:"profile_summary"`
	Position       int    `csv:"position" json:"position"`
}

// A ClusterWorkType is a type of work of a cluster.
type ClusterWorkType struct {
	ClusterID string `csv:"cluster_id" json:"cluster_id"`
	Position  int    `csv:"position" json:"position"`
	Statement string `csv:"statement" json:"statement"`
}

// A Competency is one that any table of the handbook names.
type Competency struct {
	CompetencyID string  `csv:"competency_id" json:"competency_id"`
	Kind         string  `csv:"kind" json:"kind"`
	Name         string  `csv:"name" json:"name"`
	Definition   *string `csv:"definition" json:"definition"`
	Note         *string `csv:"note" json:"note"`
	Listed       bool    `csv:"listed" json:"listed"`
	Position     int     `csv:"position" json:"position"`
}

// A CompetencyAlias is another way to write a competency's name.
type CompetencyAlias struct {
	CompetencyID string `csv:"competency_id" json:"competency_id"`
	Alias        string `csv:"alias" json:"alias"`
	Kind         string `csv:"kind" json:"kind"`
}

// A CompetencyBand says whether a competency is important at a band.
type CompetencyBand struct {
	ScopeID      string  `csv:"scope_id" json:"scope_id"`
	CompetencyID string  `csv:"competency_id" json:"competency_id"`
	BandID       string  `csv:"band_id" json:"band_id"`
	Important    bool    `csv:"important" json:"important"`
	Marker       *string `csv:"marker" json:"marker"`
}

// A CompetencyBandNote is what a footnote says of a cell.
type CompetencyBandNote struct {
	ScopeID      string `csv:"scope_id" json:"scope_id"`
	CompetencyID string `csv:"competency_id" json:"competency_id"`
	BandID       string `csv:"band_id" json:"band_id"`
	Note         string `csv:"note" json:"note"`
}

// A CompetencyRanking gives the current and future importance rank of a competency.
type CompetencyRanking struct {
	ScopeID      string  `csv:"scope_id" json:"scope_id"`
	CompetencyID string  `csv:"competency_id" json:"competency_id"`
	CurrentRank  *int    `csv:"current_rank" json:"current_rank"`
	FutureRank   *int    `csv:"future_rank" json:"future_rank"`
	RankChange   *int    `csv:"rank_change" json:"rank_change"`
	Trend        *string `csv:"trend" json:"trend"`
}

// The values of CompetencyRanking.Trend.
const (
	Rises  = "rises"
	Falls  = "falls"
	Same   = "same"
	Enters = "enters" // not ranked now, ranked in the future
	Leaves = "leaves" // ranked now, not ranked in the future
)

// Direction returns the trend that the two ranks give, nil where neither is given. Rank 1 is the most
// important, so a smaller future rank is a rise.
func (r CompetencyRanking) Direction() *string {
	trend := Same
	switch {
	case r.CurrentRank == nil && r.FutureRank == nil:
		return nil
	case r.CurrentRank == nil:
		trend = Enters
	case r.FutureRank == nil:
		trend = Leaves
	case *r.FutureRank < *r.CurrentRank:
		trend = Rises
	case *r.FutureRank > *r.CurrentRank:
		trend = Falls
	}
	return &trend
}

// A Profile is an occupational profile: of the series or of a specialty.
type Profile struct {
	ProfileID string  `csv:"profile_id" json:"profile_id"`
	Name      string  `csv:"name" json:"name"`
	ClusterID *string `csv:"cluster_id" json:"cluster_id"`
	Summary   *string `csv:"summary" json:"summary"`
	Position  int     `csv:"position" json:"position"`
}

// A ProfileCompetency is a competency that a profile names as important.
type ProfileCompetency struct {
	ProfileID    string `csv:"profile_id" json:"profile_id"`
	CompetencyID string `csv:"competency_id" json:"competency_id"`
	Position     int    `csv:"profile_position" json:"profile_position"`
}

// A Task is a statement of work.
type Task struct {
	TaskID    string `csv:"task_id" json:"task_id"`
	Statement string `csv:"statement" json:"statement"`
	Kind      string `csv:"kind" json:"kind"`
}

// A ProfileTask is a task that a profile names as important.
type ProfileTask struct {
	ProfileID string `csv:"profile_id" json:"profile_id"`
	TaskID    string `csv:"task_id" json:"task_id"`
	Position  int    `csv:"task_position" json:"task_position"`
}

// A HandbookSection is a heading of the handbook with its prose.
type HandbookSection struct {
	SectionID string  `csv:"section_id" json:"section_id"`
	ParentID  *string `csv:"parent_id" json:"parent_id"`
	Level     int     `csv:"level" json:"level"`
	Title     string  `csv:"title" json:"title"`
	TOCPage   *int    `csv:"toc_page" json:"toc_page"`
	LineStart int     `csv:"line_start" json:"line_start"`
	LineEnd   int     `csv:"line_end" json:"line_end"`
	Text      *string `csv:"text" json:"text"`
}

// A SeriesTitle is a position title of the series.
type SeriesTitle struct {
	TitleID           string  `csv:"title_id" json:"title_id"`
	Series            string  `csv:"series" json:"series"`
	Title             string  `csv:"title" json:"title"`
	ParentheticalName *string `csv:"parenthetical_name" json:"parenthetical_name"`
	ParentheticalCode *string `csv:"parenthetical_code" json:"parenthetical_code"`
	Role              string  `csv:"role" json:"role"`
	Position          int     `csv:"position" json:"position"`
}

// A SeriesQualification is one of the ways to qualify.
type SeriesQualification struct {
	Series                        string `csv:"series" json:"series"`
	Alternative                   string `csv:"alternative" json:"alternative"`
	Grades                        string `csv:"grades" json:"grades"`
	GSMin                         int    `csv:"gs_min" json:"gs_min"`
	GSMax                         int    `csv:"gs_max" json:"gs_max"`
	EducationOrExperienceRequired bool   `csv:"education_or_experience_required" json:"education_or_experience_required"`
	Statement                     string `csv:"statement" json:"statement"`
}

// A SeriesDuty is a duty that the page lists.
type SeriesDuty struct {
	Series    string `csv:"series" json:"series"`
	Position  int    `csv:"position" json:"position"`
	Statement string `csv:"statement" json:"statement"`
}

// A SeriesPageFact is a single fact of the page.
type SeriesPageFact struct {
	Series string `csv:"series" json:"series"`
	Fact   string `csv:"fact" json:"fact"`
	Value  string `csv:"value" json:"value"`
}

// An ESCOOccupation is an ESCO occupation that a page or a mapping names.
type ESCOOccupation struct {
	OccupationURI  string  `csv:"occupation_uri" json:"occupation_uri"`
	Code           string  `csv:"code" json:"code"`
	ISCOGroup      string  `csv:"isco_group" json:"isco_group"`
	PreferredLabel string  `csv:"preferred_label" json:"preferred_label"`
	Description    *string `csv:"description" json:"description"`
	SourceID       *string `csv:"source_id" json:"source_id"`
}

// An ESCOSkill is an ESCO knowledge or skill concept that a page or a mapping names.
type ESCOSkill struct {
	SkillURI       string  `csv:"skill_uri" json:"skill_uri"`
	PreferredLabel string  `csv:"preferred_label" json:"preferred_label"`
	SkillType      string  `csv:"skill_type" json:"skill_type"`
	ReuseLevel     *string `csv:"reuse_level" json:"reuse_level"`
	Description    *string `csv:"description" json:"description"`
	Tags           List    `csv:"tags" json:"tags"`
	ESCOVersion    *string `csv:"esco_version" json:"esco_version"`
}

// An ESCOOccupationSkill relates an occupation to a concept.
type ESCOOccupationSkill struct {
	OccupationURI string `csv:"occupation_uri" json:"occupation_uri"`
	SkillURI      string `csv:"skill_uri" json:"skill_uri"`
	Relation      string `csv:"relation" json:"relation"`
	Position      int    `csv:"position" json:"position"`
}

// An ESCOLabel is a label of an ESCO concept.
type ESCOLabel struct {
	ConceptURI string `csv:"concept_uri" json:"concept_uri"`
	Language   string `csv:"language" json:"language"`
	Kind       string `csv:"kind" json:"kind"`
	Label      string `csv:"label" json:"label"`
}

// An ISCOGroup is a group of the International Standard Classification of Occupations.
type ISCOGroup struct {
	ISCOGroup string `csv:"isco_group" json:"isco_group"`
	Name      string `csv:"name" json:"name"`
}

// An ESCOConceptChange is a difference of an ESCO concept between two versions.
type ESCOConceptChange struct {
	ConceptURI  string  `csv:"concept_uri" json:"concept_uri"`
	ToVersion   string  `csv:"to_version" json:"to_version"`
	Change      string  `csv:"change" json:"change"`
	FromVersion string  `csv:"from_version" json:"from_version"`
	Old         *string `csv:"old" json:"old"`
	New         *string `csv:"new" json:"new"`
}

// A NICECategory is a group of work roles of the NICE Framework.
type NICECategory struct {
	CategoryID string `csv:"nice_category_id" json:"nice_category_id"`
	Name       string `csv:"name" json:"name"`
	Definition string `csv:"definition" json:"definition"`
}

// A NICEWorkRole is a work role of the NICE Framework.
type NICEWorkRole struct {
	WorkRoleID string `csv:"work_role_id" json:"work_role_id"`
	CategoryID string `csv:"nice_category_id" json:"nice_category_id"`
	Name       string `csv:"name" json:"name"`
	Definition string `csv:"definition" json:"definition"`
	OPMCodes   List   `csv:"opm_codes" json:"opm_codes"`
}

// A NICEArea is a competency area of the NICE Framework.
type NICEArea struct {
	AreaID     string `csv:"nice_area_id" json:"nice_area_id"`
	Name       string `csv:"name" json:"name"`
	Definition string `csv:"definition" json:"definition"`
}

// A NICEStatement is a task, knowledge or skill statement of the NICE Framework.
type NICEStatement struct {
	StatementID string `csv:"nice_statement_id" json:"nice_statement_id"`
	Kind        string `csv:"kind" json:"kind"`
	Statement   string `csv:"statement" json:"statement"`
}

// A NICEWorkRoleStatement says that a work role has a statement.
type NICEWorkRoleStatement struct {
	WorkRoleID  string `csv:"work_role_id" json:"work_role_id"`
	StatementID string `csv:"nice_statement_id" json:"nice_statement_id"`
}

// A NICEAreaStatement says that a competency area has a statement.
type NICEAreaStatement struct {
	AreaID      string `csv:"nice_area_id" json:"nice_area_id"`
	StatementID string `csv:"nice_statement_id" json:"nice_statement_id"`
}

// A NICETaskAlignment says that a task of a work role needs a knowledge or a skill.
type NICETaskAlignment struct {
	WorkRoleID  string `csv:"work_role_id" json:"work_role_id"`
	TaskID      string `csv:"nice_task_id" json:"nice_task_id"`
	StatementID string `csv:"nice_statement_id" json:"nice_statement_id"`
}

// A DCWFElement is a group of work roles of the DoD Cyber Workforce Framework.
type DCWFElement struct {
	ElementID  string `csv:"element_id" json:"element_id"`
	Name       string `csv:"name" json:"name"`
	Definition string `csv:"definition" json:"definition"`
}

// A DCWFWorkRole is a work role of the DoD Cyber Workforce Framework.
type DCWFWorkRole struct {
	Code       string  `csv:"dcwf_code" json:"dcwf_code"`
	ElementID  string  `csv:"element_id" json:"element_id"`
	Name       string  `csv:"name" json:"name"`
	Definition string  `csv:"definition" json:"definition"`
	WorkRoleID *string `csv:"work_role_id" json:"work_role_id"`
}

// A DCWFStatement is a task, knowledge, skill or ability of the DoD Cyber Workforce Framework.
type DCWFStatement struct {
	StatementID string `csv:"dcwf_statement_id" json:"dcwf_statement_id"`
	Kind        string `csv:"kind" json:"kind"`
	Statement   string `csv:"statement" json:"statement"`
}

// A DCWFWorkRoleStatement says that a work role has a statement.
type DCWFWorkRoleStatement struct {
	Code        string `csv:"dcwf_code" json:"dcwf_code"`
	StatementID string `csv:"dcwf_statement_id" json:"dcwf_statement_id"`
	Requirement string `csv:"requirement" json:"requirement"`
}

// A TaskNICE maps a task to a statement of the NICE Framework.
type TaskNICE struct {
	TaskID        string   `csv:"task_id" json:"task_id"`
	StatementID   string   `csv:"nice_statement_id" json:"nice_statement_id"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	Evidence      string   `csv:"evidence" json:"evidence"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// A TaskDCWF maps a task to a statement of the DoD Cyber Workforce Framework.
type TaskDCWF struct {
	TaskID        string   `csv:"task_id" json:"task_id"`
	StatementID   string   `csv:"dcwf_statement_id" json:"dcwf_statement_id"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	Evidence      string   `csv:"evidence" json:"evidence"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// A CompetencyNICE maps a competency to a statement or a competency area of the NICE Framework.
type CompetencyNICE struct {
	CompetencyID  string   `csv:"competency_id" json:"competency_id"`
	ObjectID      string   `csv:"object_id" json:"object_id"`
	ObjectKind    string   `csv:"object_kind" json:"object_kind"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// A ProfileWorkRole maps a profile to a work role of the NICE Framework.
type ProfileWorkRole struct {
	ProfileID     string   `csv:"profile_id" json:"profile_id"`
	WorkRoleID    string   `csv:"work_role_id" json:"work_role_id"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	SharedTasks   int      `csv:"shared_tasks" json:"shared_tasks"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// A WorkRoleOccupation maps a work role of the NICE Framework to an ESCO occupation.
type WorkRoleOccupation struct {
	WorkRoleID    string   `csv:"work_role_id" json:"work_role_id"`
	OccupationURI string   `csv:"occupation_uri" json:"occupation_uri"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	ESCOVersion   *string  `csv:"esco_version" json:"esco_version"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// A CompetencySkill maps a competency to an ESCO skill.
type CompetencySkill struct {
	CompetencyID  string   `csv:"competency_id" json:"competency_id"`
	SkillURI      string   `csv:"skill_uri" json:"skill_uri"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	SkillLabel    string   `csv:"skill_label" json:"skill_label"`
	SkillType     string   `csv:"skill_type" json:"skill_type"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	ESCOVersion   *string  `csv:"esco_version" json:"esco_version"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// A ProfileOccupation maps a profile to an ESCO occupation.
type ProfileOccupation struct {
	ProfileID       string   `csv:"profile_id" json:"profile_id"`
	OccupationURI   string   `csv:"occupation_uri" json:"occupation_uri"`
	Predicate       string   `csv:"predicate" json:"predicate"`
	OccupationLabel string   `csv:"occupation_label" json:"occupation_label"`
	Recommended     bool     `csv:"recommended" json:"recommended"`
	Confidence      *float64 `csv:"confidence" json:"confidence"`
	Justification   string   `csv:"justification" json:"justification"`
	ReviewStatus    string   `csv:"review_status" json:"review_status"`
	Reviewer        *string  `csv:"reviewer" json:"reviewer"`
	ESCOVersion     *string  `csv:"esco_version" json:"esco_version"`
	Comment         *string  `csv:"comment" json:"comment"`
}

// A TitleProfile maps a position title to a profile.
type TitleProfile struct {
	TitleID       string   `csv:"title_id" json:"title_id"`
	ProfileID     string   `csv:"profile_id" json:"profile_id"`
	Predicate     string   `csv:"predicate" json:"predicate"`
	Recommended   bool     `csv:"recommended" json:"recommended"`
	Confidence    *float64 `csv:"confidence" json:"confidence"`
	Justification string   `csv:"justification" json:"justification"`
	ReviewStatus  string   `csv:"review_status" json:"review_status"`
	Reviewer      *string  `csv:"reviewer" json:"reviewer"`
	Comment       *string  `csv:"comment" json:"comment"`
}

// An Unmatched subject has no counterpart in the target.
type Unmatched struct {
	SubjectTable  string  `csv:"subject_table" json:"subject_table"`
	SubjectID     string  `csv:"subject_id" json:"subject_id"`
	Target        string  `csv:"target" json:"target"`
	Justification string  `csv:"justification" json:"justification"`
	Reviewer      *string `csv:"reviewer" json:"reviewer"`
	ESCOVersion   *string `csv:"esco_version" json:"esco_version"`
	Comment       string  `csv:"comment" json:"comment"`
}

// A Finding is something about the sources that a reader should know.
type Finding struct {
	FindingID string  `csv:"finding_id" json:"finding_id"`
	Rule      string  `csv:"rule" json:"rule"`
	Severity  string  `csv:"severity" json:"severity"`
	TableName *string `csv:"table_name" json:"table_name"`
	RecordKey *string `csv:"record_key" json:"record_key"`
	SourceID  *string `csv:"source_id" json:"source_id"`
	LineStart *int    `csv:"line_start" json:"line_start"`
	LineEnd   *int    `csv:"line_end" json:"line_end"`
	Message   string  `csv:"message" json:"message"`
}

// A Provenance row leads a record to lines of a source.
type Provenance struct {
	TableName string `csv:"table_name" json:"table_name"`
	RecordKey string `csv:"record_key" json:"record_key"`
	SourceID  string `csv:"source_id" json:"source_id"`
	LineStart int    `csv:"line_start" json:"line_start"`
	LineEnd   int    `csv:"line_end" json:"line_end"`
}

// A ProvenanceLocator leads a record to a place of a source that is not a text.
type ProvenanceLocator struct {
	TableName string `csv:"table_name" json:"table_name"`
	RecordKey string `csv:"record_key" json:"record_key"`
	SourceID  string `csv:"source_id" json:"source_id"`
	Locator   string `csv:"locator" json:"locator"`
}

// A SourceLine says what a line of a source is.
type SourceLine struct {
	SourceID string `csv:"source_id" json:"source_id"`
	Line     int    `csv:"line" json:"line"`
	Class    string `csv:"class" json:"class"`
}

// A Withdrawn identifier was published by an earlier release and is not in this one.
type Withdrawn struct {
	TableName  string  `csv:"table_name" json:"table_name"`
	RecordKey  string  `csv:"record_key" json:"record_key"`
	ReplacedBy *string `csv:"replaced_by" json:"replaced_by"`
	Version    string  `csv:"version" json:"version"`
	Reason     string  `csv:"reason" json:"reason"`
}

// A SourceReference is something that the running text of the handbook links to or names.
type SourceReference struct {
	ReferenceID string  `csv:"reference_id" json:"reference_id"`
	Kind        string  `csv:"kind" json:"kind"`
	Title       string  `csv:"title" json:"title"`
	URL         *string `csv:"url" json:"url"`
	SectionID   *string `csv:"section_id" json:"section_id"`
	LineStart   int     `csv:"line_start" json:"line_start"`
	LineEnd     int     `csv:"line_end" json:"line_end"`
}
