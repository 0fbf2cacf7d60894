package validation

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestGoodDataset(t *testing.T) {
	d := good()
	for _, v := range Check(d) {
		t.Errorf("[%s] %s", v.Rule, v)
	}
	for _, table := range d.Tables() {
		if table.Len() == 0 {
			t.Errorf("the fixture has no record of %s", table.Name)
		}
	}
}

// A violation as the tests below expect it; message is a part of the sentence.
type expected struct{ rule, table, key, column, message string }

func (e expected) is(v Violation) bool {
	return v.Rule == e.rule && v.Table == e.table && v.Key == e.key && v.Column == e.column && strings.Contains(v.Message, e.message)
}

func wantExactly(t *testing.T, got []Violation, want ...expected) {
	t.Helper()
	left := slices.Clone(want)
	for _, v := range got {
		if at := slices.IndexFunc(left, func(e expected) bool { return e.is(v) }); at >= 0 {
			left = slices.Delete(left, at, at+1)
		} else {
			t.Errorf("not expected: [%s] %s", v.Rule, v)
		}
	}
	for _, e := range left {
		t.Errorf("not found: %+v", e)
	}
}

// mutations break one thing each.
var mutations = []struct {
	name   string
	change func(*dataset.Dataset)
	want   []expected
}{
	{"empty text", func(d *dataset.Dataset) { d.SeriesDuties[0].Statement = "" }, []expected{{"schema", "series_duties", "2210|1", "statement", "expected text without"}}},
	{"a run of spaces", func(d *dataset.Dataset) { *d.Competencies[1].Note = "As  such." }, []expected{{"schema", "competencies", "cloud-services", "note", "expected text without control characters, runs of spaces"}}},
	{"a line feed", func(d *dataset.Dataset) { d.Clusters[0].Definition = "runs\nthings." }, []expected{{"schema", "clusters", "operations", "definition", `found "runs\nthings."`}}},
	{"a formula", func(d *dataset.Dataset) { d.Bands[0].Name = "=1+1" }, []expected{{"schema", "bands", "entry", "name", "a leading = + - @"}}},
	{"an enum", func(d *dataset.Dataset) { d.Tasks[0].Kind = "special" }, []expected{{"schema", "tasks", taskOne, "kind", "must be one of the following"}}},
	{"an enum that may be null", func(d *dataset.Dataset) { d.ESCOSkills[0].ReuseLevel = text("everywhere") }, []expected{{"schema", "esco_skills", skillOne, "reuse_level", "must be one of the following"}}},
	{"a minimum", func(d *dataset.Dataset) { d.HandbookSections[0].Level = 0 }, []expected{{"schema", "handbook_sections", "results", "level", "greater than or equal to 1"}}},
	{"a maximum", func(d *dataset.Dataset) { d.CompetencySkill[0].Confidence = new(1.5) }, []expected{{"schema", "crosswalk_competency_skill", "cloud-services|" + skillTwo, "confidence", "less than or equal to 1"}}},
	{"a pattern", func(d *dataset.Dataset) { d.SourceDocuments[0].SHA256 = "abc" }, []expected{{"schema", "source_documents", "book", "sha256", "Does not match pattern"}}},
	{"a format", func(d *dataset.Dataset) {
		d.ESCOSkills[1].SkillURI, d.CompetencySkill[0].SkillURI = "skill 2", "skill 2"
	}, []expected{
		{"schema", "esco_skills", "skill 2", "skill_uri", ""}, {"schema", "esco_skills", "skill 2", "skill_uri", ""},
		{"schema", "crosswalk_competency_skill", "cloud-services|skill 2", "skill_uri", ""}, {"schema", "crosswalk_competency_skill", "cloud-services|skill 2", "skill_uri", ""},
	}},
	{"an item of a list", func(d *dataset.Dataset) { d.ESCOSkills[0].Tags = dataset.List{"digital|research"} }, []expected{{"schema", "esco_skills", skillOne, "tags.0", "Does not match pattern"}}},
	{"a list without items", func(d *dataset.Dataset) { d.ESCOSkills[0].Tags = dataset.List{} }, []expected{{"schema", "esco_skills", skillOne, "tags", "at least 1 items"}}},
	{"an item twice", func(d *dataset.Dataset) { d.ESCOSkills[0].Tags = dataset.List{"digital", "digital"} }, []expected{{"schema", "esco_skills", skillOne, "tags", "must be unique"}}},

	{"a record twice", func(d *dataset.Dataset) {
		again := d.CompetencyAliases[0]
		again.Kind = "acronym"
		d.CompetencyAliases = append(d.CompetencyAliases, again)
	}, []expected{{"primary-key", "competency_aliases", "design-ui-ux|Design", "", "two records have the key design-ui-ux|Design (competency_id, alias)"}}},
	{"a source twice", func(d *dataset.Dataset) { d.SourceDocuments = append(d.SourceDocuments, d.SourceDocuments[0]) },
		[]expected{{"primary-key", "source_documents", "book", "", "two records have the key"}}},

	{"a gap in positions", func(d *dataset.Dataset) { d.ProfileCompetencies[2].Position = 3 }, []expected{{"position", "profile_competencies", "data-management|design-ui-ux", "profile_position", "the position is 3; expected 2"}}},
	{"a position twice", func(d *dataset.Dataset) { d.ProfileTasks[2].Position = 1 }, []expected{{"position", "profile_tasks", "data-management|" + taskTwo, "task_position", "the position is 1; expected 2"}}},
	{"positions out of order", func(d *dataset.Dataset) { slices.Reverse(d.Bands) }, []expected{
		{"position", "bands", "journey", "position", "the position is 2; expected 1"}, {"position", "bands", "entry", "position", "the position is 1; expected 2"}}},
	{"positions that start at 2", func(d *dataset.Dataset) { d.ESCOOccupationSkills[0].Position = 2 }, []expected{{"position", "esco_occupation_skills", occupation + "|" + skillOne + "|essential", "position", "the position is 2; expected 1"}}},

	{"an identifier that is not the name's", func(d *dataset.Dataset) { d.Competencies[0].Name = "Memories" }, []expected{{"identifier", "competencies", "memory", "name", `not the slug of the name "Memories" (memories)`}}},
	{"a name with spaces around a slash", func(d *dataset.Dataset) { d.Competencies[2].Name = "Design (UI / UX)" }, []expected{{"identifier", "competencies", "design-ui-ux", "name", "is not the slug"}}},
	{"a cluster's identifier", func(d *dataset.Dataset) { d.Clusters[0].Name = "Operation" }, []expected{{"identifier", "clusters", "operations", "name", "(operation)"}}},
	{"a profile's identifier", func(d *dataset.Dataset) { d.Profiles[1].Name = "Data" }, []expected{{"identifier", "profiles", "data-management", "name", "(data)"}}},
	{"a task's identifier", func(d *dataset.Dataset) { d.Tasks[0].Statement = "Writes report." }, []expected{{"identifier", "tasks", taskOne, "statement", "the identifier is not that of the statement"}}},

	{"a rank twice", func(d *dataset.Dataset) { d.CompetencyRankings[2].CurrentRank = number(2) }, []expected{{"ranking", "competency_rankings", "", "", "the ranks of operations current are not a permutation of 1 to 2: rank 2 is where 1 is expected"}}},
	{"a rank missing", func(d *dataset.Dataset) {
		r := &d.CompetencyRankings[2]
		r.FutureRank, r.RankChange, r.Trend = number(3), number(-2), text("falls")
	}, []expected{{"ranking", "competency_rankings", "", "", "the ranks of operations future are not a permutation of 1 to 2: rank 3 is where 2 is expected"}}},
	{"a change with the wrong sign", func(d *dataset.Dataset) { d.CompetencyRankings[1].RankChange = number(-1) }, []expected{{"ranking", "competency_rankings", "operations|cloud-services", "rank_change", "current_rank less future_rank"}}},
	{"a change that is missing", func(d *dataset.Dataset) { d.CompetencyRankings[1].RankChange = nil }, []expected{{"ranking", "competency_rankings", "operations|cloud-services", "rank_change", "null where either is null"}}},
	{"a trend of the wrong way", func(d *dataset.Dataset) { d.CompetencyRankings[1].Trend = text("falls") }, []expected{{"ranking", "competency_rankings", "operations|cloud-services", "trend", "not the one that the ranks give"}}},
	{"a trend that is missing", func(d *dataset.Dataset) { d.CompetencyRankings[2].Trend = nil }, []expected{{"ranking", "competency_rankings", "operations|design-ui-ux", "trend", "not the one that the ranks give"}}},
	{"a change without a future rank", func(d *dataset.Dataset) { d.CompetencyRankings[2].RankChange = number(1) }, []expected{{"ranking", "competency_rankings", "operations|design-ui-ux", "rank_change", "null where either is null"}}},

	{"a band missing", func(d *dataset.Dataset) {
		d.CompetencyBands = slices.Delete(d.CompetencyBands, 4, 5)
		forget(d, "competency_bands", "operations|design-ui-ux|entry")
	}, []expected{{"band", "competency_bands", "operations|design-ui-ux|journey", "", "1 bands of 2"}}},
	{"a mark without importance", func(d *dataset.Dataset) { d.CompetencyBands[2].Important = false }, []expected{{"band", "competency_bands", "operations|cloud-services|entry", "important", `important is false and the marker is "X"`}}},
	{"importance without a mark", func(d *dataset.Dataset) { d.CompetencyBands[4].Important = true }, []expected{{"band", "competency_bands", "operations|design-ui-ux|entry", "important", `important is true and the marker is ""`}}},
	{"importance next to asterisks", func(d *dataset.Dataset) { d.CompetencyBands[3].Important = true }, []expected{{"band", "competency_bands", "operations|cloud-services|journey", "important", `important is true and the marker is "**"`}}},
	{"a note without a mark", func(d *dataset.Dataset) { d.CompetencyBands[3].Marker = nil }, []expected{{"band", "competency_band_notes", "operations|cloud-services|journey", "note", "not marked with asterisks"}}},

	{"a competency without a mapping", func(d *dataset.Dataset) { d.CompetencySkill = d.CompetencySkill[1:] }, []expected{{"coverage", "competencies", "cloud-services", "", "neither a mapping nor a row in crosswalk_unmatched"}}},
	{"a profile without a mapping", func(d *dataset.Dataset) { d.ProfileOccupation = nil }, []expected{{"coverage", "profiles", "data-management", "", "neither a mapping nor a row"}}},
	{"a specialist title without a mapping", func(d *dataset.Dataset) { d.TitleProfile = nil }, []expected{{"coverage", "series_titles", "specialist-data-dat", "", "neither a mapping nor a row"}}},
	{"mapped and unmatched", func(d *dataset.Dataset) { d.CompetencySkill[1].CompetencyID = "memory" }, []expected{
		{"coverage", "crosswalk_unmatched", "competencies|memory|esco-skill", "", "has a mapping and is listed as unmatched"}, {"coverage", "competencies", "design-ui-ux", "", "neither"}}},
	{"unmatched and unknown", func(d *dataset.Dataset) {
		d.Unmatched = append(d.Unmatched, dataset.Unmatched{SubjectTable: "profiles", SubjectID: "zoology", Target: "esco-occupation", Justification: "MappingReview", Comment: "Nothing."})
	}, []expected{{"coverage", "crosswalk_unmatched", "profiles|zoology|esco-occupation", "subject_id", "no such record in profiles"}}},

	{"the recommended mapping of another relation", func(d *dataset.Dataset) { d.CompetencySkill[1].Recommended = true }, []expected{{"recommendation", "crosswalk_competency_skill", "design-ui-ux|" + skillOne, "recommended", "recommended is true; expected false"}}},
	{"no recommended mapping", func(d *dataset.Dataset) { d.TitleProfile[0].Recommended = false }, []expected{{"recommendation", "crosswalk_title_profile", "specialist-data-dat|data-management", "recommended", "recommended is false; expected true"}}},

	{"a line missing", func(d *dataset.Dataset) {
		at := slices.IndexFunc(d.SourceLines, func(l dataset.SourceLine) bool { return l.SourceID == "book" && l.Line == 4 })
		d.SourceLines = slices.Delete(d.SourceLines, at, at+1)
	}, []expected{{"source-lines", "source_documents", "book", "lines", "3 of 4 lines are classified"}}},
	{"a line skipped", func(d *dataset.Dataset) {
		at := slices.IndexFunc(d.SourceLines, func(l dataset.SourceLine) bool { return l.SourceID == "book" && l.Line == 4 })
		d.SourceLines[at].Line = 5
	}, []expected{{"source-lines", "source_lines", "book|5", "line", "the line is 5; expected 4, each line once"}}},

	{"a record without provenance", func(d *dataset.Dataset) { forget(d, "series_duties", "2210|1") }, []expected{{"provenance", "series_duties", "2210|1", "", "the record has no provenance"}}},
	{"an occupation of a page without provenance", func(d *dataset.Dataset) { forget(d, "esco_occupations", occupation) }, []expected{{"provenance", "esco_occupations", occupation, "", "the record has no provenance"}}},
	{"a concept of a page without provenance", func(d *dataset.Dataset) { forget(d, "esco_skills", skillOne) }, []expected{{"provenance", "esco_skills", skillOne, "", "the record has no provenance"}}},
	{"provenance of no record", func(d *dataset.Dataset) {
		d.Provenance = append(d.Provenance, dataset.Provenance{TableName: "tasks", RecordKey: "task-0000000000", SourceID: "book", LineStart: 1, LineEnd: 1})
	}, []expected{{"provenance", "provenance", "tasks|task-0000000000|book|1", "record_key", "no such record in tasks"}}},
	{"provenance after the last line", func(d *dataset.Dataset) { d.Provenance[0].LineEnd = 5 }, []expected{{"provenance", "provenance", "bands|entry|book|2", "line_end", "lines 2 to 5 of a source with 4 lines"}}},
	{"provenance that ends before it starts", func(d *dataset.Dataset) { d.Provenance[0].LineEnd = 1 }, []expected{{"provenance", "provenance", "bands|entry|book|2", "line_end", "lines 2 to 1"}}},
}

