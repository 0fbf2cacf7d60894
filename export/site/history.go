package site

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A pageCitation is how to cite a page, with its lasting address.
type pageCitation struct {
	Before, Address string
}

// pagesHost is the form of an address at GitHub Pages: https://OWNER.github.io/REPOSITORY/.
var pagesHost = regexp.MustCompile(`^https://([A-Za-z0-9-]+)\.github\.io/([A-Za-z0-9._-]+)/$`)

// tracker returns the address that opens a new report of an error: at the repository that publishes the release where
// its address is at GitHub Pages, else the contact of the release. A script adds the page.
func tracker(info dataset.Info) string {
	m := pagesHost.FindStringSubmatch(info.ReleaseURL)
	if m == nil {
		return info.Contact
	}
	return "https://github.com/" + m[1] + "/" + m[2] + "/issues/new"
}

// cite fills how a page is cited: by the identifier of what it shows, else by its address in the published release.
func (b *builder) cite(p *page) {
	info := b.d.Info
	year, _, _ := strings.Cut(info.Issued, "-")
	p.Cite = pageCitation{Before: info.Publisher + " (" + year + "). " + strings.TrimSuffix(cmp.Or(p.Whole, p.Title), ".") + ". Version " + info.Version + "."}
	for _, l := range p.Links {
		if l.Name == "cite-as" {
			p.Cite.Address = l.Href
		}
	}
	if p.Cite.Address == "" && info.ReleaseURL != "" {
		p.Cite.Address = info.ReleaseURL + Folder + p.Path
	}
}

type changesModel struct {
	Reports []changedRelease
	First   string
	File    link
}

// A changedRelease is what changed from one release to the next.
type changedRelease struct {
	*change.Report
	Step   string
	Tables []changedTable
}

type changedTable struct {
	Link link
	change.Table
}

// changePage is the history of changes, the newest first.
func (b *builder) changePage() page {
	m := changesModel{First: b.d.Info.Version}
	for _, r := range b.changes {
		made := changedRelease{Report: r, Step: r.Step.String()}
		for _, t := range r.Tables {
			name := link{"", t.Name}
			if _, known := b.fields[t.Name]; known && b.d.Has(t.Name) {
				name = b.table(t.Name)
			}
			made.Tables = append(made.Tables, changedTable{name, t})
		}
		m.Reports = append(m.Reports, made)
		m.First = r.Old
	}
	if _, there := b.media[changeLog]; there {
		m.File = link{"../../" + changeLog, changeLog}
	}
	return page{
		Path: "change/index.html", Kind: "changes", Section: "data", Title: "History of changes", Description: "What changed from one release of the data to the next.", Body: m,
	}
}

// changeLog is the file of a release that lists every changed record.
const changeLog = "CHANGELOG.md"

// searchPage lists all results of a search; its script finds them.
func (b *builder) searchPage() page {
	return page{
		Path: "search/index.html", Kind: "results", Section: "search", Title: "Search", Description: "Everything that a search of this site finds.",
		Scripts: []string{"results.js"}, Body: struct{}{},
	}
}
