package seriespage

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// The page prints two lists below "Duties at …", the duties and the places, the second without a heading.
// What an item says of itself comes first: a duty is a clause, a place is a name. Where an item says
// nothing, an item directly below another belongs to the same list, and one after a gap opens the list of
// places once the last duty is closed.
var (
	listed = source.NewPattern(`(?:[;,:]|\band|\bor)$`) // an item of a list that goes on
	goesOn = source.NewPattern(`(?:,|\band|\bor)$`)     // one that announces the next
	clause = source.NewPattern(`(?:[.;:,]|\band|\bor)$|^\p{Lu}\p{Ll}+ing\s+(?:\S+\s+)*\p{Ll}`)
	// place knows words for places that no duty begins or ends with, and "City, ST".
	place = source.NewPattern(`(?i:^(?:Various|Nationwide|Worldwide|Multiple|Many|Remote|Throughout|Anywhere)\b(?:.*\b(?:locations?|places|cities|areas?|states|United States|U\.S\.))?\.?$|\b(?:areas?|locations?|nationwide|worldwide)$)|, (?:[A-Z]{2}|D\.C\.|[A-Z]{2} .*)$`)
	// statement is a text that says something of the work, as no name of a place does.
	statement = source.NewPattern(`\b(?:is|are|may|must|will|can|required|available|eligible)\b`)
	// properName is a text whose words, except for short ones, begin with capitals.
	properName = source.NewPattern(`^\p{Lu}[\p{L}.'’-]*,?(?: (?:of|the|de|and|la|del|\p{Lu}[\p{L}.'’-]*,?))*$`)
)

// placeWords is how many words a place has at most.
const placeWords = 8

func isPlace(text string) bool {
	return place.MatchString(text) && len(strings.Fields(text)) <= placeWords
}

func isDuty(text string) bool {
	return clause.MatchString(text) || len(strings.Fields(text)) > placeWords
}

// dutyLine reads the paragraph and the bullets of duties, and the bullets of places.
func (p *parser) dutyLine(l source.Line) {
	m := bullet.FindStringSubmatch(l.Text)
	if m == nil {
		if len(p.doc.Duties)+len(p.doc.Locations) == 0 && p.part == duties && paragraph(l.Text) {
			p.doc.DutiesOverview = p.duties.Add(l)
			p.claim(l, source.Data)
		}
		return
	}
	p.claim(l, source.Data)
	item := source.Text{Value: strings.TrimSpace(m[1]), Span: source.At(l.Number)}
	switch {
	case p.part == locations && statement.MatchString(item.Value):
		p.fail(l, "series-duties", "%s says something of the work and is in the list of places", source.Quote(item.Value))
	case p.part == locations && isDuty(item.Value) && !isPlace(item.Value):
		p.fail(l, "series-duties", "%s reads as a duty and is in the list of places", source.Quote(item.Value))
	case p.part == locations || p.opensPlaces(l, item.Value):
		p.part = locations
		p.doc.Locations = append(p.doc.Locations, item)
	default:
		p.doc.Duties = append(p.doc.Duties, item)
	}
}

// opensPlaces reports whether an item of the duties' part is the first place. An item of which neither
// itself nor the layout says what it is, is a problem.
func (p *parser) opensPlaces(l source.Line, text string) bool {
	n := len(p.doc.Duties)
	switch {
	case isPlace(text):
		if n == 0 {
			p.fail(l, "series-duties", "the page has no duties: %s is a place; expected bullets of duties below \"Duties at …\"", source.Quote(text))
		} else if last := p.doc.Duties[n-1]; goesOn.MatchString(last.Value) {
			p.fail(l, "series-duties", "%s is a place; expected a further duty, as the duty above it, %s, announces one", source.Quote(text), source.Quote(last.Value))
		}
		return true
	case isDuty(text):
		return false
	case n == 0:
		if properName.MatchString(text) {
			p.fail(l, "series-duties", "%s may be a place or a duty; expected a duty that begins with a verb or ends with a period", source.Quote(text))
		}
		return false
	case p.doc.Duties[n-1].Line() == l.Number-1:
		return false
	case listed.MatchString(p.doc.Duties[n-1].Value):
		p.fail(l, "series-duties", "%s may be a place or a duty: the duty above it, %s, is not closed", source.Quote(text), source.Quote(p.doc.Duties[n-1].Value))
	}
	return true
}
