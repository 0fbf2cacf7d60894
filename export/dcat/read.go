package dcat

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// Info returns what one of the two descriptions, by its path, says of the dataset as a whole; what it does
// not say stays empty. Sources have a checksum in dcat-us.json, and an identifier in schema-org.jsonld. It
// fails on what is no description.
func Info(path string, data []byte) (dataset.Info, error) {
	var described interface{ info() dataset.Info } = &dcatDataset{}
	if path == SchemaPath {
		described = &schemaDataset{}
	}
	if err := json.Unmarshal(data, described); err != nil {
		return dataset.Info{}, fmt.Errorf("not a description of a dataset: %w", err)
	}
	return described.info(), nil
}

// retrieval is what provenance says of a source: the day and the checksum.
var retrieval = regexp.MustCompile(`, retrieved ([0-9-]*), SHA-256 ([0-9a-f]{64})\. `)

func (d *dcatDataset) info() dataset.Info {
	info := dataset.Info{
		ID: d.Identifier.Notation, Base: d.ID, Title: d.Title, Description: d.Description, Publisher: d.Publisher.Name, Keywords: d.Keyword,
		Issued: d.Issued, Version: d.Version, Credits: d.Rights, Homepage: d.LandingPage.AccessURL,
	}
	for _, c := range d.ContactPoint {
		info.Contact = c.HasEmail
	}
	for _, p := range d.Page {
		info.Contact = p.AccessURL
	}
	for _, f := range d.Distribution {
		info.License.URL = f.License
	}
	for _, text := range d.Provenance {
		if said := retrieval.FindStringSubmatch(text); said != nil {
			info.Sources = append(info.Sources, dataset.SourceInfo{Retrieved: said[1], SHA256: said[2]})
		}
	}
	return info
}

func (d *schemaDataset) info() dataset.Info {
	info := dataset.Info{
		ID: d.Identifier, Base: d.ID, Title: d.Name, Description: d.Description, Publisher: d.Publisher.Name, Keywords: d.Keywords,
		Issued: d.Published, Version: d.Version, Language: d.Language, Credits: d.Credit, Homepage: d.Publisher.URL, License: dataset.License{URL: d.License},
	}
	for _, w := range d.BasedOn {
		source, _ := identity.Parse(d.ID, w.ID)
		info.Sources = append(info.Sources, dataset.SourceInfo{ID: source.Key, URL: w.URL, Language: w.Language})
	}
	return info
}

// Listed returns the files that one of the two descriptions, by its path, lists, in its order: their paths
// inside the release of a dataset, and their titles. It fails on what is no description.
func Listed(info dataset.Info, path string, data []byte) ([]artifact.Artifact, error) {
	var d struct {
		Distribution []struct {
			DownloadURL string `json:"downloadURL"`
			Title       string `json:"title"`
			Content     string `json:"contentUrl"`
			Name        string `json:"name"`
		} `json:"distribution"`
	}
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, fmt.Errorf("%s is not a description of a dataset: %w", path, err)
	}
	var files []artifact.Artifact
	for _, f := range d.Distribution {
		address := strings.TrimPrefix(f.DownloadURL+f.Content, download(info, ""))
		if place, err := url.PathUnescape(address); err == nil {
			files = append(files, artifact.Artifact{Path: place, Title: f.Title + f.Name})
		}
	}
	return files, nil
}
