package dcat

import (
	"strconv"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// context reads every name as one of schema.org and needs no network.
type context struct {
	Vocab     string    `json:"@vocab"`
	URL       reference `json:"url"`
	Content   reference `json:"contentUrl"`
	License   reference `json:"license"`
	Published reference `json:"datePublished"`
}

type reference struct {
	Type string `json:"@type"`
}

// schemaDataset has the properties of https://schema.org/Dataset that dataset search reads.
type schemaDataset struct {
	Context      context  `json:"@context"`
	ID           string   `json:"@id"`
	Type         string   `json:"@type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	URL          string   `json:"url"`
	Identifier   string   `json:"identifier"`
	Version      string   `json:"version,omitempty"`
	Published    string   `json:"datePublished,omitempty"`
	Language     string   `json:"inLanguage,omitempty"`
	Keywords     []string `json:"keywords,omitempty"`
	License      string   `json:"license,omitempty"`
	Free         bool     `json:"isAccessibleForFree"`
	Credit       []string `json:"creditText,omitempty"`
	Creator      agent    `json:"creator"`
	Publisher    agent    `json:"publisher"`
	BasedOn      []work   `json:"isBasedOn,omitempty"`
	Distribution []file   `json:"distribution"`
}

type agent struct {
	ID   string `json:"@id"`
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type work struct {
	ID        string `json:"@id"`
	Type      string `json:"@type"`
	Name      string `json:"name"`
	URL       string `json:"url,omitempty"`
	Language  string `json:"inLanguage,omitempty"`
	Rights    string `json:"copyrightNotice,omitempty"`
	Publisher agent  `json:"publisher"`
}

type file struct {
	ID      string `json:"@id"`
	Type    string `json:"@type"`
	Name    string `json:"name"`
	Format  string `json:"encodingFormat"`
	Content string `json:"contentUrl"`
	Size    string `json:"contentSize"`
	SHA256  string `json:"sha256"`
}

// SchemaOrg describes the dataset for dataset search (https://schema.org/Dataset), with a distribution for each
// artifact: what schema-org.jsonld says and what the home page of the site embeds. address is where a reader of the
// description finds the file of a path inside the release. What it returns is for a JSON encoder.
func SchemaOrg(i dataset.Info, artifacts []artifact.Artifact, address func(path string) string) any {
	id := reference{"@id"}
	publisher := organizationOf(i, i.Publisher)
	publisher.URL = i.Homepage
	d := schemaDataset{
		Context: context{Vocab: "https://schema.org/", URL: id, Content: id, License: id, Published: reference{"Date"}},
		ID:      i.Base, Type: "Dataset", Name: i.Title, Description: i.Description, URL: home(i), Identifier: i.ID, Version: i.Version,
		Published: i.Issued, Language: i.Language, Keywords: i.Keywords, License: i.License.URL, Free: true, Credit: i.Credits,
		Creator: publisher, Publisher: publisher,
	}
	for _, s := range i.Sources {
		d.BasedOn = append(d.BasedOn, work{
			ID: identity.IRI(i.Base, "source_documents", s.ID), Type: "CreativeWork", Name: s.Title, URL: s.URL, Language: s.Language, Rights: s.Rights, Publisher: organizationOf(i, s.Publisher),
		})
	}
	for _, a := range artifacts {
		d.Distribution = append(d.Distribution, file{
			ID: Download(i, a.Path), Type: "DataDownload", Name: a.Title, Format: a.MediaType, Content: address(a.Path), Size: strconv.Itoa(a.Size()) + " B", SHA256: a.SHA256(),
		})
	}
	return d
}

// organizationOf names an organization by an IRI of this dataset, so that two mentions of it are one node.
func organizationOf(i dataset.Info, name string) agent {
	return agent{ID: identity.Organization(i.Base, name), Type: "Organization", Name: name}
}
