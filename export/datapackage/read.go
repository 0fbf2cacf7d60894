package datapackage

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Info returns what a package says of the dataset as a whole; what it does not say stays empty. It fails on
// what is no package.
func Info(data []byte) (dataset.Info, error) {
	var p descriptor
	if err := json.Unmarshal(data, &p); err != nil {
		return dataset.Info{}, fmt.Errorf("not a Data Package: %w", err)
	}
	info := dataset.Info{
		ID: p.Name, Base: p.ID, Title: p.Title, Description: p.Description, Homepage: p.Homepage, Version: p.Version, Keywords: p.Keywords,
		Issued: strings.TrimSuffix(p.Created, "T00:00:00Z"),
	}
	for _, l := range p.Licenses {
		info.License = dataset.License{ID: l.Name, URL: l.Path, Title: l.Title}
	}
	for _, c := range p.Contributors {
		info.Publisher = c.Title
	}
	return info, nil
}
