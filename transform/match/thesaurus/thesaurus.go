// Package thesaurus holds American terms for concepts of ESCO, by the concept's URI: how job
// announcements, competency frameworks and textbooks of the United States call a skill, the titles under
// which Americans know an occupation, and for skills a gist, one definition in American words. The files
// state how they were made and what they cover. The package knows nothing of how concepts are ranked.
package thesaurus

import (
	_ "embed" // the terms
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/transform/match/keyedline"
)

//go:embed skills.tsv
var skills string

//go:embed occupations.tsv
var occupations string

// Language is the language of the terms: they serve to search labels in that language.
const Language = "en"

// The columns of the files.
const (
	columnURI = iota
	columnLabel
	columnTerms
	columnGist
	columns
)

// An Entry is what the thesaurus says of a concept. Each part but the label may be empty.
type Entry struct {
	Label string // ESCO's preferred label of v1.1.1
	Terms []Term // the best first
	Gist  string
}

// A Term is what Americans call a concept.
type Term struct {
	Text     string
	Borrowed bool // it belongs to another concept and is used of this one in a wider sense
}

// borrowed is before the terms that belong to another concept.
const borrowed = "~"

// Entries returns all entries by URI.
func Entries() map[string]Entry {
	entries := map[string]Entry{}
	for _, text := range []string{skills, occupations} {
		for _, row := range rows(text) {
			entries[row[columnURI]] = entryOf(row)
		}
	}
	return entries
}

// Of returns the entry of the concept with a URI, or an empty entry.
func Of(uri string) Entry {
	for _, text := range tables() {
		if rest, ok := keyedline.Find(text, uri); ok {
			return entryOf(append([]string{uri}, strings.SplitN(rest, "\t", columns-1)...))
		}
	}
	return Entry{}
}

// tables are the rows of both files, each sorted by URI.
var tables = sync.OnceValue(func() (list [2]string) {
	for i, text := range []string{skills, occupations} {
		_, list[i], _ = strings.Cut(keyedline.WithoutHead(text), "\n") // without the names of the columns
	}
	return list
})

func entryOf(row []string) Entry {
	return Entry{Label: row[columnLabel], Terms: terms(row[columnTerms]), Gist: row[columnGist]}
}

// terms returns the terms of a cell.
func terms(cell string) []Term {
	if cell == "" {
		return nil
	}
	list := make([]Term, 0, 6)
	for text := range strings.SplitSeq(cell, "|") {
		text, isBorrowed := strings.CutPrefix(text, borrowed)
		list = append(list, Term{text, isBorrowed})
	}
	return list
}

// rows returns the rows of a file without its comments and its header.
func rows(text string) [][]string {
	var list [][]string
	for line := range strings.Lines(text) {
		if line[0] != '#' {
			list = append(list, strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", columns))
		}
	}
	return list[1:]
}
