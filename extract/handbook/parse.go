package handbook

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
	cluster  string // of the cluster heading last seen among the profiles
	clusters map[string]bool
	grows    *growing // the text that was carried on last
}

// A segment is the body of a section: its heading and the lines up to the next one.
type segment struct {
	title    source.Text
	rule     headingRule
	subject  string
	contents int
	lines    []source.Line
}

// Parse reads the handbook's text. It returns every problem found, not only the first: a line that no
// rule claims, a heading that the table of contents promises and the body lacks, a table row or cell that
// does not fit its header, a sentence that does not end.
func Parse(path string, data []byte) (*Document, error) {
	file, err := source.Split(path, data)
	if err != nil {
		return nil, err
	}
	p := &parser{file: file, classes: source.NewClasses(file), doc: Document{Path: path}, clusters: map[string]bool{}}
	front := p.front()
	p.pageNumbers(front)
	for _, s := range p.segments(p.contents(front)) {
		p.section(s)
	}
	p.residue(front)
	p.problems = append(p.problems, p.classes.Unclaimed()...)
	p.complete()
	p.doc.Classes = p.classes.All()
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return &p.doc, nil
}

func (p *parser) fail(line int, rule, format string, args ...any) {
	p.problems.Add(p.file, line, rule, format, args...)
	p.classes.Claim(source.At(line), source.Data) // reported here, not again as unclaimed
}

// front reads the title page and returns the index of the line after the heading of the contents.
func (p *parser) front() int {
	for i, l := range p.file.Lines {
		switch {
		case l.Blank():
		case key(l.Text) == "tableofcontents":
			p.classes.Claim(source.At(l.Number), source.TOC)
			return i + 1
		case p.doc.Title.Value == "":
			p.doc.Title = source.Text{Value: l.Text, Span: source.At(l.Number)}
			p.classes.Claim(source.At(l.Number), source.Heading)
		}
	}
	p.fail(1, "handbook-contents", "expected a line \"Table of Contents\"; the document has none")
	return len(p.file.Lines)
}

// entryPattern is a title, leaders or white space, and a page number.
var entryPattern = source.NewPattern(`^(.*[^.\s…])[.\s…]*[.\s…](\d{1,4})$`)

// contents reads the table of contents from line index i and returns the index at which the body begins.
func (p *parser) contents(i int) int {
	for ; i < len(p.file.Lines); i++ {
		l := p.file.Lines[i]
		if l.Blank() {
			continue
		}
		m := entryPattern.FindStringSubmatch(l.Text)
		if m == nil {
			break
		}
		page, _ := strconv.Atoi(m[2]) // one to four digits
		p.doc.Contents = append(p.doc.Contents, Entry{Title: source.Text{Value: m[1], Span: source.At(l.Number)}, Page: page})
		p.classes.Claim(source.At(l.Number), source.TOC)
	}
	return i
}

// segments cuts the body at its headings.
func (p *parser) segments(body int) []segment {
	promised := map[string]int{}
	for i, e := range p.doc.Contents {
		if first, twice := promised[key(e.Title.Value)]; twice {
			p.problems.Add(p.file, e.Title.Line(), "handbook-contents", "the table of contents names %s a second time; the first is at line %d", source.Quote(e.Title.Value), p.doc.Contents[first].Title.Line())
			continue
		}
		promised[key(e.Title.Value)] = i
	}
	var segments []segment
	first := map[string]int{} // the line of each heading
	for i := body; i < len(p.file.Lines); i++ {
		l := p.file.Lines[i]
		if entry, ok := p.heading(l, promised); ok {
			if line, twice := first[key(l.Text)]; twice {
				p.problems.Add(p.file, l.Number, "handbook-heading", "the heading %s is here and at line %d; expected it once", source.Quote(l.Text), line)
			}
			first[key(l.Text)] = l.Number
			rule, subject := classify(l.Text)
			segments = append(segments, segment{title: source.Text{Value: l.Text, Span: source.At(l.Number)}, rule: rule, subject: subject, contents: entry})
			p.classes.Claim(source.At(l.Number), source.Heading)
		} else if n := len(segments); n > 0 {
			segments[n-1].lines = p.file.Lines[segments[n-1].title.Line() : i+1]
		}
	}
	for i, e := range p.doc.Contents {
		if at, ok := promised[key(e.Title.Value)]; ok && at == i {
			p.problems.Add(p.file, e.Title.Line(), "handbook-heading", "the body has no heading %s, which the table of contents names", source.Quote(e.Title.Value))
		}
	}
	return segments
}

