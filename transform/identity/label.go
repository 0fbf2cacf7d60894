package identity

import (
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// column is the label of records that have it in one column.
func column(name string) func(dataset.Row) string {
	return func(r dataset.Row) string { return r.Text(name) }
}

func positionTitle(r dataset.Row) string {
	return titleLabel(r.Text("title"), r.Text("parenthetical_name"), r.Text("parenthetical_code"))
}

// Title returns a position title with its parenthetical as the page prints it: "Information Technology
// Specialist (Data Management/DATAMGT)", with the name or the code alone where the other is null.
func Title(t dataset.SeriesTitle) string {
	return titleLabel(t.Title, dataset.OrEmpty(t.ParentheticalName), dataset.OrEmpty(t.ParentheticalCode))
}

func titleLabel(title, name, code string) string {
	if name != "" && code != "" {
		name += "/"
	}
	if name+code == "" {
		return title
	}
	return title + " (" + name + code + ")"
}

// Labeled reports whether the records of a table have a label.
func Labeled(table string) bool { return Of(table).label != nil }

// Labels returns what the records of a table are called, by key; nil for a table whose records have no label.
func Labels(d *dataset.Dataset, table string) map[string]string {
	k := Of(table)
	rows, ok := d.Table(table)
	if k.label == nil || !ok {
		return nil
	}
	schema, _ := schemas.Lookup(table)
	labels := make(map[string]string, rows.Len())
	for i := range rows.Len() {
		labels[rows.Key(i, schema.PrimaryKey)] = k.label(rows.Row(i))
	}
	return labels
}
