// Package extract reads everything a build starts from: raw/sources.json, the documents it names, the
// declared corrections, the concept URIs and the reviewed mappings.
//
// In goes the folder raw/; out comes Raw, parsed documents with line spans. It cleans no names and makes
// no identifiers. Every problem of every input is gathered before it fails.
package extract

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/extract/appraisal"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/correction"
	"github.com/fwci-open-data/fwci/extract/dcwf"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/nice"
	"github.com/fwci-open-data/fwci/extract/register"
	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/skillfact"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/sssom"
)

// Raw is the parsed content of raw/.
type Raw struct {
	Dir         string
	Catalog     catalog.Catalog
	Documents   []Document // in the order of sources.json
	Corrections []correction.Correction
	ConceptURIs []concepturi.Entry
	SkillFacts  []skillfact.Fact
	Mappings    []*sssom.Set         // by file name
	Appraisal   *appraisal.Appraisal // what was measured of the crosswalk; nil when nothing was
	Withdrawn   []register.Entry
	Changes     []Input                    // recorded differences between releases, JSON, by file name
	Inputs      []Input                    // every file read, by path
	ESCO        *escodata.Classification   // nil without a download
	OtherESCO   []*escodata.Classification // further downloads: earlier versions, other languages
}

// An Input is a file that was read.
type Input struct {
	Path string // relative to raw/, with forward slashes
	Data []byte // nil when a release is made again that does not hold the file
}

// A Document is one source, parsed. Exactly one of Handbook, Series, Occupation, NICE, NICEWorkbook and DCWF is set.
type Document struct {
	Source       catalog.Source
	Path         string         // as messages name it
	Data         []byte         // as published, without corrections
	Lines        []source.Line  // of a text; nil for other sources
	Classes      []source.Class // of the lines
	Handbook     *handbook.Document
	Series       *seriespage.Document
	Occupation   *escopage.Document
	NICE         *nice.Framework
	NICEWorkbook *nice.Workbook
	DCWF         *dcwf.Tool
}

// The places of inputs inside raw/.
const (
	CatalogFile     = "sources.json"
	CorrectionsFile = "corrections.json"
	ConceptURIsFile = "esco/concept-uris.csv"
	SkillFactsFile  = "esco/skill-facts.csv"
	RegisterFile    = "withdrawn.csv"
	ChangesDir      = "changes"
	AppraisalFile   = "crosswalk/appraisal.json"
	MappingsDir     = "crosswalk"
	MappingsSuffix  = sssom.Suffix
)

type loader struct {
	raw      *Raw
	problems source.Problems
}

