package site

import (
	"cmp"
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
	rulebook "github.com/fwci-open-data/fwci/transform/finding"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// A finding is something about the sources that a reader should know.
type finding struct {
	ID, Rule, Severity, Message string
	About                       link // a record
	Source                      link
	Where                       link // the lines, when known
	Facets                      string
}

func (b *builder) finding(f dataset.Finding) finding {
	made := finding{ID: f.FindingID, Rule: f.Rule, Severity: f.Severity, Message: f.Message, Facets: f.Severity + " " + f.Rule}
	if f.TableName != nil {
		made.About = b.record(*f.TableName, dataset.OrEmpty(f.RecordKey))
		made.About.Text = shorten(made.About.Text, 60)
	}
	if f.SourceID != nil {
		made.Source = b.source(*f.SourceID)
		if f.LineStart != nil {
			end := *f.LineStart
			if f.LineEnd != nil {
				end = *f.LineEnd
			}
			made.Where = b.sourceLine(*f.SourceID, *f.LineStart, end)
		}
	}
	return made
}

// about returns the findings about a thing.
func (b *builder) about(table, key string) []finding {
	var found []finding
	for _, f := range b.findings[recordKey{table, key}] {
		found = append(found, b.finding(f))
	}
	return found
}

// An option is a choice of a filter: the facet it asks for, and its words.
type option struct {
	Facet, Text string
	Count       int
}

// findingRows are the rows of the list of all findings.
type findingRows []finding

type findingsModel struct {
	Findings          findingRows
	Severities, Rules []option
	Corrected         bool // whether a declared correction changed a source
}

func (b *builder) findingPage() page {
	model := findingsModel{Corrected: b.corrected}
	severities, rules := map[string]int{}, map[string]int{}
	for _, f := range b.d.Findings {
		model.Findings = append(model.Findings, b.finding(f))
		severities[f.Severity]++
		rules[f.Rule]++
	}
	for _, s := range []string{"error", "warning", "info"} {
		if severities[s] > 0 {
			model.Severities = append(model.Severities, option{s, s, severities[s]})
		}
	}
	titles := map[string]string{}
	for _, r := range rulebook.Rules() {
		titles[r.ID] = r.Title
	}
	for rule, n := range rules {
		model.Rules = append(model.Rules, option{rule, naming.Capital(cmp.Or(titles[rule], rule)), n})
	}
	slices.SortFunc(model.Rules, func(x, y option) int { return compareText(x.Text, y.Text) })
	return page{
		Path: "findings/index.html", Kind: "findings", Section: "findings", Title: "Findings",
		Description: "What looks odd in the sources, each with the line it was found on: gaps, spelling, counts that do not match.",
		Scripts:     []string{"filter.js"}, Body: model,
	}
}
