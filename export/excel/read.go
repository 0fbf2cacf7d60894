package excel

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The limits of a workbook that Read takes, far above any that is written (0.5 MB, 200 parts, 12,000 cells
// in a sheet).
const (
	MaxBytes = 64 << 20 // of the file, and of each part, unpacked
	MaxParts = 10_000
	MaxCells = 10_000_000 // of a sheet
	MaxTexts = 4_000_000  // that cells share
)

// The limits of elements, which no part of a workbook comes near: how deeply they are nested, and how
// long a tag is, attributes included.
const (
	maxDepth = 32
	maxTag   = 1 << 16
)

// A Workbook is a workbook that is read. It knows nothing of the library that writes workbooks.
type Workbook struct {
	Sheets []string // names, in order

	parts map[string]*zip.File
	at    map[string]string // the part of each sheet
	texts []string          // that cells share
}

// A Cell is a cell as the part of its sheet holds it.
type Cell struct {
	Row, Column int    // from 1
	Type        string // "s" text, "b" boolean, "" number (ECMA-376 part 1, 18.18.11)
	Style       int    // its number in the part of styles
	Formula     string
	Value       string // the text itself, where the part gives its number
}

// At returns the reference of the cell, such as C2.
func (c Cell) At() string { return columnName(c.Column) + strconv.Itoa(c.Row) }

// holds reports whether the cell is where another is and holds the same, in whatever style.
func (c Cell) holds(other Cell) bool {
	c.Style = other.Style
	return c == other
}

// String prints what the cell holds, with what tells it from a cell that looks alike.
func (c Cell) String() string {
	switch {
	case c.Formula != "":
		return fmt.Sprintf("the formula =%s with the result %q", c.Formula, c.Value)
	case c.Type == "s":
		return strconv.Quote(c.Value)
	case c.Type == "b" && c.Value == "1":
		return "true"
	case c.Type == "b" && c.Value == "0":
		return "false"
	case c.Type == "":
		return c.Value
	}
	return fmt.Sprintf("%q of the type %s", c.Value, c.Type)
}

// Read opens a workbook. It fails on what is not a zip, on parts that are missing, damaged or beyond the limits.
func Read(data []byte) (*Workbook, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("%d bytes; a workbook of at most %d is read", len(data), MaxBytes)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("not a workbook: %w", err)
	}
	if len(archive.File) > MaxParts {
		return nil, fmt.Errorf("not a workbook: %d parts; at most %d are read", len(archive.File), MaxParts)
	}
	w := &Workbook{parts: map[string]*zip.File{}, at: map[string]string{}}
	for _, f := range archive.File {
		if w.parts[f.Name] != nil || f.UncompressedSize64 > MaxBytes {
			return nil, fmt.Errorf("not a workbook: the part %q appears twice or unpacks to more than %d bytes", f.Name, MaxBytes)
		}
		w.parts[f.Name] = f
	}
	if err := errors.Join(w.readSheets(), w.readTexts()); err != nil {
		return nil, err
	}
	return w, nil
}

// readSheets lists the sheets with their parts.
func (w *Workbook) readSheets() error {
	targets := map[string]string{}
	err := w.walk(relationsPart, func(e xml.StartElement) error {
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[attribute(e, "Id")] = strings.TrimPrefix(target, "/")
		return nil
	}, nil)
	if err != nil {
		return err
	}
	return w.walk("xl/workbook.xml", func(e xml.StartElement) error {
		if e.Name.Local != "sheet" {
			return nil
		}
		name, part := attribute(e, "name"), targets[attribute(e, "id")]
		if w.at[name] != "" || part == "" {
			return fmt.Errorf("the sheet %q appears twice or has no part", name)
		}
		w.Sheets, w.at[name] = append(w.Sheets, name), part
		return nil
	}, nil)
}

// readTexts reads the texts that cells share, pieces of rich texts joined.
func (w *Workbook) readTexts() error {
	if w.parts[stringsPart] == nil {
		return nil
	}
	var item strings.Builder
	return w.walk(stringsPart, nil, func(element, text string) error {
		switch element {
		case "t":
			item.WriteString(text)
		case "si":
			if len(w.texts) == MaxTexts {
				return fmt.Errorf("more than %d texts", MaxTexts)
			}
			w.texts = append(w.texts, unescape(item.String()))
			item.Reset()
		}
		return nil
	})
}

