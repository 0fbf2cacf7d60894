package dataset

import "regexp"

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
