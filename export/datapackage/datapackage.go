// Package datapackage describes the CSV files of a release as a Data Package (Frictionless, version 2.0),
// the file datapackage.json at the top of the release.
//
// In go the dataset's description of itself and the CSV artifacts; out comes one JSON file with a tabular
// resource for each table: fields, constraints and keys from the field dictionary, bytes and checksum from
// the artifact. It reads no rows, and describes no table that has no file.
package datapackage

import (
	"errors"
	"fmt"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Path is the place of the file inside a release.
const Path = "datapackage.json"

// The official profiles. Without $schema a reader takes a package for version 1.0 (Data Package,
// section "$schema").
const (
	packageProfile  = "https://datapackage.org/profiles/2.0/datapackage.json"
	resourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json"
	schemaProfile   = "https://datapackage.org/profiles/2.0/tableschema.json"
	dialectProfile  = "https://datapackage.org/profiles/2.0/tabledialect.json"
)

type descriptor struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	ID           string        `json:"id,omitempty"`
	Title        string        `json:"title,omitempty"`
	Description  string        `json:"description,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Version      string        `json:"version,omitempty"`
	Created      string        `json:"created,omitempty"`
	Keywords     []string      `json:"keywords,omitempty"`
	Licenses     []license     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Sources      []source      `json:"sources,omitempty"`
	Resources    []resource    `json:"resources"`
}

type license struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title,omitempty"`
}

type contributor struct {
	Title string   `json:"title"`
	Path  string   `json:"path,omitempty"`
	Roles []string `json:"roles"`
}

// source has two members beyond the standard, which allows them: rights and attribution.
type source struct {
	Title       string `json:"title"`
	Path        string `json:"path,omitempty"`
	Rights      string `json:"rights,omitempty"`
	Attribution string `json:"attribution,omitempty"`
}

// resource has one member beyond the standard: rows.
type resource struct {
	Schema      string      `json:"$schema"`
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Path        string      `json:"path"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Format      string      `json:"format"`
	MediaType   string      `json:"mediatype"`
	Encoding    string      `json:"encoding"`
	Bytes       int         `json:"bytes"`
	Hash        string      `json:"hash"`
	Rows        int         `json:"rows"`
	Dialect     dialect     `json:"dialect"`
	Table       tableSchema `json:"schema"`
}

// dialect says what RFC 4180 leaves open. Readers guess without it, and a text with many semicolons
// misleads them.
type dialect struct {
	Schema         string `json:"$schema"`
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

var csvDialect = dialect{Schema: dialectProfile, Header: true, Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true}

// Write returns datapackage.json. Of the artifacts it uses those of the format csv that hold a table, in
// their order. It fails on a table without an entry in the field dictionary, on one that appears twice, on a
// reference to a table that has no file, and when there is no table at all.
func Write(d *dataset.Dataset, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	p := describe(d.Info)
	seen := map[string]bool{}
	for _, a := range artifacts {
		if a.Format != "csv" || a.Table == "" {
			continue
		}
		table, ok := schemas.Lookup(a.Table)
		if !ok || seen[a.Table] {
			return nil, fmt.Errorf("describing %s: the table %q is in no schema or was described before", a.Path, a.Table)
		}
		seen[a.Table] = true
		p.Resources = append(p.Resources, resource{
			Schema: resourceProfile, Name: table.Name, Type: "table", Path: a.Path, Title: table.Title, Description: table.Description,
			Format: "csv", MediaType: "text/csv", Encoding: "utf-8", Bytes: a.Size(), Hash: "sha256:" + a.SHA256(),
			Rows: a.Rows, Dialect: csvDialect, Table: schemaOf(table),
		})
	}
	if len(p.Resources) == 0 {
		return nil, errors.New("describing the CSV files: there is none")
	}
	for _, r := range p.Resources {
		for _, k := range r.Table.ForeignKeys {
			if to := k.Reference.Resource; to != "" && !seen[to] {
				return nil, fmt.Errorf("describing %s: it refers to the table %s, which has no CSV file", r.Path, to)
			}
		}
	}
	data, err := artifact.JSON(p)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", Path, err)
	}
	return []artifact.Artifact{{
		Path: Path, Format: "datapackage", MediaType: "application/json", Title: "Frictionless Data Package", Data: data,
	}}, nil
}

// describe fills what the package says of the dataset as a whole.
func describe(info dataset.Info) descriptor {
	p := descriptor{
		Schema: packageProfile, Name: info.ID, ID: info.Base, Title: info.Title, Description: info.Description,
		Homepage: info.Homepage, Version: info.Version, Keywords: info.Keywords, Resources: []resource{},
	}
	if info.Issued != "" {
		p.Created = info.Issued + "T00:00:00Z"
	}
	if info.License != (dataset.License{}) {
		p.Licenses = []license{{Name: info.License.ID, Path: info.License.URL, Title: info.License.Title}}
	}
	if info.Publisher != "" {
		p.Contributors = []contributor{{Title: info.Publisher, Path: info.Homepage, Roles: []string{"publisher"}}}
	}
	for _, s := range info.Sources {
		p.Sources = append(p.Sources, source{Title: s.Title, Path: s.URL, Rights: s.Rights, Attribution: s.Attribution})
	}
	return p
}
