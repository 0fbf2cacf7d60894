package linkeddata

import (
	"testing"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
)

func TestDatasetIsDescribed(t *testing.T) {
	info := full(t).Info
	lines := graph(t, "fwci-2210")
	x := indexed(t, lines)
	subject := "<" + base + ">"
	for predicate, object := range map[string]string{
		dcterms + "title":       rdftest.Literal(info.Title, "@en"),
		dcterms + "description": rdftest.Literal(info.Description, "@en"),
		dcterms + "license":     "<" + info.License.URL + ">",
		dcterms + "issued":      rdftest.Literal(info.Issued, xsd+"date"),
		dcterms + "publisher":   "<" + base + "organization/fwci-open-data>",
		dcat + "version":        rdftest.Literal(info.Version, xsd+"string"),
		dcat + "contactPoint":   "<" + base + "contact>",
		dcat + "landingPage":    "<" + info.Homepage + ">",
		rdfNS + "type":          "<" + dcat + "Dataset>",
		prov + "wasDerivedFrom": "<" + base + "source/handbook-2210>",
		dcterms + "hasPart":     "<" + base + "scheme/competencies>",
		dcterms + "conformsTo":  "<https://w3id.org/fwci/2210/vocab>",
		dcterms + "language":    "<http://id.loc.gov/vocabulary/iso639-1/en>",
		dcterms + "identifier":  rdftest.Literal(info.ID, xsd+"string"),
	} {
		if !lines.Has(subject, "<"+predicate+">", object) {
			t.Errorf("the dataset has not %s %s", predicate, object)
		}
	}
	for predicate, want := range map[string]int{schema + "creditText": len(info.Credits), dcat + "keyword": len(info.Keywords), prov + "wasDerivedFrom": len(info.Sources)} {
		if got := len(x.of(subject, predicate)); got != want || want == 0 {
			t.Errorf("%d values of %s, want %d", got, predicate, want)
		}
	}
	for _, s := range info.Sources {
		source := "<" + base + "source/" + s.ID + ">"
		if !lines.Has(source, "<"+schema+"url>", "<"+s.URL+">") || !lines.Has(source, "<"+dcterms+"date>", rdftest.Literal(s.Retrieved, xsd+"date")) {
			t.Errorf("%s lacks its address or the day it was retrieved", s.ID)
		}
	}
}

func TestMappingSets(t *testing.T) {
	d := full(t)
	lines := graph(t, "crosswalk")
	x := indexed(t, lines)
	total, judged, propagated := 0, 0, 0
	for _, k := range crosswalk.Kinds() {
		name := k.Name
		judged += len(k.Rows(d))
		set := "<" + base + "sssom/" + name + ".sssom.tsv>"
		if !lines.Has(set, "<"+rdfNS+"type>", "<"+sssom+"MappingSet>") || !lines.Has(set, "<"+dcterms+"license>", "<"+d.Info.License.URL+">") {
			t.Errorf("%s is not a mapping set with a license", name)
		}
		shared := x.of(set, sssom+"object_source_version")
		propagated += len(shared)
		for _, mapping := range x.of(set, sssom+"mappings") {
			total++
			if own := x.of(mapping, sssom+"object_source_version"); len(shared) > 0 && len(own) > 0 {
				t.Errorf("%s has the version %s, and its set %s has %s", mapping, own, set, shared)
			}
			for _, slot := range []string{owl + "annotatedSource", owl + "annotatedProperty", owl + "annotatedTarget", sssom + "mapping_justification"} {
				if len(x.of(mapping, slot)) != 1 {
					t.Errorf("%s has %d values of %s, want 1", mapping, len(x.of(mapping, slot)), slot)
				}
			}
			suggested := decoded(x.of(mapping, fwci+"reviewStatus")) == "suggested"
			if suggested != (decoded(x.of(mapping, sssom+"mapping_tool")) == tool.Name) || suggested != (decoded(x.of(mapping, sssom+"mapping_tool_version")) == tool.Version) {
				t.Errorf("%s: the tool is named at suggestions, and only there", mapping)
			}
		}
	}
	if propagated < 6 || propagated == len(crosswalk.Kinds()) {
		t.Errorf("%d sets propagate the version of their objects; expected those whose mappings share it, and not that of profiles and occupations, where one names none", propagated)
	}
	for _, u := range d.Unmatched {
		if u.Justification != crosswalk.NotJudged {
			judged++
		}
	}
	if mappings := len(x.a(owl + "Axiom")); mappings != judged || total != judged {
		t.Errorf("%d nodes, %d in sets, %d judgments", mappings, total, judged)
	}
}
