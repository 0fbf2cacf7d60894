package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// sharedStrings gathers the texts of all sheets in one part, each once.
type sharedStrings struct {
	index  map[string]int // what keep returned for a text
	items  []string       // by what keep returned
	number []int          // in the part, from 1; 0 for a text that no sheet placed yet
	order  []int          // the texts in the order of the part
	uses   int
	size   int // of the texts, in bytes
}

func newSharedStrings() *sharedStrings { return &sharedStrings{index: map[string]int{}} }

// keep takes a text and returns what stands for it until its number is known.
func (s *sharedStrings) keep(text string) int {
	s.uses++
	n, ok := s.index[text]
	if !ok {
		n = len(s.items)
		s.index[text] = n
		s.size += len(text)
		s.items, s.number = append(s.items, text), append(s.number, 0)
	}
	return n
}

// place writes the rows of a sheet with the numbers of their texts. Texts are numbered in the order of the sheets
// that are placed.
func (s *sharedStrings) place(out *bytes.Buffer, rows sheetRows) {
	from := 0
	for _, t := range rows.texts {
		if s.number[t.text] == 0 {
			s.order = append(s.order, t.text)
			s.number[t.text] = len(s.order)
		}
		out.Write(rows.data[from:t.at])
		out.Write(strconv.AppendInt(out.AvailableBuffer(), int64(s.number[t.text]-1), 10))
		from = t.at
	}
	out.Write(rows.data[from:])
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
	w.Grow(s.size + s.size/64 + len(s.items)*len("<si><t></t></si>") + 256)
	fmt.Fprintf(&w, `%s<sst xmlns="%s" count="%d" uniqueCount="%d">`, xml.Header, mainSpace, s.uses, len(s.order))
	for _, i := range s.order {
		if item := s.items[i]; strings.TrimSpace(item) == item {
			w.WriteString("<si><t>")
		} else {
			w.WriteString(`<si><t xml:space="preserve">`)
		}
		w.WriteString(strings.ReplaceAll(escapedText(s.items[i]), "&#xA;", "\n"))
		w.WriteString("</t></si>")
	}
	w.WriteString("</sst>")
	if _, err := list.Create(stringsPart); err != nil {
		return err
	}
	list.parts[stringsPart] = &w
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
