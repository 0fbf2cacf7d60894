// Package sssom publishes the crosswalk as mapping sets in the Simple Standard for Sharing Ontological Mappings, canonical TSV
// form (SSSOM 1.0).
//
// In goes the dataset; out comes a published set for each kind of mapping, with its mappings and, as
// sssom:NoTermFound, the subjects for which somebody looked and found nothing. The format itself is in
// extract/sssom.
package sssom

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// judged ends the description of each set; it follows the sentence on who judged it.
const judged = "The slot other names the reviewers that are AI language models, under model_reviewers; every other reviewer is a person."

// Write returns the published mapping sets at sssom/<name>.sssom.tsv. It fails when an identifier fits none
// of crosswalk.Prefixes, or a confidence is not between 0 and 1.
func Write(d *dataset.Dataset, tool artifact.Tool) ([]artifact.Artifact, error) {
	p := &publisher{d: d, tool: tool, labels: map[string]map[string]string{}, columns: map[string]map[string]string{}}
	var artifacts []artifact.Artifact
	for _, k := range crosswalk.Present(d) {
		set := p.set(k)
		data, err := mapping.Format(set)
		if err != nil {
			return nil, fmt.Errorf("writing the mapping set %s: %w", k.Name, err)
		}
		artifacts = append(artifacts, artifact.Artifact{
			Path: k.Path(), Format: "sssom", MediaType: "text/tab-separated-values", Title: k.Title + " (SSSOM)", Rows: len(set.Mappings), Data: data,
		})
	}
	return artifacts, nil
}

// publisher turns rows of the crosswalk tables into mappings.
type publisher struct {
	d       *dataset.Dataset
	tool    artifact.Tool
	labels  map[string]map[string]string // what records are called, by table and key
	columns map[string]map[string]string // the codes of objects, by table and key
}

func (p *publisher) set(k crosswalk.Kind) *mapping.Set {
	info, rows := p.d.Info, k.Rows(p.d)
	set := &mapping.Set{
		ID: k.SetID(info.Base), License: info.License.URL, Title: k.Title, Description: strings.Join(strings.Fields(strings.Join([]string{k.Description, crosswalk.WhoJudged(rows), judged, info.MappingSets[k.Name]}, " ")), " "),
		Version: info.Version, Published: info.Issued, Comment: strings.Join(info.Credits, " "),
		Prefixes: crosswalk.Prefixes(info.Base), Mappings: p.mappings(k),
	}
	if info.Publisher != "" {
		set.Creators = []string{info.Publisher}
	}
	for _, r := range rows {
		if r.Status != crosswalk.Model || r.Reviewer == nil {
			continue
		}
		for _, label := range strings.Split(*r.Reviewer, "; ") {
			_ = crosswalk.DeclareModels(set, label) // one that cannot be declared says itself that it is a model
		}
	}
	return set
}

// label is what a record is called.
func (p *publisher) label(table, key string) string {
	if p.labels[table] == nil {
		p.labels[table] = identity.Labels(p.d, table)
	}
	return p.labels[table][key]
}

// column is the code of an object, "" where its kind gives none.
func (p *publisher) column(o crosswalk.Object, key string) string {
	if o.Code == "" {
		return ""
	}
	if p.columns[o.Table] == nil {
		p.columns[o.Table] = map[string]string{}
		rows, _ := p.d.Table(o.Table)
		schema, _ := schemas.Lookup(o.Table)
		for i := range rows.Len() {
			p.columns[o.Table][rows.Key(i, schema.PrimaryKey)] = rows.Row(i).Text(o.Code)
		}
	}
	return p.columns[o.Table][key]
}
