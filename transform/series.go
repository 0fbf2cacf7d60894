package transform

import (
	"regexp"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// series fills the tables of a job-series page.
func (b *builder) series(d extract.Document) {
	page := d.Series
	code := page.Series.Value
	for i, t := range page.Titles {
		record := dataset.SeriesTitle{
			TitleID: naming.Slug(naming.Name(t.Printed.Value)), Series: code, Title: clean(t.Base), ParentheticalName: dataset.Null(clean(t.Name)), ParentheticalCode: dataset.Null(clean(t.Code)),
			Role: role(t), Position: i + 1,
		}
		b.set.SeriesTitles = append(b.set.SeriesTitles, record)
		b.trace(d, "series_titles", record.TitleID, t.Printed.Span)
	}
	for _, a := range page.Alternatives {
		b.set.SeriesQualifications = append(b.set.SeriesQualifications, dataset.SeriesQualification{
			Series: code, Alternative: a.Letter, Grades: clean(a.Grades), GSMin: a.Low, GSMax: a.High, EducationOrExperienceRequired: a.Needed, Statement: clean(a.Statement.Value),
		})
		b.trace(d, "series_qualifications", key(code, a.Letter), a.Statement.Span)
	}
	for i, duty := range page.Duties {
		b.set.SeriesDuties = append(b.set.SeriesDuties, dataset.SeriesDuty{Series: code, Position: i + 1, Statement: clean(duty.Value)})
		b.trace(d, "series_duties", key(code, i+1), duty.Span)
	}
	b.fact(d, code, "job_category", page.Category)
	b.fact(d, code, "series_overview", page.Overview)
	b.fact(d, code, "duties_overview", page.DutiesOverview)
	b.fact(d, code, "locations", page.Locations...)
	b.fact(d, code, "application_process", page.Application)
}

// fact writes a fact of the page; several texts are joined with "|", as lists are. A fact that the page
// leaves out has no row.
func (b *builder) fact(d extract.Document, series, name string, texts ...source.Text) {
	var values []string
	var span source.Span
	for _, t := range texts {
		if t.Value != "" {
			values = append(values, strings.ReplaceAll(clean(t.Value), "|", "/"))
			span = span.Join(t.Span)
		}
	}
	if len(values) == 0 {
		return
	}
	b.set.SeriesPageFacts = append(b.set.SeriesPageFacts, dataset.SeriesPageFact{Series: series, Fact: name, Value: strings.Join(values, "|")})
	b.trace(d, "series_page_facts", key(series, name), span)
}

var roles = []struct {
	prefix *regexp.Regexp
	role   string
}{
	{regexp.MustCompile(`(?i)^supervisory\b`), "supervisory"},
	{regexp.MustCompile(`(?i)^lead\b`), "lead"},
}

// role reads the role off a title's prefix, as OPM's titling practice has it ("Supervisory", "Lead").
func role(t seriespage.Title) string {
	for _, r := range roles {
		if r.prefix.MatchString(t.Base) {
			return r.role
		}
	}
	return "specialist"
}
