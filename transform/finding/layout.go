package finding

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// layoutRules read headings, the table of contents and the job-series page.
var layoutRules = []Rule{
	{"heading-form", Warning, "a heading in a different form from similar headings", (*review).headingForm},
	{"heading-not-in-contents", Warning, "a heading below the highest level, other than that of a cluster, that the table of contents does not name", (*review).headingNotInContents},
	{"contents-page-order", Warning, "a page number in the table of contents that is lower than the one above it", (*review).contentsOrder},
	{"definition-order", Info, "a definition out of alphabetical order", (*review).definitionOrder},
	{"footnote-contradicts-marker", Warning, "a footnote of a band table that contradicts the marks of its row", (*review).footnotes},
	{"page-number", Info, "a line that has only the number of a page", (*review).pageNumbers},
	{"grade-wording", Info, "a range of grades in words other than “through” or “to”", (*review).gradeWording},
	{"parenthetical-without-code", Warning, "a title whose parenthetical has no code, on a page whose other parentheticals have one", (*review).parentheticalWithoutCode},
	{"link-target-lost", Info, "a link whose target the source text does not have", (*review).linkTargetLost},
	{"empty-field", Info, "a label of a page without its value", (*review).emptyField},
	{"correction-applied", Info, "a declared correction of a source", (*review).correctionApplied},
}

func itoa(n int) string { return strconv.Itoa(n) }

func spanOf(l source.Line) source.Span { return source.At(l.Number) }

// headingForm compares the headings above the clusters' profiles: most say "Occupational Profiles for".
func (r *review) headingForm() {
	if r.handbook.Handbook == nil {
		return
	}
	forms := map[string]int{}
	form := func(heading, name string) string { return strings.TrimSpace(strings.TrimSuffix(heading, name)) }
	for _, c := range r.handbook.Handbook.ClusterProfiles {
		forms[form(c.Heading.Value, c.Name.Value)]++
	}
	for _, c := range r.handbook.Handbook.ClusterProfiles {
		mine := form(c.Heading.Value, c.Name.Value)
		for other, n := range forms {
			if n > forms[mine] {
				r.at(r.handbook, c.Heading.Span, "clusters", naming.Slug(naming.Name(c.Name.Value)),
					"The heading “%s” opens a cluster's profiles; %d other clusters have “%s …”. Read literally, it announces a specialty named like the cluster.", c.Heading.Value, n, other)
			}
		}
	}
}

func (r *review) headingNotInContents() {
	if r.handbook.Handbook == nil {
		return
	}
	// The clusters' own sections and the imprint, a chapter, are never in the contents.
	clusters := map[int]bool{}
	for _, c := range r.handbook.Handbook.Clusters {
		clusters[c.Name.Line()] = true
	}
	for _, s := range r.handbook.Handbook.Sections {
		if s.Contents < 0 && s.Level > 1 && !clusters[s.Title.Line()] {
			r.at(r.handbook, s.Title.Span, "handbook_sections", naming.Slug(s.Title.Value), "The heading “%s” is not in the table of contents.", s.Title.Value)
		}
	}
}

func (r *review) contentsOrder() {
	if r.handbook.Handbook == nil {
		return
	}
	last := 0
	for _, e := range r.handbook.Handbook.Contents {
		if e.Page < last {
			r.at(r.handbook, e.Title.Span, "handbook_sections", naming.Slug(e.Title.Value), "The table of contents puts “%s” on page %d, after a heading on page %d.", e.Title.Value, e.Page, last)
		}
		last = max(last, e.Page)
	}
}

func (r *review) definitionOrder() {
	last := map[string]string{}
	for _, c := range r.set.Competencies {
		if c.Definition == nil {
			continue
		}
		name := strings.ToLower(c.Name)
		if previous := last[c.Kind]; naming.Slug(name) < naming.Slug(previous) {
			r.record("competencies", c.CompetencyID, "The definition of “%s” comes after one that follows it in the alphabet.", c.Name)
		}
		last[c.Kind] = name
	}
}

func (r *review) gradeWording() {
	for _, d := range r.raw.Documents {
		if d.Series == nil {
			continue
		}
		for _, a := range d.Series.Alternatives {
			switch a.Connective {
			case "", "/", ",", "–", "—", "-", "to", "through", "thru", "and", "or", "&":
			default:
				r.at(d, a.Statement.Span, "series_qualifications", d.Series.Series.Value+"|"+a.Letter, "The grades are printed “%s”; “%s” is probably “through”.", a.Grades, a.Connective)
			}
		}
	}
}

func (r *review) parentheticalWithoutCode() {
	coded := map[string]int{} // by series
	for _, t := range r.set.SeriesTitles {
		if t.ParentheticalCode != nil {
			coded[t.Series]++
		}
	}
	for _, t := range r.set.SeriesTitles {
		if n := coded[t.Series]; n > 0 && t.ParentheticalName != nil && t.ParentheticalCode == nil {
			r.record("series_titles", t.TitleID, "The parenthetical “%s” has no code; %d others of the page have one.", *t.ParentheticalName, n)
		}
	}
}

func (r *review) emptyField() {
	for _, d := range r.raw.Documents {
		if d.Series != nil && d.Series.LastModified.Value == "" && d.Series.LastModified.Line() > 0 {
			r.at(d, d.Series.LastModified.Span, "source_documents", d.Source.ID, "The page prints “Last Modified:” without a date, so its age is not known.")
		}
	}
}

func (r *review) correctionApplied() {
	for _, c := range r.raw.Corrections {
		for _, d := range r.raw.Documents {
			if d.Source.ID == c.Source {
				r.at(d, source.At(c.Line), "source_documents", c.Source, "By a declared correction “%s” is read as “%s”: %s", c.Old, c.New, c.Reason)
			}
		}
	}
}