// forget takes the provenance of a record away.
func forget(d *dataset.Dataset, table, key string) {
	d.Provenance = slices.DeleteFunc(d.Provenance, func(p dataset.Provenance) bool { return p.TableName == table && p.RecordKey == key })
}

func TestMutations(t *testing.T) {
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			d := good()
			m.change(d)
			wantExactly(t, Check(d), m.want...)
		})
	}
}

// nowhere is a value that keeps the pattern of a key column and is no key.
func nowhere(c schemas.Column) string {
	switch {
	case slices.Contains(c.Enum, "senior"):
		return "senior" // a band that the fixture does not have
	case c.Format == "uri":
		return iri + "nowhere"
	case c.Name == "task_id":
		return "task-0000000000"
	case strings.HasPrefix(c.Name, "nice_category"), c.Name == "element_id":
		return "ZZ"
	case c.Name == "work_role_id", c.Name == "nice_area_id":
		return "ZZ-COM-999"
	case c.Name == "nice_statement_id", c.Name == "nice_task_id":
		return "Z999"
	case strings.HasPrefix(c.Name, "dcwf_"):
		return "999"
	}
	return "nowhere"
}

// Each reference of each table, broken in turn: the first record that has one points to nothing.
func TestReferences(t *testing.T) {
	for _, s := range schemas.Tables() {
		for _, r := range s.ForeignKeys {
			name := r.Columns[len(r.Columns)-1]
			t.Run(s.Name+"/"+strings.Join(r.Columns, ","), func(t *testing.T) {
				c, _ := s.Column(name)
				d := good()
				slot, _ := d.Records(s.Name)
				records := reflect.ValueOf(slot).Elem()
				column := slices.IndexFunc(s.Columns, func(c schemas.Column) bool { return c.Name == name })
				changed := -1
				for i := range records.Len() {
					field := records.Index(i).Field(column)
					if field.Kind() == reflect.Pointer && field.IsNil() {
						continue
					}
					changed = i
					if value := nowhere(c); field.Kind() == reflect.Pointer {
						field.Set(reflect.ValueOf(&value))
					} else {
						field.SetString(value)
					}
					break
				}
				if changed < 0 {
					t.Fatal("the fixture has no record with this reference")
				}
				table, _ := d.Table(s.Name)
				key := table.Key(changed, s.PrimaryKey)
				var target []string
				for _, column := range r.Columns {
					target = append(target, table.Key(changed, []string{column}))
				}
				want := expected{"reference", s.Name, key, strings.Join(r.Columns, ", "), strings.Join(target, "|") + " is not a key of " + r.Table}
				found := 0
				for _, v := range Check(d) {
					switch {
					case want.is(v):
						found++
					case v.Rule == "schema" || v.Rule == "primary-key":
						t.Errorf("not expected: [%s] %s", v.Rule, v)
					}
				}
				if found != 1 {
					t.Errorf("%d violations are %+v, want one", found, want)
				}
			})
		}
	}
}

