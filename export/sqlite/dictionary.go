package sqlite

import (
	"errors"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

const dictionaryTables = `
CREATE TABLE dataset_facts (fact TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE table_dictionary (
  table_name TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL, subject_group TEXT NOT NULL, row_count INTEGER NOT NULL);
CREATE TABLE column_dictionary (
  table_name TEXT NOT NULL REFERENCES table_dictionary (table_name) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL, column_name TEXT NOT NULL,
  title TEXT NOT NULL, description TEXT NOT NULL, type TEXT NOT NULL, nullable INTEGER NOT NULL CHECK (nullable IN (0, 1)),
  primary_key INTEGER NOT NULL CHECK (primary_key IN (0, 1)), refers_to TEXT, allowed_values TEXT, pattern TEXT, unit TEXT, rdf_property TEXT,
  PRIMARY KEY (table_name, column_name))`

// dictionary writes what the release says of itself and of each table and column.
func (w *writer) dictionary(d *dataset.Dataset) error {
	if err := w.exec(dictionaryTables); err != nil {
		return err
	}
	var tables, columns [][]any
	for _, t := range schemas.Present(d.Has) {
		rows := 0
		if data, ok := d.Table(t.Name); ok {
			rows = data.Len()
		}
		tables = append(tables, []any{t.Name, t.Title, t.Description, t.Group, rows})
		for i, c := range t.Columns {
			columns = append(columns, cells([]any{
				t.Name, i + 1, c.Name, c.Title, c.Description, string(c.Type), c.Nullable, t.KeyColumn(c.Name),
				orNull(refersTo(t, c.Name)), orNull(strings.Join(c.Enum, "|")), orNull(c.Pattern), orNull(c.Unit), orNull(c.Property),
			}))
		}
	}
	return errors.Join(
		w.rows("dataset_facts", []string{"fact", "value"}, facts(d.Info)),
		w.rows("table_dictionary", []string{"table_name", "title", "description", "subject_group", "row_count"}, tables),
		w.rows("column_dictionary", []string{
			"table_name", "position", "column_name", "title", "description", "type", "nullable", "primary_key", "refers_to", "allowed_values", "pattern", "unit", "rdf_property",
		}, columns),
	)
}

func (w *writer) rows(table string, columns []string, rows [][]any) error {
	return w.insert(table, columns, len(rows), func(i int) []any { return rows[i] })
}

// facts lists what there is to say of the dataset; a fact without a value is left out.
func facts(info dataset.Info) [][]any {
	var rows [][]any
	for _, fact := range [][2]string{
		{"id", info.ID}, {"iri", info.Base}, {"title", info.Title}, {"description", info.Description}, {"version", info.Version}, {"issued", info.Issued},
		{"language", info.Language}, {"homepage", info.Homepage}, {"publisher", info.Publisher}, {"license", info.License.ID}, {"license_url", info.License.URL},
		{"credits", strings.Join(info.Credits, "\n")}, {"esco_version", info.ESCOVersion}, {"schema_version", schemas.Version},
	} {
		if fact[1] != "" {
			rows = append(rows, []any{fact[0], fact[1]})
		}
	}
	return rows
}

// refersTo names the column that a column alone leads to, "clusters.cluster_id".
func refersTo(t schemas.Table, column string) string {
	for _, k := range t.ForeignKeys {
		if len(k.Columns) == 1 && k.Columns[0] == column {
			return k.Table + "." + k.References[0]
		}
	}
	return ""
}

func orNull(value string) any {
	if value == "" {
		return nil
	}
	return value
}
