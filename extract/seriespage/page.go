// Package seriespage reads an agency's web page about a federal job series in its text form.
//
// In goes the text of the page as copied from a browser, site furniture included; out comes a Document
// whose facts carry their lines, and a class for each line. The parser lives on the page's labels
// ("Job Category:", "Types / Parentheticals", "Duties at …", "Application Process"), on bullets and on
// the order of the parts. The banner, the breadcrumbs, the title line, the heading of the titles, the
// alternatives, and the places may be absent. Furniture is known by its wording and classified, never
// dropped. A phrase that is not understood whole is a problem at its line.
package seriespage

import "github.com/fwci-open-data/fwci/extract/source"

// A Document is what the page says.
type Document struct {
	Path           string
	Name           source.Text // the page's title; empty when it has none
	Category       source.Text
	Series         source.Text // the four-digit code
	Note           source.Text // the sentence after the code; empty if the page has none
	Alternatives   []Alternative
	Titles         []Title
	Overview       source.Text
	DutiesOverview source.Text
	Duties         []source.Text
	Locations      []source.Text
	Application    source.Text
	LastModified   source.Text // as printed; empty when the page leaves it so
	Modified       string      // LastModified as an ISO 8601 date, "2024-07-03"
	Classes        []source.Class
}

// An Alternative is one of the ways to qualify.
type Alternative struct {
	Letter     string      // "A"
	Statement  source.Text // the whole line
	Grades     string      // as printed, "GS-5 though GS-15"
	Low, High  int         // GS grades, from 1 to 15
	Connective string      // the first word or mark between grades, "though"; "/" for GS-5/7
	Needed     bool        // whether education or experience in the field is needed
}

// A Title is a position title with its parenthetical, where it has one.
type Title struct {
	Printed source.Text // the whole title
	Base    string      // without the parenthetical
	Name    string      // the parenthetical's name, "Information Security"
	Code    string      // the parenthetical's code, "INFOSEC"; empty when it has none
}
