package seriespage

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// part is where on the page the parser stands; parts follow one another in this order.
type part int

const (
	top         part = iota // banner, breadcrumbs, the page's title
	facts                   // category, series, alternatives
	titles                  // the bullets below "Types / Parentheticals"
	overview                // the paragraph that follows them
	duties                  // "Duties at …": a paragraph, then bullets
	locations               // the bullets of a second list
	application             // "Application Process"
	end                     // behind the date of the last change
)

type parser struct {
	file     *source.File
	classes  *source.Classes
	problems source.Problems
	doc      Document
	part     part
	seen     map[string]int // the line of each heading and label

	overview, duties, application source.Joined // paragraphs that may have several lines
}

var (
	furniture = regexp.MustCompile(`(?i)^(?:Skip to .*|An official website of .*|Official websites use .*|A \.gov website belongs .*|Secure \.gov websites use .*|A lock .*|Here.s how you know.*|Share .*|Return to top.*)$`)
	crumb     = regexp.MustCompile(`^\d+\. (.+)$`)
	label     = regexp.MustCompile(`^(Job Category|Job Series):\s*(.*)$`)
	titlesAt  = regexp.MustCompile(`(?i)^Types\s*/\s*Parentheticals$`)
	dutiesAt  = regexp.MustCompile(`(?i)^Duties(?: at .+)?$`)
	processAt = regexp.MustCompile(`(?i)^Application Process$`)
	bullet    = regexp.MustCompile(`^[•·*▪◦-]\s+(.*)$`)
	modified  = regexp.MustCompile(`(?i)^(?:[•·*▪◦-]\s+)?Last Modified:\s*(.*)$`)
	sentence  = regexp.MustCompile(`^["“]?[\p{L}\p{N}].*[.!?:]["”]?$`)
	listed    = regexp.MustCompile(`(?:[;,:]|\band|\bor)$`) // an item of a list that goes on
)

// Parse reads the page. It returns every problem: a line that no rule claims, an alternative or title
// that cannot be read, a part of the page that is missing.
func Parse(path string, data []byte) (*Document, error) {
	file, err := source.Split(path, data)
	if err != nil {
		return nil, err
	}
	p := &parser{file: file, classes: source.NewClasses(file), doc: Document{Path: path}, seen: map[string]int{}}
	for _, l := range file.Lines {
		if !l.Blank() {
			p.line(l)
		}
	}
	p.problems = append(p.problems, p.classes.Unclaimed()...)
	p.complete()
	p.doc.Classes = p.classes.All()
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return &p.doc, nil
}

func (p *parser) fail(l source.Line, rule, format string, args ...any) {
	p.problems.Add(p.file, l.Number, rule, format, args...)
	p.classes.Claim(source.At(l.Number), source.Data)
}

func (p *parser) claim(l source.Line, class source.Class) {
	p.classes.Claim(source.At(l.Number), class)
}

// line claims a line that is the same wherever it stands, or hands it to the part.
func (p *parser) line(l source.Line) {
	if m := modified.FindStringSubmatch(l.Text); m != nil {
		p.doc.LastModified = source.Text{Value: m[1], Span: source.At(l.Number)}
		p.claim(l, source.Boilerplate)
		if p.part == application {
			p.part = end
		}
		return
	}
	if next, ok := heading(l.Text); ok {
		p.part = next
		p.claim(l, source.Heading)
		p.once(l, strings.ToLower(l.Text))
		return
	}
	if m := label.FindStringSubmatch(l.Text); m != nil {
		p.part = facts
		p.once(l, m[1])
		p.fact(l, m[1], m[2])
		return
	}
	switch p.part {
	case top:
		p.topLine(l)
	case facts:
		p.alternative(l)
	case titles, overview:
		p.titleLine(l)
	case duties, locations:
		p.dutyLine(l)
	case application, end:
		p.applicationLine(l)
	}
}

// once reports a heading or label that the page has had before.
func (p *parser) once(l source.Line, what string) {
	if line, twice := p.seen[what]; twice {
		p.fail(l, "series-page-twice", "%s stands here and at line %d; expected it once", source.Quote(l.Text), line)
	}
	p.seen[what] = l.Number
}

func heading(text string) (part, bool) {
	switch {
	case titlesAt.MatchString(text):
		return titles, true
	case dutiesAt.MatchString(text):
		return duties, true
	case processAt.MatchString(text):
		return application, true
	}
	return 0, false
}

// topLine reads the banner, the breadcrumbs and the title. The last breadcrumb is the page's title.
func (p *parser) topLine(l source.Line) {
	switch m := crumb.FindStringSubmatch(l.Text); {
	case furniture.MatchString(l.Text):
		p.claim(l, source.Boilerplate)
	case m != nil:
		p.doc.Name = source.Text{Value: m[1], Span: source.At(l.Number)}
		p.claim(l, source.Boilerplate)
	case p.doc.Name.Value != "" && strings.EqualFold(l.Text, p.doc.Name.Value):
		p.doc.Name = source.Text{Value: l.Text, Span: source.At(l.Number)}
		p.claim(l, source.Heading)
	}
}

