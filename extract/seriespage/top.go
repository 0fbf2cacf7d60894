package seriespage

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	// furniture knows the banners of U.S. government sites in their long and short form, and links of the
	// page's frame.
	furniture = source.NewPattern(`(?i)^(?:` + strings.Join([]string{
		`.*\bofficial (?:[A-Za-z.]+ )*website (?:of|for)\b.*`, `U\.?S\.? flag`, `United States flag`,
		`Official websites use \.(?:gov|mil)\b.*`, `An? \.(?:gov|mil) website belongs .*`, `(?:The )?\.(?:gov|mil) means it.s official\b.*`,
		`Federal government websites often end in \.(?:gov|mil)\b.*`, `Secure \.(?:gov|mil) websites use HTTPS\b.*`, `The site is secure\b.*`,
		`The https:// ensures .*`, `Before sharing sensitive information, .*`, `A lock\b.*\bhttps://.*`, `Here(?:.s| is) how you know.*`,
		`Share sensitive information only .*`, `Share (?:this|on) .*`, `Skip to .*`, `(?:Return|Back) to top.*`,
	}, "|") + `)$`)
	crumb  = source.NewPattern(`^\d+\. (.+)$`)
	crumbs = source.NewPattern(`(?i)^Home\s*[>›»/]\s*(?:[^>›»/]+[>›»/]\s*)*([^>›»/]+)$`) // all in one line
	// number is a series that a category, the title of the page or a position title names.
	number   = source.NewPattern(`\b\d{4}\b`)
	longWord = source.NewPattern(`\pL{4,}`)
)

// titleWords is how many words a page's title may have.
const titleWords = 12

// topLine reads the banner and the breadcrumbs and keeps the rest for titleOfPage.
func (p *parser) topLine(l source.Line) {
	m := crumb.FindStringSubmatch(l.Text)
	if m == nil {
		m = crumbs.FindStringSubmatch(l.Text)
	}
	switch {
	case furniture.MatchString(l.Text):
		p.claim(l, source.Boilerplate)
	case m != nil:
		p.crumb = source.Text{Value: strings.TrimSpace(m[1]), Span: source.At(l.Number)}
		p.claim(l, source.Boilerplate)
	default:
		p.pending = append(p.pending, l)
	}
}

// titleOfPage reads the page's title: the line above the facts, else the last breadcrumb. The two must
// agree where the page has both; without breadcrumbs the words of the title are those of the category and
// the position titles, which tells it from a banner that no rule knows.
func (p *parser) titleOfPage() {
	p.doc.Name = p.crumb
	var last source.Line
	for _, l := range p.pending {
		if p.crumb.Value != "" && l.Number > p.crumb.Line() && strings.EqualFold(l.Text, p.crumb.Value) && p.doc.Name.Span == p.crumb.Span {
			p.doc.Name = source.Text{Value: l.Text, Span: source.At(l.Number)}
			p.claim(l, source.Heading)
		}
		last = l
	}
	switch {
	case last.Number < p.crumb.Line() || p.doc.Name.Span != p.crumb.Span || strings.Contains(last.Text, ":"): // without a title line, or with one that is read
	case p.crumb.Value != "":
		p.fail(last, "series-page-title", "%s contradicts the last breadcrumb, %s at line %d; expected the page's title in the same words", source.Quote(last.Text), source.Quote(p.crumb.Value), p.crumb.Line())
	case p.speaks(last.Text):
		p.doc.Name = source.Text{Value: last.Text, Span: source.At(last.Number)}
		p.claim(last, source.Heading)
	}
}

