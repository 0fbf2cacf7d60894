// Package catalog reads raw/sources.json, which names the dataset and each of its source documents.
//
// In goes the JSON text; out comes a Catalog. What a dataset may leave out has a stated default; what a
// source must have and lacks is a problem that names it.
package catalog

import (
	"regexp"
	"strings"

	"github.com/fwci-open-data/fwci/extract/json"
)

// Kind is what a source document is.
type Kind string

// The kinds of source document that have a parser.
const (
	Handbook       Kind = "fwci-handbook"
	SeriesPage     Kind = "job-series-page"
	OccupationPage Kind = "esco-occupation-page"
	NICEFramework  Kind = "nice-framework"
	NICEWorkbook   Kind = "nice-workbook"
	DCWFTool       Kind = "dcwf-work-role-tool"
)

// Kinds returns every kind that has a parser.
func Kinds() []Kind {
	return []Kind{Handbook, SeriesPage, OccupationPage, NICEFramework, NICEWorkbook, DCWFTool}
}

// Text reports whether documents of the kind are texts, whose records are traced to lines. The records of the
// others are traced to places inside a structure: a JSON Pointer, or a sheet and a cell.
func (k Kind) Text() bool { return k != NICEFramework && k != NICEWorkbook && k != DCWFTool }

// A Catalog is the content of sources.json.
type Catalog struct {
	Dataset Dataset   `json:"dataset"`
	Sources []Source  `json:"sources"`
	Related []Related `json:"related,omitempty"` // official documents that the data were not read from
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
	ReleaseURL  string   `json:"release_url"` // the folder on the web that holds the files of the release; identifiers redirect there
	Publisher   string   `json:"publisher"`
	Contact     string   `json:"contact"` // an address for questions, as mailto: or https:
	Keywords    []string `json:"keywords"`
	License     License  `json:"license"`
	Credits     []string `json:"credits"` // statements that reuse must carry
}

// A License is the license of the data.
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
	DefaultRelease = "https://fwci-open-data.github.io/fwci/" // where identifiers below DefaultBase redirect
	DefaultIssued  = "1970-01-01"
)

// defaultDescription says what the data is where sources.json does not.
const defaultDescription = "The competencies, importance bands and rankings, occupational profiles and tasks of OPM's FWCI Framework and Handbook " +
	"for Information Technology Management, 2210, with a federal job-series page, ESCO occupation pages and a crosswalk to ESCO, as open tables."

var (
	slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	spdx = regexp.MustCompile(`^[A-Za-z0-9.-]+$`)
)

// Parse reads sources.json. It returns every problem with its line and column: text that is not strict JSON
// (see package json), a source without what it needs, an unknown kind, a path that leaves raw/, two sources
// of one id or path, and an address, date, language or version in another form.
func Parse(file string, data []byte) (*Catalog, error) {
	var c Catalog
	text := json.Read(file, "sources-json", data, &c)
	if err := text.Err(); err != nil {
		return nil, err
	}
	c.check(text)
	c.Dataset.defaults()
	return &c, text.Err()
}

// releaseFolder is the folder that holds the release where sources.json does not say: the home page, unless that is
// itself an identifier; then the folder of the default base, or that of the base, whose server has the files.
func (d *Dataset) releaseFolder() string {
	switch {
	case d.Homepage != "" && !strings.HasPrefix(d.Homepage, d.Base):
		return d.Homepage
	case d.Base == DefaultBase:
		return DefaultRelease
	}
	return strings.TrimSuffix(d.Base, "#")
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
	set(&d.ReleaseURL, d.releaseFolder())
	if !strings.HasSuffix(d.ReleaseURL, "/") {
		d.ReleaseURL += "/"
	}
}
