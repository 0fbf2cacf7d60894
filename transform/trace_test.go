package transform_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

var (
	blanks  = regexp.MustCompile(`[\s\x{a0}]+`)
	slashes = regexp.MustCompile(` */ *`)
	tags    = regexp.MustCompile(`<[^>]*>`)
	stars   = regexp.MustCompile(`^\**Note:\**`)
)

// plain is the wording of a text without what its layout adds: tags, runs of white space.
func plain(text string) string {
	return strings.TrimSpace(blanks.ReplaceAllString(tags.ReplaceAllString(text, " "), " "))
}

// spelled is plain without the spaces around slashes, as names have it.
func spelled(text string) string { return slashes.ReplaceAllString(plain(text), "/") }

// A trace is a record with the lines that its provenance gives.
type trace struct {
	found *[]string                               // what is wrong
	all   map[string]map[string]map[string]string // the cells of every record, by table, key and column
	table string
	key   string
	cells map[string]string
	lines []line // in order, without doubles
}

type line struct {
	source string
	number int
	text   string // as printed
}

func (tr trace) errorf(format string, args ...any) {
	*tr.found = append(*tr.found, fmt.Sprintf("%s %s: "+format, append([]any{tr.table, tr.key}, args...)...))
}

func (tr trace) joined() string {
	var b strings.Builder
	for _, l := range tr.lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

// holds reports each column whose text is not in the joined lines.
func (tr trace) holds(columns ...string) {
	text := spelled(tr.joined())
	for _, c := range columns {
		if want := spelled(tr.cells[c]); !strings.Contains(text, want) {
			tr.errorf("the lines do not hold the %s\n  value %q\n  lines %q", c, want, text)
		}
	}
}

// each reports each line that does not match, so that each line that is pointed to has the text.
func (tr trace) each(what string, is func(text string) bool) {
	for _, l := range tr.lines {
		if !is(l.text) {
			tr.errorf("line %d of %s is no %s: %q", l.number, l.source, what, l.text)
		}
	}
}

// name returns a cell of the record that another one refers to.
func (tr trace) name(table, id, column string) string {
	record, ok := tr.all[table][id]
	if !ok {
		tr.errorf("no record %s in %s", id, table)
	}
	return record[column]
}

// cells returns the cells of a tab-separated line.
func cells(text string) []string {
	parts := strings.Split(text, "\t")
	for i := range parts {
		parts[i] = spelled(parts[i])
	}
	return parts
}

// items returns the items of a list cell.
func items(cell string) []string {
	var all []string
	for item := range strings.SplitSeq(plain(cell), "•") {
		if item = spelled(item); item != "" {
			all = append(all, item)
		}
	}
	return all
}

// read says, for each table that is read from a source, how a person would find a record in its lines.
var read = map[string]func(trace){
	"bands": func(tr trace) {
		want := regexp.MustCompile(regexp.QuoteMeta(tr.cells["name"]) + " = Grades " + tr.cells["gs_min"] + " – " + tr.cells["gs_max"] + "[;.]")
		tr.each("note of the grades", want.MatchString)
	},
	"scopes": func(tr trace) {
		tr.each("name of the scope", func(text string) bool {
			return strings.Contains(strings.ToLower(text), strings.ToLower(tr.cells["name"]))
		})
	},
	"clusters": func(tr trace) {
		tr.holds("name", "definition", "profile_summary")
		if !strings.Contains(plain(tr.joined()), tr.cells["name"]+": "+tr.cells["definition"]) {
			tr.errorf("the definition does not follow the name")
		}
	},
	"cluster_work_types": func(tr trace) {
		tr.each("bullet", func(text string) bool { return plain(text) == "- "+tr.cells["statement"] })
	},
	"competencies": func(tr trace) {
		tr.each("mention", func(text string) bool {
			// a definition that a page break cuts, and a note, are no mention of the name
			definition := tr.cells["definition"] + " " + tr.cells["note"]
			return strings.Contains(spelled(text), tr.cells["name"]) || plain(text) == "" || strings.Contains(definition, plain(stars.ReplaceAllString(text, "")))
		})
		text := plain(tr.joined())
		if d := tr.cells["definition"]; d != "" && !strings.Contains(text, tr.cells["name"]+" - "+d) && !strings.Contains(text, tr.cells["name"]+": "+d) {
			tr.errorf("the definition does not follow the name in %q", text)
		}
		if n := tr.cells["note"]; n != "" && !strings.Contains(text, "Note: "+n) {
			tr.errorf("the note is not in %q", text)
		}
	},
	"competency_aliases": func(tr trace) {
		tr.each("place of the alias", func(text string) bool { return strings.Contains(plain(text), tr.cells["alias"]) })
	},
	"competency_bands":      competencyBand,
	"competency_band_notes": func(tr trace) { tr.holds("note") },
	"competency_rankings": func(tr trace) {
		rank := func(column string) string {
			if tr.cells[column] == "" {
				return "NR*"
			}
			return tr.cells[column]
		}
		want := []string{tr.name("competencies", tr.cells["competency_id"], "name"), rank("current_rank"), rank("future_rank")}
		tr.each("row "+strings.Join(want, " | "), func(text string) bool { return slices.Equal(cells(text), want) })
	},
	"profiles": func(tr trace) { tr.holds("name", "summary") },
	"profile_competencies": func(tr trace) {
		name := tr.name("competencies", tr.cells["competency_id"], "name")
		tr.each("row with "+name, func(text string) bool { return slices.Contains(cells(text), name) })
	},
	"tasks": func(tr trace) {
		tr.each("task", func(text string) bool { return plain(text) == tr.cells["statement"] })
	},
	"profile_tasks": func(tr trace) {
		statement := tr.name("tasks", tr.cells["task_id"], "statement")
		tr.each("task", func(text string) bool { return plain(text) == statement })
	},
	"handbook_sections": section,
	"source_references": func(tr trace) {
		tr.each("paragraph", func(text string) bool { return strings.Contains(plain(text), tr.cells["title"]) })
	},
	"series_titles": func(tr trace) {
		want := tr.cells["title"]
		if tr.cells["parenthetical_name"] != "" {
			want += " (" + tr.cells["parenthetical_name"] + "/" + tr.cells["parenthetical_code"] + ")"
		}
		tr.each("title", func(text string) bool { return plain(text) == "• "+want })
	},
	"series_qualifications": func(tr trace) {
		tr.holds("statement", "grades")
		tr.each("grades", func(text string) bool {
			return strings.Contains(text, "GS-"+tr.cells["gs_min"]) && strings.Contains(text, tr.cells["gs_max"])
		})
	},
	"series_duties": func(tr trace) {
		tr.each("duty", func(text string) bool { return plain(text) == "• "+tr.cells["statement"] })
	},
	"series_page_facts": func(tr trace) {
		for value := range strings.SplitSeq(tr.cells["value"], "|") {
			if !strings.Contains(plain(tr.joined()), value) {
				tr.errorf("the lines do not hold %q", value)
			}
		}
	},
	"esco_occupations": func(tr trace) {
		tr.holds("preferred_label", "description")
		if !strings.Contains(plain(tr.joined()), tr.cells["code"]+" ISCO "+tr.cells["isco_group"]+" ") {
			tr.errorf("the lines do not hold the code")
		}
	},
	"esco_skills": func(tr trace) {
		want := plain(tr.cells["preferred_label"] + " " + tr.cells["description"] + " " + strings.ReplaceAll(tr.cells["tags"], "|", "") + " ESCO source")
		for concept := range strings.SplitAfterSeq(plain(tr.joined()), "ESCO source") { // on two places of a page
			if concept = plain(concept); concept != "" && concept != want {
				tr.errorf("the lines hold %q, want %q", concept, want)
			}
		}
	},
	"esco_occupation_skills": func(tr trace) {
		label := tr.name("esco_skills", tr.cells["skill_uri"], "preferred_label")
		tr.each("label", func(text string) bool { return plain(text) == label })
	},
}

// competencyBand reads the cell in its column: a mark in a cluster's table, a list item in the general
// one. A general competency that is not important at a band is in no list of that column.
func competencyBand(tr trace) {
	name := tr.name("competencies", tr.cells["competency_id"], "name")
	bands := []string{"intermediate", "journey", "senior"}
	if tr.cells["scope_id"] != "all" {
		column := 1 + slices.Index(bands, tr.cells["band_id"])
		tr.each("row of "+name, func(text string) bool {
			c := cells(text)
			return c[0] == name && c[column] == tr.cells["marker"]
		})
		return
	}
	column := slices.Index(append([]string{"entry"}, bands...), tr.cells["band_id"])
	found := false
	tr.each("list with "+name, func(text string) bool { return strings.Contains(text, name) })
	for _, l := range tr.lines {
		lists := strings.Split(l.text, "\t")
		found = found || column < len(lists) && slices.Contains(items(lists[column]), name)
	}
	if want := tr.cells["important"] == "true"; found != want {
		tr.errorf("the list of the band has the name: %t, important: %t", found, want)
	}
}

// section walks the lines of a section: the first is its title, and its text is whole lines of it, in
// order.
func section(tr trace) {
	if len(tr.lines) == 0 || plain(tr.lines[0].text) != tr.cells["title"] {
		tr.errorf("the first line is not the title")
		return
	}
	rest := tr.cells["text"]
	for _, l := range tr.lines[1:] {
		if text := plain(l.text); text != "" && strings.HasPrefix(rest, text) {
			rest = strings.TrimSpace(strings.TrimPrefix(rest, text))
		}
	}
	if rest != "" {
		tr.errorf("the lines do not hold the end of the text: %q", rest)
	}
}

// traced tells which records come from a source: those of a table that is read, except the concepts and
// occupations that only a mapping names.
func traced(table string, cells map[string]string) bool {
	switch table {
	case "esco_occupations":
		return cells["source_id"] != ""
	case "esco_skills":
		return cells["description"] != "" // without a download only a page gives one
	}
	return read[table] != nil
}

// recordCells returns the cells of every record as CSV prints them, by table, key and column.
func recordCells(set *dataset.Dataset) map[string]map[string]map[string]string {
	all := map[string]map[string]map[string]string{}
	for _, table := range set.Tables() {
		s, _ := schemas.Lookup(table.Name)
		all[table.Name] = map[string]map[string]string{}
		for i := range table.Len() {
			record := map[string]string{}
			for c, value := range table.Values(i) {
				record[table.Columns[c]] = dataset.Text(value)
			}
			all[table.Name][table.Key(i, s.PrimaryKey)] = record
		}
	}
	return all
}

// provenance returns the lines that provenance gives for each record, by table and key.
func provenance(raw *extract.Raw, set *dataset.Dataset) map[string]map[string][]line {
	texts := map[string][]string{}
	for _, d := range raw.Documents {
		texts[d.Source.ID] = strings.Split(strings.TrimPrefix(string(d.Data), "\ufeff"), "\n") // read again, not with the parsers' lines
	}
	lines := map[string]map[string][]line{}
	for _, p := range set.Provenance {
		if lines[p.TableName] == nil {
			lines[p.TableName] = map[string][]line{}
		}
		all := lines[p.TableName][p.RecordKey]
		for n := p.LineStart; n <= p.LineEnd; n++ {
			if l := (line{p.SourceID, n, texts[p.SourceID][n-1]}); !slices.Contains(all, l) {
				all = append(all, l)
			}
		}
		lines[p.TableName][p.RecordKey] = all
	}
	return lines
}

// traces reads the records of a table in their lines, and returns what does not fit.
func traces(table string, all map[string]map[string]map[string]string, lines map[string][]line) []string {
	var found []string
	for _, key := range slices.Sorted(maps.Keys(all[table])) {
		tr := trace{&found, all, table, key, all[table][key], lines[key]}
		if got, want := len(tr.lines) > 0, traced(table, tr.cells); got != want {
			tr.errorf("has provenance: %t, want %t", got, want)
		} else if want {
			read[table](tr)
		}
	}
	return found
}

// Every record that is read from a source has provenance, and the text of the record is in the lines
// it points to.
func TestRecordsStandInTheirLines(t *testing.T) {
	raw, set := release(t)
	all, lines := recordCells(set), provenance(raw, set)
	for table := range all {
		for _, problem := range traces(table, all, lines[table]) {
			t.Error(problem)
		}
	}
	for table, keys := range lines {
		for key := range keys {
			if all[table][key] == nil {
				t.Errorf("provenance of %s %s, which is no record", table, key)
			}
		}
	}
}

// The reading above notices a text that is not the source's, whichever table and column it is in, and
// a line that is the neighbour of the right one.
func TestReadingNoticesAWrongText(t *testing.T) {
	raw, set := release(t)
	all, lines := recordCells(set), provenance(raw, set)
	for table := range read {
		s, _ := schemas.Lookup(table)
		var keys []string
		for key, cells := range all[table] {
			if traced(table, cells) {
				keys = append(keys, key)
			}
		}
		key := slices.Min(keys)
		for _, c := range s.Columns {
			if c.Pattern != schemas.TextPattern {
				continue
			}
			at := slices.IndexFunc(keys, func(k string) bool { return all[table][k][c.Name] != "" })
			cells := all[table][keys[at]]
			right := cells[c.Name]
			cells[c.Name] = "Words that are in no source"
			if len(traces(table, all, lines[table])) == 0 {
				t.Errorf("%s: a wrong %s goes unnoticed", table, c.Name)
			}
			cells[c.Name] = right
		}
		right := lines[table][key]
		lines[table][key] = []line{{right[0].source, 2, "Skip to the content of another page"}}
		if len(traces(table, all, lines[table])) == 0 {
			t.Errorf("%s: a wrong line goes unnoticed", table)
		}
		lines[table][key] = nil
		if len(traces(table, all, lines[table])) == 0 {
			t.Errorf("%s: a record without lines goes unnoticed", table)
		}
		lines[table][key] = right
	}
}

// Each line that is classed as data is the line of a record. The occupation page's counts and the number
// of the series are facts without a table of their own.
func TestEveryDataLineLedToARecord(t *testing.T) {
	raw, set := release(t)
	led := map[string]map[int]bool{}
	for _, p := range set.Provenance {
		if led[p.SourceID] == nil {
			led[p.SourceID] = map[int]bool{}
		}
		if p.TableName == "handbook_sections" {
			continue // a section holds every line to its end
		}
		for n := p.LineStart; n <= p.LineEnd; n++ {
			led[p.SourceID][n] = true
		}
	}
	counts := regexp.MustCompile(`^(\d+|\d+ competences?|\d+ ESCO relations|Job Series: 2210)$`)
	for _, d := range raw.Documents {
		for i, class := range d.Classes {
			text := d.Lines[i].Text
			if class == "data" && !led[d.Source.ID][i+1] && !counts.MatchString(text) {
				t.Errorf("%s:%d is data and leads to no record: %q", d.Path, i+1, text)
			}
			if class == "blank" && strings.TrimSpace(blanks.ReplaceAllString(text, "")) != "" {
				t.Errorf("%s:%d is called blank: %q", d.Path, i+1, text)
			}
		}
	}
}
