package exporttest

import (
	"strconv"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// SmallFrameworks returns Small with the tables of the NICE Framework and of the DoD Cyber Workforce Framework,
// which a release has only where its sources do.
func SmallFrameworks() *dataset.Dataset {
	d := Small()
	task := d.Tasks[0].TaskID
	const status = "model"
	hostile := printable(Hostile)
	d.Info.Sources = append(d.Info.Sources, dataset.SourceInfo{ID: "nice", Kind: "nice-framework", Title: "NICE", Publisher: "NIST", Language: "en", Rights: "None.", Attribution: "NIST", URL: "https://example.org/nice", SHA256: sum})
	d.SourceDocuments = append(d.SourceDocuments, dataset.SourceDocument{SourceID: "nice", Kind: "nice-framework", Title: "NICE", Publisher: "NIST", Path: "nice/n.json", Bytes: 30, SHA256: sum, Rights: "None.", Attribution: "NIST"})
	d.NICECategories = []dataset.NICECategory{{CategoryID: "DD", Name: "Design", Definition: "To design."}}
	d.NICEWorkRoles = []dataset.NICEWorkRole{{WorkRoleID: "DD-WRL-001", CategoryID: "DD", Name: "Architect", Definition: hostile, OPMCodes: dataset.List{"631", "632"}}, {WorkRoleID: "DD-WRL-002", CategoryID: "DD", Name: "Tester", Definition: "Tests."}}
	d.NICEAreas = []dataset.NICEArea{{AreaID: "NF-COM-001", Name: "Access", Definition: "Who may do what."}}
	d.NICEStatements = []dataset.NICEStatement{{StatementID: "K0001", Kind: "knowledge", Statement: "Knowledge of networks"}, {StatementID: "S0001", Kind: "skill", Statement: hostile}, {StatementID: "T0001", Kind: "task", Statement: "Design networks"}}
	d.NICEWorkRoleStatements = []dataset.NICEWorkRoleStatement{{WorkRoleID: "DD-WRL-001", StatementID: "K0001"}, {WorkRoleID: "DD-WRL-001", StatementID: "T0001"}}
	d.NICEAreaStatements = []dataset.NICEAreaStatement{{AreaID: "NF-COM-001", StatementID: "K0001"}}
	d.NICETaskAlignments = []dataset.NICETaskAlignment{{WorkRoleID: "DD-WRL-001", TaskID: "T0001", StatementID: "K0001"}}
	d.DCWFElements = []dataset.DCWFElement{{ElementID: "IT", Name: "Information Technology", Definition: "It runs."}}
	d.DCWFWorkRoles = []dataset.DCWFWorkRole{{Code: "631", ElementID: "IT", Name: "Developer", Definition: "Develops.", WorkRoleID: ptr("DD-WRL-001")}, {Code: "701", ElementID: "IT", Name: "Planner", Definition: hostile}}
	d.DCWFStatements = []dataset.DCWFStatement{{StatementID: "390A", Kind: "task", Statement: "Design networks."}, {StatementID: "391", Kind: "ability", Statement: hostile}}
	d.DCWFWorkRoleStatements = []dataset.DCWFWorkRoleStatement{{Code: "631", StatementID: "390A", Requirement: "core"}, {Code: "701", StatementID: "391", Requirement: "unmarked"}}
	d.TaskNICE = []dataset.TaskNICE{
		{TaskID: task, StatementID: "K0001", Predicate: "relatedMatch", Evidence: "judged", Justification: "MappingReview", ReviewStatus: status},
		{TaskID: task, StatementID: "T0001", Predicate: "exactMatch", Evidence: "identical", Recommended: true, Confidence: ptr(1.0), Justification: "LexicalMatching", ReviewStatus: status, Reviewer: ptr("Model A"), Comment: &hostile},
	}
	d.TaskDCWF = []dataset.TaskDCWF{
		{TaskID: task, StatementID: "390A", Predicate: "exactMatch", Evidence: "identical", Recommended: true, Confidence: ptr(0.5), Justification: "LexicalMatching", ReviewStatus: status, Reviewer: ptr("Model A"), Comment: &hostile},
		{TaskID: task, StatementID: "391", Predicate: "relatedMatch", Evidence: "judged", Justification: "MappingReview", ReviewStatus: status},
	}
	d.CompetencyNICE = []dataset.CompetencyNICE{
		{CompetencyID: "accessibility", ObjectID: "NF-COM-001", ObjectKind: "nice-area", Predicate: "closeMatch", Recommended: true, Confidence: ptr(0.75), Justification: "MappingReview", ReviewStatus: status, Reviewer: ptr("Model A"), Comment: &hostile},
		{CompetencyID: "accessibility", ObjectID: "K0001", ObjectKind: "nice-statement", Predicate: "relatedMatch", Justification: "MappingReview", ReviewStatus: status},
	}
	d.ProfileWorkRole = []dataset.ProfileWorkRole{
		{ProfileID: "networks", WorkRoleID: "DD-WRL-001", Predicate: "closeMatch", SharedTasks: 1, Recommended: true, Confidence: ptr(0.75), Justification: "MappingReview", ReviewStatus: status, Reviewer: ptr("Model A"), Comment: &hostile},
		{ProfileID: "networks", WorkRoleID: "DD-WRL-002", Predicate: "relatedMatch", Justification: "MappingReview", ReviewStatus: status},
	}
	job := d.ESCOOccupations[0].OccupationURI
	d.WorkRoleOccupation = []dataset.WorkRoleOccupation{
		{WorkRoleID: "DD-WRL-001", OccupationURI: job, Predicate: "closeMatch", Recommended: true, Confidence: ptr(0.75), Justification: "MappingReview", ReviewStatus: status, Reviewer: ptr("Model A"), ESCOVersion: ptr("1.1.1"), Comment: &hostile},
		{WorkRoleID: "DD-WRL-002", OccupationURI: job, Predicate: "relatedMatch", Justification: "MappingReview", ReviewStatus: status},
	}
	d.Unmatched = append(d.Unmatched,
		dataset.Unmatched{SubjectTable: "competencies", SubjectID: "hardware", Target: "nice-statement", Justification: "MappingReview", Comment: "None fits."},
		dataset.Unmatched{SubjectTable: "profiles", SubjectID: "all-management", Target: "nice-work-role", Justification: "MappingReview", Comment: "None fits."})
	for _, r := range [][]string{
		{"nice_categories", "DD"}, {"nice_work_roles", "DD-WRL-001", "DD-WRL-002"}, {"nice_competency_areas", "NF-COM-001"}, {"nice_statements", "K0001", "S0001", "T0001"},
		{"nice_area_statements", "NF-COM-001|K0001"}, {"nice_task_alignments", "DD-WRL-001|T0001|K0001"},
		{"dcwf_elements", "IT"}, {"dcwf_work_roles", "631", "701"}, {"dcwf_statements", "390A", "391"},
	} {
		for _, key := range r[1:] {
			d.Locators = append(d.Locators, dataset.ProvenanceLocator{TableName: r[0], RecordKey: key, SourceID: "nice", Locator: "/elements/" + strconv.Itoa(len(d.Locators))})
		}
	}
	return d
}
