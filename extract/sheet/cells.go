package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// needed are the parts of a workbook that its cells are read from, besides the sheets themselves.
var needed = []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"}

// open opens a workbook with nothing but what its cells are read from. The library reads formats and the order of
// formulas of every workbook that it opens, and of a sheet each formula and each height of a row, which takes longer
// than the texts of the cells. What is not a zip, is broken or too large, or has these parts at other places, the
// library gets as it is.
func open(data []byte) (*excelize.File, error) {
	options := excelize.Options{RawCellValue: true, UnzipSizeLimit: source.MaxBytes, UnzipXMLSizeLimit: source.MaxBytes}
	if frame, sheets := split(data); frame != nil {
		if file, err := excelize.OpenReader(bytes.NewReader(frame), options); err == nil {
			for name, content := range sheets {
				file.Pkg.Store(name, content)
			}
			return file, nil
		}
	}
	return excelize.OpenReader(bytes.NewReader(data), options)
}

// split returns the parts of a workbook that its cells are read from: a workbook whose sheets are empty, and the sheets
// with their texts alone, by the names of their parts. It returns nothing for what open gives the library as it is.
func split(data []byte) (frame []byte, sheets map[string][]byte) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil
	}
	var unpacker io.ReadCloser // one for all entries, faster than that of the standard library
	archive.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser {
		if unpacker == nil {
			unpacker = flate.NewReader(r)
		} else if err := unpacker.(flate.Resetter).Reset(r, nil); err != nil {
			return flate.NewReader(r)
		}
		return unpacker
	})
	var empty, part bytes.Buffer
	w, found, left := zip.NewWriter(&empty), 0, uint64(source.MaxBytes)
	sheets = map[string][]byte{}
	for _, f := range archive.File {
		isSheet := strings.HasPrefix(f.Name, "xl/worksheets/") && strings.HasSuffix(f.Name, ".xml")
		if !isSheet && !slices.Contains(needed, f.Name) {
			continue
		}
		if part.Reset(); f.UncompressedSize64 > left || unpack(&part, f) != nil {
			return nil, nil
		}
		left -= f.UncompressedSize64
		stored, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			return nil, nil
		}
		if isSheet {
			sheets[f.Name] = bare(part.Bytes())
			continue
		}
		found++
		if _, err := stored.Write(part.Bytes()); err != nil {
			return nil, nil
		}
	}
	if err := w.Close(); err != nil || found < len(needed)-1 { // one without texts has no shared strings
		return nil, nil
	}
	return empty.Bytes(), sheets
}

// unpack adds the content of an entry of a zip, which has at most the size that the entry claims.
func unpack(b *bytes.Buffer, f *zip.File) error {
	content, err := f.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	b.Grow(int(min(f.UncompressedSize64, 1<<20)) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(content, int64(f.UncompressedSize64)+1))
	return err
}

// bare returns a copy of a sheet without what says nothing of the texts of its cells: formulas, formats, heights of
// rows, empty cells, the places of cells that follow one another, and what is after the cells. A sheet that is written
// in another way than spreadsheet programs do stays as it is.
func bare(sheet []byte) []byte {
	if bytes.Contains(sheet, []byte("<!")) { // a comment or a quoted text may hold what looks like an element
		return bytes.Clone(sheet)
	}
	kept, column := make([]byte, 0, len(sheet)/2), 0 // of the cell before, counted from 1
	for rest := sheet; len(rest) > 0; {
		next := bytes.IndexByte(rest[1:], '<') + 1
		if next == 0 {
			next = len(rest)
		}
		tag := rest[:next] // with the text after it
		rest = rest[next:]
		switch {
		case named(tag, "<row"):
			place, kind, end, ok := placed(tag)
			if !ok {
				return bytes.Clone(sheet)
			}
			kept, column = joined(kept, []byte("<row"), place, kind, end), 0
		case named(tag, "<c"):
			place, kind, end, ok := placed(tag)
			at := columnOf(place)
			if !ok || at <= column {
				return bytes.Clone(sheet)
			}
			if end[0] == '/' {
				continue
			}
			if at == column+1 {
				place = nil
			}
			kept, column = joined(kept, []byte("<c"), place, kind, end), at
		case named(tag, "<f"), named(tag, "</f"):
		case named(tag, "</sheetData"):
			return append(kept, tag...)
		default:
			kept = append(kept, tag...)
		}
	}
	return kept
}

// joined returns a text with further parts behind it.
func joined(text []byte, parts ...[]byte) []byte {
	for _, part := range parts {
		text = append(text, part...)
	}
	return text
}

// named reports whether a tag begins with a name and what opens it.
func named(tag []byte, name string) bool {
	return len(tag) > len(name) && string(tag[:len(name)]) == name && strings.IndexByte(" >/\t\r\n", tag[len(name)]) >= 0
}

// placed returns of the tag of a row or a cell the attributes with its place (r) and its type (t), each with the space
// before it, and what is after the last attribute. It reports false for a tag that cannot be read.
func placed(tag []byte) (place, kind, end []byte, ok bool) {
	const spaces = " \t\r\n"
	at := bytes.IndexAny(tag, spaces+">/")
	for {
		start := at
		for at < len(tag) && strings.IndexByte(spaces, tag[at]) >= 0 {
			at++
		}
		if at == len(tag) {
			return nil, nil, nil, false
		}
		if tag[at] == '>' || tag[at] == '/' {
			return place, kind, tag[at:], true
		}
		quote := at + bytes.IndexByte(tag[at:], '=') + 1
		if at == start || quote == at || quote == len(tag) || tag[quote] != '"' && tag[quote] != '\'' {
			return nil, nil, nil, false
		}
		length := bytes.IndexByte(tag[quote+1:], tag[quote])
		if length < 0 {
			return nil, nil, nil, false
		}
		next := quote + 1 + length + 1
		switch attribute := tag[at-1 : next]; string(tag[at:quote]) {
		case "r=":
			place = attribute
		case "t=":
			kind = attribute
		}
		at = next
	}
}

// columnOf returns the column of a cell, counted from 1, from its place as placed returns it: r="B7". It returns 0 for a
// place that is not written so.
func columnOf(place []byte) int {
	const before, most = len(` r="`), 3 // letters
	if len(place) < before {
		return 0
	}
	place = place[before : len(place)-1]
	column, letters := 0, 0
	for letters < len(place) && letters < most && 'A' <= place[letters] && place[letters] <= 'Z' {
		column = column*26 + int(place[letters]-'A') + 1
		letters++
	}
	row := place[letters:]
	if len(row) == 0 || len(row) > 7 || row[0] == '0' || len(bytes.Trim(row, "0123456789")) > 0 || column > excelize.MaxColumns {
		return 0
	}
	return column
}
