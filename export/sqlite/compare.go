package sqlite

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Compare calls differs for each place where the database differs from the expected one, beyond the rows
// of the release's tables, which Rows reads: in declarations, in the dictionary, in the facts about the
// dataset, and in the full-text index; "" is what is not there. Where declarations differ it stops there,
// for what a file itself defines is not run. It fails on a damaged file.
func (d *Database) Compare(expected *Database, differs func(place, found, expected string)) error {
	got, err := d.declarations()
	if err != nil {
		return err
	}
	want, err := expected.declarations()
	if err != nil {
		return err
	}
	names := maps.Clone(got)
	maps.Copy(names, want)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if got[name] != want[name] {
			differs("the "+name, got[name], want[name])
		}
	}
	if !maps.Equal(got, want) {
		return nil
	}
	for name := range strings.FieldsSeq("dataset_facts table_dictionary column_dictionary search_entries") {
		if err := d.compareTable(name, expected, differs); err != nil {
			return err
		}
	}
	return d.compareIndex(differs)
}

// declarations returns the statements that made tables, views and indexes, by kind and name, and the two
// numbers that mark the file.
func (d *Database) declarations() (map[string]string, error) {
	rows, err := d.query(`SELECT type || ' ' || name, coalesce(sql, '') FROM main.sqlite_schema
		UNION ALL SELECT 'application_id', application_id FROM pragma_application_id UNION ALL SELECT 'user_version', user_version FROM pragma_user_version`)
	if err != nil {
		return nil, fmt.Errorf("reading the declarations: %w", err)
	}
	found := map[string]string{}
	for _, row := range rows {
		found[fmt.Sprint(row[0])] = fmt.Sprint(row[1])
	}
	return found, nil
}

// compareTable compares the rows of a table that is not one of the release's.
func (d *Database) compareTable(table string, expected *Database, differs func(place, found, expected string)) error {
	columns, err := expected.query("SELECT name FROM pragma_table_info(?)", table)
	if err != nil {
		return fmt.Errorf("the table %s: %w", table, err)
	}
	got, err := d.query("SELECT * FROM " + name(table) + " ORDER BY 1, 2")
	if err != nil {
		return fmt.Errorf("the table %s: %w", table, err)
	}
	want, err := expected.query("SELECT * FROM " + name(table) + " ORDER BY 1, 2")
	if err != nil {
		return fmt.Errorf("the table %s: %w", table, err)
	}
	if len(got) != len(want) {
		differs("the table "+table, fmt.Sprint(len(got), " rows"), fmt.Sprint(len(want), " rows"))
		return nil
	}
	for i, row := range want {
		for c, value := range row {
			if got[i][c] != value {
				differs(fmt.Sprintf("the table %s, row %v, column %v", table, row[0], columns[c][0]), fmt.Sprint(got[i][c]), fmt.Sprint(value))
			}
		}
	}
	return nil
}

// compareIndex has SQLite compare the file's indexes with its tables, and the full-text index with the
// texts that it is of.
func (d *Database) compareIndex(differs func(place, found, expected string)) error {
	rows, err := d.query("PRAGMA integrity_check(5)")
	if err != nil {
		return fmt.Errorf("checking the integrity: %w", err)
	}
	for _, row := range rows {
		if row[0] != "ok" {
			differs("the integrity of the file", fmt.Sprint(row[0]), "ok")
		}
	}
	if _, err := d.conn.ExecContext(context.Background(), "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"); err != nil {
		differs("the full-text index", err.Error(), "an index of the texts of the tables")
	}
	return nil
}
