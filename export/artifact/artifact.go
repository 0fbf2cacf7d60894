// Package artifact is what every format writes: files in memory, with what a catalog says of them.
package artifact

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/klauspost/compress/gzip"
)

// An Artifact is one file of a release. Formats make artifacts; the release writes them, all or none.
type Artifact struct {
	Path      string // inside the release, with forward slashes
	Format    string // the format's name, as --format takes it: "csv", "parquet", "excel" …
	MediaType string
	Title     string // for people, "Competencies as CSV"
	Table     string // the table it holds, when it holds one
	Rows      int    // records it holds; 0 when it holds no table
	Data      []byte

	size int    // bytes, where sum is set
	sum  string // of the bytes, "" where it was not computed yet
}

// Size returns how many bytes the artifact has.
func (a Artifact) Size() int {
	if a.sum != "" {
		return a.size
	}
	return len(a.Data)
}

// SHA256 returns the checksum of the artifact's bytes in hexadecimal.
func (a Artifact) SHA256() string {
	if a.sum != "" {
		return a.sum
	}
	sum := sha256.Sum256(a.Data)
	return hex.EncodeToString(sum[:])
}

// Summed returns the artifact with its checksum computed, once for all who ask for it. Its bytes must not
// change afterwards.
func (a Artifact) Summed() Artifact {
	a.size, a.sum = a.Size(), a.SHA256()
	return a
}

// WithoutData returns the artifact with its size and checksum and without its bytes, for those who describe
// a file that need not stay in memory.
func (a Artifact) WithoutData() Artifact {
	a = a.Summed()
	a.Data = nil
	return a
}

// Gzipped returns the artifact compressed with gzip (RFC 1952), with .gz at the end of its path. The bytes depend on
// those of the artifact alone: the header has no name and no time.
func (a Artifact) Gzipped() (Artifact, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.DefaultCompression)
	if err != nil {
		return Artifact{}, fmt.Errorf("compressing %s: %w", a.Path, err)
	}
	_, err = w.Write(a.Data)
	if err = errors.Join(err, w.Close()); err != nil {
		return Artifact{}, fmt.Errorf("compressing %s: %w", a.Path, err)
	}
	a.Path, a.MediaType, a.Title, a.Data = a.Path+Gzip, "application/gzip", a.Title+", compressed", packed.Bytes()
	return a, nil
}

// Gzip is the end of the path of a compressed artifact.
const Gzip = ".gz"

// A Tool names the program that made a release, and that suggested the mappings which nobody has reviewed, as
// the manifest and SSSOM's slots mapping_tool and mapping_tool_version give it.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}
