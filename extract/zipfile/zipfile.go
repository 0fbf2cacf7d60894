// Package zipfile lists the entries of a zip that somebody else made, without harm from one that claims too much.
//
// In goes a file; out comes the reader of archive/zip. What an entry may be called and how much it may unpack to
// is left to the caller, who knows what the zip should hold.
package zipfile

import (
	"archive/zip"
	"fmt"
	"io"
	"sync/atomic"
)

// NewReader lists the entries of a zip of that size in bytes. It fails on what is no zip, and when the list of the
// entries takes more than most bytes: archive/zip keeps all of them in memory, however many an archive claims to
// have. The file must stay open until the entries are read.
func NewReader(file io.ReaderAt, size, most int64) (*zip.Reader, error) {
	l := &limited{file: file, most: most}
	l.left.Store(most)
	archive, err := zip.NewReader(l, size)
	if err != nil {
		return nil, err
	}
	l.left.Store(1 << 62)
	return archive, nil
}

// limited is a file of which no more than a number of bytes may be read.
type limited struct {
	file io.ReaderAt
	most int64
	left atomic.Int64
}

// ReadAt reads until the limit is used up.
func (l *limited) ReadAt(p []byte, off int64) (int, error) {
	if l.left.Add(-int64(len(p))) < 0 {
		return 0, fmt.Errorf("the list of its entries takes more than %d bytes", l.most)
	}
	return l.file.ReadAt(p, off)
}
