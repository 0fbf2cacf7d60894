package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// A typedLink is a typed link of a page, for programs (Signposting the Scholarly Web, https://signposting.org).
type typedLink struct{ Name, Href, MediaType string }

// aboutPage is the type of every page: it speaks of something and is not the thing.
const aboutPage = "https://schema.org/AboutPage"

// typedLinks returns the typed links of a page: what to cite, what describes the thing in a form for programs, the
// files that hold the data, and what the page is. Links inside the release are only to files that it has.
func (b *builder) typedLinks(p page) []typedLink {
	links := []typedLink{{"type", aboutPage, ""}}
	folder, name := path.Split(strings.TrimSuffix(p.Path, ".html"))
	switch {
	case p.Kind == "home":
		links = append(links, typedLink{"type", "https://schema.org/Dataset", ""}, typedLink{"cite-as", b.d.Info.Base, ""})
		links = append(links, b.existing("../", "describedby", "jsonld/dataset.ttl", "jsonld/dataset.jsonld", "schema-org.jsonld", "dcat-us.json", "datapackage.json")...)
		links = append(links, b.items("../", func(a artifact.Artifact) bool { return slices.Contains([]string{"excel", "sqlite", "csv"}, a.Format) })...)
	case folder == "table/" && name != "index":
		links = append(links, b.items("../../", func(a artifact.Artifact) bool { return a.Table == name })...)
	default:
		links = append(links, b.identified(strings.TrimSuffix(folder, "/"), name)...)
	}
	return links
}

// identified returns the links of the page of a thing: its identifier, and the linked data that speaks of it. A page
// of no thing has none.
func (b *builder) identified(folder, name string) []typedLink {
	for _, k := range identity.Kinds() {
		if k.Segment != folder || k.Outside || !k.Fixed && k.Table != "source_documents" || name == "index" {
			continue
		}
		links := []typedLink{{"cite-as", identity.IRI(b.d.Info.Base, k.Table, name), ""}}
		file, fixed := linkeddata.Resource(k.Table, name)
		if !fixed {
			file = cmp.Or(k.Whole, "jsonld/source-lines")
		}
		described := b.existing("../../", "describedby", file+".ttl", file+".jsonld", file+".jsonld"+artifact.Gzip)
		if len(described) == 0 { // a release without a file for each thing
			described = b.existing("../../", "describedby", "jsonld/fwci-2210.jsonld")
		}
		return append(links, described...)
	}
	return nil
}

// existing returns links to those of the files that the release has; root leads from the page to the release's folder.
func (b *builder) existing(root, name string, paths ...string) []typedLink {
	var links []typedLink
	for _, at := range paths {
		if media, there := b.media[at]; there {
			links = append(links, typedLink{name, root + at, media})
		}
	}
	return links
}

// items returns links to the files that hold what the page speaks of.
func (b *builder) items(root string, is func(artifact.Artifact) bool) []typedLink {
	var links []typedLink
	for _, a := range b.artifacts {
		if is(a) {
			links = append(links, b.existing(root, "item", a.Path)...)
		}
	}
	return links
}
