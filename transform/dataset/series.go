package dataset

import (
	"regexp"
	"slices"
)

// handbookKind is the kind of source that describes a series' competencies and profiles.
const handbookKind = "fwci-handbook"

var seriesNumber = regexp.MustCompile(`\b[0-9]{4}\b`)

// Covers reports whether a handbook of this release is about a job series, so that its specialist titles
// need a mapping to a profile. A handbook is about the series that its title names ("Handbook for
// Information Technology Management, 2210"); one whose title names none is about every series.
func (d *Dataset) Covers(series string) bool {
	for _, s := range d.SourceDocuments {
		if s.Kind != handbookKind {
			continue
		}
		named := seriesNumber.FindAllString(s.Title, -1)
		if len(named) == 0 {
			return true
		}
		for _, number := range named {
			if number == series {
				return true
			}
		}
	}
	return false
}

// Concerns reports whether a document with this title concerns a job series: unless its title names other series of this
// release, and not this one, it does.
func (d *Dataset) Concerns(title, series string) bool {
	other := false
	for _, number := range seriesNumber.FindAllString(title, -1) {
		if number == series {
			return true
		}
		other = other || d.namesSeries(number)
	}
	return !other
}

// namesSeries reports whether a number is that of a series of this release: of a position title, or in the title of a handbook.
func (d *Dataset) namesSeries(number string) bool {
	return slices.ContainsFunc(d.SeriesTitles, func(t SeriesTitle) bool { return t.Series == number }) ||
		slices.ContainsFunc(d.SourceDocuments, func(s SourceDocument) bool {
			return s.Kind == handbookKind && slices.Contains(seriesNumber.FindAllString(s.Title, -1), number)
		})
}
