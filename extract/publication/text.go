package publication

import (
	"bytes"
	"fmt"
	"mime"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/unicode/norm"
)

// unseen are the elements whose text a reader of the page does not see.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Math: true,
}

// phrasing are the elements inside a word or a line: their borders do not part words.
var phrasing = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Data: true, atom.Dfn: true,
	atom.Em: true, atom.Font: true, atom.I: true, atom.Kbd: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true,
	atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.U: true, atom.Var: true, atom.Wbr: true,
}

// invisible are the characters that change no word: soft hyphens, zero-width spaces and joiners, marks.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")

// Text returns the text of a page or a plain text, as a reader sees it: without markup, scripts and styles,
// in UTF-8 and Unicode's form NFC, with one space between words. The content type, as a server sends it, says
// what it is and may name the encoding. It fails where elements are nested deeper than a parser follows.
func Text(data []byte, contentType string) (string, error) {
	if len(data) == 0 {
		return "", nil // charset.NewReader calls it an error
	}
	decoded, err := charset.NewReader(bytes.NewReader(data), contentType)
	if err != nil {
		return "", fmt.Errorf("the encoding of the page: %w", err)
	}
	var b strings.Builder
	if media, _, _ := mime.ParseMediaType(contentType); media == "text/plain" {
		var raw bytes.Buffer
		if _, err := raw.ReadFrom(decoded); err != nil {
			return "", fmt.Errorf("the encoding of the text: %w", err)
		}
		b.Write(raw.Bytes())
	} else {
		page, err := html.Parse(decoded)
		if err != nil {
			return "", fmt.Errorf("the markup of the page: %w", err)
		}
		write(&b, page)
	}
	text := strings.ToValidUTF8(b.String(), "\ufffd")
	return strings.Join(strings.Fields(norm.NFC.String(invisible.Replace(text))), " "), nil
}

// write collects the text of a page, in its order. The parser bounds the depth.
func write(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && unseen[n.DataAtom]:
		return
	}
	parts := n.Type == html.ElementNode && !phrasing[n.DataAtom]
	if parts {
		b.WriteByte(' ')
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		write(b, child)
	}
	if parts {
		b.WriteByte(' ')
	}
}
