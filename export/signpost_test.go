package export_test

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
	"github.com/fwci-open-data/fwci/export/signpost"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// What clients send: a browser, curl, and libraries of linked data.
const (
	browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	anyType = "*/*"
	rdflib  = "text/turtle, application/rdf+xml, application/xhtml+xml;q=0.5, */*;q=0.1"
	jsonld  = "application/ld+json;q=1.0, application/json;q=0.9, text/turtle;q=0.2"
)

// published returns the files of a release for a web server by path, and the dataset.
func published(t testing.TB) (map[string]artifact.Artifact, *dataset.Dataset) {
	t.Helper()
	return publishedAs(t, "turtle", "resource")
}

// publishedAs is published with these formats and those of every release.
func publishedAs(t testing.TB, formats ...string) (map[string]artifact.Artifact, *dataset.Dataset) {
	t.Helper()
	raw, built := exporttest.Texts(t)
	d, next := *built, "memory"
	d.Withdrawn = []dataset.Withdrawn{
		{TableName: "competencies", RecordKey: "recollection", ReplacedBy: &next, Version: "0.9.0", Reason: "Renamed."},
		{TableName: "tasks", RecordKey: "task-0123456789", Version: "0.9.0", Reason: "Gone."},
	}
	files, err := export.Build(raw, &d, append([]string{"jsonld", "csv", "sssom", "dcat", "site", "signpost"}, formats...))
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]artifact.Artifact{}
	for _, a := range files {
		byPath[a.Path] = a
	}
	return byPath, &d
}

// subjects returns the IRIs of which a file speaks, read from its Turtle once; from JSON-LD where it is the only form.
func subjects(t testing.TB, files map[string]artifact.Artifact, path string, known map[string]map[string]bool) map[string]bool {
	t.Helper()
	if known[path] == nil {
		read, data := rdftest.Turtle, files[path].Data
		if strings.HasSuffix(path, artifact.Gzip) {
			data = unpacked(t, files[path])
		}
		if strings.Contains(path, ".jsonld") {
			read = rdftest.JSONLD
		}
		triples, err := read(data)
		if err != nil {
			t.Fatal(err)
		}
		known[path] = map[string]bool{}
		for _, line := range triples {
			subject, _, _ := strings.Cut(line, " ")
			known[path][strings.Trim(subject, "<>")] = true
		}
	}
	return known[path]
}

// Every IRI below the base that the linked data speak of leads to a page and, for who asks so, to Turtle and JSON-LD
// that speak of it: in the current release and in the folder of its version.
func TestEveryIRILeadsToWhatSpeaksOfIt(t *testing.T) {
	files, d := published(t)
	s, known, walked := newServer(t, string(files[signpost.RedirectsPath].Data)), map[string]map[string]bool{}, 0
	all := map[string]bool{}
	for _, path := range []string{"jsonld/fwci-2210.ttl", "jsonld/crosswalk.ttl", "jsonld/source-lines.ttl", "jsonld/vocabulary.ttl", "jsonld/dataset.ttl"} {
		for iri := range subjects(t, files, path, known) {
			all[iri] = true
		}
	}
	for iri := range all {
		path, ours := strings.CutPrefix(iri, d.Info.Base)
		if !ours {
			continue
		}
		walked++
		path, _, _ = strings.Cut(path, "#") // no client sends the fragment
		for _, version := range []string{"", d.Info.Version + "/", "2.0.0-rc.1/"} {
			for _, accept := range []string{browser, anyType, "", rdflib, jsonld} {
				at, below := strings.CutPrefix(s.get(t, version+path, accept), d.Info.ReleaseURL+version)
				page, exists := files[at]
				switch {
				case !below || !exists:
					t.Errorf("%s for %q leads to %q, which the release does not have", version+path, accept, at)
				case accept == rdflib && (page.MediaType != "text/turtle" || !subjects(t, files, at, known)[iri]),
					accept == jsonld && (page.MediaType != "application/ld+json" || !subjects(t, files, strings.Replace(at, ".jsonld", ".ttl", 1), known)[iri]):
					t.Errorf("%s for %q leads to %s, which does not speak of it", iri, accept, at)
				case accept != rdflib && accept != jsonld && page.MediaType != "text/html" && !strings.HasPrefix(path, "sssom/"):
					t.Errorf("%s for %q leads to %s; expected a page", iri, accept, at)
				}
			}
		}
	}
	if walked < 4500 {
		t.Errorf("%d IRIs; expected more than 4,500", walked)
	}
}

