// Package view describes the joined views of a release: tables with the names of what their keys lead to, for
// people who would rather not write joins.
//
// In goes the field dictionary and which tables a release has; out come SELECT statements, in the part of SQL
// that SQLite and DuckDB share. Which format holds them, and how it names its tables, is the format's matter.
package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
)

// A View is one joined view.
type View struct {
	Name   string
	About  string // what a row is, one sentence
	Select string // the statement, without a semicolon
}

// prefix begins the name of every view; the rest is the name of the table that the view is of.
const prefix = "named_"

// A definition says of which table a view is, and what it adds. A lookup follows a foreign key of the table, or
// of the table of another lookup; where there is no such key, the primary key's columns of the same names.
type definition struct {
	table   string
	about   string
	lookups []lookup
	order   string // the expressions to sort by, "" for none
	object  string // the expression that names the object of a mapping to several tables, "" for others
}

type lookup struct {
	table string
	via   string   // the table whose key leads there; "" for the view's own
	take  []string // "column" or "column name-in-the-view"
}

// handbook are the views of the framework itself.
var handbook = []definition{
	{"profile_competencies", "Competency × specialty: each competency that an occupational profile names, with the names of both and of the cluster.", []lookup{
		{"profiles", "", []string{"name profile_name", "cluster_id"}},
		{"clusters", "profiles", []string{"name cluster_name"}},
		{"competencies", "", []string{"name competency_name", "kind competency_kind", "definition"}},
	}, "", ""},
	{"profile_tasks", "Each task that an occupational profile names, with the profile's name and the task's statement.", []lookup{
		{"profiles", "", []string{"name profile_name"}},
		{"tasks", "", []string{"statement", "kind task_kind"}},
	}, "", ""},
	{"competency_bands", "Importance of each competency at each career band, with the names, the grades of the band and what a footnote says.", []lookup{
		{"scopes", "", []string{"name scope_name"}},
		{"competencies", "", []string{"name competency_name", "kind competency_kind"}},
		{"bands", "", []string{"name band_name", "gs_min", "gs_max", "position band_position"}},
		{"competency_band_notes", "", []string{"note"}},
	}, "", ""},
	{"competency_rankings", "Importance ranks now and in the future, with the names; trend says what rises, falls, enters and leaves.", []lookup{
		{"scopes", "", []string{"name scope_name"}},
		{"competencies", "", []string{"name competency_name", "kind competency_kind"}},
	}, "", ""},
}

// Views returns the views for which a release has every table, in a fixed order: those of the framework, then
// one for each table of mappings.
func Views(present func(table string) bool) []View {
	var views []View
	for _, d := range append(slices.Clone(handbook), mappings()...) {
		if t, ok := schemas.Lookup(d.table); ok && present(d.table) && !slices.ContainsFunc(d.lookups, func(l lookup) bool { return !present(l.table) }) {
			views = append(views, View{prefix + d.table, d.about, statement(t, d)})
		}
	}
	return views
}

// mappings returns a view for each table that holds mappings: one with a relation and a confidence.
func mappings() []definition {
	var found []definition
	for _, t := range schemas.Tables() {
		relation, related := t.Column("predicate")
		if _, scored := t.Column("confidence"); !related || !scored {
			continue
		}
		about := t.Title + ", with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence."
		found = append(found, definition{t.Name, about, labels(t), order(t, relation.Enum), objectName(t)})
	}
	return found
}

// objectName returns the expression that names the object of mappings to several tables, whose key refers to none of
// them alone; "" for other tables.
func objectName(t schemas.Table) string {
	var names []string
	for _, k := range crosswalk.Kinds() {
		if k.Table() != t.Name || len(k.Objects) < 2 {
			continue
		}
		for n, o := range k.Objects {
			target, _ := schemas.Lookup(o.Table)
			i := slices.IndexFunc(labelColumns, func(column string) bool { _, ok := target.Column(column); return ok })
			names = append(names, "(SELECT "+aliasOf(lastAlias-n)+"."+Name(labelColumns[i])+" FROM "+Name(o.Table)+" AS "+aliasOf(lastAlias-n)+" WHERE "+aliasOf(lastAlias-n)+"."+Name(target.PrimaryKey[0])+" = t."+Name(k.ObjectColumn())+")")
		}
		return "coalesce(" + strings.Join(names, ", ") + `) AS "object_name"`
	}
	return ""
}

