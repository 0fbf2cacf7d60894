package transform

import (
	"strconv"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/seriespage"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// allSeries fills the tables of the job-series pages, one for each series. Two pages of one series, and two
// titles with one identifier, are problems that name both.
func (b *builder) allSeries() {
	pages, titles := map[string]extract.Document{}, map[string]string{}
	for _, d := range b.raw.Documents {
		if d.Series == nil {
			continue
		}
		series := d.Series.Series
		if first, twice := pages[series.Value]; twice {
			b.fail(d.Path, series.Line(), "series-page-twice", "the page is about the job series %s, and so is %s:%d; list one page for each series in %s/%s",
				series.Value, first.Path, first.Series.Series.Line(), b.raw.Dir, extract.CatalogFile)
			continue
		}
		pages[series.Value] = d
		b.series(d, titles)
	}
}

// series fills the tables of a job-series page. titles holds the place of each title's identifier.
func (b *builder) series(d extract.Document, titles map[string]string) {
	page := d.Series
	code := page.Series.Value
	for i, t := range page.Titles {
		record := dataset.SeriesTitle{
			Series: code, Title: clean(t.Base), ParentheticalName: dataset.Null(clean(t.Name)), ParentheticalCode: dataset.Null(clean(t.Code)), Role: role(t), Position: i + 1,
		}
		record.TitleID = naming.TitleID(code, identity.Title(record))
		if first := titles[record.TitleID]; first != "" {
			b.fail(d.Path, t.Printed.Line(), "identifier", "the title %s gives the identifier %s, and so does the title at %s", source.Quote(t.Printed.Value), record.TitleID, first)
			continue
		}
		titles[record.TitleID] = d.Path + ":" + strconv.Itoa(t.Printed.Line())
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
	b.pageFacts(d)
}

// pageFacts writes what a page states once, and its places.
func (b *builder) pageFacts(d extract.Document) {
	page := d.Series
	b.fact(d, "page_title", page.Name)
	b.fact(d, "job_category", page.Category)
	b.fact(d, "series_note", page.Note)
	b.fact(d, "series_overview", page.Overview)
	b.fact(d, "duties_overview", page.DutiesOverview)
	for i, place := range page.Locations {
		b.fact(d, "location-"+strconv.Itoa(i+1), place)
	}
	b.fact(d, "application_process", page.Application)
	b.fact(d, "last_modified", source.Text{Value: page.Modified, Span: page.LastModified.Span})
}

// fact writes a fact of the page. A fact that the page leaves out has no row.
func (b *builder) fact(d extract.Document, name string, text source.Text) {
	value := clean(text.Value)
	if value == "" {
		return
	}
	series := d.Series.Series.Value
	b.set.SeriesPageFacts = append(b.set.SeriesPageFacts, dataset.SeriesPageFact{Series: series, Fact: name, Value: value})
	b.trace(d, "series_page_facts", key(series, name), text.Span)
}

var roles = []struct {
	prefix *source.Pattern
	role   string
}{
	{source.NewPattern(`(?i)^supervisory\b`), "supervisory"},
	{source.NewPattern(`(?i)^lead\b`), "lead"},
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
