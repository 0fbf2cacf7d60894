package validation

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/xeipuuv/gojsonschema"
)

// compiled holds the compiled schema of each table.
var compiled sync.Map

// compile returns the schema of a table; the embedded schemas are proven to compile by a test.
func compile(table string) (*gojsonschema.Schema, error) {
	if schema, ok := compiled.Load(table); ok {
		return schema.(*gojsonschema.Schema), nil
	}
	t, ok := schemas.Lookup(table)
	if !ok {
		return nil, fmt.Errorf("no schema for the table %s", table)
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(t.Schema))
	if err != nil {
		return nil, fmt.Errorf("the schema of the table %s: %w", table, err)
	}
	compiled.Store(table, schema)
	return schema, nil
}

// Records validates a JSON array of records against the schema of a table. key names record i.
func Records(table string, data []byte, key func(i int) string) []Violation {
	schema, err := compile(table)
	if err != nil {
		return []Violation{{Table: table, Rule: "schema", Message: err.Error()}}
	}
	var items []any
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.UseNumber()
	if err := decoder.Decode(&items); err != nil {
		return []Violation{{Table: table, Rule: "schema", Message: "not an array of records: " + err.Error()}}
	}
	var violations []Violation
	for i, item := range items {
		result, err := schema.Validate(gojsonschema.NewRawLoader(item))
		if err != nil {
			violations = append(violations, Violation{Table: table, Key: key(i), Rule: "schema", Message: err.Error()})
			continue
		}
		for _, e := range result.Errors() {
			column := strings.TrimPrefix(e.Field(), "(root)")
			violations = append(violations, Violation{Table: table, Key: key(i), Column: column, Rule: "schema",
				Message: fmt.Sprintf("%s; found %s", describe(table, column, e), strconv.Quote(fmt.Sprint(e.Value())))})
		}
	}
	return violations
}

// describe says what a schema wanted; the text pattern, which no person reads, is put in words.
func describe(table, column string, e gojsonschema.ResultError) string {
	if t, ok := schemas.Lookup(table); ok && e.Type() == "pattern" {
		if c, ok := t.Column(column); ok && c.Pattern == schemas.TextPattern {
			return "expected text without control characters, runs of spaces, spaces at the ends or a leading = + - @"
		}
	}
	return e.Description()
}