// Cells calls take with each cell of a sheet, from the left to the right, row by row. It fails on a sheet
// that is not there or damaged, and where take does.
func (w *Workbook) Cells(sheet string, take func(Cell) error) error {
	part, ok := w.at[sheet]
	if !ok {
		return fmt.Errorf("there is no sheet %s", sheet)
	}
	var last, c Cell
	n := 0
	start := func(e xml.StartElement) (err error) {
		if e.Name.Local == "c" {
			c, err = newCell(e)
		}
		return err
	}
	end := func(element, text string) error {
		switch element {
		case "v":
			c.Value = text
		case "t":
			c.Value += text
		case "f":
			c.Formula = text
		case "c":
			if err := w.resolve(&c); err != nil {
				return fmt.Errorf("the cell %s: %w", c.At(), err)
			}
			if n++; n > MaxCells || !before(last, c) {
				return fmt.Errorf("the cell %s is out of order or is one of more than %d", c.At(), MaxCells)
			}
			last = c
			return take(c)
		}
		return nil
	}
	return w.walk(part, start, end)
}

// resolve puts the text of a cell in the place of its number.
func (w *Workbook) resolve(c *Cell) error {
	switch c.Type {
	case "s":
		n, err := strconv.Atoi(c.Value)
		if err != nil || n < 0 || n >= len(w.texts) {
			return fmt.Errorf("%q is the number of no text", c.Value)
		}
		c.Value = w.texts[n]
	case "inlineStr":
		c.Type, c.Value = "s", unescape(c.Value)
	case "str":
		c.Value = unescape(c.Value)
	case "n":
		c.Type = ""
	}
	return nil
}

func before(a, b Cell) bool { return a.Row < b.Row || a.Row == b.Row && a.Column < b.Column }

var reference = regexp.MustCompile(`^([A-Z]{1,3})([1-9][0-9]{0,6})$`)

// newCell reads the attributes of a cell.
func newCell(e xml.StartElement) (Cell, error) {
	at := reference.FindStringSubmatch(attribute(e, "r"))
	if at == nil {
		return Cell{}, fmt.Errorf("a cell at %q", attribute(e, "r"))
	}
	c := Cell{Type: attribute(e, "t")}
	for _, letter := range at[1] {
		c.Column = c.Column*26 + int(letter-'A') + 1
	}
	var err error
	if c.Row, err = strconv.Atoi(at[2]); err != nil {
		return Cell{}, fmt.Errorf("a cell at %s: %w", at[0], err)
	}
	if style := attribute(e, "s"); style != "" {
		c.Style, err = strconv.Atoi(style)
	}
	return c, err
}

func attribute(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19): _x005F_ is an underscore.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escape.ReplaceAllStringFunc(text, func(e string) string {
		r, _ := strconv.ParseUint(e[2:6], 16, 16) // of four hexadecimal digits
		return string(rune(r))
	})
}

// walk calls start with each element of a part as it begins, and end, with the text in it, as it ends.
func (w *Workbook) walk(part string, start func(xml.StartElement) error, end func(element, text string) error) error {
	data, err := w.part(part)
	if err != nil {
		return err
	}
	if longTag(data) {
		return fmt.Errorf("the part %s: a tag is longer than %d bytes", part, maxTag)
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	var text []byte
	for depth := 0; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			text = text[:0]
			if depth++; depth > maxDepth {
				err = errors.New("elements are nested too deeply")
			} else if start != nil {
				err = start(t)
			}
		case xml.CharData:
			text = append(text, t...)
		case xml.EndElement:
			if depth--; end != nil {
				err = end(t.Name.Local, string(text))
			}
			text = text[:0]
		}
		if err != nil {
			return fmt.Errorf("the part %s: %w", part, err)
		}
	}
}

// longTag reports whether a tag is too long to be parsed.
func longTag(data []byte) bool {
	for {
		start := bytes.IndexByte(data, '<')
		if start < 0 {
			return false
		}
		data = data[start:]
		end := bytes.IndexByte(data, '>')
		if end > maxTag || end < 0 {
			return end > maxTag || len(data) > maxTag
		}
		data = data[end:]
	}
}

// part unpacks a part; archive/zip holds it to the size that it says, which Read has checked.
func (w *Workbook) part(name string) ([]byte, error) {
	file := w.parts[name]
	if file == nil {
		return nil, fmt.Errorf("the part %s is missing", name)
	}
	r, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("the part %s: %w", name, err)
	}
	data, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("the part %s: %w", name, err)
	}
	return data, nil
}
