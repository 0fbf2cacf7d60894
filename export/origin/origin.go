// Package origin publishes what a release was made from, byte for byte, in the folder source/: each file that was
// read of raw/, except the sources that are not text files.
//
// In go the parsed sources; out comes an artifact for each input. The texts, whose lines the tables name, and the
// catalog of sources are plain. The others, which the tables hold whole, are compressed (gzip, RFC 1952). With them and the tables a release holds
// all that its other files are made from, so that they can be made again and compared. Nothing is made from the bytes of
// a source that is not a text, such as a workbook: no table names lines of it. The table source_documents has its
// size and checksum, and the README of the release says where it is published.
package origin

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
)

// Format is the name of the format.
const Format = "source"

// Folder is the place of the inputs inside a release.
const Folder = "source/"

// Path returns the place of an input inside a release.
func Path(input string) string {
	if compressed(input) {
		input += artifact.Gzip
	}
	return Folder + input
}

// compressed reports whether a release holds an input in a compressed form.
func compressed(input string) bool {
	return path.Ext(input) != ".txt" && input != extract.CatalogFile
}

// Read returns an input from the bytes of its file inside a release; it has the number of bytes given, by the manifest.
// It fails when the file is not of the compressed form that Write gives it, or holds more bytes.
func Read(input string, data []byte, size int) ([]byte, error) {
	if !compressed(input) {
		return data, nil
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: expected a file compressed with gzip: %w", Path(input), err)
	}
	whole, err := io.ReadAll(io.LimitReader(unpacked, int64(size)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: unpacking it: %w", Path(input), err)
	case len(whole) > size:
		return nil, fmt.Errorf("%s: unpacked it has more than the %d bytes of the input; expected as many", Path(input), size)
	}
	return whole, nil
}

// Elsewhere returns the paths of the inputs that a release does not hold: the sources that are not text files.
func Elsewhere(sources []catalog.Source) map[string]bool {
	paths := map[string]bool{}
	for _, s := range sources {
		if !s.Kind.Text() {
			paths[s.Path] = true
		}
	}
	return paths
}

// mediaTypes are those of the files of raw/, by their extension.
var mediaTypes = map[string]string{".txt": "text/plain", ".json": "application/json", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}

// Write returns the copies, in the order of the inputs.
func Write(raw *extract.Raw) ([]artifact.Artifact, error) {
	elsewhere := Elsewhere(raw.Catalog.Sources)
	var artifacts []artifact.Artifact
	for _, in := range raw.Inputs {
		if elsewhere[in.Path] {
			continue
		}
		kind, known := mediaTypes[path.Ext(in.Path)]
		if !known {
			kind = "application/octet-stream"
		}
		copied := artifact.Artifact{Path: Folder + in.Path, Format: Format, MediaType: kind, Title: "Input " + in.Path + ", as it was read", Data: in.Data}
		if compressed(in.Path) {
			var err error
			if copied, err = copied.Gzipped(); err != nil {
				return nil, err
			}
		}
		artifacts = append(artifacts, copied)
	}
	return artifacts, nil
}
