package schemas

import (
	"strings"
	"testing"
)

const goodFile = `{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "x", "title": "Things", "description": "One row.",
 "x-order": 1, "x-group": "quality", "x-primaryKey": ["b"], "x-foreignKeys": [{"columns": ["b"], "table": "t", "references": ["id"]}],
 "type": "object", "additionalProperties": false, "required": ["b", "a", "l"], "properties": {
 "b": {"title": "B", "description": "First.", "type": "integer", "minimum": 1, "maximum": 9, "x-unit": "page", "x-property": "https://b"},
 "a": {"title": "A", "description": "Second.", "type": ["string", "null"], "enum": ["x", null]},
 "l": {"title": "L", "description": "Third.", "type": "array", "items": {"type": "string", "pattern": "^x$"}, "uniqueItems": true}}}`

func TestParseTable(t *testing.T) {
	table, err := parseTable("things.schema.json", []byte(goodFile))
	if err != nil {
		t.Fatal(err)
	}
	if got := contractLine(Table{Name: table.Name, Columns: table.Columns, PrimaryKey: table.PrimaryKey, ForeignKeys: table.ForeignKeys}); got != "things: b int PK >, a ?, l list" {
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
		{"text behind", `true}}}`, `true}}} {}`, "after the end"},
		{"unknown keyword of a table", `"x-group"`, `"x-grup"`, "x-grup"},
		{"unknown keyword of a column", `"minimum"`, `"minimun"`, "minimun"},
		{"column twice", `"a": {`, `"b": {`, "b stands twice"},
		{"properties is no object", `"properties": {`, `"properties": [], "p": {`, "expected an object"},
		{"no properties", `"properties"`, `"required"`, "cannot unmarshal"},
		{"open record", `"additionalProperties": false, `, ``, "additionalProperties"},
		{"no object", `"type": "object"`, `"type": "array"`, "expected object"},
		{"no key", `["b"], "x-foreignKeys"`, `[], "x-foreignKeys"`, "x-primaryKey"},
		{"no order", `"x-order": 1`, `"x-order": 0`, "x-order"},
		{"unknown type", `"integer"`, `"object"`, "not a type of a column"},
		{"type is no name", `"integer"`, `7`, "expected a name"},
		{"two types", `["string", "null"]`, `["string", "integer"]`, "expected one type"},
		{"null only in type", `["x", null]`, `["x"]`, "disagree about null"},
		{"null only in enum", `["string", "null"]`, `"string"`, "disagree about null"},
		{"array without items", `"items": {"type": "string", "pattern": "^x$"}, `, ``, "items"},
		{"items that are no text", `"items": {"type": "string"`, `"items": {"type": "integer"`, "expected string"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			changed := strings.Replace(goodFile, test.old, test.new, 1)
			if changed == goodFile {
				t.Fatalf("%s is not in the file", test.old)
			}
			_, err := parseTable("things.schema.json", []byte(changed))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "things.schema.json: ") {
				t.Errorf("error is %v, want one of things.schema.json about %q", err, test.want)
			}
		})
	}
	if _, err := parseTable("things.json", []byte(goodFile)); err == nil {
		t.Error("accepted a file of another name")
	}
}
