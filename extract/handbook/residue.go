package handbook

import (
	"regexp"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// What a text keeps of the file it was taken from: page numbers of a PDF, words that a line's end cut, markup
// of a web page. None of it belongs to a fact.
var (
	// pageNumber is a line of its own: "31", "Page 31 of 60", "31 | Page", "- 31 -", "iv".
	pageNumber = regexp.MustCompile(`(?i)^(?:page\s*\|?\s*)?\d{1,4}(?:\s+of\s+\d{1,4})?(?:\s*\|\s*p\s*a\s*g\s*e)?$|^[-–—]\s*\d{1,4}\s*[-–—]$`)
	romanPage  = regexp.MustCompile(`^(?:[iv]|[ivx]{2,6})$`)
	cutWord    = regexp.MustCompile(`\p{L}[-\x{ad}\x{2010}\x{2011}]$`)
	entity     = regexp.MustCompile(`&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});`)
	markup     = regexp.MustCompile(`\]\(|\]\[|</?[A-Za-z][^<>]*>`)
	emphasis   = regexp.MustCompile(`\*\*\pL|__\pL`)
)

// pageNumbers takes the page numbers behind the heading of the contents out of the text: the lines are blank
// to the rules, and a sentence or table goes on behind them.
func (p *parser) pageNumbers(body int) {
	for i := body; i < len(p.file.Lines); i++ {
		l := &p.file.Lines[i]
		text := strings.Trim(l.Text, " \t")
		if text != "" && (pageNumber.MatchString(text) || romanPage.MatchString(text)) {
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
	for _, l := range p.file.Lines[body:] {
		class := p.classes.All()[l.Number-1]
		if class == source.Blank || class == source.Boilerplate {
			continue
		}
		text := listTag.ReplaceAllString(l.Text, " ")
		found := entity.FindString(text)
		if found == "" && class != source.Narrative {
			found = markup.FindString(text)
		}
		if found == "" && class == source.Data {
			found = emphasis.FindString(text)
		}
		if found != "" {
			p.fail(l.Number, "handbook-markup", "the text holds %s, markup of a web page: %s; expected plain text", source.Quote(found), source.Quote(l.Text))
		}
		if cutWord.MatchString(strings.TrimRight(l.Text, " \t")) {
			p.fail(l.Number, "handbook-hyphen", "a word is cut at the end of the line: %s; expected whole words", source.Quote(l.Text[max(0, len(l.Text)-60):]))
		}
	}
}
