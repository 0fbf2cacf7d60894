package escopage

import (
	"strings"
	"unicode"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A line is one that holds something to see.
type line struct {
	source.Line
	frame  string // the text as it compares with words of the frame: no invisible characters, plain spaces and hyphens
	behind bool   // a blank line is above it
}

// read takes the lines that hold something. A line of invisible characters is blank.
func (p *parser) read() {
	behind := false
	for _, l := range p.file.Lines {
		text := frameText(l.Text)
		if text == "" {
			p.classes.Claim(source.At(l.Number), source.Blank)
			behind = true
			continue
		}
		p.lines = append(p.lines, line{Line: l, frame: text, behind: behind})
		behind = false
	}
	for i, l := range p.lines {
		if closing.MatchString(l.frame) {
			p.closers = append(p.closers, i)
		} else if n := len(p.closers); n > 0 && p.closers[n-1] == i-1 && isHead(l) {
			p.ends = append(p.ends, i)
		}
	}
	p.ends = append(p.ends, len(p.lines))
}

func frameText(text string) string {
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		plain = text[i] >= ' ' && text[i] <= '~'
	}
	if !plain {
		text = strings.Map(func(r rune) rune {
			switch {
			case unicode.IsSpace(r) || unicode.Is(unicode.Z, r):
				return ' '
			case r == '\u2010' || r == '\u2011':
				return '-'
			case unicode.In(r, unicode.Cf, unicode.Cc):
				return -1
			}
			return r
		}, text)
	}
	return strings.Join(strings.Fields(text), " ")
}

var (
	// wording is how a label begins: a letter or digit, after quotation marks, a bracket, a bullet or a
	// point (".NET").
	wording = source.NewPattern(`^["'“‘«(\[]*(?:[•·*▪◦–—-]\s*)?["'“‘«(\[.]*[\p{L}\p{N}]`)
	// tag knows the collections that ESCO publishes; a page prints a concept's tags without a space
	// between them ("digCompdigital").
	tag = source.NewPattern(`^(?:digComp|digital|green|language|research|transversal)`)
	// sentence ends as a paragraph does; labelLike is how most labels read, two or more words in lower case.
	sentence  = source.NewPattern(`[.!?][)"”’]*$`)
	labelLike = source.NewPattern(`^[a-z][A-Za-z0-9'&+-]+(?: [A-Za-z0-9'&+()/,-]+)+$`)
	upper     = source.NewPattern(`^["'“‘(\[.]*[\p{Lu}\p{N}]`)
)

// labelWords is how many words a line has at most that is taken for the label of a concept inside a
// description. No description of ESCO v1.1.1 has such a line by itself.
const labelWords = 12

// split cuts "digCompdigital" into its tags.
func split(text string) ([]string, bool) {
	var tags []string
	for text != "" {
		t := tag.FindString(text)
		if t == "" {
			return nil, false
		}
		tags = append(tags, t)
		text = strings.TrimLeft(text[len(t):], " ,")
	}
	return tags, true
}

func isTags(l line) bool {
	_, ok := split(l.frame)
	return ok
}

// framed reports whether a line equals words of the frame.
func framed(l line) bool {
	return bucketHead.MatchString(l.frame) || groupHead.MatchString(l.frame) || bucketSize.MatchString(l.frame) || countLabel.MatchString(l.frame) || relations.MatchString(l.frame) ||
		competence.MatchString(l.frame) || furniture.MatchString(l.frame) || backLink.MatchString(l.frame) || closing.MatchString(l.frame) || isTags(l)
}

// opensConcept reports whether the middle one of three lines of a description looks like the label of
// another concept: it is by itself, with a finished paragraph or tags above it and a sentence below it.
func opensConcept(above, l, below line) bool {
	return (l.behind && sentence.MatchString(above.frame) || isTags(above)) && below.behind && labelLike.MatchString(l.Text) && len(strings.Fields(l.Text)) <= labelWords && !framed(l) && upper.MatchString(below.frame) && sentence.MatchString(below.frame)
}
