// Package csvw describes each CSV file for CSV on the Web (W3C Recommendation "Metadata Vocabulary for
// Tabular Data", 2015): a file <file>.csv-metadata.json beside it, where processors look for it.
//
// In go the CSV artifacts and the dataset's description of itself; out comes a group of tables for each: the
// table itself and those that its foreign keys lead to, because a foreign key may only name a table of its
// group. Names, types, keys and properties come from the field dictionary. The package reads no rows.
package csvw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Suffix is what the name of a CSV file is followed by (Model for Tabular Data, section 5.3 "Default
// Locations and Site-wide Location Configuration").
const Suffix = "-metadata.json"

type group struct {
	Context []any             `json:"@context"`
	Type    string            `json:"@type"`
	License *link             `json:"dc:license,omitempty"`
	Version string            `json:"schema:version,omitempty"`
	Dialect dialect           `json:"dialect"`
	Tables  []json.RawMessage `json:"tables"` // each a table
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
	Title       string      `json:"dc:title"`
	Description string      `json:"dc:description"`
	Schema      tableSchema `json:"tableSchema"`
}

// Write returns the metadata of each artifact of the format csv that holds a table, in their order. It fails
// on a table without an entry in the field dictionary and on a reference to a table that has no file.
func Write(d *dataset.Dataset, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	w := writer{info: d.Info, files: map[string]string{}, tables: map[string]json.RawMessage{}}
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
	info   dataset.Info
	files  map[string]string          // path of the CSV file, by table
	tables map[string]json.RawMessage // descriptions made so far, by table
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
	names, err := reachable(name)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		described, err := w.describe(name, path.Dir(w.files[names[0]]))
		if err != nil {
			return nil, err
		}
		g.Tables = append(g.Tables, described)
	}
	return encode(g)
}

// reachable lists a table and every table that its foreign keys lead to, step by step.
func reachable(name string) ([]string, error) {
	names, seen := []string{name}, map[string]bool{name: true}
	for i := 0; i < len(names); i++ {
		t, ok := schemas.Lookup(names[i])
		if !ok {
			return nil, fmt.Errorf("the table %q is in no schema", names[i])
		}
		for _, k := range t.ForeignKeys {
			if !seen[k.Table] {
				seen[k.Table] = true
				names = append(names, k.Table)
			}
		}
	}
	return names, nil
}

// describe returns the description of a table, with a URL relative to a folder.
func (w *writer) describe(name, folder string) (json.RawMessage, error) {
	if done, ok := w.tables[name]; ok {
		return done, nil
	}
	file, ok := w.files[name]
	if !ok || path.Dir(file) != folder {
		return nil, fmt.Errorf("the table %s, to which a key leads, has no CSV file in the same folder", name)
	}
	t, _ := schemas.Lookup(name)
	data, err := encode(table{URL: path.Base(file), Title: t.Title, Description: t.Description, Schema: w.schema(t)})
	if err != nil {
		return nil, err
	}
	w.tables[name] = data
	return data, nil
}

func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return nil, fmt.Errorf("encoding CSVW metadata: %w", err)
	}
	return b.Bytes(), nil
}