// Load reads the folder raw/ and, where paths are given, official ESCO downloads (zips, folders or single
// files): the newest version enriches the dataset, earlier ones and other languages add to it. It fails with
// source.Problems for what is wrong in a file or keeps it from being read, and with another error for an
// ESCO download that cannot be read.
func Load(dir string, esco ...string) (*Raw, error) {
	l := &loader{raw: &Raw{Dir: dir}}
	if len(esco) > 0 {
		downloads, err := escodata.LoadAll(esco)
		if err != nil {
			return nil, fmt.Errorf("reading the ESCO download: %w", err)
		}
		l.raw.ESCO, l.raw.OtherESCO = downloads[0], downloads[1:]
	}
	if err := l.folder(); err != nil {
		return nil, err
	}
	listed := l.catalog()
	l.lists(listed)
	keepDocuments := func() {}
	if listed {
		keepDocuments = l.documents()
		l.unlisted()
	}
	l.mappings()
	keepDocuments()
	l.changes()
	l.misnamed()
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(l.raw.Inputs, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return l.raw, nil
}

// path is how messages name an input.
func (l *loader) path(name string) string { return filepath.ToSlash(filepath.Join(l.raw.Dir, name)) }

// fail adds a problem of a whole file.
func (l *loader) fail(name, rule, format string, args ...any) {
	l.problems = append(l.problems, source.Problem{Path: l.path(name), Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// keep gathers the problems of a reader.
func (l *loader) keep(name string, err error) {
	var problems source.Problems
	switch {
	case err == nil:
	case errors.As(err, &problems):
		l.problems = append(l.problems, problems...)
	default:
		l.fail(name, "source-file", "%v", err)
	}
}

// folder refuses a path that is not a folder.
func (l *loader) folder() error {
	switch info, err := os.Stat(l.raw.Dir); {
	case errors.Is(err, os.ErrNotExist):
		return source.Problems{{Path: l.path(""), Rule: "source-file", Message: "no such folder; expected the folder with " + CatalogFile}}
	case err != nil:
		return source.Problems{{Path: l.path(""), Rule: "source-file", Message: reason(err)}}
	case !info.IsDir():
		return source.Problems{{Path: l.path(""), Rule: "source-file", Message: "a file; expected the folder with " + CatalogFile}}
	}
	return nil
}

// catalog reads sources.json. It reports false when that has problems.
func (l *loader) catalog() bool {
	before := len(l.problems)
	data, found := l.read(CatalogFile)
	if !found {
		l.fail(CatalogFile, "source-file", "no such file; expected the catalog of sources")
	}
	if data == nil {
		return false
	}
	c, err := catalog.Parse(l.path(CatalogFile), data)
	l.keep(CatalogFile, err)
	if len(l.problems) > before {
		return false
	}
	l.raw.Catalog = *c
	return true
}

// optional reads and parses a file that may be absent. A file with problems gives the zero value.
func optional[T any](l *loader, name string, parse func(file string, data []byte) (T, error)) (value T) {
	data, _ := l.read(name)
	if data == nil {
		return value
	}
	parsed, err := parse(l.path(name), data)
	if err != nil {
		l.keep(name, err)
		return value
	}
	return parsed
}

// lists reads the files that may be absent: corrections, concept URIs, facts of skills, the register of withdrawn
// identifiers, the appraisal of the crosswalk. listed says that the catalog of sources could be read.
func (l *loader) lists(listed bool) {
	corrections := func(file string, data []byte) ([]correction.Correction, error) {
		if !listed {
			return correction.Parse(file, data, nil)
		}
		known := map[string]bool{}
		for _, s := range l.raw.Catalog.Sources {
			known[s.ID] = true
		}
		return correction.Parse(file, data, func(id string) bool { return known[id] })
	}
	l.raw.Corrections = optional(l, CorrectionsFile, corrections)
	l.raw.ConceptURIs = optional(l, ConceptURIsFile, concepturi.Parse)
	l.raw.SkillFacts = optional(l, SkillFactsFile, skillfact.Parse)
	l.raw.Withdrawn = optional(l, RegisterFile, register.Parse)
	l.raw.Appraisal = optional(l, AppraisalFile, appraisal.Parse)
}

// documents reads the sources and begins to parse them. The function that it returns waits for the parsers and keeps
// what they made, in the order of the catalog. The texts are parsed one after the other, and each workbook at the same
// time as everything else, because that takes longest.
func (l *loader) documents() (keep func()) {
	var wait sync.WaitGroup
	var texts []func()
	sources := l.raw.Catalog.Sources
	documents, problems := make([]*Document, len(sources)), make([]error, len(sources))
	for i, s := range sources {
		data, found := l.read(s.Path)
		if !found {
			l.fail(CatalogFile, "sources-json", "the source %q names %s, which does not exist%s", s.ID, l.path(s.Path), l.otherCase(s.Path))
		}
		if data == nil {
			continue
		}
		d := &Document{Source: s, Path: l.path(s.Path), Data: data}
		parse := func() {
			if problems[i] = d.read(l.raw.Corrections); problems[i] == nil {
				documents[i] = d
			}
		}
		if s.Kind.Text() {
			texts = append(texts, parse)
			continue
		}
		wait.Go(parse)
	}
	wait.Go(func() {
		for _, parse := range texts {
			parse()
		}
	})
	return func() {
		wait.Wait()
		for i, d := range documents {
			l.keep(sources[i].Path, problems[i])
			if d != nil {
				l.raw.Documents = append(l.raw.Documents, *d)
			}
		}
	}
}

// read parses a document with its corrections.
func (d *Document) read(corrections []correction.Correction) error {
	text := d.Data
	if d.Source.Kind.Text() {
		var err error
		if text, err = correction.Apply(d.Path, d.Source.ID, d.Data, corrections); err != nil {
			return err
		}
	} else if i := slices.IndexFunc(corrections, func(c correction.Correction) bool { return c.Source == d.Source.ID }); i >= 0 {
		return source.Problems{{Path: d.Path, Rule: "correction", Message: fmt.Sprintf("a declared correction names line %d; a source of kind %s has no lines: remove the correction", corrections[i].Line, d.Source.Kind)}}
	}
	if err := d.parse(text); err != nil {
		return err
	}
	if problems := d.checkNames(MaxNames); problems != nil {
		return problems
	}
	if !d.Source.Kind.Text() {
		return nil
	}
	file, err := source.Split(d.Path, d.Data)
	if err != nil {
		return err
	}
	d.Lines = file.Lines
	return nil
}

// parse hands a document to the parser of its kind.
func (d *Document) parse(text []byte) (err error) {
	switch d.Source.Kind {
	case catalog.Handbook:
		if d.Handbook, err = handbook.Parse(d.Path, text); err == nil {
			d.Classes = d.Handbook.Classes
		}
	case catalog.SeriesPage:
		if d.Series, err = seriespage.Parse(d.Path, text); err == nil {
			d.Classes = d.Series.Classes
		}
	case catalog.OccupationPage:
		if d.Occupation, err = escopage.Parse(d.Path, text); err == nil {
			d.Classes = d.Occupation.Classes
		}
	case catalog.NICEFramework:
		d.NICE, err = nice.Parse(d.Path, text)
	case catalog.NICEWorkbook:
		d.NICEWorkbook, err = nice.ParseWorkbook(d.Path, text)
	case catalog.DCWFTool:
		d.DCWF, err = dcwf.Parse(d.Path, text)
	default:
		return fmt.Errorf("no parser for the kind %q", d.Source.Kind)
	}
	return err
}

// unlisted reports the occupation pages in raw/esco that sources.json does not name.
func (l *loader) unlisted() {
	named := map[string]bool{}
	for _, s := range l.raw.Catalog.Sources {
		named[s.Path] = true
	}
	for _, name := range l.list("esco", ".txt") {
		if !named[name] {
			l.fail(name, "unlisted-source", "the page is not named in %s; list it there or remove it", l.path(CatalogFile))
		}
	}
}

// changes reads the recorded differences between releases; package change knows their form.
func (l *loader) changes() {
	for _, name := range l.list(ChangesDir, ".json") {
		if data, _ := l.read(name); data != nil {
			l.raw.Changes = append(l.raw.Changes, Input{Path: name, Data: data})
		}
	}
}

func (l *loader) mappings() {
	for _, name := range l.list(MappingsDir, MappingsSuffix) {
		data, _ := l.read(name)
		if data == nil {
			continue
		}
		set, err := sssom.Parse(l.path(name), data)
		l.keep(name, err)
		if set != nil {
			l.raw.Mappings = append(l.raw.Mappings, set)
		}
	}
}
