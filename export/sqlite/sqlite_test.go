package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

func write(t testing.TB, d *dataset.Dataset) []byte {
	t.Helper()
	artifacts, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return artifacts[0].Data
}

// written is the database of exporttest.Texts, once a test has asked for it.
var written []byte

// whole returns the database of exporttest.Texts with the dataset that it is written from, which a test must not change.
func whole(t testing.TB) (*dataset.Dataset, *Database) {
	t.Helper()
	_, d := exporttest.Texts(t)
	if written == nil {
		written = write(t, d)
	}
	return d, open(t, bytes.Clone(written))
}

// open reads the written bytes as a database.
func open(t testing.TB, data []byte) *Database {
	t.Helper()
	d, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// query returns every row of a query.
func query(t testing.TB, d *Database, text string, args ...any) [][]any {
	t.Helper()
	rows, err := d.query(text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return rows
}

func TestEveryCellIsStored(t *testing.T) {
	d, db := whole(t)
	for _, s := range schemas.Present(d.Has) {
		rows, err := db.Rows(s)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, difference := range exporttest.Differences(d, s.Name, rows) {
			t.Error(difference)
		}
	}
}

// TestPlainReadKeepsTheOrder reads each table as people do, without ORDER BY: the rows come in the order of the CSV.
func TestPlainReadKeepsTheOrder(t *testing.T) {
	d, db := whole(t)
	for _, table := range schemas.Present(d.Has) {
		stored, err := db.Rows(table)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range query(t, db, `SELECT * FROM "`+table.Name+`"`) {
			for j, value := range row {
				row[j] = valueOf(table.Columns[j].Type, value)
			}
			if got, want := fmt.Sprint(row), fmt.Sprint(stored[i]); got != want {
				t.Errorf("%s, row %d: SELECT * returns %s, the table has %s", table.Name, i+1, got, want)
				break
			}
		}
	}
}

func TestDatabaseIsSound(t *testing.T) {
	_, db := whole(t)
	if got := fmt.Sprint(query(t, db, "PRAGMA integrity_check")); got != "[[ok]]" {
		t.Errorf("integrity: %s", got)
	}
	if got := query(t, db, "PRAGMA foreign_key_check"); len(got) > 0 {
		t.Errorf("foreign keys: %v", got)
	}
	if got := fmt.Sprint(query(t, db, "PRAGMA user_version"), query(t, db, "PRAGMA freelist_count")); got != "[[20000]] [[0]]" {
		t.Errorf("version and free pages: %s", got)
	}
}

// TestForeignKeysAreTheDictionarys leaves the columns to TestEveryCellIsStored: Rows refuses others.
func TestForeignKeysAreTheDictionarys(t *testing.T) {
	d, db := whole(t)
	for _, table := range schemas.Present(d.Has) {
		keys := query(t, db, `SELECT DISTINCT id FROM pragma_foreign_key_list(?)`, table.Name)
		if len(keys) != len(table.ForeignKeys) {
			t.Errorf("%s has %d foreign keys, want %d", table.Name, len(keys), len(table.ForeignKeys))
		}
	}
}

func TestForeignKeysHaveAnIndex(t *testing.T) {
	d, db := whole(t)
	for _, table := range schemas.Present(d.Has) {
		for _, k := range table.ForeignKeys {
			if k.Table == "source_documents" && table.KeyColumn("source_id") && table.PrimaryKey[0] != "source_id" {
				continue // provenance: its index would hold every key again, and there are few sources
			}
			plan := fmt.Sprint(query(t, db, `EXPLAIN QUERY PLAN SELECT 1 FROM "`+table.Name+`" WHERE "`+k.Columns[0]+`" = 'x'`))
			if !strings.Contains(plan, "SEARCH") || !strings.Contains(plan, "INDEX") && !strings.Contains(plan, "PRIMARY KEY") {
				t.Errorf("%s(%s) is scanned: %s", table.Name, k.Columns[0], plan)
			}
		}
	}
}

func TestConstraintsRefuse(t *testing.T) {
	_, db := whole(t)
	for _, statement := range []string{
		"UPDATE competencies SET kind = 'other'", "UPDATE competencies SET listed = 2", "UPDATE competencies SET name = NULL",
		"UPDATE bands SET gs_min = 0", "UPDATE bands SET gs_max = 16", "UPDATE bands SET position = 'one'", "UPDATE crosswalk_title_profile SET confidence = 1.1",
		"INSERT INTO bands SELECT * FROM bands", "PRAGMA foreign_keys = ON; DELETE FROM clusters",
	} {
		if _, err := db.conn.ExecContext(context.Background(), statement); err == nil {
			t.Errorf("%s is accepted", statement)
		}
	}
}

func TestSearchFinds(t *testing.T) {
	_, db := whole(t)
	tests := []struct{ words, table, key string }{
		{"accessibility", "competencies", "accessibility"},
		{"configuration managing", "competencies", "configuration-management"}, // stemmed
		{"accessib*", "competencies", "accessibility"},                         // its stem is "access"
		{"name: acc*", "competencies", "accessibility"},
		{"aliases: procurement", "competencies", "contracting-procurement"},
		{"\"systems administration\"", "profiles", "systems-administration"},
		{"INFOSEC OR \"information security\"", "series_titles", "information-technology-specialist-information-security-infosec"},
	}
	for _, test := range tests {
		found := query(t, db, "SELECT table_name, record_key FROM search WHERE search MATCH ? ORDER BY rank", test.words)
		if !slices.ContainsFunc(found, func(row []any) bool { return row[0] == test.table && row[1] == test.key }) {
			t.Errorf("%s does not find %s of %s, only %v", test.words, test.key, test.table, found[:min(5, len(found))])
		}
	}
	if found := query(t, db, "SELECT 1 FROM search WHERE search MATCH 'xylophone'"); len(found) > 0 {
		t.Error("a word that no text holds is found")
	}
}

// TestSearchFindsBeginnings asks for every beginning of the words of competencies' names; each finds its competency.
func TestSearchFindsBeginnings(t *testing.T) {
	d, db := whole(t)
	asked := map[string]bool{}
	for _, c := range d.Competencies {
		for _, word := range strings.FieldsFunc(c.Name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			for n := 2; n <= len(word); n++ {
				beginning := strings.ToLower(word[:n])
				if asked[beginning] || slices.Contains([]string{"or", "and", "not"}, beginning) {
					continue
				}
				asked[beginning] = true
				if found := query(t, db, "SELECT 1 FROM search WHERE search MATCH ? AND table_name = 'competencies' AND record_key = ?", beginning+"*", c.CompetencyID); len(found) != 1 {
					t.Errorf("%s* does not find the competency %s", beginning, c.Name)
				}
			}
		}
	}
	if len(asked) < 500 {
		t.Errorf("asked for %d beginnings; expected more", len(asked))
	}
}

// TestSearchLeadsToRecords follows every entry of the index to its record.
func TestSearchLeadsToRecords(t *testing.T) {
	d, db := whole(t)
	small := exporttest.SmallFrameworks()
	smallDB := open(t, write(t, small))
	for _, s := range searched {
		db := db
		if table, _ := d.Table(s.table); table.Len() == 0 {
			if table, _ = small.Table(s.table); table.Len() == 0 {
				t.Errorf("no dataset has records of %s", s.table)
			}
			db = smallDB
		}
		missing := query(t, db, `SELECT record_key FROM search WHERE table_name = ? AND record_key NOT IN (SELECT `+s.keyText()+` FROM "`+s.table+`")`, s.table)
		count := query(t, db, `SELECT (SELECT count(*) FROM search WHERE table_name = ?) - (SELECT count(*) FROM "`+s.table+`")`, s.table)
		if len(missing) > 0 || count[0][0] != int64(0) {
			t.Errorf("%s: %v lead nowhere, %v entries more than records", s.table, missing, count)
		}
	}
}

// TestSearchHoldsTheTexts compares what a search shows with the dataset, and the index with what it shows.
func TestSearchHoldsTheTexts(t *testing.T) {
	d, db := whole(t)
	aliases := map[string][]string{}
	for _, a := range d.CompetencyAliases {
		aliases[a.CompetencyID] = append(aliases[a.CompetencyID], a.Alias)
	}
	var want [][]any
	for _, s := range searched {
		table, _ := d.Table(s.table)
		for i := range table.Len() {
			key, other := table.Key(i, s.key), ""
			if s.table == "competencies" {
				other = strings.Join(aliases[key], "; ")
			}
			want = append(want, []any{s.table, key, table.Key(i, []string{s.name}), other, table.Key(i, []string{s.body})})
		}
	}
	got := query(t, db, "SELECT table_name, record_key, name, aliases, body FROM search ORDER BY rowid")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%d entries, want %d, or their texts differ", len(got), len(want))
	}
	check := func() error {
		_, err := db.conn.ExecContext(context.Background(), "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
		return err
	}
	if err := check(); err != nil {
		t.Errorf("the index is not of these texts: %v", err)
	}
	if query(t, db, "UPDATE tasks SET statement = 'Another task.' WHERE task_id = (SELECT min(task_id) FROM tasks)"); check() == nil {
		t.Error("a text that the index does not have is not seen")
	}
}

// TestKeyOrderedTables checks that just the tables that are stored in the order of their keys have no rowid.
func TestKeyOrderedTables(t *testing.T) {
	d, db := whole(t)
	for _, table := range schemas.Present(d.Has) {
		without := fmt.Sprint(query(t, db, "SELECT wr FROM pragma_table_list(?)", table.Name)) == "[[1]]"
		if without != keyOrdered(table) {
			t.Errorf("%s: without a rowid is %v", table.Name, without)
		}
	}
}

func TestDictionaryDescribesEveryColumn(t *testing.T) {
	_, db := whole(t)
	undescribed := query(t, db, `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'search%'
		AND m.name NOT LIKE '%_dictionary' AND m.name <> 'dataset_facts' AND (m.name, c.name) NOT IN (SELECT table_name, column_name FROM column_dictionary WHERE description <> '')`)
	if len(undescribed) > 0 {
		t.Errorf("not described: %v", undescribed)
	}
	if got := fmt.Sprint(query(t, db, "SELECT type, nullable, primary_key, refers_to FROM column_dictionary WHERE table_name = 'scopes' AND column_name = 'cluster_id'")); got != "[[string 1 0 clusters.cluster_id]]" {
		t.Errorf("scopes.cluster_id is %s", got)
	}
}

func TestWriteRefuses(t *testing.T) {
	nowhere := "nowhere"
	for name, d := range map[string]*dataset.Dataset{
		"not unique":      {Bands: []dataset.Band{{BandID: "entry", GSMin: 1, GSMax: 2, Position: 1}, {BandID: "entry", GSMin: 1, GSMax: 2, Position: 1}}},
		"not in enum":     {Bands: []dataset.Band{{BandID: "expert", GSMin: 1, GSMax: 2, Position: 1}}},
		"broken key":      {Scopes: []dataset.Scope{{ScopeID: "all", Name: "All", ClusterID: &nowhere}}},
		"below the least": {Bands: []dataset.Band{{BandID: "entry", GSMin: 0, GSMax: 2, Position: 1}}},
	} {
		if _, err := Write(d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	d, _ := whole(t)
	first := written
	if file := os.Getenv("FWCI_SQLITE_TEST_FILE"); file != "" { // the other process
		if err := os.WriteFile(file, first, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, n := range []int{1, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		if !bytes.Equal(first, write(t, d)) {
			t.Fatal("two runs differ")
		}
	}
	file := t.TempDir() + "/other"
	other := exec.Command(os.Args[0], "-test.run", "^TestSameBytes$", "-test.short="+strconv.FormatBool(testing.Short()))
	other.Env = append(os.Environ(), "FWCI_SQLITE_TEST_FILE="+file)
	if out, err := other.CombinedOutput(); err != nil {
		t.Fatalf("another process: %v\n%s", err, out)
	}
	if data, err := os.ReadFile(file); err != nil || !bytes.Equal(first, data) {
		t.Errorf("another process wrote other bytes: %v", err)
	}
}

func BenchmarkWrite(b *testing.B) {
	_, d := exporttest.Real(b)
	for b.Loop() {
		write(b, d)
	}
}
