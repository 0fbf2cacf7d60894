// Package concepturi reads raw/esco/concept-uris.csv: the URIs of the ESCO concepts that the occupation
// pages name, since a page prints labels alone.
package concepturi

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// An Entry gives a concept's URI. Type is "knowledge", "skill/competence" or "occupation".
type Entry struct {
	Label, URI, Type string
	Line             int
}

var header = []string{"preferred_label", "concept_uri", "concept_type"}

// uri is the form of ESCO's own concept identifiers.
var uri = regexp.MustCompile(`^https?://data\.europa\.eu/esco/(?:skill|occupation|isco)/[0-9A-Za-z.-]+$`)

// Parse reads the list. Problems name the line: another header, a ragged row, a URI that is not ESCO's, a
// type that is not known, one label and type with two URIs.
func Parse(file string, data []byte) ([]Entry, error) {
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	reader.FieldsPerRecord = -1
	var problems source.Problems
	fail := func(line int, format string, args ...any) {
		problems = append(problems, source.Problem{Path: file, Line: line, Rule: "concept-uris", Message: fmt.Sprintf(format, args...)})
	}
	var entries []Entry
	seen := map[string]string{}
	for row := 0; ; row++ {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			if row == 0 {
				fail(1, "the list is empty; expected the header %s", strings.Join(header, ","))
			}
			break
		}
		if err != nil {
			line := row + 1
			if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
				line = broken.StartLine
			}
			fail(line, "not CSV: %v", err)
			break
		}
		line, _ := reader.FieldPos(0)
		if row == 0 {
			if !slices.Equal(record, header) {
				fail(line, "the header is %s; expected %s", strings.Join(record, ","), strings.Join(header, ","))
				break
			}
			continue
		}
		if len(record) != len(header) {
			fail(line, "%d cells; expected %d", len(record), len(header))
			continue
		}
		e := Entry{Label: strings.TrimSpace(record[0]), URI: strings.TrimSpace(record[1]), Type: strings.TrimSpace(record[2]), Line: line}
		key := strings.ToLower(e.Label) + "|" + e.Type
		switch {
		case e.Label == "" || !uri.MatchString(e.URI):
			fail(line, "the label %q and the URI %q; expected a label and a URI below data.europa.eu/esco/", e.Label, e.URI)
		case !slices.Contains([]string{"knowledge", "skill/competence", "occupation"}, e.Type):
			fail(line, "the type %q; expected knowledge, skill/competence or occupation", e.Type)
		case seen[key] != "" && seen[key] != e.URI:
			fail(line, "%q (%s) has two URIs: %s and %s", e.Label, e.Type, seen[key], e.URI)
		default:
			entries = append(entries, e)
		}
		seen[key] = e.URI
	}
	return entries, problems.Err()
}
