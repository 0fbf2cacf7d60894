// Package sssom is the home of the Simple Standard for Sharing Ontological Mappings, TSV form (SSSOM 1.0,
// https://mapping-commons.github.io/sssom/spec-formats-tsv/): it reads and writes mapping sets.
//
// In goes the text of a set and out comes a Set, with identifiers expanded to IRIs and slots of the metadata
// that SSSOM propagates (versions, tools) handed down to each mapping; or in goes a Set and out comes its
// canonical text. The package judges no mapping, drops no row that states something, and writes no slot that
// the standard does not have.
package sssom

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// NoTermFound is the object of a mapping that states that nothing was found.
const NoTermFound = "https://w3id.org/sssom/NoTermFound"

// A Set is a mapping set.
type Set struct {
	Path        string
	ID          string // mapping_set_id
	License     string
	Title       string
	Description string
	Version     string
	Published   string   // publication_date, YYYY-MM-DD
	Creators    []string // creator_label
	Other       string   // key=value pairs separated by "; "
	Comment     string
	Prefixes    map[string]string // the curie_map
	Ignored     []string          // members of the metadata that Parse does not know, sorted
	Mappings    []Mapping
}

// Suffix is what the name of a set's file ends in.
const Suffix = ".sssom.tsv"

// Name is the name of the set's file without Suffix.
func (s *Set) Name() string { return strings.TrimSuffix(path.Base(s.Path), Suffix) }

// A Mapping is one row of a set.
type Mapping struct {
	Line           int
	Subject        string // IRI
	SubjectLabel   string
	Predicate      string // IRI
	Not            bool   // predicate_modifier Not: the pair was judged and rejected
	Object         string // IRI; NoTermFound when nothing was found
	ObjectLabel    string
	ObjectCategory string
	Justification  string  // local name in SEMAPV, "MappingReview"
	Confidence     float64 // 0 to 1
	Unscored       bool    // no confidence is given, which is not the same as a confidence of 0
	Reviewers      []string
	Tool           string
	ToolVersion    string
	Date           string // mapping_date, YYYY-MM-DD
	SubjectSource  string // IRI of the vocabulary that holds the subject
	SubjectVersion string // subject_source_version
	ObjectSource   string // IRI of the vocabulary that holds the object, or that was searched and has no match
	ObjectVersion  string // object_source_version
	Comment        string
	Other          string // key=value pairs separated by "; "
}

// Builtin are the prefixes that SSSOM defines for every set (model, section "IRI prefixes"). A set does not
// declare them, and must not give them another meaning. Callers must not change the map.
var Builtin = map[string]string{
	"owl":    "http://www.w3.org/2002/07/owl#",
	"rdf":    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"rdfs":   "http://www.w3.org/2000/01/rdf-schema#",
	"semapv": "https://w3id.org/semapv/vocab/",
	"skos":   "http://www.w3.org/2004/02/skos/core#",
	"sssom":  "https://w3id.org/sssom/",
	"xsd":    "http://www.w3.org/2001/XMLSchema#",
	"linkml": "https://w3id.org/linkml/",
}

// Predicates and justifications by namespace.
const (
	SKOS   = "http://www.w3.org/2004/02/skos/core#"
	SEMAPV = "https://w3id.org/semapv/vocab/"
)

// file is the problem collector of one set.
type file struct {
	path     string
	problems source.Problems
}

// DeclareObjects gives a prefix (ns1, ns2, …) to each namespace of an object that no prefix of the set fits: all up to
// the last / or #, else up to the last colon. A set of foreign identifiers can be written then.
func (s *Set) DeclareObjects() {
	if s.Prefixes == nil {
		s.Prefixes = map[string]string{}
	}
	var missing []string
	for _, m := range s.Mappings {
		if m.Object == "" || m.Object == NoTermFound || s.hasPrefix(m.Object) {
			continue
		}
		named := m.Object[:len(m.Object)-1] // something is left of the IRI after its namespace
		if cut := strings.LastIndexAny(named, "/#"); cut >= 0 {
			missing = append(missing, m.Object[:cut+1])
		} else if cut := strings.LastIndexByte(named, ':'); cut >= 0 {
			missing = append(missing, m.Object[:cut+1])
		}
	}
	slices.Sort(missing)
	n := 0
	for _, namespace := range slices.Compact(missing) {
		name := ""
		for name == "" || s.Prefixes[name] != "" {
			n++
			name = fmt.Sprintf("ns%d", n)
		}
		s.Prefixes[name] = namespace
	}
}

// hasPrefix reports whether an IRI can be shortened.
func (s *Set) hasPrefix(iri string) bool {
	for _, namespace := range s.Prefixes {
		if local, ok := strings.CutPrefix(iri, namespace); ok && local != "" {
			return true
		}
	}
	return false
}