// speaks reports whether a line is a name whose longer words the category or a position title has.
func (p *parser) speaks(text string) bool {
	if sentence.MatchString(text) || len(strings.Fields(text)) > titleWords {
		return false
	}
	known := map[string]bool{}
	for _, w := range longWord.FindAllString(strings.ToLower(p.doc.Category.Value), -1) {
		known[strings.TrimSuffix(w, "s")] = true
	}
	for _, t := range p.doc.Titles {
		for _, w := range longWord.FindAllString(strings.ToLower(t.Printed.Value), -1) {
			known[strings.TrimSuffix(w, "s")] = true
		}
	}
	words := longWord.FindAllString(strings.ToLower(text), -1)
	for _, w := range words {
		if !known[strings.TrimSuffix(w, "s")] {
			return false
		}
	}
	return len(words) > 0
}

// agree compares the series that the category, the title and the position titles name with that of the page. A
// parenthetical's name may hold any number.
func (p *parser) agree() {
	texts := []source.Text{p.doc.Name, p.doc.Category}
	for _, t := range p.doc.Titles {
		texts = append(texts, source.Text{Value: strings.TrimSpace(t.Base + " " + t.Code), Span: t.Printed.Span})
	}
	for _, text := range texts {
		for _, code := range number.FindAllString(text.Value, -1) {
			if p.doc.Series.Value != "" && code != p.doc.Series.Value {
				p.fail(p.file.Lines[text.Line()-1], "series-code", "%s names the series %s; the job series is %s at line %d", source.Quote(text.Value), code, p.doc.Series.Value, p.doc.Series.Line())
			}
		}
	}
}

var (
	// seriesLine is a code, the text of a link in parentheses, and a sentence.
	seriesLine = source.NewPattern(`^(\d{4})(?:\s*\(([^()]*)\))?(?:\s*[:.;–—-]\s*(.*\S))?\s*$`)
	// linkText is what the page prints for the link to OPM's standards; it says nothing of the series.
	linkText = source.NewPattern(`(?i)^(?:OPM )?(?:Classifications?|Qualifications?)(?: (?:&|and) (?:Classifications?|Qualifications?))?(?: Standards?)?$`)
	// qualifies begins what belongs to an alternative and not after the code.
	qualifies = source.NewPattern(`(?i)^\(?(?:Alternative\b|GS[- ]?\d)`)
)

func (p *parser) fact(l source.Line, name, value string) {
	p.claim(l, source.Data)
	text := source.Text{Value: value, Span: source.At(l.Number)}
	switch first, twice := p.seen[name]; {
	case twice:
		p.fail(l, "series-page-twice", "%s appears here and at line %d; expected it once", source.Quote(l.Text), first)
	case p.part > facts:
		p.fail(l, "series-page-order", "%s is out of place; expected it above the titles", source.Quote(l.Text))
	default:
		p.enter(l, facts, name)
		if name == "Job Series" {
			p.series(l, text)
		} else {
			p.doc.Category = text
		}
	}
}

// series reads "2210", "0560 (OPM Classification & Qualifications)" or "0904: There are no …".
func (p *parser) series(l source.Line, text source.Text) {
	m := seriesLine.FindStringSubmatch(text.Value)
	p.doc.Series = text
	if m == nil || qualifies.MatchString(m[2]) || qualifies.MatchString(m[3]) {
		p.fail(l, "series-code", "the job series is %s; expected four digits, with a text in parentheses or a sentence after them at most", source.Quote(text.Value))
		return
	}
	p.doc.Series = source.Text{Value: m[1], Span: text.Span}
	var note []string
	if m[2] = strings.TrimSpace(m[2]); m[2] != "" && !linkText.MatchString(m[2]) {
		note = append(note, m[2])
	}
	if m[3] != "" {
		note = append(note, m[3])
	}
	if len(note) > 0 {
		p.doc.Note = source.Text{Value: strings.Join(note, ": "), Span: text.Span}
	}
}

// factLine reads an alternative, or the first title of a page without the heading of the titles.
func (p *parser) factLine(l source.Line) {
	switch {
	case strings.HasPrefix(l.Text, "(Alternative"):
		p.alternative(l)
	case bullet.MatchString(l.Text):
		p.part = titles
		p.titleLine(l)
	}
}
