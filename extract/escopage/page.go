// Package escopage reads the page of one ESCO occupation, in its text form.
//
// In goes the text of a page as copied from a browser; out comes a Document with the occupation, each
// relation to a concept with its group and reuse level, the counts that the page declares at four places,
// and a class for each line. The parser lives on the page's frame: the code line, the group headings
// ("Essential knowledge 6 competences"), the bucket headings with their counts, and the words
// "ESCO source" that close a concept. All other text is free: it may hold words of the frame, and the
// counts of the page then separate text from frame. The parser resolves no URIs.
package escopage

import "github.com/fwci-open-data/fwci/extract/source"

// A Document is what the page says.
type Document struct {
	Path        string
	Title       source.Text
	Description source.Text // all paragraphs, empty when the page has none
	Code        string      // "2519.3"; text, since 2511.1 and 2511.10 differ
	ISCO        string      // "2519"
	CodeLine    source.Text
	Counts      []Count
	Relations   []Relation
	Classes     []source.Class
}

// Scope says what a declared count counts.
type Scope string

// The places where the page prints a count.
const (
	Total     Scope = "competences" // next to the title
	Groups    Scope = "groups"
	Essential Scope = "essential"
	Optional  Scope = "optional"
	Stated    Scope = "relations" // "38 ESCO relations"
	Group     Scope = "group"     // in a group's heading
	Bucket    Scope = "bucket"    // below a bucket heading
)

// A Count is a number that the page declares.
type Count struct {
	Scope Scope
	Name  string // the group's or bucket's heading, empty otherwise
	Value int
	Found int // what the page shows of it
	Line  int
}

// A Relation is one concept on the page.
type Relation struct {
	Kind        string // "essential" or "optional"
	SkillType   string // "knowledge" or "skill/competence"
	ReuseLevel  string // "occupation-specific", "sector-specific", "cross-sector", "transversal"
	Label       source.Text
	Description source.Text // all paragraphs, joined by a space
	Tags        []string
	Span        source.Span // label to "ESCO source"
}
