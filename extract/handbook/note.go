package handbook

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	// noteMark knows a note: "Note: …", "*Note: …" (explains the mark *), "***Note:* …" (explains the
	// mark **; the inner pair of asterisks sets the word in italics).
	noteMark  = source.NewPattern(`^(\**)Note:(\**)(?:\s+|$)`)
	gradeText = source.NewPattern(`([A-Z][A-Za-z]* Level)\s*=\s*(?:GS )?Grades?\s*(\d+)\s*(?:–|-|to)\s*(\d+)`)
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

// notes splits the prose of a table's section: grades go to the document, also where a page break
// has parted them from their note; footnotes that explain ** are returned.
func (p *parser) notes(prose []source.Text) []source.Text {
	var footnotes []source.Text
	for _, text := range prose {
		mark, body := note(text)
		if mark == "**" {
			footnotes = append(footnotes, body)
		}
		p.meant(body)
		p.doc.Grades = append(p.doc.Grades, grades(text)...)
	}
	return footnotes
}

// meanings are what the marks of the tables mean. A handbook that gives one another meaning cannot be
// read by these rules.
var meanings = []struct {
	says, expected *source.Pattern
	words          string
}{
	{source.NewPattern(`(?:^|[\s("“'])X["”']?\s*(?:=|:|\b(?:indicates?|means?|denotes?|marks?|stands for|shows?|is)\b)[^.;]*`),
		source.NewPattern(`X["”']?\s*(?:=|:|indicates?|means?|denotes?|marks?|shows?)\s*(?:that )?(?:the |a )?(?:competency|competencies) (?:is|are|was|were) (?:found to be )?important(?: at (?:the|that|this) (?:band|level))?\s*$`), "X indicates that competency is important"},
	{source.NewPattern(`(?:^|[\s("“'])NR["”']?\*?\s*(?:=|:|\b(?:indicates?|means?|denotes?|stands for|is)\b)[^.;]*`),
		source.NewPattern(`(?i)NR["”']?\*?\s*(?:=|:|indicates?|means?|denotes?|stands for)\s*(?:that (?:the )?competency (?:is|was) )?["“]?not ranked["”]?\s*$`), "NR = Not Ranked"},
}

// meant reports a note that says something else of X or NR than what the tables mean by it.
func (p *parser) meant(note source.Text) {
	for _, m := range meanings {
		for _, said := range m.says.FindAllString(note.Value, -1) {
			if !m.expected.MatchString(said) {
				p.fail(note.Line(), "note-meaning", "the note says %s; expected %s, the only meaning that is read", source.Quote(strings.TrimSpace(said)), source.Quote(m.words))
			}
		}
	}
}