// In a release for download, who asks for linked data gets JSON-LD that speaks of the thing; lines of sources, of which
// it says nothing, lead to their source.
func TestEveryIRILeadsToJSONLD(t *testing.T) {
	files, d := publishedAs(t)
	s, known, walked := newServer(t, string(files[signpost.RedirectsPath].Data)), map[string]map[string]bool{}, 0
	for _, path := range []string{"jsonld/fwci-2210.jsonld", "jsonld/crosswalk.jsonld", "jsonld/vocabulary.jsonld", "jsonld/dataset.jsonld"} {
		for iri := range subjects(t, files, path, known) {
			path, ours := strings.CutPrefix(iri, d.Info.Base)
			if !ours {
				continue
			}
			walked++
			path, _, _ = strings.Cut(path, "#")
			for _, accept := range []string{browser, rdflib, jsonld} {
				at, below := strings.CutPrefix(s.get(t, path, accept), d.Info.ReleaseURL)
				_, exists := files[at]
				switch {
				case !below || !exists:
					t.Errorf("%s for %q leads to %q, which the release does not have", path, accept, at)
				case accept != browser && (!strings.Contains(at, ".jsonld") || !subjects(t, files, at, known)[iri]):
					t.Errorf("%s for %q leads to %s, which does not speak of it", iri, accept, at)
				}
			}
		}
	}
	if walked < 2500 {
		t.Errorf("%d IRIs; expected more than 2,500", walked)
	}
	if got := s.get(t, "source/handbook-2210", rdflib); got != d.Info.ReleaseURL+"jsonld/fwci-2210.jsonld" {
		t.Errorf("a source leads to %s", got)
	}
}

func TestRedirects(t *testing.T) {
	files, d := published(t)
	s, home := newServer(t, string(files[signpost.RedirectsPath].Data)), d.Info.ReleaseURL
	for _, test := range [][3]string{
		{"competency/accessibility", browser, "site/competency/accessibility.html"}, {"competency/accessibility", rdflib, "resource/competency/accessibility.ttl"},
		{"competency/accessibility", jsonld, "resource/competency/accessibility.jsonld"}, {"1.0.0/competency/accessibility", jsonld, "1.0.0/resource/competency/accessibility.jsonld"},
		{"task/task-00f6ed1ef5", anyType, "site/task/task-00f6ed1ef5.html"}, {"task/task-00f6ed1ef5", rdflib, "resource/task/task-0.ttl"},
		{"competency/recollection", browser, "site/competency/memory.html"}, {"competency/recollection", rdflib, "resource/competency/recollection.ttl"},
		{"task/task-0123456789", browser, "site/table/withdrawn_identifiers.html"}, {"", browser, "site/index.html"}, {"", rdflib, "jsonld/dataset.ttl"},
		{"1.0.0/", browser, "1.0.0/site/index.html"}, {"vocab", rdflib, "jsonld/vocabulary.ttl"}, {"vocab", browser, "site/table/index.html"},
		{"csv/bands.csv", anyType, "csv/bands.csv"}, {"datapackage.json", "application/json", "datapackage.json"}, {"1.0.0/csv/bands.csv", anyType, "1.0.0/csv/bands.csv"},
		{"band/entry", "text/turtle;q=0, text/html", "site/band/entry.html"}, {"band/entry", "text/turtle; q=0", "site/band/entry.html"}, {"band/entry", "application/json", "resource/band/entry.jsonld"},
		{"band/entry", "text/html, text/turtle;q=0.5", "site/band/entry.html"}, {"band/entry", "application/ld+json;q=0.0,*/*", "site/band/entry.html"},
	} {
		if got := s.get(t, test[0], test[1]); got != home+test[2] {
			t.Errorf("%q for %q leads to %q; expected %s", test[0], test[1], got, home+test[2])
		}
	}
}

