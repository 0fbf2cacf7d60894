package crosswalk

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// SubjectTexts returns, for each record of this dataset that a kind maps or maps to, the text on which its
// mappings are judged: its label with its definition and note; for a profile its name with its competencies
// and tasks; for a title its parts as printed.
func SubjectTexts(d *dataset.Dataset) map[identity.Record]string {
	texts := map[identity.Record]string{}
	for _, table := range ownTables() {
		switch table {
		case "profiles":
			profileTexts(d, texts)
		case "series_titles":
			for _, t := range d.SeriesTitles {
				texts[identity.Record{Table: table, Key: t.TitleID}] = lines(t.Title, dataset.OrEmpty(t.ParentheticalName), dataset.OrEmpty(t.ParentheticalCode))
			}
		default:
			describedTexts(d, table, texts)
		}
	}
	return texts
}

// ownTables lists the tables that kinds map or map to, except for those whose records others identify.
func ownTables() []string {
	var tables []string
	add := func(table string) {
		if !identity.Of(table).Outside && !slices.Contains(tables, table) {
			tables = append(tables, table)
		}
	}
	for _, k := range kinds {
		add(k.Subjects)
		for _, o := range k.Objects {
			add(o.Table)
		}
	}
	return tables
}

// describedTexts adds the texts of records with a label and, where the table has them, a definition and a note.
func describedTexts(d *dataset.Dataset, table string, texts map[identity.Record]string) {
	rows, ok := d.Table(table)
	if !ok {
		return
	}
	schema, _ := schemas.Lookup(table)
	labels := identity.Labels(d, table)
	for i := range rows.Len() {
		key := rows.Key(i, schema.PrimaryKey)
		parts := []string{labels[key]}
		for _, column := range []string{"definition", "note"} {
			if _, ok := schema.Column(column); ok {
				parts = append(parts, rows.Row(i).Text(column))
			}
		}
		texts[identity.Record{Table: table, Key: key}] = lines(parts...)
	}
}

func profileTexts(d *dataset.Dataset, texts map[identity.Record]string) {
	members := map[string][]string{}
	for _, pc := range d.ProfileCompetencies {
		members[pc.ProfileID] = append(members[pc.ProfileID], pc.CompetencyID)
	}
	for _, pt := range d.ProfileTasks {
		members[pt.ProfileID] = append(members[pt.ProfileID], pt.TaskID)
	}
	for _, p := range d.Profiles {
		texts[identity.Record{Table: "profiles", Key: p.ProfileID}] = lines(append([]string{p.Name}, slices.Sorted(slices.Values(members[p.ProfileID]))...)...)
	}
}

// SubjectNames returns the names under which this edition has each record that a kind maps or maps to: the one it
// is called by first, then the others that mean it.
func SubjectNames(d *dataset.Dataset) map[identity.Record][]string {
	names := map[identity.Record][]string{}
	for _, table := range ownTables() {
		for key, label := range identity.Labels(d, table) {
			names[identity.Record{Table: table, Key: key}] = []string{label}
		}
	}
	for _, r := range d.CompetencyAliases {
		at := identity.Record{Table: "competencies", Key: r.CompetencyID}
		names[at] = append(names[at], r.Alias)
	}
	for _, r := range d.SeriesTitles {
		at := identity.Record{Table: "series_titles", Key: r.TitleID}
		names[at] = append(names[at], r.Title)
	}
	return names
}

// Names reports whether a label is a name of a subject, spelling of spaces, case and marks aside: one of its
// names, or the one that its identifier was made from.
func Names(label, key string, names []string) bool {
	if slices.Contains(names, label) {
		return true
	}
	slug := naming.Slug(naming.Name(label))
	return slug == key || slices.ContainsFunc(names, func(name string) bool { return slug == naming.Slug(naming.Name(name)) })
}

// ObjectText returns the text of an ESCO concept on which a mapping is judged.
func ObjectText(label, description string) string {
	return lines(naming.Clean(label), naming.Clean(description))
}

// Digest returns the first 16 hexadecimal digits of the SHA-256 of a text; a mapping keeps it to remember
// the wording it was judged on.
func Digest(text string) string { return naming.Digest(text, 16) }

func lines(parts ...string) string { return strings.Join(parts, "\n") }
