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

	"github.com/fwci-open-data/fwci/extract/appraisal"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/correction"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/register"
	"github.com/fwci-open-data/fwci/extract/seriespage"
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
	Mappings    []*sssom.Set         // by file name
	Appraisal   *appraisal.Appraisal // what was measured of the crosswalk; nil when nothing was
	Withdrawn   []register.Entry
	Changes     []Input                  // recorded differences between releases, JSON, by file name
	Inputs      []Input                  // every file read, by path
	ESCO        *escodata.Classification // nil without a download
}

// An Input is a file that was read.
type Input struct {
	Path string // relative to raw/, with forward slashes
	Data []byte
}

// A Document is one source, parsed. Exactly one of Handbook, Series and Occupation is set.
type Document struct {
	Source     catalog.Source
	Path       string // as messages name it
	Data       []byte // as published, without corrections
	Lines      []source.Line
	Classes    []source.Class
	Handbook   *handbook.Document
	Series     *seriespage.Document
	Occupation *escopage.Document
}

// The places of inputs inside raw/.
const (
	CatalogFile     = "sources.json"
	CorrectionsFile = "corrections.json"
	ConceptURIsFile = "esco/concept-uris.csv"
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

// Load reads the folder raw/ and, where paths are given, an official ESCO download (zips or folders). It
// fails with source.Problems for what is wrong in a file, and with another error when a file cannot be
// read.
func Load(dir string, esco ...string) (*Raw, error) {
	l := &loader{raw: &Raw{Dir: dir}}
	if len(esco) > 0 {
		classification, err := escodata.Load(esco)
		if err != nil {
			return nil, fmt.Errorf("reading the ESCO download: %w", err)
		}
		l.raw.ESCO = classification
	}
	data, err := l.read(CatalogFile)
	if err != nil {
		return nil, fmt.Errorf("reading the catalogue of sources: %w", err)
	}
	c, err := catalog.Parse(l.path(CatalogFile), data)
	if err != nil {
		return nil, err
	}
	l.raw.Catalog = *c
	if err := l.lists(); err != nil {
		return nil, err
	}
	for _, s := range c.Sources {
		if err := l.document(s); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(l.unlisted(), l.mappings(), l.changes()); err != nil {
		return nil, err
	}
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(l.raw.Inputs, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return l.raw, nil
}

// path is how messages name an input.
func (l *loader) path(name string) string { return filepath.ToSlash(filepath.Join(l.raw.Dir, name)) }

func (l *loader) read(name string) ([]byte, error) {
	file := filepath.Join(l.raw.Dir, filepath.FromSlash(name))
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > source.MaxBytes {
		return nil, source.Problems{{Path: l.path(name), Rule: "source-file", Message: fmt.Sprintf("expected a regular file of at most %d bytes", source.MaxBytes)}}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	l.raw.Inputs = append(l.raw.Inputs, Input{Path: name, Data: data})
	return data, nil
}

// keep gathers problems; another error is returned.
func (l *loader) keep(err error) error {
	var problems source.Problems
	if errors.As(err, &problems) {
		l.problems = append(l.problems, problems...)
		return nil
	}
	return err
}

// optional reads and parses a file that may be absent.
func optional[T any](l *loader, name string, parse func(file string, data []byte) (T, error)) (value T, err error) {
	data, err := l.read(name)
	if errors.Is(err, os.ErrNotExist) {
		return value, nil
	}
	if err == nil {
		value, err = parse(l.path(name), data)
	}
	if err = l.keep(err); err != nil {
		return value, fmt.Errorf("reading %s: %w", name, err)
	}
	return value, nil
}

// lists reads the files that may be absent: corrections, concept URIs, the appraisal of the crosswalk.
func (l *loader) lists() (err error) {
	if l.raw.Corrections, err = optional(l, CorrectionsFile, correction.Parse); err != nil {
		return err
	}
	if l.raw.ConceptURIs, err = optional(l, ConceptURIsFile, concepturi.Parse); err != nil {
		return err
	}
	if l.raw.Withdrawn, err = optional(l, RegisterFile, register.Parse); err != nil {
		return err
	}
	if l.raw.Appraisal, err = optional(l, AppraisalFile, appraisal.Parse); err != nil {
		return err
	}
	named := map[string]bool{}
	for _, s := range l.raw.Catalog.Sources {
		named[s.ID] = true
	}
	for _, c := range l.raw.Corrections {
		if !named[c.Source] {
			l.problems = append(l.problems, source.Problem{Path: l.path(CorrectionsFile), Rule: "correction", Message: fmt.Sprintf("a correction names the source %q, which %s does not list", c.Source, CatalogFile)})
		}
	}
	return nil
}

func (l *loader) document(s catalog.Source) error {
	data, err := l.read(s.Path)
	if errors.Is(err, os.ErrNotExist) {
		l.problems = append(l.problems, source.Problem{Path: l.path(CatalogFile), Rule: "sources-json", Message: fmt.Sprintf("the source %q names %s, which does not exist", s.ID, l.path(s.Path))})
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the source %s: %w", s.ID, err)
	}
	d := Document{Source: s, Path: l.path(s.Path), Data: data}
	corrected, err := correction.Apply(d.Path, s.ID, data, l.raw.Corrections)
	if err != nil {
		return l.keep(err)
	}
	if err := d.parse(corrected); err != nil {
		return l.keep(err)
	}
	file, err := source.Split(d.Path, data)
	if err != nil {
		return l.keep(err)
	}
	d.Lines = file.Lines
	l.raw.Documents = append(l.raw.Documents, d)
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
	default:
		return fmt.Errorf("no parser for the kind %q", d.Source.Kind)
	}
	return err
}

// list returns the files of a folder of raw/ that end in suffix, by name; a folder that is absent has none.
func (l *loader) list(folder, suffix string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(l.raw.Dir, folder))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), suffix) {
			names = append(names, folder+"/"+e.Name())
		}
	}
	return names, nil
}

// unlisted reports the occupation pages in raw/esco that sources.json does not name.
func (l *loader) unlisted() error {
	pages, err := l.list("esco", ".txt")
	if err != nil {
		return fmt.Errorf("listing the occupation pages: %w", err)
	}
	named := map[string]bool{}
	for _, s := range l.raw.Catalog.Sources {
		named[s.Path] = true
	}
	for _, name := range pages {
		if !named[name] {
			l.problems = append(l.problems, source.Problem{Path: l.path(name), Rule: "unlisted-source", Message: "the page is not named in " + l.path(CatalogFile) + "; list it there or remove it"})
		}
	}
	return nil
}

// changes reads the recorded differences between releases; package change knows their form.
func (l *loader) changes() error {
	files, err := l.list(ChangesDir, ".json")
	if err != nil {
		return fmt.Errorf("listing the recorded changes: %w", err)
	}
	for _, name := range files {
		data, err := l.read(name)
		if err != nil {
			return fmt.Errorf("reading a recorded change: %w", err)
		}
		l.raw.Changes = append(l.raw.Changes, Input{Path: name, Data: data})
	}
	return nil
}

func (l *loader) mappings() error {
	files, err := l.list(MappingsDir, MappingsSuffix)
	if err != nil {
		return fmt.Errorf("listing the reviewed mappings: %w", err)
	}
	for _, name := range files {
		data, err := l.read(name)
		if err != nil {
			return fmt.Errorf("reading reviewed mappings: %w", err)
		}
		set, err := sssom.Parse(l.path(name), data)
		if err := l.keep(err); err != nil {
			return err
		}
		if set != nil {
			l.raw.Mappings = append(l.raw.Mappings, set)
		}
	}
	return nil
}
