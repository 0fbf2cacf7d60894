package sqlite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/view"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/identity"
)

var types = map[schemas.Type]string{
	schemas.String: "TEXT", schemas.Integer: "INTEGER", schemas.Boolean: "INTEGER", schemas.Number: "REAL", schemas.List: "TEXT",
}

// keyOrdered reports whether a table is stored in the order of its primary key, without a rowid, so that the key is not
// stored twice: in the table and in an index. A release sorts such a table by its key. The others keep the order
// of a document, which a table of SQLite has by its rowid.
//
// A table whose every column is in its key keeps its rowid where it has a further index: without a rowid that index
// has all columns too, and SELECT * without ORDER BY reads it and returns the rows in its order
// (https://sqlite.org/queryplanner.html#covidx).
func keyOrdered(t schemas.Table) bool {
	if t.Group != "crosswalk" && !identity.Of(t.Name).Sorted {
		return false
	}
	return len(t.PrimaryKey) < len(t.Columns) || len(createIndexes(t)) == 0
}

// createTable returns the statement that makes a table.
func createTable(t schemas.Table) string {
	var lines []string
	for _, c := range t.Columns {
		line := name(c.Name) + " " + types[c.Type]
		if !c.Nullable {
			line += " NOT NULL"
		}
		if check := constraint(c); check != "" {
			line += " CHECK (" + check + ")"
		}
		lines = append(lines, line)
	}
	lines = append(lines, "PRIMARY KEY ("+nameList(t.PrimaryKey)+")")
	for _, k := range t.ForeignKeys {
		lines = append(lines, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (%s) DEFERRABLE INITIALLY DEFERRED", nameList(k.Columns), name(k.Table), nameList(k.References)))
	}
	statement := "CREATE TABLE " + name(t.Name) + " (\n  " + strings.Join(lines, ",\n  ") + "\n)"
	if keyOrdered(t) {
		statement += " WITHOUT ROWID"
	}
	return statement
}

// constraint returns the condition that the dictionary sets on values; NULL satisfies every CHECK.
func constraint(c schemas.Column) string {
	column := name(c.Name)
	var conditions []string
	switch {
	case c.Type == schemas.Boolean:
		conditions = append(conditions, column+" IN (0, 1)")
	case c.Type == schemas.Integer:
		conditions = append(conditions, "typeof("+column+") IN ('integer', 'null')")
	case c.Type == schemas.List:
		conditions = append(conditions, column+" <> ''")
	case c.Enum != nil && c.Type == schemas.String:
		values := make([]string, len(c.Enum))
		for i, value := range c.Enum {
			values[i] = text(value)
		}
		conditions = append(conditions, column+" IN ("+strings.Join(values, ", ")+")")
	}
	if c.Minimum != nil {
		conditions = append(conditions, column+" >= "+number(*c.Minimum))
	}
	if c.Maximum != nil {
		conditions = append(conditions, column+" <= "+number(*c.Maximum))
	}
	return strings.Join(conditions, " AND ")
}

// createIndexes returns a statement for each foreign key that the primary key's index does not serve, except for the few
// sources of provenance: that index would hold every key once more.
func createIndexes(t schemas.Table) []string {
	var statements []string
	for _, k := range t.ForeignKeys {
		if len(k.Columns) <= len(t.PrimaryKey) && slices.Equal(k.Columns, t.PrimaryKey[:len(k.Columns)]) {
			continue
		}
		if t.KeyColumn(k.Columns[0]) && k.Table == "source_documents" {
			continue
		}
		index := name(t.Name + "_by_" + strings.Join(k.Columns, "_"))
		statements = append(statements, "CREATE INDEX "+index+" ON "+name(t.Name)+" ("+nameList(k.Columns)+")")
	}
	return statements
}

func insertInto(table string, columns []string, rows int) string {
	marks := "(?" + strings.Repeat(", ?", len(columns)-1) + ")"
	return "INSERT INTO " + name(table) + " (" + nameList(columns) + ") VALUES " + marks + strings.Repeat(", "+marks, rows-1)
}

// userVersion turns a version into the number that the file carries: 1.2.3 is 10203.
func userVersion(version string) string {
	n := 0
	for part := range strings.SplitSeq(version, ".") {
		digit, _ := strconv.Atoi(part)
		n = n*100 + digit
	}
	return strconv.Itoa(n)
}

func name(identifier string) string { return view.Name(identifier) }

func text(value string) string { return view.Text(value) }

func number(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

func nameList(identifiers []string) string {
	quoted := make([]string, len(identifiers))
	for i, identifier := range identifiers {
		quoted[i] = name(identifier)
	}
	return strings.Join(quoted, ", ")
}
