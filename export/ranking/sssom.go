package ranking

import (
	"io"
	"net/url"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sssom"
)

// The namespaces of what has no IRI of its own, and the license that SSSOM gives to a set whose author
// states none (SSSOM 1.0, slot license).
const (
	queryBase   = "https://w3id.org/fwci/query/"
	conceptBase = "https://w3id.org/fwci/concept/"
	unspecified = "https://w3id.org/sssom/license/unspecified"
	escoBase    = "http://data.europa.eu/esco/"
)

// sssom writes a mapping set with the matcher as its tool. A candidate is a closeMatch that nobody has
// judged; an entry without one is mapped to sssom:NoTermFound.
func (r *Ranking) sssom(w io.Writer) error {
	set := &sssom.Set{
		ID: "https://w3id.org/fwci/ranking", License: unspecified, Title: "Concepts of " + strings.TrimSpace(r.Source+" "+r.SourceVersion) + " for a list",
		Description: "Proposals of a program: nobody has judged them. The confidence is the estimated probability that a concept is an exact or close counterpart.",
		Prefixes:    map[string]string{"query": queryBase, "concept": conceptBase, "esco_skill": escoBase + "skill/", "esco_occupation": escoBase + "occupation/", "esco_isco": escoBase + "isco/"},
	}
	for i := range r.Entries {
		e := &r.Entries[i]
		m := sssom.Mapping{Subject: iri(queryBase, e.ID), SubjectLabel: e.Label, Predicate: sssom.SKOS + "closeMatch", Justification: "CompositeMatching",
			Tool: r.Tool, ToolVersion: r.ToolVersion, ObjectVersion: r.SourceVersion}
		for _, c := range e.Candidates {
			found := m
			found.Object, found.ObjectLabel, found.ObjectCategory, found.Confidence, found.Comment = ConceptIRI(c.ID), c.Label, c.Kind, c.Confidence, c.Why
			set.Mappings = append(set.Mappings, found)
		}
		if len(e.Candidates) == 0 {
			m.Object, m.Unscored, m.Comment = sssom.NoTermFound, true, e.Nothing
			set.Mappings = append(set.Mappings, m)
		}
	}
	set.DeclareObjects()
	data, err := sssom.Format(set)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// ConceptIRI returns the IRI of a concept: its identifier where that is one, else one made of it.
func ConceptIRI(id string) string { return iri(conceptBase, id) }

// iri returns an identifier that is an IRI as it is, and another one below a base.
func iri(base, id string) string {
	if strings.HasPrefix(id, "http://") || strings.HasPrefix(id, "https://") || strings.HasPrefix(id, "urn:") {
		return id
	}
	return base + url.PathEscape(id)
}
