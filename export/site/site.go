// Package site writes the release's web site: a page for each thing at an address that mirrors its
// identifier, pages to explore and compare, the crosswalk, the findings, the data dictionary, the sources
// line by line, and a home page with the downloads.
//
// In go the dataset, the parsed sources (for lines as printed) and the release's other files (for the
// downloads); out come artifacts below site/, the same bytes for the same inputs. Every page can be read
// from a folder, without a server and without scripts, and asks nothing of the network. The package
// escapes whatever the data hold and refuses identifiers that cannot be a file's name; it reads no files
// but its own embedded templates and assets and changes no wording.
package site

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Format is the name of the format.
const Format = "site"

// Folder is the place of the site inside a release.
const Folder = "site/"

// Home is the first page of the site, inside a release.
const Home = Folder + "index.html"

//go:embed asset
var assets embed.FS

// Write returns the site's files: pages, styles, scripts, citation files. The artifacts are the other
// files of the release, which the home page lists. It fails when an identifier cannot be a file's name,
// or when two things have one address.
func Write(d *dataset.Dataset, raw *extract.Raw, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	b := newBuilder(d, raw, artifacts)
	if raw != nil {
		changes, err := change.Records(raw.Changes)
		if err != nil {
			return nil, err
		}
		b.changes = changes
	}
	var files []artifact.Artifact
	seen := map[string]bool{}
	for _, kind := range b.kinds() { // in turn: the models of all pages take more room than the pages
		pages := b.framed(kind())
		if err := checkPaths(pages, seen); err != nil {
			return nil, err
		}
		rendered, err := render(pages)
		if err != nil {
			return nil, err
		}
		files = append(files, rendered...)
	}
	static, err := assetFiles()
	if err != nil {
		return nil, err
	}
	data, err := b.scriptData()
	if err != nil {
		return nil, err
	}
	doors, err := b.doors()
	if err != nil {
		return nil, err
	}
	return slices.Concat(files, static, data, b.citationFiles(), doors), nil
}

// kinds returns what makes the pages of each kind, in a fixed order, the home page first.
func (b *builder) kinds() []func() []page {
	one := func(write func() page) func() []page { return func() []page { return []page{write()} } }
	return []func() []page{
		one(b.home), one(b.glossaryPage), b.rolePages, one(b.searchPage), one(b.changePage), one(b.downloadPage), b.explorePages, one(b.comparePage), b.planPages, b.crosswalkPages, one(b.findingPage),
		b.competencyPages, b.profilePages, b.clusterPages, b.bandPages, b.taskPages,
		b.seriesPages, b.titlePages, b.occupationPages, b.nicePages, b.tablePages, b.sourcePages,
	}
}

// framed gives pages what the layout needs.
func (b *builder) framed(pages []page) []page {
	for i := range pages {
		pages[i].Chrome = &b.chrome
		pages[i].Root = strings.Repeat("../", strings.Count(pages[i].Path, "/"))
		pages[i].Links = b.typedLinks(pages[i])
		b.cite(&pages[i])
	}
	return pages
}

// address is what a page's path may be: one folder at most, two for a role, and nothing that a file system, a URL or
// a browser would read as something else.
var address = regexp.MustCompile(`^(([a-z]+/|role/[a-z0-9][a-z0-9_-]*/)?[a-z0-9][a-z0-9_-]*|nice/[A-Z]+(-[A-Z0-9]+)+)\.html$`)

// checkPaths refuses an address that is not one or that was seen before.
func checkPaths(pages []page, seen map[string]bool) error {
	for _, p := range pages {
		if !address.MatchString(p.Path) {
			return fmt.Errorf("writing the site: the identifier in %q cannot be a file's name", p.Path)
		}
		if seen[p.Path] {
			return fmt.Errorf("writing the site: two things have the address %s", p.Path)
		}
		seen[p.Path] = true
	}
	return nil
}

var mediaTypes = map[string]string{
	".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html",
	".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems",
}

// file makes an artifact of the site.
func file(name, title string, data []byte) artifact.Artifact {
	return artifact.Artifact{Path: Folder + name, Format: Format, MediaType: mediaTypes[path.Ext(name)], Title: title, Data: data}
}

// lean leaves out what is for people in a script or a style: comments on lines of their own, indentation, empty lines.
// No script has a text of several lines.
func lean(name string, data []byte) []byte {
	script := path.Ext(name) == ".js"
	if !script && path.Ext(name) != ".css" {
		return data
	}
	kept := make([]byte, 0, len(data))
	for line := range bytes.Lines(data) {
		line = bytes.TrimLeft(line, " \t")
		comment := bytes.HasPrefix(line, []byte("//"))
		if !script {
			comment = bytes.HasPrefix(line, []byte("/*")) && bytes.HasSuffix(line, []byte("*/\n"))
		}
		if len(line) > 1 && !comment {
			kept = append(kept, line...)
		}
	}
	return kept
}

// assetFiles returns the styles, scripts and pictures that are the same in every release.
func assetFiles() ([]artifact.Artifact, error) {
	var files []artifact.Artifact
	err := fs.WalkDir(assets, "asset", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := assets.ReadFile(name)
		files = append(files, file(name, "Part of the website", lean(name, data)))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the site's own files: %w", err)
	}
	return files, nil
}
