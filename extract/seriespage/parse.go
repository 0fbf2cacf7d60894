package seriespage

import (
	"cmp"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// part is where on the page the parser is; parts follow one another in this order.
type part int

const (
	top         part = iota // banner, breadcrumbs, the page's title
	facts                   // category, series, alternatives
	titles                  // the bullets below "Types / Parentheticals", or directly below the facts
	overview                // the paragraph that follows them
	duties                  // "Duties at …": a paragraph, then bullets
	locations               // the bullets of a second list
	application             // "Application Process"
	end                     // after the date of the last change
)

type parser struct {
	file     *source.File
	classes  *source.Classes
	problems source.Problems
	doc      Document
	part     part
	seen     map[string]int   // the line of each heading and label
	crumb    source.Text      // the last breadcrumb
	pending  []source.Line    // lines of the top that are not furniture: the title may be among them
	titled   map[string]Title // the first title by its words, by its parenthetical's name and by its code

	overview, duties, application source.Joined // paragraphs that may have several lines
}

var (
	label     = source.NewPattern(`^(Job Category|Job Series):\s*(.*)$`)
	titlesAt  = source.NewPattern(`(?i)^(?:Types\s*/\s*Parentheticals|Types|Parentheticals):?$`)
	dutiesAt  = source.NewPattern(`(?i)^Duties(?: at .+)?$`)
	placesAt  = source.NewPattern(`(?i)^(?:(?:Duty|Work|Job) )?Locations?:?$`)
	processAt = source.NewPattern(`(?i)^Application Process$`)
	bullet    = source.NewPattern(`^[•·*▪◦●○■‣–-]\s+(.*)$`)
	sentence  = source.NewPattern(`^["“]?[\p{L}\p{N}].*[.!?:]["”]?$`)
)

// paragraphWords is how many words a line without a period has at least to pass for a paragraph.
const paragraphWords = 6

// Parse reads the page. It returns every problem: a line that no rule claims, a heading or label that
// appears twice or out of order, an alternative, title or date that is not understood whole, a list of
// places where the duties belong, a part of the page that is missing.
func Parse(path string, data []byte) (*Document, error) {
	file, err := source.Split(path, data)
	if err != nil {
		return nil, err
	}
	p := &parser{file: file, classes: source.NewClasses(file), doc: Document{Path: path}, seen: map[string]int{}, titled: map[string]Title{}}
	for _, l := range file.Lines {
		if !l.Blank() {
			p.line(l)
		}
	}
	p.titleOfPage()
	p.agree()
	p.residue()
	p.problems = append(p.problems, p.classes.Unclaimed()...)
	p.complete()
	p.doc.Classes = p.classes.All()
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return &p.doc, nil
}

// residue reports markup of a web page in what is published.
func (p *parser) residue() {
	for _, l := range p.file.Lines {
		if found := cmp.Or(source.Entity(l.Text), source.Markup(l.Text)); found != "" && p.classes.All()[l.Number-1] == source.Data {
			p.fail(l, "series-markup", "the text has %s, markup of a web page: %s; expected plain text", source.Quote(found), source.Quote(l.Text))
		}
	}
}

func (p *parser) fail(l source.Line, rule, format string, args ...any) {
	p.problems.Add(p.file, l.Number, rule, format, args...)
	p.classes.Claim(source.At(l.Number), source.Data)
}

func (p *parser) claim(l source.Line, class source.Class) {
	p.classes.Claim(source.At(l.Number), class)
}

// line claims a line that is the same wherever it is, or hands it to the part.
func (p *parser) line(l source.Line) {
	if m := modified.FindStringSubmatch(l.Text); m != nil {
		p.lastModified(l, strings.TrimSpace(m[1]))
		return
	}
	if next, ok := heading(l.Text); ok {
		p.claim(l, source.Heading)
		p.enter(l, next, headings[next])
		return
	}
	if m := label.FindStringSubmatch(l.Text); m != nil {
		p.fact(l, m[1], strings.TrimSpace(m[2]))
		return
	}
	switch p.part {
	case top:
		p.topLine(l)
	case facts:
		p.factLine(l)
	case titles, overview:
		p.titleLine(l)
	case duties, locations:
		p.dutyLine(l)
	case application, end:
		p.applicationLine(l)
	}
}

// enter goes on to the part that a heading opens. A heading or label that the page has had before, and one
// that belongs above what was read already, is a problem.
func (p *parser) enter(l source.Line, next part, what string) {
	if line, twice := p.seen[what]; twice {
		p.fail(l, "series-page-twice", "%s appears here and at line %d; expected it once", source.Quote(l.Text), line)
	} else if next < p.part || next == p.part && next > facts {
		p.fail(l, "series-page-order", "%s is out of place; expected Job Category and Job Series, the titles, a paragraph, the duties, the places, the application process, in this order", source.Quote(l.Text))
	}
	p.seen[what] = l.Number
	p.part = next
}

// headings are the keys of what seen keeps of the headings.
var headings = map[part]string{titles: "titles", duties: "duties", locations: "places", application: "application"}

func heading(text string) (part, bool) {
	switch {
	case titlesAt.MatchString(text):
		return titles, true
	case dutiesAt.MatchString(text):
		return duties, true
	case placesAt.MatchString(text):
		return locations, true
	case processAt.MatchString(text):
		return application, true
	}
	return 0, false
}

// titleLine reads the bullets of titles and the paragraphs about the series after them.
func (p *parser) titleLine(l source.Line) {
	m := bullet.FindStringSubmatch(l.Text)
	switch {
	case m != nil && p.part == titles:
		p.doc.Titles = append(p.doc.Titles, p.title(l, strings.TrimSpace(m[1])))
		p.claim(l, source.Data)
	case m == nil && paragraph(l.Text):
		p.part = overview
		p.doc.Overview = p.overview.Add(l)
		p.claim(l, source.Data)
	}
}

// paragraph reports whether a line is a sentence, or long enough to be one that lacks its period.
func paragraph(text string) bool {
	return !item.MatchString(text) && (sentence.MatchString(text) || startsWord.MatchString(text) && len(strings.Fields(text)) >= paragraphWords)
}

// item is a line that begins or ends as an item of a list does whose bullets are of another kind: "1.", "o".
var item = source.NewPattern(`(?i)^(?:\(?(?:\d{1,2}|[b-hj-z])[.)]|o)\s|;(?: (?:and|or))?$`)

var startsWord = source.NewPattern(`^["“]?[\p{L}\p{N}]`)

func (p *parser) applicationLine(l source.Line) {
	switch {
	case furniture.MatchString(l.Text):
		p.claim(l, source.Boilerplate)
	case p.part == application && sentence.MatchString(l.Text):
		p.doc.Application = p.application.Add(l)
		p.claim(l, source.Data)
	}
}

func (p *parser) complete() {
	missing := func(absent bool, what string) {
		if absent {
			p.problems = append(p.problems, source.Problem{Path: p.file.Path, Rule: "series-page-incomplete", Message: "expected " + what + "; found none"})
		}
	}
	missing(p.doc.Category.Value == "", `a line "Job Category: …"`)
	missing(p.doc.Series.Value == "", `a line "Job Series: …"`)
	missing(len(p.doc.Titles) == 0, `bullets of titles below "Types / Parentheticals" or "Job Series: …"`)
	missing(p.doc.Overview.Value == "", "a paragraph about the series after the titles")
	missing(len(p.doc.Duties) == 0, `bullets of duties below "Duties at …"`)
}
