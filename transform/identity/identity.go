// Package identity says, for each table of a release, how its records are identified: the segment of their
// IRIs, how a key becomes an IRI and an IRI a key, what a record is called, and how keys are ordered.
//
// In go tables, keys and records; out come IRIs, labels and an order. Every format and the crosswalk use it,
// so that a record has one IRI and one label everywhere. It makes no identifiers from wording; package naming
// does.
package identity

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// A Kind says how the records of one table are identified.
type Kind struct {
	Table   string
	Segment string // of the IRIs, between the base and the key; empty where the records have no IRI of ours
	Prefix  string // before the key in the IRI, where tables share a segment and two of their records can have one key
	Fixed   bool   // the contract promises these IRIs: other files and other people's data may refer to them
	Whole   string // the file of linked data, without its extension, that describes the records, where they have no file of their own
	Shared  int    // how many characters of the key name the file that a thing shares with others, 0 for a file of its own
	Outside bool   // the key is an IRI that others gave, such as ESCO's
	Scheme  string // of the concepts that the records are: below the base, or an IRI that others gave; empty for none
	Sorted  bool   // rows are in the order of their keys, as those of the crosswalk are; other tables keep the document's order

	label func(dataset.Row) string
	key   *form // of each value of a key; nil for any
}

// esco is the beginning of the IRIs of ESCO's concept schemes.
const esco = "http://data.europa.eu/esco/concept-scheme/"

// kinds lists every table whose records have an IRI or a label, or are sorted by key. Where tables share a
// segment, the first whose key has the form of an IRI's end is meant.
var kinds = []Kind{
	{Table: "source_documents", Segment: "source", label: column("title")},
	{Table: "bands", Segment: "band", Fixed: true, label: column("name"), key: slug},
	{Table: "scopes", Segment: "scope", label: column("name")},
	{Table: "clusters", Segment: "cluster", Fixed: true, label: column("name"), key: slug},
	{Table: "cluster_work_types", Segment: "work-type"},
	{Table: "competencies", Segment: "competency", Scheme: "scheme/competencies", Fixed: true, label: column("name"), key: slug},
	{Table: "competency_aliases", Segment: "label", Sorted: true},
	{Table: "competency_bands", Segment: "importance"},
	{Table: "competency_band_notes", Segment: "importance"},
	{Table: "competency_rankings", Segment: "ranking"},
	{Table: "profiles", Segment: "profile", Scheme: "scheme/profiles", Fixed: true, label: column("name"), key: slug},
	{Table: "profile_competencies", Segment: "profile-competency"},
	{Table: "tasks", Segment: "task", Scheme: "scheme/tasks", Fixed: true, Shared: len("task-") + 1, label: column("statement"), key: slug},
	{Table: "profile_tasks", Segment: "profile-task"},
	{Table: "handbook_sections", Segment: "section", label: column("title")},
	{Table: "series_titles", Segment: "title", Scheme: "scheme/titles", Fixed: true, label: positionTitle, key: slug},
	{Table: "series_qualifications", Segment: "qualification"},
	{Table: "series_duties", Segment: "duty"},
	{Table: "series_page_facts", Segment: "series-fact"},
	{Table: "esco_occupations", Scheme: esco + "occupations", Fixed: true, Outside: true, Sorted: true, label: column("preferred_label")},
	{Table: "esco_skills", Scheme: esco + "skills", Fixed: true, Outside: true, Sorted: true, label: column("preferred_label")},
	{Table: "esco_labels", Sorted: true},
	{Table: "isco_groups", Segment: "isco-group", Sorted: true, label: column("name")},
	{Table: "esco_concept_changes", Sorted: true},
	{Table: "nice_categories", Segment: "nice", Fixed: true, Whole: NICEGraph, Scheme: "scheme/nice-categories", Sorted: true, label: column("name"), key: written(`[A-Z]{2,}`)},
	{Table: "nice_work_roles", Segment: "nice", Fixed: true, Whole: NICEGraph, Scheme: "scheme/nice-work-roles", Sorted: true, label: column("name"), key: written(`[A-Z]+-WRL-[0-9A-Z]+`)},
	{Table: "nice_competency_areas", Segment: "nice", Fixed: true, Whole: NICEGraph, Scheme: "scheme/nice-competency-areas", Sorted: true, label: column("name"), key: written(`[A-Z]+-COM-[0-9A-Z]+`)},
	{Table: "nice_statements", Segment: "nice", Fixed: true, Whole: NICEGraph, Scheme: "scheme/nice-statements", Sorted: true, label: column("statement"), key: written(`[A-Z][0-9]+`)},
	{Table: "nice_work_role_statements", Sorted: true},
	{Table: "nice_area_statements", Sorted: true},
	{Table: "nice_task_alignments", Sorted: true},
	{Table: "dcwf_elements", Segment: "dcwf", Fixed: true, Whole: DCWFGraph, Scheme: "scheme/dcwf-elements", label: column("name"), key: written(`[A-Z]{2,}`)},
	// 33 codes of work roles are identifiers of statements too.
	{Table: "dcwf_work_roles", Segment: "dcwf", Prefix: "role-", Fixed: true, Whole: DCWFGraph, Scheme: "scheme/dcwf-work-roles", Sorted: true, label: column("name"), key: written(`[0-9]{3}`)},
	{Table: "dcwf_statements", Segment: "dcwf", Fixed: true, Whole: DCWFGraph, Scheme: "scheme/dcwf-statements", Sorted: true, label: column("statement"), key: written(`[0-9]+[A-Z]?`)},
	{Table: "dcwf_work_role_statements", Sorted: true},
	{Table: "provenance_locators", Sorted: true},
	{Table: "quality_findings", Segment: "finding"},
	{Table: "provenance", Sorted: true},
	{Table: "source_references", Segment: "reference", label: column("title")},
}