// A reference that is null refers to nothing and breaks nothing.
func TestNullReferences(t *testing.T) {
	d := good()
	d.ESCOOccupations[0].SourceID, d.HandbookSections[1].ParentID, d.Scopes[1].ClusterID, d.Findings[0].SourceID = nil, nil, nil, nil
	wantExactly(t, Check(d))
}

// wrong returns values that a column must not hold, by what is wrong with them.
func wrong(c schemas.Column) map[string]any {
	bad := map[string]any{"an object": map[string]any{}}
	if !c.Nullable {
		bad["null"] = nil
	}
	switch c.Type {
	case schemas.String:
		bad["a number"], bad["a leading space"] = json.Number("1"), " x"
	case schemas.Integer:
		bad["text"], bad["a fraction"] = "1", json.Number("1.5")
		if c.Minimum != nil {
			bad["too small a number"] = json.Number(strconv.FormatFloat(*c.Minimum-1, 'f', -1, 64))
		}
	case schemas.Boolean:
		bad["text"] = "true"
	case schemas.Number:
		bad["text"], bad["too large a number"] = "1", json.Number("1.001")
	case schemas.List:
		bad["text"], bad["a list of numbers"] = "digital", []any{json.Number("1")}
	}
	return bad
}

// Each column of each table: a wrong value, a missing column and a column too many are violations of the
// right record and column, whichever record of the table it is.
func TestRecordsOfEveryColumn(t *testing.T) {
	for _, table := range good().Tables() {
		s, _ := schemas.Lookup(table.Name)
		data, err := json.Marshal(table.Records)
		if err != nil {
			t.Fatal(err)
		}
		at := table.Len() - 1
		check := func(what, column string, change func(record map[string]any)) {
			t.Helper()
			var records []map[string]any
			if err := json.Unmarshal(data, &records); err != nil {
				t.Fatal(err)
			}
			change(records[at])
			changed, err := json.Marshal(records)
			if err != nil {
				t.Fatal(err)
			}
			got := Records(table.Name, changed, func(i int) string { return fmt.Sprintf("record %d", i+1) })
			if len(got) == 0 {
				t.Errorf("%s: %s is accepted", table.Name, what)
			}
			for _, v := range got {
				if v.Table != table.Name || v.Key != fmt.Sprintf("record %d", at+1) || v.Rule != "schema" || v.Message == "" || strings.SplitN(v.Column, ".", 2)[0] != column {
					t.Errorf("%s: for %s, violation %+v", table.Name, what, v)
				}
			}
		}
		if got := Records(table.Name, data, func(int) string { return "" }); len(got) > 0 {
			t.Errorf("%s: %v", table.Name, got)
		}
		check("a column too many", "", func(record map[string]any) { record["no_such_column"] = "x" })
		for _, c := range s.Columns {
			check(c.Name+" left out", "", func(record map[string]any) { delete(record, c.Name) })
			for what, value := range wrong(c) {
				check(what+" in "+c.Name, c.Name, func(record map[string]any) { record[c.Name] = value })
			}
		}
	}
}

