package source

import "strings"

// Joined is a text in the making: lines joined by a space. It grows in one buffer, so that a text of many
// lines is not copied at each. It must not be copied once it has a line.
type Joined struct {
	words strings.Builder
	span  Span
}

// Add carries the text on with a line and returns the text so far.
func (j *Joined) Add(l Line) Text {
	if j.words.Len() > 0 {
		j.words.WriteByte(' ')
	}
	j.words.WriteString(l.Text)
	j.span = j.span.Join(At(l.Number))
	return Text{Value: j.words.String(), Span: j.span}
}
