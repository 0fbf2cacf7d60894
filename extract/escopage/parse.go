package escopage

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

type parser struct {
	file     *source.File
	classes  *source.Classes
	problems source.Problems
	doc      Document
	lines    []line // those that hold something
	closers  []int  // the lines "ESCO source", by index in lines
	ends     []int  // where a bucket may end: the headings directly after a closer, and the end of the page
	group    Relation
	at       int // index in doc.Counts of the open group's count, -1 before the first
	headings int // how many headings after a bucket may end it
}

var (
	furniture  = source.NewPattern(`(?i)^(?:Skip to content|ESCO occupation)$`)
	backLink   = source.NewPattern(`(?i)^Back to ESCO occupations$`)
	codeLine   = source.NewPattern(`^(\d{4}(?:\.\d+)*) ISCO (\d{1,4}) ESCO source$`)
	countLabel = source.NewPattern(`^(?:Competences|Groups|Essential|Optional)$`)
	number     = source.NewPattern(`^\d{1,6}$`)
	competence = source.NewPattern(`(?i)^Competences and skills$`)
	relations  = source.NewPattern(`^(\d{1,6}) ESCO relations?$`)
	groupHead  = source.NewPattern(`^(Essential|Optional) (knowledge|skills and competences) (\d{1,6}) competences?$`)
	bucketHead = source.NewPattern(`(?i)^(?:Occupation[- ]specific|Sector[- ]specific|Cross[- ]sector|Transversal)$`)
	bucketSize = source.NewPattern(`^(\d{1,6}) competences?$`)
	noConcept  = source.NewPattern(`(?i)^No competences in this bucket\.$`)
	closing    = source.NewPattern(`^ESCO source$`)
	// field is a field of a concept on ESCO's own pages: its status, with or without the value, its URI alone, the
	// name of another with its value, or the name alone as a heading. No description of ESCO v1.1.1 has such a line.
	field = source.NewPattern(`(?i)^(?:(?:concept )?status\s*(?:[:–-]\s*\w*)?|(?:(?:concept )?status )?(?:released|proposed|deprecated|obsolete)|` +
		`(?:(?:concept )?(?:URI|type|code)|ISCO group|(?:last )?modified|(?:preferred|alternative|hidden) labels?|scope note|skill type|(?:skill )?reus(?:e|ability) level)\s*:.*|` +
		`(?:concept (?:URI|type)|(?:preferred|alternative|hidden) labels?|scope notes?|skill type|(?:skill )?reus(?:e|ability) level)|` +
		`<?https?://data\.europa\.eu/esco/\S+)$`)
)

// Layout says which pages are read and where they come from.
const layout = "the text of an occupation page of the AutoPed service (https://autoped.services.aiod.ieat.ro/esco/occupations), as in raw/esco; " +
	"pages of ESCO's official portal and other layouts are not read: copy the occupation's page of that service, or use an official download with --esco"

// Parse reads the page. It returns every problem: another layout, a line out of place, a concept that is
// not closed, counts that agree that a relation is lost, text that cannot be distinguished from the frame, tags that
// are not ESCO's. Where a text holds words of the frame, the counts of the page decide. A single count that
// the others contradict is no problem here.
func Parse(path string, data []byte) (*Document, error) {
	file, err := source.Split(path, data)
	if err != nil {
		return nil, err
	}
	p := parse(file, 1)
	if len(p.problems) > 0 {
		if q := parse(file, lookAhead); len(q.problems) == 0 && q.allAgree() {
			p = q
		}
	}
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return &p.doc, nil
}

// lookAhead is how many headings after a bucket may belong to the text of its last concept.
const lookAhead = 8

// parse reads a page of which each bucket ends at one of so many headings after it.
func parse(file *source.File, headings int) *parser {
	p := &parser{file: file, classes: source.NewClasses(file), doc: Document{Path: file.Path}, at: -1, headings: headings}
	p.read()
	code, ok := p.code()
	if !ok {
		return p
	}
	p.head(code)
	p.body(p.frame(code))
	if p.at < 0 {
		p.problems = append(p.problems, source.Problem{Path: p.file.Path, Rule: "esco-page-frame",
			Message: `expected a group such as "Essential knowledge 6 competences"; found none`})
	}
	p.shown()
	if len(p.problems) == 0 {
		p.compare()
	}
	p.problems = append(p.problems, p.classes.Unclaimed()...)
	p.doc.Classes = p.classes.All()
	return p
}

