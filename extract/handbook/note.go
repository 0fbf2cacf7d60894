package handbook

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	// noteMark knows a note: "Note: …", "*Note: …" (explains the mark *), "***Note:* …" (explains the
	// mark **; the inner pair of asterisks sets the word in italics).
	noteMark  = regexp.MustCompile(`^(\**)Note:(\**)(?:\s+|$)`)
	gradeText = regexp.MustCompile(`([A-Z][A-Za-z]* Level)\s*=\s*(?:GS )?Grades?\s*(\d+)\s*(?:–|-|to)\s*(\d+)`)
)

// note splits a note into the mark it explains ("", "*" or "**") and its text.
func note(text source.Text) (mark string, explains source.Text) {
	m := noteMark.FindStringSubmatch(text.Value)
	if m == nil {
		return "", text
	}
	stars := max(len(m[1])-len(m[2]), 0)
	return strings.Repeat("*", stars), source.Text{Value: text.Value[len(m[0]):], Span: text.Span}
}

// grades reads "Entry Level = Grades 5 – 7; …" out of a note.
func grades(text source.Text) []Grade {
	var found []Grade
	for _, m := range gradeText.FindAllStringSubmatch(text.Value, -1) {
		low, err1 := strconv.Atoi(m[2])
		high, err2 := strconv.Atoi(m[3])
		if err1 == nil && err2 == nil {
			found = append(found, Grade{Band: source.Text{Value: m[1], Span: text.Span}, Min: low, Max: high})
		}
	}
	return found
}

// notes takes the prose of a table's section apart: grades go to the document, also where a page break
// has parted them from their note; footnotes that explain ** are returned.
func (p *parser) notes(prose []source.Text) []source.Text {
	var footnotes []source.Text
	for _, text := range prose {
		if mark, body := note(text); mark == "**" {
			footnotes = append(footnotes, body)
		}
		p.doc.Grades = append(p.doc.Grades, grades(text)...)
	}
	return footnotes
}
