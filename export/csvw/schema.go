package csvw

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/identity"
)

type tableSchema struct {
	Datatype    *datatype    `json:"datatype,omitempty"` // of the columns that have none
	Columns     []column     `json:"columns"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
	AboutURL    string       `json:"aboutUrl,omitempty"`
}

type column struct {
	Name        string    `json:"name"`
	Titles      []string  `json:"titles,omitempty"` // the header first, then the heading for people
	Description string    `json:"dc:description,omitempty"`
	Datatype    *datatype `json:"datatype,omitempty"`
	Required    bool      `json:"required,omitempty"`
	Separator   string    `json:"separator,omitempty"`
	PropertyURL string    `json:"propertyUrl,omitempty"`
	ValueURL    string    `json:"valueUrl,omitempty"`
}

type datatype struct {
	Base    string `json:"base"`
	Format  string `json:"format,omitempty"`
	Minimum string `json:"minimum,omitempty"`
	Maximum string `json:"maximum,omitempty"`
}

type foreignKey struct {
	Columns   []string  `json:"columnReference"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Columns  []string `json:"columnReference"`
}

var bases = map[schemas.Type]string{
	schemas.String: "string", schemas.Integer: "integer", schemas.Boolean: "boolean", schemas.Number: "decimal", schemas.List: "string",
}

// text is the datatype of free text. A schema states it once, and its columns inherit it (Metadata
// Vocabulary, section 5.7 "Inherited Properties").
var text = datatype{Base: "string", Format: schemas.TextPattern}

func (w *writer) schema(t schemas.Table) tableSchema {
	s := tableSchema{PrimaryKey: t.PrimaryKey, AboutURL: identity.Template(w.info.Base, t.Name, t.PrimaryKey[0])}
	for _, c := range t.Columns {
		described := w.column(t, c)
		if described.Datatype == nil {
			s.Datatype = &text
		}
		s.Columns = append(s.Columns, described)
	}
	for _, k := range t.ForeignKeys {
		s.ForeignKeys = append(s.ForeignKeys, foreignKey{k.Columns, reference{path.Base(w.files[k.Table]), k.References}})
	}
	return s
}

func (w *writer) column(t schemas.Table, c schemas.Column) column {
	d := column{
		Name: c.Name, Titles: []string{c.Name, c.Title}, Description: c.Description, Required: !c.Nullable,
		PropertyURL: c.Property,
	}
	if own := datatypeOf(c); own != text {
		d.Datatype = &own
	}
	if c.Unit != "" {
		d.Description += " Unit: " + c.Unit + "."
	}
	if c.Type == schemas.List {
		d.Separator = "|"
	}
	for _, k := range t.ForeignKeys {
		// Processors fill the template of an empty cell too, so a nullable column has none.
		if !c.Nullable && len(k.Columns) == 1 && k.Columns[0] == c.Name {
			d.ValueURL = identity.Template(w.info.Base, k.Table, c.Name)
		}
	}
	return d
}

func datatypeOf(c schemas.Column) datatype {
	d := datatype{Base: bases[c.Type], Format: c.Pattern, Minimum: bound(c.Minimum), Maximum: bound(c.Maximum)}
	if c.Format == "uri" {
		d.Base = "anyURI"
	}
	if c.Enum != nil {
		words := make([]string, len(c.Enum))
		for i, word := range c.Enum {
			words[i] = regexp.QuoteMeta(word)
		}
		d.Format = "^(" + strings.Join(words, "|") + ")$"
	}
	return d
}

func bound(value *float64) string {
	if value == nil {
		return ""
	}
	return strconv.FormatFloat(*value, 'f', -1, 64)
}
