package verify

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/excel"
	"github.com/fwci-open-data/fwci/export/sqlite"
)

// explain says how a file of the release differs from what the tables give.
func (m *remake) explain(a artifact.Artifact) (u unlike) {
	data, err := m.read(a.Path)
	if err != nil {
		return unlike{first: err.Error()}
	}
	differs := func(place, found, expected string) {
		found, expected = excerpts(found, expected)
		message := fmt.Sprintf("%s is %s; expected %s", place, found, expected)
		switch {
		case found == "":
			message = fmt.Sprintf("%s is missing; expected %s", place, expected)
		case expected == "":
			message = fmt.Sprintf("%s is %s, which does not follow from the tables", place, found)
		}
		u.places = append(u.places, limited(message))
	}
	switch a.Format {
	case excel.Format:
		err = compareWorkbooks(data, a.Data, differs)
	case sqlite.Format:
		err = compareDatabases(data, a.Data, differs)
	}
	if err != nil {
		u.places = append(u.places, limited("cannot be read: "+err.Error()))
	}
	u.first = limited(firstDifference(path.Ext(a.Path), data, a.Data))
	return u
}

// compareWorkbooks compares views, charts, links and notes.
func compareWorkbooks(found, expected []byte, differs func(place, found, expected string)) error {
	w, err := excel.Read(found)
	made, other := excel.Read(expected)
	if err == nil && other == nil {
		err = w.Compare(made, differs)
	}
	return err
}

// compareDatabases compares declarations, dictionary and index.
func compareDatabases(found, expected []byte, differs func(place, found, expected string)) error {
	db, err := sqlite.Open(found)
	if err != nil {
		return nil // reported with the tables
	}
	made, err := sqlite.Open(expected)
	if err == nil {
		err = errors.Join(db.Compare(made, differs), made.Close())
	}
	return errors.Join(err, db.Close())
}

// maxMessage is how many bytes of a message are kept: an error may quote a file.
const maxMessage = 2000

func limited(message string) string {
	if len(message) > maxMessage {
		return strings.ToValidUTF8(message[:maxMessage], "") + "…"
	}
	return message
}

// firstDifference says where two files of one kind differ first.
func firstDifference(extension string, found, expected []byte) string {
	switch {
	case extension == ".xlsx":
		return partDifference(found, expected)
	case extension == ".parquet":
		return parquetDifference(found, expected)
	case utf8.Valid(found) && utf8.Valid(expected):
		return lineDifference(found, expected)
	}
	return byteDifference(found, expected)
}

// common returns how many bytes two texts share at their beginning.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// lineDifference names the first line that differs.
func lineDifference(found, expected []byte) string {
	at := common(found, expected)
	line := 1 + bytes.Count(found[:at], []byte("\n"))
	a, b := excerpts(lineAt(found, at), lineAt(expected, at))
	switch {
	case a == b:
		return fmt.Sprintf("line %d ends otherwise; the file has %d bytes, expected %d", line, len(found), len(expected))
	case at == len(found):
		return fmt.Sprintf("the file ends in line %d; expected %#q", line, b)
	}
	return fmt.Sprintf("line %d is %#q; expected %#q", line, a, b)
}

// lineAt returns the line that holds a place of a text.
func lineAt(text []byte, at int) string {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := bytes.Cut(text[start:], []byte("\n"))
	return string(line)
}

func byteDifference(found, expected []byte) string {
	at := common(found, expected)
	if at == len(found) || at == len(expected) {
		return fmt.Sprintf("the file has %d bytes; expected %d", len(found), len(expected))
	}
	return fmt.Sprintf("byte %d is 0x%02x; expected 0x%02x", at+1, found[at], expected[at])
}

// parquetDifference tells the pages of a Parquet file from its footer, which holds the schema, the metadata
// and the statistics. The last eight bytes are the length of the footer and the magic number
// (https://parquet.apache.org/docs/file-format/).
func parquetDifference(found, expected []byte) string {
	const tail = 8
	if n := len(found); n > tail {
		footer := n - tail - int(binary.LittleEndian.Uint32(found[n-tail:]))
		if at := common(found, expected); at >= footer && footer > 0 {
			return "the footer differs, which has the schema, the metadata and the statistics of the columns: " + byteDifference(found, expected)
		}
	}
	return "the pages differ, though they have the same cells: " + byteDifference(found, expected)
}

// partDifference names the first part of a zip that differs.
func partDifference(found, expected []byte) string {
	a, err := zip.NewReader(bytes.NewReader(found), int64(len(found)))
	b, other := zip.NewReader(bytes.NewReader(expected), int64(len(expected)))
	if err = errors.Join(err, other); err != nil {
		return fmt.Sprintf("not a zip: %v", err)
	}
	for i, want := range b.File {
		if i >= len(a.File) || a.File[i].Name != want.Name {
			return fmt.Sprintf("the parts of the archive are others or in another order: expected the part %s as number %d", want.Name, i+1)
		}
		got, err := unpacked(a.File[i], int64(want.UncompressedSize64))
		content, other := unpacked(want, int64(want.UncompressedSize64))
		if err = errors.Join(err, other); err != nil {
			return fmt.Sprintf("the part %s cannot be read: %v", want.Name, err)
		}
		if !bytes.Equal(got, content) {
			return "the part " + want.Name + ": " + firstDifference(path.Ext(want.Name), got, content)
		}
	}
	if len(a.File) > len(b.File) {
		return fmt.Sprintf("the part %s is not expected", a.File[len(b.File)].Name)
	}
	return "the parts are the same, the archive around them is not: " + byteDifference(found, expected)
}

// unpacked reads an entry of a zip, one byte more than expected at most.
func unpacked(entry *zip.File, size int64) (data []byte, err error) {
	file, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return io.ReadAll(io.LimitReader(file, size+1))
}

// sameValues reports whether two JSON documents hold the same values in the same order, and where they
// differ first. White space and the spelling of texts are left out; members that are there twice are not.
func sameValues(found, expected []byte) (place string, same bool) {
	a, b := json.NewDecoder(bytes.NewReader(found)), json.NewDecoder(bytes.NewReader(expected))
	a.UseNumber()
	b.UseNumber()
	for {
		got, err := a.Token()
		want, other := b.Token()
		switch {
		case err == nil && other == nil && got == want:
			continue
		case errors.Is(err, io.EOF) && errors.Is(other, io.EOF):
			return "", true
		}
		line := 1 + bytes.Count(found[:a.InputOffset()], []byte("\n"))
		if err != nil {
			return fmt.Sprintf("line %d: %v; expected %v", line, err, want), false
		}
		x, y := excerpts(fmt.Sprint(got), fmt.Sprint(want))
		return fmt.Sprintf("line %d: found %q; expected %q", line, x, y), false
	}
}
