package schemas

import (
	"strings"
	"testing"
)

const goodEntry = `{"order": 1, "group": "quality", "primaryKey": ["b"], "foreignKeys": [{"columns": ["b"], "table": "t", "references": ["id"]}],
 "columns": {"b": {"unit": "page", "property": "https://b"}, "a": {}, "l": {}}}`

const goodFile = `{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "x", "title": "Things", "description": "One row.",
 "type": "object", "additionalProperties": false, "required": ["b", "a", "l"], "properties": {
 "b": {"title": "B", "description": "First.", "type": "integer", "minimum": 1, "maximum": 9},
 "a": {"title": "A", "description": "Second.", "type": ["string", "null"], "enum": ["x", null]},
 "l": {"title": "L", "description": "Third.", "type": ["array", "null"], "items": {"type": "string", "pattern": "^x$"}, "minItems": 1, "uniqueItems": true}}}`

func TestParseTable(t *testing.T) {
	table, err := parseTable("things", []byte(goodFile), []byte(goodEntry))
	if err != nil {
		t.Fatal(err)
	}
	if got := contractLine(Table{Name: table.Name, Columns: table.Columns, PrimaryKey: table.PrimaryKey, ForeignKeys: table.ForeignKeys}); got != "things: b int PK >, a ?, l list ?" {
		t.Errorf("got %s", got)
	}
	b, a, l := table.Columns[0], table.Columns[1], table.Columns[2]
	if *b.Minimum != 1 || *b.Maximum != 9 || b.Unit != "page" || b.Property != "https://b" {
		t.Errorf("b is %+v", b)
	}
	if len(a.Enum) != 1 || a.Enum[0] != "x" || l.Pattern != "^x$" {
		t.Errorf("a is %+v, l is %+v", a, l)
	}
}

func TestParseTableRefuses(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"cut off", `}}}`, ``, "unexpected EOF"},
		{"text after", `true}}}`, `true}}} {}`, "after the end"},
		{"unknown keyword of a table", `"title": "Things"`, `"titel": "Things"`, "titel"},
		{"unknown keyword of a column", `"minimum"`, `"minimun"`, "minimun"},
		{"column twice", `"a": {`, `"b": {`, "b appears twice"},
		{"properties is no object", `"properties": {`, `"properties": [], "p": {`, "expected an object"},
		{"no properties", `"properties"`, `"required"`, "cannot unmarshal"},
		{"open record", `"additionalProperties": false, `, ``, "additionalProperties"},
		{"no object", `"type": "object"`, `"type": "array"`, "expected object"},
		{"unknown type", `"integer"`, `"object"`, "not a type of a column"},
		{"type is no name", `"integer"`, `7`, "expected a name"},
		{"a number of items of a text", `"description": "Second."`, `"description": "Second.", "minItems": 1`, "no list is empty"},
		{"two types", `["string", "null"]`, `["string", "integer"]`, "expected one type"},
		{"null only in type", `["x", null]`, `["x"]`, "disagree about null"},
		{"null only in enum", `["string", "null"]`, `"string"`, "disagree about null"},
		{"a list that is never null", `["array", "null"]`, `"array"`, "no list is empty"},
		{"a list that may be empty", `"minItems": 1, `, ``, "no list is empty"},
		{"array without items", `"items": {"type": "string", "pattern": "^x$"}, `, ``, "items"},
		{"items that are no text", `"items": {"type": "string"`, `"items": {"type": "integer"`, "expected string"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			changed := strings.Replace(goodFile, test.old, test.new, 1)
			if changed == goodFile {
				t.Fatalf("%s is not in the file", test.old)
			}
			_, err := parseTable("things", []byte(changed), []byte(goodEntry))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "things.schema.json: ") {
				t.Errorf("error is %v, want one of things.schema.json about %q", err, test.want)
			}
		})
	}
}

func TestParseTableRefusesEntries(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"unknown member", `"group"`, `"grup"`, "grup"},
		{"no key", `"primaryKey": ["b"]`, `"primaryKey": []`, "no primaryKey"},
		{"no order", `"order": 1`, `"order": 0`, "order is 0"},
		{"unknown member of a column", `"unit"`, `"units"`, "units"},
		{"a column without entry", `"a": {}, `, ``, "no entry for the column a"},
		{"an entry without column", `"a": {}, `, `"a": {}, "z": {}, `, "the column z, which the schema does not have"},
		{"text after", `"l": {}}}`, `"l": {}}} []`, "after the end"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			changed := strings.Replace(goodEntry, test.old, test.new, 1)
			if changed == goodEntry {
				t.Fatalf("%s is not in the entry", test.old)
			}
			_, err := parseTable("things", []byte(goodFile), []byte(changed))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "things.table.json: ") {
				t.Errorf("error is %v, want one of things.table.json about %q", err, test.want)
			}
		})
	}
}