func (p *parser) fact(l source.Line, name, value string) {
	text := source.Text{Value: strings.TrimSpace(value), Span: source.At(l.Number)}
	if name == "Job Series" {
		if !seriesCode.MatchString(text.Value) {
			p.fail(l, "series-code", "the job series is %s; expected four digits", source.Quote(text.Value))
		}
		p.doc.Series = text
	} else {
		p.doc.Category = text
	}
	p.claim(l, source.Data)
}

func (p *parser) titleLine(l source.Line) {
	m := bullet.FindStringSubmatch(l.Text)
	switch {
	case m != nil && p.part == titles:
		p.doc.Titles = append(p.doc.Titles, p.title(l, strings.TrimSpace(m[1])))
		p.claim(l, source.Data)
	case m == nil && sentence.MatchString(l.Text):
		p.part = overview
		p.doc.Overview = p.overview.Add(l)
		p.claim(l, source.Data)
	}
}

// dutyLine reads the paragraph and the bullets of duties. A bullet behind one that closed its list opens
// the list of locations, which the page leaves without a heading.
func (p *parser) dutyLine(l source.Line) {
	m := bullet.FindStringSubmatch(l.Text)
	switch n := len(p.doc.Duties); {
	case m == nil && n == 0 && sentence.MatchString(l.Text):
		p.doc.DutiesOverview = p.duties.Add(l)
	case m == nil:
		return
	case n == 0, p.part == duties && (listed.MatchString(p.doc.Duties[n-1].Value) || p.doc.Duties[n-1].Line() == l.Number-1):
		p.doc.Duties = append(p.doc.Duties, source.Text{Value: m[1], Span: source.At(l.Number)})
	default:
		p.part = locations
		p.doc.Locations = append(p.doc.Locations, source.Text{Value: m[1], Span: source.At(l.Number)})
	}
	p.claim(l, source.Data)
}

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
	missing(p.doc.Name.Value == "", "the page's title, which its last breadcrumb names")
	missing(p.doc.Category.Value == "", `a line "Job Category: …"`)
	missing(p.doc.Series.Value == "", `a line "Job Series: …"`)
	missing(len(p.doc.Alternatives) == 0, `a line "(Alternative A …) – grades; … is needed."`)
	missing(len(p.doc.Titles) == 0, `bullets of titles below "Types / Parentheticals"`)
	missing(p.doc.Overview.Value == "", "a paragraph about the series behind the titles")
	missing(len(p.doc.Duties) == 0, `bullets of duties below "Duties at …"`)
}

var (
	seriesCode = regexp.MustCompile(`^\d{4}$`)
	alternate  = regexp.MustCompile(`^\(Alternative ([A-Z])\b[^)]*\)\s*[–—-]\s*([^;]+);\s*(.+)$`)
	grades     = regexp.MustCompile(`(?i)^GS-(\d{1,2})\s*(/|–|-|[a-z]+)\s*(?:GS-)?(\d{1,2})\b`)
	oneGrade   = regexp.MustCompile(`(?i)^GS-(\d{1,2})\b`)
	needed     = regexp.MustCompile(`(?i)\bis (not )?(?:needed|required)\b`)
)

// alternative reads "(Alternative A …) – GS-5 though GS-15; IT-related education or experience is needed."
func (p *parser) alternative(l source.Line) {
	m := alternate.FindStringSubmatch(l.Text)
	if m == nil {
		return
	}
	a := Alternative{Letter: m[1], Grades: strings.TrimSpace(m[2]), Statement: source.Text{Value: l.Text, Span: source.At(l.Number)}}
	need := needed.FindStringSubmatch(m[3])
	if g := grades.FindStringSubmatch(a.Grades); g != nil {
		a.Low, _ = strconv.Atoi(g[1]) // one or two digits
		a.High, _ = strconv.Atoi(g[3])
		a.Connective = strings.ToLower(g[2])
	} else if g := oneGrade.FindStringSubmatch(a.Grades); g != nil {
		a.Low, _ = strconv.Atoi(g[1])
		a.High = a.Low
	}
	switch {
	case a.Low < 1 || a.High > 15 || a.Low > a.High:
		p.fail(l, "series-grades", "the grades %s; expected GS-n through GS-m, from 1 to 15", source.Quote(a.Grades))
	case need == nil:
		p.fail(l, "series-alternative", "%s does not say whether education or experience is needed", source.Quote(m[3]))
	default:
		a.Needed = need[1] == ""
		p.doc.Alternatives = append(p.doc.Alternatives, a)
		p.claim(l, source.Data)
	}
}

var parenthetical = regexp.MustCompile(`^(.+?)\s*\(([^()]+)/([A-Z0-9]+)\)$`)

func (p *parser) title(l source.Line, printed string) Title {
	t := Title{Printed: source.Text{Value: printed, Span: source.At(l.Number)}, Base: printed}
	if m := parenthetical.FindStringSubmatch(printed); m != nil {
		t.Base, t.Name, t.Code = m[1], strings.TrimSpace(m[2]), m[3]
	} else if strings.ContainsAny(printed, "()") {
		p.fail(l, "series-title", "the title %s; expected \"Title (Name/CODE)\" or a title without parentheses", source.Quote(printed))
	}
	return t
}
