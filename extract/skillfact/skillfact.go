// Package skillfact reads and writes raw/esco/skill-facts.csv: what an official ESCO download says of the
// skills that mappings name, kept so that a build needs no download.
//
// In goes the text of the list and out come facts, each with the version of ESCO that it was read from; or in
// go facts and out comes the canonical text, sorted by URI. The list holds identifiers, labels, types, reuse
// levels and the names of collections, and no other text of ESCO. The package does not read ESCO downloads.
package skillfact

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/concepturi"
	table "github.com/fwci-open-data/fwci/extract/csv"
)

// A Fact is what one version of ESCO says of a skill or knowledge concept. An empty ReuseLevel and no Tags
// mean that this version gives none.
type Fact struct {
	URI        string
	Label      string   // the preferred label in English
	Type       string   // knowledge or skill/competence
	Basis      Basis    // how the type is known
	ReuseLevel string   // occupation-specific, sector-specific, cross-sector, transversal
	Tags       []string // the collections that hold the concept, sorted
	Version    string   // of ESCO, such as 1.1.1
	Line       int      // in the list, from 1; 0 for a fact that was not read from it
}

// A Basis says how the type of a concept is known. ESCO 1.1.1 gives none for six skills.
type Basis string

// The ways to know a type.
const (
	Stated    Basis = "stated"    // the download states it
	Hierarchy Basis = "hierarchy" // inferred: the place of the concept in ESCO's hierarchy
	Mapping   Basis = "mapping"   // inferred: the object_category of the mappings that name the concept
)

// What the columns may hold, in ESCO's own words.
var (
	types  = []string{concepturi.Knowledge, concepturi.Skill}
	bases  = []string{string(Stated), string(Hierarchy), string(Mapping)}
	levels = []string{"", "occupation-specific", "sector-specific", "cross-sector", "transversal"}
	tags   = []string{"digComp", "digital", "green", "language", "research", "transversal"}
)

// version is the form of a version of ESCO.
var version = regexp.MustCompile(`^\d+(\.\d+)+$`)

var form = table.Form{Comma: ',', Rule: "skill-facts", Columns: []string{"concept_uri", "preferred_label", "concept_type", "type_basis", "reuse_level", "tags", "esco_version"}}

// Parse reads the list. Problems name the line: another heading, a ragged row, a URI that is not an ESCO
// skill's, a concept that appears twice, a value that its column does not know.
func Parse(file string, data []byte) ([]Fact, error) {
	f := table.Read(file, data, form)
	var facts []Fact
	first := map[string]int{}
	for _, row := range f.Rows {
		fact := Fact{
			URI: row.Cell("concept_uri"), Label: row.Cell("preferred_label"), Type: row.Cell("concept_type"), Basis: Basis(row.Cell("type_basis")),
			ReuseLevel: row.Cell("reuse_level"), Version: row.Cell("esco_version"), Line: row.Line,
		}
		if cell := row.Cell("tags"); cell != "" {
			fact.Tags = strings.Split(cell, "|")
		}
		before := first[fact.URI]
		switch wrong := fact.check(); {
		case wrong != "":
			f.Fail(row.Line, "%s", wrong)
		case before > 0:
			f.Fail(row.Line, "the concept %s appears twice; the first is on line %d", fact.URI, before)
		default:
			first[fact.URI] = row.Line
			facts = append(facts, fact)
		}
	}
	return facts, f.Err()
}

// check says what is wrong with a fact, "" for nothing.
func (f Fact) check() string {
	if concepturi.KindOf(f.URI) != concepturi.SkillURI {
		return fmt.Sprintf("the concept_uri is %q; expected %s", f.URI, concepturi.SkillURI.Form())
	}
	if f.Label == "" {
		return "preferred_label is empty; expected the label that ESCO gives the concept"
	}
	for _, column := range []struct {
		name, value string
		known       []string
	}{{"concept_type", f.Type, types}, {"type_basis", string(f.Basis), bases}, {"reuse_level", f.ReuseLevel, levels}} {
		if !slices.Contains(column.known, column.value) {
			return fmt.Sprintf("the %s is %q; expected %s", column.name, column.value, options(column.known))
		}
	}
	for i, tag := range f.Tags {
		switch {
		case !slices.Contains(tags, tag):
			return fmt.Sprintf("the tag %q; expected names of ESCO's collections, joined by |: %s", tag, strings.Join(tags, ", "))
		case i > 0 && f.Tags[i-1] >= tag:
			return fmt.Sprintf("the tag %q comes after %q; expected each tag once, in alphabetical order", tag, f.Tags[i-1])
		}
	}
	if !version.MatchString(f.Version) {
		return fmt.Sprintf("the esco_version is %q; expected a version of ESCO such as 1.1.1", f.Version)
	}
	return ""
}

// options lists what a column may hold.
func options(known []string) string {
	if known[0] == "" {
		return strings.Join(known[1:], ", ") + " or nothing"
	}
	return strings.Join(known, ", ")
}

// Format returns the canonical text of the list: sorted by URI. It fails on a fact that Parse would refuse.
func Format(facts []Fact) ([]byte, error) {
	sorted := slices.Clone(facts)
	slices.SortFunc(sorted, func(a, b Fact) int { return strings.Compare(a.URI, b.URI) })
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{form.Columns}
	for i, f := range sorted {
		if wrong := f.check(); wrong != "" {
			return nil, fmt.Errorf("the facts of %s (%s): %s", f.URI, f.Label, wrong)
		}
		if i > 0 && sorted[i-1].URI == f.URI {
			return nil, fmt.Errorf("the concept %s appears twice", f.URI)
		}
		rows = append(rows, []string{f.URI, f.Label, f.Type, string(f.Basis), f.ReuseLevel, strings.Join(f.Tags, "|"), f.Version})
	}
	err := w.WriteAll(rows)
	return out.Bytes(), err
}

// Equal reports whether two facts say the same, wherever they are in a list.
func (f Fact) Equal(g Fact) bool {
	return f.URI == g.URI && f.Label == g.Label && f.Type == g.Type && f.Basis == g.Basis && f.ReuseLevel == g.ReuseLevel &&
		slices.Equal(f.Tags, g.Tags) && f.Version == g.Version
}