// heading reports whether a line is a heading, and which entry of the contents names it (-1: none). An
// entry serves once; it is taken out of promised.
func (p *parser) heading(l source.Line, promised map[string]int) (int, bool) {
	if l.Blank() || strings.Contains(l.Text, "\t") {
		return 0, false
	}
	if entry, ok := promised[key(l.Text)]; ok {
		delete(promised, key(l.Text))
		return entry, true
	}
	if len(l.Text) >= 120 || ends(l.Text) {
		return -1, false
	}
	rule, _ := classify(l.Text)
	return -1, rule.alone && !p.cutOff(l)
}

// cutOff reports whether the next line that is not blank carries a line on in lower case: the line is the
// first part of a sentence that a page break cuts, whatever its wording.
func (p *parser) cutOff(l source.Line) bool {
	below, ok := (&cursor{lines: p.file.Lines, at: l.Number}).next()
	return ok && startsLower(below.Text) && !strings.Contains(below.Text, "\t")
}

func (p *parser) section(s segment) {
	section := Section{Title: s.title, Level: s.rule.level, Contents: s.contents, Extent: s.title.Span}
	if s.contents >= 0 {
		section.Page = p.doc.Contents[s.contents].Page
	}
	for _, l := range s.lines {
		if !l.Blank() {
			section.Extent.End = l.Number
		}
	}
	// The handbook prints one heading of a cluster's profiles in the singular (line 1007), as if it were a
	// specialty's.
	if s.rule.kind == specialtyProfile && p.clusters[strings.ToLower(s.subject)] {
		s.rule.kind, section.Level = clusterProfiles, section.Level-1
	}
	p.doc.Sections = append(p.doc.Sections, section)
	at := len(p.doc.Sections) - 1
	c := &cursor{lines: s.lines}
	var prose []source.Text
	switch s.rule.kind {
	case clusterModel:
		p.clusterModel(c, at)
		return // it opens sections of its own, with their prose
	case competencyList, generalBands:
		prose = p.lists(c, s)
	case technicalBands:
		prose = p.bandTable(c, s)
	case generalRankings, technicalRankings:
		prose = p.rankings(c, s)
	case seriesProfile, specialtyProfile, clusterProfiles:
		prose = p.profile(c, s)
	case generalDefinitions, technicalDefinitions:
		prose = p.definitions(c, s, at)
	default:
		prose = p.prose(c, nil)
	}
	p.doc.Sections[at].Prose = append(p.doc.Sections[at].Prose, prose...)
}

// complete reports the parts without which the document is not a framework handbook.
func (p *parser) complete() {
	missing := func(absent bool, what string) {
		if absent {
			p.problems = append(p.problems, source.Problem{Path: p.file.Path, Rule: "handbook-incomplete", Message: "expected " + what + "; found none"})
		}
	}
	missing(len(p.doc.Contents) == 0, "entries of a table of contents (title, leaders, page)")
	missing(len(p.doc.Clusters) == 0, `clusters of work (a heading, then a paragraph "<heading>: …") under "… Clusters of Work Model"`)
	missing(len(p.doc.Listed) == 0, "a Competency List")
	missing(len(p.doc.GeneralBands.Rows) == 0, "general competencies by band")
	missing(len(p.doc.TechnicalBands) == 0, "technical competencies by cluster and band")
	missing(len(p.doc.Rankings) == 0, "importance rankings")
	missing(len(p.doc.Profiles) == 0, "occupational profiles")
	missing(len(p.doc.Definitions) == 0, "definitions of competencies")
}
