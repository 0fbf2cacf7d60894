package linkeddata

import (
	"strings"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/triple"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// Info returns what a graph says of the dataset as a whole, and of its sources their addresses and the days
// of retrieval. What the graph does not say stays empty.
func Info(triples []triple.Triple) dataset.Info {
	var info dataset.Info
	said := map[[2]string][]string{}
	for _, t := range triples {
		if t.Predicate == rdfNS+"type" && t.Object == triple.Link(dcat+"Dataset") {
			info.Base = t.Subject
		}
	}
	for _, t := range triples {
		if !Catalogued(info.Base, t.Subject) {
			continue
		}
		at := [2]string{t.Subject, t.Predicate}
		said[at] = append(said[at], triple.Value(t.Object))
		if t.Subject == info.Base && t.Predicate == title.IRI {
			_, info.Language, _ = strings.Cut(t.Object[strings.LastIndexByte(t.Object, '"')+1:], "@")
		}
	}
	of := func(subject string, predicate string) string {
		return strings.Join(said[[2]string{subject, predicate}], "")
	}
	base := info.Base
	info.ID, info.Title, info.Description = of(base, identifier.IRI), of(base, title.IRI), of(base, description.IRI)
	info.Version, info.Issued, info.License.URL = of(base, version.IRI), of(base, issued.IRI), of(base, license.IRI)
	info.Homepage, info.Publisher = of(base, landingPage.IRI), of(of(base, publisher.IRI), agentName.IRI)
	info.Keywords, info.Credits = said[[2]string{base, keyword.IRI}], said[[2]string{base, creditText.IRI}]
	contact := of(base, contactPoint.IRI)
	info.Contact = of(contact, contactURL.IRI) + of(contact, contactEmail.IRI)
	for _, source := range said[[2]string{base, wasDerivedFrom.IRI}] {
		if r, ok := identity.Parse(base, source); ok && r.Table == "source_documents" {
			info.Sources = append(info.Sources, dataset.SourceInfo{ID: r.Key, URL: of(source, url.IRI), Retrieved: of(source, date.IRI)})
		}
	}
	return info
}
