package identity_test

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

func TestSort(t *testing.T) {
	set := dataset.Dataset{
		CompetencyAliases: []dataset.CompetencyAlias{{CompetencyID: "b", Alias: "1"}, {CompetencyID: "a", Alias: "2"}, {CompetencyID: "a", Alias: "1"}},
		ESCOSkills:        []dataset.ESCOSkill{{SkillURI: "http://b"}, {SkillURI: "http://a"}},
		Unmatched:         []dataset.Unmatched{{SubjectTable: "profiles", SubjectID: "a"}, {SubjectTable: "competencies", SubjectID: "z"}},
		Provenance: []dataset.Provenance{
			{TableName: "tasks", RecordKey: "b", SourceID: "s", LineStart: 10}, {TableName: "tasks", RecordKey: "b", SourceID: "s", LineStart: 9}, {TableName: "bands", RecordKey: "z"},
		},
		CompetencyRankings: []dataset.CompetencyRanking{{ScopeID: "z"}, {ScopeID: "a"}},
		Tasks:              []dataset.Task{{TaskID: "task-b"}, {TaskID: "task-a"}},
	}
	identity.Sort(&set)
	keys := func(table string) string {
		s, _ := schemas.Lookup(table)
		records, _ := set.Table(table)
		var all []string
		for i := range records.Len() {
			all = append(all, records.Key(i, s.PrimaryKey))
		}
		return strings.Join(all, " ")
	}
	for table, want := range map[string]string{
		"competency_aliases":  "a|1 a|2 b|1",
		"esco_skills":         "http://a http://b",
		"crosswalk_unmatched": "competencies|z| profiles|a|",
		"provenance":          "bands|z||0 tasks|b|s|9 tasks|b|s|10", // lines by number
		"competency_rankings": "z| a|",                               // the handbook's own order
		"tasks":               "task-b task-a",                       // the handbook's own order
	} {
		if got := keys(table); got != want {
			t.Errorf("%s: %s, want %s", table, got, want)
		}
	}
}