// NICEGraph and DCWFGraph are the places, without their extension, of the linked data of the NICE Framework and of
// the DoD Cyber Workforce Framework inside a release.
const (
	NICEGraph = "jsonld/nice"
	DCWFGraph = "jsonld/dcwf"
)

// A form is how the values of a key are written.
type form struct {
	pattern string // a regular expression that nothing anchors
	holds   func(value string) bool
}

// slug is the form of the identifiers that package naming makes.
var slug = &form{pattern: "[a-z0-9-]+", holds: naming.IsSlug}

// written is a form that a pattern describes. The pattern is compiled when the first value is looked at.
func written(pattern string) *form {
	compiled := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^(?:" + pattern + ")$") })
	return &form{pattern: pattern, holds: func(value string) bool { return compiled().MatchString(value) }}
}

// ESCOSegment is the segment of the IRIs of ESCO concepts whose own URI no input gives.
const ESCOSegment = "esco"

// Form returns the form of each value of a key as a regular expression that nothing anchors, "" for any.
func (k Kind) Form() string {
	if k.key == nil {
		return ""
	}
	return k.key.pattern
}

// Kinds returns every kind, in the order of the tables. Callers must not change them.
func Kinds() []Kind { return kinds }

// byTable finds a kind by its table, and byColumn the table whose whole key a column of that name is.
var (
	byTable = sync.OnceValue(func() map[string]Kind {
		found := map[string]Kind{}
		for _, k := range kinds {
			found[k.Table] = k
		}
		return found
	})
	byColumn = sync.OnceValue(func() map[string]string {
		found := map[string]string{}
		for _, t := range schemas.Tables() {
			if _, identified := byTable()[t.Name]; identified && len(t.PrimaryKey) == 1 {
				found[t.PrimaryKey[0]] = t.Name
			}
		}
		return found
	})
)

// Of returns the kind of a table; for a table that has none only the name is filled.
func Of(table string) Kind {
	k := byTable()[table]
	k.Table = table
	return k
}

// Table returns the table whose records a column of that name identifies in every table, "" for a column that
// is no table's whole key.
func Table(column string) string { return byColumn()[column] }

// IRI returns the IRI of the record of a table with that primary key: the base, the segment and each value of
// the key, encoded by Segment; the key itself where it is an IRI that others gave; "" where records have none.
func IRI(base, table string, key ...string) string {
	k := Of(table)
	switch {
	case k.Outside:
		return key[0]
	case k.Segment == "":
		return ""
	}
	if k.Prefix != "" {
		key = append([]string{k.Prefix + key[0]}, key[1:]...)
	}
	return Path(base, k.Segment, key...)
}

// Path returns the IRI below the base of a path and the values after it, each encoded by Segment.
func Path(base, path string, values ...string) string {
	size := len(base) + len(path)
	for _, v := range values {
		size += len("/") + len(v)
	}
	iri := append(append(make([]byte, 0, size), base...), path...)
	for _, v := range values {
		iri = appendSegment(append(iri, '/'), v)
	}
	return string(iri)
}

