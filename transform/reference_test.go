package transform

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// named returns what paragraphs of one section name, as kind, title and address.
func named(paragraphs ...string) []string {
	section := handbook.Section{Title: source.Text{Value: "Aim", Span: source.At(1)}}
	for i, p := range paragraphs {
		section.Prose = append(section.Prose, source.Text{Value: p, Span: source.At(i + 2)})
	}
	b := &builder{set: &dataset.Dataset{}}
	b.references(extract.Document{Handbook: &handbook.Document{Sections: []handbook.Section{section}}})
	var found []string
	for _, r := range b.set.SourceReferences {
		found = append(found, strings.TrimSpace(fmt.Sprintf("%s: %s %s", r.Kind, r.Title, dataset.OrEmpty(r.URL))))
	}
	return found
}

func TestReferences(t *testing.T) {
	for text, want := range map[string][]string{
		"See [OPM's Guide](#) and [the site](https://example.org/a?b=c#d).": {"document: OPM's Guide", "website: the site https://example.org/a?b=c#d"},
		"A [link](javascript:alert(1)) and [another](page.html).":           {"website: link", "website: another"},
		"It began with Executive Order 13932, Modernizing and Reforming the Assessment and Hiring of Federal Job Candidates and was changed.": {
			"law: Executive Order 13932, Modernizing and Reforming the Assessment and Hiring of Federal Job Candidates"},
		"Executive Order 14035, which agencies follow, and Executive Order 11478.": {"law: Executive Order 14035", "law: Executive Order 11478"},
		"Under 5 CFR § 300.103 and 5 CFR part 300, 29 CFR 1607.5(B).":              {"law: 5 CFR § 300.103 https://www.ecfr.gov/current/title-5/section-300.103", "law: 5 CFR part 300", "law: 29 CFR 1607.5 https://www.ecfr.gov/current/title-29/section-1607.5"},
		"See 5 U.S.C. 3304(a) and 29 USC § 794d; Public Law 118-188.":              {"law: 5 U.S.C. 3304(a)", "law: 29 USC § 794d", "law: Public Law 118-188"},
		"The Chance to Compete Act 2024 and Section 508 of the Rehabilitation Act of 1973 apply; act early.": {
			"law: Chance to Compete Act 2024", "law: Section 508 of the Rehabilitation Act of 1973"},
		"It follows the IT 2210 Position Classification Standard and high standards.":         {"document: IT 2210 Position Classification Standard"},
		"The [Merit Hiring Plan](#) is new. A key element of the Merit Hiring Plan is skill.": {"policy: Merit Hiring Plan"},
		"Agencies plan their work by these competencies and tasks.":                           nil,
	} {
		if got := named(text); !slices.Equal(got, want) {
			t.Errorf("%q names\n%q; expected\n%q", text, got, want)
		}
	}
	if got := named("The Plan for Skills is near.", "Read the [Plan for Skills](#)."); !slices.Equal(got, []string{"policy: Plan for Skills"}) {
		t.Errorf("a title that is linked later: %q; expected it once", got)
	}
}

// What a section names twice is one record, at the first of its lines, with the provenance of both.
func TestReferenceNamedTwice(t *testing.T) {
	b := &builder{set: &dataset.Dataset{}}
	prose := []source.Text{{Value: "By 5 CFR 1.2.", Span: source.At(7)}, {Value: "By 5 CFR 1.2 again.", Span: source.Span{Start: 9, End: 10}}}
	sections := []handbook.Section{{Title: source.Text{Value: "A"}, Prose: prose}, {Title: source.Text{Value: "B"}, Prose: prose[1:]}}
	b.references(extract.Document{Handbook: &handbook.Document{Sections: sections}})
	if refs := b.set.SourceReferences; len(refs) != 2 || refs[0].LineStart != 7 || refs[0].LineEnd != 7 || refs[1].LineEnd != 10 || refs[0].ReferenceID == refs[1].ReferenceID || *refs[1].SectionID != "b" {
		t.Errorf("the references are %+v", refs)
	}
	if len(b.set.Provenance) != 3 || b.set.Provenance[1].LineStart != 9 || b.set.Provenance[1].RecordKey != b.set.SourceReferences[0].ReferenceID {
		t.Errorf("the provenance is %+v", b.set.Provenance)
	}
}
