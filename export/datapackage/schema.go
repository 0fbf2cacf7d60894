package datapackage

import (
	"slices"

	"github.com/fwci-open-data/fwci/schemas"
)

type tableSchema struct {
	Schema        string       `json:"$schema"`
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

// field has two members beyond the standard: unit, and separator, by which the items of a list are joined (a name
// that CSV on the Web has for the same).
type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Format      string       `json:"format,omitempty"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Unit        string       `json:"unit,omitempty"`
	Separator   string       `json:"separator,omitempty"`
	RDFType     string       `json:"rdfType,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Minimum  *float64 `json:"minimum,omitempty"`
	Maximum  *float64 `json:"maximum,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

// reference without a resource is one into the same table (Table Schema, section "foreignKeys").
type reference struct {
	Resource string   `json:"resource,omitempty"`
	Fields   []string `json:"fields"`
}

// separator joins the items of a list in CSV; joined says so for people.
const (
	separator = "|"
	joined    = " The items are joined with | in this file, as the member separator says."
)

func schemaOf(table schemas.Table) tableSchema {
	s := tableSchema{Schema: schemaProfile, MissingValues: []string{""}, PrimaryKey: table.PrimaryKey}
	for _, c := range table.Columns {
		s.Fields = append(s.Fields, fieldOf(table, c))
	}
	for _, k := range table.ForeignKeys {
		if implied(table, k) {
			continue
		}
		to := k.Table
		if to == table.Name {
			to = ""
		}
		s.ForeignKeys = append(s.ForeignKeys, foreignKey{Fields: k.Columns, Reference: reference{Resource: to, Fields: k.References}})
	}
	return s
}

// implied reports whether a wider key of the table makes a key hold: the wider key's columns include this
// one's, and the table that it leads to has the same key itself. Such a key is left out, because
// datapackage-js cannot follow two keys through one column.
func implied(table schemas.Table, narrow schemas.Reference) bool {
	for _, wide := range table.ForeignKeys {
		if len(wide.Columns) <= len(narrow.Columns) {
			continue
		}
		there := make([]string, 0, len(narrow.Columns)) // the narrow key's columns as the wide key's table calls them
		for _, column := range narrow.Columns {
			if i := slices.Index(wide.Columns, column); i >= 0 {
				there = append(there, wide.References[i])
			}
		}
		target, _ := schemas.Lookup(wide.Table)
		if slices.ContainsFunc(target.ForeignKeys, func(k schemas.Reference) bool {
			return k.Table == narrow.Table && slices.Equal(k.Columns, there) && slices.Equal(k.References, narrow.References)
		}) {
			return true
		}
	}
	return false
}

// fieldOf describes a column. A list is a string here, because the official profile of version 2.0 does not
// accept the type list which the standard's text defines; what the dictionary says of the items would be
// wrong of the joined text, so it is left out.
func fieldOf(table schemas.Table, c schemas.Column) field {
	f := field{Name: c.Name, Type: string(c.Type), Format: c.Format, Title: c.Title, Description: c.Description, Unit: c.Unit, RDFType: c.Property}
	if c.Type == schemas.List {
		f.Type, f.Format, f.Separator = string(schemas.String), "", separator
		f.Description += joined
		return f
	}
	set := constraints{
		Required: !c.Nullable, Unique: len(table.PrimaryKey) == 1 && table.PrimaryKey[0] == c.Name,
		Enum: c.Enum, Pattern: c.Pattern, Minimum: c.Minimum, Maximum: c.Maximum,
	}
	if !c.Nullable || c.Enum != nil || c.Pattern != "" || c.Minimum != nil || c.Maximum != nil {
		f.Constraints = &set
	}
	return f
}
