package sqlite

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
)

// changed returns a database after statements.
func changed(t *testing.T, statements ...string) []byte {
	t.Helper()
	db := open(t, write(t, exporttest.Small()))
	for _, s := range append([]string{"PRAGMA writable_schema = ON"}, statements...) {
		if _, err := db.conn.ExecContext(context.Background(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	data, err := serialize(db.conn)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOpenRefuses(t *testing.T) {
	data := write(t, exporttest.Small())
	for name, damaged := range map[string][]byte{
		"nothing": nil, "text": []byte("SQLite is a database"), "too large": append(bytes.Clone(data), make([]byte, MaxBytes)...),
	} {
		if _, err := Open(damaged); err == nil || !strings.Contains(err.Error(), "not an SQLite database") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// endless is a query that does not end; where it takes the place of a table nobody may run it.
const endless = " AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fact, i AS value FROM n"

func TestRowsRefuses(t *testing.T) {
	data := write(t, exporttest.Small())
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"header alone":      {data[:100], "bands"},
		"cut off":           {data[:len(data)/8], "bands"},
		"no table":          {changed(t, "DROP TABLE bands"), "there is no table bands"},
		"endless view":      {changed(t, "DROP TABLE bands", "CREATE VIEW bands"+endless), "there is no table bands"},
		"virtual table":     {changed(t, "DROP TABLE bands", "CREATE VIRTUAL TABLE bands USING fts5(band_id)"), "there is no table bands"},
		"computed column":   {changed(t, "DROP TABLE bands", "CREATE TABLE bands (band_id TEXT, name AS (hex(zeroblob(9))))"), "the table bands has columns that are computed"},
		"column less":       {changed(t, "ALTER TABLE bands DROP COLUMN name"), "the table bands has 4 columns; expected 5"},
		"column of a type":  {changed(t, "UPDATE sqlite_schema SET sql = replace(sql, '\"gs_min\" INTEGER', '\"gs_min\" DATE') WHERE name = 'bands'"), "the table bands, column gs_min: name, type"},
		"column with nulls": {changed(t, "UPDATE sqlite_schema SET sql = replace(sql, '\"gs_min\" INTEGER NOT NULL', '\"gs_min\" INTEGER') WHERE name = 'bands'"), "the table bands, column gs_min"},
	} {
		s, _ := schemas.Lookup("bands")
		db, err := Open(c.data)
		if err == nil {
			_, err = db.Rows(s)
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v; expected one with %q", name, err, c.want)
		}
	}
}
