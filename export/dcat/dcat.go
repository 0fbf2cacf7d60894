// Package dcat describes a release for data catalogs and dataset search: dcat-us.json, a Dataset of
// DCAT-US 3.0 (the U.S. profile of the Data Catalog Vocabulary), and schema-org.jsonld, a Dataset of
// schema.org.
//
// In go the dataset's description of itself and all other artifacts of the release; out come the two files,
// each with a distribution for every artifact: address, media type, size and SHA-256. The package invents
// nothing that the description does not say; in particular it names no e-mail address of its own.
package dcat

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The places of the two files inside a release.
const (
	DCATPath   = "dcat-us.json"
	SchemaPath = "schema-org.jsonld"
)

// Write returns the two descriptions. It fails without artifacts, on a path that appears twice, and when the
// dataset says of itself too little to be found: no title, description, publisher or web address.
func Write(d *dataset.Dataset, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	i := d.Info
	if i.Title == "" || i.Description == "" || i.Publisher == "" || home(i) == "" {
		return nil, errors.New("describing the release: the dataset lacks a title, a description, a publisher or a web address")
	}
	if len(artifacts) == 0 {
		return nil, errors.New("describing the release: it has no files")
	}
	seen := map[string]bool{}
	for _, a := range artifacts {
		if a.Path == "" || seen[a.Path] {
			return nil, fmt.Errorf("describing the release: the path %q is empty or appears twice", a.Path)
		}
		seen[a.Path] = true
	}
	var written []artifact.Artifact
	for _, file := range []struct {
		path, media, title string
		content            any
	}{
		{DCATPath, "application/json", "Catalog entry (DCAT-US 3.0)", dcatUS(i, artifacts)},
		{SchemaPath, "application/ld+json", "Catalog entry (schema.org)", SchemaOrg(i, artifacts, func(path string) string { return Download(i, path) })},
	} {
		data, err := artifact.JSON(file.content)
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", file.path, err)
		}
		written = append(written, artifact.Artifact{Path: file.path, Format: "dcat", MediaType: file.media, Title: file.title, Data: data})
	}
	return written, nil
}

// home is the web address of the dataset.
func home(i dataset.Info) string {
	if i.Homepage != "" {
		return i.Homepage
	}
	return i.Base
}

// Download is the web address of a file: its path below the dataset's.
func Download(i dataset.Info, path string) string {
	return strings.TrimSuffix(home(i), "/") + "/" + (&url.URL{Path: path}).EscapedPath()
}
