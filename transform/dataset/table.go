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

// Len returns the number of records.
func (t Table) Len() int { return t.rows.Len() }

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
	return field.Interface()
}

// A Row is one record of a table, seen without its record type.
type Row struct {
	columns []string
	record  reflect.Value
}

// Row returns record i.
func (t Table) Row(i int) Row { return Row{t.Columns, t.rows.Index(i)} }

// Value returns the cell of a column, as Values does; nil for a column that the table does not have.
func (r Row) Value(column string) any {
	c := slices.Index(r.columns, column)
	if c < 0 {
		return nil
	}
	return value(r.record.Field(c))
}

// Text returns the cell of a column as CSV prints it, "" for null and for a column that the table does not have.
func (r Row) Text(column string) string { return Text(r.Value(column)) }

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

// List is a list of texts; an item holds no "|".
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

// UnmarshalCSV splits a cell at "|"; the empty cell is the empty list.
func (l *List) UnmarshalCSV(cell string) error {
	*l = List{}
	if cell != "" {
		*l = strings.Split(cell, "|")
	}
	return nil
}

// MarshalJSON prints the empty list, not null, for a nil List.
func (l List) MarshalJSON() ([]byte, error) {
	if len(l) == 0 {
		return []byte("[]"), nil
	}
	return marshal([]string(l))
}