func TestRecordsRefusesWhatIsNoTable(t *testing.T) {
	key := func(int) string { return "k" }
	for name, v := range map[string][]Violation{
		"not JSON":       Records("tasks", []byte("[{"), key),
		"an object":      Records("tasks", []byte("{}"), key),
		"unknown table":  Records("zoology", []byte("[]"), key),
		"numbers":        Records("tasks", []byte("[1]"), key),
		"a huge integer": Records("bands", []byte(`[{"band_id":"entry","name":"x","gs_min":1,"gs_max":99999999999999999999,"position":1.5}]`), key),
	} {
		if len(v) == 0 || v[0].Rule != "schema" || v[0].Message == "" {
			t.Errorf("%s: violations %v", name, v)
		}
	}
}

// A table that the contract has and the dataset lacks, and a reference to a column that a table lacks.
func TestMissingTable(t *testing.T) {
	d := good()
	c := newChecker(d, slices.DeleteFunc(d.Tables(), func(table dataset.Table) bool { return table.Name == "withdrawn_identifiers" }))
	c.keys()
	wantExactly(t, c.violations, expected{"table", "withdrawn_identifiers", "", "", "the table is missing"})

	c.violations = nil
	s, _ := schemas.Lookup("tasks")
	c.reference(s, schemas.Reference{Columns: []string{"colour"}, Table: "bands", References: []string{"band_id"}}, nil)
	wantExactly(t, c.violations, expected{"reference", "tasks", "", "", "no column colour"})
}

