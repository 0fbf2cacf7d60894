package transform_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// mappingSet is a set of one mapping, at line 12, in the form of raw/crosswalk.
func mappingSet(cells ...string) string {
	columns := "subject_id\tpredicate_id\tobject_id\tobject_label\tobject_category\tmapping_justification\treviewer_label\tconfidence\tother\tcomment"
	return strings.Join([]string{
		"#curie_map:", "#  c: https://w3id.org/fwci/2210/competency/", "#  p: https://w3id.org/fwci/2210/profile/", "#  t: https://w3id.org/fwci/2210/title/",
		"#  s: http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000", "#  o: http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-00000000000", "#  x: https://example.org/",
		"#mapping_set_id: https://example.org/set", "#license: https://example.org/licence", "#object_source_version: 1.2.0",
		columns, strings.Join(cells, "\t"), "",
	}, "\n")
}

func oneSkill(subject, predicate, object, label, category, comment string) edit {
	return edit{file: skillSet, new: mappingSet(subject, predicate, object, label, category, "semapv:MappingReview", "A|B", "0.5", "", comment)}
}

// A second handbook and two further occupation pages, as sources.json names them.
const (
	lastSource     = `      "retrieved": "2026-11-21"` + "\n    }\n  ]\n}"
	secondHandbook = `      "retrieved": "2026-11-21"` + "\n    },\n    " + `{"id": "second", "kind": "fwci-handbook", "path": "fwci/second.txt", "title": "x", "publisher": "x", "language": "en", "rights": "x", "attribution": "x"}` + "\n  ]\n}"
	furtherPage    = `      "retrieved": "2026-11-21"` + "\n    },\n    " + `{"id": "further", "kind": "esco-occupation-page", "path": "esco/further.txt", "title": "x", "publisher": "x", "language": "en", "rights": "x", "attribution": "x"}` + "\n  ]\n}"
)

// concept writes a concept as a page prints it.
func concept(label, description, tags string) string {
	return label + "\n\n" + description + "\n\n" + tags + "ESCO source\n"
}

// page writes the page of an occupation with essential knowledge of one sector.
func page(title string, concepts ...string) string {
	n := len(concepts)
	return fmt.Sprintf("ESCO occupation\n\n%s\n\nBack to ESCO occupations\n\nDoes work.\n\n2511.3 ISCO 2511 ESCO source\nCompetences\n%d\nGroups\n1\nEssential\n%d\nOptional\n0\n\n%d ESCO relations\nEssential knowledge %d competences\n\nSector-specific\n\n%d competences\n%s",
		title, n, n, n, n, n, strings.Join(concepts, ""))
}

// register is a register of one withdrawn identifier.
func register(row string) edit {
	return edit{file: "withdrawn.csv", new: "table_name,record_key,replaced_by,version,reason\n" + row + "\n"}
}

func further(text string) []edit {
	return []edit{{file: catalogue, old: lastSource, new: furtherPage}, {file: "esco/further.txt", new: text}}
}

