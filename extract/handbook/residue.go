package handbook

import (
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
)

// What a text keeps of the file it was taken from: page numbers of a PDF, words that a line's end cut, markup
// of a web page. None of it belongs to a fact.
var (
	// pageNumber is a line of its own: "31", "Page 31 of 60", "31 | Page", "- 31 -", "iv".
	pageNumber = source.NewPattern(`(?i)^(?:page\s*\|?\s*)?\d{1,4}(?:\s+of\s+\d{1,4})?(?:\s*\|\s*p\s*a\s*g\s*e)?$|^[-–—]\s*\d{1,4}\s*[-–—]$`)
	pageStart  = "0123456789pP-–—ivx" // how a page number begins
	romanPage  = source.NewPattern(`^(?:[iv]|[ivx]{2,6})$`)
	cutWord    = source.NewPattern(`\p{L}[-\x{ad}\x{2010}\x{2011}]$`)
	emphasis   = source.NewPattern(`\*\*\pL|__\pL`)
)

// pageNumbers takes the page numbers after the heading of the contents out of the text: the lines are blank
// to the rules, and a sentence or table goes on after them.
func (p *parser) pageNumbers(body int) {
	for i := body; i < len(p.file.Lines); i++ {
		l := &p.file.Lines[i]
		text := strings.Trim(l.Text, " \t")
		if first, _ := utf8.DecodeRuneInString(text); strings.ContainsRune(pageStart, first) && (pageNumber.MatchString(text) || romanPage.MatchString(text)) {
			p.doc.PageNumbers = append(p.doc.PageNumbers, source.Text{Value: text, Span: source.At(l.Number)})
			l.Text = ""
		}
	}
}

// residue reports cut words and markup. Links of the prose and of the imprint are kept as they are.
func (p *parser) residue(body int) {
	for _, n := range p.doc.PageNumbers {
		p.classes.Claim(n.Span, source.Boilerplate)
	}
	for i, l := range p.file.Lines[body:] {
		class := p.classes.All()[l.Number-1]
		if class == source.Blank || class == source.Boilerplate {
			continue
		}
		if found := markupIn(l.Text, class); found != "" {
			p.fail(l.Number, "handbook-markup", "the text has %s, markup of a web page: %s; expected plain text", source.Quote(found), source.Quote(l.Text))
		}
		if text := strings.TrimRight(l.Text, " \t"); hyphenated(text) && cutWord.MatchString(text) && !suspended(p.file.Lines[body+i+1:]) {
			p.fail(l.Number, "handbook-hyphen", "a word is cut at the end of the line: %s; expected whole words", source.Quote(l.Text[max(0, len(l.Text)-60):]))
		}
	}
}

// suspended reports whether lines go on after a hyphen that stands for a part to come, as in "short- or long-term".
func suspended(lines []source.Line) bool {
	for _, l := range lines {
		if text := strings.TrimSpace(l.Text); text != "" {
			word, _, _ := strings.Cut(text, " ")
			return word == "or" || word == "and" || word == "to"
		}
	}
	return false
}

// markupIn returns the first markup of a web page in a line of a class, or an empty text. A pattern is
// tried only where the text holds a character that it needs.
func markupIn(text string, class source.Class) string {
	if !strings.ContainsAny(text, "<&]*_") {
		return ""
	}
	text = listTag.ReplaceAllString(text, " ")
	found := source.Entity(text)
	if found == "" && class != source.Narrative {
		found = source.Markup(text)
	}
	if found == "" && class == source.Data {
		found = emphasis.FindString(text)
	}
	return found
}

// hyphenated reports whether a text ends in a hyphen of the pattern cutWord.
func hyphenated(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("-\u00ad\u2010\u2011", last)
}
