package schemas

import (
	"sort"
	"strings"
)

// Vocabulary is the beginning of the IRI of every RDF term that this dataset defines itself, where no
// standard vocabulary has a fitting one.
const Vocabulary = "https://w3id.org/fwci/2210/vocab#"

// A Term is an RDF property that this dataset defines.
type Term struct {
	IRI     string
	Label   string
	Comment string
	Range   string // IRI: an XSD datatype, or rdfs:Resource where the value names a resource
}

const (
	xsd          = "http://www.w3.org/2001/XMLSchema#"
	rdfsResource = "http://www.w3.org/2000/01/rdf-schema#Resource"
)

var datatypes = map[Type]string{
	String: xsd + "string", Integer: xsd + "integer", Boolean: xsd + "boolean", Number: xsd + "decimal",
	List: xsd + "string",
}

// OwnTerms returns the terms of Vocabulary that columns use, sorted by IRI. Label is the column's title
// and Comment the first sentence of its description: what the value is wherever the column is. The
// sentences after it speak of one table.
func OwnTerms() []Term {
	seen := make(map[string]bool)
	var terms []Term
	for _, t := range Tables() {
		for _, c := range t.Columns {
			if !strings.HasPrefix(c.Property, Vocabulary) || seen[c.Property] {
				continue
			}
			seen[c.Property] = true
			terms = append(terms, ownTerm(t, c))
		}
	}
	sort.Slice(terms, func(i, j int) bool { return terms[i].IRI < terms[j].IRI })
	return terms
}

func ownTerm(t Table, c Column) Term {
	term := Term{IRI: c.Property, Label: c.Title, Comment: firstSentence(c.Description), Range: datatypes[c.Type]}
	if c.Format == "uri" || t.refers(c.Name) {
		term.Range = rdfsResource
		term.Label = strings.TrimSuffix(strings.TrimSuffix(term.Label, " ID"), " URI")
	}
	return term
}

// refers reports whether the column alone is a foreign key.
func (t Table) refers(column string) bool {
	for _, r := range t.ForeignKeys {
		if len(r.Columns) == 1 && r.Columns[0] == column {
			return true
		}
	}
	return false
}

func firstSentence(text string) string {
	if sentence, _, more := strings.Cut(text, ". "); more {
		return sentence + "."
	}
	return text
}
