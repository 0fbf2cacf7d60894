package site

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
)

// Each page says what it is and, where it speaks of a thing, the identifier to cite and the files that describe it.
func TestTypedLinks(t *testing.T) {
	raw, d := exporttest.Real(t)
	b := newBuilder(d, raw, []artifact.Artifact{
		{Path: "csv/bands.csv", Format: "csv", Table: "bands", MediaType: "text/csv"}, {Path: "jsonld/dataset.ttl", Format: "dcat", MediaType: "text/turtle"},
		{Path: "resource/competency/memory.ttl", Format: "resource", MediaType: "text/turtle"}, {Path: "resource/task/task-0.jsonld", Format: "resource", MediaType: "application/ld+json"},
		{Path: "jsonld/source-lines.ttl", Format: "jsonld", MediaType: "text/turtle"}, {Path: "jsonld/nice.ttl", Format: "jsonld", MediaType: "text/turtle"},
	})
	const base, about = "https://w3id.org/fwci/2210/", "type https://schema.org/AboutPage"
	for _, test := range []struct {
		page page
		want []string
	}{
		{page{Path: "competency/memory.html"}, []string{about, "cite-as " + base + "competency/memory", "describedby ../../resource/competency/memory.ttl text/turtle"}},
		{page{Path: "task/task-00f6ed1ef5.html"}, []string{about, "cite-as " + base + "task/task-00f6ed1ef5", "describedby ../../resource/task/task-0.jsonld application/ld+json"}},
		{page{Path: "band/entry.html"}, []string{about, "cite-as " + base + "band/entry"}},
		{page{Path: "source/cbp-2210.html"}, []string{about, "cite-as " + base + "source/cbp-2210", "describedby ../../jsonld/source-lines.ttl text/turtle"}},
		{page{Path: "nice/PD-WRL-001.html"}, []string{about, "cite-as " + base + "nice/PD-WRL-001", "describedby ../../jsonld/nice.ttl text/turtle"}},
		{page{Path: "table/bands.html"}, []string{about, "item ../../csv/bands.csv text/csv"}},
		{page{Path: "table/index.html"}, []string{about}},
		{page{Path: "source/index.html"}, []string{about}},
		{page{Path: "explore/index.html"}, []string{about}},
		{page{Path: "index.html", Kind: "home"}, []string{about, "type https://schema.org/Dataset", "cite-as " + base, "describedby ../jsonld/dataset.ttl text/turtle", "item ../csv/bands.csv text/csv"}},
	} {
		var got []string
		for _, l := range b.typedLinks(test.page) {
			got = append(got, strings.TrimSpace(l.Name+" "+l.Href+" "+l.MediaType))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s has the links\n%q; expected\n%q", test.page.Path, got, test.want)
		}
	}
}
