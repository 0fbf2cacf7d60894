// Package finding looks for what the reader of the sources should know: contradictions, gaps, spellings,
// counts that do not agree.
//
// In go the parsed sources and the dataset made from them; out come findings, each with its rule,
// severity, record, source lines and a sentence. The rules speak of the kind of mistake, never of the
// names that are in this edition. Nothing is corrected here.
package finding

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/parallel"
	"github.com/fwci-open-data/fwci/transform/snapshot"
)

// Severity says what a finding means for a release.
type Severity string

// An Error stops the build; a Warning is something that the publisher of the source may want to fix; an
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
	return slices.Concat(tableRules, nameRules, countRules, textRules, layoutRules, escoRules, factRules, mappingRules, labelRules, downloadRules, frameworkRules)
}

// review is one pass of the rules over a dataset.
type review struct {
	raw      *extract.Raw
	set      *dataset.Dataset
	handbook extract.Document
	names    map[string]string // competency name by identifier
	traces   map[recordKey]dataset.Provenance
	scopes   map[string]string                 // scope name by identifier
	pages    map[string]string                 // URI of the occupation that a page describes, by source_id
	facts    func() []snapshot.Remark          // about the list of facts of skills
	printed  func() map[string][]printed       // the texts of the frameworks, by source_id
	judgedOn func() map[identity.Record]string // the texts on which mappings are judged
	rule     Rule
	found    []dataset.Finding
	kept     map[string]bool // identifiers of the findings of this rule that are in found
	digests  []uint64        // of every finding of this rule, kept or not
	counts   map[string]bool // identifiers of the findings that count those not kept
}

// maxFindings is how many findings of one rule a release lists. The sources to start from have 35 of one rule
// at most; a rule that finds thousands shows a source of another form, and each further one says the same.
const maxFindings = 1000

// recordKey names a record of a table.
type recordKey struct{ table, key string }

// Check applies every rule and returns the findings by severity, rule, source, line and record.
func Check(raw *extract.Raw, set *dataset.Dataset) []dataset.Finding {
	r := &review{raw: raw, set: set, names: map[string]string{}, traces: map[recordKey]dataset.Provenance{}, scopes: map[string]string{}, pages: map[string]string{}, counts: map[string]bool{}}
	r.facts = sync.OnceValue(func() []snapshot.Remark { return checkFacts(raw, set) })
	r.printed = sync.OnceValue(func() map[string][]printed { return printedTexts(raw) })
	r.judgedOn = sync.OnceValue(func() map[identity.Record]string { return crosswalk.SubjectTexts(set) })
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
	rules := Rules()
	passes := make([]review, len(rules))
	parallel.Each(len(rules), func(i int) {
		pass := *r // a rule shares what was looked up, and has findings of its own
		pass.rule, pass.kept, pass.counts = rules[i], map[string]bool{}, map[string]bool{}
		rules[i].check(&pass)
		pass.countMore()
		passes[i] = pass
	})
	for _, pass := range passes {
		r.found = append(r.found, pass.found...)
		maps.Copy(r.counts, pass.counts)
	}
	slices.SortStableFunc(r.found, func(a, b dataset.Finding) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(a.Rule, b.Rule), cmp.Compare(r.last(a), r.last(b)), cmp.Compare(dataset.OrEmpty(a.SourceID), dataset.OrEmpty(b.SourceID)),
			cmp.Compare(number(a.LineStart), number(b.LineStart)), cmp.Compare(dataset.OrEmpty(a.RecordKey), dataset.OrEmpty(b.RecordKey)), cmp.Compare(a.Message, b.Message))
	})
	reported := map[string]bool{} // what is said of one record at two places is said once, at the first
	return slices.DeleteFunc(r.found, func(f dataset.Finding) bool {
		again := reported[f.FindingID]
		reported[f.FindingID] = true
		return again
	})
}

// countMore adds the last finding of a rule that found more than a release lists: how many more there are.
func (r *review) countMore() {
	slices.Sort(r.digests)
	more := len(slices.Compact(r.digests)) - len(r.kept)
	if len(r.kept) < maxFindings || more < 1 {
		return
	}
	message := fmt.Sprintf("%d more findings of this rule are not listed; the first %d are.", more, maxFindings)
	id := findingID(r.rule.ID, message)
	r.counts[id] = true
	r.found = append(r.found, dataset.Finding{FindingID: id, Rule: r.rule.ID, Severity: string(r.rule.Severity), Message: message})
}

// last is 1 for the finding that comes after all others of its rule.
func (r *review) last(f dataset.Finding) int {
	if r.counts[f.FindingID] {
		return 1
	}
	return 0
}

// findingID returns the identifier of a finding with this content.
func findingID(parts ...string) string {
	return "finding-" + naming.Digest(strings.Join(parts, "\x1f"), 10)
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
	if !r.take(table, key, format, args...) {
		return
	}
	trace := r.traces[recordKey{table, key}]
	r.keep(table, key, trace.SourceID, source.Span{Start: trace.LineStart, End: trace.LineEnd}, fmt.Sprintf(format, args...))
}

// at reports something about a record at given lines of a document.
func (r *review) at(d extract.Document, span source.Span, table, key, format string, args ...any) {
	if r.take(table, key, d.Source.ID+format, args...) {
		r.keep(table, key, d.Source.ID, span, fmt.Sprintf(format, args...))
	}
}

func (r *review) report(table, key, sourceID string, span source.Span, message string) {
	if r.take(table, key, sourceID, message) {
		r.keep(table, key, sourceID, span, message)
	}
}

// take notes a finding of the rule, by a digest of what it is made of, and reports whether it is to be kept.
// The sentence of one that is not is never made: there may be millions.
func (r *review) take(table, key, format string, args ...any) bool {
	digest := spread(textSum(textSum(textSum(0, table), key), format))
	for _, arg := range args {
		switch v := arg.(type) {
		case string:
			digest = textSum(digest, v)
		case int:
			digest = mix(digest, uint64(v))
		default:
			digest = textSum(digest, fmt.Sprint(v))
		}
	}
	r.digests = append(r.digests, digest)
	return len(r.kept) < maxFindings
}

// textSum adds a text and its end to a sum.
func textSum(sum uint64, text string) uint64 {
	for _, octet := range []byte(text) {
		sum = mix(sum, uint64(octet))
	}
	return mix(sum, 0x1f)
}

func (r *review) keep(table, key, sourceID string, span source.Span, message string) {
	message = naming.Clean(message)
	id := findingID(r.rule.ID, table, key, sourceID, message)
	r.kept[id] = true
	f := dataset.Finding{FindingID: id, Rule: r.rule.ID, Severity: string(r.rule.Severity), Message: message}
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
