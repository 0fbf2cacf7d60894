package linkeddata

import (
	"cmp"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
)

// Each line of each source is an entity, part of its document, with its class and its text as published.
func TestLinesHaveTheirText(t *testing.T) {
	raw, d := exporttest.Real(t)
	lines, stated := graph(t, "source-lines"), 0
	for _, document := range raw.Documents {
		for _, line := range document.Lines {
			subject := "<" + base + "source/" + document.Source.ID + "#L" + strconv.Itoa(line.Number) + ">"
			if !lines.Has(subject, "<"+rdfNS+"type>", "<"+prov+"Entity>") || !lines.Has(subject, "<"+dcterms+"isPartOf>", "<"+base+"source/"+document.Source.ID+">") {
				t.Fatalf("%s is no part of its document", subject)
			}
			if line.Raw != "" && !lines.Has(subject, "<"+prov+"value>", rdftest.Literal(line.Raw, xsd+"string")) {
				t.Errorf("%s does not have the text %q", subject, line.Raw)
			}
			stated++
		}
	}
	if stated != len(d.SourceLines) || stated < 1600 {
		t.Errorf("%d lines; expected the %d of the table", stated, len(d.SourceLines))
	}
	whole, all := indexed(t, graph(t, "fwci-2210")), indexed(t, lines)
	for subject := range whole {
		source, passage, found := strings.Cut(strings.Trim(subject, "<>"), "#L")
		if !found {
			continue
		}
		first, last, _ := strings.Cut(passage, "-L")
		for _, line := range []string{first, cmp.Or(last, first)} {
			if len(all.of("<"+source+"#L"+line+">", fwci+"lineNumber")) != 1 {
				t.Errorf("the passage %s has no line %s", subject, line)
			}
		}
	}
}
