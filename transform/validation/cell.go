package validation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/parallel"
	"github.com/xeipuuv/gojsonschema"
)

// A record keeps the schema of its table when it is an object of exactly the columns and each cell keeps the schema
// of its column: the field dictionary refuses schemas with any other keyword at their root. Columns repeat their
// values, and tables their columns, so each value is validated once for each different schema of a column. Where a
// value breaks one, its whole record is validated, as is the first record of each table.

// columnRule is a schema that columns have, without title and description.
type columnRule struct {
	schema  *gojsonschema.Schema // nil for columns that the field dictionary does not have: no value is valid
	columns []columnAt
	valid   map[any]bool    // by value, what was seen of it
	texts   map[string]bool // the same by text: most values are texts
	free    bool            // the schema asks for nothing but free text
}

type columnAt struct{ table, column int }

// mostValues are remembered at a time for a rule, so that a table need not be held a second time.
const mostValues = 1 << 16

// records validates the records of tables and returns the violations of each table in order.
func records(tables []dataset.Table) [][]Violation {
	results := make([][]Violation, len(tables))
	rules, err := columnRules(tables)
	if err != nil {
		results[0] = []Violation{{Table: tables[0].Name, Rule: "schema", Message: err.Error()}}
		return results
	}
	suspects := make([][]int, len(tables))
	for i, t := range tables {
		if t.Len() > 0 {
			suspects[i] = append(suspects[i], 0)
		}
	}
	var mu sync.Mutex
	parallel.Each(len(rules), func(i int) {
		for _, at := range rules[i].columns {
			if found := rules[i].broken(tables[at.table], at.column); found != nil {
				mu.Lock()
				suspects[at.table] = append(suspects[at.table], found...)
				mu.Unlock()
			}
		}
		rules[i].valid, rules[i].texts = nil, nil
	})
	parallel.Each(len(tables), func(i int) {
		slices.Sort(suspects[i])
		results[i] = wholeRecords(tables[i], slices.Compact(suspects[i]))
	})
	return results
}

// columnRules returns the different schemas of columns in the order of their first columns.
func columnRules(tables []dataset.Table) ([]*columnRule, error) {
	var rules []*columnRule
	known := map[string]*columnRule{}
	for n, t := range tables {
		table, ok := schemas.Lookup(t.Name)
		if !ok {
			return nil, fmt.Errorf("no schema for the table %s", t.Name)
		}
		var file struct {
			Properties map[string]map[string]any `json:"properties"`
		}
		if err := json.Unmarshal(table.Schema, &file); err != nil {
			return nil, fmt.Errorf("the schema of the table %s: %w", t.Name, err)
		}
		for c, name := range t.Columns {
			property, described := file.Properties[name]
			delete(property, "title")
			delete(property, "description")
			key, err := json.Marshal(property)
			if err != nil {
				return nil, fmt.Errorf("the schema of the column %s.%s: %w", t.Name, name, err)
			}
			rule := known[string(key)]
			if rule == nil {
				rule = &columnRule{valid: map[any]bool{}, texts: map[string]bool{}}
				if described {
					if rule.schema, err = gojsonschema.NewSchema(gojsonschema.NewBytesLoader(key)); err != nil {
						return nil, fmt.Errorf("the schema of the column %s.%s: %w", t.Name, name, err)
					}
				}
				rule.free = freeText(property)
				known[string(key)] = rule
				rules = append(rules, rule)
			}
			rule.columns = append(rule.columns, columnAt{n, c})
		}
	}
	return rules, nil
}

// freeText reports whether a schema asks for a free text and nothing more. Then every text that naming.IsClean knows as
// clean is valid.
func freeText(schema map[string]any) bool {
	kinds, _ := schema["type"].([]any)
	return len(schema) == 2 && schema["pattern"] == schemas.TextPattern && (schema["type"] == "string" || slices.Contains(kinds, any("string")))
}

// broken returns the records of a table whose cell in a column breaks the rule.
func (r *columnRule) broken(t dataset.Table, column int) []int {
	rows := reflect.ValueOf(t.Records)
	var found []int
	for i := range t.Len() {
		if !r.holds(rows.Index(i).Field(column)) {
			found = append(found, i)
		}
	}
	return found
}

// holds reports whether a cell keeps the rule.
func (r *columnRule) holds(cell reflect.Value) bool {
	if cell.Kind() == reflect.Pointer && !cell.IsNil() {
		cell = cell.Elem()
	}
	switch cell.Kind() {
	case reflect.String:
		text := cell.String()
		if r.free && naming.IsClean(text) {
			return true
		}
		valid, seen := r.texts[text]
		if !seen {
			valid = utf8.ValidString(text) && r.keeps(text)
			remember(r.texts, text, valid)
		}
		return valid
	case reflect.Pointer:
		return r.remembered(nil, func() any { return nil })
	case reflect.Bool:
		return r.remembered(cell.Bool(), func() any { return cell.Bool() })
	case reflect.Int:
		return r.remembered(cell.Int(), func() any { return json.Number(strconv.FormatInt(cell.Int(), 10)) })
	}
	data, err := json.Marshal(cell.Interface())
	if err != nil {
		return false
	}
	var value any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return decoder.Decode(&value) == nil && r.remembered(asJSON(data), func() any { return value })
}

// asJSON is a value other than a text, a whole number, a boolean or null, as JSON.
type asJSON string

// remembered reports whether a value keeps the rule; value makes what the library validates.
func (r *columnRule) remembered(key any, value func() any) bool {
	valid, seen := r.valid[key]
	if !seen {
		valid = r.keeps(value())
		remember(r.valid, key, valid)
	}
	return valid
}

// remember notes whether a value is valid.
func remember[K comparable](values map[K]bool, key K, valid bool) {
	if len(values) >= mostValues {
		clear(values)
	}
	values[key] = valid
}

// keeps validates a value.
func (r *columnRule) keeps(value any) bool {
	if r.schema == nil {
		return false
	}
	result, err := r.schema.Validate(gojsonschema.NewRawLoader(value))
	return err == nil && result.Valid()
}

// wholeRecords validates some records of a table.
func wholeRecords(t dataset.Table, numbers []int) []Violation {
	var violations []Violation
	rows := reflect.ValueOf(t.Records)
	for _, n := range numbers {
		data, err := json.Marshal(rows.Slice(n, n+1).Interface())
		if err != nil {
			return []Violation{{Table: t.Name, Rule: "schema", Message: err.Error()}}
		}
		violations = append(violations, Records(t.Name, data, func(int) string { return t.Key(n, primaryKey(t.Name)) })...)
	}
	return violations
}
