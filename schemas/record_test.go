package schemas

import (
	"encoding/json"
	"maps"
	"os"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

// records returns the hand-written record of each table in testdata/records.json.
func records(t *testing.T) map[string]map[string]any {
	t.Helper()
	data, err := os.ReadFile("testdata/records.json")
	if err != nil {
		t.Fatal(err)
	}
	var records map[string]map[string]any
	if err := json.Unmarshal(data, &records); err != nil {
		t.Fatal(err)
	}
	return records
}

func compile(t *testing.T, table Table) func(map[string]any) bool {
	t.Helper()
	loader := gojsonschema.NewSchemaLoader()
	loader.Draft, loader.AutoDetect, loader.Validate = gojsonschema.Draft7, false, true
	schema, err := loader.Compile(gojsonschema.NewBytesLoader(table.Schema))
	if err != nil {
		t.Fatalf("%s does not compile: %v", table.Name, err)
	}
	return func(record map[string]any) bool {
		result, err := schema.Validate(gojsonschema.NewGoLoader(record))
		if err != nil {
			t.Fatalf("%s: %v", table.Name, err)
		}
		return result.Valid()
	}
}

func TestSchemasAcceptAndRefuseRecords(t *testing.T) {
	records := records(t)
	for _, table := range Tables() {
		valid, record := compile(t, table), records[table.Name]
		if record == nil || !valid(record) {
			t.Errorf("%s: the record is missing or refused: %v", table.Name, record)
			continue
		}
		refuse := func(what, column string, value any) {
			changed := maps.Clone(record)
			changed[column] = value
			if valid(changed) {
				t.Errorf("%s.%s: %s is accepted", table.Name, column, what)
			}
		}
		refuse("a column of no table", "no_such_column", "x")
		for _, c := range table.Columns {
			changed := maps.Clone(record)
			delete(changed, c.Name)
			if valid(changed) {
				t.Errorf("%s.%s: a record without it is accepted", table.Name, c.Name)
			}
			changed[c.Name] = nil
			if valid(changed) != c.Nullable {
				t.Errorf("%s.%s: nullable is %v, the schema says otherwise", table.Name, c.Name, c.Nullable)
			}
			for what, value := range badValues(c) {
				refuse(what, c.Name, value)
			}
		}
	}
}

// badValues returns values that no column of that type may hold, by what is wrong with them.
func badValues(c Column) map[string]any {
	bad := map[string]any{"an object": map[string]any{}}
	switch c.Type {
	case String:
		maps.Copy(bad, map[string]any{"a number": 1, "empty text": "", "a leading space": " x", "a no-break space": "x\u00a0y",
			"a formula": "=1+1", "a line feed": "x\ny", "two spaces": "x  y"})
	case Integer:
		maps.Copy(bad, map[string]any{"text": "1", "a fraction": 1.5, "a boolean": true})
		if c.Minimum != nil {
			bad["a number below the minimum"] = *c.Minimum - 1
		}
		if c.Maximum != nil {
			bad["a number above the maximum"] = *c.Maximum + 1
		}
	case Number:
		maps.Copy(bad, map[string]any{"text": "0.5", "more than the maximum": *c.Maximum + 0.01, "less than the minimum": *c.Minimum - 0.01})
	case Boolean:
		maps.Copy(bad, map[string]any{"text": "true", "a number": 1})
	case List:
		maps.Copy(bad, map[string]any{"text": "x", "a list of numbers": []any{1}, "an empty list": []any{}, "an item that has the separator": []any{"a|b"},
			"an item twice": []any{"a", "a"}})
	}
	return bad
}

func TestSchemasRefuseWrongIdentifiers(t *testing.T) {
	tests := []struct {
		table, column string
		values        []any
	}{
		{"source_documents", "sha256", []any{"abc", "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"}},
		{"competencies", "competency_id", []any{"Accessibility", "a--b", "-a", "a-", "a/b", "a_b", "é"}},
		{"tasks", "task_id", []any{"task-012345678", "task-01234567890", "task-012345678G", "0123456789"}},
		{"quality_findings", "finding_id", []any{"finding-1", "task-0123456789"}},
		{"quality_findings", "table_name", []any{"Competencies", "a-b", "_a"}},
		{"series_titles", "series", []any{"221", "22100", "GS-2210"}},
		{"esco_occupations", "code", []any{"2519", "2519.", "C2519.3", "251.3"}},
		{"esco_occupations", "isco_group", []any{"25", "C2519"}},
		{"esco_skills", "skill_uri", []any{"esco/skill", "urn:x", "http://a b", "http://a|b", "http://a\"b", "http://é"}},
		{"competency_bands", "marker", []any{"x", "XX", "X*", "no"}},
		{"competency_bands", "band_id", []any{"Entry", "expert"}},
		{"crosswalk_competency_skill", "esco_version", []any{"latest", "1", "1.2."}},
		{"crosswalk_competency_skill", "justification", []any{"semapv:MappingReview", "Review"}},
	}
	records := records(t)
	for _, test := range tests {
		table, _ := Lookup(test.table)
		valid := compile(t, table)
		for _, value := range test.values {
			record := maps.Clone(records[test.table])
			if _, ok := record[test.column]; !ok {
				t.Fatalf("no column %s.%s", test.table, test.column)
			}
			record[test.column] = value
			if valid(record) {
				t.Errorf("%s.%s accepts %v", test.table, test.column, value)
			}
		}
	}
}
