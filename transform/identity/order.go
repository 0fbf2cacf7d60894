package identity

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Compare orders two keys of a table, each with its values joined by "|": value by value, those of columns of
// whole numbers as numbers, others by their bytes. It returns a negative number, zero or a positive one.
func Compare(table, a, b string) int {
	return compare(numbers(table), strings.Split(a, "|"), strings.Split(b, "|"))
}

// numbers says of each column of a table's key whether it holds whole numbers.
func numbers(table string) []bool {
	schema, _ := schemas.Lookup(table)
	numbers := make([]bool, len(schema.PrimaryKey))
	for i, name := range schema.PrimaryKey {
		c, _ := schema.Column(name)
		numbers[i] = c.Type == schemas.Integer
	}
	return numbers
}

func compare(numbers []bool, a, b []string) int {
	for i := range min(len(a), len(b)) {
		order := strings.Compare(a[i], b[i])
		if i < len(numbers) && numbers[i] {
			x, errX := strconv.Atoi(a[i])
			y, errY := strconv.Atoi(b[i])
			if errX == nil && errY == nil {
				order = cmp.Compare(x, y)
			}
		}
		if order != 0 {
			return order
		}
	}
	return cmp.Compare(len(a), len(b))
}

// Sort puts into order the tables that are not in the order of a document: bands of competencies and rankings
// stay as the handbook prints them; the crosswalk, aliases, concepts and provenance go by key. Records with one
// key keep their order.
func Sort(d *dataset.Dataset) {
	for _, schema := range schemas.Tables() {
		records, ok := d.Records(schema.Name)
		if ok && (schema.Group == "crosswalk" || Of(schema.Name).Sorted) {
			sortRecords(reflect.ValueOf(records).Elem(), keysOf(d, schema), numbers(schema.Name))
		}
	}
}

// keysOf returns the values of the key of each record.
func keysOf(d *dataset.Dataset, schema schemas.Table) [][]string {
	rows, _ := d.Table(schema.Name)
	keys := make([][]string, rows.Len())
	for i := range keys {
		row := rows.Row(i)
		for _, name := range schema.PrimaryKey {
			keys[i] = append(keys[i], row.Text(name))
		}
	}
	return keys
}

func sortRecords(records reflect.Value, keys [][]string, numbers []bool) {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compare(numbers, keys[i], keys[j]) })
	if slices.IsSorted(order) {
		return
	}
	sorted := reflect.MakeSlice(records.Type(), len(order), len(order))
	for to, from := range order {
		sorted.Index(to).Set(records.Index(from))
	}
	records.Set(sorted)
}

// SortKeys puts keys of a table into order.
func SortKeys(table string, keys []string) {
	slices.SortFunc(keys, func(a, b string) int { return Compare(table, a, b) })
}
