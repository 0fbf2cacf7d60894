package sqlite

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// searchTable makes the full-text index. The Porter stemmer lets "managing" find "management"; diacritics
// do not matter. SELECT table_name, record_key, name FROM search WHERE search MATCH 'risk' ORDER BY rank.
const searchTable = `CREATE VIRTUAL TABLE search USING fts5(
  table_name UNINDEXED, record_key UNINDEXED, name, aliases, body, tokenize = 'porter unicode61 remove_diacritics 2', columnsize = 0)`

// searched are the tables whose texts can be searched: the columns of the key, of the name and of the body,
// each of which may be absent.
var searched = []struct{ table, key, name, body string }{
	{"clusters", "cluster_id", "name", "definition"},
	{"competencies", "competency_id", "name", "definition"},
	{"profiles", "profile_id", "name", "summary"},
	{"tasks", "task_id", "", "statement"},
	{"handbook_sections", "section_id", "title", "text"},
	{"series_titles", "title_id", "title", "parenthetical_name"},
	{"series_duties", "", "", "statement"},
	{"esco_occupations", "occupation_uri", "preferred_label", "description"},
	{"esco_skills", "skill_uri", "preferred_label", "description"},
}

// search fills the full-text index over names, definitions and tasks.
func (w *writer) search(d *dataset.Dataset) error {
	if err := w.exec(searchTable); err != nil {
		return err
	}
	aliases := map[string][]string{}
	for _, a := range d.CompetencyAliases {
		aliases[a.CompetencyID] = append(aliases[a.CompetencyID], a.Alias)
	}
	var rows [][]any
	for _, s := range searched {
		table, ok := d.Table(s.table)
		if !ok {
			return fmt.Errorf("indexing the table %s: there is none", s.table)
		}
		for i := range table.Len() {
			key := table.Key(i, []string{s.key})
			if s.key == "" {
				key = table.Key(i, []string{"series", "position"})
			}
			row := []any{s.table, key, table.Key(i, []string{s.name}), "", table.Key(i, []string{s.body})}
			if s.table == "competencies" {
				row[3] = strings.Join(aliases[key], "; ")
			}
			rows = append(rows, row)
		}
	}
	if err := w.rows("search", []string{"table_name", "record_key", "name", "aliases", "body"}, rows); err != nil {
		return err
	}
	return w.exec("INSERT INTO search (search) VALUES ('optimize')")
}
