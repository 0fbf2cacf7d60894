package sqlite

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// searchTables make the full-text index. The Porter stemmer lets "managing" find "management", and 'accessib*' finds
// "accessibility" (see beginnings); diacritics do not matter.
// SELECT table_name, record_key, name FROM search WHERE search MATCH 'risk' ORDER BY rank.
//
// The index holds no texts ("External Content Tables", SQLite FTS5 documentation, section 4.4.3): it reads
// them from the view search_texts, which looks them up in the tables by the keys in search_entries. An entry has the
// number of its table, for which the view gives the name. The index has no further one for prefixes ('risk*'): a prefix
// is looked up among a few thousand words, and that index would be a third of it.
const searchTables = `
CREATE TABLE search_entries (entry INTEGER NOT NULL PRIMARY KEY, table_number INTEGER NOT NULL, record_key TEXT NOT NULL, beginnings TEXT NOT NULL);
CREATE VIEW search_texts AS SELECT entry, %s AS table_name, record_key, %s AS name, %s AS aliases, %s AS body, beginnings FROM search_entries;
CREATE VIRTUAL TABLE search USING fts5(table_name UNINDEXED, record_key UNINDEXED, name, aliases, body, beginnings,
  content = 'search_texts', content_rowid = 'entry', tokenize = 'porter unicode61 remove_diacritics 2', columnsize = 0)`

// searched are the tables whose texts can be searched: the columns of the key, of the name, which may be absent, and of
// the body.
var searched = []searchedTable{
	{"clusters", []string{"cluster_id"}, "name", "definition"},
	{"competencies", []string{"competency_id"}, "name", "definition"},
	{"profiles", []string{"profile_id"}, "name", "summary"},
	{"tasks", []string{"task_id"}, "", "statement"},
	{"handbook_sections", []string{"section_id"}, "title", "text"},
	{"series_titles", []string{"title_id"}, "title", "parenthetical_name"},
	{"series_duties", []string{"series", "position"}, "", "statement"},
	{"esco_occupations", []string{"occupation_uri"}, "preferred_label", "description"},
	{"esco_skills", []string{"skill_uri"}, "preferred_label", "description"},
	{"nice_work_roles", []string{"work_role_id"}, "name", "definition"},
	{"nice_competency_areas", []string{"nice_area_id"}, "name", "definition"},
	{"nice_statements", []string{"nice_statement_id"}, "", "statement"},
	{"dcwf_work_roles", []string{"dcwf_code"}, "name", "definition"},
	{"dcwf_statements", []string{"dcwf_statement_id"}, "", "statement"},
}

// searchedIn are those of a dataset: not every release has all of them.
func searchedIn(d *dataset.Dataset) []searchedTable {
	return slices.DeleteFunc(slices.Clone(searched), func(s searchedTable) bool { return !d.Has(s.table) })
}

type searchedTable struct {
	table      string
	key        []string
	name, body string
}

// tableNumber is what stands for a table in search_entries: its place among those that can be searched, from 1.
func tableNumber(table string) int {
	return slices.IndexFunc(searched, func(s searchedTable) bool { return s.table == table }) + 1
}

// keyText is the record key as an expression of SQL.
func (s searchedTable) keyText() string { return strings.Join(s.key, " || '|' || ") }

// tableName is the column of the view for the table of an entry.
func tableName(tables []searchedTable) string {
	var cases strings.Builder
	for _, s := range tables {
		fmt.Fprintf(&cases, " WHEN %d THEN %s", tableNumber(s.table), text(s.table))
	}
	return "CASE table_number" + cases.String() + " END"
}

// searchText returns the column of the view that looks up a text of every kind of record: the name or the body.
func searchText(tables []searchedTable, column func(searchedTable) string) string {
	var cases strings.Builder
	for _, s := range tables {
		if column(s) != "" {
			fmt.Fprintf(&cases, "\n  WHEN %d THEN (SELECT %s FROM %s WHERE %s = record_key)", tableNumber(s.table), name(column(s)), name(s.table), s.keyText())
		}
	}
	return "coalesce(CASE table_number" + cases.String() + " END, '')"
}

// aliasText is the column of the view for the other names of a competency.
func aliasText() string {
	return fmt.Sprintf(`coalesce(CASE table_number WHEN %d THEN
  (SELECT group_concat(alias, '; ') FROM (SELECT alias FROM competency_aliases WHERE competency_id = record_key ORDER BY alias)) END, '')`, tableNumber("competencies"))
}

// search makes the full-text index over names, definitions and tasks.
func (w *writer) search(d *dataset.Dataset) error {
	tables := searchedIn(d)
	statements := fmt.Sprintf(searchTables, tableName(tables), searchText(tables, func(s searchedTable) string { return s.name }), aliasText(), searchText(tables, func(s searchedTable) string { return s.body }))
	if err := w.exec(statements); err != nil {
		return err
	}
	aliases := map[string]string{}
	for _, a := range d.CompetencyAliases {
		aliases[a.CompetencyID] += " " + a.Alias
	}
	var rows [][]any
	stems := stemmer{}
	for _, s := range tables {
		table, _ := d.Table(s.table)
		for i := range table.Len() {
			key := table.Key(i, s.key)
			texts := table.Key(i, []string{s.name}) + " " + table.Key(i, []string{s.body})
			if s.table == "competencies" {
				texts += aliases[key]
			}
			beginnings := ""
			if s.table != "nice_statements" && s.table != "dcwf_statements" { // whole words find them: they are many and short
				beginnings = stems.beginnings(texts)
			}
			rows = append(rows, []any{len(rows) + 1, tableNumber(s.table), key, beginnings})
		}
	}
	if err := w.rows("search_entries", []string{"entry", "table_number", "record_key", "beginnings"}, rows); err != nil {
		return err
	}
	return errors.Join(w.exec("INSERT INTO search (search) VALUES ('rebuild')"), w.exec("INSERT INTO search (search) VALUES ('optimize')"))
}
