package site

import (
	"strings"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

type seriesModel struct {
	Series         string
	Publisher      string // of the page that describes it
	Source         link
	Overview       []fact
	Lists          []list
	Qualifications []dataset.SeriesQualification
	Titles         []titleRow
}

// A list is a list of the series' page.
type list struct {
	ID, Title string
	Items     []string
}

// The lists of a series' page, in order.
const (
	dutyList = iota
	placeList
)

// A fact is a single fact of the series' page.
type fact struct{ Name, Value string }

// titleRow is a title with the specialty it stands for.
type titleRow struct {
	Title    link
	Role     string
	Profiles []*mapping
}

// factNames gives people's words for the facts of a series' page.
var factNames = map[string]string{
	"page_title": "Page title", "job_category": "Job category", "series_note": "Note", "series_overview": "Overview", "duties_overview": "Duties",
	"application_process": "How to apply", "last_modified": "Last modified",
}

// seriesPages returns a page for each job series that a page of raw/ describes.
func (b *builder) seriesPages() []page {
	var order []string
	models := map[string]*seriesModel{}
	of := func(series string) *seriesModel {
		if models[series] == nil {
			models[series] = &seriesModel{Series: series, Lists: []list{dutyList: {ID: "duties", Title: "Duties"}, placeList: {ID: "places", Title: "Locations"}}}
			order = append(order, series)
		}
		return models[series]
	}
	for _, r := range b.d.SeriesPageFacts {
		if strings.HasPrefix(r.Fact, "location-") {
			of(r.Series).add(placeList, r.Value)
			continue
		}
		name := factNames[r.Fact]
		if name == "" {
			name = r.Fact
		}
		of(r.Series).Overview = append(of(r.Series).Overview, fact{name, r.Value})
	}
	for _, r := range b.d.SeriesDuties {
		of(r.Series).add(dutyList, r.Statement)
	}
	for _, r := range b.d.SeriesQualifications {
		of(r.Series).Qualifications = append(of(r.Series).Qualifications, r)
	}
	for _, r := range b.d.SeriesTitles {
		b.addTitle(of(r.Series), r)
	}
	var pages []page
	for _, series := range order {
		m := models[series]
		m.Publisher = announcement.Publisher(b.d, series)
		described := ""
		if m.Publisher != "" {
			described = " as described by " + m.Publisher
		}
		pages = append(pages, page{
			Path: "series/" + series + ".html", Kind: "series", Section: "explore", Title: "Job series " + series,
			Description: "Job series " + series + described + ": overview, duties, ways to qualify, and position titles with the specialty of each.",
			Crumbs:      []link{{"../explore/index.html", "Explore"}}, Body: *m,
		})
	}
	return pages
}

func (m *seriesModel) add(to int, item string) {
	m.Lists[to].Items = append(m.Lists[to].Items, item)
}

// addTitle adds a title, and the page that it was read from, to its series.
func (b *builder) addTitle(m *seriesModel, t dataset.SeriesTitle) {
	row := titleRow{Title: b.title(t.TitleID), Role: t.Role, Profiles: b.ofSubject[kindKey{titleKind, t.TitleID}]}
	m.Titles = append(m.Titles, row)
	for _, p := range b.provenance[recordKey{"series_titles", t.TitleID}] {
		m.Source = b.source(p.SourceID)
	}
}

type titleModel struct {
	Title     dataset.SeriesTitle
	IRI       string
	Series    link
	Profiles  []*mapping
	Reviews   reviewed
	Unmatched []dataset.Unmatched
	Further   []furtherMapping
	Findings  []finding
	Passages  []passage
}

func (b *builder) titlePages() []page {
	var pages []page
	for _, t := range b.d.SeriesTitles {
		series := link{"../series/" + t.Series + ".html", "Job series " + t.Series}
		mapped := b.mappingsOf(titleKind, t.TitleID)
		model := titleModel{
			Title: t, IRI: b.iri("series_titles", t.TitleID), Series: series, Profiles: mapped.Rows, Reviews: mapped.Reviews, Unmatched: mapped.Unmatched,
			Further:  b.furtherMappings("series_titles", t.TitleID),
			Findings: b.about("series_titles", t.TitleID), Passages: b.passages("series_titles", t.TitleID, t.Title),
		}
		pages = append(pages, page{
			Path: "title/" + t.TitleID + ".html", Kind: "title", Section: "explore", Title: identity.Title(t),
			Description: "Position title of job series " + t.Series + ": " + identity.Title(t) + ".", Crumbs: []link{{"../explore/index.html", "Explore"}, series}, Body: model,
		})
	}
	return pages
}
