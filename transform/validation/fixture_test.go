package validation

import (
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

const (
	iri        = "http://data.europa.eu/esco/"
	occupation = iri + "occupation/1"
	skillOne   = iri + "skill/1"
	skillTwo   = iri + "skill/2"
	statement  = "Writes reports."
	second     = "Reads reports."
)

var taskOne, taskTwo = naming.Task(statement), naming.Task(second)

func text(s string) *string { return &s }
func number(n int) *int     { return &n }

// good returns a small dataset that keeps the contract in every table: one handbook of four lines with a
// cluster of two competencies at two bands, one page of each other kind.
func good() *dataset.Dataset {
	d := &dataset.Dataset{
		SourceDocuments: []dataset.SourceDocument{
			{SourceID: "book", Kind: "fwci-handbook", Title: "Book", Publisher: "OPM", Path: "fwci/book.txt", Bytes: 40, Lines: new(4), SHA256: digest('a'), Rights: "None", Attribution: "OPM"},
			{SourceID: "page", Kind: "esco-occupation-page", Title: "Page", Publisher: "EC", Path: "esco/page.txt", Bytes: 10, Lines: new(2), SHA256: digest('b'), Rights: "None", Attribution: "EC"},
			{SourceID: "sheet", Kind: "dcwf-work-role-tool", Title: "Sheet", Publisher: "DoD", Path: "dcwf/a.xlsx", Bytes: 10, SHA256: digest('c'), Rights: "None", Attribution: "DoD"},
		},
		Bands: []dataset.Band{
			{BandID: "entry", Name: "Entry Level", GSMin: 5, GSMax: 7, Position: 1},
			{BandID: "journey", Name: "Journey Level", GSMin: 12, GSMax: 13, Position: 2},
		},
		Scopes:           []dataset.Scope{{ScopeID: "all", Name: "All Work"}, {ScopeID: "operations", Name: "Operations", ClusterID: text("operations")}},
		Clusters:         []dataset.Cluster{{ClusterID: "operations", Name: "Operations", Definition: "runs things.", ProfileSummary: "This cluster runs things.", Position: 1}},
		ClusterWorkTypes: []dataset.ClusterWorkType{{ClusterID: "operations", Position: 1, Statement: "running things; and"}, {ClusterID: "operations", Position: 2, Statement: "fixing things."}},
		Competencies: []dataset.Competency{
			{CompetencyID: "memory", Kind: "general", Name: "Memory", Definition: text("Recalls."), Listed: true, Position: 1},
			{CompetencyID: "cloud-services", Kind: "technical", Name: "Cloud Services", Definition: text("Knowledge."), Note: text("As such."), Position: 2},
			{CompetencyID: "design-ui-ux", Kind: "technical", Name: "Design (UI/UX)", Position: 3},
		},
		CompetencyAliases: []dataset.CompetencyAlias{{CompetencyID: "design-ui-ux", Alias: "Design", Kind: "expansion"}, {CompetencyID: "design-ui-ux", Alias: "UI/UX", Kind: "acronym"}},
		CompetencyBands: []dataset.CompetencyBand{
			{ScopeID: "all", CompetencyID: "memory", BandID: "entry", Important: true},
			{ScopeID: "all", CompetencyID: "memory", BandID: "journey"},
			{ScopeID: "operations", CompetencyID: "cloud-services", BandID: "entry", Important: true, Marker: text("X")},
			{ScopeID: "operations", CompetencyID: "cloud-services", BandID: "journey", Marker: text("**")},
			{ScopeID: "operations", CompetencyID: "design-ui-ux", BandID: "entry"},
			{ScopeID: "operations", CompetencyID: "design-ui-ux", BandID: "journey", Important: true, Marker: text("X")},
		},
		CompetencyBandNotes: []dataset.CompetencyBandNote{{ScopeID: "operations", CompetencyID: "cloud-services", BandID: "journey", Note: "Less at the journey level."}},
		CompetencyRankings: []dataset.CompetencyRanking{
			{ScopeID: "all", CompetencyID: "memory", CurrentRank: number(1), FutureRank: number(1), RankChange: number(0), Trend: text("same")},
			{ScopeID: "operations", CompetencyID: "cloud-services", CurrentRank: number(2), FutureRank: number(1), RankChange: number(1), Trend: text("rises")},
			{ScopeID: "operations", CompetencyID: "design-ui-ux", CurrentRank: number(1), Trend: text("leaves")},
		},
		Profiles: []dataset.Profile{
			{ProfileID: "all-work", Name: "Work", Position: 1},
			{ProfileID: "data-management", Name: "Data Management", ClusterID: text("operations"), Summary: text("The table."), Position: 2},
		},
		ProfileCompetencies: []dataset.ProfileCompetency{
			{ProfileID: "all-work", CompetencyID: "memory", Position: 1},
			{ProfileID: "data-management", CompetencyID: "cloud-services", Position: 1}, {ProfileID: "data-management", CompetencyID: "design-ui-ux", Position: 2},
		},
		Tasks:        []dataset.Task{{TaskID: taskOne, Statement: statement, Kind: "general"}, {TaskID: taskTwo, Statement: second, Kind: "technical"}},
		ProfileTasks: []dataset.ProfileTask{{ProfileID: "all-work", TaskID: taskOne, Position: 1}, {ProfileID: "data-management", TaskID: taskOne, Position: 1}, {ProfileID: "data-management", TaskID: taskTwo, Position: 2}},
		HandbookSections: []dataset.HandbookSection{
			{SectionID: "results", Level: 1, Title: "Results", TOCPage: number(3), LineStart: 1, LineEnd: 2, Text: text("Some words.")},
			{SectionID: "list", ParentID: text("results"), Level: 2, Title: "List", LineStart: 3, LineEnd: 4},
		},
		SourceReferences: []dataset.SourceReference{{ReferenceID: "reference-0123456789", Kind: "policy", Title: "A Plan", SectionID: text("list"), LineStart: 3, LineEnd: 3}},
		SeriesTitles: []dataset.SeriesTitle{
			{TitleID: "specialist-data-dat", Series: "2210", Title: "Specialist", ParentheticalName: text("Data"), ParentheticalCode: text("DAT"), Role: "specialist", Position: 1},
			{TitleID: "lead-specialist", Series: "2210", Title: "Lead Specialist", Role: "lead", Position: 2},
		},
		SeriesQualifications: []dataset.SeriesQualification{{Series: "2210", Alternative: "A", Grades: "GS-5 to GS-7", GSMin: 5, GSMax: 7, EducationOrExperienceRequired: true, Statement: "A statement."}},
		SeriesDuties:         []dataset.SeriesDuty{{Series: "2210", Position: 1, Statement: "Providing advice."}},
		SeriesPageFacts:      []dataset.SeriesPageFact{{Series: "2210", Fact: "location-1", Value: "Various"}},
		ESCOOccupations:      []dataset.ESCOOccupation{{OccupationURI: occupation, Code: "2519.3", ISCOGroup: "2519", PreferredLabel: "manager", Description: text("Manages."), SourceID: text("page")}},
		ESCOSkills: []dataset.ESCOSkill{
			{SkillURI: skillOne, PreferredLabel: "manage", SkillType: "skill/competence", ReuseLevel: text("cross-sector"), Description: text("Manage."), Tags: dataset.List{"digital"}},
			{SkillURI: skillTwo, PreferredLabel: "clouds", SkillType: "knowledge"},
		},
		ESCOOccupationSkills: []dataset.ESCOOccupationSkill{{OccupationURI: occupation, SkillURI: skillOne, Relation: "essential", Position: 1}},
		CompetencySkill: []dataset.CompetencySkill{
			{CompetencyID: "cloud-services", SkillURI: skillTwo, Predicate: "closeMatch", SkillLabel: "clouds", SkillType: "knowledge", Recommended: true, Confidence: new(0.9), Justification: "MappingReview", ReviewStatus: "person", Reviewer: text("A"), ESCOVersion: text("1.1.1"), Comment: text("Yes.")},
			{CompetencyID: "design-ui-ux", SkillURI: skillOne, Predicate: "relatedMatch", SkillLabel: "manage", SkillType: "skill/competence", Confidence: new(0.2), Justification: "LexicalMatching", ReviewStatus: "suggested"},
		},
		ProfileOccupation:      []dataset.ProfileOccupation{{ProfileID: "data-management", OccupationURI: occupation, Predicate: "broadMatch", OccupationLabel: "manager", Confidence: new(0.5), Justification: "MappingReview", ReviewStatus: "person"}},
		TitleProfile:           []dataset.TitleProfile{{TitleID: "specialist-data-dat", ProfileID: "data-management", Predicate: "exactMatch", Recommended: true, Confidence: new(1.0), Justification: "MappingReview", ReviewStatus: "person"}},
		NICECategories:         []dataset.NICECategory{{CategoryID: "DD", Name: "Design", Definition: "Designs."}},
		NICEWorkRoles:          []dataset.NICEWorkRole{{WorkRoleID: "DD-WRL-001", CategoryID: "DD", Name: "Architecture", Definition: "Designs.", OPMCodes: dataset.List{"652"}}},
		NICEAreas:              []dataset.NICEArea{{AreaID: "NF-COM-001", Name: "Access", Definition: "Knows."}},
		NICEStatements:         []dataset.NICEStatement{{StatementID: "K1", Kind: "knowledge", Statement: "Knowledge of reports"}, {StatementID: "T1", Kind: "task", Statement: "Write reports"}},
		NICEWorkRoleStatements: []dataset.NICEWorkRoleStatement{{WorkRoleID: "DD-WRL-001", StatementID: "T1"}},
		NICEAreaStatements:     []dataset.NICEAreaStatement{{AreaID: "NF-COM-001", StatementID: "K1"}},
		NICETaskAlignments:     []dataset.NICETaskAlignment{{WorkRoleID: "DD-WRL-001", TaskID: "T1", StatementID: "K1"}},
		DCWFElements:           []dataset.DCWFElement{{ElementID: "IT", Name: "IT", Definition: "Runs."}},
		DCWFWorkRoles:          []dataset.DCWFWorkRole{{Code: "652", ElementID: "IT", Name: "Architect", Definition: "Designs.", WorkRoleID: text("DD-WRL-001")}},
		DCWFStatements:         []dataset.DCWFStatement{{StatementID: "1A", Kind: "task", Statement: "Write reports."}},
		DCWFWorkRoleStatements: []dataset.DCWFWorkRoleStatement{{Code: "652", StatementID: "1A", Requirement: "core"}},
		TaskNICE:               []dataset.TaskNICE{{TaskID: taskOne, StatementID: "T1", Predicate: "exactMatch", Evidence: "identical", Recommended: true, Confidence: new(1.0), Justification: "LexicalMatching", ReviewStatus: "suggested"}},
		TaskDCWF:               []dataset.TaskDCWF{{TaskID: taskOne, StatementID: "1A", Predicate: "exactMatch", Evidence: "identical", Recommended: true, Justification: "LexicalMatching", ReviewStatus: "suggested"}},
		CompetencyNICE:         []dataset.CompetencyNICE{{CompetencyID: "cloud-services", ObjectID: "NF-COM-001", ObjectKind: "nice-area", Predicate: "relatedMatch", Justification: "MappingReview", ReviewStatus: "model"}},
		ProfileWorkRole:        []dataset.ProfileWorkRole{{ProfileID: "data-management", WorkRoleID: "DD-WRL-001", Predicate: "closeMatch", SharedTasks: 1, Recommended: true, Justification: "MappingReview", ReviewStatus: "model"}},
		WorkRoleOccupation:     []dataset.WorkRoleOccupation{{WorkRoleID: "DD-WRL-001", OccupationURI: occupation, Predicate: "relatedMatch", Justification: "MappingReview", ReviewStatus: "model"}},
		Unmatched: []dataset.Unmatched{
			{SubjectTable: "competencies", SubjectID: "design-ui-ux", Target: "nice-statement", Justification: "MappingReview", Reviewer: text("A"), Comment: "Nothing."},
			{SubjectTable: "competencies", SubjectID: "memory", Target: "nice-statement", Justification: "MappingReview", Reviewer: text("A"), Comment: "Nothing."},
			{SubjectTable: "profiles", SubjectID: "all-work", Target: "nice-work-role", Justification: "MappingReview", Reviewer: text("A"), Comment: "Nothing."},
			{SubjectTable: "tasks", SubjectID: taskTwo, Target: "nice-statement", Justification: "MappingReview", Reviewer: text("A"), Comment: "Nothing."},
			{SubjectTable: "competencies", SubjectID: "memory", Target: "esco-skill", Justification: "MappingReview", Reviewer: text("A"), ESCOVersion: text("1.1.1"), Comment: "Nothing."},
			{SubjectTable: "profiles", SubjectID: "all-work", Target: "esco-occupation", Justification: "UnspecifiedMatching", Comment: "Not reviewed yet."},
		},
		Findings:  []dataset.Finding{{FindingID: "finding-0123456789", Rule: "unused-competency", Severity: "info", TableName: text("competencies"), RecordKey: text("memory"), SourceID: text("book"), LineStart: number(2), LineEnd: number(2), Message: "Said."}},
		Withdrawn: []dataset.Withdrawn{{TableName: "tasks", RecordKey: "task-0123456789", Version: "1.1.0", Reason: "Gone."}},
	}
	for source, lines := range map[string]int{"book": 4, "page": 2} {
		for n := 1; n <= lines; n++ {
			d.SourceLines = append(d.SourceLines, dataset.SourceLine{SourceID: source, Line: n, Class: "data"})
		}
	}
	for _, table := range d.Tables() {
		source, line := "book", 2
		switch table.Name {
		case "esco_occupations", "esco_skills", "esco_occupation_skills":
			source, line = "page", 1
		case "source_documents", "crosswalk_competency_skill", "crosswalk_profile_occupation", "crosswalk_title_profile", "crosswalk_unmatched",
			"quality_findings", "withdrawn_identifiers", "provenance", "source_lines",
			"crosswalk_task_nice", "crosswalk_task_dcwf", "crosswalk_competency_nice", "crosswalk_profile_work_role", "crosswalk_work_role_occupation":
			continue
		}
		if slices.Contains(located, table.Name) {
			for i := range table.Len() {
				d.Locators = append(d.Locators, dataset.ProvenanceLocator{TableName: table.Name, RecordKey: table.Key(i, primaryKey(table.Name)), SourceID: "sheet", Locator: "Roles!A1"})
			}
			continue
		}
		for i := range table.Len() {
			key := table.Key(i, primaryKey(table.Name))
			if key != skillTwo { // only a mapping names it
				d.Provenance = append(d.Provenance, dataset.Provenance{TableName: table.Name, RecordKey: key, SourceID: source, LineStart: line, LineEnd: line})
			}
		}
	}
	return d
}

func digest(c byte) string {
	b := make([]byte, 64)
	for i := range b {
		b[i] = c
	}
	return string(b)
}