// Scheme returns the IRI of the concept scheme that the records of a table belong to, "" for none. Competencies,
// profiles and position titles are three schemes, for mappings lead from one to another and SKOS keeps its
// mapping properties for different schemes (SKOS Reference, section 10.1).
func Scheme(base, table string) string {
	k := Of(table)
	if k.Scheme == "" || k.Outside {
		return k.Scheme
	}
	return base + k.Scheme
}

// Organization returns the IRI below the base of an organization by its name.
func Organization(base, name string) string {
	id := naming.Slug(name)
	if id == "" {
		id = naming.Digest(name, digestLength)
	}
	return Path(base, "organization", id)
}

// digestLength is how many hexadecimal digits of a SHA-256 an identifier has, as those of tasks.
const digestLength = 10

// Template returns the URI template (RFC 6570) of the records of a table whose key is one column, "" where
// the contract promises no IRIs.
func Template(base, table, column string) string {
	switch k := Of(table); {
	case !k.Fixed:
		return ""
	case k.Outside:
		return "{+" + column + "}"
	default:
		return base + k.Segment + "/" + k.Prefix + "{" + column + "}"
	}
}

// A Record names a record of a table by its key, whose values are joined with "|", as record_key has it.
type Record struct{ Table, Key string }

// Parse returns the record that an IRI names. Without a base the beginning of the IRI may be any: a mapping set
// keeps its meaning when the base of the dataset changes. It reports false for an IRI that names none.
func Parse(base, iri string) (Record, bool) {
	if base != "" && !strings.HasPrefix(iri, base) {
		return Record{}, false
	}
	parts := segments(strings.TrimPrefix(iri, base))
	lengths := keyLengths()
	for i := range kinds {
		k := &kinds[i]
		at := len(parts) - 1 - lengths[i]
		if at < 0 || k.Segment == "" || parts[at] != k.Segment || (at > 0) != (base == "") {
			continue
		}
		if key, ok := k.parse(parts[at+1:]); ok {
			return Record{k.Table, key}, true
		}
	}
	return Record{}, false
}

// segments returns what is between the slashes and number signs of an IRI.
func segments(iri string) []string {
	parts := make([]string, 0, 8)
	for iri != "" {
		end := strings.IndexAny(iri, "/#")
		if end < 0 {
			return append(parts, iri)
		}
		if end > 0 {
			parts = append(parts, iri[:end])
		}
		iri = iri[end+1:]
	}
	return parts
}

// keyLengths says of each kind how many columns its key has.
var keyLengths = sync.OnceValue(func() []int {
	lengths := make([]int, len(kinds))
	for i, k := range kinds {
		schema, _ := schemas.Lookup(k.Table)
		lengths[i] = len(schema.PrimaryKey)
	}
	return lengths
})

// parse reads a key from the parts of an IRI after the segment.
func (k Kind) parse(parts []string) (string, bool) {
	values := make([]string, len(parts))
	for i, part := range parts {
		value, ok := decode(part)
		if i == 0 && ok {
			value, ok = strings.CutPrefix(value, k.Prefix)
		}
		if !ok || k.key != nil && !k.key.holds(value) {
			return "", false
		}
		values[i] = value
	}
	return strings.Join(values, "|"), true
}

// escape comes before the two hexadecimal digits of a byte that a segment encodes. It is not "%": many web
// servers refuse an encoded slash (Apache, AllowEncodedSlashes), and readers differ in what they decode.
const escape = '~'

// Segment returns a text as one segment of an IRI's path: letters, digits, "-" and "_" as they are, every
// other byte as "~" and two hexadecimal digits: "CI/CD" is "CI~2FCD". All of these are characters that no
// reader encodes or decodes (RFC 3986, section 2.3). The period is encoded too, so that no segment is "."
// or "..", which a resolver would remove.
func Segment(text string) string { return string(appendSegment(nil, text)) }

func appendSegment(iri []byte, text string) []byte {
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' {
			iri = append(iri, c)
		} else {
			const digits = "0123456789ABCDEF"
			iri = append(iri, escape, digits[c>>4], digits[c&15])
		}
	}
	return iri
}

// decode returns the text of a segment. It also reads the percent-encoding of release 1.0.0.
func decode(segment string) (string, bool) {
	text, err := url.PathUnescape(segment)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, string(escape))
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		if len(after) < 2 {
			return "", false
		}
		code, err := strconv.ParseUint(after[:2], 16, 8)
		if err != nil {
			return "", false
		}
		b.WriteByte(byte(code))
		text = after[2:]
	}
}
