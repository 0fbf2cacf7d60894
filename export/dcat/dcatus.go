package dcat

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The classes of DCAT-US 3.0 that a release uses, named and typed as in GSA's JSON Schemas
// (https://resources.data.gov/dcat-us/3.0.0/definitions/).

type dcatDataset struct {
	ID           string         `json:"@id"`
	Type         string         `json:"@type"`
	Title        string         `json:"title"`
	Description  string         `json:"description"`
	Identifier   identifier     `json:"identifier"`
	Publisher    organization   `json:"publisher"`
	ContactPoint []kind         `json:"contactPoint"`
	Keyword      []string       `json:"keyword,omitempty"`
	Issued       string         `json:"issued,omitempty"`
	Version      string         `json:"version,omitempty"`
	Frequency    string         `json:"accrualPeriodicity"`
	Language     []string       `json:"language,omitempty"`
	AccessRights string         `json:"accessRights"`
	Rights       []string       `json:"rights,omitempty"`
	LandingPage  document       `json:"landingPage"`
	Page         []document     `json:"page,omitempty"`
	Provenance   []string       `json:"provenance,omitempty"`
	Relation     []string       `json:"relation,omitempty"`
	DescribedBy  *distribution  `json:"describedBy,omitempty"`
	Distribution []distribution `json:"distribution"`
}

type identifier struct {
	ID       string `json:"@id"`
	Type     string `json:"@type"`
	Agency   string `json:"schemaAgency"`
	Notation string `json:"notation"`
	Version  string `json:"version,omitempty"`
}

type organization struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type kind struct {
	Type     string `json:"@type"`
	Name     string `json:"fn"`
	HasEmail string `json:"hasEmail"`
}

type document struct {
	Type      string `json:"@type"`
	Title     string `json:"title"`
	AccessURL string `json:"accessURL"`
}

type distribution struct {
	ID          string        `json:"@id"`
	Type        string        `json:"@type"`
	Title       string        `json:"title"`
	Description string        `json:"description,omitempty"`
	DownloadURL string        `json:"downloadURL"`
	MediaType   string        `json:"mediaType"`
	Format      string        `json:"format"`
	ByteSize    string        `json:"byteSize"`
	Issued      string        `json:"issued,omitempty"`
	License     string        `json:"license,omitempty"`
	Checksum    checksum      `json:"checksum"`
	DescribedBy *distribution `json:"describedBy,omitempty"`
}

type checksum struct {
	Type      string `json:"@type"`
	Algorithm string `json:"algorithm"`
	Value     string `json:"checksumValue"`
}

// dictionaryPath is the release's description of its tables for people.
const dictionaryPath = "data-dictionary.md"

func dcatUS(i dataset.Info, artifacts []artifact.Artifact) dcatDataset {
	d := dcatDataset{
		ID: i.Base, Type: "Dataset", Title: i.Title, Description: i.Description,
		Identifier: identifier{ID: i.Base, Type: "Identifier", Agency: i.Publisher, Notation: i.ID, Version: i.Version},
		Publisher:  organization{"Organization", i.Publisher}, ContactPoint: []kind{}, Keyword: i.Keywords, Issued: i.Issued, Version: i.Version,
		Frequency: "irregular", AccessRights: "public", Rights: i.Credits, LandingPage: document{"Document", i.Title, home(i)},
	}
	if i.Language != "" {
		d.Language = []string{i.Language[:min(2, len(i.Language))]} // ISO 639-1, two letters
	}
	// The profile's contactPoint is an e-mail address and nothing else; another address is a page.
	switch {
	case strings.HasPrefix(i.Contact, "mailto:"):
		d.ContactPoint = []kind{{"Kind", i.Publisher, i.Contact}}
	case i.Contact != "":
		d.Page = []document{{"Document", "Contact", i.Contact}}
	}
	for _, s := range i.Sources {
		d.Provenance = append(d.Provenance, fmt.Sprintf("Read from %q, %s, retrieved %s, SHA-256 %s. %s", s.Title, s.Publisher, s.Retrieved, s.SHA256, s.Attribution))
		if s.URL != "" {
			d.Relation = append(d.Relation, s.URL)
		}
	}
	byPath := map[string]distribution{}
	for _, a := range artifacts {
		byPath[a.Path] = distributionOf(i, a)
	}
	if dictionary, ok := byPath[dictionaryPath]; ok {
		d.DescribedBy = &dictionary
	}
	for _, a := range artifacts {
		entry := byPath[a.Path]
		if metadata, ok := byPath[a.Path+"-metadata.json"]; ok {
			entry.DescribedBy = &metadata
		}
		d.Distribution = append(d.Distribution, entry)
	}
	return d
}

func distributionOf(i dataset.Info, a artifact.Artifact) distribution {
	address := Download(i, a.Path)
	d := distribution{
		ID: address, Type: "Distribution", Title: a.Title, DownloadURL: address, MediaType: a.MediaType, Format: a.Format,
		ByteSize: strconv.Itoa(a.Size()), Issued: i.Issued, License: i.License.URL, Checksum: checksum{"Checksum", "SHA-256", a.SHA256()},
	}
	if a.Table != "" {
		d.Description = fmt.Sprintf("The table %s, %d rows.", a.Table, a.Rows)
	}
	return d
}
