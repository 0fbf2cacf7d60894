// Package finding looks for what the reader of the sources should know: contradictions, gaps, spellings,
// counts that do not agree.
//
// In go the parsed sources and the dataset made from them; out come findings, each with its rule,
// severity, record, source lines and a sentence. The rules speak of the kind of mistake, never of the
// names that stand in this edition. Nothing is mended here.
package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// Severity says what a finding means for a release.
type Severity string

// An Error stops the build; a Warning is something the publisher of the source would want to mend; an
// Info is worth knowing when the data is used.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// A Rule finds one kind of thing.
type Rule struct {
	ID       string
	Severity Severity
	Title    string // what it looks for, for the quality report
	check    func(*review)
}

// Rules returns every rule, in the order of the quality report.
func Rules() []Rule {
	return slices.Concat(tableRules, nameRules, countRules, textRules, layoutRules, escoRules, mappingRules, downloadRules)
}

// review is one pass of the rules over a dataset.
type review struct {
	raw      *extract.Raw
	set      *dataset.Dataset
	handbook extract.Document
	names    map[string]string // competency name by identifier
	traces   map[recordKey]dataset.Provenance
	scopes   map[string]string // scope name by identifier
	pages    map[string]string // URI of the occupation that a page describes, by source_id
	rule     Rule
	found    []dataset.Finding
}

// recordKey names a record of a table.
type recordKey struct{ table, key string }

// Check applies every rule and returns the findings by severity, rule, source, line and record.
func Check(raw *extract.Raw, set *dataset.Dataset) []dataset.Finding {
	r := &review{raw: raw, set: set, names: map[string]string{}, traces: map[recordKey]dataset.Provenance{}, scopes: map[string]string{}, pages: map[string]string{}}
	for _, d := range raw.Documents {
		if d.Handbook != nil {
			r.handbook = d
		}
	}
	for _, c := range set.Competencies {
		r.names[c.CompetencyID] = c.Name
	}
	for _, s := range set.Scopes {
		r.scopes[s.ScopeID] = s.Name
	}
	for _, o := range set.ESCOOccupations {
		if o.SourceID != nil {
			r.pages[*o.SourceID] = o.OccupationURI
		}
	}
	r.definedAt()
	for _, p := range set.Provenance {
		at := recordKey{p.TableName, p.RecordKey}
		if _, known := r.traces[at]; !known {
			r.traces[at] = p
		}
	}
	for _, rule := range Rules() {
		r.rule = rule
		rule.check(r)
	}
	slices.SortStableFunc(r.found, func(a, b dataset.Finding) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(a.Rule, b.Rule), cmp.Compare(dataset.OrEmpty(a.SourceID), dataset.OrEmpty(b.SourceID)),
			cmp.Compare(number(a.LineStart), number(b.LineStart)), cmp.Compare(dataset.OrEmpty(a.RecordKey), dataset.OrEmpty(b.RecordKey)), cmp.Compare(a.Message, b.Message))
	})
	reported := map[string]bool{} // what is said of one record at two places is said once, at the first
	return slices.DeleteFunc(r.found, func(f dataset.Finding) bool {
		again := reported[f.FindingID]
		reported[f.FindingID] = true
		return again
	})
}

// definedAt leads the findings about a competency to its definition, where there is one, rather than to
// the first line that names it.
func (r *review) definedAt() {
	if r.handbook.Handbook == nil {
		return
	}
	for _, d := range r.handbook.Handbook.Definitions {
		id := naming.Slug(naming.Name(d.Name.Value))
		span := d.Name.Span.Join(d.Text.Span)
		r.traces[recordKey{"competencies", id}] = dataset.Provenance{SourceID: r.handbook.Source.ID, LineStart: span.Start, LineEnd: span.End}
	}
}

func rank(severity string) int {
	return slices.Index([]string{string(Error), string(Warning), string(Info)}, severity)
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// record reports something about a record, at the first lines that provenance gives for it.
func (r *review) record(table, key, format string, args ...any) {
	trace := r.traces[recordKey{table, key}]
	r.report(table, key, trace.SourceID, source.Span{Start: trace.LineStart, End: trace.LineEnd}, fmt.Sprintf(format, args...))
}

// at reports something about a record at given lines of a document.
func (r *review) at(d extract.Document, span source.Span, table, key, format string, args ...any) {
	r.report(table, key, d.Source.ID, span, fmt.Sprintf(format, args...))
}

func (r *review) report(table, key, sourceID string, span source.Span, message string) {
	message = naming.Clean(message)
	id := naming.Digest(strings.Join([]string{r.rule.ID, table, key, sourceID, message}, "\x1f"), 10)
	f := dataset.Finding{FindingID: "finding-" + id, Rule: r.rule.ID, Severity: string(r.rule.Severity), Message: message}
	if table != "" {
		f.TableName = &table
	}
	if key != "" {
		f.RecordKey = &key
	}
	if sourceID != "" {
		f.SourceID = &sourceID
	}
	if span.Start > 0 {
		f.LineStart, f.LineEnd = &span.Start, &span.End
	}
	r.found = append(r.found, f)
}

// scopeName names a scope in a sentence.
func (r *review) scopeName(id string) string {
	return cmp.Or(r.scopes[id], id)
}
