package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// sharedStrings gathers the texts of all sheets in one part, each once. The library's stream writer puts
// every text into its cell, which makes a workbook that repeats names and labels twice as large.
type sharedStrings struct {
	index map[string]int
	items []string // escaped for XML
	uses  int
}

func newSharedStrings() *sharedStrings { return &sharedStrings{index: map[string]int{}} }

const (
	inlineStart = ` t="inlineStr"><is><t>`
	inlineEnd   = `</t></is></c>`
)

// take moves the texts of a sheet to the list and returns the sheet with their numbers. Texts with marked
// spaces at their ends stay where they are.
func (s *sharedStrings) take(sheet []byte) *bytes.Buffer {
	out := bytes.NewBuffer(make([]byte, 0, len(sheet)))
	for {
		start := bytes.Index(sheet, []byte(inlineStart))
		if start < 0 {
			break
		}
		text := sheet[start+len(inlineStart):]
		end := bytes.Index(text, []byte(inlineEnd))
		if end < 0 {
			break
		}
		out.Write(sheet[:start])
		out.WriteString(` t="s"><v>`)
		out.WriteString(strconv.Itoa(s.number(text[:end])))
		out.WriteString(`</v></c>`)
		sheet = text[end+len(inlineEnd):]
	}
	out.Write(sheet)
	return out
}

func (s *sharedStrings) number(text []byte) int {
	s.uses++
	n, ok := s.index[string(text)]
	if !ok {
		n = len(s.items)
		item := string(text)
		s.index[item] = n
		s.items = append(s.items, item)
	}
	return n
}

const (
	contentTypesPart = "[Content_Types].xml"
	relationsPart    = "xl/_rels/workbook.xml.rels"
	stringsPart      = "xl/sharedStrings.xml"
	stringsType      = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
	stringsRelation  = relationSpace + "/sharedStrings"
)

// add writes the part of the texts and makes it known to the package.
func (s *sharedStrings) add(list *partList) error {
	var w bytes.Buffer
	fmt.Fprintf(&w, `%s<sst xmlns="%s" count="%d" uniqueCount="%d">`, xml.Header, mainSpace, s.uses, len(s.items))
	for _, item := range s.items {
		w.WriteString("<si><t>")
		w.WriteString(item)
		w.WriteString("</t></si>")
	}
	w.WriteString("</sst>")
	part, err := list.Create(stringsPart)
	if err != nil {
		return err
	}
	if _, err := part.Write(w.Bytes()); err != nil {
		return err
	}
	relation := fmt.Sprintf(`<Relationship Id="rIdStrings" Type="%s" Target="/%s"/></Relationships>`, stringsRelation, stringsPart)
	relations := list.parts[relationsPart].String()
	list.parts[relationsPart] = bytes.NewBufferString(strings.Replace(relations, "</Relationships>", relation, 1))
	types, err := contentTypes(list.parts[contentTypesPart].Bytes())
	if err != nil {
		return fmt.Errorf("the part %s: %w", contentTypesPart, err)
	}
	list.parts[contentTypesPart] = bytes.NewBuffer(types)
	return nil
}

// contentTypes writes the content types in order of extension and part, for the library's, which differ
// between equal builds and speak of pictures that are not there.
func contentTypes(data []byte) ([]byte, error) {
	var types struct {
		Defaults []struct {
			Extension   string `xml:"Extension,attr"`
			ContentType string `xml:"ContentType,attr"`
		} `xml:"Default"`
		Overrides []struct {
			PartName    string `xml:"PartName,attr"`
			ContentType string `xml:"ContentType,attr"`
		} `xml:"Override"`
	}
	if err := xml.Unmarshal(data, &types); err != nil {
		return nil, fmt.Errorf("read the content types: %w", err)
	}
	var lines []string
	for _, d := range types.Defaults {
		if !strings.HasPrefix(d.ContentType, "image/") {
			lines = append(lines, fmt.Sprintf(`<Default Extension="%s" ContentType="%s"/>`, escaped(d.Extension), escaped(d.ContentType)))
		}
	}
	lines = append(lines, fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, stringsPart, stringsType))
	for _, o := range types.Overrides {
		lines = append(lines, fmt.Sprintf(`<Override PartName="%s" ContentType="%s"/>`, escaped(o.PartName), escaped(o.ContentType)))
	}
	slices.Sort(lines)
	return []byte(xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` + strings.Join(lines, "") + "</Types>"), nil
}
