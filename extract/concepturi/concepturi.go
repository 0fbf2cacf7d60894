// Package concepturi reads raw/esco/concept-uris.csv: the URIs of the ESCO concepts that the occupation
// pages name, since a page prints labels alone.
package concepturi

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/csv"
)

// An Entry gives a concept's URI. Type is "knowledge", "skill/competence" or "occupation".
type Entry struct {
	Label, URI, Type string
	Line             int
}

// The types of an entry.
const (
	Knowledge  = "knowledge"
	Skill      = "skill/competence"
	Occupation = "occupation"
)

var types = []string{Knowledge, Skill, Occupation}

var form = csv.Form{Comma: ',', Rule: "concept-uris", Columns: []string{"preferred_label", "concept_uri", "concept_type"}}

// A Kind is what an ESCO URI names, by the part of its path.
type Kind string

// The kinds of concepts that pages and mappings name.
const (
	SkillURI      Kind = "skill"
	OccupationURI Kind = "occupation"
)

// The URIs of ESCO's skills and occupations are this base, the kind, a slash and a UUID: every one of the 13,896
// skills and 3,007 occupations of ESCO v1.1.1 has this form. Skill groups (skill/S1.2), ISCO groups (isco/C2519)
// and fields of education (isced-f/0611) have other forms.
const (
	conceptBase = "http://data.europa.eu/esco/"
	conceptID   = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" // x is a hexadecimal digit in lower case
)

// KindOf returns what a URI names, "" for one that is not the URI of an ESCO skill or occupation.
func KindOf(uri string) Kind {
	path, ours := strings.CutPrefix(uri, conceptBase)
	kind, id, _ := strings.Cut(path, "/")
	if k := Kind(kind); !ours || k != SkillURI && k != OccupationURI || len(id) != len(conceptID) {
		return ""
	}
	for i := range len(id) {
		hexadecimal := '0' <= id[i] && id[i] <= '9' || 'a' <= id[i] && id[i] <= 'f'
		if conceptID[i] == 'x' && !hexadecimal || conceptID[i] == '-' && id[i] != '-' {
			return ""
		}
	}
	return Kind(kind)
}

// Form describes the URIs of a kind for a message.
func (k Kind) Form() string {
	return "http://data.europa.eu/esco/" + string(k) + "/ and a UUID in lower case"
}

// Parse reads the list. Problems name the line: another heading, a ragged row, a URI that does not have the
// form of its type's URIs, a type that is not known, a label and type with two URIs, a URI with two labels
// or types.
func Parse(file string, data []byte) ([]Entry, error) {
	f := csv.Read(file, data, form)
	var entries []Entry
	byLabel, byURI := map[string]Entry{}, map[string]Entry{}
	for _, row := range f.Rows {
		e := Entry{Label: row.Cell("preferred_label"), URI: row.Cell("concept_uri"), Type: row.Cell("concept_type"), Line: row.Line}
		key := strings.ToLower(e.Label) + "|" + e.Type
		first, known := byLabel[key]
		other, named := byURI[e.URI]
		switch want := kindOf(e.Type); {
		case e.Label == "":
			f.Fail(e.Line, "preferred_label is empty; expected the label that the page prints")
		case !slices.Contains(types, e.Type):
			f.Fail(e.Line, "the type %q; expected %s", e.Type, strings.Join(types, ", "))
		case KindOf(e.URI) != want:
			f.Fail(e.Line, "the URI of %q (%s) is %q; expected %s", e.Label, e.Type, e.URI, want.Form())
		case known && first.URI != e.URI:
			f.Fail(e.Line, "%q (%s) has two URIs: %s on line %d and %s; expected one", e.Label, e.Type, first.URI, first.Line, e.URI)
		case named && (!strings.EqualFold(other.Label, e.Label) || other.Type != e.Type):
			f.Fail(e.Line, "the URI %s is given to %q (%s) and, on line %d, to %q (%s); expected one label and type", e.URI, e.Label, e.Type, other.Line, other.Label, other.Type)
		case known:
			f.Fail(e.Line, "%q (%s) appears twice; the first is on line %d", e.Label, e.Type, first.Line)
		default:
			entries = append(entries, e)
		}
		if !known {
			byLabel[key] = e
		}
		if !named {
			byURI[e.URI] = e
		}
	}
	return entries, f.Err()
}

func kindOf(conceptType string) Kind {
	if conceptType == Occupation {
		return OccupationURI
	}
	return SkillURI
}
