package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A growing text is carried on by further lines. What tells whether it is finished is kept next to it: a text
// of many lines would otherwise be read and copied again at each of them.
type growing struct {
	text   *source.Text
	value  string // of the text, when it was looked at last
	joined source.Joined
	open   int // parentheses opened and not closed
	words  int
}

// growing returns the state of a text, which the parser keeps as long as the same text grows.
func (p *parser) growing(text *source.Text) *growing {
	if p.grows == nil || p.grows.text != text || p.grows.value != text.Value {
		p.grows = &growing{text: text}
		p.grows.take(source.Line{Number: text.Span.Start, Text: text.Value})
	}
	return p.grows
}

func (g *growing) take(l source.Line) {
	g.value = g.joined.Add(l).Value
	g.open += strings.Count(l.Text, "(") - strings.Count(l.Text, ")")
	g.words += len(strings.Fields(l.Text))
}

// add carries the text on with a line.
func (g *growing) add(l source.Line) {
	g.take(l)
	g.text.Value = g.value
	g.text.Span.End = l.Number
}

// goesOn reports what the function of that name does, of the whole text.
func (g *growing) goesOn() bool { return dangles(g.text.Value) || g.open > 0 }
