package dataset

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Table is one table of a release, seen without its record type.
type Table struct {
	Name    string
	Records any      // the slice of records, []Band and so on
	Columns []string // the names, in order

	rows reflect.Value
}

// table wraps the records of a slot; it panics on a record type without csv tags, which no release has.
func table(s slot) Table {
	rows := reflect.ValueOf(s.records).Elem()
	if rows.IsNil() {
		rows = reflect.MakeSlice(rows.Type(), 0, 0)
	}
	t := Table{Name: s.name, Records: rows.Interface(), rows: rows}
	kind := rows.Type().Elem()
	for i := range kind.NumField() {
		column := kind.Field(i).Tag.Get("csv")
		if column == "" || column != kind.Field(i).Tag.Get("json") {
			panic(fmt.Sprintf("dataset: the field %s.%s has no equal csv and json tags", kind.Name(), kind.Field(i).Name))
		}
		t.Columns = append(t.Columns, column)
	}
	return t
}

// Len returns the number of records; a table that the dataset does not have has none.
func (t Table) Len() int {
	if !t.rows.IsValid() {
		return 0
	}
	return t.rows.Len()
}

// Values returns the cells of record i in column order: string, int, bool, float64, List, or nil for null.
func (t Table) Values(i int) []any {
	record := t.rows.Index(i)
	values := make([]any, record.NumField())
	for c := range values {
		values[c] = value(record.Field(c))
	}
	return values
}

// value returns what a field holds, nil for null.
func value(field reflect.Value) any {
	if field.Kind() == reflect.Pointer {
		if field.IsNil() {
			return nil
		}
		field = field.Elem()
	}
	if list, ok := field.Interface().(List); ok && list == nil {
		return nil
	}
	return field.Interface()
}

// Key returns the values of the named columns of record i, joined with "|", as record_key gives them.
func (t Table) Key(i int, columns []string) string {
	record := t.rows.Index(i)
	parts := make([]string, 0, len(columns))
	for _, name := range columns {
		if c := slices.Index(t.Columns, name); c >= 0 {
			parts = append(parts, Text(value(record.Field(c))))
		}
	}
	return strings.Join(parts, "|")
}

// Text returns a cell as CSV prints it: "" for null, true or false, decimal numbers, lists joined.
func Text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case List:
		return strings.Join(v, "|")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// List is a list of texts; an item holds no "|". Nil is null: no item is known. CSV cannot tell an empty list
// from null, so no table holds an empty list that is not nil, and validation refuses one.
type List []string

// MarshalCSV joins the items with "|". It fails on an item that holds one.
func (l List) MarshalCSV() (string, error) {
	for _, item := range l {
		if strings.Contains(item, "|") {
			return "", errors.New("a list item holds the separator |: " + item)
		}
	}
	return strings.Join(l, "|"), nil
}

// UnmarshalCSV splits a cell at "|"; the empty cell is null.
func (l *List) UnmarshalCSV(cell string) error {
	*l = nil
	if cell != "" {
		*l = strings.Split(cell, "|")
	}
	return nil
}
