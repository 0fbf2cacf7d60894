package site

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

type sourceModel struct {
	Info     dataset.SourceInfo
	Document dataset.SourceDocument
	Sections []sourceSection
	Lines    []sourceLine
}

// A sourceSection is a heading of the document that leads to its line.
type sourceSection struct {
	Link  link
	Level int
}

// A sourceLine is a line as printed; the class says what the pipeline took it for.
type sourceLine struct {
	Number int
	Class  string
	Text   string
}

type sourcesModel struct {
	Sources []sourceModel
	Related []dataset.Related
}

// sourcePages returns a page for each source document, every line of it, and a list of them.
func (b *builder) sourcePages() []page {
	index := sourcesModel{Related: b.d.Info.Related}
	var pages []page
	infos := byKey(b.d.Info.Sources, func(s dataset.SourceInfo) string { return s.ID })
	for _, s := range b.d.SourceDocuments {
		model := sourceModel{Info: infos[s.SourceID], Document: s}
		index.Sources = append(index.Sources, model)
		document := b.documents[s.SourceID]
		model.Lines = sourceLines(document)
		if document.Source.Kind == catalog.Handbook {
			for _, section := range b.d.HandbookSections {
				model.Sections = append(model.Sections, sourceSection{link{fmt.Sprintf("#L%d", section.LineStart), section.Title}, section.Level})
			}
		}
		how := ", line by line as published."
		if s.Lines == nil {
			how = ", the source of the tables of its framework."
		}
		pages = append(pages, page{
			Path: "source/" + s.SourceID + ".html", Kind: "source", Section: "data", Title: s.Title, Description: shorten(s.Title+how, 200),
			Crumbs: []link{{"index.html", "Sources"}}, Body: model,
		})
	}
	first := page{Path: "source/index.html", Kind: "sources", Section: "data", Title: "Sources", Description: "The documents that the data were read from; texts line by line, as they were read.", Body: index}
	return append([]page{first}, pages...)
}

func sourceLines(document extract.Document) []sourceLine {
	lines := make([]sourceLine, 0, len(document.Lines))
	for i, l := range document.Lines {
		line := sourceLine{Number: l.Number, Text: strings.TrimRight(l.Raw, " \t\r\f")}
		if i < len(document.Classes) {
			switch c := string(document.Classes[i]); c {
			case "heading", "note":
				line.Class = c[:1]
			case "toc", "repeated_header", "boilerplate":
				line.Class = "b"
			}
		}
		lines = append(lines, line)
	}
	return lines
}