func TestViolationString(t *testing.T) {
	for want, v := range map[string]Violation{
		"tasks task-1, column kind: is wrong": {Table: "tasks", Key: "task-1", Column: "kind", Message: "is wrong"},
		"tasks task-1: is wrong":              {Table: "tasks", Key: "task-1", Message: "is wrong"},
		"tasks: is wrong":                     {Table: "tasks", Message: "is wrong"},
	} {
		if v.String() != want {
			t.Errorf("%q, want %q", v, want)
		}
	}
}

// The rules are read off the package's own source: a rule that no test breaks is a check that may not work.
func TestEveryRuleIsBroken(t *testing.T) {
	broken := map[string]bool{"reference": true, "table": true} // by TestReferences and TestMissingTable
	for _, m := range mutations {
		for _, e := range m.want {
			broken[e.rule] = true
		}
	}
	rules := map[string]bool{}
	for _, name := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr: // c.fail(table, key, column, rule, …)
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "fail" {
					rules[literal(n.Args[3])] = true
				}
			case *ast.KeyValueExpr: // Violation{Rule: …}
				if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Rule" {
					if rule := literal(n.Value); rule != "" {
						rules[rule] = true
					}
				}
			}
			return true
		})
	}
	want := slices.Sorted(maps.Keys(rules))
	if got := slices.Sorted(maps.Keys(broken)); !slices.Equal(got, want) {
		t.Errorf("rules that a test breaks\n got %q\nwant %q", got, want)
	}
}

