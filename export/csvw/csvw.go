// Package csvw describes each CSV file for CSV on the Web (W3C Recommendation "Metadata Vocabulary for
// Tabular Data", 2015): a file <file>.csv-metadata.json next to it, where processors look for it.
//
// In go the CSV artifacts and the dataset's description of itself; out comes a group of tables for each: the
// table itself, described in full, and those that its foreign keys lead to, because a foreign key may only
// name a table of its group. Of the latter it says which columns they have, which is what the key needs, and
// that nothing is to be made of them: each is described in its own file. Names, types, keys and properties
// come from the field dictionary. The package reads no rows.
package csvw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Suffix is what the name of a CSV file is followed by (Model for Tabular Data, section 5.3 "Default
// Locations and Site-wide Location Configuration").
const Suffix = "-metadata.json"

type group struct {
	Context []any   `json:"@context"`
	Type    string  `json:"@type"`
	License *link   `json:"dc:license,omitempty"`
	Version string  `json:"schema:version,omitempty"`
	Dialect dialect `json:"dialect"`
	Tables  []table `json:"tables"`
}

type link struct {
	ID string `json:"@id"`
}

type dialect struct {
	Encoding        string   `json:"encoding"`
	LineTerminators []string `json:"lineTerminators"`
	Trim            bool     `json:"trim"`
}

type table struct {
	URL         string      `json:"url"`
	Title       string      `json:"dc:title,omitempty"`
	Description string      `json:"dc:description,omitempty"`
	Suppress    bool        `json:"suppressOutput,omitempty"`
	Schema      tableSchema `json:"tableSchema"`
}

// Write returns the metadata of each artifact of the format csv that holds a table, in their order. It fails
// on a table without an entry in the field dictionary and on a reference to a table that has no file.
func Write(d *dataset.Dataset, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	w := writer{info: d.Info, files: map[string]string{}}
	for _, a := range artifacts {
		if a.Format == "csv" && a.Table != "" {
			w.files[a.Table] = a.Path
		}
	}
	var written []artifact.Artifact
	for _, a := range artifacts {
		if w.files[a.Table] != a.Path || a.Path == "" {
			continue
		}
		data, err := w.metadata(a.Table)
		if err != nil {
			return nil, fmt.Errorf("describing %s: %w", a.Path, err)
		}
		written = append(written, artifact.Artifact{
			Path: a.Path + Suffix, Format: "csvw", MediaType: "application/csvm+json", Title: a.Title + ", metadata for CSV on the Web", Data: data,
		})
	}
	return written, nil
}

type writer struct {
	info  dataset.Info
	files map[string]string // path of the CSV file, by table
}

func (w *writer) metadata(name string) ([]byte, error) {
	g := group{
		Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": w.info.Language}}, Type: "TableGroup", Version: w.info.Version,
		Dialect: dialect{Encoding: "utf-8", LineTerminators: []string{"\n"}},
	}
	if w.info.Language == "" {
		g.Context = g.Context[:1]
	}
	if w.info.License.URL != "" {
		g.License = &link{w.info.License.URL}
	}
	t, ok := schemas.Lookup(name)
	if !ok {
		return nil, fmt.Errorf("the table %q is in no schema", name)
	}
	g.Tables = []table{{URL: path.Base(w.files[name]), Title: t.Title, Description: t.Description, Schema: w.schema(t)}}
	seen := map[string]bool{name: true}
	for _, k := range t.ForeignKeys {
		if seen[k.Table] {
			continue
		}
		seen[k.Table] = true
		if file, ok := w.files[k.Table]; !ok || path.Dir(file) != path.Dir(w.files[name]) {
			return nil, fmt.Errorf("the table %s, to which a key leads, has no CSV file in the same folder", k.Table)
		}
		g.Tables = append(g.Tables, w.referenced(k.Table))
	}
	return encode(g)
}

// referenced describes a table as far as a foreign key needs it.
func (w *writer) referenced(name string) table {
	t, _ := schemas.Lookup(name)
	described := table{URL: path.Base(w.files[name]), Suppress: true}
	for _, c := range t.Columns {
		described.Schema.Columns = append(described.Schema.Columns, column{Name: c.Name})
	}
	return described
}

// encode returns compact JSON with each table and each column on a line of its own. Quotation marks inside
// texts are escaped, so that only members of objects are met.
func encode(g group) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(g); err != nil {
		return nil, fmt.Errorf("encoding CSVW metadata: %w", err)
	}
	lines := strings.NewReplacer(`{"name":`, "\n"+`{"name":`, `{"url":`, "\n"+`{"url":`, `,"primaryKey":`, ",\n"+`"primaryKey":`)
	return []byte(lines.Replace(b.String())), nil
}
