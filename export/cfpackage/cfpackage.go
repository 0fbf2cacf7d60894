// Package cfpackage writes the handbook as a competency framework in 1EdTech CASE 1.1, which learning and HR
// systems import.
//
// In goes a dataset; out comes case/<id>.json, a CFPackage: the handbook as CFDocument; clusters,
// competencies, profiles and tasks as CFItems; their relations as CFAssociations; item types, groupings and
// the license as CFDefinitions. Identifiers are UUIDs of version 5 made from the IRIs of the release, so that
// an import of the next release updates what is there. Language and license of the items are those of the
// document, which states them once. What means the same as something of the NICE Framework is associated with it as
// exactMatchOf. Ranks by scope, bands and weaker mappings are left out: CASE has no terms for them.
package cfpackage

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/google/uuid"
)

// Path returns the place of the package of a dataset inside a release.
func Path(id string) string { return "case/" + id + ".json" }

// handbookKind is the kind of the source that the framework comes from.
const handbookKind = "fwci-handbook"

// Write returns the CFPackage. It fails when the dataset has no handbook or no date to give as
// lastChangeDateTime, and when a row refers to a record that does not exist.
func Write(d *dataset.Dataset) ([]artifact.Artifact, error) {
	w, err := newWriter(d)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", Path(d.Info.ID), err)
	}
	p := cfPackage{Document: w.document, Definitions: w.definitions()}
	w.items()
	w.associations()
	p.Items, p.Associations = w.made, w.relations
	if len(w.problems) > 0 {
		return nil, fmt.Errorf("writing %s: %w", Path(d.Info.ID), errors.Join(w.problems...))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(p); err != nil {
		return nil, fmt.Errorf("writing %s: %w", Path(d.Info.ID), err)
	}
	return []artifact.Artifact{{
		Path: Path(d.Info.ID), Format: "case", MediaType: "application/json", Title: w.document.Title + " (1EdTech CASE 1.1)", Data: b.Bytes(),
	}}, nil
}

// writer collects items and associations.
type writer struct {
	d         *dataset.Dataset
	changed   string // lastChangeDateTime of everything that the handbook says
	document  document
	license   *link
	made      []item
	nodes     map[string]link // what associations can lead to, by IRI
	relations []association
	problems  []error
}

// newWriter makes the CFDocument.
func newWriter(d *dataset.Dataset) (*writer, error) {
	i := slices.IndexFunc(d.Info.Sources, func(s dataset.SourceInfo) bool { return s.Kind == handbookKind })
	if i < 0 {
		return nil, errors.New("the dataset has no source of the kind " + handbookKind)
	}
	handbook := d.Info.Sources[i]
	if d.Info.Issued == "" {
		return nil, errors.New("the dataset has no date")
	}
	changed := midnight(cmp.Or(handbook.Retrieved, d.Info.Issued)) // a catalog need not say when a source was retrieved
	w := &writer{d: d, changed: changed, nodes: map[string]link{}}
	if l := d.Info.License; l.URL != "" {
		w.license = &link{Title: l.Title, Identifier: identifier(l.URL), URI: l.URL}
	}
	w.document = document{
		Identifier: identifier(d.Info.Base), URI: d.Info.Base, CASEVersion: "1.1", Creator: handbook.Publisher, Title: handbook.Title,
		LastChange: midnight(d.Info.Issued), OfficialSource: handbook.URL, Publisher: d.Info.Publisher,
		Description: "The clusters, competencies, occupational profiles and tasks of the handbook as identified, related items. From the dataset " + d.Info.Title + ".",
		Language:    d.Info.Language, Version: d.Info.Version, License: w.license, Notes: handbook.Attribution + ". " + handbook.Rights,
	}
	w.nodes[d.Info.Base] = link{Title: handbook.Title, Identifier: w.document.Identifier, URI: d.Info.Base}
	return w, nil
}

// identifier makes the UUID of an IRI: version 5 in the name space for URLs (RFC 9562, section 5.5).
func identifier(iri string) string { return uuid.NewSHA1(uuid.NameSpaceURL, []byte(iri)).String() }

// midnight turns a date into the date-time that CASE asks for.
func midnight(date string) string { return date + "T00:00:00Z" }

// own returns an IRI for what only this format has, such as an item type.
func (w *writer) own(name string) string { return w.d.Info.Base + "case/" + name }
