// Package transform turns parsed sources into the dataset: names, identifiers, the tables of the release
// contract, the crosswalk, and provenance that leads each record back to its lines.
//
// In goes extract.Raw; out comes a dataset.Dataset with its findings. It reads no files, writes no format,
// and changes no wording beyond what naming.Clean does; what looks wrong in a source becomes a finding.
package transform

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/extract/version"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/finding"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/statement"
	"github.com/fwci-open-data/fwci/transform/validation"
)

// builder gathers the dataset and its problems.
type builder struct {
	raw      *extract.Raw
	set      *dataset.Dataset
	problems source.Problems

	competencies map[string]*competency
	judged       judgments
	near         map[string]map[nearPair]statement.Nearness // statements that are equal as texts or nearly so, by the name of the kind
	shared       []statedTasks
	clusters     map[string]string // cluster_id by folded name
	skills       map[string]int    // the place of each concept in ESCOSkills, by URI
	ownURIs      map[string]string // ESCO concept, "label (type)", by the identifier it gets here
	occupations  map[string]bool   // URIs in ESCOOccupations
}

// Build makes the dataset of the parsed sources, with its findings, and validates it. It fails with
// source.Problems when the sources contradict the contract (two names with one identifier, a table about
// an unknown cluster or band, no handbook or more than one), when a finding is an error, and when a table
// breaks its schema or keys.
func Build(raw *extract.Raw) (*dataset.Dataset, error) {
	set, err := Assemble(raw)
	if err != nil {
		return nil, err
	}
	return set, Check(raw, set)
}

// Check adds the findings to the tables of Assemble and validates them. It fails as Build does.
func Check(raw *extract.Raw, set *dataset.Dataset) error {
	set.Findings = finding.Check(raw, set)
	var problems source.Problems
	paths := map[string]string{} // of the documents, by source_id
	for _, d := range raw.Documents {
		paths[d.Source.ID] = d.Path
	}
	for _, f := range set.Findings {
		if f.Severity == string(finding.Error) {
			problems = append(problems, problemOf(raw, paths, f))
		}
	}
	if violations := validation.Check(set); len(violations) > 0 {
		problems = append(problems, violationProblems(raw, paths, set, violations)...)
	}
	return problems.Err()
}

func problemOf(raw *extract.Raw, paths map[string]string, f dataset.Finding) source.Problem {
	p := source.Problem{Path: raw.Dir, Rule: f.Rule, Message: f.Message}
	if f.SourceID != nil {
		p.Path = cmp.Or(paths[*f.SourceID], p.Path)
	}
	if f.LineStart != nil {
		p.Line = *f.LineStart
	}
	return p
}

// violationProblems leads each violation to the first source line of its record.
func violationProblems(raw *extract.Raw, paths map[string]string, set *dataset.Dataset, violations []validation.Violation) source.Problems {
	type record struct{ table, key string }
	first := map[record]dataset.Provenance{}
	for _, trace := range set.Provenance {
		at := record{trace.TableName, trace.RecordKey}
		if _, known := first[at]; !known && paths[trace.SourceID] != "" {
			first[at] = trace
		}
	}
	var problems source.Problems
	for _, v := range violations {
		p := source.Problem{Path: raw.Dir, Rule: v.Rule, Message: v.String()}
		if trace, ok := first[record{v.Table, v.Key}]; ok {
			p.Path, p.Line = paths[trace.SourceID], trace.LineStart
		}
		problems = append(problems, p)
	}
	return problems
}

// Assemble makes the tables, without findings and not validated. It fails with source.Problems when the
// sources contradict the contract.
func Assemble(raw *extract.Raw) (*dataset.Dataset, error) {
	b := &builder{
		raw: raw, set: &dataset.Dataset{Info: Info(raw)},
		competencies: map[string]*competency{}, clusters: map[string]string{}, skills: map[string]int{}, ownURIs: map[string]string{}, occupations: map[string]bool{},
	}
	b.sources()
	handbooks := 0
	for _, d := range raw.Documents {
		if d.Handbook != nil {
			handbooks++
			b.handbook(d)
		}
	}
	if handbooks != 1 {
		b.problems = append(b.problems, source.Problem{Path: raw.Dir + "/" + extract.CatalogFile, Rule: "sources-json",
			Message: fmt.Sprintf("%d sources of kind %s; expected one", handbooks, catalog.Handbook)})
	}
	b.allSeries()
	b.esco()
	b.frameworks()
	b.crosswalk()
	b.enrich()
	b.recallFacts()
	b.withdrawn()
	if err := b.problems.Err(); err != nil {
		return nil, err
	}
	identity.Sort(b.set)
	// Of the spans of a record that begin at one line the first counts.
	b.set.Provenance = slices.CompactFunc(b.set.Provenance, func(x, y dataset.Provenance) bool {
		return x.TableName == y.TableName && x.RecordKey == y.RecordKey && x.SourceID == y.SourceID && x.LineStart == y.LineStart
	})
	return b.set, nil
}

