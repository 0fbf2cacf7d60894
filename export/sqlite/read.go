package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	driver "modernc.org/sqlite"
)

// The limits of a database that is read, far above any that is written (1.5 MB, 7,600 rows).
const (
	MaxBytes     = 256 << 20  // of the file
	MaxRows      = 10_000_000 // of a table
	MaxTextBytes = 1 << 30    // of the texts of a table
)

// A Database is a database that is read. It is a copy in memory: nothing is written to the file.
type Database struct {
	db   *sql.DB
	conn *sql.Conn
}

// Open reads the bytes of a database file. The caller closes it. It fails on what is no database, and
// beyond MaxBytes; damage inside shows when a table is read.
func Open(data []byte) (*Database, error) {
	if len(data) > MaxBytes || !strings.HasPrefix(string(data[:min(len(data), 16)]), "SQLite format 3\x00") {
		return nil, fmt.Errorf("not an SQLite database of at most %d bytes", MaxBytes)
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	conn, err := db.Conn(context.Background())
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", errors.Join(err, db.Close()))
	}
	d := &Database{db, conn}
	if err := d.load(data); err != nil {
		return nil, fmt.Errorf("not a readable SQLite database: %w", errors.Join(err, d.Close()))
	}
	return d, nil
}

// load fills the memory database and keeps what the file itself defines, such as views, from doing harm.
func (d *Database) load(data []byte) error {
	err := d.conn.Raw(func(c any) error {
		target, ok := c.(interface{ Deserialize([]byte) error })
		if !ok {
			return fmt.Errorf("the driver %T cannot read a database from memory", c)
		}
		return target.Deserialize(data)
	})
	if err != nil {
		return err
	}
	if _, err := driver.Limit(d.conn, lengthLimit, MaxBytes); err != nil {
		return err
	}
	_, err = d.query("PRAGMA trusted_schema = OFF")
	return err
}

// lengthLimit is SQLITE_LIMIT_LENGTH, the limit of a text, a blob or a row.
const lengthLimit = 0

// A Blob is a cell of bytes, which no table of a release has.
type Blob string

// Close frees the memory.
func (d *Database) Close() error { return errors.Join(d.conn.Close(), d.db.Close()) }

// Rows returns the rows of a table in the order in which they are stored. A cell is a string, int, bool,
// float64, dataset.List, or nil for null, as dataset.Table.Values gives it; what no cell of its column may
// be is as the database stores it. Rows fails on a table that is missing, a view, damaged or beyond the
// limits, and on other columns than the table's.
func (d *Database) Rows(s schemas.Table) ([][]any, error) {
	if err := d.checkColumns(s); err != nil {
		return nil, err
	}
	names := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		names[i] = c.Name
	}
	order := " NOT INDEXED" // in the order of storage
	if keyOrdered(s) {
		order = " ORDER BY " + nameList(s.PrimaryKey) // the same
	}
	rows, err := d.query("SELECT " + nameList(names) + " FROM " + name(s.Name) + order)
	if err != nil {
		return nil, fmt.Errorf("the table %s: %w", s.Name, err)
	}
	for _, row := range rows {
		for i, value := range row {
			row[i] = valueOf(s.Columns[i].Type, value)
		}
	}
	return rows, nil
}

// checkColumns compares the columns that a table declares with the dictionary: name, type, whether null is
// allowed, place in the primary key. A column that is computed is not part of a release.
func (d *Database) checkColumns(s schemas.Table) error {
	if err := d.checkTable(s.Name); err != nil {
		return err
	}
	found, err := d.query(`SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)`, s.Name)
	if err != nil {
		return fmt.Errorf("the table %s: %w", s.Name, err)
	}
	if len(found) != len(s.Columns) {
		return fmt.Errorf("the table %s has %d columns; expected %d", s.Name, len(found), len(s.Columns))
	}
	for i, c := range s.Columns {
		required := int64(1)
		if c.Nullable {
			required = 0
		}
		expected := []any{c.Name, types[c.Type], required, int64(slices.Index(s.PrimaryKey, c.Name) + 1), int64(0)}
		if !slices.Equal(found[i], expected) {
			return fmt.Errorf("the table %s, column %s: name, type, required, place in the key and hidden are %v; expected %v", s.Name, c.Name, found[i], expected)
		}
	}
	return nil
}

// checkTable fails where a name is not that of a table that holds rows: to read a view would run what the
// file defines.
func (d *Database) checkTable(name string) error {
	found, err := d.query("SELECT sql FROM main.sqlite_schema WHERE name = ?", name)
	if err != nil || len(found) != 1 || !strings.HasPrefix(fmt.Sprint(found[0][0]), "CREATE TABLE ") {
		return errors.Join(fmt.Errorf("there is no table %s", name), err)
	}
	computed, err := d.query("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 0", name)
	if err != nil || len(computed) > 0 {
		return errors.Join(fmt.Errorf("the table %s has columns that are computed", name), err)
	}
	return nil
}

// valueOf is the inverse of cells.
func valueOf(kind schemas.Type, value any) any {
	switch v := value.(type) {
	case int64:
		if kind == schemas.Boolean && (v == 0 || v == 1) {
			return v == 1
		}
		if kind == schemas.Integer {
			return int(v)
		}
	case string:
		if kind == schemas.List && v != "" {
			return dataset.List(strings.Split(v, "|"))
		}
	}
	return value
}

// query returns every row of a query.
func (d *Database) query(statement string, args ...any) (all [][]any, err error) {
	rows, err := d.conn.QueryContext(context.Background(), statement, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	size := 0
	for rows.Next() {
		row, pointers := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			pointers[i] = &row[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			return nil, err
		}
		for i, value := range row {
			switch v := value.(type) {
			case string:
				size += len(v)
			case []byte:
				size += len(v)
				row[i] = Blob(v)
			}
		}
		if len(all) >= MaxRows || size > MaxTextBytes {
			return nil, fmt.Errorf("more than %d rows or %d bytes", MaxRows, MaxTextBytes)
		}
		all = append(all, row)
	}
	return all, rows.Err()
}
