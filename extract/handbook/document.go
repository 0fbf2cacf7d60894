// Package handbook reads OPM's "FWCI Framework and Handbook" of an occupational series in its text form.
//
// In goes the text; out comes a Document whose every fact carries the lines it was read from, and a class
// for each line. The parser lives on the document's structure: the table of contents names the headings,
// a heading's wording tells what the section holds, a table is known by its header row, and a page break
// is a blank line after which a header may appear again. It knows no competency, specialty or cluster by
// name, cleans no names and makes no identifiers. A line it cannot place is a problem with its text.
package handbook

import "github.com/fwci-open-data/fwci/extract/source"

// A Document is what the handbook says, in its own order and wording.
type Document struct {
	Path            string
	Title           source.Text
	Contents        []Entry // the table of contents
	Sections        []Section
	Clusters        []Cluster
	ClusterProfiles []ClusterProfile
	Listed          []Listed // the Competency List
	Grades          []Grade  // every statement of a band's grades
	GeneralBands    BandTable
	TechnicalBands  []BandTable
	Rankings        []Ranking
	Profiles        []Profile
	Definitions     []Definition
	PageNumbers     []source.Text  // lines that hold nothing but the number of a page
	Classes         []source.Class // the class of each line
}

// An Entry is a line of the table of contents.
type Entry struct {
	Title source.Text
	Page  int
}

// A Section is a heading with the prose directly under it.
type Section struct {
	Title    source.Text
	Level    int         // 1 for a chapter
	Page     int         // as the table of contents says; 0 when it does not name the section
	Extent   source.Span // heading to the last line before the next heading
	Prose    []source.Text
	Contents int // index in Document.Contents, -1 when it is not there
}

// Kind separates general from technical competencies.
type Kind string

// The two kinds of competency the handbook speaks of.
const (
	General   Kind = "general"
	Technical Kind = "technical"
)

// A Cluster is one of the handbook's clusters of work.
type Cluster struct {
	Name       source.Text
	Definition source.Text
	WorkTypes  []source.Text
}

// A ClusterProfile is the heading under which a cluster's occupational profiles are.
type ClusterProfile struct {
	Name    source.Text // the cluster's name as the heading has it
	Heading source.Text // the heading as printed
	Summary source.Text // the sentence below it; empty if the text has none
}

// Listed is an entry of the Competency List.
type Listed struct {
	Kind Kind
	Name source.Text
}

// A Grade is a statement of the General Schedule grades of a band.
type Grade struct {
	Band     source.Text // the band's name, "Entry Level"
	Min, Max int         // GS grades
}

// A BandTable says at which bands each competency is important.
type BandTable struct {
	Cluster source.Text // empty for the general competencies
	Header  source.Text // the first header row
	Bands   []string    // the band columns, in order
	Rows    []BandRow
	Notes   []source.Text // footnotes that explain a ** cell
}

// A BandRow is a competency and its cells. In a table of lists (the general competencies) a cell is "X"
// where the band's list names the competency.
type BandRow struct {
	Name  source.Text
	Cells []string      // "X", "" or asterisks, one for each band
	Lines []source.Span // of each cell: the line that shows it
}

// A Ranking is a table of current and future importance ranks.
type Ranking struct {
	Cluster source.Text // empty for the general competencies
	Header  source.Text
	Rows    []Ranked
}

// A Ranked row gives a competency's ranks; 0 is "NR", not ranked.
type Ranked struct {
	Name            source.Text
	Current, Future int
}

// A Profile is an occupational profile: of the whole series, or of a specialty.
type Profile struct {
	Name         source.Text // as printed after "Occupational Profile for"
	Whole        bool        // the profile of the whole series ("for all …")
	Cluster      string      // as the cluster heading above it has it; empty for the whole series
	Summary      source.Text
	Kind         Kind // of its tasks
	Competencies []source.Text
	Tasks        []source.Text
}

// A Definition is an entry of the two closing lists.
type Definition struct {
	Kind Kind
	Name source.Text
	Text source.Text // its Span leads from the name to the end of the definition
	Note source.Text // empty if the text has none
}
