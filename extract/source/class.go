package source

import "fmt"

// Class says what a line of a source is.
type Class string

// The classes of a line, as the release contract names them. The empty Class means that no rule has
// claimed the line yet.
const (
	Data           Class = "data"            // holds facts that become records
	Heading        Class = "heading"         // names a section or a table
	RepeatedHeader Class = "repeated_header" // a table header printed again after a page break
	TOC            Class = "toc"             // belongs to the table of contents
	Note           Class = "note"            // a note or footnote
	Narrative      Class = "narrative"       // prose
	Boilerplate    Class = "boilerplate"     // menus of a site, labels of a page's layout
	Blank          Class = "blank"           // nothing but white space
)

// Classes collects the class of each line of one file.
type Classes struct {
	file    *File
	classes []Class
}

// NewClasses starts with every blank line claimed and every other line unclaimed.
func NewClasses(f *File) *Classes {
	c := &Classes{file: f, classes: make([]Class, len(f.Lines))}
	for i, l := range f.Lines {
		if l.Blank() {
			c.classes[i] = Blank
		}
	}
	return c
}

// Claim gives the lines of a span a class; blank lines inside it stay blank. Claiming a line again
// replaces its class.
func (c *Classes) Claim(span Span, class Class) {
	for n := span.Start; n <= span.End; n++ {
		if c.classes[n-1] != Blank {
			c.classes[n-1] = class
		}
	}
}

// Claimed reports whether a line has a class.
func (c *Classes) Claimed(line int) bool { return c.classes[line-1] != "" }

// All returns the class of each line, in line order.
func (c *Classes) All() []Class { return c.classes }

// Unclaimed returns a problem for each line that no rule has claimed, with its text.
func (c *Classes) Unclaimed() Problems {
	var problems Problems
	for i, class := range c.classes {
		if class == "" {
			problems.Add(c.file, i+1, "unclaimed-line", "no rule knows this line: %s", Quote(c.file.Lines[i].Text))
		}
	}
	return problems
}

// Quote returns text in quotation marks, cut to 80 characters, for a message.
func Quote(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:79]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
