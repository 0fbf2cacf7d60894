// Package catalog reads raw/sources.json, which names the dataset and each of its source documents.
//
// In goes the JSON text; out comes a Catalog. What a dataset may leave out has a stated default; what a
// source must have and lacks is a problem that names it.
package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/version"
)

// Kind is what a source document is.
type Kind string

// The kinds of source document that have a parser.
const (
	Handbook       Kind = "fwci-handbook"
	SeriesPage     Kind = "job-series-page"
	OccupationPage Kind = "esco-occupation-page"
)

// A Catalog is the content of sources.json.
type Catalog struct {
	Dataset Dataset   `json:"dataset"`
	Sources []Source  `json:"sources"`
	Related []Related `json:"related"` // official documents that the data were not read from
}

// A Dataset is what a release says of itself.
type Dataset struct {
	ID          string   `json:"id"`
	Base        string   `json:"base"` // the IRI that identifiers begin with; ends in / or #
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Version     string   `json:"version"` // semantic version
	Issued      string   `json:"issued"`  // date, YYYY-MM-DD
	Language    string   `json:"language"`
	Homepage    string   `json:"homepage"`
	Publisher   string   `json:"publisher"`
	Contact     string   `json:"contact"` // an address for questions, as mailto: or https:
	Keywords    []string `json:"keywords"`
	License     License  `json:"license"`
	Credits     []string `json:"credits"` // statements that reuse must carry
}

// A License is the licence of the data.
type License struct {
	ID    string `json:"id"` // SPDX identifier
	Title string `json:"title"`
	URL   string `json:"url"`
}

// A Source is one source document.
type Source struct {
	ID          string `json:"id"`
	Kind        Kind   `json:"kind"`
	Path        string `json:"path"` // relative to raw/, with forward slashes
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	Language    string `json:"language"`
	Rights      string `json:"rights"`
	Attribution string `json:"attribution"`
	URL         string `json:"url"`
	Retrieved   string `json:"retrieved"` // date, YYYY-MM-DD
}

// The values of a dataset that sources.json may leave out. An edition without a date carries the day of
// the Unix epoch, which no reader takes for a real one.
const (
	DefaultID      = "fwci-2210"
	DefaultBase    = "https://w3id.org/fwci/2210/"
	DefaultTitle   = "FWCI open data: Information Technology Management, 2210"
	DefaultVersion = "0.0.0"
	DefaultIssued  = "1970-01-01"
)

// defaultDescription says what the data is where sources.json does not.
const defaultDescription = "The competencies, importance bands and rankings, occupational profiles and tasks of OPM's FWCI Framework and Handbook " +
	"for Information Technology Management, 2210, with a federal job-series page, ESCO occupation pages and a crosswalk to ESCO, as open tables."

var (
	slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// isDate knows the days of the calendar, written YYYY-MM-DD.
func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// Parse reads sources.json. It returns every problem: broken JSON with its line, a source without what it
// needs, an unknown kind, a path that leaves raw/, two sources of one id or path.
func Parse(file string, data []byte) (*Catalog, error) {
	var c Catalog
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	if err := decoder.Decode(&c); err != nil {
		return nil, source.Problems{{Path: file, Line: source.JSONLine(data, err), Rule: "sources-json", Message: "not the JSON of a catalogue of sources: " + err.Error()}}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, source.Problems{{Path: file, Rule: "sources-json", Message: "more text behind the JSON object; expected one object"}}
	}
	problems := c.check(file, data)
	c.Dataset.defaults()
	return &c, problems.Err()
}

func (c *Catalog) check(file string, data []byte) source.Problems {
	var problems source.Problems
	fail := func(anchor, format string, args ...any) {
		line := 0
		if i := bytes.Index(data, []byte(`"`+anchor+`"`)); anchor != "" && i >= 0 {
			line = 1 + bytes.Count(data[:i], []byte("\n"))
		}
		problems = append(problems, source.Problem{Path: file, Line: line, Rule: "sources-json", Message: fmt.Sprintf(format, args...)})
	}
	if len(c.Sources) == 0 {
		fail("sources", "no sources; expected a list under \"sources\"")
	}
	d := c.Dataset
	for _, f := range []struct {
		name, value, want string
		valid             func(string) bool
	}{
		{"version", d.Version, version.Form, version.Valid},
		{"issued", d.Issued, "a date such as 2026-01-31", isDate},
		{"id", d.ID, "a slug such as fwci-2210", slug.MatchString},
	} {
		if f.value != "" && !f.valid(f.value) {
			fail(f.value, "dataset %s is %q; expected %s", f.name, f.value, f.want)
		}
	}
	ids, paths := map[string]bool{}, map[string]bool{}
	for i, s := range c.Sources {
		s.check(i, fail)
		if ids[s.ID] || paths[s.Path] {
			fail(s.ID, "the source %q (%s) is named twice", s.ID, s.Path)
		}
		ids[s.ID], paths[s.Path] = true, true
	}
	addresses := map[string]bool{}
	for i, r := range c.Related {
		r.check(i, addresses, fail)
	}
	return problems
}

func (s Source) check(i int, fail func(anchor, format string, args ...any)) {
	if !slug.MatchString(s.ID) {
		fail(s.ID, "source %d has the id %q; expected a slug such as handbook-2210", i+1, s.ID)
	}
	switch s.Kind {
	case Handbook, SeriesPage, OccupationPage:
	default:
		fail(s.ID, "source %q is of kind %q; expected %s, %s or %s", s.ID, s.Kind, Handbook, SeriesPage, OccupationPage)
	}
	if s.Path == "" || path.IsAbs(s.Path) || path.Clean(s.Path) != s.Path || strings.HasPrefix(s.Path, "..") || strings.ContainsAny(s.Path, `\:`) {
		fail(s.ID, "source %q has the path %q; expected a path inside raw/, such as fwci/handbook.txt", s.ID, s.Path)
	}
	if s.Title == "" || s.Publisher == "" {
		fail(s.ID, "source %q lacks a title or a publisher", s.ID)
	}
	if s.Retrieved != "" && !isDate(s.Retrieved) {
		fail(s.ID, "source %q was retrieved on %q; expected a date such as 2026-01-31", s.ID, s.Retrieved)
	}
	if _, err := s.ConceptURI(); err != nil {
		fail(s.ID, "source %q: %v", s.ID, err)
	}
}

func (d *Dataset) defaults() {
	set := func(value *string, fallback string) {
		if *value == "" {
			*value = fallback
		}
	}
	set(&d.ID, DefaultID)
	set(&d.Base, DefaultBase)
	set(&d.Title, DefaultTitle)
	set(&d.Description, defaultDescription)
	set(&d.Version, DefaultVersion)
	set(&d.Issued, DefaultIssued)
	set(&d.Language, "en")
	set(&d.Publisher, "FWCI open data")
	set(&d.License.ID, "CC-BY-4.0")
	set(&d.License.Title, "Creative Commons Attribution 4.0 International")
	set(&d.License.URL, "https://creativecommons.org/licenses/by/4.0/")
	if !strings.HasSuffix(d.Base, "/") && !strings.HasSuffix(d.Base, "#") {
		d.Base += "/"
	}
}
