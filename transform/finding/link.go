package finding

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// linkTargetLost reads the table of references: one that the text prints as a link and that has no address lost its
// target when the text was taken from the document.
func (r *review) linkTargetLost() {
	if r.handbook.Handbook == nil {
		return
	}
	for _, ref := range r.set.SourceReferences {
		span := source.Span{Start: ref.LineStart, End: ref.LineEnd}
		if ref.URL == nil && r.linked(ref.Title, span) {
			r.at(r.handbook, span, "source_references", ref.ReferenceID, "The text links to “%s”, and the target of the link is lost: the source text has a mark in its place. The document itself may have the address.", ref.Title)
		}
	}
}

// linked reports whether lines print a title as a link.
func (r *review) linked(title string, span source.Span) bool {
	for number := span.Start; number <= span.End && number <= len(r.handbook.Lines); number++ {
		if strings.Contains(r.handbook.Lines[number-1].Text, "["+title+"](") {
			return true
		}
	}
	return false
}