// Each of these stops the build with a problem that names file and line.
func TestBuildProblems(t *testing.T) {
	handbookText, err := os.ReadFile(filepath.Join(rawDir, handbook))
	if err != nil {
		t.Fatal(err)
	}
	one := func(old, new string) []edit { return []edit{{file: handbook, old: old, new: new}} }
	tests := []struct {
		name  string
		edits []edit
		want  []string // parts of the error, each a place with a sentence
	}{
		{"two names with one identifier", one("Systems Integration\tNR*\t45", "Systems - Integration\tNR*\t45"),
			[]string{handbook + ":440:1: the competencies \"Systems Integration\" and \"Systems - Integration\" give one identifier, systems-integration [identifier]"}},
		{"a name without an identifier", one("Systems Integration\tNR*\t45", "***\tNR*\t45"),
			[]string{handbook + ":440:1: the competency \"***\" gives no identifier"}},
		{"a ranking of an unknown cluster", []edit{{file: handbook, old: "IT Strategy and Planning\t\t\nCompetency\tCurrent", new: "IT Zoology\t\t\nCompetency\tCurrent", all: true}},
			[]string{handbook + ":485:1: a table speaks of \"IT Zoology\", which is not a cluster"}},
		{"a band table of an unknown cluster", []edit{{file: handbook, old: "Technical Competencies for IT Strategy and Planning", new: "Technical Competencies for IT Zoology", all: true},
			{file: handbook, old: "IT Strategy and Planning\t\t\t", new: "IT Zoology\t\t\t", all: true}},
			[]string{handbook + ":286:1: a table speaks of \"IT Zoology\", which is not a cluster"}},
		{"bands whose grades disagree", one("Note: X indicates that competency is important. Intermediate Level = Grades 9 – 11", "Note: X indicates that competency is important. Intermediate Level = Grades 9 – 12"),
			[]string{handbook + ":209:1: Intermediate Level is grades 9 to 12 here and 9 to 11 in an earlier note [band-grades]"}},
		{"a band without grades", one("Entry Level = Grades 5 – 7; ", ""),
			[]string{handbook + ":127:1: no note gives the grades of Entry Level; expected \"Entry Level = Grades n – m\" [band-grades]"}},
		{"a competency defined twice", one("Encryption: Knowledge of procedures", "Hardware: Knowledge of procedures"),
			[]string{handbook + ":1229:1: the competency \"Hardware\" is defined twice; the first definition is at line 1225 [definition]"}},
		{"a competency defined as general and as technical", one("Encryption: Knowledge of procedures", "Memory: Knowledge of procedures"),
			[]string{handbook + ":1225:1: the competency \"Memory\" is defined twice; the first definition is at line 1135 [definition]"}},
		{"a cluster without its sentence above the profiles", one("This cluster encompasses strategic planning, policy development, and enterprise architecture.\n", ""),
			[]string{handbook + ":98:1: the cluster \"IT Strategy and Planning\" has no sentence under \"Occupational Profiles for IT Strategy and Planning\" [cluster]"}},
		{"a row twice in a band table", one("Change Management\tX\tX\tX", "Asset Management\tX\tX\tX"),
			[]string{handbook + ":148:1: \"Asset Management\" appears twice in the table [band-table]"}},
		{"a competency twice in a profile", one("Identity Management\t\t\n\nCustomer Support\n", "Identity Management\tEncryption\t\n\nCustomer Support\n"),
			[]string{handbook + ":617:1: profile_competencies customer-support|encryption: two records have the key customer-support|encryption"}},
		{"a task twice in a profile", one("Reviews customer information.", "Responds to customer inquiries."),
			[]string{handbook + ":638:1: profile_tasks customer-support|task-"}},
		{"a competency twice in a ranking", one("Systems Integration\tNR*\t45", "Encryption\tNR*\t45"),
			[]string{handbook + ":402:1: competency_rankings it-operations-and-security|encryption: two records have the key"}},
		{"two headings with one identifier", []edit{{file: handbook, old: "Background\t4", new: "IT Strategy and Planning\t4"}, {file: handbook, old: "\nBackground\n", new: "\nIT Strategy and Planning\n"}},
			[]string{handbook + ":98:1: the heading \"IT Strategy and Planning\" gives the identifier of the heading at line 52 [identifier]"}},
		{"no handbook", []edit{{file: catalogue, old: `"kind": "fwci-handbook"`, new: `"kind": "esco-occupation-page"`}, {file: handbook, new: page("clerk", concept("filing", "Files.", ""))}},
			[]string{"sources.json: 0 sources of kind fwci-handbook; expected one [sources-json]"}},
		{"two handbooks", []edit{{file: catalogue, old: lastSource, new: secondHandbook}, {file: "fwci/second.txt", new: string(handbookText)}},
			[]string{"sources.json: 2 sources of kind fwci-handbook; expected one [sources-json]"}},
		{"a concept that is not closed above one that the list of URIs knows", []edit{
			{file: escoPage, old: "\ndigital\nESCO source\nCodenvy\n", new: "\ndigital\nCodenvy\n"}, {file: escoPage, old: "11 competences\nApache", new: "10 competences\nApache"},
			{file: escoPage, old: "Optional knowledge 13", new: "Optional knowledge 12"}, {file: escoPage, old: "Optional\n20", new: "Optional\n19"},
			{file: escoPage, old: "Competences\n38", new: "Competences\n37"}, {file: escoPage, old: "38 ESCO relations", new: "37 ESCO relations"}},
			[]string{escoPage + ":181:1: \"Codenvy\" is the label of a concept inside the description of \"Chef (tools for software configuration management)\"; expected \"ESCO source\" above it [esco-page-concept]"}},
		{"a correction that no longer fits", []edit{{file: "corrections.json", new: `[{"source": "cbp-2210", "line": 17, "old": "thogh", "new": "through", "reason": "A letter was lost."}]`}},
			[]string{seriesPage + ":17:1: the line has the old text \"thogh\" of a declared correction 0 times"}},

		{"a mapping with an unknown predicate", []edit{oneSkill("c:memory", "skos:mappingRelation", "s:1", "x", "knowledge", "")},
			[]string{skillSet + ":12:1: the predicate http://www.w3.org/2004/02/skos/core#mappingRelation; expected one of skos: exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch [mapping-predicate]"}},
		{"a mapping with a predicate of another vocabulary", []edit{oneSkill("c:memory", "owl:sameAs", "s:1", "x", "knowledge", "")},
			[]string{skillSet + ":12:1: the predicate http://www.w3.org/2002/07/owl#sameAs"}},
		{"a mapping with an unknown justification", []edit{{file: skillSet, new: mappingSet("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", "semapv:Guessing", "A", "0.5", "", "")}},
			[]string{skillSet + ":12:1: the mapping_justification is \"Guessing\"; expected one of BackgroundKnowledgeBasedMatching, CompositeMatching, "}},
		{"a mapping with a justification of another vocabulary", []edit{{file: titleSet, new: mappingSet("t:information-technology-specialist-internet-inet", "skos:exactMatch", "p:data-management", "x", "", "x:MappingReview", "A", "0.5", "", "")}},
			[]string{titleSet + ":12:1: the mapping_justification is \"https://example.org/MappingReview\"; expected one of "}},
		{"a statement of no counterpart with an unknown justification", []edit{{file: skillSet, new: mappingSet("c:memory", "skos:exactMatch", "sssom:NoTermFound", "", "", "semapv:Guessing", "A", "", "", "Nothing.")}},
			[]string{skillSet + ":12:1: the mapping_justification is \"Guessing\""}},
		{"a mapping with an unknown category", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "x", "ability", "")},
			[]string{skillSet + ":12:1: the object_category is \"ability\"; expected one of knowledge, skill/competence [mapping-value]"}},
		{"an occupation with another category", []edit{{file: jobSet, new: mappingSet("p:data-management", "skos:closeMatch", "o:1", "x", "skill/competence", "semapv:MappingReview", "A", "0.5", "object_code=2511.1", "")}},
			[]string{jobSet + ":12:1: the object_category is \"skill/competence\"; expected occupation [mapping-value]"}},
		{"a mapping without a label", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "", "knowledge", "")},
			[]string{skillSet + ":12:1: the object http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 lacks a label or a category"}},
		{"a mapping without a category", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "x", "", "")},
			[]string{skillSet + ":12:1: the object http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 lacks a label or a category"}},
		{"a mapping whose subject is no IRI of ours", []edit{oneSkill("x:memory", "skos:exactMatch", "s:1", "x", "knowledge", "")},
			[]string{skillSet + ":12:1: the subject https://example.org/memory; expected an IRI that ends in competency/, profile/, title/, task/ or nice/ and an identifier [mapping-subject]"}},
		{"a subject that is nothing's counterpart, without a reason", []edit{oneSkill("c:memory", "skos:exactMatch", "sssom:NoTermFound", "", "", "")},
			[]string{skillSet + ":12:1: memory has no counterpart, without a reason; expected a comment [mapping-comment]"}},
		{"an occupation without a code", []edit{{file: jobSet, new: mappingSet("p:data-management", "skos:closeMatch", "o:1", "x", "", "semapv:MappingReview", "A", "0.5", "", "")}},
			[]string{jobSet + ":12:1: the occupation http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001 lacks a label, or its code in the column other"}},
		{"a title mapped to a competency", []edit{{file: titleSet, new: mappingSet("t:information-technology-specialist-internet-inet", "skos:exactMatch", "c:memory", "x", "", "semapv:MappingReview", "A", "0.5", "", "")}},
			[]string{titleSet + ":12:1: the object https://w3id.org/fwci/2210/competency/memory; expected an IRI that ends in profile/ and an identifier [mapping-object]"}},
		{"a subject that has a mapping and has none", []edit{{file: skillSet, new: mappingSet("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", "semapv:MappingReview", "A", "0.5", "", "")},
			{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:memory", "skos:exactMatch", "sssom:NoTermFound", "", "", "semapv:MappingReview", "A", "", "", "Nothing.")}},
			[]string{"crosswalk_unmatched competencies|memory|esco-skill: the subject has a mapping and is listed as unmatched"}},
		{"a mapping twice", []edit{{file: skillSet, new: mappingSet("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", "semapv:MappingReview", "A", "0.5", "", "")},
			{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:memory", "skos:closeMatch", "s:1", "x", "knowledge", "semapv:MappingReview", "A", "0.5", "", "")}},
			[]string{"crosswalk/more.sssom.tsv:12:1: memory is mapped to http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 a second time; the first is "}},

		{"an occupation for a competency", []edit{oneSkill("c:memory", "skos:exactMatch", "o:1", "x", "knowledge", "")},
			[]string{skillSet + ":12:1: the object of a competency is http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001; expected the URI of an ESCO skill, http://data.europa.eu/esco/skill/ and a UUID in lower case [mapping-object]"}},
		{"a skill for a profile", []edit{{file: jobSet, new: mappingSet("p:data-management", "skos:closeMatch", "s:1", "x", "", "semapv:MappingReview", "A", "0.5", "object_code=2511.1", "")}},
			[]string{jobSet + ":12:1: the object of a profile is http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001; expected the URI of an ESCO occupation"}},
		{"an object of another vocabulary", []edit{oneSkill("c:memory", "skos:exactMatch", "x:1", "x", "knowledge", "")},
			[]string{skillSet + ":12:1: the object of a competency is https://example.org/1; expected the URI of an ESCO skill"}},
		{"a rejected object of another kind", []edit{{file: skillSet, new: strings.Replace(mappingSet("c:memory", "skos:exactMatch", "Not", "o:1", "x", "knowledge", "semapv:MappingReview", "A", "0.5", "", ""), "\tobject_id", "\tpredicate_modifier\tobject_id", 1)}},
			[]string{skillSet + ":12:1: the object of a competency is http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001"}},
		{"a subject's label that another subject has", []edit{{file: titleSet, old: "Information Technology Specialist (Data Management/DATAMGT)\tskos", new: "Information Technology Specialist (Customer Support/CUSTSPT)\tskos"}},
			[]string{titleSet + ":13:1: the subject_label is \"Information Technology Specialist (Customer Support/CUSTSPT)\", the name of title/information-technology-specialist-customer-support-custspt; its identifier is title/information-technology-specialist-data-management-datamgt, \"Information Technology Specialist (Data Management/DATAMGT)\": expected label and identifier of one title [mapping-label]"}},
		{"an object's label that another profile has", []edit{{file: titleSet, old: "\tCustomer Support\t", new: "\tInformation Security\t"}},
			[]string{titleSet + ":12:1: the object_label is \"Information Security\", the name of profile/information-security; its identifier is profile/customer-support, \"Customer Support\": expected label and identifier of one profile"}},
		{"one object under two labels", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", ""),
			{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:learning", "skos:closeMatch", "s:1", "y", "knowledge", "semapv:MappingReview", "A", "0.5", "", "")}},
			[]string{"crosswalk/more.sssom.tsv:12:1: the object_label of http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 is \"y\"; crosswalk/competency-skill.sssom.tsv:12 has \"x\": expected one label [mapping-label]"}},
		{"one label of two objects", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", ""),
			{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:learning", "skos:closeMatch", "s:2", "X", "knowledge", "semapv:MappingReview", "A", "0.5", "", "")}},
			[]string{"crosswalk/more.sssom.tsv:12:1: the object_label \"X\" is given to http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002; crosswalk/competency-skill.sssom.tsv:12 gives it to http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001: expected one identifier [mapping-label]"}},
		{"one object in two categories", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", ""),
			{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:learning", "skos:closeMatch", "s:1", "x", "skill/competence", "semapv:MappingReview", "A", "0.5", "", "")}},
			[]string{"crosswalk/more.sssom.tsv:12:1: the object_category of http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 is \"skill/competence\""}},
		{"a pair mapped and rejected", []edit{oneSkill("c:memory", "skos:exactMatch", "s:1", "x", "knowledge", ""),
			{file: "crosswalk/more.sssom.tsv", new: strings.Replace(mappingSet("c:memory", "skos:exactMatch", "Not", "s:1", "x", "knowledge", "semapv:MappingReview", "A", "0.5", "", ""), "\tobject_id", "\tpredicate_modifier\tobject_id", 1)}},
			[]string{"crosswalk/more.sssom.tsv:12:1: competency/memory and http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001 are mapped and, with predicate_modifier Not, rejected; the other row is crosswalk/competency-skill.sssom.tsv:12: expected one of the two [mapping-double]"}},

		{"an identifier withdrawn in a later version", []edit{register("competencies,remembering,,99.0.0,Gone.")},
			[]string{"withdrawn.csv:2:1: remembering of competencies is withdrawn in version 99.0.0; this release is "}},
		{"a withdrawn identifier of no table", []edit{register("zoology,lion,,1.0.0,Gone.")}, []string{"withdrawn.csv:2:1: no table \"zoology\" [withdrawn]"}},
		{"a withdrawn identifier that is still there", []edit{register("competencies,memory,,1.0.0,Gone.")}, []string{"withdrawn.csv:2:1: memory of competencies is declared withdrawn and still there [withdrawn]"}},
		{"a withdrawn identifier whose heir is not there", []edit{register("competencies,remembering,memories,1.0.0,Renamed.")}, []string{"withdrawn.csv:2:1: remembering of competencies is said to be replaced by memories, which is not there [withdrawn]"}},

		{"two pages of one occupation", further(page("ICT change and configuration manager", concept("filing", "Files.", ""))),
			[]string{"esco_occupations http://data.europa.eu/esco/occupation/3b1ea27c-781c-41eb-821f-214285260dd2: two records have the key"}},
		{"a concept twice in a group", further(page("clerk", concept("filing", "Files.", ""), concept("Filing", "Files.", ""))),
			[]string{"esco/further.txt:30:1: \"Filing\" appears twice among the essential relations [esco-relation]"}},
		{"two concepts with one identifier", further(page("clerk", concept("C++", "A language.", ""), concept("C#", "Another language.", ""))),
			[]string{"esco/further.txt:30:1: the concepts \"c++ (knowledge)\" and \"c# (knowledge)\" give one identifier, https://w3id.org/fwci/2210/esco/c; name their URIs in esco/concept-uris.csv [identifier]"}},
		{"a concept without an identifier", further(page("clerk", concept("変更管理", "Knowledge.", ""))),
			[]string{"esco/further.txt:25:1: the concept \"変更管理\" gives no identifier; name its URI in esco/concept-uris.csv [identifier]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := build(t, edited(t, test.edits...))
			var problems source.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("the build gives %v, want source.Problems", err)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error does not have\n  %s\nbut\n  %s", want, strings.ReplaceAll(err.Error(), "\n", "\n  "))
				}
			}
		})
	}
}

// All problems are reported at once.
func TestBuildGathersProblems(t *testing.T) {
	_, _, err := build(t, edited(t,
		edit{file: handbook, old: "Systems Integration\tNR*\t45", new: "Systems - Integration\tNR*\t45"},
		edit{file: handbook, old: "Entry Level = Grades 5 – 7; ", new: ""},
		oneSkill("c:memory", "owl:sameAs", "s:1", "x", "knowledge", "")))
	var problems source.Problems
	if !errors.As(err, &problems) || len(problems.Sorted()) != 3 {
		t.Errorf("expected three problems, got %v", err)
	}
}

// A mapping about a competency that this edition does not have is left out, and a finding says so.
func TestMappingWhoseSubjectIsGone(t *testing.T) {
	set := built(t, edited(t, oneSkill("c:zoology", "skos:exactMatch", "s:1", "animals", "knowledge", "")))
	if len(set.CompetencySkill) != 0 || row(t, set, "esco_skills", "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001") != nil {
		t.Errorf("the mapping is published: %+v", set.CompetencySkill)
	}
	wantFinding(t, set, "mapping-without-subject", "names https://w3id.org/fwci/2210/competency/zoology, which this edition does not have; expected one of its records. The mapping is not published.")
}

// A title whose profile is gone gets what any title without a mapping gets.
func TestMappingWhoseProfileIsGone(t *testing.T) {
	for profile, cells := range map[string][]string{
		"internet-web-services": {"predicate", "closeMatch", "confidence", "0.8", "review_status", "suggested"}, // a lexical suggestion
	} {
		set := built(t, edited(t, edit{file: titleSet, old: "fwci_profile:" + profile + "\t", new: "fwci_profile:gone\t"}))
		checkFacts(t, set, []fact{{"crosswalk_title_profile", "information-technology-specialist-internet-inet|" + profile, cells}})
		wantFinding(t, set, "mapping-without-subject", "https://w3id.org/fwci/2210/profile/gone")
	}
	set := built(t, edited(t, edit{file: seriesPage, old: "(Internet/INET)", new: "(Zoology/ZOO)"}, edit{file: titleSet, new: mappingSet(
		"t:information-technology-specialist-zoology-zoo", "skos:exactMatch", "p:zoology", "Zoology", "", "semapv:MappingReview", "A", "1", "", "")}))
	checkFacts(t, set, []fact{{"crosswalk_unmatched", "series_titles|information-technology-specialist-zoology-zoo|fwci-profile", []string{"justification", "UnspecifiedMatching"}}})
}

func wantFinding(t *testing.T, set *dataset.Dataset, rule, words string) {
	t.Helper()
	if !slices.ContainsFunc(set.Findings, func(f dataset.Finding) bool { return f.Rule == rule && strings.Contains(f.Message, words) }) {
		t.Errorf("no finding %s that says %q", rule, words)
	}
}

// A reviewed mapping, cell by cell.
func TestMappingRecords(t *testing.T) {
	set := built(t, edited(t,
		edit{file: skillSet, new: mappingSet("c:memory", "skos:broadMatch", "s:1", " remember  things ", "skill/competence", "semapv:MappingReview", "Reader A|Reader B", "0.12345", "subject_digest=0123456789abcdef", " As\u00a0such. ")},
		edit{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:learning", "skos:relatedMatch", "s:2", "learn", "knowledge", "semapv:LexicalMatching", "", "1", "", "")},
		edit{file: "crosswalk/none.sssom.tsv", new: mappingSet("c:writing", "skos:exactMatch", "sssom:NoTermFound", "", "", "semapv:MappingReview", "Reader A", "", "", "No concept of writing alone.")},
		edit{file: jobSet, new: mappingSet("p:data-management", "skos:narrowMatch", "o:1", "data clerk", "", "semapv:ManualMappingCuration", "Reader A", "0.7", "object_code=2511.10; subject_digest=x", "")}))
	checkFacts(t, set, []fact{
		{"crosswalk_competency_skill", "memory|http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001", []string{"predicate", "broadMatch", "skill_label", "remember things", "skill_type", "skill/competence", "confidence", "0.123",
			"justification", "MappingReview", "review_status", "person", "recommended", "false", "reviewer", "Reader A; Reader B", "esco_version", "1.2.0", "comment", "As such."}},
		{"crosswalk_competency_skill", "learning|http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002", []string{"review_status", "suggested", "reviewer", "", "comment", "", "justification", "LexicalMatching"}},
		{"crosswalk_unmatched", "competencies|writing|esco-skill", []string{"justification", "MappingReview", "reviewer", "Reader A", "esco_version", "1.2.0", "comment", "No concept of writing alone."}},
		{"crosswalk_profile_occupation", "data-management|http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001", []string{"predicate", "narrowMatch", "occupation_label", "data clerk", "review_status", "person", "recommended", "false"}},
		{"esco_occupations", "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001", []string{"code", "2511.10", "isco_group", "2511", "preferred_label", "data clerk", "description", "", "source_id", ""}},
		{"esco_skills", "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001", []string{"preferred_label", "remember things", "skill_type", "skill/competence", "description", "", "reuse_level", ""}},
	})
	wantFinding(t, set, "stale-mapping", "The wording of memory has changed since its mappings were judged; 1 mappings need a new look.")
	if row(t, set, "crosswalk_unmatched", "competencies|memory|esco-skill") != nil {
		t.Error("memory is mapped and listed as unmatched")
	}
}

// A mapping without a confidence has none in the table: an empty cell is not 0.
func TestMappingWithoutConfidence(t *testing.T) {
	set := built(t, edited(t,
		oneSkillScored("c:memory", "s:1", ""), edit{file: "crosswalk/more.sssom.tsv", new: mappingSet("c:learning", "skos:closeMatch", "s:2", "y", "knowledge", "semapv:MappingReview", "A", "0", "", "")},
		edit{file: jobSet, new: mappingSet("p:data-management", "skos:closeMatch", "o:1", "x", "", "semapv:MappingReview", "A", "", "object_code=2511.1", "")},
		edit{file: titleSet, old: "Language model G\t0.98\t", new: "Language model G\t\t"}))
	for _, m := range set.CompetencySkill {
		if (m.Confidence == nil) != (m.CompetencyID == "memory") || m.Confidence != nil && *m.Confidence != 0 {
			t.Errorf("%s has the confidence %v", m.CompetencyID, m.Confidence)
		}
	}
	none := 0
	for _, m := range set.TitleProfile {
		if m.Confidence == nil {
			none++
		}
	}
	if len(set.CompetencySkill) != 2 || set.ProfileOccupation[0].Confidence != nil || none != 1 {
		t.Errorf("%d skills, an occupation with %v, %d titles without a confidence; expected 2, none, 1", len(set.CompetencySkill), set.ProfileOccupation[0].Confidence, none)
	}
}

func oneSkillScored(subject, object, confidence string) edit {
	return edit{file: skillSet, new: mappingSet(subject, "skos:exactMatch", object, "x", "knowledge", "semapv:MappingReview", "A", confidence, "", "")}
}

// Without any mapping, titles get what their names suggest, and everything else is listed as not looked up.
func TestNoCrosswalk(t *testing.T) {
	set := built(t, edited(t, edit{file: "crosswalk"}))
	suggested := map[string]string{}
	for _, m := range set.TitleProfile {
		name := row(t, set, "series_titles", m.TitleID)["parenthetical_name"]
		suggested[name] = fmt.Sprintf("%s %s %g", m.ProfileID, m.Predicate, *m.Confidence)
		if m.ReviewStatus != "suggested" || m.Justification != "LexicalMatching" || m.Reviewer != nil || m.Comment == nil {
			t.Errorf("the suggestion is %+v", m)
		}
	}
	for name, want := range map[string]string{
		"Information Security": "information-security exactMatch 1", "Customer Support": "customer-support exactMatch 1", "Network Services": "network-services exactMatch 1",
		"Policy Planning": "policy-and-planning exactMatch 0.95", "Enterprise Architecture": "enterprise-architecture exactMatch 1", "Systems Analyst": "systems-analysis exactMatch 0.95",
		"Applications Software": "applications-and-software exactMatch 0.95", "Operating Systems": "operating-systems exactMatch 1", "Data Management": "data-management exactMatch 1",
		"Internet": "internet-web-services closeMatch 0.8", "Systems Administration": "systems-administration exactMatch 1",
	} {
		if suggested[name] != want {
			t.Errorf("%s: suggested %q, want %q", name, suggested[name], want)
		}
	}
	if len(set.TitleProfile) != 11 || len(set.CompetencySkill) != 0 || len(set.ProfileOccupation) != 0 {
		t.Errorf("%d, %d and %d mappings, want 11 of titles and no other", len(set.TitleProfile), len(set.CompetencySkill), len(set.ProfileOccupation))
	}
	tables := map[string]int{}
	for _, u := range set.Unmatched {
		tables[u.SubjectTable+" "+u.Target]++
		if u.Justification != "UnspecifiedMatching" || u.Reviewer != nil || !strings.HasPrefix(u.Comment, "Not reviewed yet") {
			t.Errorf("unmatched: %+v", u)
		}
	}
	if tables["competencies esco-skill"] != 112 || tables["profiles esco-occupation"] != 12 || len(tables) != 2 {
		t.Errorf("unmatched are %v, want 112 competencies and 12 profiles", tables)
	}
	if len(set.ESCOSkills) != 37 || len(set.ESCOOccupations) != 1 {
		t.Errorf("%d concepts and %d occupations, want those of the page: 37 and 1", len(set.ESCOSkills), len(set.ESCOOccupations))
	}
}

// Identifiers follow the base of sources.json; mappings written for another base still find their subjects.
func TestAnotherBase(t *testing.T) {
	for base, want := range map[string]string{
		"https://data.example.gov/it/":   "https://data.example.gov/it/esco/devops",
		"https://data.example.gov/it":    "https://data.example.gov/it/esco/devops",
		"https://data.example.gov/fwci#": "https://data.example.gov/fwci#esco/devops",
	} {
		set := built(t, edited(t,
			edit{file: catalogue, old: `"base": "https://w3id.org/fwci/2210/"`, new: `"base": "` + base + `"`},
			edit{file: conceptURIs, old: "DevOps,http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4,knowledge\n", new: ""}))
		if row(t, set, "esco_skills", want) == nil {
			t.Errorf("base %s: no concept %s", base, want)
		}
		if len(set.TitleProfile) != 11 {
			t.Errorf("base %s: %d titles are mapped", base, len(set.TitleProfile))
		}
	}
	// and a set written for a base that ends in #
	set := built(t, edited(t, edit{file: titleSet, old: "https://w3id.org/fwci/2210/title/", new: "https://w3id.org/fwci#title/"}, edit{file: titleSet, old: "https://w3id.org/fwci/2210/profile/", new: "https://w3id.org/fwci#profile/"}))
	if len(set.TitleProfile) != 11 || set.TitleProfile[0].ReviewStatus != "model" {
		t.Errorf("a set with # before its names maps %d titles", len(set.TitleProfile))
	}
}

// A correction changes what is read; the source keeps its bytes, lines and provenance.
func TestCorrection(t *testing.T) {
	set := built(t, edited(t, edit{file: "corrections.json", new: `[
		{"source": "cbp-2210", "line": 17, "old": "though", "new": "through", "reason": "A letter was lost."},
		{"source": "handbook-2210", "line": 1085, "old": "interpret ", "new": "interprets ", "reason": "The verb lacks its -s."}]`}))
	checkFacts(t, set, []fact{
		{"series_qualifications", "2210|A", []string{"grades", "GS-5 through GS-15", "gs_min", "5", "gs_max", "15"}},
		{"source_documents", "cbp-2210", []string{"bytes", "3355", "sha256", "2d66a16c0c80049d1479660e464d4c7653f112c6ac9e00b1c98ed94de8027e26"}},
		{"provenance", "series_qualifications|2210|A|cbp-2210|17", []string{"line_end", "17"}},
	})
	wantFinding(t, set, "correction-applied", "By a declared correction “though” is read as “through”: A letter was lost.")
	for _, f := range set.Findings {
		if f.Rule == "grade-wording" || f.Rule == "verb-agreement" {
			t.Errorf("still found: %s", f.Message)
		}
	}
	if !slices.ContainsFunc(set.Tasks, func(task dataset.Task) bool { return strings.HasPrefix(task.Statement, "Directs or interprets") }) {
		t.Error("the task is not corrected")
	}
}

// Two clusters of one name cannot come from one text, but a reader of another text may give them.
func TestTwoClustersOfOneName(t *testing.T) {
	raw, err := extract.Load(edited(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range raw.Documents {
		if d.Handbook != nil {
			d.Handbook.Clusters = append(d.Handbook.Clusters, d.Handbook.Clusters[0])
			raw.Documents[i] = d
		}
	}
	_, err = transform.Build(raw)
	if want := handbook + ":74:1: two clusters have the name \"IT Operations and Security\" [identifier]"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the build gives %v, want %s", err, want)
	}
}

// A fact that the page leaves out has no row, and each place has its own.
func TestSeriesPageFactsLeftOut(t *testing.T) {
	set := built(t, edited(t,
		edit{file: seriesPage, old: "Application Process\n\nView the Professional Staff Application Process page for more details.\n", new: ""},
		edit{file: seriesPage, old: "DC metro area", new: "DC | metro area"}))
	if got := row(t, set, "series_page_facts", "2210|application_process"); got != nil {
		t.Errorf("the page says nothing of applying, the table says %v", got)
	}
	checkFacts(t, set, []fact{{"series_page_facts", "2210|location-2", []string{"value", "DC | metro area"}}})
}

// A declared withdrawal is published.
func TestWithdrawn(t *testing.T) {
	set := built(t, edited(t, register("competencies,remembering,memory,1.0.0, The competency  was renamed. ")))
	checkFacts(t, set, []fact{{"withdrawn_identifiers", "competencies|remembering", []string{"replaced_by", "memory", "version", "1.0.0", "reason", "The competency was renamed."}}})
}

// An ESCO download gives URIs that the list lacks, and reuse level and tags of concepts that only mappings
// name; what a page prints is kept.
func TestDownload(t *testing.T) {
	const devOps, remember = "http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4", "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001"
	dir := edited(t, edit{file: conceptURIs, old: "DevOps," + devOps + ",knowledge\n", new: ""}, oneSkill("c:memory", "skos:broadMatch", "s:1", "remember", "skill/competence", ""))
	download := filepath.Join(t.TempDir(), "ESCO dataset - v1.2.0 - classification - en - csv")
	if err := os.MkdirAll(download, 0o755); err != nil {
		t.Fatal(err)
	}
	const head = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
	for name, text := range map[string]string{
		"skills_en.csv": head + "KnowledgeSkillCompetence," + devOps + ",knowledge,transversal,devops,,Other words.\n" +
			"KnowledgeSkillCompetence," + remember + ",skill/competence,cross-sector,remember,,Recall.\n" +
			"KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002,knowledge,cross-sector,digital systems,,Other words.\n",
		"researchSkillsCollection_en.csv": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\nKnowledgeSkillCompetence," + remember + ",skill/competence,cross-sector,remember,,Recall.\n",
	} {
		if err := os.WriteFile(filepath.Join(download, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := extract.Load(dir, download)
	if err != nil {
		t.Fatal(err)
	}
	set, err := transform.Build(raw)
	if err != nil {
		t.Fatal(err)
	}
	checkFacts(t, set, []fact{
		{"esco_skills", devOps, []string{"preferred_label", "DevOps", "reuse_level", "sector-specific", "tags", "digital"}},
		{"esco_skills", remember, []string{"reuse_level", "cross-sector", "tags", "research", "description", "Recall.", "esco_version", "1.2.0"}},
		{"esco_skills", "http://data.europa.eu/esco/skill/397da142-ab35-48fe-b154-7c38f447adfb", []string{"preferred_label", "digital systems"}}, // the list's URI, not the download's
	})
	if set.Info.ESCOVersion != "1.2.0" || set.Info.ESCOVersionBasis == "" {
		t.Errorf("the release names ESCO %q (%s), want 1.2.0", set.Info.ESCOVersion, set.Info.ESCOVersionBasis)
	}
}

// Pages that share concepts: each concept once, each relation of each page, what the first page prints
// stands, and provenance leads to both pages.
func TestSeveralOccupationPages(t *testing.T) {
	dir := edited(t, further(page("configuration clerk", concept("DevOps", "Another description.", "research\n"), concept("filing", "Keeps files.", "")))...)
	set := built(t, dir)
	const devOps = "http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4"
	const own = "https://w3id.org/fwci/2210/esco/"
	checkFacts(t, set, []fact{
		{"esco_skills", devOps, []string{"tags", "digital", "description", "The DevOps development approach is a methodology to design software systems and applications focused on the collaboration and between software programmers and other ICT professionals and automation."}},
		{"esco_skills", own + "filing", []string{"preferred_label", "filing", "skill_type", "knowledge", "reuse_level", "sector-specific", "description", "Keeps files."}},
		{"esco_occupations", own + "configuration-clerk", []string{"code", "2511.3", "isco_group", "2511", "source_id", "further"}},
		{"esco_occupation_skills", own + "configuration-clerk|" + devOps + "|essential", []string{"position", "1"}},
		{"esco_occupation_skills", own + "configuration-clerk|" + own + "filing|essential", []string{"position", "2"}},
	})
	sources := map[string]bool{}
	for _, p := range set.Provenance {
		if p.TableName == "esco_skills" && p.RecordKey == devOps {
			sources[p.SourceID] = true
		}
	}
	if len(sources) != 2 {
		t.Errorf("the shared concept leads to %v, want both pages", sources)
	}
	wantFinding(t, set, "concept-differs", "“DevOps” is described differently here than where it first appears.")
	wantFinding(t, set, "concept-without-uri", "“filing”")
	wantFinding(t, set, "concept-without-uri", "“configuration clerk”")
	if got := count(set.ESCOOccupationSkills, func(dataset.ESCOOccupationSkill) bool { return true }); got != 40 {
		t.Errorf("%d relations, want 38 and 2", got)
	}
}

// A later edition in another layout holds the same facts: the tables agree, line numbers aside.
func TestLayoutDoesNotMatter(t *testing.T) {
	texts := testing.Short() // the layouts are those of texts; the other sources only take time
	real := built(t, copied(t, texts))
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(rawDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	text := map[string]string{handbook: read(handbook), seriesPage: read(seriesPage), escoPage: read(escoPage)}
	for name, change := range map[string]func(string) string{
		"CRLF":              func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"byte-order mark":   func(s string) string { return "\ufeff" + s },
		"last line end":     func(s string) string { return s + "\n" },
		"trailing spaces":   func(s string) string { return strings.ReplaceAll(s, "\n", "  \n") },
		"no-break spaces":   func(s string) string { return strings.ReplaceAll(s, " of ", "\u00a0of ") },
		"blank lines twice": func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n\n\n") },
	} {
		t.Run(name, func(t *testing.T) {
			var edits []edit
			for file, s := range text {
				edits = append(edits, edit{file: file, new: change(s)})
			}
			set := built(t, copied(t, texts, edits...))
			compareFacts(t, real, set)
		})
	}
}

// compareFacts compares the tables that hold facts, without line numbers.
func compareFacts(t *testing.T, want, got *dataset.Dataset) {
	t.Helper()
	skip := []string{"source_documents", "source_lines", "provenance", "quality_findings"}
	for _, table := range want.Tables() {
		if slices.Contains(skip, table.Name) {
			continue
		}
		other, _ := got.Table(table.Name)
		if table.Len() != other.Len() {
			t.Errorf("%s has %d rows, want %d", table.Name, other.Len(), table.Len())
			continue
		}
		for i := range table.Len() {
			a, b := cellsOf(table, i), cellsOf(other, i)
			if a != b {
				t.Errorf("%s, row %d\n got %s\nwant %s", table.Name, i+1, b, a)
				break
			}
		}
	}
}

func cellsOf(table dataset.Table, i int) string {
	var texts []string
	for c, value := range table.Values(i) {
		if !strings.HasPrefix(table.Columns[c], "line_") {
			texts = append(texts, dataset.Text(value))
		}
	}
	return strings.Join(texts, " | ")
}

// Same inputs, same dataset, whatever the folder and however often.
func TestBuildIsDeterministic(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: makes the tables of all sources twice more, and so does make committed")
	}
	_, real := release(t)
	for range 2 {
		set := built(t, whole(t))
		for _, table := range real.Tables() {
			other, _ := set.Table(table.Name)
			for i := range min(table.Len(), other.Len()) {
				if fmt.Sprint(table.Values(i)) != fmt.Sprint(other.Values(i)) {
					t.Fatalf("%s, row %d: %v, then %v", table.Name, i+1, table.Values(i), other.Values(i))
				}
			}
			if table.Len() != other.Len() {
				t.Fatalf("%s has %d rows, then %d", table.Name, table.Len(), other.Len())
			}
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	raw, _ := release(b)
	for b.Loop() {
		if _, err := transform.Build(raw); err != nil {
			b.Fatal(err)
		}
	}
}