// order sorts the mappings of a subject: recommended, closest relation, highest confidence.
func order(t schemas.Table, relations []string) string {
	keys := []string{"t." + Name(t.PrimaryKey[0])}
	if _, ok := t.Column("recommended"); ok {
		keys = append(keys, "t."+Name("recommended")+" DESC")
	}
	var cases strings.Builder
	for i, relation := range relations {
		fmt.Fprintf(&cases, " WHEN %s THEN %d", Text(relation), i+1)
	}
	keys = append(keys, "CASE t."+Name("predicate")+cases.String()+" END", "t."+Name("confidence")+" DESC NULLS LAST")
	for _, key := range t.PrimaryKey[1:] {
		keys = append(keys, "t."+Name(key))
	}
	return strings.Join(keys, ", ")
}

// labelColumns are the columns that name a thing, the first that a table has.
var labelColumns = []string{"name", "title", "preferred_label", "label", "statement", "text"}

// labels returns the lookups of the names of what a table of mappings leads to, where it has none of its own.
func labels(t schemas.Table) []lookup {
	var lookups []lookup
	for _, k := range t.ForeignKeys {
		target, ok := schemas.Lookup(k.Table)
		thing := strings.TrimSuffix(strings.TrimSuffix(k.Columns[0], "_id"), "_uri")
		if _, labeled := t.Column(thing + "_label"); !ok || labeled || len(k.Columns) != 1 {
			continue
		}
		for _, column := range labelColumns {
			if _, ok := target.Column(column); ok {
				take := []string{column + " " + thing + "_name"}
				for _, more := range []string{"parenthetical_name", "parenthetical_code"} { // a part of a title as it is printed
					if _, ok := target.Column(more); ok {
						take = append(take, more)
					}
				}
				lookups = append(lookups, lookup{k.Table, "", take})
				break
			}
		}
	}
	return lookups
}

// statement returns the SELECT of a view: the table's columns in order, and after each key what is looked up by it.
func statement(t schemas.Table, d definition) string {
	joins, after := make([]string, len(d.lookups)), map[string][]string{}
	for i, l := range d.lookups {
		from, alias, behind := t, "t", ""
		for n, other := range d.lookups {
			if other.table == l.via {
				from, _ = schemas.Lookup(l.via)
				alias, behind = aliasOf(n), keyOf(t, l.via).Columns[0]
			}
		}
		key := keyOf(from, l.table)
		if behind == "" {
			behind = key.Columns[len(key.Columns)-1]
			if len(key.Columns) > 1 {
				behind = t.Columns[len(t.Columns)-1].Name
			}
		}
		var on []string
		for c, column := range key.Columns {
			on = append(on, alias+"."+Name(column)+" = "+aliasOf(i)+"."+Name(key.References[c]))
		}
		joins[i] = "\n  LEFT JOIN " + Name(l.table) + " AS " + aliasOf(i) + " ON " + strings.Join(on, " AND ")
		for _, take := range l.take {
			column, as, renamed := strings.Cut(take, " ")
			if expression := aliasOf(i) + "." + Name(column); renamed {
				after[behind] = append(after[behind], expression+" AS "+Name(as))
			} else {
				after[behind] = append(after[behind], expression+" AS "+Name(column))
			}
		}
	}
	if d.object != "" {
		after[t.PrimaryKey[1]] = append(after[t.PrimaryKey[1]], d.object)
	}
	var columns []string
	for _, c := range t.Columns {
		columns = append(append(columns, "t."+Name(c.Name)+" AS "+Name(c.Name)), after[c.Name]...)
	}
	text := "SELECT\n  " + strings.Join(columns, ",\n  ") + "\nFROM " + Name(t.Name) + " AS t" + strings.Join(joins, "")
	if d.order != "" {
		text += "\nORDER BY " + d.order
	}
	return text
}

// lastAlias is the last number that aliasOf names; tables inside expressions have names from there down.
const lastAlias = 'z' - 'a'

// aliasOf names the table of a lookup inside a statement.
func aliasOf(n int) string { return string(rune('a' + n)) }

// keyOf returns the key by which a table leads to another: its foreign key, or the columns of the other's
// primary key.
func keyOf(from schemas.Table, to string) schemas.Reference {
	for _, k := range from.ForeignKeys {
		if k.Table == to {
			return k
		}
	}
	target, _ := schemas.Lookup(to)
	return schemas.Reference{Columns: target.PrimaryKey, Table: to, References: target.PrimaryKey}
}

// Name quotes an identifier of SQL.
func Name(identifier string) string { return `"` + strings.ReplaceAll(identifier, `"`, `""`) + `"` }

// Text quotes a text of SQL.
func Text(value string) string { return "'" + strings.ReplaceAll(value, "'", "''") + "'" }