func (p *parser) claim(l line, class source.Class) {
	p.classes.Claim(source.At(l.Number), class)
}

func (p *parser) fail(l line, rule, format string, args ...any) {
	p.problems.Add(p.file, l.Number, rule, format, args...)
	p.claim(l, source.Data)
}

// code finds the line with the code, which is above the counts. A text may hold a line that looks like
// it: the one with the most counts below it is the code's.
func (p *parser) code() (int, bool) {
	best, most, other := -1, -1, -1
	for i, l := range p.lines {
		if !codeLine.MatchString(l.frame) {
			continue
		}
		switch n := p.countsBelow(i); {
		case n > most:
			best, most, other = i, n, -1
		case n == most && other < 0:
			other = i
		}
	}
	switch {
	case best < 0:
		p.problems = append(p.problems, source.Problem{Path: p.file.Path, Rule: "esco-page-layout",
			Message: `expected a line such as "2519.3 ISCO 2519 ESCO source"; found none. The layout that is read is ` + layout})
	case other >= 0:
		p.fail(p.lines[other], "esco-page-frame", "%s may be the code or a text: line %d is like it; expected one such line above the counts", source.Quote(p.lines[other].Text), p.lines[best].Number)
	}
	return best, best >= 0 && other < 0
}

// countsBelow returns how many labels with a number are below a line.
func (p *parser) countsBelow(i int) int {
	n := 0
	for i++; i+1 < len(p.lines) && countLabel.MatchString(p.lines[i].frame) && number.MatchString(p.lines[i+1].frame); i += 2 {
		n++
	}
	return n
}

// head reads furniture, title and description, which are above the code.
func (p *parser) head(code int) {
	m := codeLine.FindStringSubmatch(p.lines[code].frame)
	p.doc.Code, p.doc.ISCO = m[1], m[2]
	p.doc.CodeLine = source.Text{Value: p.lines[code].Text, Span: source.At(p.lines[code].Number)}
	p.claim(p.lines[code], source.Data)
	titled := -1
	for i, l := range p.lines[:code] {
		switch {
		case furniture.MatchString(l.frame):
			p.claim(l, source.Boilerplate)
		case backLink.MatchString(l.frame):
			p.claim(l, source.Boilerplate)
			if titled >= 0 {
				p.description(p.lines[i+1 : code])
				return
			}
		case wording.MatchString(l.frame) && i+1 < code && backLink.MatchString(p.lines[i+1].frame):
			titled = i
			p.doc.Title = source.Text{Value: l.Text, Span: source.At(l.Number)}
			p.claim(l, source.Data)
		}
	}
	p.fail(p.lines[code], "esco-page-frame", "no title above the code; expected the occupation's name above \"Back to ESCO occupations\"")
}

func (p *parser) description(lines []line) {
	var description source.Joined
	for _, l := range lines {
		p.claim(l, source.Data)
		p.text(l)
		p.doc.Description = description.Add(l.Line)
	}
}

// text reports a line that is a field of the concept and no part of its description.
func (p *parser) text(l line) {
	if field.MatchString(l.frame) {
		p.fail(l, "esco-page-field", "%s is a field of the concept and not its description; expected the text of the description", source.Quote(l.Text))
	}
}

// frame reads the declared counts below the code and returns the index of the first group.
func (p *parser) frame(code int) int {
	for i := code + 1; i < len(p.lines); i++ {
		l := p.lines[i]
		if groupHead.MatchString(l.frame) {
			return i
		}
		switch m := relations.FindStringSubmatch(l.frame); {
		case countLabel.MatchString(l.frame):
			p.claim(l, source.Boilerplate)
			if i+1 == len(p.lines) || !number.MatchString(p.lines[i+1].frame) {
				p.fail(l, "esco-page-count", "no number below %s", source.Quote(l.Text))
				continue
			}
			i++
			p.count(Scope(strings.ToLower(l.frame)), "", p.lines[i].frame, p.lines[i])
		case competence.MatchString(l.frame):
			p.claim(l, source.Heading)
		case m != nil:
			p.count(Stated, "", m[1], l)
		}
	}
	return len(p.lines)
}

func (p *parser) count(scope Scope, name, digits string, l line) {
	value, _ := strconv.Atoi(digits) // the patterns allow six digits at most
	p.doc.Counts = append(p.doc.Counts, Count{Scope: scope, Name: name, Value: value, Line: l.Number})
	p.claim(l, source.Data)
}
