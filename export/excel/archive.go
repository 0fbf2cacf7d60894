package excel

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// A partList takes the parts of the package from the library in memory, in whatever order they come.
type partList struct {
	names  []string
	parts  map[string]*bytes.Buffer
	packed map[string]packedPart // those that are done, instead of in parts
	packer *flate.Writer         // serves all parts
	space  bytes.Buffer          // that parts are compressed in
}

// A packedPart is a part, compressed.
type packedPart struct {
	data []byte
	crc  uint32
	size int
}

// level is how well parts are compressed. The level below takes as long and gives 6 % more bytes, the one above takes
// a quarter longer for 1 % less.
const level = 6

func newPartList() (*partList, error) {
	packer, err := flate.NewWriter(nil, level)
	if err != nil {
		return nil, fmt.Errorf("prepare the compression: %w", err)
	}
	return &partList{parts: map[string]*bytes.Buffer{}, packed: map[string]packedPart{}, packer: packer}, nil
}

// pack compresses a part that is done. Its content may change afterward.
func (p *partList) pack(name string, content []byte) error {
	p.space.Reset()
	p.packer.Reset(&p.space)
	if _, err := p.packer.Write(content); err != nil {
		return err
	}
	if err := p.packer.Close(); err != nil {
		return err
	}
	p.packed[name] = packedPart{bytes.Clone(p.space.Bytes()), crc32.ChecksumIEEE(content), len(content)}
	delete(p.parts, name)
	return nil
}

// Create takes a part.
func (p *partList) Create(name string) (io.Writer, error) {
	if p.parts[name] != nil {
		return nil, fmt.Errorf("the part %s was written twice", name)
	}
	p.names = append(p.names, name)
	p.parts[name] = new(bytes.Buffer)
	return p.parts[name], nil
}

// AddFS is a part of the library's interface that writing a new workbook does not use.
func (p *partList) AddFS(fs.FS) error { return fmt.Errorf("adding a file system is not supported") }

// Close ends the package.
func (p *partList) Close() error { return nil }

// archive writes the package again: parts corrected, in a fixed order, with the release's date as their
// time. The library itself gives parts, and entries of parts, in the order of its maps.
func (b *book) archive() ([]byte, error) {
	list, err := newPartList()
	if err != nil {
		return nil, err
	}
	b.unpark()
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return list })
	if _, err := b.file.WriteToBuffer(); err != nil {
		return nil, fmt.Errorf("gather the parts: %w", err)
	}
	if err := b.correct(list); err != nil {
		return nil, err
	}
	slices.SortFunc(list.names, compareParts)
	issued, err := time.Parse(time.DateOnly, b.data.Info.Issued)
	if err != nil {
		return nil, fmt.Errorf("the release's date: %w", err)
	}
	size := 0
	for _, name := range list.names {
		size += len(list.packed[name].data) + 2*len(name) + entrySize
	}
	var out bytes.Buffer
	out.Grow(size + entrySize)
	w := zip.NewWriter(&out)
	for _, name := range list.names {
		if err := addPart(w, name, list.packed[name], issued); err != nil {
			return nil, fmt.Errorf("add the part %s: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close the archive: %w", err)
	}
	return out.Bytes(), nil
}

// compareParts puts the content types first, as the Open Packaging Conventions recommend for readers of
// streams, then the relationships of the package, then all by name with numbers in their order.
func compareParts(a, b string) int {
	if d := partRank(a) - partRank(b); d != 0 {
		return d
	}
	if d := len(a) - len(b); d != 0 && strings.TrimRight(stem(a), "0123456789") == strings.TrimRight(stem(b), "0123456789") {
		return d
	}
	return strings.Compare(a, b)
}

func stem(name string) string {
	s, _, _ := strings.Cut(name, ".")
	return s
}

func partRank(name string) int {
	switch {
	case name == "[Content_Types].xml":
		return 0
	case strings.HasPrefix(name, "_rels/"):
		return 1
	case strings.HasPrefix(name, "docProps/"):
		return 2
	}
	return 3
}

// entrySize is at least how many bytes the archive needs for a part besides twice its name and the part itself, and at
// least how many its end needs (PKWARE APPNOTE 4.3.7, 4.3.9, 4.3.12 and 4.3.16).
const entrySize = 128

// addPart adds a part with a fixed time.
func addPart(w *zip.Writer, name string, p packedPart, at time.Time) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: p.crc, CompressedSize64: uint64(len(p.data)), UncompressedSize64: uint64(p.size)}
	//lint:ignore SA1019 CreateRaw writes this field as it is and does not look at Modified
	header.ModifiedDate = dosDate(at)
	part, err := w.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = part.Write(p.data)
	return err
}

// dosDate is a day as archives write it (PKWARE APPNOTE 4.4.6): years from 1980, month, day.
func dosDate(t time.Time) uint16 {
	return uint16(t.Day() | int(t.Month())<<5 | (t.Year()-1980)<<9)
}
