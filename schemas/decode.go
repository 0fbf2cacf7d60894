package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// The endings of the two files of a table.
const (
	schemaSuffix = ".schema.json"
	entrySuffix  = ".table.json"
)

// entryFile is what JSON Schema has no keyword for: the place of a table in the release, the RDF class of its
// records, its keys, and the unit and RDF property of each column. It is a file of its own, so that the schemas hold nothing that a
// strict validator does not know.
type entryFile struct {
	Order       int                    `json:"order"`
	Group       string                 `json:"group"`
	Class       string                 `json:"class"` // optional
	Needs       string                 `json:"needs"`
	PrimaryKey  []string               `json:"primaryKey"`
	ForeignKeys []Reference            `json:"foreignKeys"`
	Columns     map[string]columnEntry `json:"columns"`
}

type columnEntry struct {
	Unit     string `json:"unit"`
	Property string `json:"property"`
}

// tableFile is the part of JSON Schema that the files use. A keyword outside it is refused, so that a
// misspelt constraint is noticed.
type tableFile struct {
	Schema               string     `json:"$schema"`
	ID                   string     `json:"$id"`
	Title                string     `json:"title"`
	Description          string     `json:"description"`
	Type                 string     `json:"type"`
	AdditionalProperties *bool      `json:"additionalProperties"`
	Required             []string   `json:"required"`
	Properties           columnList `json:"properties"`
}

type columnFile struct {
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Type        columnType `json:"type"`
	Enum        []*string  `json:"enum"`
	Pattern     string     `json:"pattern"`
	Format      string     `json:"format"`
	Minimum     *float64   `json:"minimum"`
	Maximum     *float64   `json:"maximum"`
	Items       *itemsFile `json:"items"`
	MinItems    int        `json:"minItems"`
	UniqueItems bool       `json:"uniqueItems"`
}

type itemsFile struct {
	Type    string   `json:"type"`
	Enum    []string `json:"enum"`
	Pattern string   `json:"pattern"`
}

// parseTable makes a table of its two files. An error names the file.
func parseTable(name string, schema, entry []byte) (Table, error) {
	var f tableFile
	if err := decodeStrictly(schema, &f); err != nil {
		return Table{}, fmt.Errorf("%s: %w", name+schemaSuffix, err)
	}
	if err := f.check(); err != nil {
		return Table{}, fmt.Errorf("%s: %w", name+schemaSuffix, err)
	}
	var e entryFile
	if err := decodeStrictly(entry, &e); err != nil {
		return Table{}, fmt.Errorf("%s: %w", name+entrySuffix, err)
	}
	t := Table{
		Name: name, Title: f.Title, Description: f.Description, Group: e.Group, Needs: e.Needs, Class: e.Class, Order: e.Order,
		Columns: f.Properties, PrimaryKey: e.PrimaryKey, ForeignKeys: e.ForeignKeys, Schema: schema,
	}
	if err := e.apply(&t); err != nil {
		return Table{}, fmt.Errorf("%s: %w", name+entrySuffix, err)
	}
	return t, nil
}

// apply adds what the entry says of the columns to them. The entry and the schema name the same columns.
func (e *entryFile) apply(t *Table) error {
	if len(e.PrimaryKey) == 0 {
		return errors.New("no primaryKey")
	}
	if e.Order < 1 {
		return fmt.Errorf("order is %d, expected 1 or more", e.Order)
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		entry, ok := e.Columns[c.Name]
		if !ok {
			return fmt.Errorf("no entry for the column %s of the schema", c.Name)
		}
		c.Unit, c.Property = entry.Unit, entry.Property
	}
	if len(e.Columns) > len(t.Columns) {
		for _, name := range slices.Sorted(maps.Keys(e.Columns)) {
			if _, ok := t.Column(name); !ok {
				return fmt.Errorf("an entry for the column %s, which the schema does not have", name)
			}
		}
	}
	return nil
}

// check refuses what would make the fields of a Table untrue.
func (f *tableFile) check() error {
	switch {
	case f.Type != "object":
		return fmt.Errorf("type is %q, expected object", f.Type)
	case f.AdditionalProperties == nil || *f.AdditionalProperties:
		return errors.New("additionalProperties is not false")
	case len(f.Properties) == 0:
		return errors.New("no properties")
	}
	return nil
}

// columnList decodes the object "properties" and keeps the order of its members.
type columnList []Column

// UnmarshalJSON reads the members of the object one after the other; a name that appears twice is an
// error.
func (l *columnList) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if token, err := dec.Token(); err != nil || token != json.Delim('{') {
		return fmt.Errorf("properties: expected an object, found %v", token)
	}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return fmt.Errorf("properties: %w", err)
		}
		name := token.(string) // the decoder yields nothing else as a member's name
		if slices.ContainsFunc(*l, func(c Column) bool { return c.Name == name }) {
			return fmt.Errorf("properties: %s appears twice", name)
		}
		var f columnFile
		if err := dec.Decode(&f); err != nil {
			return fmt.Errorf("property %s: %w", name, err)
		}
		column, err := f.column(name)
		if err != nil {
			return fmt.Errorf("property %s: %w", name, err)
		}
		*l = append(*l, column)
	}
	return nil
}

func (f *columnFile) column(name string) (Column, error) {
	c := Column{
		Name: name, Title: f.Title, Description: f.Description, Type: f.Type.Type, Nullable: f.Type.nullable,
		Pattern: f.Pattern, Format: f.Format, Minimum: f.Minimum, Maximum: f.Maximum,
	}
	nullInEnum := false
	for _, value := range f.Enum {
		if value == nil {
			nullInEnum = true
			continue
		}
		c.Enum = append(c.Enum, *value)
	}
	if f.Enum != nil && nullInEnum != c.Nullable {
		return Column{}, errors.New("type and enum disagree about null")
	}
	if (c.Type == List) != (f.Items != nil) {
		return Column{}, errors.New("items and the type array go together")
	}
	if noEmptyList := c.Nullable && f.MinItems == 1; c.Type == List && !noEmptyList || c.Type != List && f.MinItems != 0 {
		return Column{}, errors.New("a list that is not known is null, and no list is empty: type [\"array\", \"null\"] and minItems 1 go together")
	}
	if f.Items != nil {
		if f.Items.Type != "string" {
			return Column{}, fmt.Errorf("items are of type %q, expected string", f.Items.Type)
		}
		c.Enum, c.Pattern = f.Items.Enum, f.Items.Pattern
	}
	return c, nil
}

// columnType decodes "type": a name, or a name and "null".
type columnType struct {
	Type
	nullable bool
}

// UnmarshalJSON accepts the types that a column can have, and refuses any other.
func (t *columnType) UnmarshalJSON(data []byte) error {
	var names []string
	if err := json.Unmarshal(data, &names); err != nil {
		var name string
		if err := json.Unmarshal(data, &name); err != nil {
			return fmt.Errorf("type %s: expected a name or a list of names", data)
		}
		names = []string{name}
	}
	if len(names) == 2 && names[1] == "null" {
		t.nullable, names = true, names[:1]
	}
	if len(names) != 1 {
		return fmt.Errorf("type %s: expected one type, or one type and null", data)
	}
	switch names[0] {
	case "string", "integer", "boolean", "number":
		t.Type = Type(names[0])
	case "array":
		t.Type = List
	default:
		return fmt.Errorf("type %s: not a type of a column", data)
	}
	return nil
}

func decodeStrictly(data []byte, value any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(value); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("text after the end of the schema")
	}
	return nil
}
