package seriespage

import (
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	modified  = source.NewPattern(`(?i)^(?:[•·*▪◦●○■‣–-]\s+)?(?:Page )?Last (?:Modified|Updated)(?:[:\s]\s*(.*)|$)`)
	ordinal   = source.NewPattern(`\b(\d{1,2})(?:st|nd|rd|th)\b`)
	short     = source.NewPattern(`\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)t?\.`)
	september = source.NewPattern(`\bSept\b`)
	hour      = source.NewPattern(`(?i)\s*(?:[-–,]|\bat\b)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?$`)
)

// layouts are the spellings of a date that are read. A date in figures is month, day, year, as on every
// page of the U.S. Government (https://designsystem.digital.gov/components/date-picker/).
var layouts = []string{
	"January 2, 2006", "January 2 2006", "Jan 2, 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006", "2-Jan-2006",
	"Monday, January 2, 2006", "Mon, January 2, 2006", "Monday, Jan 2, 2006", "Mon, Jan 2, 2006", "Mon, 1/2/2006", "1/2/2006", "2006-01-02",
}

// lastModified reads the date of the last change, which closes the page.
func (p *parser) lastModified(l source.Line, printed string) {
	p.claim(l, source.Boilerplate)
	if line, twice := p.seen["last modified"]; twice {
		p.fail(l, "series-page-twice", "%s appears here and at line %d; expected it once", source.Quote(l.Text), line)
	}
	p.seen["last modified"] = l.Number
	p.doc.LastModified = source.Text{Value: printed, Span: source.At(l.Number)}
	if p.part == application {
		p.part = end
	}
	if printed == "" {
		return
	}
	var ok bool
	if p.doc.Modified, ok = isoDate(printed); !ok {
		p.fail(l, "series-date", "the date %s; expected one such as July 3, 2024, or nothing", source.Quote(printed))
		return
	}
	p.claim(l, source.Data)
}

// isoDate turns a printed date into "2024-07-03". A day that its month does not have, a weekday that is not
// the date's, and a year of two digits are not read.
func isoDate(printed string) (string, bool) {
	text := strings.Join(strings.Fields(hour.ReplaceAllString(strings.TrimSuffix(printed, "."), "")), " ")
	text = september.ReplaceAllString(short.ReplaceAllString(ordinal.ReplaceAllString(text, "$1"), "$1"), "Sep")
	for _, layout := range layouts {
		date, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if day, _, ok := strings.Cut(text, ","); ok && strings.HasPrefix(layout, "Mon") && !strings.HasPrefix(strings.ToLower(date.Weekday().String()), strings.ToLower(day)) {
			return "", false
		}
		return date.Format(time.DateOnly), true
	}
	return "", false
}