// Without a site there are no pages to lead to; a server that has the base itself also serves the files, and an IRI
// with the base as one document has one rule.
func TestRulesNeedTheirFiles(t *testing.T) {
	raw, built := exporttest.Texts(t)
	d := *built
	data, err := export.Build(raw, &d, []string{"csv", "signpost"})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range data {
		if a.Path == signpost.RedirectsPath && strings.Contains(string(a.Data), "competency") || a.Path == signpost.SitemapPath {
			t.Errorf("%s leads to files that the release does not have:\n%s", a.Path, a.Data)
		}
	}
	for _, base := range []string{"https://data.example.org/it/", "https://data.example.org/it#"} {
		d.Info.Base, d.Info.ReleaseURL = base, strings.TrimSuffix(base, "#")
		files, err := signpost.Write(&d, []artifact.Artifact{{Path: "site/index.html"}, {Path: "site/band/entry.html"}})
		if err != nil {
			t.Fatal(err)
		}
		s := newServer(t, string(files[0].Data))
		if got := s.get(t, "", browser); got != d.Info.ReleaseURL+"site/index.html" {
			t.Errorf("%s leads to %q", base, got)
		}
		if got := s.get(t, "site/band/entry.html", browser); strings.HasSuffix(base, "/") && got != "" {
			t.Errorf("a file of the server itself leads to %q", got)
		}
	}
}

// unpacked returns what a compressed file holds.
func unpacked(t testing.TB, a artifact.Artifact) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(a.Data))
	if err != nil {
		t.Fatalf("%s: %v", a.Path, err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", a.Path, err)
	}
	return data
}

// The sitemap lists every page of the site but those that lead nowhere, and is cut where one may list no more.
func TestSitemap(t *testing.T) {
	files, d := published(t)
	var found struct {
		Pages []struct {
			Location string `xml:"loc"`
			Changed  string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(unpacked(t, files[signpost.SitemapPath]), &found); err != nil {
		t.Fatal(err)
	}
	pages := 0
	for path, a := range files {
		if a.MediaType == "text/html" && path != "index.html" && !strings.HasSuffix(path, "404.html") {
			pages++
		}
	}
	for _, p := range found.Pages {
		path, below := strings.CutPrefix(p.Location, d.Info.ReleaseURL)
		if files[path].MediaType != "text/html" || !below || p.Changed != d.Info.Issued {
			t.Errorf("%s, changed on %q, is no page of the release", p.Location, p.Changed)
		}
	}
	if len(found.Pages) != pages || pages < 300 {
		t.Errorf("%d of %d pages", len(found.Pages), pages)
	}
	if robots := string(files[signpost.RobotsPath].Data); robots != "User-agent: *\nAllow: /\nSitemap: "+d.Info.ReleaseURL+"sitemap.xml.gz\n" {
		t.Errorf("robots.txt says %q", robots)
	}
	var many []artifact.Artifact
	for i := range 50_001 {
		many = append(many, artifact.Artifact{Path: fmt.Sprintf("site/task/%d.html", i), Format: "site", MediaType: "text/html"})
	}
	cut, err := signpost.Write(d, many)
	if err != nil || len(cut) != 5 || cut[1].Path != "sitemap.xml.gz" || cut[3].Path != "sitemap-2.xml.gz" || strings.Count(string(unpacked(t, cut[3])), "<loc>") != 1 || !strings.Contains(string(unpacked(t, cut[1])), d.Info.ReleaseURL+"sitemap-2.xml.gz") {
		t.Errorf("50,001 pages are in %d files (%v)", len(cut), err)
	}
}
