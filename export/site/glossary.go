package site

import "github.com/fwci-open-data/fwci/export/glossary"

// glossaryPath is the page that explains the words of the release, inside the site.
const glossaryPath = "glossary.html"

// glossaryModel is what the template of the glossary shows.
type glossaryModel struct{ Terms []glossary.Term }

// glossaryPage lists the terms that the README explains too.
func (b *builder) glossaryPage() page {
	return page{
		Path: glossaryPath, Kind: "glossary", Section: "home", Title: "Words used here",
		Description: "What the words and abbreviations of this site mean, such as band, cluster, crosswalk and finding.", Body: glossaryModel{glossary.Terms()},
	}
}