func sources(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			names = append(names, e.Name())
		}
	}
	return names
}

func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	text, _ := strconv.Unquote(l.Value)
	return text
}

// The tables whose records must have provenance, and those whose positions count, are tables of the
// dictionary that have what is asked of them.
func TestListsNameTables(t *testing.T) {
	for _, name := range traced {
		if _, ok := schemas.Lookup(name); !ok {
			t.Errorf("traced: no table %s", name)
		}
	}
	for _, s := range schemas.Tables() {
		has := slices.ContainsFunc(s.Columns, func(c schemas.Column) bool { return c.Name == "position" || strings.HasSuffix(c.Name, "_position") })
		at := slices.IndexFunc(numbered, func(n struct {
			table, column string
			within        []string
		}) bool {
			return n.table == s.Name
		})
		if has != (at >= 0) {
			t.Errorf("%s has positions: %t, they are checked: %t", s.Name, has, at >= 0)
			continue
		}
		if at >= 0 {
			for _, column := range numbered[at].within {
				if _, ok := s.Column(column); !ok {
					t.Errorf("%s has no column %s", s.Name, column)
				}
			}
		}
	}
}

// Values are remembered some at a time; a violation after them names its record all the same, and a value that
// breaks a rule does so in each record.
func TestViolationBehindTheFirstRecords(t *testing.T) {
	lines := make([]dataset.SourceLine, mostValues+2)
	for i := range lines {
		lines[i] = dataset.SourceLine{SourceID: "book", Line: i + 1, Class: "data"}
	}
	wrong := []int{1, len(lines) - 1}
	for _, i := range wrong {
		lines[i].Class = "doodle"
	}
	set := &dataset.Dataset{SourceLines: lines}
	table, _ := set.Table("source_lines")
	got := records([]dataset.Table{table})[0]
	if len(got) != len(wrong) {
		t.Fatalf("the violations are %v; expected one for each of the records %v", got, wrong)
	}
	for n, i := range wrong {
		if got[n].Key != fmt.Sprintf("book|%d", i+1) || got[n].Column != "class" {
			t.Errorf("violation %d is %v; expected one of the class of line %d", n, got[n], i+1)
		}
	}
}
