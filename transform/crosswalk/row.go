package crosswalk

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A Row is a record of a mapping table, seen without its record type. What a table has no column for is empty.
type Row struct {
	Subject, Object       string // keys
	ObjectTable           string
	ObjectLabel           string // as the mapping gives it
	ObjectType            string // of the concept, or the kind of the object
	Predicate             string
	Confidence            *float64
	Recommended           bool // the one to use where one must be chosen
	Justification, Status string
	Reviewer, ESCOVersion *string
	Comment               *string
	Own                   map[string]string // the columns that only this kind has, as CSV prints them
}

// Suggested reports whether a program found the mapping and nobody has judged it.
func (r Row) Suggested() bool { return r.Status == Suggested }

// Score is the confidence, 0 where none is given.
func (r Row) Score() float64 {
	if r.Confidence == nil {
		return 0
	}
	return *r.Confidence
}

// columns are the names of the columns of a mapping table that differ from kind to kind; own are those that
// only this kind has.
type columns struct {
	subject, object, label, kind string
	own                          []schemas.Column
}

// objectKind is the column that says which of several objects a mapping leads to.
const objectKind = "object_kind"

// common are the columns that mapping tables share.
var common = []string{"predicate", "recommended", "confidence", "justification", "review_status", "reviewer", "esco_version", "comment"}

// columns finds them in the field dictionary: the first two of the key are the subject and the object; a label
// ends in _label; a type is skill_type or object_kind.
func (k Kind) columns() columns {
	schema, _ := schemas.Lookup(k.Table())
	var c columns
	if len(schema.PrimaryKey) >= 2 {
		c.subject, c.object = schema.PrimaryKey[0], schema.PrimaryKey[1]
	}
	for _, column := range schema.Columns {
		switch {
		case strings.HasSuffix(column.Name, "_label"):
			c.label = column.Name
		case column.Name == objectKind, strings.HasSuffix(column.Name, "_type"):
			c.kind = column.Name
		case column.Name != c.subject && column.Name != c.object && !slices.Contains(common, column.Name):
			c.own = append(c.own, column)
		}
	}
	return c
}

// SubjectColumn and ObjectColumn are the columns that hold the keys of the subject and of the object.
func (k Kind) SubjectColumn() string { return k.columns().subject }

// ObjectColumn is the column that holds the key of the object.
func (k Kind) ObjectColumn() string { return k.columns().object }

// Rows returns the mappings of the kind, in the order of their table.
func (k Kind) Rows(d *dataset.Dataset) []Row {
	records, ok := d.Table(k.Table())
	if !ok {
		return nil
	}
	names := k.columns()
	subject, object, label, kind := records.Column(names.subject), records.Column(names.object), records.Column(names.label), records.Column(names.kind)
	predicate, justification, status := records.Column("predicate"), records.Column("justification"), records.Column("review_status")
	reviewer, version, comment := records.Column("reviewer"), records.Column("esco_version"), records.Column("comment")
	confidence, recommended := records.Column("confidence"), records.Column("recommended")
	rows := make([]Row, records.Len())
	for i := range rows {
		r := records.Row(i)
		rows[i] = Row{
			Subject: subject.Text(i), Object: object.Text(i), ObjectLabel: label.Text(i), ObjectType: kind.Text(i), Predicate: predicate.Text(i),
			Justification: justification.Text(i), Status: status.Text(i),
			Reviewer: dataset.Cell[string](reviewer, i), ESCOVersion: dataset.Cell[string](version, i), Comment: dataset.Cell[string](comment, i),
			Confidence: dataset.Cell[float64](confidence, i),
		}
		if r := dataset.Cell[bool](recommended, i); r != nil {
			rows[i].Recommended = *r
		}
		for _, c := range names.own {
			if rows[i].Own == nil {
				rows[i].Own = map[string]string{}
			}
			rows[i].Own[c.Name] = r.Text(c.Name)
		}
		rows[i].ObjectTable = k.ObjectOf(rows[i].ObjectType).Table
	}
	return rows
}

// ObjectOf returns what a mapping with that object_kind maps to; the only object of a kind that has one.
func (k Kind) ObjectOf(objectKind string) Object {
	i := slices.IndexFunc(k.Objects, func(o Object) bool { return o.Target == objectKind })
	return k.Objects[max(i, 0)]
}

// Unmatched returns the subjects of the kind that have no counterpart, in the order of their table.
func (k Kind) Unmatched(d *dataset.Dataset) []dataset.Unmatched {
	var rows []dataset.Unmatched
	for _, r := range d.Unmatched {
		if r.SubjectTable == k.Subjects && r.Target == k.Target() {
			rows = append(rows, r)
		}
	}
	return rows
}

// Add adds a mapping to the table of its kind. It fails on a value that its column cannot hold.
func (k Kind) Add(d *dataset.Dataset, r Row) error {
	names := k.columns()
	cells := map[string]any{
		names.subject: r.Subject, names.object: r.Object, "predicate": r.Predicate, "recommended": r.Recommended, "confidence": r.Confidence,
		"justification": r.Justification, "review_status": r.Status, "reviewer": r.Reviewer, "esco_version": r.ESCOVersion, "comment": r.Comment,
		names.label: r.ObjectLabel, names.kind: r.ObjectType,
	}
	schema, _ := schemas.Lookup(k.Table())
	for name := range cells {
		if _, ok := schema.Column(name); !ok {
			delete(cells, name)
		}
	}
	for _, c := range names.own {
		cell, err := parseCell(c, r.Own[c.Name])
		if err != nil {
			return err
		}
		cells[c.Name] = cell
	}
	return d.Append(k.Table(), cells)
}

// parseCell reads the text of a cell as its column holds it; "" is null.
func parseCell(c schemas.Column, text string) (cell any, err error) {
	switch {
	case text == "" && c.Nullable:
		return nil, nil
	case c.Type == schemas.Integer:
		cell, err = strconv.Atoi(text)
	case c.Type == schemas.Number:
		cell, err = strconv.ParseFloat(text, 64)
	case c.Type == schemas.Boolean:
		cell, err = strconv.ParseBool(text)
	case text == "":
		err = errors.New("it must have a value")
	default:
		return text, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the column %s is %q; expected a value of the type %s", c.Name, text, c.Type)
	}
	return cell, nil
}

// Other returns what the column other of a mapping set says of a mapping: its own columns, and the code of its
// object where the kind gives one, as key=value pairs in the order of their keys.
func (r Row) Other(code string) string {
	facts := maps.Clone(r.Own)
	if facts == nil {
		facts = map[string]string{}
	}
	facts["object_code"] = code
	var pairs []string
	for _, key := range slices.Sorted(maps.Keys(facts)) {
		if facts[key] != "" {
			pairs = append(pairs, key+"="+facts[key])
		}
	}
	return strings.Join(pairs, "; ")
}