// Info returns what a release says of itself: what the catalog, the documents it names, the reviewed mapping
// sets and the ESCO download say. It needs no document parsed.
func Info(raw *extract.Raw) dataset.Info {
	d := raw.Catalog.Dataset
	var related []dataset.Related
	for _, r := range raw.Catalog.Related {
		related = append(related, dataset.Related{Title: clean(r.Title), Publisher: clean(r.Publisher), URL: r.URL, Description: clean(r.Description)})
	}
	info := dataset.Info{
		ID: d.ID, Base: d.Base, Title: d.Title, Description: d.Description, Version: d.Version, Issued: d.Issued,
		Language: d.Language, Homepage: d.Homepage, ReleaseURL: d.ReleaseURL, Publisher: d.Publisher, Contact: d.Contact, Keywords: d.Keywords,
		License: dataset.License(d.License), Credits: d.Credits, Related: related, MappingSets: mappingSets(raw.Mappings),
	}
	for _, document := range raw.Documents {
		s, sum := document.Source, sha256.Sum256(document.Data)
		info.Sources = append(info.Sources, dataset.SourceInfo{
			ID: s.ID, Kind: string(s.Kind), Title: clean(s.Title), Publisher: clean(s.Publisher), Language: s.Language, Rights: clean(s.Rights),
			Attribution: clean(s.Attribution), URL: s.URL, Retrieved: s.Retrieved, SHA256: hex.EncodeToString(sum[:]),
		})
	}
	if raw.ESCO != nil {
		info.ESCOVersion, info.ESCOVersionBasis = raw.ESCO.Version, raw.ESCO.VersionBasis
	}
	return info
}

// mappingSets returns what the reviewed sets say of themselves, by name.
func mappingSets(sets []*sssom.Set) map[string]string {
	descriptions := map[string]string{}
	for _, set := range sets {
		descriptions[set.Name()] = clean(set.Description)
	}
	return descriptions
}

// sources fills source_documents and source_lines.
func (b *builder) sources() {
	for i, d := range b.raw.Documents {
		s := d.Source
		var lines *int // null for a source that is not a text
		if s.Kind.Text() {
			lines = new(len(d.Lines))
		}
		b.set.SourceDocuments = append(b.set.SourceDocuments, dataset.SourceDocument{
			SourceID: s.ID, Kind: string(s.Kind), Title: clean(s.Title), Publisher: clean(s.Publisher), Path: s.Path,
			Bytes: len(d.Data), Lines: lines, SHA256: b.set.Info.Sources[i].SHA256,
			Rights: clean(s.Rights), Attribution: clean(s.Attribution),
		})
		for i, class := range d.Classes {
			b.set.SourceLines = append(b.set.SourceLines, dataset.SourceLine{SourceID: s.ID, Line: i + 1, Class: string(class)})
		}
	}
}

// trace leads a record back to spans of a source.
func (b *builder) trace(d extract.Document, table, key string, spans ...source.Span) {
	for _, span := range spans {
		if span.Start == 0 {
			continue
		}
		b.set.Provenance = append(b.set.Provenance, dataset.Provenance{TableName: table, RecordKey: key, SourceID: d.Source.ID, LineStart: span.Start, LineEnd: span.End})
	}
}

// withdrawn publishes the register of withdrawn identifiers. One that this edition holds is not withdrawn,
// what replaces it must exist, and none is withdrawn in a later version than this one; a pre-release may
// already name the version that it comes before.
func (b *builder) withdrawn() {
	path := b.raw.Dir + "/" + extract.RegisterFile
	for _, e := range b.raw.Withdrawn {
		t, ok := b.set.Table(e.Table)
		if !ok {
			b.fail(path, e.Line, "withdrawn", "no table %q", e.Table)
			continue
		}
		schema, _ := schemas.Lookup(e.Table)
		alive := map[string]bool{}
		for i := range t.Len() {
			alive[t.Key(i, schema.PrimaryKey)] = true
		}
		if release, _, _ := strings.Cut(b.set.Info.Version, "-"); b.set.Info.Version != catalog.DefaultVersion && version.Compare(e.Version, release) > 0 {
			b.fail(path, e.Line, "withdrawn", "%s of %s is withdrawn in version %s; this release is %s: expected a version up to this one", e.Key, e.Table, e.Version, b.set.Info.Version)
		}
		if alive[e.Key] {
			b.fail(path, e.Line, "withdrawn", "%s of %s is declared withdrawn and still there", e.Key, e.Table)
		}
		if e.ReplacedBy != "" && !alive[e.ReplacedBy] {
			b.fail(path, e.Line, "withdrawn", "%s of %s is said to be replaced by %s, which is not there", e.Key, e.Table, e.ReplacedBy)
		}
		b.set.Withdrawn = append(b.set.Withdrawn, dataset.Withdrawn{TableName: e.Table, RecordKey: clean(e.Key), ReplacedBy: dataset.Null(clean(e.ReplacedBy)), Version: e.Version, Reason: clean(e.Reason)})
	}
}

func (b *builder) fail(path string, line int, rule, format string, args ...any) {
	b.problems = append(b.problems, source.Problem{Path: path, Line: line, Rule: rule, Message: fmt.Sprintf(format, args...)})
}
