// Package signpost leads from the identifiers of a release to its files, and search engines to its pages:
// w3id/.htaccess, sitemap.xml.gz and robots.txt.
//
// In go the dataset and the other files of the release; out come the three files. Every IRI below the base redirects
// to a page or, where a client asks for linked data, to a file that speaks of it: in Turtle or JSON-LD where the release
// is for a web server, otherwise in JSON-LD. A rule is written only for files that the release has. The package reads no
// network and does not know whether the files are published at the address that the dataset names.
package signpost

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Format is the name of the format.
const Format = "signpost"

// The places of the files inside a release. A sitemap is compressed, as the protocol allows; those of a long one have a
// number before the extension.
const (
	RedirectsPath = "w3id/.htaccess"
	SitemapPath   = "sitemap.xml" + artifact.Gzip
	RobotsPath    = "robots.txt"
)

// Write returns the files. The sitemap lists the pages of the site; without a site there is none.
func Write(d *dataset.Dataset, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	files := []artifact.Artifact{{
		Path: RedirectsPath, Format: Format, MediaType: "text/plain", Title: "Redirects of the identifiers, for w3id.org", Data: redirects(d, artifacts),
	}}
	maps, err := sitemaps(d, artifacts)
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", SitemapPath, err)
	}
	files = append(files, maps...)
	robots := "User-agent: *\nAllow: /\n"
	if len(maps) > 0 {
		robots += "Sitemap: " + d.Info.ReleaseURL + SitemapPath + "\n"
	}
	return append(files, artifact.Artifact{Path: RobotsPath, Format: Format, MediaType: "text/plain", Title: "Rules for robots", Data: []byte(robots)}), nil
}

// sitemapLimit is how many addresses one sitemap may list (sitemaps.org protocol, "Sitemap file limits").
const sitemapLimit = 50_000

const sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// A place is an address in a sitemap, or a sitemap in an index of them.
type place struct {
	Location string `xml:"loc"`
	Changed  string `xml:"lastmod,omitempty"` // date, YYYY-MM-DD
}

type sitemap struct {
	XMLName xml.Name `xml:"urlset"`
	Space   string   `xml:"xmlns,attr"`
	Pages   []place  `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name `xml:"sitemapindex"`
	Space   string   `xml:"xmlns,attr"`
	Maps    []place  `xml:"sitemap"`
}

// sitemaps lists the pages: in one file or, where there are too many for one, in several with an index.
func sitemaps(d *dataset.Dataset, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	var pages []place
	for _, a := range artifacts {
		if a.Format == site.Format && a.MediaType == "text/html" && strings.HasPrefix(a.Path, site.Folder) && a.Path != site.Folder+site.NotFound {
			pages = append(pages, place{d.Info.ReleaseURL + (&url.URL{Path: a.Path}).EscapedPath(), d.Info.Issued})
		}
	}
	if len(pages) == 0 {
		return nil, nil
	}
	if len(pages) <= sitemapLimit {
		file, err := xmlFile(SitemapPath, sitemap{Space: sitemapNamespace, Pages: pages})
		return []artifact.Artifact{file}, err
	}
	var files []artifact.Artifact
	var maps []place
	for start := 0; start < len(pages); start += sitemapLimit {
		path := strings.Replace(SitemapPath, ".", fmt.Sprintf("-%d.", len(files)+1), 1)
		file, err := xmlFile(path, sitemap{Space: sitemapNamespace, Pages: pages[start:min(start+sitemapLimit, len(pages))]})
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		maps = append(maps, place{d.Info.ReleaseURL + path, d.Info.Issued})
	}
	index, err := xmlFile(SitemapPath, sitemapIndex{Space: sitemapNamespace, Maps: maps})
	return append([]artifact.Artifact{index}, files...), err
}

func xmlFile(path string, content any) (artifact.Artifact, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(&b)
	encoder.Indent("", "")
	err := encoder.Encode(content)
	if err != nil {
		return artifact.Artifact{}, err
	}
	b.WriteByte('\n')
	plain := strings.TrimSuffix(path, artifact.Gzip)
	return artifact.Artifact{Path: plain, Format: Format, MediaType: "application/xml", Title: "Pages of the site, for search engines", Data: b.Bytes()}.Gzipped()
}
