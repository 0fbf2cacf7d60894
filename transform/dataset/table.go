package dataset

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Table is one table of a release, seen without its record type.
type Table struct {
	Name    string
	Records any      // the slice of records, []Band and so on
	Columns []string // the names, in order; callers must not change them

	rows reflect.Value
}

// table wraps the records of a table, a pointer to their slice; it panics on a record type without csv tags, which no
// release has.
func table(name string, records any) Table {
	rows := reflect.ValueOf(records).Elem()
	if rows.IsNil() {
		rows = reflect.MakeSlice(rows.Type(), 0, 0)
	}
	return Table{Name: name, Records: rows.Interface(), Columns: columnsOf(rows.Type().Elem()), rows: rows}
}

// columnNames are what columnsOf returned, by type.
var columnNames sync.Map

// columnsOf returns the names of the columns of a record type.
func columnsOf(kind reflect.Type) []string {
	if known, ok := columnNames.Load(kind); ok {
		return known.([]string)
	}
	names := make([]string, kind.NumField())
	for i := range names {
		names[i] = kind.Field(i).Tag.Get("csv")
		if names[i] == "" || names[i] != kind.Field(i).Tag.Get("json") {
			panic(fmt.Sprintf("dataset: the field %s.%s has no equal csv and json tags", kind.Name(), kind.Field(i).Name))
		}
	}
	columnNames.Store(kind, names)
	return names
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
	record := reflect.ValueOf(t.rows.Index(i).Interface()) // one copy that the values share, for one of each
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
	if field.Kind() == reflect.Slice && field.IsNil() { // a List
		return nil
	}
	return field.Interface()
}

// text returns what a field holds as Text prints it, without making a value of it: most are texts and numbers.
func text(field reflect.Value) string {
	if field.Kind() == reflect.Pointer {
		if field.IsNil() {
			return ""
		}
		field = field.Elem()
	}
	switch field.Kind() {
	case reflect.String:
		return field.String()
	case reflect.Int:
		return strconv.FormatInt(field.Int(), 10)
	}
	return Text(field.Interface())
}

// A Column is one column of a table, seen without the record type.
type Column struct {
	rows reflect.Value
	at   int // -1 for a column that the table does not have
}

// Column returns the column of a name. One that the table does not have is null in every record.
func (t Table) Column(name string) Column { return Column{t.rows, slices.Index(t.Columns, name)} }

// Text returns the cell of record i as CSV prints it, "" for null.
func (c Column) Text(i int) string {
	if c.at < 0 {
		return ""
	}
	return text(c.rows.Index(i).Field(c.at))
}

// Null reports whether the cell of record i is null.
func (c Column) Null(i int) bool {
	if c.at < 0 {
		return true
	}
	cell := c.rows.Index(i).Field(c.at)
	return (cell.Kind() == reflect.Pointer || cell.Kind() == reflect.Slice) && cell.IsNil()
}

// Cell returns the cell of record i of a column that holds values of that type, nil for null and for a column of
// another type. Callers must not change what it points to.
func Cell[T any](c Column, i int) *T {
	if c.at < 0 {
		return nil
	}
	cell := c.rows.Index(i).Field(c.at)
	if cell.Kind() != reflect.Pointer {
		cell = cell.Addr()
	}
	value, _ := cell.Interface().(*T)
	return value
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
func (r Row) Text(column string) string {
	c := slices.Index(r.columns, column)
	if c < 0 {
		return ""
	}
	return text(r.record.Field(c))
}

// Append adds a record to a table, made of cells by column: a value of the column's type, a pointer to one, or nil
// for null. A column that no cell names is null, or the zero value. It fails on a table or a column that is not
// there and on a value of another type.
func (d *Dataset) Append(table string, cells map[string]any) error {
	records, ok := d.Records(table)
	if !ok {
		return fmt.Errorf("there is no table %s", table)
	}
	rows := reflect.ValueOf(records).Elem()
	record := reflect.New(rows.Type().Elem()).Elem()
	columns := columnsOf(record.Type())
	for name, cell := range cells {
		c := slices.Index(columns, name)
		if c < 0 {
			return fmt.Errorf("the table %s has no column %s", table, name)
		}
		if !fill(record.Field(c), reflect.ValueOf(cell)) {
			return fmt.Errorf("the column %s.%s cannot contain %v", table, name, cell)
		}
	}
	rows.Set(reflect.Append(rows, record))
	return nil
}

// Set puts a value into a cell of record i of a table, counted from 0; nil is null. It fails as Append does, and
// on a record that is not there.
func (d *Dataset) Set(table string, i int, column string, value any) error {
	records, ok := d.Records(table)
	if !ok {
		return fmt.Errorf("there is no table %s", table)
	}
	rows := reflect.ValueOf(records).Elem()
	if i < 0 || i >= rows.Len() {
		return fmt.Errorf("the table %s has %d records, none at %d", table, rows.Len(), i)
	}
	record := rows.Index(i)
	c := slices.Index(columnsOf(record.Type()), column)
	if c < 0 {
		return fmt.Errorf("the table %s has no column %s", table, column)
	}
	if !fill(record.Field(c), reflect.ValueOf(value)) {
		return fmt.Errorf("the column %s.%s cannot contain %v", table, column, value)
	}
	return nil
}

// fill puts a cell into a field. It reports false where the types differ.
func fill(field, cell reflect.Value) bool {
	if cell.IsValid() && cell.Kind() == reflect.Pointer && field.Kind() != reflect.Pointer {
		cell = cell.Elem()
	}
	switch {
	case !cell.IsValid():
		return field.Kind() == reflect.Pointer || field.Kind() == reflect.Slice
	case cell.Type() == field.Type():
		field.Set(cell)
	case field.Kind() == reflect.Pointer && cell.Type() == field.Type().Elem():
		field.Set(reflect.New(cell.Type()))
		field.Elem().Set(cell)
	default:
		return false
	}
	return true
}

// Key returns the values of the named columns of record i, joined with "|", as record_key gives them.
func (t Table) Key(i int, columns []string) string {
	record := t.rows.Index(i)
	parts := make([]string, 0, len(columns))
	for _, name := range columns {
		if c := slices.Index(t.Columns, name); c >= 0 {
			parts = append(parts, text(record.Field(c)))
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
			return "", errors.New("a list item has the separator |: " + item)
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
