// Package sqlite writes the whole release as one SQLite database, for people who would rather query.
//
// In goes a dataset; out comes sqlite/<id>.sqlite with every table of the release: types, NOT NULL, CHECK from
// the allowed values and bounds, primary and foreign keys, an index for each foreign key; also
// the joined views of package view, the field dictionary, facts about the dataset, and the full-text index "search". Booleans are 0 and 1, lists
// are joined with "|". It refuses a dataset in which a key is broken or a value breaks a constraint.
//
// The database is made in memory and never touches a disk. Its bytes depend on the dataset and on the
// version of SQLite alone.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/view"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	_ "modernc.org/sqlite" // the driver "sqlite", pure Go
)

// applicationID marks the file as a release of this dataset ("FWCI" in ASCII; SQLite file format, section
// 1.3.14 "Application ID").
const applicationID = 0x46574349

// Format is the name of the format.
const Format = "sqlite"

// Path returns the place of the database of a dataset inside a release.
func Path(id string) string { return "sqlite/" + id + ".sqlite" }

// Write returns the database. It fails when a value breaks a constraint of the field dictionary, or a
// foreign key leads nowhere.
func Write(d *dataset.Dataset) ([]artifact.Artifact, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	defer db.Close()
	ctx := context.Background()
	conn, err := db.Conn(ctx) // one connection: each has a memory database of its own
	if err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	defer conn.Close()
	w := &writer{ctx: ctx, conn: conn}
	if err := w.fill(d); err != nil {
		return nil, fmt.Errorf("writing %s: %w", Path(d.Info.ID), err)
	}
	data, err := serialize(conn)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", Path(d.Info.ID), err)
	}
	return []artifact.Artifact{{
		Path: Path(d.Info.ID), Format: Format, MediaType: "application/vnd.sqlite3", Title: d.Info.Title + " (SQLite)", Data: data,
	}}, nil
}

// writer sends statements to one connection.
type writer struct {
	ctx  context.Context
	conn *sql.Conn
}

func (w *writer) fill(d *dataset.Dataset) error {
	for _, statement := range []string{
		"PRAGMA page_size = 2048", "PRAGMA temp_store = MEMORY", "PRAGMA journal_mode = OFF", "PRAGMA encoding = 'UTF-8'", "PRAGMA foreign_keys = OFF",
		fmt.Sprintf("PRAGMA application_id = %d", applicationID), "PRAGMA user_version = " + userVersion(schemas.Version), "BEGIN",
	} {
		if err := w.exec(statement); err != nil {
			return err
		}
	}
	for _, t := range schemas.Present(d.Has) {
		if err := w.exec(createTable(t)); err != nil {
			return err
		}
	}
	for _, t := range d.Tables() {
		if err := w.insert(t.Name, t.Columns, t.Len(), func(i int) []any { return cells(t.Values(i)) }); err != nil {
			return err
		}
	}
	for _, t := range schemas.Present(d.Has) {
		for _, statement := range createIndexes(t) {
			if err := w.exec(statement); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(w.views(d), w.dictionary(d), w.search(d)); err != nil {
		return err
	}
	return errors.Join(w.exec("COMMIT"), w.checkKeys(), w.removeEmptyPages())
}

// removeEmptyPages writes the database again where filling it left empty pages. It usually leaves none.
func (w *writer) removeEmptyPages() error {
	empty := 0
	if err := w.conn.QueryRowContext(w.ctx, "PRAGMA freelist_count").Scan(&empty); err != nil {
		return fmt.Errorf("counting the empty pages: %w", err)
	}
	if empty == 0 {
		return nil
	}
	return w.exec("VACUUM")
}

func (w *writer) exec(statement string, args ...any) error {
	if _, err := w.conn.ExecContext(w.ctx, statement, args...); err != nil {
		return fmt.Errorf("%.80s: %w", statement, err)
	}
	return nil
}

// views makes the joined views. Each statement says in a comment what the view is; SQLite keeps it.
func (w *writer) views(d *dataset.Dataset) error {
	for _, v := range view.Views(d.Has) {
		if err := w.exec("CREATE VIEW " + name(v.Name) + " AS -- " + v.About + "\n" + v.Select); err != nil {
			return err
		}
	}
	return nil
}

// batch is the number of rows of one INSERT; larger ones were not faster.
const batch = 50

// insert writes n rows, many with one statement.
func (w *writer) insert(table string, columns []string, n int, row func(int) []any) error {
	prepared := map[int]*sql.Stmt{}
	for done := 0; done < n; {
		size := min(batch, n-done)
		if prepared[size] == nil {
			statement, err := w.conn.PrepareContext(w.ctx, insertInto(table, columns, size))
			if err != nil {
				return fmt.Errorf("preparing to fill the table %s: %w", table, err)
			}
			defer statement.Close()
			prepared[size] = statement
		}
		args := make([]any, 0, size*len(columns))
		for i := range size {
			args = append(args, row(done+i)...)
		}
		if _, err := prepared[size].ExecContext(w.ctx, args...); err != nil {
			return fmt.Errorf("filling the table %s, rows %d to %d: %w", table, done+1, done+size, err)
		}
		done += size
	}
	return nil
}

// checkKeys fails when a foreign key leads nowhere. They are checked at the end, because tables refer to
// tables after them and to themselves.
func (w *writer) checkKeys() error {
	rows, err := w.conn.QueryContext(w.ctx, `SELECT "table", rowid, parent FROM pragma_foreign_key_check`)
	if err != nil {
		return fmt.Errorf("checking the foreign keys: %w", err)
	}
	defer rows.Close()
	var problems []error
	for rows.Next() {
		var table, parent string
		var row int
		if err := rows.Scan(&table, &row, &parent); err != nil {
			return fmt.Errorf("checking the foreign keys: %w", err)
		}
		problems = append(problems, fmt.Errorf("row %d of %s refers to no row of %s", row, table, parent))
	}
	return errors.Join(append(problems, rows.Err())...)
}

// serialize returns the bytes that SQLite would write to a file.
func serialize(conn *sql.Conn) (data []byte, err error) {
	err = conn.Raw(func(driver any) error {
		c, ok := driver.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return fmt.Errorf("the driver %T cannot serialize a database", driver)
		}
		data, err = c.Serialize()
		return err
	})
	if err == nil && len(data) == 0 {
		err = errors.New("the serialized database is empty")
	}
	return data, err
}

// cells turns the values of a record into what SQLite stores: 0 and 1 for booleans, lists joined.
func cells(values []any) []any {
	for i, value := range values {
		switch v := value.(type) {
		case bool:
			values[i] = 0
			if v {
				values[i] = 1
			}
		case dataset.List:
			values[i] = dataset.Text(v)
		}
	}
	return values
}
