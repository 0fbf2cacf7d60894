// Package word writes a job announcement as a Word file.
//
// In go an announcement and what the release says of itself; out comes a .docx in which headings, paragraphs and
// lists have the styles that Word calls Title, Heading 1, Normal and List Bullet, so that an author gives them the
// looks of the agency in one place. The same announcement gives the same bytes: the dates in the file are the
// release's.
package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/docx"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Begins is how every file of this package begins, and none that Word or LibreOffice saved: the header of
// the zip's first part, without the time of day that those programs state or the flags that they leave out
// (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7). An announcement that a person has edited is
// so distinguished from one as it was written.
const Begins = "PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x00\x00"

// The parts of the library's template that say who made a file and when, and show a picture of another one.
const (
	propertiesPart = "docProps/core.xml"
	thumbnailPart  = "docProps/thumbnail.jpeg"
)

// Write returns the announcement as a Word file. It fails on a text with characters that XML cannot carry.
func Write(a announcement.Announcement, info dataset.Info) ([]byte, error) {
	doc, err := godocx.NewDocument()
	if err != nil {
		return nil, fmt.Errorf("begin the Word file: %w", err)
	}
	if err := compose(doc, a); err != nil {
		return nil, fmt.Errorf("write the Word file: %w", err)
	}
	doc.FileMap.Store(propertiesPart, properties(a, info))
	doc.FileMap.Delete(thumbnailPart)
	kept := doc.RootRels.Relationships[:0]
	for _, r := range doc.RootRels.Relationships {
		if !strings.HasSuffix(r.Target, thumbnailPart) {
			kept = append(kept, r)
		}
	}
	doc.RootRels.Relationships = kept
	var out bytes.Buffer
	if err := doc.Write(&out); err != nil {
		return nil, fmt.Errorf("pack the Word file: %w", err)
	}
	data, err := repack(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("pack the Word file: %w", err)
	}
	return data, nil
}

const documentPart = "word/document.xml"

// repack writes the package again with the namespaces of the document's root in order: the library declares them in
// the order of a map, so that the same document has other bytes each time.
func repack(data []byte) ([]byte, error) {
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range parts.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		if f.Name == documentPart {
			if part, err = orderRoot(part); err != nil {
				return nil, err
			}
		}
		to, err := w.Create(f.Name)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(part); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

var (
	rootElement = regexp.MustCompile(`<w:document( [^>]*)>`)
	attribute   = regexp.MustCompile(` [^ =]+="[^"]*"`)
)

// orderRoot puts the attributes of the root of the document into order. It fails where there is no such root: the
// library changed, and so must this.
func orderRoot(part []byte) ([]byte, error) {
	at := rootElement.FindSubmatchIndex(part)
	if at == nil {
		return nil, fmt.Errorf("the part %s has no root with attributes", documentPart)
	}
	attributes := attribute.FindAllString(string(part[at[2]:at[3]]), -1)
	slices.Sort(attributes)
	return slices.Concat(part[:at[2]], []byte(strings.Join(attributes, "")), part[at[3]:]), nil
}

// compose writes the sections, then what the author must know, separately.
func compose(doc *docx.RootDoc, a announcement.Announcement) error {
	if _, err := doc.AddHeading(Title(a), 0); err != nil {
		return err
	}
	for _, s := range a.Sections() {
		if err := section(doc, s); err != nil {
			return err
		}
	}
	if _, err := doc.AddHeading("Before you publish: delete this part", 1); err != nil {
		return err
	}
	for _, note := range a.Notes {
		p := doc.AddParagraph("")
		p.AddText(note).Italic(true)
	}
	return nil
}

func section(doc *docx.RootDoc, s announcement.Section) error {
	if _, err := doc.AddHeading(s.Heading, 1); err != nil {
		return err
	}
	for _, text := range s.Text {
		doc.AddParagraph(text)
	}
	for _, item := range s.Items {
		if item.Term == "" {
			doc.AddParagraph(item.Text).Style("ListBullet")
			continue
		}
		p := doc.AddParagraph("")
		p.Style("ListBullet")
		p.AddText(item.Term + ": ").Bold(true)
		p.AddText(item.Text)
	}
	return nil
}

// Title names an announcement: the position with its grade.
func Title(a announcement.Announcement) string {
	name := a.Title
	if name == "" {
		name = a.Role.Profile.Name
	}
	return fmt.Sprintf("%s, GS-%d", name, a.Grade)
}

// properties are the core properties of the package (ECMA-376 part 2, 11), for the template's.
func properties(a announcement.Announcement, info dataset.Info) []byte {
	text := func(s string) string {
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(s)); err != nil {
			panic("word: escaping into memory failed: " + err.Error())
		}
		return b.String()
	}
	day := text(info.Issued) + "T00:00:00Z"
	return []byte(xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + text(Title(a)) + `</dc:title><dc:creator>` + text(info.Publisher) +
		`</dc:creator><dc:description>` + text(info.Title+" "+info.Version) + `</dc:description><dc:language>` + text(info.Language) + `</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + day + `</dcterms:modified></cp:coreProperties>`)
}
