package handbook

import (
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A cursor walks the lines of a section.
type cursor struct {
	lines []source.Line
	at    int
}

// next skips blank lines and returns the line at the cursor.
func (c *cursor) next() (source.Line, bool) {
	for c.at < len(c.lines) && c.lines[c.at].Blank() {
		c.at++
	}
	if c.at == len(c.lines) {
		return source.Line{}, false
	}
	return c.lines[c.at], true
}

// peekNext returns the first line after the cursor's that is not blank.
func (c *cursor) peekNext() (source.Line, bool) {
	ahead := cursor{lines: c.lines, at: c.at + 1}
	return ahead.next()
}

// skipTo moves the cursor to the first line after number.
func (c *cursor) skipTo(number int) {
	for c.at < len(c.lines) && c.lines[c.at].Number <= number {
		c.at++
	}
}

var (
	sentenceOpen = source.NewPattern(`^["'“‘(\[*]*[\p{L}\p{N}]`)
	bulletMark   = source.NewPattern(`^(?:[-–•·*▪◦]\s+)`)
)

// dangling are words that cannot end a sentence: a line that ends in one goes on.
var dangling = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq("and or the a an of to in on at by for from with as that which may is are be into through their its this these") {
		words[word] = true
	}
	return words
}()

func isWordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}

// ends reports whether text ends as a sentence or a list item does.
func ends(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `)"'”’*]`))
	return strings.ContainsRune(".!?:;…", last)
}

// goesOn reports whether text is visibly cut off: it dangles, or a parenthesis is open.
func goesOn(text string) bool {
	return dangles(text) || strings.Count(text, "(") > strings.Count(text, ")")
}

// dangles reports whether text ends in a comma, an opening mark or a word that asks for another.
func dangles(text string) bool {
	if last, size := utf8.DecodeLastRuneInString(text); size > 0 && strings.ContainsRune(",(/-", last) {
		return true
	}
	start := len(text)
	for start > 0 && isWordByte(text[start-1]) {
		start--
	}
	return dangling[text[start:]]
}

// startsLower reports whether text begins in mid-sentence.
func startsLower(text string) bool { return text != "" && text[0] >= 'a' && text[0] <= 'z' }

// headingWords is how many words a line may have and still pass for a heading rather than for a
// sentence that a page break cut off.
const headingWords = 9

// paragraph reads the paragraph at the cursor: its line, and the lines after blank lines that carry its
// sentence on, as a page break leaves them. stop tells lines at which a paragraph cannot go on.
func (p *parser) paragraph(c *cursor, class source.Class, stop func(source.Line) bool) source.Text {
	l, _ := c.next()
	text := source.Text{Value: l.Text, Span: source.At(l.Number)}
	p.classes.Claim(source.At(l.Number), class)
	c.at++
	for g := p.growing(&text); ; c.at++ {
		more, ok := c.next()
		if !ok || !g.continues(more) || (stop != nil && stop(more)) {
			return text
		}
		g.add(more)
		p.classes.Claim(source.At(more.Number), class)
	}
}

// continues reports whether a line carries on an unfinished text.
func (g *growing) continues(l source.Line) bool {
	text := g.text.Value
	if strings.Contains(l.Text, "\t") || noteMark.MatchString(l.Text) || !sentenceOpen.MatchString(l.Text) {
		return false
	}
	if bulletMark.MatchString(l.Text) {
		return false
	}
	bare := noteMark.FindString(text) == text // a page break comes directly after "Note:"
	return bare || startsLower(l.Text) || g.goesOn() || strings.HasSuffix(text, ";") || (!ends(text) && g.words >= headingWords)
}

// prose reads paragraphs, bullets and notes to the end of the section or to a line that stop knows, and
// returns them in order. A line that is neither, or a sentence that does not end, is a problem.
func (p *parser) prose(c *cursor, stop func(source.Line) bool) []source.Text {
	var texts []source.Text
	for {
		l, ok := c.next()
		if !ok || (stop != nil && stop(l)) {
			return texts
		}
		if text, ok := p.block(c, l, stop); ok {
			texts = append(texts, text)
		}
	}
}

// block reads one paragraph, bullet or note.
func (p *parser) block(c *cursor, l source.Line, stop func(source.Line) bool) (source.Text, bool) {
	if noteMark.MatchString(l.Text) {
		return p.paragraph(c, source.Note, stop), true
	}
	if strings.Contains(l.Text, "\t") || !(sentenceOpen.MatchString(l.Text) || bulletMark.MatchString(l.Text)) {
		c.at++
		p.fail(l.Number, "unclaimed-line", "no rule knows this line: %s; expected a paragraph, a bullet, a note or a heading of the table of contents", source.Quote(l.Text))
		return source.Text{}, false
	}
	text := p.paragraph(c, source.Narrative, stop)
	if !ends(text.Value) && !goesOn(text.Value) {
		p.fail(text.Span.End, "unfinished-sentence", "%s is neither a heading that the table of contents names nor a sentence that ends", source.Quote(text.Value))
		return source.Text{}, false
	}
	return text, true
}
