package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// definitionMark cuts an entry into name and definition at the first " - " or ": ".
var definitionMark = source.NewPattern(`^([\p{Lu}\d][^.;!?]*?)(?:\s+[-–—]\s+|:\s+)(\S.*)$`)

// nameWords is how many words the name of a competency may have. The longest of the 2025 edition has
// eight.
const nameWords = 14

// issuer opens the imprint: the office that publishes the handbook.
var issuer = source.NewPattern(`(?i)^(?:U\.?\s?S\.?|United States) Office of Personnel Management$`)

// imprintLine is what an imprint holds: names of units, a postal address, a link, a telephone number.
var imprintLine = source.NewPattern(`^(?:[\p{Lu}][\p{L}&,. ]*|\d+ .*\b\d{5}(?:-\d{4})?|\[[^\]]+\]\(https?://[^)\s]+\)|(?:https?://)?(?:www\.)?[\w.-]+\.gov|[A-Z0-9-]+(?: \d+)+)$`)

// definitions reads a closing list: entries "Name - definition" or "Name: definition", each with a note
// where one follows. An entry that a page break cut goes on after the blank line. The imprint may be
// at the end.
func (p *parser) definitions(c *cursor, s segment, at int) []source.Text {
	kind := General
	if s.rule.kind == technicalDefinitions {
		kind = Technical
	}
	first := len(p.doc.Definitions)
	var prose []source.Text
	for {
		l, ok := c.next()
		if !ok {
			return prose
		}
		if issuer.MatchString(l.Text) {
			p.imprint(c, at)
			return prose
		}
		var last *Definition
		if len(p.doc.Definitions) > first {
			last = &p.doc.Definitions[len(p.doc.Definitions)-1]
		}
		p.definitionLine(c, l, kind, last, &prose)
	}
}

func (p *parser) definitionLine(c *cursor, l source.Line, kind Kind, last *Definition, prose *[]source.Text) {
	open := openText(last)
	switch name, text, span, ok := entry(c, l, open); {
	case strings.Contains(l.Text, "\t"):
		p.fail(l.Number, "definition", "a table row among definitions: %s; expected \"Name: definition\"", source.Quote(l.Text))
		c.at++
	case last != nil && noteMark.MatchString(l.Text):
		_, last.Note = note(p.paragraph(c, source.Note, stopDefinition))
	case open != nil && (startsLower(l.Text) || (sentenceOpen.MatchString(l.Text) && !ends(open.Value) && p.growing(open).goesOn())):
		p.carryOn(open, l)
		c.at++
	case ok:
		p.doc.Definitions = append(p.doc.Definitions, Definition{
			Kind: kind,
			Name: source.Text{Value: name, Span: span},
			Text: source.Text{Value: text, Span: span},
		})
		p.classes.Claim(span, source.Data)
		c.skipTo(span.End)
	case open != nil && carriesOn(open.Value, l.Text):
		p.carryOn(open, l)
		c.at++
	case last == nil && sentenceOpen.MatchString(l.Text) && ends(l.Text):
		*prose = append(*prose, p.paragraph(c, source.Narrative, stopDefinition))
	default:
		p.fail(l.Number, "definition", "no rule knows this line: %s; expected \"Name: definition\", the rest of the definition above, or \"Note: …\"", source.Quote(l.Text))
		c.at++
	}
}

// openText is the text that a further line would carry on: the last note, else the last definition.
func openText(last *Definition) *source.Text {
	switch {
	case last == nil:
		return nil
	case last.Note.Value != "":
		return &last.Note
	}
	return &last.Text
}

// carriesOn reports whether a line that begins in upper case belongs to the text above: the end of an
// unfinished one, or a further sentence.
func carriesOn(open, line string) bool {
	unfinished, words := !ends(open), len(strings.Fields(line))
	return sentenceOpen.MatchString(line) && (words > 2 && (unfinished || ends(line) || goesOn(line)) || unfinished && ends(line))
}

func (p *parser) carryOn(text *source.Text, l source.Line) {
	class := p.classes.All()[text.Span.Start-1]
	p.growing(text).add(l)
	p.classes.Claim(source.At(l.Number), class)
}

func stopDefinition(l source.Line) bool {
	_, _, ok := splitDefinition(l.Text)
	return ok
}

// entry cuts the line at the cursor into name and definition. A page break may fall into the name or
// directly after it: a line that asks for more is read together with the next, where the text above is
// finished.
func entry(c *cursor, l source.Line, open *source.Text) (name, definition string, span source.Span, ok bool) {
	span = source.At(l.Number)
	if name, definition, ok = splitDefinition(l.Text); ok || (open != nil && !ends(open.Value)) {
		return name, definition, span, ok
	}
	if more, follows := c.peekNext(); follows && !strings.Contains(more.Text, "\t") && (goesOn(l.Text) || strings.HasSuffix(l.Text, ":")) {
		span.End = more.Number
		name, definition, ok = splitDefinition(l.Text + " " + more.Text)
	}
	return name, definition, span, ok
}

func splitDefinition(text string) (name, definition string, ok bool) {
	m := definitionMark.FindStringSubmatch(text)
	if m == nil || noteMark.MatchString(text) || len(strings.Fields(m[1])) > nameWords || strings.Count(m[1], "(") != strings.Count(m[1], ")") {
		return "", "", false
	}
	return m[1], m[2], true
}

// imprint reads the closing lines, from the issuer's name to the end, as a section of their own.
func (p *parser) imprint(c *cursor, at int) {
	l, _ := c.next()
	p.doc.Sections[at].Extent.End = p.lastBefore(l.Number)
	section := Section{Title: source.Text{Value: l.Text, Span: source.At(l.Number)}, Level: 1, Extent: source.At(l.Number), Contents: -1}
	p.classes.Claim(source.At(l.Number), source.Boilerplate)
	for c.at++; ; c.at++ {
		l, ok := c.next()
		if !ok {
			break
		}
		if !imprintLine.MatchString(l.Text) {
			p.fail(l.Number, "imprint", "no rule knows this line: %s; expected a unit, an address or a link of the imprint", source.Quote(l.Text))
			continue
		}
		p.classes.Claim(source.At(l.Number), source.Boilerplate)
		section.Prose = append(section.Prose, source.Text{Value: l.Text, Span: source.At(l.Number)})
		section.Extent.End = l.Number
	}
	p.doc.Sections = append(p.doc.Sections, section)
}
