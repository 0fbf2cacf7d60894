package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// hyperlinks writes the links of a sheet. The library compares each new link with all before it, which
// for the crosswalk's takes longer than writing the sheet.
func hyperlinks(links []placed) []byte {
	if len(links) == 0 {
		return nil
	}
	var w bytes.Buffer
	w.WriteString("<hyperlinks>")
	for i, l := range links {
		if place, ok := strings.CutPrefix(l.text, "#"); ok {
			fmt.Fprintf(&w, `<hyperlink ref="%s" location="%s"/>`, l.at, escaped(place))
		} else {
			fmt.Fprintf(&w, `<hyperlink ref="%s" r:id="%s"/>`, l.at, linkID(i))
		}
	}
	w.WriteString("</hyperlinks>")
	return w.Bytes()
}

// linkID names the relation of a link, apart from the library's rId1, rId2 and so on.
func linkID(i int) string { return fmt.Sprintf("rIdLink%d", i+1) }

const relationsSpace = "http://schemas.openxmlformats.org/package/2006/relationships"

// addRelations adds the targets of links that leave the workbook to the relations of the nth sheet.
func addRelations(list *partList, sheet int, links []placed) error {
	var w strings.Builder
	for i, l := range links {
		if !strings.HasPrefix(l.text, "#") {
			fmt.Fprintf(&w, `<Relationship Id="%s" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, linkID(i), relationSpace, escaped(l.text))
		}
	}
	if w.Len() == 0 {
		return nil
	}
	const end = "</Relationships>"
	name := fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", sheet)
	if part := list.parts[name]; part != nil {
		list.parts[name] = bytes.NewBufferString(strings.Replace(part.String(), end, w.String()+end, 1))
		return nil
	}
	part, err := list.Create(name)
	if err != nil {
		return err
	}
	_, err = part.Write([]byte(xml.Header + `<Relationships xmlns="` + relationsSpace + `">` + w.String() + end))
	return err
}

// isAddress reports whether a key is an address on the web, as those of ESCO are.
func isAddress(key string) bool {
	return strings.HasPrefix(key, "http://") || strings.HasPrefix(key, "https://")
}
